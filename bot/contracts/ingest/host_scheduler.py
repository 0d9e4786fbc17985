"""Read scheduler: hosts in parallel, reads of one host one after another, each read with a time limit. A slow
host delays only its own reads, and a large read of a host no small one."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from yarl import URL

from bot.common.async_utils import cancel
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

MAX_CONCURRENT_HOSTS = 4
"""Limit of hosts read at a time."""

LOOK_INTERVAL_S = 20.0  # seconds; reads that become due meanwhile need not wait for the slowest one

FIRST, EACH = 900.0, 10.0
"""Time limit of a read in seconds: the initial one, and an extension for each contract read in full. It
suffices for a thousand contracts with two or three requests each, at one request a second; an address that
gives nothing is abandoned after a quarter of an hour."""

T = TypeVar("T")


class Budget:
    """Time budget of one read, starting now."""

    def __init__(self) -> None:
        self._ends_at = asyncio.get_running_loop().time() + FIRST

    def earn(self) -> None:
        """Extend the budget: a contract was read in full."""
        self._ends_at += EACH

    async def of(self, work: Awaitable[T]) -> T:
        """Await ``work``; when the budget is used up, cancel it and raise ``SourceError`` with
        ``TIMEOUT``."""
        limit = asyncio.timeout_at(self._ends_at)
        try:
            async with limit:
                return await work
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise SourceError(SourceErrorKind.TIMEOUT, "the time for one read is used up") from error


class Turn(Protocol):
    """A read that is due, identified by its ``key``. Of one ``host``, one ``small`` read runs at a time, and
    one other."""

    @property
    def key(self) -> Hashable: ...

    @property
    def host(self) -> str: ...

    @property
    def small(self) -> bool: ...

    @property
    def watch_ids(self) -> Sequence[int]: ...


TurnT = TypeVar("TurnT", bound=Turn)


def host_of(source: str, query: Mapping[str, Any]) -> str:
    """Return the host to be asked: that of the address in a query, or else the source, which has its own."""
    address = query.get("address")
    try:
        host = URL(address).host if isinstance(address, str) else None
    except ValueError:
        host = None
    return host or source


async def in_turns(
    due: Callable[[], Awaitable[list[TurnT]]], read: Callable[[TurnT], Awaitable[bool]]
) -> int:
    """Run all due reads, and those that become due meanwhile; return the number of watches read.

    ``read`` returns whether its result could be stored: if not, it stays due and is not retried here. The
    first error cancels the other reads and is raised, and so is a cancellation.
    """
    running: dict[asyncio.Task[bool], TurnT] = {}
    in_vain: set[Hashable] = set()
    count = 0
    now = asyncio.get_running_loop().time
    waiting, looked_at = await due(), now()
    try:
        while waiting or running:
            for turn in list(waiting):
                lanes = {(one.host, one.small) for one in running.values()}
                hosts = {host for host, _ in lanes} | {turn.host}
                if len(hosts) <= MAX_CONCURRENT_HOSTS and (turn.host, turn.small) not in lanes:
                    waiting.remove(turn)
                    running[asyncio.ensure_future(read(turn))] = turn
            done, _ = await asyncio.wait(
                running, timeout=LOOK_INTERVAL_S, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                noted = task.result()
                turn = running.pop(task)
                count += len(turn.watch_ids)
                if not noted:
                    in_vain.add(turn.key)
            if running and now() - looked_at >= LOOK_INTERVAL_S:
                passed_over = in_vain | {turn.key for turn in running.values()}
                waiting = [turn for turn in await due() if turn.key not in passed_over]
                looked_at = now()
    finally:
        await cancel(*running)
    return count
