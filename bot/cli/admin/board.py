"""The board from the terminal: published once, or served by a process of its own."""

import asyncio
import contextlib
import logging
import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import String, cast, select

from bot.app import open_app
from bot.board.contents import read_demands
from bot.board.folder import FolderError, check_folder, current_version, versions_of
from bot.board.history import contradiction
from bot.board.serving.acts import NO_HALVES, acts_behind
from bot.board.serving.site import keep_readers_unlogged, listen, serve_site
from bot.common.async_utils import stop_event
from bot.errors import Sentence, StartError
from bot.exports.manifest import LEDGERS
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import KeysError
from bot.page.registrar.rounds import rounds_of
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.page_rows import HELD
from bot.runtime.board import publisher_of
from bot.runtime.signing import signing_process
from bot.settings import Address, Settings
from bot.storage import Database
from bot.storage.models import Demand, Note, Server
from bot.storage.url import file_of

log = logging.getLogger(__name__)

_WAIT_S = 60.0  # seconds for another process that publishes


async def publish(settings: Settings, site: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Publish all boards as the folder ``site``; return lines about what was written, and why boards are as
    they were before. Raises ``StartError``."""
    async with open_app(settings) as app:
        try:
            done = await publisher_of(app).publish(site, wait=_WAIT_S)
        except (FolderError, KeysError) as error:
            raise StartError(error.sentence) from error
        except OSError as error:
            raise StartError(
                "terminal-board-not-written", file=error.filename or site, reason=error.strerror
            ) from error
    names = ", ".join(done.boards)
    told = Sentence("terminal-board-none", site=site)
    kept = [*done.withheld.values(), *done.failed.values()]
    if names or kept:
        told = Sentence(
            "terminal-board-published", site=site, files=done.files, new=done.written, list=names or "-"
        )
    return [told], kept


async def board_findings(settings: Settings, database: Database) -> list[tuple[str, Sentence]]:
    """Check that the boards can be published and carried away, and that they contradict nothing that was
    published; return marks ("good", "warns", "wrong") with sentences."""
    async with database.read() as session:
        on_it = select(Server.board, Server.id).where(Server.board.is_not(None), Server.removed_at.is_(None))
        boards = {row.board: row.id for row in await session.execute(on_it.order_by(Server.board))}
    names, site = ", ".join(boards), settings.board
    if site is None:
        return [("warns", Sentence("terminal-check-boards-unset", list=names))] if boards else []
    try:
        faults = await asyncio.to_thread(_faults, site, settings.board_command)
        if boards and not faults:
            faults = await _histories(settings, database, site, boards)
    except FolderError as error:
        faults = [error.sentence]
    except OSError as error:
        faults = [Sentence("terminal-unreadable", file=error.filename, reason=error.strerror)]
    faults = [*faults, *await _held(database)]
    if faults:
        return [("wrong", fault) for fault in faults]
    if not boards:
        return [("good", Sentence("terminal-check-no-boards"))]
    return [("good", Sentence("terminal-check-boards", list=names, site=site))]


def _faults(site: Path, command: str | None) -> list[Sentence]:
    """Return why the folder cannot be written, or the command not be run. Raises ``FolderError``."""
    check_folder(site)
    faults = []
    parent = versions_of(site)
    for folder in {parent if parent.exists() else parent.parent, parent.parent}:
        while not folder.exists():
            folder = folder.parent
        if not _takes_files(folder):
            faults.append(Sentence("terminal-check-board-unwritable", folder=folder))
    program = next(iter(shlex.split(command or "")), None)
    if program is not None and shutil.which(program) is None:
        faults.append(Sentence("terminal-check-board-command", program=program))
    return faults


def _takes_files(folder: Path) -> bool:
    """Return whether a file can be made in a folder: its permissions alone do not tell."""
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


async def _histories(
    settings: Settings, database: Database, site: Path, boards: Mapping[str, int]
) -> list[Sentence]:
    """Return what contradicts the published folder or the checkpoints, for each board."""
    kept = await Checkpoints(KeyFolder(settings.key_dir), database).all()
    current, faults = current_version(site), []
    for name, server_id in boards.items():
        async with database.read() as session:
            ours = (name, await read_demands(session, server_id), await rounds_of(session, server_id))
        published = None if current is None else current / name
        if why := await asyncio.to_thread(contradiction, *ours, published, kept):
            faults.append(why)
    return faults


async def _held(database: Database) -> list[Sentence]:
    """Return why nothing more is published of demands that are signed on the page."""
    held = (
        select(Demand.slug, Server.board, Note.value)
        .join(Server, Server.id == Demand.server_id)
        .join(Note, Note.name == HELD + cast(Demand.id, String))
        .order_by(Demand.id)
    )
    async with database.read() as session:
        found = (await session.execute(held)).all()
    return [
        Sentence(f"terminal-board-held-{why}", demand=slug, file=file, ledger=f"{board}/{LEDGERS}{slug}.json")
        for slug, board, value in found
        for why, _, file in [value.partition(":")]
    ]


async def serve(settings: Settings, site: Path, address: Address) -> None:
    """Serve a published folder until SIGINT or SIGTERM; readers are told if nothing is published yet. Raises
    ``StartError``."""
    if not await asyncio.to_thread(site.is_dir):
        log.warning("%s", Sentence("terminal-board-no-site", site=site))
    stop = stop_event()
    keep_readers_unlogged()
    with listen(address) as listening:  # before any process is started
        # Without a database there is nothing to sign with, and strangers make no process try.
        halves = signing_process(settings) if _has_database(settings) else contextlib.nullcontext(NO_HALVES)
        async with halves as found, acts_behind(found) as acts, serve_site(site, listening, acts=acts) as url:
            log.info("the board is served at %s", url)
            await stop.wait()


def _has_database(settings: Settings) -> bool:
    path = file_of(settings.database_url)
    return path is None or os.access(path, os.R_OK | os.W_OK)
