"""What a person typed to find a contract, as conditions on its words and amounts.

Every condition starts from an index: from the words to the contracts, unless it is told to look at ``each``
contract whether it holds them. That is for the newest of many, gone through in the order of their day.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.types import UserDefinedType

from bot.storage import Database
from bot.storage.tables import Action, Contract
from bot.storage.words import BUYER_MARK, NUMBER_MARK, SUPPLIER_MARK, folded, number_key

MOST_TYPED = 200
MOST_WORDS = 10
MOST_FOLDED = 40  # words that these fold into: punctuation parts them, and Chinese has no spaces
MOST_MONEY = Decimal(10) ** 15  # above that no column holds it

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
_AROUND = re.compile(r"[\s'’$€£]|us[d$]?|eur|gbp", re.IGNORECASE)
_MARKS = {Contract.buyer: BUYER_MARK, Contract.supplier: SUPPLIER_MARK}


class _TsQuery(UserDefinedType[str]):
    """PostgreSQL's type of what a ``tsvector`` is asked; its dialect need not be imported for it."""

    cache_ok = True

    def get_col_spec(self, **_more: Any) -> str:
        return "tsquery"


def matching(database: Database, typed: str, *, each: bool = False) -> ColumnElement[bool]:
    """Contracts that hold a word beginning with each word typed, or that as an amount.

    An amount may be written as in either language: "4,816,782.50", "4 816 782,50 $US", "4816782".
    Nothing typed is in all; nothing but punctuation in none.
    """
    typed = cleaned(typed)
    words = typed.split()[:MOST_WORDS]
    if not words:
        return true()
    plain: list[str] = []
    found: list[ColumnElement[bool]] = []
    for word in words:
        meant = amounts(word)
        if meant is None:
            plain += folded(word)
        else:
            found.append(
                among(database.is_sqlite, _begin(database, folded(word)), _of_amount(*meant), each=each)
            )
    if plain:
        found.append(_hold(database, plain[:MOST_FOLDED], each=each))
    whole = amounts(typed) if len(words) > 1 else None
    condition = and_(*found) if found else false()
    return (
        condition
        if whole is None
        else or_(condition, among(database.is_sqlite, _of_amount(*whole), each=each))
    )


def beginning(database: Database, typed: str, *, each: bool = False) -> ColumnElement[bool]:
    """As ``matching``, and contracts whose amount or ceiling begins with what was typed of one so far."""
    digits = re.sub(r"[.,]", "", _AROUND.sub("", cleaned(typed)))
    if not (digits.isascii() and digits.isdecimal() and len(digits) > 1) or folded(typed) == [digits]:
        return matching(database, typed, each=each)
    return or_(matching(database, typed, each=each), _hold(database, [digits], each=each))


def numbered(database: Database, typed: str) -> ColumnElement[bool]:
    """Contracts that have exactly this number, accents, punctuation and the size of letters apart."""
    key = number_key(cleaned(typed))
    return _hold(database, [key], whole=True) if key else false()


def as_written(typed: str) -> ColumnElement[bool]:
    """Those of them that have it with the same punctuation."""
    return func.lower(Contract.number) == cleaned(typed).lower()


def begun(database: Database, typed: str, *, each: bool = False) -> ColumnElement[bool]:
    """Contracts whose number begins so."""
    key = number_key(cleaned(typed))
    return _hold(database, [key], each=each) if key else false()


def nearest_first(typed: str) -> ColumnElement[int]:
    """For sorting what was found: the number that was typed, then numbers that begin so, then the rest."""
    key = number_key(cleaned(typed)) or f"{NUMBER_MARK} "
    # The whole number is the first of a contract's words.
    is_it, begins = (Contract.search.startswith(text, autoescape=True) for text in (f"{key} ", key))
    return case((is_it, 0), (begins, 1), else_=2)


def named(database: Database, name: InstrumentedAttribute[str], typed: str) -> ColumnElement[bool]:
    """Contracts whose buyer or supplier has, in its name, a word beginning with each word typed."""
    typed = cleaned(typed)
    words = [f"{_MARKS[name]}{word}" for word in folded(typed)[:MOST_WORDS]]
    if not words:
        return false() if typed else true()
    return _hold(database, words)


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


def cleaned(typed: str) -> str:
    """What any database takes of it: no more than 200 characters that can be seen, single spaces."""
    text = typed[:MOST_TYPED].encode("utf-8", "replace").decode()
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _hold(
    database: Database, words: Sequence[str], *, whole: bool = False, each: bool = False
) -> ColumnElement[bool]:
    """Contracts in which each of these words begins one, or is one as a ``whole``."""
    if database.is_sqlite:
        return among(database.is_sqlite, _begin(database, words, whole=whole), each=each)
    held = literal_column("contracts.words").op("@@", is_comparison=True)(_asked(words, whole))
    return held.is_(true()) if each else held  # the index is for the operator alone


def _begin(database: Database, words: Sequence[str], *, whole: bool = False) -> Select[Any]:
    """The ids of these contracts."""
    if database.is_sqlite:
        index = table("contract_words", column("rowid"))
        asked = " ".join(f'"{word}"{"" if whole else "*"}' for word in words)
        return select(index.c.rowid).where(literal_column("contract_words").op("MATCH")(asked))
    contracts = table("contracts", column("id"), column("words")).alias()
    return select(contracts.c.id).where(contracts.c.words.op("@@")(_asked(words, whole)))


def _asked(words: Sequence[str], whole: bool) -> ColumnElement[Any]:
    query = " & ".join(f"'{word}'{'' if whole else ':*'}" for word in words)
    return cast(literal(query, String), _TsQuery())


def _of_amount(least: Decimal, most: Decimal) -> Select[Any]:
    """The ids of contracts, twice if need be, that have or had moved an amount, of either sign."""
    contracts = aliased(Contract)

    def is_meant(amount: Any) -> ColumnElement[bool]:
        return or_(amount.between(least, most), amount.between(-most, -least))

    of_contracts = select(contracts.id).where(or_(is_meant(contracts.obligated), is_meant(contracts.ceiling)))
    moved = select(Action.contract_id).where(is_meant(Action.amount))
    return select(of_contracts.union_all(moved).subquery())


def among(is_sqlite: bool, *ids: Select[Any], each: bool = False) -> ColumnElement[bool]:
    """Contracts that one of the queries finds."""
    found = ids[0] if len(ids) == 1 else union(*ids)
    if not is_sqlite:
        # As an array it is made first. PostgreSQL cannot tell how few these are, and would look through all.
        return Contract.id == func.any(func.array(found.scalar_subquery()))
    # No index is on a sum: SQLite makes the set, and looks each contract up in it.
    return (Contract.id + literal_column("0")).in_(found) if each else Contract.id.in_(found)
