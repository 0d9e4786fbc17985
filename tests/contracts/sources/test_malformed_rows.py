"""Malformed rows, notices and releases: each costs its own contract, in every source.

A read of three entries has one of them spoiled. Whatever is wrong with it, the two others are read, and what
could not be read is reported.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from bot.contracts.model import Answer, Record
from bot.contracts.sources.approch import Approch
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import Decp
from bot.contracts.sources.feed.parse import feed_of
from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.ocds.package_reader import (
    SEPARATOR,
    PackageRead,
    ProcessRead,
    read_package,
    read_processes,
)
from bot.contracts.sources.parsing.worker import decode, encode
from bot.contracts.sources.protocol import IncompleteRead, ReadContext, Source, SourceError
from bot.contracts.sources.registry import POLICIES
from bot.contracts.sources.sam.parse import kept
from bot.contracts.sources.sam.progress import Progress, Step, StoredPage, packed
from bot.contracts.sources.sam.source import Sam
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending.source import Usaspending
from tests.conftest import SHARED_DATA
from tests.contracts.sources.approch import test_parse as of_approch
from tests.contracts.sources.boamp import test_parse as of_boamp
from tests.contracts.sources.decp import test_parse as of_decp
from tests.contracts.sources.ocds import test_parse as of_ocds
from tests.contracts.sources.sam.test_parse import AWARD
from tests.contracts.sources.ted import test_parse as of_ted
from tests.contracts.sources.usaspending import test_parse as of_usaspending
from tests.support.hostile_texts import as_json, spoiled
from tests.support.loopback.sam import notice

pytestmark = pytest.mark.fuzz

NOON = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
FICTIONAL = [one for one in (SHARED_DATA / "ocds").glob("fictional_1.1_*.json") if "record" not in one.name]
READ_BY_HAND = {"page"}
"""Sources of which a read has one entry."""

Row = dict[str, Any]


class Canned:
    """HTTP client that answers JSON requests from a function, without a network."""

    def __init__(self, answer: Callable[[str, Any], Any]) -> None:
        self._answer = answer

    async def request_json(self, _method: str, url: str, *, body: Any = None) -> tuple[Any, Answer]:
        content = as_json(self._answer(url, body))
        answer = Answer(url=url, query="", fetched_at=NOON, content=content)
        return json_of(content, "test"), answer


class NoticeStore:
    """Store of one page of notices that was read."""

    def __init__(self, rows: list[Row]) -> None:
        day = date(2026, 2, 10)
        self._progress = Progress(
            through=NOON.date(), back_to=day, wanted=day, pages=1, read_at=NOON, day=NOON.date(), requests=10
        )
        self._page = StoredPage(1, Step(day, NOON.date(), 0), NOON, packed(rows))

    async def progress(self) -> Progress:
        return self._progress

    async def after(self, _number: int) -> Any:
        yield self._page


async def searched(source: Source, query: Mapping[str, Any]) -> tuple[list[Record], list[SourceError]]:
    found: list[Record] = []
    try:
        async for one in source.search(query, ReadContext()):
            assert isinstance(one, Record)
            found.append(one)
    except IncompleteRead as error:
        return found, list(error.faults)
    return found, []


def of_portal(rows: list[Row]) -> Any:
    def answer(url: str, _body: Any) -> Any:
        if url.endswith("/exports/json") or "/exports/json?" in url:
            return rows
        if "/records?" in url:
            beyond = int(parse_qs(urlsplit(url).query).get("offset", ["0"])[0])
            return {"total_count": len(rows), "results": rows[beyond:]}
        return {"metas": {"default": {"data_processed": "2026-02-13"}}}

    return Canned(answer)


async def by_ted(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    http: Any = Canned(lambda _url, _body: {"notices": rows, "totalNoticeCount": len(rows)})
    source = Ted(http, "http://x", lambda: NOON)
    await source.survey({"suppliers": ["capgemini"]})
    return await searched(source, {"suppliers": ["capgemini"]})


async def by_boamp(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    source = Boamp(of_portal(rows), "http://x", lambda: NOON)
    await source.survey({"suppliers": ["capgemini"]})
    return await searched(source, {"suppliers": ["capgemini"]})


async def by_approch(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    source = Approch(of_portal(rows), "http://x", lambda: NOON)
    await source.survey({"words": ["biométrique"]})
    return await searched(source, {"words": ["biométrique"]})


async def by_decp(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    source = Decp(of_portal(rows), "http://x", lambda: NOON)
    await source.survey({"suppliers": [of_decp.HOLDER]})
    return await searched(source, {"suppliers": [of_decp.HOLDER]})


def award_id(number: int) -> str:
    return f"CONT_AWD_N{number}_7012_-NONE-_-NONE-"


async def by_usaspending(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    """Read three awards, with the search's row, the award and its transactions in one entry."""

    def answer(url: str, body: Any) -> Any:
        named = next((row for row in rows if url.endswith(f"awards/{row['key']}/")), None)
        if named is not None:
            return named["award"]
        if url.endswith("/transactions/"):
            row = next(row for row in rows if row["key"] == body["award_id"])
            return {"results": row["history"], "page_metadata": {"hasNext": False}}
        if url.endswith("/last_updated/"):
            return {"last_updated": "02/13/2026"}
        listed = [row["row"] for row in rows] if "A" in body["filters"]["award_type_codes"] else []
        return {"results": listed, "page_metadata": {"hasNext": False}}

    http: Any = Canned(answer)
    return await searched(Usaspending(http, "http://x", lambda: NOON), {"suppliers": ["ACME"]})


async def by_usaspending_rows(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    def answer(url: str, body: Any) -> Any:
        if url.endswith("/last_updated/"):
            return {"last_updated": "02/13/2026"}
        listed = rows if "A" in body["filters"]["award_type_codes"] else []
        return {"results": listed, "page_metadata": {"hasNext": False}}

    http: Any = Canned(answer)
    return await searched(Usaspending(http, "http://x", lambda: NOON), {"keywords": ["skip tracing"]})


async def by_sam(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    decoded = json_of(as_json(rows), "test")
    stored = [kept(row) if isinstance(row, dict) and row.get("noticeId") else {} for row in decoded]
    stored = [row if isinstance(row.get("noticeId"), str) else {} for row in stored]
    pages: Any = NoticeStore(stored)
    source = Sam(Canned(lambda _url, _body: None), "http://x", "key", pages, lambda: NOON)  # type: ignore[arg-type]
    await source.survey({"words": ["skip tracing"]})
    return await searched(source, {"words": ["skip tracing"]})


async def by_feed(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    feed = feed_of(
        as_json({"version": "https://jsonfeed.org/version/1.1", "items": rows}), "https://x.example/f"
    )
    return list(feed.entries), list(feed.faults)  # type: ignore[arg-type]


async def by_ocds(rows: list[Row]) -> tuple[list[Record], list[SourceError]]:
    """Read releases as a worker does: package, processes, and the answer's way to the bot and back."""
    lines, query = bytearray(), {"suppliers": ["acme", "anycorp"]}
    package = read_package(
        as_json({"releases": rows}), lines.extend, place="https://x.example", latin=False, query=query
    )
    package = decode(PackageRead, json.loads(json.dumps(encode(package))))
    assert package.fault is None
    processes: dict[str, list[str]] = {}
    for line in lines.decode("utf-8", "surrogatepass").splitlines():
        ocid, _, text = line.split("\t", 2)
        processes.setdefault(json.loads(ocid), []).append(text)
    contents = [SEPARATOR.join(texts).encode("utf-8", "surrogatepass") for texts in processes.values()]
    read = read_processes(
        b"".join(contents),
        processes=[
            (ocid, "https://x.example", len(content))
            for ocid, content in zip(processes, contents, strict=True)
        ],
        query=query,
        known={},
        notice_pages="https://x.example/notices/",
    )
    read = decode(tuple[ProcessRead, ...], json.loads(json.dumps(encode(read))))  # type: ignore[assignment]
    faults = [unread.why for each in read for unread in each.unread]
    return [record for each in read for record in each.records], [*package.strange, *faults]


def usaspending_award(number: int) -> Row:
    own = award_id(number)
    award = {**of_usaspending.AWARD, "generated_unique_award_id": own}
    row = {
        "generated_internal_id": own,
        "Award ID": f"N{number}",
        "Award Amount": 1.5,
        "Recipient Name": "ACME",
    }
    return {"key": own, "row": row, "award": award, "history": of_usaspending.ROWS}


def usaspending_row(number: int) -> Row:
    return {
        "generated_internal_id": award_id(number),
        "Award ID": f"N{number}",
        "Mod": "P00001",
        "Recipient Name": "ACME",
        "Recipient UEI": "ACMEUEI00001",
        "Action Date": "2026-02-01",
        "Action Type": "B",
        "Transaction Amount": 12.5,
        "Transaction Description": "SKIP TRACING",
        "Awarding Agency": "DHS",
        "Awarding Sub Agency": "ICE",
        "naics_code": "561611",
    }


def release(number: int) -> Row:
    return of_ocds.release(
        ocid=f"ocds-x-{number}",
        relatedProcesses=[{"id": "1", "relationship": ["framework"], "identifier": "ocds-x-0"}],
        contracts__amendments=[{"id": "1", "date": "2026-01-10T00:00:00Z", "rationale": "More"}],
        contracts__implementation={"transactions": [{"value": {"amount": 1, "currency": "GBP"}}]},
        planning={"documents": [{"datePublished": "2026-01-01T00:00:00Z", "url": "https://x.example"}]},
        tender__lots=[{"id": "1", "contractPeriod": {"startDate": "2026-01-01T00:00:00Z"}}],
        tender__techniques={"hasFrameworkAgreement": False},
    )


SOURCES: dict[str, tuple[Callable[[int], Row], Callable[[list[Row]], Any]]] = {
    "ted": (lambda n: {**of_ted.AWARD, "publication-number": f"{n}-2026"}, by_ted),
    "boamp": (lambda n: of_boamp.row(idweb=f"26-{n}", donnees=of_boamp.eforms()), by_boamp),
    "approch": (lambda n: of_approch.row(code=n), by_approch),
    "decp": (lambda n: of_decp.row(id=f"2026M{n}", idmodification="1", montantmodification="5.5"), by_decp),
    "usaspending": (usaspending_award, by_usaspending),
    "usaspending, rows": (usaspending_row, by_usaspending_rows),
    "sam": (lambda n: notice(n, type="Award Notice", award=AWARD), by_sam),
    "feed": (
        lambda n: {
            "id": str(n),
            "url": f"https://x.example/{n}",
            "title": f"A {n}",
            "date_published": "2026-02-01",
        },
        by_feed,
    ),
    "ocds": (release, by_ocds),
}


def test_every_source_is_here() -> None:
    assert {name.partition(",")[0] for name in SOURCES} | READ_BY_HAND == {one.name for one in POLICIES}


ODD: tuple[Any, ...] = (
    None,
    True,
    5,
    -1.5,
    "x",
    "",
    [],
    {},
    [5],
    [None],
    [[]],
    {"id": {"id": 5}},
    [True, "x"],
)


def replaced(value: Any, odd: Any) -> Iterator[Any]:
    """Yield copies of a row, each with one of its places replaced."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        for each in (odd, *replaced(held, odd)):
            copy = value.copy()
            copy[key] = each
            yield copy


def check(name: str, spoiled_rows: list[Any]) -> None:
    """Read spoiled entries between two sound ones, which are read whatever the others are."""
    sound, read = SOURCES[name]
    alone, none = asyncio.run(read([sound(1), sound(3)]))
    assert (len(alone), none) == (2, [])
    found, _ = asyncio.run(read([sound(1), *spoiled_rows, sound(3)]))
    assert ids(found) >= ids(alone)


def ids(found: list[Any]) -> set[str]:
    return {one.source_id if isinstance(one, Record) else one.key for one in found}


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", SOURCES)
def test_an_odd_value_in_any_place_costs_its_row_alone(name: str, odd: Any) -> None:
    sound, _ = SOURCES[name]
    count = len(list(replaced(sound(0), odd)))
    rows = [row for n in range(count) for at, row in enumerate(replaced(sound(10 + n), odd)) if at == n]
    for start in range(0, len(rows), 40):
        check(
            name, [row for row in rows[start : start + 40] if name != "usaspending" or row["key"] is not odd]
        )


def spoil(name: str, data: st.DataObject) -> Any:
    row = SOURCES[name][0](2)
    if name != "usaspending":
        return data.draw(spoiled(row))
    return {**row, **{key: data.draw(spoiled(row[key])) for key in ("row", "award", "history")}}


@pytest.mark.full
@pytest.mark.parametrize("name", SOURCES)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_malformed_row_costs_itself_alone(name: str, data: st.DataObject) -> None:
    row = spoil(name, data)
    if name != "ocds":  # its parser reads what is no number as none
        try:
            json_of(as_json(row), "test")
        except SourceError:
            reject()
    check(name, [row])


@pytest.mark.full
@pytest.mark.skipif(not FICTIONAL, reason="the published examples are not at hand")
@given(data=st.data())
@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_malformed_example_of_ocds_costs_itself_alone(data: st.DataObject) -> None:
    package = json.loads(data.draw(st.sampled_from(FICTIONAL)).read_text(encoding="utf-8"))
    check("ocds", data.draw(spoiled(package["releases"] * 3)))
