"""A contract of France's essential data (DECP), put together from who holds what of it. Pure."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar
from urllib.parse import quote

from bot.contracts.model import Action, Answer, Code, Kind, Party, Record
from bot.contracts.sources.values import joined

SOURCE = "decp"
CURRENCY = "EUR"
DATASET = "decp-2022-marches-valides"
PUBLIC_PAGE = f"https://data.economie.gouv.fr/explore/dataset/{DATASET}/table/?q="
BASE = "0"

_FRAMEWORK = re.compile(r"accord[\s-]+cadre", re.IGNORECASE)
_SUBSEQUENT = re.compile(r"march[ée]\s+subs[ée]quent", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, order=True, slots=True)
class Holder:
    """Who holds a contract: the scheme of its number (SIRET, TVA, …), the number, a name if there is one."""

    scheme: str
    id: str
    name: str | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """The name; the table of 2022 has none, so most are shown by their number."""
        return self.name or f"{self.scheme} {self.id}"


@dataclass(frozen=True, slots=True)
class Modification:
    """One modification: ``amount`` is the new total, ``months`` the new duration; ``holders`` are who hold
    the contract from then on, if that changed."""

    id: str
    day: date | None
    published: date | None
    amount: Decimal | None
    months: int | None
    holders: tuple[Holder, ...]
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What one group of holders holds of a contract, with its modifications in order."""

    holders: tuple[Holder, ...]
    amount: Decimal | None
    months: int | None
    modifications: tuple[Modification, ...]

    @property
    def total(self) -> Decimal | None:
        return _last([self.amount, *(one.amount for one in self.modifications)])

    @property
    def duration(self) -> int | None:
        return _last([self.months, *(one.months for one in self.modifications)])

    @property
    def holders_now(self) -> tuple[Holder, ...]:
        return _last([self.holders or None, *(one.holders or None for one in self.modifications)]) or ()

    def delta(self, number: int) -> Decimal | None:
        """By how much a modification moved the total, where it says one and an earlier total is known."""
        before = _last([self.amount, *(one.amount for one in self.modifications[:number])])
        after = self.modifications[number].amount
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class Head:
    """What is of a contract whoever holds it."""

    buyer: Holder
    number: str
    title: str | None
    nature: str
    techniques: str
    procedure: str | None
    cpv: str | None
    framework: str | None
    signed: date | None


def source_id_of(buyer: str, number: str) -> str:
    """How a contract is known to us: "20001318300021/2018MAPA20180500"."""
    return f"{buyer}/{number}"


def record(head: Head, shares: Sequence[Share], answers: tuple[Answer, ...]) -> Record:
    """The contract of all its shares; ``None`` for an amount on which they do not agree."""
    sort = kind(head.nature, head.techniques, head.framework)
    total = agreed(share.total for share in shares)
    months = max((share.duration for share in shares if share.duration), default=None)
    names = _names(shares)
    holders = [
        replace(holder, name=names.get(holder))
        for holder in sorted({holder for share in shares for holder in share.holders_now})
    ]
    source_id = source_id_of(head.buyer.id, head.number)
    parent = head.framework if head.framework != head.number else None
    return Record(
        source=SOURCE,
        source_id=source_id,
        kind=sort,
        number=head.number,
        title=head.title or head.number,
        buyer=_party([head.buyer]),
        supplier=_party(holders),
        parent_source_id=source_id_of(head.buyer.id, parent) if parent else None,
        parent_number=parent,
        currency=CURRENCY,
        obligated=None if sort is Kind.VEHICLE else total,
        ceiling=total if sort is Kind.VEHICLE else None,
        in_shares=len(shares) > 1,
        signed=head.signed,
        end=_after(head.signed, months),
        codes=_codes(head),
        identifiers=frozenset({f"decp:{source_id}"}),
        url=PUBLIC_PAGE + quote(f'acheteur_id:"{head.buyer.id}" AND id:"{head.number}"', safe=""),
        actions=_actions(head, shares, money=sort is not Kind.VEHICLE),
        answers=answers,
    )


def _names(shares: Sequence[Share]) -> dict[Holder, str]:
    """The name of each holder, by the first of its entries that has one."""
    names: dict[Holder, str] = {}
    for share in shares:
        for holder in (*share.holders, *(one for change in share.modifications for one in change.holders)):
            if holder.name:
                names.setdefault(holder, holder.name)
    return names


def kind(nature: str, techniques: str, framework: str | None) -> Kind:
    """What sort of contract it is.

    A contract under a framework names the technique too: its nature says which of the two it is.
    """
    if _SUBSEQUENT.search(nature):
        return Kind.ORDER
    if _FRAMEWORK.search(nature) or _FRAMEWORK.search(techniques):
        return Kind.VEHICLE
    return Kind.ORDER if framework else Kind.CONTRACT


def _actions(head: Head, shares: Sequence[Share], *, money: bool) -> tuple[Action, ...]:
    """The award and every modification. What moves the ceiling of a framework obliges nobody to pay."""
    base = agreed(share.amount for share in shares)
    found = [Action(action_id=BASE, number=BASE, date=head.signed, amount=base if money else None)]
    of_one: dict[str, list[tuple[Modification, Decimal | None]]] = {}
    for share in shares:
        for number, one in enumerate(share.modifications):
            of_one.setdefault(one.id, []).append((one, share.delta(number)))
    for modification_id, versions in of_one.items():
        one = max((version for version, _ in versions), key=version_order)
        found.append(
            Action(
                action_id=f"modification {modification_id}",
                number=modification_id,
                date=one.day,
                description=one.description,
                amount=agreed(delta for _, delta in versions) if money else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.date or date.min, one.action_id != BASE, one.number)))


def _codes(head: Head) -> dict[str, Code]:
    given = {"cpv": head.cpv, "nature": head.nature, "award-procedure": head.procedure}
    return {scheme: Code(code) for scheme, code in given.items() if code}


def _party(holders: Sequence[Holder]) -> Party:
    """One or several; only one has a number that tells it from others."""
    ids = {holders[0].scheme.lower(): holders[0].id} if len(holders) == 1 else {}
    return Party(name=joined([holder.shown for holder in holders]), ids=ids)


def version_order(one: Modification) -> tuple[date, date, Decimal, int]:
    """Of versions of one modification, the greatest is the one that was published last."""
    return (one.published or date.min, one.day or date.min, one.amount or Decimal(0), one.months or 0)


def in_order(modifications: Iterable[Modification]) -> tuple[Modification, ...]:
    """By the day on which they were notified, then by their numbers."""

    def order(one: Modification) -> tuple[date, int, str]:
        number = int(one.id) if one.id.isdecimal() and len(one.id) < 10 else 0
        return one.day or date.max, number, one.id

    return tuple(sorted(modifications, key=order))


def _after(day: date | None, months: int | None) -> date | None:
    """The same day so many months later, or the last of a shorter month."""
    if day is None or months is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last(values: Sequence[T | None]) -> T | None:
    return next((value for value in reversed(values) if value is not None), None)


def agreed(values: Iterable[T | None]) -> T | None:
    """The one value of all of them; ``None`` where they differ, or one is not known."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
