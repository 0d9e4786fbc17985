"""Attack: the union's site, or whoever stands between, knows by the code who comes, and shows that one member
other issuing keys than everybody, in a state and a ledger to match. The token would be of those keys alone,
so that the row under it tells whose it is. The page is unchanged, in a real browser.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.exports.manifest import ManifestSigner
from tests.board.conftest import browser
from tests.board.signing.member import NO_ED25519, Member, opened
from tests.support.signing_union import KEYS, Board, Union, served_union

__all__ = ["browser"]
pytestmark = [pytest.mark.wire, pytest.mark.full]


class Swapping(Union):
    """The site as one member sees it: the honest union's page, letter and codes, with issuing keys and a
    ledger of the attacker's. ``signs``: the attacker signs with a key of their own, else shows the honest
    rounds and signature of the state."""

    def __init__(self, honest: Union, *, signs: bool) -> None:
        super().__init__(first=KEYS)
        self.honest, self.codes = honest, honest.codes
        self._signs = signs
        if signs:
            self.signed = Board(ManifestSigner(bytes(32)))

    @property
    def line(self) -> str:
        return self.honest.line

    def file(self, path: str) -> tuple[str, bytes] | None:
        if path.endswith(".html"):
            kind, content = self.honest.file(path) or ("", b"")
            for there, here in ((self.honest.board, self.board), (self.honest.acts, self.acts)):
                content = content.replace(there.encode(), here.encode())
            return kind, content
        if path in ("/rounds.json", "/sign/state.sig") and not self._signs:
            return self.honest.file(path)
        return super().file(path)


@contextmanager
def swapped(*, signs: bool) -> Iterator[Swapping]:
    with served_union() as honest, served_union(Swapping(honest, signs=signs)) as served:
        assert isinstance(served, Swapping)
        yield served


def sent(union: Union) -> list[str]:
    """Return the acts that reached a union."""
    return [path for path, _ in union.received if "/u/" in path]


def try_to_sign(member: Member) -> None:
    """Do what a member with a letter does, as far as the page lets them."""
    member.begin()
    if not member.page.get_by_role("button", name=member.texts["have-code"]).count():
        return
    member.press("have-code")
    member.type(member.union.code)
    member.press("go-on")
    if not member.page.locator(".card").count():
        return
    text = member.card()
    member.press("written")
    member.confirm(text)
    member.press("get")
    member.press("to-demands")
    member.open(0)
    member.sign()


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize(("signs", "told"), [(True, "error-other-key"), (False, "error-unsettled")])
def test_a_member_who_is_shown_other_keys_is_told_and_sends_nothing(
    browser: Any, signs: bool, told: str, native: bool
) -> None:
    script = "" if native else NO_ED25519
    with swapped(signs=signs) as union, opened(browser, union, size=(390, 844), script=script) as member:
        try_to_sign(member)
        assert (sent(union), sent(union.honest)) == ([], [])
        assert union.issued == {}
        assert member.told() == told
        assert "Nothing was sent" in member.page.locator("#told").inner_text()
        assert member.complaints == []


@pytest.mark.parametrize("native", [True, False])
def test_the_honest_union_is_believed(browser: Any, native: bool) -> None:
    with served_union() as union:
        script = "" if native else NO_ED25519
        with opened(browser, union, size=(390, 844), script=script) as member:
            try_to_sign(member)
            assert member.told() == "signed"


def test_a_tokens_file_of_the_honest_union_signs_nothing_at_the_other(browser: Any, tmp_path: Any) -> None:
    with swapped(signs=True) as union:
        with opened(browser, union.honest) as member:
            member.with_tokens()
            member.page.go_back()
            saved = tmp_path / "tocsin-tokens.json"
            saved.write_text(member.download("save-tokens"))
        assert json.loads(saved.read_text())["union_key"] == union.honest.signed.key["fingerprint"].replace(
            " ", ""
        )
        with opened(browser, union) as member:
            member.begin()
            member.choose_file(saved)
            assert member.told() == "error-other-key"
        assert sent(union) == []
