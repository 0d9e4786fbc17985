"""A campaign that was set up with commands is exported, and is the same in an empty server."""

from dataclasses import replace

import pytest

from bot.campaign import Campaign, apply, parse
from bot.contracts.model import Kind
from bot.contracts.sources import Survey
from bot.demo.world import World

pytestmark = pytest.mark.behaviour

EMPTY = 4_242

TYPED = {
    "usaspending": {"suppliers": 'ACME "X"; Other', "agencies": "Office | Department\nThe Agency"},
    "ted": {"suppliers": "acmé", "countries": "fra\nDEU"},
    "boamp": {"buyers": "Ministère de l’Intérieur", "words": "biométrie"},
    "decp": {"suppliers": "321 502 049", "words": "assurance"},
    "approch": {"buyers": "110 014 016", "words": "biométrie"},
    "sam": {"buyers": "Immigration", "words": "skip tracing"},
    "ocds": {
        "address": "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages",
        "words": "school",
    },
    "feed": {"address": "https://watchdog.example/feed.xml?a=é", "words": "ACME"},
    "page": {"address": "https://acme.example/work"},
}
NASTY = 'Né "é" \\ 👩\u200d👩 \u202eשלום\u202c <b>`*_~|'


async def here_and_there(world: World, campaign: Campaign) -> list[Campaign]:
    """Load a campaign into an empty server, and return what both servers then have."""
    app = world.app
    await apply(
        campaign,
        EMPTY,
        servers=app.servers,
        watches=app.watches,
        database=app.database,
        clock=app.clock,
        audit=app.audit,
    )
    return [await app.campaign_export.read(server) for server in (world.server_id, EMPTY)]


@pytest.mark.full
async def test_a_campaign_from_commands_is_the_same_in_an_empty_server(world: World, language: str) -> None:
    async def fill_in(command: str, values: dict[str, object], **options: object) -> None:
        form = await world.slash(world.organiser, command, **options)
        await world.submit(world.organiser, form, values)

    day = world.clock().date().isoformat()
    fact = {"title": "The order", "body": "First.\n\nSecond.", "state": ["stated"], "checked": day}
    await fill_in("organise fact add", {**fact, "sources": "A record\nA registry\n2026-01"}, language="en")
    await fill_in("organise word add", {"word": "CSE", "meaning": "Élu."}, language="fr")
    await fill_in("organise demand create", {"title": "Halt", "body": "Halt it."}, language="en")
    await world.slash(
        world.organiser,
        "organise demand schedule",
        demand="Halt",
        goal=350,
        last_day="2026-12-31",
        hour="18:00",
        time_zone="Europe/Paris",
    )
    await world.slash(world.organiser, "organise site add", name="Paris", size=420, language="en")
    await world.slash(
        world.organiser, "organise site edit", site="Paris", name="Paryż", size=430, language="pl"
    )
    form = await world.slash(world.organiser, "organise watch add", source="usaspending")
    shown = await world.submit(
        world.organiser, form, {"name": "Watch", "suppliers": "CAPGEMINI GOVERNMENT SOLUTIONS"}
    )
    await world.press(world.organiser, shown, "watch-save")

    taken = await world.slash(world.organiser, "organise export", what="campaign")
    assert taken.private
    campaign = parse(taken.files["campaign.toml"].decode(), clock=world.clock)
    here, there = await here_and_there(world, campaign)
    assert replace(here, title="") == replace(there, title="")
    kinds = (here.facts, here.words, here.demands, here.units, here.watches)
    assert [len(kind) for kind in kinds] == [1, 1, 1, 1, 1]
    (site,) = here.units
    assert (site.names, site.size) == ({"en": "Paris", "pl": "Paryż"}, 430), "as it was last proposed"
    assert (here.demands[0].goal, here.demands[0].time_zone) == (350, "Europe/Paris")


@pytest.mark.full
async def test_watches_of_every_source_and_texts_in_three_languages_are_the_same_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def surveyed(*_: object) -> Survey:
        return Survey({Kind.ORDER: 1})

    async def fill_in(command: str, values: dict[str, object], **options: object) -> None:
        form = await world.slash(world.organiser, command, **options)
        await world.submit(world.organiser, form, values)

    app = world.app
    monkeypatch.setattr(app.watches, "survey", surveyed)
    # one of them wants a key
    monkeypatch.setattr("bot.contracts.sources.registry.Sources.offered", set(TYPED))
    assert TYPED.keys() == app.sources.keys()
    for source, entries in TYPED.items():
        form = await world.slash(world.organiser, "organise watch add", source=source)
        shown = await world.submit(world.organiser, form, {"name": f"{source} · é 💥", **entries})
        await world.press(world.organiser, shown, "watch-save")
    fact = {"state": ["disputed"], "checked": "2026-02-01", "sources": f"{NASTY}\nA registry\n31/12/2025"}
    for number, language in enumerate(("pl", "fr", "en")):
        text = {"title": f"{NASTY} {language}", "body": f'{NASTY}\n\n"""{language}\\\n\ttab'}
        await fill_in(
            "organise demand edit" if number else "organise demand create",
            text,
            language=language,
            **({"demand": "1"} if number else {}),
        )
        await fill_in(
            "organise fact edit" if number else "organise fact add",
            {**fact, **text},
            language=language,
            **({"fact": "1"} if number else {}),
        )
        await fill_in(
            "organise word edit" if number else "organise word add",
            {"word": NASTY, "meaning": language},
            language=language,
            **({"word": "1"} if number else {}),
        )
    for party, short in (("SIREN 321 502 049", NASTY[:30]), ("A “quoted” = [name]", "x")):
        await world.slash(world.organiser, "organise name set", party=party, short=short)
    text = await app.campaign_export.write(world.server_id)
    here, there = await here_and_there(world, parse(text, clock=world.clock))
    assert replace(here, title="") == replace(there, title="")
    kinds = (here.watches, here.demands, here.facts, here.words, here.names)
    assert [len(kind) for kind in kinds] == [len(TYPED), 1, 1, 1, 2]
    assert [list(item.texts) for item in (*there.demands, *there.facts, *there.words)] == [
        ["pl", "fr", "en"]
    ] * 3
