"""Roster commands: import, new code, status, and clear."""

import csv
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.admin.progress_bar import bar
from bot.admin.server_data import known_server
from bot.app import App, open_app
from bot.common.clock import in_english
from bot.errors import StartError
from bot.keystore.keyring import KeysError
from bot.petitions.roster.file import RosterFile, RosterFileError, examine
from bot.petitions.roster.roster_import import Codes, ImportResult, RosterImport
from bot.petitions.roster.service import CODE_DELAY
from bot.settings import Settings


async def import_roster(
    settings: Settings, server_id: int | None, file: Path, codes: Path, *, column: str | None, replace: bool
) -> list[str]:
    """Import a file's membership numbers into a server's roster, with the codes of new members in ``codes``;
    return lines about the result. Shows a progress bar on stderr. Raises ``StartError``."""
    with bar() as shown:
        read = shown.add_task("Reading", total=_size(file))
        try:
            found = examine(file, column, lambda more: shown.advance(read, more))
        except RosterFileError as error:
            raise StartError(str(error)) from error
        shown.update(read, completed=_size(file))
        async with open_app(settings) as app:
            target = await known_server(app.servers, server_id)
            taken = shown.add_task("Importing", total=found.lines)
            with _CodesFile(codes) as handed_out, _keys_told():
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


async def new_code(settings: Settings, server_id: int | None, number: str, reason: str) -> list[str]:
    """Return a new link code for the member with this number, and when it becomes valid. Raises
    ``StartError`` and ``UserError``."""
    async with _roster(settings, server_id) as (app, target):
        code = await app.roster.new_code(target, number, reason=reason)
        ready_at = app.clock() + CODE_DELAY
    return [
        code,
        f"It works from {in_english(ready_at)}, {ready_at:%H:%M} UTC on. Until then, whoever is linked now "
        "is told of it at their next use of the bot. If they object, repeat this: it makes this code void.",
    ]


async def status(settings: Settings, server_id: int | None) -> str:
    """Return a sentence about a roster's size. Raises ``StartError``."""
    async with _roster(settings, server_id) as (app, target):
        found = await app.roster.status(target)
    if found is None:
        return "This server has no roster: make one with tocsin roster import."
    members = f"at least {found.members:,}" if found.members else "fewer than 10"
    linked = f"at least {found.linked:,}" if found.linked else "fewer than 10"
    return (
        f"Members on the roster: {members}, as of its last import. Linked with an account: {linked}. "
        "Both are rounded down to tens: an exact number would tell who has just joined."
    )


async def clear(settings: Settings, server_id: int | None) -> str:
    """Remove everybody from a roster; return a sentence. Raises ``StartError``."""
    async with _roster(settings, server_id) as (app, target):
        kept = await app.roster.clear(target)
    if kept:
        return (
            "Nobody is on the roster any more. The links of those who joined are kept, so that they can "
            "withdraw "
            "signatures of demands that asked for it; they go when the keys of these demands are destroyed "
            "and the roster is cleared again."
        )
    return "Nothing is left of the roster: no member, no code, no link."


@asynccontextmanager
async def _roster(settings: Settings, server_id: int | None) -> AsyncIterator[tuple[App, int]]:
    async with open_app(settings) as app:
        yield app, await known_server(app.servers, server_id)


@contextmanager
def _keys_told() -> Iterator[None]:
    try:
        yield
    except KeysError as error:
        raise StartError(str(error)) from error


class _CodesFile:
    """The file of link codes, their only copy: new, and readable by this user alone. Removed if no code was
    written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._any = False

    def __enter__(self) -> "_CodesFile":
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise StartError(
                f"{self._path} exists already, and may hold codes that are nowhere else: "
                "name a new file with --codes. Nothing was imported."
            ) from None
        except OSError as error:
            raise StartError(f"{self._path} cannot be written: {error.strerror}.") from error
        self._file = open(descriptor, "w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(("number", "code"))
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
                f"{self._path} cannot be written: {error.strerror}. The codes in it are valid: make room, "
                "and "
                "import again with another file for the other codes."
            ) from error
        self._any = True

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if not self._any:
            self._path.unlink(missing_ok=True)


def _told(
    found: RosterFile, done: ImportResult, codes: Path, *, replace: bool, switched_on: bool
) -> Iterator[str]:
    if done.new:
        yield (
            f"{_members(done.new)} new: their codes are in {codes}, and nowhere else. Hand each member "
            "theirs, then delete the file."
        )
    if done.known:
        yield f"{_members(done.known)} already on the roster: nothing was changed for them."
    if done.repeated:
        yield f"{done.repeated:,} further lines repeat an earlier number (see docs/roster.md)."
    if found.blanks:
        yield f"{found.blanks:,} lines hold no number and were left out."
    if done.gone and replace:
        yield (
            f"{_members(done.gone)} no longer in the file: they were removed from the roster and can sign no "
            "more. Their signatures stay until they withdraw them or organisers invalidate them."
        )
    elif done.gone:
        yield (
            f"{_members(done.gone)} on the roster and not in the file: they stay on it. To take them off, "
            "import the file again with --replace."
        )
    if not switched_on:
        yield "To check signers against the roster: /organise settings signers."


def _members(count: int) -> str:
    return "1 member is" if count == 1 else f"{count:,} members are"


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None  # reported when it is read
