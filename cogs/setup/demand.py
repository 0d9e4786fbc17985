"""Steps of the set-up: the first demand, what members see, and the text to pin."""

from functools import partial

from bot.errors import UserError
from bot.petitions.demands.service import DemandView
from bot.servers.settings import ServerSettings
from bot.ui.forms import chosen, demand_form, ticked_values, written
from bot.ui.markdown import one_line
from bot.ui.router import UnknownAction, answers, discord_id, id_in
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
from cogs.base import Request, StaffRequest, anyone, managers
from cogs.setup.settings import SettingsSteps


class DemandSteps(SettingsSteps):
    """Mixin of ``SetupCog``."""

    @answers("setup-template")
    @managers.at_once
    async def on_template(self, request: StaffRequest) -> None:
        """Open the form for a template's names, or an empty one in the language of posts."""
        named, t = next(iter(chosen(request.interaction)), ""), request.t
        if named in TEMPLATES:
            employer = employer_of(await self._progress(request))
            await request.open_form(names_form(named, employer, t))
        else:
            await request.open_form(demand_form(None, request.settings.language, t, "setup-demand-save"))

    @answers("setup-words")
    @managers
    async def on_names(self, request: StaffRequest, template: str, *_: str) -> None:
        """Save the template's text, in the ticked languages, as a draft: nobody can sign it before all its
        texts were read and opened."""
        form = request.interaction
        languages = [language for language in ticked_values(form, WRITTEN_IN) if language in LANGUAGES]
        if template not in TEMPLATES or not languages:
            raise UnknownAction(template)
        names = [one_line(written(form, key), MAX_NAME_LENGTH) for key in (EMPLOYER, PARTNER)]
        if not all(names):
            raise UserError("refusal-setup-names")
        texts = {
            language: template_text(template, names[0], names[1], await self.app.texts.parsed(language))
            for language in languages
        }
        await self.app.demands.create(request.server_id, texts, by=request.by)
        await self._turn_to_demand(request, "setup-demand-drafted")

    @answers("setup-demand")
    @managers.at_once
    async def on_edit(self, request: StaffRequest, demand_id: str, language: str) -> None:
        draft = await self._demand(request, demand_id)
        if language not in {*draft.texts, *LANGUAGES}:
            raise UnknownAction(language)
        await request.open_form(demand_form(draft, language, request.t, "setup-demand-save"))

    @answers("setup-demand-save")
    @managers
    async def on_written(
        self, request: StaffRequest, demand_id: str, language: str, seen: str, *_: str
    ) -> None:
        form, by = request.interaction, request.by
        texts = {language: {"title": written(form, "title"), "body": written(form, "body")}}
        if demand_id == "0":
            await self.app.demands.create(request.server_id, texts, by=by)
        else:
            await self.app.demands.edit(request.server_id, id_in(demand_id), texts, by=by, seen=seen)
        await self._turn_to_demand(request, "settings-saved")

    @answers("setup-discard")
    @managers
    async def on_discarded(self, request: StaffRequest, demand_id: str) -> None:
        draft = await self._demand(request, demand_id)
        if draft.state == "draft":
            await self.app.lifecycle.archive(request.server_id, draft.id, by=request.by)
        elif draft.state != "archived":  # another opened it meanwhile
            raise UserError("refusal-demand-not-draft")
        await self._turn_to_demand(request, "setup-cleared")

    @answers("setup-opening")
    @managers
    async def on_opening(self, request: StaffRequest, demand_id: str, read: str = "") -> None:
        """Show what opening means; without complete privacy settings, the step for these; if the text has
        changed since it was read, the text."""
        progress, t = await self._progress(request), request.t
        if not progress.done("data"):
            await request.turn(data_card(progress, t, note=t("setup-data-first")))
            return
        draft = await self._demand(request, demand_id)
        if read != read_token(draft):
            await self._turn_to_demand(request, "setup-demand-changed")
            return
        consents = await self.consents(request.settings, draft)
        on_page = draft.signed_by == "page"
        newest = await self.app.rounds.status(request.server_id) if on_page else None
        await request.turn(opening_step(draft, progress, consents, t, newest))

    @answers("setup-open")
    @managers
    async def on_opened(self, request: StaffRequest, demand_id: str, seen: str = "") -> None:
        """Open a demand and post it, where there is a channel."""
        server_id, once = request.server_id, str(request.interaction.id)
        await self.app.demands.open(server_id, id_in(demand_id), by=request.by, seen=seen, request=once)
        settings = await self.app.servers.get(server_id)  # the channel may have changed meanwhile
        note = "setup-opened-unposted" if settings.channel_id is None else "setup-opened"
        await self._turn_to_demand(request, note, settings)

    @answers("setup-announce")
    @managers
    async def on_announced(self, request: StaffRequest, demand_id: str, number: str) -> None:
        once = str(discord_id(number))
        await self.app.demands.announce(request.server_id, id_in(demand_id), request=once, by=request.by)
        await self._turn_to_demand(request, "setup-announced")

    @answers("setup-see-post")
    @managers
    async def on_see_post(self, request: StaffRequest, demand_id: str) -> None:
        shown, language = await self._shown(request, demand_id), request.settings.language
        sign_at = await self.app.boards.signing(request.server_id, language)
        await request.answer(preview_of_post(shown, await self.app.texts.parsed(language), sign_at))

    @answers("setup-see-form")
    @managers.at_once
    async def on_see_form(self, request: StaffRequest, demand_id: str) -> None:
        shown = await self._shown(request, demand_id)
        units = [unit for unit in await self.app.units.list(request.server_id) if unit.is_confirmed]
        await request.open_form(preview_of_form(shown, units, request.t))

    @answers("setup-form-seen")
    @anyone
    async def on_form_seen(self, request: Request, *_: str) -> None:
        await request.say(request.t("setup-form-seen"))

    @answers("setup-pin")
    @managers
    async def on_pin(self, request: StaffRequest) -> None:
        demands = await self.app.demands.list(request.server_id)
        sign_at = await self.app.boards.signing(request.server_id, request.settings.language)
        posted = await self._post(request, partial(pinned_card, demands=demands, sign_at=sign_at))
        progress, pinned = await self._progress(request), (posted.channel.id, posted.id)
        note = request.t("setup-pinned")
        await request.turn(members_card(progress, request.t, note=note, pinned=pinned))

    @answers("setup-unpin")
    @managers
    async def on_unpin(self, request: StaffRequest, channel: str, message: str) -> None:
        await self._delete_post(request, discord_id(channel), discord_id(message))
        progress, t = await self._progress(request), request.t
        await request.turn(members_card(progress, t, note=t("setup-cleared")))

    async def _turn_to_demand(
        self, request: StaffRequest, note: str, settings: ServerSettings | None = None
    ) -> None:
        found, t = settings or request.settings, request.t
        progress = await self._progress(request, found)
        channel = "" if found.channel_id is None else f"<#{found.channel_id}>"
        said, sign_at = t(note, channel=channel), await self.app.boards.signing(found.id, t.language)
        await request.turn(demand_step(progress, t, request.interaction.id, note=said, sign_at=sign_at))

    async def _demand(self, request: StaffRequest, demand_id: str) -> DemandView:
        return await self.app.demands.get(request.server_id, id_in(demand_id), include_drafts=True)

    async def _shown(self, request: StaffRequest, demand_id: str) -> DemandView:
        """Return a demand as members would see it, if it opened now."""
        found = await self._demand(request, demand_id)
        consents = await self.consents(request.settings, found)
        return as_opened(found, request.settings, consents, self.app.clock())
