"""Text folding for comparison, tidying of what people typed, and slugs."""

import re
import unicodedata
from collections.abc import Iterator

SLUG_LENGTH = 60

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # all but non-breaking ones, which are part of French
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}  # control characters, surrogates, private use, unassigned


def fold(text: str) -> str:
    """Fold case, accents and compatibility forms for comparison: "Arrêt" and "arret" are equal."""
    if text.isascii():  # fast path with the same result
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in apart if not unicodedata.combining(character))


def single_spaced(text: str) -> str:
    """Replace white space, line breaks too, by single spaces, and strip it; non-breaking spaces are kept."""
    if "  " not in text and text.isprintable():  # fast path with the same result: its only white space is " "
        return text.strip()
    return _SPACES.sub(" ", text).strip()


def one_line(text: str) -> str:
    """Return a text without control characters and line breaks, and with single spaces."""
    return single_spaced(_visible(text))


def paragraphs(text: str) -> str:
    """Return a text without control characters; line breaks are kept."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def slugs(title: str, fallback: str) -> Iterator[str]:
    """Yield slugs for a title, the best first: ``halt-it``, ``halt-it-2``, …"""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    base = words[: SLUG_LENGTH - 6].strip("-") or fallback
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def has_control_characters(text: str) -> bool:
    """True if a text has a character of Unicode's category C: control, format, surrogate, private use,
    unassigned."""
    return any(unicodedata.category(character)[0] == "C" for character in text)


def _visible(text: str) -> str:
    """Remove control characters; all of a text that shows nothing, such as a zero-width space."""
    kept = "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in _UNSEEN
    )
    return kept if any(not each.isspace() and unicodedata.category(each) != "Cf" for each in kept) else ""
