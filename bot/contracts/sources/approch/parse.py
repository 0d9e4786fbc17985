"""Parser for the rows of APProch's table. Pure: no network, no clock.

A row is a purchase that a buyer plans: an intention, whose day and amount may change. The amount is a range
in words ("1M - 5M€"), so no money is read from it. The table has numbers of buyers and no names. Buyers
name persons in descriptions, which are read to find words in them, and not stored.
``SourceError(SourceErrorKind.BAD_ANSWER)`` is raised for a value of the wrong shape.
"""

from collections.abc import Mapping
from typing import Any

from bot.common.text import fold
from bot.contracts.model import NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.answers import row_answer
from bot.contracts.sources.approch.policy import SIREN_LENGTH, SOURCE
from bot.contracts.sources.values import bad, day_of, text_of

PUBLIC_PAGE = "https://projets-achats.marches-publics.gouv.fr/project/"
EMPTY = "CDL"  # the table's filler for "not filled in"

NUMBER, TITLE, DESCRIPTION = "code", "libelle", "description"
BUYER = "siren_de_l_entite_acheteuse"
PLANNED_DAY = "date_previsionnelle_de_publication"
STATE = "statut"
CODES = {
    "estimate": "montant_estime_du_marche",
    "project-state": STATE,
    "procedure": "type_de_procedure",
    "cpv": "code_s_cpv",
}
"""Columns that are shown in the words of the source, by their scheme in ``Record.codes``."""

KEPT = (
    NUMBER,
    TITLE,
    BUYER,
    PLANNED_DAY,
    "date_cible_de_remise_des_offres",
    "duree_previsionnelle_du_marche",
    "departement_s_d_execution_du_marche",
    "lien_vers_la_consultation",
    *CODES.values(),
)
FIELDS = (*KEPT, DESCRIPTION)
"""The columns to request. The API answers 400 for a name that the table does not have."""

_WITHDRAWN = ("abandon", "annul", "retir", "supprim")  # beginnings of words, folded


def record(row: Mapping[str, Any], answer: Answer | None = None) -> Record:
    """Return the planned purchase of one row, without money."""
    number = number_of(row)
    if number is None:
        raise bad(NUMBER, row.get(NUMBER))
    shown = {scheme: text(row, column) for scheme, column in CODES.items()}
    return Record(
        source=SOURCE,
        source_id=number,
        kind=Kind.NOTICE,
        number=number,
        title=text(row, TITLE) or number,
        buyer=buyer_of(row),
        supplier=Party(name=""),
        currency=NO_CURRENCY,
        start=day_of(PLANNED_DAY, text(row, PLANNED_DAY)),
        status=_status(shown["project-state"]),
        codes={scheme: Code(words) for scheme, words in shown.items() if words},
        identifiers=frozenset({f"approch:{number}"}),
        url=PUBLIC_PAGE + number,
        answers=() if answer is None else (row_answer(answer, {key: row.get(key) for key in KEPT}),),
    )


def number_of(row: Mapping[str, Any]) -> str | None:
    """Return the number of a project, ``None`` if it is missing or no number."""
    number = row.get(NUMBER)
    written = str(number) if isinstance(number, (int, str)) and not isinstance(number, bool) else ""
    return written if written.isascii() and written.isdigit() else None


def buyer_of(row: Mapping[str, Any]) -> Party:
    """Return the buyer, known by its SIREN alone. The table has it as a number, without its first zeros."""
    written = text(row, BUYER)
    if written is None:
        return Party(name="")
    siren = written.zfill(SIREN_LENGTH)
    if not (siren.isascii() and siren.isdigit() and len(siren) == SIREN_LENGTH):
        raise bad(BUYER, written)
    return Party(name=f"SIREN {siren}", ids={"siren": siren})


def text(row: Mapping[str, Any], column: str) -> str | None:
    """Return a text of a row, ``None`` for the filler that stands for an empty one."""
    written = text_of(column, row.get(column))
    return None if written == EMPTY else written


def _status(state: str | None) -> Status:
    """Return "cancelled" for a project whose state says that the buyer gave it up, else "planned"."""
    words = fold(state or "").split()
    return Status.CANCELLED if any(word.startswith(_WITHDRAWN) for word in words) else Status.PLANNED
