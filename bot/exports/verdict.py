"""Verdict of a verification: what holds, what does not, and who stamped the time."""

from dataclasses import dataclass, field

from bot.errors import Sentence, SentenceError


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
