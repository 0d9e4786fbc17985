"""Scenery of a scenario: the servers on this machine that play its sources, each moved to a day together."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Self

from bot.demo.scenario import Day, Scenario
from bot.demo.site import RehearsalSite
from bot.demo.sources.dockets import DocketStandIn
from bot.demo.sources.registers import GleifStandIn, SireneStandIn
from bot.demo.sources.sam import SamStandIn
from bot.texts import Translator

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


class Scenery:
    """Servers of one scenario as an async context: ``site`` and ``dockets`` if its story has any.

    ``urls`` has the addresses for ``World``, by the name of the source or register.
    """

    def __init__(self, scenario: Scenario, t: Translator) -> None:
        self._source = scenario.source
        self._stand_in = scenario.stand_in()
        self.site = RehearsalSite(scenario.site, t) if scenario.site else None
        self.dockets = DocketStandIn(scenario.protests.dockets) if scenario.protests else None
        self._sam = SamStandIn(*map(dict, scenario.notices.notices)) if scenario.notices else None
        self.urls: Mapping[str, str] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            for server in (self._stand_in, self.site, self.dockets, self._sam):
                if server is not None:
                    await stack.enter_async_context(server)
            registers = await stack.enter_async_context(company_registers())
            self.urls = {self._source: self._stand_in.url, **registers}
            if self._sam is not None:
                self.urls = {**self.urls, "sam": self._sam.url}
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    def show(self, day: Day) -> None:
        """Show everything as it was on a day of the story."""
        self._stand_in.show(day.record)
        if self.site is not None:
            self.site.page = day.page
        if self.dockets is not None:
            self.dockets.today = day.at.date()
