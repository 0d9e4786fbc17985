"""Export of what a server watches, states and demands, as a campaign file that loads into an empty server."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from datetime import date as Day
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.audit import Recorder
from bot.campaign.facts.checks import TITLE_LENGTH
from bot.campaign.facts.glossary import words_of
from bot.campaign.facts.named_contracts import contracts_of
from bot.campaign.facts.views import FactSource, NamedContract, fact_view
from bot.campaign.model import (
    FORMAT,
    Campaign,
    PlannedDemand,
    PlannedFact,
    PlannedUnit,
    PlannedWatch,
    PlannedWord,
)
from bot.common.text import one_line
from bot.contracts.short_names import short_names_of
from bot.contracts.watches.service import watches_of
from bot.petitions.counts.units import UnitView, units_of
from bot.servers.settings import PRIVACY_FIELDS, Servers
from bot.storage import Database
from bot.storage.models import Demand, Fact

_HEADER = """\
# Campaign file, written by Tocsin. To load it into a server: tocsin import FILE
# Anybody who reads it learns what is in it; it holds no signature and no member.
# [privacy] says who keeps the data: another union writes its own there before it loads the file.
"""
# What TOML wants escaped, and what would make a reviewer read another text than the program.
_ESCAPED = re.compile(r'[\x00-\x08\x0a-\x1f\x7f-\x9f"\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_BARE = re.compile("[A-Za-z0-9_-]+")
_SHORT = {"\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class CampaignExport:
    """Service that writes campaign files."""

    def __init__(self, database: Database, servers: Servers, audit: Recorder) -> None:
        self._database = database
        self._servers = servers
        self._audit = audit

    async def write(self, server_id: int, *, by: int | None = None) -> str:
        """Return a server's campaign file, and record that it was taken. ``by`` is the organiser's Discord
        id, ``None`` for the steward."""
        text = to_toml(await self.read(server_id))
        async with self._database.write() as session:
            await self._audit.record(session, server_id, by, "campaign-export", "campaign")
        return text

    async def read(self, server_id: int) -> Campaign:
        """Return what a server watches, states and demands, but for archived demands and retired facts."""
        settings = await self._servers.get(server_id)
        given = {name: one_line(getattr(settings.privacy, name) or "") for name in PRIVACY_FIELDS}
        facts = select(Fact).where(Fact.server_id == server_id, Fact.retired_at.is_(None))
        demands = select(Demand).where(Demand.server_id == server_id, Demand.archived_at.is_(None))
        async with self._database.read() as session:
            rows = (await session.scalars(facts.order_by(Fact.position, Fact.id))).all()
            named = await contracts_of(session, server_id, [row.id for row in rows])
            return Campaign(
                title=one_line(settings.name)[:TITLE_LENGTH].rstrip() or f"Server {server_id}",
                language=settings.language,
                privacy={name: value for name, value in given.items() if value},
                retention_months=settings.privacy.retention_months,
                names={name.party: name.short for name in await short_names_of(session, server_id)},
                watches=tuple(
                    PlannedWatch(watch.name, watch.source, watch.query)
                    for watch in await watches_of(session, server_id)
                ),
                facts=tuple(_fact(row, named.get(row.id, ())) for row in rows),
                demands=tuple(
                    _demand(demand) for demand in await session.scalars(demands.order_by(Demand.id))
                ),
                units=tuple(_unit(unit) for unit in await units_of(session, server_id)),
                words=tuple(
                    PlannedWord(word.slug, word.texts) for word in await words_of(session, server_id)
                ),
            )


def _fact(row: Fact, contracts: Sequence[NamedContract]) -> PlannedFact:
    fact = fact_view(row)
    numbers = tuple(one_line(each.number) for each in contracts)
    return PlannedFact(fact.slug, fact.state, fact.checked_on, fact.texts, fact.sources, numbers)


def _unit(unit: UnitView) -> PlannedUnit:
    """Return a site as it stands; one that nobody confirmed yet, as it was last proposed."""
    if not unit.is_confirmed and unit.proposal is not None:
        return PlannedUnit(unit.slug, unit.proposal["names"], unit.proposal["size"])
    return PlannedUnit(unit.slug, unit.names, unit.size)


def _demand(row: Demand) -> PlannedDemand:
    closes: Day | datetime | None = row.closes_at
    if row.closes_at is not None:
        last_day = datetime.combine(row.closes_at.astimezone(UTC).date(), time(23, 59, 59), UTC)
        closed = row.closes_at.astimezone(ZoneInfo(row.time_zone))
        closes = last_day.date() if closed == last_day else closed
    return PlannedDemand(
        row.slug,
        row.texts,
        closes,
        row.goal,
        None if row.time_zone == "UTC" else row.time_zone,
        None if row.signed_by == "discord" else row.signed_by,
    )


def to_toml(campaign: Campaign) -> str:
    """Return the text of a campaign file."""
    lines = [
        _HEADER,
        f"format = {FORMAT}",
        f"title = {_value(campaign.title)}",
        f"language = {_value(campaign.language)}",
    ]
    if campaign.privacy or campaign.retention_months:
        lines += ["", "[privacy]", *_keys(campaign.privacy)]
        if campaign.retention_months:
            lines.append(f"retention_months = {campaign.retention_months}")
    if campaign.names:
        lines += ["", "[names]", *_keys(campaign.names)]
    for watch in campaign.watches:
        lines += ["", "[[watch]]", *_keys({"name": watch.name, "source": watch.source, **watch.query})]
    for unit in campaign.units:
        lines += ["", "[[unit]]", *_keys({"slug": unit.slug, "size": unit.size, **unit.names})]
    for word in campaign.words:
        lines += ["", "[[word]]", *_keys({"slug": word.slug, **word.texts})]
    for fact in campaign.facts:
        lines += ["", "[[fact]]", *_keys({"slug": fact.slug, "state": fact.state, "checked": fact.checked})]
        lines += _keys({"contracts": fact.contracts} if fact.contracts else {})
        lines += _wordings("fact", fact.texts)
        for source in fact.sources:
            lines += ["", "[[fact.source]]", *_keys(_source(source))]
    for demand in campaign.demands:
        optional = {
            "closes": demand.closes,
            "time_zone": demand.time_zone,
            "goal": demand.goal,
            "signed_by": demand.signed_by,
        }
        given = {key: value for key, value in optional.items() if value is not None}
        lines += ["", "[[demand]]", *_keys({"slug": demand.slug, **given})]
        lines += _wordings("demand", demand.texts)
    return "\n".join([*lines, ""])


def _keys(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{key if _BARE.fullmatch(key) else _value(key)} = {_value(value)}"


def _wordings(kind: str, texts: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for language, text in texts.items():
        yield from ("", f"[{kind}.{language}]", f"title = {_value(text['title'])}")
        yield f"body = {_paragraphs(text['body'])}"


def _source(source: FactSource) -> dict[str, Any]:
    date: str | Day | None = source.date
    if source.date is not None and len(source.date) == len("2026-01-31"):
        date = Day.fromisoformat(source.date)
    found = {"title": source.title, "publisher": source.publisher, "date": date, "url": source.url}
    return {key: value for key, value in found.items() if value is not None}


def _value(value: Any) -> str:
    """Return a value on one line of TOML."""
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(_escape, value)}"'
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_keys(value))} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    return value.isoformat() if isinstance(value, Day) else str(int(value))


def _paragraphs(text: str) -> str:
    """Return a text of several lines as TOML has them."""
    if "\n" not in text:
        return _value(text)
    lines = (_ESCAPED.sub(_escape, line) for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0], f"\\u{ord(found[0]):04x}")
