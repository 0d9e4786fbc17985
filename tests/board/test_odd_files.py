"""Exports, archives and files that no reader may wait for, as ``verify.py`` and ``tocsin verify`` read
them."""

import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.board import verify as module
from bot.demo.signing_member import unb64
from bot.exports.ledger_file import Head
from bot.exports.manifest import ManifestSigner
from bot.exports.verify import NotAnExport, verify
from tests.board.board_vectors import board, page_board, signed_board
from tests.board.checkers import ROOT
from tests.board.ledgers import KEY, SEED, file_of, whole
from tests.board.page_vectors import BOX, PageLedger, issuer, rounds, until
from tests.board.page_vectors import dropped as dropped_on_page
from tests.board.page_vectors import whole as whole_page
from tests.board.vectors import write_files

pytestmark = pytest.mark.unit


def _export(folder: Path, made: PageLedger, void: str = "", **changed: object) -> Path:
    """Write an export of one demand that is signed on the page."""
    last = made.entries[-1]
    entries = [each.as_json() for each in made.entries]
    of_ledger = json.loads(made.ledger())["versions"]
    versions = [{name: each[name] for name in ("version", "texts", "text_sha256")} for each in of_ledger]
    version = versions[-1]
    document = {
        "demand": made.slug,
        "counts": {"discord": 0, "paper": 0, "page": last.count},
        "publications": entries,
        "versions": versions,
        "void": {"at": void} if void else None,
        **version,
    }
    counts = "".join(f"{made.slug},{each.number},{each.count}\r\n" for each in made.entries)
    files = {
        "counts.csv": f"demand,publication,count\r\n{counts}".encode(),
        "paper.csv": b"demand,state,count\r\n",
        "ledger.json": json.dumps({"demands": [{"demand": made.slug, "entries": entries}]}).encode(),
        "tocsin.json": json.dumps({"demands": [document]}).encode(),
        "rounds.json": rounds(),
        **{f"ledger/{name}": raw for name, raw in made.files().items()},
        **changed,
    }
    signed = signed_board(files)
    manifest = json.loads(signed["manifest.json"]) | {"kind": "tocsin-export"}
    manifest["demands"] = [
        {
            "demand": made.slug,
            "count": last.count,
            "ledger_hash": last.hash,
            "paper": 0,
            "text_sha256": version["text_sha256"],
        }
    ]
    raw = json.dumps(manifest).encode()
    files |= {"manifest.json": raw, "manifest.sig": ManifestSigner(SEED).signature(raw)}
    return write_files(files, folder)


def test_an_export_tells_once_what_there_is_to_tell_of_a_demand(tmp_path: Path) -> None:
    right = module.Verification()
    right.check(_export(tmp_path / "right", whole_page()), KEY, str(Head.of(whole_page().entries[2])))
    assert right.faults == []
    assert [name for name, _ in right.holds if name in ("ledger", "counts", "head")] == [
        "head",
        "ledger",
        "counts",
    ]
    void = until("late", "void")
    void.entries[-1] = replace(void.entries[-1], published_at="2026-03-01T09:00:00Z")
    void.seal()
    lost = dropped_on_page()
    for name, made, wanted in (("void", void, ["void", "clock"]), ("lost", lost, ["restored"])):
        found = module.Verification()
        found.check(_export(tmp_path / name, made), KEY)
        assert found.faults == []
        assert [each for each, _ in found.notes] == wanted
    held = _export(tmp_path / "held", whole_page(), void="2026-03-02T09:00:00Z")
    found = module.Verification()
    found.check(held, KEY)
    assert ("void", {"demand": "halt-ice", "day": "2026-03-02"}) in found.notes, (
        "its last entry does not say so"
    )
    wrong = whole_page()
    wrong.entries[3] = replace(wrong.entries[3], invalidated=-1)
    wrong.seal()
    found = module.Verification()
    found.check(_export(tmp_path / "wrong", wrong), KEY)
    assert [name for name, _ in found.faults] == ["negative", "page-entry"]


def test_a_count_of_the_page_without_its_rows_in_an_export_is_wrong(tmp_path: Path) -> None:
    invented = whole_page()
    for place, entry in enumerate(invented.entries):
        if entry.rows_sha256:
            invented.entries[place] = replace(entry, count=entry.issued)
    invented.seal()
    folder = _export(tmp_path / "export", invented)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = {name: each for name, each in manifest["files"].items() if "ledger/" not in name}
    shutil.rmtree(folder / "ledger")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    signature = ManifestSigner(SEED).signature((folder / "manifest.json").read_bytes())
    (folder / "manifest.sig").write_bytes(signature)
    faults = [each.id for each in verify(folder, key=KEY).faults]
    assert faults == ["board-check-other-counts", "board-check-no-rows"]


def test_the_ledger_of_another_demand_in_an_export_is_named(tmp_path: Path) -> None:
    folder = _export(tmp_path / "export", whole_page())
    other = PageLedger("pay-rise")
    other.add("opening")
    mine = _export(tmp_path / "other", whole_page(), **{"ledger/halt-ice.json": other.ledger()})
    assert verify(folder, key=KEY).faults == []
    assert "board-check-other-ledger" in {each.id for each in verify(mine, key=KEY).faults}


def zipped(folder: Path, change: Callable[[bytearray, zipfile.ZipFile], bytes | None] | None = None) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    if change is not None:
        content = bytearray(target.read_bytes())
        with zipfile.ZipFile(target) as archive:
            target.write_bytes(change(content, archive) or bytes(content))
    return target


def _at(content: bytearray, offset: int, new: bytes) -> None:
    content[offset : offset + len(new)] = new


def _shift(content: bytes, start: int, by: int) -> bytes:
    """Move all offsets of an archive from ``start`` on, where ``by`` bytes were put in."""
    made, place = bytearray(content), content.rindex(b"PK\5\6")
    directory = struct.unpack_from("<I", content, place + 16)[0] + by
    struct.pack_into("<I", made, place + 16, directory)
    at = directory
    while made[at : at + 4] == b"PK\1\2":
        offset = struct.unpack_from("<I", made, at + 42)[0]
        struct.pack_into("<I", made, at + 42, offset + by if offset >= start else offset)
        at += 46 + sum(struct.unpack_from("<3H", made, at + 28))
    return bytes(made)


def hidden(content: bytearray, archive: zipfile.ZipFile) -> bytes:
    """Put an entry in that the directory does not have."""
    start = archive.infolist()[2].header_offset
    more = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 3, 3, 8, 0) + b"evil.txt" + b"abc"
    return _shift(bytes(content[:start]) + more + bytes(content[start:]), start, len(more))


def in_front(content: bytearray, _: zipfile.ZipFile) -> bytes:
    return _shift(b"MZ and a program" + bytes(content), 0, 16)


def other_name(content: bytearray, archive: zipfile.ZipFile) -> None:
    info = archive.infolist()[0]
    _at(content, info.header_offset + 30, b"D")


def other_size(content: bytearray, archive: zipfile.ZipFile) -> None:
    struct.pack_into("<I", content, archive.infolist()[0].header_offset + 22, 5)


def other_method(content: bytearray, archive: zipfile.ZipFile) -> None:
    struct.pack_into("<H", content, archive.infolist()[0].header_offset + 8, 0)


def other_sum(content: bytearray, archive: zipfile.ZipFile) -> None:
    struct.pack_into("<I", content, archive.infolist()[0].header_offset + 14, 7)


def a_link(content: bytearray, archive: zipfile.ZipFile) -> None:
    struct.pack_into("<I", content, archive.start_dir + 38, 0o120777 << 16)


def a_comment(content: bytearray, _: zipfile.ZipFile) -> bytes:
    struct.pack_into("<H", content, len(content) - 2, 4)
    return bytes(content) + b"more"


ARCHIVES = (hidden, in_front, other_name, other_size, other_method, other_sum, a_link, a_comment)


@pytest.mark.parametrize("change", ARCHIVES)
def test_an_archive_that_readers_read_differently_is_refused(
    change: Callable[[bytearray, zipfile.ZipFile], bytes | None], tmp_path: Path
) -> None:
    folder = write_files(board(), tmp_path / "board")
    assert verify(zipped(folder), key=KEY).good
    with pytest.raises(NotAnExport, match=r"archive"):
        verify(zipped(folder, change), key=KEY)


@pytest.mark.parametrize("name", ["DATA/board.json", "../evil", "/evil", "data\\x", "data/board.json"])
def test_names_that_are_one_file_or_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    target = zipped(write_files(board(), tmp_path / "board"))
    with zipfile.ZipFile(target, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one name is there twice
        archive.writestr(name, b"x")
    with pytest.raises(NotAnExport, match="archive"):
        verify(target, key=KEY)


@pytest.mark.parametrize(
    "put",
    [
        "a pipe for a page",
        "a pipe for data",
        "a pipe for the list",
        "a huge page",
        "huge data",
        "huge rows",
        "a link",
    ],
)
def test_nothing_is_waited_for_and_nothing_huge_is_read(put: str, tmp_path: Path) -> None:
    folder = write_files(page_board(whole_page(), rounds_of=rounds()), tmp_path / "board")
    name = {"list": "manifest.json", "page": "en/index.html", "rows": "ledger/halt-ice/rows-2.jsonl"}.get(
        put.split()[-1], "data/board.json"
    )
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    if "pipe" in put:
        os.mkfifo(folder / name)
    elif put == "a link":
        (folder / name).symlink_to("/etc/passwd")
    else:
        with (folder / name).open("wb") as file:
            file.truncate(100 * 2**30)
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "bot/board/verify.py", folder, "--key", KEY],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode == 0, ran.stderr) == (put == "a huge page", ""), ran.stdout


def test_a_ledger_that_is_a_pipe_or_huge_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(100 * 2**30)
    (tmp_path / "huge.zip").symlink_to("huge.json")
    for name in ("pipe.json", "huge.json"):
        with pytest.raises(NotAnExport):
            verify(tmp_path / name)
    (tmp_path / "ledger.json").write_bytes(file_of(whole()))
    os.mkfifo(tmp_path / "rounds.json")
    assert verify(tmp_path / "ledger.json", key=KEY).good


ROWS = "ledger/halt-ice/rows-2.jsonl"


def _without_limit(folder: Path, rows: bytes) -> Path:
    """Write a board with as many places as can be written, and these for the rows of a publication."""
    made = whole_page()
    made.entries = [replace(each, places=module.MAX_NUMBER) for each in made.entries]
    made.seal()
    return write_files(page_board(made, rounds_of=rounds(), **{ROWS: rows}), folder)


def test_no_huge_file_of_rows_is_read_whatever_a_ledger_says_of_its_places(tmp_path: Path) -> None:
    folder = _without_limit(tmp_path, b"")
    with (folder / ROWS).open("wb") as file:
        file.truncate(2**40)
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "bot/board/verify.py", folder / "ledger/halt-ice.json", "--key", KEY],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "rows-2.jsonl is not the file that publication 2 names" in ran.stdout


def test_a_file_of_line_breaks_takes_no_memory_for_each(tmp_path: Path) -> None:
    lines = 2**17
    folder = _without_limit(tmp_path / "board", b"\n" * lines)
    for path in (folder / "ledger/halt-ice.json", zipped(folder)):
        found = module.Verification()
        tracemalloc.start()
        found.check(path, KEY)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 2**22
        told = {"name": "halt-ice/rows-2.jsonl", "number": lines - module.MAX_ROW_FAULTS}
        assert ("rows-more", told) in found.faults


def test_a_table_with_a_field_that_no_reader_takes_is_named(tmp_path: Path) -> None:
    files = board()
    table = files["data/counts.csv"] + b'"' + b"x" * 131_073 + b'",1,2\r\n'
    write_files(signed_board({**files, "data/counts.csv": table}), tmp_path / "board")
    (fault,) = verify(tmp_path / "board", key=KEY).faults
    assert fault.id == "board-check-other-counts"
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "bot/board/verify.py", tmp_path / "board", "--key", KEY],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("x data/counts.csv does not say the same")


@pytest.mark.parametrize(
    "name", ["data/counts.csv.", "data/counts.csv ", "data./x", "data/nul.csv", "data/a?b"]
)
def test_an_archive_with_a_name_that_is_another_on_windows_is_refused(name: str, tmp_path: Path) -> None:
    folder = write_files(signed_board({**board(), name: b"1"}), tmp_path / "board")
    with pytest.raises(NotAnExport):
        verify(zipped(folder), key=KEY)


@pytest.mark.full
def test_a_table_of_many_short_rows_takes_little_more_memory_than_it_has_bytes(tmp_path: Path) -> None:
    rows = b"demand,publication,count,x\r\n" + b"0,,,\r\n" * 2**15
    files = signed_board({**board(), "data/more.csv": rows})
    folder = module.Files(write_files(files, tmp_path / "board"))
    tracemalloc.start()
    assert sum(1 for _ in module.rows_of(folder, "data/more.csv")) == 2**15
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * len(rows)


def test_a_file_of_receipts_that_an_editor_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_bytes(b"\xef\xbb\xbf{}")
    assert module.receipts_in(tmp_path / "tokens.json") == "{}"


def test_no_key_in_whose_name_anybody_signs_is_one() -> None:
    p, of_order_8 = 2**255 - 19, int.from_bytes(module.ORDER_8, "little")
    small = [0, 1, p - 1, of_order_8, p - of_order_8, p, p + 1, 2**255 - 1]
    odd = [(y + sign).to_bytes(32, "little") for y in small for sign in (0, 2**255)]
    box = BOX.public_key().public_bytes_raw()
    assert [module.is_signing_key(key) for key in (*odd, box[:31], box)] == [False] * 17 + [True]
    forged = box[:0] + odd[2] + bytes(32)
    assert not module.ed25519_fits(odd[2], forged, b"text")


def test_the_arithmetic_gives_the_answers_of_cryptography(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, made = random.Random(5), whole_page()
    row = made.rows[2][0]
    statement = b"tocsin token 1\n" + unb64(row["key"])
    box = BOX.public_key().public_bytes_raw()
    signer = ec.derive_private_key(7, ec.SECP256R1())
    point = signer.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
    r, s = decode_dss_signature(signer.sign(b"text", ec.ECDSA(SHA256())))
    cases = [
        (module.ed25519_fits, [box, BOX.sign(b"text"), b"text"]),
        (module.p256_fits, [point, r.to_bytes(32, "big") + s.to_bytes(32, "big"), b"text"]),
        (module.pss_fits, [issuer().spki, unb64(row["token"]), statement]),
    ]
    asked = []
    for check, given in cases:
        asked.append((check, given))
        for _ in range(12):
            changed = [*given]
            which = chance.choice([1, 2] if check is module.pss_fits else [0, 1, 2])
            raw = bytearray(changed[which])
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            changed[which] = bytes(raw)
            asked.append((check, changed))
        asked += [(check, [given[0], bytes(each), given[2]]) for each in (0, len(given[1]))]
        asked.append((check, [given[0], b"\xff" * len(given[1]), given[2]]))
    right = [check(*given) for check, given in asked]
    assert right.count(True) == 3
    monkeypatch.setattr(module, "hashes", None)
    assert [check(*given) for check, given in asked] == right
