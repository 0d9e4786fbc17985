"""Discord markdown: escapes text from outside, writes links and moments, cuts and counts what is too long."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from bot.common.text import single_spaced

ELLIPSIS = "…"
PHONE_WIDTH = 44
"""Characters in a line on a phone held upright."""

_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_~|<>[]()#:-"} | {ord("@"): "@\u200b"}
_ADDRESS = re.compile(r"https?://[\w.:@%\[\]-]+(?![^/?#])")  # up to the path
_IN_URL = "/?#=&;:@,+$!~%"  # beside letters, digits, and "_.-"
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)")
_SIGNS = re.compile(r"^(?:-# |#{1,3} |> |\s*- )|\*\*|\\(?=[^\w\s])", re.MULTILINE)
_UNSEEN = ("Cc", "Cf", "Cn")  # control, format, and no character at all, such as U+FFFE
_EMPTY_LINES = re.compile(r"\n{3,}")
_READ = 8  # characters that are looked at for each that may be shown: the others need not be read
_IN_ADDRESS = re.compile(r"(?<=\w)@\u200b(?=\w)")


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` to at most ``limit`` characters with an ellipsis, preferably between words."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    return (cut[:space] if space > 0 else cut).rstrip() + ELLIPSIS


def plain(text: str, limit: int = 300) -> str:
    """Escape text from outside: one line, no markdown, no mention, no link, cut to ``limit``.

    Invisible characters, which could reorder or hide text, are removed.
    """
    if text.isalnum() and len(text) <= limit:  # quick, and true of most numbers
        return text
    return one_line(text, limit).translate(_MARKDOWN)


def one_line(text: str, limit: int = 300) -> str:
    """Return text from outside on one line, for suggestions and labels, where Discord reads no markdown."""
    return shorten(single_spaced(_seen(text[: _READ * limit])), limit)


def _seen(text: str) -> str:
    """Remove control and format characters, but no white space."""
    if text.isprintable():  # quick, and true of most
        return text
    return "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )


def link(label: str, url: str) -> str:
    """Return a markdown link; the bare label if the address is not http(s).

    In an address from outside, every sign that markdown could read is percent-encoded, or it would go on with
    a link or words of its own.
    """
    found = _ADDRESS.match(url)
    return label if found is None else f"[{label}](<{found[0]}{quote(url[found.end() :], safe=_IN_URL)}>)"


def phone_lines(markdown: str) -> int:
    """Return the number of lines that a text takes on a phone, without the addresses of its links."""
    shown = _SIGNS.sub("", _LINK.sub(r"\1", markdown))
    return sum(max(1, -(-_width(line) // PHONE_WIDTH)) for line in shown.splitlines() if line.strip())


def fitting(lines: Iterable[str], room: int) -> list[str]:
    """Return the first of these lines that fit ``room`` lines of a phone."""
    shown: list[str] = []
    for line in lines:
        room -= phone_lines(line)
        if room < 0:
            break
        shown.append(line)
    return shown


def fit(text: str, columns: int) -> str:
    """Cut a text to about so many columns: wide characters count twice."""
    return shorten(text, columns if _width(text[:columns]) <= columns else columns // 2)


def _width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in line
    )


def timestamp(moment: datetime, style: str) -> str:
    """Return a Discord timestamp, which each reader's client shows in their own time zone (``F``, ``f``: in
    full, ``R``: relative)."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def message_link(server_id: int, channel_id: int, message_id: int) -> str:
    """Return the address of a message, for those who can see its channel."""
    return f"https://discord.com/channels/{server_id}/{channel_id}/{message_id}"


def code_block(text: str) -> str:
    """Return a text that is shown as it is, and copied without escapes."""
    return f"```\n{text.replace('`', chr(39))}\n```"


def prose(text: str) -> str:
    """Escape a text line by line. An e-mail address can still be copied: ``plain`` puts an invisible space
    behind its @, which is right for a mention and wrong for an address."""
    lines = (plain(line, len(line)) for line in text.strip().splitlines())
    return _IN_ADDRESS.sub("@", _EMPTY_LINES.sub("\n\n", "\n".join(lines)))
