"""Keywords: the test of a text for wanted words, as search engines find them. Pure."""

import re
from collections.abc import Iterable

from bot.common.text import fold

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_MIN_STEM_LENGTH = 4


def mentions(text: str, wanted: Iterable[str]) -> bool:
    """True if a text contains every word of at least one wanted phrase, ignoring accents and case.

    A word matches if a word of the text begins with it, or equals it without an ending of up to two letters
    ("marchés", "marché"): public search engines stem, and find words that merely look alike.
    """
    words = _words(text)
    return any(all(any(_alike(asked, word) for word in words) for asked in _words(one)) for one in wanted)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text.casefold().translate(_LETTERS)))


def _alike(asked: str, word: str) -> bool:
    if word.startswith(asked):
        return True
    return len(word) >= _MIN_STEM_LENGTH and asked.startswith(word) and len(asked) - len(word) <= 2
