"""What the tour and the page have in common: the days, the campaign, the watched page, and the demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from bot.campaign import apply, parse
from bot.demo.site import Page
from bot.demo.usaspending import State
from bot.demo.world import Answer, World
from bot.texts import Translator

CAMPAIGN = "capgemini-ice.toml"
GOAL = 2  # signatures; in earnest nobody would ask for so few

_PRIVACY = ("controller", "contact", "recipients")
_MONTHS = "12"


@dataclass(frozen=True)
class Day:
    """One moment of the story: ``record`` is the state of the public record, ``page`` that of the site.

    ``demo-step-<name>`` is its headline in the texts.
    """

    name: str
    at: datetime
    record: int
    page: Page


def days(states: Sequence[State]) -> tuple[Day, ...]:
    """The story, oldest first. The days of the record are real, those of the page are made up."""
    first, money, extension, correction, quiet = map(_noon, states)
    return (
        Day("digest", first, 0, Page.WHOLE),
        Day("money", money, 1, Page.WHOLE),
        Day("page-changed", money + timedelta(days=6), 1, Page.SHORTENED),
        Day("page-shortened", money + timedelta(days=6, hours=2), 1, Page.SHORTENED),
        Day("page-missing", money + timedelta(days=8), 1, Page.GONE),
        Day("page-gone", money + timedelta(days=8, hours=2), 1, Page.GONE),
        # Of the order that ends on 15 March: two days before what extends it was signed.
        Day("deadline", money + timedelta(days=13), 1, Page.GONE),
        Day("extension", extension, 2, Page.GONE),
        Day("correction", correction, 3, Page.GONE),
        Day("quiet", quiet, 4, Page.GONE),
    )


def _noon(state: State) -> datetime:
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
        audit=app.audit,
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
    values |= {"legal_basis": "", "months": _MONTHS}
    return Act(command, await world.submit(world.organiser, opened, values))


async def open_demand(world: World) -> tuple[Act, Act]:
    """The organiser opens the campaign's demand and has it announced; its card tells this story's own rule of
    publication."""
    world.app.texts.substitutes["demand-count-rule"] = "demo-count-rule"
    acts = []
    for command, action in (
        ("organise demand open", "demand-open"),
        ("organise demand announce", "demand-announce"),
    ):
        _, demand = (await world.suggestions(world.organiser, command, "demand"))[0]
        asked = await world.slash(world.organiser, command, demand=demand)
        acts.append(Act(command, await world.press(world.organiser, asked, action)))
    return acts[0], acts[1]


async def set_goal(world: World) -> Act:
    """The organiser says how many signatures the union wants."""
    command = "organise demand schedule"
    _, demand = (await world.suggestions(world.organiser, command, "demand"))[0]
    return Act(command, await world.slash(world.organiser, command, demand=demand, goal=GOAL))


async def describe_watch(world: World, t: Translator, address: str) -> tuple[Answer, Answer]:
    """The organiser opens the form for a web page and sends it: the form, and what a watch would find."""
    opened = await world.slash(world.organiser, "organise watch add", source="page")
    values = {"name": t("demo-site-watch"), "address": address}
    return opened, await world.submit(world.organiser, opened, values)


async def save_watch(world: World, found: Answer) -> Answer:
    """The organiser has seen what the watch would find, and saves it."""
    return await world.press(world.organiser, found, "watch-save")
