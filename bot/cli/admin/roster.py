"""Roster commands: import, new code, status, and clear."""

import csv
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App, open_app
from bot.cli.admin.database import bar
from bot.cli.admin.server_data import known_server
from bot.errors import Sentence, StartError
from bot.petitions.roster.file import RosterFile, RosterFileError, examine
from bot.petitions.roster.roster_import import Codes, ImportResult, RosterImport
from bot.petitions.roster.service import CODE_DELAY
from bot.settings import Settings


class CodesFile:
    """CSV file of codes, their only copy: new, and readable by this user alone. Removed if no code was
    written. ``heading`` is that of the column with the codes."""

    def __init__(self, path: Path, heading: str = "code") -> None:
        self._path = path
        self._heading = heading
        self._any = False

    def __enter__(self) -> "CodesFile":
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise StartError("terminal-roster-codes-exist", path=self._path) from None
        except OSError as error:
            raise StartError("terminal-unwritable", file=self._path, reason=error.strerror) from error
        self._file = open(descriptor, "w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(("number", self._heading))
        return self

    def write(self, codes: Codes) -> None:
        """Append codes durably, so that they survive a power failure. A number begins with a letter or digit
        (``roster.file``), so no program takes it for a formula."""
        try:
            self._csv.writerows(codes)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise StartError(
                "terminal-roster-codes-unwritable", path=self._path, reason=error.strerror
            ) from error
        self._any = self._any or bool(codes)

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if not self._any:
            self._path.unlink(missing_ok=True)


async def import_roster(
    settings: Settings, server_id: int | None, file: Path, codes: Path, *, column: str | None, replace: bool
) -> list[Sentence]:
    """Import a file's membership numbers into a server's roster, with the codes of new members in ``codes``;
    return lines about the result. Shows a progress bar on stderr. Raises ``StartError``."""
    with bar() as shown:
        read = shown.add_task(Sentence("terminal-progress-reading").shown(), total=_size(file))
        try:
            found = examine(file, column, lambda more: shown.advance(read, more))
        except RosterFileError as error:
            raise StartError(error.sentence) from error
        shown.update(read, completed=_size(file))
        async with open_app(settings) as app:
            target = await known_server(app.servers, server_id)
            taken = shown.add_task(Sentence("terminal-progress-importing").shown(), total=found.lines)
            with CodesFile(codes) as handed_out:
                roster_import = RosterImport(
                    app.database,
                    app.keys,
                    target,
                    hand_out=handed_out.write,
                    progress=lambda more: shown.advance(taken, more),
                    audit=app.audit,
                )
                done = await roster_import.run(found.numbers(), replace=replace)
            switched_on = (await app.servers.get(target)).roster
    return list(_told(found, done, codes, replace=replace, switched_on=switched_on))


async def new_code(settings: Settings, server_id: int | None, number: str, reason: str) -> list[Sentence]:
    """Return a new link code for the member with this number, and when it becomes valid. Raises
    ``StartError`` and ``UserError``."""
    async with open_roster(settings, server_id) as (app, target):
        code = await app.roster.new_code(target, number, reason=reason)
        ready_at = app.clock() + CODE_DELAY
    return [
        Sentence("terminal-said", text=code),
        Sentence("terminal-roster-code-works", day=ready_at.date(), time=f"{ready_at:%H:%M}"),
    ]


async def status(settings: Settings, server_id: int | None) -> Sentence:
    """Return a sentence about a roster's size. Raises ``StartError``."""
    async with open_roster(settings, server_id) as (app, target):
        found = await app.roster.status(target)
    if found is None:
        return Sentence("terminal-roster-none")
    members, linked = _tens(found.members), _tens(found.linked)
    return Sentence("terminal-roster-status", members=members, linked=linked)


async def clear(settings: Settings, server_id: int | None) -> Sentence:
    """Remove everybody from a roster; return a sentence. Raises ``StartError``."""
    async with open_roster(settings, server_id) as (app, target):
        kept = await app.roster.clear(target)
    if kept:
        return Sentence("terminal-roster-cleared-links")
    return Sentence("terminal-roster-cleared")


@asynccontextmanager
async def open_roster(settings: Settings, server_id: int | None) -> AsyncIterator[tuple[App, int]]:
    """Open the services; yield them with the id of the server. Raises ``StartError``."""
    async with open_app(settings) as app:
        yield app, await known_server(app.servers, server_id)


def _told(
    found: RosterFile, done: ImportResult, codes: Path, *, replace: bool, switched_on: bool
) -> Iterator[Sentence]:
    if done.new:
        yield Sentence("terminal-roster-new", count=done.new, codes=codes)
    if done.known:
        yield Sentence("terminal-roster-known", count=done.known)
    if done.repeated:
        yield Sentence("terminal-roster-repeated", count=done.repeated)
    if found.blanks:
        yield Sentence("terminal-roster-blank", count=found.blanks)
    if done.gone and replace:
        yield Sentence("terminal-roster-removed", count=done.gone)
    elif done.gone:
        yield Sentence("terminal-roster-kept", count=done.gone)
    if not switched_on:
        yield Sentence("terminal-roster-next")


def _tens(count: int) -> Sentence:
    return Sentence("terminal-at-least", count=count) if count else Sentence("terminal-fewer-than-10")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None  # reported when it is read
