"""Forgeries that every verifier must name, and files that no reader may wait for."""

import json
import os
import random
import shutil
import struct
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.demo.signing_member import fingerprint, unb64
from bot.exports.ledger_file import Head
from bot.exports.manifest import ManifestSigner
from bot.exports.verdict import NotAnExport
from bot.exports.verify import verify
from bot.petitions.counts.ledger import entry_hash
from bot.web import verify as module
from tests.support.token_issuer import TokenIssuer
from tests.web.checkers import ROOT, Answer, Question, by_all
from tests.web.ledger_vectors import SEED, chain, entry, file_of, whole
from tests.web.page_vectors import BOX, Attack, PageLedger, attacks, issuer, receipts, rounds
from tests.web.page_vectors import dropped as dropped_on_page
from tests.web.page_vectors import whole as whole_page
from tests.web.test_ledger_checkers import board, signed_board
from tests.web.test_page_checkers import ATTACKS, by_one_file, by_tocsin, in_the_browser, written
from tests.web.test_page_checkers import board as page_board

pytestmark = pytest.mark.unit

KEY = ManifestSigner(SEED).public_key


def test_a_publication_dropped_behind_a_restored_one_is_a_fault_to_who_kept_its_head(tmp_path: Path) -> None:
    entries = chain({"count": 10}, {"count": 25})
    dropped = entry(entries[-1], count=31)
    after = entry(dropped, count=28, reason="restored")
    renumbered = replace(after, number=3)
    head = str(Head.of(dropped))
    asked = [
        Question.of(file_of([*entries, after]), KEY, head),
        Question.of(file_of([*entries, replace(renumbered, hash=entry_hash(renumbered))]), KEY, head),
        Question.of(file_of([*entries, after]), KEY),
    ]
    found = by_all(asked, tmp_path)
    assert [set(answer.wrong) for answer in found] == [{"head-absent"}, {"head-other"}, set()]
    assert found[2].told == {"key", "restored"}
    assert verdict(file_of([*entries, after]), tmp_path) == "verdict-part"
    assert verdict(dropped_on_page().ledger(), tmp_path) == "verdict-part", "on the page, too"
    assert verdict(file_of([*entries, dropped]), tmp_path) == "verdict-good"


def verdict(raw: bytes, folder: Path) -> str:
    """Return the verdict of ``verify.py``, which ``tocsin verify`` gives as well."""
    path = folder / "one.json"
    path.write_bytes(raw)
    found = module.Verification()
    found.check(path, KEY)
    said = [name for _, name, _ in found.told(KEY) if name.startswith("verdict")]
    assert f"board-check-{said[0]}" in {each.id for each in verify(path, key=KEY).holds} or found.faults
    return said[0]


def test_a_list_that_is_void_is_said_to_be_first_and_nothing_follows_it(tmp_path: Path) -> None:
    made = whole_page()
    del made.entries[5:], made.rows[6]
    made.add("void", version=2, issued=100)
    (answer,) = by_all([Question(page_board(made, rounds_of=rounds()), KEY)], tmp_path)
    assert answer == Answer(frozenset(), frozenset({"key", "places", "rows", "rounds", "void"}))
    assert verify(tmp_path / "board", key=KEY).holds[0].id == "board-check-void"
    assert verdict(made.ledger(), tmp_path) == "verdict-void"
    path = tmp_path / "one.json"
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "bot/web/verify.py", path], capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith("! VOID: the list of “halt-ice” was declared void on 2026-03-06.")
    assert (ran.returncode, ran.stderr) == (0, "")
    for reason in ("batch", "ended", "void"):
        longer = replace_last(made)
        longer.add(reason, version=2, issued=100)
        (answer,) = by_all([Question(page_board(longer, rounds_of=rounds()), KEY)], tmp_path)
        assert answer.wrong == {"after-end"}
    made.entries[-1] = replace(made.entries[-1], count=4)
    made.seal()
    (answer,) = by_all([Question(page_board(made, rounds_of=rounds()), KEY)], tmp_path)
    assert answer.wrong == {"no-rows", "rows-count"}


def replace_last(made: PageLedger) -> PageLedger:
    return PageLedger(entries=[*made.entries], rows={**made.rows})


@pytest.mark.parametrize("name", ["places", "issued"])
def test_places_and_issues_that_fall_between_two_ledgers_of_a_round_are_named(
    name: str, tmp_path: Path
) -> None:
    second = TokenIssuer(another=True)
    announced = rounds([fingerprint(second.spki)])
    cases = []
    for figures in ({}, {name: {"places": 90, "issued": 80}[name]}):
        other = PageLedger("pay-rise", 8, second.spki, token=second.token)
        told = {"published_at": "2026-04-01T09:00:00Z", "places": 100, "issued": 100, **figures}
        if name == "places":
            told["issued"] = min(told["issued"], told["places"])
        other.add("opening", **told)
        other.add("batch", *(other.sign(place, 1, 1) for place in "abc"), **told)
        cases.append(page_board(whole_page(), other, rounds_of=announced))
    answers = by_all([Question(files, KEY) for files in cases], tmp_path)
    assert [answer.wrong for answer in answers] == [set(), {"round-fell"}]


def test_a_list_that_closed_keeps_its_figures_while_others_of_its_round_grow(tmp_path: Path) -> None:
    second = TokenIssuer(another=True)
    first, other = whole_page(), PageLedger("pay-rise", 8, second.spki, token=second.token)
    grown = {"places": 120, "issued": 110}
    other.add("opening", published_at="2026-03-05T12:00:00Z", **grown)  # before the end of the first
    files = page_board(first, other, rounds_of=rounds([fingerprint(second.spki)]))
    (answer,) = by_all([Question(files, KEY)], tmp_path)
    assert answer.wrong == set()


ROUND_MATES: dict[str, tuple[list[tuple[str, int]], set[str]]] = {
    "fewer, at most an hour later": ([("09:30:00", 90), ("10:00:00", 90)], set()),
    "fewer, more than an hour later": ([("10:00:01", 90)], {"round-fell"}),
    "fewer, behind another one of its own": ([("09:30:00", 90), ("10:30:00", 90)], {"round-fell"}),
    "as many": ([("10:30:00", 100)], set()),
}


@pytest.mark.parametrize("case", ROUND_MATES)
def test_publications_of_a_round_are_compared_if_they_are_more_than_an_hour_apart(
    case: str, tmp_path: Path
) -> None:
    """The first demand closes at nine, with 100 issued tokens."""
    told, wanted = ROUND_MATES[case]
    second = TokenIssuer(another=True)
    other = PageLedger("pay-rise", 8, second.spki, token=second.token)
    for place, (time, issued) in enumerate(told):
        at = {"published_at": f"2026-03-05T{time}Z", "issued": issued}
        other.add("batch" if place else "opening", *(other.sign(each, 1, 1) for each in "abc" * place), **at)
    files = page_board(whole_page(), other, rounds_of=rounds([fingerprint(second.spki)]))
    (answer,) = by_all([Question(files, KEY)], tmp_path)
    assert answer.wrong == wanted


def test_a_fall_between_the_first_and_the_last_of_three_ledgers_is_named() -> None:
    found = module.Verification()
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 10)]
    found.figures[1] = [
        (days[0], 50, 100, "a", 1),
        (days[1], 60, 100, "b", 1),
        (days[2], 40, 80, "c", 1),
        (days[3], 60, 100, "b", 2),
        (days[4], 60, 90, "b", 3),
    ]
    found.across()
    assert found.faults == [
        ("round-fell", {"demand": "c", "number": 1, "other": "a", "round": 1}),
        ("round-fell", {"demand": "b", "number": 3, "other": "a", "round": 1}),
    ]


@pytest.mark.parametrize("with_rounds", [True, False])
def test_a_demand_may_be_called_rounds(with_rounds: bool, tmp_path: Path) -> None:
    made = PageLedger("rounds")
    made.add("opening")
    made.add("batch", *(made.sign(place, 1, 1) for place in "abc"))
    files = page_board(made, rounds_of=rounds())
    if not with_rounds:
        del files["rounds.json"]
        files = signed_board(files)
    (answer,) = by_all([Question(files, KEY)], tmp_path)
    assert answer.wrong == set()
    assert ("rounds" if with_rounds else "rounds-unchecked") in answer.told
    if with_rounds:
        assert verify(tmp_path / "board/ledger/rounds.json", key=KEY).faults == []


def _export(folder: Path, made: PageLedger, **changed: object) -> Path:
    """Write an export of one demand that is signed on the page."""
    last = made.entries[-1]
    entries = [each.as_json() for each in made.entries]
    texts = json.loads(made.ledger())["versions"][-1]
    version = {"version": 2, "texts": texts["texts"], "text_sha256": texts["text_sha256"]}
    document = {
        "demand": made.slug,
        "counts": {"discord": 0, "paper": 0, "page": last.count},
        "publications": entries,
        "versions": [version],
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
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_an_export_tells_once_what_there_is_to_tell_of_a_demand(tmp_path: Path) -> None:
    right = module.Verification()
    right.check(_export(tmp_path / "right", whole_page()), KEY, str(Head.of(whole_page().entries[2])))
    assert right.faults == []
    assert [name for name, _ in right.holds if name in ("ledger", "counts", "head")] == [
        "head",
        "ledger",
        "counts",
    ]
    void = _until("late", "void")
    void.entries[-1] = replace(void.entries[-1], published_at="2026-03-01T09:00:00Z")
    void.seal()
    lost = dropped_on_page()
    for name, made, wanted in (("void", void, ["void", "clock"]), ("lost", lost, ["restored"])):
        found = module.Verification()
        found.check(_export(tmp_path / name, made), KEY)
        assert found.faults == []
        assert [each for each, _ in found.notes] == wanted
    wrong = whole_page()
    wrong.entries[3] = replace(wrong.entries[3], invalidated=-1)
    wrong.seal()
    found = module.Verification()
    found.check(_export(tmp_path / "wrong", wrong), KEY)
    assert [name for name, _ in found.faults] == ["negative", "page-entry"]


def test_the_ledger_of_another_demand_in_an_export_is_named(tmp_path: Path) -> None:
    folder = _export(tmp_path / "export", whole_page())
    other = PageLedger("pay-rise")
    other.add("opening")
    mine = _export(tmp_path / "other", whole_page(), **{"ledger/halt-ice.json": other.ledger()})
    assert verify(folder, key=KEY).faults == []
    assert "board-check-other-ledger" in {each.id for each in verify(mine, key=KEY).faults}


def test_each_fault_has_its_sentence_in_the_one_file() -> None:
    needed = {name for attack in attacks().values() for name, _ in attack.wrong}
    assert needed <= module.SENTENCES["en"].keys() & module.SENTENCES["fr"].keys()


def _until(reason: str, *more: str) -> PageLedger:
    """Return the history up to the publication with this reason, and others after it without rows."""
    made = whole_page()
    last = next(place for place, each in enumerate(made.entries, 1) if each.reason == reason)
    made.rows = {number: rows for number, rows in made.rows.items() if number <= last}
    del made.entries[last:]
    for each in more:
        made.add(each, version=2)
    return made


Kept = tuple[PageLedger, str, int, int]
RECEIPTS: dict[str, tuple[Kept, set[str]]] = {
    "published": ((whole_page(), "d", 1, 2), {"receipt", "own"}),
    "withdrawn since": ((whole_page(), "c", 1, 1), {"receipt", "own", "own-newer"}),
    "struck, at the closing": ((_until("closing"), "z", 1, 1), {"receipt", "row-struck"}),
    "struck, at the end": ((whole_page(), "z", 1, 1), {"receipt", "row-struck"}),
    "waits before the closing": ((_until("late"), "z", 1, 1), {"receipt", "receipt-waits"}),
    "withdrawn before it was published": ((whole_page(), "z", 2, 0), {"receipt"}),
    "a withdrawal that waits after the closing": (
        (_until("closing"), "d", 2, 0),
        {"receipt", "receipt-waits"},
    ),
    "a withdrawal struck": ((whole_page(), "d", 2, 0), {"receipt", "row-struck"}),
    "a void list": ((_until("late", "void"), "z", 1, 1), {"receipt"}),
}


@pytest.mark.parametrize("case", RECEIPTS)
def test_a_receipt_falls_due_at_the_closing_and_shows_a_struck_row(case: str, tmp_path: Path) -> None:
    (made, place, turn, version), wanted = RECEIPTS[case]
    found = answers_of(made, receipts(made, made.sign(place, turn, version)), tmp_path)
    assert found == [wanted] * 3


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda text: text.replace('"receipt": "', '"receipt": "AA'), "receipt-unread"),
        (lambda text: text.replace('"turn": 1', '"turn": 2'), "receipt-wrong"),
        (lambda text: text.replace('"rows": {"', '"rows": {"00'), "receipt-none"),
        (lambda text: text.replace('"receipt"', '"other"'), "receipt-none"),
        (lambda text: text[:-1], "receipt-unread"),
        (lambda text: "[]", "receipt-unread"),
    ],
)
def test_a_receipt_that_is_none_is_not_believed(
    change: Callable[[str], str], wanted: str, tmp_path: Path
) -> None:
    made = whole_page()
    text = change(receipts(made, made.sign("d", 1, 2)))
    assert answers_of(made, text, tmp_path) == [{wanted}] * 3


def test_row_and_receipt_alone_are_enough_without_the_file_that_has_the_tokens(tmp_path: Path) -> None:
    made = whole_page()
    kept = json.loads(receipts(made, made.sign("z", 1, 1)))["rows"][made.demand]
    assert answers_of(made, json.dumps(kept), tmp_path) == [{"receipt", "row-struck"}] * 3


@pytest.mark.parametrize("missing", ["all rows", "some rows"])
def test_a_receipt_is_read_though_rows_are_not_there(missing: str, tmp_path: Path) -> None:
    made = whole_page()
    text = receipts(made, made.sign("z", 1, 1))
    names = [name for name in made.files() if name.endswith(".jsonl")]
    without = names if missing == "all rows" else names[:1]
    first, *others = answers_of(made, text, tmp_path, without)
    shown = {"receipt"} if missing == "all rows" else set()  # beside faults nothing is said to hold
    assert (first, *others) == ({"receipt"}, {"receipt"}, shown)
    wrong = text.replace('"turn": 1', '"turn": 2')
    assert answers_of(made, wrong, tmp_path, without) == [{"receipt-wrong"}] * 3


def answers_of(made: PageLedger, text: str, folder: Path, without: Collection[str] = ()) -> list[set[str]]:
    """Return what the three say of a receipt and its row; ``without`` are files that are not there."""
    files = {**made.files(), "rounds.json": rounds()}
    asked = Attack({**files, **dict.fromkeys(without)}, (), receipts=text)
    files = {name: raw for name, raw in files.items() if name not in without}
    for path in folder.rglob("*.jsonl"):
        path.unlink()
    for name, raw in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(raw)
    path = folder / f"{made.slug}.json"
    found = by_one_file(path, receipts=text)
    page = in_the_browser([asked])[0]
    faults, told = by_tocsin(path, receipts=text)
    answers = [
        {name for name, _ in [*found.faults, *found.holds, *found.notes]},
        {name for each in ("wrong", "holds", "notes") for name, _ in page[each]},
        {name for name, _ in faults} | told | ({"receipt"} if "row-struck" in dict(faults) else set()),
    ]
    return [{each for each in one if each.startswith(("receipt", "own", "row-struck"))} for one in answers]


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


def folder_of(tmp_path: Path) -> Path:
    for name, raw in board().items():
        (tmp_path / "board" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "board" / name).write_bytes(raw)
    return tmp_path / "board"


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
    folder = folder_of(tmp_path)
    assert verify(zipped(folder), key=KEY).good
    with pytest.raises(NotAnExport, match=r"archive"):
        verify(zipped(folder, change), key=KEY)


@pytest.mark.parametrize("name", ["DATA/board.json", "../evil", "/evil", "data\\x", "data/board.json"])
def test_names_that_are_one_file_or_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    target = zipped(folder_of(tmp_path))
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
    files = page_board(whole_page(), rounds_of=rounds())
    for name, raw in files.items():
        (tmp_path / "board" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "board" / name).write_bytes(raw)
    folder = tmp_path / "board"
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
        [sys.executable, "-I", ROOT / "bot/web/verify.py", folder, "--key", KEY],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ran.returncode == 0, ran.stderr) == (put == "a huge page", ""), ran.stdout
    shutil.rmtree(folder)


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


@pytest.mark.parametrize("attack", [None, *ATTACKS])
def test_without_cryptography_the_answers_are_the_same(
    attack: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = None if attack is None else attacks()[attack]
    path = written(tmp_path, asked)
    given = () if asked is None else (asked.head, asked.row, asked.receipts)
    right = by_one_file(path, *given)
    monkeypatch.setattr(module, "hashes", None)
    found = by_one_file(path, *given)
    assert (found.faults, found.holds, found.notes) == (right.faults, right.holds, right.notes)


def test_one_file_runs_without_cryptography(tmp_path: Path) -> None:
    path = written(tmp_path)
    program = (
        "import runpy, sys; sys.modules['cryptography'] = sys.modules['cryptography.exceptions'] = None;"
        f"sys.argv = ['verify.py', {str(path)!r}, '--key', {KEY!r}];"
        f"runpy.run_path({str(ROOT / 'bot/web/verify.py')!r}, run_name='__main__')"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Everything that was checked is right." in ran.stdout


def test_a_table_with_a_field_that_no_reader_takes_is_named(tmp_path: Path) -> None:
    files = board()
    table = files["data/counts.csv"] + b'"' + b"x" * 131_073 + b'",1,2\r\n'
    for name, raw in signed_board({**files, "data/counts.csv": table}).items():
        (tmp_path / "board" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "board" / name).write_bytes(raw)
    with pytest.raises(NotAnExport, match="other counts"):
        verify(tmp_path / "board", key=KEY)
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "bot/web/verify.py", tmp_path / "board", "--key", KEY],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("x data/counts.csv has other counts")


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
