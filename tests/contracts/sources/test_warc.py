"""WARC files of exchanges: other programs read back exactly the transferred bytes."""

from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from bot.contracts.sources.http import Exchange
from bot.contracts.sources.warc import warc_of

pytestmark = pytest.mark.unit

NOON = datetime(2026, 2, 13, 12, 0, 0, 123456, tzinfo=UTC)


def exchange(**other: Any) -> Exchange:
    given = {
        "url": "https://corp.example/work?a=1",
        "sent": {"User-Agent": "Tocsin/1.0", "Cookie": "a=b"},
        "status": 200,
        "headers": {"content-type": "text/html", "set-cookie": "a=b", "content-encoding": "gzip"},
        "content": b"<html>\xe9</html>",
        "at": NOON,
    }
    return Exchange(**{**given, **other})


def records(content: bytes) -> list[Any]:
    found = []
    for record in ArchiveIterator(BytesIO(content)):
        body = record.content_stream().read()
        found.append((record, body))
    return found


def test_a_request_is_stored_with_its_answer() -> None:
    (response, body), (request, nothing) = records(warc_of([exchange()]))
    assert (response.rec_type, request.rec_type) == ("response", "request")
    assert (body, nothing) == (b"<html>\xe9</html>", b"")
    for record in (response, request):
        assert record.rec_headers["WARC-Target-URI"] == "https://corp.example/work?a=1"
        assert record.rec_headers["WARC-Date"] == "2026-02-13T12:00:00Z"
    assert request.rec_headers["WARC-Concurrent-To"] == response.rec_headers["WARC-Record-ID"]
    assert response.rec_headers["WARC-Payload-Digest"].startswith("sha1:")
    assert (request.http_headers.protocol, request.http_headers.statusline) == ("GET", "/work?a=1 HTTP/1.1")
    assert request.http_headers.headers == [("Host", "corp.example"), ("User-Agent", "Tocsin/1.0")]
    assert dict(response.http_headers.headers) == {
        "content-type": "text/html",
        "X-Archive-Orig-content-encoding": "gzip",
        "Content-Length": "14",
    }


def test_the_body_of_a_request_is_stored() -> None:
    _, (request, body) = records(warc_of([exchange(method="POST", query='{"supplier": "é"}')]))
    assert (request.http_headers.protocol, body.decode()) == ("POST", '{"supplier": "é"}')
    assert request.http_headers.get_header("Content-Length") == "18"


def test_each_record_is_compressed_separately() -> None:
    assert warc_of([exchange(), exchange()]).count(b"\x1f\x8b\x08") == 4


def test_redirects_are_stored_first() -> None:
    moved = exchange(
        status=301, url="http://corp.example/", headers={"location": "https://corp.example/work"}
    )
    lines = [record.http_headers.statusline for record, _ in records(warc_of([moved, exchange()]))]
    assert lines == ["301 Moved Permanently", "/ HTTP/1.1", "200 OK", "/work?a=1 HTTP/1.1"]


def test_a_status_without_a_name_is_stored() -> None:
    (response, _), _ = records(warc_of([exchange(status=299)]))
    assert response.http_headers.get_statuscode() == "299"


@settings(max_examples=50, deadline=None)
@given(
    content=st.binary(max_size=3000),
    value=st.text(st.characters(blacklist_categories=("Cc", "Zl", "Zp")), max_size=40).map(str.strip),
)
def test_any_exchange_can_be_read_back_and_verified(
    tmp_path_factory: Any, content: bytes, value: str
) -> None:
    made = warc_of([exchange(content=content, headers={"x-said": value, "content-type": "text/html"})])
    (response, body), _ = records(made)
    assert body == content
    assert response.http_headers.get_header("content-type") == "text/html"
    file = tmp_path_factory.mktemp("warc") / "page.warc.gz"
    file.write_bytes(made)
    checker = Checker(SimpleNamespace(inputs=[str(file)], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0
