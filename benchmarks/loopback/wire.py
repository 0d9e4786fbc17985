"""HTTP/1.1 and server-side websockets on bare asyncio: a web framework would be the bottleneck."""

import asyncio
import base64
import hashlib
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_REASONS = {101: "Switching Protocols", 200: "OK", 204: "No Content", 429: "Too Many Requests"}


@dataclass(slots=True)
class Request:
    """A received request; header names in lower case."""

    method: str
    path: str  # with its query
    headers: dict[str, str]
    body: bytes


class Socket:
    """A client's websocket. ``received`` is called with each text message, ``closed`` once."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.received: Callable[[bytes], None] = lambda _text: None
        self.closed: Callable[[], None] = lambda: None

    def send(self, text: bytes) -> None:
        self._transport.write(frame(_TEXT, text))

    def close(self, code: int) -> None:
        self._transport.write(frame(_CLOSE, struct.pack("!H", code)))


Handler = Callable[[Request], bytes | Awaitable[bytes]]


class Connection(asyncio.Protocol):
    """One connection: requests one after the other, or a websocket after an upgrade."""

    def __init__(self, handle: Handler, connect: Callable[[Socket], None]) -> None:
        self._handle = handle
        self._connect = connect
        self._buffer = b""
        self._socket: Socket | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self._socket is not None:
            self._socket.closed()

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        while self._buffer and (self._take_frame() if self._socket is not None else self._take_request()):
            pass

    def _take_request(self) -> bool:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return False
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        length = int(headers.get("content-length", 0))
        if len(rest) < length:
            return False
        self._buffer = rest[length:]
        method, path, _ = first.split(" ")
        if headers.get("upgrade", "").lower() == "websocket":
            self._upgrade(headers["sec-websocket-key"])
            return True
        answer = self._handle(Request(method, path, headers, rest[:length]))
        if isinstance(answer, bytes):
            self._transport.write(answer)
        else:
            self._later = asyncio.ensure_future(self._answer(answer))
        return True

    async def _answer(self, answer: Awaitable[bytes]) -> None:
        self._transport.write(await answer)

    def _upgrade(self, key: str) -> None:
        accept = base64.b64encode(hashlib.sha1(key.encode() + _MAGIC).digest()).decode()
        self._transport.write(
            response(
                101, headers={"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept}
            )
        )
        self._socket = Socket(self._transport)
        self._connect(self._socket)

    def _take_frame(self) -> bool:
        """Take a whole masked frame from the buffer; the benchmarks' clients send no fragments."""
        data = self._buffer
        if len(data) < 6:
            return False
        length, at = data[1] & 0x7F, 2
        if length == 126:
            length, at = int.from_bytes(data[2:4], "big"), 4
        elif length == 127:
            length, at = int.from_bytes(data[2:10], "big"), 10
        end = at + 4 + length
        if len(data) < end:
            return False
        mask, payload = data[at : at + 4] * (length // 4 + 1), data[at + 4 : end]
        plain = (int.from_bytes(payload, "big") ^ int.from_bytes(mask[:length], "big")).to_bytes(
            length, "big"
        )
        self._buffer = data[end:]
        kind = data[0] & 0x0F
        if kind == _TEXT:
            assert self._socket is not None
            self._socket.received(plain)
        elif kind == _PING:
            self._transport.write(frame(_PONG, plain))
        elif kind == _CLOSE:
            self._transport.write(frame(_CLOSE, plain))
            self._transport.close()
        return True


def frame(kind: int, payload: bytes) -> bytes:
    """Return one unmasked frame, as a server sends it."""
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x80 | kind, length)
    elif length < 65536:
        head = struct.pack("!BBH", 0x80 | kind, 126, length)
    else:
        head = struct.pack("!BBQ", 0x80 | kind, 127, length)
    return head + payload


def response(
    status: int, body: bytes = b"", *, headers: dict[str, str] | None = None, kind: str = "application/json"
) -> bytes:
    """Return a whole HTTP response."""
    lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Refused')}"]
    if status not in (101, 204):
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def listen(handle: Handler, connect: Callable[[Socket], None]) -> tuple[asyncio.Server, int]:
    """Serve on a free port of 127.0.0.1."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(handle, connect), "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]
