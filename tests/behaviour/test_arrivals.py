"""Organisers see how old the accounts of signers are, in groups of ten, and nothing of it is stored."""

from datetime import UTC, date, datetime, timedelta

import simcord

from bot.demo.world import World
from tests.behaviour.demand_steps import open_demand, said, sign, texts_of
from tests.database_files import database_files


async def test_an_organiser_sees_groups_of_ten_once_the_day_is_over(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    joined = world.clock().date() - timedelta(days=3)
    for number in range(12):
        member = world.join(f"member-{number}", world.members)
        joined_server(world, member, joined if number < 11 else joined + timedelta(days=1))
        await sign(world, member, demand)
    same_day = said(await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id)))
    assert t("arrivals-none") in same_day
    signed_on = world.clock().date()
    world.clock.move(days=1)
    shown = said(await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id)))
    assert t("arrivals-signed-on", day=signed_on) in shown
    accounts, _, servers = shown.partition(t("arrivals-joined"))
    assert t("arrivals-accounts") in accounts
    assert t("arrivals-class-day", day=joined, about=10) in servers
    assert t.day(joined + timedelta(days=1)) not in servers, "on which one alone joined, as everybody can see"
    groups = [line for line in shown.splitlines() if line.startswith("• ")]
    assert groups
    assert all(line.endswith(" 10") for line in groups)
    if not world.app.database.is_sqlite:
        return  # PostgreSQL's files change though nothing is stored
    before = await database_files(world.app.database)
    await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id))
    assert await database_files(world.app.database) == before


def joined_server(world: World, member: simcord.MemberActor, day: date) -> None:
    known = world.env.backend.get_guild(member.guild.id).members[member.id]
    known.joined_at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC).isoformat()


async def test_a_member_sees_no_figures(world: World, language: str) -> None:
    demand = await open_demand(world)
    member = world.join("member", world.members)
    refused = said(await world.slash(member, "organise invalidate figures", demand=str(demand.id)))
    assert texts_of(world, language)("arrivals-title") not in refused
