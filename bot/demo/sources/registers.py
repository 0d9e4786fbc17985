"""Stand-ins for public registers of companies on this machine, for the demo and tests."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from bot.common.text import fold
from bot.demo.sources import Loopback

Entry = dict[str, Any]


class SireneStandIn(Loopback):
    """Server of the French search for companies. ``companies`` are in the order of its answers, with at least
    ``siren`` and ``nom_raison_sociale``; what else an answer has is filled in.

    ``asked`` has the query of each request; ``change`` may replace an answer by another, or by a response.
    """

    def __init__(self, *companies: Entry) -> None:
        self.companies = list(companies)
        self.asked: list[str] = []
        self.change: Callable[[Any], Any] | None = None

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/search", self._search)
        return app

    async def _search(self, request: web.Request) -> web.StreamResponse:
        wanted, size = request.query["q"], int(request.query.get("per_page", "10"))
        self.asked.append(wanted)
        if len(wanted) < 3 or not 1 <= size <= 25:
            return web.json_response({"erreur": "Veuillez indiquer des paramètres valides"}, status=400)
        found = [one for one in self.companies if _finds(wanted, one)]
        answer = {
            "results": [_french(one) for one in found[:size]],
            "total_results": min(len(found), 10_000),
            "page": 1,
            "per_page": size,
            "total_pages": -(-len(found) // size),
        }
        changed = self.change(answer) if self.change else answer
        return changed if isinstance(changed, web.StreamResponse) else web.json_response(changed)


def _finds(wanted: str, company: Entry) -> bool:
    if re.fullmatch(r"\d{9}", wanted):
        return bool(company["siren"] == wanted)
    named = " ".join(str(company.get(key) or "") for key in ("nom_raison_sociale", "nom_complet", "sigle"))
    return all(word in fold(named).replace("’", "'") for word in fold(wanted).split())


def _french(company: Entry) -> Entry:
    """Return a result as the API gives it, with the directors that nobody asked for."""
    name, siret = company["nom_raison_sociale"], f"{company['siren']}00017"
    place = {"siret": siret, "libelle_commune": company.get("libelle_commune", "PARIS"), "est_siege": True}
    return {
        "nom_complet": name,
        "sigle": None,
        "etat_administratif": "A",
        "nature_juridique": "5800",
        "statut_diffusion": "O",
        "siege": place,
        "matching_etablissements": [place],
        "dirigeants": [{"nom": "DUPONT", "prenoms": "CAMILLE", "annee_de_naissance": "1970"}],
        **company,
    }


class GleifStandIn(Loopback):
    """Server of Legal Entity Identifiers. A record has ``lei`` and ``name``, and perhaps ``names``,
    ``country``, ``city``, ``status`` (of its registration), ``number`` (as which it is registered) and
    ``parent`` (an LEI).

    ``asked`` has the path and query of each request; ``change`` may replace an answer (by its path) by
    another, or by a response.
    """

    def __init__(self, *records: Entry) -> None:
        self.records = list(records)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.change: Callable[[str, Any], Any] | None = None

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v1/lei-records{tail:.*}", self._handle)
        return app

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path, query = request.match_info["tail"].strip("/"), dict(request.query)
        self.asked.append((path, query))
        answer = self._answer(path, query)
        changed = self.change(path, answer) if self.change else answer
        if isinstance(changed, web.StreamResponse):
            return changed
        if changed is None:
            return web.json_response({"errors": [{"status": "404", "title": "Not Found"}]}, status=404)
        return web.json_response(changed, content_type="application/vnd.api+json")

    def _answer(self, path: str, query: dict[str, str]) -> Any:
        lei, _, relation = path.partition("/")
        if relation == "direct-parent":
            (child,) = (each for each in self.records if each["lei"] == lei)
            parent = next((each for each in self.records if each["lei"] == child.get("parent")), None)
            return None if parent is None else {"meta": _golden(), "data": self._row(parent)}
        if relation == "direct-children":
            return self._page([each for each in self.records if each.get("parent") == lei], query)
        return self._page([each for each in self.records if _matches(each, query)], query)

    def _page(self, found: Sequence[Entry], query: dict[str, str]) -> Entry:
        size = int(query.get("page[size]", "15"))
        pagination = {
            "currentPage": 1,
            "perPage": size,
            "total": len(found),
            "lastPage": 1 + len(found) // size,
        }
        rows = [self._row(each) for each in found[:size]]
        return {"meta": {**_golden(), "pagination": pagination}, "data": rows}

    def _row(self, record: Entry) -> Entry:
        own = f"{self.url}/api/v1/lei-records/{record['lei']}"
        parent = {"reporting-exception": f"{own}/direct-parent-reporting-exception"}
        if record.get("parent"):
            parent = {"lei-record": f"{own}/direct-parent"}
        children = any(each.get("parent") == record["lei"] for each in self.records)
        relationships = {
            "direct-parent": {"links": parent},
            "direct-children": {"links": {"related": f"{own}/direct-children"} if children else {}},
        }
        return {
            "type": "lei-records",
            "id": record["lei"],
            "attributes": _attributes(record),
            "relationships": relationships,
        }


def _attributes(record: Entry) -> Entry:
    country = record.get("country", "FR")
    ended = record.get("status") in ("RETIRED", "MERGED")
    entity = {
        "legalName": {"name": record["name"], "language": "en"},
        "otherNames": [{"name": each, "type": "PREVIOUS_LEGAL_NAME"} for each in record.get("names", ())],
        "transliteratedOtherNames": [],
        "headquartersAddress": {"city": record.get("city"), "country": country},
        "registeredAs": record.get("number"),
        "jurisdiction": country,
        "status": "INACTIVE" if ended else "ACTIVE",
    }
    return {
        "lei": record["lei"],
        "entity": entity,
        "registration": {"status": record.get("status", "ISSUED")},
    }


def _matches(record: Entry, query: dict[str, str]) -> bool:
    if wanted := query.get("filter[lei]"):
        return bool(record["lei"] in wanted.split(","))
    if number := query.get("filter[entity.registeredAs]"):
        return bool(record.get("number") == number)
    names = [record["name"], *(record.get("names", ()) if "filter[fulltext]" in query else ())]
    asked = query.get("filter[entity.legalName]") or query.get("filter[fulltext]", "")
    return any(fold(asked) in fold(name) for name in names)


def _golden() -> Entry:
    return {"goldenCopy": {"publishDate": "2026-02-13T00:00:00Z"}}
