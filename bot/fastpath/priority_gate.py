"""Priority gate: lets single requests go before a batch."""

import asyncio
from contextlib import suppress
from typing import Any


class PriorityGate:
    """Counts the requests being answered. Batches wait until there are none, within limits."""

    def __init__(self) -> None:
        self._others = 0
        self._nobody = asyncio.Event()
        self._nobody.set()

    def enter(self, task: asyncio.Task[Any]) -> None:
        """Count this task as a request until it is done."""
        self._others += 1
        self._nobody.clear()
        task.add_done_callback(self._leave)

    async def give_way(self, seconds: float) -> float:
        """Wait until no request is being answered, for ``seconds`` at most; return the rest of them."""
        if seconds <= 0 or self._nobody.is_set():
            return seconds
        loop = asyncio.get_running_loop()
        began = loop.time()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._nobody.wait()
        return seconds - (loop.time() - began)

    def _leave(self, _: asyncio.Task[Any]) -> None:
        self._others -= 1
        if not self._others:
            self._nobody.set()
