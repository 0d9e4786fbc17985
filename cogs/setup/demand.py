"""Steps of the set-up: the first demand, what members see, and the text to pin."""

from dataclasses import dataclass
from functools import partial

from bot.common.clock import Clock
from bot.errors import UserError
from bot.petitions.counts.units import Units
from bot.petitions.demands.consent import consent_texts
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import DemandView
from bot.registrar.rounds import Rounds
from bot.servers.board import Boards
from bot.servers.settings import ServerSettings
from bot.ui.forms import chosen, demand_form, ticked_values, written
from bot.ui.lists import discord_id
from bot.ui.markdown import one_line
from bot.ui.options import id_in
from bot.ui.permissions import setting_up
from bot.ui.replies import Interaction, answer, in_time, open_form, say, turn
from bot.ui.router import UnknownAction, answers
from bot.ui.setup.demand import (
    EMPLOYER,
    LANGUAGES,
    MAX_NAME_LENGTH,
    PARTNER,
    TEMPLATES,
    WRITTEN_IN,
    as_opened,
    demand_step,
    employer_of,
    members_card,
    names_form,
    opening_step,
    pinned_card,
    preview_of_form,
    preview_of_post,
    read_token,
    template_text,
)
from bot.ui.setup.settings import data_card
from cogs.setup.settings import SettingsSteps


@dataclass(eq=False, kw_only=True)
class DemandSteps(SettingsSteps):
    """Mixin of ``SetupCog``."""

    clock: Clock
    lifecycle: Lifecycle
    units: Units
    boards: Boards
    rounds: Rounds

    @answers("setup-template")
    async def on_template(self, interaction: Interaction) -> None:
        """Open the form for a template's names, or an empty one in the language of posts."""
        settings = await setting_up(interaction, self.servers)
        named, t = next(iter(chosen(interaction)), ""), self.texts.of(interaction.locale)
        if named in TEMPLATES:
            employer = employer_of(await self._progress(interaction, settings))
            await open_form(interaction, names_form(named, employer, t))
        else:
            await open_form(interaction, demand_form(None, settings.language, t, "setup-demand-save"))

    @answers("setup-words")
    async def on_names(self, interaction: Interaction, template: str, *_: str) -> None:
        """Save the template's text, in the ticked languages, as a draft: nobody can sign it before all its
        texts were read and opened."""
        settings = await setting_up(interaction, self.servers)
        languages = [language for language in ticked_values(interaction, WRITTEN_IN) if language in LANGUAGES]
        if template not in TEMPLATES or not languages:
            raise UnknownAction(template)
        names = [one_line(written(interaction, key), MAX_NAME_LENGTH) for key in (EMPLOYER, PARTNER)]
        if not all(names):
            raise UserError("refusal-setup-names")
        texts = {
            language: template_text(template, names[0], names[1], await self.texts.parsed(language))
            for language in languages
        }
        creating = self.demands.create(settings.id, texts, by=interaction.user.id)
        await in_time(interaction, creating, turns=True)
        await self._turn_to_demand(interaction, settings, "setup-demand-drafted")

    @answers("setup-demand")
    async def on_edit(self, interaction: Interaction, demand_id: str, language: str) -> None:
        settings = await setting_up(interaction, self.servers)
        draft = await self.demands.get(settings.id, id_in(demand_id), include_drafts=True)
        t = self.texts.of(interaction.locale)
        if language not in {*draft.texts, *LANGUAGES}:
            raise UnknownAction(language)
        await open_form(interaction, demand_form(draft, language, t, "setup-demand-save"))

    @answers("setup-demand-save")
    async def on_written(self, interaction: Interaction, demand_id: str, language: str, *_: str) -> None:
        settings = await setting_up(interaction, self.servers)
        texts = {language: {"title": written(interaction, "title"), "body": written(interaction, "body")}}
        by = interaction.user.id
        if demand_id == "0":
            saving = self.demands.create(settings.id, texts, by=by)
        else:
            saving = self.demands.edit(settings.id, id_in(demand_id), texts, by=by)
        await in_time(interaction, saving, turns=True)
        await self._turn_to_demand(interaction, settings, "settings-saved")

    @answers("setup-discard")
    async def on_discarded(self, interaction: Interaction, demand_id: str) -> None:
        settings = await setting_up(interaction, self.servers)
        draft = await self.demands.get(settings.id, id_in(demand_id), include_drafts=True)
        if draft.state == "draft":
            archiving = self.lifecycle.archive(settings.id, draft.id, by=interaction.user.id)
            await in_time(interaction, archiving, turns=True)
        elif draft.state != "archived":  # another opened it meanwhile
            raise UserError("refusal-demand-not-draft")
        await self._turn_to_demand(interaction, settings, "setup-cleared")

    @answers("setup-opening")
    async def on_opening(self, interaction: Interaction, demand_id: str, read: str = "") -> None:
        """Show what opening means; without complete privacy settings, the step for these; if the text has
        changed since it was read, the text."""
        settings = await setting_up(interaction, self.servers)
        progress, t = await self._read(interaction, settings)
        if not progress.done("data"):
            await turn(interaction, data_card(progress, t, note=t("setup-data-first")))
            return
        draft = await self.demands.get(settings.id, id_in(demand_id), include_drafts=True)
        if read != read_token(draft):
            await self._turn_to_demand(interaction, settings, "setup-demand-changed")
            return
        consents = await self._consents(settings, draft)
        newest = await self.rounds.status(settings.id) if draft.signed_by == "page" else None
        await turn(interaction, opening_step(draft, progress, consents, t, newest))

    @answers("setup-open")
    async def on_opened(self, interaction: Interaction, demand_id: str, seen: str = "") -> None:
        """Open a demand and post it, where there is a channel."""
        settings = await setting_up(interaction, self.servers)
        opening = self.demands.open(
            settings.id,
            id_in(demand_id),
            by=interaction.user.id,
            seen=seen,
            request=str(interaction.id),
        )
        await in_time(interaction, opening, turns=True)
        settings = await setting_up(interaction, self.servers)  # the channel may have changed meanwhile
        note = "setup-opened-unposted" if settings.channel_id is None else "setup-opened"
        await self._turn_to_demand(interaction, settings, note)

    @answers("setup-announce")
    async def on_announced(self, interaction: Interaction, demand_id: str, request: str) -> None:
        settings = await setting_up(interaction, self.servers)
        number = str(discord_id(request))
        announcing = self.demands.announce(
            settings.id, id_in(demand_id), request=number, by=interaction.user.id
        )
        await in_time(interaction, announcing, turns=True)
        await self._turn_to_demand(interaction, settings, "setup-announced")

    @answers("setup-see-post")
    async def on_see_post(self, interaction: Interaction, demand_id: str) -> None:
        settings = await setting_up(interaction, self.servers)
        shown = await self._shown(settings, demand_id)
        sign_at = await self.boards.signing(settings.id, settings.language)
        await answer(interaction, preview_of_post(shown, await self.texts.parsed(settings.language), sign_at))

    @answers("setup-see-form")
    async def on_see_form(self, interaction: Interaction, demand_id: str) -> None:
        settings = await setting_up(interaction, self.servers)
        shown = await self._shown(settings, demand_id)
        units = [unit for unit in await self.units.list(settings.id) if unit.is_confirmed]
        await open_form(interaction, preview_of_form(shown, units, self.texts.of(interaction.locale)))

    @answers("setup-form-seen")
    async def on_form_seen(self, interaction: Interaction, *_: str) -> None:
        await say(interaction, self.texts.of(interaction.locale)("setup-form-seen"))

    @answers("setup-pin")
    async def on_pin(self, interaction: Interaction) -> None:
        settings = await setting_up(interaction, self.servers)
        demands = await self.demands.list(settings.id)
        sign_at = await self.boards.signing(settings.id, settings.language)
        text = partial(pinned_card, demands=demands, sign_at=sign_at)
        posted = await self._post(interaction, settings, text)
        progress, t = await self._read(interaction, settings)
        pinned = (posted.channel.id, posted.id)
        await turn(interaction, members_card(progress, t, note=t("setup-pinned"), pinned=pinned))

    @answers("setup-unpin")
    async def on_unpin(self, interaction: Interaction, channel: str, message: str) -> None:
        settings = await setting_up(interaction, self.servers)
        await self._delete_post(interaction, discord_id(channel), discord_id(message))
        progress, t = await self._read(interaction, settings)
        await turn(interaction, members_card(progress, t, note=t("setup-cleared")))

    async def _turn_to_demand(self, interaction: Interaction, settings: ServerSettings, note: str) -> None:
        progress, t = await self._read(interaction, settings)
        channel = "" if settings.channel_id is None else f"<#{settings.channel_id}>"
        said, sign_at = t(note, channel=channel), await self.boards.signing(settings.id, t.language)
        await turn(interaction, demand_step(progress, t, interaction.id, note=said, sign_at=sign_at))

    async def _shown(self, settings: ServerSettings, demand_id: str) -> DemandView:
        """Return a demand as members would see it, if it opened now."""
        found = await self.demands.get(settings.id, id_in(demand_id), include_drafts=True)
        return as_opened(found, settings, await self._consents(settings, found), self.clock())

    async def _consents(self, settings: ServerSettings, demand: DemandView) -> dict[str, str]:
        way = demand.signed_by
        return await consent_texts(
            self.texts, settings.privacy, demand.texts, roster=settings.roster, signed_by=way
        )
