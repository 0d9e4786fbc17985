"""Daily time-stamps on both databases, by authorities on this machine that also misbehave."""

import asyncio
import hashlib
import json
import logging
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from asn1crypto import tsp
from sqlalchemy import select

from bot.contracts.sources.http import open_session
from bot.exports.timestamps.document import EVIDENCE, HEADS, heads_of, parts_of, sums_of
from bot.exports.timestamps.service import LATE_AFTER, Timestamps, authority_states
from bot.exports.timestamps.tokens import check_token
from bot.storage import Database
from bot.storage.models import Server, TimestampDay, TimestampPart, TimestampProof
from tests.conftest import MovableClock
from tests.exports.test_evidence import AWARD, FOREIGN, SHARED, sha, store
from tests.exports.test_evidence import SERVER as FIRST_SERVER
from tests.support.certificates import chain
from tests.support.petition_desk import SERVER, open_desk
from tests.support.scripted_server import source_http
from tests.support.timestamp_authority import Authority, rejection, running, says, stamped

pytestmark = pytest.mark.storage


@dataclass
class World:
    """Two authorities, and the means to start a process that asks them."""

    database: Database
    clock: MovableClock
    authorities: list[Authority]
    folder: Path
    http: Any
    seconds: float = 0.0  # of the monotonic clock

    def process(self, name: str = "one", **more: Any) -> Timestamps:
        """Return the time-stamps of a process."""
        named = [authority.setting(self.folder) for authority in self.authorities]
        return Timestamps(self.database, self.clock, self.http, named, now=lambda: self.seconds, **more)

    async def rows(self, table: Any) -> list[Any]:
        async with self.database.read() as session:
            return list((await session.scalars(select(table).order_by(table.day))).all())

    async def parts(self, server_id: int, kind: str) -> list[bytes]:
        """Return a server's parts of each day."""
        rows = await self.rows(TimestampPart)
        return [zlib.decompress(r.content) for r in rows if (r.server_id, r.kind) == (server_id, kind)]


@pytest.fixture
async def world(database: Database, clock: MovableClock, tmp_path: Path) -> AsyncIterator[World]:
    """Servers with kept answers, one with a published demand, and two authorities."""
    await store(database)
    desk = await open_desk(database, clock, tmp_path / "keys")
    demand = await desk.open_demand()
    for member in range(4):
        await desk.sign(demand, 5_000 + member)
    await desk.publish()
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session(True))
        http = source_http(session, attempts=1)
        authorities = [await stack.enter_async_context(running(name, clock)) for name in ("North", "South")]
        yield World(database, clock, authorities, tmp_path, http)


async def test_one_hash_a_day_is_sent_and_what_it_stands_for_can_be_recomputed(world: World) -> None:
    process = world.process()
    for _ in range(3):
        await process.tick()
    (day,) = await world.rows(TimestampDay)
    proofs = await world.rows(TimestampProof)
    assert {proof.authority for proof in proofs} == {each.url for each in world.authorities}
    of_each = {proof.authority: proof for proof in proofs}
    fields = {"version", "message_imprint", "req_policy", "nonce", "cert_req", "extensions"}
    for authority in world.authorities:
        proof, (request,) = of_each[authority.url], authority.asked
        asked = tsp.TimeStampReq.load(request)
        assert asked["message_imprint"]["hashed_message"].native == hashlib.sha256(day.document).digest()
        assert set(asked.native) == fields
        assert check_token(proof.answer, day.document, proof.root).stamped_at == proof.stamped_at
    parts = [zlib.decompress(row.content) for row in await world.rows(TimestampPart)]
    assert sorted(hashlib.sha256(part).hexdigest() for part in parts) == parts_of(day.document)
    assert json.loads(day.document).keys() == {"format", "kind", "day", "parts"}, "nothing else is in it"


async def test_the_heads_are_those_that_are_published_and_nothing_tells_of_signers(world: World) -> None:
    await world.process().tick()
    (part,) = await world.parts(SERVER, HEADS)
    (head,) = heads_of(part)
    value = json.loads(part)
    assert value.keys() == {"format", "kind", "day", "salt", "heads"}
    assert (head.demand, head.number) == ("halt-all-cooperation-with-ice", 1)
    assert value["heads"][0].keys() == {"demand", "number", "hash"}
    assert await world.parts(FIRST_SERVER, HEADS) == []


async def test_a_servers_part_has_no_answer_that_it_may_not_see(world: World) -> None:
    await world.process().tick()
    (ours,) = await world.parts(FIRST_SERVER, EVIDENCE)
    assert sha(AWARD) in sums_of(ours)
    assert sha(FOREIGN) not in sums_of(ours)
    (theirs,) = await world.parts(2, EVIDENCE)
    assert sha(FOREIGN) in sums_of(theirs)
    assert sha(SHARED) not in sums_of(theirs), "a list that was read for the other server"


async def test_the_next_day_has_only_answers_that_no_time_stamp_covers(world: World) -> None:
    process = world.process()
    await process.tick()
    world.clock.move(days=1)
    await process.tick()
    assert len(await world.parts(SERVER, HEADS)) == 2, "heads are in every day"
    assert len(await world.parts(FIRST_SERVER, EVIDENCE)) == 1
    assert len(await world.rows(TimestampProof)) == 4


async def test_a_day_without_a_time_stamp_is_made_good_by_the_next(world: World) -> None:
    for authority in world.authorities:
        authority.down = True
    process = world.process()
    await process.tick()
    assert await world.rows(TimestampProof) == []
    world.clock.move(days=1)
    world.seconds += 86_400
    world.authorities[0].down = False
    await process.tick()
    (day,) = await world.rows(TimestampDay)
    assert day.day == world.clock().date()
    (part,) = await world.parts(FIRST_SERVER, EVIDENCE)
    assert sha(AWARD) in sums_of(part)


def moved(_: bytes) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"})


BAD: dict[str, Callable[[bytes], web.StreamResponse]] = {
    "html": lambda _: says(b"<html>Welcome</html>"),
    "rejection": lambda _: says(rejection()),
    "too big": lambda _: says(bytes(2_000_000)),
    "redirect": moved,
    "server error": lambda _: says(b"", 500),
    "other root": lambda asked: says(stamped(asked, MovableClock()(), chain("Elsewhere"))),
    "other nonce": lambda asked: says(stamped(asked, MovableClock()(), chain("North"), nonce=1)),
    "other bytes": lambda asked: says(stamped(asked, MovableClock()(), chain("North"), imprint=bytes(32))),
}


@pytest.mark.rest_in_full
@pytest.mark.parametrize("bad", BAD)
async def test_a_bad_answer_is_not_kept_and_asked_for_again_later(
    world: World, caplog: pytest.LogCaptureFixture, bad: str
) -> None:
    north, south = world.authorities
    north.script = [BAD[bad]] * 2
    process = world.process()
    with caplog.at_level(logging.WARNING):
        await process.tick()
        await process.tick()  # it is not asked at once again
        assert len(north.asked) <= 2  # the second is a retry of the HTTP client
    assert [proof.authority for proof in await world.rows(TimestampProof)] == [south.url], "the other is"
    assert north.url in caplog.text
    assert "no time-stamp of today" in caplog.text
    (fault,) = process.faults
    assert fault.startswith(f"No time-stamp from {north.url} yet: ")
    north.script = []
    world.seconds += 601
    await process.tick()
    assert len(await world.rows(TimestampProof)) == 2
    assert process.faults == []


async def test_an_authority_that_is_down_for_days_is_told_and_holds_nothing_up(world: World) -> None:
    process = world.process()
    await process.tick()
    world.authorities[0].down = True
    for _ in range(4):
        assert process.faults == []
        world.clock.move(days=1)
        world.seconds += 86_400
        await process.tick()
    (fault,) = process.faults
    assert "since 13 February 2026" in fault or "since 14 February 2026" in fault
    urls = [each.url for each in world.authorities]
    north, south = await authority_states(world.database, urls)
    assert (north.is_late(world.clock()), south.is_late(world.clock())) == (True, False)
    assert north.received_at is not None
    assert world.clock() - north.received_at > LATE_AFTER


async def test_an_authority_with_another_clock_is_told_and_its_answer_kept(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    north = world.authorities[0]
    north.clock = lambda: world.clock() - timedelta(hours=7)
    with caplog.at_level(logging.WARNING):
        await world.process().tick()
    assert "one of them is wrong" in caplog.text
    state, _ = await authority_states(world.database, [each.url for each in world.authorities])
    assert state.differs


async def test_two_processes_at_once_keep_one_document_and_one_proof_of_each(world: World) -> None:
    one, two = world.process("one"), world.process("two")
    await asyncio.gather(one.tick(), two.tick())
    (day,) = await world.rows(TimestampDay)
    proofs = await world.rows(TimestampProof)
    assert len(proofs) == 2
    for proof in proofs:
        check_token(proof.answer, day.document, proof.root)


async def test_a_process_that_is_killed_before_it_stored_the_answer_asks_again_about_the_same(
    world: World,
) -> None:
    north, _ = world.authorities
    killed = asyncio.create_task(world.process("one").tick())

    def kill(asked: bytes) -> web.StreamResponse:
        killed.cancel()
        return says(stamped(asked, world.clock(), north.chain))

    north.script = [kill]
    with pytest.raises(asyncio.CancelledError):
        await killed
    assert await world.rows(TimestampProof) == []
    await world.process("one").tick()
    first, second = (tsp.TimeStampReq.load(each)["message_imprint"].native for each in north.asked)
    assert first == second
    assert len(await world.rows(TimestampProof)) == 2


async def test_nothing_is_asked_while_the_clock_is_known_to_be_wrong(world: World) -> None:
    await world.process(clock_is_right=lambda: False).tick()
    assert [authority.asked for authority in world.authorities] == [[], []]


async def test_a_deleted_server_takes_its_part_along_and_the_document_stays(world: World) -> None:
    await world.process().tick()
    async with world.database.write() as session:
        await session.delete(await session.get(Server, SERVER))
    assert await world.parts(SERVER, HEADS) == []
    assert len(await world.rows(TimestampDay)) == 1


async def test_an_authority_that_does_not_answer_holds_nothing_up_for_long(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    north, south = world.authorities
    north.hanging = asyncio.Event()
    async with open_session(True) as session:
        world.http = source_http(session, attempts=1, timeout=0.2)
        with caplog.at_level(logging.WARNING):
            for _ in range(5):  # a slow machine may take the other one for silent, too
                await world.process().tick()
                if await world.rows(TimestampProof):
                    break
        north.hanging.set()
    assert "timeout" in caplog.text
    assert [proof.authority for proof in await world.rows(TimestampProof)] == [south.url]


async def test_an_authority_whose_root_file_is_gone_is_not_asked(world: World) -> None:
    north, south = world.authorities
    process = world.process()
    (world.folder / "root-North.pem").unlink()
    await process.tick()
    assert (len(north.asked), len(south.asked)) == (0, 1)
    (fault,) = process.faults
    assert "root-North.pem" in fault
