"""What a person typed to find a contract, as conditions on its columns."""

import re
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, or_, true

from bot.storage import tables
from bot.storage.tables import Contract

MOST_TYPED = 200
MOST_WORDS = 10
MOST_MONEY = Decimal(10) ** 15  # above that no column holds it

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
_AROUND = re.compile(r"[\s'’$€£]|us[d$]?|eur|gbp", re.IGNORECASE)


def matching(typed: str) -> ColumnElement[bool]:
    """Contracts that hold every word, in their number, title or parties, or as an amount.

    An amount may be written as in either language: "4,816,782.50", "4 816 782,50 $US", "4816782".
    """
    typed = _cleaned(typed)
    words = typed.split()[:MOST_WORDS]
    found: ColumnElement[bool] = and_(true(), *(_holds(word) for word in words))
    whole = _of_amount(typed) if len(words) > 1 else None
    return found if whole is None else or_(found, whole)


def beginning(typed: str) -> ColumnElement[bool]:
    """As ``matching``, and contracts whose amount or ceiling begins with what was typed of one so far."""
    digits = re.sub(r"[.,]", "", _AROUND.sub("", _cleaned(typed)))
    if not digits.isdecimal() or len(digits) < 2:
        return matching(typed)
    begun = [cast(column, String).startswith(digits) for column in (Contract.obligated, Contract.ceiling)]
    return or_(matching(typed), *begun)


def numbered(typed: str) -> ColumnElement[bool]:
    """Contracts that have exactly this number, in letters of either size."""
    return func.lower(Contract.number) == _cleaned(typed).lower()


def nearest_first(typed: str) -> ColumnElement[int]:
    """For sorting what was found: the number that was typed, then numbers that begin so, then the rest."""
    begun = Contract.number.istartswith(_cleaned(typed), autoescape=True)
    return case((numbered(typed), 0), (begun, 1), else_=2)


def amounts(typed: str) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest amount that is meant, ``None`` if no amount was typed.

    Cents that were left out may be any: "4816782" means 4,816,782.00 to 4,816,782.99.
    """
    text = _AROUND.sub("", typed)
    if not text.isascii() or not _AMOUNT.fullmatch(text):
        return None
    marks = [character for character in text if character in ",."]
    whole, cents = text, ""
    if marks:
        head, _, tail = text.rpartition(marks[-1])
        # The last mark is of cents unless it can only set thousands apart: "4,816" and "1,234,567".
        if len(tail) <= 2 and marks.count(marks[-1]) == 1:
            whole, cents = head, tail
        elif len(tail) != 3:
            return None
    least = Decimal(f"{re.sub('[.,]', '', whole)}.{cents or '0'}")
    if least > MOST_MONEY:
        return None
    return least, least + Decimal(1).scaleb(-len(cents)) - Decimal("0.01")


def _holds(word: str) -> ColumnElement[bool]:
    columns: tuple[Any, ...] = (
        Contract.number,
        Contract.title,
        Contract.supplier,
        Contract.buyer,
        Contract.buyer_unit,
        Contract.parent_number,
    )
    # The databases fold the case of ASCII letters only, so that of others is tried each way.
    forms = dict.fromkeys([word] if word.isascii() else [word, word.lower(), word.upper(), word.capitalize()])
    found = [column.icontains(form, autoescape=True) for column in columns for form in forms]
    amount = _of_amount(word)
    return or_(*found) if amount is None else or_(*found, amount)


def _of_amount(typed: str) -> ColumnElement[bool] | None:
    meant = amounts(typed)
    if meant is None:
        return None
    least, most = meant

    def is_meant(column: Any) -> ColumnElement[bool]:
        return or_(column.between(least, most), column.between(-most, -least))

    action = exists().where(tables.Action.contract_id == Contract.id, is_meant(tables.Action.amount))
    return or_(is_meant(Contract.obligated), is_meant(Contract.ceiling), action)


def _cleaned(typed: str) -> str:
    text = typed[:MOST_TYPED].encode("utf-8", "replace").decode()
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
