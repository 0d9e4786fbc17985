"""History in the published folder: what a board has shown of a demand's publications, and of the rounds of
issuing keys, must stand. Whoever has the database alone cannot make a board show another history. Blocking.

What was published is known from the ledgers in the published folder, and, also for a new folder, from the
checkpoints beside the keys (``petitions.counts.checkpoints``). After a restored backup, what the database
lacks is found there, verified (``find``).
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot.board.contents import BoardDemand
from bot.board.verify import MAX_SIZE, Files, Unreadable, Verification, odd_rounds, read_ledger, read_rounds
from bot.errors import Sentence
from bot.exports.ledger_file import ROUNDS, Head, chained
from bot.exports.manifest import LEDGERS
from bot.page.registrar.rounds import RoundEntry
from bot.petitions.counts.checkpoints import Checkpoint
from bot.petitions.counts.ledger import LedgerEntry, faults_of
from bot.petitions.page_rows import ALTERED, CONTRADICTED, rows_name

_MAX_ROW = 1_000  # bytes


class HeldError(Exception):
    """A published ledger that says more than the database and is not taken over. ``why``: ``ALTERED``,
    ``CONTRADICTED``; ``file``: its path in the folder."""

    def __init__(self, why: str, file: str) -> None:
        super().__init__(why, file)
        self.why = why
        self.file = file


@dataclass(frozen=True, slots=True)
class Stored:
    """A demand as the database has it. ``lost``: number and hash of the last publication that it is known to
    lack."""

    id: int
    slug: str
    board: str
    ledger: Sequence[LedgerEntry]
    versions: Mapping[int, tuple[str, str]]
    lost: tuple[int, str] | None

    @property
    def file(self) -> str:
        return f"{self.board}/{LEDGERS}{self.slug}.json"


@dataclass(frozen=True, slots=True)
class Found:
    """Findings in the folder that the database lacks: entries, files of rows by number, and versions."""

    entries: Sequence[LedgerEntry]
    rows: Mapping[int, bytes]
    versions: Sequence[Mapping[str, Any]]


def find(stored: Stored, raw: bytes, public_key: str, site: Path) -> Found | None:
    """Return what is to be taken over from a ledger file, verified; ``None`` if nothing is. Raises
    ``HeldError``."""
    try:
        file = read_ledger(raw)
        entries = [LedgerEntry.read(value) for value in file["entries"]]
    except Unreadable:
        file, entries = {}, []
    shown = {entry.number: entry.hash for entry in entries}
    new = [entry for entry in entries if entry.number > stored.ledger[-1].number]
    differs = any(shown.get(entry.number, entry.hash) != entry.hash for entry in stored.ledger)
    if entries and not new and not differs:
        return None
    rows = _rows(stored, entries, site)
    if not entries or not _is_valid(raw, public_key, rows):
        if new or stored.lost is not None:
            raise HeldError(ALTERED, stored.file)
        return None  # damaged on the disk, and nothing is lost: it is written again
    named = {each["version"]: (each["text_sha256"], each.get("consent_sha256")) for each in file["versions"]}
    differs |= any(named.get(number, hashes) != hashes for number, hashes in stored.versions.items())
    if differs or not _reaches(entries, stored.lost):
        raise HeldError(CONTRADICTED, stored.file)
    if faults_of([*stored.ledger, *new]):  # it goes on from what another backup had lost
        return None
    return Found(
        entries=new,
        rows={each.number: rows[rows_name(stored.slug, each.number)] for each in new if each.rows_sha256},
        versions=[each for each in file["versions"] if each["version"] not in stored.versions],
    )


def _is_valid(raw: bytes, public_key: str, rows: Mapping[str, bytes]) -> bool:
    """Verify a ledger file, with every row."""
    found = Verification()
    found.ledger(raw, public_key, None, _RowFiles(rows))
    return not found.faults


class _RowFiles(Files):
    """Files of rows that were read, by their names."""

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self._rows = rows

    def size(self, name: str) -> int | None:
        return len(self._rows[name]) if name in self._rows else None

    def open(self, name: str) -> IO[bytes]:
        return io.BytesIO(self._rows[name])

    def rounds(self) -> bytes | None:
        return None


def signed_rounds(raw: bytes, public_key: str) -> Sequence[Mapping[str, Any]] | None:
    """Return the rounds of a file that this key signed, each following the one before; ``None`` for any other
    file."""
    try:
        rounds = read_rounds(raw, public_key)
    except Unreadable:
        return None
    return None if odd_rounds(rounds) else rounds


def _rows(stored: Stored, entries: Sequence[LedgerEntry], site: Path) -> Mapping[str, bytes]:
    """Return the files of rows of all entries by name. Raises ``HeldError`` for one that is not as its entry
    says."""
    found = {}
    for entry in entries:
        if entry.rows_sha256 is not None:
            name = rows_name(stored.slug, entry.number)
            file = f"{stored.board}/{LEDGERS}{name}"
            rows = content(site / file, _MAX_ROW * max(entry.places or 0, 0))
            if rows is None or hashlib.sha256(rows).hexdigest() != entry.rows_sha256:
                raise HeldError(ALTERED, file)
            found[name] = rows
    return found


def _reaches(entries: Sequence[LedgerEntry], lost: tuple[int, str] | None) -> bool:
    """True if a ledger has the last publication that is known to be lost, goes on from it, or ends before."""
    if lost is None or entries[-1].number < lost[0]:
        return True
    return any(
        lost[1] == entry.hash or (entry.reason == "restored" and lost[1] == entry.previous_hash)
        for entry in entries
    )


def content(path: Path, most: int = MAX_SIZE) -> bytes | None:
    """Return a file; ``None`` if there is none, or it is longer than ``most``. Raises ``OSError``."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        content = file.read(most + 1)
    return content if len(content) <= most else b""


def contradiction(
    board: str,
    demands: Sequence[BoardDemand],
    rounds: Sequence[RoundEntry],
    published: Path | None,
    kept: Mapping[int, Checkpoint],
) -> Sentence | None:
    """Return the first contradiction between the demands and rounds of a board and what was published of
    them, with what to do; ``None`` if there is none. ``published`` is the board's folder, ``kept`` are the
    checkpoints by demand. Blocking."""
    before = {} if published is None else _ledgers(published)
    for one in demands:
        slug, ledger = one.view.slug, one.published.ledger
        head = kept.get(one.view.id)
        known = before.pop(slug, {})
        if head is not None:
            known = {**known, head.number: _Known(head.slug, head.number, head.hash)}
        if (why := _why(ledger, known)) is not None:
            return Sentence("terminal-board-history", board=board, demand=slug, why=why)
    for slug in sorted(before):
        if before[slug]:
            why = Sentence("terminal-board-history-gone", head=str(before[slug][max(before[slug])]))
            return Sentence("terminal-board-history", board=board, demand=slug, why=why)
    return None if published is None else _rounds_contradiction(board, rounds, published / ROUNDS)


def _rounds_contradiction(board: str, rounds: Sequence[RoundEntry], file: Path) -> Sentence | None:
    """Return what is wrong with rounds that continue those in a published file. One that is damaged on the
    disk is written again."""
    now = {each["number"]: each["hash"] for each in chained(each.published() for each in rounds)}
    for number, hash in _rounds(file):
        if now.get(number) != hash:
            id = "other" if number in now else "older"
            why = Sentence(f"terminal-board-rounds-{id}", number=str(number))
            return Sentence("terminal-board-rounds", board=board, why=why)
    return None


def _rounds(file: Path) -> list[tuple[int, str]]:
    """Return number and hash of each round in a published file."""
    try:
        return [(each["number"], each["hash"]) for each in json.loads(file.read_bytes())["rounds"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


@dataclass(frozen=True, slots=True)
class _Known:
    """A publication that a board has shown."""

    demand: str
    number: int
    hash: str

    def __str__(self) -> str:
        return str(Head.at(self.demand, self.number, self.hash))


def _ledgers(board: Path) -> dict[str, dict[int, _Known]]:
    """Return what each ledger file in a published board has, by demand and number."""
    found = {}
    for path in sorted((board / "ledger").glob("*.json")):
        try:
            entries = [LedgerEntry.read(value) for value in json.loads(path.read_bytes())["entries"]]
        except (ValueError, KeyError, TypeError):
            entries = []  # damaged on the disk: the checkpoint is left
        found[path.stem] = {entry.number: _known(entry) for entry in entries}
    return found


def _known(entry: LedgerEntry) -> _Known:
    return _Known(entry.demand, entry.number, entry.hash or "")


def _why(ledger: Sequence[LedgerEntry], known: Mapping[int, _Known]) -> Sentence | None:
    """Return what is wrong with a ledger that continues the known publications. Those that were lost with a
    restored backup may be missing, if an entry says so and follows the last of them."""
    faults = faults_of(ledger)
    if faults:
        return Sentence("terminal-board-history-broken", fault=faults[0])
    here = {entry.number: entry for entry in ledger}
    for number in sorted(known):
        if number in here:
            now = _known(here[number])
            if now.hash != known[number].hash:
                return Sentence("terminal-board-history-other", published=str(known[number]), now=str(now))
            continue
        after: Any = next((entry for entry in ledger if entry.number > number), None)
        last = known[max(each for each in known if after is None or each < after.number)]
        if after is None:
            return Sentence("terminal-board-history-older", published=str(last), number=str(number))
        if after.reason != "restored" or after.previous_hash != last.hash:
            return Sentence("terminal-board-history-other", published=str(last), now=str(_known(after)))
    return None
