"""Text diff: removed and added lines, as a reader would see them. Pure.

Differences of form do not count: spaces, punctuation, capitals, the order of lines, repeated lines, a
paragraph that was split at the end of a sentence or joined to the next.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SENTENCE_ENDS = frozenset(".!?")
SAYING = frozenset(("Sc", "Sm"))  # signs with a meaning: currencies, and +, <, = …
DECORATION = frozenset("|~")  # … but not these two, which Unicode classifies as mathematical
PIECE_LENGTH = 2000  # characters normalised at once: a single call holds up every other thread
MAX_EXPANSION = 4  # times its length: one Arabic ligature (U+FDFA) is written out as 18 characters


def line_changes(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return the lines of ``old`` that are no longer in ``new``, and those of ``new`` that are not in
    ``old``.

    Each once, trimmed, in the order of its own text. Punctuation counts only between two digits, because 4.5
    is not 45.
    """
    before, after = _lines(old), _lines(new)
    return _missing(before, after), _missing(after, before)


def text_digest(text: str) -> str:
    """Return a digest of a text's content: equal for texts between which ``line_changes`` finds nothing,
    except for sentences that were joined or split without a sign."""
    said = sorted({part for parts in _lines(text) for part in parts})
    return hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()


Parts = tuple[str, ...]  # of one line: the letters, digits and signs of its sentences


def _lines(text: str) -> dict[Parts, str]:
    """Return the lines with content, by their sentences."""
    found: dict[Parts, str] = {}
    for line in text.splitlines():
        parts = tuple(part for part in _sentences(line) if part)
        if parts:
            found.setdefault(parts, line.strip())
    return found


def _missing(these: dict[Parts, str], others: dict[Parts, str]) -> list[str]:
    whole = {"".join(parts) for parts in others}
    sentences = {part for parts in others for part in parts}
    return [
        line
        for line_parts, line in _once(these)
        if "".join(line_parts) not in whole and not sentences.issuperset(line_parts)
    ]


def _once(lines: dict[Parts, str]) -> Iterator[tuple[Parts, str]]:
    """Yield lines once that differ only in their sentence boundaries."""
    seen: set[str] = set()
    for parts, line in lines.items():
        whole = "".join(parts)
        if whole not in seen:
            seen.add(whole)
            yield parts, line


def _sentences(line: str) -> Iterator[str]:
    text = "".join(map(_plain, _pieces(line)))
    sentence: list[str] = []
    for place, character in enumerate(text):
        if _says(character):
            sentence.append(character)
        elif _is_between_digits(text, place):
            sentence.append("-" if unicodedata.category(character) == "Pd" else character)
        elif character in SENTENCE_ENDS:
            yield "".join(sentence)
            sentence.clear()
    yield "".join(sentence)


def _pieces(line: str) -> Iterator[str]:
    """Yield a line in pieces of some thousand characters, none of which begins within a character that is
    written as several: each can be normalised by itself."""
    start = 0
    while start < len(line):
        end = start + PIECE_LENGTH
        longest = end + PIECE_LENGTH
        while end < min(len(line), longest) and _continues(line[end]):
            end += 1
        yield line[start:end]
        start = end


def _continues(character: str) -> bool:
    """True if a character may be normalised together with the one before it: a mark, or a Korean letter
    within a syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _plain(piece: str) -> str:
    """Normalise ligatures and wide or narrow spaces, then case, then the result. A piece of ligatures that
    are written out as whole sentences is compared as it stands."""
    text = unicodedata.normalize("NFKC", piece)
    if len(text) > MAX_EXPANSION * len(piece):
        return piece
    return unicodedata.normalize("NFKC", text.casefold())


@lru_cache(4096)
def _says(character: str) -> bool:
    category = unicodedata.category(character)
    if category[0] in "LN":
        return True
    if category[0] == "M":  # combining marks, but not variation selectors
        return not unicodedata.name(character, "").startswith("VARIATION SELECTOR")
    return category in SAYING and character not in DECORATION


def _is_between_digits(text: str, place: int) -> bool:
    return (
        0 < place < len(text) - 1
        and unicodedata.category(text[place])[0] == "P"
        and text[place - 1].isdigit()
        and text[place + 1].isdigit()
    )
