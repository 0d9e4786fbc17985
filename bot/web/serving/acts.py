"""Acts of the signing page: the only requests with content, handed on without anything of the sender.

What a member's browser sends goes to the registrar or to the box, each a server of its own behind a socket of
this machine. It is told the board, the act and the content: no address, no header, no time. The process that
takes in what strangers send still has no key and no database.
"""

import json
import re
from pathlib import Path
from typing import Any

import aiohttp

from bot.common.act_server import MAX_BODY

__all__ = ["MAX_BODY", "Acts"]

_OF_REGISTRAR = frozenset({"card", "issue", "object", "remove", "shares"})
_ACT = re.compile(r"/([a-z0-9][a-z0-9-]*)/sign/([a-z]+)")
_WAIT_S = 20.0  # for the answer: a round's tokens take 20 ms, a full disk's end takes longer
_AT_ONCE = 64  # to each of the two; others wait
_AWAY = 503, {"error": "not-stored"}


class Acts:
    """The two servers behind the signing page, each found at a Unix socket; without one it is elsewhere."""

    def __init__(self, registrar: Path | None = None, box: Path | None = None) -> None:
        self.registrar = registrar
        self.box = box
        self._sessions: dict[Path, aiohttp.ClientSession] = {}

    def of(self, address: str) -> tuple[Path, str] | None:
        """Return the socket and the address there of an act; ``None`` if that address is none."""
        found = _ACT.fullmatch(address)
        if found is None:
            return None
        board, act = found.groups()
        path = self.registrar if act in _OF_REGISTRAR else self.box if act == "sign" else None
        return None if path is None else (path, f"/{board}/{act}")

    async def answer(self, path: Path, address: str, body: bytes) -> tuple[int, Any]:
        """Hand on an act and return the status and the answer. If the other side is away, or ends meanwhile,
        nothing that it did not acknowledge is taken as done: the member sends the same again."""
        session = self._sessions.get(path)
        if session is None:
            session = self._sessions[path] = aiohttp.ClientSession(
                connector=aiohttp.UnixConnector(str(path), limit=_AT_ONCE),
                timeout=aiohttp.ClientTimeout(_WAIT_S),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            )
        try:
            async with session.post(f"http://half{address}", data=body) as answer:
                return answer.status, json.loads(await answer.read())
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return _AWAY

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()
