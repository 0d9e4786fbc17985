"""Vectors of the verifiers: in ``tests/vectors``, a folder for each good or forged ledger or board, named by
what was done. ``files`` has its files, and ``answer.json`` what each verifier must answer: what is wrong,
what holds and what is noted. ``asked.json`` has what is asked: ``check``, the file of a ledger, or "."
for a board; ``key``, ``head``, ``row`` and ``receipts`` as they are given; ``like``, another vector whose
files it has too, but for those in ``without``; ``made``, files too large to keep, as texts and how often
each is repeated.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.board.verify import ODD, Unreadable, Verification
from tests.board.ledgers import KEY, SLUG

VECTORS = Path(__file__).parents[1] / "vectors"
LEDGER = f"{SLUG}.json"
BOARD = "."

Fault = tuple[str, dict[str, Any]]
Answer = dict[str, list[Any]]


@dataclass(frozen=True, kw_only=True)
class Vector:
    """Files, what is asked of them, and what must be answered. ``wrong``: each fault with its values, or the
    keys of all faults; ``told``: keys of what holds or is noted."""

    files: Mapping[str, bytes]
    like: str = ""
    check: str = LEDGER
    key: str | None = KEY
    head: str | None = None
    row: str | None = None
    receipts: str | None = None
    made: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    wrong: Sequence[Fault] | frozenset[str] = ()
    told: frozenset[str] = frozenset()

    def asked(self, of: Mapping[str, bytes]) -> dict[str, Any]:
        """Return ``asked.json``; ``of`` are the files of the vector that it is like."""
        without = sorted(of.keys() - self.files.keys())
        given = {name: getattr(self, name) for name in ("key", "head", "row", "receipts")}
        more = {"like": self.like, "without": without, "made": self.made, **given}
        return {"check": self.check, **{name: value for name, value in more.items() if value}}

    def as_answered(self, answer: Answer) -> bool:
        """True if an answer is as it must be."""
        keys = {key for key, _ in answer["wrong"]}
        if isinstance(self.wrong, frozenset):
            right = keys == self.wrong
        else:
            right = as_strings(answer["wrong"]) == as_strings(self.wrong)
        return right and self.told <= {key for key, _ in [*answer["holds"], *answer["notes"]]}


def folders_of(vectors: Mapping[str, Vector]) -> dict[str, bytes]:
    """Return the files of all vectors but their answers, by their paths below ``VECTORS``."""
    found = {}
    for name, vector in vectors.items():
        of = vectors[vector.like].files if vector.like else {}
        found[f"{name}/asked.json"] = as_json(vector.asked(of))
        for path, raw in vector.files.items():
            if of.get(path) != raw:
                found[f"{name}/files/{path}"] = raw
    return found


def as_json(value: object) -> bytes:
    """Return the content of a file of JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def stored() -> Sequence[str]:
    """Return the names of the vectors on disk."""
    return sorted(path.name for path in VECTORS.iterdir())


def asked_of(name: str) -> dict[str, Any]:
    """Return what a vector on disk asks."""
    found: dict[str, Any] = json.loads((VECTORS / name / "asked.json").read_bytes())
    return found


def answer_of(name: str) -> Answer:
    """Return the answer that stands beside a vector."""
    found: Answer = json.loads((VECTORS / name / "answer.json").read_bytes())
    return found


def files_of(name: str) -> dict[str, bytes]:
    """Return all files of a vector on disk."""
    asked, root = asked_of(name), VECTORS / name / "files"
    found = files_of(asked["like"]) if "like" in asked else {}
    found |= {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
    for path, parts in asked.get("made", {}).items():
        found[path] = b"".join(text.encode() * times for text, times in parts)
    return {path: raw for path, raw in found.items() if path not in asked.get("without", ())}


def write_files(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into a folder, and return it."""
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return folder


def answer_by_python(folder: Path, asked: Mapping[str, Any]) -> Answer:
    """Return what ``verify.py`` answers to a question about the files in a folder."""
    found = Verification(asked.get("row"), asked.get("receipts"))
    try:
        found.check(folder / asked["check"], asked.get("key"), asked.get("head"))
    except Unreadable as error:
        found.faults.append((str(error), error.values))
    except ODD:
        found.faults.append(("no-list", {}))
    return as_said({"wrong": found.faults, "holds": found.holds, "notes": found.notes})


def as_said(answer: Answer) -> Answer:
    """Return an answer as people read it: beside what is wrong, nothing is said to hold."""
    return {**answer, "holds": [] if answer["wrong"] else answer["holds"]}


def as_strings(told: Iterable[Sequence[Any]]) -> list[Any]:
    """Return sentences in a fixed order, with their values as text, to be compared."""
    return sorted(
        (key, tuple(sorted((name, str(value)) for name, value in values.items()))) for key, values in told
    )
