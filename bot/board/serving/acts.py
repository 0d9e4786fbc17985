"""Acts of the signing page: the only requests with content, handed on without anything of the sender.

What a member's browser sends goes to the registrar or to the box, each a server of its own behind a socket of
this machine. It is told the board, the act and the content: no address, no header, no time. The process that
takes in what strangers send still has no key and no database.
"""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

from bot.common.act_server import MAX_BODY, Answer

__all__ = ["MAX_BODY", "NO_HALVES", "Act", "Acts", "Halves", "acts_behind"]

ACTS_OF_REGISTRAR = ("card", "issue", "object", "remove", "shares")
ACTS_OF_BOX = ("sign",)

_ON_BOARD = re.compile(r"/(?P<board>[a-z0-9][a-z0-9-]*)/sign/(?P<act>[a-z]+)")
_WAIT_S = 20.0  # for the answer: a round's tokens take 20 ms, a full disk's end takes longer
_AT_ONCE = 64  # to each of the two; others wait
_AWAY = 503, {"error": "not-stored"}


class Halves(NamedTuple):
    """Unix sockets of the two servers behind the signing page; ``None``: that one is elsewhere."""

    registrar: Path | None = None
    box: Path | None = None


NO_HALVES = Halves()


class Act(NamedTuple):
    """An act by its name, and what answers its content."""

    name: str
    answer: Callable[[bytes], Awaitable[tuple[int, Any]]]


class Acts:
    """The acts that a server takes: what answers each, by name, and the addresses that they have, an
    expression with the groups ``board`` and ``act``."""

    def __init__(
        self, answers: Mapping[str, Answer] | None = None, addresses: re.Pattern[str] = _ON_BOARD
    ) -> None:
        self._answers = {} if answers is None else answers
        self._addresses = addresses

    def of(self, address: str) -> Act | None:
        """Return the act that is sent to an address; ``None`` if that takes none."""
        found = self._addresses.fullmatch(address)
        answer = self._answers.get(found["act"]) if found else None
        if not found or answer is None:
            return None
        return Act(found["act"], partial(answer, found["board"] or "", found["act"]))


@asynccontextmanager
async def acts_behind(halves: Halves) -> AsyncIterator[Acts]:
    """Yield the acts of a board that are handed on to these servers."""
    answers: dict[str, Answer] = {}
    async with AsyncExitStack() as stack:
        for path, acts in zip(halves, (ACTS_OF_REGISTRAR, ACTS_OF_BOX), strict=True):
            answer = _away if path is None else await stack.enter_async_context(_half(path))
            answers |= dict.fromkeys(acts, answer)
        yield Acts(answers)


async def _away(_board: str, _act: str, _body: bytes) -> tuple[int, Any]:
    return _AWAY


@asynccontextmanager
async def _half(path: Path) -> AsyncIterator[Answer]:
    """Yield what hands an act on to a socket. If the other side is away, or ends meanwhile, nothing that it
    did not acknowledge is taken as done: the member sends the same again."""
    async with aiohttp.ClientSession(
        connector=aiohttp.UnixConnector(str(path), limit=_AT_ONCE),
        timeout=aiohttp.ClientTimeout(_WAIT_S),
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
    ) as session:

        async def answer(board: str, act: str, body: bytes) -> tuple[int, Any]:
            try:
                async with session.post(f"http://half/{board}/{act}", data=body) as answer:
                    return answer.status, json.loads(await answer.read())
            except (aiohttp.ClientError, TimeoutError, ValueError):
                return _AWAY

        yield answer
