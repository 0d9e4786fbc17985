"""Rounds: issuing keys, from the begin of a round to the end of the last ledger that used one.

A round has six issuing keys, a share key for each, and a key for the references of the places that were
issued to. A demand takes the next free key when it opens. When its signing is over the private half is
destroyed; when its ledger is closed the share key is, and a card finds nothing of it any more. Keys that are
free when the next round begins, or half a year after their own began, are destroyed. Each act is noted in the
database first: a crash in between is made up for by ``tick``.
"""

import asyncio
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import String, cast, delete, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.announcements.outbox import NewAnnouncement, enqueue, enqueue_untold, waits
from bot.announcements.reminders import OrganiserReminders
from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.errors import UserError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import Keys, demand_owner, round_key, share_key
from bot.page.registrar.backups import issues_missing, rounded_up
from bot.page.registrar.blind_signer import generate_key
from bot.petitions.demand_rows import is_held, is_list_over
from bot.petitions.roster.members import ON_ROSTER, remove_cards_off_roster, round_down
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Demand,
    IssuedPlace,
    IssuingKey,
    IssuingRound,
    KeyFingerprint,
    MemberCard,
    RosterMember,
    Server,
)
from bot.storage.purge import purge_soon

log = logging.getLogger(__name__)

KEYS_PER_ROUND = 6

MIN_INTERVAL_DAYS = 1
"""Days from the begin of one round to that of the next."""

MIN_AGE_DAYS = 7
"""Age of a round in days from which demands can take its keys: by then many places have their tokens, and
those who come do not come for this demand alone."""

MIN_ISSUED = 20
"""Places that must have been issued before a demand can take a key."""

ENOUGH_ISSUED = 50
"""Places that should have been issued before a demand takes a key: among fewer, a signature hides less."""

OLD_AFTER_DAYS = 92
"""Age of a round in days from which organisers are told to begin the next: three months of any length."""


MAX_AGE_DAYS = 184
"""Age of a round in days at which its free keys end: its issued places are deleted though no other round
begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus:
    """The newest round of a server, for its organisers."""

    number: int
    id: str
    begun_on: Day
    places: int  # exact: for organisers alone
    with_card: int  # places with a card, rounded down to tens, as of the first look of the day
    issued: int  # places that were issued, rounded up to tens, likewise
    keys_left: int  # that demands can take

    @property
    def ready_on(self) -> Day:
        """Day from which demands can take its keys, if enough places were issued."""
        return self.begun_on + timedelta(days=MIN_AGE_DAYS)

    @property
    def is_small(self) -> bool:
        return self.issued <= ENOUGH_ISSUED

    def is_old(self, today: Day) -> bool:
        return today >= self.begun_on + timedelta(days=OLD_AFTER_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundKey:
    """An issuing key of a round, as it is published."""

    spki: bytes
    fingerprint: str  # SHA-256 of ``spki``, in hexadecimal
    demand_id: int | None
    state: str  # ``IssuingKey.state``


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundEntry:
    """A round, as it is published, with its keys by position."""

    number: int
    id: str
    begun_on: Day
    keys: tuple[RoundKey, ...]

    def published(self) -> dict[str, Any]:
        """Return it as ``bot.exports.ledger_file`` takes it."""
        return {
            "number": self.number,
            "id": self.id,
            "begun_on": self.begun_on.isoformat(),
            "keys": [key.fingerprint for key in self.keys],
        }


class _Look(NamedTuple):
    """Figures of a round at the first look of a day (UTC). Organisers are shown no others: who has nine more
    places would see at a press when another member comes."""

    day: Day
    issued: int
    with_card: int


class NextRound(NamedTuple):
    """The round that can begin now."""

    number: int
    places: int
    channel_id: int  # in which it is announced


class Rounds:
    """Service for the rounds of all servers."""

    def __init__(self, database: Database, clock: Clock, keys: Keys, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._audit = audit
        self._files = IssuingFiles(keys.folder)
        self._looks: dict[int, _Look] = {}  # by round

    async def next(self, server_id: int) -> NextRound:
        """Return the round that can begin now. Raises ``UserError`` like ``begin``."""
        async with self._database.read() as session:
            return await self._next(session, server_id)

    async def begin(self, server_id: int, actor: int | None, *, number: int | None = None) -> RoundStatus:
        """Begin a round, and announce it. Free keys of the rounds before are destroyed.

        Raises ``UserError`` without a roster, without a channel for announcements, on the day of the round
        before, and if the next round is not the given ``number``, which was shown before; ``KeysError`` if
        the keys cannot be written.
        """
        async with self._database.read() as session:
            await self._next(session, server_id, number)
        public_id = secrets.token_hex(16)
        names = [issuing_key(public_id, position) for position in range(KEYS_PER_ROUND)]
        spkis = [await self._make_key(name) for name in names]
        try:
            async with self._database.write() as session:
                await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
                next_round = await self._next(session, server_id, number)
                await self._begin(session, server_id, public_id, spkis, next_round)
                after = {"keys": KEYS_PER_ROUND}
                await self._audit.record(session, server_id, actor, "round-begin", "rounds", after=after)
        except UserError:
            await self._keys.folder.in_thread(self._keys.folder.fenced, self._files.remove, names)
            raise
        await self._settle_files()
        await purge_soon(self._database)
        status = await self.status(server_id)
        assert status is not None
        return status

    async def _make_key(self, name: str) -> bytes:
        private, spki = await asyncio.to_thread(generate_key)
        await self._keys.folder.in_thread(self._keys.folder.fenced, self._files.put, name, private)
        return spki

    async def _next(self, session: AsyncSession, server_id: int, expected: int | None = None) -> NextRound:
        """Return the next round. Raises ``UserError`` like ``begin``."""
        on_roster = select(func.count()).where(RosterMember.server_id == server_id, RosterMember.seen > 0)
        places = await session.scalar(on_roster) or 0
        if not places:
            raise UserError("refusal-round-no-roster")
        channel_id = await session.scalar(select(Server.channel_id).where(Server.id == server_id))
        if channel_id is None:
            raise UserError("refusal-no-channel")
        newest = await _newest(session, server_id)
        number = 1 if newest is None else newest.number + 1
        if newest is not None and self._clock().date() < newest.begun_on + timedelta(days=MIN_INTERVAL_DAYS):
            raise UserError("refusal-round-begun-today")
        if expected not in (None, number):
            raise UserError("refusal-round-other")
        return NextRound(number, places, channel_id)

    async def _begin(
        self,
        session: AsyncSession,
        server_id: int,
        public_id: str,
        spkis: Sequence[bytes],
        next_round: NextRound,
    ) -> None:
        free = await session.scalars(
            select(IssuingKey)
            .join(IssuingRound)
            .where(IssuingRound.server_id == server_id, IssuingKey.state == "free")
            .with_for_update(of=IssuingKey)
        )
        for key in free.all():
            key.state = "ended"
        round_ = IssuingRound(
            server_id=server_id,
            number=next_round.number,
            public_id=public_id,
            begun_on=self._clock().date(),
            places=next_round.places,
        )
        session.add(round_)
        await session.flush()
        await self._keys.ensure(session, round_key(public_id))
        for position, spki in enumerate(spkis):
            await self._keys.ensure(session, share_key(public_id, position))
            fingerprint = sha256(spki).hexdigest()
            session.add(IssuingKey(round_id=round_.id, position=position, spki=spki, fingerprint=fingerprint))
        await self._settle_ended(session, server_id)
        subject = f"round:{next_round.number}"
        announcement = NewAnnouncement(
            server_id, next_round.channel_id, "round-begun", subject, f"round-begun:{public_id}"
        )
        await enqueue(session, self._database, announcement, self._clock())

    async def status(self, server_id: int) -> RoundStatus | None:
        """Return the newest round; ``None`` if none was ever begun."""
        async with self._database.read() as session:
            newest = await _newest(session, server_id)
            if newest is None:
                return None
            look, (_, lost) = await self._look(session, newest), await self._issued(session, newest)
            free = select(func.count()).where(IssuingKey.round_id == newest.id, IssuingKey.state == "free")
            return made_of(
                RoundStatus,
                newest,
                id=newest.public_id,
                with_card=round_down(look.with_card),
                issued=rounded_up(look.issued),
                keys_left=0 if lost else await session.scalar(free) or 0,
            )

    async def _look(self, session: AsyncSession, round_: IssuingRound) -> _Look:
        """Return the figures of today's first look, at which ``tick`` usually is."""
        look, today = self._looks.get(round_.id), self._clock().date()
        if look is None or look.day != today:
            with_card = (
                select(func.count())
                .select_from(MemberCard)
                .join(RosterMember, ON_ROSTER)
                .where(MemberCard.server_id == round_.server_id, MemberCard.key.is_not(None))
            )
            issued, _ = await self._issued(session, round_)
            look = _Look(today, issued, await session.scalar(with_card) or 0)
            self._looks[round_.id] = look
        return look

    async def rounds(self, server_id: int) -> list[RoundEntry]:
        """Return every round of a server, oldest first."""
        async with self._database.read() as session:
            return await rounds_of(session, server_id)

    async def take_key(self, session: AsyncSession, server_id: int, demand_id: int) -> bytes:
        """Assign the next free issuing key to a demand, in the transaction that opens it and holds the
        server's row; return its SubjectPublicKeyInfo. The same key, asked again.

        Raises ``UserError`` if there is no round, it is younger than a week, its issued places were lost with
        a restoration, fewer than 20 places were issued at the first look of the day, or no key is left; and
        ``KeysError``.
        """
        taken = await session.scalar(select(IssuingKey).where(IssuingKey.demand_id == demand_id))
        if taken is not None:
            return taken.spki
        newest = await _newest(session, server_id)
        if newest is None:
            raise UserError("refusal-round-none")
        ready_on = newest.begun_on + timedelta(days=MIN_AGE_DAYS)
        if self._clock().date() < ready_on:
            raise UserError("refusal-round-too-young", day=ready_on)
        look, (_, lost) = await self._look(session, newest), await self._issued(session, newest)
        if look.issued < MIN_ISSUED:
            raise UserError("refusal-round-too-few", least=MIN_ISSUED)
        free = await session.scalars(
            select(IssuingKey)
            .where(IssuingKey.round_id == newest.id, IssuingKey.state == "free")
            .order_by(IssuingKey.position)
            .with_for_update()
        )
        created_at = await session.scalar(select(Demand.created_at).where(Demand.id == demand_id))
        if created_at is None:
            raise UserError("refusal-no-such-demand")
        owner = demand_owner(server_id, demand_id, created_at)
        for key in free.all():
            if lost:  # hardly anybody would have a token
                raise UserError("refusal-round-restored")
            claim = (self._files.claim, newest.public_id, key.position, owner)
            if await self._keys.folder.in_thread(self._keys.folder.fenced, *claim):
                key.state, key.demand_id = "taken", demand_id
                await session.flush()
                return key.spki
            key.state = "ended"  # a demand took it that was lost when this database was restored
        raise UserError("refusal-round-no-key")

    async def figures(self, session: AsyncSession, server_id: int, demand_id: int) -> tuple[int, int]:
        """Return, for the round of a demand, the number of places, taken when it began, and that of those
        issued, as they are published: rounded up to tens, since exact ones would show each new member. If
        more were issued, to members who joined since, there are as many places. Raises ``LookupError`` for a
        demand that has no issuing key."""
        round_ = await _round_of(session, server_id, demand_id)
        issued, _ = await self._issued(session, round_)
        return max(rounded_up(round_.places), rounded_up(issued)), rounded_up(issued)

    async def issued(self, session: AsyncSession, server_id: int, demand_id: int) -> int:
        """Return the exact number of places issued in the round of a demand, with which rows are compared: it
        is shown to nobody, and not logged. Raises ``LookupError`` for a demand that has no issuing key."""
        issued, _ = await self._issued(session, await _round_of(session, server_id, demand_id))
        return issued

    async def _issued(self, session: AsyncSession, round_: IssuingRound) -> tuple[int, bool]:
        """Return the number of issues of a round, also of those that a restored database does not know, and
        whether issued places are missing."""
        noted = await self._keys.folder.in_thread(self._files.issues, round_.public_id)
        return max(round_.issued, noted), await issues_missing(session, round_, noted)

    async def ledger_over(self, demand_id: int) -> None:
        """Destroy the private half and the share key of a demand's issuing key, the latter when no legal hold
        keeps it; with the last ledger of a round, delete the round's issued places. Idempotent."""
        async with self._database.write() as session:
            server_id = await session.scalar(
                select(IssuingRound.server_id).join(IssuingKey).where(IssuingKey.demand_id == demand_id)
            )
            ending = update(IssuingKey).where(IssuingKey.demand_id == demand_id)
            await session.execute(ending.values(state="ended"))
            if server_id is not None:
                await self._settle_ended(session, server_id)
        await self._settle_files()
        await purge_soon(self._database)

    async def key_copied(self, demand_id: int) -> None:
        """End a demand's issuing key, which was copied, and issue nothing more in its round: the private
        halves of the six lay in one folder. The round's other demands go on with the tokens that members
        have. Idempotent."""
        of_round = select(IssuingKey.round_id).where(IssuingKey.demand_id == demand_id).scalar_subquery()
        async with self._database.write() as session:
            for was, becomes in (("free", "ended"), ("taken", "closed")):
                await session.execute(
                    update(IssuingKey)
                    .where(IssuingKey.round_id == of_round, IssuingKey.state == was)
                    .values(state=becomes)
                )
        await self.ledger_over(demand_id)

    async def tick(self) -> None:
        """End the free keys of old rounds, look at the figures of the newest, and finish what a crash or a
        legal hold left undone. Raises ``KeysError``."""
        async with self._database.read() as session:
            server_ids = (await session.scalars(select(IssuingRound.server_id).distinct())).all()
        changed = False
        for server_id in sorted(server_ids):
            async with self._database.write() as session:
                await self._end_old(session, server_id)
                if (newest := await _newest(session, server_id)) is not None:
                    await self._look(session, newest)
                changed |= await self._settle_ended(session, server_id)
        await self._settle_files()
        if changed:
            await purge_soon(self._database)

    async def _end_old(self, session: AsyncSession, server_id: int) -> None:
        old = select(IssuingRound.id).where(
            IssuingRound.server_id == server_id,
            IssuingRound.begun_on <= self._clock().date() - timedelta(days=MAX_AGE_DAYS),
        )
        free = (IssuingKey.round_id.in_(old), IssuingKey.state == "free")
        await session.execute(update(IssuingKey).where(*free).values(state="ended"))

    async def _settle_ended(self, session: AsyncSession, server_id: int) -> bool:
        """Record the keys of ended issuing keys and rounds as destroyed, in the caller's transaction; return
        whether there was any.

        The end of a key is a matter of the day alone: members were told it, and neither the box, which may be
        away, nor what it gives out puts it off."""
        rows = await session.execute(
            select(IssuingRound.id, IssuingRound.public_id, IssuingKey, Demand)
            .join(IssuingKey)
            .outerjoin(Demand, Demand.id == IssuingKey.demand_id)
            .where(IssuingRound.server_id == server_id)
            .order_by(IssuingRound.id, IssuingKey.position)
        )
        destroyed_before = set(
            await session.scalars(
                select(KeyFingerprint.name).where(
                    KeyFingerprint.name.startswith("share-"), KeyFingerprint.destroyed_at.is_not(None)
                )
            )
        )
        now, names = self._clock(), []
        needed: dict[tuple[int, str], bool] = {}
        for round_id, public_id, key, demand in rows.all():
            name = share_key(public_id, key.position)
            if demand is not None and demand.closed_at is not None and key.state == "taken":
                key.state = "closed"
            is_over = demand is not None and is_list_over(demand, now)
            if is_over or name in destroyed_before:  # also by a database that this one was restored from
                key.state = "ended"
            held = demand is not None and is_held(demand, now)
            over = key.state == "ended" and not held
            needed[round_id, public_id] = needed.get((round_id, public_id), False) or not over
            if over:
                names.append(name)
        ended = {round_id: public_id for (round_id, public_id), is_needed in needed.items() if not is_needed}
        names += map(round_key, ended.values())
        destroyed = await session.execute(
            update(KeyFingerprint)
            .where(KeyFingerprint.name.in_(names), KeyFingerprint.destroyed_at.is_(None))
            .values(destroyed_at=now)
            .returning(KeyFingerprint.name)
        )
        any_destroyed = destroyed.first() is not None
        for round_id, public_id in ended.items():  # before the file goes, which may know of more issues
            noted = await self._keys.folder.in_thread(self._files.issues, public_id)
            known = update(IssuingRound).where(IssuingRound.id == round_id, IssuingRound.issued < noted)
            await session.execute(known.values(issued=noted))
        await session.execute(delete(IssuedPlace).where(IssuedPlace.round_id.in_(ended)))
        await session.flush()
        await remove_cards_off_roster(session, server_id)
        return any_destroyed

    async def _settle_files(self) -> None:
        """Destroy the files of keys that the database says are destroyed, of private halves that sign no
        more, and of rounds that the database lost."""
        found = select(IssuingRound.public_id, IssuingKey.position, IssuingKey.state).join(IssuingKey)
        async with self._database.read() as session:
            rows: Sequence[Any] = (await session.execute(found)).all()
            recorded = set(await session.scalars(select(KeyFingerprint.name)))
        over = {
            issuing_key(row.public_id, row.position) for row in rows if row.state not in ("free", "taken")
        }
        # Those of rounds that were read back from the board: no fingerprint says that they are destroyed.
        going_on = {row.public_id for row in rows if row.state != "ended"}
        over |= {share_key(row.public_id, row.position) for row in rows if row.state == "ended"} - recorded
        over |= {round_key(row.public_id) for row in rows if row.public_id not in going_on} - recorded
        in_thread, fenced = self._keys.folder.in_thread, self._keys.folder.fenced
        await in_thread(fenced, self._files.remove, over)
        await in_thread(self._files.touch_issues)
        known = {row.public_id for row in rows}
        for name in await in_thread(fenced, self._files.remove_orphans, known, self._clock()):
            log.warning("the key %s is of no round that this database knows: it is removed", name)
        await self._keys.sweep()


async def rounds_of(session: AsyncSession, server_id: int) -> list[RoundEntry]:
    """Return every round of a server, oldest first."""
    found = (
        select(IssuingRound, IssuingKey)
        .join(IssuingKey)
        .where(IssuingRound.server_id == server_id)
        .order_by(IssuingRound.number, IssuingKey.position)
    )
    keys: dict[IssuingRound, list[RoundKey]] = {}
    for round_, key in await session.execute(found):
        keys.setdefault(round_, []).append(made_of(RoundKey, key))
    return [
        made_of(RoundEntry, round_, id=round_.public_id, keys=tuple(theirs))
        for round_, theirs in keys.items()
    ]


async def _round_of(session: AsyncSession, server_id: int, demand_id: int) -> IssuingRound:
    theirs = IssuingRound.server_id == server_id, IssuingKey.demand_id == demand_id
    found = await session.scalar(select(IssuingRound).join(IssuingKey).where(*theirs))
    if found is None:
        raise LookupError(f"demand {demand_id} has no issuing key")
    return found


async def _newest(session: AsyncSession, server_id: int) -> IssuingRound | None:
    theirs = select(IssuingRound).where(IssuingRound.server_id == server_id)
    return await session.scalar(theirs.order_by(IssuingRound.number.desc()).limit(1))


class RoundReminders(OrganiserReminders):
    """Periodic task for organisers: enqueues, once for each round, a reminder in each server whose newest one
    is three months old, as soon as it has a channel; and yesterday's objections of cards' holders."""

    kind = "round-old"

    async def _remind_all(self) -> int:
        await self._tell_objections()
        newer = aliased(IssuingRound)
        told = exists().where(
            Announcement.server_id == Server.id,
            Announcement.kind == self.kind,
            Announcement.subject == literal("round:") + cast(IssuingRound.number, String),
        )
        wanted = (
            select(Server.id, IssuingRound.number)
            .join(IssuingRound, IssuingRound.server_id == Server.id)
            .where(
                IssuingRound.begun_on <= self._clock().date() - timedelta(days=OLD_AFTER_DAYS),
                ~exists().where(newer.server_id == Server.id, newer.number > IssuingRound.number),
                *self._reachable(),
                ~told,
            )
            .order_by(Server.id)
        )
        async with self._database.read() as session:
            due = (await session.execute(wanted)).all()
        for row in due:
            await self._remind(row.id, f"round:{row.number}", str(row.number))
        return len(due)

    async def _tell_objections(self) -> None:
        found, now = select(Server.id, Server.untold).where(*self._reachable()), self._clock()
        async with self._database.read() as session:
            rows = (await session.execute(found.order_by(Server.id))).all()
        for server_id in [row.id for row in rows if any(not waits(each, now) for each in row.untold)]:
            async with self._database.write() as session:
                server = await session.get(Server, server_id, with_for_update=True)
                if server is not None:
                    await enqueue_untold(session, self._database, server, now)
