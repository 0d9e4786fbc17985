"""Whose turn it is to be read: hosts side by side, what is asked of one host one after another, and no read
without an end. A host that drips its answers holds up what else is asked of it, and nothing more."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from yarl import URL

from bot.contracts.sources.protocol import Fault, SourceError

MOST_HOSTS = 4
"""So many are read at a time."""

LOOK_AGAIN = 20.0  # seconds; what becomes due meanwhile need not wait for the slowest read

FIRST, EACH = 900.0, 10.0
"""The seconds that a read has: at first, and more for each contract that it gets in full. A thousand
contracts at one request a second, two or three requests each, end within them; an address that gives nothing
is left after a quarter of an hour."""

T = TypeVar("T")


class Budget:
    """The time of one read, from now on."""

    def __init__(self) -> None:
        self._ends_at = asyncio.get_running_loop().time() + FIRST

    def earn(self) -> None:
        """A contract was read in full: it goes on."""
        self._ends_at += EACH

    async def of(self, work: Awaitable[T]) -> T:
        """The result of ``work``, which is cancelled when the time is used up: then ``SourceError`` is
        raised, with ``TIMEOUT``."""
        limit = asyncio.timeout_at(self._ends_at)
        try:
            async with limit:
                return await work
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise SourceError(Fault.TIMEOUT, "the time for one read is used up") from error


class Turn(Protocol):
    """What is read at once. Of one ``host`` no two are read at a time; ``key`` names it while it is due."""

    @property
    def key(self) -> Hashable: ...

    @property
    def host(self) -> str: ...

    @property
    def watch_ids(self) -> Sequence[int]: ...


TurnT = TypeVar("TurnT", bound=Turn)


def host_of(source: str, query: Mapping[str, Any]) -> str:
    """Who is asked: the host of the address in a query, or else the source, which has its own."""
    address = query.get("address")
    try:
        host = URL(address).host if isinstance(address, str) else None
    except ValueError:
        host = None
    return host or source


async def in_turns(
    due: Callable[[], Awaitable[list[TurnT]]], read: Callable[[TurnT], Awaitable[bool]]
) -> int:
    """Read all that is due, and what becomes due meanwhile; of how many watches that was.

    ``read`` says whether it could be noted: what could not stays due, and is not tried again here. The first
    error ends the other reads and is raised; so does being cancelled.
    """
    running: dict[asyncio.Task[bool], TurnT] = {}
    in_vain: set[Hashable] = set()
    count = 0
    now = asyncio.get_running_loop().time
    waiting, looked_at = await due(), now()
    try:
        while waiting or running:
            for turn in list(waiting):
                if len(running) < MOST_HOSTS and turn.host not in {one.host for one in running.values()}:
                    waiting.remove(turn)
                    running[asyncio.ensure_future(read(turn))] = turn
            done, _ = await asyncio.wait(running, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                noted = task.result()
                turn = running.pop(task)
                count += len(turn.watch_ids)
                if not noted:
                    in_vain.add(turn.key)
            if running and now() - looked_at >= LOOK_AGAIN:
                passed_over = in_vain | {turn.key for turn in running.values()}
                waiting = [turn for turn in await due() if turn.key not in passed_over]
                looked_at = now()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return count
