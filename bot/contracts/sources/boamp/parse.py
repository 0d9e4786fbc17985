"""Parser for the rows of BOAMP's table. Pure: no network, no clock.

A row has the notice itself in ``donnees``, as an object or as JSON in a string: an eForms notice converted
from XML to JSON ("EFORMS"), or one of the older national forms. Only numbers and the total are read from it.
It names contact persons with their telephone numbers, so only the values that were read are stored.
``SourceError(SourceErrorKind.BAD_ANSWER)`` is raised for a value of the wrong shape.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from bot.contracts.model import NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.answers import row_answer
from bot.contracts.sources.boamp.policy import SOURCE
from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.ted import normalise_number, planned_notices
from bot.contracts.sources.values import (
    at,
    bad,
    day_of,
    join_names,
    money_of,
    names,
    notice_identifier,
    text_of,
)

PLANNING = "PRE-INFORMATION"
PUBLIC_PAGE = "https://www.boamp.fr/pages/avis/?q=idweb:"

KEPT = (
    "idweb",
    "objet",
    "nomacheteur",
    "titulaire",
    "dateparution",
    "datelimitereponse",
    "nature",
    "nature_libelle",
    "famille",
    "type_marche",
    "procedure_libelle",
    "annonce_lie",
    "url_avis",
)
FIELDS = (*KEPT, "donnees")
"""The columns to request. The API answers 400 for a name that the table does not have."""

_EXTENSION = (
    "ext:UBLExtensions",
    "ext:UBLExtension",
    "ext:ExtensionContent",
    "efext:EformsExtension",
)
_PUBLISHED_AS = (*_EXTENSION, "efac:Publication", "efbc:NoticePublicationID")
_TOTAL = (*_EXTENSION, "efac:NoticeResult", "cbc:TotalAmount")
_CEILING = (*_EXTENSION, "efac:NoticeResult", "efbc:OverallMaximumFrameworkContractsAmount")
_PLANNED_IN = (
    "cac:ProcurementProjectLot",
    "cac:TenderingProcess",
    "cac:NoticeDocumentReference",
    "cbc:ID",
)
_CURRENCY = re.compile(r"[A-Z]{3}")


def record(row: Mapping[str, Any], answer: Answer | None = None) -> Record:
    """Return the notice of one row; money in the notice's currency, "XXX" if it names none."""
    number = text_of("idweb", row.get("idweb"))
    if number is None:
        raise bad("idweb", row.get("idweb"))
    notice = _eforms(number, row.get("donnees"))
    total, most = _amount(notice, _TOTAL), _amount(notice, _CEILING)
    currency = total[1] if total else most[1] if most else NO_CURRENCY
    identifiers = {f"boamp:{number}", *_eforms_identifiers(notice)}
    links = _links(notice)
    return Record(
        source=SOURCE,
        source_id=number,
        kind=Kind.NOTICE,
        number=number,
        title=text_of("objet", row.get("objet")) or number,
        buyer=Party(name=text_of("nomacheteur", row.get("nomacheteur")) or ""),
        supplier=Party(name=join_names(holders(row))),
        currency=currency,
        obligated=total[0] if total else None,
        ceiling=most[0] if most and most[1] == currency else None,
        signed=day_of("dateparution", row.get("dateparution")),
        status=Status.PLANNED if row.get("nature") == PLANNING else None,
        codes={**_codes(row), **links},
        identifiers=frozenset(identifiers),
        url=PUBLIC_PAGE + quote(number, safe=""),
        answers=() if answer is None else (row_answer(answer, _kept(row, identifiers, links, total, most)),),
    )


def holders(row: Mapping[str, Any]) -> list[str]:
    """Return the winners, each once: the table repeats a holder for each lot. A tender notice has none."""
    return names("titulaire", row.get("titulaire"))


def _codes(row: Mapping[str, Any]) -> dict[str, Code]:
    found: dict[str, Code] = {}
    nature = text_of("nature", row.get("nature"))
    if nature:
        found["notice-type"] = Code(nature, text_of("nature_libelle", row.get("nature_libelle")))
    linked = names("annonce_lie", row.get("annonce_lie"))
    if linked:  # in an award or a correction: the notice that it belongs to
        found["linked-notice"] = Code(", ".join(linked))
    return found


def _eforms(number: str, donnees: Any) -> Mapping[str, Any]:
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


def _eforms_identifiers(notice: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids by which TED knows the notice: its UUID, and its Official Journal number if it has one.

    Numbers elsewhere in a notice are of other notices.
    """
    for value in at(notice, ("cbc:ID",)):
        uuid = notice_identifier(_content(value))
        if uuid:
            yield f"eforms-notice:{uuid}"
    for value in at(notice, _PUBLISHED_AS):
        number = normalise_number(_content(value))
        if number:
            yield f"ted:{number}"


def _links(notice: Mapping[str, Any]) -> dict[str, Code]:
    """Return the identifier of the procedure, by which TED knows it too, and the planning notices that lots
    belong to."""
    planned = planned_notices(_content(value) for value in at(notice, _PLANNED_IN))
    written = (_content(value) for value in at(notice, ("cbc:ContractFolderID",)))
    procedures = {found for each in written if (found := notice_identifier(each))}
    return {**planned, "procedure": Code(procedures.pop())} if len(procedures) == 1 else planned


def _amount(notice: Mapping[str, Any], path: tuple[str, ...]) -> tuple[Decimal, str] | None:
    """Return an amount of the notice as a whole with its currency, if there is exactly one."""
    found = set()
    for value in at(notice, path):
        amount = money_of(path[-1], _content(value), comma=True)
        currency = value.get("@currencyID") if isinstance(value, Mapping) else None
        if amount is not None and isinstance(currency, str) and _CURRENCY.fullmatch(currency):
            found.add((amount, currency))
    return found.pop() if len(found) == 1 else None


def _content(value: Any) -> Any:
    """Return the text of an element, which is under "#text" if the element has attributes."""
    return value.get("#text") if isinstance(value, Mapping) else value


def _kept(
    row: Mapping[str, Any],
    identifiers: set[str],
    links: Mapping[str, Code],
    total: tuple[Decimal, str] | None,
    most: tuple[Decimal, str] | None,
) -> dict[str, Any]:
    """Return the stored part of a row: the table's own columns, and the values read from the notice."""
    read = {"identifiers": sorted(identifiers), **{scheme: code.code for scheme, code in links.items()}}
    for name, amount in (("total", total), ("framework maximum", most)):
        read |= {name: [str(amount[0]), amount[1]]} if amount else {}
    return {**{key: row.get(key) for key in KEPT}, "read from donnees": read}
