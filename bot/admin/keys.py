"""Key commands: list, back up, restore, destroy, and rotate keys."""

import asyncio
import os
import re
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import open_app, open_database
from bot.common.clock import utc_now
from bot.common.files import write_new
from bot.errors import StartError
from bot.exports.manifest import fingerprint as signs_as
from bot.keystore.backup import BackupError, open_backup, seal_backup
from bot.keystore.files import ASIDE, KeyFolder, KeysError, fingerprint
from bot.keystore.keyring import RENEWABLE, Keys
from bot.petitions.privacy.retention_schedule import key_end
from bot.settings import Settings
from bot.storage.models import Demand, KeyFingerprint

_FOR = {
    "audit": "what organisers did",
    "signing": "exports",
    "privacy": "requests for one's data",
    "roster": "the roster of server",
    "demand": "demand",
}
_STATES = {"key-missing": "MISSING", "key-foreign": "FOREIGN", "key-damaged": "DAMAGED", "key-open": "OPEN"}


async def list_keys(settings: Settings) -> list[str]:
    """Return one line for each key: its name, purpose, abbreviated fingerprint, creation date and state, and
    the end of a demand's key. Raises ``StartError``."""
    async with open_database(settings) as database, database.read() as session:
        rows = (await session.scalars(select(KeyFingerprint).order_by(KeyFingerprint.name))).all()
        demands = {demand.id: demand for demand in await session.scalars(select(Demand))}
    if not rows:
        return ["There are no keys yet: the first demand that opens gets one."]
    folder = KeyFolder(settings.key_dir)
    return [await asyncio.to_thread(_line, row, demands, folder) for row in rows]


async def backup_keys(settings: Settings, file: Path, passphrase: str) -> str:
    """Write every key into one new file, encrypted with a passphrase; return a sentence. Raises
    ``StartError``."""
    folder = KeyFolder(settings.key_dir)
    async with open_database(settings) as database, database.read() as session:
        rows = await _to_be_there(session)
    try:
        gone = {*folder.destroyed(rows), *folder.forgotten(rows)}  # since this database was backed up
        keys = {name: folder.read(name, expected) for name, expected in rows.items() if name not in gone}
        content = await asyncio.to_thread(seal_backup, keys, passphrase)
        await asyncio.to_thread(write_new, file, content)
        if await asyncio.to_thread(lambda: open_backup(file.read_bytes(), passphrase)) != keys:
            raise BackupError(f"{file} differs from what was written: the disk may be failing.")
    except FileExistsError:
        raise StartError(f"{file} exists already and was not changed: name a new file.") from None
    except OSError as error:
        raise StartError(f"{file} cannot be written: {error.strerror}.") from error
    except (KeysError, BackupError) as error:
        raise StartError(str(error)) from error
    return (
        f"{len(keys)} keys are in {file}, and were read back. Keep it apart from the database and its "
        "backups, and the passphrase apart from both."
    )


async def restore_keys(settings: Settings, file: Path, passphrase: str) -> list[str]:
    """Restore the missing keys; return a line about each. Raises ``StartError``."""
    folder = KeyFolder(settings.key_dir)
    try:
        content = await asyncio.to_thread(file.read_bytes)
        held = await asyncio.to_thread(open_backup, content, passphrase)
    except OSError as error:
        raise StartError(f"{file} cannot be read: {error.strerror}.") from error
    except BackupError as error:
        raise StartError(str(error)) from error
    async with open_database(settings) as database, database.read() as session:
        rows = await _to_be_there(session)
        known = set(await session.scalars(select(KeyFingerprint.name)))
    lines = []
    try:
        folder.make_folder()
        for name, key in sorted(held.items()):
            lines.append(f"{name}: {_put_back(folder, name, key, rows, known)}")
    except KeysError as error:
        raise StartError(str(error)) from error
    except OSError as error:
        raise StartError(f"{folder.path} cannot be written: {error.strerror}.") from error
    return [*lines, *(f"{name}: not in this backup, and missing." for name in _lacking(folder, rows, held))]


async def slug_of(settings: Settings, name: str) -> str:
    """Return the slug of the demand with this key; the key's name if the database does not know it. Raises
    ``StartError``."""
    if await _is_lost(settings, name):
        return name
    async with open_database(settings) as database, database.read() as session:
        demand = await session.get(Demand, _demand_id(name))
    if demand is None:
        raise StartError(f"There is no demand with a key {name}. Nothing was changed. See tocsin keys list.")
    return demand.slug


async def destroy_key(settings: Settings, name: str) -> str:
    """Destroy a demand's key and its signatures for good; return a sentence. For a demand that this database
    does not know, or whose key was set aside, delete its files in the key folder. Raises ``StartError``,
    ``UserError``."""
    lost = await _is_lost(settings, name)
    async with open_app(settings) as app:  # it reserves a lost demand's id
        if lost:
            await app.keys.folder.in_thread(app.keys.folder.remove, [name])
            return f"{name} is destroyed, with what was kept beside it. Destroy every copy of it too."
        await app.retention.destroy(_demand_id(name))
    return (
        "The key is destroyed and the signatures with it: nothing can be linked to anyone any more. The "
        "published counts stay. Destroy every copy of this key too, also in files "
        "of tocsin keys backup."
    )


async def rotate_key(settings: Settings, name: str) -> str:
    """Rotate the key of the audit or of exports; return a sentence. Raises ``StartError``."""
    if name not in RENEWABLE:
        raise StartError(
            f"{name} cannot be replaced: every code was made with it from a member's id, and there is no "
            "list "
            "of members to make them again. Nothing was changed. Only audit and signing can be replaced."
        )
    async with open_database(settings) as database:
        try:
            keys = await Keys.open(settings.key_dir, database, utc_now)
            async with database.write() as session:
                version = await keys.renew(session, name)
        except KeysError as error:
            raise StartError(str(error)) from error
    return (
        f"Version {version} of the key {name} is used from now on; what earlier ones signed stays valid. "
        "Back the keys up again: tocsin keys backup FILE."
    )


async def _is_lost(settings: Settings, name: str) -> bool:
    """Return whether this is a key without a demand in the database, as ``tocsin check`` names them."""
    if not re.fullmatch(rf"{ASIDE}demand-\d{{1,9}}-[0-9a-f]{{12}}|demand-\d{{1,9}}", name):
        return False
    async with open_database(settings) as database, database.read() as session:
        known = await session.get(KeyFingerprint, name) is not None
    return not known and KeyFolder(settings.key_dir).key_path(name).exists()


def _line(row: KeyFingerprint, demands: dict[int, Demand], folder: KeyFolder) -> str:
    kind, _, rest = row.name.partition("-")
    purpose = _FOR.get(kind, kind) + (f" {rest}" if kind in ("roster", "demand") else "")
    if row.destroyed_at is not None:
        state = f"destroyed on {row.destroyed_at:%Y-%m-%d}"
    elif folder.forgotten({row.name: row.fingerprint}):
        state = "of a server that was deleted"
    else:
        try:
            folder.read(row.name, row.fingerprint)
            state = "there"
        except KeysError as fault:
            state = _STATES.get(fault.code, "UNREADABLE")
    parts = [row.name, purpose, row.fingerprint[:12], f"made {row.created_at:%Y-%m-%d}", state]
    if row.public_key is not None:
        parts.append(f"signs as {signs_as(row.public_key)}")  # to compare with exports
    demand = demands.get(int(rest)) if kind == "demand" and rest.isdecimal() else None
    if demand is not None and demand.key_destroyed_at is None:
        if demand.legal_hold:
            parts.append(
                f"legal hold until {demand.hold_until:%Y-%m-%d}" if demand.hold_until else "legal hold"
            )
        elif demand.closed_at is not None and demand.retention_months is not None:
            end = key_end(demand.closed_at, demand.retention_months, demand.hold_until)
            parts.append(f"until {end:%Y-%m-%d}")
    return " · ".join(parts)


def _put_back(folder: KeyFolder, name: str, key: bytes, rows: dict[str, str], known: set[str]) -> str:
    if name not in known:
        return "not restored: this database knows no such key."
    if name not in rows:
        return "not restored: it was destroyed on purpose."
    if folder.forgotten({name: rows[name]}):
        return "not restored: its server's data was deleted since, and is deleted again at the next start."
    if fingerprint(key) != rows[name]:
        return "not restored: the backup is of another database."
    try:
        folder.put(name, key)
    except FileExistsError:
        there = folder.key_path(name).read_bytes() == key
        return (
            "already there." if there else "not restored: another file is there; move it away and try again."
        )
    return "put back."


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
        raise StartError(
            f"{name} is not a demand's key. Nothing was changed. Only those can be destroyed: see tocsin "
            "keys list."
        )
    return int(found[1])
