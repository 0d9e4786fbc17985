"""WARC writer: HTTP exchanges as a WARC file (ISO 28500), the format of web archives.

Pages are stored like this, and so are the answers by which a source says that it has no such contract: the
proof there is the status, the address and the time, and the body is often the same for all.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote

from yarl import URL

from bot.contracts.model import Answer, Exchange
from bot.contracts.sources.protocol import Absent

MEDIA = "application/warc"

# Cookies are credentials of a visit; the encoding and length headers no longer fit the body, which is stored
# decompressed.
_DROPPED = frozenset({"cookie", "set-cookie", "set-cookie2", "authorization"})
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def warc_of(exchanges: Iterable[Exchange]) -> bytes:
    """Write requests and their responses in order, each record compressed by itself.

    Redirects on the way to a page are exchanges of their own. Bodies are stored decompressed; the server's
    headers on encoding and length become ``X-Archive-Orig-…``.
    """
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    for exchange in exchanges:
        url = URL(exchange.url)
        named = {
            "WARC-Date": exchange.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        response = writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.content),
            length=len(exchange.content),
            http_headers=StatusAndHeaders(_status(exchange.status), _received(exchange), protocol="HTTP/1.1"),
            warc_headers_dict=dict(named),
        )
        request = writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=StatusAndHeaders(
                f"{exchange.method} {url.raw_path_qs} HTTP/1.1", _sent(url, exchange), is_http_request=True
            ),
            payload=BytesIO(exchange.query.encode()),
            length=len(exchange.query.encode()),
            warc_headers_dict=dict(named),
        )
        writer.write_request_response_pair(request, response)
    return out.getvalue()


async def absent(answer: Answer | None) -> Absent:
    """Return the ``Absent`` of ``Source.get`` for an answer that says there is no such contract. The answer
    is stored with its request, status and headers."""
    if answer is None or answer.exchange is None:
        return Absent(() if answer is None else (answer,))
    content = await asyncio.to_thread(warc_of, [answer.exchange])
    return Absent((replace(answer, content=content, media=MEDIA),))


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} "


def _sent(url: URL, exchange: Exchange) -> list[tuple[str, str]]:
    host = str(url.raw_host) if url.is_default_port() else f"{url.raw_host}:{url.port}"
    length = len(exchange.query.encode())
    return [("Host", host), *_kept(exchange.sent), *([("Content-Length", str(length))] if length else [])]


def _received(exchange: Exchange) -> list[tuple[str, str]]:
    received = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, value)
        for name, value in _kept(exchange.headers)
    ]
    return [*received, ("Content-Length", str(len(exchange.content)))]


def _kept(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return headers without secrets, percent-encoded to ASCII: a server may send any bytes in a header."""
    return [
        (name, "".join(c if c.isascii() else quote(c, errors="replace") for c in value))
        for name, value in headers.items()
        if name.lower() not in _DROPPED
    ]
