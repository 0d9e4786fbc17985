"""Data model of a parsed campaign file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from typing import Any

from bot.campaign.facts import FactSource
from bot.errors import Sentence

FORMAT = 1
"""Format of campaign files that this version writes; it reads this one and earlier ones."""

Wordings = Mapping[str, Mapping[str, str]]
"""Text by language: ``{"en": {"title": …, "body": …}, "fr": …}``, in at least one."""


class CampaignError(Exception):
    """Invalid campaign file; ``faults`` has a sentence for each error, in the order of the file. Nothing
    was changed."""

    def __init__(self, faults: Sequence[Sentence]) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True, slots=True)
class PlannedWatch:
    """A watch. ``query`` is in its source's canonical form."""

    name: str
    source: str
    query: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A fact; ``state`` is one of ``facts.STATES``; ``contracts`` are the numbers of those that it names."""

    slug: str
    state: str
    checked: Day
    texts: Wordings
    sources: tuple[FactSource, ...]
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedDemand:
    """A demand; ``closes`` is the last day on which it can be signed, or the moment until which it can;
    ``time_zone`` is the one in which that is given; ``signed_by`` one of ``demands.service.WAYS``."""

    slug: str
    texts: Wordings
    closes: Day | datetime | None
    goal: int | None = None
    time_zone: str | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A site or department that signers may name, with the number of people in it."""

    slug: str
    names: Mapping[str, str]
    size: int


@dataclass(frozen=True, slots=True)
class PlannedWord:
    """A word of the campaign's own: ``{"en": {"word": …, "meaning": …}, …}``."""

    slug: str
    texts: Wordings


@dataclass(frozen=True, slots=True)
class Campaign:
    """Content of a campaign file. ``privacy`` has the given privacy settings by name; ``retention_months`` is
    ``None`` if not given; ``names`` are short names by party."""

    title: str
    language: str
    privacy: Mapping[str, str]
    watches: tuple[PlannedWatch, ...]
    facts: tuple[PlannedFact, ...]
    demands: tuple[PlannedDemand, ...]
    retention_months: int | None = None
    units: tuple[PlannedUnit, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    words: tuple[PlannedWord, ...] = ()
