"""Registers of companies that the demo plays: the few entries for the companies of its campaigns, from public
facts."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.demo.sources.registers import GleifStandIn, SireneStandIn

_ISSY = "ISSY-LES-MOULINEAUX"
_FRENCH = (  # the head of the group is not the first, as in the real register
    {"siren": "328781786", "nom_raison_sociale": "CAPGEMINI FRANCE", "libelle_commune": _ISSY},
    {"siren": "479766842", "nom_raison_sociale": "CAPGEMINI TECHNOLOGY SERVICES", "libelle_commune": _ISSY},
    {"siren": "330703844", "nom_raison_sociale": "CAPGEMINI", "libelle_commune": "PARIS"},
    {"siren": "321502049", "nom_raison_sociale": "VERSPIEREN", "libelle_commune": "WASQUEHAL"},
)
_HEAD = {"lei": "96950077L0TN7BAROX36", "name": "CAPGEMINI SE", "city": "Paris", "number": "330703844"}


@asynccontextmanager
async def company_registers() -> AsyncIterator[dict[str, str]]:
    """Serve the registers while the context is open; yield their addresses, by the name of their setting."""
    async with AsyncExitStack() as stack:
        gleif = await stack.enter_async_context(GleifStandIn(_HEAD))
        sirene = await stack.enter_async_context(SireneStandIn(*_FRENCH))
        yield {"gleif": gleif.url, "recherche_entreprises": sirene.url}
