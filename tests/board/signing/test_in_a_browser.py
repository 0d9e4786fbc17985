"""The signing page in headless Chromium, against a small union on loopback: from a code to the own row in the
published list, by phone and wide screen, in English and French, from disk, by keyboard, with lost answers,
mistyped cards, two tabs, and in browsers that cannot do everything. Nothing that leaves it has the card."""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.board.signing import page as signing_page
from bot.demo.signing_member import b64, unb64
from bot.petitions.demands.consent import digest
from bot.petitions.page_rows import rows_index
from bot.texts import Texts
from tests.board.signing.member import Member, card_of, opened
from tests.board.test_accessibility import RUN_AXE
from tests.board.test_html_checker import complaints
from tests.board.test_in_a_browser import Keyboard
from tests.support.signing_union import TEXTS, Union
from tests.support.token_issuer import row_line

pytestmark = [pytest.mark.wire, pytest.mark.full]

LANGUAGES = ("en", "fr")
SIZES = {"phone": (360, 740), "wide": (1280, 800)}
ERRORS = {
    **dict.fromkeys(("bad-request", "bad-row", "bad-blinded"), 400),
    **dict.fromkeys(("bad-signature",), 403),
    **dict.fromkeys(("code-unknown", "card-unknown", "round-unknown", "demand-unknown"), 404),
    **dict.fromkeys(("issued-already", "keys-changed", "other-version", "turns-spent"), 409),
    "closed": 410,
    "too-many": 429,
    "never-heard-of": 500,
}
ALIKE = ("bad-row", "bad-blinded", "bad-signature")  # one sentence for all
NO_CRYPTO = "Object.defineProperty(crypto, 'subtle', { value: undefined });"


@pytest.mark.parametrize(("size", "language"), [("phone", "fr"), ("wide", "en")])
def test_a_member_signs_finds_the_signature_and_withdraws_it(
    browser: Any, union: Union, language: str, size: str
) -> None:
    with opened(browser, union, language, size=SIZES[size]) as member:
        demand = union.demands[0]
        member.begin()
        card = member.make_card(union.code)
        member.press("get")
        assert len(union.issued) == 1
        member.press("to-demands")
        member.open(0)
        assert member.status() == "status-none"
        assert member.page.locator("#step h2").inner_text() == TEXTS[language]["title"]
        member.press("sign")
        assert member.told() == "consent-missing"
        assert demand.rows == {}
        member.sign()
        assert member.told() == "signed"
        assert member.status() == "signed"
        demand.publish()
        assert demand.count == 1
        member.again(0)
        assert member.status() == "status-counted"
        assert not member.page.locator("#consent").count()
        member.press("withdraw")
        assert member.status() == "withdrawn"
        demand.publish()
        assert demand.count == 0
        member.again(0)
        assert member.status() == "status-withdrawn"
        member.sign()
        assert [row["turn"] for row in next(iter(demand.rows.values()))] == [1, 2, 3]
        assert member.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert member.complaints == []
        assert member.card_left(card) == []


def test_with_a_tokens_file_nothing_is_sent_under_the_card_before_signing(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    with opened(browser, union) as member:
        member.begin()
        card = member.make_card(union.code)
        member.press("get")
        saved = tmp_path / "tocsin-tokens.json"
        saved.write_text(member.download("save-tokens"))
    assert card.text not in saved.read_text()
    union.received.clear()
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        member.open(0)
        member.sign()
        assert member.told() == "signed"
    asked = [path for path, _ in union.received]
    assert [path for path in asked if "/u/" in path] == ["/u/box/sign"]
    assert card.key.public.hex() not in str(union.received)
    saved.write_text(saved.read_text().replace('"token": "', '"token": "A'))
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        assert member.told() == "error-bad-file"


def test_the_card_from_its_file_or_typed_in_has_the_same_tokens(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    with opened(browser, union) as member:
        member.begin()
        member.press("have-code")
        member.type(union.code.lower())
        member.press("go-on")
        text, saved = member.card(), tmp_path / "tocsin-card.txt"
        saved.write_text(member.download("save-card"))
        member.press("written")
        member.confirm(text)
        member.press("get")
    assert text in saved.read_text()
    (first,) = union.issued.values()
    for how in ("file", "typed"):
        with opened(browser, union) as member:
            member.begin()
            if how == "file":
                member.choose_file(saved)
            else:
                member.enter_card(text.lower().replace("-", " "))
            member.press("get")
            assert member.page.locator("#step h2").inner_text() == member.texts["tokens-title"]
            assert list(union.issued.values()) == [first]
            member.press("to-demands")
            member.open(0)
            member.page.locator("#status").wait_for()
            assert member.card_left(card_of(text), signed=False) == []


def test_a_lost_answer_is_repeated_by_a_button_and_counts_once(member: Member, union: Union) -> None:
    union.lost = ["card", "shares", "issue", "sign", "sign"]
    member.begin()
    member.press("have-code")
    code = union.code
    member.type(code)
    member.press("go-on")
    text = member.card()
    member.press("written")
    member.confirm(text)
    assert member.told() == "error-no-answer"
    member.press("again")
    assert member.told() == "card-taken"
    member.press("get")
    assert member.told() == "error-no-answer"
    member.press("again")
    assert member.told() == "error-no-answer"
    member.press("again")
    member.press("to-demands")
    member.open(0)
    member.sign()
    assert member.told() == "error-no-answer"
    member.press("again")
    assert member.told() == "error-no-answer"
    member.press("back")
    member.open(0)  # what was sent is remembered
    assert member.status() == "status-unsure"
    member.press("again")
    assert member.told() == "signed"
    (rows,) = union.demands[0].rows.values()
    assert [row["turn"] for row in rows] == [1]


def test_an_answer_without_end_is_no_answer(member: Member, union: Union) -> None:
    member.with_tokens()
    member.open(0)
    union.refused["sign"] = (200, {"taken": "x" * 2**24})
    member.sign()
    assert member.told() == "error-no-answer"
    member.press("again")
    assert member.told() == "signed"


def test_a_withdrawal_after_a_lost_answer_is_newer_than_what_was_lost(member: Member, union: Union) -> None:
    member.with_tokens()
    union.lost = ["sign"]
    member.open(0)
    member.sign()
    member.press("withdraw")
    assert member.told() == "withdrawn"
    (rows,) = union.demands[0].rows.values()
    assert [(row["turn"], row["act"]) for row in rows] == [(1, "sign"), (2, "withdraw")]


def test_a_mistyped_or_used_code_and_a_mistyped_card_are_told(member: Member, union: Union) -> None:
    member.begin()
    member.press("have-code")
    code = union.code
    member.type(code[:-1] + ("2" if code[-1] != "2" else "3"))
    member.press("go-on")
    assert member.told() in ("mistyped", "mistyped-first")
    assert member.page.locator("#typed").get_attribute("aria-invalid") == "true"
    member.type("O" + code[1:])
    member.press("go-on")
    assert member.told() == "mistyped-groups"
    assert "group 1:" in member.page.locator("#told").inner_text()
    assert all("/u/" not in path for path, _ in union.received)
    member.type(code)
    member.press("go-on")
    text = member.card()
    member.press("written")
    member.type("2222")
    member.press("make-card")
    assert member.told() == "confirm-wrong"
    union.codes[code.replace("-", "")] = "another card's"
    member.confirm(text)
    assert member.told() == "error-code-unknown"
    member.page.reload()
    member.begin()
    member.enter_card(text[:-6] + ("XX" if text[-6:-4] != "XX" else "YY") + text[-4:])
    assert member.told() in ("mistyped", "mistyped-first", "mistyped-groups")
    member.type(text)
    member.press("go-on")
    member.press("get")
    assert member.told() == "error-card-unknown"
    member.press("code-for-card")
    member.type(union.code)
    member.press("go-on")
    assert member.told() == "card-taken"
    assert card_of(text).key.public.hex() in {unb64(key or "").hex() for key in union.codes.values()} - {""}


def test_two_tabs_do_not_undo_each_other(browser: Any, union: Union) -> None:
    context = browser.new_context()
    with opened(browser, union, context=context) as one, opened(browser, union, context=context) as other:
        card = one.with_tokens()
        other.begin()
        other.enter_card(card.text)
        other.press("get")
        other.press("to-demands")
        one.open(0)
        other.open(0)
        one.sign()
        other.press("withdraw")
        assert other.told() == "withdrawn-newest"
        (rows,) = union.demands[0].rows.values()
        assert [(row["turn"], row["act"]) for row in rows] == [(1, "sign"), (2, "withdraw")]
    context.close()


def test_the_last_turn_of_a_token_is_left_to_withdraw(member: Member, union: Union) -> None:
    member.with_tokens()
    member.open(0)
    member.page.evaluate("turns[chosen.demand] = 98")
    member.sign()
    assert member.told() == "error-turns-spent"
    member.press("withdraw")
    assert member.told() == "withdrawn"
    (rows,) = union.demands[0].rows.values()
    assert [(row["turn"], row["act"]) for row in rows] == [(99, "withdraw")]


def test_the_back_button_goes_a_step_back_and_loses_nothing(member: Member, union: Union) -> None:
    member.begin()
    member.press("have-code")
    member.type(union.code)
    member.press("go-on")
    text = member.card()
    member.press("written")
    member.page.go_back()
    assert member.card() == text
    member.page.go_forward()
    member.confirm(text)
    member.press("get")
    member.press("to-demands")
    member.open(0)
    member.page.go_back()
    assert member.page.locator("#step h2").inner_text() == member.texts["demands-title"]
    member.page.go_back()
    assert member.page.locator("#step h2").inner_text() == member.texts["tokens-title"]
    member.page.go_back()
    assert "card" not in (member.page.locator(".card").all_inner_texts() or [""])[0]
    member.page.reload()
    assert member.page.locator("#begin").is_visible()
    assert member.complaints == []


def test_a_card_that_nobody_wrote_down_is_not_registered_by_going_back(member: Member, union: Union) -> None:
    member.begin()
    member.press("have-code")
    member.type(union.code)
    member.press("go-on")
    text = member.card()
    for leave in ("written", None):  # from the question what was written down, and from the card
        if leave:
            member.press(leave)
        while member.page.locator("#step h2").inner_text() != member.texts["code-title"]:
            member.page.go_back()
        member.type(union.code)
        member.press("go-on")
        assert member.card() == text
        assert all("/u/" not in path for path, _ in union.received)
    member.press("written")
    member.confirm(text)
    assert member.told() == "card-taken"


def test_a_text_that_changes_is_read_again_and_the_newer_version_can_be_signed(
    member: Member, union: Union
) -> None:
    demand, changed = union.demands[0], {"en": {"title": "Halt all work", "body": "Now."}}
    member.with_tokens()
    member.open(0)
    member.sign()
    demand.publish()
    demand.amend(changed, 2)
    member.again(0)
    assert member.status() == "status-older"
    assert member.page.locator(".text").inner_text() == "Now."
    demand.amend({"en": {"title": "Halt all work", "body": "At once."}}, 3)
    member.sign()
    assert member.told() == "error-other-version"
    member.press("read-again")
    assert member.page.locator(".text").inner_text() == "At once."
    assert not member.page.locator("#consent").is_checked()
    assert member.status() == "status-older"
    member.sign()
    assert member.told() == "signed"
    (rows,) = demand.rows.values()
    assert [(row["turn"], row["version"]) for row in rows] == [(1, 1), (2, 3)]


def test_a_closed_demand_takes_withdrawals_until_its_list_closes(member: Member, union: Union) -> None:
    demand, other = union.demands
    member.with_tokens()
    member.open(0)
    demand.state = other.state = "closed"
    member.sign()
    assert member.told() == "error-closed"
    member.press("read-again")
    assert not member.page.locator("#consent").count()
    member.press("withdraw")
    assert member.told() == "withdrawn"
    demand.publish()
    demand.state = other.state = "ended"
    member.again(0)
    assert member.status() == "status-void"
    buttons = [member.texts["save-tokens"], member.texts["back"]]
    assert member.page.get_by_role("button").all_inner_texts() == buttons


def test_with_the_card_alone_a_signature_is_withdrawn_after_signing_ended(browser: Any, union: Union) -> None:
    """The issuing key is gone: the token is the one in the list."""
    with opened(browser, union) as member:
        card = member.with_tokens()
        member.open(0)
        member.sign()
    demand, other = union.demands
    demand.publish()
    demand.state = other.state = "closed"
    with opened(browser, union) as member:
        member.begin()
        member.enter_card(card.text)
        member.press("get")
        member.press("to-demands")
        member.open(1)
        assert member.status() == "status-none"
        assert member.page.get_by_role("button").all_inner_texts() == [member.texts["back"]]
        member.press("back")
        member.open(0)
        assert member.status() == "status-counted"
        member.press("withdraw")
        assert member.told() == "withdrawn"
        demand.publish()
        assert demand.count == 0
        assert member.complaints == []


def test_a_choice_that_never_came_into_a_closed_list_is_told(member: Member, union: Union) -> None:
    union.receipt = {}
    member.with_tokens()
    member.open(0)
    member.sign()
    union.demands[0].state = "ended"
    member.again(0)
    assert member.status() == "status-missing"


def test_a_withdrawal_before_publication_leaves_nothing_in_the_list_and_nothing_to_report(
    member: Member, union: Union
) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    member.press("withdraw")
    assert member.status() == "withdrawn"
    demand.publish()
    assert demand.files[0][1] == b""
    for state in ("open", "closed", "ended"):
        demand.state = state
        member.again(0)
        assert member.status() == "status-void"
        assert member.texts["waits"] not in (member.page.locator("#step").text_content() or "")
        assert not member.page.get_by_role("button", name=member.texts["again"], exact=True).count()


def test_a_withdrawal_of_what_was_published_meanwhile_is_waited_for(member: Member, union: Union) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    demand.publish()  # after the list was read
    member.press("withdraw")
    assert member.status() == "withdrawn"
    member.again(0)
    assert member.status() == "withdrawn"
    assert member.texts["waits"] in (member.page.locator("#step").text_content() or "")
    demand.state = "ended"
    member.again(0)
    assert member.status() == "status-receipt-withdrawn"


def test_an_older_choice_that_is_sent_again_is_not_taken_for_the_newest(browser: Any, union: Union) -> None:
    with opened(browser, union) as one, opened(browser, union) as other:
        card = one.with_tokens()
        one.open(0)
        union.refused["sign"] = 503, {"error": "not-stored"}
        one.sign()
        assert one.told() == "error-not-stored"
        other.begin()
        other.enter_card(card.text)
        other.press("get")
        other.press("to-demands")
        other.open(0)
        other.press("withdraw")
        one.press("again")
        assert one.told() == "error-turn-used"
        (rows,) = union.demands[0].rows.values()
        assert [row["act"] for row in rows] == ["withdraw"]
        one.press("send-newest")
        assert one.told() == "signed"


def test_a_published_choice_that_is_sent_again_is_said_to_change_nothing(browser: Any, union: Union) -> None:
    """Its answer was lost, and another device chose otherwise meanwhile: a second press decides."""
    demand = union.demands[0]
    for lost, meanwhile, after in (("withdraw", "sign", "withdrawn"), ("sign", "withdraw", "signed")):
        with opened(browser, union) as one, opened(browser, union) as other:
            card = one.with_tokens()
            one.open(0)
            if lost == "withdraw":
                one.sign()
                demand.publish()
            union.lost = ["sign"]
            one.choose(lost)
            demand.publish()
            other.begin()
            other.enter_card(card.text)
            other.press("get")
            other.press("to-demands")
            other.open(0)
            other.choose(meanwhile)
            one.press("again")
            assert one.told() == "error-turn-used"
            rows = list(demand.rows.values())[-1]
            assert rows[-1]["act"] == meanwhile
            one.press("send-newest")
            assert one.told() == f"{after}-newest"
            assert rows[-1]["act"] == lost


@pytest.mark.parametrize("act", ["sign", "withdraw"])
def test_a_refused_repeat_does_not_undo_what_was_taken(member: Member, union: Union, act: str) -> None:
    """A full hall is refused with 429, after the box took the first sending and its answer was lost."""
    member.with_tokens()
    member.open(0)
    if act == "withdraw":
        member.sign()
    union.lost = ["sign"]
    member.choose(act)
    union.refused["sign"] = 429, {"error": "too-many"}
    member.page.locator("#told button").first.click()
    member.until_idle()
    assert member.told() == "error-too-many"
    member.press("back")
    member.open(0)
    assert member.status() == "status-unsure"
    member.press("again")
    assert member.told() == ("signed" if act == "sign" else "withdrawn")
    (rows,) = union.demands[0].rows.values()
    assert rows[-1]["act"] == act


def test_a_new_code_for_the_place_is_told_and_stopped(member: Member, union: Union) -> None:
    union.replacement = "2026-12-08"
    member.begin()
    member.make_card(union.code)
    member.press("get")
    assert "8 December 2026" in member.page.locator("#warning").inner_text()
    member.press("object")
    assert member.told() == "objected"
    assert union.replacement is None


def test_a_card_learns_of_a_new_code_with_its_tokens_in_hand_and_without_a_round(
    member: Member, union: Union
) -> None:
    member.with_tokens()
    member.page.go_back()
    member.press("look-code")
    assert member.told() == "no-new-code"
    assert not member.page.locator("#warning").count()
    union.replacement = "2026-12-08"
    member.shows({**union.state(), "rounds": [], "demands": []})
    member.press("look-code")
    assert "8 December 2026" in member.page.locator("#warning").inner_text()
    member.press("to-demands")
    member.page.go_back()
    member.press("object")
    assert member.told() == "objected"
    assert union.replacement is None
    assert not member.page.locator("#warning").count()


def test_a_round_that_refuses_hides_no_new_code_and_no_tokens_of_another(
    member: Member, union: Union
) -> None:
    union.replacement = "2026-12-08"
    state = union.state()
    state["rounds"].insert(0, {**state["rounds"][0], "number": 2, "id": "ab" * 16, "keys": []})
    only_other = {**state, "rounds": state["rounds"][:1], "demands": []}
    member.shows(only_other)
    member.begin()
    card = member.make_card(union.code)
    for tokens in ([], list(union.private)):
        member.press("get")
        assert member.told() == "error-round-unknown"
        assert sorted(member.page.evaluate("Object.keys(tokens)")) == sorted(tokens)
        assert "8 December 2026" in member.page.locator("#warning").inner_text()
        member.shows(state)
    assert member.page.locator("#step h2").inner_text() == member.texts["tokens-title"]
    assert member.card_left(card, signed=False) == []


def test_a_removed_card_gets_no_tokens_but_those_it_had_still_sign(member: Member, union: Union) -> None:
    card = member.with_tokens()
    member.page.go_back()
    member.fold("remove")
    member.press("remove-now")
    assert member.told() == "removed"
    member.open(0)
    member.sign()
    assert member.told() == "signed"
    member.press("back")
    member.press("back-choose")
    member.enter_card(card.text)
    member.press("look-code")
    assert member.told() == "error-card-unknown"
    assert member.card_left(card) == []


def test_the_whole_index_of_a_long_list_is_read_and_no_row(browser: Any, union: Union) -> None:
    demand = union.demands[0]
    demand.indexed = True
    with opened(browser, union) as member:
        member.with_tokens()
        member.open(0)
        member.sign()
        demand.publish()
        demand.amend({"en": {"title": "Halt all work", "body": "At once."}}, 2)
    with opened(browser, union) as other:
        other.with_tokens()
        other.open(0)
        assert other.status() == "status-none"
        other.sign()
        demand.publish()
        assert demand.count == 2
        other.again(0)
        assert other.status() == "status-indexed"
        other.press("withdraw")
        demand.publish()
        other.again(0)
        assert other.status() == "status-withdrawn"
        read = [path.rsplit("/", 1)[-1] for path, _ in union.received if "/rows-" in path]
        assert set(read) == {"rows-2.index", "rows-3.index", "rows-4.index"}
        path, raw = demand.files[1]
        demand.files[1] = path, raw.replace(b'"turn":1', b'"turn":2')
        other.page.route("**/rows-3.index", lambda route: route.fulfill(body=rows_index(raw)))
        other.again(0)
        assert other.told() == "error-other-list"


def test_a_list_in_which_the_own_signature_was_changed_is_told(member: Member, union: Union) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    demand.publish()
    path, raw = demand.files[0]
    row = json.loads(raw)
    signature = row["signature"][:-4] + ("AAAA" if not row["signature"].endswith("AAAA") else "AAAQ")
    for change in ({"token": row["token"][::-1]}, {"signature": signature}, {"turn": 2}, {"version": 2}):
        demand.files[0] = path, row_line({**row, **change})
        member.again(0)
        assert member.told() == "error-other-row", change
        assert member.status() == "signed"
    for change in ({"token": b64(b"\x01" * 256)}, {"signature": signature}, {"turn": 2}):
        member.page.evaluate("rows = {}")  # as for a member who comes back with the card alone
        demand.files[0] = path, row_line({**row, **change})
        member.again(0)
        assert member.told() == "error-other-row", change
    demand.files[0] = path, raw
    member.page.route("**/rows-2.jsonl", lambda route: route.fulfill(body=raw + raw))
    member.again(0)
    assert member.told() == "error-other-list"
    member.page.unroute_all()
    member.again(0)
    assert member.status() == "status-counted"


def test_a_list_that_is_not_the_ledgers_is_told_and_nothing_is_signed(member: Member, union: Union) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    demand.publish()
    demand.files.append(("ledger/halt-ice/rows-3.jsonl", b""))
    first, second, third = demand.entries
    other_key = union.demands[1].first["issuing_key"]

    def hashed(entry: dict[str, Any]) -> dict[str, Any]:
        said = {name: value for name, value in entry.items() if name != "hash"}
        return {**said, "hash": digest(said)}

    def answer(content: str, route: Any) -> None:
        route.fulfill(body=content)

    sent = sum(path.endswith("/sign") for path, _ in union.received)
    for entries in (
        [],
        [first],
        [first, second],
        [{**first, "issuing_key": other_key}, second, third],
        [{**first, "count": 1}, second, third],
        [{**first, "hash": "ab" * 32}, second, third],
        [first, {**second, "rows_sha256": "ab" * 32}, third],
        [first, {**second, "count": 7}, third],  # a past that was rewritten
        [first, hashed({**second, "count": 7}), third],
        [first, second, hashed({**third, "previous_hash": first["hash"]})],
        [first, second, hashed({**third, "number": 4})],
        [first, second, hashed({**third, "issuing_key": other_key})],
    ):
        content = json.dumps(union.signed.signed({"key": union.signed.key, "entries": entries}))
        member.page.route("**/ledger/*.json", partial(answer, content))
        member.again(0)
        assert member.told() == "error-other-list"
        assert member.status() == "signed"
        member.press("withdraw")
        assert member.told() == "error-other-list"
        member.page.unroute_all()
    member.again(0)
    assert member.status() == "status-counted"
    digits = third["hash"][:32]
    head = f"halt-ice 3 {' '.join(digits[at : at + 4] for at in range(0, 32, 4))}"
    assert head in (member.page.locator("#head").text_content() or "")  # as posted in Discord
    state = union.state()
    state["demands"][0]["rows"].pop(0)  # a publication is kept from this reader
    member.shows(state)
    member.again(0)
    assert member.told() == "error-other-list"
    member.page.unroute_all()
    demand.key = union.demands[1].key  # another issuing key for this reader
    demand.first["issuing_key"] = other_key
    member.again(0)
    assert member.told() == "error-other-list"
    assert sum(path.endswith("/sign") for path, _ in union.received) == sent


def test_a_publication_while_the_page_is_open_is_no_other_list(member: Member, union: Union) -> None:
    member.with_tokens()
    member.open(0)
    member.sign()
    union.demands[0].publish()
    member.press("withdraw")
    assert member.told() == "withdrawn"


def test_an_issuing_key_for_one_person_is_found_before_a_token_is_sent(member: Member, union: Union) -> None:
    demand = union.demands[0]
    opening = dict(demand.first)
    member.with_tokens()
    demand.first["issuing_key"] = union.demands[1].first["issuing_key"]  # what all others see
    member.open(0)
    assert member.told() == "error-other-list"
    member.sign()
    assert member.told() == "error-other-list"
    assert all("/u/box/" not in path for path, _ in union.received)
    demand.first = opening
    member.page.locator("#consent").check()
    member.press("sign")
    assert member.told() == "signed"


def test_a_choice_that_a_restored_box_lacks_can_be_sent_again(member: Member, union: Union) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    (rows,) = demand.rows.values()
    demand.rows = {}  # backups leave out rows that were not published
    assert member.texts["waits"] in (member.page.locator("#step").text_content() or "")
    member.fold("look-title")
    member.press("again")
    assert member.told() == "signed"
    assert list(demand.rows.values()) == [rows]
    demand.publish()
    member.again(0)
    assert not member.page.get_by_role("button", name=member.texts["again"], exact=True).count()


def test_an_unanswered_choice_of_another_device_is_no_forged_list(browser: Any, union: Union) -> None:
    with opened(browser, union) as one, opened(browser, union) as other:
        card = one.with_tokens()
        other.begin()
        other.enter_card(card.text)
        other.press("get")
        other.press("to-demands")
        for tab in (one, other):
            tab.open(0)
        union.refused["sign"] = 503, {"error": "not-stored"}
        one.sign()
        assert one.told() == "error-not-stored"
        other.sign()
        assert other.told() == "signed"
        union.demands[0].publish()
        one.again(0)
        assert one.status() == "status-counted"
        assert not one.page.locator("#told p").count()


def test_a_text_that_is_not_that_of_its_hash_cannot_be_signed(member: Member, union: Union) -> None:
    union.demands[0].texts = {"en": {"title": "We love ICE", "body": "More."}}
    union.demands[1].consent = {"en": "I give you my house."}
    member.with_tokens()
    for place in (0, 1):
        member.open(place)
        assert member.texts["error-broken"] in member.page.locator("#step").inner_text()
        assert not member.page.locator("#consent").count()
        member.press("back")


def test_texts_from_outside_stay_text(member: Member, union: Union) -> None:
    evil = "<img src=x onerror=alert(1)>\u202e</script>{number}"
    union.demands[0].amend({"en": {"title": evil, "body": f"{evil}\n{evil}"}}, 1)
    member.with_tokens()
    member.open(0)
    shown = evil.replace("\u202e", "\ufffd")
    assert member.page.locator("#step h2").inner_text() == shown
    assert member.page.locator(".text p").all_inner_texts() == [shown, shown]
    assert member.page.locator("img").count() == 0
    assert member.complaints == []


def test_nothing_is_kept_on_the_device_unless_it_is_asked_for(browser: Any, union: Union) -> None:
    context, union.receipt = browser.new_context(), {}
    with opened(browser, union, context=context) as member:
        card = member.with_tokens()
        member.open(0)
        member.sign()
        kept = "[localStorage.length, sessionStorage.length, document.cookie, history.state.step]"
        assert member.page.evaluate(kept) == [0, 0, "", "demand"]
        member.press("back")
        member.page.go_back()
        member.page.go_back()
        member.page.go_back()
        member.press("keep-here")
        assert member.told() == "kept"
        assert card.text not in member.page.evaluate("JSON.stringify(localStorage)")
    with opened(browser, union, context=context) as member:
        member.begin()
        member.press("use-kept")
        member.open(0)
        assert member.status() == "signed"
        member.press("withdraw")
        assert member.told() == "withdrawn"
        union.demands[0].state = "ended"
        member.page.reload()
        member.begin()
        member.press("use-kept")  # what can no longer be used is deleted, and what shows that it was used
        kept = member.page.evaluate("JSON.parse(localStorage[keptAs()])")
        assert set(kept["tokens"]) == set(union.private) - {union.demands[0].key}
        assert kept["rows"] == {}
        member.press("back-choose")
        member.press("delete-kept")
        assert member.page.evaluate("localStorage.length") == 0
    context.close()


@pytest.mark.parametrize("told", ["error-other-key", "error-bad-file"])
def test_tokens_on_the_device_that_the_page_refuses_are_left_as_they_are(
    browser: Any, union: Union, told: str
) -> None:
    context = browser.new_context()
    with opened(browser, union, context=context) as member:
        member.begin()
        card = member.make_card(union.code)
        member.press("get")
        member.press("keep-here")
        member.press("to-demands")
        member.open(0)
        member.sign()
        kept = json.loads(member.page.evaluate("localStorage[keptAs()]"))
        kept.update({"union_key": "ab" * 16} if told == "error-other-key" else {"format": 2})
        refused = json.dumps(kept)
        member.page.evaluate("text => { localStorage[keptAs()] = text; }", refused)
    with opened(browser, union, context=context) as member:
        member.begin()
        member.press("use-kept")
        assert member.told() == told
        member.enter_card(card.text)
        member.press("get")
        member.press("to-demands")
        member.open(0)
        member.press("withdraw")
        assert member.told() == "withdrawn-newest"
        assert member.page.evaluate("localStorage[keptAs()]") == refused
    context.close()


def test_another_board_of_the_origin_and_an_older_state_leave_tokens_alone(
    browser: Any, union: Union
) -> None:
    context = browser.new_context()
    with opened(browser, union, context=context) as member:
        member.begin()
        member.make_card(union.code)
        member.press("get")
        member.press("keep-here")
    content = union.file("/en/sign.html")
    assert content is not None
    empty = {**union.state(), "rounds": [], "demands": []}
    with opened(browser, union, context=context) as member:
        member.page.route(
            "**/b/en/sign.html", lambda route: route.fulfill(body=content[1], content_type="text/html")
        )
        member.shows(empty, "b/")
        member.page.goto(f"{union.board}/b/en/sign.html")
        member.begin()
        assert not member.page.get_by_role("button", name=member.texts["use-kept"]).count()
        member.enter_card("FGDF-38HW-VJAP-53XX-C8YE-H683-2228")
        assert member.page.locator("#step h2").inner_text() == member.texts["get-title"]
        assert member.page.evaluate("localStorage.length") == 1
    with opened(browser, union, context=context) as member:
        member.shows(empty)
        member.begin()
        member.press("use-kept")
        kept = member.page.evaluate("JSON.parse(localStorage[keptAs()]).tokens")
        assert set(kept) == set(union.private)
    context.close()


def test_a_browser_that_keeps_nothing_says_so(browser: Any, union: Union) -> None:
    script = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('private'); } });"
    with opened(browser, union, script=script) as member:
        member.begin()
        member.make_card(union.code)
        member.press("get")
        member.press("keep-here")
        assert member.told() == "not-kept"


def test_browsers_that_cannot_do_everything_are_told_what_to_do(browser: Any, union: Union) -> None:
    t = Texts.load().of("en")
    with opened(browser, union, java_script_enabled=False) as member:
        assert member.page.locator("noscript").inner_text() == t("signing-noscript")
        assert member.page.locator("#unable").inner_text() == t("signing-unable")
        assert t("signing-not-watched") in (member.page.locator("details").text_content() or "")
        assert not member.page.locator("#begin").is_visible()
    with opened(browser, union, script=NO_CRYPTO) as member:
        assert member.page.locator("#unable").inner_text() == t("signing-no-crypto")
        assert not member.page.locator("#begin").is_visible()
    with opened(browser, union) as member:
        member.page.route("**/old.html", lambda route: route.fulfill(body=old, content_type="text/html"))
        old = signing_page(t).decode().replace("1n", "1~")  # as for a browser without BigInt: nothing runs
        member.page.goto(f"{union.board}/old.html")
        assert member.page.locator("#unable").is_visible()
        frame = f'<!doctype html><iframe src="{union.board}/en/sign.html"></iframe>'
        member.page.route("**/frame.html", lambda route: route.fulfill(body=frame, content_type="text/html"))
        member.page.goto(f"{union.board}/frame.html")
        assert member.page.frames[1].locator("#unable").inner_text() == t("signing-framed")


def test_each_error_of_an_act_has_a_sentence(member: Member, union: Union) -> None:
    member.with_tokens()
    member.open(0)
    for name, status in ERRORS.items():
        union.refused["sign"] = status, {"error": name}
        member.page.locator("#consent").check()
        member.press("sign")
        known = "bad-request" if name in ALIKE else name
        assert member.told() == ("error-failed" if name == "never-heard-of" else f"error-{known}")
    assert union.demands[0].rows == {}


def test_a_wrong_blind_signature_is_no_token(member: Member, union: Union) -> None:
    member.begin()
    card = member.make_card(union.code)
    for wrong in (b64(bytes(256)), b64(b"\x01" * 256), "AAAA", "%", None):
        signatures = dict.fromkeys(union.private, wrong)
        union.refused["issue"] = 200, {"signatures": signatures}
        member.press("get")
        assert member.told() == "error-bad-token"
    assert member.page.evaluate("Object.keys(tokens).length") == 0
    assert member.card_left(card, signed=False) == []


@pytest.mark.parametrize("known", [True, False])
def test_the_page_works_from_disk(browser: Any, union: Union, tmp_path: Path, known: bool) -> None:
    path = tmp_path / "sign.html"
    given: dict[str, Any] = {"board": f"{union.board}/", "asked": (union.acts,)} if known else {}
    path.write_bytes(signing_page(Texts.load().of("en"), **given))
    with opened(browser, union, address=path.as_uri()) as member:
        if known:
            assert not member.page.locator("#board").is_visible()
        else:
            member.page.locator("#board").fill("example")
            member.begin()
            assert member.told() == "error-bad-address"
            member.page.locator("#board").fill(f" {union.board}/en/index.html")
        card = member.with_tokens()
        member.open(0)
        member.sign()
        assert member.told() == "signed"
        assert member.card_left(card) == []
        assert member.complaints == []


def test_everything_is_done_by_keyboard_alone(browser: Any, union: Union) -> None:
    with opened(browser, union, "fr") as member:
        keys = Keyboard(member.page)
        keys.tab_to(id="begin")
        member.enter()
        keys.tab_to(text=member.texts["have-code"])
        member.enter()
        keys.tab_to(id="typed")
        member.page.keyboard.type(union.code)
        keys.tab_to(id="line")
        member.page.keyboard.type(union.line)
        member.enter()
        text = member.card()
        keys.tab_to(text=member.texts["written"])
        member.enter()
        keys.tab_to(id="typed")
        number = int(re.findall(r"\d", member.page.locator("label[for=typed]").inner_text())[0])
        member.page.keyboard.type(text.split("-")[number - 1])
        member.enter()
        assert member.told() == "card-taken"
        for key in ("get", "to-demands", "open"):
            keys.tab_to(text=member.texts[key])
            member.enter()
        assert member.page.evaluate("document.activeElement.tagName") == "H2"
        keys.tab_to(id="consent")
        member.page.keyboard.press("Space")
        keys.tab_to(text=member.texts["sign"])
        member.enter()
        assert member.told() == "signed"
        assert len(union.demands[0].rows) == 1


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(320, "light", "fr"), (360, "dark", "en"), (1280, "light", "en")]
)
def test_no_step_has_a_violation_or_scrolls_sideways(
    browser: Any, union: Union, tools: Path, width: int, scheme: str, language: str
) -> None:
    axe = (tools / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    how = {"color_scheme": scheme, "bypass_csp": True}
    found = []
    with opened(browser, union, language, size=(width, 800), **how) as member:

        def look(step: str) -> None:
            member.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            member.page.evaluate(axe)
            found.extend(f"{step}: {said}" for said in member.page.evaluate(RUN_AXE))
            if member.page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                found.append(f"{step} scrolls sideways")

        look("before")
        member.begin()
        look("choose")
        member.press("have-code")
        member.type("AAAA")
        member.press("go-on")
        look("code")
        member.type(union.code)
        member.press("go-on")
        look("card")
        text = member.card()
        member.press("written")
        look("confirm")
        member.confirm(text)
        union.replacement = "2026-12-08"
        member.press("get")
        look("tokens")
        member.press("to-demands")
        look("demands")
        member.open(0)
        look("demand")
        member.sign()
        look("signed")
    assert found == []


def test_the_page_is_valid_html(tools: Path, tmp_path: Path) -> None:
    for language in LANGUAGES:
        content = signing_page(Texts.load().of(language), title="Board", languages=LANGUAGES)
        (tmp_path / f"{language}.html").write_bytes(content)
    assert complaints(tools, *(str(path) for path in sorted(tmp_path.glob("*.html")))) == []
