"""Steps of the set-up that are settings: language, channel, roles, and who keeps the data."""

from collections.abc import Callable

import discord

from bot.errors import UserError
from bot.petitions.demands.consent import Privacy
from bot.servers.settings import Changes, ServerSettings
from bot.texts import Translator
from bot.ui.forms import chosen, privacy_form, written_privacy
from bot.ui.layout import Card
from bot.ui.organise.settings import rights_lacking, role_changes
from bot.ui.permissions import is_gone, roles_of
from bot.ui.replies import sentence_of
from bot.ui.router import UnknownAction, answers, discord_id
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
from cogs.base import BotCog, StaffRequest, managers

_CLEARED: dict[str, tuple[Changes, Callable[..., Card]]] = {
    "channel": (Changes(channel_id=None), channel_card),
    ORGANISERS: (Changes(organiser_role_id=None), roles_card),
    MEMBERS: (Changes(member_role_id=None), roles_card),
    "data": (Changes(privacy=Privacy()), data_card),
}
"""Changes that undo a step, and the card that shows it again."""


class SettingsSteps(BotCog):
    """Mixin of ``SetupCog``."""

    @answers("setup-language")
    @managers
    async def on_language(self, request: StaffRequest) -> None:
        progress = await self._save(request, Changes(language=_one(chosen(request.interaction))))
        await request.turn(language_card(progress, request.t, note=request.t("settings-saved")))

    @answers("setup-channel")
    @managers
    async def on_channel(self, request: StaffRequest, channel: str = "") -> None:
        """Save a channel in which the bot may post; for another one, say what it lacks there."""
        press, t = request.interaction, request.t
        channel_id = discord_id(channel or _one(chosen(press)))
        if press.guild is None or press.guild.get_channel(channel_id) is None:
            raise UserError("refusal-setup-gone")
        if lacking := rights_lacking(press, channel_id):
            await request.turn(rights_card(await self._progress(request), channel_id, lacking, t))
            return
        progress = await self._save(request, Changes(channel_id=channel_id))
        await request.turn(channel_card(progress, t, note=t("setup-channel-saved")))

    @answers("setup-test")
    @managers
    async def on_test(self, request: StaffRequest) -> None:
        """Post in the channel at once: the outbox would need up to a minute."""
        posted, t = await self._post(request, trial_post), request.t
        tested = (posted.channel.id, posted.id)
        progress = await self._progress(request)
        await request.turn(channel_card(progress, t, note=t("setup-tested"), tested=tested))

    @answers("setup-untest")
    @managers
    async def on_untest(self, request: StaffRequest, channel: str, message: str) -> None:
        await self._delete_post(request, discord_id(channel), discord_id(message))
        progress = await self._progress(request)
        await request.turn(channel_card(progress, request.t, note=request.t("setup-untested")))

    @answers("setup-role")
    @managers
    async def on_role(self, request: StaffRequest, which: str) -> None:
        role_id = discord_id(_one(chosen(request.interaction)))
        if is_gone(request.interaction, role_id):
            raise UserError("refusal-setup-gone")
        if which not in (ORGANISERS, MEMBERS):
            raise UnknownAction(which)
        progress = await self._save(request, role_changes(request.server_id, **{which: role_id}))
        held = self._held(request, progress.settings)
        await request.turn(roles_card(progress, request.t, note=request.t("settings-saved"), held=held))

    @answers("setup-data")
    @managers.at_once
    async def on_data(self, request: StaffRequest) -> None:
        await request.open_form(privacy_form(request.settings.privacy, request.t, "setup-data-save"))

    @answers("setup-data-save")
    @managers
    async def on_data_saved(self, request: StaffRequest, seen: str, *_: str) -> None:
        privacy, refused = written_privacy(request.interaction)
        progress, t = await self._save(request, Changes(privacy=privacy), seen=seen), request.t
        note = t("settings-saved" if progress.done("data") else "setup-data-kept")
        if refused is not None:
            note = sentence_of(refused, t)
        await request.turn(data_card(progress, t, note=note))

    @answers("setup-clear")
    @managers
    async def on_clear(self, request: StaffRequest, what: str) -> None:
        """Undo a step."""
        if what not in _CLEARED:
            raise UnknownAction(what)
        changes, card = _CLEARED[what]
        progress, t = await self._save(request, changes), request.t
        kept = what == "data" and progress.settings.privacy.retention_months is not None
        await request.turn(card(progress, t, note=t("setup-data-cleared" if kept else "setup-cleared")))

    async def _save(self, request: StaffRequest, changes: Changes, *, seen: str | None = None) -> Progress:
        after = await self.app.servers.update(request.server_id, by=request.by, seen=seen, **changes)
        return await self._progress(request, after)

    async def _progress(self, request: StaffRequest, settings: ServerSettings | None = None) -> Progress:
        """Return the state of the set-up; with other ``settings``, if they have changed since the request."""
        found = settings or request.settings
        return await progress_of(request.interaction, found, self.app.watches, self.app.demands)

    def _held(self, request: StaffRequest, settings: ServerSettings) -> bool:
        """Return whether the person holds the organisers' role."""
        return settings.organiser_role_id in roles_of(request.interaction)

    async def _post(
        self, request: StaffRequest, make: Callable[[ServerSettings, Translator], Card]
    ) -> discord.Message:
        """Post a card in the channel, in the server's language. Raises ``UserError`` if Discord refuses."""
        settings, client = request.settings, request.interaction.client
        if settings.channel_id is None:
            raise UserError("refusal-no-channel")
        card = make(settings, await self.app.texts.parsed(settings.language))
        channel = client.get_partial_messageable(settings.channel_id)
        try:
            posted: discord.Message = await channel.send(
                view=card, allowed_mentions=discord.AllowedMentions.none()
            )
        except (discord.Forbidden, discord.NotFound) as refused:
            raise UserError("refusal-setup-post", channel=f"<#{settings.channel_id}>") from refused
        return posted

    async def _delete_post(self, request: StaffRequest, channel_id: int, message_id: int) -> None:
        """Delete a post of ours again; one that somebody else deleted, alone or with its channel, is gone as
        well. Raises ``UserError`` if Discord refuses."""
        guild, client = request.interaction.guild, request.interaction.client
        if guild is None or guild.get_channel(channel_id) is None:
            return  # a forged button names another server's channel
        try:
            post = await client.get_partial_messageable(channel_id).fetch_message(message_id)
            if post.author.id == client.user.id:  # a forged button names another's post
                await post.delete()
        except discord.NotFound:
            pass
        except discord.Forbidden as refused:
            raise UserError("refusal-setup-delete", channel=f"<#{channel_id}>") from refused


def _one(values: list[str]) -> str:
    if len(values) != 1:
        raise UnknownAction("no single choice")
    return values[0]
