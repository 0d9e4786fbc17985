"""A contract of France's essential data (DECP), assembled from the shares of its holders. Pure."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar
from urllib.parse import quote

from bot.contracts.model import Action, Answer, Code, Kind, Party, Record
from bot.contracts.sources.decp.policy import SOURCE, source_id_of
from bot.contracts.sources.values import join_names

CURRENCY = "EUR"
DATASET = "decp-2022-marches-valides"
PUBLIC_PAGE = f"https://data.economie.gouv.fr/explore/dataset/{DATASET}/table/?q="
BASE = "0"

_FRAMEWORK = re.compile(r"accord[\s-]+cadre", re.IGNORECASE)
_SUBSEQUENT = re.compile(r"march[ée]\s+subs[ée]quent", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, order=True, slots=True)
class Holder:
    """A holder of a contract: the scheme of its number (SIRET, TVA, …), the number, a name if there is
    one."""

    scheme: str
    id: str
    name: str | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The name, or else the scheme and number: the table of 2022 has no names."""
        return self.name or f"{self.scheme} {self.id}"


@dataclass(frozen=True, slots=True)
class Modification:
    """One modification: ``amount`` is the new total, ``months`` the new duration; ``holders`` hold the
    contract from then on, empty if they did not change."""

    id: str
    day: date | None
    published: date | None
    amount: Decimal | None
    months: int | None
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class HolderShare:
    """The share of one group of holders in a contract, with its modifications in order."""

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
        """Return the change of the total by a modification; ``None`` without a new or an earlier total."""
        before = _last([self.amount, *(one.amount for one in self.modifications[:number])])
        after = self.modifications[number].amount
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class MarketHeader:
    """The data of a contract that do not depend on its holders."""

    buyer: Holder
    number: str
    title: str | None
    nature: str
    techniques: str
    procedure: str | None
    cpv: str | None
    framework: str | None
    signed: date | None


def record(head: MarketHeader, shares: Sequence[HolderShare], answers: tuple[Answer, ...]) -> Record:
    """Build the record of a contract from all its shares; amounts on which they do not agree are ``None``."""
    sort = kind(head.nature, head.techniques, head.framework)
    total = common_value(share.total for share in shares)
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


def _names(shares: Sequence[HolderShare]) -> dict[Holder, str]:
    """Return the name of each holder, from the first of its entries that has one."""
    names: dict[Holder, str] = {}
    for share in shares:
        for holder in (*share.holders, *(one for change in share.modifications for one in change.holders)):
            if holder.name:
                names.setdefault(holder, holder.name)
    return names


def kind(nature: str, techniques: str, framework: str | None) -> Kind:
    """Return the kind of a contract.

    A contract under a framework names the framework's technique, too; its nature tells the two apart.
    """
    if _SUBSEQUENT.search(nature):
        return Kind.ORDER
    if _FRAMEWORK.search(nature) or _FRAMEWORK.search(techniques):
        return Kind.VEHICLE
    return Kind.ORDER if framework else Kind.CONTRACT


def _actions(head: MarketHeader, shares: Sequence[HolderShare], *, money: bool) -> tuple[Action, ...]:
    """Return the award and every modification, without ``money`` for a framework: a raised ceiling obliges
    nobody to pay."""
    base = common_value(share.amount for share in shares)
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
                amount=common_value(delta for _, delta in versions) if money else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.date or date.min, one.action_id != BASE, one.number)))


def _codes(head: MarketHeader) -> dict[str, Code]:
    given = {"cpv": head.cpv, "nature": head.nature, "award-procedure": head.procedure}
    return {scheme: Code(code) for scheme, code in given.items() if code}


def _party(holders: Sequence[Holder]) -> Party:
    """Return one party for one or several holders; only a single holder has ids."""
    ids = {holders[0].scheme.lower(): holders[0].id} if len(holders) == 1 else {}
    return Party(name=join_names([holder.label for holder in holders]), ids=ids)


def version_order(one: Modification) -> tuple[date, date, Decimal, int]:
    """Sort key for versions of one modification: the greatest is the one published last."""
    return (one.published or date.min, one.day or date.min, one.amount or Decimal(0), one.months or 0)


def in_order(modifications: Iterable[Modification]) -> tuple[Modification, ...]:
    """Sort modifications by the day of notification, then by number."""

    def order(one: Modification) -> tuple[date, int, str]:
        number = int(one.id) if one.id.isdecimal() and len(one.id) < 10 else 0
        return one.day or date.max, number, one.id

    return tuple(sorted(modifications, key=order))


def _after(day: date | None, months: int | None) -> date | None:
    """Return the same day so many months later, or the last day of a shorter month."""
    if day is None or months is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last(values: Sequence[T | None]) -> T | None:
    return next((value for value in reversed(values) if value is not None), None)


def common_value(values: Iterable[T | None]) -> T | None:
    """Return the one value that all have; ``None`` if they differ, or one is unknown."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
