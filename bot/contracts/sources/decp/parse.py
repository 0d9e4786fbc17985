"""Parser for France's essential data of public contracts (DECP). Pure: no network, no clock.

The ministry's table has a row for each combination of contract, holder, modification and subcontract; the
contract's own data are repeated on each, and no column is a key. A contract is identified by its buyer's
SIRET and the buyer's own number. Amounts are euros without tax; the amount of a modification is the *new
total* (the decree of 22 December 2022, and the conversion of etalab/decp-rama), so nothing is ever added up.

``SourceError(SourceErrorKind.BAD_ANSWER)`` is raised for a value of the wrong shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.contracts.model import Answer, Kind, Record
from bot.contracts.sources.answers import kept_answer
from bot.contracts.sources.decp.market import (
    Holder,
    HolderShare,
    MarketHeader,
    Modification,
    common_value,
    in_order,
    kind,
    record,
    version_order,
)
from bot.contracts.sources.decp.policy import EMPTY, clean, key_of
from bot.contracts.sources.decp.subcontracts import subcontracts_of
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.values import bad, day_of, money_of

MAX_MONTHS = 600
HOLDERS = (1, 2, 3)


def kind_of(row: Mapping[str, Any]) -> Kind:
    """Return the kind of the contract of a row."""
    nature, techniques, framework = _row_kind(row)
    return kind(nature, techniques, framework)


def holders_of(row: Mapping[str, Any]) -> tuple[Holder, ...]:
    """Return the holders in a row of the table, before any modification, sorted by number."""
    found = []
    for number in HOLDERS:
        holder = _holder(
            row.get(f"titulaire_typeidentifiant_{number}"),
            row.get(f"titulaire_id_{number}"),
            row.get(f"titulaire_denominationsociale_{number}"),
        )
        found += [holder] if holder else []
    return tuple(sorted(set(found)))


def listed_amount(rows: Sequence[Mapping[str, Any]]) -> Decimal | None:
    """Return the one amount of a contract's rows; ``None`` if they differ, or if it was modified, which takes
    a full read to tell."""
    if any(clean("idmodification", row.get("idmodification")) for row in rows):
        return None
    return common_value(_money("montant", row.get("montant")) for row in rows)


def record_of_rows(rows: Sequence[Mapping[str, Any]], answer: Answer | None = None) -> Record:
    """Build a contract from all its rows in the table, in any order and with any repetition.

    If rows contradict each other (two platforms published the contract), those published last win. Holders
    with an amount each share a number as lots do: then no amount is of the contract as a whole, and it is
    ``None``.
    """
    unique = {canonical_bytes(row): row for row in rows}
    ordered = [row for _, row in sorted(unique.items(), key=lambda item: (_published(item[1]), item[0]))]
    if not ordered:
        raise bad("rows", rows)
    groups: dict[tuple[Holder, ...], list[Mapping[str, Any]]] = {}
    for row in ordered:
        groups.setdefault(holders_of(row), []).append(row)
    shares = [_row_share(holders, groups[holders]) for holders in sorted(groups)]
    answers = () if answer is None else (kept_answer(answer, ordered),)
    found = record(_row_head(ordered[-1]), shares, answers)
    return replace(found, subcontracts=subcontracts_of(ordered))


def _row_head(row: Mapping[str, Any]) -> MarketHeader:
    key = key_of(row)
    if key is None:
        raise bad("id", row.get("id"))
    nature, techniques, framework = _row_kind(row)
    return MarketHeader(
        buyer=Holder("SIRET", key[0], clean("acheteur_nom", row.get("acheteur_nom"))),
        number=key[1],
        title=_title(row.get("objet")),
        nature=nature,
        techniques=techniques,
        procedure=clean("procedure", row.get("procedure")),
        cpv=clean("codecpv", row.get("codecpv")),
        framework=framework,
        signed=day_of("datenotification", clean("datenotification", row.get("datenotification"))),
    )


def _row_kind(row: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """Return the nature of a row's contract, the techniques used, and the number of its framework."""
    return (
        clean("nature", row.get("nature")) or "",
        _listed("techniques", row.get("techniques"), "technique"),
        clean("idaccordcadre", row.get("idaccordcadre")),
    )


def _row_share(holders: tuple[Holder, ...], rows: Sequence[Mapping[str, Any]]) -> HolderShare:
    """Build the share of these holders from their ``rows``, sorted by publication. Several amounts in those
    published last are of lots that share the number."""
    latest = [row for row in rows if _published(row) == _published(rows[-1])]
    versions: dict[str, list[Modification]] = {}
    for row in rows:
        one = _row_modification(row)
        if one is not None:
            versions.setdefault(one.id, []).append(one)
    return HolderShare(
        holders=holders,
        amount=common_value(_money("montant", row.get("montant")) for row in latest),
        months=_months(rows[-1].get("dureemois")),
        modifications=in_order(_one_version(several) for several in versions.values()),
    )


def _row_modification(row: Mapping[str, Any]) -> Modification | None:
    modification_id = clean("idmodification", row.get("idmodification"))
    if modification_id is None:
        return None
    holder = _holder(row.get("typeidentifianttitulairemodification"), row.get("idtitulairemodification"))
    return Modification(
        id=modification_id,
        day=_day(row, "datenotificationmodificationmodification"),
        published=_day(row, "datepublicationdonneesmodificationmodification"),
        amount=_money("montantmodification", row.get("montantmodification")),
        months=_months(row.get("dureemoismodification")),
        holders=(holder,) if holder else (),
    )


def _one_version(several: Sequence[Modification]) -> Modification:
    """Merge the rows of a modification: the version published last, with the holders of all its rows."""
    newest = max(several, key=version_order)
    holders = {holder for one in several if one.published == newest.published for holder in one.holders}
    return Modification(
        newest.id, newest.day, newest.published, newest.amount, newest.months, tuple(sorted(holders))
    )


def _holder(scheme: Any, number: Any, name: Any = None) -> Holder | None:
    found = clean("titulaire", number)
    if found is None:
        return None
    return Holder(clean("typeIdentifiant", scheme) or "SIRET", found, clean("denominationSociale", name))


def _listed(key: str, value: Any, wrapper: str) -> str:
    """Join a list of texts (bare or in an object), or one text, with commas."""
    if isinstance(value, Mapping):
        value = value.get(wrapper)
    members = value if isinstance(value, list) else [value]
    return ", ".join(text for member in members if (text := clean(key, member)))


def _title(value: Any) -> str | None:
    """Return the title. Some buyers' software writes a backslash and an "n" for a line break."""
    return clean("objet", value.replace("\\n", " ") if isinstance(value, str) else value)


def _published(row: Mapping[str, Any]) -> date:
    return _day(row, "datepublicationdonnees") or date.min


def _day(row: Mapping[str, Any], key: str) -> date | None:
    return day_of(key, clean(key, row.get(key)))


def _given(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip() in EMPTY else value


def _money(key: str, value: Any) -> Decimal | None:
    return money_of(key, _given(value), comma=True)


def _months(value: Any) -> int | None:
    """Return a plausible number of months, ``None`` for a filler (0, 9999)."""
    months = _money("dureemois", value)
    return int(months) if months is not None and 1 <= months <= MAX_MONTHS else None
