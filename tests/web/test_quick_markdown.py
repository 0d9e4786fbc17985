"""Quick HTML of simple markdown: the same as the renderer's, whatever the markdown."""

import random

import pytest

from bot.web.markdown import _MARKDOWN as RENDERER
from bot.web.quick_markdown import quick_html

pytestmark = pytest.mark.unit

PIECES = (
    *("a", "b1", "é", " ", "  ", "\u00a0", "\n", "\n\n", "\n\n\n", "\n- ", "\n  - ", "\n> ", "**", "*", "_"),
    *(
        "\\",
        "\\*",
        "\\.",
        "\\<",
        "\\a",
        "`",
        "[",
        "]",
        "](https://a.example)",
        "<b>",
        "&amp;",
        "&",
        "&lt",
        '"',
    ),
    *(
        "1. ",
        "1) ",
        "12,5",
        "- ",
        "> ",
        "#",
        "~~~",
        "```",
        "!",
        "|",
        "==",
        "---",
        "\t",
        "**Total:** ",
        "$4.50",
    ),
    *("[a](<https://a.example/b?c=1>)", "](<http://a.example>)", "\n    - ", "`0af`", "**b**", "**b** "),
    *("**b**,", "**b.**,", "**b**.", ",", "."),
    *("\x00", "\x85", "\u2028", "\u202e", ":", ";", "'", "(", ")", "+ ", "\r"),
)


def test_quick_html_is_what_the_renderer_makes() -> None:
    chance = random.Random(7)
    simple = 0
    for _ in range(40_000):
        markdown = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        quick = quick_html(markdown)
        if quick is not None:
            simple += 1
            assert quick == RENDERER.render(markdown), repr(markdown)
    assert simple > 2_000


@pytest.mark.parametrize(
    "markdown",
    [
        "**Buyer:** ICE (U\\.S\\. Immigration)\n**Committed:** **$5,816,782.50**",
        "> “SKIP TRACING SERVICES”\n\n**End:** 23 March 2026",
        "**Family**\n\n- Framework contract\n  - **this order**\n  - 2 others\n- “one” · $5",
        "AT&T <script>",
        "**Family**\n- Framework contract\n  - **this**\n  - 2 others:\n    - one\n    - two\n- three",
        "[USAspending](<https://www.usaspending.gov/award/640>), read on 1 May. SHA-256 `0af3`",
        "",
    ],
)
def test_the_sentences_of_cards_are_simple(markdown: str) -> None:
    assert quick_html(markdown) == RENDERER.render(markdown)
