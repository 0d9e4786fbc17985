"""Key commands: list, back up, restore, destroy, and rotate keys."""

import asyncio
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pyrage.passphrase
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import open_app, open_database
from bot.cli.admin import age
from bot.cli.admin.backup import noted
from bot.common.clock import utc_now
from bot.common.files import write_new
from bot.errors import Sentence, SentenceError, StartError
from bot.exports.manifest import fingerprint as signs_as
from bot.keystore.files import ASIDE, KEY_BYTES, KeyFolder, KeysError, fingerprint
from bot.keystore.keyring import RENEWABLE, Keys
from bot.petitions.privacy.retention import key_end
from bot.petitions.signing.withdrawal_recovery import lost_journals
from bot.petitions.signing.withdrawals import Withdrawals
from bot.settings import Settings
from bot.storage.models import Demand, KeyFingerprint

_PURPOSES = ("audit", "signing", "privacy", "roster", "demand", "round", "share", "box")
_STATES = ("key-missing", "key-foreign", "key-damaged", "key-open")


class BackupError(SentenceError):
    """The file is not a backup of keys, or not under this passphrase."""


async def list_keys(settings: Settings) -> list[Sentence]:
    """Return one line for each key: its name, purpose, abbreviated fingerprint, creation date and state, and
    the end of a demand's key. Raises ``StartError``."""
    async with open_database(settings) as database, database.read() as session:
        rows = (await session.scalars(select(KeyFingerprint).order_by(KeyFingerprint.name))).all()
        demands = {demand.id: demand for demand in await session.scalars(select(Demand))}
    if not rows:
        return [Sentence("terminal-keys-none")]
    folder = KeyFolder(settings.key_dir)
    return [await asyncio.to_thread(_line, row, demands, folder) for row in rows]


async def backup_keys(settings: Settings, file: Path, passphrase: str) -> Sentence:
    """Write every key into one new file, encrypted with a passphrase; return a sentence. Raises
    ``StartError``, ``KeysError`` and ``BackupError``."""
    folder = KeyFolder(settings.key_dir)
    async with open_database(settings) as database:
        async with database.read() as session:
            rows = await _to_be_there(session)
        try:
            gone = {*folder.destroyed(rows), *folder.forgotten(rows)}  # since this database was backed up
            keys = {name: folder.read(name, expected) for name, expected in rows.items() if name not in gone}
            content = await asyncio.to_thread(seal_backup, keys, passphrase)
            await asyncio.to_thread(write_new, file, content)
            if await asyncio.to_thread(lambda: open_backup(file.read_bytes(), passphrase)) != keys:
                raise BackupError("terminal-keys-backup-differs", file=file)
        except FileExistsError:
            raise StartError("terminal-exists", file=file) from None
        except OSError as error:
            raise StartError("terminal-unwritable", file=file, reason=error.strerror) from error
        done = Sentence("terminal-keys-backed-up", count=len(keys), file=file)
        return await noted(database, "keys", utc_now(), done)


async def restore_keys(settings: Settings, file: Path, passphrase: str) -> list[Sentence]:
    """Restore the missing keys; return a line about each. Raises ``StartError``, ``KeysError`` and
    ``BackupError``."""
    folder = KeyFolder(settings.key_dir)
    try:
        content = await asyncio.to_thread(file.read_bytes)
        held = await asyncio.to_thread(open_backup, content, passphrase)
    except OSError as error:
        raise StartError("terminal-unreadable", file=file, reason=error.strerror) from error
    async with open_database(settings) as database, database.read() as session:
        rows = await _to_be_there(session)
        known = set(await session.scalars(select(KeyFingerprint.name)))
    lines = []
    try:
        folder.make_folder()
        for name, key in sorted(held.items()):
            lines.append(
                Sentence(
                    "terminal-keys-restored", name=name, result=_put_back(folder, name, key, rows, known)
                )
            )
    except OSError as error:
        raise StartError("terminal-unwritable", file=folder.path, reason=error.strerror) from error
    async with open_database(settings) as database:
        journals = await lost_journals(Withdrawals(folder), database)
    return [
        *lines,
        *(Sentence("terminal-keys-not-in-backup", name=name) for name in _lacking(folder, rows, held)),
        *(lost.sentence for lost in journals),
    ]


async def slug_of(settings: Settings, name: str) -> str:
    """Return the slug of the demand with this key; the key's name if the database does not know it. Raises
    ``StartError``."""
    if await _is_lost(settings, name):
        return name
    async with open_database(settings) as database, database.read() as session:
        demand = await session.get(Demand, _demand_id(name))
    if demand is None:
        raise StartError("terminal-keys-no-demand", name=name)
    return demand.slug


async def destroy_key(settings: Settings, name: str) -> Sentence:
    """Destroy a demand's key and its signatures for good; return a sentence. For a demand that this database
    does not know, or whose key was set aside, delete its files in the key folder. Raises ``StartError``,
    ``UserError``."""
    lost = await _is_lost(settings, name)
    async with open_app(settings) as app:  # it reserves a lost demand's id
        if lost:
            await app.keys.folder.in_thread(app.keys.folder.remove, [name])
            return Sentence("terminal-keys-lost-destroyed", name=name)
        await app.retention.destroy(_demand_id(name))
    return Sentence("terminal-keys-demand-destroyed")


async def rotate_key(settings: Settings, name: str) -> Sentence:
    """Rotate the key of the audit or of exports; return a sentence. Raises ``StartError`` and
    ``KeysError``."""
    if name not in RENEWABLE:
        raise StartError("terminal-keys-cannot-rotate", name=name)
    async with open_database(settings) as database:
        keys = await Keys.open(settings.key_dir, database, utc_now)
        async with database.write() as session:
            version = await keys.renew(session, name)
    return Sentence("terminal-keys-rotated", name=name, version=version)


async def _is_lost(settings: Settings, name: str) -> bool:
    """Return whether this is a key without a demand in the database, as ``tocsin check`` names them."""
    if not re.fullmatch(rf"{ASIDE}demand-\d{{1,9}}-[0-9a-f]{{12}}|demand-\d{{1,9}}", name):
        return False
    async with open_database(settings) as database, database.read() as session:
        known = await session.get(KeyFingerprint, name) is not None
    return not known and KeyFolder(settings.key_dir).key_path(name).exists()


def seal_backup(keys: Mapping[str, bytes], passphrase: str) -> bytes:
    """Return the content of a backup file: the keys as JSON (``{"demand-1": "<hexadecimal>", …}``) in age's
    format, encrypted with a passphrase. Takes a second or more, as an attempt to guess it does."""
    content = json.dumps({name: key.hex() for name, key in sorted(keys.items())}).encode()
    return bytes(pyrage.passphrase.encrypt(content, passphrase))


def open_backup(content: bytes, passphrase: str) -> dict[str, bytes]:
    """Decrypt the keys in a backup file. Raises ``BackupError``."""
    if not content.startswith(age.HEAD):
        raise BackupError("terminal-keys-backup-other")
    try:
        plain = pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError as error:
        slow = "Excessive work" in str(error)  # for a file of a machine that is more than 16 times as fast
        raise BackupError(
            "terminal-keys-backup-slow" if slow else "terminal-keys-backup-passphrase"
        ) from None
    try:
        keys = {str(name): bytes.fromhex(key) for name, key in json.loads(plain).items()}
    except (ValueError, TypeError, AttributeError):  # another file under the same passphrase
        raise BackupError("terminal-keys-backup-other") from None
    if any(len(key) != KEY_BYTES for key in keys.values()):
        raise BackupError("terminal-keys-backup-newer")
    return keys


def _line(row: KeyFingerprint, demands: dict[int, Demand], folder: KeyFolder) -> Sentence:
    kind, _, rest = row.name.partition("-")
    line = Sentence(
        "terminal-key",
        name=row.name,
        purpose=Sentence(f"terminal-key-of-{kind}", rest=rest) if kind in _PURPOSES else kind,
        mark=row.fingerprint[:12],
        day=f"{row.created_at:%Y-%m-%d}",
        state=_state(row, folder),
    )
    if row.public_key is not None:  # to compare with exports
        signs = Sentence("terminal-key-signs", mark=signs_as(row.public_key))
        line = Sentence("terminal-key-and", line=line, more=signs)
    demand = demands.get(int(rest)) if kind == "demand" and rest.isdecimal() else None
    end = None if demand is None or demand.key_destroyed_at is not None else _end(demand)
    return line if end is None else Sentence("terminal-key-and", line=line, more=end)


def _state(row: KeyFingerprint, folder: KeyFolder) -> Sentence:
    if row.destroyed_at is not None:
        return Sentence("terminal-key-destroyed", day=f"{row.destroyed_at:%Y-%m-%d}")
    if folder.forgotten({row.name: row.fingerprint}):
        return Sentence("terminal-key-forgotten")
    try:
        folder.read(row.name, row.fingerprint)
    except KeysError as fault:
        return Sentence(f"terminal-{fault.code}" if fault.code in _STATES else "terminal-key-unreadable")
    return Sentence("terminal-key-there")


def _end(demand: Demand) -> Sentence | None:
    """Return the end of a demand's key, or of the hold on it."""
    if demand.legal_hold and demand.hold_until:
        return Sentence("terminal-key-held-until", day=f"{demand.hold_until:%Y-%m-%d}")
    if demand.closed_at is None or demand.retention_months is None:
        return None
    end = key_end(demand.closed_at, demand.retention_months, demand.hold_until)
    return Sentence("terminal-key-until", day=f"{end:%Y-%m-%d}")


def _put_back(folder: KeyFolder, name: str, key: bytes, rows: dict[str, str], known: set[str]) -> Sentence:
    if name not in known:
        return Sentence("terminal-key-not-known")
    if name not in rows:
        return Sentence("terminal-key-destroyed-before")
    if folder.forgotten({name: rows[name]}):
        return Sentence("terminal-key-of-deleted-server")
    if fingerprint(key) != rows[name]:
        return Sentence("terminal-key-of-another")
    try:
        folder.put(name, key)
    except FileExistsError:
        path = folder.key_path(name)
        there = path.is_file() and path.read_bytes() == key
        return Sentence("terminal-key-already") if there else Sentence("terminal-key-in-the-way")
    return Sentence("terminal-key-put-back")


def _lacking(folder: KeyFolder, rows: dict[str, str], held: dict[str, bytes]) -> list[str]:
    gone = {*held, *folder.forgotten(rows)}
    return [name for name in sorted(rows) if name not in gone and not os.path.exists(folder.key_path(name))]


async def _to_be_there(session: AsyncSession) -> dict[str, str]:
    """Return the fingerprints of the keys that were not destroyed, by name."""
    there = select(KeyFingerprint.name, KeyFingerprint.fingerprint).where(
        KeyFingerprint.destroyed_at.is_(None)
    )
    return {row.name: row.fingerprint for row in await session.execute(there)}


def _demand_id(name: str) -> int:
    found = re.fullmatch(r"demand-(\d{1,9})", name)
    if found is None:
        raise StartError("terminal-keys-not-a-demands", name=name)
    return int(found[1])
