"""Roster service: links Discord accounts with members, storing keyed references of both instead of ids.

A member is stored as HMAC-SHA256 of the membership number, an account as that of its id, a link code as that
of the code, all with the server's roster key, which is a file apart from the database. A demand stores a
member as HMAC-SHA256 of the first with the demand's own key: one signature per member, regardless of the
accounts they had.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, or_, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.errors import UserError
from bot.keystore.keyring import Keys, roster_key
from bot.petitions.roster.codes import new_code, read_code
from bot.petitions.roster.file import tidy_number
from bot.petitions.roster.members import (
    LinkNotice,
    RosterRow,
    account_reference,
    code_reference,
    links,
    number_reference,
    remove_cards_off_roster,
    remove_members,
    round_down,
    store_size,
    use_code,
    used_code_reference,
)
from bot.storage import Database
from bot.storage.models import MemberCard, RosterLink, RosterMember, Server
from bot.storage.purge import purge
from bot.storage.ttl_cache import TtlCache

OF_ACCOUNT = 5
OF_SERVER = 1000  # many members may mistype on the day the codes arrive
PERIOD = timedelta(hours=1)


class Attempts:
    """Rate limiter for wrong link codes: those of the last hour by server, and attempts in progress.

    In memory only: a restart may reset it. A code has 72 random bits, so that with 350,000 valid codes a
    guess succeeds with a probability of one in 2^53; a million guesses would change nothing. The limits
    discourage guessing and keep floods away from the database. Attempts leave no trace on disk.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[int, deque[tuple[datetime, int]]] = {}
        self._under_way: Counter[tuple[int, int]] = Counter()  # by server and account

    def allowed(self, server_id: int, account_id: int) -> bool:
        """True if this account may try a code now. Attempts in progress count as wrong, so that concurrency
        does not bypass the limit."""
        wrong = self._wrong.get(server_id, deque())
        now = self._clock()
        while wrong and not timedelta() <= now - wrong[0][0] < PERIOD:
            wrong.popleft()
        if not wrong:
            self._wrong.pop(server_id, None)
        theirs = sum(account == account_id for _, account in wrong)
        return theirs + self._under_way[server_id, account_id] < OF_ACCOUNT and len(wrong) < OF_SERVER

    @contextmanager
    def trying(self, server_id: int, account_id: int) -> Iterator[None]:
        """Context manager that marks an attempt of this account as in progress."""
        self._under_way[server_id, account_id] += 1
        try:
            yield
        finally:
            self._under_way[server_id, account_id] -= 1
            self._under_way += Counter()  # drops zero counts

    def note_wrong(self, server_id: int, account_id: int) -> None:
        """Record a rejected code of this account."""
        self._wrong.setdefault(server_id, deque(maxlen=OF_SERVER)).append((self._clock(), account_id))


CODE_DELAY = timedelta(days=1)
"""Delay until a replacement code works, so that the linked account can be warned before."""


@dataclass(frozen=True, slots=True)
class RosterStatus:
    """Size of a roster, rounded down to tens: an exact number would change with each member who joins."""

    members: int  # at the last import
    linked: int


class Roster:
    """Service for the rosters of all servers: members link their accounts, the steward hands out codes."""

    def __init__(self, database: Database, clock: Clock, keys: Keys, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._audit = audit
        self._attempts = Attempts(clock)
        self._untold: TtlCache[int, Mapping[bytes, LinkNotice]] = TtlCache(database)

    async def join(self, server_id: int, *, account_id: int, typed: str) -> None:
        """Link an account with the member whose code was typed. Idempotent for the same account and code.

        Raises ``UserError``: one for a malformed code, one for every other invalid code, whether it never
        existed, was used, belongs to another server, or works only later; and one after too many wrong codes,
        whatever the code. No answer reveals whether the account was linked before.
        """
        code = read_code(typed)
        if not self._attempts.allowed(server_id, account_id):
            raise UserError("refusal-code-too-often")
        with self._attempts.trying(server_id, account_id):
            key = await self._keys.key(roster_key(server_id))
            if key is None or not await self._linked(server_id, key, account_id, code):
                self._attempts.note_wrong(server_id, account_id)
                raise UserError("refusal-code-unknown")

    async def _linked(self, server_id: int, key: bytes, account_id: int, code: str) -> bool:
        account = account_reference(key, account_id)
        fresh = code_reference(key, code)
        used = used_code_reference(key, code, account_id)
        for _ in range(2):  # retry if the account was linked with another member meanwhile
            try:
                async with self._database.write() as session:
                    return await use_code(
                        session, server_id, account, code=fresh, used=used, now=self._clock()
                    )
            except IntegrityError:
                continue
        return False

    async def new_code(self, server_id: int, number: str, *, reason: str) -> str:
        """Create a replacement code for a member who lost theirs or has another account; ``reason`` goes into
        the audit. It works after a day; the old code ends now, the old link when the new code is used.

        Raises ``UserError`` for a number that is not on the roster.
        """
        key, tidy, code = await self._keys.key(roster_key(server_id)), tidy_number(number), new_code()
        if key is not None and tidy is not None:
            changing = (
                update(RosterMember)
                .where(
                    RosterMember.server_id == server_id,
                    RosterMember.reference == number_reference(key, tidy),
                    RosterMember.seen > 0,
                )
                .values(code=code_reference(key, read_code(code)), code_from=self._clock() + CODE_DELAY)
                .returning(RosterMember.server_id)
            )
            async with self._database.write() as session:
                if (await session.execute(changing)).scalar_one_or_none() is not None:
                    why = {"code_reason": reason}  # the member is not recorded
                    await self._audit.record(session, server_id, None, "roster-code", "roster", after=why)
                    return code
        raise UserError("refusal-not-on-the-roster")

    async def notice(self, server_id: int, account_id: int) -> LinkNotice | None:
        """Return the pending notice about an account's link, if any. Call ``acknowledge`` afterwards."""
        untold = await self._untold.get(server_id, lambda: self._read_untold(server_id))
        key = await self._keys.key(roster_key(server_id)) if untold else None
        return None if key is None else untold.get(account_reference(key, account_id))

    async def acknowledge(self, server_id: int, account_id: int) -> None:
        """Record that the account's holder has read that another account is linked in its place."""
        key = await self._keys.key(roster_key(server_id))
        if key is None:
            return
        theirs = (RosterLink.server_id == server_id, RosterLink.account == account_reference(key, account_id))
        async with self._database.write() as session:
            await session.execute(update(RosterLink).where(*theirs).values(told=True))

    async def _read_untold(self, server_id: int) -> Mapping[bytes, LinkNotice]:
        """Return the pending notices by account: of a replaced link once, of a replacement code until it
        works."""
        replaced = select(RosterLink.account, RosterLink.replaced_on).where(
            RosterLink.server_id == server_id, RosterLink.told.is_(False)
        )
        waiting = select(RosterMember.account, RosterMember.code_from).where(
            RosterMember.server_id == server_id, RosterMember.code_from > self._clock()
        )
        async with self._database.read() as session:
            codes = (await session.execute(waiting)).all()
            former = (await session.execute(replaced)).all()
        found = {row.account: LinkNotice(ready_at=row.code_from) for row in codes if row.account is not None}
        return {**found, **{row.account: LinkNotice(day=row.replaced_on) for row in former}}

    async def status(self, server_id: int) -> RosterStatus | None:
        """Return the size of the roster; ``None`` if there is none."""
        async with self._database.read() as session:
            size = await session.scalar(select(Server.roster_size).where(Server.id == server_id))
            if size is None:
                return None
            linked = await session.scalar(
                select(func.count()).where(
                    RosterMember.server_id == server_id,
                    RosterMember.account.is_not(None),
                    RosterMember.seen > 0,
                )
            )
        return RosterStatus(members=size, linked=round_down(linked or 0))

    async def clear(self, server_id: int) -> bool:
        """Take all members off the roster and delete their codes, and their links unless these are needed to
        withdraw a signature; so with cards. Return whether any link or card was kept."""
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            await remove_members(session, server_id, RosterMember.seen > 0)
            await store_size(session, server_id, None)
            await self._audit.record(session, server_id, None, "roster-clear", "roster")
            links_left = (
                RosterMember.server_id == server_id,
                RosterLink.server_id == server_id,
                MemberCard.server_id == server_id,
            )
            kept = await session.scalar(select(or_(*(exists().where(theirs) for theirs in links_left))))
        await purge(self._database)
        return bool(kept)

    async def linked_entries(self, account_id: int) -> list[RosterRow]:
        """Return the roster entries that a Discord account is linked with, one for each such server."""
        rows = []
        async with self._database.read() as session:
            accounts = await self._accounts(session, account_id)
        for server_id, account in accounts.items():
            found = (await links(self._database.ask, server_id, [account])).get(account)
            if found is not None:
                rows.append(found)
        return rows

    async def replaced_links(self, account_id: int) -> list[tuple[int, Day]]:
        """Return the servers in which an earlier link of this account ended, and when."""
        async with self._database.read() as session:
            accounts = await self._accounts(session, account_id)
            theirs = tuple_(RosterLink.server_id, RosterLink.account).in_(list(accounts.items()))
            former = select(RosterLink.server_id, RosterLink.replaced_on).where(theirs)
            rows = await session.execute(former.order_by(RosterLink.server_id, RosterLink.replaced_on))
            return [(row.server_id, row.replaced_on) for row in rows]

    async def erase(self, session: AsyncSession, account_id: int) -> None:
        """Delete all roster data of a Discord account (its member, codes and links) in the caller's
        transaction. Withdraw the account's signatures first: without a link they cannot be found.
        A ``purge`` afterwards clears the disk.

        The card stays as that of a member who left (``remove_cards_off_roster``): while a round is under way,
        whoever links an account with another's place, erases it and imports the place again must wait seven
        days for a new card."""
        for server_id, account in (await self._accounts(session, account_id)).items():
            for table in (RosterMember, RosterLink):
                linked = (table.server_id == server_id, table.account == account)
                await session.execute(delete(table).where(*linked))
            await remove_cards_off_roster(session, server_id)

    async def _accounts(self, session: AsyncSession, account_id: int) -> Mapping[int, bytes]:
        """Return the references of an account by server, for each server that has, or had, a roster."""
        server_ids = (await session.scalars(select(Server.id).order_by(Server.id))).all()
        keys = {server_id: await self._keys.key(roster_key(server_id)) for server_id in server_ids}
        return {server_id: account_reference(key, account_id) for server_id, key in keys.items() if key}
