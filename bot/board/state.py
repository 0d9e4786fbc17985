"""State of the boards: a hash that differs whenever a board would, from a few indexed queries, so that it can
be computed all the time. Nothing that is not published is in it: it stays the same when somebody signs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from bot.petitions.demands.consent import PRIVACY_FIELDS
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Change,
    Contract,
    ContractEnquiry,
    Demand,
    DemandVersion,
    Fact,
    FactContract,
    FormerContract,
    GlossaryEntry,
    IssuingKey,
    IssuingRound,
    KeyFingerprint,
    PaperBatch,
    Publication,
    QueryEnquiry,
    Server,
    ShortName,
    TimestampProof,
    Watch,
    WatchedContract,
)

_OF_DEMAND = (
    *("id", "stamp", "server_id", "slug", "state", "version", "texts", "text_hash", "verified_by", "goal"),
    *("opened_at", "closes_at", "closed_at", "time_zone", "account_days", "server_days", "roster_size"),
    *("delivered_on", "delivered_to", "delivered_count", "delivery_note", "answered_on", "answer"),
    *("answer_text", "archived_at", "key_destroyed_at", "voided_at"),
)
_OF_FACT = (
    *("id", "server_id", "slug", "position", "state", "texts", "sources", "checked_on"),
    *("earlier", "retired_at"),
)


@dataclass(frozen=True, slots=True)
class BoardFault:
    """Something of the board that could not be published. ``part``: "folder" (all of it), "command" (it was
    not carried away), or the name of a board."""

    part: str
    since: datetime
    why: str


async def board_state(database: Database, now: datetime) -> str:
    """Return the state. It is another each day, since a page tells the day on which it was made, and by that
    whether the board is still kept."""
    on_it = Server.board.is_not(None), Server.removed_at.is_(None)
    replaced_keys = select(func.count()).where(KeyFingerprint.name.startswith("signing-")).scalar_subquery()
    shown = (getattr(Server, name) for name in ("id", "board", "name", "language", "press", *PRIVACY_FIELDS))
    boards = select(*shown, replaced_keys).where(*on_it).order_by(Server.id)
    async with database.read() as session:
        servers = (await session.execute(boards)).all()
        found: list[tuple[Any, ...]] = [tuple(server) for server in servers]
        for query in _queries([server.id for server in servers]) if servers else ():
            found += [tuple(row) for row in await session.execute(query)]
    return hashlib.sha256(repr((now.date(), found)).encode()).hexdigest()


def _queries(server_ids: Sequence[int]) -> list[Select[*tuple[Any, ...]]]:
    """Return queries for all that is on the boards of these servers. Versions, publications and changes are
    never changed, only added. Contracts and posts are those of all servers: an index has them."""
    opened = Demand.server_id.in_(server_ids), Demand.state != "draft"
    demand_ids = select(Demand.id).where(*opened)
    link = WatchedContract
    watch_ids = select(Watch.id).where(Watch.server_id.in_(server_ids))
    return [
        select(*(getattr(Demand, name) for name in _OF_DEMAND)).where(*opened).order_by(Demand.id),
        select(func.count(), func.max(DemandVersion.made_at)).where(DemandVersion.demand_id.in_(demand_ids)),
        select(func.count(), func.max(Publication.id)).where(Publication.demand_id.in_(demand_ids)),
        select(func.count(PaperBatch.confirmed_at), func.count(PaperBatch.withdrawn_at)).where(
            PaperBatch.demand_id.in_(demand_ids), PaperBatch.confirmed_at.is_not(None)
        ),
        select(IssuingRound.server_id, IssuingRound.number, IssuingKey.position, IssuingKey.state)
        .join(IssuingKey)
        .where(IssuingRound.server_id.in_(server_ids))
        .order_by(IssuingRound.id, IssuingKey.position),
        select(*(getattr(Fact, name) for name in _OF_FACT))
        .where(Fact.server_id.in_(server_ids))
        .order_by(Fact.id),
        select(
            *(FactContract.fact_id, FactContract.number, FactContract.contract_id),
            *(FactContract.change_id, FactContract.changed_at),
        )
        .join(Fact, Fact.id == FactContract.fact_id)
        .where(Fact.server_id.in_(server_ids))
        .order_by(FactContract.fact_id, FactContract.number),
        select(GlossaryEntry.id, GlossaryEntry.slug, GlossaryEntry.texts)
        .where(GlossaryEntry.server_id.in_(server_ids))
        .order_by(GlossaryEntry.id),
        select(ShortName.server_id, ShortName.key, ShortName.short)
        .where(ShortName.server_id.in_(server_ids))
        .order_by(ShortName.id),
        # An index has these three columns of a contract, whose rows are large.
        select(
            func.max(Contract.changed_at),
            func.count(Contract.missing_since),
            func.count(Contract.withdrawn_at),
        ),
        select(func.max(Change.id)),
        *(select(func.max(enquiry.asked_at)) for enquiry in (ContractEnquiry, QueryEnquiry)),
        select(func.count(), func.max(TimestampProof.received_at)),
        select(func.count()).where(Announcement.state == "sent"),
        select(func.count(), func.max(FormerContract.until)).where(FormerContract.server_id.in_(server_ids)),
        watch_ids.add_columns(Watch.baseline_at, Watch.query_key).order_by(Watch.id),
        select(
            func.count(),
            func.count().filter(link.matched),
            func.count().filter(link.told),
            func.count(link.unmatched_since),
        ).where(link.watch_id.in_(watch_ids)),
    ]
