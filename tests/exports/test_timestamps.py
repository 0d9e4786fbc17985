"""Time-stamps that go with exports, the evidence and the board: checked offline, and every change is
found."""

import json
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.audit import Audit
from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.http import open_session
from bot.exports import Exports
from bot.exports.manifest import ManifestSigner
from bot.exports.timestamps.document import StampedHead, heads_files, heads_of
from bot.exports.timestamps.service import Timestamps
from bot.exports.verify import NotAnExport, TimestampChecker, Verdict, check_roots, verify
from bot.petitions.counts.ledger import LedgerEntry
from bot.storage import Database
from bot.storage.models import ContractSnapshot, Server, TimestampProof
from bot.texts import Texts
from tests.board.checkers import answers_by_page
from tests.board.vectors import BOARD, answer_by_python, write_files
from tests.conftest import MovableClock
from tests.exports.test_evidence import AWARD, sha, store, stored_answer
from tests.exports.test_evidence import SERVER as EVIDENCE_SERVER
from tests.support.databases import statements
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.scripted_server import source_http
from tests.support.timestamp_authority import Authority, running

pytestmark = pytest.mark.storage


@dataclass
class World:
    """A demand that was published, kept answers, and two authorities that time-stamped both."""

    database: Database
    clock: MovableClock
    desk: Desk
    exports: Exports
    timestamps: Timestamps
    authorities: list[Authority]
    folder: Path
    board: Path

    async def export(self) -> Path:
        return (await self.exports.take(SERVER, self.folder / "out")).folder

    async def exports_without(self) -> Path:
        """Return an export without time-stamps."""
        async with self.database.write() as session:
            await session.execute(delete(TimestampProof))
        return await self.export()

    async def evidence(self) -> Path:
        path = self.folder / "evidence.zip"
        with path.open("w+b") as file:
            await self.exports.evidence(EVIDENCE_SERVER, file)
        return path

    async def publish_board(self) -> Path:
        texts = Texts.load()
        database, clock = self.database, self.clock
        facts, glossary = Facts(database, clock), Glossary(database, clock)
        reader = BoardReader(database, texts, Contracts(database), facts, glossary)
        await Publisher(database, clock, texts, self.desk.keys, reader).publish(self.board)
        return self.board / "union"


@pytest.fixture
async def world(database: Database, clock: MovableClock, tmp_path: Path) -> AsyncIterator[World]:
    await store(database)
    desk = await open_desk(database, clock, tmp_path / "keys")
    demand = await desk.open_demand()
    for member in range(4):
        await desk.sign(demand, 5_000 + member)
    await desk.publish()
    async with database.write() as session:
        await session.execute(update(Server).where(Server.id == SERVER).values(board="union"))
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session(True))
        authorities = [await stack.enter_async_context(running(name, clock)) for name in ("North", "South")]
        named = [authority.setting(tmp_path) for authority in authorities]
        timestamps = Timestamps(database, clock, source_http(session, attempts=1), named)
        await timestamps.tick()
        exports = Exports(database, clock, Texts.load(), desk.keys, Audit(database, clock, desk.keys))
        yield World(database, clock, desk, exports, timestamps, authorities, tmp_path, tmp_path / "board")


def told(verdict: Verdict) -> str:
    """Return the sentences about time-stamps."""
    assert [str(each) for each in verdict.faults] == []
    return "\n".join(str(each) for each in verdict.holds if "timestamp" in each.id)


def sign_again(folder: Path, seed: bytes) -> None:
    """Make the manifest of a folder that was tampered with fit it, as the holder of the key could."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    paths = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    manifest["files"] = {
        name: {"sha256": sha(path.read_bytes()), "size": path.stat().st_size}
        for name, path in names.items()
        if name not in ("manifest.json", "manifest.sig", "SHA256SUMS")
    }
    raw = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(raw)
    (folder / "manifest.sig").write_bytes(ManifestSigner(seed).signature(raw))
    if "SHA256SUMS" in names:
        sums = sorted((name, sha((folder / name).read_bytes())) for name in names if name != "SHA256SUMS")
        (folder / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in sums))


async def seed_of(world: World) -> bytes:
    async with world.database.write() as session:
        return await world.desk.keys.ensure(session, "signing")


@pytest.mark.full
async def test_an_export_carries_proof_of_its_publications_by_each_authority(world: World) -> None:
    folder = await world.export()
    said = told(verify(folder))
    assert said == told(verify(folder.with_suffix(".zip")))
    for name in ("North", "South"):
        assert f"existed on 13 February 2026 at 13:00 UTC, by the clock of CN={name}" in said
        assert f"root certificate of CN={name}" in said
    assert "halt-all-cooperation-with-ice 1" in said
    assert said.endswith("it is worth as much as your trust in the authority.")
    day = folder / "timestamps" / "2026-02-13"
    names = {path.name for path in day.iterdir()}
    assert names == {"document.json", "heads.json", "1.tsr", "1.pem", "2.tsr", "2.pem"}


async def test_the_board_and_its_ledger_alone_carry_the_same_proofs(world: World) -> None:
    board = await world.publish_board()
    whole = told(verify(board))
    (ledger,) = (board / "ledger").glob("*.json")
    assert told(verify(ledger)) == whole
    assert "by the clock of CN=North" in whole
    shutil.rmtree(board / "timestamps")
    assert told(verify(ledger)) == "", "a ledger alone says nothing of time-stamps"


async def test_the_evidence_carries_proof_of_its_answers_and_tells_of_those_without(world: World) -> None:
    path = await world.evidence()
    said = told(verify(path))
    assert "4 of the answers existed on 13 February 2026 at 13:00 UTC, by the clock of CN=North" in said
    assert "No time-stamp here covers" not in said
    with zipfile.ZipFile(path) as opened:
        names = [name for name in opened.namelist() if name.startswith("timestamps/")]
        assert b"halt-all-cooperation" not in b"".join(map(opened.read, names))
    async with world.database.write() as session:
        await session.execute(delete(TimestampProof))
    assert told(verify(await world.evidence())) == ""


async def test_a_day_is_carried_only_if_it_proves_something_new(world: World) -> None:
    for _ in range(3):
        world.clock.move(days=1)
        await world.timestamps.tick()
    folder = await world.export()
    assert [path.name for path in (folder / "timestamps").iterdir()] == ["2026-02-13"]
    assert len(list(folder.rglob("*.tsr"))) == 2


async def test_days_are_read_at_once_and_unpacked_beside_the_event_loop(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (demand,) = await world.desk.demands.list(SERVER)
    for day in (1, 2):
        world.clock.move(days=1)
        for member in range(4):
            await world.desk.sign(demand, 6_000 + 10 * day + member)
        await world.desk.publish()
        await world.timestamps.tick()
    threads: list[int] = []

    def noting(part: bytes) -> Sequence[StampedHead]:
        threads.append(threading.get_ident())
        return heads_of(part)

    monkeypatch.setattr("bot.exports.timestamps.document.heads_of", noting)
    async with world.database.read() as session:
        with statements(world.database) as said:
            files = await heads_files(session, SERVER)
    assert len([name for name in files if name.endswith(".tsr")]) == 6
    assert len(said) == 2, "not a query for each day"
    assert len(threads) == 3
    assert threading.get_ident() not in threads


async def test_a_rewritten_history_is_noticed_and_a_lost_publication_is_a_fault(world: World) -> None:
    """The attacker has the signing key and the database: the ledger alone would hold."""
    folder = await world.export()
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    (listed,) = json.loads((folder / "ledger.json").read_bytes())["demands"]
    (entry,) = [LedgerEntry.read(each) for each in listed["entries"]]

    def found(*entries: LedgerEntry, slug: str = listed["demand"]) -> tuple[list[str], list[str]]:
        verdict = Verdict()
        checker = TimestampChecker(names, lambda name: (folder / name).read_bytes(), verdict)
        checker.check_heads({slug: entries})
        ids = [[each.id.rpartition("-")[2] for each in those] for those in (verdict.faults, verdict.holds)]
        return ids[0], ids[1]

    assert found(entry)[0] == []
    assert found(entry, replace(entry, number=2))[0] == []
    for rewritten in ([], [replace(entry, hash="0" * 64)], [replace(entry, number=2)]):
        assert found(*rewritten)[0] == ["head"]
    assert found(entry, slug="another")[0] == ["head"]
    lost = replace(entry, number=2, reason="restored", previous_hash=entry.hash)
    assert found(lost)[0] == ["head"], "nobody can tell a lost one from one that was dropped"


async def test_a_changed_byte_of_a_time_stamp_is_named_also_if_the_key_signs_it(world: World) -> None:
    folder, seed = await world.export(), await seed_of(world)
    signed = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in ("document.json", "heads.json", "1.tsr", "1.pem", "2.tsr", "2.pem"):
        path = folder / "timestamps" / "2026-02-13" / name
        content = path.read_bytes()
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert [fault.id for fault in verify(folder).faults] == ["board-check-file-changed"]
        sign_again(folder, seed)
        faults = [str(fault) for fault in verify(folder).faults]
        assert faults, name
        assert all("timestamps/2026-02-13/" in fault for fault in faults), faults
        path.unlink()
        sign_again(folder, seed)
        assert [fault.id for fault in verify(folder).faults] == ["terminal-verify-timestamp-shape"], name
        for each, before in signed.items():
            each.write_bytes(before)
    assert verify(folder).good
    (folder / "timestamps" / "more.txt").write_bytes(b"")
    sign_again(folder, seed)
    assert [fault.id for fault in verify(folder).faults] == ["terminal-verify-timestamp-shape"]


async def test_a_changed_byte_in_the_proofs_of_the_evidence_is_named(world: World) -> None:
    folder, seed = world.folder / "unpacked", await seed_of(world)
    zipfile.ZipFile(await world.evidence()).extractall(folder)
    path = folder / "timestamps" / "2026-02-13" / "evidence.json"
    path.write_bytes(path.read_bytes().replace(sha(AWARD).encode(), b"0" * 64))
    assert [str(fault).split()[0] for fault in verify(folder).faults] == [
        "timestamps/2026-02-13/evidence.json"
    ]
    sign_again(folder, seed)
    (fault,) = verify(folder).faults
    assert fault.id == "terminal-verify-timestamp-part"


async def test_an_answer_that_no_time_stamp_covers_is_told(world: World) -> None:
    content = b'{"id": 1, "mods": 2}'
    async with world.database.write() as session:
        link = (
            await session.scalars(select(ContractSnapshot).where(ContractSnapshot.sha256 == sha(AWARD)))
        ).one()
        session.add(stored_answer(content, world.clock()))
        await session.flush()
        session.add(ContractSnapshot(contract_id=link.contract_id, sha256=sha(content), read_key="read-2"))
    said = told(verify(await world.evidence()))
    assert "4 of the answers existed" in said
    assert "No time-stamp here covers one of the answers." in said
    world.clock.move(days=1)
    await world.timestamps.tick()
    said = told(verify(await world.evidence()))
    assert "one of the answers existed on 14 February 2026" in said
    assert "No time-stamp here covers" not in said


async def test_openssl_verifies_the_files_as_the_manual_says(world: World) -> None:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("this machine has no openssl")
    folder = await world.export() / "timestamps" / "2026-02-13"
    manual = (Path(__file__).parents[2] / "docs" / "verifying.md").read_text(encoding="utf-8")
    (line,) = [each.strip() for each in manual.splitlines() if "openssl ts -verify" in each]
    command = [program, *line.split()[1:]]
    root = folder / "ROOT.pem"  # as the first authority publishes it
    shutil.copy(folder / "1.pem", root)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Verification: OK"), done.stderr
    assert sha((folder / "heads.json").read_bytes()) in (folder / "document.json").read_text()
    shutil.copy(folder / "2.pem", root)
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode != 0, "another's"
    shutil.copy(folder / "1.pem", root)
    (folder / "document.json").write_bytes(b"{}")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode != 0


@pytest.mark.full
async def test_the_other_checkers_say_that_they_did_not_check_the_dates(world: World) -> None:
    board = await world.publish_board()
    listed = json.loads((board / "manifest.json").read_bytes())["files"]
    names = ["manifest.json", "manifest.sig", *listed]
    folder = write_files({name: (board / name).read_bytes() for name in names}, world.folder / "listed")
    asked = {"check": BOARD}
    for answer in (*answers_by_page([(folder, asked)]), answer_by_python(folder, asked)):
        assert answer["wrong"] == []
        assert "timestamps-unchecked" in [key for key, _ in answer["notes"]]
    export = await world.export()
    said = one_file_says(export)
    assert said.returncode == 0
    assert "The time-stamps were not checked here." in said.stdout
    assert "in a folder such as timestamps/2026-02-13: openssl ts -verify" in said.stdout
    (export / "timestamps" / "2026-02-13" / "1.tsr").write_bytes(b"")
    assert one_file_says(export).returncode == 1


@pytest.mark.full
async def test_the_one_file_checks_the_signature_and_every_file_of_the_evidence(world: World) -> None:
    folder = world.folder / "unpacked"
    zipfile.ZipFile(await world.evidence()).extractall(folder)
    assert one_file_says(folder).returncode == 0
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if path.parent.name == "snapshots" and sha(AWARD) not in path.name:
            continue
        content = path.read_bytes()
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        assert one_file_says(folder).returncode == 1, path.name
        path.write_bytes(content)


async def test_only_the_root_certificates_that_are_named_are_trusted(world: World) -> None:
    folder = await world.export()
    roots = [world.folder / f"root-{each.name}.pem" for each in world.authorities]
    verdict = verify(folder)
    check_roots(verdict, roots)
    assert "under a root certificate that you named" in told(verdict)
    assert "Compare the root certificate" not in told(verdict)
    verdict = verify(folder)
    check_roots(verdict, roots[:1])
    assert [str(fault)[:39] for fault in verdict.faults] == ["The time-stamps of CN=South are under a"]
    for wrong in (world.folder / "none.pem", folder / "manifest.json"):
        with pytest.raises(NotAnExport, match=wrong.name):
            check_roots(verify(folder), [wrong])
    verdict = verify(await world.exports_without())
    check_roots(verdict, roots)
    assert "There is no time-stamp here" in told(verdict)


def one_file_says(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run ``verify.py`` on a folder."""
    program = Path(__file__).parents[2] / "bot" / "board" / "verify.py"
    command = [sys.executable, "-I", str(program), str(folder), "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=False)
