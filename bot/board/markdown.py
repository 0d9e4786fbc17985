"""HTML of the sentences that cards and posts show, which are Discord's markdown.

Text from outside was escaped by ``ui.markdown``; here it becomes HTML without any of its own.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.texts import Translator

_TIMESTAMP = re.compile(r"<t:(-?[0-9]{1,12})(?::[a-zA-Z])?>")
_RELATIVE = re.compile(r" ?\(?<t:-?[0-9]{1,12}:R>\)?")
_MENTION_BREAK = "@\u200b"
_COMMAND = re.compile(r"(?<!\\)`/[^\s`]+ [^\s`]+( [^`]*)?`")
_POINTER = re.compile(r"[ \u00a0]?: `/[^\s`]+ [^\s`]+`(?=\.)")
_PLUS = re.compile(r"^([ >-]*)\+(?= )", re.MULTILINE)
_MARKED = re.compile(r"^(\s*[>-] .*)\n(?!\s*[>-] |$)", re.MULTILINE)
_NUMBER = re.compile(r"^([0-9]{1,9})(?=[.)] )")
_TAG = re.compile(r"<[^>]*>")
_SMALL = "-# "
_RULES = ("text", "newline", "escape", "backticks", "emphasis", "link")
_BLOCKS = ("paragraph", "list", "blockquote", "fence")

_MARKDOWN = MarkdownIt("zero", {"breaks": True, "html": False}).enable([*_RULES, *_BLOCKS])
_MARKDOWN.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]


def html_of(markdown: str, t: Translator) -> Markup:
    """Return the HTML of a card's text: paragraphs, lists and quotes. A moment is written out, since no
    reader's clock is known, and the time that is left until it is left out, since a page is read later.
    Where a card names a command, a page names itself, or the list. Like Discord, it takes a plus for no
    list."""
    shown = markdown
    if "<t:" in shown:
        shown = _TIMESTAMP.sub(lambda found: _moment(found[1], t), _RELATIVE.sub("", shown))
    if "`/" in shown:
        shown = _POINTER.sub("", shown)  # "The last version read is kept: …": not on the board
        shown = _COMMAND.sub(lambda found: t(f"board-instead-of-{'list' if found[1] else 'show'}"), shown)
    if "+ " in shown:
        shown = _PLUS.sub(r"\1\\+", shown)
    made = "".join(_blocks(shown.replace(_MENTION_BREAK, "@")))
    made = made.replace("<blockquote>", '<blockquote dir="auto">')
    return Markup(made.replace("<a href=", '<a rel="noopener noreferrer" href='))  # noqa: S704


def inline(markdown: str, t: Translator) -> Markup:
    """Return the HTML of one line, without a paragraph around it. A number at its beginning is no list."""
    made = str(html_of(_NUMBER.sub(r"\1\\", markdown) if markdown[:1].isdigit() else markdown, t))
    return Markup(made.removeprefix("<p>").removesuffix("</p>\n"))  # noqa: S704


def _blocks(markdown: str) -> list[str]:
    """Return the HTML of each run of lines: small ones apart, since Markdown itself has none."""
    if _SMALL not in markdown:
        return [_rendered(_apart("\n".join(markdown.splitlines())))] if markdown else []
    found: list[tuple[bool, list[str]]] = []
    for line in markdown.splitlines():
        small = line.lstrip().startswith(_SMALL)
        if not found or found[-1][0] != small:
            found.append((small, []))
        found[-1][1].append(line.lstrip().removeprefix(_SMALL) if small else line)
    return [
        _rendered("\n".join(lines)).replace("<p>", '<p class="small">')
        if small
        else _rendered(_apart("\n".join(lines)))
        for small, lines in found
    ]


@lru_cache(maxsize=4096)
def _rendered(markdown: str) -> str:
    """Return the HTML of markdown. Many pages have the same sentences, and most are simple."""
    return str(_MARKDOWN.render(markdown))


def _apart(markdown: str) -> str:
    """Put an empty line after a quote or a list, or the line that follows would be taken for a part of it."""
    return _MARKED.sub(r"\1\n\n", markdown) if "- " in markdown or "> " in markdown else markdown


def _moment(seconds: str, t: Translator) -> str:
    return t.moment(datetime.fromtimestamp(int(seconds), UTC))


def text_of(markdown: str, t: Translator) -> str:
    """Return the words of a card's text alone, on one line, for titles, descriptions and feeds."""
    made = html_of(markdown, t) if "\n" in markdown else inline(markdown, t)
    words = unescape(_TAG.sub("", str(made)))
    return re.sub(r"[ \n\t]+", " ", words).strip()  # not no-break spaces
