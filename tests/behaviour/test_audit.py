"""Organisers see what organisers did, in their own language; nobody else does."""

import re

from bot.demo.world import World
from bot.servers import Privacy
from tests.behaviour.demand_steps import TEXTS, open_demand, said, texts_of


async def test_an_organiser_reads_who_changed_what(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.slash(world.organiser, "organise settings updates", weekly=True)
    listed = said(await world.slash(world.organiser, "organise audit"))
    assert t("audit-act-settings") in listed
    assert f"<@{world.organiser.id}>" in listed
    changed = f"{t('audit-no')} → {t('audit-yes')}"
    assert t("audit-line", label=t("audit-field-weekly"), value=changed) in listed


async def test_what_was_changed_reads_in_words(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    await world.app.demands.close(world.server_id, demand.id)
    listed = said(await world.slash(world.organiser, "organise audit"))
    closed = f"{t('demand-state-open')} → {t('demand-state-closed')}"
    assert t("audit-line", label=t("audit-field-state"), value=closed) in listed
    assert (
        t("audit-line", label=t("audit-field-title"), value=TEXTS["en"]["title"]).replace(":", "\\:")
        in listed
    )


async def test_a_long_record_pages(world: World, language: str) -> None:
    for number in range(8):
        await world.slash(world.organiser, "organise settings updates", weekly=number % 2 == 0)
    listed = await world.slash(world.organiser, "organise audit")
    assert "**1." not in said(listed)
    assert "**1." in said(await world.press(world.organiser, listed, "audit:6"))


async def test_a_member_is_not_shown_the_record(world: World, language: str) -> None:
    member = world.join("member", world.members)
    await world.slash(world.organiser, "organise settings updates", weekly=True)
    refused = said(await world.slash(member, "organise audit"))
    assert texts_of(world, language)("audit-act-settings") not in refused
    assert str(world.organiser.id) not in refused


async def test_long_values_leave_room_for_every_act_of_a_page(world: World, language: str) -> None:
    for number in range(8):
        said_long = f"{number} *long* " * 12
        privacy = Privacy(
            controller=said_long,
            contact=said_long,
            legal_basis=said_long,
            retention=said_long,
            recipients=said_long,
        )
        await world.app.servers.update(world.server_id, privacy=privacy, by=world.organiser.id)
    listed = (await world.slash(world.organiser, "organise audit")).card
    numbers = re.findall(r"(?m)^\*\*(\d+)\. ", listed.markdown)
    assert len(numbers) == 6, "the next page begins after these"
    assert texts_of(world, language)("audit-sealed") in listed.markdown
    assert len(listed.markdown) <= 4000
