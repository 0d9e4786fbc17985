"""The command ``/join`` and signing with the roster; no answer reveals who is on it."""

import csv
import io
import random
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo.world import Reply, World
from bot.petitions.roster.codes import new_code
from bot.petitions.roster.roster_import import RosterImport
from bot.petitions.roster.service import OF_ACCOUNT
from bot.settings import PublicationRule
from bot.storage.models import Signature
from bot.storage.purge import purge
from tests.support.database_files import database_files
from tests.support.demand_steps import (
    exactly,
    open_demand,
    published,
    sent_text,
    sign,
    take_role,
    texts_of,
)
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour

SOON = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(0), fewest=1)
NUMBERS = [str(number) for number in range(1000, 1025)]


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    async with World(language=language, publication=SOON) as world:
        yield world


async def roster(world: World, numbers: list[str] = NUMBERS, *, replace: bool = False) -> dict[str, str]:
    """Return the codes of new members by number, as the steward distributes them."""
    codes: dict[str, str] = {}
    app = world.app
    roster_import = RosterImport(app.database, app.keys, world.server_id, hand_out=codes.update)
    await roster_import.run(numbers, replace=replace)
    return codes


async def join(world: World, member: Any, code: str) -> Reply:
    """Enter the command, type the code, submit."""
    opened = await world.slash(member, "join")
    return await world.submit(member, opened, {"code": code})


async def ask_for_roster(world: World) -> None:
    await world.slash(world.organiser, "organise settings signers", roster=True)


@pytest.mark.both_engines
async def test_a_member_joins_with_their_code_and_signs(world: World, language: str) -> None:
    t = texts_of(world, language)
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "join")
    assert opened.form is not None
    assert t("join-form-kept").partition("`")[0] in opened.form.text
    joined = await world.submit(world.alice, opened, {"code": codes["1000"].lower()})
    assert joined.private
    assert sent_text(joined) == t("joined")
    form = (await world.slash(world.alice, "demands sign", demand=str(demand.id))).form
    assert form is not None
    assert t("consent-roster") in form.text
    assert t("demand-signed-roster") in sent_text(await sign(world, world.alice, demand))
    assert (await world.slash(world.bob, "join", code=codes["1001"])).private  # with hyphens, as on a leaflet
    await sign(world, world.bob, demand)
    card = await world.slash(world.bob, "demands show", demand=str(demand.id))
    assert t("demand-verified-roster", size=20) in card.text
    withdrawn = await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    assert t("demand-withdrawn-roster") in sent_text(withdrawn)


async def test_joining_again_with_the_same_code_has_the_same_answer(world: World) -> None:
    codes = await roster(world)
    first = await join(world, world.alice, codes["1000"])
    assert exactly(await join(world, world.alice, codes["1000"])) == exactly(first)
    assert exactly(await join(world, world.bob, codes["1001"])) == exactly(first)


async def test_no_answer_reveals_whether_a_code_ever_existed(world: World, language: str) -> None:
    codes = await roster(world)
    await join(world, world.alice, codes["1000"])
    answers = [
        await join(world, world.bob, codes["1000"]),  # used by another
        await join(world, world.bob, new_code()),  # never made
    ]
    assert exactly(answers[0]) == exactly(answers[1])
    assert sent_text(answers[0]) == texts_of(world, language)("refusal-code-unknown")
    slip = codes["1002"][:-1] + ("A" if codes["1002"][-1] != "A" else "B")
    mistyped = await join(world, world.bob, slip)
    assert sent_text(mistyped) == texts_of(world, language)("refusal-code-mistyped")


async def test_after_too_many_wrong_codes_a_right_one_has_the_same_answer(
    world: World, language: str
) -> None:
    codes = await roster(world)
    for _ in range(OF_ACCOUNT):
        await world.slash(world.alice, "join", code=new_code())
    resting = await world.slash(world.alice, "join", code=codes["1000"])
    assert sent_text(resting) == texts_of(world, language)("refusal-code-too-often")
    assert exactly(await world.slash(world.alice, "join", code=new_code())) == exactly(resting)
    world.clock.move(hours=1, minutes=1)
    assert sent_text(await join(world, world.alice, codes["1000"])) == texts_of(world, language)("joined")


async def test_a_form_opened_before_the_member_was_removed_does_not_sign(world: World) -> None:
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    await join(world, world.alice, codes["1000"])
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    await roster(world, NUMBERS[1:], replace=True)
    await world.submit(world.alice, opened)
    async with world.app.database.read() as session:
        assert (await session.scalars(select(Signature))).all() == []


async def test_with_the_roster_no_role_is_required(world: World, language: str) -> None:
    codes = await roster(world)
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    await ask_for_roster(world)
    demand = await open_demand(world)
    await join(world, world.alice, codes["1000"])
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    take_role(world, world.alice, world.members)
    await world.submit(world.alice, opened)
    async with world.app.database.read() as session:
        assert len((await session.scalars(select(Signature))).all()) == 1


async def test_the_conditions_for_signing_are_those_of_the_opening(world: World, language: str) -> None:
    t = texts_of(world, language)
    signers = {"account_days": 30, "server_days": 7, "roster": False}
    saved = await world.slash(world.organiser, "organise settings signers", **signers)
    for line in (
        t("settings-account-days", days=30),
        t("settings-server-days", days=7),
        t("settings-roster-off"),
        t("settings-signers-rule"),
    ):
        assert line in sent_text(saved)
    demand = await open_demand(world)
    for days in (0, 90):
        signers = {"account_days": days, "server_days": days}
        await world.slash(world.organiser, "organise settings signers", **signers)
        refused = await world.slash(world.bob, "demands sign", demand=str(demand.id))
        assert sent_text(refused) == t("refusal-account-young", days=30)
        card = await world.slash(world.bob, "demands show", demand=str(demand.id))
        for line in (
            t("demand-verified-account", days=30),
            t("demand-verified-time", days=7),
            t("may-sign-account", days=30),
            t("may-sign-time", days=7),
        ):
            assert line in card.text


async def test_the_settings_show_a_missing_roster(world: World, language: str) -> None:
    t = texts_of(world, language)
    await ask_for_roster(world)
    shown = await world.slash(world.organiser, "organise settings show")
    assert t("settings-roster-missing") in sent_text(shown)


async def test_the_settings_promise_no_role_to_signers_whom_the_roster_chooses(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await ask_for_roster(world)
    saved = await world.slash(world.organiser, "organise settings roles", member_role=world.members)
    assert f"<@&{world.members.id}>" not in sent_text(saved)
    step = SettingUp(world, world.owner, language)
    await step.start()
    assert t("setup-roles-roster") in step.text
    assert f"@{world.members.name}" not in step.text


async def test_nothing_sent_or_stored_names_a_number_a_code_or_an_account(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    number = f"M{random.Random(7).randrange(10**9, 10**10)}"
    codes = await roster(world, [number, *NUMBERS])
    await ask_for_roster(world)
    demand = await open_demand(world)
    await join(world, world.alice, codes[number])
    await sign(world, world.alice, demand)
    await published(world, demand)
    await purge(world.app.database)
    on_disk = b"".join((await database_files(world.app.database)).values())
    [row] = await world.app.roster.linked_entries(world.alice.id)
    code = codes[number].replace("-", "")
    for trace in (number.encode(), code.encode(), codes[number].encode(), str(world.alice.id).encode()):
        assert trace not in on_disk
    sent = "\n".join(str(request.json) for request in world.env.http_requests)
    for trace in (number, code, codes[number], row.reference.hex()):
        assert trace not in sent
        assert trace not in caplog.text


@pytest.mark.full
async def test_signatures_of_former_members_are_invalidated_by_two_and_counted_in_the_export(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    for number in NUMBERS[:15]:
        member = world.join(f"member-{number}", world.members)
        await join(world, member, codes[number])
        await sign(world, member, demand)
    assert await published(world, demand) == 15
    await roster(world, NUMBERS[12:], replace=True)
    asked = {"demand": str(demand.id), "reason": "roster-left", "off_roster": True}
    proposed = await world.slash(world.organiser, "organise invalidate propose", **asked)
    assert t("invalidation-criteria-roster") in sent_text(proposed)
    assert t("invalidation-proposed", about=10, demand=t.pick(demand.texts)["title"]) in sent_text(proposed)
    second = world.join("dominique", world.organisers)
    await world.slash(second, "organise invalidate confirm", invalidation="1")
    world.clock.move(hours=1)
    assert await published(world, demand) == 3
    exported = await world.slash(world.organiser, "organise export")
    [archive] = [content for name, content in exported.files.items() if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        [struck] = csv.DictReader(opened.read("invalidations.csv").decode("utf-8-sig").splitlines())
    assert (struck["reason"], struck["struck"]) == ("roster-left", "12")
