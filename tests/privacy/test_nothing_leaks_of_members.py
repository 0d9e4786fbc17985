"""Privacy of a member of the roster, who joins, signs, withdraws, requests their data and erases it.

Organisers look everywhere meanwhile. Nothing that leaves the bot reveals who it was, and after the erasure
nothing that it stores does.
"""

import base64
import json
from pathlib import Path

import pytest
import simcord

from bot.demo.world import World
from bot.petitions.demands.service import DemandView
from bot.petitions.roster.codes import read_code
from bot.petitions.roster.members import account_reference, code_reference, number_reference
from bot.petitions.roster.roster_import import RosterImport
from tests.privacy.test_nothing_leaks import (
    everything_logged,
    forms_of,
    unpacked,
    written_forms,
)
from tests.support.database_files import database_files
from tests.support.demand_steps import open_demand, sign
from tests.support.sentences import erase_person

pytestmark = pytest.mark.behaviour

NUMBER = "ZQ7719204835"


@pytest.mark.full
async def test_no_output_reveals_a_member_of_the_roster_and_no_file_does_after_the_erasure(
    world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    member = world.join("zephyrine-of-the-night-shift", world.members)
    with everything_logged() as log:
        codes = await the_roster(world)
        secrets = [*forms_of(member), NUMBER.encode(), *both(codes[NUMBER])]
        await world.slash(world.organiser, "organise settings signers", roster=True)
        demand = await open_demand(world)
        await others_sign(world, demand, codes)
        await world.slash(member, "join", code=codes[NUMBER])
        references = await references_of(world, member, demand, codes[NUMBER])
        copy = await the_member_does_everything(world, member, demand)
        exports = await organisers_look_everywhere(world, demand, tmp_path)
        assert_none(
            secrets + [form for reference in references for form in written_forms(reference)],
            {
                "what was said to Discord": said_to_discord(world),
                "the log": "\n".join(log).encode(),
                **{f"their copy {number}": content for number, content in enumerate(copy)},
                **{f"export {number}": content for number, content in enumerate(exports)},
            },
        )
        before = await stored_files(world)
        assert any(reference in content for content in before.values() for reference in references)
        asked = await world.slash(member, "privacy erase")
        await world.press(member, asked, "privacy-erase")
        after = await stored_files(world)
        assert_none(secrets + references, after)
        told = await erase_person(world.settings, member.id)
    shown = capfd.readouterr()
    assert_none(secrets, {"the terminal": f"{told}{shown.out}{shown.err}".encode()})
    assert_none(secrets, {"the log": "\n".join(log).encode(), "Discord": said_to_discord(world)})


def test_the_check_for_secrets_finds_them() -> None:
    for place in (b"a 42 b", base64.b64encode(b"\x01\x02\x03secret"), b"{'id': 'ABCDEF'}"):
        secrets = [b"42", base64.b64encode(b"\x01\x02\x03secret"), b"abcdef"]
        with pytest.raises(AssertionError, match="stands in here"):
            assert_none(secrets, {"here": place})
    with pytest.raises(AssertionError, match="here"):
        assert_none([b"42"], {"here": b""})


async def the_roster(world: World) -> dict[str, str]:
    """Return the codes of thirty members by number."""
    codes: dict[str, str] = {}
    numbers = [NUMBER, *(str(number) for number in range(5000, 5029))]
    app = world.app
    roster_import = RosterImport(app.database, app.keys, world.server_id, hand_out=codes.update)
    await roster_import.run(numbers, replace=False)
    return codes


async def others_sign(world: World, demand: DemandView, codes: dict[str, str]) -> None:
    for number in range(5000, 5012):
        other = world.join(f"member-{number}", world.members)
        await world.slash(other, "join", code=codes[str(number)])
        await sign(world, other, demand)


async def the_member_does_everything(
    world: World, member: simcord.MemberActor, demand: DemandView
) -> list[bytes]:
    """Sign, withdraw and sign again, before and after a publication; return the files of the member's
    copy.
    """
    await sign(world, member, demand)
    await world.slash(member, "demands withdraw", demand=str(demand.id))
    await sign(world, member, demand)
    world.clock.move(days=8)
    await world.tick()
    await world.slash(member, "demands withdraw", demand=str(demand.id))
    await sign(world, member, demand)
    world.clock.move(days=8)
    await world.tick()
    await world.slash(member, "privacy export")
    world.clock.move(days=1, hours=1)
    copy = await world.slash(member, "privacy export")
    assert len(copy.files) == 2
    await world.slash(member, "privacy export")  # so that a request is stored, too
    return list(copy.files.values())


async def organisers_look_everywhere(world: World, demand: DemandView, folder: Path) -> list[bytes]:
    """Enter every command that shows organisers something, and invalidate by two; return the exports."""
    second = world.join("second", world.organisers, world.members)
    chosen = str(demand.id)
    await world.slash(world.organiser, "organise site add", name="Lyon", size=40)
    confirming = await world.slash(second, "organise site confirm", site="Lyon")
    await world.press(second, confirming, "unit-confirm")
    await world.slash(
        world.organiser, "organise invalidate propose", demand=chosen, reason="roster-left", off_roster=True
    )
    await world.slash(second, "organise invalidate confirm", invalidation="1")
    world.clock.move(days=8)
    await world.tick()
    for command in (
        "organise audit", "organise invalidate list", "organise site list", "organise paper list",
        "organise settings show", "demands list", "updates status",
    ):  # fmt: skip
        await world.slash(world.organiser, command)
    await world.slash(world.organiser, "demands show", demand=chosen)
    answer = await world.slash(world.organiser, "organise export")
    taken = await world.app.exports.take(world.server_id, folder, by=world.organiser.id)
    exports = unpacked([*answer.files.values(), *(path.read_bytes() for path in taken.folder.iterdir())])
    assert len(exports) > len(answer.files)
    return exports


async def references_of(
    world: World, member: simcord.MemberActor, demand: DemandView, code: str
) -> list[bytes]:
    """Return everything that stands for the member in some table."""
    keys = world.app.keys
    key = await keys.key(f"roster-{world.server_id}")
    assert key is not None
    number = number_reference(key, NUMBER)
    found = [
        number,
        account_reference(key, member.id),
        code_reference(key, read_code(code)),
        await keys.reference(demand.id, member.id),
        await keys.roster_reference(demand.id, number),
    ]
    return [reference for reference in found if reference is not None]


def both(code: str) -> list[bytes]:
    """Return a code as it is distributed, and without its hyphens."""
    return [code.encode(), code.replace("-", "").encode()]


def said_to_discord(world: World) -> bytes:
    return "\n".join(
        f"{request.method} {request.path} {json.dumps(request.json, default=str)}"
        for request in world.env.http_requests
    ).encode()


async def stored_files(world: World) -> dict[str, bytes]:
    """Return the database's files: pages in use and free ones, and the write-ahead log."""
    files = await database_files(world.app.database)
    return {str(file): content for file, content in files.items() if content}


def assert_none(secrets: list[bytes], places: dict[str, bytes]) -> None:
    """Check that no secret is in any place, in upper or lower case, and that no place is empty."""
    for place, content in places.items():
        assert content, place
        lower = content.lower()
        for secret in secrets:
            assert secret.lower() not in lower, f"{secret!r} stands in {place}"
