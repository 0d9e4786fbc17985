"""Comparison of the histories that are about to be published with those that were: what a board has shown of
a demand's publications, and of the rounds of issuing keys, must stand. Whoever has the database alone cannot
make a board show another history.

What was published is known from the ledgers in the published folder, and, also for a new folder, from the
checkpoints beside the keys (``petitions.counts.checkpoints``).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import Sentence
from bot.exports.ledger_file import Head
from bot.exports.page.rounds import NAME as ROUNDS
from bot.exports.page.rounds import chained
from bot.petitions.counts.checkpoints import Checkpoint
from bot.petitions.counts.ledger import LedgerEntry, faults_of
from bot.registrar.rounds import RoundEntry
from bot.web.events import BoardDemand


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
        if head is not None and head.slug == slug:
            known = {**known, head.number: _Known(slug, head.number, head.hash)}
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
