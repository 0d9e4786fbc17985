"""Login to Discord, and the invite link of the bot whose token it is."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.errors import StartError
from bot.runtime.client import PERMISSIONS
from bot.runtime.discord_login import invite_link
from bot.settings import Settings
from tests.support.loopback import LoopbackDiscord

pytestmark = pytest.mark.wire

BITS = {"view_channel": 1 << 10, "send_messages": 1 << 11, "attach_files": 1 << 15, "read_history": 1 << 16}


@pytest.fixture
def settings(loopback: LoopbackDiscord) -> Settings:
    return Settings(token=loopback.token)


async def test_the_invite_link_has_exactly_the_needed_permissions(
    settings: Settings, loopback: LoopbackDiscord
) -> None:
    link = urlsplit(await invite_link(settings))
    query = parse_qs(link.query)
    assert (link.scheme, link.netloc) == ("https", "discord.com")
    assert query["client_id"] == [str(loopback.application_id)]
    assert int(query["permissions"][0]) == sum(BITS.values()) == PERMISSIONS.value
    assert query["scope"][0].split() == ["bot", "applications.commands"]
    assert discord.Permissions(int(query["permissions"][0])).administrator is False


async def test_the_invite_link_needs_a_token_that_discord_knows(settings: Settings) -> None:
    with pytest.raises(StartError, match="DISCORD_TOKEN is not set"):
        await invite_link(replace(settings, token=None))
    with pytest.raises(StartError, match="Discord refused the token"):
        await invite_link(replace(settings, token="another.token"))
