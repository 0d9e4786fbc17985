"""Keywords: the test of a text for wanted words, as search engines find them. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.common.text import fold

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_MIN_STEM_LENGTH = 4
_MAX_ENDING_LENGTH = 2


def mentions(text: str, wanted: Iterable[str]) -> bool:
    """True if a text contains every word of at least one wanted phrase, ignoring accents and case.

    A word matches if a word of the text begins with it, or equals it without an ending of up to two letters
    ("marchés", "marché"): public search engines stem, and find words that merely look alike.
    """
    folded = _folded(text)
    words: list[str] = []
    for one in wanted:
        asked = _asked_words(one)
        if all(each[: max(1, len(each) - _MAX_ENDING_LENGTH)] in folded for each in asked):
            words = words or _WORD.findall(folded)
            if all(any(_alike(each, word) for word in words) for each in asked):
                return True
    return False


@lru_cache(maxsize=512)
def _asked_words(phrase: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded(phrase)))


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else fold(text.casefold().translate(_LETTERS))


def _alike(asked: str, word: str) -> bool:
    if word.startswith(asked):
        return True
    return (
        len(word) >= _MIN_STEM_LENGTH
        and asked.startswith(word)
        and len(asked) - len(word) <= _MAX_ENDING_LENGTH
    )
