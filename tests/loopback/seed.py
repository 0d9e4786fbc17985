"""What the watcher leaves behind, without a watcher."""

from datetime import UTC, datetime

from bot.announcements import enqueue
from bot.storage import Database
from bot.storage.tables import Change, Contract, Server
from tests.loopback.discord import LoopbackDiscord


async def one_change(database: Database, loopback: LoopbackDiscord) -> None:
    """In one transaction: a contract, its change, and the announcement for the first channel."""
    now = datetime.now(UTC)
    server_id, channel_id = loopback.guild.id, loopback.channel.id
    async with database.write() as session:
        session.add(Server(id=server_id, name="Server", channel_id=channel_id, created_at=now))
        contract = Contract(
            source="usaspending",
            source_id="CONT_AWD_1",
            kind="order",
            number="70CMSD25FR0000122",
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
