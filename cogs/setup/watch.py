"""Step of the set-up: what to watch."""

from collections.abc import Collection

from bot.contracts.registers.lookup import Lookup
from bot.contracts.watches.company import MAX_COMPANY_LENGTH
from bot.errors import UserError
from bot.ui.contracts.names import source_name
from bot.ui.forms import chosen, written
from bot.ui.layout import Card
from bot.ui.markdown import one_line, plain
from bot.ui.replies import sentence_of
from bot.ui.router import UnknownAction, answers, whole_number
from bot.ui.setup.watch import (
    COMPANY,
    asking_card,
    company_form,
    families_card,
    found_card,
    register_lines,
    set_card,
    ticked_card,
    watch_card,
)
from cogs.base import StaffRequest, managers
from cogs.setup.settings import SettingsSteps


class WatchSteps(SettingsSteps):
    """Mixin of ``SetupCog``."""

    @answers("setup-company")
    @managers.at_once
    async def on_company(self, request: StaffRequest) -> None:
        await request.open_form(company_form(request.t))

    @answers("setup-company-search")
    @managers
    async def on_company_search(self, request: StaffRequest, *_: str) -> None:
        """Show the companies that the registers have of a name; if they have none, what the sources have."""
        company, t = _company(written(request.interaction, COMPANY)), request.t
        await request.turn_or_answer(asking_card(company, t))  # the form may be a command's
        try:
            lookup = await self.app.companies.look_up(request.server_id, company)
            if lookup.families:
                card = families_card(company, lookup, await self._progress(request), t)
            else:
                card = await self._by_name(request, company, lookup)
        except UserError as refusal:
            card = watch_card(await self._progress(request), t, note=sentence_of(refusal, t))
        await request.turn(card)

    @answers("setup-company-names")
    @managers
    async def on_company_names(self, request: StaffRequest, company: str) -> None:
        await request.turn(await self._by_name(request, _company(company)))

    @answers("setup-take")
    @managers
    async def on_take(self, request: StaffRequest, key: str, company: str) -> None:
        await self._propose(request, company, [f"[{key.replace('.', ':', 1)}]"])

    @answers("setup-families")
    @managers
    async def on_families(self, request: StaffRequest, company: str) -> None:
        await self._propose(request, company, chosen(request.interaction))

    @answers("setup-ids")
    @managers
    async def on_ids(self, request: StaffRequest, company: str) -> None:
        await self._propose(request, company, chosen(request.interaction))

    async def _propose(self, request: StaffRequest, company: str, keys: Collection[str]) -> None:
        """Show the watches of a company, of the entries of registers with these keys."""
        company, labels = _company(company), await self._labels(request)
        proposal = await self.app.companies.propose(request.server_id, company, keys, labels)
        await request.turn(set_card(company, proposal, await self._progress(request), request.t))

    async def _by_name(self, request: StaffRequest, company: str, lookup: Lookup | None = None) -> Card:
        """Return what each source has of a name; ``lookup`` is that of registers that have none."""
        labels, t = await self._labels(request), request.t
        found = await self.app.companies.search(request.server_id, company, labels)
        card = found_card(company, found, await self._progress(request), t)
        if lookup is not None and lookup.faults:
            card.small("\n".join(register_lines(lookup, t)))
        return card

    async def _labels(self, request: StaffRequest) -> dict[str, str]:
        """Return the names of sources in the names of watches, which appear in posts."""
        posted = await self.app.texts.parsed(request.settings.language)
        return {name: source_name(posted, name) for name in self.app.sources.policies}

    @answers("setup-tick")
    @managers
    async def on_tick(self, request: StaffRequest) -> None:
        ticked: dict[int, list[str]] = {}
        for value in chosen(request.interaction):
            draft_id, _, key = value.partition(".")
            ticked.setdefault(whole_number(draft_id), []).extend([key] if key else [])
        if not ticked:
            raise UnknownAction("nothing ticked")
        results = await self.app.companies.tick(request.server_id, ticked)
        await request.turn(ticked_card(results, await self._progress(request), request.t))

    @answers("setup-watch-save")
    @managers
    async def on_watch_saved(self, request: StaffRequest, ids: str, digest: str) -> None:
        draft_ids = [whole_number(each) for each in ids.split(",")]
        posted = request.settings.channel_id is not None
        note = "setup-watch-saved" if posted else "setup-watch-saved-unposted"
        await self.app.companies.save(request.server_id, draft_ids, digest, by=request.by)
        await request.turn(watch_card(await self._progress(request), request.t, note=request.t(note)))

    @answers("setup-unwatch")
    @managers
    async def on_unwatched(self, request: StaffRequest) -> None:
        watch_id = whole_number(next(iter(chosen(request.interaction)), ""))
        removed = await self.app.watches.remove(request.server_id, watch_id, by=request.by)
        note = request.t("setup-unwatched", name=plain(removed.name, 100))
        await request.turn(watch_card(await self._progress(request), request.t, note=note))


def _company(typed: str) -> str:
    """Return a company's name as a button can hold it."""
    return one_line(typed.replace(":", " "), MAX_COMPANY_LENGTH)
