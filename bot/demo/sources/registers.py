"""Stand-ins for public registers of companies on this machine, for the demo and tests."""

import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.common.text import fold
from bot.demo.sources.serving import Loopback

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
    return all(word in fold(named) for word in fold(wanted).split())


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
