"""The ledger of a demand, as three programs check it: ``tocsin verify``, ``verify.py``, and the page's script
in Node."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.exports.ledger_file import Head
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.exports.verdict import NotAnExport
from bot.exports.verify import verify
from bot.web.verify import Verification
from tests.web.ledger_vectors import LEDGERS, SEED, VECTORS, entry, file_of, whole

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
KEY = ManifestSigner(SEED).public_key
BYTES = 300  # changed one by one in each file
COUNTS = {"whole": (7, 71), "restored": (4, 40)}
IN_NODE = """
const { check } = require(process.argv[1]);
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const told = [];
  for (const one of asked) told.push(await check(one.raw, one.key, one.head));
  console.log(JSON.stringify(told));
})();
"""


def by_tocsin(raw: bytes, folder: Path, key: str | None = None, head: str | None = None) -> list[str]:
    """Return the faults that ``tocsin verify`` names."""
    (folder / "ledger.json").write_bytes(raw)
    try:
        return [str(fault) for fault in verify(folder / "ledger.json", key=key, head=head).faults]
    except NotAnExport as error:
        return [str(error)]


def by_one_file(raw: bytes, key: str | None = None, head: str | None = None) -> list[str]:
    """Return the faults that ``verify.py`` names."""
    found = Verification()
    try:
        found.verify(raw, key, head)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [repr(error)]
    return found.faults


def in_the_browser(*asked: tuple[bytes, str | None, str | None]) -> list[dict[str, Any]]:
    """Return what the script of the page answers about each file, key and head."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node runs the script of the page, and is not here")
    files = [{"raw": raw.decode("utf-8", "replace"), "key": key, "head": head} for raw, key, head in asked]
    done = subprocess.run(
        [node, "-e", IN_NODE, str(ROOT / "bot/web/static/verify.js")],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize("name", LEDGERS)
def test_the_vectors_are_what_the_program_writes(name: str) -> None:
    assert (VECTORS / f"{name}.json").read_bytes() == file_of(LEDGERS[name]())


@pytest.mark.parametrize("name", LEDGERS)
def test_the_three_agree_that_a_ledger_is_right(name: str, tmp_path: Path) -> None:
    raw = (VECTORS / f"{name}.json").read_bytes()
    head = str(Head.of(LEDGERS[name]()[1]))
    for key in (KEY, fingerprint(KEY)):
        assert by_tocsin(raw, tmp_path, key, head) == []
        assert by_one_file(raw, key, head) == []
    (told,) = in_the_browser((raw, KEY, head))
    publications, count = COUNTS[name]
    assert told["wrong"] == []
    assert told["holds"] == [
        ["key", {}],
        ["counts", {"publications": publications, "count": count}],
        ["head", {"number": 2}],
    ]
    noted = [key for key, _ in told["notes"]]
    assert noted == (["restored", "clock"] if name == "restored" else [])


@pytest.mark.parametrize("name", LEDGERS)
def test_each_of_the_three_finds_any_byte_that_is_changed(name: str, tmp_path: Path) -> None:
    raw = (VECTORS / f"{name}.json").read_bytes()
    chance = random.Random(5)
    changed = []
    for place in chance.sample(range(len(raw)), BYTES):
        other = bytes([chance.choice([one for one in b'0aZ ",}' if one != raw[place]])])
        changed.append(raw[:place] + other + raw[place + 1 :])
    for one in changed:
        assert by_tocsin(one, tmp_path, KEY), one
        assert by_one_file(one, KEY), one
    for one, told in zip(changed, in_the_browser(*((one, KEY, None) for one in changed)), strict=True):
        assert told["wrong"], one


def forged(**changes: Any) -> bytes:
    """Return a ledger that was changed in its middle and signed again, by whoever has the key."""
    entries = whole()
    entries[4] = entry(entries[3], **{"published_at": "2026-02-05T09:00:00Z", "count": 61, **changes})
    return file_of(entries)


LYING = {
    "a later entry does not follow": forged(),
    "an entry is missing": file_of([one for one in whole() if one.number != 4]),
    "an entry stands twice": file_of([*whole()[:3], *whole()[2:]]),
    "another demand": file_of([*whole()[:6], entry(whole()[5], count=71, demand_id=8, published_at="2026")]),
    "a text that is not in the file": file_of(
        [entry(None, count=3, text_hash="0" * 64, published_at="2026")]
    ),
    "a negative count": file_of([entry(None, count=-1, published_at="2026")]),
    "lost, and nothing named": file_of(
        [*whole(), entry(whole()[-1], count=80, reason="restored", published_at="2026")]
    ),
    "truncated": (VECTORS / "whole.json").read_bytes()[:-400],
    "cut after the last entry": file_of(whole()).replace(b'"number": 7', b'"number": 6'),
    "of another kind": b'{"format": 1, "kind": "tocsin-export"}\n',
    "no JSON": b"\xff\xfe",
    "a list": b"[]\n",
}


@pytest.mark.parametrize("lie", LYING)
def test_each_of_the_three_finds_a_history_that_was_forged_with_the_key(lie: str, tmp_path: Path) -> None:
    raw = LYING[lie]
    assert by_tocsin(raw, tmp_path, KEY)
    assert by_one_file(raw, KEY)
    assert in_the_browser((raw, KEY, None))[0]["wrong"]


def test_each_of_the_three_finds_another_history_and_another_key_by_what_one_has_kept(tmp_path: Path) -> None:
    whole_raw, other_raw = file_of(whole()), file_of(whole()[:5])
    kept = {
        "of another history": (file_of([entry(None, count=9, published_at="2026")]), KEY, _head(whole()[2])),
        "newer than the file": (other_raw, KEY, _head(whole()[6])),
        "another key": (whole_raw, "ab" * 32, None),
        "another fingerprint": (whole_raw, "ab" * 16, None),
    }
    for raw, key, head in kept.values():
        assert by_tocsin(raw, tmp_path, key, head)
        assert by_one_file(raw, key, head)
        assert in_the_browser((raw, key, head))[0]["wrong"]


def test_a_head_of_what_a_restored_backup_lost_is_no_fault(tmp_path: Path) -> None:
    entries = LEDGERS["restored"]()
    lost = f"halt-ice 3 {(entries[2].previous_hash or '')[:32]}"
    raw = file_of(entries)
    assert by_tocsin(raw, tmp_path, KEY, lost) == []
    assert by_one_file(raw, KEY, lost) == []
    (told,) = in_the_browser((raw, KEY, lost))
    assert told["wrong"] == []
    assert ["head-lost", {"number": 3}] in told["notes"]


def _head(of: Any) -> str:
    return str(Head.of(of))
