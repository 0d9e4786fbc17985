"""The OCDS source over real HTTP, against a stand-in for Find a Tender, and static files."""

import copy
import gzip
import json
import tracemalloc
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import Kind, Record
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.http import SourceHttp, open_session
from bot.contracts.sources.ocds import paging
from bot.contracts.sources.ocds import paging as ocds_paging
from bot.contracts.sources.ocds import source as module
from bot.contracts.sources.ocds.package_reader import MAX_PROCESS_SIZE
from bot.contracts.sources.ocds.publishers import WINDOWS, Progress, Publisher, public_id
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    IncompleteRead,
    NothingNew,
    QueryError,
    ReadContext,
    Source,
    SourceError,
    SourceErrorKind,
    Supplier,
    Unchanged,
)
from bot.contracts.watches.service import Watches
from bot.storage import Database
from bot.storage.models import Change, Contract, Server
from tests.conftest import SHARED_DATA, MovableClock
from tests.support.loopback.ocds import Answer, LoopbackOcds, busy, says
from tests.support.scripted_server import FAST
from tests.support.watching import POLL

pytestmark = pytest.mark.wire

FTS = WINDOWS["www.find-tender.service.gov.uk"]
ACME = {"suppliers": ["acme"]}


def release(number: int | str = 1, **changes: Any) -> dict[str, Any]:
    """Return a release of the process "ocds-x-<number>" with a contract of Acme's for 10 pounds."""
    return {
        "ocid": f"ocds-x-{number}",
        "id": f"{number}-2026",
        "date": "2026-02-13T10:00:00Z",
        "tag": ["award", "contract"],
        "buyer": {"id": "1", "name": "Home Office"},
        "parties": [{"id": "2", "name": "Acme Ltd", "contactPoint": {"email": "jane@acme.example"}}],
        "tender": {"id": "t", "title": f"Work {number}", "value": {"amount": 9, "currency": "GBP"}},
        "awards": [{"id": "a", "suppliers": [{"id": "2", "name": "Acme Ltd"}]}],
        "contracts": [
            {"id": "contract", "awardID": "a", "status": "active", "value": {"amount": 10, "currency": "GBP"}}
        ],
        **changes,
    }


def package(*releases: Any, following: str | None = None) -> dict[str, Any]:
    links = {"links": {"next": following}} if following else {}
    return {"uri": "https://x.example/", "version": "1.1", "releases": list(releases), **links}


class Read:
    """Result of one search."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.unchanged: list[str] = []
        self.incomplete: IncompleteRead | None = None
        self.nothing_new = False

    @property
    def faults(self) -> list[SourceErrorKind]:
        return [error.fault for error in self.incomplete.faults] if self.incomplete else []


async def read(source: Ocds, query: Mapping[str, Any], reading: ReadContext | None = None) -> Read:
    """Search, and index records by the publisher's ids, without the ``Publisher`` prefix."""
    result, reading = Read(), ReadContext() if reading is None else reading
    named = Publisher.of(source.canonical(query)).stored_id
    reading.marks = {named(source_id): mark for source_id, mark in reading.marks.items()}
    reading.known = {named(source_id): mark for source_id, mark in reading.known.items()}
    try:
        async for found in source.search(query, reading):
            source_id = public_id(found.source_id)
            assert named(source_id) == found.source_id
            if isinstance(found, Unchanged):
                result.unchanged.append(source_id)
            else:
                assert source_id not in result.records
                parent = found.parent_source_id and public_id(found.parent_source_id)
                result.records[source_id] = replace(found, source_id=source_id, parent_source_id=parent)
    except IncompleteRead as error:
        error.unread = frozenset(map(public_id, error.unread))
        result.incomplete = error
    except NothingNew:
        result.nothing_new = True
    return result


@pytest.fixture
async def publisher() -> AsyncIterator[LoopbackOcds]:
    async with LoopbackOcds() as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ocds"
    made.mkdir()
    return made


@pytest.fixture
async def source(clock: MovableClock, pauses: list[float], folder: Path) -> AsyncIterator[Ocds]:
    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with open_session(True) as session:
        http = SourceHttp(
            session,
            user_agent="Tocsin tests",
            allow_loopback=True,
            limits=replace(FAST, attempts=3),
            clock=clock,
        )
        windows = replace(FTS, forbidden_wait=300.0, latin=True)
        yield Ocds(http, clock, folder, windows={"127.0.0.1": windows}, pause=pause)


# Packages at an address


async def test_a_package_is_read_as_its_contracts(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    other = release(2, awards=[{"id": "a", "suppliers": [{"name": "Zeta"}]}])
    address = publisher.put("a.json", package(release(), other))
    found = await read(source, {"address": address, **ACME})
    (record,) = found.records.values()
    assert (record.source_id, record.kind) == ("ocds-x-1/contract", Kind.CONTRACT)
    assert (record.obligated, record.currency, record.url) == (Decimal("10.00"), "GBP", address)
    assert found.incomplete is None


async def test_the_stored_answer_is_the_process_without_personal_data(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    address = publisher.put("a.json", package(release(1), release(2)))
    found = await read(source, {"address": address, **ACME})
    (answer,) = found.records["ocds-x-1/contract"].answers
    assert (answer.url, answer.query, answer.fetched_at) == (address, "", clock.now)
    assert b"jane" not in answer.content
    kept = json.loads(answer.content)["releases"]
    assert [each["ocid"] for each in kept] == ["ocds-x-1"]
    assert kept[0]["contracts"] == release(1)["contracts"]


async def test_an_unchanged_package_is_not_read_again(source: Ocds, publisher: LoopbackOcds) -> None:
    address = publisher.put("a.json", package(release()))
    reading = ReadContext()
    assert len((await read(source, {"address": address, **ACME}, reading)).records) == 1
    assert (await read(source, {"address": address, **ACME}, reading)).nothing_new
    publisher.etags = False  # the same bytes, though the host does not confirm it
    assert (await read(source, {"address": address, **ACME}, reading)).nothing_new
    publisher.put("a.json", package(release(), release(2)))
    assert len((await read(source, {"address": address, **ACME}, reading)).records) == 2


async def test_a_process_without_new_content_is_unchanged(source: Ocds, publisher: LoopbackOcds) -> None:
    query = {"address": publisher.put("a.json", package(release(1), release(2))), **ACME}
    first = await read(source, query)
    marks = {source_id: record.mark for source_id, record in first.records.items() if record.mark}
    changed = release(2, date="2026-02-14T00:00:00Z")
    publisher.put("a.json", package(changed, release(1), release(2)))
    second = await read(source, query, ReadContext(full=False, marks=marks))
    assert (second.unchanged, list(second.records)) == (["ocds-x-1/contract"], ["ocds-x-2/contract"])
    assert len((await read(source, query, ReadContext(full=True, marks=marks))).records) == 2


async def test_extensions_declared_by_a_package_are_not_fetched(
    source: Ocds, publisher: LoopbackOcds
) -> None:
    """Find a Tender declares ten. Known additions are read, and others ignored."""
    extension = publisher.put("extension.json", {"name": "Lots"})
    publisher.put("release-schema.json", {})
    declared = {**package(release()), "extensions": [extension] * 10}
    address = publisher.put("a.json", declared)
    found = await read(source, {"address": address, **ACME})
    assert (list(found.records), found.faults) == (["ocds-x-1/contract"], [])
    assert publisher.requests == ["/a.json"]


async def test_pages_are_followed_and_their_releases_merged(source: Ocds, publisher: LoopbackOcds) -> None:
    last = {"ocid": "ocds-x-1", "id": "later", "date": "2026-02-14T00:00:00Z", "tag": ["contractUpdate"]}
    publisher.put("p/2.json", package({**last, "contracts": [{"id": "contract", "title": "Renamed"}]}))
    address = publisher.put("p/1.json", package(release(), following="2.json"))
    reading = ReadContext()
    (record,) = (await read(source, {"address": address, **ACME}, reading)).records.values()
    assert (record.title, record.obligated) == ("Renamed", Decimal("10.00"))
    assert publisher.requests == ["/p/1.json", "/p/2.json"]
    assert reading.state is None  # the first page alone does not show whether the others changed


@pytest.mark.parametrize(
    ("following", "fault"),
    [
        ("1.json", SourceErrorKind.PAGES_MISSING),
        ("http://other.example/2.json", SourceErrorKind.MOVED),
        ("http://127.0.0.1:1/2.json", SourceErrorKind.MOVED),
        ("ftp://127.0.0.1/2.json", SourceErrorKind.MOVED),
        ("http://[", SourceErrorKind.BAD_ANSWER),
        ("missing.json", SourceErrorKind.GONE),
    ],
)
async def test_an_unreachable_next_page_ends_the_read(
    source: Ocds, publisher: LoopbackOcds, following: str, fault: SourceErrorKind
) -> None:
    address = publisher.put("1.json", package(release(), following=following))
    reading = ReadContext(state="before")
    found = await read(source, {"address": address, **ACME}, reading)
    assert list(found.records) == ["ocds-x-1/contract"]
    assert found.faults == [fault]
    assert found.incomplete is not None
    assert not found.incomplete.whole_search
    assert reading.state == "before"


def test_a_next_page_has_the_same_address_checks() -> None:
    here = "https://data.example/api?page=1"
    for written in ("http://data.example/api?page=2", "?page=2", "https://data.example/api?page=2#x"):
        assert paging.following(here, written) == "https://data.example/api?page=2"
    with pytest.raises(SourceError):
        paging.following(here, "http://data.example:8080/api?page=2")


@pytest.mark.parametrize(
    ("status", "faults"),
    [
        (404, []),
        (400, []),
        (422, []),
        (401, [SourceErrorKind.PAGES_MISSING]),
        (403, [SourceErrorKind.PAGES_MISSING]),
    ],
)
async def test_a_full_last_page_is_the_last_only_if_the_publisher_has_none_behind_it(
    source: Ocds, publisher: LoopbackOcds, status: int, faults: list[SourceErrorKind]
) -> None:
    publisher.faults.extend([*two_full_pages(), says(b"", status)])
    found = await read(source, {"address": f"{publisher.url}/p?page=1", **ACME})
    assert (len(found.records), found.faults) == (20, faults)
    assert publisher.requests[-1] == "/p?page=3"


async def test_a_page_behind_a_full_one_has_its_own_address(source: Ocds, publisher: LoopbackOcds) -> None:
    behind = says(json.dumps(package(release(99))).encode())
    publisher.faults.extend([*two_full_pages(), behind])
    found = await read(source, {"address": f"{publisher.url}/p?page=1", **ACME})
    assert found.faults == [SourceErrorKind.PAGES_MISSING]
    (answer,) = found.records["ocds-x-99/contract"].answers
    assert answer.url == f"{publisher.url}/p?page=3"


def two_full_pages() -> list[Answer]:
    first, second = (map(release, range(begin, begin + paging.MIN_PAGE)) for begin in (1, 11))
    pages = package(*first, following="?page=2"), package(*second)
    return [says(json.dumps(page).encode()) for page in pages]


async def test_the_number_of_pages_is_limited(
    source: Ocds, publisher: LoopbackOcds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MAX_PAGES", 5)
    for number in range(10):
        publisher.put(f"{number}.json", package(release(number), following=f"{number + 1}.json"))
    found = await read(source, {"address": f"{publisher.url}/0.json", **ACME})
    assert found.faults == [SourceErrorKind.TOO_BIG]
    assert len(publisher.requests) == 5


async def test_an_unreadable_release_is_skipped_and_read_again(source: Ocds, publisher: LoopbackOcds) -> None:
    broken = release(2)
    broken["contracts"][0]["period"] = "2026"
    address = publisher.put("a.json", package(release(1), broken, "nonsense"))
    reading = ReadContext()
    for _ in range(2):
        found = await read(source, {"address": address, **ACME}, reading)
        assert list(found.records) == ["ocds-x-1/contract"]
        assert found.incomplete is not None
        assert found.incomplete.unread == {"ocds-x-2/contract"}
        assert found.incomplete.whole_search
        assert reading.state is None
    publisher.put("a.json", package(release(1), release(2)))
    assert len((await read(source, {"address": address, **ACME}, reading)).records) == 2


async def test_a_process_with_an_unreadable_contract_is_never_unchanged(
    source: Ocds, publisher: LoopbackOcds
) -> None:
    half = release()
    half["contracts"].append({"id": "broken", "awardID": "a", "period": "2026"})
    address = publisher.put("a.json", package(half))
    found = await read(source, {"address": address, **ACME})
    assert found.records["ocds-x-1/contract"].mark is None
    assert found.incomplete is not None
    assert found.incomplete.unread == {"ocds-x-1/broken"}


@pytest.mark.parametrize(
    ("content", "records"),
    [
        (b"<!doctype html><title>Service unavailable</title>", 0),
        (json.dumps(package(release(1), release(2))).encode()[:-200], 1),
        (json.dumps(package(release(1, title="\u00e9")), ensure_ascii=False).encode("latin-1"), 0),
    ],
)
async def test_a_document_that_is_no_package_is_a_bad_answer(
    source: Ocds, publisher: LoopbackOcds, content: bytes, records: int
) -> None:
    found = await read(source, {"address": publisher.put("a.json", content), **ACME})
    assert found.faults == [SourceErrorKind.BAD_ANSWER]
    assert len(found.records) == records


async def test_a_failing_host_is_reported(source: Ocds, publisher: LoopbackOcds) -> None:
    assert (await read(source, {"address": f"{publisher.url}/none", **ACME})).faults == [SourceErrorKind.GONE]
    publisher.faults.extend([busy(status=503)] * 3)
    assert (await read(source, {"address": publisher.put("a", package()), **ACME})).faults == [
        SourceErrorKind.BUSY
    ]
    with pytest.raises(SourceError):
        await source.survey({"address": f"{publisher.url}/none", **ACME})


async def test_too_wide_a_query_is_refused(source: Ocds, publisher: LoopbackOcds) -> None:
    many = package(*(release(number) for number in range(MAX_CONTRACTS + 1)))
    query = {"address": publisher.put("a.json", many), **ACME}
    found = await read(source, query)
    assert (found.faults, found.records) == ([SourceErrorKind.TOO_MANY], {})
    with pytest.raises(SourceError):
        await source.survey(query)
    contracts = [{"id": f"c{number}", "awardID": "a"} for number in range(MAX_CONTRACTS + 1)]
    found = await read(
        source, {"address": publisher.put("b.json", package(release(contracts=contracts))), **ACME}
    )
    assert (found.faults, len(found.records)) == ([SourceErrorKind.TOO_MANY], MAX_CONTRACTS)


def many_lines(number: int) -> bytes:
    """Return so many releases of others as JSON Lines, and one of Acme's at the end."""
    small = {"date": "2026-02-13T10:00:00Z", "awards": [{"id": "a", "suppliers": [{"name": "Zeta"}]}]}
    lines = [json.dumps({"ocid": f"ocds-x-{each}", **small}) for each in range(number)]
    return "\n".join([*lines, json.dumps(release(7))]).encode()


@pytest.mark.full
async def test_one_among_many_releases_is_found(source: Ocds, publisher: LoopbackOcds) -> None:
    address = publisher.put("a.jsonl", many_lines(20_000))
    found = await read(source, {"address": address, **ACME})
    assert list(found.records) == ["ocds-x-7/contract"]


async def test_a_package_is_decoded_in_pieces(
    source: Ocds, publisher: LoopbackOcds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocds_paging, "IN_MEMORY", 1024)
    content = many_lines(10_000)
    address = publisher.put("a.jsonl", content)
    tracemalloc.start()
    try:
        assert len((await read(source, {"address": address, **ACME})).records) == 1
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        [json.loads(line) for line in content.splitlines()]
        _, decoded = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The body as it is received, as bytes and as text, and a number for each process.
    assert peak < (decoded - before) * 0.75


# Files


async def test_a_file_in_the_folder_is_read(source: Ocds, folder: Path) -> None:
    content = json.dumps(package(release())).encode()
    (folder / "a.json").write_bytes(content)
    (folder / "a.json.gz").write_bytes(gzip.compress(content))
    (folder / "a.jsonl").write_bytes(json.dumps(release()).encode() + b"\n")
    for name in ("a.json", "a.json.gz", "a.jsonl"):
        reading = ReadContext()
        found = await read(source, {"file": name, **ACME}, reading)
        assert list(found.records) == ["ocds-x-1/contract"]
        assert (await read(source, {"file": name, **ACME}, reading)).nothing_new


async def test_only_files_in_the_folder_are_read(
    source: Ocds, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.json").write_text(json.dumps(package(release())))
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    (folder / "dir.json").mkdir()
    (folder / "bad.json.gz").write_bytes(gzip.compress(b"x" * 1000)[:-9])
    (folder / "circle.json").symlink_to(folder / "circle.json")
    (folder / "bomb.json.gz").write_bytes(gzip.compress(b" " * 10_000))
    monkeypatch.setattr(module, "MAX_FILE_SIZE", 9_999)
    for name, fault in (
        ("link.json", SourceErrorKind.REFUSED),
        ("dir.json", SourceErrorKind.REFUSED),
        ("none.json", SourceErrorKind.GONE),
        ("bad.json.gz", SourceErrorKind.BAD_ANSWER),
        ("circle.json", SourceErrorKind.BAD_ANSWER),
        ("bomb.json.gz", SourceErrorKind.TOO_BIG),
    ):
        assert (await read(source, {"file": name, **ACME})).faults == [fault], name
    with pytest.raises(QueryError):
        await read(source, {"file": "../secret.json", **ACME})


# Find a Tender


def test_find_a_tender_and_contracts_finder_get_one_request_in_ten_seconds(
    clock: MovableClock, folder: Path
) -> None:
    told: dict[str, float] = {}

    class Paced(SourceHttp):
        def __init__(self) -> None:
            """Records only the pace."""

        def slow(self, host: str, seconds: float, *, always: bool = True) -> None:
            told[host] = seconds

    Ocds(Paced(), clock, folder)
    assert told["www.find-tender.service.gov.uk"] == told["www.contractsfinder.service.gov.uk"] == 10.0


async def test_find_a_tender_is_read_in_windows_of_six_hours(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    ages = (1, 30, 24 * 6)
    publisher.releases = [(clock.now - timedelta(hours=age), release(age)) for age in ages]
    publisher.releases.append((clock.now - timedelta(days=8), release("old")))
    reading = ReadContext()
    found = await read(source, {"address": publisher.api, **ACME}, reading)
    assert sorted(found.records) == sorted(f"ocds-x-{age}/contract" for age in ages)
    assert len(publisher.requests) == 4 * 7
    assert found.incomplete is None
    assert Progress.of(reading.state).until == clock.now


async def test_pages_of_a_window_are_followed(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    publisher.releases = [(clock.now - timedelta(hours=1), release(number)) for number in range(250)]
    found = await read(source, {"address": publisher.api, **ACME})
    assert len(found.records) == 250
    assert len(publisher.requests) == 4 * 7 + 2


async def test_the_next_read_continues_with_an_overlap(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    query, reading = {"address": publisher.api, **ACME}, ReadContext(full=False)
    assert not (await read(source, query, reading)).nothing_new  # nothing there is the baseline
    clock.move(hours=6)
    late = clock.now - timedelta(hours=6, minutes=30)  # before the last read, but invisible then
    publisher.releases = [(late, release())]
    publisher.requests.clear()
    assert len((await read(source, query, reading)).records) == 1
    assert len(publisher.requests) == 2
    clock.move(hours=6)
    assert (await read(source, query, reading)).nothing_new
    assert Progress.of(reading.state).until == clock.now


async def test_later_releases_of_a_matched_process_are_kept(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    query, reading = {"address": publisher.api, "words": ["work 1"]}, ReadContext()
    publisher.releases = [(clock.now - timedelta(hours=1), release())]
    await read(source, query, reading)
    clock.move(days=2)
    ended = {
        "ocid": "ocds-x-1",
        "id": "2",
        "date": "2026-02-15T00:00:00Z",
        "contracts": [{"id": "contract", "status": "terminated", "period": {"endDate": "2030-01-01"}}],
    }
    stranger = {**copy.deepcopy(ended), "ocid": "ocds-x-2"}
    publisher.releases = [(clock.now - timedelta(hours=1), each) for each in (ended, stranger)]
    (record,) = (await read(source, query, reading)).records.values()
    assert record.source_id == "ocds-x-1/contract"
    assert record.status == "terminated"
    # This release omits some values; the core keeps the known ones.
    assert (record.currency, record.obligated, record.supplier.name) == ("XXX", None, "")


@pytest.mark.parametrize("fault", [busy(), busy(status=503), says(b"", 500)])
async def test_a_busy_publisher_is_retried(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock, fault: Callable[[], Any]
) -> None:
    publisher.releases = [(clock.now - timedelta(hours=1), release())]
    publisher.faults.extend([None, fault, None, fault])
    found = await read(source, {"address": publisher.api, **ACME})
    assert (list(found.records), found.faults) == (["ocds-x-1/contract"], [])
    assert len(publisher.requests) == 4 * 7 + 2


async def test_an_unreadable_window_ends_the_read_and_is_the_first_of_the_next(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    first = clock.now - timedelta(days=7)
    publisher.releases = [(first, release(1)), (first + timedelta(hours=20), release(2))]
    publisher.faults.extend([None, None, *[busy()] * 3])
    reading = ReadContext()
    found = await read(source, {"address": publisher.api, **ACME}, reading)
    assert (list(found.records), found.faults) == (["ocds-x-1/contract"], [SourceErrorKind.BUSY])
    assert found.incomplete is not None
    assert not found.incomplete.whole_search
    assert Progress.of(reading.state).until == first + timedelta(hours=12)
    assert "ocds-x-2/contract" in (await read(source, {"address": publisher.api, **ACME}, reading)).records


async def test_a_window_with_a_broken_release_is_repeated_a_limited_number_of_times(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    begun = clock.now - timedelta(hours=6)
    broken = release()
    broken["contracts"][0]["period"] = "2026"
    publisher.releases = [(begun, broken)]
    reading = ReadContext()
    found = await read(source, {"address": publisher.api, **ACME}, reading)
    assert found.incomplete is not None
    assert (set(found.incomplete.unread), found.incomplete.whole_search) == ({"ocds-x-1/contract"}, True)
    assert Progress.of(reading.state).until == begun
    clock.move(days=3)
    await read(source, {"address": publisher.api, **ACME}, reading)
    assert Progress.of(reading.state).until == clock.now


async def test_contracts_finder_is_not_requested_for_five_minutes_after_forbidden(
    source: Ocds, publisher: LoopbackOcds, pauses: list[float], clock: MovableClock
) -> None:
    publisher.releases = [(clock.now - timedelta(hours=1), release())]
    publisher.faults.extend([None, says(b"Forbidden", 403), says(b"Forbidden", 403)])
    found = await read(source, {"address": publisher.api, **ACME})
    assert (len(found.records), found.faults, pauses) == (1, [], [300.0, 300.0])
    publisher.faults.extend([says(b"Forbidden", 403)] * 9)
    assert (await read(source, {"address": publisher.api, **ACME})).faults == [SourceErrorKind.REFUSED]
    assert len(pauses) == 5


async def test_latin_1_of_contracts_finder_is_decoded(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    named = release(buyer={"name": "Cymdeithas Cyfeillion Amgueddfa M\u00f4n"})
    content = json.dumps(package(named), ensure_ascii=False).encode("latin-1")
    publisher.faults.append(says(content))
    (record,) = (await read(source, {"address": publisher.api, **ACME})).records.values()
    assert record.buyer.name.endswith("M\u00f4n")


async def test_one_process_of_find_a_tender_is_a_package_like_any_other(
    source: Ocds, publisher: LoopbackOcds
) -> None:
    path = "api/1.0/ocdsReleasePackages/ocds-x-1"
    found = await read(source, {"address": publisher.put(path, package(release())), **ACME})
    assert len(found.records) == 1
    assert publisher.requests == [f"/{path}"]


# Surveys


async def test_a_survey_counts_without_storing(source: Ocds, publisher: LoopbackOcds) -> None:
    known = {"name": "Acme Ltd", "identifier": {"scheme": "GB-COH", "id": "0123"}}
    registered = release(2, awards=[{"id": "a", "suppliers": [known]}])
    framework = release(3, awards=[{"id": "a", "suppliers": [known]}])
    framework["tender"]["techniques"] = {"hasFrameworkAgreement": True}
    framework["contracts"][0]["dateSigned"] = "2026-01-02T00:00:00Z"
    notice = release(4, contracts=[])
    address = publisher.put("a.json", package(release(1), registered, framework, notice))
    survey = await source.survey({"address": address, **ACME})
    assert survey.counts == {Kind.CONTRACT: 2, Kind.VEHICLE: 1, Kind.NOTICE: 1}
    assert survey.newest is not None
    assert survey.newest.isoformat() == "2026-01-02"
    assert set(survey.suppliers) == {Supplier("Acme Ltd", "Acme Ltd"), Supplier("Acme Ltd", "GB-COH-0123")}
    picked = await source.survey({"address": address, "suppliers": ["GB-COH-0123"]})
    assert picked.total == 2


async def test_a_survey_of_find_a_tender_covers_the_last_day(
    source: Ocds, publisher: LoopbackOcds, clock: MovableClock
) -> None:
    publisher.releases = [(clock.now - timedelta(hours=age), release(age)) for age in (1, 30)]
    assert (await source.survey({"address": publisher.api, **ACME})).total == 1
    assert len(publisher.requests) == 4


async def test_nothing_is_read_by_id(source: Ocds) -> None:
    assert not source.asks_by_id
    with pytest.raises(SourceError):
        await source.get("ocds-x-1/contract")
    await source.probe()


@pytest.mark.skipif(not (SHARED_DATA / "ocds").is_dir(), reason="the recorded answers are not at hand")
async def test_a_published_process_is_followed_from_tender_to_payment(
    source: Ocds, publisher: LoopbackOcds
) -> None:
    data = SHARED_DATA / "ocds"
    steps = []
    query = {"address": f"{publisher.url}/a.jsonl", "buyers": ["barnet"], "words": ["cycle lane"]}
    lines = b""
    for name in ("03-tenderAmendment", "04-award", "05-contract", "06-implementation"):
        lines += json.dumps(json.loads((data / f"fictional_1.1_{name}.json").read_bytes())).encode() + b"\n"
        publisher.put("a.jsonl", lines)
        (record,) = (await read(source, query)).records.values()
        steps.append((record.kind, record.source_id.partition("/")[2], record.paid))
    contract = "ocds-213czf-000-00001-contract-01"
    assert steps == [
        (Kind.NOTICE, "tender", None),
        (Kind.NOTICE, "award:ocds-213czf-000-00001-award-01", None),
        (Kind.CONTRACT, contract, None),
        (Kind.CONTRACT, contract, Decimal("60000.00")),
    ]


# Orders and their frameworks


def framework(number: int = 7, **changes: Any) -> dict[str, Any]:
    """Return a framework agreement, "ocds-x-<number>", of Acme's."""
    made = release(number, **changes)
    made["tender"]["techniques"] = {"hasFrameworkAgreement": True}
    return made


def ordered(number: int, under: str = "ocds-x-7", **changes: Any) -> dict[str, Any]:
    related = [{"id": "1", "relationship": ["framework"], "scheme": "ocid", "identifier": under}]
    return release(number, relatedProcesses=related, **changes)


@pytest.mark.parametrize("order_first", [True, False])
async def test_an_order_names_the_record_of_its_framework_in_any_order(
    source: Ocds, publisher: LoopbackOcds, order_first: bool
) -> None:
    both = [ordered(1), framework()] if order_first else [framework(), ordered(1)]
    address = publisher.put("a.json", package(*both))
    found = (await read(source, {"address": address, **ACME})).records
    vehicle, order = found["ocds-x-7/contract"], found["ocds-x-1/contract"]
    assert (vehicle.kind, order.kind) == (Kind.VEHICLE, Kind.ORDER)
    assert (order.parent_source_id, order.parent_number) == (vehicle.source_id, "ocds-x-7")


async def test_an_order_names_a_framework_that_an_earlier_read_found(
    source: Ocds, publisher: LoopbackOcds
) -> None:
    address = publisher.put("a.json", package(ordered(1)))
    query = {"address": address, **ACME}
    known = {"ocds-x-7/contract": "mark", "ocds-x-7/award:b": "mark", "ocds-x-7/tender": "mark"}
    found = (await read(source, query, ReadContext(known=known))).records
    assert found["ocds-x-1/contract"].parent_source_id == "ocds-x-7/contract"
    found = (await read(source, query)).records
    assert found["ocds-x-1/contract"].parent_source_id == "ocds-x-7", "not known: its process"


@pytest.mark.parametrize(("supplier", "parent"), [("Acme Ltd", "ocds-x-7/1"), ("Acme Two", "ocds-x-7")])
async def test_an_order_is_under_the_framework_contract_of_its_own_supplier(
    source: Ocds, publisher: LoopbackOcds, supplier: str, parent: str
) -> None:
    contracts = [{"id": str(n), "awardID": str(n), "status": "active"} for n in (1, 2)]
    awards = [{"id": "1", "suppliers": [{"name": "ACME LTD"}]}, {"id": "2", "suppliers": [{"name": "Acme"}]}]
    several = framework(contracts=contracts, awards=awards)
    one = ordered(1, parties=[], awards=[{"id": "a", "suppliers": [{"name": supplier}]}])
    address = publisher.put("a.json", package(one, several))
    found = (await read(source, {"address": address, **ACME})).records
    assert found["ocds-x-1/contract"].parent_source_id == parent


async def test_an_order_under_a_watched_framework_is_announced_as_such_and_shown_with_it(
    source: Ocds, publisher: LoopbackOcds, sqlite_database: Database, clock: MovableClock
) -> None:
    query = {"address": publisher.put("a.json", package(framework())), **ACME}
    sources: dict[str, Source] = {"ocds": source}
    watcher = Watcher(
        sqlite_database,
        sources,
        clock,
        poll=POLL,
        jitter=lambda *_: 1.0,
    )
    async with sqlite_database.write() as session:
        session.add(Server(id=1, channel_id=10, created_at=clock()))
    await Watches(sqlite_database, sources, clock).add(1, "frameworks", "ocds", query)
    await watcher.tick()
    publisher.put("a.json", package(ordered(1), framework()))
    clock.move(hours=24)
    await watcher.tick()
    contracts = Contracts(sqlite_database)
    async with sqlite_database.read() as session:
        found = (await session.execute(select(Change.kind).where(Change.news))).scalars().all()
        rows = await session.execute(select(Contract.source_id, Contract.id))
        ids = {public_id(row.source_id): row.id for row in rows}
    assert list(found) == ["new-order-under-vehicle"]
    vehicle = await contracts.show(1, ids["ocds-x-7/contract"])
    order = await contracts.show(1, ids["ocds-x-1/contract"])
    assert [line.id for line in vehicle.orders] == [ids["ocds-x-1/contract"]]
    assert order.parent is not None
    assert order.parent.id == ids["ocds-x-7/contract"]


HALF = "x" * (MAX_PROCESS_SIZE // 2)


@pytest.mark.parametrize(
    "unreadable",
    [[release(1, contracts="none")], [release(1, id="a", note=HALF), release(1, id="b", note=HALF)]],
    ids=["wrong", "too big"],
)
async def test_the_known_contracts_of_a_process_that_cannot_be_read_are_unread_and_not_missing(
    source: Ocds, publisher: LoopbackOcds, unreadable: list[dict[str, Any]]
) -> None:
    query = {"address": publisher.put("a.json", package(release(1), release(2))), **ACME}
    known = dict.fromkeys((await read(source, query)).records, "mark")
    publisher.put("a.json", package(*unreadable, release(2)))
    second = await read(source, query, ReadContext(known=known))
    assert list(second.records) == ["ocds-x-2/contract"]
    assert second.incomplete is not None
    assert second.incomplete.whole_search
    assert second.incomplete.unread == {"ocds-x-1", "ocds-x-1/contract"}


async def test_a_release_that_is_too_big_ends_the_package(source: Ocds, publisher: LoopbackOcds) -> None:
    address = publisher.put("a.json", package(release(1), release(2, note=HALF * 2), release(3)))
    found = await read(source, {"address": address, **ACME})
    assert (list(found.records), found.faults) == (["ocds-x-1/contract"], [SourceErrorKind.TOO_BIG])
