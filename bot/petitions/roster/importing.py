"""Taking a file's membership numbers into a roster, a chunk at a time: a bot that runs beside it waits for
none longer than a moment, and nothing that was done has to be done again if it is stopped."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.petitions.keys.keyring import Keys, roster_key
from bot.petitions.roster.codes import new_code, read_code
from bot.petitions.roster.service import code_reference, number_reference, rounded, take_off
from bot.storage import Database
from bot.storage.tables import Demand, RosterLink, RosterMember, Server
from bot.storage.upsert import insert

CHUNK = 10_000
"""Numbers in one transaction."""

_CACHE = 16_384  # KiB

Codes = Sequence[tuple[str, str]]
"""Membership numbers, as the file has them, each with its new code."""


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of a file's numbers."""

    new: int = 0  # each got a code
    known: int = 0
    repeated: int = 0  # further lines with a number that came before
    gone: int = 0  # on the roster and not in the file: taken off where that was asked for


async def import_numbers(
    database: Database,
    keys: Keys,
    server_id: int,
    numbers: Iterable[str],
    *,
    hand_out: Callable[[Codes], None],
    replace: bool,
    progress: Callable[[int], None] = lambda _: None,
    audit: Recorder = UNRECORDED,
) -> Imported:
    """Put a file's numbers on a server's roster; with ``replace``, take off who is not in it.

    ``hand_out`` puts the codes of new members in a safe place, for good, before the database knows them: a
    crash in between leaves codes that open nothing, never a member without a code. Doing the same again
    changes nothing. ``progress`` is told of numbers.
    """
    done = Imported()
    async with database.write() as session:
        key = await keys.ensure(session, roster_key(server_id))
        newest = select(func.max(RosterMember.seen)).where(RosterMember.server_id == server_id)
        number = (await session.scalar(newest) or 0) + 1
    waiting = iter(numbers)
    while chunk := list(islice(waiting, CHUNK)):
        members: dict[bytes, str] = {}
        for written in chunk:  # the code is handed out with the number as it was written first
            members.setdefault(number_reference(key, written), written)
        done.repeated += len(chunk) - len(members)
        async with database.write() as session:
            if database.is_sqlite:  # or each row of a chunk would read and write its pages anew
                await session.execute(text(f"PRAGMA cache_size=-{_CACHE}"))
            # Two imports at once take turns.
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            await _import_chunk(session, database, server_id, key, members, number, hand_out, done)
        progress(len(chunk))
    async with database.write() as session:
        theirs = RosterMember.server_id == server_id
        unseen = (RosterMember.seen > 0) & (RosterMember.seen < number)
        done.gone = await session.scalar(select(func.count()).where(theirs, unseen)) or 0
        # Without ``replace`` nobody is taken off, but links that no demand needs any more are not kept.
        await take_off(session, server_id, unseen if replace else RosterMember.seen == 0)
        await _say_size(session, server_id)
        after = {"new": done.new, "known": done.known, "taken_off": done.gone if replace else 0}
        await audit.record(session, server_id, None, "roster-import", "roster", after=after)
    await database.checkpoint()
    return done


async def _import_chunk(
    session: AsyncSession,
    database: Database,
    server_id: int,
    key: bytes,
    members: dict[bytes, str],
    number: int,
    hand_out: Callable[[Codes], None],
    done: Imported,
) -> None:
    theirs = RosterMember.server_id == server_id
    rows = await session.execute(
        select(RosterMember.reference, RosterMember.seen).where(theirs, RosterMember.reference.in_(members))
    )
    known = {row.reference: row.seen for row in rows}
    before = [reference for reference, seen in known.items() if seen < number]
    done.known += len(before)
    done.repeated += len(known) - len(before)
    codes = {reference: new_code() for reference in members if reference not in known}
    done.new += len(codes)
    if codes:
        former = set(
            await session.scalars(
                select(RosterLink.reference).where(
                    RosterLink.server_id == server_id, RosterLink.reference.in_(codes)
                )
            )
        )
        hand_out([(members[reference], code) for reference, code in codes.items()])
        connection = await session.connection()
        await connection.execute(
            insert(database, RosterMember),
            [  # in the order of the references: that of the file would stay on the disk
                {
                    "server_id": server_id,
                    "reference": reference,
                    "code": code_reference(key, read_code(codes[reference])),
                    "account": None,
                    "seen": number,
                    "replaced": reference in former,  # of who left, and whose account is another's now
                }
                for reference in sorted(codes)
            ],
        )
    # Never back: another import may be ahead of this one.
    marking = update(RosterMember).where(
        theirs, RosterMember.reference.in_(before), RosterMember.seen < number
    )
    await session.execute(marking.values(seen=number).execution_options(synchronize_session=False))


async def _say_size(session: AsyncSession, server_id: int) -> None:
    """How large the roster is now, on the cards of open demands too."""
    counted = await session.scalar(
        select(func.count()).where(RosterMember.server_id == server_id, RosterMember.seen > 0)
    )
    size = rounded(counted or 0)
    await session.execute(update(Server).where(Server.id == server_id).values(roster_size=size))
    await session.execute(
        update(Demand)
        .where(
            Demand.server_id == server_id,
            Demand.verified_by == "roster",
            Demand.state == "open",
            Demand.roster_size.is_distinct_from(size),
        )
        .values(roster_size=size, stamp=Demand.stamp + 1)
    )
