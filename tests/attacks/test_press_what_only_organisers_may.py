"""Attack: somebody presses a button, chooses in a menu, or sends a form or a command of organisers.

A member who saw it while they held the role, or whom Discord lists it; and an organiser of another server,
with the numbers of this one's things.
"""

import contextlib
import inspect
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from sqlalchemy import select

from bot.campaign.facts import FactSource
from bot.campaign.facts.checks import FactInput
from bot.demo.world import World
from bot.errors import UserError
from bot.storage.models import Base, Server
from bot.ui.organise.acts import ACTS
from bot.ui.router import UnknownAction
from tests.support.demand_steps import PRIVACY, open_demand
from tests.support.setup_steps import permit

pytestmark = pytest.mark.behaviour

REFUSALS = {"refusal-not-organiser", "refusal-not-manager"}
FOR_MEMBERS = {
    *(
        "contract",
        "contract-details",
        "contract-story",
        "contracts",
        "contracts-found",
        "facts-about",
        "demand",
        "demand-in",
        "demands",
    ),
    *(
        "demands-page",
        "digest",
        "fact",
        "facts",
        "facts-found",
        "facts-list",
        "figures",
        "first-seen",
        "history",
        "join",
    ),
    *(
        "latest",
        "privacy",
        "privacy-erase",
        "privacy-more",
        "purchase-chart",
        "secret",
        "sign",
        "sign-form",
        "status",
        "text",
    ),
    *("under-others", "withdraw", "words", "words-page"),
    "setup-form-seen",  # says that nothing was signed
}
CHOICES = {"posts-rhythm": "day"}
OF_SETUP = ("setup", "consents")


def press_of(world: World, value: str = "1") -> Any:
    """Return an interaction of somebody without any role or permission. It has no way to answer: who is
    refused is refused before anything else is done."""
    return SimpleNamespace(
        id=1,
        guild_id=world.server_id,
        guild=world.bot.get_guild(world.server_id),
        guild_locale=discord.Locale.british_english,
        locale=discord.Locale.british_english,
        permissions=discord.Permissions.none(),
        user=SimpleNamespace(id=world.alice.id),
        client=world.bot,
        data={"values": [value], "components": []},
        extras={},
    )


def wanted(handler: Callable[..., Any], after: int) -> list[str]:
    """Return a value for each argument that has no default, after so many."""
    given = list(inspect.signature(handler).parameters.values())[after:]
    return ["1" for one in given if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD]


async def refusal_of(work: Any) -> str:
    try:
        await work
    except UserError as refusal:
        return refusal.id
    except Exception as error:
        return repr(error)
    return "done"


async def test_every_press_and_form_of_organisers_is_refused_to_members(world: World) -> None:
    handlers = world.bot.router._handlers
    answered = {
        action: await refusal_of(handler(press_of(world, CHOICES.get(action, "1")), *wanted(handler, 1)))
        for action, handler in handlers.items()
        if action not in FOR_MEMBERS
    }
    assert handlers.keys() >= FOR_MEMBERS
    assert {action: said for action, said in answered.items() if said not in REFUSALS} == {}


async def act_refusals(world: World, *, managing: bool = False) -> dict[str, str]:
    """Return what is answered to each act of organisers, by its id, and to their command."""
    cog, answered = world.bot.get_cog("OrganiseCog"), {}
    command: Any = world.bot.tree.get_command("organise")
    for act_id, entry in {"": None, **ACTS}.items():
        press = press_of(world)
        press.permissions = discord.Permissions(manage_guild=managing)
        if entry is None:
            answered[act_id] = await refusal_of(command.callback(cog, press))
            continue
        given = dict.fromkeys([*entry.chosen, *entry.typed], "1")
        answered[act_id] = await refusal_of(getattr(cog, entry.handler)(press, **given))
    return answered


async def test_every_act_of_organisers_is_refused_to_members(world: World) -> None:
    answered = await act_refusals(world)
    assert len(answered) > 50
    assert {name: said for name, said in answered.items() if said not in REFUSALS} == {}


async def test_a_manager_who_does_not_organise_may_set_up_and_nothing_else(world: World) -> None:
    """Without the organisers' role: after a demand was opened, only those who have it act for the union."""
    presses = {}
    for action, handler in world.bot.router._handlers.items():
        if action not in FOR_MEMBERS and not action.startswith(OF_SETUP):
            press = press_of(world, CHOICES.get(action, "1"))
            press.permissions = discord.Permissions(manage_guild=True)
            presses[action] = await refusal_of(handler(press, *wanted(handler, 1)))
    assert len(presses) > 40
    answered = {**presses, **await act_refusals(world, managing=True)}
    refused = "refusal-manager-not-organiser"
    assert {name: said for name, said in answered.items() if said != refused} == {}


async def test_nothing_is_suggested_to_members_in_commands_of_organisers(world: World) -> None:
    await fill(world)
    command: Any = world.bot.tree.get_command("organise")
    suggest = command._params["do"].autocomplete
    for typed in ("", "close", "demand"):
        assert await suggest(press_of(world), typed) == []


async def test_a_forged_button_of_the_set_up_reaches_nothing_of_another_server(world: World) -> None:
    another = await world.another_server("Another")
    theirs, role = another.create_text_channel("theirs"), another.create_role("theirs")
    await world.env.settle()
    channel: Any = world.bot.get_channel(theirs.id)
    posted = await channel.send("theirs")
    before = await world.app.servers.get(world.server_id)
    handlers = world.bot.router._handlers
    said = {}
    for action, chosen, arguments in (
        ("setup-channel", theirs.id, ()),
        ("setup-role", role.id, ("organisers",)),
        ("setup-untest", 0, (theirs.id, posted.id)),
        ("setup-unpin", 0, (theirs.id, posted.id)),
    ):
        press, screen = press_of(world, str(chosen)), Screen()
        press.permissions = discord.Permissions(manage_guild=True)
        press.response = press.followup = press.message = screen
        press.edit_original_response = screen.edit_original_response
        said[action] = await refusal_of(handlers[action](press, *map(str, arguments)))
    gone = "refusal-setup-gone"
    assert said == {"setup-channel": gone, "setup-role": gone, "setup-untest": "done", "setup-unpin": "done"}
    assert await world.app.servers.get(world.server_id) == before
    assert [message.content for message in theirs.history()] == ["theirs"]


@pytest.mark.parametrize("action", ["setup-announce", "demand-announce"])
async def test_a_demand_is_announced_by_no_made_up_number_of_a_request(world: World, action: str) -> None:
    demand = await open_demand(world)
    await world.app.servers.update(world.server_id, organiser_role_id=None, channel_id=world.news.id)
    press = press_of(world)
    press.permissions = discord.Permissions.all()
    with pytest.raises(UnknownAction):  # more than the outbox has room for
        await world.bot.router._handlers[action](press, str(demand.id), "x" * 70)


@pytest.mark.parametrize("action", ["setup-untest", "setup-unpin"])
async def test_a_post_of_somebody_else_is_not_deleted_by_its_number(world: World, action: str) -> None:
    permit(world, world.news, "manage_messages")
    written = await world.alice.send(world.news, "Mine.")
    screen, press = Screen(), press_of(world)
    press.permissions = discord.Permissions.all()
    press.response = press.followup = press.message = screen
    press.edit_original_response = screen.edit_original_response
    await world.bot.router._handlers[action](press, str(world.news.id), str(written.id))
    channel: Any = world.bot.get_channel(world.news.id)
    assert (await channel.fetch_message(written.id)).content == "Mine."


# From another server

SECRET = "OURS ALONE"
FIELDS = (
    "title",
    "body",
    "word",
    "meaning",
    "sources",
    "checked",
    "day",
    "to",
    "note",
    "text",
    "sure",
    "state",
)


class Screen:
    """Stands in for the answers to an interaction, and holds all that was shown."""

    def __init__(self) -> None:
        self.shown: list[Any] = []
        self.flags = discord.MessageFlags(ephemeral=True)

    async def _show(self, *_: Any, **given: Any) -> None:
        self.shown += [value.to_components() for value in given.values() if hasattr(value, "to_components")]

    async def send_modal(self, form: discord.ui.Modal) -> None:
        self.shown.append(form.to_dict())

    send_message = edit_message = edit_original_response = send = _show

    async def defer(self, **_: Any) -> None:
        pass

    def is_done(self) -> bool:
        return False


async def fill(world: World) -> None:
    """Give the server one of each thing that has a number, with a text that no other server may read."""
    app, server_id = world.app, world.server_id
    await app.servers.update(server_id, privacy=PRIVACY)
    texts = {"en": {"title": SECRET, "body": SECRET}}
    await app.demands.create(server_id, texts)
    opened = await app.demands.create(server_id, texts)
    await app.demands.open(server_id, opened.id)
    typed = FactInput(
        language="en",
        title=SECRET,
        body=SECRET,
        state="confirmed",
        checked_on=date(2026, 1, 1),
        sources=(FactSource(SECRET, SECRET, None, None),),
    )
    await app.facts.add(server_id, typed, by=1)
    await app.fact_drafts.write(server_id, 1, "en", {"title": SECRET})
    await app.glossary.add(server_id, "en", (SECRET, SECRET), by=1)
    await app.watches.add(server_id, SECRET, "usaspending", {"suppliers": [SECRET]})
    await app.drafts.write(server_id, "usaspending", SECRET, {"suppliers": SECRET})
    await app.units.add(server_id, {"en": SECRET}, 100, by=1)
    await app.paper.enter(server_id, opened.id, label=SECRET, count=20, scan_sha256="ab" * 32, by=1)


async def rows_of(world: World, server_id: int) -> Any:
    """Return all rows that name this server."""
    tables = [table for table in Base.metadata.sorted_tables if "server_id" in table.columns]
    async with world.app.database.read() as session:
        found = {
            table.name: (await session.execute(select(table).where(table.c.server_id == server_id))).all()
            for table in tables
        }
        found["servers"] = (
            await session.execute(select(Server.__table__).where(Server.id == server_id))
        ).all()
    return found


@pytest.mark.parametrize("second", ["1", "en"])
@pytest.mark.full
async def test_an_organiser_of_another_server_reads_and_changes_nothing_by_our_numbers(
    world: World, second: str
) -> None:
    await fill(world)
    before = await rows_of(world, world.server_id)
    assert SECRET in repr(before)
    written = [
        {"component": {"custom_id": name, "value": "2026-01-01", "values": ["yes"]}} for name in FIELDS
    ]
    for number in ("1", "2"):
        for action, handler in world.bot.router._handlers.items():
            screen, press = Screen(), press_of(world, number)
            press.guild_id, press.guild = world.server_id + 1, None
            press.permissions = discord.Permissions.all()
            press.data["components"] = written
            press.response = press.followup = press.message = screen
            press.edit_original_response = screen.edit_original_response
            arguments = [number, *[second] * 5][: len(wanted(handler, 1))]
            with contextlib.suppress(UserError, UnknownAction):
                await handler(press, *arguments)
            assert SECRET not in repr(screen.shown), action
    assert await rows_of(world, world.server_id) == before
