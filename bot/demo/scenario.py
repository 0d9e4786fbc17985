"""Scenarios: one campaign as the demo plays it, from ``campaigns/<name>/story.toml``.

The file says which stand-in plays the public record, what happens on which day, and what the bot must then
post; docs/demo.md explains its keys. A campaign without that folder can be imported, but not played.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar

from pydantic import Field, TypeAdapter

from bot.campaign import Campaign, parse
from bot.demo.history import DecpStandIn, decp_states, load_record, usaspending_states
from bot.demo.site import SitePage, SiteTexts, Wording, wording
from bot.demo.sources.dockets import DocketFacts
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.texts import Translator

T = TypeVar("T")

_NOON = time(12, tzinfo=UTC)
_DAY = timedelta(days=1)
_SECOND_LOOK = timedelta(hours=2)  # at the page; the first alone is not believed

State = Mapping[str, Any]
Kind = Literal[
    "digest",
    "record",
    "people",
    "page-changed",
    "page-shortened",
    "page-missing",
    "page-gone",
    "docket-changed",
    "docket-decided",
]


class StandIn(Protocol):
    """Server that plays a source of contracts; ``show`` moves it to another of its states."""

    url: str

    def show(self, step: int) -> None: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None: ...


_STAND_INS: Mapping[str, tuple[Callable[[Mapping[str, Any]], list[State]], Callable[..., StandIn]]] = {
    "usaspending": (usaspending_states, UsaspendingStandIn),
    "decp": (decp_states, DecpStandIn),
}
"""The stand-ins by source: how a ``record.json`` becomes states, and the server that shows them."""


@dataclass(frozen=True)
class ExpectedPost:
    """Content that one post of the bot must have, all of it: words, amounts and days."""

    words: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    days: tuple[date, ...] = ()

    def said(self, t: Translator, currency: str) -> tuple[str, ...]:
        """Return the texts to look for, as the bot writes them in a language."""
        amounts = (t.money(amount, currency) for amount in self.amounts)
        return (*self.words, *amounts, *(t.day(day) for day in self.days))


@dataclass(frozen=True)
class Day:
    """A day of the story: ``record`` is the state of the public record, ``page`` that of the site, ``then``
    what people do after the posts: ``demand``, ``signing``, ``fact`` …; ``dockets`` are those that are
    watched from that day on, or that were decided."""

    kind: Kind
    at: datetime
    record: int
    page: SitePage = SitePage.WHOLE
    title: Wording | None = None
    posts: tuple[ExpectedPost, ...] = ()
    then: tuple[str, ...] = ()
    dockets: tuple[DocketFacts, ...] = ()

    def headline(self, t: Translator, now: datetime) -> str:
        """Return the headline; ``now`` is later than planned if a visitor's actions moved the clock."""
        title = t(f"demo-day-{self.kind}") if self.title is None else wording(self.title, t)
        return t("demo-step-day", day=now.date(), title=title)


@dataclass(frozen=True)
class Protests:
    """Protests against the purchase: ``about`` tells the audience what the dockets stand for, ``name`` is
    part of the names of their watches."""

    about: Wording
    name: str
    dockets: Annotated[tuple[DocketFacts, ...], Field(validation_alias="docket")]


@dataclass(frozen=True)
class Notices:
    """Notices of SAM.gov on the way to the contract, in the stand-in's format: ``about`` tells the audience
    what is real of them, ``words`` and ``buyers`` are those of the watch named ``watch`` that finds them."""

    about: Wording
    watch: Wording
    words: str
    buyers: str
    notices: Annotated[tuple[Mapping[str, Any], ...], Field(validation_alias="notice")]


@dataclass(frozen=True)
class Scenario:
    """A campaign and how the demo plays it. ``fact`` and ``contract`` are what members type to look one up,
    ``amount`` is that contract's, ``holders`` the number of
    suppliers that its purchase was split among, 0 for none; ``links`` begin the addresses of the record;
    ``about`` tells the audience what the record of the demo lacks."""

    name: str
    campaign: Campaign
    source: str
    links: tuple[str, ...]
    currency: str
    fact: str
    contract: str
    amount: Decimal
    about: Wording | None
    holders: int
    states: Sequence[State]
    days: tuple[Day, ...]
    site: SiteTexts | None
    protests: Protests | None
    notices: Notices | None

    @property
    def first_campaign(self) -> Campaign:
        """The campaign as it is loaded at the beginning, without its facts if they are loaded on a later
        day."""
        later = any("facts" in day.then for day in self.days)
        return replace(self.campaign, facts=()) if later else self.campaign

    @property
    def file(self) -> str:
        return f"{self.name}.toml"

    def stand_in(self) -> StandIn:
        """Return the server of the public record; it runs while its context is open."""
        return _STAND_INS[self.source][1](self.states)

    def linked(self, text: str) -> bool:
        """True if a text has the address of the record."""
        return any(link in text for link in self.links)


def names() -> list[str]:
    """Return the names of the campaigns that the demo can play."""
    folders = [one for one in files("campaigns").iterdir() if one.is_dir()]
    return sorted(one.name for one in folders if one.joinpath("story.toml").is_file())


def load_scenario(name: str) -> Scenario:
    """Read the scenario of a campaign, one of ``names()``."""
    folder = files("campaigns")
    story = tomllib.loads(folder.joinpath(name).joinpath("story.toml").read_text(encoding="utf-8"))
    source = story["source"]
    states = _STAND_INS[source][0](load_record(name))
    return Scenario(
        name=name,
        campaign=parse(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")),
        source=source,
        links=tuple(story["links"]),
        currency=story["currency"],
        fact=story["fact"],
        contract=story["contract"],
        amount=Decimal(story["amount"]),
        about=story.get("about"),
        holders=story.get("holders", 0),
        states=states,
        days=tuple(sorted(_days(story, states), key=lambda day: day.at)),
        site=_read(SiteTexts, story["site"]) if "site" in story else None,
        protests=_read(Protests, story["protests"]) if "protests" in story else None,
        notices=_read(Notices, story["notices"]) if "notices" in story else None,
    )


def _days(story: Mapping[str, Any], states: Sequence[State]) -> Iterator[Day]:
    site, dockets = story.get("site"), story.get("protests", {}).get("docket", [])
    turns: list[tuple[datetime, SitePage]] = []
    if site is not None:
        for when, page in (("shortened", SitePage.SHORTENED), ("gone", SitePage.GONE)):
            turns.append((_noon(site[when]), page))
    first, *_ = story["day"]
    for one in story["day"]:
        at = _noon(one["date"])
        silent = "posts" not in one and "then" in one
        yield Day(
            kind="digest" if one is first else "people" if silent else "record",
            at=at,
            record=_state_at(states, at),
            page=_page_at(turns, at),
            title=one.get("title"),
            posts=tuple(_read(ExpectedPost, post) for post in one.get("posts", ())),
            then=tuple(one.get("then", ())),
            dockets=tuple(_read(DocketFacts, each) for each in dockets if each["watched"] == one["date"]),
        )
    for at, page in turns:
        kinds: tuple[Kind, Kind] = ("page-changed", "page-shortened")
        if page is SitePage.GONE:
            kinds = ("page-missing", "page-gone")
        for kind, moment in zip(kinds, (at, at + _SECOND_LOOK), strict=True):
            yield Day(kind, moment, _state_at(states, moment), page)
    for decided in sorted({each["decided"] for each in dockets if each["decided"] > each["watched"]}):
        theirs = tuple(_read(DocketFacts, each) for each in dockets if each["decided"] == decided)
        at = _noon(decided + _DAY)
        for kind, moment in (("docket-changed", at), ("docket-decided", at + _SECOND_LOOK)):
            page = _page_at(turns, moment)
            yield Day(kind, moment, _state_at(states, moment), page, dockets=theirs)


def _noon(day: date) -> datetime:
    return datetime.combine(day, _NOON)


def _state_at(states: Sequence[State], at: datetime) -> int:
    """Return the newest state that was on record; a day between two shows what was there before."""
    return sum(date.fromisoformat(state["date"]) <= at.date() for state in states) - 1


def _page_at(turns: Sequence[tuple[datetime, SitePage]], at: datetime) -> SitePage:
    return next((page for moment, page in reversed(turns) if moment <= at), SitePage.WHOLE)


def _read(kind: type[T], table: Mapping[str, Any]) -> T:
    """Return a dataclass of a table of the file, whose lists become tuples and whose amounts are text."""
    return TypeAdapter(kind).validate_python(table)
