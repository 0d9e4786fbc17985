"""Conversion of dated captures of the real API's transaction search to states of the stand-in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.demo.history import load_history, parent_id, transaction_id

ICE = {
    "name": "U.S. Immigration and Customs Enforcement",
    "code": "7012",
    "toptier": "Department of Homeland Security",
    "toptier_code": "070",
}
UEI = "DR6MQ56MGFA5"


def states_from_snapshots(snapshots: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return one state for each snapshot (``{"observed_at", "rows"}``), in the order given.

    Rows are grouped into awards by their generated id; a row captured twice is answered twice, and counted
    once. The captures hold one fiscal year, so ``obligated`` is null unless the base award is among the rows.
    Vehicles in the demo's history are added if an order names them.
    """
    vehicles = {award["id"]: award for award in load_history()[0]["awards"]}
    states = []
    for snapshot in snapshots:
        awards = [_award(award_id, given) for award_id, given in _by_award(snapshot["rows"]).items()]
        parents = dict.fromkeys(award["parent"] for award in awards)
        awards += [vehicles[parent] for parent in parents if parent in vehicles]
        states.append({"date": snapshot["observed_at"][:10], "awards": awards})
    return states


def states_by_latency(rows: Sequence[Mapping[str, str]], latency: timedelta) -> list[dict[str, Any]]:
    """Return rows as they became visible: one state for each day on which a row appears, ``latency`` after
    its action date."""
    dates = sorted({row["Action Date"] for row in rows})
    return [
        {
            "date": (date.fromisoformat(day) + latency).isoformat(),
            "awards": [
                {**award, "supplier": {"name": shown[0]["Recipient Name"]}}
                for award_id, shown in _by_award(row for row in rows if row["Action Date"] <= day).items()
                for award in [_award(award_id, shown)]
            ],
        }
        for day in dates
    ]


def _by_award(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row["Generated Award ID"], []).append(row)
    return found


def _award(award_id: str, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    base = next((row for row in rows if row["Modification"] == "0"), None)
    award: dict[str, Any] = {
        "id": award_id,
        "number": rows[0]["Award ID"],
        "title": (base or rows[0])["Transaction Description"],
        "supplier": {"name": rows[0]["Recipient Name"], "uei": UEI},
        "awarding": ICE,
        "parent": parent_id(award_id),
        "signed": base["Action Date"] if base else None,
        "transactions": [_transaction(award_id, row) for row in rows],
    }
    amounts = {row["Modification"]: Decimal(row["Federal Action Obligation"]) for row in rows}
    return {**award, "obligated": str(sum(amounts.values())) if base else None}


def _transaction(award_id: str, row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": transaction_id(award_id, row["Modification"]),
        "number": row["Modification"],
        "date": row["Action Date"],
        "description": row["Transaction Description"],
        "amount": row["Federal Action Obligation"],
    }
