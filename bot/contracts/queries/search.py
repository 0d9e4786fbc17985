"""Search conditions: the text that a user typed, as SQL conditions on the words and amounts of contracts.

A condition tests the contracts of one server, whose ids the query starts from.

Conditions are separate from the values typed: there are few shapes, and the statements for them are cached.
Amounts are understood as people write them, in either language, rounded or not (``amount_range``).
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    column,
    false,
    func,
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
from bot.storage.models import Action, Contract
from bot.storage.search_terms import BUYER_MARK, NUMBER_MARK, SUPPLIER_MARK, folded, joined, number_key
from bot.storage.types import Hundredths

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


MAX_QUERY_LENGTH = 200
MAX_WORDS = 10
MAX_FOLDED_WORDS = 12  # folded words: punctuation separates them, and Chinese has no spaces

_TYPED_WORDS = re.compile(rf"[$€£]?\d[\d.,]*\s+{SCALE}|\S+", re.IGNORECASE)
_MARKS = {Contract.buyer: BUYER_MARK, Contract.supplier: SUPPLIER_MARK}


class _TsQuery(UserDefinedType[str]):
    """PostgreSQL's type of full-text queries; declared here so that its dialect need not be imported."""

    cache_ok = True

    def get_col_spec(self, **_more: Any) -> str:
        return "tsquery"


@dataclass(frozen=True, slots=True)
class SearchCondition:
    """A condition on contracts, without the values typed.

    ``build`` returns it; ``values`` are those of its parameters. Conditions of
    one ``shape`` differ only in these, and compare as equal.
    """

    shape: Hashable
    build: Callable[[], ColumnElement[bool]] = field(compare=False)
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)


def by_words(database: Database, typed: str) -> SearchCondition:
    """Match contracts that contain a word beginning with each word typed, or the text as an amount.

    Amounts may be written as in either language: "4,816,782.50", "4 816 782,50 $US", "4816782"; or rounded:
    "4.8m", "365 million", "1,2 Md€". An empty text matches all; only punctuation matches none.
    """
    return _found(database.is_sqlite, clean_query(typed))


def by_words_or_amount(database: Database, typed: str) -> SearchCondition:
    """Match as ``by_words``, and contracts whose amount or ceiling begins with the digits typed so far."""
    typed = clean_query(typed)
    digits = amount_digits(typed)
    is_begun = digits.isascii() and digits.isdecimal() and len(digits) > 1 and folded(typed) != [digits]
    return _found(database.is_sqlite, typed, digits if is_begun else "")


def by_number(database: Database, typed: str) -> SearchCondition:
    """Match contracts with exactly this number, ignoring accents, punctuation and case."""
    key = number_key(clean_query(typed))
    return (
        _holding(database.is_sqlite, "number", _asked(database.is_sqlite, [key], whole=True))
        if key
        else _NONE
    )


def as_written(typed: str) -> tuple[ColumnElement[bool], Mapping[str, Any]]:
    """Return a condition for the number with the same punctuation, and the value of its parameter."""
    condition = func.lower(Contract.number) == bindparam("written", type_=String)
    return condition, {"written": clean_query(typed).lower()}


def nearest_first() -> ColumnElement[int]:
    """Return a sort key: the number that was typed, then numbers that begin with it, then the rest."""
    # The whole number is the first of a contract's words.
    is_it, begins = (Contract.search.like(bindparam(name, type_=String)) for name in ("is_it", "begins"))
    return case((is_it, 0), (begins, 1), else_=2)


def nearness_of(typed: str) -> dict[str, Any]:
    """Return the parameter values of ``nearest_first``."""
    key = number_key(clean_query(typed)) or f"{NUMBER_MARK} "
    return {"is_it": f"{key} %", "begins": f"{key}%"}  # a key has no characters to escape


def by_party(database: Database, name: InstrumentedAttribute[str], typed: str) -> SearchCondition:
    """Match contracts whose buyer or supplier has a word in its name that begins with each word typed."""
    typed = clean_query(typed)
    words = folded(typed)[:MAX_WORDS]
    if not words:
        return _NONE if typed else _ALL
    marked = [[f"{_MARKS[name]}{word}" for word in spelling] for spelling in _spellings(words)]
    return _holding(database.is_sqlite, "name", _asked_in_any(database.is_sqlite, marked))


_ALL = SearchCondition("all", true)
_NONE = SearchCondition("none", false)


def clean_query(typed: str) -> str:
    """Return at most 200 printable characters with single spaces, which every database accepts."""
    text = typed[:MAX_QUERY_LENGTH].encode("utf-8", "replace").decode()
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _found(is_sqlite: bool, typed: str, digits: str = "") -> SearchCondition:
    """Match each word typed, or the whole as an amount, or else these ``digits`` as a word."""
    words = [found.group() for found in _TYPED_WORDS.finditer(typed)][:MAX_WORDS]
    if not words:
        return _ALL
    plain: list[str] = []
    values: dict[str, Any] = {}
    numbers = 0  # words that may be amounts
    for word in words:
        meant = amount_range(word)
        if meant is None:
            plain += folded(word)
        else:
            values[f"amount_{numbers}"] = _asked(is_sqlite, folded(word))
            values[f"least_{numbers}"], values[f"most_{numbers}"] = meant
            numbers += 1
    has_words = bool(plain)
    if plain:
        values["words"] = _asked_in_any(is_sqlite, _spellings(plain[:MAX_FOLDED_WORDS]))
    whole = amount_range(typed) if len(words) > 1 else None
    if whole is not None:
        values["least_whole"], values["most_whole"] = whole
    if digits:
        values["digits"] = _asked(is_sqlite, [digits])

    def build() -> ColumnElement[bool]:
        found = [
            among(is_sqlite, _begin(is_sqlite, f"amount_{at}"), _of_amount(f"{at}"), each=True)
            for at in range(numbers)
        ]
        if has_words:
            found.append(_hold(is_sqlite, "words"))
        ways = [and_(*found) if found else false()]
        if whole is not None:
            ways.append(among(is_sqlite, _of_amount("whole"), each=True))
        if digits:
            ways.append(_hold(is_sqlite, "digits"))
        return or_(*ways)

    return SearchCondition((is_sqlite, *sorted(values)), build, values)


def _holding(is_sqlite: bool, parameter: str, asked: str) -> SearchCondition:
    return SearchCondition((is_sqlite, parameter), partial(_hold, is_sqlite, parameter), {parameter: asked})


def _hold(is_sqlite: bool, parameter: str) -> ColumnElement[bool]:
    """Return a condition for contracts that contain the words of a query made by ``_asked``."""
    if is_sqlite:
        return among(is_sqlite, _begin(is_sqlite, parameter), each=True)
    held = literal_column("contracts.words").op("@@", is_comparison=True)(_query(parameter))
    return held.is_(true())  # not by the index, which supports only the operator itself


def _begin(is_sqlite: bool, parameter: str) -> Select[Any]:
    """Return the ids of contracts that contain the words."""
    if is_sqlite:
        index = table("contract_words", column("rowid"))
        asked = bindparam(parameter, type_=String)
        return select(index.c.rowid).where(literal_column("contract_words").op("MATCH")(asked))
    contracts = table("contracts", column("id"), column("words")).alias()
    return select(contracts.c.id).where(contracts.c.words.op("@@")(_query(parameter)))


def _query(parameter: str) -> ColumnElement[Any]:
    return cast(bindparam(parameter, type_=String), _TsQuery())


def _asked(is_sqlite: bool, words: Sequence[str], *, whole: bool = False) -> str:
    """Return a full-text query in the database's syntax, for words with these prefixes, or ``whole``
    words."""
    if is_sqlite:
        return " AND ".join(f'"{word}"{"" if whole else "*"}' for word in words)
    return " & ".join(f"'{word}'{'' if whole else ':*'}" for word in words)


def _asked_in_any(is_sqlite: bool, spellings: Iterable[Sequence[str]]) -> str:
    """Return a full-text query for the words of one of these spellings."""
    return (" OR " if is_sqlite else " | ").join(f"({_asked(is_sqlite, words)})" for words in spellings)


def _spellings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words as typed, and with each two neighbours as one: "Cap Gemini" is in "CAPGEMINI"."""
    yield list(words)
    for at, pair in enumerate(pairwise(words[:MAX_WORDS])):
        yield from ([*words[:at], one, *words[at + 2 :]] for one in joined(*pair))


def _of_amount(which: str) -> Select[Any]:
    """Return the ids of contracts with an amount in the range, of either sign, now or in an action; possibly
    twice."""
    contracts = aliased(Contract)
    least, most = (bindparam(f"{name}_{which}", type_=Hundredths) for name in ("least", "most"))

    def is_meant(amount: Any) -> ColumnElement[bool]:
        return or_(amount.between(least, most), amount.between(-most, -least))

    columns = (contracts.obligated, contracts.ceiling, contracts.exercised, contracts.paid, contracts.ordered)
    of_contracts = select(contracts.id).where(or_(*map(is_meant, columns)))
    moved = select(Action.contract_id).where(is_meant(Action.amount))
    return select(of_contracts.union_all(moved).subquery())


def among(is_sqlite: bool, *ids: Select[Any], each: bool = False) -> ColumnElement[bool]:
    """Return a condition for contracts whose ids one of the queries returns."""
    found = ids[0] if len(ids) == 1 else union(*ids)
    if not is_sqlite:
        # As an array it is evaluated first. PostgreSQL cannot estimate how few these are, and would scan all.
        return Contract.id == func.any(func.array(found.scalar_subquery()))
    # There is no index on a sum, so SQLite builds the set and looks each contract up in it.
    return (Contract.id + literal_column("0")).in_(found) if each else Contract.id.in_(found)
