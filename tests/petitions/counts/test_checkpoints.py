"""The checkpoint of a demand's last publication, a file beside its key."""

import json
import stat

import pytest

from bot.keystore.files import KeyFolder
from bot.petitions.counts.losses import LostPublications
from tests.petitions.counts.test_lost_publications import MEMBER, desk, started
from tests.support.petition_desk import Desk

pytestmark = pytest.mark.storage

__all__ = ["desk"]


async def test_the_checkpoint_follows_the_database_and_is_removed_with_the_key(desk: Desk) -> None:
    demand = await desk.open_demand()
    file = desk.key_dir / f"demand-{demand.id}.published"
    assert not file.exists()
    await desk.sign(demand, MEMBER)
    await desk.publish()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = file.read_bytes()
    await desk.sign(demand, MEMBER + 1)
    await desk.publish()
    second = file.read_bytes()
    assert json.loads(second)["number"] == 2
    file.write_bytes(first)  # as if a crash had followed the commit
    assert await LostPublications(KeyFolder(desk.key_dir), desk.database).find() == []
    again = await started(desk.database, desk.clock, desk.key_dir)
    assert file.read_bytes() == second
    file.write_bytes(b"{")
    await started(desk.database, desk.clock, desk.key_dir)
    assert file.read_bytes() == second
    again.keys.folder.remove([f"demand-{demand.id}"])
    assert not file.exists()
