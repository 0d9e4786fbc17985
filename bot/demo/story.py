"""The story that the tour and the page share: days, campaign, watched page, and demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from bot.campaign import apply, parse
from bot.demo.site import SitePage
from bot.demo.usaspending import State
from bot.demo.world import Reply, World
from bot.texts import Translator

CAMPAIGN = "capgemini-ice.toml"
GOAL = 2  # signatures; a real campaign would never set so few

_PRIVACY = ("controller", "contact", "recipients")
_MONTHS = "12"


@dataclass(frozen=True)
class Day:
    """One day of the story: ``record`` is the state of the public record, ``page`` that of the site.

    ``demo-step-<name>`` is its headline in the texts.
    """

    name: str
    at: datetime
    record: int
    page: SitePage


def days(states: Sequence[State]) -> tuple[Day, ...]:
    """Return the days of the story, oldest first. Those of the record are real, those of the page made up."""
    first, money, extension, correction, quiet = map(_noon, states)
    return (
        Day("digest", first, 0, SitePage.WHOLE),
        Day("money", money, 1, SitePage.WHOLE),
        Day("page-changed", money + timedelta(days=6), 1, SitePage.SHORTENED),
        Day("page-shortened", money + timedelta(days=6, hours=2), 1, SitePage.SHORTENED),
        Day("page-missing", money + timedelta(days=8), 1, SitePage.GONE),
        Day("page-gone", money + timedelta(days=8, hours=2), 1, SitePage.GONE),
        # two days before the signature of the extension of the order that ends on 15 March
        Day("deadline", money + timedelta(days=13), 1, SitePage.GONE),
        Day("extension", extension, 2, SitePage.GONE),
        Day("correction", correction, 3, SitePage.GONE),
        Day("quiet", quiet, 4, SitePage.GONE),
    )


def _noon(state: State) -> datetime:
    return datetime.fromisoformat(state["date"]).replace(hour=12, tzinfo=UTC)


async def import_campaign(world: World) -> list[str]:
    """Load the campaign file as ``tocsin import`` does; return the changes, one a line."""
    app = world.app
    campaign = parse(files("campaigns").joinpath(CAMPAIGN).read_text(encoding="utf-8"))
    return await apply(
        campaign,
        world.server_id,
        servers=app.servers,
        watches=app.watches,
        database=app.database,
        clock=app.clock,
        audit=app.audit,
    )


@dataclass(frozen=True)
class StoryAct:
    """A command that a person gave, and the bot's answer."""

    command: str
    answer: Reply


async def fill_in_privacy(world: World, t: Translator) -> StoryAct:
    """Replace the campaign's example privacy settings, as the organiser."""
    command = "organise settings privacy"
    opened = await world.slash(world.organiser, command)
    values = {field: t(f"demo-privacy-{field.replace('_', '-')}") for field in _PRIVACY}
    values |= {"legal_basis": "", "months": _MONTHS}
    return StoryAct(command, await world.submit(world.organiser, opened, values))


async def open_demand(world: World) -> tuple[StoryAct, StoryAct]:
    """Open and announce the campaign's demand, as the organiser; its card shows this story's publication
    rule."""
    world.app.texts.substitutes["demand-count-rule"] = "demo-count-rule"
    acts = []
    for command, action in (
        ("organise demand open", "demand-open"),
        ("organise demand announce", "demand-announce"),
    ):
        _, demand = (await world.suggestions(world.organiser, command, "demand"))[0]
        asked = await world.slash(world.organiser, command, demand=demand)
        acts.append(StoryAct(command, await world.press(world.organiser, asked, action)))
    return acts[0], acts[1]


async def set_goal(world: World) -> StoryAct:
    """Set the goal of signatures, as the organiser."""
    command = "organise demand schedule"
    _, demand = (await world.suggestions(world.organiser, command, "demand"))[0]
    return StoryAct(command, await world.slash(world.organiser, command, demand=demand, goal=GOAL))


async def describe_watch(world: World, t: Translator, address: str) -> tuple[Reply, Reply]:
    """Open and submit the form for a web page, as the organiser; return the form and the preview of the
    watch."""
    opened = await world.slash(world.organiser, "organise watch add", source="page")
    values = {"name": t("demo-site-watch"), "address": address}
    return opened, await world.submit(world.organiser, opened, values)


async def save_watch(world: World, found: Reply) -> Reply:
    """Save the previewed watch, as the organiser."""
    return await world.press(world.organiser, found, "watch-save")
