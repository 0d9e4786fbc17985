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
TOLD = {
    *("key", "compare-key", "head", "clock", "restored", "void", "places", "rows", "rows-unchecked"),
    *("rounds", "rounds-unchecked", "timestamps-unchecked"),
}
"""Keys of what holds or is noted, to be compared. The page tells more, and ``tocsin verify`` time-stamps."""

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
        found.check(path, asked.key, asked.head)
    except Unreadable as error:
        return Answer(frozenset({str(error)}), frozenset())
    except (ValueError, KeyError, TypeError, AttributeError):
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
    """Return the key of a checker's sentence."""
    return sentence.id.removeprefix("board-check-")


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
