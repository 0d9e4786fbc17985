"""Names for companies of which French sources have only a SIRET or SIREN: looked up once for all servers.

The state's search API is asked by SIREN, and not the table of the same contracts with names: that one has a
row for each holder and modification of a contract, and lags by up to two months. A SIREN has one entry, for
buyers as well, which the search for companies reads too, and is asked for once in half a year.
"""

import logging
import re
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, literal, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.contracts.registers.cache import RegisterCache
from bot.contracts.registers.recherche_entreprises import SIRENE, RechercheEntreprises
from bot.contracts.sources.protocol import SourceError
from bot.storage import Database
from bot.storage.models import Contract, RegisterAnswer, Subcontract

NAMELESS = frozenset({"decp", "approch"})
BARE_NUMBER = re.compile(r"SIRE[NT] (\d{9})(\d{5})?(?!\d)")
SCHEMES = ("SIRET ", "SIREN ")
LIFETIME = timedelta(days=180)
MAX_REQUESTS = 60  # of one tick
_MANY = 500  # numbers in one condition

log = logging.getLogger(__name__)


def siren_key(siren: str) -> str:
    """Return the question under which the answer about a SIREN is cached."""
    return f"siren:{siren}"


class CompanyNames:
    """Periodic task that looks up the SIRENs of contracts whose parties or subcontractors have no name."""

    def __init__(
        self,
        database: Database,
        cache: RegisterCache,
        sirene: RechercheEntreprises,
        clock: Clock,
    ) -> None:
        self._database = database
        self._cache = cache
        self._sirene = sirene
        self._clock = clock
        self._done_to: datetime | None = None  # contracts changed before were all looked up

    async def tick(self) -> int:
        """Look up at most ``MAX_REQUESTS`` companies, and return how many were. The first failure ends it
        until the next tick."""
        now = self._clock()
        wanted = await self._wanted()
        if not wanted:
            self._done_to = now
            return 0
        asked = 0
        for siren in wanted[:MAX_REQUESTS]:
            try:
                await self._cache.get(
                    SIRENE, siren_key(siren), LIFETIME, partial(self._sirene.by_siren, siren)
                )
            except SourceError as error:
                log.info("names of companies are not looked up now: %s", error)
                return asked
            asked += 1
        if len(wanted) <= MAX_REQUESTS:
            self._done_to = now
        return asked

    async def _wanted(self) -> list[str]:
        """Return the SIRENs without a fresh answer, of contracts that changed since all were looked up."""
        ours: list[ColumnElement[bool]] = [Contract.source.in_(NAMELESS)]
        if self._done_to is not None:
            ours.append(Contract.changed_at >= self._done_to)
        parties = (Contract.buyer, Contract.supplier)
        named_apart = Subcontract.supplier, literal("")
        nameless = union(
            select(*parties).where(
                *ours, or_(*(party.contains(scheme) for party in parties for scheme in SCHEMES))
            ),
            select(*named_apart)
            .join(Contract, Contract.id == Subcontract.contract_id)
            .where(*ours, Subcontract.supplier.contains("SIRET ")),
        )
        fresh = select(RegisterAnswer.asked).where(
            RegisterAnswer.register == SIRENE, RegisterAnswer.read_at > self._clock() - LIFETIME
        )
        async with self._database.read() as session:
            rows = await session.stream(nameless, execution_options={"yield_per": 1000})
            sirens = {siren async for row in rows for party in row for siren in sirens_in(party)}
            if not sirens:
                return []
            known = set((await session.execute(fresh)).scalars())
        return sorted(siren for siren in sirens if siren_key(siren) not in known)


def sirens_in(party: str) -> Iterator[str]:
    """Yield the SIRENs of the numbers that stand in place of a party's names."""
    return (found[1] for found in BARE_NUMBER.finditer(party))


async def registered_names(session: AsyncSession, sirens: Collection[str]) -> dict[str, str]:
    """Return the names of companies by SIREN, as far as they were looked up."""
    found: dict[str, str] = {}
    every = sorted(sirens)
    for batch in (every[start : start + _MANY] for start in range(0, len(every), _MANY)):
        wanted = select(RegisterAnswer.found).where(
            RegisterAnswer.register == SIRENE, RegisterAnswer.asked.in_(map(siren_key, batch))
        )
        for (candidates,) in await session.execute(wanted):
            found.update((each["id"], each["name"]) for each in candidates)
    return found
