"""Service of the box in a database of ours, the bot's or its own: demands, and their rows by publication.

Every call can be repeated after a lost answer. What a call has done is durable when it returns.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.common.clock import Clock, utc_now
from bot.errors import UserError
from bot.keystore.files import KeysError
from bot.page.box.intake import Answer, Intake, row_columns
from bot.page.box.receipts import Receipts
from bot.page.box.rows import SIGN, BadRow, Hashes, Row, check_file, file_of, issuing_key, verified
from bot.storage import Database
from bot.storage.engine import rows_of
from bot.storage.models import BoxDemand, BoxVersion, PublishedRow, UnpublishedRow
from bot.storage.purge import purge_soon, rewrite_arrivals

log = logging.getLogger(__name__)

KEPT_AFTER_END = timedelta(days=30)
"""Time after a demand's end for which withdrawn rows that were never published are kept."""

_ROWS_AT_ONCE = 2_000  # in a thread
_COLUMNS = ("demand", "key", "turn", "act", "version", "token", "signature", "batch")


_NEWEST = aliased(PublishedRow)
_LATER = aliased(PublishedRow)


def waits(signatures: bool = True) -> ColumnElement[bool]:
    """Condition of an unpublished row that is to be published: it signs, or withdraws what was published;
    without ``signatures`` only the latter."""
    published = (
        select(_NEWEST.act)
        .where(_NEWEST.demand == UnpublishedRow.demand, _NEWEST.key == UnpublishedRow.key)
        .order_by(_NEWEST.turn.desc())
        .limit(1)
        .scalar_subquery()
    )
    is_signature = UnpublishedRow.act == SIGN
    return or_(is_signature, published == SIGN) if signatures else and_(~is_signature, published == SIGN)


def has_later(upto: int | None = None) -> ColumnElement[bool]:
    """Condition of a published row whose key has a later one, in a batch up to ``upto`` if that is given."""
    return exists().where(
        _LATER.demand == PublishedRow.demand,
        _LATER.key == PublishedRow.key,
        _LATER.turn > PublishedRow.turn,
        *([] if upto is None else [_LATER.batch <= upto]),
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one publication: ``rows`` is its file, ``count`` the number of keys whose last act up to it is
    ``sign``."""

    rows: bytes
    count: int


class BoxService:
    """Box in a database of ours. ``demand`` is the hash of a demand's opening entry, in hexadecimal.
    Nothing is to be called within a transaction of the same database: SQLite has one writer.

    Every method but ``open`` and ``forget`` raises ``UserError`` for a demand that the box does not know.
    """

    def __init__(self, database: Database, receipts: Receipts, clock: Clock = utc_now) -> None:
        self._database = database
        self._receipts = receipts
        self._clock = clock
        self._intake = Intake(database, receipts, clock)
        self._random = SystemRandom()

    async def answer(self, act: str, body: bytes) -> Answer:
        """Carry out a member's act; return status and body of the answer."""
        return await self._intake.answer(act, body)

    async def finish(self) -> None:
        """Wait until all members' acts are answered."""
        await self._intake.finish()

    async def receipt_key(self) -> bytes:
        """Return the raw public key of its receipts. Raises ``UserError`` if the key cannot be read or
        written."""
        try:
            return await self._receipts.public_key()
        except KeysError as error:
            log.error("the box has no key for receipts: %s", error)
            raise UserError("refusal-box-receipt-key") from error

    async def open(
        self,
        demand: str,
        *,
        spki: bytes,
        version: int,
        text_hash: str,
        consent_hash: str,
        closes_at: datetime | None = None,
    ) -> None:
        """Take rows of a demand in from now on; from ``closes_at`` on, only withdrawals. Raises ``UserError``
        if it is open with another key or text, ``ValueError`` for a key that is no issuing key."""
        issuing_key(spki)
        name = _name(demand)
        async with self._database.write() as session:
            found = await _held(session, name)
            if found is None:
                found = BoxDemand(demand=name, spki=spki, version=version)
                session.add(found)
                await session.flush()
            elif found.spki != spki:
                raise UserError("refusal-box-differs")
            await _add_version(session, name, version, Hashes(text_hash, consent_hash))
            found.closes_at = closes_at

    async def amend(
        self,
        demand: str,
        *,
        version: int,
        text_hash: str,
        consent_hash: str,
        closes_at: datetime | None = None,
    ) -> None:
        """Take a newer version of the text, and no longer the older ones, or another deadline. Rows that
        already wait are published all the same. Raises ``UserError`` if the version is there with another
        text."""
        async with self._demand(demand) as (session, found):
            await _add_version(session, found.demand, version, Hashes(text_hash, consent_hash))
            found.version = max(found.version, version)
            found.closes_at = closes_at

    async def pending(self, demand: str, *, signatures: bool = True) -> int:
        """Return the number of rows that wait for a publication; without ``signatures``, of withdrawals."""
        name = _name(demand)
        async with self._database.read() as session:
            if await session.get(BoxDemand, name) is None:
                raise _unknown()
            return await _waiting(session, name, waits(signatures))

    async def take(
        self,
        demand: str,
        *,
        number: int,
        after: int,
        keep: int,
        fewest: int,
        signatures: bool = True,
        restored: bool = False,
    ) -> Batch | None:
        """Assign waiting rows to publication ``number`` and return them; ``None`` if fewer than ``fewest``
        would go out. Asked again for the same number, return the same file.

        Batches numbered above ``after``, the last one that the bot has committed, were lost with its
        database: they are merged into this one. ``keep`` rows drawn by chance go on waiting: else the last
        ones before a publication would be known by their number. To give out all, ``close`` or ``end`` first.
        Without ``signatures``, which nobody may publish after the closing, only withdrawals.

        Raises ``UserError`` for a new batch that is numbered below the last one, unless the bot's database
        was ``restored``: such a call was overtaken, and would take away rows that are published. If it was,
        the lost ones are merged also into a batch that was given out for this number and never committed.
        """
        if not after < number:
            raise ValueError("a publication comes after the last one")
        async with self._demand(demand) as (session, found):
            given = number <= found.last_batch and await _has_batch(session, found.demand, number)
            if number < found.last_batch and not given and not restored:
                raise UserError("refusal-box-number", number=number)
            if (restored or not given) and await self._assign(
                session, found, number, after, keep, max(fewest, 1), signatures
            ):
                given, found.last_batch = True, number
        if given:
            await self._neutralise()
        return await self._batch(found.demand, number) if given else None

    async def has(self, demand: str, number: int) -> bool:
        """True if the rows of a publication are here, and not lost with a restored database."""
        name = _name(demand)
        async with self._database.read() as session:
            if await session.get(BoxDemand, name) is None:
                raise _unknown()
            return await _has_batch(session, name, number)

    async def close(self, demand: str) -> None:
        """Take only withdrawals from now on."""
        async with self._demand(demand) as (_, found):
            if found.state == "open":
                found.state = "closed"

    async def end(self, demand: str) -> None:
        """Take nothing from now on. What waits goes out with the next ``take``; what was withdrawn and never
        published stays for ``KEPT_AFTER_END``, unpublished: it answers whoever shows the receipt of a row
        that they withdrew."""
        async with self._demand(demand) as (_, found):
            found.state = "ended"
            found.ended_on = found.ended_on or self._clock().date()

    async def void(self, demand: str) -> None:
        """Take nothing from now on, and forget what waits: its tokens prove nothing any more."""
        async with self._demand(demand) as (session, found):
            found.state = "ended"
            found.ended_on = found.ended_on or self._clock().date()
            await session.execute(delete(UnpublishedRow).where(UnpublishedRow.demand == found.demand))
        await self._neutralise()

    async def tick(self) -> None:
        """Delete what was withdrawn and never published of demands that ended long ago; nothing that still
        waits."""
        ended = BoxDemand.ended_on <= self._clock().date() - KEPT_AFTER_END
        over = UnpublishedRow.demand.in_(select(BoxDemand.demand).where(ended))
        old = over, ~func.coalesce(waits(), false())  # of a key that nothing is published of: NULL
        async with self._database.read() as session:
            if not await session.scalar(select(exists().where(*old))):
                return
        async with self._database.write() as session:
            await session.execute(delete(UnpublishedRow).where(*old).execution_options(**_PLAIN))
        await self._neutralise()

    async def forget(self, demand: str) -> None:
        """Delete a demand with all its rows."""
        name = _name(demand)
        async with self._database.write() as session:
            # First: the rewriting of arrivals locks that table before it looks at demands.
            await session.execute(delete(UnpublishedRow).where(UnpublishedRow.demand == name))
            await session.execute(delete(BoxDemand).where(BoxDemand.demand == name))
        await self._neutralise()

    async def restore(self, demand: str, files: Mapping[int, bytes]) -> None:
        """Put back published files, by number, that the database lacks since it was restored from a backup;
        every row is verified. The demand and the versions in the files must be known: ``open`` and ``amend``
        first. Raises ``UserError`` for a file that is not as it was published."""
        name = _name(demand)
        for number, content in sorted(files.items()):
            known, versions = await self._known(name)
            try:
                rows = await asyncio.to_thread(verified, content, name, known.spki, versions)
            except (BadRow, KeyError):
                raise UserError("refusal-box-file", number=number) from None
            async with self._demand(demand) as (session, found):
                if await _has_batch(session, name, number):
                    continue
                await _put_back(session, found, number, rows)
        for number, content in files.items():
            if await self._file(name, number) != content:
                raise UserError("refusal-box-file", number=number)

    check = staticmethod(check_file)

    @asynccontextmanager
    async def _demand(self, demand: str) -> AsyncIterator[tuple[AsyncSession, BoxDemand]]:
        """Lock a demand in a transaction."""
        async with self._database.write() as session:
            found = await _held(session, _name(demand))
            if found is None:
                raise _unknown()
            yield session, found

    async def _known(self, name: bytes) -> tuple[BoxDemand, dict[int, Hashes]]:
        async with self._database.read() as session:
            found = await session.get(BoxDemand, name)
            if found is None:
                raise _unknown()
            versions = await session.scalars(select(BoxVersion).where(BoxVersion.demand == name))
            return found, {each.version: Hashes(each.text_hash, each.consent_hash) for each in versions}

    async def _assign(
        self,
        session: AsyncSession,
        found: BoxDemand,
        number: int,
        after: int,
        keep: int,
        fewest: int,
        signatures: bool,
    ) -> bool:
        """Make the batch ``number`` of waiting rows and of all batches above ``after``; return ``False``, and
        change nothing, if that gives nothing."""
        above = (PublishedRow.demand == found.demand, PublishedRow.batch > after)
        lost = (*above, PublishedRow.batch != number)
        going = waits(signatures)
        waiting = await _waiting(session, found.demand, going)
        fresh = waiting - keep if waiting - keep >= fewest else 0
        merges = found.last_batch > after and await session.scalar(select(exists().where(*lost)))
        if fresh:
            staying = [
                (
                    await session.execute(_waiting_keys(found.demand, going).offset(place).limit(1))
                ).scalar_one()
                for place in self._random.sample(range(waiting), keep)
            ]
            await _publish(session, found.demand, number, going, staying)
        if merges:
            again = has_later()
            await session.execute(delete(PublishedRow).where(*above, again).execution_options(**_PLAIN))
            await session.execute(
                update(PublishedRow).where(*lost).values(batch=number).execution_options(**_PLAIN)
            )
        return bool(fresh or merges)

    async def _batch(self, name: bytes, number: int) -> Batch:
        upto = (PublishedRow.demand == name, PublishedRow.batch <= number)
        stands = select(func.count(PublishedRow.key.distinct())).where(
            *upto, PublishedRow.act == SIGN, ~has_later(number)
        )
        async with self._database.read() as session:
            count = (await session.execute(stands)).scalar_one()
        return Batch(await self._file(name, number), count)

    async def _file(self, name: bytes, number: int) -> bytes:
        content, part = bytearray(), list[Row]()
        theirs = (PublishedRow.demand == name, PublishedRow.batch == number)
        query = select(*row_columns(PublishedRow)).where(*theirs).order_by(PublishedRow.key)
        async with self._database.read() as session:
            async for row in rows_of(session, query):
                part.append(Row(*row))
                if len(part) == _ROWS_AT_ONCE:
                    content += await asyncio.to_thread(file_of, part)
                    part = []
        return bytes(content + file_of(part))

    async def _neutralise(self) -> None:
        """Rewrite what waits in a neutral order, and purge what is gone. If a crash or a reader prevents it,
        the hourly purge does it."""
        if await rewrite_arrivals(self._database):
            await purge_soon(self._database)


async def find_newest(database: Database, key: bytes) -> Row | None:
    """Return the newest row of a throwaway key, which signs one demand alone, published or not."""
    found = []
    async with database.read() as session:
        for table in (PublishedRow, UnpublishedRow):
            rows = await session.execute(select(*row_columns(table)).where(table.key == key))
            found += [Row(*row) for row in rows]
    return max(found, key=lambda row: row.turn, default=None)


_PLAIN = {"synchronize_session": False}


def _name(demand: str) -> bytes:
    """Return a demand's hash as it is stored. Raises ``ValueError``."""
    if not re.fullmatch("[0-9a-f]{64}", demand):
        raise ValueError("no opening hash")
    return bytes.fromhex(demand)


def _unknown() -> UserError:
    return UserError("refusal-box-unknown")


async def _held(session: AsyncSession, name: bytes) -> BoxDemand | None:
    return await session.get(BoxDemand, name, with_for_update={"key_share": True})


async def _add_version(session: AsyncSession, name: bytes, version: int, hashes: Hashes) -> None:
    """Add a version. Raises ``UserError`` if it is there with other hashes."""
    found = await session.get(BoxVersion, (name, version))
    if found is None:
        session.add(
            BoxVersion(demand=name, version=version, text_hash=hashes.text, consent_hash=hashes.consent)
        )
    elif (found.text_hash, found.consent_hash) != hashes:
        raise UserError("refusal-box-differs")


def _waiting_keys(name: bytes, going: ColumnElement[bool]) -> Select[bytes]:
    theirs = (UnpublishedRow.demand == name, going)
    return select(UnpublishedRow.key).where(*theirs).order_by(UnpublishedRow.key)


async def _waiting(session: AsyncSession, name: bytes, going: ColumnElement[bool]) -> int:
    theirs = (UnpublishedRow.demand == name, going)
    return (await session.execute(select(func.count()).where(*theirs))).scalar_one()


async def _has_batch(session: AsyncSession, name: bytes, number: int) -> bool:
    theirs = (PublishedRow.demand == name, PublishedRow.batch == number)
    return bool(await session.scalar(select(exists().where(*theirs))))


async def _publish(
    session: AsyncSession, name: bytes, number: int, going: ColumnElement[bool], staying: Sequence[bytes]
) -> None:
    """Move the rows that go but those that stay to a batch, in the order of their keys."""
    theirs = (UnpublishedRow.demand == name, UnpublishedRow.key.not_in(staying))
    moved = (
        select(UnpublishedRow.demand, *row_columns(UnpublishedRow), literal(number))
        .where(*theirs, going)
        .order_by(UnpublishedRow.key)
    )
    await session.execute(insert(PublishedRow).from_select(_COLUMNS, moved))
    await _drop_overtaken(session, name)


async def _put_back(session: AsyncSession, found: BoxDemand, number: int, rows: Sequence[Row]) -> None:
    """Store the rows of a publication, in place of the same rows in others."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        values: list[dict[str, Any]] = [
            {"demand": found.demand, "batch": number, **row._asdict()}
            for row in rows[start : start + _ROWS_AT_ONCE]
        ]
        await session.execute(insert(PublishedRow), values)
    same = aliased(PublishedRow)
    elsewhere = exists().where(
        same.demand == PublishedRow.demand,
        same.key == PublishedRow.key,
        same.turn == PublishedRow.turn,
        same.batch == number,
    )
    theirs = (PublishedRow.demand == found.demand, PublishedRow.batch != number, elsewhere)
    await session.execute(delete(PublishedRow).where(*theirs).execution_options(**_PLAIN))
    await _drop_overtaken(session, found.demand)
    found.last_batch = max(found.last_batch, number)


async def _drop_overtaken(session: AsyncSession, name: bytes) -> None:
    """Delete unpublished rows that are published by now, or older than what is."""
    overtaken = exists().where(
        PublishedRow.demand == name,
        PublishedRow.key == UnpublishedRow.key,
        PublishedRow.turn >= UnpublishedRow.turn,
    )
    theirs = (UnpublishedRow.demand == name, overtaken)
    await session.execute(delete(UnpublishedRow).where(*theirs).execution_options(**_PLAIN))
