"""Read model of facts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from bot.common.made import made_of
from bot.storage.models import Fact

_Text = TypeVar("_Text")

STATES = ("confirmed", "stated", "disputed", "unconfirmed")
"""Status of a statement (``fact-state-<value>`` in the texts): the record shows it, someone says it, the
record or the other side contradicts it, no evidence was found."""

_MAX_EARLIER = 20
_MARKS_LENGTH = 10

STALE_AFTER = timedelta(days=90)
"""Time since the last check after which a fact says that it was not checked since."""


@dataclass(frozen=True, slots=True)
class FactSource:
    """Source of a statement. ``title`` and ``publisher`` are one text for all readers, or a text by language:
    ``{"en": …, "fr": …}``. ``date`` is as exact as known: "2026", "2026-01" or "2026-01-18"; ``url`` is
    https, ``None`` if unknown."""

    title: str | Mapping[str, str]
    publisher: str | Mapping[str, str]
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedContract:
    """A contract that a fact names. ``id`` is ``None`` until a watch finds it; ``followed``: a watch of the
    server follows it. With ``change_id``, its newest change in ``read_key``, read at ``changed_at``, was not
    checked yet."""

    number: str
    id: int | None = None
    followed: bool = False
    change_id: int | None = None
    changed_at: datetime | None = None
    read_key: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierFact:
    """A fact as it was until it was changed."""

    until: datetime
    state: str
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """Read model of a fact. ``texts`` is ``{"en": {"title": …, "body": …}, …}``, in at least one language;
    ``state`` is one of ``STATES``. ``earlier`` has what it said before, oldest first."""

    id: int
    slug: str
    state: str
    texts: Mapping[str, Mapping[str, str]]
    sources: tuple[FactSource, ...]
    checked_on: Day
    retired_at: datetime | None = None
    earlier: tuple[EarlierFact, ...] = ()
    contracts: tuple[NamedContract, ...] = ()

    @property
    def changed_on(self) -> Day | None:
        """The day on which the newest change of its contracts was read that it was not checked against."""
        return max((each.changed_at.date() for each in self.contracts if each.changed_at), default=None)

    @property
    def marks(self) -> str:
        """Version of the marks that its contracts' changes left: empty without any. Buttons and forms carry
        it, so that nobody clears a mark that came after what they saw."""
        found = sorted((each.number, each.change_id) for each in self.contracts if each.change_id is not None)
        return hashlib.sha256(repr(found).encode()).hexdigest()[:_MARKS_LENGTH] if found else ""

    def corrected_beside(self, language: str) -> dict[str, Day]:
        """Return the languages whose text was corrected more often than that in ``language``, each with the
        day of its last correction: the two may say different things. One that was corrected before the
        fact was last checked is left out, and one that is new is a translation, no correction."""
        said = [*(each.texts for each in self.earlier), self.texts]
        found = {}
        for other in self.texts:
            ahead, last = 0, None
            for earlier, (before, after) in zip(self.earlier, pairwise(said), strict=True):
                if other in before and language in before and before[other] != after.get(other):
                    ahead, last = ahead + 1, earlier.until.date()
                if other in before and language in before and before[language] != after.get(language):
                    ahead -= 1
            if ahead > 0 and last is not None and self.checked_on <= last:
                found[other] = last
        return found

    def title(self, language: str) -> str:
        """Return the title in ``language``, else in English, else in any language."""
        return in_language(self.texts, language)["title"]


def in_language(texts: Mapping[str, _Text], language: str) -> _Text:
    """Return the text in ``language``, else in English, else in any language."""
    return texts[language_of(texts, language)]


def language_of(texts: Mapping[str, object], language: str) -> str:
    """Return the language of the text that ``in_language`` returns."""
    return next((each for each in (language, "en") if texts.get(each)), None) or next(iter(texts))


def fact_view(row: Fact, contracts: Sequence[NamedContract] = (), *, earlier: bool = True) -> FactView:
    """Return the read model of a stored fact, perhaps without what it said ``earlier``."""
    return made_of(
        FactView,
        row,
        sources=tuple(FactSource(**source) for source in row.sources),
        earlier=tuple(
            EarlierFact(datetime.fromisoformat(each["until"]), each["state"], each["texts"])
            for each in (row.earlier if earlier else ())
        ),
        contracts=tuple(contracts),
    )


def note_earlier(row: Fact, after: Mapping[str, Any], now: datetime) -> None:
    """Keep what a fact says, if its state or a text is about to change."""
    if all(after.get(name, getattr(row, name)) == getattr(row, name) for name in ("state", "texts")):
        return
    said = {"until": now.isoformat(), "state": row.state, "texts": row.texts}
    row.earlier = [*row.earlier, said][-_MAX_EARLIER:]
