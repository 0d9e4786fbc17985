"""The commands ``/organise do:name set``: short names, set, listed and taken away."""

from dataclasses import replace

import pytest

from bot.contracts.model import Party
from bot.demo.world import World
from tests.cogs.test_chart import described
from tests.support.contracts import ORDER, action, order
from tests.support.demand_steps import sent_text, texts_of
from tests.support.watch_steps import last_post, read_again, watching

pytestmark = pytest.mark.behaviour

AGENCY = "U.S. Immigration and Customs Enforcement"


@pytest.mark.full
async def test_an_organiser_gives_short_names_that_posts_lists_and_charts_use(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    source = await watching(world, order())
    assert t("short-names-none") in sent_text(await world.slash(world.organiser, "organise name list"))
    for party, short in ((AGENCY, "ICE"), ("UEI DR6MQ56MGFA5", "Capgemini *US*")):
        saved = await world.slash(world.organiser, "organise name set", party=party, short=short)
        assert saved.private
    listed = sent_text(await world.slash(world.organiser, "organise name list"))
    assert f"**ICE** · {AGENCY}" in listed.replace("\\", "")
    source.show(order(ORDER, *order().actions, action("P00001", "9.00", "2026-02-10")))
    await read_again(world)
    shown = [
        (await last_post(world)).text,
        (await world.slash(world.alice, "contracts list")).text,
        (await world.slash(world.alice, "updates latest")).text,
    ]
    assert all("ICE → Capgemini *US*" in text for text in shown)
    card = await world.slash(world.alice, "contracts show", contract="70CDCR26FR0000024")
    assert "ICE → Capgemini *US*" in card.text
    assert f"ICE ({AGENCY})" in (await world.press(world.alice, card, t("button-more"))).text
    assert "ICE → Capgemini *US*" in described(await world.slash(world.alice, "contracts chart"))
    await world.slash(world.organiser, "organise name set", party=AGENCY)
    assert f"{AGENCY} → Capgemini" in (await world.slash(world.alice, "contracts list")).text


async def test_a_short_name_that_differs_in_capitals_alone_is_shown_once(world: World) -> None:
    await watching(world, replace(order(), supplier=Party(name="ACME SAS")))
    await world.slash(world.organiser, "organise name set", party="ACME SAS", short="Acme SAS")
    card = (await world.slash(world.alice, "contracts show", contract="70CDCR26FR0000024")).text
    assert "Acme SAS" in card
    assert "ACME SAS" not in card


async def test_a_wrong_number_is_refused(world: World, language: str) -> None:
    t = texts_of(world, language)
    refused = await world.slash(world.organiser, "organise name set", party="SIREN 12", short="X")
    assert sent_text(refused) == t("refusal-short-name-party", party="SIREN 12")
    refused = await world.slash(world.organiser, "organise name set", party="SIREN *1*", short="X")
    assert sent_text(refused) == t("refusal-short-name-party", party=r"SIREN \*1\*")


async def test_a_short_name_is_on_record(world: World, language: str) -> None:
    await world.slash(world.organiser, "organise name set", party="Acme", short="A")
    acts = (await world.slash(world.organiser, "organise audit")).text
    assert texts_of(world, language)("audit-act-short-name") in acts
    assert "Acme" in acts
