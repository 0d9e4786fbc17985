"""Attack: somebody with the data, with the keys, with both, or with what Discord carries, asks who signed.

The first two learn nothing, the others everything: the card "Is my signature secret?" says so.
"""

import hashlib
import hmac
from pathlib import Path
from typing import Any

import pytest

from bot.demo.world import World
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.demand_steps import open_demand, sign
from tests.support.petition_desk import open_desk

MEMBERS = range(812_345_678_901_234_500, 812_345_678_901_234_530)
SIGNERS = set(MEMBERS[:7])


def guesses(member_id: int) -> set[bytes]:
    """Return what a code would be if it were made of the member's id alone."""
    written = str(member_id).encode()
    forms = [written, member_id.to_bytes(8, "big"), member_id.to_bytes(8, "little")]
    hashed = {hashlib.new(name, form).digest() for name in ("sha256", "sha1", "md5") for form in forms}
    return {*forms, *hashed, *(hmac.new(b"", form, hashlib.sha256).digest() for form in forms)}


@pytest.mark.storage
async def test_the_data_and_the_key_together_name_the_signers_and_neither_alone_does(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(sqlite_database, clock, tmp_path / "keys")
    demand = await desk.open_demand()
    for member in SIGNERS:
        await desk.sign(demand, member)
    data = set(await desk.states(demand))
    assert len(data) == len(SIGNERS)
    assert [member for member in MEMBERS if guesses(member) & data] == [], "with the data alone"
    keys = b"".join(path.read_bytes() for path in sorted((tmp_path / "keys").rglob("*.key")))
    assert [member for member in MEMBERS if str(member).encode() in keys] == [], "with the keys alone"
    with_key = {await desk.keys.reference(demand.id, member): member for member in MEMBERS}
    assert {member for code, member in with_key.items() if code in data} == SIGNERS, "with both"


@pytest.mark.behaviour
async def test_discord_carries_who_pressed_and_for_which_demand(world: World) -> None:
    carried: list[tuple[int, str]] = []

    async def listen(interaction: Any) -> None:
        carried.append((interaction.user.id, str((interaction.data or {}).get("custom_id"))))

    world.bot.add_listener(listen, "on_interaction")
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    pressed = [user for user, custom_id in carried if custom_id.startswith(f"sign:{demand.id}:")]
    assert pressed == [world.alice.id]
