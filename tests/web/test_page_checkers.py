"""A demand that is signed on the page, as the three programs check its rows: all name the same faults."""

import base64
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.demo.signing_member import fingerprint
from bot.errors import Sentence
from bot.exports.manifest import ManifestSigner
from bot.exports.verdict import NotAnExport
from bot.exports.verify import verify
from bot.web.verify import Verification
from tests.support.token_issuer import TokenIssuer
from tests.web.checkers import Question, by_all, key_of, node
from tests.web.ledger_vectors import VECTORS
from tests.web.page_vectors import (
    SEED,
    SLUG,
    Attack,
    PageLedger,
    as_strings,
    attacks,
    issuer,
    right_files,
    rounds,
    vector_files,
    whole,
)
from tests.web.test_ledger_checkers import signed_board

pytestmark = pytest.mark.unit

KEY = ManifestSigner(SEED).public_key
ATTACKS = attacks()


def written(folder: Path, changed: Attack | None = None) -> Path:
    """Write the files of the vector, with those that an attack changes, and return the ledger."""
    for name, raw in {**right_files(), **(changed.changed if changed else {})}.items():
        if raw is not None:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(raw)
    return folder / f"{SLUG}.json"


def by_one_file(
    path: Path, head: str | None = None, row: str | None = None, receipts: str | None = None
) -> Verification:
    found = Verification(row, receipts)
    found.check(path, KEY, head)
    return found


def by_tocsin(
    path: Path, head: str | None = None, row: str | None = None, receipts: str | None = None
) -> tuple[list[Any], set[str]]:
    """Return the faults with their values, and the keys of what holds or is noted."""
    file = path.parent / "tokens.txt"
    file.write_text(receipts or "")
    try:
        found = verify(path, key=KEY, head=head, row=row, receipt=file if receipts else None)
    except NotAnExport as error:
        return [_fault(error.sentence)], set()
    return [_fault(each) for each in found.faults], {key_of(each) for each in found.holds}


_IN_NODE = """
const { check } = require(process.argv[1]);
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const told = [];
  for (const { ledger, files, key, head, own, receipts } of asked) {
    const open = async (name) => name in files ? new Uint8Array(Buffer.from(files[name], "base64")) : null;
    const given = { open, rounds: () => open("rounds.json"), own, receipts };
    told.push(await check(await open(ledger), key, head, given));
  }
  console.log(JSON.stringify(told));
})();
"""


def in_the_browser(asked: Iterable[Attack]) -> list[Any]:
    """Return what the page's script finds in the files of each attack."""
    questions = [
        {
            "ledger": f"{SLUG}.json",
            "files": {
                name: base64.b64encode(raw).decode()
                for name, raw in {**right_files(), **each.changed}.items()
                if raw is not None
            },
            "key": KEY,
            "head": each.head,
            "own": each.row,
            "receipts": each.receipts,
        }
        for each in asked
    ]
    found: list[Any] = node(_IN_NODE, json.dumps(questions))
    return found


def _fault(sentence: Sentence) -> tuple[str, dict[str, Any]]:
    return key_of(sentence), {name: value for name, value in sentence.arguments.items() if name != "sentence"}


def test_the_vectors_on_disk_are_what_the_program_writes() -> None:
    folder = VECTORS / "page"
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    assert found == vector_files(), "python -m tests.web.ledger_vectors"


def test_the_vectors_have_every_kind_of_entry_and_row() -> None:
    made = whole()
    reasons = {"opening", "batch", "amended", "late", "closing", "ended"}
    assert {each.reason for each in made.entries} == reasons
    acts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number in sorted(made.rows):
        for row in made.rows[number]:
            acts[row["key"]].append((row["act"], row["version"]))
    assert [("sign", 1), ("withdraw", 0), ("sign", 2)] in acts.values()  # signed again
    assert [("sign", 1), ("sign", 2)] in acts.values()  # a newer version
    assert [("sign", 1), ("withdraw", 0)] in acts.values()


def test_a_ledger_with_rows_is_right(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = by_one_file(path)
    assert found.faults == found.notes == []
    assert ("rows", {"number": 11, "found": 6}) in found.holds
    assert ("counts", {"publications": 6, "count": 4}) in found.holds
    faults, told = by_tocsin(path)
    assert faults == []
    assert {"rows", "rounds", "key", "not-shown-page"} <= told


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_checker_names_the_attack_with_its_file_and_line(attack: str, tmp_path: Path) -> None:
    asked = ATTACKS[attack]
    path = written(tmp_path, asked)
    found = by_one_file(path, asked.head, asked.row, asked.receipts)
    assert as_strings(found.faults) == as_strings(asked.wrong)
    faults, told = by_tocsin(path, asked.head, asked.row, asked.receipts)
    assert as_strings(faults) == as_strings(asked.wrong)
    assert "rows" not in told or "rounds.json" in asked.changed


def test_the_page_names_each_attack_with_its_file_and_line() -> None:
    right, *found = in_the_browser([Attack({}, ()), *ATTACKS.values()])
    assert right["wrong"] == right["notes"] == []
    assert ["rows", {"number": 11, "found": 6}] in right["holds"]
    for (attack, asked), told in zip(ATTACKS.items(), found, strict=True):
        assert as_strings(told["wrong"]) == as_strings(asked.wrong), attack


def test_a_ledger_without_its_rows_is_not_said_to_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_bytes(whole().ledger())
    found = by_one_file(path)
    assert [name for name, _ in found.notes] == ["rounds-unchecked", "rows-unchecked"]
    faults, told = by_tocsin(path)
    assert faults == []
    assert {"rows-unchecked", "rounds-unchecked"} <= told
    assert "rows" not in told


def test_rows_are_found_beside_the_ledger_too(tmp_path: Path) -> None:
    for name, raw in right_files().items():
        (tmp_path / Path(name).name).write_bytes(raw)
    path = tmp_path / f"{SLUG}.json"
    assert ("rows", {"number": 11, "found": 6}) in by_one_file(path).holds
    assert "rows" in by_tocsin(path)[1]


def board(*ledgers: PageLedger, rounds_of: bytes, **changed: bytes) -> dict[str, bytes]:
    """Return a board's files, with ``changed`` put in before it is signed."""
    told = [
        {"demand": each.slug, "publications": [entry.as_json() for entry in each.entries]} for each in ledgers
    ]
    files = {
        "data/board.json": json.dumps({"demands": told}, ensure_ascii=False, indent=1).encode() + b"\n",
        "rounds.json": rounds_of,
        **{f"ledger/{name}": raw for each in ledgers for name, raw in each.files().items()},
    }
    return signed_board({**files, **changed})


def other_ledger(issuer: TokenIssuer) -> PageLedger:
    """Return the ledger of another demand, which the same people sign."""
    made = PageLedger("pay-rise", 8, issuer.spki, token=issuer.token)
    made.add("opening")
    made.add("batch", *(made.sign(place, 1, 1) for place in "abc"))
    return made


def test_the_three_find_a_board_with_rows_right_and_name_what_is_wrong_there(tmp_path: Path) -> None:
    second = TokenIssuer(another=True)
    first, other, same = whole(), other_ledger(second), other_ledger(issuer())
    announced = rounds([fingerprint(second.spki)])
    right = board(first, other, rounds_of=announced)
    rows = "ledger/halt-ice/rows-2.jsonl", "ledger/pay-rise/rows-2.jsonl"
    swapped = dict(zip(rows, [right[name] for name in reversed(rows)], strict=True))
    lying = whole()
    lying.entries[3] = replace(lying.entries[3], count=50, issued=50)
    lying.seal()
    cases: list[tuple[dict[str, bytes], set[str]]] = [
        (right, set()),
        (board(first, other, rounds_of=rounds()), {"round-no-key"}),
        (board(first, same, rounds_of=announced), {"key-twice"}),
        ({**right, **swapped}, {"file-changed"}),
        (
            board(first, other, rounds_of=announced, **swapped),  # by whoever has the union's key
            {"rows-hash", "index-hash", "row-token", "row-signature", "rows-count"},
        ),
        (
            {name: raw for name, raw in right.items() if not name.endswith("rows-2.jsonl")},
            {"file-missing"},
        ),
        (board(lying, other, rounds_of=announced), {"rows-count"}),
    ]
    answers = by_all([Question(files, KEY) for files, _ in cases], tmp_path)
    assert answers[0].told == {"key", "places", "rows", "rounds"}
    for answer, (_, wanted) in zip(answers, cases, strict=True):
        assert answer.wrong == wanted


@pytest.mark.parametrize("times", [40, pytest.param(1_500, marks=pytest.mark.full)])
def test_any_changed_byte_of_a_file_is_found(times: int, tmp_path: Path) -> None:
    right, chance = right_files(), random.Random(7)
    changed = []
    for name, raw in chance.choices([*right.items()], k=times):
        place = chance.randrange(len(raw))
        other = bytes([raw[place] ^ chance.choice([1, 2, 4, 8, 16, 32])])
        changed.append(Attack({name: raw[:place] + other + raw[place + 1 :]}, ()))
    assert all(told["wrong"] for told in in_the_browser(changed))
    for each in changed:
        path = written(tmp_path, each)
        assert by_one_file(path).faults, each
        assert by_tocsin(path)[0], each


OWN: dict[str, tuple[str, str]] = {
    "whole": (json.dumps(whole().sign("d", 1, 2)), "own"),
    "its key, that signs": (whole().sign("d", 1, 2)["key"], "own-signed"),
    "its key, that withdrew": (whole().sign("c", 1, 1)["key"], "own-withdrawn"),
    "withdrawn since": (json.dumps(whole().sign("c", 1, 1)), "own-newer"),
    "not published yet": (json.dumps(whole().sign("d", 2, 0)), "own-absent"),
    "another person's": (json.dumps(whole().sign("z", 1, 1)), "own-absent"),
    "cut short": (json.dumps(whole().sign("d", 1, 2))[:-9], "own-unread"),
}


@pytest.mark.parametrize("kept", OWN)
def test_a_signer_is_told_about_the_own_row(kept: str, tmp_path: Path) -> None:
    row, wanted = OWN[kept]
    path = written(tmp_path)
    found = by_one_file(path, row=row)
    said = {name for name, _ in [*found.faults, *found.holds, *found.notes] if name.startswith("own")}
    assert wanted in said
    assert said <= {wanted, "own"}
    (page,) = in_the_browser([Attack({}, (), row=row)])
    keys = {key for key, _ in [*page["wrong"], *page["holds"], *page["notes"]]}
    assert {key for key in keys if key.startswith("own")} == said
    faults, told = by_tocsin(path, row=row)
    assert {key for key, _ in faults} | {name for name in told if name.startswith("own")} == said
