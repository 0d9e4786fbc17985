"""What the tour and the page have in common: the campaign, and the way into it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from bot.campaign import apply, parse
from bot.demo.usaspending import State
from bot.demo.world import Answer, World
from bot.texts import Translator

CAMPAIGN = "capgemini-ice.toml"

_PRIVACY = ("controller", "contact", "legal_basis", "retention", "recipients")


def moment(state: State) -> datetime:
    """When the record is read on the day of a state."""
    return datetime.fromisoformat(state["date"]).replace(hour=12, tzinfo=UTC)


async def import_campaign(world: World) -> list[str]:
    """Load the campaign file as ``tocsin import`` does; what changed, line by line."""
    app = world.app
    campaign = parse(files("campaigns").joinpath(CAMPAIGN).read_text(encoding="utf-8"))
    return await apply(
        campaign,
        world.server_id,
        servers=app.servers,
        watches=app.watches,
        database=app.database,
        clock=app.clock,
    )


@dataclass(frozen=True)
class Act:
    """What a person did through the bot, and what they got."""

    command: str
    answer: Answer


async def fill_in_privacy(world: World, t: Translator) -> Act:
    """The organiser replaces the campaign's example privacy settings."""
    command = "organise settings privacy"
    opened = await world.slash(world.organiser, command)
    values = {field: t(f"demo-privacy-{field.replace('_', '-')}") for field in _PRIVACY}
    return Act(command, await world.submit(world.organiser, opened, values))


async def open_demand(world: World) -> tuple[Act, Act]:
    """The organiser opens the campaign's demand and has it announced."""
    acts = []
    for command, action in (
        ("organise demand open", "demand-open"),
        ("organise demand announce", "demand-announce"),
    ):
        _, demand = (await world.suggestions(world.organiser, command, "demand"))[0]
        asked = await world.slash(world.organiser, command, demand=demand)
        acts.append(Act(command, await world.press(world.organiser, asked, action)))
    return acts[0], acts[1]
