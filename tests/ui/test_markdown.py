"""Markdown: text from sources stays text, without markup, mentions and invisible characters."""

import re
import unicodedata
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.board.markdown import inline
from bot.texts import Texts
from bot.ui.markdown import ELLIPSIS, link, one_line, plain, shorten

pytestmark = pytest.mark.unit

T = Texts.load().of("en")

MARKS = "\\`*_~|<>[]()#@:-"
HOSTILE = st.text(alphabet=st.one_of(st.sampled_from(MARKS + " \n\t!&1ae.="), st.characters()), max_size=400)


def unescaped(shown: str) -> str:
    """Return the markup that Discord still sees after every escaped character is removed."""
    return re.sub(r"\\(?:_|[^\w\s])", "", shown)


@given(HOSTILE, st.integers(min_value=1, max_value=300))
def test_no_markdown_and_no_mention_survives(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert not set(unescaped(shown).replace("@\u200b", "")) & set(MARKS)
    assert not re.search(r"@(?!\u200b)", shown)
    assert not set(shown) & set("\n\r")
    assert len(shown) <= 2 * limit


def test_a_text_is_read_only_as_far_as_it_may_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions are made on the event loop, from titles of any length."""
    looked_at: list[int] = []

    def category(character: str) -> str:
        looked_at.append(1)
        return unicodedata.category(character)

    monkeypatch.setattr("bot.ui.markdown.unicodedata", SimpleNamespace(category=category))
    shown = one_line("\u202e" * 200 + "word" * 50_000, 100)
    assert shown.startswith("wordword")
    assert len(looked_at) <= 1000


@given(HOSTILE, st.integers(min_value=1, max_value=300))
def test_a_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith(ELLIPSIS)


@pytest.mark.parametrize(
    "threat",
    [
        "@everyone",
        "@here",
        "<@123>",
        "<@&123>",
        "<#1>",
        "</help:1>",
        "<t:1:R>",
        "https://evil.example",
        "**b**",
    ],
)
def test_discord_markup_is_shown_as_written(threat: str) -> None:
    shown = plain(threat)
    assert threat not in shown
    assert shown.replace("\\", "").replace("\u200b", "") == threat


@pytest.mark.parametrize(
    "unseen",
    ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\u00ad", "\ufeff", "\U000e0041", "\x00", "\x1b"],
)
def test_invisible_characters_are_removed(unseen: str) -> None:
    assert plain(f"{unseen}total{unseen} 5 {unseen} $") == "total 5 $"


def test_french_spaces_are_kept() -> None:
    assert plain("Qui\u202f?\tMoi\u00a0!\x85Non\x1f.") == "Qui\u202f? Moi\u00a0! Non ."


def test_long_words_without_spaces_are_cut() -> None:
    assert shorten("A" * 5000, 10) == "A" * 9 + ELLIPSIS
    assert shorten("one two three", 10) == "one two…"


def test_only_web_addresses_become_links() -> None:
    assert link("page", "https://example.org/a b>c") == "[page](<https://example.org/a%20b%3Ec>)"
    assert link("page", "javascript:alert(1)") == "page"
    assert link("page", "") == "page"
    assert link("page", "https://[Sign](https://evil.example/)") == "page", "no host has such signs"


@pytest.mark.parametrize(
    "url",
    [
        "https://été.example/a_b-c~d.html?x=1&y=%20;z=a,b+c#part:2",
        "https://[2a00:1450::77]:8443/a",
        "https://user@host.example/",
        "http://host.example",
        "http://host.example?a=$1!",
    ],
)
def test_an_ordinary_address_stays_as_it_is(url: str) -> None:
    assert link("page", url) == f"[page](<{url}>)"


@pytest.mark.parametrize(
    "path",
    [
        "[Sign](https://evil.example/)",
        "<[Sign](https://evil.example/)**bold**",
        ">)[Sign](https://evil.example/)",
        "\\>) **bold** `code` ||spoiler||",
        "<t:0:R>`/demands sign`\n# Sign\n> [Sign](https://evil.example/)",
        "a\u202eb\u2028c",
    ],
)
def test_an_address_from_a_source_is_one_link_and_no_other_words(path: str) -> None:
    shown = link(plain("A word"), f"https://x.example/{path}")
    assert re.fullmatch(r"\[A word\]\(<https://x\.example/[A-Za-z0-9/?#=&;:@,+$!~%_.-]*>\)", shown)
    assert unquote(shown).startswith(f"[A word](<https://x.example/{path}")
    made = str(inline(shown, T))
    assert re.fullmatch(r'<a rel="noopener noreferrer" href="https://x\.example/[^"<>]*">A word</a>', made)


@given(HOSTILE, HOSTILE)
def test_nothing_that_a_source_names_becomes_other_markdown(host: str, path: str) -> None:
    shown = link("page", f"https://{host}/{path}")
    made = str(inline(shown, T))
    assert shown == made == "page" or re.fullmatch(
        r'<a rel="noopener noreferrer" href="[^"<>]*">page</a>', made
    )
