"""Set-up in Discord: the checklist, and the steps that are settings."""

import itertools

import discord
import pytest
import simcord
from sqlalchemy import update

from bot.demo.messages import as_read
from bot.demo.world import World
from bot.storage.models import Server
from bot.ui.markdown import plain
from bot.ui.organise.settings import NEEDED
from tests.support.demand_steps import PRIVACY, open_demand, sent_text, take_role, texts_of
from tests.support.setup_steps import SettingUp, deny

pytestmark = pytest.mark.behaviour

STEPS = ("language", "channel", "roles", "data", "watch", "demand")
FILLED = {
    "controller": PRIVACY.controller,
    "contact": PRIVACY.contact,
    "recipients": PRIVACY.recipients,
    "legal_basis": "",
    "months": "12",
}


@pytest.fixture
def bare(language: str) -> World:
    """A server without settings."""
    return World(language=language, arranged=False)


async def test_the_checklist_says_what_is_missing_and_why(bare: World, language: str) -> None:
    async with bare as world:
        manager = SettingUp(world, world.owner, language)
        empty = await manager.start()
        t = manager.t
        assert empty.private
        assert as_read(t("setup-done", done=1, total=6)) in empty.text
        assert empty.text.count("☑") == 1
        for step in STEPS[1:]:
            assert f"☐ {t(f'setup-step-{step}')}" in empty.text
            assert t(f"setup-why-{step}") in empty.text
        assert "setup-step:channel" in manager.buttons()


@pytest.mark.full
async def test_each_setting_is_saved_shown_and_undone(bare: World, language: str) -> None:
    async with bare as world:
        manager = SettingUp(world, world.owner, language)
        await manager.start()
        await manager.step("channel")
        assert "setup-step:roles" in manager.buttons(), "a step can be left for the next"
        await manager.choose(world.news)
        assert "#" + world.news.name in manager.text
        await manager.step("roles")
        await manager.choose(world.organisers, menu="setup-role:organisers")
        assert as_read(manager.t("setup-roles-not-yours")) in manager.text
        await manager.choose(world.members, menu="setup-role:members")
        await manager.step("data")
        await manager.press("setup-data")
        await manager.fill(FILLED)
        assert "setup-step:watch" in manager.buttons()
        settings = await world.app.servers.get(world.server_id)
        assert settings.channel_id == world.news.id
        assert settings.organiser_role_id == world.organisers.id
        assert settings.member_role_id == world.members.id
        assert settings.privacy.controller == PRIVACY.controller
        assert settings.privacy.retention_months == 12
        await manager.press("setup")
        assert manager.text.count("☑") == 4
        await manager.choose("data")
        await manager.press("setup-clear:data")
        assert as_read(manager.t("setup-data-cleared")) in manager.text, "months cannot be unset"
        await manager.press("setup")
        await manager.choose("roles")
        await manager.press("setup-clear:organisers")
        await manager.press("setup-clear:members")
        await manager.press("setup")
        await manager.choose("channel")
        await manager.press("setup-clear:channel")
        await manager.press("setup")
        assert manager.text.count("☑") == 1
        settings = await world.app.servers.get(world.server_id)
        assert (settings.channel_id, settings.organiser_role_id, settings.member_role_id) == (
            None,
            None,
            None,
        )
        assert settings.privacy.controller is None


async def with_test_post(world: World, language: str) -> SettingUp:
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("channel")
    await manager.press("setup-test")
    return manager


async def test_a_test_post_is_posted_and_deleted(world: World, language: str) -> None:
    manager = await with_test_post(world, language)
    posted = await world.posts()
    assert [post.text for post in posted] == [as_read(manager.t("setup-test-post"))]
    assert str(posted[0].message.id) in "".join(manager.buttons())
    await manager.press("setup-untest")
    assert await world.posts() == []


async def test_a_test_post_is_deleted_after_another_channel_was_chosen(world: World, language: str) -> None:
    manager = await with_test_post(world, language)
    await world.app.servers.update(world.server_id, channel_id=world.general.id)
    await manager.press("setup-untest")
    assert as_read(manager.t("setup-untested")) in manager.text
    assert await world.posts() == []


async def test_a_test_post_that_somebody_else_deleted_is_gone(world: World, language: str) -> None:
    manager = await with_test_post(world, language)
    (posted,) = await world.posts()
    await posted.message.delete()
    await manager.press("setup-untest")
    assert as_read(manager.t("setup-untested")) in manager.text


async def test_a_test_post_that_cannot_be_deleted_is_told(world: World, language: str) -> None:
    manager = await with_test_post(world, language)
    deny(world, world.news, "view_channel")
    refused = await manager.press("setup-untest")
    assert sent_text(refused) == manager.t("refusal-setup-delete", channel=f"<#{world.news.id}>")


async def test_a_test_post_that_discord_refuses_is_told(world: World, language: str) -> None:
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("channel")
    deny(world, world.news, "send_messages")
    refused = await manager.press("setup-test")
    assert sent_text(refused) == manager.t("refusal-setup-post", channel=f"<#{world.news.id}>")


COMBINATIONS = [
    lacking for size in range(1, len(NEEDED) + 1) for lacking in itertools.combinations(NEEDED, size)
]


@pytest.mark.full
async def test_each_combination_of_missing_permissions_is_named_and_mended(
    bare: World, language: str
) -> None:
    async with bare as world:
        t = texts_of(world, language)
        manager = SettingUp(world, world.owner, language)
        for number, lacking in enumerate(COMBINATIONS):
            channel = world.guild.create_text_channel(f"c{number}")
            await world.env.settle()
            deny(world, channel, *lacking)
            await world.env.settle()
            await manager.start()
            await manager.step("channel")
            await manager.choose(channel)
            labels = {name: t(f"permission-{name.replace('_', '-')}") for name in NEEDED}
            named = {name for name, label in labels.items() if f"- {label}" in manager.text}
            # Discord gives nothing else to whom does not see a channel, and no files without messages
            files = {"attach_files"} if "send_messages" in lacking else set()
            assert named == (set(NEEDED) if "view_channel" in lacking else files | {*lacking}), lacking
            assert (await world.app.servers.get(world.server_id)).channel_id is None
        deny(world, channel)
        await world.env.settle()
        await manager.press("setup-channel")
        assert (await world.app.servers.get(world.server_id)).channel_id == channel.id


async def test_a_channel_that_was_closed_to_the_bot_later_is_no_longer_done(
    world: World, language: str
) -> None:
    async with world.app.database.write() as session:  # as after a post that was refused
        await session.execute(update(Server).values(channel_fault="forbidden"))
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    assert f"☐ {manager.t('setup-step-channel')}" in manager.text
    assert as_read(manager.t("channel-fault-forbidden")) in manager.text
    deny(world, world.news, "send_messages")
    await world.env.settle()
    await manager.start()
    assert f"☐ {manager.t('setup-step-channel')}" in manager.text
    assert manager.t("permission-send-messages") in manager.text
    await manager.choose("channel")
    deny(world, world.news)
    await world.env.settle()
    await manager.press("setup-channel")
    assert as_read(manager.t("setup-channel-saved")) in manager.text, "it can be checked again"


async def test_a_deleted_channel_and_deleted_roles_are_called_so(world: World, language: str) -> None:
    world.env.backend.delete_channel(world.news.id)
    world.env.backend.delete_role(world.server_id, world.organisers.id)
    await world.env.settle()
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    for gone in ("setup-channel-gone", "setup-roles-gone", "setup-why-roles-gone"):
        assert as_read(manager.t(gone)) in manager.text
    assert manager.t("setup-why-roles") not in manager.text, "who manages the server is no organiser then"
    await manager.choose("channel")
    assert manager.t("permission-view-channel") not in manager.text, "no permission would help"
    await manager.choose(world.general)
    assert (await world.app.servers.get(world.server_id)).channel_id == world.general.id


async def test_examples_in_the_privacy_notice_are_kept_and_not_taken(world: World, language: str) -> None:
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.step("data")
    await manager.press("setup-data")
    await manager.fill({**FILLED, "contact": "[e-mail address]", "controller": "EXAMPLE union"})
    assert as_read(manager.t("setup-data-kept")) in manager.text
    assert as_read(manager.t("setup-data-example", value="EXAMPLE union")) in manager.text
    assert "[e-mail address]" in manager.text
    await manager.press("setup")
    assert f"☐ {manager.t('setup-step-data')}" in manager.text


async def test_a_wrong_number_of_months_loses_no_other_field(bare: World, language: str) -> None:
    async with bare as world:
        manager = SettingUp(world, world.owner, language)
        await manager.start()
        await manager.choose("data")
        await manager.press("setup-data")
        await manager.fill({**FILLED, "months": "121"})
        assert as_read(manager.t("refusal-privacy-months", months="121", most=120)) in manager.text
        privacy = (await world.app.servers.get(world.server_id)).privacy
        assert (privacy.controller, privacy.retention_months) == (PRIVACY.controller, None)
        await manager.press("setup")
        assert f"☐ {manager.t('setup-step-data')}" in manager.text, "no demand opens without them"


async def test_settings_of_an_open_demand_cannot_be_undone(world: World, language: str) -> None:
    await open_demand(world)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("data")
    await manager.press("setup-clear:data")
    assert (await world.app.servers.get(world.server_id)).privacy == PRIVACY


async def test_everyone_cannot_be_the_organisers_role_and_lets_anyone_sign(
    world: World, language: str
) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("roles")
    card = manager.shown
    refused = await manager.choose(world.guild.default_role, menu="setup-role:organisers")
    assert sent_text(refused) == manager.t("refusal-everyone-organises")
    manager.shown = card
    await manager.choose(world.guild.default_role, menu="setup-role:members")
    settings = await world.app.servers.get(world.server_id)
    assert settings.organiser_role_id == world.organisers.id
    assert settings.member_role_id is None


async def test_setup_is_hidden_from_those_who_cannot_manage_the_server(world: World) -> None:
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await world.slash(world.alice, "setup")


async def test_a_manager_who_loses_the_right_in_the_middle_changes_nothing(
    world: World, language: str
) -> None:
    managers = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    await world.env.settle()
    manager = SettingUp(world, world.join("manon", managers), language)
    await manager.start()
    await manager.choose("roles")
    writing = SettingUp(world, manager.person, language)
    await writing.start()
    await writing.step("data")
    await writing.press("setup-data")
    take_role(world, manager.person, managers)
    before = await world.app.servers.get(world.server_id)
    for refused in (
        await manager.choose(world.members, menu="setup-role:organisers"),
        await writing.fill(FILLED),
    ):
        assert sent_text(refused) == manager.t("refusal-not-manager")
    assert await world.app.servers.get(world.server_id) == before


async def test_two_who_set_up_at_once_keep_what_the_other_did(bare: World, language: str) -> None:
    async with bare as world:
        managers = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        await world.env.settle()
        one = SettingUp(world, world.owner, language)
        other = SettingUp(world, world.join("manon", managers), language)
        await one.start()
        await other.start()
        await one.step("channel")
        await other.choose("roles")
        await one.choose(world.news)
        await other.choose(world.organisers, menu="setup-role:organisers")
        await one.press("setup")
        assert one.text.count("☑") == 3


async def test_the_language_is_chosen_and_a_missing_one_is_told(world: World, language: str) -> None:
    stranger = world.speaking(world.owner, "ja")
    manager = SettingUp(world, stranger)
    await manager.start()
    await manager.choose("language")
    assert manager.t("setup-language-lacks") in manager.text
    await manager.choose("fr")
    assert (await world.app.servers.get(world.server_id)).language == "fr"


HOSTILE = ("💥" * 25, "\u202eلا\u202c" + "א" * 60, "x" * 100, "*_~`|<@&1>")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.rest_in_full
async def test_hostile_names_break_no_card(world: World, name: str, language: str) -> None:
    channel = world.guild.create_text_channel(name)
    role = world.guild.create_role(name)
    await world.env.settle()
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("channel")
    await manager.choose(channel)
    await manager.step("data")
    await manager.press("setup-data")
    for reply in (
        await manager.fill({**FILLED, "controller": name * 2, "recipients": name}),
        await manager.press("setup"),
    ):
        assert plain(name, 100)[:40] in reply.card.markdown
        assert "<@&1>" not in reply.card.markdown
    await manager.choose("roles")
    await manager.choose(role, menu="setup-role:members")
    settings = await world.app.servers.get(world.server_id)
    assert (settings.channel_id, settings.member_role_id) == (channel.id, role.id)
