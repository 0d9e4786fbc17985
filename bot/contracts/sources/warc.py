"""One exchange with a web server as a WARC file (ISO 28500), the form in which web archives keep pages.

A page is kept as such, and so is that a source knows no such contract: what says so is in the status, the
address and the hour, and the body is often the same for all.
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

# Cookies are a key to a visit; the others no longer fit the body, which is kept unpacked.
_DROPPED = frozenset({"cookie", "set-cookie", "set-cookie2", "authorization"})
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def warc_of(exchanges: Iterable[Exchange]) -> bytes:
    """Requests and their answers in the order they were made, each record compressed for itself.

    Redirects on the way to a page are exchanges of their own. Bodies are kept as they were unpacked, and
    what the server said of how it packed and measured them as ``X-Archive-Orig-…``.
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
    """What ``Source.get`` returns where an answer says that there is no such contract: it is kept with the
    request, its status and its headers."""
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
    """Without secrets, and in ASCII: a server may send any bytes in a header."""
    return [
        (name, "".join(c if c.isascii() else quote(c, errors="replace") for c in value))
        for name, value in headers.items()
        if name.lower() not in _DROPPED
    ]
