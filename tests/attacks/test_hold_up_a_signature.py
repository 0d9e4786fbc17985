"""Attack: somebody who keeps the bot parsing or comparing for minutes keeps members from signing and
withdrawing.

Key and journal files were once read and written in the thread pool that everything else uses, and a document
was once compared with what is stored on the event loop, within the transaction that members wait for.
"""

import asyncio
import json
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.contracts.queries.service import Contracts
from tests.attacks.slow_comparisons import Documents
from tests.support.petition_desk import SERVER, Desk, open_desk

pytestmark = pytest.mark.storage

MAX_HOLD_MS = 20
MAX_WAIT_MS = 500
MEMBER = 812_345_678_901_234_567


@asynccontextmanager
async def every_shared_thread_taken() -> AsyncIterator[None]:
    done = threading.Event()
    held = [asyncio.create_task(asyncio.to_thread(done.wait)) for _ in range(40)]
    await asyncio.sleep(0)
    try:
        yield
    finally:
        done.set()
        await asyncio.gather(*held)


@pytest.mark.both_engines
async def test_a_signature_and_a_withdrawal_do_not_wait_for_the_thread_pool(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    fresh = await open_desk(desk.database, desk.clock, desk.key_dir)  # no key is loaded yet

    async def pressed() -> None:
        await fresh.withdraw(demand, MEMBER)
        await fresh.sign(demand, MEMBER + 1)

    async with every_shared_thread_taken():
        task = asyncio.create_task(pressed())
        done, _ = await asyncio.wait({task}, timeout=60)
        assert done, "both wait for a thread of the shared pool"
    await task
    assert await fresh.state_of(demand, MEMBER) is None
    assert await fresh.state_of(demand, MEMBER + 1) == "pending"


async def read_for(seconds: int, folder: Path, contracts: int) -> dict[str, Any]:
    """Let a bot read documents that are slow to compare, while members sign; return the figures."""
    documents = Documents(contracts)

    async def answer(request: web.Request) -> web.Response:
        body = await asyncio.to_thread(documents.answer, request.path)
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_get("/{path}", answer)
    async with TestServer(app) as server:
        program = (sys.executable, "-m", "tests.attacks.slow_comparisons", str(server.port), str(folder))
        process = await asyncio.create_subprocess_exec(*program, str(seconds), stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
    sys.stdout.write(said.decode())
    figures: dict[str, Any] = json.loads(said)
    assert figures["reads"] > 3, "more than the first reads of three documents"
    assert figures["stored"] >= figures["signed"] > 0
    return figures


@pytest.mark.long
async def test_documents_that_are_slow_to_compare_do_not_hold_the_event_loop(tmp_path: Path) -> None:
    figures = await read_for(1, tmp_path, 100)
    assert figures["longest_hold_ms"] <= 2 * MAX_HOLD_MS, "processor time, with room for a busy machine"


@pytest.mark.long
async def test_no_signature_waits_while_slow_documents_are_read_for_ninety_seconds(tmp_path: Path) -> None:
    figures = await read_for(90, tmp_path, 1000)
    assert figures["longest_wait_ms"] < MAX_WAIT_MS, f"of {figures['signed']} signatures"
    assert figures["longest_hold_ms"] <= 2 * MAX_HOLD_MS


@pytest.mark.both_engines
async def test_members_who_search_take_no_connection_from_those_who_sign(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    slow = asyncio.Event()

    async def asked(*_: object) -> list[Any]:
        async with desk.database._brief_reader.connect():
            await slow.wait()
        return []

    contracts = Contracts(desk.database)
    with monkeypatch.context() as patched:
        patched.setattr(desk.database, "ask", asked)
        searches = [asyncio.create_task(contracts.search(SERVER, "a b c")) for _ in range(40)]
        await asyncio.sleep(0.1)
    assert await contracts.suggest(SERVER, "a") == [], "nobody waits for the answer any more"
    await desk.sign(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) == "pending"
    slow.set()
    await asyncio.gather(*searches)
