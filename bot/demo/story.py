"""Acts of the story that the tour and the page share: campaign, watched page, and demands."""

from dataclasses import dataclass

import simcord

from bot.campaign import Campaign, apply
from bot.demo.board import PageUnion
from bot.demo.scenario import Day, Notices, Scenario
from bot.demo.scenery import Scenery
from bot.demo.site import wording
from bot.demo.sources.dockets import DocketFacts, DocketStandIn
from bot.demo.world import Reply, World
from bot.errors import Sentence
from bot.texts import Translator

GOAL = 2  # signatures; a real campaign would never set so few

_PRIVACY = ("controller", "contact", "recipients")
_MONTHS = "12"


async def import_campaign(world: World, campaign: Campaign) -> list[Sentence]:
    """Load a campaign file as ``tocsin import`` does; return the changes, one a line."""
    app = world.app
    return await apply(
        campaign,
        world.server_id,
        servers=app.servers,
        watches=app.watches,
        database=app.database,
        clock=app.clock,
        audit=app.audit,
    )


async def open_organisers_channel(world: World, t: Translator) -> simcord.ChannelHandle:
    """Create a channel for what organisers are told, and set it."""
    channel = world.guild.create_text_channel(t("demo-channel-organisers"))
    await world.env.settle()
    await world.app.servers.update(world.server_id, organiser_channel_id=channel.id)
    return channel


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


async def open_demand(world: World, title: str = "") -> tuple[StoryAct, StoryAct]:
    """Open and announce the campaign's demand, or the one with this title, as the organiser; its card shows
    this story's publication rule."""
    world.app.texts.substitutes |= {
        "demand-count-rule": "demo-count-rule",
        "demand-signed-next": "demo-signed-next",
    }
    acts = []
    for command, action in (
        ("organise demand open", "demand-open"),
        ("organise demand announce", "demand-announce"),
    ):
        _, demand = (await world.suggestions(world.organiser, command, "demand", title))[0]
        asked = await world.slash(world.organiser, command, demand=demand)
        acts.append(StoryAct(command, await world.press(world.organiser, asked, action)))
    return acts[0], acts[1]


async def open_page_demand(world: World, union: PageUnion) -> tuple[StoryAct, StoryAct]:
    """Open and announce a second demand, which is signed on the union's page, as the organiser."""
    texts = world.app.texts
    draft = await union.draft(texts.of)
    title = texts.of(world.language).pick(draft.texts)["title"]
    return await open_demand(world, title)


async def set_goal(world: World, goal: int = GOAL) -> StoryAct:
    """Set the goal of signatures, as the organiser."""
    command = "organise demand schedule"
    _, demand = (await world.suggestions(world.organiser, command, "demand"))[0]
    return StoryAct(command, await world.slash(world.organiser, command, demand=demand, goal=goal))


async def want_purchase_news(world: World) -> StoryAct:
    """Have news of the other suppliers of a purchase posted, as the organiser."""
    command = "organise settings updates"
    return StoryAct(command, await world.slash(world.organiser, command, purchases=True))


async def describe_watch(world: World, name: str, address: str) -> tuple[Reply, Reply]:
    """Open and submit the form for a web page, as the organiser; return the form and the preview of the
    watch."""
    opened = await world.slash(world.organiser, "organise watch add", source="page")
    return opened, await world.submit(world.organiser, opened, {"name": name, "address": address})


async def save_watch(world: World, found: Reply) -> Reply:
    """Save the previewed watch, as the organiser."""
    return await world.press(world.organiser, found, "watch-save")


async def watch_docket(world: World, dockets: DocketStandIn, docket: DocketFacts, name: str) -> Reply:
    """Have a docket watched, as the organiser; return the bot's answer."""
    watch = f"{name} {docket.file}"
    _, found = await describe_watch(world, watch, dockets.address(docket))
    return await save_watch(world, found)


async def watch_notices(world: World, notices: Notices) -> Reply:
    """Have notices on SAM.gov watched, as the organiser; return the bot's answer."""
    opened = await world.slash(world.organiser, "organise watch add", source="sam")
    name = wording(notices.watch, world.app.texts.of(world.language))
    values = {"name": name, "words": notices.words, "buyers": notices.buyers}
    return await save_watch(world, await world.submit(world.organiser, opened, values))


async def tend_watches(world: World, scenario: Scenario, scenery: Scenery, day: Day) -> None:
    """Do what organisers do with watches and facts on a day: have notices watched, the news of a purchase
    posted, load the facts, have dockets watched."""
    if "notices" in day.then and scenario.notices is not None:
        await watch_notices(world, scenario.notices)
    if "purchases" in day.then:
        await want_purchase_news(world)
    if "facts" in day.then:
        await import_campaign(world, scenario.campaign)
    if "dockets" in day.then and scenery.dockets is not None and scenario.protests is not None:
        for docket in day.dockets:
            await watch_docket(world, scenery.dockets, docket, scenario.protests.name)


async def name_site(world: World, host: str, name: str) -> StoryAct:
    """Give a site the short name under which posts speak of it, as the organiser."""
    command = "organise name set"
    return StoryAct(command, await world.slash(world.organiser, command, party=host, short=name))
