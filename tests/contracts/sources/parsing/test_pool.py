"""Worker processes for parsing: failures to start, crashes, invalid answers, and fair scheduling."""

import asyncio
import errno
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any

import pytest

from bot.contracts.model import Action, Code, Kind, Party, Record, Status
from bot.contracts.sources.json_text import (
    MAX_INTEGER_DIGITS,
    MAX_SMALL_BYTES,
    MAX_SMALL_VALUES,
    MAX_VALUES,
    is_small,
)
from bot.contracts.sources.ocds.package_reader import ProcessRead
from bot.contracts.sources.page.text import PageText
from bot.contracts.sources.parsing import pool as pool_module
from bot.contracts.sources.parsing import worker
from bot.contracts.sources.parsing.pool import COMMAND, Parsers, asking_for
from bot.contracts.sources.parsing.worker import decode, encode
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.conftest import MovableClock
from tests.support.loopback.web import Site, source_http

pytestmark = pytest.mark.unit

LIMITED = """import sys
from bot.contracts.sources.parsing import worker
worker.{limit} = {value}
worker.main()
"""
ANSWERS = """import json, struct, sys
requests, answers = sys.stdin.buffer, sys.stdout.buffer
while len(head := requests.read(8)) == 8:
    args, content = (requests.read(length) for length in struct.unpack(">II", head))
    {then}
    page = {{"title": "", "text": content.decode(), "fields": {{}}, "tests_robots": False}}
    said = json.dumps({{"said": page}}).encode()
    answers.write(struct.pack(">cI", b"R", len(said)) + said)
    answers.flush()
"""
KILLED = "import os, signal; os.kill(os.getpid(), signal.{name})"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


@asynccontextmanager
async def parsers(command: tuple[str, ...] = COMMAND, **limits: Any) -> AsyncIterator[Parsers]:
    with closing(Parsers(command=command, idle_timeout=2, **limits)) as pool:
        yield pool


async def fault_of(pool: Parsers, content: bytes = b"[1]", job: str = "json") -> SourceErrorKind:
    with pytest.raises(SourceError) as caught:
        await pool.run(NoneType, job, content, place="here")
    return caught.value.fault


@pytest.mark.parametrize(
    ("then", "fault"),
    [
        (KILLED.format(name="SIGKILL"), SourceErrorKind.INTERNAL),  # as the system does when memory runs out
        (KILLED.format(name="SIGSEGV"), SourceErrorKind.TOO_COMPLEX),
        (KILLED.format(name="SIGXCPU"), SourceErrorKind.TOO_COMPLEX),
        ("sys.exit(3)", SourceErrorKind.INTERNAL),
        ("answers.write(b'nonsense' * 100); answers.flush()", SourceErrorKind.INTERNAL),
        ("answers.write(struct.pack('>cI', b'R', 2) + b'[]'); answers.flush()", SourceErrorKind.INTERNAL),
        ("answers.write(struct.pack('>cI', b'R', 2) + b'{]'); answers.flush()", SourceErrorKind.INTERNAL),
        ("answers.write(struct.pack('>cI', b'R', 2**32 - 1)); answers.flush()", SourceErrorKind.INTERNAL),
        ("answers.write(struct.pack('>cI', b'R', 14) + b'{\"said\": [[1]]}'[:14]); answers.flush()", None),
    ],
)
async def test_a_crash_or_an_invalid_answer_of_a_worker_fails_only_that_read(
    then: str, fault: SourceErrorKind | None
) -> None:
    once = f"if content == b'[1]':\n        {then}"
    async with parsers(python(ANSWERS.format(then=once))) as pool:
        assert await fault_of(pool) is (fault or SourceErrorKind.INTERNAL)
        assert (await pool.run(PageText, "page", b"next")).text == "next"


@pytest.mark.parametrize(
    "said",
    [
        "b'[' + b'[],' * 10_000_000 + b'[]]'",
        "b'{\"said\": [' + b'[],' * 100_000 + b'[]]}'",
        "b'{\"said\": [' + b'1,' * 1_000_000 + b'1]}'",
    ],
    ids=["long", "containers", "values"],
)
async def test_an_answer_that_is_too_long_or_has_too_many_values_is_not_decoded(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """All are short enough for a feed, which may be longer than any other kind."""
    decoded: list[tuple[int, threading.Thread]] = []
    loads = pool_module.json.loads

    def noted(content: bytes) -> object:
        decoded.append((len(content), threading.current_thread()))
        return loads(content)

    send = f"said = {said}; answers.write(struct.pack('>cI', b'R', len(said)) + said); answers.flush()"
    once = f"if content == b'[1]':\n        {send}"
    async with parsers(python(ANSWERS.format(then=once))) as pool:
        monkeypatch.setattr(pool_module.json, "loads", noted)
        assert await fault_of(pool, job="feed") is SourceErrorKind.INTERNAL
        assert decoded == []
        assert (await pool.run(PageText, "page", b"next")).text == "next"
    assert [thread.name for _, thread in decoded] == ["parsing"], "and not on the event loop"


async def test_a_result_beyond_the_limit_of_its_kind_is_too_complex() -> None:
    small = LIMITED.format(limit="JOBS['json'].run.__globals__['MAX_ENTRY_BYTES']", value=10)
    async with parsers(python(small)) as pool:
        assert await fault_of(pool) is SourceErrorKind.TOO_COMPLEX


def test_the_entries_of_a_result_come_one_by_one() -> None:
    for result in ([RECORD, RECORD], PROCESS):
        entries: list[bytes] = []
        head = json.loads(json.dumps(worker.apart(encode(result), entries)))
        assert [len(each) > 100 for each in entries] == [True, True]
        pool_module.put_in(head, [json.loads(each) for each in entries])
        assert head["said"] == json.loads(json.dumps(encode(result)))


@pytest.mark.parametrize("error", [BlockingIOError(errno.EAGAIN, "no more processes"), MemoryError()])
async def test_a_failure_to_start_a_worker_fails_only_that_read(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise error

    async with parsers() as pool:
        with monkeypatch.context() as patched:
            patched.setattr(subprocess, "Popen", refused)
            assert await fault_of(pool) is SourceErrorKind.INTERNAL
        await pool.run(NoneType, "json", b"[1]", place="here")


async def test_a_document_that_needs_too_much_memory_is_too_complex() -> None:
    limited = LIMITED.format(limit="MAX_MEMORY", value=64 * 1024 * 1024)
    async with parsers(python(limited)) as pool:
        assert await fault_of(pool, b"[" + b"1000," * 2_000_000 + b"1]") is SourceErrorKind.TOO_COMPLEX
        await pool.run(NoneType, "json", b"[1]", place="here")


async def test_a_document_that_needs_too_much_processor_time_is_too_complex() -> None:
    limited = LIMITED.format(limit="MAX_CPU_S", value=0)
    async with parsers(python(limited)) as pool:
        assert await fault_of(pool, b"[" + b"1," * 20_000_000 + b"1]") is SourceErrorKind.TOO_COMPLEX


async def test_a_document_that_takes_too_long_is_too_complex() -> None:
    hung = python(ANSWERS.format(then="import time; time.sleep(100)"))
    async with parsers(hung, job_timeout=0.2) as pool:
        assert await fault_of(pool) is SourceErrorKind.TOO_COMPLEX


@pytest.mark.full
async def test_a_document_with_too_many_values_is_too_complex() -> None:
    async with parsers() as pool:
        assert (
            await fault_of(pool, json.dumps([0] * (MAX_VALUES + 10)).encode()) is SourceErrorKind.TOO_COMPLEX
        )
        await pool.run(NoneType, "json", json.dumps([0] * (MAX_VALUES - 10)).encode(), place="here")


@pytest.mark.parametrize("count", [1, 100], ids=["small", "large"])
async def test_integers_of_many_digits_are_too_complex(clock: MovableClock, count: int) -> None:
    """Ten thousand of them take seconds to parse, once in the bot's own process."""
    digits = "9" * 4300
    async with source_http(clock) as http, Site.running() as site:
        site.shows("/", f"[{','.join([digits] * count)}]", "application/json")
        with pytest.raises(SourceError) as caught:
            await http.request_json("GET", site.at("/"))
        assert caught.value.fault is SourceErrorKind.TOO_COMPLEX
        site.shows("/", f"[{','.join([digits[:MAX_INTEGER_DIGITS]] * count)}]", "application/json")
        said, _ = await http.request_json("GET", site.at("/"))
        assert set(said) == {10**MAX_INTEGER_DIGITS - 1}
    async with parsers() as pool:
        assert await fault_of(pool, digits.encode()) is SourceErrorKind.TOO_COMPLEX


@pytest.mark.parametrize(
    ("content", "small"),
    [
        (b"[" + b"1," * (MAX_SMALL_VALUES - 2) + b"1]", True),
        (b"[" + b"1," * MAX_SMALL_VALUES + b"1]", False),
        (b"[" * (MAX_SMALL_VALUES + 1), False),
        (b'"' + b"x" * (MAX_SMALL_BYTES - 2) + b'"', True),
        (b'"' + b"x" * MAX_SMALL_BYTES + b'"', False),
    ],
)
def test_only_short_documents_with_few_values_are_decoded_in_the_bot(content: bytes, small: bool) -> None:
    assert is_small(content) is small


async def test_each_server_gets_its_turn() -> None:
    done: list[bytes] = []
    async with parsers(python(ANSWERS.format(then=""))) as pool:

        async def ask(server: str, content: bytes) -> None:
            with asking_for(server):
                await pool.run(PageText, "page", content)
            done.append(content)

        first = asyncio.create_task(ask("many", b"first"))
        many = [asyncio.create_task(ask("many", b"many %d" % number)) for number in range(5)]
        one = asyncio.create_task(ask("one", b"one"))
        await asyncio.gather(first, *many, one)
    assert done.index(b"one") <= 2, "behind what was under way and one more"


async def test_idle_workers_are_stopped() -> None:
    before = set(threading.enumerate())
    pool = Parsers(idle_timeout=0.05)
    await pool.run(NoneType, "json", b"[1]", place="here")
    for _ in range(3000):
        if not any(thread.name == "parsing" for thread in set(threading.enumerate()) - before):
            break
        await asyncio.sleep(0.02)
    assert pool._threads == 0


RECORD = Record(
    source="ocds",
    source_id="a/b",
    kind=Kind.ORDER,
    number="b",
    title="Été",
    buyer=Party(name="Agency", ids={"uei": "X"}),
    supplier=Party(name="ACME", parent="Group"),
    currency="EUR",
    obligated=Decimal("10.50"),
    signed=date(2026, 2, 13),
    status=Status.ACTIVE,
    codes={"cpv": Code("72000000")},
    identifiers=frozenset({"ocid:a"}),
    url="https://a.example/",
    actions=(Action(action_id="1", number="1", date=date(2026, 2, 1), amount=Decimal("1E+3")),),
)


PROCESS = ProcessRead((RECORD, RECORD), ())


def test_a_record_survives_a_round_trip() -> None:
    assert decode(Record, json.loads(json.dumps(encode(RECORD)))) == RECORD


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("kind", "nothing"),
        ("signed", "tomorrow"),
        ("obligated", "much"),
        ("actions", {}),
        ("buyer", []),
    ],
)
def test_a_value_of_another_type_is_refused(field: str, value: Any) -> None:
    given = encode(replace(RECORD))
    given[field] = value
    with pytest.raises((ValueError, TypeError, ArithmeticError)):
        decode(Record, given)


def test_a_worker_imports_only_parsers() -> None:
    code = (
        "import sys\n"
        "from bot.contracts.sources.parsing import worker\n"
        "import bot.contracts.sources.feed.parse, bot.contracts.sources.page.text\n"
        "import bot.contracts.sources.parsing.worker, bot.contracts.sources.ocds.package_reader\n"
        "import feedparser, trafilatura, lxml.html, protego, ocdsmerge\n"
        "heavy = {'discord', 'sqlalchemy', 'matplotlib', 'aiohttp', 'cryptography'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    assert subprocess.run(python(code), capture_output=True, check=True, text=True).stdout == "[]\n"
