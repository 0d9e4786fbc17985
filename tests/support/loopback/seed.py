"""Seed data: rows as the watcher stores them, and open demands."""

from datetime import UTC, datetime

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.app import App, open_app
from bot.servers.settings import Privacy
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import Change, Contract, Server
from bot.ui.router import route
from tests.support.loopback.discord import LoopbackDiscord
from tests.support.loopback.world import Guild

PRIVACY = Privacy(
    controller="The union",
    contact="union@example.org",
    legal_basis="Consent",
    recipients="The officers, Discord",
)

TICKED = [
    {"type": 18, "id": 3, "component": {"type": 22, "id": 4, "custom_id": "consent", "values": ["yes"]}}
]
"""Components of the form as submitted with consent."""


async def open_demand(settings: Settings, server_id: int) -> str:
    """Open a demand of a server; return the ``custom_id`` of its form."""
    async with open_app(settings) as app:
        return await open_demand_of(app, server_id)


async def open_demand_of(app: App, server_id: int) -> str:
    """Like ``open_demand``, in an open app."""
    await app.servers.update(server_id, privacy=PRIVACY, retention_months=12)
    demand = await app.demands.create(server_id, {"en": {"title": "Stop it", "body": "Now."}})
    demand = await app.demands.open(server_id, demand.id)
    return route("sign", demand.id, demand.version, "0" * 8)


async def one_change(
    database: Database, loopback: LoopbackDiscord, guild: Guild | None = None, *, number: int = 1
) -> None:
    """Store in one transaction a contract, its change, and the announcement for a server's first channel.

    Another ``number`` is another contract.
    """
    now = datetime.now(UTC)
    guild = guild or loopback.guild
    server_id, channel_id = guild.id, guild.channels[0].id
    async with database.write() as session:
        if await session.get(Server, server_id) is None:
            session.add(Server(id=server_id, name="Server", channel_id=channel_id, created_at=now))
        contract = Contract(
            source="usaspending",
            source_id=f"CONT_AWD_{number}",
            kind="order",
            number=f"70CMSD25FR{121 + number:07d}",
            title="SKIP TRACING",
            buyer="Immigration and Customs Enforcement",
            buyer_ids={},
            supplier="CAPGEMINI GOVERNMENT SOLUTIONS LLC",
            supplier_ids={},
            currency="USD",
            codes={},
            url="https://www.usaspending.gov/award/CONT_AWD_1",
            record_hash="0",
            first_seen_at=now,
            changed_at=now,
        )
        session.add(contract)
        await session.flush()
        session.add(
            Change(
                contract_id=contract.id,
                read_key="read-1",
                ordinal=0,
                kind="new-order",
                seen_at=now,
                news=True,
            )
        )
        announcement = NewAnnouncement(server_id, channel_id, "contract", f"contract:{contract.id}", "read-1")
        await enqueue(session, database, announcement, now)
