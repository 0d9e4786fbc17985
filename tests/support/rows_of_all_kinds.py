"""A database with values of every kind of column, for tests that copy rows elsewhere."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.storage import Database
from bot.storage.models import (
    NEVER,
    Action,
    Announcement,
    AuditActor,
    Contract,
    ContractSnapshot,
    Demand,
    DemandVersion,
    KeyFingerprint,
    RosterMember,
    Server,
    ShortName,
    Signature,
    Snapshot,
    Term,
)

NOW = datetime(2026, 2, 13, 12, 0, 0, 123456, tzinfo=UTC)


def announcement(subject: str) -> Announcement:
    return Announcement(
        server_id=2**62,
        channel_id=7,
        kind="contract" if subject.startswith("contract:") else "weekly",
        subject=subject,
        occasion="read",
        created_at=NOW,
        next_attempt_at=NOW,
    )


async def fill(database: Database, *, signatures: int = 40) -> None:
    """Insert Unicode, nulls, zeros, all byte values, and the limits of numbers and dates."""
    async with database.write() as session:
        session.add(Server(id=2**62, name="Métal’s “café” 🔔\n\u202e", created_at=NOW, channel_id=7))
        await session.flush()
        session.add(
            Contract(
                id=41,
                source="usaspending",
                source_id="CONT_AWD_1",
                kind="order",
                number="70CMSD25FR0000122",
                title="SKIP TRACING",
                buyer="Immigration and Customs Enforcement",
                buyer_ids={"b": "1", "a": ["é", None, 1.5, True]},
                supplier="CAPGEMINI GOVERNMENT SOLUTIONS LLC",
                supplier_ids={},
                currency="USD",
                obligated=Decimal("-9999999999999.99"),
                ceiling=None,
                paid=Decimal(0),
                codes={},
                url="https://www.usaspending.gov/award/CONT_AWD_1",
                newest_day=NEVER,
                end=date(9999, 12, 31),
                record_hash="0",
                first_seen_at=NOW,
                changed_at=NOW - timedelta(microseconds=1),
            )
        )
        session.add(ShortName(server_id=2**62, key="name:acmé", party="Acmé", short="A"))
        session.add(Demand(id=3, server_id=2**62, slug="halt", texts={"fr": {"title": "É"}}, created_at=NOW))
        session.add(KeyFingerprint(name="demand-3", fingerprint="f" * 64, created_at=NOW))
        session.add(Term(name="active", number=3))
        session.add(AuditActor(token=bytes(16), server_id=1, reference=bytes(range(32)), sealed=b""))
        session.add(
            Snapshot(sha256="a" * 64, source="feed", url="u", query="q", fetched_at=NOW, content=_ALL)
        )
        await session.flush()
        session.add(
            Action(contract_id=41, action_id="1", number="1", first_seen_at=NOW, revised_from=[{"a": None}])
        )
        session.add(ContractSnapshot(contract_id=41, sha256="a" * 64, read_key="r"))
        session.add(
            DemandVersion(demand_id=3, version=1, texts={}, text_hash="0" * 64, consent_hash="", made_at=NOW)
        )
        for number in range(signatures):
            reference = bytes([number * 37 % 256]) * 32
            session.add(
                Signature(
                    demand_id=3,
                    reference=reference,
                    sealed=reference * 3,
                    state="pending",
                )
            )
            session.add(RosterMember(server_id=2**62, reference=reference, seen=0))
        session.add(announcement("contract:41"))
        await session.flush()
        last = announcement("server:1")
        session.add(last)
        await session.flush()
        await session.delete(last)  # its id was assigned, and must never be assigned again


_ALL = bytes(range(256)) * 40
