"""Many members sign at once in the real bot's process, and the disk is slow: no press is lost."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from tests.runtime.test_run import MEMBER, Stage, stage
from tests.support.loopback import shown

pytestmark = pytest.mark.wire

__all__ = ["stage"]

MEMBERS = 300
LONGER_THAN_DISCORD_WAITS = 4.0  # seconds


@pytest.mark.full
async def test_signers_are_deferred_in_time_and_thanked_once_their_signature_is_stored(
    stage: Stage,
) -> None:
    """The disk takes nothing for longer than Discord waits: an answer that waited for it would be lost."""
    form = await stage.open_demand()
    async with stage.ready():
        with closing(sqlite3.connect(stage.folder / "tocsin.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            pressed = [await stage.sign(form, MEMBER + number) for number in range(MEMBERS)]
            await asyncio.sleep(LONGER_THAN_DISCORD_WAITS)
            await asyncio.wait({interaction.callback for interaction in pressed}, timeout=60)
            assert not any(interaction.messages for interaction in pressed), "nothing is said that may not be"
            other.execute("ROLLBACK")
        for interaction in pressed:
            assert "Your signature is recorded" in shown(await interaction.replied())
        answers = {interaction.callback.result()["type"] for interaction in pressed}
        assert answers == {5}, "all were told that it takes a moment"
    assert await stage.signatures() == MEMBERS
    assert "expired" not in stage.log
