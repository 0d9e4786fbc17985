"""Attack: somebody who keeps the bot parsing for minutes keeps members from signing and withdrawing.

Key and journal files were once read and written in the thread pool that everything else uses.
"""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.support.petition_desk import Desk, open_desk

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

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
