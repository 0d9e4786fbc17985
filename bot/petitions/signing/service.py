"""Signing and withdrawing: one durable transaction for all who wait, one standing signature per member.

The answer is the same whatever was there before, and nothing here logs or counts a signature: whoever
watches the bot's output must not see that somebody signed just now.
"""

import asyncio
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select

from bot.clock import Clock
from bot.courtesy import Courtesy
from bot.petitions.keys.keyring import Keys
from bot.petitions.keys.sealing import NO_MARK
from bot.petitions.signing import eligibility
from bot.petitions.signing.arrivals import Arrivals
from bot.petitions.signing.members import Link, Members
from bot.petitions.signing.signer import Signer
from bot.petitions.signing.statements import DEMANDS, DEMANDS_HELD, UNITS_HELD, Asked, standing
from bot.petitions.signing.storing import Place, SignatureRows
from bot.petitions.signing.withdrawals import Withdrawals
from bot.refusal import DatabaseAway, Refusal, RoleLost
from bot.storage import Database
from bot.storage.questions import Ask, Listing
from bot.storage.recent import Recent
from bot.storage.tables import Demand
from bot.storage.transaction import Transaction

_MOST = 1000  # of one transaction, so that the last who wait are not kept for long; and of one ``Listing``
_SLOW = 0.25  # seconds for a transaction, which takes some milliseconds
_AT_ONCE = 16
_GIVES_WAY = 0.025  # seconds that one transaction's answers wait for those who want something else


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """What one member asked for; ``done`` is settled when it is durable, or refused."""

    demand_id: int
    member_id: int = field(repr=False)
    reference: bytes = field(repr=False)  # of the account
    done: asyncio.Future[None] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Sign(_Request):
    server_id: int
    version: int
    signer: Signer = field(repr=False)
    unit_id: int | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Withdraw(_Request):
    if_signed: bool = field(default=False, kw_only=True)  # or noted for whoever asks


class Signing:
    """Takes signatures and withdrawals. Nothing is answered before it is on disk."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._withdrawals = Withdrawals(keys.folder)
        self._members = Members(keys)
        self._rows = SignatureRows(database, keys)
        self._recent: Recent[int, dict[int, Asked]] = Recent(database)
        self.arrivals = Arrivals(clock)
        self.courtesy = Courtesy()
        self._waiting: list[_Request] = []
        self._in_line = 0
        self._flush_began: float | None = None  # by the event loop's clock, where one is under way
        self._flushing: asyncio.Task[None] | None = None
        self._settling: set[asyncio.Task[None]] = set()

    async def sign(
        self, demand_id: int, *, server_id: int, version: int, signer: Signer, unit_id: int | None = None
    ) -> None:
        """Let a member's signature stand, if it does not already.

        ``version`` is the one that the form showed, ``signer`` is what the interaction tells of the member,
        ``unit_id`` the unit they name; one that stands already keeps the unit it named.
        Raises ``Refusal``, the same whether the member had signed or not; and the database's error if
        nothing could be stored.
        """
        reference = await self._keys.reference(demand_id, signer.member_id)
        if reference is None:
            raise await self._no_key(demand_id, server_id)
        done = asyncio.get_running_loop().create_future()
        await self._submit(
            _Sign(demand_id, signer.member_id, reference, done, server_id, version, signer, unit_id)
        )

    async def admit(self, demand_id: int, *, server_id: int, signer: Signer) -> None:
        """Raises the ``Refusal`` that signing would meet now, before anybody reads a form for nothing. What
        another process changed some seconds ago may be missed: it holds when the form is sent."""
        reference = await self._keys.reference(demand_id, signer.member_id)
        if reference is None:
            raise await self._no_key(demand_id, server_id)
        demands = await self._recent.get(
            demand_id, lambda: _demands(self._database.ask, DEMANDS, {demand_id})
        )
        demand = demands.get(demand_id)
        version = 0 if demand is None else demand.version
        done = asyncio.get_running_loop().create_future()
        request = _Sign(demand_id, signer.member_id, reference, done, server_id, version, signer)
        refusal = _refusal(request, demand, self._clock(), set())
        if refusal is not None:
            raise refusal

    async def withdraw(self, demand_id: int, *, member_id: int) -> None:
        """Let a member's signature no longer stand, if it does; also after the demand has closed, and
        whatever roles the member still has. From then on nothing in the database is theirs.

        That they withdrew is noted beside the key, also of those who never signed. Raises ``Refusal`` if
        there is no such demand, and the database's error if nothing could be stored.
        """
        reference = await self._keys.reference(demand_id, member_id)
        if reference is None:
            raise await self._no_key(demand_id)
        done = asyncio.get_running_loop().create_future()
        await self._submit(_Withdraw(demand_id, member_id, reference, done))

    async def withdraw_signed(self, demand_ids: Sequence[int], *, member_id: int) -> None:
        """Withdraw what a member signed of these demands, all at once. Looked for in each; noted beside the
        keys of those alone where a signature stands. Raises the database's error, and ``KeysError``."""
        loop, requests = asyncio.get_running_loop(), []
        for demand_id in demand_ids:
            reference = await self._keys.reference(demand_id, member_id)
            if reference is not None:
                requests.append(
                    _Withdraw(demand_id, member_id, reference, loop.create_future(), if_signed=True)
                )
        for outcome in await asyncio.gather(*map(self._submit, requests), return_exceptions=True):
            # Deleted meanwhile, or its key destroyed: nothing is left of it.
            if isinstance(outcome, BaseException) and not isinstance(outcome, Refusal):
                raise outcome

    @property
    def held_up(self) -> int:
        """How many wait for a database that takes longer than it does; 0 where it does not."""
        since = self._flush_began
        slow = since is not None and asyncio.get_running_loop().time() - since > _SLOW
        return self._in_line if slow else 0

    async def finish(self) -> None:
        """Wait until everybody who asked has an answer."""
        if self._flushing is not None:
            await asyncio.wait({self._flushing})
        if self._settling:
            await asyncio.wait(self._settling)

    async def _no_key(self, demand_id: int, server_id: int | None = None) -> Refusal:
        """Why a demand has no key: it is not there, it has not opened, or its key was destroyed."""
        async with self._database.read() as session:
            found = await session.execute(
                select(Demand.server_id, Demand.key_destroyed_at).where(Demand.id == demand_id)
            )
            demand = found.one_or_none()
        if demand is None or server_id not in (None, demand.server_id):
            return Refusal("refusal-no-such-demand")
        if demand.key_destroyed_at is not None:
            return _anonymous(demand.key_destroyed_at)
        return Refusal("refusal-no-such-demand" if server_id is None else "refusal-demand-not-open")

    async def _submit(self, request: _Request) -> None:
        """Wait with the others. Who finds nobody at work starts it; it ends when nobody waits."""
        self._waiting.append(request)
        if self._flushing is None:
            # A task of its own: the one who started it may be cancelled while others wait.
            self._flushing = asyncio.create_task(self._flush_all())
        self._in_line += 1
        try:
            await request.done
        finally:
            self._in_line -= 1

    async def _flush_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                self._flush_began = asyncio.get_running_loop().time()
                await self._flush(batch)
        finally:
            self._flushing = self._flush_began = None
            for request in self._waiting:  # only when the loop is ending
                request.done.cancel()
            self._waiting.clear()

    async def _flush(self, batch: Sequence[_Request]) -> None:
        """Store a batch in one transaction, then answer each; if it fails, all of it failed."""
        batch = [request for request in batch if not request.done.done()]
        if not batch:
            return
        noted: dict[int, bytes] = {}  # beside the keys
        try:
            async with self._database.brief() as transaction:
                refusals, gone, signed = await self._store(transaction, batch, noted)
        except Exception as error:
            # Or the next start would withdraw what nobody, as they are told, has withdrawn. Where it may have
            # been stored, what each asked for last holds: that start must not withdraw who signed again. It
            # holds too where the role was lost: another process may have told them by now that it is done.
            if not isinstance(error, DatabaseAway | RoleLost):
                await self._withdrawals.undo(noted)
            for request in batch:
                _answer(request, error)
        except BaseException:
            for request in batch:
                request.done.cancel()
            raise
        else:
            for place in gone:
                self.arrivals.forget(*place)
            for request, gathered in signed:
                self.arrivals.note(request.demand_id, request.reference, request.signer, batch=gathered)
            settling = asyncio.create_task(self._settle(batch, refusals))
            self._settling.add(settling)
            settling.add_done_callback(self._settling.discard)

    async def _settle(self, batch: Sequence[_Request], refusals: Sequence[Refusal | None]) -> None:
        """Answer some at a time, after whoever asks for something else meanwhile."""
        patience = _GIVES_WAY
        for number, (request, refusal) in enumerate(zip(batch, refusals, strict=True), 1):
            _answer(request, refusal)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
                patience = await self.courtesy.give_way(patience)

    async def _store(
        self, transaction: Transaction, batch: Sequence[_Request], noted: dict[int, bytes]
    ) -> tuple[list[Refusal | None], list[Place], list[tuple[_Sign, int]]]:
        """Why each request is refused, if it is; where signatures were withdrawn; and those that signed, with
        the batch that their demand gathers. ``noted``: see ``Withdrawals.note``.

        Whatever was read before a form was shown or sent is read again here, and stays as it is until the
        end: a demand that closes, a text that changes or a role that is asked for now lets nobody in.
        """
        now = self._clock()
        named = {request.demand_id for request in batch}
        demands = await _demands(transaction.ask, DEMANDS_HELD, named)
        withdrawing = {request for request in batch if isinstance(request, _Withdraw)}
        links = await self._members.of(transaction.ask, batch, demands, withdrawing)
        units = await _units(transaction.ask, batch)
        refusals = [_refusal(request, demands.get(request.demand_id), now, units) for request in batch]
        # Of what one member asks in one batch by one link the last counts: it ends with the count of all in
        # turn. Who has no link changes nothing, and is answered the same.
        last = {
            (request.demand_id, link.reference, link.mark): (request, link)
            for request, refusal in zip(batch, refusals, strict=True)
            if refusal is None
            for link in links[request]
            if link.signs or request in withdrawing
        }
        # In the order of the references, not of arrival, which the disk would keep.
        ordered = [last[key] for key in sorted(last)]
        signing: list[tuple[_Sign, Link]] = [
            (replace(request, reference=link.reference), link)
            for request, link in ordered
            if isinstance(request, _Sign)
        ]
        signed = {
            (request.demand_id, request.reference): (request.unit_id, link.mark) for request, link in signing
        }
        withdrawn = await self._withdrawn(
            transaction, [(each, link) for each, link in ordered if isinstance(each, _Withdraw)], signed
        )
        marks = await self._rows.marks(
            transaction, [(each.demand_id, each.reference) for each, link in signing if link.replaced]
        )
        overtaken = [place for place, mark in marks.items() if mark != signed[place][1]]
        # On disk before the database has it.
        salts = {demand.id: demand.salt for demand in demands.values()}
        await self._withdrawals.note(salts, withdrew=withdrawn, signed=signed, written=noted)
        await self._rows.withdraw(transaction, demands, [*withdrawn, *overtaken])
        await self._rows.sign(transaction, demands, signed, now.date())
        gathered = [(request, demands[request.demand_id].batch) for request, _ in signing]
        return refusals, [*withdrawn, *overtaken], gathered

    async def _withdrawn(
        self,
        transaction: Transaction,
        withdrawing: Sequence[tuple[_Withdraw, Link]],
        signed: Collection[Place],
    ) -> list[Place]:
        """Where a signature is to be withdrawn: by the present link whatever stands there, by a former one
        what was given under it, and nothing that somebody signs at this moment."""
        places = [(each.demand_id, link.reference) for each, link in withdrawing]
        asked = list(zip(places, withdrawing, strict=True))
        doubtful = [place for place, (each, link) in asked if each.if_signed and link.present]
        stands = await _standing(transaction.ask, doubtful)
        marks = await self._rows.marks(transaction, [place for place, (_, link) in asked if not link.present])
        found: dict[Place, None] = {}  # once, in this order
        for place, (each, link) in asked:
            if link.present:
                theirs = not each.if_signed or place in stands
            else:
                theirs = place not in signed and marks.get(place) in (link.mark, NO_MARK)
            if theirs:
                found[place] = None
        return list(found)


async def _demands(ask: Ask, listing: Listing, demand_ids: Collection[int]) -> dict[int, Asked]:
    rows = (Asked(*row) for row in await ask(*listing.of(sorted(demand_ids))))
    return {row.id: row for row in rows}


async def _standing(ask: Ask, places: Sequence[Place]) -> Set[Place]:
    """Those of these places where a signature stands."""
    return {(row[0], row[1]) for row in await ask(*standing(places))} if places else set()


async def _units(ask: Ask, batch: Sequence[_Request]) -> Set[tuple[int, int]]:
    """The units that are named and there, each behind its server. One that is not there would fail everybody
    who waits."""
    named = {each.unit_id for each in batch if isinstance(each, _Sign) and each.unit_id is not None}
    return (
        {(server_id, unit_id) for server_id, unit_id in await ask(*UNITS_HELD.of(sorted(named)))}
        if named
        else set()
    )


def _refusal(
    request: _Request, demand: Asked | None, now: datetime, units: Set[tuple[int, int]]
) -> Refusal | None:
    """Why this cannot be done. Never looks at what the member signed."""
    if demand is None:
        return Refusal("refusal-no-such-demand")
    if demand.key_destroyed_at is not None:  # by another process, a moment ago
        return _anonymous(demand.key_destroyed_at)
    if not isinstance(request, _Sign):
        return None
    if demand.server_id != request.server_id:
        return Refusal("refusal-no-such-demand")
    if demand.state == "draft":
        return Refusal("refusal-demand-not-open")
    if demand.state == "closed" or (demand.closes_at is not None and demand.closes_at <= now):
        return Refusal("refusal-demand-closed")
    if demand.version != request.version:
        return Refusal("refusal-demand-changed")
    if request.unit_id is not None and (request.server_id, request.unit_id) not in units:
        return Refusal("refusal-no-such-unit")
    asked = eligibility.conditions_of(demand)
    return eligibility.refusal(asked, request.signer, now=now)


def _answer(request: _Request, error: BaseException | None) -> None:
    if request.done.done():  # whoever waited was cancelled
        return
    if error is None:
        request.done.set_result(None)
    else:
        request.done.set_exception(error)


def _anonymous(destroyed_at: datetime) -> Refusal:
    """Nothing can be tied to anyone any more: the same answer for everybody, to any wish."""
    return Refusal("refusal-demand-anonymous", day=destroyed_at.date())
