"""Text diff: removed and added lines, as a reader would see them. Pure.

Differences of form do not count: spaces, punctuation, capitals, the order of lines, repeated lines, a
paragraph that was split at the end of a sentence or joined to the next.
"""

import hashlib
import unicodedata
from collections.abc import Iterator

SENTENCE_ENDS = frozenset(".!?")
SAYING = frozenset(("Sc", "Sm"))  # signs with a meaning: currencies, and +, <, = …
DECORATION = frozenset("|~")  # … but not these two, which Unicode classifies as mathematical


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
    # Normalise ligatures and wide or narrow spaces, then case, then the result.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", line).casefold())
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
