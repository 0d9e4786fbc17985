"""Link codes: what a member types once to tie their account to their place on the roster.

Sixteen characters in four groups, ``K7QM-2XDP-9RTA-VB3C``: fifteen at random (72 bits) and one that is
computed from them, so that a slip of the finger is told from a code that does not exist.
"""

import secrets

from bot.refusal import Refusal

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
"""29 characters, no two of which look alike: without 0, 1, I, L, O, S and U. A prime number of them makes
the check see every single wrong character, and every two that changed places."""

LENGTH = 16
_BASE = len(ALPHABET)
_GROUP = 4
_RANDOM = LENGTH - 1
_OF_LAST = pow(LENGTH, -1, _BASE)
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def new_code() -> str:
    """A code as it is handed out, in groups."""
    number = secrets.randbelow(_BASE**_RANDOM)
    digits = []
    for _ in range(_RANDOM):
        number, digit = divmod(number, _BASE)
        digits.append(digit)
    digits.append(-_weighed(digits) * _OF_LAST % _BASE)
    text = "".join(ALPHABET[digit] for digit in digits)
    return "-".join(text[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read_code(typed: str) -> str:
    """The sixteen characters of a code, however it was typed: with or without case, spaces and hyphens.

    Raises ``Refusal`` for what cannot be a code, which says nothing about the codes there are.
    """
    text = "".join(character for character in typed.upper() if character.isalnum())
    digits = [_VALUES.get(character, -1) for character in text]
    if len(digits) != LENGTH or -1 in digits or _weighed(digits) % _BASE:
        raise Refusal("refusal-code-mistyped")
    return text


def _weighed(digits: list[int]) -> int:
    """Each digit times its place: every weight differs from the others, and none is a multiple of 29."""
    return sum(place * digit for place, digit in enumerate(digits, start=1))
