"""Changes of contracts as a server sees them; and the contents of posts about its watches: the digest at a
baseline, the weekly summary, and the notice to organisers about a source that changed its format, or has
unsteady values."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from sys import intern
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.common.pagination import Page
from bot.contracts.diff.changes import NEW_KINDS
from bot.contracts.diff.shifts import AMOUNT, CEILING, DATE, END, TOTAL
from bot.contracts.following import followed_ids, matched_by, matched_ids
from bot.contracts.ingest.held_changes import UNDONE, value_of
from bot.contracts.model import NO_CURRENCY, ChangeKind, Kind, Party
from bot.contracts.model import Change as ChangeValue
from bot.contracts.queries.ranking import MEASURED, Stake, biggest_first
from bot.contracts.queries.views import (
    ContractLine,
    Digest,
    Failing,
    News,
    Restyled,
    RestyledExample,
    WeeklySummary,
    count_of,
    lines,
    lines_by_id,
    lines_of,
    parents_of,
)
from bot.contracts.row_mapping import change_of, measured_change
from bot.contracts.sources.registry import public_id
from bot.contracts.story.procedures import NOTICE_TYPE
from bot.contracts.story.stories import stories_of
from bot.contracts.story.views import NO_STORY
from bot.storage.engine import rows_of
from bot.storage.models import Announcement, Change, Contract, DigestEntry, HeldChange, Watch, WatchedContract

NEWEST = 5  # orders listed in a digest
MAX_VEHICLES = 5  # listed in a digest
MAX_EXAMPLES = 4  # of another format
_COMMITTING = [Kind.ORDER.value, Kind.CONTRACT.value]
_CHUNK = 500
_NEW = [kind.value for kind in (*NEW_KINDS.values(), ChangeKind.NEW_ORDER_UNDER_VEHICLE)]


async def latest(session: AsyncSession, server_id: int, *, offset: int, limit: int) -> Page[News]:
    """Return a server's news, newest first; an item is all changes of one contract in one read."""
    offset = max(offset, 0)
    grouped = (
        _told(server_id)
        .add_columns(func.max(Change.seen_at).label("seen_at"))
        .group_by(Change.contract_id, Change.read_key)
    )
    newest = func.max(Change.seen_at).desc(), Change.contract_id.desc(), func.min(Change.id).desc()
    cut = grouped.order_by(*newest).slice(offset, offset + limit)
    total = await count_of(session, grouped)
    reads = [(row.contract_id, row.read_key) for row in await session.execute(cut)]
    items = tuple(await news_of(session, reads))
    return Page(items=items, total=total, offset=offset, limit=limit)


async def posted(session: AsyncSession, server_id: int) -> list[tuple[int, str, datetime]]:
    """Return the news that were posted in a server, latest post first, each as the id of its contract, the
    key of its read, and the moment of its first post: what ``news_of`` needs, for lists longer than a page.
    Keys are partly random, so posts of one moment, and news of one post, are in the order of their ids."""
    sent = Announcement.server_id == server_id, Announcement.state == "sent"
    at = func.coalesce(Announcement.sent_at, Announcement.created_at)
    alone = select(Announcement.subject, Announcement.occasion, at, Announcement.id).where(
        *sent, Announcement.kind == "contract"
    )
    of_entry = (
        select(func.min(Change.id))
        .where(Change.contract_id == DigestEntry.contract_id, Change.read_key == DigestEntry.read_key)
        .scalar_subquery()
    )
    together = (
        select(DigestEntry.contract_id, DigestEntry.read_key, at, Announcement.id, of_entry)
        .join(Announcement, Announcement.id == DigestEntry.announcement_id)
        .where(*sent)
    )
    found: dict[tuple[int, str], tuple[datetime, int, int]] = {}
    queries: tuple[Select[*tuple[Any, ...]], ...] = alone, together
    for query in queries:
        async for about, read_key, moment, post_id, *change in rows_of(session, query):
            key = int(str(about).rpartition(":")[2]), intern(read_key)  # many rows share one read's key
            place = moment, post_id, sum(filter(None, change))
            found[key] = min(place, found.get(key, place))

    def ordered() -> list[tuple[int, str, datetime]]:
        latest_first = sorted(((*place, *key) for key, place in found.items()), reverse=True)
        return [(contract_id, read_key, moment) for moment, _, _, contract_id, read_key in latest_first]

    return await asyncio.to_thread(ordered)


async def corrections(
    session: AsyncSession, server_id: int, others: Collection[int]
) -> dict[tuple[int, str], tuple[int, str]]:
    """Return news whose action was corrected later, mapped to the last correction. Both are given as a
    contract's id and the key of a read, for the contracts that a server follows and for ``others``."""
    row, corrected, ids = Change, aliased(Change), sorted(others)
    parts: list[Any] = [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]
    is_correction = corrected.news, corrected.kind == ChangeKind.CORRECTED.value
    of_actions = (
        select(row.contract_id, row.action_id, row.read_key, row.kind, row.id)
        .where(row.news, row.action_id.is_not(None))
        .order_by(row.contract_id, row.id.desc())
    )
    last: dict[tuple[int, str], tuple[int, str]] = {}  # by contract and action: the last correction
    found: dict[tuple[int, str], tuple[int, str]] = {}  # by news: the last correction of one of its actions
    for part in (followed_ids(server_id), *parts):
        some = select(corrected.contract_id).where(*is_correction, corrected.contract_id.in_(part))
        async for change in rows_of(session, of_actions.where(row.contract_id.in_(some))):
            action, news = (change.contract_id, change.action_id), (change.contract_id, change.read_key)
            later = last.get(action)
            if later is not None and later[1] != change.read_key:
                found[news] = max(later, found.get(news, later))
            elif later is None and change.kind == ChangeKind.CORRECTED.value:
                last[action] = change.id, change.read_key
    return {news: (news[0], read_key) for news, (_, read_key) in found.items()}


def changed_since(server_id: int, since: Any) -> Select[*tuple[Any, ...]]:
    """Return a query for the contracts of a server with news since a moment, each once."""
    found = _told(server_id).where(Change.seen_at >= since).subquery()
    return select(found.c.contract_id).distinct()


async def news_of(session: AsyncSession, reads: Sequence[tuple[int, str]]) -> list[News]:
    """Return the news of these contracts in these reads, in the order given, without changes that are only
    stored."""
    if not reads:
        return []
    changes = await session.execute(
        select(*Change.__table__.columns)
        .where(Change.news, tuple_(Change.contract_id, Change.read_key).in_(reads))
        .order_by(Change.ordinal)
    )
    found: dict[tuple[int, str], list[Any]] = {}
    for change in changes:
        found.setdefault((change.contract_id, change.read_key), []).append(change)
    contract_ids = {contract_id for contract_id, _ in found}
    by_id = await lines_by_id(session, contract_ids)
    parents = await parents_of(session, contract_ids)
    stories = await stories_of(session, contract_ids)
    notice_types = await _notice_types(session, by_id.values())
    return [
        News(
            contract=by_id[contract_id],
            parent=parents.get(contract_id),
            changes=tuple(change_of(change) for change in found[contract_id, read_key]),
            read_key=read_key,
            seen_at=found[contract_id, read_key][0].seen_at,
            story=stories.get(contract_id, NO_STORY),
            notice_type=notice_types.get(contract_id),
        )
        for contract_id, read_key in reads
        if (contract_id, read_key) in found
    ]


async def _notice_types(session: AsyncSession, lines: Iterable[ContractLine]) -> dict[int, str]:
    """Return the source's type code of each contract that is a notice."""
    ids = [line.id for line in lines if line.kind is Kind.NOTICE]
    if not ids:
        return {}
    rows = await session.execute(select(Contract.id, Contract.codes).where(Contract.id.in_(ids)))
    return {row.id: str(row.codes[NOTICE_TYPE]["code"]) for row in rows if NOTICE_TYPE in row.codes}


async def digest_of_changes(
    session: AsyncSession,
    announcement_id: int,
    *,
    server_id: int,
    offset: int,
    limit: int,
    corrected: int,
) -> Page[News]:
    """Return the content of a digest of changes, with most money at stake first, and beyond the page at most
    ``corrected`` contracts of which a value was corrected; empty if the announcement does not exist, or is
    another server's. An item is all changes of one contract, in the order in which they were found."""
    offset = max(offset, 0)
    stakes, reads = await _stakes(session, announcement_id, server_id)
    ranked = biggest_first(stakes)
    beyond = [id for id in ranked[offset + limit :] if _is_corrected(stakes[id])]
    wanted = [*ranked[offset : offset + limit], *beyond[:corrected]]
    shown = [(id, read_key) for id in wanted for read_key in reads[id]]
    found = await news_of(session, shown)
    items = tuple(
        _of_one_contract(list(told)) for _, told in groupby(found, key=lambda news: news.contract.id)
    )
    return Page(items=items, total=len(ranked), offset=offset, limit=limit)


async def _stakes(
    session: AsyncSession, announcement_id: int, server_id: int
) -> tuple[dict[int, Stake], dict[int, dict[str, None]]]:
    """Return what the changes in a digest are about, and the keys of their reads, by contract."""
    measured = [kind.value for kind in MEASURED]
    entries = (
        select(
            *(Change.contract_id, Change.read_key, Change.kind, Change.amount),
            *(
                case((Change.kind.in_(measured), value)).label(value.key)
                for value in (Change.old, Change.new)
            ),
            *(Contract.currency, Contract.obligated),
        )
        .join(
            DigestEntry,
            and_(DigestEntry.contract_id == Change.contract_id, DigestEntry.read_key == Change.read_key),
        )
        .join(Announcement, Announcement.id == DigestEntry.announcement_id)
        .join(Contract, Contract.id == Change.contract_id)
        .where(
            Announcement.id == announcement_id,
            Announcement.server_id == server_id,
            Change.news,
        )
    )
    changes: dict[int, list[ChangeValue]] = {}
    reads: dict[int, dict[str, None]] = {}
    stakes: dict[int, Stake] = {}
    for row in await session.execute(entries.order_by(Change.id)):
        found = changes.setdefault(row.contract_id, [])
        found.append(measured_change(row))
        stakes[row.contract_id] = Stake(found, row.currency, row.obligated)
        reads.setdefault(row.contract_id, {})[row.read_key] = None
    return stakes, reads


def _is_corrected(stake: Stake) -> bool:
    return any(change.kind is ChangeKind.CORRECTED for change in stake.changes)


def _of_one_contract(told: Sequence[News]) -> News:
    changes = tuple(change for news in told for change in news.changes)
    return replace(told[-1], changes=changes)


async def digest_began(session: AsyncSession, announcement_id: int) -> datetime | None:
    """Return when the first change of a digest was found; ``None`` if it has none any more."""
    began: datetime | None = await session.scalar(
        select(func.min(Change.seen_at))
        .join(
            DigestEntry,
            and_(DigestEntry.contract_id == Change.contract_id, DigestEntry.read_key == Change.read_key),
        )
        .where(DigestEntry.announcement_id == announcement_id)
    )
    return began


def _told(server_id: int) -> Select[*tuple[Any, ...]]:
    return select(Change.contract_id, Change.read_key).where(
        Change.news, _is_for(server_id), Change.contract_id.in_(matched_ids(server_id))
    )


def _is_for(server_id: int) -> ColumnElement[bool]:
    """SQL condition: changes for everyone, and those for this server alone, which replace the arrival that
    other servers saw."""
    own = aliased(Change)
    arrived = exists().where(
        own.contract_id == Change.contract_id, own.server_id == server_id, own.kind.in_(_NEW)
    )
    return or_(
        Change.server_id == server_id,
        and_(Change.server_id.is_(None), or_(Change.kind.not_in(_NEW), ~arrived)),
    )


async def baseline_digest(session: AsyncSession, watch_id: int) -> Digest | None:
    """Return the content of a watch's baseline announcement; ``None`` before the baseline, and for a removed
    watch."""
    watch = (await session.execute(select(Watch).where(Watch.id == watch_id))).scalar_one_or_none()
    if watch is None or watch.baseline_at is None:
        return None
    matched = Contract.id.in_(
        select(WatchedContract.contract_id).where(
            WatchedContract.watch_id == watch_id, WatchedContract.matched
        )
    )
    counts = await session.execute(select(Contract.kind, func.count()).where(matched).group_by(Contract.kind))
    by_kind = {Kind(kind): int(number) for kind, number in counts}
    amounts = await session.execute(
        select(Contract.currency, Contract.obligated)
        .where(matched, Contract.kind.in_(_COMMITTING), Contract.obligated.is_not(None))
        .where(Contract.currency != NO_CURRENCY)
        .order_by(Contract.currency)
    )
    by_currency: dict[str, Decimal] = defaultdict(Decimal)
    known = 0
    for currency, amount in amounts:  # not added up by SQLite, whose integers end at 9.2e18
        known += 1
        by_currency[currency] += amount or 0
    signed_last = Contract.signed.desc().nulls_last(), Contract.id.desc()
    newest = lines().where(matched, Contract.kind != Kind.VEHICLE.value)
    vehicles = lines().where(matched, Contract.kind == Kind.VEHICLE.value)
    return Digest(
        watch_id=watch.id,
        name=watch.name,
        source=watch.source,
        read_at=watch.last_complete_at or watch.baseline_at,
        counts=by_kind,
        obligated=by_currency,
        unknown=sum(by_kind.get(Kind(kind), 0) for kind in _COMMITTING) - known,
        unread=await _never_read(session, watch),
        newest=tuple(await lines_of(session, newest.order_by(*signed_last).limit(NEWEST))),
        vehicles=tuple(await lines_of(session, vehicles.order_by(*signed_last).limit(MAX_VEHICLES))),
    )


async def weekly(session: AsyncSession, server_id: int, since: datetime) -> WeeklySummary:
    """Return a summary of a server's watches since a moment."""
    of_server = select(Watch.name, Watch.paused_at, Watch.failures, Watch.last_complete_at, Watch.baseline_at)
    rows = (await session.execute(of_server.where(Watch.server_id == server_id).order_by(Watch.id))).all()
    active = [row for row in rows if row.paused_at is None]
    contracts: Select[*tuple[Any, ...]] = select(Contract.id).where(matched_by(server_id))
    return WeeklySummary(
        watches=len(active),
        paused=len(rows) - len(active),
        unread=sum(row.last_complete_at is None for row in active),
        blind=sum(row.last_complete_at is None or row.last_complete_at < since for row in active),
        failing=tuple(Failing(name=row.name, since=row.last_complete_at) for row in active if row.failures),
        read_at=min((row.last_complete_at for row in active if row.last_complete_at), default=None),
        contracts=await count_of(session, contracts),
        changed=await count_of(session, changed_since(server_id, since)),
        began=max((row.baseline_at for row in active if row.baseline_at), default=None),
    )


async def _never_read(session: AsyncSession, watch: Watch) -> int:
    """Return the number of contracts that were unread at a watch's baseline and still are."""
    if not watch.unread:
        return 0
    since = (
        select(func.count())
        .select_from(WatchedContract)
        .join(Contract, Contract.id == WatchedContract.contract_id)
        .where(
            WatchedContract.watch_id == watch.id,
            WatchedContract.matched,
            Contract.source_id.in_(watch.unread),
        )
    )
    return len(watch.unread) - int((await session.execute(since)).scalar_one())


async def restyled_notice(session: AsyncSession, server_id: int, notice: str) -> Restyled | None:
    """Return the content of a notice to the organisers of a server."""
    follows = select(WatchedContract.contract_id).join(Watch).where(Watch.server_id == server_id)
    rows = (
        await session.execute(
            select(HeldChange, Contract)
            .join(Contract, Contract.id == HeldChange.contract_id)
            .where(
                HeldChange.notice == notice,
                HeldChange.state != UNDONE,
                HeldChange.contract_id.in_(follows),
            )
            .order_by(HeldChange.id)
        )
    ).all()
    if not rows:
        return None
    examples: dict[str, RestyledExample] = {}
    for held, contract in rows:
        example = (_printed(held, "old", contract.source), _printed(held, "new", contract.source))
        shown = RestyledExample(contract.number, contract.url, held.field, *example, contract.currency)
        examples.setdefault(held.field, shown)
    fields = {held.field for held, *_ in rows if not held.restyled}
    return Restyled(
        source=rows[0][1].source,
        since=min(held.since for held, _ in rows),
        contracts=len({held.contract_id for held, *_ in rows}),
        amounts=bool(fields & {AMOUNT, TOTAL, CEILING}),
        days=bool(fields & {DATE, END}),
        examples=tuple(examples.values())[:MAX_EXAMPLES],
    )


def _printed(row: HeldChange, which: str, source: str) -> Decimal | Date | str:
    written: str = getattr(row, which)
    if row.restyled:
        return public_id(source, written) if row.field in ("id", "vehicle") else written
    value = value_of(row.field, written)
    return value.name if isinstance(value, Party) else value
