"""Import of a file's membership numbers into a roster, in chunks: a bot that runs at the same time is never
blocked for long, and an interrupted import need not be repeated from the start."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.keystore.keyring import Keys, roster_key
from bot.petitions.roster.codes import new_code, read_code
from bot.petitions.roster.members import (
    code_reference,
    number_reference,
    remove_members,
    round_down,
    store_size,
)
from bot.storage import Database
from bot.storage.models import RosterLink, RosterMember, Server
from bot.storage.purge import purge
from bot.storage.upsert import insert

BATCH_SIZE = 10_000
"""Numbers per transaction."""

_CACHE_KIB = 16_384  # KiB

Codes = Sequence[tuple[str, str]]
"""Membership numbers as written in the file, with their new codes."""


@dataclass(slots=True, kw_only=True)
class ImportResult:
    """Result of an import, in numbers."""

    new: int = 0  # new members; each gets a code
    known: int = 0
    repeated: int = 0  # duplicate lines
    gone: int = 0  # on the roster but not in the file: taken off with ``replace``


class RosterImport:
    """Import of a file's numbers into a server's roster.

    ``hand_out`` must store the codes of new members durably before the database knows them: a crash in
    between leaves codes that open nothing, never a member without a code. ``progress`` receives numbers
    processed.
    """

    def __init__(
        self,
        database: Database,
        keys: Keys,
        server_id: int,
        *,
        hand_out: Callable[[Codes], None],
        progress: Callable[[int], None] = lambda _: None,
        audit: Recorder = UNRECORDED,
    ) -> None:
        self._database = database
        self._keys = keys
        self._server_id = server_id
        self._hand_out = hand_out
        self._progress = progress
        self._audit = audit

    async def run(self, numbers: Iterable[str], *, replace: bool) -> ImportResult:
        """Import the numbers; with ``replace``, take off the members that are not among them. Idempotent."""
        done = ImportResult()
        async with self._database.write() as session:
            key = await self._keys.ensure(session, roster_key(self._server_id))
            newest = select(func.max(RosterMember.seen)).where(RosterMember.server_id == self._server_id)
            number = (await session.scalar(newest) or 0) + 1
        waiting = iter(numbers)
        while chunk := list(islice(waiting, BATCH_SIZE)):
            members: dict[bytes, str] = {}
            for written in chunk:  # codes are handed out with the first spelling of the number
                members.setdefault(number_reference(key, written), written)
            done.repeated += len(chunk) - len(members)
            async with self._database.write() as session:
                if self._database.is_sqlite:  # or each row of a chunk would read and write its pages again
                    await session.execute(text(f"PRAGMA cache_size=-{_CACHE_KIB}"))
                # Serialises concurrent imports.
                await session.execute(select(Server.id).where(Server.id == self._server_id).with_for_update())
                await self._import_chunk(session, key, members, number, done)
            self._progress(len(chunk))
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == self._server_id).with_for_update())
            theirs = RosterMember.server_id == self._server_id
            unseen = (RosterMember.seen > 0) & (RosterMember.seen < number)
            done.gone = await session.scalar(select(func.count()).where(theirs, unseen)) or 0
            # Without ``replace`` nobody is taken off, but links that no demand needs any more are deleted.
            these = unseen if replace else RosterMember.seen == 0
            await remove_members(session, self._server_id, these)
            counted = await session.scalar(
                select(func.count()).where(RosterMember.server_id == self._server_id, RosterMember.seen > 0)
            )
            await store_size(session, self._server_id, round_down(counted or 0))
            after = {"new": done.new, "known": done.known, "taken_off": done.gone if replace else 0}
            await self._audit.record(session, self._server_id, None, "roster-import", "roster", after=after)
        await purge(self._database)
        return done

    async def _import_chunk(
        self, session: AsyncSession, key: bytes, members: dict[bytes, str], number: int, done: ImportResult
    ) -> None:
        theirs = RosterMember.server_id == self._server_id
        listed = select(RosterMember.reference, RosterMember.seen).where(theirs)
        rows = await session.execute(listed.where(RosterMember.reference.in_(members)))
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
                        RosterLink.server_id == self._server_id, RosterLink.reference.in_(codes)
                    )
                )
            )
            self._hand_out([(members[reference], code) for reference, code in codes.items()])
            connection = await session.connection()
            await connection.execute(
                insert(self._database, RosterMember),
                [  # sorted by reference: the disk would preserve the order of the file
                    {
                        "server_id": self._server_id,
                        "reference": reference,
                        "code": code_reference(key, read_code(codes[reference])),
                        "account": None,
                        "seen": number,
                        "replaced": reference in former,  # left before; their account may be another's now
                    }
                    for reference in sorted(codes)
                ],
            )
        # Never decrease: a concurrent import may be ahead of this one.
        marking = update(RosterMember).where(
            theirs, RosterMember.reference.in_(before), RosterMember.seen < number
        )
        await session.execute(marking.values(seen=number).execution_options(synchronize_session=False))
