"""The three checkers of a ledger, asked alike: ``tocsin verify``, ``verify.py``, and the page's script in
Node."""

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Sentence
from bot.exports.verdict import NotAnExport
from bot.exports.verify import verify
from bot.web.verify import Unreadable, Verification

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bot" / "web" / "static" / "verify.js"
KEYS = {
    "terminal-ledger-number": "missing",
    "terminal-ledger-other-demand": "other-demand",
    "terminal-verify-publication-of": "other-demand",
    "terminal-ledger-negative-count": "negative",
    "terminal-ledger-negative-changes": "negative",
    "terminal-ledger-no-hash": "no-hash",
    "terminal-ledger-restored-no-hash": "no-hash",
    "terminal-ledger-restored-nothing-lost": "lost-nothing",
    "terminal-ledger-other-hash": "previous",
    "terminal-ledger-older-format": "older-format",
    "terminal-ledger-hash-differs": "hash",
    "terminal-verify-text-hash": "text",
    "terminal-verify-no-text": "no-text",
    "terminal-verify-other-head": "head-changed",
    "terminal-verify-not-signed": "signature",
    "terminal-verify-other-key": "other-key",
    "terminal-verify-bad-key": "key-unread",
    "terminal-verify-bad-head": "head-unread",
    "terminal-verify-another-history": "head-other",
    "terminal-verify-head-missing": "head-absent",
    "terminal-verify-head-newer": "head-newer",
    "terminal-verify-head-of-another": "head-demand",
    "terminal-verify-head-of-none": "head-demand",
    "terminal-verify-no-ledger": "no-ledger",
    "terminal-verify-ledger-format": "newer-format",
    "terminal-verify-ledger-large": "too-large",
    "terminal-verify-too-large": "too-large",
    "terminal-verify-missing": "file-missing",
    "terminal-verify-changed": "file-changed",
    "terminal-verify-not-listed": "file-added",
    "terminal-verify-other-ledger": "other-ledger",
    "terminal-verify-board-counts": "other-counts",
    "terminal-verify-manifest-because": "no-list",
    "terminal-verify-not-json": "no-list",
    "terminal-verify-not-of-an-export": "no-list",
    "terminal-verify-holds-no": "no-list",
    "terminal-ledger-opening": "opening",
    "terminal-ledger-other-key": "other-issuing-key",
    "terminal-ledger-after-end": "after-end",
    "terminal-ledger-no-rows": "no-rows",
    "terminal-ledger-issued": "issued",
    "terminal-ledger-not-on-page": "page-entry",
    # What holds, and what is noted.
    "terminal-verify-head-kept": "head",
    "terminal-verify-head-lost": "head-lost",
    "terminal-verify-put-back": "clock",
    "terminal-ledger-lost-one": "restored",
    "terminal-ledger-lost-several": "restored",
    "terminal-ledger-lost-another": "restored",
    "terminal-verify-expected-key": "key",
    "terminal-verify-compare": "compare-key",
    "terminal-verify-ledger-unhashed": "unhashed",
}
"""The key of the page's sentence for each of the terminal's. Of rows, the terminal has the page's."""
TOLD = {*KEYS.values(), "rows", "rows-unchecked", "rounds", "rounds-unchecked", "timestamps-unchecked"}

_IN_NODE = """
const { check, checkBoard } = require(process.argv[1]);
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
(async () => {
  const told = [];
  for (const { files, key, head } of asked) {
    const given = files.map(([name, content]) => [name, bytes(content)]);
    told.push(await (given.length > 1 ? checkBoard(given, true, key, head) : check(given[0][1], key, head)));
  }
  console.log(JSON.stringify(told));
})();
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A ledger to check, or the files of a board by their names, with a key and a kept head."""

    files: dict[str, bytes] = field(repr=False)
    key: str | None = None
    head: str | None = None

    @classmethod
    def of(cls, raw: bytes, key: str | None = None, head: str | None = None) -> "Question":
        return cls({"halt-ice.json": raw}, key, head)


@dataclass(frozen=True, slots=True)
class Answer:
    """The keys of what is wrong, and of what holds or is noted if nothing is."""

    wrong: frozenset[str]
    told: frozenset[str]


def by_tocsin(asked: Question, folder: Path) -> Answer:
    """Return what ``tocsin verify`` answers."""
    path = _written(asked, folder)
    try:
        found = verify(path, key=asked.key, head=asked.head)
    except NotAnExport as error:
        return Answer(frozenset({key_of(error.sentence)}), frozenset())
    told = frozenset() if found.faults else frozenset(key_of(each) for each in found.holds)
    return Answer(frozenset(key_of(each) for each in found.faults), told & TOLD)


def by_one_file(asked: Question, folder: Path) -> Answer:
    """Return what ``verify.py`` answers."""
    path, found = _written(asked, folder), Verification()
    try:
        if path.is_dir():
            found.folder(path, asked.key, asked.head)
        else:
            found.ledger(path.read_bytes(), asked.key, asked.head)
    except (Unreadable, ValueError, KeyError, TypeError, AttributeError):
        return Answer(frozenset({"no-list"}), frozenset())
    return _answer(found.faults, [*found.holds, *found.notes])


def in_the_browser(asked: Sequence[Question]) -> list[Answer]:
    """Return what the page's script answers to each question."""
    given = [
        {
            "files": [[name, base64.b64encode(raw).decode()] for name, raw in each.files.items()],
            "key": each.key,
            "head": each.head,
        }
        for each in asked
    ]
    answers = node(_IN_NODE, json.dumps(given))
    return [_answer(each["wrong"], [*each["holds"], *each["notes"]]) for each in answers]


def by_all(asked: Sequence[Question], folder: Path) -> list[Answer]:
    """Return the answer to each question, once all three give the same."""
    answers = in_the_browser(asked)
    for question, answer in zip(asked, answers, strict=True):
        others = by_tocsin(question, folder), by_one_file(question, folder)
        assert others == (answer, answer), question
    return answers


def node(program: str, given: str) -> Any:
    """Return what a program in Node, with the page's script as its argument, writes as JSON."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node runs the script of the page, and is not here")
    done = subprocess.run(
        [found, "-e", program, str(SCRIPT)], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def _answer(wrong: Sequence[Any], told: Sequence[Any]) -> Answer:
    keys = frozenset(str(each[0]) for each in told)
    return Answer(frozenset(str(each[0]) for each in wrong), frozenset() if wrong else keys & TOLD)


def key_of(sentence: Sentence) -> str:
    """Return the key of the page's sentence for one of the terminal's."""
    if sentence.id == "terminal-ledger-publication":
        return key_of(sentence.arguments["sentence"])
    return KEYS.get(sentence.id, sentence.id.removeprefix("board-check-"))


def _written(asked: Question, folder: Path) -> Path:
    if len(asked.files) == 1:
        path = folder / "ledger.json"
        path.write_bytes(next(iter(asked.files.values())))
        return path
    board = folder / "board"
    shutil.rmtree(board, ignore_errors=True)
    for name, raw in asked.files.items():
        (board / name).parent.mkdir(parents=True, exist_ok=True)
        (board / name).write_bytes(raw)
    return board
