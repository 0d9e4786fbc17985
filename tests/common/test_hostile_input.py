"""Fuzz test of parsers: input from a source, a file or a person is read, or refused with a sentence.

A few cases each in the normal run; ``pytest -m "long and fuzz"`` tries ``CASES`` of them in all.
"""

import asyncio
import csv
import gzip
import io
import json
import os
import re
import string
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import pytest
import yarl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.campaign import CampaignError, parse
from bot.cli.admin import age
from bot.cli.admin.backup_file import BackupFileError, reading
from bot.common.clock_check import ClockCheck
from bot.contracts.model import Record
from bot.contracts.row_mapping import fitted
from bot.contracts.sources.approch import Approch
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import contract_of
from bot.contracts.sources.feed.parse import article, feed_of
from bot.contracts.sources.http import SourceHttp, json_of
from bot.contracts.sources.http.addresses import next_hop
from bot.contracts.sources.http.client import _retry_after
from bot.contracts.sources.ocds.package_reader import merge_releases
from bot.contracts.sources.ocds.parse import ReleaseReader, entries
from bot.contracts.sources.ocds.stream import Package, Release
from bot.contracts.sources.page.text import main_text
from bot.contracts.sources.parsing.worker import rules_of
from bot.contracts.sources.protocol import QueryError, Source, SourceError
from bot.contracts.sources.registry import Sources
from bot.contracts.sources.sam import parse as sam
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending import parse as usaspending
from bot.errors import UserError
from bot.exports import cells
from bot.exports.manifest import FORMAT, KIND, LEDGER, MANIFEST, SIGNATURE
from bot.exports.verify import NotAnExport, verify
from bot.petitions.counts import checkpoints
from bot.petitions.demands.deadlines import day_in, deadline, parse_time_zone, suggest_zones
from bot.petitions.roster.codes import read_code
from bot.petitions.roster.file import RosterFileError, examine
from bot.settings import SettingsError, load
from bot.storage.search_terms import folded, number_key
from bot.texts import Texts
from bot.ui.markdown import plain
from tests.contracts.sources.approch import test_parse as test_approch_parse
from tests.contracts.sources.boamp import test_parse
from tests.contracts.sources.decp import test_parse as test_decp_parse
from tests.contracts.sources.feed import test_parse as test_feed_parse
from tests.contracts.sources.ocds import test_parse as test_ocds_parse
from tests.contracts.sources.sam.test_parse import AWARD
from tests.contracts.sources.ted import test_parse as test_ted_parse
from tests.contracts.sources.usaspending import test_parse as of_usaspending
from tests.support.hostile_texts import (
    as_bytes,
    as_json,
    spoiled,
    spoiled_text,
    texts,
    values,
)
from tests.support.loopback.sam import notice

pytestmark = pytest.mark.fuzz

CASES = 100_000
FEW = 10
NOON = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
URL = "https://watchdog.example/feed.xml"
URL_OF_FEED = yarl.URL(URL)
ROOT = Path(__file__).parents[2]

FRENCH = Texts.load().of("fr")


@dataclass(frozen=True)
class Target:
    """A parser, a strategy for its input, and the errors that its callers expect."""

    given: st.SearchStrategy[Any]
    read: Callable[[Any], object]
    refuses: tuple[type[Exception], ...] = (SourceError,)


def _answered(read: Callable[[Any], Record], kind: type = dict) -> Callable[[Any], None]:
    """Wrap a parser of decoded JSON that must be an object, or a list, as a source does."""

    def with_answer(said: Any) -> None:
        decoded = json_of(as_json(said), "test")
        if isinstance(decoded, kind):
            _is_storable(read(decoded))

    return with_answer


def _is_storable(record: Record) -> None:
    """Check that a database accepts the texts of a record: no lone surrogates and, once fitted, no NUL."""
    written = [value for value in asdict(fitted(record)).values() if isinstance(value, str)]
    for text in written:
        assert "\0" not in text
        text.encode()


def _ocds(release: Any) -> None:
    for one in list(Package(as_json({"releases": [release]}), "test")):
        if isinstance(one, Release):
            merged = merge_releases(one.ocid, [one.text])
            reader = ReleaseReader(merged, URL)
            for entry in entries(merged):
                _is_storable(reader.record(entry))


def _feed(content: bytes) -> None:
    feed = feed_of(content, URL)
    for entry in feed.entries:
        made = article(entry, feed, URL, NOON)
        assert made.url.startswith(("http://", "https://")), made.url


def _page(text: str) -> None:
    found = main_text(as_bytes(text), "text/html", URL)
    assert "\0" not in found.text + found.title


def _file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def with_file(content: bytes) -> object:
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            return read(Path(file.name))

    return with_file


def _roster(path: Path) -> None:
    for _ in examine(path, None).numbers():
        pass


def _backup(path: Path) -> None:
    async def read() -> None:
        with path.open("rb") as file:
            async with reading(file, [IDENTITY]) as reader:
                async for _ in reader.rows():
                    pass

    asyncio.run(read())


def _head(path: Path) -> None:
    """Check the file beside a demand's key: it is valid or refused."""
    found = checkpoints._read(path)
    assert found is None or {type(number) for number in (found.number, found.count, found.most)} == {int}


def _export(parts: tuple[Any, Any, str]) -> None:
    """Check an export that its maker signed, whatever its content."""
    manifest, ledger, counts = parts
    files = {LEDGER: as_json(ledger), "counts.csv": as_bytes(counts)}
    if isinstance(manifest, dict):
        sums = {
            name: {"sha256": sha256(content).hexdigest(), "size": len(content)}
            for name, content in files.items()
        }
        manifest = {**manifest, "files": sums}
    files[MANIFEST] = as_json(manifest)
    files[SIGNATURE] = SIGNER.sign(files[MANIFEST]).hex().encode() + b"\n"
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        said = verify(Path(folder))
    assert said.faults or said.holds


def _sum(content: bytes) -> dict[str, Any]:
    return {"sha256": sha256(content).hexdigest(), "size": len(content)}


def _header(text: str) -> str:
    """Return a header value as aiohttp passes it on: one line, with lone surrogates for bytes that are not
    text.
    """
    line = "".join(character for character in text if character not in "\r\n\0")
    return as_bytes(line).decode("utf-8", "surrogateescape")


def _hop(location: str) -> None:
    host = str(next_hop(URL_OF_FEED, _header(location), False).host)
    assert host.rstrip(".").lower() == URL_OF_FEED.host, "a dot at the end says that the name is whole"


def _query(source: Source, given: Any) -> None:
    """Check a query from a form or a campaign file; its canonical form must be stable."""
    if not isinstance(given, dict) or not all(isinstance(key, str) for key in given):
        return
    found = source.canonical(given)
    assert source.canonical(found) == found
    json.dumps(found).encode()


def _queries() -> "dict[str, Target]":
    values_ = {"address": URL, "words": ["ICE", "deport"], "countries": ["FRA"], "suppliers": ["CAPGEMINI"]}
    more = {"suppliers": ["65144426400169", "CAPGEMINI"], "agencies": ["ICE"], "keywords": ["removal"]}
    targets = {}
    for name, source in Sources(SourceHttp(None, user_agent=""), load({}, None), lambda: NOON).items():
        sample = {field.key: {**values_, **more}.get(field.key, ["Ministry"]) for field in source.fields}
        wanted = st.one_of(spoiled(sample), _typed([field.key for field in source.fields]))
        targets[f"query of {name}"] = Target(wanted, partial(_query, source), (QueryError,))
    return targets


def _typed(keys: list[str]) -> st.SearchStrategy[Any]:
    """Return a strategy for the fields of a form, some of which take one value a line."""
    return st.dictionaries(st.sampled_from(keys), st.one_of(texts, st.lists(texts, max_size=3)))


def _cells(row: list[str]) -> None:
    columns = [cells.Column(f"c{number}", cells.text) for number in range(len(row))]
    written = cells.lines(columns, [[_storable(cell) for cell in row]]).decode()
    [read] = csv.reader(io.StringIO(written, newline=""))
    for cell in read:
        assert not cell.lstrip(' "').startswith(("=", "+", "-", "@", "\t", "\r")), cell


def _storable(text: str) -> str:
    """Return a text as a database returns it, which accepts no lone surrogates."""
    return text.encode("utf-8", "ignore").decode()


def _shown(text: str) -> None:
    """Check that text on a card mentions nobody."""
    shown = plain(text, 200)
    assert not re.search(r"(?<!\\)(<[@#/:t]|\*\*|```|\|\||\]\()|@everyone|@here", shown), shown


def _settings(environ: dict[str, str]) -> None:
    load({key: value for key, value in environ.items() if _can_be_set(value)}, None)


def _can_be_set(value: str) -> bool:
    try:
        return b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


CAMPAIGN = (ROOT / "campaigns" / "capgemini-ice.toml").read_text(encoding="utf-8")
ENTRY = {
    "demand": "stop", "demand_id": 1, "text_hash": None, "number": 1, "published_at": "2026-02-01T09:00:00Z",
    "count": 3, "invalidated": 0, "verified_by": "server", "account_days": 0, "server_days": 0,
    "reason": "batch", "breakdown": None, "previous_hash": None, "hash": None, "format": 1,
}  # fmt: skip
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(32))
SAID = {
    "kind": KIND, "format": FORMAT,
    "key": {"algorithm": "Ed25519", "public_key": SIGNER.public_key().public_bytes_raw().hex()},
    "files": {}, "demands": [{"demand": "stop", "count": 3, "ledger_hash": None}],
}  # fmt: skip
BOOK = {"demands": [{"demand": "stop", "entries": [ENTRY, {**ENTRY, "number": 2, "hash": "0" * 64}]}]}
MANIFESTS = st.one_of(spoiled(SAID), values)
TABLE = "\ufeffdemand,publication,count\r\nstop,1,3\r\nstop,2,3\r\n"
KEYS = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
BACKUP = (
    '{"tocsin-backup":1,"tocsin":"0.1.0","revision":"0005","made_at":"2026-02-13T12:00:00+00:00",'
    '"tables":[{"name":"a","columns":[["id","integer"]],"key":["id"]}],"rows":{"a":1},"last_ids":{"a":1}}\n'
    '{"table":"a"}\n[1]\n{"end":"0"}\n'
)
IDENTITY = age.new_identity()
SEALED = pyrage.encrypt(gzip.compress(BACKUP.encode()), [IDENTITY.to_public()]).decode("latin-1")
PRIVATE = "# public key: age1x\nAGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ0\n"
HEAD = {"number": 2, "hash": "0" * 64, "count": 3, "day": "2026-02-01", "most": 3, "slug": "stop"}
HTML = (
    "<!DOCTYPE html><html><head><title>Our work</title></head>"
    "<body><main><h1>A</h1><p>We work.</p></main></body></html>"
)
ITEM = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": "1", "url": URL}]}
LETTERS = st.text(string.ascii_uppercase + string.digits + "- ", max_size=20)
NUMBERS = st.sampled_from(["0", "1", "12", "69", "9999", "10000", "-1", "9" * 20, "9" * 5000])
ZONES = st.one_of(st.sampled_from(["GMT", "-0000", "-1400", "+9999", "Z"]), NUMBERS.map("+{}".format), texts)
DATES = st.one_of(
    spoiled_text("Fri, 13 Feb 2026 13:00:00 GMT"),
    st.builds("Fri, {} Dec {} {}:59:{} {}".format, NUMBERS, NUMBERS, NUMBERS, NUMBERS, ZONES),
)
MOMENTS = st.one_of(texts, st.sampled_from(["2026-03-29", "02:30", "29/02/2027", "Europe/Paris", "24:00"]))

TARGETS = {
    "usaspending": Target(
        spoiled(of_usaspending.AWARD),
        _answered(lambda said: usaspending.record(of_usaspending.ORDER, said, of_usaspending.ROWS)),
    ),
    "usaspending transactions": Target(
        spoiled(of_usaspending.ROWS),
        _answered(lambda said: usaspending.record(of_usaspending.ORDER, of_usaspending.AWARD, said), list),
    ),
    "ted": Target(spoiled(test_ted_parse.AWARD), _answered(Ted.record)),
    "boamp": Target(
        spoiled(test_parse.row(donnees=test_parse.eforms())), _answered(Boamp.record)
    ),
    "approch": Target(spoiled(test_approch_parse.row()), _answered(Approch.record)),
    "sam": Target(
        spoiled(notice(type="Award Notice", award=AWARD)),
        _answered(lambda said: sam.record(sam.kept(said))),
    ),
    "decp rows": Target(
        spoiled(test_decp_parse.row()), _answered(lambda row: contract_of([row]))
    ),
    "ocds": Target(spoiled(test_ocds_parse.RELEASE), _ocds, (SourceError, ValueError, TypeError)),
    "ocds text": Target(
        spoiled_text(json.dumps({"releases": [test_ocds_parse.RELEASE]})).map(as_bytes),
        lambda content: list(Package(content, "test")),
    ),
    "feed": Target(spoiled_text(test_feed_parse.SPIP).map(as_bytes), _feed),
    "feed json": Target(spoiled(ITEM).map(as_json), _feed),
    "page": Target(spoiled_text(HTML), _page),
    "page of any type": Target(
        st.tuples(spoiled_text("text/html; charset=utf-8"), spoiled_text(HTML)),
        lambda said: main_text(as_bytes(said[1]), _header(said[0]), URL).text.encode(),
    ),
    "feed in any charset": Target(
        st.tuples(spoiled_text("iso-8859-1"), spoiled_text(test_feed_parse.SPIP)),
        lambda said: feed_of(as_bytes(said[1]), URL, _header(said[0])),
    ),
    "retry-after": Target(DATES, lambda text: _retry_after(_header(text), NOON)),
    "date of an answer": Target(
        DATES, lambda text: ClockCheck(lambda: NOON).note(_header(text))
    ),
    "redirect": Target(spoiled_text(URL), _hop),
    "robots": Target(
        spoiled_text("User-agent: *\nDisallow: /a*$\nCrawl-delay: 1\nSitemap: x\n"),
        lambda text: rules_of(_storable(text).encode(), URL, "tocsin"),
    ),
    "campaign": Target(spoiled_text(CAMPAIGN), parse, (CampaignError,)),
    "roster": Target(
        spoiled_text("number;name\nA-1;x\nA-2;y\n").map(as_bytes), _file(_roster), (RosterFileError,)
    ),
    "code": Target(st.one_of(texts, LETTERS), read_code, (UserError,)),
    "deadline": Target(st.tuples(MOMENTS, MOMENTS, MOMENTS), lambda said: deadline(*said), (UserError,)),
    "day": Target(texts, day_in, (UserError,)),
    "zone": Target(texts, lambda text: (suggest_zones(text), parse_time_zone(text)), (UserError,)),
    "words": Target(texts, lambda text: (folded(text), number_key(text))),
    "settings": Target(st.dictionaries(st.sampled_from(KEYS), texts), _settings, (SettingsError,)),
    "export": Target(st.tuples(MANIFESTS, spoiled(BOOK), spoiled_text(TABLE)), _export, (NotAnExport,)),
    "export's ledger": Target(
        st.tuples(st.just(SAID), spoiled(BOOK), spoiled_text(TABLE)), _export, (NotAnExport,)
    ),
    "backup": Target(
        spoiled_text(BACKUP).map(as_bytes).map(gzip.compress), _file(_backup), (BackupFileError,)
    ),
    "encrypted backup": Target(
        spoiled_text(SEALED).map(lambda text: text.encode("latin-1", "replace")),
        _file(_backup),
        (BackupFileError, age.AgeError),
    ),
    "public key": Target(st.one_of(texts, spoiled_text("age1" + "q" * 58)), age.recipient, (age.AgeError,)),
    "private key": Target(
        spoiled_text(PRIVATE).map(as_bytes), _file(age.identities), (age.AgeError,)
    ),
    "head": Target(st.one_of(spoiled(HEAD), values).map(as_json), _file(_head)),
    "cells": Target(st.lists(texts, min_size=1, max_size=3), _cells),
    "cards": Target(texts, _shown),
    **_queries(),
}  # fmt: skip


def _try(target: Target, cases: int, *, always_the_same: bool) -> None:
    @settings(
        max_examples=cases,
        deadline=None,
        derandomize=always_the_same,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.given)
    def try_it(said: Any) -> None:
        assert _read(target, said) != "", "a refusal without a word"

    try_it()


def _read(target: Target, said: Any) -> str | None:
    """Return how the input was refused, or ``None`` if it was not."""
    try:
        target.read(said)
    except target.refuses as refusal:
        return FRENCH(refusal.id, **refusal.arguments) if isinstance(refusal, UserError) else str(refusal)
    return None


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_is_read_or_refused(name: str) -> None:
    _try(TARGETS[name], FEW, always_the_same=True)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_many_more(name: str) -> None:
    _try(TARGETS[name], CASES // len(TARGETS), always_the_same=False)
