"""Whoever asks for something small goes before the many who wait for the same."""

import asyncio
from contextlib import suppress
from typing import Any


class Courtesy:
    """Knows who else is being answered. Those who answer many at a time give way to them, within limits."""

    def __init__(self) -> None:
        self._others = 0
        self._nobody = asyncio.Event()
        self._nobody.set()

    def enter(self, task: asyncio.Task[Any]) -> None:
        """This task answers somebody else, until it is done."""
        self._others += 1
        self._nobody.clear()
        task.add_done_callback(self._leave)

    async def give_way(self, patience: float) -> float:
        """Wait until nobody else is being answered, at most ``patience`` seconds; what is left of them."""
        if patience <= 0 or self._nobody.is_set():
            return patience
        loop = asyncio.get_running_loop()
        began = loop.time()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._nobody.wait()
        return patience - (loop.time() - began)

    def _leave(self, _: asyncio.Task[Any]) -> None:
        self._others -= 1
        if not self._others:
            self._nobody.set()
