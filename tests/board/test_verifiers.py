"""The verifiers of ledgers and boards beyond the vectors: any changed byte, whatever a forger writes, and the
programs as people run them."""

import ast
import json
import random
import re
import subprocess
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.board.verify import Unreadable, Verification
from bot.exports.verify import verify
from tests.board.board_vectors import board, page_board, signed_board, void_list
from tests.board.checkers import ROOT, node, wrong_by_both
from tests.board.forger import forgeries, spoiled
from tests.board.ledger_vectors import ONE_FILE, RESTORED, RIGHT
from tests.board.ledgers import KEY, LEDGERS, TEXTS, chain, entry, file_of
from tests.board.mutations import good_boards, mutated_boards
from tests.board.page_vectors import dropped as dropped_on_page
from tests.board.page_vectors import right_files, rounds
from tests.board.rich_board import NAME
from tests.board.vectors import BOARD, LEDGER, VECTORS, write_files

pytestmark = pytest.mark.unit

FEW, MANY = 60, 400  # forgeries of each kind


def changed(chance: random.Random, raw: bytes, place: int) -> bytes:
    """Return a file with another byte at one place."""
    return raw[:place] + bytes([raw[place] ^ chance.choice([1, 2, 4, 8, 16, 32])]) + raw[place + 1 :]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])
def test_any_byte_of_a_ledger_that_is_changed_is_found(every: bool, tmp_path: Path) -> None:
    chance, asked = random.Random(5), []
    for made in LEDGERS.values():
        raw = file_of(made())
        places = range(len(raw)) if every else chance.sample(range(len(raw)), FEW)
        asked += [{LEDGER: changed(chance, raw, place)} for place in places]
    assert all(wrong_by_both(asked, tmp_path))


@pytest.mark.parametrize("times", [FEW, pytest.param(1_500, marks=pytest.mark.long)])
def test_any_byte_of_a_list_on_the_page_that_is_changed_is_found(times: int, tmp_path: Path) -> None:
    right, chance = right_files(), random.Random(7)
    asked = [
        {**right, name: changed(chance, raw, chance.randrange(len(raw)))}
        for name, raw in chance.choices([*right.items()], k=times)
    ]
    assert all(wrong_by_both(asked, tmp_path))


def test_the_file_of_a_board_in_which_a_byte_is_changed_is_named(tmp_path: Path) -> None:
    files, chance = board(), random.Random(9)
    names = [name for name in files for _ in range(4)]
    asked = [
        {**files, name: changed(chance, files[name], chance.randrange(len(files[name])))} for name in names
    ]
    wanted = {"manifest.json": {"signature", "no-list"}, "manifest.sig": {"signature"}}
    for wrong, name in zip(wrong_by_both(asked, tmp_path, BOARD), names, strict=True):
        assert wrong & wanted.get(name, {"file-changed"}), name


def test_a_file_that_is_cut_anywhere_is_no_ledger(tmp_path: Path) -> None:
    raw = file_of(LEDGERS["whole"]())
    places = [*random.Random(6).sample(range(len(raw)), FEW), 0, len(raw) - 1]
    assert all(
        wrong == {"no-ledger"} for wrong in wrong_by_both([{LEDGER: raw[:end]} for end in places], tmp_path)
    )


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.full)])
def test_the_verifiers_agree_about_whatever_a_forger_writes_without_the_key(
    count: int, tmp_path: Path
) -> None:
    assert all(wrong_by_both([{LEDGER: raw} for raw in spoiled(random.Random(7), count)], tmp_path))


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.full)])
def test_the_verifiers_agree_about_whatever_a_forger_signs_with_the_key(count: int, tmp_path: Path) -> None:
    answers = wrong_by_both([{LEDGER: raw} for raw in forgeries(random.Random(8), count)], tmp_path)
    found = {key for wrong in answers for key in wrong}
    # As far as they reach: every check is met.
    assert found >= {"no-ledger", "hash", "previous", "missing", "head-changed", "no-text", "text"}
    assert "signature" not in found


def test_the_verifiers_tell_the_same_first_faults_of_rows_that_have_several_each(tmp_path: Path) -> None:
    name = "halt-ice/rows-2.jsonl"
    rows = b"no row\n" + right_files()[name].splitlines(keepends=True)[0] * 30
    (wrong,) = wrong_by_both([{**right_files(), name: rows}], tmp_path)
    assert wrong >= {"row-form", "row-turn", "row-twice", "rows-more"}


@pytest.mark.full
def test_the_verifiers_agree_about_every_mutation_of_a_good_board(tmp_path: Path) -> None:
    assert wrong_by_both(good_boards(), tmp_path / "good", BOARD) == [set()] * len(good_boards())
    answers = wrong_by_both([*mutated_boards(random.Random(13), 600)], tmp_path / "mutated", BOARD)
    assert {key for wrong in answers for key in wrong} >= {
        "no-list",
        "no-ledger",
        "other-counts",
        "rounds-unread",
    }
    assert set() in answers  # what is compared with nothing may change


@pytest.mark.full
def test_a_published_board_is_right_and_each_file_in_which_a_byte_is_changed_is_named(
    rich_site: Path, tmp_path: Path
) -> None:
    folder = rich_site / NAME
    listed = json.loads((folder / "manifest.json").read_bytes())
    names = [*listed["files"], "manifest.json", "manifest.sig"]
    files = {name: (folder / name).read_bytes() for name in names}
    assert {name.split("/")[0] for name in listed["files"]} == {"data", "ledger", "verify.py"}
    found = Verification()
    found.check(write_files(files, tmp_path / "right"), listed["key"]["public_key"])
    assert (found.faults, ("key", {}) in found.holds) == ([], True)
    chance = random.Random(11)
    asked = [{**files, name: changed(chance, raw, len(raw) // 2)} for name, raw in files.items()]
    assert all(wrong_by_both(asked, tmp_path, BOARD))


_CHOSEN = """
const { checkBoard } = require(process.argv[1]);
const chosen = JSON.parse(require("fs").readFileSync(0, "utf8"));
const files = chosen.map(([name, hex]) => [name, new Uint8Array(Buffer.from(hex, "hex"))]);
Promise.all([files, [...files].reverse()].map((each) => checkBoard(each, true))).then((told) =>
  console.log(JSON.stringify(told.map(({ wrong }) => wrong))));
"""


def test_files_of_a_board_are_recognised_in_whatever_order_they_are_chosen() -> None:
    files = board(other="board")  # a demand that is called like another file
    chosen = [
        [f"{place}/{name.split('/')[-1]}", raw.hex()] for place, (name, raw) in enumerate(files.items())
    ]
    assert node(_CHOSEN, json.dumps(chosen)) == [[], []]


def test_rows_are_found_beside_the_ledger_too(tmp_path: Path) -> None:
    beside = write_files({Path(name).name: raw for name, raw in right_files().items()}, tmp_path)
    found = Verification()
    found.check(beside / LEDGER, KEY)
    assert ("rows", {"number": 11, "found": 6}) in found.holds


def test_a_fall_between_the_first_and_the_last_of_three_ledgers_is_named() -> None:
    found = Verification()
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


def verdict(raw: bytes, folder: Path) -> str:
    """Return the verdict of ``verify.py`` on a ledger, which ``tocsin verify`` gives as well."""
    path = write_files({LEDGER: raw}, folder) / LEDGER
    found = Verification()
    found.check(path, KEY)
    (said,) = [name for _, name, _ in found.told(KEY) if name.startswith("verdict")]
    assert f"board-check-{said}" in {each.id for each in verify(path, key=KEY).holds}
    return said


def test_a_ledger_is_right_in_part_at_most_behind_a_restored_publication(tmp_path: Path) -> None:
    entries = chain({"count": 10}, {"count": 25})
    dropped = entry(entries[-1], count=31)
    after = entry(dropped, count=28, reason="restored")
    assert verdict(file_of([*entries, after]), tmp_path) == "verdict-part"
    assert verdict(dropped_on_page().ledger(), tmp_path) == "verdict-part", "on the page, too"
    assert verdict(file_of([*entries, dropped]), tmp_path) == "verdict-good"


def test_a_list_that_is_void_is_said_to_be_first(tmp_path: Path) -> None:
    made = void_list()
    assert verdict(made.ledger(), tmp_path) == "verdict-void"
    folder = write_files(page_board(made, rounds_of=rounds()), tmp_path / "board")
    assert verify(folder, key=KEY).holds[0].id == "board-check-void"
    ran = run(ONE_FILE, tmp_path / LEDGER)
    assert ran.stdout.startswith("! VOID: the list of “halt-ice” was declared void on 2026-03-06.")
    assert (ran.returncode, ran.stderr) == (0, "")


def run(program: Path, *given: object) -> "subprocess.CompletedProcess[str]":
    """Run ``verify.py`` alone."""
    words = [sys.executable, "-I", str(program), *map(str, given)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.mark.full
def test_no_file_can_hide_or_reorder_what_a_terminal_says_of_it(tmp_path: Path) -> None:
    ends = ("\x1b[8m", "\r", "\u202e", "\x9b2K")
    named = f"data/x{'y'.join(ends)}It was signed with the key you gave."
    files = signed_board({**board(), named: b"1"})
    write_files({name: raw for name, raw in files.items() if name != named}, tmp_path / "listed")
    (write_files(board(), tmp_path / "there") / named).symlink_to("elsewhere")
    for program in ([str(ONE_FILE)], ["-m", "bot", "verify"]):
        assert "There is no list of files" in _said(program, tmp_path / "listed", ends)
        assert "data/x\ufffd[8my\ufffdy\ufffdy\ufffd2KIt" in _said(program, tmp_path / "there", ends)


def _said(program: list[str], folder: Path, ends: Collection[str]) -> str:
    """Return what a program says of a folder that is wrong; nothing that it says hides or reorders."""
    asked = [sys.executable, *program, str(folder)]
    found = subprocess.run(asked, capture_output=True, cwd=ROOT, check=False, timeout=120)
    said = (found.stdout + found.stderr).decode()
    assert found.returncode == 1
    assert not [end for end in ends if end in said.replace("\r\n", "\n")]
    return said


def test_one_file_follows_no_link_and_reads_nothing_outside_the_folder(tmp_path: Path) -> None:
    files = board()
    folder = write_files(files, tmp_path / "board")
    listed = folder / "data" / "counts.csv"
    listed.symlink_to(listed.replace(tmp_path / "counts.csv"))
    with pytest.raises(Unreadable, match="file-odd"):
        Verification().check(folder, KEY)
    files["../counts.csv"] = files.pop("data/counts.csv")
    found = Verification()
    found.check(write_files(signed_board(files), tmp_path / "other"), KEY)
    assert [key for key, _ in found.faults] == ["no-list"]


def test_one_file_needs_only_an_old_python_and_at_most_cryptography(tmp_path: Path) -> None:
    program = ONE_FILE.read_text(encoding="utf-8")
    tree = ast.parse(program, feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in ([each.name for each in node.names] if isinstance(node, ast.Import) else [])
        + ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    for newer in ("strict=", "file_digest"):  # than Python 3.9
        assert newer not in program
    assert not re.search(r"^\s*match ", program, re.MULTILINE)
    copied = tmp_path / "verify.py"
    copied.write_text(program, encoding="utf-8")
    ledger = VECTORS / RIGHT / "files" / LEDGER
    for path, status, said in ((ledger, 0, "is right."), (tmp_path / "no.json", 1, "No such file")):
        done = run(copied, path, "--key", KEY)
        assert (done.returncode, said in done.stdout + done.stderr) == (status, True)
    french = run(copied, VECTORS / RESTORED / "files" / LEDGER, "--lang", "fr")
    assert TEXTS[-1]["en"]["title"] in french.stdout


def test_a_console_that_lacks_a_character_still_says_the_verdict() -> None:
    path = VECTORS / RESTORED / "files" / LEDGER
    words = [sys.executable, str(ONE_FILE), str(path), "--key", KEY, "--lang", "fr"]
    ran = subprocess.run(
        words, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "ascii"}
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "a ?t? " in ran.stdout


def test_one_file_runs_without_cryptography(tmp_path: Path) -> None:
    path = write_files(right_files(), tmp_path) / LEDGER
    program = (
        "import runpy, sys; sys.modules['cryptography'] = sys.modules['cryptography.exceptions'] = None;"
        f"sys.argv = ['verify.py', {str(path)!r}, '--key', {KEY!r}];"
        f"runpy.run_path({str(ONE_FILE)!r}, run_name='__main__')"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Everything that was checked is right." in ran.stdout
