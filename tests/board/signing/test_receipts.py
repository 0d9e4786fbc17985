"""The box's receipts on the signing page: checked, kept beside the row, and told once the row is due in the
list; and demands that are void.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from bot.demo.signing_member import b64, unb64
from tests.board.signing.member import PHONE, Member, opened
from tests.support.signing_union import BOX, Union
from tests.support.token_issuer import row_line

pytestmark = [pytest.mark.wire, pytest.mark.full]


def kept(member: Member) -> list[Any]:
    """Return the rows that a tokens file would have."""
    found: dict[str, Any] = member.page.evaluate("JSON.parse(tokensFile(tokens, rows)).rows")
    return list(found.values())


def stored(member: Member) -> list[Any]:
    """Return the rows that are kept on the device."""
    found: dict[str, Any] = member.page.evaluate("JSON.parse(localStorage[keptAs()]).rows")
    return list(found.values())


def sign_on_device(member: Member) -> dict[str, Any]:
    """Sign the first demand with tokens that are kept on the device; return what is kept of it."""
    member.begin()
    member.make_card(member.union.code)
    member.press("get")
    member.press("keep-here")
    member.press("to-demands")
    member.open(0)
    member.sign()
    (taken,) = stored(member)
    assert taken.keys() == {"row", "sure", "receipt"}
    return dict(taken)


def come_back(member: Member) -> None:
    """Open the first demand with what is kept on the device."""
    member.begin()
    member.press("use-kept")
    member.open(0)


def be_unsure(union: Union, told: str) -> None:
    """Have the box leave the next choice open."""
    if told == "error-not-stored":
        union.refused["sign"] = 503, {"error": "not-stored"}
    else:
        union.lost = ["sign"]


def test_a_receipt_is_kept_with_its_row_and_nothing_is_told_of_it(member: Member) -> None:
    member.with_tokens()
    member.open(0)
    member.sign()
    assert member.told() == "signed"
    assert member.texts["no-receipt"] not in member.page.locator("#told").inner_text()
    (row,) = kept(member)
    assert row.keys() == {"row", "sure", "receipt"}
    member.press("withdraw")
    (newer,) = kept(member)
    assert newer["row"]["act"] == "withdraw"
    assert newer["receipt"] != row["receipt"]


@pytest.mark.parametrize(
    "receipt", [{}, {"receipt": b64(BOX.sign(b"hello"))}, {"receipt": 7}, {"receipt": "AA"}]
)
def test_a_row_counts_without_a_right_receipt_and_its_signer_is_told_to_keep_it(
    member: Member, union: Union, receipt: dict[str, Any]
) -> None:
    union.receipt = receipt
    member.with_tokens()
    member.open(0)
    member.sign()
    assert member.told() == "signed"
    assert member.texts["no-receipt"] in member.page.locator("#told").inner_text()
    (row,) = kept(member)
    assert row.keys() == {"row", "sure"}
    assert member.status() == "signed"
    union.demands[0].publish()
    union.demands[0].state = "ended"
    member.again(0)
    assert member.status() == "status-counted"


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_a_signature_that_was_struck_is_told_once_it_is_due_and_its_file_is_the_proof(
    browser: Any, union: Union, language: str
) -> None:
    with opened(browser, union, language, size=PHONE) as member:
        demand = union.demands[0]
        member.with_tokens()
        member.open(0)
        member.sign()
        (taken,) = kept(member)
        demand.rows.clear()
        demand.publish()
        member.again(0)
        assert member.status() == "signed"  # it may wait
        demand.state, demand.closing = "closed", True
        member.again(0)
        assert member.status() == "status-receipt"
        assert not member.page.get_by_role("button", name=member.texts["again"], exact=True).count()
        assert list(json.loads(member.download("save-proof"))["rows"].values()) == [taken]
        status = member.page.locator("#status").bounding_box()
        assert status["y"] + status["height"] < PHONE[1]


def test_a_withdrawal_is_due_with_the_last_count_alone(member: Member, union: Union) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    demand.publish()
    member.press("withdraw")
    demand.rows.clear()
    demand.state, demand.closing = "closed", True
    member.again(0)
    assert member.status() == "withdrawn"
    demand.state = "ended"
    member.again(0)
    assert member.status() == "status-receipt-withdrawn"


def test_a_newer_row_of_the_same_key_in_the_list_answers_an_old_receipt(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    demand, saved = union.demands[0], tmp_path / "tocsin-tokens.json"
    with opened(browser, union) as member:
        member.with_tokens()
        member.open(0)
        member.sign()
        member.press("back")
        member.page.go_back()
        member.page.go_back()
        member.page.go_back()
        saved.write_text(member.download("save-tokens"))
    demand.publish()
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        member.open(0)
        member.press("withdraw")
        assert member.told() == "withdrawn"
    demand.publish()
    demand.state, demand.closing = "ended", True
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        member.open(0)
        assert member.status() == "status-withdrawn"


def test_a_device_keeps_a_receipt_until_its_row_was_seen_in_the_list(browser: Any, union: Union) -> None:
    demand, context = union.demands[0], browser.new_context()
    with opened(browser, union, context=context) as member:
        member.begin()
        member.make_card(union.code)
        member.press("get")
        member.press("keep-here")
        member.press("to-demands")
        member.open(0)
        member.sign()
    known = "Object.keys(JSON.parse(localStorage[keptAs()]).rows).length"
    demand.publish()
    published = list(demand.files)
    demand.files[0] = demand.files[0][0], b""
    demand.state, demand.closing = "ended", True
    for files, status, left in ((None, "status-receipt", 1), (published, "status-counted", 0)):
        demand.files = files or demand.files
        with opened(browser, union, context=context) as member:
            member.begin()
            member.press("use-kept")
            assert member.page.evaluate(known) == 1
            member.open(0)
            assert member.status() == status
            assert member.page.evaluate(known) == left
    context.close()


@pytest.mark.parametrize("told", ["error-not-stored", "error-no-answer"])
def test_no_answer_to_a_choice_that_is_sent_again_takes_its_receipt_away(
    browser: Any, union: Union, told: str
) -> None:
    demand, context = union.demands[0], browser.new_context()
    with opened(browser, union, context=context) as member:
        taken = sign_on_device(member)
        be_unsure(union, told)
        member.fold("look-title")
        member.press("again")
        assert member.told() == told
        assert stored(member) == [taken]
    demand.rows.clear()
    demand.publish()
    demand.closing, demand.state = True, "closed"
    with opened(browser, union, context=context) as member:
        come_back(member)
        assert member.status() == "status-receipt"
        assert stored(member) == [taken]
    context.close()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("sign", "error-not-stored"),
        ("withdraw", "error-no-answer"),
        pytest.param("sign", "error-no-answer", marks=pytest.mark.long),
        pytest.param("withdraw", "error-not-stored", marks=pytest.mark.long),
    ],
)
def test_a_receipt_is_kept_beside_a_newer_choice_until_that_has_one(
    browser: Any, union: Union, act: str, told: str
) -> None:
    demand, context = union.demands[0], browser.new_context()
    with opened(browser, union, context=context) as member:
        taken = sign_on_device(member)
    demand.publish()
    demand.amend({"en": {"title": "Halt all work", "body": "At once."}}, 2)
    with opened(browser, union, context=context) as member:
        come_back(member)
        be_unsure(union, told)
        member.sign() if act == "sign" else member.press("withdraw")
        assert member.told() == told
        (kept,) = stored(member)
        newer = kept.pop("newer")
        assert kept == taken
        assert (newer["row"]["act"], newer["row"]["turn"], newer["sure"]) == (act, 2, False)
    with opened(browser, union, context=context) as member:
        come_back(member)
        assert member.status() == "status-unsure"
        assert stored(member) == [{**taken, "newer": newer}]
        union.receipt = {}
        member.press("again")
        assert member.texts["no-receipt"] in member.page.locator("#told").inner_text()
        assert stored(member) == [{**taken, "newer": {**newer, "sure": True}}]
        union.receipt = None
        member.fold("look-title")
        member.press("again")
        (kept,) = stored(member)
        assert kept.keys() == {"row", "sure", "receipt"}
        assert kept["row"] == newer["row"]
    context.close()


@pytest.mark.parametrize(("act", "status"), [("sign", "status-receipt"), ("withdraw", "status-unsure")])
def test_a_list_without_a_row_that_has_a_receipt_is_told_also_after_a_newer_choice_without_answer(
    browser: Any, union: Union, act: str, status: str
) -> None:
    """A withdrawal that the box may have taken before any count leaves nothing in the list."""
    demand, context = union.demands[0], browser.new_context()
    with opened(browser, union, context=context) as member:
        taken = sign_on_device(member)
    demand.amend({"en": {"title": "Halt all work", "body": "At once."}}, 2)
    with opened(browser, union, context=context) as member:
        come_back(member)
        be_unsure(union, "error-not-stored")
        member.sign() if act == "sign" else member.press("withdraw")
    demand.rows.clear()
    demand.publish()
    demand.closing, demand.state = True, "ended"
    with opened(browser, union, context=context) as member:
        come_back(member)
        assert member.status() == status
        if act == "sign":
            (proof,) = json.loads(member.download("save-proof"))["rows"].values()
            assert (proof["row"], proof["receipt"]) == (taken["row"], taken["receipt"])
    context.close()


def test_a_receipt_can_be_saved_by_a_signer_with_a_tokens_file(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    saved = tmp_path / "tocsin-tokens.json"
    with opened(browser, union) as member:
        member.begin()
        member.make_card(union.code)
        member.press("get")
        saved.write_text(member.download("save-tokens"))
    with opened(browser, union, size=PHONE) as member:
        member.begin()
        member.choose_file(saved)
        member.open(0)
        assert not member.page.get_by_role("button", name=member.texts["save-tokens"], exact=True).count()
        member.sign()
        assert member.texts["keep-choice"] in member.page.locator("#step").inner_text()
        saved.write_text(member.download("save-tokens"))
    ((opening, kept),) = json.loads(saved.read_text())["rows"].items()
    ((row,),) = union.demands[0].rows.values()
    assert kept["row"] == {"demand": opening, **row}
    line = hashlib.sha256(row_line(row).removesuffix(b"\n")).hexdigest()
    BOX.public_key().verify(unb64(kept["receipt"]), f"tocsin receipt 1\n{opening}\n{line}\n".encode())
    with opened(browser, union, size=PHONE) as member:
        member.begin()
        member.choose_file(saved)
        member.open(0)
        assert member.status() == "signed"
        assert list(json.loads(member.download("save-tokens"))["rows"].values()) == [kept]


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_a_void_demand_says_so_first_and_takes_nothing(browser: Any, union: Union, language: str) -> None:
    first, second = union.demands
    with opened(browser, union, language, size=PHONE) as member:
        member.with_tokens()
        first.state, first.void = (
            "ended",
            {"on": "2026-03-03", "why": "A <b>disk</b> was lost.", "again": "other"},
        )
        member.page.evaluate("run(reload)")
        member.until_idle()
        member.page.evaluate("go('demands')")
        assert member.page.locator("#step li .wrong").inner_text().startswith(member.said("void"))
        member.page.get_by_role("button", name=member.texts["open"], exact=True).last.wait_for()
        member.page.locator("#step li button").first.click()
        member.until_idle()
        said = member.page.locator("#step > p").all_inner_texts()
        assert said[0].startswith(member.said("void"))
        assert "A <b>disk</b> was lost." in said[1]
        assert not member.page.locator("#consent, #status").count()
        buttons = member.page.locator("#step button").all_inner_texts()
        assert buttons == [member.texts["void-again"], member.texts["back"]]
        member.press("void-again")
        member.sign()
        assert member.told() == "signed"
    assert (first.rows, len(second.rows)) == ({}, 1)


def test_a_counted_signature_is_not_called_struck_by_a_tab_that_read_the_list_before(
    member: Member, union: Union
) -> None:
    demand = union.demands[0]
    member.with_tokens()
    member.open(0)
    member.sign()
    demand.publish()
    demand.closing, demand.state = True, "ended"
    union.refused["sign"] = (410, {"error": "closed"})
    member.press("withdraw")
    assert member.told() == "error-closed"
    member.press("read-again")
    assert member.status() == "status-counted"
    assert not member.page.get_by_role("button", name=member.texts["save-proof"], exact=True).count()


def test_after_a_lost_withdrawal_no_button_sends_the_signature_again(member: Member, union: Union) -> None:
    member.with_tokens()
    member.open(0)
    member.sign()
    member.press("back")
    member.open(0)
    union.lost = ["sign"]
    member.press("withdraw")
    assert member.told() == "error-no-answer"
    again = member.page.get_by_role("button", name=member.texts["again"], exact=True)
    again.first.click()
    member.until_idle()
    (rows,) = union.demands[0].rows.values()
    assert [row["act"] for row in rows] == ["sign", "withdraw"]
    assert member.told() == "withdrawn"
