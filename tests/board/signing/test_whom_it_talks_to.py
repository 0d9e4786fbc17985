"""The signing page knows its union by the line on the letter, by the files that keep it, or by comparing; and
says what came of a press right where it was, in a browser of a telephone's size.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.board.signing import page as signing_page
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.texts import Texts
from tests.board.signing.member import PHONE, Member, opened
from tests.support.signing_union import Board, Union

pytestmark = [pytest.mark.wire, pytest.mark.full]

OTHER = Board(ManifestSigner(bytes(32)))
LANGUAGES = ("en", "fr")


def acts(union: Union) -> list[str]:
    return [path for path, _ in union.received if "/u/" in path]


def assert_seen(member: Member, pressed: str) -> None:
    """Assert that what was told is on the screen, and begins right below the button that was pressed."""
    told = member.page.locator("#told").bounding_box()
    button = member.page.get_by_role("button", name=member.texts[pressed], exact=True).bounding_box()
    assert told["y"] >= 0
    assert told["y"] + told["height"] < PHONE[1] + 1
    assert 0 <= told["y"] - (button["y"] + button["height"]) < 40
    assert button["y"] >= 0


@pytest.mark.parametrize("step", ["have-code", "have-card"])
def test_a_code_or_card_goes_nowhere_without_the_line_of_the_letter(
    member: Member, union: Union, step: str
) -> None:
    member.begin()
    member.press(step)
    groups = union.line.split()
    typed = union.code if step == "have-code" else "FGDF-38HW-VJAP-53XX-C8YE-H683-2228"
    one_off = [*groups[:2], f"{(int(groups[2], 16) + 1) % 2**16:04x}", groups[3]]
    for line, told in (
        (" ", "line-mistyped"),
        (union.line[:-1], "line-mistyped"),
        (" ".join(one_off), "line-group"),
        (OTHER.line, "error-other-key"),
        ("0" * 16, "error-other-key"),
    ):
        member.type(typed, line)
        member.press("go-on")
        assert member.told() == told
        assert_seen(member, "go-on")
        if told != "error-other-key":
            assert member.page.evaluate("document.activeElement.id") == "line"
            assert member.page.locator("#line").get_attribute("aria-invalid") == "true"
    assert acts(union) == []
    assert member.page.evaluate("pinned") is None
    member.type(typed, union.line.upper().replace(" ", "-"))
    member.press("go-on")
    assert not member.page.locator("#line").count()


def test_a_letter_without_the_line_is_helped_by_comparing_and_what_was_typed_stays(
    member: Member, union: Union
) -> None:
    member.begin()
    member.press("have-code")
    code = union.code
    member.page.locator("#typed").fill(code)
    member.press("older-letter")
    groups = member.page.locator(".card code").all_inner_texts()
    assert " ".join(groups) == union.signed.key["fingerprint"]
    member.press("compare-other")
    assert member.told() == "error-other-key"
    assert member.page.evaluate("pinned") is None
    member.press("compare-same")
    assert member.page.locator("#typed").input_value() == code
    assert not member.page.locator("#line").count()
    member.press("go-on")
    text = member.card()
    assert member.page.locator(".line code").inner_text() == union.line
    member.press("written")
    member.confirm(text)
    assert member.told() == "card-taken"


def test_the_file_of_a_card_keeps_the_key_and_one_written_by_hand_is_asked_for_the_line(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    saved, by_hand = tmp_path / "tocsin-card.txt", tmp_path / "mine.txt"
    with opened(browser, union) as member:
        member.begin()
        member.press("have-code")
        member.type(union.code)
        member.press("go-on")
        text = member.card()
        saved.write_text(member.download("save-card"))
    assert union.signed.key["fingerprint"] in saved.read_text()
    by_hand.write_text(text)
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        assert member.page.locator("#step h2").inner_text() == member.texts["get-title"]
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(by_hand)
        assert member.page.locator("#typed").input_value() == text
        assert member.page.locator("#line").is_visible()
    union.signed = OTHER
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        assert member.told() == "error-other-key"
    assert acts(union) == []


def test_after_the_key_was_replaced_a_tokens_file_signs_once_the_new_key_was_compared(
    browser: Any, union: Union, tmp_path: Path
) -> None:
    saved = tmp_path / "tocsin-tokens.json"
    with opened(browser, union) as member:
        member.with_tokens()
        member.page.go_back()
        saved.write_text(member.download("save-tokens"))
    union.signed = OTHER
    with opened(browser, union) as member:
        member.begin()
        member.choose_file(saved)
        assert member.told() == "error-other-key"
        member.press("older-letter")
        member.press("compare-same")
        member.choose_file(saved)
        member.open(0)
        member.sign()
        assert member.told() == "signed"


def test_files_that_are_copied_one_after_another_are_read_again(member: Member, union: Union) -> None:
    honest = union.signed.state(union.state())[1]
    answers = [b"00" * 64 + b"\n", b"", honest]

    def answer(route: Any) -> None:
        route.fulfill(body=answers.pop(0) if len(answers) > 1 else answers[0])

    member.page.route("**/sign/state.sig", answer)
    member.begin()
    assert member.page.locator("#step h2").inner_text() == member.texts["choose-title"]
    answers[:] = [honest.strip()]
    member.page.reload()
    member.begin()
    assert member.told() == "error-unsettled"
    assert_seen_below_begin(member)
    answers[:] = [honest]
    member.press("again")
    assert member.page.locator("#step h2").inner_text() == member.texts["choose-title"]
    assert acts(union) == []


def assert_seen_below_begin(member: Member) -> None:
    told, begin = (member.page.locator(name).bounding_box() for name in ("#told", "#begin"))
    assert 0 <= told["y"] - (begin["y"] + begin["height"]) < 40
    assert told["y"] + told["height"] < PHONE[1] + 1  # a page scrolls by whole pixels


@pytest.mark.parametrize("other", [False, True])
def test_a_saved_copy_has_the_key_that_it_was_saved_with(
    browser: Any, union: Union, tmp_path: Path, other: bool
) -> None:
    path = tmp_path / "sign.html"
    key = fingerprint((OTHER if other else union.signed).signer.public_key)
    board = f"{union.board}/"
    path.write_bytes(signing_page(Texts.load().of("en"), board=board, key=key, asked=(union.acts,)))
    with opened(browser, union, address=path.as_uri()) as member:
        member.begin()
        if other:
            assert member.told() == "error-other-key"
        else:
            member.press("have-code")
            assert not member.page.locator("#line").count()
    assert acts(union) == []


def test_the_place_of_what_is_told_is_there_before_the_words(member: Member, union: Union) -> None:
    """A screen reader reads out what changes in a region, not a region that comes with its words."""
    member.with_tokens()
    member.open(0)
    member.page.evaluate("""() => {
        globalThis.seen = [];
        const told = document.getElementById("told");
        new MutationObserver((all) => all.forEach(({ target, addedNodes }) => {
            if (target === told && addedNodes.length) seen.push(told.innerText);
            if ([...addedNodes].includes(told)) seen.push("moved");
        })).observe(document.body, { childList: true, subtree: true });
    }""")
    member.press("sign")
    seen = member.page.evaluate("seen")
    assert seen[0] == "moved"
    assert seen[-1].startswith(member.said("consent-missing"))
    assert seen.count("moved") == 1
    assert re.match(member.texts["busy"], seen[1])
