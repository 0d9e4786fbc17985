"""The ledger of a demand, and the files of a board, as three programs check them: all give one answer."""

import ast
import hashlib
import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.exports.bundle import Checksum
from bot.exports.cells import Column, table, text
from bot.exports.cells import whole as whole_number
from bot.exports.ledger_file import Head
from bot.exports.manifest import ManifestSigner, board_manifest, fingerprint
from bot.petitions.counts import publications
from bot.petitions.counts.ledger import LedgerEntry
from bot.petitions.counts.publications import Reason
from bot.web.verify import MAX_SIZE, Unreadable, Verification
from tests.web.checkers import ROOT, Question, by_all, by_one_file, in_the_browser
from tests.web.forger import PATCHES, forgeries, signed, spoiled
from tests.web.ledger_vectors import (
    ANSWERS,
    LEDGERS,
    ONE_FILE,
    OWN_PAGES,
    SEED,
    TEXTS,
    VECTORS,
    chain,
    entry,
    file_of,
    whole,
    with_sentences,
)
from tests.web.rich_board import NAME

pytestmark = pytest.mark.unit

KEY = ManifestSigner(SEED).public_key
OTHER_SEED = bytes(32)
NOW = datetime(2026, 2, 20, 12, tzinfo=UTC)
FEW, MANY = 60, 4_000  # forgeries of each kind


def one(asked: Question, folder: Path) -> tuple[set[str], set[str]]:
    """Return what all three say about a question: what is wrong, and what holds or is noted."""
    (answer,) = by_all([asked], folder)
    return set(answer.wrong), set(answer.told)


def test_the_derived_files_are_what_the_program_writes() -> None:
    from bot.texts import Texts
    from bot.web.pages import own_checker

    for name, made in LEDGERS.items():
        assert (VECTORS / f"{name}.json").read_bytes() == file_of(made()), (
            "python -m tests.web.ledger_vectors"
        )
        assert json.loads((VECTORS / f"{name}.answer.json").read_bytes()) == ANSWERS[name]
    for language, path in OWN_PAGES.items():
        assert path.read_text(encoding="utf-8") == own_checker(Texts.load().of(language)), path
    program = ONE_FILE.read_text(encoding="utf-8")
    assert program == with_sentences(program)


def test_the_vectors_have_every_kind_of_entry_that_can_be_published() -> None:
    entries = [each for made in LEDGERS.values() for each in made()]
    assert {each.reason for each in entries} == {*get_args(Reason), "restored"}
    written = set(re.findall(r'reason="([a-z]+)"', Path(publications.__file__).read_text(encoding="utf-8")))
    assert written <= {each.reason for each in entries}
    assert {each.format for each in entries} == {2}
    assert {each.verified_by for each in entries} == {"server", "role", "roster"}
    schema = json.loads(
        (Path(publications.__file__).parents[2] / "exports/tocsin-export.schema.json").read_bytes()
    )
    published = schema["$defs"]["publication"]["properties"]
    assert set(published["reason"]["enum"]) == {each.reason for each in entries}
    assert set(published["verified_by"]["enum"]) == {each.verified_by for each in entries}
    for name in ("previous_hash", "breakdown"):  # null and not null
        assert {getattr(each, name) is None for each in entries} == {True, False}, name
    assert {name for each in entries for name in each.as_json()} == set(published)
    cells = [cell for each in entries for cell in each.breakdown or ()]
    assert {name for cell in cells for name in cell} == set(schema["$defs"]["unit"]["properties"])
    assert {cell["count"] is None for cell in cells} == {True, False}


@pytest.mark.parametrize("name", LEDGERS)
def test_the_three_give_the_answer_that_stands_beside_each_vector(name: str, tmp_path: Path) -> None:
    raw = (VECTORS / f"{name}.json").read_bytes()
    wanted = json.loads((VECTORS / f"{name}.answer.json").read_bytes())
    notes = {key for key, _ in wanted["notes"]}
    head = str(Head.of(LEDGERS[name]()[1]))
    for key in (wanted["key"], fingerprint(wanted["key"]).upper(), f" {wanted['key']}\n"):
        assert one(Question.of(raw, key, head), tmp_path) == (set(), {"key", "head", *notes})
    assert one(Question.of(raw), tmp_path) == (set(), {"compare-key", *notes})


@pytest.mark.parametrize("name", LEDGERS)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.full)])
def test_each_of_the_three_finds_any_byte_that_is_changed(name: str, every: bool, tmp_path: Path) -> None:
    raw = (VECTORS / f"{name}.json").read_bytes()
    chance = random.Random(5)
    places = range(len(raw)) if every else chance.sample(range(len(raw)), FEW)
    asked = []
    for place in places:
        other = chance.choice([each for each in b'019aZ ",}\\\n\xff' if each != raw[place]])
        asked.append(Question.of(raw[:place] + bytes([other]) + raw[place + 1 :], KEY))
    for answer, question in zip(by_all(asked, tmp_path), asked, strict=True):
        assert answer.wrong, question


@pytest.mark.parametrize("name", LEDGERS)
def test_a_file_that_is_cut_anywhere_is_no_ledger(name: str, tmp_path: Path) -> None:
    raw = (VECTORS / f"{name}.json").read_bytes()
    places = random.Random(6).sample(range(len(raw)), FEW)
    for answer in by_all([Question.of(raw[:place], KEY) for place in [*places, 0, len(raw) - 1]], tmp_path):
        assert answer.wrong == {"no-ledger"}


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.full)])
def test_the_three_agree_about_whatever_a_forger_writes_without_the_key(count: int, tmp_path: Path) -> None:
    asked = [Question.of(raw, KEY) for raw in spoiled(random.Random(7), count)]
    for answer, question in zip(by_all(asked, tmp_path), asked, strict=True):
        assert answer.wrong, question


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.full)])
def test_the_three_agree_about_whatever_a_forger_signs_with_the_key(count: int, tmp_path: Path) -> None:
    answers = by_all([Question.of(raw, KEY) for raw in forgeries(random.Random(8), count)], tmp_path)
    found = {key for answer in answers for key in answer.wrong}
    # As far as they reach: every check is met.
    assert found >= {"no-ledger", "hash", "previous", "missing", "head-changed", "no-text", "text"}
    assert "signature" not in found


def test_the_three_refuse_json_that_readers_read_differently(tmp_path: Path) -> None:
    raw, asked = file_of(whole()), {}
    for name, (old, new) in PATCHES.items():
        assert raw.count(old) >= 1, name
        asked[name] = Question.of(raw.replace(old, new, 1), KEY)
        asked[f"{name}, signed"] = Question.of(signed(raw, old, new), KEY)
    for name, answer in zip(asked, by_all([*asked.values()], tmp_path), strict=True):
        assert answer.wrong == {"no-ledger"}, name


@pytest.mark.full
def test_deep_nesting_huge_files_and_other_kinds_are_refused(tmp_path: Path) -> None:
    raw = file_of(whole())
    others = {
        b"[" * 200_000: "no-ledger",
        raw.replace(b'"reason": "batch"', b'"reason": ' + b"[" * 5_000 + b"]" * 5_000, 1): "no-ledger",
        b'{"kind": "tocsin-ledger", "format": 1, "a": ' + b'{"a":' * 400 + b"1" + b"}" * 401: "no-ledger",
        b"\xef\xbb\xbf" + raw: "no-ledger",
        raw.decode().encode("utf-16"): "no-ledger",
        raw.replace(b"\n", b"\r\n"): "no-ledger",
        b'{"format": 1, "kind": "tocsin-export"}\n': "no-ledger",
        b"%PDF-1.7": "no-ledger",
        b"": "no-ledger",
        b"[]\n": "no-ledger",
        b"null": "no-ledger",
        b" " * (MAX_SIZE + 1): "too-large",
        raw.replace(b'"format": 1', b'"format": 2', 1): "newer-format",
    }
    for answer, wanted in zip(
        by_all([Question.of(each) for each in others], tmp_path), others.values(), strict=True
    ):
        assert answer.wrong == {wanted}


def changed_entry(**changes: Any) -> bytes:
    """Return a ledger whose fifth entry was changed and hashed again, and signed, by whoever has the key."""
    entries = whole()
    entries[4] = entry(entries[3], **{"published_at": "2026-02-05T09:00:00Z", "count": 61, **changes})
    return file_of(entries)


LYING: dict[str, tuple[bytes, set[str]]] = {
    "an entry was rewritten": (changed_entry(), {"previous"}),
    "an entry is missing": (
        file_of([each for each in whole() if each.number != 4]),
        {"missing", "previous"},
    ),
    "an entry stands twice": (file_of([*whole()[:3], *whole()[2:]]), {"missing", "previous"}),
    "another demand": (file_of([*whole()[:6], entry(whole()[5], count=71, demand_id=8)]), {"other-demand"}),
    "the ledger of another demand": (file_of(whole(), slug="pay-rise"), {"other-demand"}),
    "a text that is not in the file": (file_of([entry(None, count=3, text_hash="0" * 64)]), {"no-text"}),
    "a negative count": (file_of([entry(None, count=-1)]), {"negative"}),
    "a negative number of invalid ones": (file_of([entry(None, count=1, invalidated=-1)]), {"negative"}),
    "lost, and nothing named": (
        file_of([*whole(), entry(whole()[-1], count=80, reason="restored")]),
        {"lost-nothing"},
    ),
    "the first does not begin": (file_of(whole()[2:]), {"missing", "previous"}),
    "a hash of something else": (file_of([replace(chain({"count": 3})[0], count=4)]), {"hash"}),
}


@pytest.mark.parametrize("lie", LYING)
def test_the_three_name_a_history_that_was_forged_with_the_key(lie: str, tmp_path: Path) -> None:
    raw, wanted = LYING[lie]
    assert one(Question.of(raw, KEY), tmp_path)[0] >= wanted


def test_the_three_tell_another_history_an_older_file_and_another_key(tmp_path: Path) -> None:
    entries, fork = whole(), [*whole()[:5], entry(whole()[4], count=90, published_at="2026-02-06T09:00:00Z")]
    raw, head = file_of(entries), str(Head.of(entries[5]))
    cases = [
        (Question.of(raw, KEY, head), set()),
        (Question.of(raw, KEY, f"-# `{head}`\n"), set()),  # as Discord has it
        (Question.of(raw, KEY, head.replace(" ", "\u00a0")), set()),
        (Question.of(file_of(fork), KEY, head), {"head-other"}),  # a forked history, well signed
        (Question.of(file_of(fork), KEY, str(Head.of(entries[4]))), set()),  # before the fork they are one
        (Question.of(file_of(entries[:5]), KEY, head), {"head-newer"}),  # an old file, handed out as new
        (Question.of(raw, KEY, head.replace("halt-ice", "pay-rise")), {"head-demand"}),
        (Question.of(raw, KEY, "halt-ice 6 8f3a"), {"head-unread"}),
        (Question.of(raw, "ab" * 32), {"other-key"}),
        (Question.of(raw, "ab" * 16), {"other-key"}),
        (Question.of(raw, "ab"), {"key-unread"}),
        (Question.of(file_of(entries, seed=OTHER_SEED), KEY), {"other-key"}),  # forged without the key
    ]
    for answer, (question, wanted) in zip(by_all([each for each, _ in cases], tmp_path), cases, strict=True):
        assert answer.wrong == wanted, question


def test_the_three_tell_a_restored_backup_and_a_clock_that_went_back(tmp_path: Path) -> None:
    entries = LEDGERS["restored"]()
    raw, lost = file_of(entries), entries[2].previous_hash or ""
    assert one(Question.of(raw, KEY), tmp_path) == (set(), {"key", "restored", "clock"})
    for head in (lost[:32], lost[1:33]):
        assert one(Question.of(raw, KEY, f"halt-ice 3 {head}"), tmp_path)[0] == {"head-absent"}


def board(
    entries: list[LedgerEntry] | None = None, other: str = "pay-rise", **changed: bytes
) -> dict[str, bytes]:
    """Return the signed files of a board; ``changed`` are put in before it is signed."""
    ledgers = {"halt-ice": entries or whole(), other: chain({"count": 4, "demand": other})}
    demands = [
        {"demand": slug, "publications": [each.as_json() for each in made]} for slug, made in ledgers.items()
    ]
    files = {
        "data/board.json": json.dumps({"demands": demands}, ensure_ascii=False, indent=1).encode() + b"\n",
        "data/counts.csv": counts_csv(ledgers),
        "data/contracts.csv": b"\xef\xbb\xbfnumber\r\n1\r\n",
        **{f"ledger/{slug}.json": file_of(made, slug=slug) for slug, made in ledgers.items()},
        "verify.py": ONE_FILE.read_bytes(),
        **changed,
    }
    return signed_board(files)


def counts_csv(ledgers: dict[str, list[LedgerEntry]]) -> bytes:
    """Return the table of counts, with titles that are several cells to who reads it carelessly."""
    title = 'He said "now",\r\n2,3'
    columns = Column("demand", text), Column("title", text), Column("publication", whole_number)
    rows = [(slug, title, each.number, each.count) for slug, made in ledgers.items() for each in made]
    return table([*columns, Column("count", whole_number)], rows)


def signed_board(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a board with a list of them that was signed with the key."""
    signer = ManifestSigner(SEED)
    sums = {
        name: Checksum(hashlib.sha256(raw).hexdigest(), len(raw))
        for name, raw in files.items()
        if not name.startswith("manifest.")
    }
    manifest = board_manifest("test", sums, signer.public_key, NOW)
    return {**files, "manifest.json": manifest, "manifest.sig": signer.signature(manifest)}


def test_the_three_find_a_whole_board_right(tmp_path: Path) -> None:
    head = str(Head.of(whole()[6]))
    assert one(Question(board(), KEY, head), tmp_path) == (set(), {"key", "head"})
    assert one(Question(board(), KEY, head.replace("halt-ice", "other")), tmp_path)[0] == {"head-demand"}
    assert one(Question(board(), "ab" * 32), tmp_path)[0] == {"other-key"}


def test_a_head_is_read_with_any_space_in_it(tmp_path: Path) -> None:
    head = str(Head.of(whole()[6]))
    for space in ("\u00a0", "\n", "\t "):
        typed = head.replace(" ", space)
        assert one(Question(board(), KEY, typed), tmp_path) == (set(), {"key", "head"}), space


def test_demands_may_be_called_like_other_files_of_a_board(tmp_path: Path) -> None:
    for slug in ("manifest", "board"):
        files = board(other=slug)
        assert one(Question(files, KEY), tmp_path) == (set(), {"key"}), slug
    chosen = {f"{place}/{name.split('/')[-1]}": raw for place, (name, raw) in enumerate(files.items())}
    answers = in_the_browser([Question(chosen, KEY), Question(dict(reversed(chosen.items())), KEY)])
    assert [answer.wrong for answer in answers] == [set(), set()], "whatever was chosen first"


def test_the_three_name_a_count_on_a_board_that_has_no_ledger(tmp_path: Path) -> None:
    files = board()
    del files["ledger/pay-rise.json"]
    assert one(Question(signed_board(files), KEY), tmp_path)[0] == {"other-counts"}


@pytest.mark.full
def test_no_file_can_hide_or_reorder_what_a_terminal_says_of_it(tmp_path: Path) -> None:
    ends = ("\x1b[8m", "\r", "\u202e", "\x9b2K")
    named = {f"data/x{place}{end}It was signed with the key you gave." for place, end in enumerate(ends)}
    files = signed_board({**board(), **dict.fromkeys(named, b"1")})
    for name, raw in files.items():
        if name not in named:
            (tmp_path / "board" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "board" / name).write_bytes(raw)
    for program in ([str(ONE_FILE)], ["-m", "bot", "verify"]):
        asked = [sys.executable, *program, str(tmp_path / "board")]
        found = subprocess.run(asked, capture_output=True, cwd=ROOT, check=False, timeout=120)
        said = (found.stdout + found.stderr).decode()
        assert found.returncode == 1
        for place, end in enumerate(ends):
            assert f"data/x{place}" not in said, "a list with such names is none"
            assert end not in said.replace("\r\n", "\n")


def test_the_three_name_the_file_of_a_board_in_which_a_byte_is_changed(tmp_path: Path) -> None:
    files, chance = board(), random.Random(9)
    asked, names = [], []
    for name, raw in files.items():
        for place in chance.sample(range(len(raw)), 4):
            other = bytes([raw[place] ^ chance.choice([1, 2, 4, 8, 16, 32])])
            asked.append(Question({**files, name: raw[:place] + other + raw[place + 1 :]}, KEY))
            names.append(name)
    wanted = {"manifest.json": {"signature", "no-list"}, "manifest.sig": {"signature"}}
    for answer, name in zip(by_all(asked, tmp_path), names, strict=True):
        assert answer.wrong & wanted.get(name, {"file-changed"}), name


def test_the_three_name_what_is_missing_added_swapped_or_contradicts_on_a_board(tmp_path: Path) -> None:
    files = board()
    a, b = files["ledger/halt-ice.json"], files["ledger/pay-rise.json"]
    swapped = {"ledger/halt-ice.json": b, "ledger/pay-rise.json": a}
    other = board(whole()[:5])
    cases = [
        ({name: raw for name, raw in files.items() if name != "data/counts.csv"}, {"file-missing"}),
        ({**files, "data/more.csv": b"1"}, {"file-added"}),
        ({**files, "ledger/more.json": b}, {"file-added"}),
        ({**files, **swapped}, {"file-changed"}),
        (signed_board({**files, **swapped}), {"other-ledger"}),  # by whoever has the key
        ({**files, "ledger/halt-ice.json": other["ledger/halt-ice.json"]}, {"file-changed"}),
        (signed_board({**files, "data/board.json": other["data/board.json"]}), {"other-counts"}),
        (signed_board({**files, "data/counts.csv": other["data/counts.csv"]}), {"other-counts"}),
        (signed_board({**files, "data/counts.csv": counts_csv({"third": whole()})}), {"other-counts"}),
    ]
    for answer, (_, wanted) in zip(
        by_all([Question(each, KEY) for each, _ in cases], tmp_path), cases, strict=True
    ):
        assert answer.wrong >= wanted


def test_one_file_follows_no_link_and_reads_nothing_outside_the_folder(tmp_path: Path) -> None:
    files = board()
    assert not by_one_file(Question(files, KEY), tmp_path).wrong
    listed = tmp_path / "board" / "data" / "counts.csv"
    outside = listed.replace(tmp_path / "counts.csv")
    listed.symlink_to(outside)
    with pytest.raises(Unreadable, match="file-odd"):
        Verification().check(tmp_path / "board", KEY)
    files["../counts.csv"] = files.pop("data/counts.csv")
    assert by_one_file(Question(signed_board(files), KEY), tmp_path).wrong == {"no-list"}


def test_one_file_needs_only_an_old_python_and_cryptography(tmp_path: Path) -> None:
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
    for name, status, said in (("whole", 0, "is right."), ("no", 1, "No such file")):
        done = subprocess.run(
            [sys.executable, "-I", str(copied), str(VECTORS / f"{name}.json"), "--key", KEY],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status
        assert said in done.stdout + done.stderr
    assert (
        TEXTS[-1]["en"]["title"]
        in subprocess.run(
            [sys.executable, "-I", str(copied), str(VECTORS / "restored.json"), "--lang", "fr"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )


def test_without_the_key_and_without_ed25519_nobody_is_told_that_all_is_well() -> None:
    (without,) = in_the_browser([Question.of(file_of(whole()))])
    assert "key" not in without.told


@pytest.mark.full
def test_the_three_find_a_published_board_right_and_name_each_file_in_which_a_byte_is_changed(
    rich_site: Path, tmp_path: Path
) -> None:
    folder = rich_site / NAME
    listed = json.loads((folder / "manifest.json").read_bytes())
    files = {
        name: (folder / name).read_bytes() for name in [*listed["files"], "manifest.json", "manifest.sig"]
    }
    key = listed["key"]["public_key"]
    assert {name.split("/")[0] for name in listed["files"]} == {"data", "ledger", "verify.py"}
    asked = [Question(files, key)]
    for name, raw in files.items():
        place = len(raw) // 2
        asked.append(Question({**files, name: raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]}, key))
    right, *wrong = by_all(asked, tmp_path)
    assert (right.wrong, "key" in right.told) == (frozenset(), True)
    assert all(answer.wrong for answer in wrong)
