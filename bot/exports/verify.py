"""``tocsin verify``: the program that is also published alone (``bot.web.verify``), and the time-stamps,
which need more than that has."""

from collections.abc import Sequence
from pathlib import Path

from bot.exports.timestamps import TimestampChecker
from bot.exports.verdict import NotAnExport, Verdict
from bot.petitions.counts.ledger import LedgerEntry, sentence_of
from bot.timestamps.carried import FOLDER
from bot.web.verify import Files, Json, Unreadable, Verification, receipts_in

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
    except (ValueError, KeyError, TypeError, AttributeError):  # signed, and not what Tocsin writes
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
