"""A machine that was restored from backups: its database, its keys and what lies beside them, as real files.

The backup was made, then a member withdrew, another signed, and a count was published. So the journal and the
marks beside the keys know more than the database.
"""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, open_app
from bot.cli.admin.backup import back_up, restore
from bot.cli.admin.keys import backup_keys
from bot.cli.admin.roster import import_roster
from bot.settings import Settings
from tests.conftest import MovableClock
from tests.support.petition_desk import EAGER, PRIVACY, SERVER, TEXTS, signer_with

PASSPHRASE = "a passphrase of the drill"
MEMBERS = range(1, 9)


class RestoredMachine:
    """Files below one folder, and the settings that name them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "data" / "tocsin.db"
        self.keys = folder / "keys"
        self.backup = folder / "backup.tocsin"
        self.keys_backup = folder / "keys.backup"
        self.older = folder / "older"  # copies of all files of the day of the backup

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "TOCSIN_KEY_DIR": str(self.keys),
            "TOCSIN_MIN_ELIGIBLE": "10",
        }

    @property
    def settings(self) -> Settings:
        return Settings(database_url=f"sqlite:///{self.database}", key_dir=self.keys, publication=EAGER)

    def copied(self, folder: Path) -> "RestoredMachine":
        """Return a copy of the whole machine in a folder that does not exist yet."""
        shutil.copytree(self.folder, folder)
        return RestoredMachine(folder)


def restored_machine(folder: Path) -> RestoredMachine:
    """Make the machine in an empty folder."""
    first, machine = RestoredMachine(folder / "first"), RestoredMachine(folder / "machine")
    asyncio.run(_live_and_back_up(first))
    machine.folder.mkdir()
    shutil.copytree(first.keys, machine.keys)
    for name in ("backup.tocsin", "keys.backup", "older", "export", "members.csv", "campaign.toml"):
        (first.folder / name).rename(machine.folder / name)
    asyncio.run(restore(machine.settings, machine.backup, None))
    return machine


async def _live_and_back_up(machine: RestoredMachine) -> None:
    machine.folder.mkdir()
    # The restore reckons with the real clock: what happened before the backup is a few days old.
    clock = MovableClock(datetime.now(UTC) - timedelta(days=5))
    async with open_app(machine.settings, clock=clock) as app:
        demand_id = await _first_days(app, machine)
        clock.move(days=1)
        await app.publications.tick()
        await app.audit.tick()
    codes = machine.folder / "codes.csv"
    await import_roster(
        machine.settings, SERVER, machine.folder / "members.csv", codes, column=None, replace=False
    )
    await back_up(machine.settings, machine.backup, [])
    await backup_keys(machine.settings, machine.keys_backup, PASSPHRASE)
    machine.older.mkdir()
    shutil.copytree(machine.keys, machine.older / "keys")
    shutil.copytree(machine.database.parent, machine.older / "data")
    async with open_app(machine.settings, clock=clock) as app:
        clock.move(days=1)
        for member in MEMBERS[1:3]:
            await app.signing.withdraw(demand_id, member_id=member)
        await app.servers.update(SERVER, by=1, language="en")
        clock.move(days=1)
        await app.publications.tick()
        await app.audit.tick()


async def _first_days(app: App, machine: RestoredMachine) -> int:
    """Open two demands, of which one closes; eight sign the other, and one withdraws. Return its id."""
    await app.servers.update(SERVER, name="Syndicat", privacy=PRIVACY, by=1, language="fr")
    for closes in (True, False):
        draft = await app.demands.create(SERVER, TEXTS)
        demand = await app.demands.open(SERVER, draft.id)
        if closes:
            await app.demands.close(SERVER, demand.id)
    for member in MEMBERS:
        await app.signing.sign(
            demand.id,
            server_id=SERVER,
            version=demand.version,
            signer=signer_with(member, frozenset(), app.clock()),
        )
    await app.signing.withdraw(demand.id, member_id=MEMBERS[0])
    await app.exports.take(SERVER, machine.folder / "export")
    (machine.folder / "members.csv").write_text("N1\nN2\nN3\n")
    (machine.folder / "campaign.toml").write_text('title = "A campaign"\nlanguage = "en"\n')
    return demand.id
