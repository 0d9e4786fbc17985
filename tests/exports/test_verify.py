"""Verification of exports: every change to one is found, and the signer is shown."""

import asyncio
import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Audit
from bot.board import verify as module
from bot.errors import Sentence
from bot.exports import Exports
from bot.exports.ledger_file import Head
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.exports.verify import NotAnExport, verify
from bot.petitions.counts.ledger import LedgerEntry
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, open_desk

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
MUTATIONS = 40  # number of bytes tried in each file


def said(sentences: Sequence[Sentence]) -> list[str]:
    return [str(each) for each in sentences]


@pytest.fixture(scope="module")
def export_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an export with a demand that was published twice; its archive is beside it."""
    return asyncio.run(_take(tmp_path_factory.mktemp("export")))


async def _take(folder: Path) -> Path:
    database = await Database.connect(f"sqlite+aiosqlite:///{folder / 'tocsin.db'}")
    try:
        await upgrade(database)
        clock = MovableClock(NOW)
        desk = await open_desk(database, clock, folder / "keys")
        demand = await desk.open_demand()
        for members in (range(4), range(4, 9)):
            for member in members:
                await desk.sign(demand, 5_000 + member)
            await desk.publish()
        audit = Audit(database, clock, desk.keys)
        exports = Exports(database, clock, Texts.load(), desk.keys, audit)
        return (await exports.take(SERVER, folder / "out")).folder
    finally:
        await database.close()


@pytest.fixture
def copy(export_folder: Path, tmp_path: Path) -> Path:
    """A copy of the export, to be tampered with."""
    folder = tmp_path / "export"
    shutil.copytree(export_folder, folder)
    return folder


def key_of(folder: Path) -> str:
    key: str = json.loads((folder / "manifest.json").read_text())["key"]["public_key"]
    return key


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return target


def is_found(folder: Path) -> bool:
    """Check that a folder, and an archive of it, both have faults or both have none; return whether they
    have.
    """

    def wrong(path: Path) -> bool:
        try:
            return not verify(path).good
        except NotAnExport:
            return True

    both = {wrong(folder), wrong(zipped(folder))}
    assert len(both) == 1, "a folder and an archive are judged alike"
    return both.pop()


def test_an_untouched_export_is_valid_and_its_key_is_named(export_folder: Path) -> None:
    key = key_of(export_folder)
    for path in (export_folder, export_folder.with_suffix(".zip")):
        for expected in (None, key, key.upper(), fingerprint(key), fingerprint(key).replace(" ", "")):
            verdict = verify(path, key=expected)
            assert said(verdict.faults) == []
            shown = fingerprint(key) if expected is None else "the key you gave"
            assert any(shown in sentence for sentence in said(verdict.holds))
        assert any("2 of them, the last count 9" in sentence for sentence in said(verify(path).holds))


def test_another_key_than_the_expected_one_is_found(export_folder: Path) -> None:
    for other in ("0" * 64, "0" * 32):
        verdict = verify(export_folder, key=other)
        assert [fault.partition(":")[0] for fault in said(verdict.faults)] == [
            "It was signed with another key than yours"
        ]
    with pytest.raises(NotAnExport, match="64 digits"):
        verify(export_folder, key="a key")


@pytest.mark.full
def test_a_changed_byte_in_any_file_is_found(copy: Path) -> None:
    """Each byte of the manifest and of the signature, some of the others; also a change of case."""
    chance = random.Random(1)
    for path in sorted(copy.iterdir()):
        content = path.read_bytes()
        places = range(len(content))
        if path.name != "manifest.sig":
            places = sorted(chance.sample(places, min(len(content), MUTATIONS)))  # type: ignore[assignment]
        for place in places:
            for flipped in (content[place] ^ 1, content[place] ^ 0x20):
                path.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
                with suppress(NotAnExport):
                    assert not verify(copy).good, f"{path.name}, byte {place}"
        for changed in (content + b"\n", content[:-1], b"", b" " + content):
            path.write_bytes(changed)
            assert is_found(copy), path.name
        path.write_bytes(content)
    assert verify(copy).good


def test_a_removed_added_or_renamed_file_is_found(copy: Path) -> None:
    names = sorted(path.name for path in copy.iterdir())
    for name in names:
        path, away = copy / name, copy.with_name("away")
        path.rename(away)
        assert is_found(copy), f"{name} was removed"
        away.rename(copy / f"{name}.txt")
        assert is_found(copy), f"{name} was renamed"
        (copy / f"{name}.txt").rename(path)
    (copy / "more.csv").write_text("")
    verdict = verify(copy)
    assert [fault for fault in said(verdict.faults) if "more.csv" in fault] == said(verdict.faults) != []
    (copy / "more.csv").unlink()
    first, second = copy / "counts.csv", copy / "units.csv"
    contents = first.read_bytes(), second.read_bytes()
    first.write_bytes(contents[1])
    second.write_bytes(contents[0])
    assert is_found(copy), "two were exchanged"


def test_a_link_in_a_folder_is_not_followed(copy: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "counts.csv"
    (copy / "counts.csv").rename(elsewhere)
    (copy / "counts.csv").symlink_to(elsewhere)
    with pytest.raises(NotAnExport, match=r"counts\.csv is a link"):
        verify(copy)


def more(value: Any) -> Any:
    """Return a JSON value with every count (9 and 5) raised by one hundred."""
    if isinstance(value, dict):
        return {
            key: each + 100 if key in ("count", "discord") and isinstance(each, int) else more(each)
            for key, each in value.items()
        }
    return [more(each) for each in value] if isinstance(value, list) else value


def rewrite(folder: Path, name: str, change: Callable[[Any], Any]) -> None:
    path = folder / name
    path.write_text(json.dumps(change(json.loads(path.read_text())), ensure_ascii=False, indent=1) + "\n")


def relist(folder: Path) -> None:
    """Write the present hashes of the files into the manifest."""

    def listed(manifest: Any) -> Any:
        for name, each in manifest["files"].items():
            content = (folder / name).read_bytes()
            each.update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
        return manifest

    rewrite(folder, "manifest.json", listed)


def falsify(folder: Path) -> None:
    """Raise the counts in every file, and update the hashes of the files."""
    for name in ("tocsin.json", "ledger.json", "manifest.json"):
        rewrite(folder, name, more)
    counts = folder / "counts.csv"
    lines = counts.read_bytes().split(b"\r\n")
    counts.write_bytes(b"\r\n".join(re.sub(rb"Z,(\d+),", rb"Z,10\1,", line) for line in lines))
    relist(folder)


def test_counts_raised_everywhere_without_a_new_signature_are_found(copy: Path) -> None:
    falsify(copy)
    faults = said(verify(copy).faults)
    assert [fault for fault in faults if fault.startswith("The signature is not valid")]
    assert is_found(copy)


def test_counts_raised_and_signed_with_another_key_are_found_by_the_key_and_by_the_chain(
    copy: Path, export_folder: Path
) -> None:
    """A forger of a whole export can sign it, but not with the union's published key."""
    falsify(copy)
    forger = ManifestSigner(bytes(range(32)))
    rewrite(
        copy,
        "manifest.json",
        lambda value: {
            **value,
            "key": {
                "algorithm": "Ed25519",
                "public_key": forger.public_key,
                "fingerprint": fingerprint(forger.public_key),
            },
        },
    )
    (copy / "manifest.sig").write_bytes(forger.signature((copy / "manifest.json").read_bytes()))
    verdict = verify(copy)
    assert any("its hash is not that of what it says" in fault for fault in said(verdict.faults))
    assert any(
        "another key than yours" in fault for fault in said(verify(copy, key=key_of(export_folder)).faults)
    )


def sign_anew(folder: Path) -> None:
    """Sign again, as an instance with a faulty program would."""
    signer = ManifestSigner(bytes(32))
    rewrite(
        folder,
        "manifest.json",
        lambda value: {**value, "key": {**value["key"], "public_key": signer.public_key}},
    )
    relist(folder)
    (folder / "manifest.sig").write_bytes(signer.signature((folder / "manifest.json").read_bytes()))


def test_a_count_that_differs_in_one_table_is_found_though_it_is_signed(copy: Path) -> None:
    counts = copy / "counts.csv"
    counts.write_bytes(counts.read_bytes().replace(b"Z,9,", b"Z,10,"))
    sign_anew(copy)
    assert said(verify(copy).faults) == ["counts.csv does not say the same as the ledgers."]


def test_paper_signatures_that_differ_in_one_table_are_found_though_they_are_signed(copy: Path) -> None:
    paper = copy / "paper.csv"
    slug = json.loads((copy / "manifest.json").read_text())["demands"][0]["demand"]
    sheets = f"{slug},paper,Lyon,20,confirmed,,,,,\r\n{slug},paper,Nice,7,entered,,,,,\r\n"
    paper.write_bytes(paper.read_bytes() + sheets.encode())
    sign_anew(copy)
    assert said(verify(copy).faults) == ["paper.csv does not say the same as the ledgers."]


def no_table(copy: Path, name: str) -> None:
    """Put in an export's table, and sign, what no reader takes for one."""
    table = copy / name
    table.write_bytes(table.read_bytes() + b"x" * 200_000)
    sign_anew(copy)


def test_unreadable_counts_are_a_fault_though_they_are_signed(copy: Path) -> None:
    no_table(copy, "counts.csv")
    assert said(verify(copy).faults) == ["counts.csv does not say the same as the ledgers."]


def test_an_unreadable_table_of_sheets_is_explained_though_it_is_signed(copy: Path) -> None:
    no_table(copy, "paper.csv")
    with pytest.raises(NotAnExport, match=r"paper\.csv does not say the same"):
        verify(copy)


def raised(demand: Any) -> None:
    demand["counts"]["discord"] += 1


def raised_before(demand: Any) -> None:
    demand["publications"][0]["count"] += 1


def on_paper(demand: Any) -> None:
    demand["counts"]["paper"] += 1


def reworded(demand: Any) -> None:
    demand["versions"][0]["texts"]["en"]["body"] += " All of it."


def hashed_anew(demand: Any) -> None:
    demand["text_sha256"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (raised, ["does not say the same"]),
        (raised_before, ["does not say the same"]),
        (on_paper, ["does not say the same"]),
        (reworded, ["The hash of version 1 of the text is not that of the text"]),
        (hashed_anew, ["does not say the same", "The hash of version 1 of the text"]),
    ],
)
def test_a_value_that_differs_in_the_json_is_found_though_it_is_signed(
    copy: Path, change: Callable[[Any], None], faults: list[str]
) -> None:
    def changed(document: Any) -> Any:
        change(document["demands"][0])
        return document

    rewrite(copy, "tocsin.json", changed)
    sign_anew(copy)
    found = said(verify(copy).faults)
    assert len(found) == len(faults)
    assert all(part in fault for part, fault in zip(faults, found, strict=True))


def test_another_text_than_the_one_that_was_signed_is_found_though_it_is_signed(copy: Path) -> None:
    texts = {"en": {"title": "We renounce our strike", "body": "Nothing is asked."}}
    other = {"texts": texts, "text_sha256": module.sha256(module.canonical(texts))}

    def changed(document: Any) -> Any:
        demand = document["demands"][0]
        demand.update(other)
        demand["versions"][0].update(other)
        return document

    def listed(manifest: Any) -> Any:
        manifest["demands"][0]["text_sha256"] = other["text_sha256"]
        return manifest

    rewrite(copy, "tocsin.json", changed)
    rewrite(copy, "manifest.json", listed)
    sign_anew(copy)
    assert said(verify(copy).faults) == [
        f"Publication {number}: the text that was signed is not in the file." for number in (1, 2)
    ]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"null", b"\xff", b'{"kind": "tocsin-export"}', b"[" * 9999]
)
def test_an_invalid_manifest_is_explained(copy: Path, content: bytes) -> None:
    (copy / "manifest.json").write_bytes(content)
    with pytest.raises(NotAnExport, match="There is no list of files"):
        verify(copy)


def test_a_file_that_is_no_export_is_explained(tmp_path: Path, export_folder: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path / "text", tmp_path):
        if path.name == "text":
            path.write_text("no archive")
        with pytest.raises(NotAnExport):
            verify(path)
    content = export_folder.with_suffix(".zip").read_bytes()
    damaged = tmp_path / "damaged.zip"
    for place in range(0, len(content), len(content) // 60):
        damaged.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        with suppress(NotAnExport):
            verify(damaged)
    with zipfile.ZipFile(damaged, "w") as archive:
        archive.writestr("manifest.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("manifest.json", "{}")
    with pytest.raises(NotAnExport, match="unpack different files"):
        verify(damaged)


def by_hand(folder: Path, tmp_path: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """Run ``verify.py`` as the manual says: copied to another place, with Python and cryptography alone."""
    path = tmp_path / "verify.py"
    path.write_bytes((ROOT / "bot" / "board" / "verify.py").read_bytes())
    return subprocess.run(
        [sys.executable, "-I", str(path), str(folder), "--key", key_of(folder), *more],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )


@pytest.mark.full
def test_one_file_checks_an_export_without_tocsin(copy: Path, tmp_path: Path) -> None:
    done = by_hand(copy, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the last count 9." in done.stdout
    for name in sorted(path.name for path in copy.iterdir()):
        content = (copy / name).read_bytes()
        (copy / name).write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
        if name != "manifest.json":  # here it is the source of the key
            assert by_hand(copy, tmp_path).returncode != 0, name
        (copy / name).write_bytes(content)
    falsify(copy)
    assert by_hand(copy, tmp_path).returncode != 0


def test_one_file_compares_an_export_with_a_kept_head_as_tocsin_does(
    export_folder: Path, tmp_path: Path
) -> None:
    (told,) = json.loads((export_folder / "ledger.json").read_bytes())["demands"]
    first, _ = (Head.of(LedgerEntry.read(entry)) for entry in told["entries"])
    assert first is not None
    changed = replace(first, digits=("0" if first.digits[0] != "0" else "1") + first.digits[1:])
    others = (changed, replace(first, number=9), replace(first, demand="another"), "nothing")
    for head, right in ((first, True), *((other, False) for other in others)):
        done = by_hand(export_folder, tmp_path, "--head", str(head))
        assert (done.returncode == 0, done.stderr) == (right, ""), head
        assert verify(export_folder, head=str(head)).good is right, head
