"""HTML of the sentences of cards: what others wrote is shown as Discord shows it, to the letter."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from bot.board.markdown import html_of, inline, text_of
from bot.texts import Texts
from bot.ui.markdown import plain, prose

pytestmark = pytest.mark.unit

T = Texts.load().of("en")


def shown(html: str) -> str:
    """Return the text that a browser shows."""
    return "".join(fromstring(f"<body>{html}</body>").itertext()).strip()


@pytest.mark.parametrize(
    "text",
    [
        "Type `/contracts list all` and `/demands show` first",
        "+ 10 % for everybody",
        "> + 10 %",
        "R&amp;D &copy; &lt;b&gt; &#60;",
        "<t:999999999999:R> <t:1:F>",
        "12. Lot twelve",
        "1) first",
        "- a - b",
    ],
)
def test_a_text_from_outside_is_shown_to_the_letter(text: str) -> None:
    assert text_of(plain(text), T) == text
    assert shown(str(inline(plain(text), T))) == text
    if not re.match(r"[0-9]+[.)] ", text):  # which Discord takes for a list in a longer text, too
        assert shown(str(html_of(prose(text), T))) == text


def test_a_command_of_a_card_is_not_named_on_a_page() -> None:
    assert "`" not in text_of("See `/contracts show`, `/contracts list x`.", T)
    assert "/contracts" not in text_of("See `/contracts show`, `/contracts list x`.", T)


def test_a_code_that_is_no_character_is_not_shown() -> None:
    assert text_of(plain("a\ufffeb\uffffc\x0bd"), T) == "abc d"
