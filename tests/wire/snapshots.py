"""Dated captures of the real API's transaction search, as states of the stand-in."""

from collections.abc import Mapping, Sequence
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
    """One state a snapshot (``{"observed_at", "rows"}``), in the order given.

    Rows are grouped into awards by their generated id; a row captured twice is answered twice. The
    captures hold one fiscal year, so ``obligated`` is null unless the base award is among the rows.
    Vehicles that the demo's history knows are added where an order names them.
    """
    vehicles = {award["id"]: award for award in load_history()[0]["awards"]}
    states = []
    for snapshot in snapshots:
        rows: dict[str, list[Mapping[str, str]]] = {}
        for row in snapshot["rows"]:
            rows.setdefault(row["Generated Award ID"], []).append(row)
        awards = [_award(award_id, given) for award_id, given in rows.items()]
        parents = dict.fromkeys(award["parent"] for award in awards)
        awards += [vehicles[parent] for parent in parents if parent in vehicles]
        states.append({"date": snapshot["observed_at"][:10], "awards": awards})
    return states


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
    return award if base else {**award, "obligated": None}


def _transaction(award_id: str, row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": transaction_id(award_id, row["Modification"]),
        "number": row["Modification"],
        "date": row["Action Date"],
        "description": row["Transaction Description"],
        "amount": row["Federal Action Obligation"],
    }
