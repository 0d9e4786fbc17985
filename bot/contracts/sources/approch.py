"""APProch source: purchases that French public buyers plan, from the ministry's portal, without a key.

A row is an intention, whose day and amount may change. The amount is a range in words ("1M - 5M€"), so no
money is read from it. The table has numbers of buyers and no names. Buyers name persons in descriptions,
which are read to find words in them, and not stored. It holds future and past projects, and a search covers
all of them. The days in it are planned ones, so a survey does not name one as the newest.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from bot.common.text import fold
from bot.contracts.model import Answer, Party, Record, Status
from bot.contracts.sources.opendatasoft import Condition, OpendatasoftSource, Words, is_number
from bot.contracts.sources.policy import siren, text
from bot.contracts.sources.protocol import Field
from bot.contracts.sources.search import Row
from bot.contracts.sources.values import bad

SIREN_LENGTH = 9  # digits: a SIRET begins with the SIREN of its owner
BUYER = "siren_de_l_entite_acheteuse"
CODES = {
    "estimate": "montant_estime_du_marche",
    "project-state": "statut",
    "procedure": "type_de_procedure",
    "cpv": "code_s_cpv",
}
"""Columns that are shown in the words of the source, by their scheme in ``Record.codes``."""

_WITHDRAWN = ("abandon", "annul", "retir", "supprim")  # beginnings of words, folded


class Approch(OpendatasoftSource):
    """The source "approch". A query has ``buyers`` (SIREN; of a SIRET its SIREN counts) and ``words`` (of
    title and description). No supplier is known yet."""

    name = "approch"
    fields = (Field("buyers", siren(SIREN_LENGTH)), Field("words", text(3)))
    asks_by_id = True

    dataset = "projets-dachats-publics"
    key, newest = "code", "date_previsionnelle_de_publication"
    where: ClassVar[Mapping[str, Condition]] = {
        "buyers": is_number(BUYER),
        "words": Words("libelle", "description"),
    }
    columns = (
        key,
        "libelle",
        BUYER,
        newest,
        "date_cible_de_remise_des_offres",
        "duree_previsionnelle_du_marche",
        "departement_s_d_execution_du_marche",
        "lien_vers_la_consultation",
        *CODES.values(),
    )
    unkept = ("description",)
    surveyed = (key, BUYER, "libelle", "description", newest)
    empty = frozenset({"CDL"})  # the table's filler for "not filled in"
    public_page = "https://projets-achats.marches-publics.gouv.fr/project/"

    @classmethod
    def id_of(cls, row: Row) -> str | None:
        number = row.get(cls.key)
        written = str(number) if isinstance(number, (int, str)) and not isinstance(number, bool) else ""
        return written if written.isascii() and written.isdigit() else None

    @classmethod
    def id_condition(cls, source_id: str) -> str | None:
        valid = source_id.isascii() and source_id.isdigit()
        return f"{cls.key}={int(source_id)}" if valid else None

    @classmethod
    def record(cls, row: Row, answer: Answer | None = None) -> Record:
        cells = cls.cells(row)
        state = fold(cells.text("statut") or "").split()
        withdrawn = any(word.startswith(_WITHDRAWN) for word in state)
        base = cls.base(row, answer)
        return replace(
            base,
            title=cells.text("libelle") or base.title,
            buyer=_buyer(cells.text(BUYER)),
            start=cells.day(cls.newest),
            status=Status.CANCELLED if withdrawn else Status.PLANNED,
            codes=cells.codes(CODES),
        )


def _buyer(written: str | None) -> Party:
    """Return the buyer, known by its SIREN alone. The table has it as a number, without its first zeros."""
    if written is None:
        return Party(name="")
    number = written.zfill(SIREN_LENGTH)
    if not (number.isascii() and number.isdigit() and len(number) == SIREN_LENGTH):
        raise bad(BUYER, written)
    return Party(name=f"SIREN {number}", ids={"siren": number})
