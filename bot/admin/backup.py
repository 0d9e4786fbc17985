"""Backup commands: write, inspect and restore."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Literal

from rich.progress import Progress
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import __version__
from bot.admin import age
from bot.admin.backup_file import (
    BackupFileError,
    BackupHeader,
    BackupReader,
    backup_reader,
    backup_writer,
    newer,
    reading,
)
from bot.admin.progress_bar import bar
from bot.announcements.after_restore import hold_unsure, note_restored
from bot.app import open_database
from bot.common.clock import utc_now
from bot.common.files import atomic_file
from bot.errors import DatabaseAway, NotStored, Sentence, StartError
from bot.keystore.files import KeyFolder, KeysError
from bot.petitions.counts.lost_demands import LostDemands
from bot.petitions.demands.reminders import Reminders
from bot.registrar import backups as registrar
from bot.settings import Settings
from bot.storage import Database, dump
from bot.storage.dump import Row, Shape, Tally
from bot.storage.errors import is_away
from bot.storage.last_backups import note_backup
from bot.storage.migrate import is_known, make_tables, revision, unknown
from bot.storage.migrations import HEAD
from bot.storage.models import BoxDemand, IssuingKey, KeyFingerprint, LastBackup, Term, UnpublishedRow
from bot.storage.url import missing_file

Counts = Mapping[str, tuple[int, str]]
"""Rows and digest by table."""

_AHEAD = 100_000
"""Number of ids to skip after a restore, plus one for each second since the backup: ids given since then are
in posts, buttons and names of key files, and must not get another meaning, even if a backup is restored a
second time."""

_MAX_AHEAD = timedelta(days=3650)

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
        if own:
            recipients.append(own[0].to_public())
        async with open_database(settings, migrate=False) as database:
            found = await revision(database)
            if found is None:
                raise StartError("terminal-backup-empty")
            if not is_known(found):
                raise unknown(found)
            made_at = utc_now()
            with atomic_file(file, replace=False) as half, bar() as progress:
                async with database.read() as session:
                    counts = await _write(session, half, recipients, found, made_at, progress)
                half.flush()
                _read_back(half, own, counts, progress)
            done = Sentence(
                "terminal-backed-up-encrypted" if own else "terminal-backed-up",
                rows=sum(rows for rows, _ in counts.values()),
                tables=len(counts),
                file=file,
            )
            return await noted(database, "database", made_at, done) if found == HEAD else done


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
    with _told(file), backup_reader(file, _identities(key_file)) as reader, bar() as progress:
        keys: dict[str, str] = {}
        for shape, batch in _shown(reader, progress, "terminal-progress-reading"):
            keys |= _fingerprints(shape, batch)
        _refuse_newer(reader)
    head = reader.head
    rows = sum(head.rows.values())
    return [
        Sentence(
            "terminal-backup-whole",
            rows=rows,
            tables=len(head.tables),
            moment=_moment(head),
            tocsin=head.tocsin,
            revision=head.revision,
        ),
        *(
            Sentence("terminal-backup-needs", name=name, mark=mark[:12])
            for name, mark in sorted(keys.items())
        ),
    ]


async def restore(settings: Settings, file: Path, key_file: Path | None) -> list[Sentence]:
    """Restore a backup into an empty database, all of it or nothing; return lines about the result and the
    next steps. Raises ``StartError``."""
    now = utc_now()
    with _told(file), backup_reader(file, _identities(key_file)) as reader, bar() as progress:
        _refuse_newer(reader)
        head = reader.head
        async with open_database(settings, migrate=False) as database:
            async with database.read() as session:
                await _refuse_unless_empty(session)
            async with database.write() as session:
                await make_tables(session, head.revision)
                await _load(session, reader, progress, now)
                await make_tables(session)
                await note_restored(session, database, made_at=head.made_at, now=now)
                await note_backup(session, "database", head.made_at)
            await Reminders(database, lambda: now).tick()
            async with database.write() as session:
                await hold_unsure(session, now)
            with suppress(OSError):  # the next start repeats it, and reports problems with the folder
                await LostDemands(KeyFolder(settings.key_dir), database).reserve()
            async with database.read() as session:
                known = select(KeyFingerprint).where(KeyFingerprint.destroyed_at.is_(None))
                keys = {row.name: row.fingerprint for row in await session.scalars(known)}
                signing = select(BoxDemand.demand).where(BoxDemand.state != "ended").limit(1)
                has_box = await session.scalar(signing) is not None
                rounds = select(IssuingKey.round_id).where(IssuingKey.state != "ended").limit(1)
                has_rounds = await session.scalar(rounds) is not None
    rows = sum(head.rows.values())
    return [
        Sentence("terminal-backup-restored", rows=rows, tables=len(head.tables), moment=_moment(head)),
        *(
            []
            if head.revision == HEAD
            else [Sentence("terminal-backup-upgraded", old=head.revision, new=HEAD)]
        ),
        *_keys_told(KeyFolder(settings.key_dir), keys),
        *([Sentence("terminal-backup-box")] if has_box else []),
        *([Sentence("terminal-backup-rounds")] if has_rounds else []),
        Sentence("terminal-backup-next"),
    ]


async def _write(
    session: AsyncSession,
    file: IO[bytes],
    recipients: Sequence[Any],
    found: str,
    now: datetime,
    progress: Progress,
) -> Counts:
    shapes = await dump.shapes(session)
    rows = {
        shape.name: 0 if shape.name in _LEFT_OUT else await dump.how_many(session, shape) for shape in shapes
    }
    task = progress.add_task(Sentence("terminal-progress-writing").shown(), total=sum(rows.values()))
    with backup_writer(file, recipients) as backup:
        backup.head(
            BackupHeader(
                tocsin=__version__,
                revision=found,
                made_at=now,
                tables=shapes,
                rows=rows,
                last_ids=await dump.last_ids(session),
            )
        )
        for shape in shapes:
            backup.table(shape)
            if rows[shape.name]:
                async for batch in dump.rows(session, shape):
                    backup.rows([_backed_up(shape, row, now) for row in batch])
                    progress.advance(task, len(batch))
            backup.end_table()
        backup.end()
    return _counts(backup.tallies)


def _backed_up(shape: Shape, row: Row, now: datetime) -> Row:
    value = {name: each for (name, _), each in zip(shape.columns, row, strict=True)}
    return [*registrar.backed_up(shape.name, value, now).values()]


def _read_back(file: IO[bytes], own: Sequence[Any], counts: Counts, progress: Progress) -> None:
    with reading(file, own) as reader:
        for _ in _shown(reader, progress, "terminal-progress-reading-back"):
            pass
    if _counts(reader.tallies) != counts:
        raise BackupFileError("terminal-backup-differs")


async def _load(session: AsyncSession, reader: BackupReader, progress: Progress, now: datetime) -> None:
    there = {shape.name: shape for shape in await dump.shapes(session)}
    ours = {shape.name: shape for shape in reader.head.tables}
    if ours.keys() != there.keys() or not all(shape.same_as(there[name]) for name, shape in ours.items()):
        raise BackupFileError("terminal-backup-unknown-tables")
    try:
        for shape, batch in _shown(reader, progress, "terminal-progress-restoring"):
            await dump.put(session, shape, batch)
    except OperationalError:
        raise
    except (DBAPIError, ValueError, TypeError) as error:
        if is_away(error):
            raise
        raise BackupFileError("terminal-backup-unacceptable") from error
    since = min(max(now - reader.head.made_at, timedelta()), _MAX_AHEAD)
    ahead = _AHEAD + int(since.total_seconds())
    await dump.set_last_ids(session, reader.head.last_ids, ahead=ahead)
    tallies = {}
    for shape in reader.head.tables:
        tally = tallies[shape.name] = Tally(shape)
        async with dump.looking(session):
            async for batch in dump.rows(session, shape):
                for row in batch:
                    tally.add(row)
    if _counts(tallies) != _counts(reader.tallies):
        raise BackupFileError("terminal-backup-restored-differs")


def _shown(reader: BackupReader, progress: Progress, what: str) -> Iterator[tuple[Shape, list[Row]]]:
    task = progress.add_task(Sentence(what).shown(), total=sum(reader.head.rows.values()))
    for shape, batch in reader.rows():
        yield shape, batch
        progress.advance(task, len(batch))


async def _refuse_unless_empty(session: AsyncSession) -> None:
    connection = await session.connection()
    if await connection.run_sync(lambda ours: inspect(ours).get_table_names()):
        raise StartError("terminal-backup-not-empty")


def _refuse_newer(reader: BackupReader) -> None:
    if not is_known(reader.head.revision):
        raise newer(reader.head.tocsin)


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
    names = [name for name, _ in shape.columns]
    rows = [dict(zip(names, row, strict=True)) for row in batch]
    return {row["name"]: row["fingerprint"] for row in rows if row.get("destroyed_at") is None}


def _identities(key_file: Path | None) -> list[Any]:
    if key_file is None:
        return []
    try:
        return age.identities(key_file)
    except OSError as error:
        raise StartError("terminal-unreadable", file=key_file, reason=error.strerror) from error


def _counts(tallies: Mapping[str, Tally]) -> Counts:
    return {name: (tally.rows, tally.digest) for name, tally in tallies.items()}


def _moment(head: BackupHeader) -> Sentence:
    return Sentence("terminal-moment", day=head.made_at.date(), time=f"{head.made_at:%H:%M}")


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
