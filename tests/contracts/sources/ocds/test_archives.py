"""Archives of OCDS publishers over real HTTP: Germany's daily exports, and broken or hostile files."""

import json
import struct
import tracemalloc
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.ocds import archive_reader, package_reader
from bot.contracts.sources.ocds.archive_reader import MAX_ZIP_BYTES
from bot.contracts.sources.ocds.package_reader import MAX_REPORTED_ENTRIES
from bot.contracts.sources.ocds.publishers import (
    ARCHIVES,
    GERMANY,
    ITALY,
    QUEBEC,
    SCOTLAND,
    WALES,
    WINDOWS,
    Progress,
    Publisher,
)
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.ocds.stream import PackagePart, Release
from bot.contracts.sources.protocol import ReadContext, SourceErrorKind
from tests.conftest import MovableClock
from tests.contracts.sources.ocds.test_source import ACME, package, read, release
from tests.support.loopback.ocds import says
from tests.support.loopback.ocds_archives import BERLIN, LoopbackArchives, zipped
from tests.support.scripted_server import source_http

pytestmark = pytest.mark.wire

LONDON = ZoneInfo("Europe/London")
YESTERDAY = "2026-02-12"  # the clock stands at noon of the 13th


@pytest.fixture
async def publisher(clock: MovableClock) -> AsyncIterator[LoopbackArchives]:
    async with LoopbackArchives(clock=clock) as running:
        yield running


@pytest.fixture
def source(session: aiohttp.ClientSession, clock: MovableClock, tmp_path: Path) -> Ocds:
    http = source_http(session, attempts=2, clock=clock)
    return Ocds(http, clock, tmp_path, windows={"127.0.0.1": GERMANY})


def notices(*numbers: int, **changes: Any) -> bytes:
    """Return an archive with a package for each notice."""
    return zipped(*((f"{n}-01.json", package(release(n, **changes))) for n in numbers))


# Days


async def test_the_first_read_takes_the_days_of_a_week_but_not_today(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.days = {YESTERDAY: notices(1, 2), "2026-02-07": notices(3)}
    reading = ReadContext()
    found = await read(source, {"address": publisher.api, **ACME}, reading)
    assert sorted(found.records) == [f"ocds-x-{n}/contract" for n in (1, 2, 3)]
    assert found.incomplete is None
    assert publisher.requests == [f"2026-02-{day:02}" for day in range(6, 13)]
    assert Progress.of(reading.state).until == datetime(2026, 2, 12, 23, tzinfo=UTC)  # midnight of Berlin


async def test_a_day_is_asked_for_as_soon_as_it_is_over_in_berlin(
    source: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    clock.now = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # half past midnight there, in summer
    await read(source, {"address": publisher.api, **ACME})
    assert publisher.requests[-1] == "2026-06-01"


async def test_an_amended_day_is_read_again_and_an_unchanged_one_is_not(
    source: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    query, reading = {"address": publisher.api, **ACME}, ReadContext(full=False)
    publisher.days = {YESTERDAY: notices(1)}
    first = await read(source, query, reading)
    publisher.requests.clear(), publisher.given.clear()
    clock.move(hours=2)
    assert (await read(source, query, reading)).nothing_new
    assert (publisher.requests, publisher.given) == (["2026-02-10", "2026-02-11", YESTERDAY], [])
    publisher.days = {YESTERDAY: notices(1, 2)}
    clock.move(hours=2)
    marks = {key: record.mark for key, record in first.records.items() if record.mark}
    again = await read(source, query, ReadContext(full=False, state=reading.state, marks=marks))
    assert (list(again.records), again.unchanged) == (["ocds-x-2/contract"], ["ocds-x-1/contract"])
    assert publisher.given == [YESTERDAY]


async def test_a_notice_of_two_days_is_one_contract(source: Ocds, publisher: LoopbackArchives) -> None:
    publisher.days = {"2026-02-11": notices(1), YESTERDAY: notices(1, 2)}
    found = await read(source, {"address": publisher.api, **ACME})
    assert sorted(found.records) == ["ocds-x-1/contract", "ocds-x-2/contract"]


async def test_a_day_with_an_unreadable_contract_is_read_again_for_two_days(
    source: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    broken = release(1)
    broken["contracts"][0]["period"] = "2026"
    publisher.days = {YESTERDAY: zipped(("1.json", package(broken)))}
    query, reading = {"address": publisher.api, **ACME}, ReadContext()
    for _ in range(2):
        found = await read(source, query, reading)
        assert found.incomplete is not None
        assert (set(found.incomplete.unread), found.incomplete.whole_search) == ({"ocds-x-1/contract"}, True)
    clock.move(days=2)
    await read(source, query, reading)
    assert (await read(source, query, reading)).nothing_new


async def test_an_archive_is_downloaded_once_for_all_watches(
    source: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    publisher.days = {YESTERDAY: notices(1)}
    query = {"address": publisher.api, **ACME}
    assert (await source.survey(query)).total == 1
    assert len((await read(source, query)).records) == 1
    assert len((await read(source, {"address": publisher.api, "words": ["work 1"]})).records) == 1
    assert len(publisher.requests) == 7
    clock.move(hours=2)
    assert len((await read(source, {"address": publisher.api, "buyers": ["office"]})).records) == 1
    assert len(publisher.requests) == 14
    assert len(publisher.given) == 7, "asked again, and not sent again"


async def test_stored_archives_are_bounded_and_removed_ones_remain_readable(
    source: Ocds, publisher: LoopbackArchives, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reader, "MAX_STORED", 2)
    publisher.days = {YESTERDAY: notices(1), "2026-02-07": notices(2)}
    for _ in range(2):
        assert len((await read(source, {"address": publisher.api, **ACME})).records) == 2
    assert len(publisher.given) == 14


async def test_a_day_that_is_not_published_yet_is_no_fault_and_comes_later(
    source: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    query, reading = {"address": publisher.api, **ACME}, ReadContext()
    publisher.faults.extend([None] * 6 + [says(b'{"message": "It must lie in the past."}', 400)])
    found = await read(source, query, reading)
    assert (found.records, found.incomplete) == ({}, None)
    assert Progress.of(reading.state).until == datetime(2026, 2, 11, 23, tzinfo=UTC)
    publisher.days = {YESTERDAY: notices(1)}
    assert list((await read(source, query, reading)).records) == ["ocds-x-1/contract"]


async def test_an_older_day_that_is_refused_is_a_fault_and_read_again(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.days = {YESTERDAY: notices(1), "2026-02-06": notices(2)}
    publisher.faults.append(says(b"{}", 400))
    query, reading = {"address": publisher.api, **ACME}, ReadContext()
    found = await read(source, query, reading)
    assert (list(found.records), found.faults) == (["ocds-x-1/contract"], [SourceErrorKind.REFUSED])
    assert found.incomplete is not None
    assert not found.incomplete.whole_search
    assert list((await read(source, query, reading)).records) == ["ocds-x-2/contract"]


async def test_a_day_without_notices_has_no_archive_but_an_address_without_any_is_a_fault(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.days = {YESTERDAY: notices(1)}
    publisher.faults.extend([None, says(b"", 404)])
    query, reading = {"address": publisher.api, **ACME}, ReadContext()
    found = await read(source, query, reading)
    assert (list(found.records), found.incomplete) == (["ocds-x-1/contract"], None)
    source._clock.move(hours=2)  # type: ignore[attr-defined]
    publisher.faults.extend([says(b"", 404)] * 9)
    assert (await read(source, query)).faults == [SourceErrorKind.GONE]


async def test_of_two_versions_of_a_notice_the_later_counts(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    """Both have the id and the day of the notice, and stand in the archive in any order."""
    old, new = (release(1, date="2026-02-12+01:00", title=title) for title in ("Old", "New"))
    old["contracts"][0]["title"], new["contracts"][0]["title"] = "Old", "New"
    publisher.days = {YESTERDAY: zipped(("1-02.json", package(new)), ("1-01.json", package(old)))}
    (record,) = (await read(source, {"address": publisher.api, **ACME})).records.values()
    assert record.title == "New"


async def test_a_german_supplier_stands_among_the_parties_and_the_link_is_the_notice(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    uuid = "912f1717-1ace-413d-aa61-cd21cd6b95e7"
    parties = [{"id": "ORG-1", "name": "Acme Ltd", "roles": ["supplier"]}]
    documents = [{"id": "1", "url": "https://platform.example/download"}]
    awarded = release(1, id=uuid, parties=parties, awards=[{"id": "a", "status": "active"}])
    awarded["tender"]["documents"] = documents
    lost = release(2, parties=parties, awards=[{"id": "a", "status": "unsuccessful"}], contracts=[])
    publisher.days = {YESTERDAY: zipped(("1.json", package(awarded)), ("2.json", package(lost)))}
    (record,) = (await read(source, {"address": publisher.api, **ACME})).records.values()
    assert (record.source_id, record.supplier.name) == ("ocds-x-1/contract", "Acme Ltd")
    assert record.url == f"https://oeffentlichevergabe.de/ui/de/search/details?noticeId={uuid}"


async def test_a_host_that_fails_ends_the_read_and_what_was_read_stands(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.days = {YESTERDAY: notices(1), "2026-02-06": notices(2)}
    publisher.faults.extend([None, *[says(b"", 503)] * 2])
    query, reading = {"address": publisher.api, **ACME}, ReadContext()
    found = await read(source, query, reading)
    assert (list(found.records), found.faults) == (["ocds-x-2/contract"], [SourceErrorKind.BUSY])
    assert publisher.requests[-1] == "2026-02-07"
    assert list((await read(source, query, reading)).records) == ["ocds-x-1/contract"]


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=20)), max_size=8),
)
def test_no_day_is_missed_and_none_is_read_twice_in_one_read(
    start: datetime, pauses: list[timedelta]
) -> None:
    now, until, seen = start, None, set()
    for pause in [timedelta(), *pauses]:
        now += pause
        files = GERMANY.files(URL(GERMANY.address), GERMANY.begin(until, now), now)
        assert all(one.until == other.since for one, other in pairwise(files))
        assert len({file.key for file in files}) == len(files)
        assert now - timedelta(days=1, hours=1) < files[-1].until <= now
        seen |= {file.key for file in files}
        until = files[-1].until
    day, last = (start - GERMANY.first).astimezone(BERLIN).date(), now.astimezone(BERLIN).date()
    assert seen >= {str(day + timedelta(days=n)) for n in range((last - day).days)}


async def test_a_single_contract_has_the_id_of_its_newest_notice_and_several_have_none(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    old, new, other = (f"{n}e60ad0f-1ace-413d-aa61-cd21cd6b95e7" for n in range(3))
    several = release(2, id=f"{other}-01")
    several["contracts"].append({"id": "second", "awardID": "a"})
    both = [release(1, id=f"{new}-02", date="2026-02-14T10:00:00Z"), release(1, id=f"{old}-01")]
    publisher.days = {YESTERDAY: zipped(("1.json", package(*both)), ("2.json", package(several)))}
    found = (await read(source, {"address": publisher.api, **ACME})).records
    assert found["ocds-x-1/contract"].identifiers == {"ocid:ocds-x-1/contract", f"eforms-notice:{new}"}
    assert found["ocds-x-2/contract"].identifiers == {"ocid:ocds-x-2/contract"}


# Broken and hostile archives


def bomb(size: int) -> bytes:
    return zipped(("1.json", b" " * size))


def lying(content: bytes, size: int) -> bytes:
    """Return an archive of one member that declares another size, in its list and at the member."""
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.index(signature) + offset
        content = content[:at] + struct.pack("<I", size) + content[at + 4 :]
    return content


def encrypted(content: bytes) -> bytes:
    """Return an archive whose first member says that it is encrypted."""
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.index(signature) + offset
        content = content[:at] + b"\x01" + content[at + 1 :]
    return content


def doubled() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("1.json", json.dumps(package(release(8))))
        archive.NameToInfo.clear()  # so that the module does not warn
        archive.writestr("1.json", json.dumps(package(release(1))))
    return content.getvalue()


def damaged() -> bytes:
    content = notices(8, 1)
    at = content.index(b"8-01.json") + len("8-01.json") + 20
    return content[:at] + bytes(40) + content[at + 40 :]


GOOD = ("1.json", package(release(1)))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(damaged(), id="a damaged member"),
        pytest.param(encrypted(notices(8, 1)), id="an encrypted member"),
        pytest.param(zipped(("../../8.json", package(release(8))), GOOD), id="a path upwards"),
        pytest.param(zipped(("/etc/8.json", package(release(8))), GOOD), id="an absolute path"),
        pytest.param(zipped(("c:\\8.json", package(release(8))), GOOD), id="a path of Windows"),
        pytest.param(zipped(("8.zip", notices(8)), GOOD), id="an archive in the archive"),
        pytest.param(doubled(), id="a name twice"),
        pytest.param(zipped(("8.json", b"<html>"), GOOD), id="a member that is no JSON"),
        pytest.param(zipped(("8.json", b"[" * 2_100_000), GOOD), id="a member that is too complex"),
        pytest.param(zipped(("8.json", b'{"releases": [{"id": 1}]}'), GOOD), id="a release without an ocid"),
        pytest.param(
            zipped(("8.json", b" " * (package_reader.MAX_MEMBER + 1)), GOOD), id="a member that is too large"
        ),
        pytest.param(
            lying(zipped(("8.json", b" " * 50_000_000), GOOD), 1000), id="a member larger than it says"
        ),
    ],
)
async def test_of_an_archive_with_one_bad_member_the_others_are_read_and_the_read_is_incomplete(
    source: Ocds, publisher: LoopbackArchives, content: bytes
) -> None:
    publisher.days = {YESTERDAY: content}
    reading = ReadContext()
    query = {"address": publisher.api, **ACME}
    for _ in range(2):  # it is read again, as long as it may be mended
        found = await read(source, query, reading)
        assert list(found.records) == ["ocds-x-1/contract"]
        assert len(found.faults) == 1
        assert found.faults[0] in {SourceErrorKind.BAD_ANSWER, SourceErrorKind.TOO_COMPLEX}
    publisher.days = {YESTERDAY: notices(1, 8)}
    source._clock.move(hours=2)  # type: ignore[attr-defined]
    assert (await read(source, query, reading)).incomplete is None


async def test_after_many_bad_members_of_a_day_one_of_another_day_is_read_again_too(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    """Also one that is not reported any more: only so many are."""
    bad = [(f"{number}.json", b"<html>") for number in range(MAX_REPORTED_ENTRIES)]
    publisher.days = {"2026-02-11": zipped(*bad), YESTERDAY: zipped(("8.json", b"<html>"), GOOD)}
    query, reading = {"address": publisher.api, **ACME}, ReadContext()
    assert len((await read(source, query, reading)).faults) == MAX_REPORTED_ENTRIES
    assert not {"2026-02-11", YESTERDAY} & Progress.of(reading.state).versions.keys()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(notices(1)[:-30], SourceErrorKind.BAD_ANSWER, id="cut off"),
        pytest.param(b"", SourceErrorKind.BAD_ANSWER, id="empty"),
        pytest.param(b"<!doctype html><title>Wartung</title>", SourceErrorKind.BAD_ANSWER, id="HTML"),
        pytest.param(
            zipped(("notice.csv", b"a,b")), SourceErrorKind.BAD_ANSWER, id="files of another format only"
        ),
        pytest.param(notices(1, date="2025-11-01T10:00:00Z"), SourceErrorKind.BAD_ANSWER, id="another day"),
    ],
)
async def test_an_archive_that_is_none_leaves_the_day_unread_and_the_others_read(
    source: Ocds, publisher: LoopbackArchives, content: bytes, fault: SourceErrorKind
) -> None:
    publisher.days = {"2026-02-11": content, YESTERDAY: notices(2)}
    reading = ReadContext()
    found = await read(source, {"address": publisher.api, **ACME}, reading)
    assert "ocds-x-2/contract" in found.records
    assert found.faults == [fault]
    assert found.incomplete is not None
    assert not found.incomplete.whole_search
    assert Progress.of(reading.state).until == datetime(2026, 2, 10, 23, tzinfo=UTC)


async def test_the_archive_of_another_day_under_this_address_is_reported(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.days = {"2026-02-11": notices(1), YESTERDAY: notices(1)}
    assert (await read(source, {"address": publisher.api, **ACME})).faults == [SourceErrorKind.PAGES_MISSING]


async def test_a_zip_bomb_is_refused_before_it_is_unpacked(source: Ocds, publisher: LoopbackArchives) -> None:
    publisher.days = {YESTERDAY: lying(zipped(("1.json", b" " * 2_000_000)), 2_000_000_000)}
    found = await read(source, {"address": publisher.api, **ACME})
    assert found.faults == [SourceErrorKind.TOO_BIG]


@pytest.mark.full
async def test_many_members_that_are_each_within_the_limit_are_refused_together(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    """A quarter of a gigabyte in 300 KB; nothing of it is ever in the bot's own memory."""
    member = b" " * package_reader.MAX_MEMBER
    count = package_reader.MAX_UNPACKED // len(member) + 1
    publisher.days = {YESTERDAY: zipped(*((f"{n}.json", member) for n in range(count)))}
    tracemalloc.start()
    try:
        found = await read(source, {"address": publisher.api, **ACME})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.faults == [SourceErrorKind.TOO_BIG]
    assert peak < 8 * 1024 * 1024


@pytest.mark.full
async def test_the_size_of_an_archive_and_the_number_of_its_members_are_limited(
    source: Ocds, publisher: LoopbackArchives
) -> None:
    many = zipped(*((f"{n}.json", b"") for n in range(package_reader.MAX_MEMBERS + 1)))
    publisher.days = {YESTERDAY: many, "2026-02-11": b"PK" + bytes(MAX_ZIP_BYTES)}
    found = await read(source, {"address": publisher.api, **ACME})
    assert found.faults == [SourceErrorKind.TOO_BIG, SourceErrorKind.TOO_COMPLEX]


async def test_a_large_archive_is_read_in_parts_and_never_whole_in_memory(
    source: Ocds, publisher: LoopbackArchives, monkeypatch: pytest.MonkeyPatch
) -> None:
    padded = package(*(release(n, note="x" * 70_000) for n in range(100)))
    with zipfile.ZipFile(content := BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.json", json.dumps({**padded, "number": number}))
    publisher.days = {YESTERDAY: content.getvalue()}
    await source.survey({"address": publisher.api, "suppliers": ["nobody"]})  # sending it takes memory, too
    jobs = []
    run = source._http.parsers.run

    async def counted(expected: Any, job: str, /, *args: Any, **rest: Any) -> Any:
        jobs.append(job)
        return await run(expected, job, *args, **rest)

    monkeypatch.setattr(source._http.parsers, "run", counted)
    tracemalloc.start()
    try:
        found = await read(source, {"address": publisher.api, "suppliers": ["nobody"]})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (found.records, found.incomplete) == ({}, None)
    assert jobs.count("ocds-archive") == 6 + 2
    assert peak < len(content.getvalue()) / 4


# Months


@pytest.fixture
def scotland(session: aiohttp.ClientSession, clock: MovableClock, tmp_path: Path) -> Ocds:
    return Ocds(source_http(session, clock=clock), clock, tmp_path, windows={"127.0.0.1": SCOTLAND})


async def test_months_are_read_by_type_of_notice_and_the_present_one_as_it_grows(
    scotland: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    publisher.months = {"02-2026/101": package(release(1)), "02-2026/103": package(release(2))}
    query, reading = {"address": publisher.notices, **ACME}, ReadContext(full=False)
    first = await read(scotland, query, reading)
    assert (sorted(first.records), first.incomplete) == (["ocds-x-1/contract", "ocds-x-2/contract"], None)
    assert publisher.requests == [f"02-2026/{kind}" for kind in (101, 102, 103, 104)]
    assert Progress.of(reading.state).until == clock.now
    publisher.months["02-2026/103"] = package(release(2), release(3))
    clock.move(hours=6)
    marks = {key: record.mark for key, record in first.records.items() if record.mark}
    again = await read(scotland, query, ReadContext(full=False, state=reading.state, marks=marks))
    assert (list(again.records), again.unchanged) == (["ocds-x-3/contract"], ["ocds-x-2/contract"])
    assert publisher.given[4:] == ["02-2026/103"]


async def test_a_month_is_read_again_for_some_days_after_its_end(
    scotland: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    query, reading = {"address": f"{publisher.notices}?noticeType=103", **ACME}, ReadContext(full=False)
    clock.now = datetime(2026, 2, 28, 12, tzinfo=UTC)
    await read(scotland, query, reading)
    clock.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    publisher.months = {"02-2026/103": package(release(date="2026-02-28T20:00:00Z"))}
    assert list((await read(scotland, query, reading)).records) == ["ocds-x-1/contract"]
    assert publisher.requests == ["02-2026/103", "02-2026/103", "03-2026/103"], "only the type of the address"


async def test_a_month_that_is_not_published_yet_is_no_fault(
    scotland: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    query, reading = {"address": f"{publisher.notices}?noticeType=103", **ACME}, ReadContext(full=False)
    publisher.faults.append(says(b"", 404))
    assert (await read(scotland, query, reading)).incomplete is None
    publisher.months = {"02-2026/103": package(release())}
    assert list((await read(scotland, query, reading)).records) == ["ocds-x-1/contract"]


@pytest.mark.parametrize(
    "content", [b'{"Message": "An error has occurred."}', b"<html>Request Rejected</html>", b"[]", b""]
)
async def test_a_message_instead_of_a_month_is_a_fault(
    scotland: Ocds, publisher: LoopbackArchives, content: bytes
) -> None:
    publisher.months = {"02-2026/103": content, "02-2026/104": package(release())}
    found = await read(scotland, {"address": publisher.notices, **ACME})
    assert (list(found.records), found.faults) == (["ocds-x-1/contract"], [SourceErrorKind.BAD_ANSWER])


async def test_a_server_that_ignores_the_type_is_noticed(scotland: Ocds, publisher: LoopbackArchives) -> None:
    publisher.months = {f"02-2026/{kind}": package(release()) for kind in (101, 102, 103, 104)}
    found = await read(scotland, {"address": publisher.notices, **ACME})
    assert found.faults == [SourceErrorKind.PAGES_MISSING] * 3


@pytest.mark.parametrize("size", [1500, 2000, 5003])
async def test_a_package_gives_the_same_contracts_in_parts_of_any_size(
    scotland: Ocds, publisher: LoopbackArchives, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Parts end within characters of several bytes, and releases of one process are in several parts."""
    later = {"ocid": "ocds-x-1", "id": "later", "date": "2026-02-14T00:00:00Z", "tag": ["contractUpdate"]}
    many = [release(n, title="é€😀" * (n % 40)) for n in range(40)]
    many += [
        release(99, awards=[]),
        {**later, "contracts": [{"id": "contract", "title": "Renamed"}]},
        "nonsense",
    ]
    publisher.months = {"02-2026/101": package(*many)}
    monkeypatch.setattr(archive_reader, "PART_SIZE", size)
    found = await read(scotland, {"address": publisher.notices, "suppliers": ["acme"], "words": ["work"]})
    assert len(found.records) == 40
    assert found.records["ocds-x-1/contract"].title == "Renamed"
    assert found.faults == [SourceErrorKind.BAD_ANSWER]
    assert found.incomplete is not None
    assert found.incomplete.whole_search


def test_a_part_of_a_package_may_end_at_any_byte() -> None:
    """Also between a release and the comma after it."""
    whole = json.dumps(package(release(1), release(2, title="é€😀"), release(3)), ensure_ascii=False).encode()
    begin = whole.index(b'"releases": [') + len(b'"releases": [')
    for end in range(begin, len(whole)):
        first = PackagePart(whole[:end], "", begins=True, last=False, derive_ocid=False)
        found = list(first)
        rest = PackagePart(whole[end - first.rest :], "", begins=False, last=True, derive_ocid=False)
        found += () if first.ended else rest
        ids = [each.ocid for each in found if isinstance(each, Release)]
        assert ids == ["ocds-x-1", "ocds-x-2", "ocds-x-3"], whole[:end][-20:]


async def test_of_too_many_processes_with_one_condition_those_with_all_are_read(
    scotland: Ocds, publisher: LoopbackArchives, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reader, "MAX_PARTLY_MET", 5)
    others = (release(n, awards=[], parties=[]) for n in range(2, 9))
    publisher.months = {"02-2026/101": package(release(1), *others)}
    query = {"address": f"{publisher.notices}?noticeType=101", "words": ["work"]}
    found = await read(scotland, {**query, **ACME})
    assert (list(found.records), found.incomplete) == (["ocds-x-1/contract"], None)
    assert (await read(scotland, query)).faults == [SourceErrorKind.TOO_MANY]


@pytest.mark.full
async def test_a_worker_reads_part_after_part_within_its_memory(
    scotland: Ocds, publisher: LoopbackArchives
) -> None:
    """Twelve parts in two passes: what each leaves behind would add up."""
    many = package(*(release(n, note="x" * 140_000, awards=[]) for n in range(700)), release(1))
    publisher.months = {"02-2026/101": many}
    found = await read(scotland, {"address": f"{publisher.notices}?noticeType=101", **ACME})
    assert (list(found.records), found.incomplete) == (["ocds-x-1/contract"], None)


async def test_a_truncated_package_is_asked_for_again_at_once(
    scotland: Ocds, publisher: LoopbackArchives
) -> None:
    whole = json.dumps(package(release(1), release(2))).encode()
    publisher.months = {"02-2026/101": whole}
    publisher.faults.append(says(whole[:-200]))
    query = {"address": f"{publisher.notices}?noticeType=101", **ACME}
    found = await read(scotland, query)
    assert (len(found.records), found.incomplete) == (2, None)
    publisher.months = {"02-2026/101": whole[:-200]}
    scotland._clock.move(hours=2)  # type: ignore[attr-defined]
    found = await read(scotland, query)
    assert (list(found.records), found.faults) == ([], [SourceErrorKind.BAD_ANSWER])


# Catalogues


@pytest.fixture
def listed(
    session: aiohttp.ClientSession, clock: MovableClock, tmp_path: Path, request: pytest.FixtureRequest
) -> Ocds:
    http = source_http(session, user_agent="Tocsin/1.0", clock=clock)
    return Ocds(http, clock, tmp_path, windows={"127.0.0.1": request.param})


of_quebec = pytest.mark.parametrize("listed", [QUEBEC], indirect=True)
of_italy = pytest.mark.parametrize("listed", [ITALY], indirect=True)


def week(key: str, days: str, kind: str = "hebdo") -> str:
    return f"recherche/dataset/x/resource/{key}/download/{kind}_{days}.json"


@of_quebec
async def test_weeks_of_a_catalogue_are_read_and_months_only_where_a_week_is_missing(
    listed: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.put(week("old", "20250101_20250107"), package(release(9)))
    publisher.put(week("w1", "20260126_20260201"), package(release(1)))
    publisher.put(week("w2", "20260202_20260208"), package(release(2)))
    publisher.put(week("m1", "20260126_20260208", "mensuel"), package(release(1), release(2)))
    publisher.put(week("m2", "20260112_20260201", "mensuel"), package(release(1), release(3)))
    publisher.resources.append({"url": f"{publisher.url}/liste.xlsx"})
    found = await read(listed, {"address": publisher.quebec, **ACME})
    assert sorted(found.records) == [f"ocds-x-{n}/contract" for n in (1, 2, 3)]
    assert found.incomplete is None
    assert [path.split("/")[4] for path in publisher.given] == ["m2", "w1", "w2"]


@of_quebec
async def test_a_week_that_comes_again_under_its_old_name_is_read_by_its_own_key(
    listed: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    query, reading = {"address": publisher.quebec, **ACME}, ReadContext(full=False)
    publisher.put(week("first", "20260126_20260201"), package(release(1)), created="2026-02-03T01:00:00")
    publisher.put(week("next", "20260202_20260208"), package(release(2)), created="2026-02-10T01:00:00")
    assert len((await read(listed, query, reading)).records) == 2
    clock.move(days=10)
    changed = release(1, id="again", date="2026-02-01T00:00:00Z", title="Changed")
    publisher.put(week("again", "20260126_20260201"), package(changed), created="2026-02-21T01:00:00")
    found = await read(listed, query, reading)
    assert list(found.records) == ["ocds-x-1/contract"]
    assert Progress.of(reading.state).until == datetime(2026, 2, 9, 5, tzinfo=UTC)
    clock.move(hours=2)
    publisher.given.clear()
    assert (await read(listed, query, reading)).nothing_new
    assert publisher.given == []


@of_quebec
async def test_a_catalogue_that_is_closed_to_robots_is_not_asked_for(
    listed: Ocds, publisher: LoopbackArchives
) -> None:
    publisher.put(week("w", "20260202_20260208"), package(release(2)))
    publisher.robots = "User-agent: *\nDisallow: /recherche/api/\n"
    found = await read(listed, {"address": publisher.quebec, **ACME})
    assert (list(found.records), found.faults) == ([], [SourceErrorKind.NOT_ALLOWED])
    assert publisher.requests == []


@of_quebec
async def test_a_file_that_is_listed_twice_is_no_fault(listed: Ocds, publisher: LoopbackArchives) -> None:
    for key in ("first", "again"):
        publisher.put(week(key, "20260126_20260201"), package(release(1)))
    found = await read(listed, {"address": publisher.quebec, **ACME})
    assert (list(found.records), found.incomplete) == (["ocds-x-1/contract"], None)


@of_quebec
async def test_the_end_of_the_last_read_stays_while_nothing_new_is_listed(
    listed: Ocds, publisher: LoopbackArchives, clock: MovableClock
) -> None:
    query, reading = {"address": publisher.quebec, **ACME}, ReadContext()
    publisher.put(week("w", "20260202_20260208"), package(release(2)))
    await read(listed, query, reading)
    for _ in range(5):
        clock.move(days=5)
        await read(listed, query, reading)
    assert Progress.of(reading.state).until == datetime(2026, 2, 9, 5, tzinfo=UTC)  # midnight of Québec
    assert len(publisher.given) == 1


@of_quebec
@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<html>Request Rejected</html>", SourceErrorKind.BAD_ANSWER),
        (b'{"success": false, "error": {"message": "not found"}}', SourceErrorKind.BAD_ANSWER),
        (b'{"result": {"resources": [{"url": "https://x.example/a.csv"}]}}', SourceErrorKind.BAD_ANSWER),
        (b'{"result": {"resources": "none"}}', SourceErrorKind.BAD_ANSWER),
        (
            b'{"result": {"resources": [{"url": "https://x.example/%b"}]}}'
            % b"resource/k/download/hebdo_20260202_20260208.json",
            SourceErrorKind.MOVED,
        ),
    ],
)
async def test_a_catalogue_that_lists_no_file_of_its_own_is_a_fault_and_asked_again(
    listed: Ocds, publisher: LoopbackArchives, content: bytes, fault: SourceErrorKind
) -> None:
    publisher.put(week("w", "20260202_20260208"), package(release(2)))
    publisher.faults.append(says(content))
    query = {"address": publisher.quebec, **ACME}
    assert (await read(listed, query)).faults == [fault]
    assert len((await read(listed, query)).records) == 1


@of_italy
async def test_italy_is_read_as_a_browser_and_releases_without_ocid_by_their_id(
    listed: Ocds, publisher: LoopbackArchives
) -> None:
    nameless = {**release(1), "id": "ocds-hu01ve-7608611-01"}
    del nameless["ocid"]
    for month in ("2018/01", "2025/12", "2026/01"):
        publisher.put(f"opendata/download/dataset/ocds/filesystem/bulk/{month}.json", package(nameless))
    reading = ReadContext()
    found = await read(listed, {"address": publisher.italy, **ACME}, reading)
    assert list(found.records) == ["ocds-hu01ve-7608611/contract"]
    assert [path[-12:] for path in publisher.given] == ["2026/01.json"]
    assert found.incomplete is None
    assert Progress.of(reading.state).until == datetime(2026, 1, 31, 23, tzinfo=UTC)


def test_a_name_with_a_day_that_does_not_exist_is_no_file() -> None:
    names = [week("k", days) for days in ("20261301_20261307", "20260209_20260208", "20260202_20260208")]
    said = {"result": {"resources": [*({"url": name} for name in names), {"url": None}, None]}}
    assert len(QUEBEC.listed(said, datetime(2026, 1, 1, tzinfo=UTC))) == 1


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=20)), max_size=8),
)
def test_no_month_is_missed_and_none_is_read_twice_in_one_read(
    start: datetime, pauses: list[timedelta]
) -> None:
    now, until, seen = start, None, set[str]()
    address = URL(WALES.address).with_query(noticeType="53")
    for pause in [timedelta(), *pauses]:
        now += pause
        files = WALES.files(address, WALES.begin(until, now), now)
        assert all(one.until == other.since for one, other in pairwise(files))
        assert files[-1].since <= now < files[-1].until
        seen |= {file.key for file in files}
        until = now
    days = ((start + timedelta(days=n)).astimezone(LONDON) for n in range((now - start).days + 1))
    assert seen >= {f"{day:%m-%Y}/53" for day in days}


# Addresses and names


@pytest.mark.parametrize(
    ("given", "name", "address"),
    [
        ("Germany", "germany", GERMANY.address),
        (" deutschland", "germany", GERMANY.address),
        (
            "https://oeffentlichevergabe.de/api/notice-exports?pubDay=2026-01-02&format=eforms.zip",
            "germany",
            GERMANY.address,
        ),
        (
            "https://www.oeffentlichevergabe.de/api/notice-exports?pubMonth=2026-01",
            "germany",
            GERMANY.address,
        ),
        ("Ecosse", "scotland", SCOTLAND.address),
        (
            "API.publiccontractsscotland.gov.uk/v1/Notices?dateFrom=01-2026&outputType=1&noticeType=103",
            "scotland",
            f"{SCOTLAND.address}?noticeType=103",
        ),
        ("cymru", "wales", WALES.address),
        ("Québec", "quebec", QUEBEC.address),
        (
            "https://www.donneesquebec.ca/recherche/dataset/systeme-electronique-dappel-doffres-seao/",
            "quebec",
            QUEBEC.address,
        ),
        ("italia", "italy", ITALY.address),
        (
            "find a tender",
            "find-tender",
            "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages",
        ),
    ],
)
async def test_a_publisher_is_given_by_its_name_or_any_of_its_addresses(
    http: SourceHttp, clock: MovableClock, tmp_path: Path, given: str, name: str, address: str
) -> None:
    source = Ocds(http, clock, tmp_path)
    query = source.canonical({"address": given, **ACME})
    assert query["address"] == address
    assert source.lists_changes(query)
    assert Publisher.of(query).name == name


def test_publishers_have_names_of_their_own() -> None:
    publishers = {each.address: each.name for each in ARCHIVES.values()}
    names = [*publishers.values(), *(each.name for each in WINDOWS.values())]
    assert len(set(names)) == len(names)
