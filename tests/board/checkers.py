"""The two verifiers of ledgers and boards, asked alike: ``verify.py``, and the page's script in Node."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Sentence
from tests.board.ledgers import KEY
from tests.board.vectors import LEDGER, Answer, answer_by_python, as_said, as_strings, write_files

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bot" / "board" / "static" / "verify.js"

_IN_NODE = """
const { check, checkBoard } = require(process.argv[1]);
const fs = require("fs");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const namesIn = (folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile()).map((each) => `${each.path}/${each.name}`.slice(folder.length + 1));
(async () => {
  const told = [];
  for (const { folder, check: what, key, head, row, receipts } of asked) {
    const read = (name) => new Uint8Array(fs.readFileSync(`${folder}/${name}`));
    const open = async (name) => fs.existsSync(`${folder}/${name}`) ? read(name) : null;
    const given = { open, rounds: () => open("rounds.json"), own: row, receipts };
    told.push(await (what === "."
      ? checkBoard(namesIn(folder).map((name) => [name, read(name)]), true, key, head, { own: row, receipts })
      : check(read(what), key, head, given)));
  }
  console.log(JSON.stringify(told));
})();
"""


def answers_by_page(asked: Sequence[tuple[Path, Mapping[str, Any]]]) -> Sequence[Answer]:
    """Return what the page's script answers to questions about the files in folders."""
    questions = [{"folder": str(folder), **question} for folder, question in asked]
    return [as_said(answer) for answer in node(_IN_NODE, json.dumps(questions))]


def wrong_by_both(asked: Sequence[Mapping[str, bytes]], folder: Path, check: str = LEDGER) -> list[set[str]]:
    """Return the keys of what is wrong with each of these files, once both verifiers say the same."""
    question = {"check": check, "key": KEY}
    folders = [write_files(files, folder / str(number)) for number, files in enumerate(asked)]
    ours = [answer_by_python(each, question) for each in folders]
    theirs = answers_by_page([(each, question) for each in folders])
    for files, one, other in zip(asked, ours, theirs, strict=True):
        assert as_strings(one["wrong"]) == as_strings(other["wrong"]), files
    return [{key for key, _ in answer["wrong"]} for answer in ours]


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


def key_of(sentence: Sentence) -> str:
    """Return the key of a checker's sentence."""
    return sentence.id.removeprefix("board-check-")
