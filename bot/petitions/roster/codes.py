"""Link codes: a member enters one once to link their account with their entry on the roster.

Sixteen characters in four groups, ``K7QM-2XDP-9RTA-VB3C``: fifteen random ones (72 bits) and a check
character, so that a typing error is distinguished from an unknown code.
"""

import secrets

from bot.errors import UserError

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
"""29 characters, no two of which look alike: without 0, 1, I, L, O, S and U. Because their number is prime,
the check detects every single wrong character and every transposition of two characters."""

LENGTH = 16
_BASE = len(ALPHABET)
_GROUP = 4
_RANDOM = LENGTH - 1
_OF_LAST = pow(LENGTH, -1, _BASE)
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def new_code() -> str:
    """Generate a code, formatted in groups."""
    number = secrets.randbelow(_BASE**_RANDOM)
    digits = []
    for _ in range(_RANDOM):
        number, digit = divmod(number, _BASE)
        digits.append(digit)
    digits.append(-_weighed(digits) * _OF_LAST % _BASE)
    text = "".join(ALPHABET[digit] for digit in digits)
    return "-".join(text[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read_code(typed: str) -> str:
    """Normalise a typed code to its sixteen characters, ignoring case, spaces and hyphens.

    Raises ``UserError`` for a string that cannot be a code, which reveals nothing about existing codes.
    """
    text = "".join(character for character in typed.upper() if character.isalnum())
    digits = [_VALUES.get(character, -1) for character in text]
    if len(digits) != LENGTH or -1 in digits or _weighed(digits) % _BASE:
        raise UserError("refusal-code-mistyped")
    return text


def _weighed(digits: list[int]) -> int:
    """Weighted sum of the digits: each weight is the position; they are distinct, and none is a multiple of
    29."""
    return sum(place * digit for place, digit in enumerate(digits, start=1))
