"""Intake of rows: group commit, one durable transaction for all requests that wait.

Nothing here logs or counts a row, and nothing of a request is stored but the row: no address, no time. Tokens
and statements are verified in a thread, off the event loop.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from bot.common.clock import Clock, is_over
from bot.page.box.receipts import Receipts, sign_receipts
from bot.page.box.rows import MAX_TURN, SIGN, BadRequest, BadRow, Hashes, Row, parse_request, verify
from bot.storage import Database
from bot.storage.engine import InListQuery, Transaction
from bot.storage.models import BoxDemand, BoxVersion, PublishedRow, UnpublishedRow
from bot.storage.upsert import insert

VERSIONS = InListQuery(
    lambda demands: (
        select(
            BoxDemand.demand,
            BoxDemand.spki,
            BoxDemand.state,
            BoxDemand.closes_at,
            BoxVersion.version,
            BoxVersion.text_hash,
            BoxVersion.consent_hash,
        )
        .join(BoxVersion, BoxVersion.demand == BoxDemand.demand)
        .where(BoxDemand.demand.in_(demands))
    )
)

# Locked for this process alone: another one that takes rows in cannot decide on the same key meanwhile. The
# rewriting of arrivals, which looks whether the demand of each row is there, does not wait for it.
DEMANDS_HELD = InListQuery(
    lambda demands: (
        select(BoxDemand.demand, BoxDemand.state, BoxDemand.closes_at, BoxDemand.version)
        .where(BoxDemand.demand.in_(demands))
        .order_by(BoxDemand.demand)
        .with_for_update(key_share=True)
    )
)


def row_columns(table: type[UnpublishedRow] | type[PublishedRow]) -> tuple[Any, ...]:
    """Return the columns of a ``Row``, in its order."""
    return (table.key, table.turn, table.act, table.version, table.token, table.signature)


UNPUBLISHED = InListQuery(  # takes another parameter, as does the next: the demand, ``a_demand``
    lambda keys: select(*row_columns(UnpublishedRow)).where(
        UnpublishedRow.demand == bindparam("a_demand"), UnpublishedRow.key.in_(keys)
    )
)
PUBLISHED = InListQuery(
    lambda keys: (
        select(*row_columns(PublishedRow))
        .where(PublishedRow.demand == bindparam("a_demand"), PublishedRow.key.in_(keys))
        .order_by(PublishedRow.key, PublishedRow.turn)
    )
)


def row_filing(database: Database) -> Any:
    """Return the insert of unpublished rows. A key's new row replaces its last one."""
    filed = insert(database, UnpublishedRow)
    new = {name: filed.excluded[name] for name in ("turn", "act", "version", "token", "signature")}
    return filed.on_conflict_do_update(index_elements=["demand", "key"], set_=new)


log = logging.getLogger(__name__)

Answer = tuple[int, dict[str, Any]]
"""HTTP status and body of an answer."""

_Placed = tuple[bytes, Row]  # a row and its demand

TAKEN: Answer = (200, {"row": "taken"})
_TAKEN_BEFORE: Answer = (HTTPStatus.ALREADY_REPORTED, {"row": "taken"})
_MAX_BATCH_SIZE = 500  # rows of a transaction, which limits the latency of the last
_STATUS = {
    "bad-request": 400,
    "bad-row": 400,
    "act-unknown": 404,
    "demand-unknown": 404,
    "other-version": 409,
    "turn-used": 409,
    "closed": 410,
    "not-stored": 503,
}


def refused(error: str) -> Answer:
    """Return the answer for an error."""
    return _STATUS[error], {"error": error}


class _Deadline(NamedTuple):
    """State of a demand as the bot told it last, and the moment from which it cannot be signed."""

    state: str
    closes_at: datetime | None


class _Known(NamedTuple):
    """State of a demand now, and the constants that its rows are verified with."""

    spki: bytes
    state: str
    versions: dict[int, Hashes]


@dataclass(slots=True, eq=False)
class _Request:
    demand: bytes
    row: Row
    done: asyncio.Future[Answer] = field(repr=False)

    def answer(self, answer: Answer) -> None:
        if not self.done.done():  # else its caller is gone
            self.done.set_result(answer)


class Intake:
    """Queue of rows that are handed in."""

    def __init__(self, database: Database, receipts: Receipts, clock: Clock) -> None:
        self._database = database
        self._receipts = receipts
        self._clock = clock
        self._filing = row_filing(database)
        self._waiting: list[_Request] = []
        self._flushing: asyncio.Task[None] | None = None
        self._failures: set[type[Exception]] = set()

    async def answer(self, act: str, body: bytes) -> Answer:
        """Take the row of a request in; return once it is durable, or refused."""
        if act != "sign":
            return refused("act-unknown")
        try:
            demand, row = parse_request(body)
        except BadRequest:
            return refused("bad-request")
        except BadRow:
            return refused("bad-row")
        request = _Request(demand, row, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        if self._flushing is None:
            # A separate task: the caller that started it may be cancelled while others wait.
            self._flushing = asyncio.create_task(self._flush_all())
        return await request.done

    async def finish(self) -> None:
        """Wait until all requests are answered."""
        if self._flushing is not None:
            await asyncio.wait({self._flushing})

    async def _flush_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_MAX_BATCH_SIZE], self._waiting[_MAX_BATCH_SIZE:]
                await self._flush(batch)
        finally:
            self._flushing = None
            for request in self._waiting:  # only at shutdown of the event loop
                request.done.cancel()
            self._waiting.clear()

    async def _flush(self, batch: Sequence[_Request]) -> None:
        """Verify and store a batch, then answer each request."""
        try:
            key = await self._receipts.usable()  # before: it may write the key's fingerprint
            known = await self._known({request.demand for request in batch})
            refusals = await asyncio.to_thread(_refusals, batch, known)
            valid = [request for request in batch if request not in refusals]
            stored: Sequence[Answer] = ()
            if valid:
                async with self._database.brief() as transaction:
                    stored = await self._store(transaction, valid)
            if key is not None:
                stored = await asyncio.to_thread(_with_receipts, key, valid, stored)
        except Exception as error:
            # Stored or not: the same row handed in again gets the same answer.
            self._tell_once(error)
            for request in batch:
                request.answer(refused("not-stored"))
        except BaseException:
            for request in batch:
                request.done.cancel()
            raise
        else:
            for request, answer in [*refusals.items(), *zip(valid, stored, strict=True)]:
                request.answer(answer)

    def _tell_once(self, error: Exception) -> None:
        """Log the first error of a kind: a line for each would have the times at which people sign."""
        if type(error) not in self._failures:
            self._failures.add(type(error))
            log.error("rows could not be taken in (%s); further such errors are not logged", type(error))

    async def _known(self, demands: Collection[bytes]) -> dict[bytes, _Known]:
        question, values = VERSIONS.of(sorted(demands))
        found: dict[bytes, _Known] = {}
        for demand, spki, state, closes_at, version, text_hash, consent_hash in await self._database.ask(
            question, values
        ):
            known = found.setdefault(demand, _Known(spki, self._state(state, closes_at), {}))
            known.versions[version] = Hashes(text_hash, consent_hash)
        return found

    async def _store(self, transaction: Transaction, batch: Sequence[_Request]) -> list[Answer]:
        """Store the rows of a batch that may be taken; return an answer for each, in their order."""
        question, values = DEMANDS_HELD.of(sorted({request.demand for request in batch}))
        states = {
            demand: (self._state(state, closes_at), version)
            for demand, state, closes_at, version in await transaction.ask(question, values)
        }
        newest, published = await _stored(transaction, batch)
        answers, taken = [], {}
        for request in batch:
            place = request.demand, request.row.key
            answer = _decide(request, states.get(request.demand), newest.get(place), published)
            if answer is TAKEN:
                newest[place] = taken[place] = request.row
            answers.append(answer)
        # In the order of the keys: the disk would preserve the order of arrival.
        rows = [{"demand": demand, **taken[demand, key]._asdict()} for demand, key in sorted(taken)]
        await transaction.run(self._filing, rows)
        return answers

    def _state(self, state: str, closes_at: datetime | None) -> str:
        """Return the state now: a demand closes at its deadline, though the bot says so only later."""
        over = is_over(_Deadline(state, closes_at), self._clock())
        return "closed" if state == "open" and over else state


def _refusals(batch: Sequence[_Request], known: Mapping[bytes, _Known]) -> dict[_Request, Answer]:
    """Return the answers to the requests whose rows are not valid: nothing is written for them."""
    found = {}
    for request in batch:
        demand = known.get(request.demand)
        if demand is None:
            found[request] = refused("demand-unknown")
            continue
        try:
            verify(request.row, request.demand, demand.spki, demand.versions)
        except KeyError:
            found[request] = refused("other-version" if demand.state == "open" else "closed")
        except BadRow:
            found[request] = refused("bad-row")
    return found


def _with_receipts(key: Any, batch: Sequence[_Request], answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers with a receipt in those of rows that were taken, now or before."""
    taken = [request for request, answer in zip(batch, answers, strict=True) if "row" in answer[1]]
    signed = iter(sign_receipts(key, [(request.demand, request.row) for request in taken]))
    return [
        (status, {**said, "receipt": next(signed)} if "row" in said else said) for status, said in answers
    ]


def _decide(
    request: _Request, held: tuple[str, int] | None, last: Row | None, published: Collection[_Placed]
) -> Answer:
    """Return the answer to a valid request, from its demand's state and version, its key's newest row and the
    published rows.

    A published row is refused, also while it is the newest: anybody can send it, and another answer would
    tell whether a withdrawal waits.
    """
    row = request.row
    if held is None:
        return refused("demand-unknown")
    if (request.demand, row) in published:
        return refused("turn-used")
    if row == last:
        return _TAKEN_BEFORE
    state, version = held
    if state == "ended" or (state == "closed" and row.act == SIGN):
        return refused("closed")
    if row.act == SIGN and row.version != version:
        return refused("other-version")
    if last is not None and row.turn <= last.turn:
        return refused("turn-used")
    if row.act == SIGN and row.turn == MAX_TURN:  # the last turn is left to withdraw
        return refused("turn-used")
    return TAKEN


async def _stored(
    transaction: Transaction, batch: Sequence[_Request]
) -> tuple[dict[tuple[bytes, bytes], Row], set[_Placed]]:
    """Return the newest row of each key of a batch that has one, by demand and key, and all that are
    published."""
    keys: dict[bytes, set[bytes]] = defaultdict(set)
    for request in batch:
        keys[request.demand].add(request.row.key)
    newest: dict[tuple[bytes, bytes], Row] = {}
    published: set[_Placed] = set()
    for demand, those in keys.items():
        for query in (PUBLISHED, UNPUBLISHED):  # what is unpublished is newer
            question, values = query.of(sorted(those))
            for found in await transaction.ask(question, {**values, "a_demand": demand}):
                row = Row(*found)
                newest[demand, row.key] = row
                if query is PUBLISHED:
                    published.add((demand, row))
    return newest, published
