"""Parser for campaign files, which reports all errors at once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date as Day
from datetime import timedelta
from functools import partial
from typing import Any

from bot.campaign.facts import STATES, FactSource
from bot.campaign.facts.checks import (
    BODY_LENGTH as FACT_BODY_LENGTH,
)
from bot.campaign.facts.checks import (
    MAX_FACTS,
    MAX_SOURCES,
    PUBLISHER_LENGTH,
    URL_LENGTH,
    is_address,
    is_date,
)
from bot.campaign.facts.checks import (
    TITLE_LENGTH as FACT_TITLE_LENGTH,
)
from bot.campaign.facts.glossary import MAX_WORDS, MEANING_LENGTH, WORD_LENGTH
from bot.campaign.facts.named_contracts import MAX_CONTRACTS, NUMBER_LENGTH
from bot.campaign.model import (
    FORMAT,
    Campaign,
    CampaignError,
    PlannedDemand,
    PlannedFact,
    PlannedUnit,
    PlannedWatch,
    PlannedWord,
    Wordings,
)
from bot.campaign.table import TOP, Table, close_to
from bot.common.clock import Clock, utc_now
from bot.common.text import SLUG_LENGTH, one_line
from bot.contracts.short_names import MAX_SHORT_NAMES, PARTY_LENGTH, SHORT_LENGTH, party_key
from bot.contracts.sources import QueryError, SourcePolicy
from bot.contracts.sources.http.addresses import parse_address
from bot.contracts.sources.registry import every_policy
from bot.contracts.watches.service import MAX_NAME_LENGTH, MAX_WATCHES
from bot.errors import Sentence, UserError
from bot.petitions.counts.units import MAX_UNIT_SIZE, MAX_UNITS, NAME_LENGTH
from bot.petitions.demands.deadlines import parse_time_zone
from bot.petitions.demands.lifecycle import MAX_GOAL
from bot.petitions.demands.service import MAX_DEMANDS, WAYS
from bot.petitions.demands.views import BODY_LENGTH, TITLE_LENGTH
from bot.servers.settings import MAX_MONTHS, PRIVACY_FIELDS, PRIVACY_LENGTH
from bot.texts import catalogue

FILE = "file"  # key of the source "ocds", allowed only in campaign files, not in forms

# Sentences in terms of a file. Other reasons use the bot's texts for Discord (``query-<reason>``).
_REASONS = ("unknown-key", "not-text", "empty", "control-characters", "too-short", "too-many-values")
_NOTHING = "nothing-to-find"


def policies(*, allow_loopback: bool = False) -> Mapping[str, SourcePolicy]:
    """Return the policy of every source by name."""
    return every_policy(partial(parse_address, allow_loopback=allow_loopback))


def keys_of(source: SourcePolicy) -> list[str]:
    """Return the keys that a source's query may have."""
    keys = [field.key for field in source.fields]
    return [*keys, FILE] if source.name == "ocds" else keys


def query_fault(source: SourcePolicy, error: QueryError, close: str | None) -> Sentence:
    """Return a sentence about an error in a query, which names the key; ``close`` is the key that was
    probably meant."""
    if error.reason == _NOTHING and source.name == "usaspending":
        return Sentence("terminal-query-too-wide", key=error.key)
    if error.reason not in _REASONS:
        value = "" if error.value is None else str(error.value)[:100]
        return Sentence(f"query-{error.reason}", key=error.key, value=value)
    if error.reason == "unknown-key":
        hint = Sentence("terminal-the-keys-are", list=", ".join(keys_of(source)))
        if close:
            hint = Sentence("terminal-did-you-mean", close=close)
        return Sentence("terminal-query-unknown-key", key=error.key, hint=hint)
    lists = {field.key for field in source.fields if field.many}
    reason = "one-text" if error.reason == "not-text" and error.key not in lists else error.reason
    given = "" if error.value is None else Sentence("terminal-query-given", value=repr(error.value))
    return Sentence(f"terminal-query-{reason}", key=error.key, value=given)


ZONE_LENGTH = 40

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SYNTAX_PLACE = re.compile(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_MEANT_AS_DAY = re.compile(r"=\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\b")


def parse(text: str, *, clock: Clock = utc_now, allow_loopback: bool = False) -> Campaign:
    """Parse a campaign file, without any I/O. ``allow_loopback``: as the setting.

    Raises ``CampaignError`` with every error, or with the line and column of the first one if the file is not
    valid TOML.
    """
    try:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # includes oversized numbers and nesting
        raise CampaignError([_syntax(str(error), text)]) from error
    written = values.get("format")
    if type(written) is int and written > FORMAT:  # what it holds cannot be judged here
        raise CampaignError([Sentence("terminal-campaign-newer", written=str(written), format=str(FORMAT))])
    faults: list[Sentence] = []
    campaign = _Reader(clock, faults, allow_loopback).campaign(Table(TOP, values, faults))
    if faults:
        raise CampaignError(faults)
    return campaign


class _Reader:
    """Reader of one table after the other. After an error it continues with a placeholder value."""

    def __init__(self, clock: Clock, faults: list[Sentence], allow_loopback: bool) -> None:
        self._sources = policies(allow_loopback=allow_loopback)
        self._latest = clock().date() + timedelta(days=1)  # tomorrow has begun in other time zones
        self._faults = faults
        self._languages = sorted(
            catalogue.sources(), key=lambda each: (each != "en", each)
        )  # "en" in examples

    def campaign(self, table: Table) -> Campaign:
        title = table.text("title", FACT_TITLE_LENGTH)
        language = table.choice("language", self._languages)
        table.number("format", 1, FORMAT)
        privacy: dict[str, str] = {}
        months = None
        if section := table.table("privacy"):
            privacy = {
                key: one_line(value)
                for key in PRIVACY_FIELDS
                if (value := section.text(key, PRIVACY_LENGTH, required=False, lines=True))
            }
            months = section.number("retention_months", 1, MAX_MONTHS)
            section.finish()
        watches = tuple(self._watches(table))
        facts = tuple(self._facts(table))
        demands = tuple(self._demands(table))
        units = tuple(self._units(table))
        names, words = self._names(table), tuple(self._words(table))
        table.finish()
        return Campaign(title, language, privacy, watches, facts, demands, months, units, names, words)

    def _names(self, table: Table) -> dict[str, str]:
        section = table.table("names")
        if section is None:
            return {}
        found: dict[str, str] = {}
        keys: dict[str, str] = {}
        for party in section.remaining:
            short = section.text(party, SHORT_LENGTH)
            key = party_key(party)
            if key is None or len(party) > PARTY_LENGTH:
                section.fault(Sentence("terminal-campaign-no-party", party=repr(party)))
            elif key in keys:
                section.fault(
                    Sentence("terminal-campaign-party-twice", party=repr(party), other=repr(keys[key]))
                )
            else:
                keys[key], found[party] = party, one_line(short)
        if len(found) > MAX_SHORT_NAMES:
            section.fault(
                Sentence("terminal-campaign-names-too-many", count=len(found), most=MAX_SHORT_NAMES)
            )
        return found

    def _watches(self, table: Table) -> Iterator[PlannedWatch]:
        names: dict[str, str] = {}
        for watch in table.tables("watch", "name", MAX_WATCHES):
            name = " ".join(watch.text("name", MAX_NAME_LENGTH).split())
            if not name.isprintable():
                watch.fault(Sentence("terminal-campaign-name-invisible"))
            watch.first("name", name, names)
            source = watch.choice("source", sorted(self._sources))
            query = watch.rest()
            yield PlannedWatch(name, source, self._query(watch, source, query) if source else query)

    def _query(self, watch: Table, source: str, query: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return self._sources[source].canonical(query)
        except QueryError as error:
            close = close_to(error.key, keys_of(self._sources[source]))
            watch.fault(query_fault(self._sources[source], error, close))
            return query

    def _facts(self, table: Table) -> Iterator[PlannedFact]:
        slugs: dict[str, str] = {}
        for fact in table.tables("fact", "slug", MAX_FACTS):
            slug = self._slug(fact, slugs)
            state = fact.choice("state", STATES)
            checked = fact.day("checked")
            if checked and checked > self._latest:
                fact.fault(Sentence("terminal-campaign-checked-future", day=str(checked)))
            if not fact.has("source"):
                fact.fault(Sentence("terminal-campaign-no-source"))
            sources = tuple(self._fact_sources(fact))
            contracts = tuple(fact.numbers("contracts", NUMBER_LENGTH, MAX_CONTRACTS))
            yield PlannedFact(
                slug,
                state,
                checked or self._latest,
                self._texts(fact, FACT_TITLE_LENGTH, FACT_BODY_LENGTH),
                sources,
                contracts,
            )
            fact.finish()

    def _fact_sources(self, fact: Table) -> Iterator[FactSource]:
        for source in fact.tables("source", "title", MAX_SOURCES):
            yield FactSource(
                source.words("title", FACT_TITLE_LENGTH, self._languages),
                source.words("publisher", PUBLISHER_LENGTH, self._languages),
                self._published(source),
                self._url(source),
            )
            source.finish()

    def _published(self, source: Table) -> str | None:
        """Return a day, a month or a year, as exact as the author knows it."""
        value = source.take("date")
        if value is None:
            return None
        written = value.isoformat() if type(value) is Day else str(value)
        if not is_date(written):
            source.fault(Sentence("terminal-campaign-date", value=repr(written)))
            return None
        if written > self._latest.isoformat()[: len(written)]:
            source.fault(Sentence("terminal-campaign-date-future", value=written))
        return written

    def _url(self, source: Table) -> str | None:
        url = source.text("url", URL_LENGTH, required=False)
        if not url:
            return None
        if not is_address(url):
            source.fault(Sentence("terminal-campaign-url", url=repr(url)))
        return url

    def _demands(self, table: Table) -> Iterator[PlannedDemand]:
        slugs: dict[str, str] = {}
        for demand in table.tables("demand", "slug", MAX_DEMANDS):
            slug = self._slug(demand, slugs)
            closes = demand.deadline("closes")
            goal = demand.number("goal", 1, MAX_GOAL)
            texts = self._texts(demand, TITLE_LENGTH, BODY_LENGTH)
            way = demand.choice("signed_by", WAYS) if demand.has("signed_by") else None
            yield PlannedDemand(slug, texts, closes, goal, self._time_zone(demand), way)
            demand.finish()

    def _time_zone(self, demand: Table) -> str | None:
        written = demand.text("time_zone", ZONE_LENGTH, required=False)
        try:
            return parse_time_zone(written) if written else None
        except UserError:
            demand.fault(Sentence("terminal-campaign-time-zone", value=repr(written)))
            return None

    def _units(self, table: Table) -> Iterator[PlannedUnit]:
        slugs: dict[str, str] = {}
        for unit in table.tables("unit", "slug", MAX_UNITS):
            slug = self._slug(unit, slugs)
            size = unit.number("size", 1, MAX_UNIT_SIZE)
            if size is None:
                unit.fault(Sentence("terminal-campaign-no-size"))
            names = {
                language: name
                for language in self._languages_in(unit)
                if (name := unit.text(language, NAME_LENGTH, required=False))
            }
            if not names:
                unit.fault(Sentence("terminal-campaign-no-name", language=self._languages[0]))
            yield PlannedUnit(slug, names, size or 1)
            unit.finish()

    def _words(self, table: Table) -> Iterator[PlannedWord]:
        slugs: dict[str, str] = {}
        for word in table.tables("word", "slug", MAX_WORDS):
            slug, texts = self._slug(word, slugs), {}
            for language in self._languages_in(word):
                if wording := word.table(language):
                    texts[language] = {
                        "word": wording.text("word", WORD_LENGTH),
                        "meaning": wording.text("meaning", MEANING_LENGTH),
                    }
                    wording.finish()
            if not texts:
                word.fault(Sentence("terminal-campaign-no-meaning", language=self._languages[0]))
            yield PlannedWord(slug, texts)
            word.finish()

    def _slug(self, table: Table, slugs: dict[str, str]) -> str:
        slug = table.text("slug", SLUG_LENGTH)
        if slug and not _SLUG.fullmatch(slug):
            table.fault(Sentence("terminal-campaign-slug", slug=repr(slug)))
        table.first("slug", slug, slugs)
        return slug

    def _texts(self, table: Table, most_title: int, most_body: int) -> Wordings:
        found: dict[str, dict[str, str]] = {}
        foreign = table.foreign(self._languages)
        if not foreign and not any(table.has(language) for language in self._languages):
            table.fault(Sentence("terminal-campaign-no-text", language=self._languages[0]))
        for language in self._languages_in(table):
            if wording := table.table(language):
                found[language] = {
                    "title": wording.text("title", most_title),
                    "body": wording.text("body", most_body, lines=True),
                }
                wording.finish()
        for language in foreign:
            table.fault(
                Sentence(
                    "terminal-campaign-no-language", language=repr(language), list=", ".join(self._languages)
                )
            )
        return found

    def _languages_in(self, table: Table) -> list[str]:
        """Return the languages of a table in its own order: a reader who has none of them sees the first."""
        return [key for key in table.remaining if key in self._languages]


def _syntax(message: str, text: str) -> Sentence:
    """Rephrase an error of ``tomllib``, which puts the position last: put it first, in the words of an
    editor.

    For a day that does not exist ``tomllib`` reports a missing end of line: report the day instead.
    """
    found = _SYNTAX_PLACE.fullmatch(message)
    if found is None:
        return Sentence("terminal-campaign-not-toml", problem=message)
    problem, number, column = found.groups()
    if number is not None and (day := _no_day_in(text.split("\n")[int(number) - 1])):
        known = re.fullmatch(r"\d{4}-\d\d-\d\d", day)
        id = "terminal-campaign-no-such-day" if known else "terminal-campaign-no-date"
        return Sentence(id, number=number, day=day)
    if number is not None and (cause := _quotes_in(text.split("\n")[int(number) - 1])):
        return Sentence("terminal-campaign-line", number=number, problem=cause)
    if number is not None:
        return Sentence("terminal-campaign-not-toml-here", number=number, column=column, problem=problem)
    return Sentence("terminal-campaign-not-toml-end", problem=problem)


def _quotes_in(line: str) -> Sentence | None:
    """Return the likely mistake in a line whose quotes are not valid TOML."""
    if re.search(r"[=\[,]\s*[“”„«‘’]", line):
        return Sentence("terminal-campaign-curly-quotes")
    if line.count('"') % 2 and line.count('"""') % 2 == 0:
        return Sentence("terminal-campaign-quote-missing")
    if re.match(r"\s*[\w-]+\s*=\s*[^\W\d_]", line) and '"' not in line:
        return Sentence("terminal-campaign-no-quotes")
    return None


def _no_day_in(line: str) -> str | None:
    """Return the invalid date in ``line``, if any."""
    for found in _MEANT_AS_DAY.finditer(line):
        try:
            Day.fromisoformat(found[1])
        except ValueError:
            return found[1]
    return None
