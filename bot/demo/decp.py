"""Stand-in for France's essential data of public contracts (DECP), and the record that it shows.

A ``record.json`` has ``dates``, the days shown, and ``rows``, each with the columns of the ministry's table
that are known; the others are filled as the table fills them. ``seen`` is the first day that shows a row;
without it, it was there on the first day.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.contracts.sources.decp.contract import DATASET, SUBCONTRACT_COLUMNS
from bot.contracts.sources.decp.source import Decp
from bot.demo.sources.opendatasoft import Portal

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
