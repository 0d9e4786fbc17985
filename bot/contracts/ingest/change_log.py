"""Change log: stores changes, marks the facts that they concern, and enqueues their announcements.

Facts that name a contract are to be checked again when it changes. The mark is set in the transaction that
stores the change, so no crash comes between the two; the organisers are asked later, from the mark alone
(``bot.campaign.facts.questions``).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date as Date
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.digest_batching import key_within
from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.common.news_class import NewsClass
from bot.contracts.diff.news import NEW, highest_class
from bot.contracts.marked_words import marked_words
from bot.contracts.model import Change, ChangeKind
from bot.contracts.row_mapping import change_values
from bot.storage import Database, models
from bot.storage.engine import write_rows
from bot.storage.models import Fact, FactContract, Watch, WatchedContract


async def log_and_enqueue(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    found: Sequence[Change],
    servers: Iterable[int] | int,
    *,
    read_key: str,
    now: datetime,
) -> None:
    """Store the changes of a contract found by a read, and enqueue an announcement in the channels of
    ``servers``. Of one server by its id: the changes are for it alone, under a key of their own, like a read
    for it.

    All changes of a contract under one ``read_key`` are one post, if one of them is to be told there
    (``contracts.diff.news``). Facts that name the contract are marked.
    """
    only: int | None = None
    if isinstance(servers, int):
        only, servers, read_key = servers, [servers], key_within(read_key)
    await _store(session, contract_id, found, only, read_key, now)
    await mark_facts(session, contract_id, found, read_key=read_key, only=only)
    await enqueue_announcements(session, database, contract_id, found, servers, read_key=read_key, now=now)


async def store_first(
    session: AsyncSession, found: Mapping[int, Sequence[Change]], *, read_key: str, now: datetime
) -> None:
    """Store the first changes of contracts, by our id: those by which they enter."""
    rows = [
        _row(contract_id, change, None, read_key, ordinal, now)
        for contract_id, of_contract in found.items()
        for ordinal, change in enumerate(of_contract)
    ]
    await write_rows(session, insert(models.Change), rows)


async def _store(
    session: AsyncSession,
    contract_id: int,
    found: Sequence[Change],
    only: int | None,
    read_key: str,
    now: datetime,
) -> None:
    if not found:
        return
    after = select(func.max(models.Change.ordinal)).where(
        models.Change.contract_id == contract_id, models.Change.read_key == read_key
    )
    last = (await session.execute(after)).scalar_one()
    rows = (
        _row(contract_id, change, only, read_key, ordinal, now)
        for ordinal, change in enumerate(found, 0 if last is None else last + 1)
    )
    await write_rows(session, insert(models.Change), rows)


def _row(
    contract_id: int, change: Change, only: int | None, read_key: str, ordinal: int, now: datetime
) -> dict[str, Any]:
    return {
        "contract_id": contract_id,
        "read_key": read_key,
        "ordinal": ordinal,
        "server_id": only,
        "seen_at": now,
        **change_values(change),
    }


async def enqueue_announcements(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    found: Sequence[Change],
    servers: Iterable[int],
    *,
    read_key: str,
    now: datetime,
) -> None:
    """Enqueue an announcement of stored changes (see ``log_and_enqueue``)."""
    if any(change.news for change in found):
        channels = dict(await channels_for(session, servers))  # without one it is in /updates all the same
        new = await announcements_of(session, contract_id, found, channels, read_key=read_key, now=now)
        await enqueue_all(session, database, new, now)


async def announcements_of(
    session: AsyncSession,
    contract_id: int,
    found: Sequence[Change],
    channels: Mapping[int, int],
    *,
    read_key: str,
    now: datetime,
) -> list[NewAnnouncement]:
    """Return the announcements of a contract's changes, for the channels of the servers in which they are not
    only shown on demand."""
    classes = await _news_classes(session, contract_id, found, channels, now.date())
    return [
        NewAnnouncement(
            *(server_id, channels[server_id], "contract", f"contract:{contract_id}", read_key),
            gathering=True,
            news_class=news_class,
        )
        for server_id, news_class in classes.items()
        if news_class is not NewsClass.ON_DEMAND
    ]


async def _news_classes(
    session: AsyncSession,
    contract_id: int,
    found: Sequence[Change],
    server_ids: Collection[int],
    today: Date,
) -> dict[int, NewsClass]:
    """Return when the changes of a contract are told in each of these servers."""
    columns = models.Contract
    about = select(
        *(columns.source, columns.kind, columns.title),
        *(columns.signed, columns.obligated, columns.ceiling),
    ).where(columns.id == contract_id)
    contract: Any = (await session.execute(about)).one()
    everywhere = highest_class(found, contract, (), today)
    if everywhere >= NewsClass.AT_ONCE or not server_ids:  # words would change nothing
        return dict.fromkeys(server_ids, everywhere)
    marked = await marked_words(session, server_ids)
    return {id: highest_class(found, contract, words, today) for id, words in marked.items()}


_SAY_NOTHING_NEW = {
    *NEW,
    ChangeKind.ACTION,
    ChangeKind.ENDS_WITHIN_30_DAYS,
    ChangeKind.ENDS_WITHIN_7_DAYS,
}
"""Kinds of news that leave a contract as it was: it is new to a server, its known last day is near, or an
action has no effect."""


async def mark_facts(
    session: AsyncSession,
    contract_id: int,
    found: Iterable[Change],
    *,
    read_key: str,
    only: int | None = None,
) -> None:
    """Mark the facts that name a contract, if these stored changes may make one of them wrong: in each server
    that follows it, be its watches paused, or in one ``only``. Retired facts too, for when they come back."""
    if not any(change.news and change.kind not in _SAY_NOTHING_NEW for change in found):
        return
    follows = (
        select(Watch.server_id)
        .join(WatchedContract, WatchedContract.watch_id == Watch.id)
        .where(WatchedContract.contract_id == contract_id)
    )
    facts = select(Fact.id).where(Fact.server_id.in_(follows))
    if only is not None:
        facts = facts.where(Fact.server_id == only)
    stored = (models.Change.contract_id == contract_id, models.Change.read_key == read_key)
    newest = select(func.max(models.Change.id)).where(*stored).scalar_subquery()
    read_at = select(func.max(models.Change.seen_at)).where(*stored).scalar_subquery()
    await session.execute(
        update(FactContract)
        .where(FactContract.contract_id == contract_id, FactContract.fact_id.in_(facts))
        .values(change_id=newest, changed_at=read_at)
        .execution_options(synchronize_session=False)
    )
