"""Steps of the set-up that are settings: language, channel, roles, and who keeps the data."""

from collections.abc import Callable
from dataclasses import dataclass

import discord
from discord.ext import commands

from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.petitions.demands.service import Demands
from bot.petitions.privacy_notice import Privacy
from bot.servers.settings import Changes, Servers, ServerSettings
from bot.texts import Texts, Translator
from bot.ui.error_replies import sentence_of
from bot.ui.forms import chosen, privacy_form, written_privacy
from bot.ui.layout import Card
from bot.ui.lists import discord_id
from bot.ui.organise.settings import rights_lacking, role_changes
from bot.ui.permissions import is_gone, roles_of, setting_up
from bot.ui.replies import Interaction, in_time, open_form, turn
from bot.ui.router import UnknownAction, answers
from bot.ui.setup.checklist import Progress, progress_of
from bot.ui.setup.settings import (
    MEMBERS,
    ORGANISERS,
    channel_card,
    data_card,
    language_card,
    rights_card,
    roles_card,
    trial_post,
)

_CLEARED: dict[str, tuple[Changes, Callable[..., Card]]] = {
    "channel": (Changes(channel_id=None), channel_card),
    ORGANISERS: (Changes(organiser_role_id=None), roles_card),
    MEMBERS: (Changes(member_role_id=None), roles_card),
    "data": (Changes(privacy=Privacy()), data_card),
}
"""Changes that undo a step, and the card that shows it again."""


@dataclass(eq=False, kw_only=True)
class SettingsSteps(commands.Cog):
    """Mixin of ``SetupCog``."""

    texts: Texts
    servers: Servers
    watches: Watches
    demands: Demands

    @answers("setup-language")
    async def on_language(self, interaction: Interaction) -> None:
        settings = await setting_up(interaction, self.servers)
        progress, t = await self._save(interaction, settings, Changes(language=_one(chosen(interaction))))
        await turn(interaction, language_card(progress, t, note=t("settings-saved")))

    @answers("setup-channel")
    async def on_channel(self, interaction: Interaction, channel: str = "") -> None:
        """Save a channel in which the bot may post; for another one, say what it lacks there."""
        settings = await setting_up(interaction, self.servers)
        channel_id = discord_id(channel or _one(chosen(interaction)))
        if interaction.guild is None or interaction.guild.get_channel(channel_id) is None:
            raise UserError("refusal-setup-gone")
        if lacking := rights_lacking(interaction, channel_id):
            progress, t = await self._read(interaction, settings)
            await turn(interaction, rights_card(progress, channel_id, lacking, t))
            return
        progress, t = await self._save(interaction, settings, Changes(channel_id=channel_id))
        await turn(interaction, channel_card(progress, t, note=t("setup-channel-saved")))

    @answers("setup-test")
    async def on_test(self, interaction: Interaction) -> None:
        """Post in the channel at once: the outbox would need up to a minute."""
        settings = await setting_up(interaction, self.servers)
        posted = await self._post(interaction, settings, trial_post)
        progress, t = await self._read(interaction, settings)
        tested = (posted.channel.id, posted.id)
        await turn(interaction, channel_card(progress, t, note=t("setup-tested"), tested=tested))

    @answers("setup-untest")
    async def on_untest(self, interaction: Interaction, channel: str, message: str) -> None:
        settings = await setting_up(interaction, self.servers)
        await self._delete_post(interaction, discord_id(channel), discord_id(message))
        progress, t = await self._read(interaction, settings)
        await turn(interaction, channel_card(progress, t, note=t("setup-untested")))

    @answers("setup-role")
    async def on_role(self, interaction: Interaction, which: str) -> None:
        settings = await setting_up(interaction, self.servers)
        role_id = discord_id(_one(chosen(interaction)))
        if is_gone(interaction, role_id):
            raise UserError("refusal-setup-gone")
        if which not in (ORGANISERS, MEMBERS):
            raise UnknownAction(which)
        changes = role_changes(settings.id, **{which: role_id})
        progress, t = await self._save(interaction, settings, changes)
        held = self._held(interaction, progress.settings)
        await turn(interaction, roles_card(progress, t, note=t("settings-saved"), held=held))

    @answers("setup-data")
    async def on_data(self, interaction: Interaction) -> None:
        settings = await setting_up(interaction, self.servers)
        t = self.texts.of(interaction.locale)
        await open_form(interaction, privacy_form(settings.privacy, t, "setup-data-save"))

    @answers("setup-data-save")
    async def on_data_saved(self, interaction: Interaction, *_: str) -> None:
        settings = await setting_up(interaction, self.servers)
        privacy, refused = written_privacy(interaction)
        progress, t = await self._save(interaction, settings, Changes(privacy=privacy))
        note = t("settings-saved" if progress.done("data") else "setup-data-kept")
        if refused is not None:
            note = sentence_of(refused, t)
        await turn(interaction, data_card(progress, t, note=note))

    @answers("setup-clear")
    async def on_clear(self, interaction: Interaction, what: str) -> None:
        """Undo a step."""
        settings = await setting_up(interaction, self.servers)
        if what not in _CLEARED:
            raise UnknownAction(what)
        changes, card = _CLEARED[what]
        progress, t = await self._save(interaction, settings, changes)
        kept = what == "data" and progress.settings.privacy.retention_months is not None
        await turn(interaction, card(progress, t, note=t("setup-data-cleared" if kept else "setup-cleared")))

    async def _save(
        self, interaction: Interaction, settings: ServerSettings, changes: Changes
    ) -> tuple[Progress, Translator]:
        saving = self.servers.update(settings.id, by=interaction.user.id, **changes)
        return await self._read(interaction, await in_time(interaction, saving, turns=True))

    async def _read(self, interaction: Interaction, settings: ServerSettings) -> tuple[Progress, Translator]:
        return await self._progress(interaction, settings), self.texts.of(interaction.locale)

    async def _progress(self, interaction: Interaction, settings: ServerSettings) -> Progress:
        return await progress_of(interaction, settings, self.watches, self.demands)

    def _held(self, interaction: Interaction, settings: ServerSettings) -> bool:
        """Return whether the person holds the organisers' role."""
        return settings.organiser_role_id in roles_of(interaction)

    async def _post(
        self,
        interaction: Interaction,
        settings: ServerSettings,
        make: Callable[[ServerSettings, Translator], Card],
    ) -> discord.Message:
        """Post a card in the channel, in the server's language. Raises ``UserError`` if Discord refuses."""
        channel_id = settings.channel_id
        if channel_id is None:
            raise UserError("refusal-no-channel")
        card = make(settings, await self.texts.parsed(settings.language))
        channel = interaction.client.get_partial_messageable(channel_id)
        sending = channel.send(view=card, allowed_mentions=discord.AllowedMentions.none())
        try:
            posted: discord.Message = await in_time(interaction, sending, turns=True)
        except (discord.Forbidden, discord.NotFound) as refused:
            raise UserError("refusal-setup-post", channel=f"<#{channel_id}>") from refused
        return posted

    async def _delete_post(self, interaction: Interaction, channel_id: int, message_id: int) -> None:
        """Delete a post of ours again; one that somebody else deleted, alone or with its channel, is gone as
        well. Raises ``UserError`` if Discord refuses."""
        if interaction.guild is None or interaction.guild.get_channel(channel_id) is None:
            return  # a forged button names another server's channel
        channel = interaction.client.get_partial_messageable(channel_id)

        async def delete() -> None:
            post = await channel.fetch_message(message_id)
            if post.author.id == interaction.client.user.id:  # a forged button names another's post
                await post.delete()

        try:
            await in_time(interaction, delete(), turns=True)
        except discord.NotFound:
            pass
        except discord.Forbidden as refused:
            raise UserError("refusal-setup-delete", channel=f"<#{channel_id}>") from refused


def _one(values: list[str]) -> str:
    if len(values) != 1:
        raise UnknownAction("no single choice")
    return values[0]
