"""Queries for stored contracts, changes and posts, for ``watch_oracle``."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select, tuple_

from bot.contracts.model import ChangeKind
from bot.storage.models import Action as ActionRow
from bot.storage.models import (
    Announcement,
    Contract,
    DigestEntry,
    Watch,
    WatchedContract,
)
from bot.storage.models import Change as ChangeRow
from tests.support.contracts import VEHICLE

Key = tuple[int, str]  # a server and a contract, or a server and the query of its watch
Post = tuple[int, int, str]  # a server, a contract's row, and the read that the post is of


@dataclass(frozen=True)
class Known:
    """The state of a contract as known to a server, or as stored. ``days`` are those of the actions;
    ``total`` is set only for stored ones."""

    actions: Mapping[str, Decimal]
    days: Mapping[str, date]
    end: date | None
    whole: bool
    total: Decimal | None


def id_in(subject: str) -> int:
    return int(subject.partition(":")[2])


def in_digests() -> Any:
    return select(Announcement.server_id, DigestEntry.contract_id, DigestEntry.read_key).join(
        DigestEntry, DigestEntry.announcement_id == Announcement.id
    )


async def posts_in(session: Any) -> set[Post]:
    wanted = select(Announcement.server_id, Announcement.subject, Announcement.occasion)
    alone = await session.execute(wanted.where(Announcement.kind == "contract"))
    posts = {(row.server_id, id_in(row.subject), row.occasion) for row in alone}
    posts |= {tuple(row) for row in await session.execute(in_digests())}
    on_demand = select(ChangeRow.server_id, ChangeRow.contract_id, ChangeRow.read_key).where(
        ChangeRow.kind == ChangeKind.NO_LONGER_MATCHES.value
    )
    return posts | {tuple(row) for row in await session.execute(on_demand)}


async def changes_of(session: Any, posts: Collection[Post]) -> dict[tuple[int, str], list[ChangeRow]]:
    found: dict[tuple[int, str], list[ChangeRow]] = {}
    if posts:
        wanted = select(ChangeRow).where(
            tuple_(ChangeRow.contract_id, ChangeRow.read_key).in_({post[1:] for post in posts})
        )
        for row in (await session.execute(wanted.order_by(ChangeRow.id))).scalars():
            found.setdefault((row.contract_id, row.read_key), []).append(row)
    return found


async def contracts_in(session: Any) -> dict[str, Known]:
    actions: dict[int, dict[str, Decimal]] = {}
    days: dict[int, dict[str, date]] = {}
    for row in (await session.execute(select(ActionRow))).scalars():
        assert row.number not in actions.get(row.contract_id, {}), "an action is kept once"
        actions.setdefault(row.contract_id, {})[row.number] = row.amount
        days.setdefault(row.contract_id, {})[row.number] = row.date
    contracts = (await session.execute(select(Contract).where(Contract.source_id != VEHICLE))).scalars()
    return {
        row.source_id: Known(actions.get(row.id, {}), days.get(row.id, {}), row.end, row.whole, row.obligated)
        for row in contracts
    }


async def hearing_in(session: Any) -> list[Key]:
    """Return the contracts that each server knows: from a digest, from a post, or from its baseline."""
    heard = (
        select(Watch.server_id, Contract.source_id)
        .join(WatchedContract, WatchedContract.watch_id == Watch.id)
        .join(Contract, Contract.id == WatchedContract.contract_id)
        .where(
            Contract.source_id != VEHICLE,
            WatchedContract.told | (WatchedContract.matched & Watch.baseline_at.is_not(None)),
        )
        .distinct()
    )
    return [(row.server_id, row.source_id) for row in await session.execute(heard)]
