"""The registers of companies that the demo plays: a search for the employer shows the set of its numbers."""

import pytest

from bot.demo.messages import as_read
from bot.demo.scenario import load_scenario
from bot.demo.scenery import company_registers
from bot.demo.world import World
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour

ELSEWHERE = "http://192.0.2.1"  # refused at once, where a closed port of this machine is asked again


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("campaign", "asked", "numbers"),
    [
        ("capgemini-ice", "Capgemini", ["LEI 96950077L0TN7BAROX36", "SIREN 330703844", "UEI DR6MQ56MGFA5"]),
        ("verspieren", "Verspieren", ["SIREN 321502049"]),
    ],
)
async def test_the_employer_of_a_campaign_is_found_and_previewed(
    language: str, campaign: str, asked: str, numbers: list[str]
) -> None:
    scenario = load_scenario(campaign)
    async with scenario.stand_in() as stand_in, company_registers() as registers:
        urls = {"usaspending": ELSEWHERE, scenario.source: stand_in.url, **registers}
        async with World(language=language, source_urls=urls) as world:
            organiser = SettingUp(world, world.organiser, language)
            organiser.shown = await world.slash(world.organiser, "organise watch add")
            await organiser.fill({"company": asked})
            assert all(number in organiser.text for number in numbers)
            families = [f"[{number.lower().replace(' ', ':', 1)}]" for number in numbers]
            menu = f"setup-families:{asked}"
            known = {key.casefold() for key in organiser.options(menu)} & {key.casefold() for key in families}
            if known:
                await organiser.choose(
                    *(k for k in organiser.options(menu) if k.casefold() in known), menu=menu
                )
            else:
                await organiser.press(f"setup-take:siren.321502049:{asked}")
            assert as_read(organiser.t("setup-ticked")) in organiser.text
            assert any(action.startswith("setup-watch-save") for action in organiser.buttons())
            await organiser.press("setup-watch-save")
            sources = {watch.source for watch in await world.app.watches.list(world.server_id)}
            assert scenario.source in sources
