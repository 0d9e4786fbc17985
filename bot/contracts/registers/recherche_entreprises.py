"""Register "sirene": French companies, by the state's search API for companies (recherche-entreprises).

It needs no key, and allows seven requests a second. Its first result is often another company: a search for
"carrefour" begins with an unrelated co-ownership. So nothing is ever taken by its place.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from bot.contracts.registers.protocol import Candidate, Findings, Standing, mentions
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.values import bad, section, text_of

SIRENE = "sirene"
PAGE = 25  # the maximum
MIN_QUERY_LENGTH = 3
MIN_INTERVAL_S = 1 / 7  # between two requests, by its documentation
_LISTED = 20  # establishments of one company
_COMPANY_PAGE = "https://annuaire-entreprises.data.gouv.fr/entreprise/"
_SIREN, _SIRET = re.compile(r"\d{9}"), re.compile(r"\d{14}")
_SOLE_TRADER = "1"  # begins the legal category of a person in business under their own name
_PUBLIC = "O"  # status of an entry that may be shown


class RechercheEntreprises:
    """Client for the API at ``base_url``. Directors are not asked for, and dropped if they come; sole traders
    and entries that may not be shown are left out, because their name is that of a person."""

    name = SIRENE

    def __init__(self, http: SourceHttp, base_url: str) -> None:
        self._http = http
        self._url = base_url.rstrip("/") + "/search"
        http.slow(urlsplit(base_url).hostname or "", MIN_INTERVAL_S)

    async def search(self, asked: str) -> Findings:
        """Return the companies whose name has all words of a name, or the one with a SIREN or SIRET. Raises
        ``SourceError``."""
        number = re.sub(r"[\s.]", "", asked)
        if _SIREN.fullmatch(number) or _SIRET.fullmatch(number):
            return await self.by_siren(number[:9])
        if len(asked) < MIN_QUERY_LENGTH:  # refused by the API
            return Findings()
        found_rows, more = await self._ask(asked)
        candidates = filter(None, map(_candidate, found_rows))
        named = (each for each in candidates if mentions(asked, each.name, *each.names))
        return Findings(tuple(named), more)

    async def by_siren(self, siren: str) -> Findings:
        """Return the company with a SIREN, nothing if there is none that may be shown. Raises
        ``SourceError``."""
        rows, _ = await self._ask(siren)
        return Findings(tuple(each for each in map(_candidate, rows) if each and each.id == siren)[:1])

    async def _ask(self, asked: str) -> tuple[list[Mapping[str, Any]], bool]:
        """Return the rows of the first page, and whether there are others."""
        query = {
            "q": asked,
            "page": "1",
            "per_page": str(PAGE),
            "minimal": "true",
            "include": "siege,matching_etablissements",
            "limite_matching_etablissements": str(_LISTED),
        }
        said, _ = await self._http.request_json("GET", f"{self._url}?{urlencode(query, quote_via=quote)}")
        rows = said.get("results") if isinstance(said, dict) else None
        total = said.get("total_results") if isinstance(said, dict) else None
        if not isinstance(rows, list) or isinstance(total, bool) or not isinstance(total, int):
            raise bad("results", said)
        known: list[Mapping[str, Any]] = [
            row for row in rows if isinstance(row, dict) and isinstance(row.get("siren"), str)
        ]
        if rows and not known:
            raise bad("siren", rows[0])
        return known, len(known) < total


def _candidate(row: Mapping[str, Any]) -> Candidate | None:
    """Return an entry, ``None`` for a person or an entry that may not be shown. ``dirigeants`` are not
    read."""
    siren, status = row["siren"], text_of("statut_diffusion", row.get("statut_diffusion"))
    category = text_of("nature_juridique", row.get("nature_juridique")) or ""
    name = text_of("nom_raison_sociale", row.get("nom_raison_sociale"))
    shown = text_of("nom_complet", row.get("nom_complet"))
    if not _SIREN.fullmatch(siren) or category.startswith(_SOLE_TRADER) or (status or _PUBLIC) != _PUBLIC:
        return None
    if not (name or shown):
        return None
    seat = section(row, "siege")
    places = row.get("matching_etablissements")
    sirets = [seat.get("siret"), *(place.get("siret") for place in _objects(places))]
    state = text_of("etat_administratif", row.get("etat_administratif"))
    return Candidate(
        register=SIRENE,
        scheme="siren",
        id=siren,
        name=name or shown or siren,
        names=tuple(dict.fromkeys(each for each in (shown, text_of("sigle", row.get("sigle"))) if each)),
        country="FR",
        city=text_of("libelle_commune", seat.get("libelle_commune")),
        standing={"A": Standing.ACTIVE, "C": Standing.CEASED}.get(state or "", Standing.UNSTATED),
        sirets=tuple(dict.fromkeys(each for each in sirets if isinstance(each, str) and each[:9] == siren)),
        url=_COMPANY_PAGE + siren,
    )


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
