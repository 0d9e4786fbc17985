"""Roles of the settings: those in the interaction count, and deleted ones are reported."""

from typing import Any

import discord
import pytest

from bot.demo.world import World
from tests.support.demand_steps import (
    open_demand,
    published,
    sent_text,
    sign,
    texts_of,
)
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour


async def delete_role(world: World, role_id: int) -> None:
    world.env.backend.delete_role(world.server_id, role_id)
    await world.env.settle()


async def test_a_deleted_organiser_role_is_reported(world: World, language: str) -> None:
    t = texts_of(world, language)
    await delete_role(world, world.organisers.id)
    for member in (world.organiser, world.owner):
        refused = await world.slash(member, "organise settings show")
        assert sent_text(refused) == t("refusal-organiser-role-gone")
        assert await world.suggestions(member, "organise watch remove", "watch") == []
    manager = SettingUp(world, world.owner, language)
    assert f"☐ **{t('setup-step-roles')}" in sent_text(await manager.start())
    assert t("setup-roles-gone") in sent_text(await manager.step("roles"))
    mended = await manager.choose(world.members, menu="setup-role:organisers")
    assert t("setup-roles-gone") not in sent_text(mended)
    assert "☑" in (await world.slash(world.organiser, "organise settings show")).text


async def test_a_deleted_member_role_is_reported(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    await delete_role(world, world.members.id)
    late = await world.submit(world.alice, opened)
    refused = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert sent_text(late) == sent_text(refused) == t("refusal-member-role-gone")
    assert refused.form is None
    shown = await world.slash(world.organiser, "organise settings show")
    assert f"☐ {t('settings-signers-gone')}" in sent_text(shown)
    assert t("settings-organisers", role=f"<@&{world.organisers.id}>") in sent_text(shown)
    saved = await world.slash(world.organiser, "organise settings roles", member_role=world.organisers)
    assert t("settings-signers-gone") not in sent_text(saved)


async def test_a_role_that_is_not_in_the_cache_yet_counts(world: World) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    signers = (world.alice, world.bob, world.join("carol", world.members))
    forget_roles(world, world.organisers.id, world.members.id)
    shown = await world.slash(world.organiser, "organise settings show")
    assert shown.text.count("☐") == 1  # it has no watch yet
    for member in signers:
        await sign(world, member, demand)
    await world.app.demands.close(world.server_id, demand.id)
    assert await published(world, demand) == 3


async def test_no_role_is_reported_as_deleted_while_the_roles_of_the_server_are_unknown(
    world: World, language: str
) -> None:
    guild = known_guild(world)
    forget_roles(world, *(role.id for role in guild.roles))
    refused = await world.slash(world.alice, "organise settings show")
    expected = texts_of(world, language)("refusal-not-organiser", role=f"<@&{world.organisers.id}>")
    assert sent_text(refused) == expected


def known_guild(world: World) -> discord.Guild:
    guild = world.bot.get_guild(world.server_id)
    assert guild is not None
    return guild


def forget_roles(world: World, *role_ids: int) -> None:
    """Forget the roles, as if Discord's events about them had not arrived yet."""
    guild: Any = known_guild(world)
    for role_id in role_ids:
        del guild._roles[role_id]
