"""Import of a campaign file into a server, with a report of the changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select, update

from bot.audit import Recorder
from bot.campaign.apply_texts import Acts, Tally, apply_facts, apply_words, no_room
from bot.campaign.model import Campaign, PlannedDemand, PlannedUnit
from bot.common.clock import Clock
from bot.contracts.short_names import ShortNames
from bot.contracts.watches.service import Watches
from bot.errors import Sentence, UserError
from bot.petitions.counts.units import MAX_UNITS
from bot.petitions.demands.service import MAX_DEMANDS
from bot.servers.settings import Servers, ServerSettings
from bot.storage import Database
from bot.storage.models import (
    Demand,
    Server,
    Unit,
)
from bot.storage.upsert import insert_ignore


async def apply(
    campaign: Campaign,
    server_id: int,
    *,
    servers: Servers,
    watches: Watches,
    database: Database,
    clock: Clock,
    audit: Recorder,
) -> list[Sentence]:
    """Apply ``campaign`` to one server. Return lines that say what changed and what did not. Changes
    are recorded in the audit log as the steward's.

    Idempotent and additive: nothing is removed that the file does not name, and organisers' decisions stand:
    an opened demand keeps its text, privacy settings keep what was filled in. Each kind is one transaction; a
    second run completes an interrupted one.
    """
    lines = [Sentence("terminal-import-into", title=campaign.title, server=str(server_id))]
    await servers.ensure(server_id, language=campaign.language)
    lines += await _apply_settings(campaign, server_id, servers)
    lines += await _apply_names(campaign.names, server_id, ShortNames(database, clock, audit))
    lines += await apply_facts(campaign.facts, server_id, database, audit, clock())
    lines += await apply_words(campaign.words, server_id, database, audit)
    lines += await _apply_watches(campaign, server_id, watches)
    lines += await _apply_units(campaign.units, server_id, database, audit)
    lines += await _apply_demands(campaign.demands, server_id, database, audit, clock())
    return lines


async def _apply_settings(campaign: Campaign, server_id: int, servers: Servers) -> list[Sentence]:
    lines = []
    settings = await servers.get(server_id)
    if settings.language != campaign.language:
        lines.append(
            Sentence("terminal-import-language", language=settings.language, wanted=campaign.language)
        )
    given = campaign.privacy
    missing = settings.privacy.missing()
    fillable = {name for name in given if name in missing or getattr(settings.privacy, name) is None}
    filled: dict[str, Any] = {
        name: given[name]
        for name in given
        if name in fillable and given[name] != getattr(settings.privacy, name)
    }
    if filled:
        settings = await servers.update(server_id, privacy=replace(settings.privacy, **filled))
    lines += await _apply_retention(campaign, settings, servers)
    still_missing = settings.privacy.missing()
    if real := [name for name in filled if name not in still_missing]:
        lines.append(Sentence("terminal-import-privacy-filled", list=", ".join(real)))
    if examples := [name for name in filled if name in still_missing]:
        lines.append(Sentence("terminal-import-privacy-examples", list=", ".join(examples)))
    kept = [
        name
        for name, value in given.items()
        if name not in fillable and value != getattr(settings.privacy, name)
    ]
    if kept:
        lines.append(Sentence("terminal-import-privacy-kept", list=", ".join(kept)))
    to_fill_in = [name for name in still_missing if name not in examples]
    if settings.privacy.retention_months is None and campaign.retention_months is None:
        to_fill_in.append("retention_months")
    if to_fill_in:
        lines.append(Sentence("terminal-import-privacy-missing", list=", ".join(to_fill_in)))
    return lines


async def _apply_retention(campaign: Campaign, settings: ServerSettings, servers: Servers) -> list[Sentence]:
    wanted, held = campaign.retention_months, settings.privacy.retention_months
    if held is None and wanted is not None:
        await servers.update(settings.id, retention_months=wanted)
        return [Sentence("terminal-import-months", months=wanted)]
    if held is not None and wanted not in (None, held):
        return [Sentence("terminal-import-months-kept", held=held, wanted=wanted)]
    return []


async def _apply_names(names: Mapping[str, str], server_id: int, service: ShortNames) -> list[Sentence]:
    if not names:
        return []
    try:
        changed = await service.set(server_id, names, by=None)
    except UserError as refusal:
        if refusal.id != "refusal-short-names-too-many":
            raise
        most = refusal.arguments["most"]
        return [Sentence("terminal-import-names-no-room", most=most)]
    return [Sentence("terminal-import-names", count=len(changed), unchanged=len(names) - len(changed))]


async def _apply_watches(campaign: Campaign, server_id: int, watches: Watches) -> list[Sentence]:
    tally = Tally("watches")
    lines = []
    known = {watch.name: watch for watch in await watches.list(server_id)}
    wanted = {watch.name: (watch.source, watch.query) for watch in campaign.watches}
    for name, (source, query) in wanted.items():
        if not tally.differs(name, (source, query), {n: (w.source, w.query) for n, w in known.items()}):
            continue
        if name in known:
            lines.append(Sentence("terminal-import-watch-changed", name=repr(name)))
            if known[name].source == source:
                await watches.edit(server_id, known[name].id, name, query)
                continue
            await watches.remove(server_id, known[name].id)
        try:
            await watches.add(server_id, name, source, query)
        except UserError as refusal:
            if refusal.id != "refusal-watch-too-many-watches":
                raise
            tally.added -= 1
            lines.append(
                Sentence("terminal-import-watch-no-room", name=repr(name), most=refusal.arguments["most"])
            )
    lines += [Sentence("terminal-import-watch-kept", name=repr(name)) for name in known if name not in wanted]
    return [*tally.lines(), *lines]


async def _apply_units(
    units: Sequence[PlannedUnit], server_id: int, database: Database, audit: Recorder
) -> list[Sentence]:
    tally, acts = Tally("sites"), Acts()
    left: list[Sentence] = []
    async with database.write() as session:
        await session.execute(select(Server.id).where(Server.id == server_id).with_for_update(read=True))
        rows = await session.scalars(select(Unit).where(Unit.server_id == server_id).with_for_update())
        known = {row.slug: row for row in rows}
        held = {slug: row.proposal or {"names": row.names, "size": row.size} for slug, row in known.items()}
        for unit in units:
            row, after = known.get(unit.slug), {"names": dict(unit.names), "size": unit.size}
            if row is None and len(known) + tally.added >= MAX_UNITS:
                left.append(no_room("site", unit.slug, MAX_UNITS))
                continue
            if not tally.differs(unit.slug, after, held):
                continue
            before = None if row is None else {"names": row.names, "size": row.size}
            if row is None:
                row = Unit(server_id=server_id, slug=unit.slug, least_size=unit.size, **after)
                session.add(row)
            row.proposal, row.proposers = after, []  # an organiser confirms it: see ``Units.confirm``
            await session.flush()
            acts.note("unit", row.id, before, after)
        await acts.record(session, server_id, audit)
    named = {unit.slug for unit in units}
    left += [Sentence("terminal-import-site-kept", slug=repr(slug)) for slug in known if slug not in named]
    if tally.added + tally.updated:
        left.append(Sentence("terminal-import-sites-confirm"))
    return [*tally.lines(), *left]


async def _apply_demands(
    demands: Sequence[PlannedDemand], server_id: int, database: Database, audit: Recorder, now: datetime
) -> list[Sentence]:
    tally, acts = Tally("demands"), Acts()
    lines = []
    async with database.write() as session:
        # Lock order: the server's row first, as everywhere. A new demand needs it, and a change of the
        # privacy settings holds it while it waits for the demands.
        await session.execute(select(Server.id).where(Server.id == server_id).with_for_update(read=True))
        rows = await session.scalars(
            select(Demand).where(Demand.server_id == server_id).order_by(Demand.id).with_for_update()
        )
        known = {row.slug: row for row in rows}
        for demand in demands:
            values = _demand_values(demand)
            row = known.get(demand.slug)
            if row is None and len(known) + tally.added >= MAX_DEMANDS:
                lines.append(no_room("demand", demand.slug, MAX_DEMANDS))
                continue
            held = {} if row is None else {demand.slug: {key: getattr(row, key) for key in values}}
            if row is not None and row.state != "draft":
                if held[demand.slug] == values:
                    tally.unchanged += 1
                else:
                    id = f"terminal-import-demand-{row.state}"
                    lines.append(Sentence(id, slug=repr(demand.slug)))
            elif tally.differs(demand.slug, values, held):
                if row is None:
                    made = await session.execute(
                        insert_ignore(database, Demand)
                        .values(server_id=server_id, slug=demand.slug, created_at=now, **values)
                        .returning(Demand.id)
                    )
                    if (demand_id := made.scalar_one_or_none()) is not None:
                        acts.note("demand", demand_id, None, values)
                else:
                    await session.execute(update(Demand).where(Demand.id == row.id).values(**values))
                    acts.note("demand", row.id, held[demand.slug], values)
        await acts.record(session, server_id, audit)
    lines += [
        Sentence("terminal-import-demand-kept", slug=repr(slug))
        for slug in known
        if slug not in {demand.slug for demand in demands}
    ]
    return [*tally.lines(), *lines]


def _demand_values(demand: PlannedDemand) -> dict[str, Any]:
    """Return what a file says of a demand: what it leaves out stays as it is."""
    closes = demand.closes
    if closes is not None and not isinstance(closes, datetime):
        closes = datetime.combine(closes, time(23, 59, 59), UTC)
    optional = {
        "closes_at": closes,
        "goal": demand.goal,
        "time_zone": demand.time_zone,
        "signed_by": demand.signed_by,
    }
    return {"texts": demand.texts, **{name: value for name, value in optional.items() if value is not None}}
