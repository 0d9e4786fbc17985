"""Acts of subcontracting in France's essential data of public contracts. Pure.

The table repeats an act on each row of its contract: one for each combination of holder, modification and
modification of an act. A repetition is therefore no second report. Columns are text; "CDL" is empty, and some
platforms write an identifier that is none. An act that is not readable must not cost its contract, so a value
of the wrong shape is left out.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.contracts.diff.subcontracts import folded
from bot.contracts.model import Party, Subcontract
from bot.contracts.sources.decp.market import CURRENCY, Holder
from bot.contracts.sources.decp.policy import SIREN, clean
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.values import day_of, money_of

ACT, SUBCONTRACTOR, SCHEME = "idactesoustraitance", "idsoustraitant", "typeidentifiantsoustraitant"
AMOUNT, DAY = "montantactesoustraitance", "datenotificationactesoustraitance"
PUBLISHED = "datepublicationdonneesactesoustraitance"
CHANGE, NEW_AMOUNT = "idmodificationactesoustraitance", "montantmodificationactesoustraitance"
CHANGE_DAY = "datenotificationmodificationsoustraitancemodificationactesoustraitance"

COLUMNS = (ACT, SUBCONTRACTOR, SCHEME, AMOUNT, DAY, PUBLISHED, CHANGE, NEW_AMOUNT, CHANGE_DAY)

Row = Mapping[str, Any]


def subcontracts_of(rows: Sequence[Row]) -> tuple[Subcontract, ...]:
    """Return the acts of subcontracting in all rows of a contract, the latest first.

    Of several versions of an act, the one published last counts. A modification does not say which act it is
    of, so its amount is given only where there is a single act.
    """
    versions: dict[Any, list[tuple[date, Subcontract]]] = {}
    for row in rows:
        act = _act(row)
        if act is not None:
            version = _day(row, PUBLISHED) or date.min, act
            known = versions.setdefault(act.key, [])
            if version not in known:
                known.append(version)
    latest: list[Subcontract] = []
    for several in versions.values():
        newest = max(published for published, _ in several)
        latest += [act for published, act in several if published == newest]
    acts = folded(latest)
    return acts if len(acts) != 1 else (replace(acts[0], amended=_new_amount(rows)),)


def _act(row: Row) -> Subcontract | None:
    number, told = _text(row, ACT), _text(row, SUBCONTRACTOR)
    if number is None:
        return None
    supplier = Party(name="")
    if told is not None:
        scheme = _text(row, SCHEME) or "SIRET"
        valid = scheme != "SIRET" or SIREN.fullmatch(told)
        supplier = Party(Holder(scheme, told).label, {scheme.lower(): told} if valid else {})
    return Subcontract(
        number=number,
        supplier=supplier,
        date=_day(row, DAY),
        currency=CURRENCY,
        amounts=(_money(row, AMOUNT),),
    )


def _new_amount(rows: Sequence[Row]) -> Decimal | None:
    """Return the amount of the last modification, the one notified last."""
    changes = [
        (_day(row, CHANGE_DAY) or date.min, number, amount)
        for row in rows
        if (number := _text(row, CHANGE)) and (amount := _money(row, NEW_AMOUNT)) is not None
    ]
    return max(changes)[2] if changes else None


def _money(row: Row, key: str) -> Decimal | None:
    with contextlib.suppress(SourceError):
        return money_of(key, clean(key, row.get(key)), comma=True)
    return None


def _day(row: Row, key: str) -> date | None:
    with contextlib.suppress(SourceError):
        return day_of(key, clean(key, row.get(key)))
    return None


def _text(row: Row, key: str) -> str | None:
    with contextlib.suppress(SourceError):
        return clean(key, row.get(key))
    return None
