"""Step of the set-up: what to watch."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.contracts.registers.lookup import Lookup
from bot.contracts.sources import SourcePolicy
from bot.contracts.watches.company import MAX_COMPANY_LENGTH, Companies
from bot.errors import UserError
from bot.servers.settings import ServerSettings
from bot.ui.contracts.names import source_name
from bot.ui.error_replies import sentence_of
from bot.ui.forms import chosen, written
from bot.ui.layout import Card
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.markdown import one_line, plain
from bot.ui.permissions import setting_up
from bot.ui.replies import Interaction, in_time, open_form, turn
from bot.ui.router import UnknownAction, answers
from bot.ui.setup.company import families_card, register_lines, set_card
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
        """Show the companies that the registers have of a name; if they have none, what the sources have."""
        settings = await setting_up(interaction, self.servers)
        company = _company(written(interaction, COMPANY))
        t = self.texts.of(interaction.locale)
        await turn_or_answer(interaction, asking_card(company, t))  # the form may be a command's
        try:
            lookup = await self.companies.look_up(settings.id, company)
            if lookup.families:
                progress, t = await self._read(interaction, settings)
                card = families_card(company, lookup, progress, t)
            else:
                card = await self._by_name(interaction, settings, company, lookup)
        except UserError as refusal:
            progress, t = await self._read(interaction, settings)
            card = watch_card(progress, t, note=sentence_of(refusal, t))
        await turn(interaction, card)

    @answers("setup-company-names")
    async def on_company_names(self, interaction: Interaction, company: str) -> None:
        settings = await setting_up(interaction, self.servers)
        searching = self._by_name(interaction, settings, _company(company))
        await turn(interaction, await in_time(interaction, searching, turns=True))

    @answers("setup-take")
    async def on_take(self, interaction: Interaction, key: str, company: str) -> None:
        await self._propose(interaction, company, [f"[{key.replace('.', ':', 1)}]"])

    @answers("setup-families")
    async def on_families(self, interaction: Interaction, company: str) -> None:
        await self._propose(interaction, company, chosen(interaction))

    @answers("setup-ids")
    async def on_ids(self, interaction: Interaction, company: str) -> None:
        await self._propose(interaction, company, chosen(interaction))

    async def _propose(self, interaction: Interaction, company: str, keys: Collection[str]) -> None:
        """Show the watches of a company, of the entries of registers with these keys."""
        settings, company = await setting_up(interaction, self.servers), _company(company)
        labels = await self._labels(settings)
        proposing = self.companies.propose(settings.id, company, keys, labels)
        proposal = await in_time(interaction, proposing, turns=True)
        progress, t = await self._read(interaction, settings)
        await turn(interaction, set_card(company, proposal, progress, t))

    async def _by_name(
        self, interaction: Interaction, settings: ServerSettings, company: str, lookup: Lookup | None = None
    ) -> Card:
        """Return what each source has of a name; ``lookup`` is that of registers that have none."""
        found = await self.companies.search(settings.id, company, await self._labels(settings))
        progress, t = await self._read(interaction, settings)
        card = found_card(company, found, progress, t)
        return (
            card if lookup is None or not lookup.faults else card.small("\n".join(register_lines(lookup, t)))
        )

    async def _labels(self, settings: ServerSettings) -> dict[str, str]:
        """Return the names of sources in the names of watches, which appear in posts."""
        posted = await self.texts.parsed(settings.language)
        return {name: source_name(posted, name) for name in self.sources}

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


def _company(typed: str) -> str:
    """Return a company's name as a button can hold it."""
    return one_line(typed.replace(":", " "), MAX_COMPANY_LENGTH)
