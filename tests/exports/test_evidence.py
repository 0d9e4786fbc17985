"""Evidence archives, on both databases: complete, verifiable, deterministic, and of this server's
contracts only.
"""

import csv
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import tracemalloc
import zipfile
import zlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.announcements.digest_batching import key_within
from bot.contracts.queries.snapshots import AnswerShare, first_seen, snapshot, values_over_time
from bot.errors import UserError
from bot.exports import Evidence, write_evidence
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.exports.verify import NotAnExport, verify
from bot.storage import Database
from bot.storage.models import (
    Change,
    Contract,
    ContractSnapshot,
    ContractValues,
    Observation,
    Server,
    Snapshot,
    Watch,
    WatchedContract,
    WatchGroup,
)
from bot.texts import Texts

pytestmark = pytest.mark.storage

SERVER, OTHER = 1, 2
FIRST = datetime(2026, 2, 13, 12, 0, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 5, 5, 12, 0, tzinfo=UTC)
PAGE = gzip.compress(b"WARC/1.1\r\n", mtime=0)
AWARD, AWARD_LATER, SHARED = b'{"id": 1, "obligated": 4816782.5}', b'{"id": 1, "mods": 1}', b'{"rows": []}'
FOREIGN = b'{"id": 9}'
SIGNER = ManifestSigner(bytes(range(32)))
PAGE_ADDRESS = "https://example.org/work?id=3"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def contract(source_id: str, number: str, **more: Any) -> Contract:
    return Contract(
        **{
            "source": "usaspending",
            "source_id": source_id,
            "kind": "order",
            "number": number,
            "title": '=HYPERLINK("http://x")',
            "buyer": "U.S. Immigration and Customs Enforcement",
            "buyer_ids": {},
            "supplier": "CAPGEMINI GOVERNMENT SOLUTIONS LLC",
            "supplier_ids": {},
            "currency": "USD",
            "codes": {},
            "url": f"https://www.usaspending.gov/award/{source_id}",
            "record_hash": "0",
            "first_seen_at": FIRST,
            "changed_at": FIRST,
            **more,
        }
    )


def stored_answer(content: bytes, when: datetime, **more: Any) -> Snapshot:
    return Snapshot(
        **{
            "sha256": sha(content),
            "source": "usaspending",
            "url": "https://api.usaspending.gov/api/v2/awards/1/",
            "query": "",
            "fetched_at": when,
            "media": "application/json",
            "content": zlib.compress(content),
            "size": len(content),
            **more,
        }
    )


def observation(watch_id: int, read_key: str, when: datetime) -> Observation:
    return Observation(
        group_key=str(watch_id),
        read_key=read_key,
        read_at=when,
        complete=True,
        matched=1,
        changed=1,
        faults=[],
    )


def change(contract_id: int, read_key: str, kind: str, when: datetime, **more: Any) -> Change:
    return Change(
        contract_id=contract_id,
        read_key=read_key,
        kind=kind,
        seen_at=when,
        **{"ordinal": 0, "news": True, **more},
    )


async def store(database: Database) -> dict[str, int]:
    """Store an order read twice, a page, a contract without answers, and a contract of another server."""
    async with database.write() as session:
        session.add_all(
            [
                Server(id=SERVER, name="Syndicat", language="fr", created_at=FIRST),
                Server(id=OTHER, name="Other", created_at=FIRST),
            ]
        )
        await session.flush()
        watches = [
            Watch(
                server_id=server_id,
                name="One",
                source="usaspending",
                query={},
                query_key="0",
                created_at=FIRST,
                next_read_at=FIRST,
            )
            for server_id in (SERVER, OTHER)
        ]
        order = contract("CONT_AWD_1", "70CDCR26FR0000024")
        page = contract("page-1", "A page", source="page", kind="page", url=PAGE_ADDRESS)
        silent = contract("CONT_IDV_1", "70CDCR26D00000015", kind="vehicle")
        foreign = contract("CONT_AWD_9", "FOREIGN")
        session.add_all([*watches, order, page, silent, foreign])
        await session.flush()
        session.add_all(
            [
                *(WatchGroup(group_key=str(each.id), watch_id=each.id) for each in watches),
                *(
                    observation(watches[0].id, key, when)
                    for key, when in (("read-1", FIRST), ("read-2", LATER))
                ),
                *(
                    WatchedContract(watch_id=watches[place].id, contract_id=each.id, matched=matched)
                    for place, each, matched in (
                        (0, order, True),
                        (0, page, True),
                        (0, silent, False),
                        (1, foreign, True),
                        (1, order, True),
                    )
                ),
                stored_answer(AWARD, FIRST),
                stored_answer(
                    SHARED,
                    FIRST - timedelta(days=30),
                    url="https://user:pass@api.usaspending.gov/api/v2/search/?words=THEIR+SECRET#there",
                    query='{"keywords": ["THEIR SECRET"]}',
                ),
                stored_answer(AWARD_LATER, LATER),
                stored_answer(PAGE, FIRST, source="page", media="application/warc", url=PAGE_ADDRESS),
                stored_answer(FOREIGN, FIRST),
            ]
        )
        await session.flush()
        session.add_all(
            [
                ContractSnapshot(contract_id=order.id, sha256=sha(AWARD), read_key="read-1"),
                # Another contract had the same bytes before the order was read again.
                ContractSnapshot(contract_id=order.id, sha256=sha(SHARED), read_key="read-2"),
                ContractSnapshot(contract_id=order.id, sha256=sha(AWARD_LATER), read_key="read-2"),
                ContractSnapshot(contract_id=page.id, sha256=sha(PAGE), read_key="read-1"),
                ContractSnapshot(contract_id=foreign.id, sha256=sha(FOREIGN), read_key="read-1"),
                ContractValues(
                    contract_id=order.id,
                    seen_at=LATER,
                    currency="USD",
                    obligated=Decimal("5000000.00"),
                    end=date(2026, 5, 14),
                ),
                ContractValues(
                    contract_id=order.id, seen_at=FIRST, currency="USD", obligated=Decimal("4816782.50")
                ),
                change(order.id, "read-1", "new-order", FIRST, news=False),
                change(
                    order.id,
                    "read-2",
                    "money-added",
                    LATER,
                    number="P00001",
                    amount=Decimal("183217.50"),
                    currency="USD",
                    date=date(2026, 3, 11),
                    description="-60 days",
                ),
                change(order.id, "read-2", "action", LATER, ordinal=1),
                change(order.id, "own-key", "new-order", LATER + timedelta(days=1), server_id=SERVER),
                change(order.id, "their-key", "new-order", LATER, server_id=OTHER),
                change(order.id, "read-3", "lapsed", NOW),
            ]
        )
        return {"order": order.id, "page": page.id, "silent": silent.id, "foreign": foreign.id}


async def take(database: Database, server_id: int = SERVER, **more: Any) -> tuple[Evidence, bytes]:
    file = io.BytesIO()
    evidence = await write_evidence(
        database, server_id, file, now=NOW, texts=Texts.load(), signer=SIGNER, **more
    )
    return evidence, file.getvalue()


def files(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def rows(found: dict[str, bytes]) -> list[dict[str, str]]:
    text = found["evidence.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def test_answers_are_included_byte_for_byte_under_their_hash(database: Database) -> None:
    await store(database)
    evidence, bundle = await take(database)
    found = files(bundle)
    answers = {name: content for name, content in found.items() if name.startswith("snapshots/")}
    assert answers == {
        f"snapshots/{sha(AWARD)}.json": AWARD,
        f"snapshots/{sha(AWARD_LATER)}.json": AWARD_LATER,
        f"snapshots/{sha(SHARED)}.json": SHARED,
        f"snapshots/{sha(PAGE)}.warc.gz": PAGE,
    }
    assert evidence == Evidence(contracts=3, snapshots=4, size=len(bundle), as_of=NOW)
    others = {"manifest.json", "manifest.sig", "snapshots.json", "evidence.csv", "README.txt", "SHA256SUMS"}
    assert found.keys() - answers.keys() == others


async def test_sha256sum_accepts_every_file(sqlite_database: Database, tmp_path: Path) -> None:
    await store(sqlite_database)
    _, bundle = await take(sqlite_database)
    zipfile.ZipFile(io.BytesIO(bundle)).extractall(tmp_path / "out")
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("this machine has no sha256sum")
    check = [program, "--check", "--strict", "SHA256SUMS"]
    good = subprocess.run(check, cwd=tmp_path / "out", capture_output=True, text=True, check=True)
    assert len(good.stdout.splitlines()) == len(files(bundle)) - 1
    (tmp_path / "out" / "snapshots" / f"{sha(AWARD)}.json").write_bytes(b"something else")
    assert subprocess.run(check, cwd=tmp_path / "out", capture_output=True, check=False).returncode == 1


async def test_the_lists_have_address_time_and_contracts_of_each_answer(
    database: Database,
) -> None:
    await store(database)
    found = files((await take(database))[1])
    manifest = json.loads(found["manifest.json"])
    keys = {"format", "kind", "as_of", "made_by", "server", "key", "counts", "files"}
    assert manifest.keys() == keys
    assert (manifest["format"], manifest["as_of"]) == (2, "2026-05-05T12:00:00Z")
    assert manifest["server"] == {"id": "1", "name": "Syndicat"}
    contents = (AWARD, AWARD_LATER, SHARED, PAGE)
    assert manifest["counts"] == {
        "contracts": 3,
        "changes": 5,
        "snapshots": 4,
        "bytes": sum(map(len, contents)),
    }
    by_hash = {entry["sha256"]: entry for entry in json.loads(found["snapshots.json"])["snapshots"]}
    assert list(by_hash) == sorted(map(sha, contents))
    assert by_hash[sha(SHARED)] == {
        "file": f"snapshots/{sha(SHARED)}.json",
        "sha256": sha(SHARED),
        "size": len(SHARED),
        "what": "answer",
        "source": "usaspending",
        "url": "https://api.usaspending.gov/api/v2/search/",
        "fetched_at": "2026-01-14T12:00:01Z",
        "media": "application/json",
        "contracts": [
            {
                "source": "usaspending",
                "contract_id": "CONT_AWD_1",
                "number": "70CDCR26FR0000024",
                "read": "read-2",
            }
        ],
    }


async def test_the_table_has_every_change_with_the_answers_of_its_read(database: Database) -> None:
    await store(database)
    page, silent, first, added, idle, own, lapsed = rows(files((await take(database))[1]))
    assert (silent["number"], silent["change"], silent["snapshots"]) == ("70CDCR26D00000015", "", "")
    assert (first["change"], first["news"], first["snapshots"]) == ("new-order", "no", sha(AWARD))
    assert first["title"] == '\'=HYPERLINK("http://x")'
    second = " ".join(sorted([sha(SHARED), sha(AWARD_LATER)]))
    assert added == {
        **first,
        "seen_at": "2026-03-16T12:00:00Z",
        "change": "money-added",
        "news": "yes",
        "action_number": "P00001",
        "action_date": "2026-03-11",
        "description": "'-60 days",
        "amount": "183217.50",
        "currency": "USD",
        "snapshots": second,
    }
    assert (idle["news"], idle["snapshots"]) == ("yes", second)
    # A change that only makes it new to this server was read before; the passing of a day was not read.
    assert (own["change"], own["snapshots"]) == ("new-order", second)
    assert (lapsed["change"], lapsed["snapshots"]) == ("lapsed", "")
    assert (page["source"], page["change"], page["snapshots"]) == ("page", "", sha(PAGE))


async def test_the_same_database_and_time_give_the_same_bytes(database: Database) -> None:
    await store(database)
    assert (await take(database))[1] == (await take(database))[1]


async def test_a_changed_byte_in_each_kind_of_file_is_named(
    sqlite_database: Database, tmp_path: Path
) -> None:
    await store(sqlite_database)
    whole = tmp_path / "evidence.zip"
    whole.write_bytes((await take(sqlite_database))[1])
    folder, key = tmp_path / "evidence", SIGNER.public_key
    zipfile.ZipFile(whole).extractall(folder)
    for path in (whole, folder):
        verdict = verify(path, key=fingerprint(key))
        assert [str(each) for each in verdict.faults] == []
        assert "copied the sources faithfully" in str(verdict.holds[-1])
    for name, content in files(whole.read_bytes()).items():
        (folder / name).write_bytes(bytes([content[0] ^ 1]) + content[1:])
        try:
            faults = [str(each) for each in verify(folder).faults]
        except NotAnExport as error:  # the manifest is no JSON any more
            faults = [str(error)]
        named = {"manifest.sig": "The signature is not valid"}.get(name, name)
        assert any(named in fault for fault in faults), name
        (folder / name).write_bytes(content)
    (folder / "more.txt").write_bytes(b"")
    assert [fault.arguments["name"] for fault in verify(folder).faults] == ["more.txt"]
    assert not verify(whole, key="0" * 64).good
    assert not verify(whole, head="halt-ice 12 8f3a 01bc 77e2 4d10 9c5e a2b8 3f61 d094").good


async def test_an_answer_has_the_date_of_its_reading(sqlite_database: Database) -> None:
    await store(sqlite_database)
    with zipfile.ZipFile(io.BytesIO((await take(sqlite_database))[1])) as opened:
        assert opened.getinfo(f"snapshots/{sha(AWARD_LATER)}.json").date_time == (2026, 3, 16, 12, 0, 0)
        assert opened.getinfo("README.txt").date_time == (2026, 5, 5, 12, 0, 0)


async def test_contracts_of_another_server_and_changes_only_for_it_are_excluded(
    database: Database,
) -> None:
    await store(database)
    found = files((await take(database))[1])
    assert not any(sha(FOREIGN) in name for name in found)
    whole = b"".join(found.values())
    assert b"CONT_AWD_9" not in whole
    assert b"their-key" not in whole
    assert sum(row["seen_at"] == "2026-03-16T12:00:00Z" for row in rows(found)) == 2
    theirs = files((await take(database, OTHER))[1])
    assert f"snapshots/{sha(FOREIGN)}.json" in theirs
    assert f"snapshots/{sha(PAGE)}.warc.gz" not in theirs


async def test_the_readme_is_in_the_servers_language_and_explains_verification(
    sqlite_database: Database,
) -> None:
    await store(sqlite_database)
    french = files((await take(sqlite_database))[1])["README.txt"].decode()
    assert french.startswith("Preuves au sujet de contrats publics\nSyndicat\nÉtat au 5 mai 2026")
    english = files((await take(sqlite_database, OTHER))[1])["README.txt"].decode()
    assert english.startswith("Evidence about public contracts\nOther\nAs of 5 May 2026")
    for readme in (french, english):
        assert "sha256sum -c SHA256SUMS" in readme
        assert max(map(len, readme.splitlines())) <= 90


async def test_without_any_answer_there_is_no_evidence(database: Database) -> None:
    for server_id in (SERVER, 99):
        with pytest.raises(UserError) as refused:
            await take(database, server_id)
        assert refused.value.id == "refusal-evidence-none"


@pytest.mark.parametrize("most", [1, 900])
async def test_evidence_above_the_limit_names_the_stewards_command(
    sqlite_database: Database, most: int
) -> None:
    """Either the answers are too large, or only all of it together."""
    await store(sqlite_database)
    with pytest.raises(UserError) as refused:
        await take(sqlite_database, most=most)
    assert refused.value.id == "refusal-evidence-too-big"
    assert refused.value.arguments == {"command": "tocsin export --evidence --server 1"}
    size = (await take(sqlite_database))[0].size
    assert size > most
    assert (await take(sqlite_database, most=size))[0].size == size


@pytest.mark.full
async def test_only_one_answer_at_a_time_is_in_memory(sqlite_database: Database, tmp_path: Path) -> None:
    ids = await store(sqlite_database)
    large = [bytes([number]) * 8_000_000 for number in range(12)]
    for content in large:
        async with sqlite_database.write() as session:
            session.add(stored_answer(content, LATER, media="text/html"))
            await session.flush()
            session.add(ContractSnapshot(contract_id=ids["page"], sha256=sha(content), read_key="read-9"))
    texts = Texts.load()
    with (tmp_path / "evidence.zip").open("w+b") as file:
        tracemalloc.start()
        try:
            await write_evidence(sqlite_database, SERVER, file, now=NOW, texts=texts, signer=SIGNER)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 4 * 8_000_000
    with zipfile.ZipFile(tmp_path / "evidence.zip") as opened:
        assert opened.read(f"snapshots/{sha(large[3])}.html") == large[3]


async def test_a_contract_as_first_seen_has_its_first_figures_and_answers(
    database: Database,
) -> None:
    ids = await store(database)
    seen = await first_seen(database, SERVER, ids["order"])
    assert (seen.seen_at, seen.currency, seen.obligated) == (FIRST, "USD", Decimal("4816782.50"))
    assert (seen.ceiling, seen.end) == (None, None)
    (answer,) = seen.answers
    assert (answer.sha256, answer.size, answer.fetched_at) == (sha(AWARD), len(AWARD), FIRST)
    page = await first_seen(database, SERVER, ids["page"])
    assert (page.seen_at, page.obligated) == (FIRST, None)
    assert [answer.media for answer in page.answers] == ["application/warc"]
    assert (await first_seen(database, SERVER, ids["silent"])).answers == ()


async def test_values_over_time_begin_with_the_oldest(database: Database) -> None:
    ids = await store(database)
    async with database.read() as session:
        first, later = await values_over_time(session, ids["order"])
    assert (first.seen_at, first.obligated) == (FIRST, Decimal("4816782.50"))
    assert (later.seen_at, later.end) == (LATER, date(2026, 5, 14))


async def test_an_answer_is_returned_unchanged(database: Database) -> None:
    ids = await store(database)
    answer = await snapshot(database, SERVER, ids["page"], sha(PAGE))
    assert (answer.content, answer.media, answer.url) == (
        PAGE,
        "application/warc",
        PAGE_ADDRESS,
    )
    assert answer.fetched_at == FIRST


async def test_an_answer_never_reveals_the_query_of_another_server(
    database: Database,
) -> None:
    ids = await store(database)
    async with database.write() as session:
        await session.execute(delete(ContractSnapshot).where(ContractSnapshot.sha256 == sha(AWARD)))
    (answer,) = [
        each
        for each in (await first_seen(database, SERVER, ids["order"])).answers
        if each.sha256 == sha(SHARED)
    ]
    whole = await snapshot(database, SERVER, ids["order"], sha(SHARED))
    assert answer.url == whole.url == "https://api.usaspending.gov/api/v2/search/"
    assert whole.query == ""
    found = files((await take(database))[1])
    assert b"SECRET" not in b"".join(found.values())
    by_hash = {entry["sha256"]: entry["url"] for entry in json.loads(found["snapshots.json"])["snapshots"]}
    assert by_hash[sha(PAGE)] == PAGE_ADDRESS, "a page's own address is whole: its parameters name it"
    (page,) = (await first_seen(database, SERVER, ids["page"])).answers
    assert page.url == PAGE_ADDRESS


async def test_contracts_that_a_server_does_not_follow_are_refused(database: Database) -> None:
    ids = await store(database)
    for contract_id in (ids["foreign"], 0, -1):
        with pytest.raises(UserError, match="refusal-contract-unknown"):
            await first_seen(database, SERVER, contract_id)
        with pytest.raises(UserError, match="refusal-contract-unknown"):
            await snapshot(database, SERVER, contract_id, sha(FOREIGN))
    for sha256 in (sha(FOREIGN), sha(PAGE), "0" * 64, ""):
        with pytest.raises(UserError, match="refusal-contract-unknown"):
            await snapshot(database, SERVER, ids["order"], sha256)


SEARCH = "https://api.usaspending.gov/api/v2/search/spending_by_transaction/"
OURS = {
    "generated_internal_id": "CONT_AWD_1",
    "Award ID": "70CDCR26FR0000024",
    "Transaction Amount": 183217.5,
}
FOUND = json.dumps(
    {
        "results": [OURS, {"generated_internal_id": "CONT_AWD_8", "Transaction Description": "THEIR WORDS"}],
        "page_metadata": {"page": 1, "hasNext": False},
        "messages": ["not used: {'keywords': ['THEIR WORDS']}"],
    }
).encode()
OUR_PART = (
    b'{"results":[{"Award ID":"70CDCR26FR0000024","Transaction Amount":183217.5,'
    b'"generated_internal_id":"CONT_AWD_1"}]}'
)
BY_ID = b'{"id": 1, "obligated": 1}'


async def found_by_keywords(database: Database) -> dict[str, int]:
    """Store the same, preceded by the other server's keyword watch, which found the order in a page of a
    search and then by its id.
    """
    ids = await store(database)
    async with database.write() as session:
        other = await session.scalar(select(Watch.id).where(Watch.server_id == OTHER))
        assert other is not None
        session.add_all(
            [
                observation(other, "their-1", FIRST - timedelta(days=9)),
                observation(other, "their-2", FIRST - timedelta(days=8)),
                stored_answer(
                    FOUND, FIRST - timedelta(days=9), url=SEARCH, query='{"keywords": ["THEIR WORDS"]}'
                ),
                stored_answer(BY_ID, FIRST - timedelta(days=8)),
            ]
        )
        await session.flush()
        for content, key in ((FOUND, "their-1"), (BY_ID, "their-2")):
            session.add(ContractSnapshot(contract_id=ids["order"], sha256=sha(content), read_key=key))
        session.add(
            change(ids["order"], "their-1", "money-added", FIRST - timedelta(days=9), amount=Decimal(1))
        )
    return ids


async def test_a_page_found_by_another_servers_keywords_is_reduced_to_the_own_contract(
    database: Database,
) -> None:
    """One server watches keywords, the other a supplier, and both follow the order."""
    await found_by_keywords(database)
    ours, theirs = files((await take(database))[1]), files((await take(database, OTHER))[1])
    assert ours[f"snapshots/{sha(OUR_PART)}.json"] == OUR_PART
    for name, content in ours.items():
        assert b"THEIR WORDS" not in content, name
        assert b"CONT_AWD_8" not in content, name
        assert sha(FOUND).encode() not in content, name
    entries = {entry["sha256"]: entry for entry in json.loads(ours["snapshots.json"])["snapshots"]}
    assert (entries[sha(OUR_PART)]["what"], entries[sha(OUR_PART)]["size"]) == ("part", len(OUR_PART))
    assert entries[sha(BY_ID)]["what"] == "answer", "what is about the contract alone is everybody's"
    assert rows(ours)[2]["snapshots"] == sha(OUR_PART), "the table names the answer as it is in the file"
    assert theirs[f"snapshots/{sha(FOUND)}.json"] == FOUND, "who asked has the answer as it was read"
    assert f"snapshots/{sha(OUR_PART)}.json" not in theirs
    assert theirs[f"snapshots/{sha(AWARD)}.json"] == AWARD


async def test_a_contract_as_first_seen_shows_only_its_part_of_such_a_page(database: Database) -> None:
    ids = await found_by_keywords(database)
    (ours,) = (await first_seen(database, SERVER, ids["order"])).answers
    assert (ours.share, ours.sha256, ours.size) == (AnswerShare.PART, sha(OUR_PART), len(OUR_PART))
    assert ours.url == SEARCH
    answer = await snapshot(database, SERVER, ids["order"], ours.stored)
    assert (answer.content, answer.query) == (OUR_PART, "")
    (theirs,) = (await first_seen(database, OTHER, ids["order"])).answers
    assert (theirs.share, theirs.sha256) == (AnswerShare.WHOLE, sha(FOUND))
    assert (await snapshot(database, OTHER, ids["order"], theirs.stored)).content == FOUND


async def test_an_answer_read_for_both_servers_is_whole_for_both(database: Database) -> None:
    ids = await found_by_keywords(database)
    async with database.write() as session:
        session.add(ContractSnapshot(contract_id=ids["order"], sha256=sha(FOUND), read_key="read-2"))
    for server_id in (SERVER, OTHER):
        assert f"snapshots/{sha(FOUND)}.json" in files((await take(database, server_id))[1])


async def test_an_answer_of_unknown_reads_is_reduced_to_the_own_contract(
    database: Database,
) -> None:
    """After a watch was removed and added again."""
    await found_by_keywords(database)
    async with database.write() as session:
        await session.execute(delete(Observation))
    for server_id in (SERVER, OTHER):
        found = files((await take(database, server_id))[1])
        assert f"snapshots/{sha(OUR_PART)}.json" in found
        assert b"THEIR WORDS" not in b"".join(found.values())


async def test_an_address_that_another_server_chose_is_not_shown(database: Database) -> None:
    ids = await store(database)
    released, place = b'{"releases":[]}', "https://their.example/data.json?buyer=x"
    async with database.write() as session:
        session.add(stored_answer(released, FIRST - timedelta(days=9), source="ocds", url=place))
        await session.execute(update(Contract).where(Contract.id == ids["order"]).values(url=place))
        await session.flush()
        session.add(ContractSnapshot(contract_id=ids["order"], sha256=sha(released), read_key="their-1"))
    found = files((await take(database))[1])
    assert found[f"snapshots/{sha(released)}.json"] == released
    entries = {entry["sha256"]: entry for entry in json.loads(found["snapshots.json"])["snapshots"]}
    assert entries[sha(released)]["url"] == ""
    (answer,) = (await first_seen(database, SERVER, ids["order"])).answers
    assert (answer.sha256, answer.url) == (sha(released), "")


GONE, GONE_LATER = gzip.compress(b"WARC/1.1 404", mtime=0), gzip.compress(b"WARC/1.1 404 later", mtime=0)


async def store_absence(database: Database) -> dict[str, int]:
    """Store two answers that the order's id is unknown, on the first and on the last day of a week."""
    ids = await store(database)
    async with database.write() as session:
        for content, key, when in (
            (GONE, "gone-1", NOW),
            (GONE_LATER, "gone-2", NOW + timedelta(days=7)),
        ):
            session.add(stored_answer(content, when, media="application/warc"))
            await session.flush()
            session.add(ContractSnapshot(contract_id=ids["order"], sha256=sha(content), read_key=key))
        session.add(change(ids["order"], "gone-2", "withdrawn", NOW + timedelta(days=7)))
    return ids


async def test_an_answer_for_an_unknown_id_is_labelled_as_such(database: Database) -> None:
    await store_absence(database)
    found = files((await take(database))[1])
    entries = {entry["sha256"]: entry for entry in json.loads(found["snapshots.json"])["snapshots"]}
    for content in (GONE, GONE_LATER):
        assert found[f"snapshots/{sha(content)}.warc.gz"] == content
        assert entries[sha(content)]["what"] == "no-such-contract"
        assert entries[sha(content)]["contracts"][0]["number"] == "70CDCR26FR0000024"
    assert entries[sha(PAGE)]["what"] == "answer", "a page is kept so too, and is there"
    said = [
        (row["change"], row["seen_at"], row["news"]) for row in rows(found) if row["snapshots"] == sha(GONE)
    ]
    assert said == [("no-such-contract", "2026-05-05T12:00:00Z", "no")]
    (withdrawn,) = [row for row in rows(found) if row["snapshots"] == sha(GONE_LATER)]
    assert withdrawn["change"] == "withdrawn"


async def test_answers_for_an_unknown_id_do_not_belong_to_a_later_change(database: Database) -> None:
    ids = await store_absence(database)
    async with database.write() as session:
        session.add(change(ids["order"], "later-key", "new-order", NOW + timedelta(days=9), server_id=SERVER))
    (row,) = [
        row for row in rows(files((await take(database))[1])) if row["seen_at"].startswith("2026-05-14")
    ]
    assert row["snapshots"] == " ".join(sorted([sha(SHARED), sha(AWARD_LATER)]))


async def test_a_contract_with_only_answers_for_an_unknown_id_shows_these(
    database: Database,
) -> None:
    ids = await store_absence(database)
    async with database.write() as session:
        await session.execute(
            delete(ContractSnapshot).where(ContractSnapshot.read_key.in_(["read-1", "read-2"]))
        )
    (answer,) = (await first_seen(database, SERVER, ids["order"])).answers
    assert (answer.sha256, answer.share) == (sha(GONE), AnswerShare.NONE)


async def test_changes_with_a_key_within_a_read_have_the_answers_of_the_read(database: Database) -> None:
    ids = await store(database)
    read = "0123456789abcdef" * 2
    async with database.write() as session:
        session.add(stored_answer(BY_ID, FIRST - timedelta(days=8)))
        await session.flush()
        session.add(ContractSnapshot(contract_id=ids["order"], sha256=sha(BY_ID), read_key=read))
        session.add(change(ids["order"], key_within(read), "no-longer-matches", NOW, server_id=SERVER))
    (row,) = [row for row in rows(files((await take(database))[1])) if row["change"] == "no-longer-matches"]
    assert row["snapshots"] == sha(BY_ID)


async def test_the_size_of_a_large_answer_is_known_without_decompression(sqlite_database: Database) -> None:
    ids = await store(sqlite_database)
    async with sqlite_database.write() as session:
        await session.execute(
            update(Snapshot).where(Snapshot.sha256 == sha(AWARD)).values(content=b"no zlib", size=8_000_000)
        )
    (answer,) = (await first_seen(sqlite_database, SERVER, ids["order"])).answers
    assert answer.size == 8_000_000


async def test_a_missing_size_of_a_stored_answer_is_computed(sqlite_database: Database) -> None:
    ids = await store(sqlite_database)
    async with sqlite_database.write() as session:
        await session.execute(update(Snapshot).values(size=None))
    (answer,) = (await first_seen(sqlite_database, SERVER, ids["order"])).answers
    assert answer.size == len(AWARD)
