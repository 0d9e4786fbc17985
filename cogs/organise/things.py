"""Things that acts are done to: for each kind, those of a server whose name has the typed words."""

from collections.abc import Awaitable, Callable

from bot.app import App
from bot.petitions.demands.deadlines import suggest_zones
from bot.petitions.demands.service import STATES
from bot.texts.catalogue import own_names
from bot.ui.contracts.listing import contract_choice
from bot.ui.contracts.names import source_name
from bot.ui.demands.count import sized_name
from bot.ui.organise.acts import Chosen, Thing
from bot.ui.organise.facts import NONE
from bot.ui.setup.watch import COMPANY
from cogs.base import Request

_NAME_LENGTH = 100


async def _demands(app: App, asked: Request, typed: str) -> list[Thing]:
    found = await app.demands.suggest(asked.server_id, typed, states=STATES)
    return [Thing(str(asked.t.pick(each.texts)["title"]), str(each.id), each.state) for each in found]


async def _sites(app: App, asked: Request, typed: str) -> list[Thing]:
    found = await app.units.suggest(asked.server_id, typed)
    state = {False: "confirmed", True: "proposed"}
    return [
        Thing(sized_name(each, asked.t, _NAME_LENGTH), str(each.id), state[each.proposal is not None])
        for each in found
    ]


async def _sheets(app: App, asked: Request, typed: str) -> list[Thing]:
    found = await app.paper.suggest(asked.server_id, typed, states=("entered", "confirmed"))
    return [
        Thing(f"{each.label} · {each.count} · {asked.t.pick(each.texts)['title']}", str(each.id), each.state)
        for each in found
    ]


async def _invalidations(app: App, asked: Request, typed: str) -> list[Thing]:
    t, server_id, wanted = asked.t, asked.server_id, typed.strip().casefold()
    titles = {each.id: t.pick(each.texts)["title"] for each in await app.demands.list(server_id)}
    named = [
        Thing(
            f"{each.id} · {t(f'invalidation-reason-{each.reason}')} · {titles[each.demand_id]}",
            str(each.id),
            each.state,
        )
        for each in await app.invalidations.list(server_id)
        if each.demand_id in titles
    ]
    return [each for each in named if wanted in each.name.casefold()]


async def _watches(app: App, asked: Request, typed: str) -> list[Thing]:
    found = await app.watches.suggest(asked.server_id, typed)
    return [
        Thing(each.name, str(each.id), "running" if each.paused_at is None else "paused") for each in found
    ]


async def _sources(app: App, asked: Request, typed: str) -> list[Thing]:
    named = [(source_name(asked.t, source), source) for source in sorted(app.sources.offered)]
    wanted = typed.strip().casefold()
    found = [Thing(name, source) for name, source in named if wanted in name.casefold() or wanted in source]
    return found if wanted else [Thing(asked.t("act-company"), COMPANY), *found]


async def _facts(app: App, asked: Request, typed: str) -> list[Thing]:
    language = asked.t.language
    found = await app.facts.suggest(asked.server_id, typed, language)
    return [Thing(each.title(language), str(each.id)) for each in found]


async def _words(app: App, asked: Request, typed: str) -> list[Thing]:
    language = asked.t.language
    found = await app.glossary.suggest(asked.server_id, typed, language)
    return [Thing(each.word(language), str(each.id)) for each in found]


async def _contracts(app: App, asked: Request, typed: str) -> list[Thing]:
    found = await app.contracts.suggest(asked.server_id, typed)
    return [Thing(contract_choice(asked.t, line), f"#{line.id}") for line in found]


async def _contracts_or_none(app: App, asked: Request, typed: str) -> list[Thing]:
    none = [] if typed.strip() else [Thing(asked.t("fact-contract-none"), NONE)]
    return [*none, *await _contracts(app, asked, typed)]


async def _zones(_: App, __: Request, typed: str) -> list[Thing]:
    return [Thing(name, name) for name in suggest_zones(typed)]


async def _languages(_: App, asked: Request, typed: str) -> list[Thing]:
    """Return the languages that have catalogues, that of the reader first."""
    names = sorted(own_names().items(), key=lambda each: each[0] != asked.t.language)
    return [Thing(name, language) for language, name in names if typed.casefold() in name.casefold()]


async def _outcomes(_: App, asked: Request, typed: str) -> list[Thing]:
    return [Thing(asked.t(f"choice-{each}"), each) for each in ("agreed", "partly", "refused")]


KINDS: dict[str, Callable[[App, Request, str], Awaitable[list[Thing]]]] = {
    "demand": _demands,
    "site": _sites,
    "sheets": _sheets,
    "invalidation": _invalidations,
    "watch": _watches,
    "source": _sources,
    "fact": _facts,
    "word": _words,
    "contract": _contracts,
    "contract-or-none": _contracts_or_none,
    "zone": _zones,
    "language": _languages,
    "outcome": _outcomes,
}


async def things(app: App, asked: Request, wanted: Chosen, typed: str = "") -> list[Thing]:
    """Return the things that a parameter may be, among those whose name has the typed text."""
    found = await KINDS[wanted.kind](app, asked, typed)
    return [each for each in found if not wanted.states or each.state in wanted.states]
