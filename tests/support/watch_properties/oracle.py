"""Oracle for what servers must be told of a source's history, and what not, from the true history.

It replays the posts of each server on top of what it knew when it began to follow a contract. A missed change
shows as a gap, a repeated or wrong one as a step that does not follow. The oracle decides when something must
have been told from the source's history and from the answered searches, never from the watcher's own records.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import select

from bot.announcements import digest_batching
from bot.contracts.ingest.held_changes import MIN_READ_DISTANCE
from bot.contracts.model import Change, ChangeKind
from bot.contracts.row_mapping import change_of
from bot.storage import Database
from bot.storage.models import Announcement, Contract, Watch
from bot.storage.models import Change as ChangeRow
from tests.support.watch_properties.source import (
    BASE,
    ROWS,
    Act,
    Api,
    Shown,
)
from tests.support.watch_properties.stored import (
    Key,
    Known,
    Post,
    changes_of,
    contracts_in,
    hearing_in,
    id_in,
    in_digests,
    posts_in,
)

NEW = frozenset({ChangeKind.NEW_ORDER, ChangeKind.NEW_ORDER_UNDER_VEHICLE})
OF_MONEY = frozenset({ChangeKind.MONEY_ADDED, ChangeKind.MONEY_REMOVED})
ZERO = Decimal(0)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
SHARED = 20  # length of the common prefix of the keys made within one read


@dataclass
class Watched:
    """One watch. ``given``: ids that searches returned for it; ``stored``: the same, of reads that could
    store."""

    began: int | None = None  # the moment of its baseline
    listed: frozenset[str] = frozenset()  # its baseline: matches, and results of broken reads
    unsure: frozenset[str] = frozenset()  # ids of these that may not have been stored
    paused: int | None = None  # since which moment
    given: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    appeared: dict[str, int] = field(default_factory=dict)  # the moment from which something new matches


class Oracle:
    """Oracle that checks announcements after every search and after every tick."""

    def __init__(self, database: Database, api: Api) -> None:
        self.database = database
        self.api = api
        self.moment = 0  # counts steps, so that events at one time have an order
        self.watches: dict[Key, Watched] = {}
        self.knows: dict[Key, Known] = {}
        self.hearing: Collection[Key] = ()  # after the last read
        self.arrivals: dict[Key, int] = {}
        self.withdrawn: set[Key] = set()
        self.unmatched: set[Key] = set()
        self.leaving: set[Post] = set()  # posts that say that a contract matches no longer
        self.seen: set[Post] = set()
        self.told: list[tuple[Any, ...]] = []  # when, to which server, of which contract, and what
        self.stored: dict[str, Known] = {}
        self.pausing: set[int] = set()  # servers that ever paused; held changes are then posted singly
        self.full_at: dict[str, Any] = {}  # time of the last full search of a query

    def watches_of(self, server_id: int) -> dict[str, Watched]:
        return {query: watched for (owner, query), watched in self.watches.items() if owner == server_id}

    def step(self) -> None:
        """Advance by one event at the source or of the watches: record new matches of each watch."""
        self.moment += 1
        for (server_id, query), watched in self.watches.items():
            if watched.began is None:
                continue
            matching = self.api.listed(query)
            for source_id in matching - watched.listed:
                watched.appeared.setdefault(source_id, self.moment)
            for source_id in watched.appeared.keys() - matching:
                if not self.arrivals.get((server_id, source_id)):  # gone before it was read
                    del watched.appeared[source_id]

    async def look(self) -> None:
        """Check everything that servers were told since the last call against what they knew."""
        async with self.database.read() as session:
            posts = await posts_in(session) - self.seen
            rows = await changes_of(session, posts)
            stored = await contracts_in(session)
            hearing = await hearing_in(session)
            ids = await session.execute(select(Contract.id, Contract.source_id))
            contracts = {row.id: row.source_id for row in ids}
        for search in self.api.searched:
            for (_, query), watched in self.watches.items():
                if query == search.query:
                    watched.given |= search.given
        self._learn_history(stored)
        self.hearing = hearing
        for post in sorted(posts, key=lambda post: rows[post[1:]][0].id):
            self._heard(post, contracts[post[1]], rows[post[1:]], stored)
        for key in hearing:
            self.knows.setdefault(key, stored[key[1]])
        self.stored = stored

    def _learn_history(self, stored: Mapping[str, Known]) -> None:
        """Record the history of contracts that were read in full for the first time: actions older than all
        known ones existed before, are no news, and must not be told."""
        for source_id, known in self.stored.items():
            now = stored[source_id]
            if known.whole or not now.whole:
                continue
            newest = max(known.days.values(), default=date.min)
            older = {number: now.actions[number] for number, day in now.days.items() if day <= newest}
            for key, knows in self.knows.items():
                if key[1] == source_id:
                    actions = {**older, **knows.actions}
                    self.knows[key] = replace(knows, actions=actions, end=knows.end or now.end)

    def _heard(
        self, post: Post, source_id: str, rows: Sequence[ChangeRow], stored: Mapping[str, Known]
    ) -> None:
        server_id, _, read_key = post
        key = server_id, source_id
        changes = [change_of(row) for row in rows if row.news]
        self.told.append((self.api.clock(), key, sorted(map(_said, changes))))
        kinds = {change.kind for change in changes}
        assert changes, "a post says something"
        assert {row.server_id for row in rows} <= {None, server_id}, "it is for this server"
        watches = self.watches_of(server_id).values()
        assert any(source_id in one.given and one.paused is None for one in watches), (
            "it follows the contract"
        )
        if ChangeKind.NO_LONGER_MATCHES in kinds:
            self._left(key, changes)
            self.leaving.add(post)
        else:
            same = {
                other
                for other in self.seen - self.leaving
                if other[:2] == post[:2] and other[2][:SHARED] == read_key[:SHARED]
            }
            assert not same, "all of one contract in one read is one post"
            if source_id not in self.stored or all(row.server_id is not None for row in rows):
                self._arrived(key, changes, stored)
            else:
                self._changed(key, changes)
        self.seen.add(post)

    def _arrived(self, key: Key, changes: Sequence[Change], stored: Mapping[str, Known]) -> None:
        server_id, source_id = key
        if any(change.kind in NEW for change in changes):
            assert len(changes) == 1, "who hears of a contract hears of it as it is now"
            whole = any(query != ROWS for query in self.watches_of(server_id))
            base = self.api.contracts[source_id].actions[BASE]
            assert whole or base.named, "rows that do not tell of its beginning make no contract new"
        else:
            assert all(change.kind in OF_MONEY for change in changes)
        self.arrivals[key] = self.arrivals.get(key, 0) + 1
        assert self.arrivals[key] == 1, "a contract is new once"
        self.knows[key] = stored[source_id]

    def _changed(self, key: Key, changes: Sequence[Change]) -> None:
        if (
            key in self.hearing and key not in self.knows
        ):  # from this read on, and before the change was stored
            self.knows[key] = self.stored[key[1]]
        known = self.knows[key]  # of a contract that it was never told of, a server hears nothing
        actions, end = dict(known.actions), known.end
        for change in changes:
            if change.kind in OF_MONEY:
                assert change.number is not None
                assert change.number not in actions, "told before"
                actions[change.number] = cast(Decimal, change.amount)
            elif change.kind is ChangeKind.CORRECTED and change.number is None:
                self._total_stands(key, change)
            elif change.kind is ChangeKind.CORRECTED:
                assert change.number is not None
                assert actions.get(change.number, ZERO) == change.old
                actions[change.number] = cast(Decimal, change.new)
            elif change.kind in (ChangeKind.EXTENDED, ChangeKind.SHORTENED):
                assert change.old == end
                end = cast(date, change.new)
            elif change.kind is ChangeKind.WITHDRAWN:
                self._withdrawn(key)
            elif change.kind is ChangeKind.ACTION:
                assert change.amount is None
            else:
                assert change.kind is ChangeKind.RETURNED, change
                assert key in self.withdrawn, "it was told to be away"
                self.withdrawn.remove(key)
        self.knows[key] = replace(known, actions=actions, end=end)

    def _total_stands(self, key: Key, change: Change) -> None:
        """Check a changed total. Its action may come with the next answer; two watches that ask at one time
        share one answer."""
        total, since = cast(tuple[Decimal, datetime], self.api.contracts[key[1]].total_shown)
        assert change.new == total
        assert self.api.clock() - since >= MIN_READ_DISTANCE, (
            "a total that no action explains is read twice first"
        )

    def _withdrawn(self, key: Key) -> None:
        assert key not in self.withdrawn, "it was told before"
        denied = self.api.denied.get(key[1], [])
        assert len({moment.date() for moment in denied}) >= 7, "on seven days the source did not know it"
        assert denied[-1] - denied[0] >= A_WEEK
        self.withdrawn.add(key)

    def _left(self, key: Key, changes: Sequence[Change]) -> None:
        assert len(changes) == 1
        assert key not in self.unmatched, "told before"
        now, (server_id, source_id) = self.api.clock(), key
        for query, watched in self.watches_of(server_id).items():
            if source_id in watched.stored:
                assert (query, source_id) in self.api.lacking_since, "another watch finds it"
        assert any(
            now - self.api.lacking_since[query, source_id] >= A_DAY
            for query, watched in self.watches_of(server_id).items()
            if source_id in watched.given and (query, source_id) in self.api.lacking_since
        ), "it was lacking for a day"
        self.unmatched.add(key)

    def tick_over(self, *, stored: bool) -> None:
        """Record the results of a tick's searches. ``stored``: true if nothing failed while storing."""
        for search in self.api.searched:
            if search.full:
                self.full_at[search.query] = self.api.clock()
            for source_id in search.given | (search.listed or set()):
                if stored:
                    self.api.denied.pop(source_id, None)
            for (server_id, query), watched in self.watches.items():
                if query != search.query:
                    continue
                watched.stored |= search.given if stored else set()
                self.unmatched -= {(server_id, source_id) for source_id in search.given}

    async def delivered(self) -> None:
        """Check after a complete read that nothing is pending and each post exists once."""
        async with self.database.read() as session:
            contract = select(
                Announcement.server_id, Announcement.subject, Announcement.occasion, Announcement.for_digest
            )
            alone = await session.execute(
                contract.where(Announcement.kind == "contract", Announcement.gathering.is_(False))
            )
            entries = await session.execute(in_digests().where(Announcement.gathering.is_(False)))
            rows = alone.all()
            posts = [(row.server_id, id_in(row.subject), row.occasion) for row in rows]
            posts += [tuple(row) for row in entries]
            begun = select(Announcement.subject).where(Announcement.kind == "baseline")
            baselines = (await session.execute(begun)).scalars().all()
        assert sorted(posts) == sorted(self.seen - self.leaving)
        alone_of: dict[tuple[int, str], set[int]] = {}
        for row in rows:
            if row.for_digest:
                continue
            alone_of.setdefault((row.server_id, row.occasion[:SHARED]), set()).add(id_in(row.subject))
        for (server_id, _), contracts in alone_of.items():
            much = len(contracts) > digest_batching.MAX_DAILY_POSTS
            assert not much or server_id in self.pausing, "much that one read found is one post"
        watches = [watched for watched in self.watches.values() if watched.began is not None]
        assert len(set(baselines)) == len(baselines) == len(watches), "each baseline is one post"

    async def undisturbed(self, queries: Collection[str], touched: Collection[str]) -> None:
        """Check after an undisturbed read of these queries, during which only the contracts ``touched``
        changed, that the servers know everything that the source shows of the others."""
        searches = [search for search in self.api.searched if search.query in queries]
        await self._note_baselines({search.query for search in searches})
        for search in searches:
            for (server_id, query), watched in self.watches.items():
                if query != search.query or watched.paused is not None:
                    continue
                for source_id in self.api.listed(query) - set(touched):
                    self._must_know((server_id, source_id), query)

    async def _note_baselines(self, queries: Collection[str]) -> None:
        async with self.database.read() as session:
            rows = (await session.execute(select(Watch))).scalars().all()
        for row in rows:
            watched = self.watches[row.server_id, row.name]
            if row.name in queries and watched.paused is None:
                assert row.baseline_at is not None, "an undisturbed read is a baseline"
                assert not row.failures
        await self.baselines()

    async def baselines(self) -> None:
        """Record which watches have a baseline now: it must be of a search that listed all matches."""
        async with self.database.read() as session:
            rows = (
                (await session.execute(select(Watch).where(Watch.baseline_at.is_not(None)))).scalars().all()
            )
        for row in rows:
            watched = self.watches[row.server_id, row.name]
            if watched.began is None:
                whole = [s.listed for s in self.api.searched if s.query == row.name and s.listed is not None]
                assert whole, "no baseline is taken from a search that was broken off"
                assert watched.paused is None, "who pauses is not read for"
                watched.began, watched.listed = self.moment, frozenset(whole[-1] | watched.given)
                watched.unsure = frozenset(watched.given - whole[-1] - watched.stored)

    def _must_know(self, key: Key, query: str) -> None:
        shown = self.api.contracts[key[1]]
        assert key in self.knows, "a contract that matches is known"
        assert key not in self.withdrawn, "what is there again is told to be back"
        if self._is_told_when_resumed(key, query) or self._is_held(key, shown):
            return
        quiet, full = shown.quiet_at, self.full_at.get(query)
        if quiet is None or (full is not None and quiet < full) or self.api.clock() - quiet >= A_DAY:
            self._agrees(key, shown, shown.visible(), whole=query != ROWS)

    def _is_held(self, key: Key, shown: Shown) -> bool:
        """True if an amount has become zero, which is announced once a second complete read shows it.

        ``over`` checks that it was.
        """
        known = self.knows[key].actions
        return any(act.amount == 0 and known.get(number, ZERO) for number, act in shown.visible().items())

    def _is_told_when_resumed(self, key: Key, query: str) -> bool:
        """True if a change is in the baseline of a watch, and will be told again to one that is still
        paused."""
        server_id, source_id = key
        own = self.watches[server_id, query]
        return source_id in own.listed and any(
            one.paused is not None and own.began is not None and one.paused <= own.began
            for one in self.watches_of(server_id).values()
            if source_id in one.given
        )

    def _agrees(self, key: Key, shown: Shown, acts: Mapping[str, Act], *, whole: bool) -> None:
        known = self.knows[key]
        truth = {number: act.amount for number, act in acts.items() if whole or act.named}
        told = {number: known.actions.get(number, ZERO) for number in truth}
        assert told == truth, key
        assert not whole or known.end == shown.end, key

    def absences(self) -> None:
        """Check after days of undisturbed reads that contracts absent all the time were reported as
        absent."""
        for key in self.knows:
            server_id, source_id = key
            watches = self.watches_of(server_id)
            theirs = {query: one for query, one in watches.items() if source_id in one.given}
            if not theirs or any(one.paused is not None for one in theirs.values()):
                continue
            if not self.api.contracts[source_id].known:
                assert key in self.withdrawn, "what its source does not know is told to be withdrawn"
            elif not any(source_id in self.api.listed(query) for query in watches):
                assert key in self.unmatched, "what no search finds is told to match no longer"

    def over(self) -> None:
        """Check at the end, with everything shown and read, that each server knows the truth and heard all
        news."""
        for server_id, query in self.watches:
            for source_id in self.api.listed(query):
                key, shown = (server_id, source_id), self.api.contracts[source_id]
                stored = self.stored[source_id]
                self._agrees(key, shown, shown.actions, whole=stored.whole)
                if query != ROWS and shown.total_shown is not None:
                    assert stored.total == shown.total_shown[0], "a total that stands is taken over"
                least, most = self._news(server_id, source_id)
                assert least <= self.arrivals.get(key, 0) <= most, (key, least, most)

    def _news(self, server_id: int, source_id: str) -> tuple[int, int]:
        """Return how often a contract must have been told as new, at least and at most.

        Never, if it was in the baseline of every watch that finds it. Once, if it came to match a watch
        before any baseline of the server listed it; but not if rows may have told of it first, by money
        alone.
        """
        watches = self.watches_of(server_id).values()
        coming = [one.appeared[source_id] for one in watches if source_id in one.appeared]
        if not coming:
            return 0, int(any(source_id in one.unsure for one in watches))
        listed = [one.began for one in watches if one.began is not None and source_id in one.listed]
        rows = ROWS in self.watches_of(server_id)
        return int(min(coming) <= min(listed, default=min(coming)) and not rows), 1


def _said(change: Change) -> str:
    return repr((change.kind.value, change.number, change.amount, change.old, change.new))
