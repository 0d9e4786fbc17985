"""Attack: "press Sign in front of me", to learn whether somebody is on the union's roster.

The attacker sees the whole screen: forms, answers, buttons, suggestions, and how often the bot calls
Discord.
"""

import json
import re
from typing import Any

import pytest
import simcord
from sqlalchemy import select

from bot.demo.world import Reply, World
from bot.petitions.demands.service import DemandView
from bot.storage.models import Base, Signature
from tests.cogs.test_join import (
    NUMBERS,
    ask_for_roster,
    join,
    roster,
)
from tests.support.demand_steps import (
    exactly,
    open_demand,
    published,
    sent_text,
    texts_of,
)

pytestmark = [pytest.mark.behaviour, pytest.mark.full]


def screen(answer: Reply) -> Any:
    """Return everything on the screen; the random part of a form's id is not shown."""
    form = answer.form
    fields = None if form is None else (form.title, form.text, form.fields)
    return fields, exactly(answer), sorted(answer.files)


def calls(world: World, since: int) -> list[tuple[str, str]]:
    """Return the bot's requests to Discord since then, without the parts that differ for each interaction."""
    return [
        (request.method, re.sub(r"\d{5,}|[\w-]{20,}", "*", request.path))
        for request in world.env.http_requests[since:]
    ]


async def pressed(world: World, person: simcord.MemberActor, demand: DemandView) -> str:
    """Open the form, tick and send; return the answer."""
    opened = await world.slash(person, "demands sign", demand=str(demand.id))
    assert opened.form is not None, f"told apart before the form: {sent_text(opened)}"
    return sent_text(await world.submit(person, opened))


async def everything_seen(world: World, person: simcord.MemberActor, demand: DemandView) -> list[Any]:
    """Return everything shown to a person who tries every action on a demand."""
    named, found, begun = str(demand.id), [], len(world.env.http_requests)
    for command in ("sign", "withdraw", "show"):
        found.append(await world.suggestions(person, f"demands {command}", "demand"))
    for command in ("demands list", "privacy notice", "privacy export", "help"):
        found.append(screen(await world.slash(person, command)))
    card = await world.slash(person, "demands show", demand=named)
    for _ in range(2):  # the second press must not reveal the outcome of the first
        opened = await world.press(person, card, "sign-form")
        assert opened.form is not None, f"told apart before the form: {sent_text(opened)}"
        signed = await world.submit(person, opened)
        withdrawn = await world.press(person, signed, "withdraw")
        found += [screen(card), screen(opened), screen(signed), screen(withdrawn)]
    found.append(screen(await world.slash(person, "demands sign", demand=named)))
    found.append(screen(await world.slash(person, "demands withdraw", demand=named)))
    found.append(screen(await world.slash(person, "join")))
    return [*found, calls(world, begun)]


async def test_the_screen_does_not_show_who_is_on_the_roster(world: World, language: str) -> None:
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    taken_off = world.join("formerly", world.members)
    await join(world, world.alice, codes["1001"])
    await join(world, taken_off, codes["1000"])
    await roster(world, NUMBERS[1:], replace=True)
    stranger = world.join("stranger", world.members)
    linked = await everything_seen(world, world.alice, demand)
    for person in (world.bob, stranger, taken_off):  # bob has a code and has not used it
        other = await everything_seen(world, person, demand)
        for theirs, hers in zip(other, linked, strict=True):
            assert theirs == hers


async def test_nobody_is_led_to_believe_that_they_signed(world: World, language: str) -> None:
    t = texts_of(world, language)
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    await join(world, world.alice, codes["1000"])
    for person in (world.alice, world.bob):
        answer = await pressed(world, person, demand)
        condition = answer.partition("**")[2].partition("**")[0]  # it comes first, and in bold
        names_the_roster = {"en": "if this account is linked", "fr": "si ce compte est lié"}
        assert names_the_roster[language] in condition
        assert answer.startswith(t("demand-signed-roster"))
        for command in {"en": ("join", "privacy export"), "fr": ("rejoindre", "confidentialité exporter")}[
            language
        ]:
            assert f"`/{command}`" in answer
        assert t("demand-signed") not in answer
        card = await world.slash(person, "demands show", demand=str(demand.id))
        assert t("demand-roster-how").partition("`")[0] in card.text
    for person, signatures in ((world.alice, 1), (world.bob, 0)):
        await world.slash(person, "privacy export")
        world.clock.move(days=1, hours=1)
        files = (await world.slash(person, "privacy export")).files
        assert len(json.loads(files["my-data.json"])["signatures"]) == signatures


async def everything_stored(world: World) -> Any:
    """Return every row of the database, and every file beside the keys."""
    async with world.app.database.read() as session:
        rows = {
            table.name: sorted(map(repr, (await session.execute(select(table))).all()))
            for table in Base.metadata.sorted_tables
        }
    return rows, {path.name: path.read_bytes() for path in sorted(world.settings.key_dir.iterdir())}


async def test_nothing_is_stored_of_a_press_that_does_not_count(world: World) -> None:
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    await join(world, world.alice, codes["1000"])
    await roster(world, NUMBERS[1:], replace=True)
    before = await everything_stored(world)
    await pressed(world, world.alice, demand)  # removed from the roster
    await pressed(world, world.bob, demand)
    await world.slash(world.bob, "demands withdraw", demand=str(demand.id))
    assert await everything_stored(world) == before
    assert await published(world, demand) is None


async def test_a_member_who_links_after_pressing_signs_again_and_then_counts(world: World) -> None:
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    await pressed(world, world.bob, demand)
    await join(world, world.bob, codes["1000"])
    async with world.app.database.read() as session:
        assert (await session.scalars(select(Signature))).all() == []
    await pressed(world, world.bob, demand)
    async with world.app.database.read() as session:
        assert len((await session.scalars(select(Signature))).all()) == 1


async def test_a_spare_code_typed_under_pressure_does_not_show_it_either(world: World) -> None:
    codes = await roster(world)
    await join(world, world.alice, codes["1000"])
    linked = await join(world, world.alice, codes["1001"])
    unlinked = await join(world, world.bob, codes["1002"])
    assert exactly(linked) == exactly(unlinked)
    attacker = world.join("attacker", world.members)
    tried = [await join(world, attacker, codes[number]) for number in ("1001", "1002")]
    assert exactly(tried[0]) == exactly(tried[1]) != exactly(linked), "used up, whoever typed it"
