"""Amounts as people write them, in either language, rounded or not, as ranges to search for. Pure."""

import re
from decimal import Decimal

MAX_MONEY = Decimal(10) ** 15  # the largest value of the columns

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
_AROUND = re.compile(r"[\s'’$€£]|us[d$]?|d(?=['’])|eur(?:os?)?|dollars?|gbp", re.IGNORECASE)
_EXPONENTS = {
    **dict.fromkeys(("k", "mille", "thousand"), 3),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), 6),
    **dict.fromkeys(("b", "bn", "md", "mds", "billion", "billions", "milliard", "milliards"), 9),
}
SCALE = rf"(?P<scale>{'|'.join(_EXPONENTS)})(?![^\W_])"
"""Pattern of a word such as "million"."""
_SCALED = re.compile(rf"(?<=\d)\s*{SCALE}", re.IGNORECASE)


def amount_range(typed: str) -> tuple[Decimal, Decimal] | None:
    """Return the range of the amount that was typed, ``None`` if it is none.

    Omitted cents may be any: "4816782" means 4,816,782.00 to 4,816,782.99. "365 million" may be rounded or
    truncated: 364.5 million to 365.99.
    """
    scale = _SCALED.search(typed)
    if scale is not None and _AROUND.sub("", typed[scale.end() :]):
        return None
    text = _AROUND.sub("", typed if scale is None else typed[: scale.start()])
    if not text.isascii() or not _AMOUNT.fullmatch(text):
        return None
    if scale is not None:
        return _rounded(text, _EXPONENTS[scale["scale"].lower()])
    marks = [character for character in text if character in ",."]
    whole, cents = text, ""
    if marks:
        head, _, tail = text.rpartition(marks[-1])
        # The last mark is a decimal mark unless it can only separate thousands: "4,816" and "1,234,567".
        if len(tail) <= 2 and marks.count(marks[-1]) == 1:
            whole, cents = head, tail
        elif len(tail) != 3:
            return None
    least = Decimal(f"{re.sub('[.,]', '', whole)}.{cents or '0'}")
    if least > MAX_MONEY:
        return None
    return least, least + Decimal(1).scaleb(-len(cents)) - Decimal("0.01")


def amount_digits(typed: str) -> str:
    """Return what is typed of an amount, without its marks and currency."""
    return re.sub(r"[.,]", "", _AROUND.sub("", typed))


def _rounded(text: str, exponent: int) -> tuple[Decimal, Decimal] | None:
    """Return the range of an amount in thousands, millions or billions. A single mark is of decimals."""
    whole, *parts = re.split("[.,]", text)
    decimals = parts[0] if len(parts) == 1 else ""
    said = Decimal(f"{whole}{''.join(parts)}").scaleb(exponent - len(decimals))
    unit = Decimal(1).scaleb(exponent - len(decimals))
    if said + unit > MAX_MONEY or unit < 1:
        return None
    return said - unit / 2, said + unit - Decimal("0.01")
