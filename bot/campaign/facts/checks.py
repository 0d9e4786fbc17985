"""Rules for facts as organisers type them, and their sources as lines of a form.

A source is two to four lines: title, publisher, and, if known, date and address. An empty line, or an
address, ends it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from urllib.parse import urlsplit

from bot.campaign.facts.views import STATES, FactSource, FactView, in_language
from bot.common.text import one_line, paragraphs
from bot.errors import UserError

MAX_FACTS = 200
MAX_SOURCES = 10  # per fact
TITLE_LENGTH = 150
BODY_LENGTH = 1500
PUBLISHER_LENGTH = 100
URL_LENGTH = 500
FORM_LENGTH = 4000
"""Characters that a field of a form can hold."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_EUROPEAN_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactInput:
    """A fact as it was typed in one language. ``sources`` is ``None`` to leave them as they are.
    ``contracts`` are to be named too: ``None`` for no other, empty to take all off. ``marks`` are those of
    the fact (``FactView.marks``) that the writer saw, ``seen`` is the ``shown_digest`` of its
    ``form_entries``."""

    language: str
    title: str
    body: str
    state: str
    checked_on: Day
    sources: tuple[FactSource, ...] | None
    contracts: tuple[int, ...] | None = None
    marks: str = ""
    seen: str | None = None


def checked_input(typed: FactInput, today: Day, *, empty: bool = False) -> FactInput:
    """Return the input with tidied texts; ``empty``: both may be empty, which takes the language away. Raises
    ``UserError``."""
    title, body = one_line(typed.title), paragraphs(typed.body)
    if not (title and body) and not (empty and not title and not body):
        raise UserError("refusal-fact-without-text")
    if len(title) > TITLE_LENGTH:
        raise UserError("refusal-fact-long", length=len(title), limit=TITLE_LENGTH)
    if len(body) > BODY_LENGTH:
        raise UserError("refusal-fact-long", length=len(body), limit=BODY_LENGTH)
    if typed.state not in STATES:
        raise UserError("refusal-fact-state")
    if typed.checked_on > today + timedelta(days=1):  # tomorrow has begun in other time zones
        raise UserError("refusal-fact-future", day=typed.checked_on)
    if typed.sources is not None and not typed.sources:
        raise UserError("refusal-fact-without-source")
    return replace(typed, title=title, body=body)


def parse_sources(typed: str, today: Day) -> tuple[FactSource, ...]:
    """Parse the sources in a form. Raises ``UserError``, with the number of the source."""
    found = tuple(_source(number, lines, today) for number, lines in enumerate(_blocks(typed), start=1))
    if len(found) > MAX_SOURCES:
        raise UserError("refusal-fact-sources", count=len(found), most=MAX_SOURCES)
    return found


def source_lines(sources: Sequence[FactSource], language: str) -> str | None:
    """Return sources as ``parse_sources`` reads them, in one language; ``None`` if a form cannot hold them or
    would change them."""
    shown = [_shown(source, language) for source in sources]
    text = "\n\n".join(
        "\n".join(str(part) for part in (each.title, each.publisher, each.date, each.url) if part)
        for each in shown
    )
    try:
        same = list(parse_sources(text, Day.max - timedelta(days=2))) == shown
    except UserError:
        return None
    return text if same and len(text) <= FORM_LENGTH else None


def form_entries(fact: FactView, language: str) -> dict[str, str]:
    """Return what the form of a fact shows in one language, without sources that it cannot hold."""
    found = {**fact.texts.get(language, {}), "state": fact.state, "checked": fact.checked_on.isoformat()}
    sources = source_lines(fact.sources, language)
    return found if sources is None else {**found, "sources": sources}


def merge_sources(
    stored: Sequence[FactSource], typed: Sequence[FactSource], language: str
) -> list[FactSource]:
    """Return typed sources with the other languages of the stored ones: what was not changed stays as it is,
    and of a text by language only the one in ``language`` is replaced."""
    shown = [_shown(source, language) for source in stored]
    merged = []
    for place, source in enumerate(typed):
        if source in shown:
            merged.append(stored[shown.index(source)])
            continue
        same = next((old for old in stored if old.url and old.url == source.url), None)
        if same is None and len(typed) == len(stored):
            same = stored[place]
        if same is not None:
            source = replace(
                source,
                title=_merged(same.title, str(source.title), language),
                publisher=_merged(same.publisher, str(source.publisher), language),
            )
        merged.append(source)
    return merged


def is_address(url: str) -> bool:
    """True for an https address without a user's name."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
    return usable and len(url) <= URL_LENGTH and not re.search(r"[\s<>]", url)


def is_date(written: str) -> bool:
    """True for an existing day, month or year."""
    if not _DATE.fullmatch(written):
        return False
    try:
        Day.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True


def _merged(stored: str | Mapping[str, str], typed: str, language: str) -> str | Mapping[str, str]:
    if isinstance(stored, str) or in_language(stored, language) == typed:
        return typed if isinstance(stored, str) else stored
    return {**stored, language: typed}


def _shown(source: FactSource, language: str) -> FactSource:
    def words(text: str | Mapping[str, str]) -> str:
        return text if isinstance(text, str) else in_language(text, language)

    return replace(source, title=words(source.title), publisher=words(source.publisher))


def _blocks(typed: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*map(one_line, typed.split("\n")), ""]:
        if line:
            lines.append(line)
        if lines and (not line or _is_url(line)):
            yield lines
            lines = []


def _is_url(line: str) -> bool:
    return re.match(r"https?://", line, re.IGNORECASE) is not None


def _source(number: int, lines: Sequence[str], today: Day) -> FactSource:
    title, *rest = lines
    url = rest.pop() if rest and _is_url(rest[-1]) else None
    date = _date_in(rest[-1]) if len(rest) > 1 else None
    if len(rest) != (1 if date is None else 2) or _is_url(title):
        raise UserError("refusal-fact-source-lines", number=number)
    if url is not None and not is_address(url):
        raise UserError("refusal-fact-source-url", number=number)
    if date is not None and (
        not is_date(date) or date > (today + timedelta(days=1)).isoformat()[: len(date)]
    ):
        raise UserError("refusal-fact-source-date", number=number, date=date)
    if len(title) > TITLE_LENGTH:
        raise UserError("refusal-fact-source-long", number=number, limit=TITLE_LENGTH)
    if len(rest[0]) > PUBLISHER_LENGTH:
        raise UserError("refusal-fact-source-long", number=number, limit=PUBLISHER_LENGTH)
    return FactSource(title, rest[0], date, url)


def _date_in(line: str) -> str | None:
    if found := _EUROPEAN_DAY.fullmatch(line):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return line if _DATE.fullmatch(line) else None
