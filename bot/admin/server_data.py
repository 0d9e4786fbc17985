"""Data of one server: campaign files, export, evidence, and the choice of the server that is meant."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.app import open_app
from bot.campaign import Campaign, apply
from bot.common.files import PUBLIC, atomic_file
from bot.errors import Sentence, StartError
from bot.servers.settings import Servers, ServerSettings
from bot.settings import Settings


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
            with atomic_file(path, mode=PUBLIC) as file:
                await app.exports.evidence(target, file)
        except OSError as error:
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
