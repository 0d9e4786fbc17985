"""The signing page in two tabs that share what is kept on the device, and in one tab for two unions or two
members."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.board.signing import page as signing_page
from bot.demo.signing_member import b64
from bot.exports.manifest import ManifestSigner
from bot.texts import Texts
from tests.board.signing.member import Member, opened
from tests.support.signing_union import Board, Union, served_union

pytestmark = [pytest.mark.wire, pytest.mark.full]

KEPT = "localStorage[keptAs()]"


def keep(member: Member) -> None:
    """Keep the tokens of a new card on the device."""
    member.begin()
    member.make_card(member.union.code)
    member.press("get")
    member.press("keep-here")


def kept(member: Member) -> dict[str, Any]:
    """Return what is kept on the device."""
    found: dict[str, Any] = json.loads(member.page.evaluate(KEPT))
    return found


def sign(member: Member, place: int) -> None:
    member.open(place)
    member.sign()
    assert member.told() == "signed"


def test_deleted_tokens_are_not_kept_again_by_another_tab(browser: Any, union: Union) -> None:
    context = browser.new_context()
    with opened(browser, union, context=context) as first, opened(browser, union, context=context) as second:
        keep(first)
        first.press("to-demands")
        second.begin()
        second.press("delete-kept")
        assert second.told() == "kept-deleted"
        sign(first, 0)
        assert first.page.evaluate(f"{KEPT} === undefined")
        assert first.page.get_by_role("button", name=first.texts["save-tokens"], exact=True).count()
    context.close()


def test_no_tab_takes_away_a_receipt_or_tokens_that_another_kept(browser: Any, union: Union) -> None:
    context = browser.new_context()
    with opened(browser, union, context=context) as first, opened(browser, union, context=context) as second:
        keep(first)
        second.begin()
        second.press("use-kept")
        sign(second, 0)
        (taken,) = kept(second)["rows"].values()
        assert "receipt" in taken
        second.page.evaluate(f"""() => {{  // as of another round
            const file = JSON.parse({KEPT});
            file.tokens["0".repeat(64)] = Object.values(file.tokens)[0];
            {KEPT} = JSON.stringify(file);
        }}""")
        before = kept(second)
        first.page.evaluate("run(getTokens)")
        first.until_idle()
        assert kept(first) == before
    context.close()


@pytest.mark.parametrize("refusal", [(429, "too-many"), (410, "closed"), (409, "other-version")])
def test_a_refusal_takes_away_no_row_that_another_tab_has_sent_meanwhile(
    browser: Any, union: Union, refusal: tuple[int, str]
) -> None:
    context = browser.new_context()
    with opened(browser, union, context=context) as first, opened(browser, union, context=context) as second:
        keep(first)
        first.press("to-demands")
        first.open(0)
        second.begin()
        second.press("use-kept")
        held: list[Any] = []
        first.page.route("**/ledger/*.json", lambda route: held.append(route))  # the connection is slow
        first.page.locator("#consent").check()
        first.page.get_by_role("button", name=first.texts["sign"], exact=True).click()
        while not held:
            first.page.wait_for_timeout(20)
        sign(second, 0)
        (taken,) = kept(second)["rows"].values()
        while (
            kept(first)["rows"] != kept(second)["rows"]
        ):  # another process of the browser has it a moment later
            first.page.wait_for_timeout(20)
        status, error = refusal
        union.refused["sign"] = (status, {"error": error})
        first.page.unroute("**/ledger/*.json")
        first.until_idle()
        assert first.told() == f"error-{error}"
        assert list(kept(first)["rows"].values()) == [taken]
    context.close()


def test_a_union_learns_nothing_of_the_one_before_it_in_the_tab(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    """It could name the other's public issuing key as its own, and be sent a token whose row it knows."""
    copy = tmp_path / "sign.html"
    copy.write_bytes(signing_page(Texts.load().of("en")))
    another = Union(first=0)
    another.signed = Board(ManifestSigner(bytes(32)))
    with served_union(another) as other, opened(browser, union, address=copy.as_uri()) as member:
        member.page.locator("#board").fill(f"{union.board}/")
        member.with_tokens()
        sign(member, 0)
        while not member.page.locator("#board").is_visible():
            member.page.go_back()
            member.page.wait_for_timeout(20)
        member.page.locator("#board").fill(f"{other.board}/")
        member.begin()
        held = member.page.evaluate("[secret, fresh, chosen, tokens, rows, turns, published, looked, pinned]")
        assert held == [None, None, None, {}, {}, {}, {}, {}, None]


def test_acts_that_a_card_signed_at_a_union_that_poses_as_another_are_refused_there(
    browser: Any, union: Union
) -> None:
    """It calls the other's public round and issuing keys its own, and passes on what the page sends."""
    posing = Union()
    posing.signed = Board(ManifestSigner(bytes(32)))
    with opened(browser, union) as member:
        card = member.with_tokens()
    key, tokens = b64(card.key.public), dict(union.issued)
    posing.codes = dict(union.codes)
    with served_union(posing), opened(browser, posing) as victim:
        victim.begin()
        victim.enter_card(card.text)
        victim.press("get")
        assert posing.issued.keys() == {key}, "it works at the one whose line was typed"
        victim.page.evaluate("run(() => object(state, secret, '2026-11-30'))")
        victim.until_idle()
        victim.page.evaluate("run(() => removeCard(state, secret))")
        victim.until_idle()
    passed_on = [(path, sent[sent.index(b'{"key"') :]) for path, sent in posing.received if b'{"key"' in sent]
    assert {path.rsplit("/", 1)[1] for path, _ in passed_on} == {"shares", "issue", "object", "remove"}
    for path, body in passed_on:
        assert union.answer(path.rsplit("/", 1)[1], body) == (403, {"error": "bad-signature"})
    assert union.issued == tokens
    assert union.removed == set()


def to_the_choice(member: Member) -> None:
    """Go back to the question whether there is a code or a card."""
    while not member.page.get_by_role("button", name=member.texts["have-card"], exact=True).count():
        member.page.go_back()
        member.page.wait_for_timeout(20)


def test_the_next_member_in_a_tab_neither_sees_nor_signs_with_what_the_first_left(
    browser: Any, union: Union
) -> None:
    with opened(browser, union) as home:
        home.begin()
        second = home.make_card(union.code)
    with opened(browser, union) as tab:
        tab.with_tokens()
        sign(tab, 0)
        (of_first,) = union.demands[0].rows
        to_the_choice(tab)
        tab.enter_card(second.text)
        assert tab.page.evaluate("[tokens, rows, published, onDevice]") == [{}, {}, {}, False]
        tab.press("get")
        tab.press("to-demands")
        tab.open(0)
        assert tab.status() == "status-none"
        tab.sign()
    assert len(union.demands[0].rows) == 2
    assert of_first in union.demands[0].rows


def test_another_code_is_never_for_a_card_that_somebody_has_seen(browser: Any, union: Union) -> None:
    codes = [code for code, key in union.codes.items() if key is None]
    with opened(browser, union) as tab:
        tab.begin()
        shown = []
        for code in (codes[0], codes[0], codes[1]):
            tab.press("have-code")
            tab.type(code)
            tab.press("go-on")
            shown.append(tab.card())
            to_the_choice(tab)
        assert shown[0] == shown[1] != shown[2]
        first = tab.make_card(codes[2])
        to_the_choice(tab)
        assert tab.make_card(codes[3]).secret != first.secret, "nor with the card of who came before"


@pytest.mark.parametrize("state", ["closed", "ended"])
def test_a_signature_without_receipt_that_is_not_in_the_list_is_told_and_stays_on_the_device(
    browser: Any, union: Union, state: str
) -> None:
    context = browser.new_context()
    union.receipt = {}
    with opened(browser, union, context=context) as tab:
        keep(tab)
        tab.press("to-demands")
        sign(tab, 0)
        assert tab.page.get_by_role("button", name=tab.texts["save-tokens"], exact=True).count() == 1
    demand = union.demands[0]
    demand.rows.clear()
    demand.closing, demand.state = True, state
    demand.files.append((f"ledger/{demand.name}/rows-2.jsonl", b""))
    with opened(browser, union, context=context) as tab:
        tab.begin()
        tab.press("use-kept")
        assert kept(tab)["rows"]
        tab.open(0)
        assert tab.status() == "status-missing"
    context.close()
