"""Measure of a phone held upright (390 px): lines that a text takes there, wrapped at words."""

import re
import unicodedata
from collections.abc import Iterable

TITLE_WIDTH = 23
TEXT_WIDTH = 34
LIST_WIDTH = 31
SMALL_WIDTH = 37
FORM_WIDTH = 36
"""Characters in a line of each kind of text, as counted in the simulator of Discord."""
ROW_LINES = 2
"""Lines that a row of buttons or a menu takes."""
MAX_BUTTONS = 3
_LABEL_CHARACTERS = {1: 30, 2: 26, 3: 22}
"""Characters that so many labels may have together, to stand in one row."""

_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<?[^)>]*>?\)")
_MOMENT = re.compile(r"<t:\d+(?::[a-zA-Z])?>")
_MENTION = re.compile(r"<(?:@&|@|#)\d+>")
_SIGNS = re.compile(r"(?<!\\)(?:\*\*|__|[*`_])|\\(?=[^\w\s]|_)")
_KINDS = (
    (re.compile(r"#{1,3} "), TITLE_WIDTH),
    (re.compile(r"-# "), SMALL_WIDTH),
    (re.compile(r"\s*- |\d+\. |> "), LIST_WIDTH),
)
_SPACES = re.compile(r"[ \t]+")  # none that keeps two words together
_UNSEEN = ("Cc", "Cf", "Cn", "Mn", "Me")


def phone_lines(markdown: str, *, width: int = TEXT_WIDTH) -> int:
    """Return the number of lines that a text takes on a phone, without its signs and the addresses of its
    links. ``width`` is that of a line of text: ``FORM_WIDTH`` in a form."""
    return sum(_lines_of(line, width) for line in markdown.strip("\n").splitlines()) if markdown else 0


def fits_row(labels: Iterable[str]) -> bool:
    """Return whether buttons with these labels stand in one row of a phone."""
    found = list(labels)
    most = _LABEL_CHARACTERS.get(len(found), 0)
    return sum(map(columns, found)) <= most


def columns(text: str) -> int:
    """Return the columns that a text takes: wide characters count twice, invisible ones not at all."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(one) in _UNSEEN else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def visible(markdown: str) -> str:
    """Return what a reader sees of a line: no signs of markdown, the text of links, moments and names."""
    shown = _LINK.sub(r"\1", markdown)
    shown = _MENTION.sub("@somebody", _MOMENT.sub("20 April 2026 at 10:00", shown))
    return _SIGNS.sub("", shown)


def _lines_of(line: str, width: int) -> int:
    for sign, of_kind in _KINDS:
        if found := sign.match(line):
            line, width = line[found.end() :], of_kind
            break
    lines, left = 1, width
    for place, word in enumerate(_SPACES.split(visible(line).strip())):
        taken = columns(word)
        if place and taken + 1 <= left:
            left -= taken + 1
            continue
        if place:
            lines, left = lines + 1, width
        lines += max(0, taken - 1) // width  # a word longer than a line is broken
        left = width - taken if taken <= width else (-taken) % width
    return lines
