"""Backup commands: write, inspect and restore."""

import secrets
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import __version__
from bot.announcements.after_restore import note_restored
from bot.app import open_database
from bot.cli.admin import age
from bot.cli.admin.backup_file import BackupFile, BackupFileError, BackupReader, Origin, newer, reading
from bot.cli.admin.database import bar, copy_rows, step
from bot.common.clock import utc_now
from bot.common.files import atomic_file
from bot.errors import DatabaseAway, NotStored, RoleLost, Sentence, StartError
from bot.keystore.files import KeyFolder, KeysError
from bot.page.registrar import backups as registrar
from bot.petitions.counts.losses import LostDemands
from bot.settings import Settings
from bot.storage import Database
from bot.storage.copier import DatabaseRows, Row, Shape, set_last_ids
from bot.storage.leader import Leader, leadership
from bot.storage.migrate import is_known, make_tables, revision, unknown
from bot.storage.migrations import HEAD
from bot.storage.models import BoxDemand, IssuingKey, KeyFingerprint, LastBackup, Term, UnpublishedRow
from bot.storage.notes import note_backup
from bot.storage.url import missing_file

_AHEAD = 1_000_000
"""Number of ids to skip after a restore, and up to nine times as many at random: ids given since the backup
are in posts, buttons and names of key files, and must not get another meaning, nor those given after another
restore of it."""

_LEFT_OUT = registrar.LEFT_OUT | {
    UnpublishedRow.__tablename__,
    LastBackup.__tablename__,
    Term.__tablename__,
}
"""Tables of which no row is in a backup: two backups would show who came to the signing page between them.
When another backup was made is not part of this one, nor is the term of the process that is active now."""


async def back_up(settings: Settings, file: Path, public_keys: Sequence[str]) -> Sentence:
    """Write a consistent backup of the whole database into one new file, and verify it by reading it back;
    return a sentence. The bot may run meanwhile. Raises ``StartError``."""
    if missing := missing_file(settings.database_url):
        raise StartError("terminal-backup-nothing", missing=missing)
    with _told(file):
        recipients = [age.recipient(key) for key in public_keys]
        # A file encrypted to a key that is elsewhere could not be read back: encrypt it also to an ephemeral
        # key, which is created here and forgotten.
        own = [age.new_identity()] if recipients else []
        recipients += [key.to_public() for key in own]
        async with open_database(settings, migrate=False) as database:
            found = await revision(database)
            if found is None:
                raise StartError("terminal-backup-empty")
            if not is_known(found):
                raise unknown(found)
            origin = Origin(tocsin=__version__, revision=found, made_at=utc_now())
            with atomic_file(file, replace=False) as half:
                async with database.read() as session:
                    source = await DatabaseRows.open(session, without=_LEFT_OUT)
                    backup = BackupFile(half, origin, recipients, own)
                    await copy_rows(source, backup, "backup", registrar.masks(origin.made_at))
            done = Sentence(
                "terminal-backed-up-encrypted" if own else "terminal-backed-up",
                rows=source.inventory.total,
                tables=len(source.inventory.tables),
                file=file,
            )
            return await noted(database, "database", origin.made_at, done) if found == HEAD else done


async def noted(
    database: Database, of: Literal["database", "keys"], made_at: datetime, done: Sentence
) -> Sentence:
    """Record a backup whose file is complete; return the sentence about it, with a warning if the database
    cannot be written."""
    try:
        async with database.write() as session:
            await note_backup(session, of, made_at)
    except (NotStored, DatabaseAway, DBAPIError):
        return Sentence("terminal-backup-not-noted", done=done)
    return done


async def look_at(file: Path, key_file: Path | None) -> list[Sentence]:
    """Verify a backup without restoring it; return lines about its content. Raises ``StartError``."""
    keys: dict[str, str] = {}
    async with _opened(file, key_file) as reader:
        inventory, origin = reader.inventory, reader.origin
        with bar() as progress:
            read = step(progress, "terminal-progress-reading", inventory.total)
            async for shape, batch in reader.rows():
                keys |= _fingerprints(shape, batch)
                read(len(batch))
    return [
        Sentence(
            "terminal-backup-whole",
            rows=inventory.total,
            tables=len(inventory.tables),
            moment=_moment(origin),
            tocsin=origin.tocsin,
            revision=origin.revision,
        ),
        *(
            Sentence("terminal-backup-needs", name=name, mark=mark[:12])
            for name, mark in sorted(keys.items())
        ),
    ]


async def restore(settings: Settings, file: Path, key_file: Path | None) -> list[Sentence]:
    """Restore a backup into an empty database, all of it or nothing; return lines about the result and the
    next steps. Raises ``StartError``."""
    async with (
        _opened(file, key_file) as reader,
        open_database(settings, migrate=False) as database,
        leadership(settings.database_url) as leader,
    ):
        if leader is None:
            raise StartError("terminal-backup-another-runs")
        inventory, origin = reader.inventory, reader.origin
        async with database.read() as session:
            await _refuse_unless_empty(session)
        # One transaction: a bot that starts after a kill in between would post again what was due.
        async with database.write() as session:
            await make_tables(session, origin.revision)
            await _load(session, reader)
            await make_tables(session)
            await note_restored(session, database, made_at=origin.made_at)
            await note_backup(session, "database", origin.made_at)
            _check_lock(leader)
        with suppress(OSError):  # the next start repeats it, and reports problems with the folder
            await LostDemands(KeyFolder(settings.key_dir), database).reserve()
        async with database.read() as session:
            needs = await _needs(session, KeyFolder(settings.key_dir))
    return [
        Sentence(
            "terminal-backup-restored",
            rows=inventory.total,
            tables=len(inventory.tables),
            moment=_moment(origin),
        ),
        *(
            []
            if origin.revision == HEAD
            else [Sentence("terminal-backup-upgraded", old=origin.revision, new=HEAD)]
        ),
        *needs,
        Sentence("terminal-backup-next"),
    ]


def _check_lock(leader: Leader) -> None:
    try:
        leader.check()
    except RoleLost as error:
        raise StartError("terminal-backup-lock-lost") from error


async def _load(session: AsyncSession, reader: BackupReader) -> None:
    await copy_rows(reader, await DatabaseRows.open(session), "restore")
    ahead = _AHEAD + secrets.randbelow(9 * _AHEAD)
    await set_last_ids(session, reader.inventory.last_ids, ahead=ahead)


@asynccontextmanager
async def _opened(file: Path, key_file: Path | None) -> AsyncIterator[BackupReader]:
    with _told(file):
        identities = _identities(key_file)
        with file.open("rb") as content:
            async with reading(content, identities) as reader:
                if not is_known(reader.origin.revision):
                    raise newer(reader.origin.tocsin)
                yield reader


async def _refuse_unless_empty(session: AsyncSession) -> None:
    connection = await session.connection()
    if await connection.run_sync(lambda ours: inspect(ours).get_table_names()):
        raise StartError("terminal-backup-not-empty")


async def _needs(session: AsyncSession, folder: KeyFolder) -> list[Sentence]:
    """Return lines about what a restored database lacks: keys, and what no backup holds."""
    known = select(KeyFingerprint).where(KeyFingerprint.destroyed_at.is_(None))
    keys = {row.name: row.fingerprint for row in await session.scalars(known)}
    lines = [*_keys_told(folder, keys)]
    if await session.scalar(select(BoxDemand.demand).where(BoxDemand.state != "ended").limit(1)) is not None:
        lines.append(Sentence("terminal-backup-box"))
    rounds = select(IssuingKey.round_id).where(IssuingKey.state != "ended").limit(1)
    if await session.scalar(rounds) is not None:
        lines.append(Sentence("terminal-backup-rounds"))
    return lines


def _keys_told(folder: KeyFolder, keys: Mapping[str, str]) -> Iterator[Sentence]:
    # On purpose, since the backup.
    forgotten = set(folder.forgotten(keys))
    gone = {*folder.destroyed(keys), *forgotten}
    if forgotten:
        yield Sentence("terminal-backup-forgotten", count=len(forgotten))
    needed = {name: mark for name, mark in keys.items() if name not in gone}
    if not needed:
        yield Sentence("terminal-backup-no-keys")
        return
    missing = []
    for name, mark in sorted(needed.items()):
        try:
            folder.read(name, mark)
        except KeysError as fault:
            missing.append(
                Sentence("terminal-backup-key-missing", name=name, mark=mark[:12], fault=fault.sentence)
            )
    yield Sentence(
        "terminal-backup-keys", count=len(needed), there=len(needed) - len(missing), path=folder.path
    )
    yield from missing
    if missing:
        yield Sentence("terminal-backup-put-keys")


def _fingerprints(shape: Shape, batch: Sequence[Row]) -> dict[str, str]:
    """Return the keys in rows of the table of fingerprints, by name."""
    if shape.name != KeyFingerprint.__tablename__:
        return {}
    rows = [dict(zip(shape.names, row, strict=True)) for row in batch]
    return {row["name"]: row["fingerprint"] for row in rows if row.get("destroyed_at") is None}


def _identities(key_file: Path | None) -> list[Any]:
    if key_file is None:
        return []
    try:
        return age.identities(key_file)
    except OSError as error:
        raise StartError("terminal-unreadable", file=key_file, reason=error.strerror) from error


def _moment(origin: Origin) -> Sentence:
    return Sentence("terminal-moment", day=origin.made_at.date(), time=f"{origin.made_at:%H:%M}")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turn errors of a backup's file into sentences."""
    try:
        yield
    except (BackupFileError, age.AgeError) as error:
        raise StartError(error.sentence) from error
    except FileExistsError:
        raise StartError("terminal-exists", file=file) from None
    except OSError as error:
        raise StartError(
            "terminal-unusable", file=error.filename or file, reason=error.strerror or error
        ) from error
