"""Protocol of registers: a search by name finds candidates, each with its identifier and the page that shows
it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol, Self

from bot.contracts.diff.parties import name_without_form, name_words, words_without_form


class Standing(StrEnum):
    """State of an entry in a register.

    ``CEASED``: the company no longer exists, by the register. ``STALE``: nobody renewed the entry, so what it
    says may be out of date. ``UNSTATED``: the register does not say.
    """

    ACTIVE = "active"
    CEASED = "ceased"
    STALE = "stale"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry of a register.

    ``scheme`` is that of ``id``: "uei", "lei" or "siren". ``names`` are further names. ``country`` has two
    letters. ``parent`` is the id of the parent in the same scheme: ``None`` says that the register names none
    there, not that the company is independent. ``same_as`` are identifiers in other schemes that the register
    itself gives ("siren:330703844"). ``sirets`` are French establishments. ``url`` is the public page.
    """

    register: str
    scheme: str
    id: str
    name: str
    url: str
    names: tuple[str, ...] = ()
    country: str | None = None
    city: str | None = None
    standing: Standing = Standing.UNSTATED
    parent: str | None = None
    parent_name: str | None = None
    same_as: tuple[str, ...] = ()
    sirets: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The scheme and the id: "siren:330703844"."""
        return f"{self.scheme}:{self.id}"

    def stored(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        lists = {key: tuple(stored[key]) for key in ("names", "same_as", "sirets")}
        return cls(**{**stored, **lists, "standing": Standing(stored["standing"])})


@dataclass(frozen=True, slots=True)
class Findings:
    """Result of a search. ``more``: the register has further entries that were not read."""

    candidates: tuple[Candidate, ...] = ()
    more: bool = False


class Register(Protocol):
    """A register that can be searched by a company's name or by its own identifiers."""

    @property
    def name(self) -> str: ...

    async def search(self, asked: str) -> Findings:
        """Return the entries that a name or an identifier finds, in the register's order, which means
        nothing. Raises ``SourceError``."""
        ...


def mentions(asked: str, *names: str) -> bool:
    """True if one of the names has all words of ``asked`` but its legal form, in any order, or written in one
    or several words: "Cap Gemini" is in "Capgemini Consulting", and "Capgemini" in "Cap'Gemini Suisse"."""
    wanted = words_without_form(asked)
    return any(
        set(wanted) <= set(words := name_words(name)) or _has_joined("".join(wanted), words) for name in names
    )


def _has_joined(wanted: str, words: Sequence[str]) -> bool:
    """True if some of the words, one after the other, are written like this without their spaces."""
    return any(
        wanted == "".join(words[start:stop])
        for start in range(len(words))
        for stop in range(start + 1, len(words) + 1)
    )


def closeness(asked: str, candidate: Candidate) -> tuple[bool, bool, int, str]:
    """Sort key: entries with exactly the name that was asked for first, then those in force, then short
    names."""
    wanted = name_without_form(asked)
    exact = any(name_without_form(name) == wanted for name in (candidate.name, *candidate.names))
    in_force = candidate.standing in (Standing.ACTIVE, Standing.UNSTATED)
    return not exact, not in_force, len(words_without_form(candidate.name)), candidate.id
