"""Data of one server: campaign files, export, evidence, erasure of a person, the choice of the server that is
meant, and the retention report of ``tocsin check``.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.app import open_app
from bot.campaign import Campaign, apply
from bot.common.files import PUBLIC, atomic_file
from bot.errors import Sentence, StartError
from bot.petitions.demand_rows import is_held
from bot.petitions.privacy.retention import (
    GRACE,
    MIN_UPTIME_DAYS,
    NOTICE,
    FailedNotice,
    earliest_end,
    failed_notices,
    key_end,
)
from bot.servers.settings import Servers, ServerSettings
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import Demand


async def import_campaign(settings: Settings, campaign: Campaign, server_id: int | None) -> list[Sentence]:
    """Import a campaign for one server; return lines about the changes. Raises ``StartError``.

    A running bot reads the database at every use, so it uses the new content at once.
    """
    async with open_app(settings) as app:
        target = server_id if server_id is not None else await _only_server(app.servers)
        lines = await apply(
            campaign,
            target,
            servers=app.servers,
            watches=app.watches,
            database=app.database,
            clock=app.clock,
            audit=app.audit,
        )
        if not _joined(await app.servers.get(target)):
            lines.append(Sentence("terminal-server-not-joined", server=str(target)))
        return lines


async def write_export(
    settings: Settings, server_id: int | None, folder: Path, language: str | None = None
) -> list[Path]:
    """Write the organisers' export into a new folder within ``folder`` and its archive beside it; return both
    paths.

    Raises ``StartError`` and ``KeysError``.
    """
    async with open_app(settings) as app:
        target = await known_server(app.servers, server_id)
        try:
            taken = await app.exports.take(target, folder, language=language)
        except OSError as error:
            raise StartError(
                "terminal-unwritable", file=error.filename or folder, reason=error.strerror
            ) from error
    return [taken.folder, taken.archive]


async def write_evidence(settings: Settings, server_id: int | None, folder: Path) -> list[Path]:
    """Write the evidence of a server's contracts as evidence.zip into ``folder``; return its path.

    Raises ``StartError`` and ``KeysError``, and ``UserError`` if nothing is stored.
    """
    path = folder / "evidence.zip"
    async with open_app(settings) as app:
        target = await known_server(app.servers, server_id)
        try:
            await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
            with atomic_file(path, mode=PUBLIC, replace=False) as file:
                await app.exports.evidence(target, file)
        except OSError as error:
            if path.exists():
                raise StartError("terminal-exists", file=path) from error
            raise StartError("terminal-unwritable", file=path, reason=error.strerror) from error
    return [path]


async def write_campaign(settings: Settings, server_id: int | None, path: Path) -> list[Path]:
    """Write the campaign file of a server to a new file; return its path. Raises ``StartError``."""
    async with open_app(settings) as app:
        target = await known_server(app.servers, server_id)
        text = await app.campaign_export.write(target)
    try:
        with atomic_file(path, mode=PUBLIC, replace=False) as file:
            file.write(text.encode())
    except FileExistsError as error:
        raise StartError("terminal-exists", file=path) from error
    except OSError as error:
        raise StartError("terminal-unwritable", file=path, reason=error.strerror) from error
    return [path]


async def known_server(servers: Servers, server_id: int | None) -> int:
    """Return the server that the steward means: the one with this id, or the only one. Raises
    ``StartError``."""
    if server_id is None:
        return await _only_server(servers)
    known = await servers.all()
    if server_id not in {server.id for server in known}:
        they_are = (
            Sentence("terminal-servers-are", list=_listed(known))
            if known
            else Sentence("terminal-servers-none")
        )
        raise StartError("terminal-server-unknown", server=str(server_id), they_are=they_are)
    return server_id


async def _only_server(servers: Servers) -> int:
    known = await servers.all()
    known = [server for server in known if _joined(server)] or known
    if len(known) == 1:
        return known[0].id
    if not known:
        raise StartError("terminal-server-none")
    raise StartError("terminal-server-which", count=len(known), list=_listed(known))


def _joined(server: ServerSettings) -> bool:
    """Return whether the bot has joined: an import alone leaves neither a name nor settings that are made in
    Discord."""
    return bool(server.name) or server.channel_id is not None or server.organiser_role_id is not None


def _listed(known: Sequence[ServerSettings]) -> str:
    return ", ".join(
        f"{server.id} ({server.name})" if server.name else f"{server.id}" for server in known[:20]
    )


async def erase_person(settings: Settings, person_id: int) -> Sentence:
    """Erase everything about a person, on request; return a sentence that is always the same.

    For people who cannot reach the bot in Discord any more. Raises ``StartError``.
    """
    async with open_app(settings) as app:
        await app.erasure.erase(person_id)
    return Sentence("terminal-erased")


_WHY = {
    "no-channel": Sentence("terminal-retention-no-channel"),
    "refused": Sentence("terminal-retention-refused"),
}


async def retention_report(database: Database, now: datetime) -> Sequence[tuple[bool, Sentence]]:
    """Return a sentence for each closed demand that has its key, by id, with whether all is well."""
    closed = select(Demand).where(Demand.state == "closed", Demand.key_destroyed_at.is_(None))
    async with database.read() as session:
        demands = (await session.scalars(closed.order_by(Demand.id))).all()
        failed = {notice.demand_id: notice for notice in await failed_notices(session, now)}
    found = []
    for demand in demands:
        good, sentence = _end(demand, failed.get(demand.id), now)
        found.append(
            (
                good,
                Sentence(
                    "terminal-retention-key", number=str(demand.id), slug=demand.slug, sentence=sentence
                ),
            )
        )
    return found


def _end(demand: Demand, failed: FailedNotice | None, now: datetime) -> tuple[bool, Sentence]:
    if demand.closed_at is None or demand.retention_months is None:
        return True, Sentence("terminal-retention-no-end")
    end = key_end(demand.closed_at, demand.retention_months, demand.hold_until)
    last = end + GRACE
    if failed is not None:
        return False, Sentence(
            "terminal-retention-cannot-tell", end=end.date(), why=_WHY[failed.why], last=last.date()
        )
    if last <= now:
        return False, Sentence("terminal-retention-late", last=last.date())
    if demand.hold_until is not None and is_held(demand, now):
        return True, Sentence("terminal-retention-held-until", day=demand.hold_until.date())
    if demand.retention_told_at is not None:
        day = earliest_end(end, demand.retention_told_at)
        return True, Sentence(
            "terminal-retention-told",
            day=day.date(),
            days=MIN_UPTIME_DAYS,
            told=demand.retention_told_at.date(),
            last=last.date(),
        )
    if end - NOTICE > now:
        return True, Sentence("terminal-retention-ends", end=end.date(), days=NOTICE.days)
    return True, Sentence("terminal-retention-telling", end=end.date(), last=last.date())
