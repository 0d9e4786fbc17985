"""Gateway: the websocket on which Discord sends events."""

import contextlib
import json
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from aiohttp import WSCloseCode, WSMsgType, web

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


class Session:
    """Session of one client, with the events sent, so that it can resume."""

    def __init__(self, identify: dict[str, Any]) -> None:
        self.id = uuid4().hex
        self.intents: int = identify.get("intents", 0)
        self.said: deque[dict[str, Any]] = deque(maxlen=1000)
        self.count = 0
        self.socket: web.WebSocketResponse | None = None
        self.silent = False  # until the client comes back

    async def say(self, event: str, data: Any) -> None:
        """Send an event now, or when the client resumes."""
        self.count += 1
        packet = {"op": DISPATCH, "s": self.count, "t": event, "d": data}
        self.said.append(packet)
        if self.socket is not None and not self.silent:
            with contextlib.suppress(ConnectionError):
                await self.socket.send_str(json.dumps(packet))


class Gateway:
    """Gateway server. ``greet`` returns the events that follow IDENTIFY, for the client's session."""

    def __init__(
        self,
        token: Callable[[], str],
        greet: Callable[[Session], Iterable[tuple[str, Any]]],
    ) -> None:
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0
        self.heartbeat_every = 41.25  # seconds, as sent in HELLO
        self.silent = False  # connections stay open, and nothing is answered
        self.locked = False  # no client gets READY
        self.refusals = 0  # connections that are closed at once
        self.refuses_with: int | None = None  # the close code that answers IDENTIFY
        self._token = token
        self._greet = greet

    async def dispatch(self, event: str, data: Any) -> None:
        """Send an event to every client."""
        for session in list(self.sessions.values()):
            await session.say(event, data)

    async def break_connections(self, code: int = 4000) -> None:
        """Close every socket; clients may resume."""
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.close(code=code)

    async def lose_sessions(self, code: int = 4000) -> None:
        """Close every socket; no client may resume."""
        lost = list(self.sessions.values())
        self.sessions.clear()
        for session in lost:
            if session.socket is not None:
                await session.socket.close(code=code)

    def fall_silent(self) -> None:
        """Stop sending on all current connections, and ignore received messages."""
        for session in self.sessions.values():
            session.silent = True

    async def ask_to_reconnect(self) -> None:
        """Send RECONNECT, as Discord does before it restarts a machine."""
        await self._send_all({"op": RECONNECT, "s": None, "t": None, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Send INVALID_SESSION to every client; it may resume only if ``resumable``."""
        await self._send_all({"op": INVALID, "s": None, "t": None, "d": resumable})
        if not resumable:
            self.sessions.clear()

    async def _send_all(self, packet: dict[str, Any]) -> None:
        for session in list(self.sessions.values()):
            if session.socket is not None:
                await session.socket.send_json(packet)

    async def close(self) -> None:
        await self.break_connections(WSCloseCode.GOING_AWAY)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one client's connection."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        if self.refusals:
            self.refusals -= 1
            await socket.close(code=4000)
            return socket
        await socket.send_json(
            {"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": self.heartbeat_every * 1000}}
        )
        session: Session | None = None
        try:
            async for received in socket:
                if received.type is not WSMsgType.TEXT:
                    break
                if self.silent:
                    continue
                packet = json.loads(received.data)
                if session is not None and session.silent:
                    continue
                if packet["op"] == HEARTBEAT:
                    self.heartbeats += 1
                    await socket.send_json({"op": ACK, "s": None, "t": None, "d": None})
                elif packet["op"] in (IDENTIFY, RESUME) and not self.locked:
                    if packet["d"]["token"] != self._token():
                        await socket.close(code=4004)
                    elif self.refuses_with is not None:
                        await socket.close(code=self.refuses_with)
                    elif packet["op"] == IDENTIFY:
                        session = await self._identify(packet["d"], socket, str(request.url))
                    else:
                        session = await self._resume(packet["d"], socket)
        finally:
            if session is not None and session.socket is socket:
                session.socket = None
        return socket

    async def _identify(self, data: dict[str, Any], socket: web.WebSocketResponse, url: str) -> Session:
        session = Session(data)
        # A process that was killed does not resume its session.
        self.sessions = {id: kept for id, kept in self.sessions.items() if kept.socket is not None}
        self.sessions[session.id] = session
        self.identified += 1
        session.socket = socket
        for event, payload in self._greet(session):
            if event == "READY":
                payload |= {"session_id": session.id, "resume_gateway_url": url.split("?")[0]}
            await session.say(event, payload)
        return session

    async def _resume(self, data: dict[str, Any], socket: web.WebSocketResponse) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID, "s": None, "t": None, "d": False})
            return None
        self.resumed += 1
        session.socket, session.silent = socket, False
        for packet in session.said:
            if packet["s"] > (data["seq"] or 0):
                await socket.send_str(json.dumps(packet))
        await session.say("RESUMED", {})
        return session
