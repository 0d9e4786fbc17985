"""BOAMP source: France's official bulletin of public contracts, from its open data, without a key.

A row has the notice itself in ``donnees``, as an object or as JSON in a string: an eForms notice converted
from XML to JSON ("EFORMS"), or one of the older national forms. Only numbers and the total are read from it.
It names contact persons with their telephone numbers, so only the values that were read are stored.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from bot.contracts.model import NO_CURRENCY, Answer, Code, Party, Record, Status
from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.opendatasoft import Condition, OpendatasoftSource, Words
from bot.contracts.sources.policy import text
from bot.contracts.sources.protocol import Field, Match, Supplier
from bot.contracts.sources.search import Row
from bot.contracts.sources.ted import normalise_number, planned_notices
from bot.contracts.sources.values import at, bad, day_of, join_names, money_of, notice_identifier

_EXTENSION = ("ext:UBLExtensions", "ext:UBLExtension", "ext:ExtensionContent", "efext:EformsExtension")
_PUBLISHED_AS = (*_EXTENSION, "efac:Publication", "efbc:NoticePublicationID")
_TOTAL = (*_EXTENSION, "efac:NoticeResult", "cbc:TotalAmount")
_CEILING = (*_EXTENSION, "efac:NoticeResult", "efbc:OverallMaximumFrameworkContractsAmount")
_PLANNED_IN = ("cac:ProcurementProjectLot", "cac:TenderingProcess", "cac:NoticeDocumentReference", "cbc:ID")
_CURRENCY = re.compile(r"[A-Z]{3}")

Notice = Mapping[str, Any]


class Boamp(OpendatasoftSource):
    """The source "boamp". A query has ``suppliers``, ``buyers`` (parts of names) and ``words`` (of the
    object). Only awards name suppliers.

    A search covers three years, as for TED, which most of these notices are on too. A notice that is no
    longer found is not asked for by its number: it has become old, not gone.
    """

    name = "boamp"
    fields = (Field("suppliers", text(2)), Field("buyers", text(2)), Field("words", text(3)))

    dataset = "boamp"
    key, newest, window = "idweb", "dateparution", timedelta(days=3 * 365)
    where: ClassVar[Mapping[str, Condition]] = {
        "suppliers": Words("titulaire", lists=True),
        "buyers": Words("nomacheteur"),
        "words": Words("objet"),
    }
    columns = (
        key,
        "objet",
        "nomacheteur",
        "titulaire",
        newest,
        "datelimitereponse",
        "nature",
        "nature_libelle",
        "famille",
        "type_marche",
        "procedure_libelle",
        "annonce_lie",
        "url_avis",
    )
    unkept = ("donnees",)
    surveyed = (key, newest, "titulaire", "nomacheteur", "objet")
    public_page = "https://www.boamp.fr/pages/avis/?q=idweb:"

    @classmethod
    def suppliers(cls, rows: Sequence[Row], match: Match) -> Iterable[Supplier]:
        """Return the winners, each once: the table repeats a holder for each lot."""
        return map(Supplier, cls.cells(rows[0]).texts("titulaire"))

    @classmethod
    def record(cls, row: Row, answer: Answer | None = None) -> Record:
        """Return the notice of one row; money in the notice's currency, "XXX" if it names none."""
        cells = cls.cells(row)
        number = cells.text(cls.key) or ""
        notice = _eforms(number, row.get("donnees"))
        total, most = _amount(notice, _TOTAL), _amount(notice, _CEILING)
        currency = total[1] if total else most[1] if most else NO_CURRENCY
        identifiers = {f"boamp:{number}", *_identifiers(notice)}
        links = _links(notice)
        read = {"identifiers": sorted(identifiers), **{scheme: code.code for scheme, code in links.items()}}
        for name, amount in (("total", total), ("framework maximum", most)):
            read |= {name: [str(amount[0]), amount[1]]} if amount else {}
        nature = cells.text("nature")
        linked = cells.texts("annonce_lie")  # in an award or a correction: the notice that it belongs to
        base = cls.base(row, answer, **{"read from donnees": read})
        return replace(
            base,
            title=cells.text("objet") or base.title,
            buyer=Party(name=cells.text("nomacheteur") or ""),
            supplier=Party(name=join_names(cells.texts("titulaire"))),
            currency=currency,
            obligated=total[0] if total else None,
            ceiling=most[0] if most and most[1] == currency else None,
            signed=day_of(cls.newest, row.get(cls.newest)),
            status=Status.PLANNED if row.get("nature") == "PRE-INFORMATION" else None,
            codes={
                **({"notice-type": Code(nature, cells.text("nature_libelle"))} if nature else {}),
                **({"linked-notice": Code(", ".join(linked))} if linked else {}),
                **links,
            },
            identifiers=frozenset(identifiers),
        )


def _eforms(number: str, donnees: Any) -> Notice:
    """Return the eForms notice in ``donnees``, empty for one of the other forms."""
    if isinstance(donnees, str):
        donnees = json_of(donnees.encode(errors="surrogatepass"), f"donnees of {number}") if donnees else None
    if donnees is None:
        return {}
    if not isinstance(donnees, Mapping):
        raise bad("donnees", donnees)
    forms = donnees.get("EFORMS")
    roots = forms.values() if isinstance(forms, Mapping) else ()
    return next((root for root in roots if isinstance(root, Mapping)), {})


def _texts(notice: Notice, path: Sequence[str]) -> Iterator[Any]:
    """Yield the texts of elements, which are under "#text" if an element has attributes."""
    return (value.get("#text") if isinstance(value, Mapping) else value for value in at(notice, path))


def _identifiers(notice: Notice) -> Iterator[str]:
    """Yield the ids by which TED knows the notice: its UUID, and its Official Journal number if it has one.
    Numbers elsewhere in a notice are of other notices."""
    for written in _texts(notice, ["cbc:ID"]):
        if uuid := notice_identifier(written):
            yield f"eforms-notice:{uuid}"
    for written in _texts(notice, _PUBLISHED_AS):
        if number := normalise_number(written):
            yield f"ted:{number}"


def _links(notice: Notice) -> dict[str, Code]:
    """Return the identifier of the procedure, by which TED knows it too, and the planning notices that lots
    belong to."""
    planned = planned_notices(_texts(notice, _PLANNED_IN))
    written = _texts(notice, ["cbc:ContractFolderID"])
    procedures = {found for each in written if (found := notice_identifier(each))}
    return {**planned, "procedure": Code(procedures.pop())} if len(procedures) == 1 else planned


def _amount(notice: Notice, path: Sequence[str]) -> tuple[Decimal, str] | None:
    """Return an amount of the notice as a whole with its currency, if there is exactly one."""
    found = set()
    for value in at(notice, path):
        attributes = value if isinstance(value, Mapping) else {"#text": value}
        amount = money_of(path[-1], attributes.get("#text"), comma=True)
        currency = attributes.get("@currencyID")
        if amount is not None and isinstance(currency, str) and _CURRENCY.fullmatch(currency):
            found.add((amount, currency))
    return found.pop() if len(found) == 1 else None
