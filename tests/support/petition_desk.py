"""Test harness for petitions: all their services on one database, and shortcuts for tests."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import case, select, text

from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.keystore.sealing import Content
from bot.petitions.counts.publications import Publications
from bot.petitions.demand_rows import pending_condition
from bot.petitions.demands.consent import Privacy
from bot.petitions.demands.service import Demands, DemandView
from bot.petitions.roster.service import Roster
from bot.petitions.signing.eligibility import Signer
from bot.petitions.signing.service import Signing
from bot.servers.removal import Removals
from bot.servers.settings import Servers
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Demand, Signature
from bot.storage.purge import purge
from bot.texts import Texts
from tests.conftest import MovableClock

SERVER = 1_000_000_000_000_000_001
TEXTS = {
    "en": {"title": "Halt all cooperation with ICE", "body": "We ask the group to end these contracts."},
    "fr": {"title": "Arrêter toute coopération avec ICE", "body": "Nous demandons la fin de ces contrats."},
}
PRIVACY = Privacy(
    controller="CGT Capgemini, Paris",
    contact="donnees@example.org",
    legal_basis="explicit consent, Article 9(2)(a) GDPR",
    recipients="the union's organisers (counts only); Discord",
    retention_months=12,
)


def signer_with(member_id: int, roles: frozenset[int], now: datetime) -> Signer:
    """Return a signer who has had an account and been in the server for years."""
    long_ago = now - timedelta(days=2000)
    return Signer(member_id=member_id, role_ids=roles, account_created_at=long_ago, joined_at=long_ago)


@dataclass
class Desk:
    """The services of one process."""

    database: Database
    clock: MovableClock
    key_dir: Path
    rule: PublicationRule
    keys: Keys
    servers: Servers
    removals: Removals
    demands: Demands
    signing: Signing
    roster: Roster
    publications: Publications

    async def open_demand(
        self, server_id: int = SERVER, texts: Mapping[str, Mapping[str, str]] = TEXTS
    ) -> DemandView:
        """Open a demand in a server with complete privacy settings."""
        await self.servers.update(server_id, privacy=PRIVACY)
        draft = await self.demands.create(server_id, texts)
        return await self.demands.open(server_id, draft.id)

    async def sign(
        self,
        demand: DemandView,
        member_id: int,
        *,
        version: int | None = None,
        roles: frozenset[int] = frozenset(),
        signer: Signer | None = None,
        unit_id: int | None = None,
    ) -> None:
        """Sign with the form of the demand as ``demand`` shows it."""
        answer = await self.signing.sign(
            demand.id,
            server_id=demand.server_id,
            version=version or demand.version,
            signer=signer or signer_with(member_id, roles, self.clock()),
            unit_id=unit_id,
        )
        assert answer is None

    async def withdraw(self, demand: DemandView, member_id: int) -> None:
        answer = await self.signing.withdraw(demand.id, member_id=member_id)
        assert answer is None

    async def states(self, demand: DemandView) -> dict[bytes, str]:
        """Return the state of every row of a demand by reference."""
        async with self.database.read() as session:
            waiting = pending_condition(select(Demand.batch).where(Demand.id == demand.id).scalar_subquery())
            rows = await session.execute(
                select(
                    Signature.reference,
                    case((waiting, "pending"), (Signature.state == "leaving", "leaving"), else_="published"),
                ).where(Signature.demand_id == demand.id)
            )
            return {row[0]: row[1] for row in rows}

    async def state_of(self, demand: DemandView, member_id: int) -> str | None:
        reference = await self.keys.reference(demand.id, member_id)
        assert reference is not None
        return (await self.states(demand)).get(reference)

    async def contents(self, demand: DemandView) -> dict[bytes, Content | None]:
        """Return the sealed content of every row of a demand by reference; ``None`` if it cannot be
        opened."""
        sealer = await self.keys.sealer(demand.id)
        assert sealer is not None
        async with self.database.read() as session:
            rows = await session.execute(
                select(Signature.reference, Signature.sealed).where(Signature.demand_id == demand.id)
            )
            return {row.reference: sealer.open(row.reference, row.sealed) for row in rows}

    async def leaving(self, demand: DemandView) -> int:
        """Return the number of withdrawn rows still in the published count; check that they name nobody."""
        contents = await self.contents(demand)
        async with self.database.read() as session:
            rows = await session.scalars(
                select(Signature.reference).where(
                    Signature.demand_id == demand.id, Signature.state == "leaving"
                )
            )
            found = rows.all()
        for reference in found:
            content = contents[reference]
            assert content is not None
            assert (len(reference), content) == (32, Content(unit_id=content.unit_id))
        return len(found)

    async def assert_disk_keeps_no_order(self, demand: DemandView) -> None:
        """Check that the demand's rows are on disk in the order of their references, not of signing."""
        references = sorted(await self.states(demand))
        if self.database.is_sqlite:
            await purge(self.database)
            content = Path(str(self.database.url.database)).read_bytes()
            pages: dict[int, list[int]] = {}
            for reference in references:
                assert content.count(reference) == 1
                page, place = divmod(content.index(reference), 4096)
                pages.setdefault(page, []).append(place)
            for places in pages.values():
                assert places == sorted(places, reverse=True), "a page is filled from its end"
            return
        async with self.database.read() as session:
            rows = await session.execute(
                text("SELECT reference, xmin::text AS x FROM signatures WHERE demand_id = :id ORDER BY ctid"),
                {"id": demand.id},
            )
            stored = rows.all()
        batches = max(1, len(await self.publications.history(demand.id)))
        assert len({row.x for row in stored}) <= batches, "one transaction wrote each batch"
        # PostgreSQL fills holes in the table first, and continues elsewhere.
        steps_back = sum(one.reference > next_.reference for one, next_ in pairwise(stored))
        assert steps_back <= len(stored) // 6

    async def publish(self) -> int:
        """Tick at a time when everything may be published."""
        self.clock.move(seconds=self.rule.latest.total_seconds())
        return await self.publications.tick()


EAGER = PublicationRule(changes=1, every=timedelta(hours=1), latest=timedelta(hours=1), fewest=1)


async def open_desk(
    database: Database, clock: MovableClock, key_dir: Path, *, rule: PublicationRule = EAGER
) -> Desk:
    """Open the services as ``bot.app`` does."""
    texts = Texts.load()
    keys = await Keys.open(key_dir, database, clock)
    return Desk(
        database=database,
        clock=clock,
        key_dir=key_dir,
        rule=rule,
        keys=keys,
        servers=Servers(database, clock, texts),
        removals=Removals(database, clock, keys),
        demands=Demands(database, clock, texts, keys),
        signing=Signing(database, clock, keys),
        roster=Roster(database, clock, keys),
        publications=Publications(database, clock, keys, rule),
    )


async def refusal_of(answer: Awaitable[object]) -> UserError:
    """Await what is to be refused; return the refusal."""
    with pytest.raises(UserError) as caught:
        await answer
    return caught.value
