"""Signing and withdrawing: group commit, one durable transaction for all waiting requests; one standing
signature per member.

The answer does not depend on the previous state, and nothing here logs or counts a signature: an observer of
the bot's output must not see that somebody signed just now.
"""

import asyncio
from collections.abc import Collection, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock, is_over
from bot.errors import DatabaseAway, NotStored, RoleLost, UserError
from bot.keystore.keyring import Keys
from bot.keystore.sealing import NO_MARK
from bot.petitions.signing import eligibility
from bot.petitions.signing.account_age_stats import AccountAgeStats
from bot.petitions.signing.eligibility import Signer
from bot.petitions.signing.roster_resolution import Link, Members
from bot.petitions.signing.signature_rows import (
    DEMANDS,
    DEMANDS_HELD,
    STANDING,
    UNITS_HELD,
    DemandConditions,
    Place,
    SignatureRows,
)
from bot.petitions.signing.withdrawals import Withdrawals
from bot.storage import Database
from bot.storage.engine import Ask, InListQuery, Transaction
from bot.storage.models import Demand
from bot.storage.ttl_cache import TtlCache

_MAX_BATCH_SIZE = 1000  # requests per transaction, which limits the latency of the last
_SLOW_TRANSACTION_S = 0.25  # seconds; a transaction normally takes some milliseconds
_MAX_CONCURRENT_ANSWERS = 16


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """Request of one member; ``done`` is resolved when it is durable or refused."""

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
    if_signed: bool = field(default=False, kw_only=True)  # only if a signature stands; else always recorded


@dataclass(slots=True)
class _Noted:
    """Journal entries of a batch: those that are written, and those that follow its commit."""

    salts: dict[int, bytes] = field(default_factory=dict, repr=False)  # by demand
    written: dict[int, bytes] = field(default_factory=dict, repr=False)  # see ``Withdrawals.note``
    again: list[Place] = field(default_factory=list, repr=False)  # signed, and withdrawn before


class Signing:
    """Service for signatures and withdrawals. Requests are answered only once they are on disk."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self.withdrawals = Withdrawals(keys.folder)
        self._members = Members(keys)
        self._rows = SignatureRows(database, keys)
        self._recent: TtlCache[int, dict[int, DemandConditions]] = TtlCache(database)
        self.arrivals = AccountAgeStats(clock)
        self._waiting: list[_Request] = []
        self._in_line = 0
        self._flush_began: float | None = None  # event loop time; None if no flush is running
        self._flushing: asyncio.Task[None] | None = None
        self._settling: set[asyncio.Task[None]] = set()

    async def sign(
        self, demand_id: int, *, server_id: int, version: int, signer: Signer, unit_id: int | None = None
    ) -> None:
        """Store a member's signature, if none stands.

        ``version`` is the one that the form showed, ``signer`` what the interaction says about the member,
        ``unit_id`` the unit they name; a standing signature keeps its unit. Raises ``UserError``, the same
        whether the member had signed or not; and the database's error if nothing could be stored.
        """
        reference = await self._keys.reference(demand_id, signer.member_id)
        if reference is None:
            raise await self._no_key(demand_id, server_id)
        done = asyncio.get_running_loop().create_future()
        await self._submit(
            _Sign(demand_id, signer.member_id, reference, done, server_id, version, signer, unit_id)
        )

    async def admit(self, demand_id: int, *, server_id: int, signer: Signer) -> None:
        """Raise the ``UserError`` that signing would meet now, so that nobody reads a form in vain. Uses
        cached data: a change made by another process within the last seconds may be missed, and is enforced
        when the form is submitted."""
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
        """Withdraw a member's signature, if one stands; also after the demand has closed, and regardless of
        the member's roles. From then on nothing in the database is theirs.

        The withdrawal is recorded beside the key, even for members who never signed. Raises ``UserError`` if
        there is no such demand, and the database's error if nothing could be stored.
        """
        reference = await self._keys.reference(demand_id, member_id)
        if reference is None:
            raise await self._no_key(demand_id)
        done = asyncio.get_running_loop().create_future()
        await self._submit(_Withdraw(demand_id, member_id, reference, done))

    async def withdraw_signed(self, demand_ids: Sequence[int], *, member_id: int) -> None:
        """Withdraw all signatures of a member on these demands at once. Recorded beside the keys only where a
        signature stands. Raises the database's error, and ``KeysError``."""
        requests = await self._withdrawals_of(demand_ids, member_id)
        for outcome in await asyncio.gather(*map(self._submit, requests), return_exceptions=True):
            # Deleted meanwhile, or its key destroyed: nothing is left to withdraw.
            if isinstance(outcome, BaseException) and not isinstance(outcome, UserError):
                raise outcome

    async def stands(self, session: AsyncSession, demand_ids: Sequence[int], *, member_id: int) -> bool:
        """Return whether there is anything for ``withdraw_signed`` to withdraw, in the caller's transaction,
        which holds the rows of these demands."""
        if not demand_ids:
            return False
        transaction = Transaction(await session.connection())
        demands = await _demands(transaction.ask, DEMANDS, demand_ids)
        requests = await self._withdrawals_of(
            [id for id, demand in demands.items() if demand.signed_by == "discord"], member_id
        )
        links = await self._members.of(transaction.ask, requests, demands)
        theirs = [(request, link) for request in requests for link in links[request]]
        return bool(await self._withdrawn(transaction, theirs, signed=()))

    async def _withdrawals_of(self, demand_ids: Sequence[int], member_id: int) -> list[_Withdraw]:
        loop, requests = asyncio.get_running_loop(), []
        for demand_id in demand_ids:
            reference = await self._keys.reference(demand_id, member_id)
            if reference is not None:
                requests.append(
                    _Withdraw(demand_id, member_id, reference, loop.create_future(), if_signed=True)
                )
        return requests

    @property
    def held_up(self) -> int:
        """Number of requests that wait for an unusually slow transaction; 0 if it is not slow."""
        since = self._flush_began
        slow = since is not None and asyncio.get_running_loop().time() - since > _SLOW_TRANSACTION_S
        return self._in_line if slow else 0

    async def finish(self) -> None:
        """Wait until all requests are answered."""
        if self._flushing is not None:
            await asyncio.wait({self._flushing})
        if self._settling:
            await asyncio.wait(self._settling)

    async def _no_key(self, demand_id: int, server_id: int | None = None) -> UserError:
        """Return the reason why a demand has no key: it does not exist, has not opened, or its key was
        destroyed."""
        async with self._database.read() as session:
            found = await session.execute(
                select(Demand.server_id, Demand.state, Demand.signed_by, Demand.key_destroyed_at).where(
                    Demand.id == demand_id
                )
            )
            demand = found.one_or_none()
        if demand is None or server_id not in (None, demand.server_id):
            return UserError("refusal-no-such-demand")
        if demand.key_destroyed_at is not None:
            return _anonymous(demand.key_destroyed_at)
        if demand.state != "draft" and demand.signed_by != "discord":
            return _elsewhere(demand.signed_by)
        return UserError("refusal-no-such-demand" if server_id is None else "refusal-demand-not-open")

    async def _submit(self, request: _Request) -> None:
        """Queue a request and wait for it. Starts the flush task unless it is running; that ends when the
        queue is empty."""
        self._waiting.append(request)
        if self._flushing is None:
            # A separate task: the caller that started it may be cancelled while others wait.
            self._flushing = asyncio.create_task(self._flush_all())
        self._in_line += 1
        try:
            await request.done
        finally:
            self._in_line -= 1

    async def _flush_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_MAX_BATCH_SIZE], self._waiting[_MAX_BATCH_SIZE:]
                self._flush_began = asyncio.get_running_loop().time()
                await self._flush(batch)
        finally:
            self._flushing = self._flush_began = None
            for request in self._waiting:  # only at shutdown of the event loop
                request.done.cancel()
            self._waiting.clear()

    async def _flush(self, batch: Sequence[_Request]) -> None:
        """Store a batch in one transaction, then answer each request; if it fails, all of them fail."""
        batch = [request for request in batch if not request.done.done()]
        if not batch:
            return
        noted, stored = _Noted(), False
        try:
            await self.withdrawals.prepare({request.demand_id for request in batch})
            async with self._database.brief() as transaction:
                refusals, gone, signed = await self._store(transaction, batch, noted)
                stored = True
        except Exception as error:
            # Otherwise the next start would apply withdrawals that their members were told have failed. If
            # the transaction may have been committed, the journal stays, and says who signed again: the next
            # start must not withdraw their signature. If this process lost the active role it stays as well:
            # another process may have told them by now that it succeeded.
            if isinstance(error, DatabaseAway) and stored:
                with suppress(OSError, NotStored):
                    await self.withdrawals.note(noted.salts, withdrew=(), signed=noted.again, written={})
            elif not isinstance(error, RoleLost):
                await self.withdrawals.undo(noted.written)
            for request in batch:
                _answer(request, error)
        except BaseException:
            for request in batch:
                request.done.cancel()
            raise
        else:
            await self._note_again(noted, [request for request, _ in signed])
            for place in gone:
                self.arrivals.forget(*place)
            for request, gathered in signed:
                self.arrivals.note(request.demand_id, request.reference, request.signer, batch=gathered)
            settling = asyncio.create_task(self._settle(batch, refusals))
            self._settling.add(settling)
            settling.add_done_callback(self._settling.discard)

    async def _note_again(self, noted: _Noted, signed: Sequence[_Sign]) -> None:
        """Note beside the keys who signed again, once that is stored, while the demands are locked: a command
        that starts meanwhile may have withdrawn the signature (``withdrawal_recovery``). Who has none now, or
        cannot be noted, is told that nothing is certain."""
        if not noted.again:
            return
        error: BaseException = DatabaseAway("a signature was stored, and not noted beside the key")
        stands: Set[Place] = set()
        try:
            async with self._database.brief() as transaction:
                await _demands(transaction.ask, DEMANDS_HELD, {demand_id for demand_id, _ in noted.again})
                found = await _standing(transaction.ask, noted.again)
                kept = [place for place in noted.again if place in found]
                await self.withdrawals.note(noted.salts, withdrew=(), signed=kept, written={})
            stands = found
        except RoleLost as lost:
            error = lost
        except Exception as failure:
            error.__cause__ = failure
        for request in signed:
            place = (request.demand_id, request.reference)
            if place in noted.again and place not in stands:
                _answer(request, error)

    async def _settle(self, batch: Sequence[_Request], refusals: Sequence[UserError | None]) -> None:
        """Answer requests in small groups, so that other tasks have their turn in between."""
        for number, (request, refusal) in enumerate(zip(batch, refusals, strict=True), 1):
            _answer(request, refusal)
            if number % _MAX_CONCURRENT_ANSWERS == 0:
                await asyncio.sleep(0)

    async def _store(
        self, transaction: Transaction, batch: Sequence[_Request], noted: _Noted
    ) -> tuple[list[UserError | None], list[Place], list[tuple[_Sign, int]]]:
        """Store a batch. Return the refusal of each request, if any; the places of withdrawn signatures; and
        the requests that signed, with the current batch of their demand.

        Everything that was read before a form was shown or submitted is read again here, and locked until the
        end of the transaction: a demand that closes, a text that changes or a role that is required by now is
        enforced.
        """
        now = self._clock()
        named = {request.demand_id for request in batch}
        demands = await _demands(transaction.ask, DEMANDS_HELD, named)
        links = await self._members.of(transaction.ask, batch, demands)
        units = await _units(transaction.ask, batch)
        refusals = [_refusal(request, demands.get(request.demand_id), now, units) for request in batch]
        # Of one member's requests in one batch under one link only the last counts: the result is the same as
        # of all in turn. A request without a link changes nothing, and gets the same answer.
        last = {
            (request.demand_id, link.reference, link.mark): (request, link)
            for request, refusal in zip(batch, refusals, strict=True)
            if refusal is None
            for link in links[request]
            if isinstance(request, _Withdraw) or any(each.signs for each in links[request])
        }
        # In the order of the references: the disk would preserve the order of arrival.
        ordered = [last[key] for key in sorted(last)]
        signing: list[tuple[_Sign, Link]] = [
            (replace(request, reference=link.reference), link)
            for request, link in ordered
            if isinstance(request, _Sign) and link.signs
        ]
        signed = {
            (request.demand_id, request.reference): (request.unit_id, link.mark) for request, link in signing
        }
        withdrawn = await self._withdrawn(transaction, ordered, signed)
        marks = await self._rows.marks(
            transaction, [(each.demand_id, each.reference) for each, link in signing if link.replaced]
        )
        overtaken = [place for place, mark in marks.items() if mark != signed[place][1]]
        # Withdrawals must be on disk before the database commits; who signs again is noted afterwards.
        noted.salts = {demand.id: demand.salt for demand in demands.values()}
        await self.withdrawals.note(noted.salts, withdrew=withdrawn, signed=(), written=noted.written)
        noted.again = await self.withdrawals.among(noted.salts, signed)
        await self._rows.withdraw(transaction, demands, [*withdrawn, *overtaken])
        await self._rows.sign(transaction, demands, signed, now.date())
        gathered = [(request, demands[request.demand_id].batch) for request, _ in signing]
        return refusals, [*withdrawn, *overtaken], gathered

    async def _withdrawn(
        self,
        transaction: Transaction,
        requests: Sequence[tuple[_Request, Link]],
        signed: Collection[Place],
    ) -> list[Place]:
        """Return the places of signatures to withdraw: under the present link any signature there, under a
        former link only one that was given under it; and none that is signed in the same batch. Whoever signs
        under another number than before withdraws what was signed under that one: nobody counts twice."""
        places = [((each.demand_id, link.reference), each, link) for each, link in requests]
        present = [
            (place, each) for place, each, link in places if link.present and isinstance(each, _Withdraw)
        ]
        former = [(place, link.mark) for place, _, link in places if not link.present and place not in signed]
        stands = await _standing(transaction.ask, [place for place, each in present if each.if_signed])
        marks = await self._rows.marks(transaction, [place for place, _ in former])
        theirs = {place for place, each in present if not each.if_signed or place in stands}
        theirs |= {place for place, mark in former if marks.get(place) in (mark, NO_MARK)}
        return list(dict.fromkeys(place for place, _, _ in places if place in theirs))


async def _demands(
    ask: Ask, listing: InListQuery, demand_ids: Collection[int]
) -> dict[int, DemandConditions]:
    rows = (DemandConditions(*row) for row in await ask(*listing.of(sorted(demand_ids))))
    return {row.id: row for row in rows}


async def _standing(ask: Ask, places: Sequence[Place]) -> Set[Place]:
    """Return the places that have a standing signature."""
    return {(row[0], row[1]) for row in await ask(*STANDING.of(places))} if places else set()


async def _units(ask: Ask, batch: Sequence[_Request]) -> Set[tuple[int, int]]:
    """Return the named units that exist, as (server id, unit id). An unknown unit id would fail the whole
    batch."""
    named = {each.unit_id for each in batch if isinstance(each, _Sign) and each.unit_id is not None}
    return (
        {(server_id, unit_id) for server_id, unit_id in await ask(*UNITS_HELD.of(sorted(named)))}
        if named
        else set()
    )


def _refusal(
    request: _Request, demand: DemandConditions | None, now: datetime, units: Set[tuple[int, int]]
) -> UserError | None:
    """Return the reason to refuse a request, else None. Does not depend on what the member signed."""
    if demand is None:
        return UserError("refusal-no-such-demand")
    if demand.key_destroyed_at is not None:  # by another process, just now
        return _anonymous(demand.key_destroyed_at)
    if demand.signed_by != "discord":
        return _elsewhere(demand.signed_by)
    if not isinstance(request, _Sign):
        return None
    if demand.server_id != request.server_id:
        return UserError("refusal-no-such-demand")
    if demand.state == "draft":
        return UserError("refusal-demand-not-open")
    if is_over(demand, now):
        return UserError("refusal-demand-closed")
    if demand.version != request.version:
        return UserError("refusal-demand-changed")
    if request.unit_id is not None and (request.server_id, request.unit_id) not in units:
        return UserError("refusal-no-such-unit")
    asked = eligibility.conditions_of(demand)
    return eligibility.refusal(asked, request.signer, now=now)


def _answer(request: _Request, error: BaseException | None) -> None:
    if request.done.done():  # the caller was cancelled
        return
    if error is None:
        request.done.set_result(None)
    else:
        request.done.set_exception(error)


def _elsewhere(signed_by: str) -> UserError:
    """Return the refusal for a demand that is not signed in Discord: a forged form signs nothing."""
    return UserError(f"refusal-signed-on-{signed_by}")


def _anonymous(destroyed_at: datetime) -> UserError:
    """Return the refusal for a demand whose signatures can no longer be tied to anyone: the same for
    everybody and every request."""
    return UserError("refusal-demand-anonymous", day=destroyed_at.date())
