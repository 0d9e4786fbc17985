"""What the watcher leaves behind, without a watcher."""

from datetime import UTC, datetime

from bot.announcements import enqueue
from bot.storage import Database
from bot.storage.tables import Change, Contract, Server
from tests.loopback.discord import LoopbackDiscord
from tests.loopback.world import Guild


async def one_change(
    database: Database, loopback: LoopbackDiscord, guild: Guild | None = None, *, number: int = 1
) -> None:
    """In one transaction: a contract, its change, and the announcement for the first channel of a server.

    Of another ``number``, another contract.
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
        await enqueue(
            session,
            database,
            server_id=server_id,
            channel_id=channel_id,
            kind="contract",
            subject=f"contract:{contract.id}",
            occasion="read-1",
            now=now,
        )
