"""A published board on which thousands have signed on the page, as all three checkers count it; then with a
byte changed, a row dropped, a row doubled, read with another key, and older than a kept head: each is named.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.board.verify import Verification
from bot.exports.ledger_file import Head
from bot.exports.verify import verify
from tests.board.board_vectors import page_board
from tests.board.checkers import key_of
from tests.board.ledgers import KEY, SLUG
from tests.board.page_vectors import PageLedger, issuer, rounds
from tests.board.test_verify_page import opened, own

pytestmark = pytest.mark.wire

OTHER_KEY = "ab" * 32
Fault = tuple[str, dict[str, str]]


@dataclass
class Board:
    """The files of a board, and what is wrong with those of ``attacked``."""

    tokens: int
    right: dict[str, bytes]
    attacked: dict[str, bytes]
    head: str
    faults: list[Fault]

    def written(self, files: Mapping[str, bytes], folder: Path) -> Path:
        """Write the files into a folder, and return the ledger."""
        for name, raw in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(raw)
        return folder / "ledger" / f"{SLUG}.json"


@pytest.fixture(scope="module", params=[24, pytest.param(1_200, marks=pytest.mark.full)])
def many(request: pytest.FixtureRequest) -> Board:
    """Make the board. Its tokens are not issued blind, which nobody can see."""
    tokens = request.param
    made = PageLedger(token=lambda place: issuer().quick_token(int(place)))
    issued = tokens + -tokens % 10
    places = {"places": issued + 2340, "issued": issued}
    made.add("opening")
    for part in range(3):
        signs = range(1 + part * tokens // 3, 1 + (part + 1) * tokens // 3)
        made.add("batch", *(made.sign(str(place), 1, 1) for place in signs), **places)
    made.add("late", made.sign("5", 2, 0), made.sign(str(tokens), 2, 0), **places)
    right, head = page_board(made, rounds_of=rounds()), str(Head.of(made.entries[-1]))
    files = {number: (made.file(number) or b"").splitlines(keepends=True) for number in made.rows}
    (byte, dropped, doubled), whole = sorted(made.rows)[:3], made.entries
    place = files[byte][3].index(b'"signature":"') + 20
    other = b"A" if files[byte][3][place : place + 1] != b"A" else b"B"
    files[byte][3] = files[byte][3][:place] + other + files[byte][3][place + 1 :]
    del files[dropped][4]
    files[doubled].insert(5, files[doubled][5])
    made.entries = whole[:-1]
    older = {f"ledger/{name}": raw for name, raw in made.files().items()}
    attacked = {**right, **older} | {
        f"ledger/{SLUG}/rows-{number}.jsonl": b"".join(lines) for number, lines in files.items()
    }
    count = whole[dropped - 1].count
    faults: list[tuple[str, dict[str, object]]] = [
        ("row-signature", {"name": f"{SLUG}/rows-{byte}.jsonl", "row": 4}),
        *(
            ("rows-hash", {"name": f"{SLUG}/rows-{at}.jsonl", "number": at})
            for at in (byte, dropped, doubled)
        ),
        ("rows-count", {"number": dropped, "count": count, "found": count - 1}),
        ("row-twice", {"name": f"{SLUG}/rows-{doubled}.jsonl", "row": 7}),
        ("head-newer", {}),
        ("other-key", {}),
    ]
    told = [(key, {name: str(value) for name, value in values.items()}) for key, values in faults]
    return Board(tokens, right, attacked, head, told)


def named(board: Board, found: list[Fault]) -> None:
    """Check that each fault is among those that were found."""
    for key, values in board.faults:
        assert any(key == other and values.items() <= more.items() for other, more in found), (key, found)


def test_verify_py_counts_every_token_and_names_each_fault(many: Board, tmp_path: Path) -> None:
    many.written(many.right, tmp_path / "right")
    found = Verification()
    found.check(tmp_path / "right", KEY, many.head)
    assert found.faults == []
    assert ("rows", {"number": many.tokens + 2, "found": many.tokens}) in found.holds
    path, found = many.written(many.attacked, tmp_path / "attacked"), Verification()
    found.check(path, OTHER_KEY, many.head)
    named(many, [(key, {name: str(value) for name, value in told.items()}) for key, told in found.faults])


def test_tocsin_verify_counts_every_token_and_names_each_fault(many: Board, tmp_path: Path) -> None:
    many.written(many.right, tmp_path / "right")
    found = verify(tmp_path / "right", key=KEY, head=many.head)
    assert found.faults == []
    assert "rows" in {key_of(each) for each in found.holds}
    found = verify(many.written(many.attacked, tmp_path / "attacked"), key=OTHER_KEY, head=many.head)
    told = [(key_of(each), each.arguments) for each in found.faults]
    named(many, [(key, {name: str(value) for name, value in values.items()}) for key, values in told])


@pytest.mark.full
def test_verify_html_counts_every_token_and_names_each_fault(
    browser: Any, many: Board, tmp_path: Path
) -> None:
    with opened(browser, own()) as checker:
        said = json.loads(checker.page.locator("#texts").inner_text())
        checker.page.set_default_timeout(120_000)

        def checked(files: Mapping[str, bytes], folder: Path, key: str) -> tuple[str, list[str]]:
            ledger = many.written(files, folder)
            chosen = [ledger, folder / "rounds.json", *sorted(ledger.with_suffix("").iterdir())]
            verdict, lines = checker.check(*chosen, key=key, head=many.head)
            return verdict, [line[2:] for line in lines]

        verdict, lines = checked(many.right, tmp_path / "right", KEY)
        assert verdict == "good", lines
        counted = {"number": many.tokens + 2, "found": many.tokens}
        assert any(_figures(line) == _figures(said["rows"].format(**counted)) for line in lines)
        verdict, lines = checked(many.attacked, tmp_path / "attacked", OTHER_KEY)
        assert verdict == "wrong"
        for key, values in many.faults:
            pattern = re.escape(said[key])
            for name in re.findall(r"\\{(\w+)\\}", pattern):
                value = values.get(name)
                pattern = pattern.replace(f"\\{{{name}\\}}", ".*" if value is None else re.escape(value))
            assert any(re.fullmatch(pattern, _figures(line)) for line in lines), (key, lines)


def _figures(line: str) -> str:
    """Return a line without the commas of its figures."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", line)
