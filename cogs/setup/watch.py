"""Step of the set-up: what to watch."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.contracts.sources import SourcePolicy
from bot.contracts.watches.company import MAX_COMPANY_LENGTH, Companies
from bot.errors import UserError
from bot.ui.contracts.names import source_name
from bot.ui.error_replies import sentence_of
from bot.ui.forms import chosen, written
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.markdown import one_line, plain
from bot.ui.permissions import setting_up
from bot.ui.replies import Interaction, in_time, open_form, turn
from bot.ui.router import UnknownAction, answers
from bot.ui.setup.watch import COMPANY, asking_card, company_form, found_card, ticked_card, watch_card
from cogs.setup.settings import SettingsSteps


@dataclass(eq=False, kw_only=True)
class WatchSteps(SettingsSteps):
    """Mixin of ``SetupCog``."""

    companies: Companies
    sources: Mapping[str, SourcePolicy]

    @answers("setup-company")
    async def on_company(self, interaction: Interaction) -> None:
        await setting_up(interaction, self.servers)
        await open_form(interaction, company_form(self.texts.of(interaction.locale)))

    @answers("setup-company-search")
    async def on_company_search(self, interaction: Interaction, *_: str) -> None:
        settings = await setting_up(interaction, self.servers)
        company = one_line(written(interaction, COMPANY), MAX_COMPANY_LENGTH)
        t = self.texts.of(interaction.locale)
        await turn_or_answer(interaction, asking_card(company, t))  # the form may be a command's
        posted = await self.texts.parsed(settings.language)  # the names of watches appear in posts
        labels = {name: source_name(posted, name) for name in self.sources}
        try:
            found = await self.companies.search(settings.id, company, labels)
        except UserError as refusal:
            progress, t = await self._read(interaction, settings)
            card = watch_card(progress, t, note=sentence_of(refusal, t))
        else:
            progress, t = await self._read(interaction, settings)
            card = found_card(company, found, progress, t)
        await turn(interaction, card)

    @answers("setup-tick")
    async def on_tick(self, interaction: Interaction) -> None:
        settings = await setting_up(interaction, self.servers)
        ticked: dict[int, list[str]] = {}
        for value in chosen(interaction):
            draft_id, _, key = value.partition(".")
            ticked.setdefault(whole_number(draft_id), []).extend([key] if key else [])
        if not ticked:
            raise UnknownAction("nothing ticked")
        results = await in_time(interaction, self.companies.tick(settings.id, ticked), turns=True)
        progress, t = await self._read(interaction, settings)
        await turn(interaction, ticked_card(results, progress, t))

    @answers("setup-watch-save")
    async def on_watch_saved(self, interaction: Interaction, ids: str, digest: str) -> None:
        settings = await setting_up(interaction, self.servers)
        draft_ids = [whole_number(each) for each in ids.split(",")]
        saving = self.companies.save(settings.id, draft_ids, digest, by=interaction.user.id)
        note = "setup-watch-saved" if settings.channel_id is not None else "setup-watch-saved-unposted"
        await in_time(interaction, saving, turns=True)
        progress, t = await self._read(interaction, settings)
        await turn(interaction, watch_card(progress, t, note=t(note)))

    @answers("setup-unwatch")
    async def on_unwatched(self, interaction: Interaction) -> None:
        settings = await setting_up(interaction, self.servers)
        watch_id = whole_number(next(iter(chosen(interaction)), ""))
        removing = self.watches.remove(settings.id, watch_id, by=interaction.user.id)
        removed = await in_time(interaction, removing, turns=True)
        progress, t = await self._read(interaction, settings)
        note = t("setup-unwatched", name=plain(removed.name, 100))
        await turn(interaction, watch_card(progress, t, note=note))
