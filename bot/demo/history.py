"""The public record of a campaign of the demo, day by day, from ``campaigns/<name>/record.json``.

For USAspending the file holds each award once, with its changes and their first days:

* ``dates``: the days of which the record was kept, one state each; ``earlier``: days before them, which
  follow from the dates in the record: a thing is there from its own day on;
* ``supplier`` and ``agencies`` in the stand-in's format; ``naics``: descriptions by code;
* an award has the stand-in's keys, ``agency`` (a key of ``agencies``, ``ice`` if missing), ``office``,
  ``supplier`` if it is another's, ``subawards`` (all of them invented, as they say), ``naics`` as a code,
  and instead of ``end`` the list ``ends`` of ``{"end", "seen"}``;
* ``split``: the ``orders`` of other suppliers in the purchase that the award ``like`` is a part of: number,
  vehicle, supplier, day of signature and amount; the rest is as in that award. ``solicitation`` is that of
  their vehicles;
* a transaction has no id (it follows from the award's id and the number); ``seen`` is the first day that
  shows it, ``revised`` a list of ``{"seen", "date", "amount"}``.

Without ``seen`` a thing was there on the first of the ``dates``. ``obligated`` is null if the data here lack
some of the award's transactions, so that a partial sum does not pass for the total.

For France's essential data of public contracts (DECP) it has ``dates`` and ``rows``, each with the columns of
the ministry's table that are known; the others are filled as the table fills them. ``seen`` is the first day
that shows a row.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from bot.contracts.sources.decp import DATASET, SUBCONTRACT_COLUMNS, Decp
from bot.demo.sources.opendatasoft import Portal
from bot.demo.sources.usaspending import State

DEFAULT = "capgemini-ice"
"""The campaign that is played unless another is chosen."""


def load_record(name: str) -> dict[str, Any]:
    """Return the record file of a campaign."""
    text = files("campaigns").joinpath(name).joinpath("record.json").read_text(encoding="utf-8")
    record: dict[str, Any] = json.loads(text)
    return record


def usaspending_states(record: Mapping[str, Any]) -> list[State]:
    """Return the states for ``UsaspendingStandIn``, oldest first."""
    awards = [*record["awards"], *_split(record)]
    days = [*record.get("earlier", ()), *record["dates"]]
    return [
        {"date": day, "awards": [_award(record, award, day) for award in awards if _shown(award, day)]}
        for day in days
    ]


def load_history() -> list[State]:
    """Return the states of the first campaign's record on the days of which it was kept, with the contracts
    of its supplier alone."""
    record = load_record(DEFAULT)
    return usaspending_states({key: record[key] for key in record.keys() - {"earlier", "split"}})


def parent_id(award_id: str) -> str | None:
    """Return the generated id of the vehicle in an order's generated id."""
    _, sort, _, _, *parent = award_id.split("_")
    if sort != "AWD" or parent[0] == "-NONE-":
        return None
    return f"CONT_IDV_{parent[0]}_{parent[1]}"


def transaction_id(award_id: str, modification: str) -> str:
    """Return the generated id of a transaction; an award has one for each modification."""
    _, _, number, agency, parent, parent_agency = [*award_id.split("_"), "-NONE-", "-NONE-"][:6]
    return f"CONT_TX_{agency}_{parent_agency}_{number}_{modification}_{parent}_0"


def _split(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the orders of other suppliers in one purchase, and their vehicles."""
    if "split" not in record:
        return
    wanted = record["split"]
    (seed,) = (award for award in record["awards"] if award["id"] == wanted["like"])
    alike = {key: seed[key] for key in seed.keys() - {"ends"}}
    for order in wanted["orders"]:
        base = {"number": "0", "date": order["signed"], "amount": order["obligated"]}
        dated = {"supplier": {"name": order["supplier"]}, "signed": order["signed"]}
        yield {
            **alike,
            **dated,
            "id": f"CONT_AWD_{order['number']}_7012_{order['vehicle']}_7012",
            "start": order["signed"],
            "obligated": order["obligated"],
            "transactions": [base],
        }
        vehicle = {"id": f"CONT_IDV_{order['vehicle']}_7012", "type": "IDV_B_B", "obligated": None}
        yield {**dated, **vehicle, "solicitation": wanted.get("solicitation")}


def _award(facts: Mapping[str, Any], award: Mapping[str, Any], day: str) -> dict[str, Any]:
    agency = facts["agencies"][award.get("agency", "ice")]
    ends = [step["end"] for step in award.get("ends", []) if _shown(step, day)]
    shown = {key: award[key] for key in award.keys() - {"agency", "office", "ends", "naics", "transactions"}}
    return {
        **shown,
        "supplier": award.get("supplier", facts["supplier"]),
        "awarding": {**agency, "office": award.get("office")},
        "parent": parent_id(award["id"]),
        "end": ends[-1] if ends else None,
        "naics": [award["naics"], facts["naics"][award["naics"]]] if "naics" in award else None,
        "transactions": [
            _transaction(award["id"], row, day) for row in award.get("transactions", []) if _shown(row, day)
        ],
    }


def _transaction(award_id: str, row: Mapping[str, Any], day: str) -> dict[str, Any]:
    values = {key: row[key] for key in row.keys() - {"seen", "revised"}}
    for revision in row.get("revised", []):
        if _shown(revision, day):
            values |= {"date": revision["date"], "amount": revision["amount"]}
    return {"id": transaction_id(award_id, row["number"]), **values}


def _shown(fact: Mapping[str, Any], day: str) -> bool:
    """True if a fact was visible on a day; dates in ISO form sort as text."""
    since: str = fact.get("seen") or fact.get("date") or fact.get("signed") or ""
    return since <= day


_COLUMNS = (
    *Decp.surveyed,
    "codecpv",
    "procedure",
    "montant",
    "dureemois",
    "datepublicationdonnees",
    "idmodification",
    "montantmodification",
    "dureemoismodification",
    "idtitulairemodification",
    "typeidentifianttitulairemodification",
    "datenotificationmodificationmodification",
    "datepublicationdonneesmodificationmodification",
    *SUBCONTRACT_COLUMNS,
)
_EMPTY = "CDL"  # the table's filler


class DecpStandIn(Portal):
    """Server of the table, showing the first state until told otherwise."""

    def __init__(self, states: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(DATASET, columns=_COLUMNS)
        self._states = states
        self.show(0)

    def show(self, step: int) -> None:
        """Answer from now on with the state ``states[step]``; each is an import of its own."""
        state = self._states[step]
        self.rows = state["rows"]
        self.loaded = f"{state['date']}T04:10:00+00:00"


def decp_states(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the states for ``DecpStandIn``, oldest first."""
    return [
        {"date": day, "rows": [_row(row) for row in record["rows"] if row.get("seen", "") <= day]}
        for day in record["dates"]
    ]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**dict.fromkeys(_COLUMNS, _EMPTY), **{key: row[key] for key in row.keys() - {"seen"}}}
