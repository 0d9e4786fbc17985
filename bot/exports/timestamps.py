"""Verification of the time-stamps in an export, the evidence or a board, offline."""

import re
import ssl
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bot.errors import Sentence
from bot.exports.verdict import NotAnExport, Verdict
from bot.petitions.counts.ledger import LedgerEntry
from bot.timestamps.carried import DOCUMENT, FOLDER
from bot.timestamps.document import EVIDENCE, HEADS, NotADocument, StampedHead, heads_of, parts_of, sums_of

_NAME = re.compile(rf"{FOLDER}(\d{{4}}-\d\d-\d\d)/(document\.json|(?:heads|evidence)\.json|\d\.tsr|\d\.pem)")

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
        for day in self._days:
            part = self._part(day, HEADS)
            if part is None:
                continue
            try:
                heads = [head for head in heads_of(part) if whole or head.demand in ledgers]
            except NotADocument:
                self._fault("terminal-verify-timestamp-shape", name=f"{FOLDER}{day}/{HEADS}.json")
                continue
            self._check_history(day, heads, ledgers)
            if heads:
                told = ", ".join(f"{head.demand} {head.number}" for head in heads)
                self._tell(day, "terminal-verify-timestamp-heads", heads=told)
        self._tell_limits()

    def check_answers(self, answers: Collection[str]) -> None:
        """Tell when the answers, by their SHA-256, existed, and how many no time-stamp covers."""
        wanted = set(answers)
        covered: set[str] = set()
        for day in self._days:
            part = self._part(day, EVIDENCE)
            if part is None:
                continue
            try:
                found = wanted.intersection(sums_of(part))
            except NotADocument:
                self._fault("terminal-verify-timestamp-shape", name=f"{FOLDER}{day}/{EVIDENCE}.json")
                continue
            if self._tell(day, "terminal-verify-timestamp-evidence", count=len(found)):
                covered |= found
        if self._days and covered != wanted:
            self._hold("terminal-verify-timestamp-uncovered", count=len(wanted - covered))
        self._tell_limits()

    def _part(self, day: str, kind: str) -> bytes | None:
        """Return the part of a day, once the document is known to have its SHA-256."""
        folder = f"{FOLDER}{day}/"
        if not {DOCUMENT, f"{kind}.json"} <= self._days[day]:
            self._fault("terminal-verify-timestamp-shape", name=folder)
            return None
        part = self._read(f"{folder}{kind}.json")
        try:
            known = parts_of(self._read(f"{folder}{DOCUMENT}"))
        except NotADocument:
            self._fault("terminal-verify-timestamp-shape", name=f"{folder}{DOCUMENT}")
            return None
        if sha256(part).hexdigest() not in known:
            self._fault("terminal-verify-timestamp-part", name=f"{folder}{kind}.json")
            return None
        return part

    def _tell(self, day: str, id: str, **more: str | int) -> bool:
        """Tell of each valid time-stamp of a day's document; return whether there is one."""
        from bot.timestamps.tokens import TokenError, check_token  # no start needs it

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
    from bot.timestamps.tokens import TokenError, root_certificate  # no start needs it

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
