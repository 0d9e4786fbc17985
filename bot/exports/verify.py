"""``tocsin verify``: the program that is also published alone (``bot.board.verify``), and the time-stamps in
an export, the evidence or a board, which need more than that has. Offline."""

import re
import ssl
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from bot.board.verify import ODD, Files, Json, Unreadable, Verification, receipts_in
from bot.errors import Sentence, SentenceError
from bot.exports.timestamps.document import (
    DOCUMENT,
    EVIDENCE,
    FOLDER,
    HEADS,
    NotADocument,
    StampedHead,
    heads_of,
    parts_of,
    sums_of,
)
from bot.petitions.counts.ledger import LedgerEntry, sentence_of


class NotAnExport(SentenceError):
    """The input cannot be verified at all."""


@dataclass(slots=True)
class Verdict:
    """Result of a verification: sentences about the checks that passed, and about those that failed."""

    holds: list[Sentence] = field(default_factory=list)
    faults: list[Sentence] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)
    """The authority of each time-stamp by the SHA-256 of its root certificate."""

    @property
    def good(self) -> bool:
        return not self.faults


_NAME = re.compile(rf"{FOLDER}(\d{{4}}-\d\d-\d\d)/(document\.json|(?:heads|evidence)\.json|\d\.tsr|\d\.pem)")

T = TypeVar("T")
Ledgers = Mapping[str, Sequence[LedgerEntry]]


class TimestampChecker:
    """Checks the files of time-stamps among ``names``, which ``read`` returns."""

    def __init__(self, names: Iterable[str], read: Callable[[str], bytes], verdict: Verdict) -> None:
        self._read = read
        self._verdict = verdict
        self._days: dict[str, set[str]] = {}
        for name in sorted(names):
            if name.startswith(FOLDER):
                found = _NAME.fullmatch(name)
                if found is None:
                    self._fault("terminal-verify-timestamp-shape", name=name)
                else:
                    self._days.setdefault(found[1], set()).add(found[2])

    def check_heads(self, ledgers: Ledgers, *, whole: bool = True) -> None:
        """Check that the ledgers still have the publications that were time-stamped. ``whole``: they are all
        of the server's."""
        for day, every in self._parts(HEADS, heads_of):
            heads = [head for head in every if whole or head.demand in ledgers]
            self._check_history(day, heads, ledgers)
            if heads:
                told = ", ".join(f"{head.demand} {head.number}" for head in heads)
                self._tell(day, "terminal-verify-timestamp-heads", heads=told)
        self._tell_limits()

    def check_answers(self, answers: Collection[str]) -> None:
        """Tell when the answers, by their SHA-256, existed, and how many no time-stamp covers."""
        wanted = set(answers)
        covered: set[str] = set()
        for day, sums in self._parts(EVIDENCE, sums_of):
            found = wanted.intersection(sums)
            if self._tell(day, "terminal-verify-timestamp-evidence", count=len(found)):
                covered |= found
        if self._days and covered != wanted:
            self._hold("terminal-verify-timestamp-uncovered", count=len(wanted - covered))
        self._tell_limits()

    def _parts(self, kind: str, read: Callable[[bytes], T]) -> Iterator[tuple[str, T]]:
        """Yield what the part of each day has, once the day's document is known to have its SHA-256."""
        for day, names in self._days.items():
            folder, name = f"{FOLDER}{day}/", DOCUMENT
            if not {DOCUMENT, f"{kind}.json"} <= names:
                self._fault("terminal-verify-timestamp-shape", name=folder)
                continue
            part = self._read(f"{folder}{kind}.json")
            try:
                known = parts_of(self._read(f"{folder}{DOCUMENT}"))
                name = f"{kind}.json"
                if sha256(part).hexdigest() not in known:
                    self._fault("terminal-verify-timestamp-part", name=folder + name)
                    continue
                found = read(part)
            except NotADocument:
                self._fault("terminal-verify-timestamp-shape", name=folder + name)
                continue
            yield day, found

    def _tell(self, day: str, id: str, **more: str | int) -> bool:
        """Tell of each valid time-stamp of a day's document; return whether there is one."""
        from bot.exports.timestamps.tokens import TokenError, check_token  # no start needs it

        folder, told = f"{FOLDER}{day}/", False
        document = self._read(f"{folder}{DOCUMENT}")
        answers = sorted(name for name in self._days[day] if name.endswith(".tsr"))
        roots = {name for name in self._days[day] if name.endswith(".pem")}
        if not answers or {f"{name[0]}.pem" for name in answers} != roots:
            self._fault("terminal-verify-timestamp-shape", name=folder)
            return False
        for name in answers:
            try:
                root = ssl.PEM_cert_to_DER_cert(self._read(f"{folder}{name[0]}.pem").decode("ascii"))
                token = check_token(self._read(folder + name), document, root)
            except TokenError as error:
                self._fault("terminal-verify-timestamp-wrong", name=folder + name, reason=error.sentence)
                continue
            except ValueError:
                self._fault("terminal-verify-timestamp-shape", name=f"{folder}{name[0]}.pem")
                continue
            self._verdict.roots[token.root] = token.authority
            self._hold(id, name=folder + name, at=_moment(token.stamped_at), by=token.authority, **more)
            told = True
        return told

    def _check_history(self, day: str, heads: Iterable[StampedHead], ledgers: Ledgers) -> None:
        for head in heads:
            entries = ledgers.get(head.demand, ())
            if (head.number, head.hash) not in {(each.number, each.hash) for each in entries}:
                told = {"day": day, "demand": head.demand, "number": str(head.number)}
                self._fault("terminal-verify-timestamp-head", **told)

    def _tell_limits(self) -> None:
        """Tell, once for each root certificate, what to compare, and what a time-stamp does not show."""
        for root, authority in self._verdict.roots.items():
            self._hold("terminal-verify-timestamp-root", by=authority, root=_grouped(root))
        if self._verdict.roots:
            self._hold("terminal-verify-timestamp-not-shown")

    def _hold(self, id: str, **values: object) -> None:
        self._verdict.holds.append(Sentence(id, **values))

    def _fault(self, id: str, **values: object) -> None:
        self._verdict.faults.append(Sentence(id, **values))


def check_roots(verdict: Verdict, files: Iterable[Path]) -> None:
    """Check that each time-stamp of a verdict is under one of the root certificates in ``files``. Raises
    ``NotAnExport``."""
    from bot.exports.timestamps.tokens import TokenError, root_certificate  # no start needs it

    trusted = set()
    for path in files:
        try:
            trusted.add(sha256(root_certificate(path)).hexdigest())
        except TokenError as error:
            raise NotAnExport(error.sentence) from error
        except OSError as error:
            raise NotAnExport("terminal-unreadable", file=path, reason=error.strerror) from error
    verdict.holds = [each for each in verdict.holds if each.id != "terminal-verify-timestamp-root"]
    if not verdict.roots:
        verdict.holds.append(Sentence("terminal-verify-timestamp-none"))
    for root, authority in verdict.roots.items():
        good = root in trusted
        id = "terminal-verify-timestamp-expected-root" if good else "terminal-verify-timestamp-other-root"
        told = Sentence(id, by=authority, root=_grouped(root))
        (verdict.holds if good else verdict.faults).append(told)


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _moment(at: datetime) -> Sentence:
    at = at.astimezone(UTC)
    return Sentence("terminal-moment", day=at.date(), time=f"{at:%H:%M}")


_NOT_READ = frozenset(
    {"no-list", "no-ledger", "newer-format", "too-large", "file-odd", "archive-odd", "key-unread"}
)
"""Faults after which nothing was checked, if they are the only ones."""


class _WithTimestamps(Verification):
    """A verification that checks time-stamps as well."""

    def __init__(self, own: str | None, receipts: str | None) -> None:
        super().__init__(own, receipts)
        self.dated = Verdict()

    def timestamps(self, folder: Files, names: list[str], manifest: Json) -> None:
        checker = TimestampChecker(names, folder.read, self.dated)
        if manifest["kind"] == "tocsin-evidence":
            listed = manifest["files"].items()
            answers = {told["sha256"] for name, told in listed if name.startswith("snapshots/")}
            checker.check_answers(answers)
        else:
            checker.check_heads(self.entries())

    def beside(self, path: Path) -> None:
        """Check the time-stamps in a board's folder, as far as they are of its ledger at ``path``."""
        root = next((each for each in path.parents[:2] if (each / FOLDER).is_dir()), None)
        if root is not None:
            names = [FOLDER + name for name in Files(root / FOLDER).names()]
            TimestampChecker(names, Files(root).read, self.dated).check_heads(self.entries(), whole=False)

    def entries(self) -> dict[str, Sequence[LedgerEntry]]:
        return {slug: [LedgerEntry.read(each) for each in found] for slug, found in self.ledgers.items()}


def verify(
    path: Path,
    *,
    key: str | None = None,
    head: str | None = None,
    row: str | None = None,
    receipt: Path | None = None,
) -> Verdict:
    """Verify a board, an export or the evidence, a folder or an archive, or the ledger file of a demand.
    ``key`` is the public key in hexadecimal, or its fingerprint, with or without spaces; ``head`` the line
    that was posted under a count of a demand in it; ``row`` the row, or its key, that somebody kept who
    signed on the page; ``receipt`` the file with the box's receipts that the page saves. Raises
    ``NotAnExport``."""
    try:
        found = _WithTimestamps(row, None if receipt is None else receipts_in(receipt))
        found.check(path, key, head)
        if path.suffix == ".json" and not found.faults:
            found.beside(path)
    except Unreadable as error:
        raise NotAnExport(sentence_of(str(error), error.values)) from None
    except OSError as error:
        file = error.filename or path
        raise NotAnExport("terminal-unreadable", file=file, reason=error.strerror) from error
    except ODD:
        raise NotAnExport("board-check-no-list") from None
    if len(found.faults) == 1 and found.faults[0][0] in _NOT_READ:
        raise NotAnExport(sentence_of(*found.faults[0]))
    verdict = found.dated
    said = found.told(key, wrong=not verdict.good)
    told = [(mark, sentence_of(name, values)) for mark, name, values in said]
    verdict.faults[:0] = [each for mark, each in told if mark == "x"]
    last = [each for mark, each in told if mark == ""]
    verdict.holds = [*(each for mark, each in told if mark in ("!", "+", "-")), *verdict.holds, *last]
    return verdict
