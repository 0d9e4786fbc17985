"""The organisers' command: the panel, its menus and forms, and the quick search, all read from the table of
acts. Rights are checked at every press, choice and form; the state of a thing by what the act calls."""

from collections.abc import Sequence
from typing import Any

from discord import app_commands

from bot.app import App
from bot.common.text import fold
from bot.errors import UserError
from bot.texts import Translator
from bot.ui.forms import MAX_OPTIONS, chosen, written
from bot.ui.layout import Card
from bot.ui.markdown import plain, timestamp
from bot.ui.organise.acts import (
    ACTS,
    FIND,
    MAIN_KINDS,
    SECTIONS,
    SKIPPED,
    ActEntry,
    Chosen,
    Thing,
    act_form,
    choice_card,
    entries_of,
    find_form,
    fits,
    named_acts,
    panel_card,
    parameters_of,
    refused_act,
    section_card,
    step_card,
    thing_card,
    things_card,
    words_of,
)
from bot.ui.replies import in_time
from bot.ui.router import UnknownAction, answers, id_in
from cogs.base import BotCog, Request, StaffRequest, organisers
from cogs.organise.things import things
from cogs.suggestions import suggesting

_MAX_DEMANDS = 5
_CONFIRMED = ("paper-confirm", "site-confirm", "invalidate-confirm")
"""Acts by which a second organiser confirms what another one proposed."""


async def _suggested(app: App, asked: Request, typed: str) -> list[tuple[str, str]]:
    """Return the acts, each with the things that it can be done to, whose words have all the typed ones."""
    t, languages = asked.t, [await app.texts.parsed("en"), await app.texts.parsed("fr")]
    wanted, known = fold(typed).replace(":", " ").split(), dict[str, list[Thing]]()
    found: list[tuple[str, str]] = []
    for entry in ACTS.values():
        words, subject = words_of(entry, languages), entry.subject
        left = [word for word in wanted if word not in words]
        if (len(left) == len(wanted) and wanted) or (left and subject is None):
            continue
        if subject is not None and wanted:
            if subject.kind not in known:
                known[subject.kind] = await things(app, asked, Chosen(subject.kind))
            fitting = [each for each in known[subject.kind] if fits(entry, subject.kind, each)]
            named = [each for each in fitting if all(word in fold(each.name) for word in left)]
            found += [
                (t("act-of", act=t(f"act-{entry.id}"), thing=each.name), f"{entry.id}:{each.value}")
                for each in named
            ]
        if not left and (subject is None or not wanted):
            found.append((t(f"act-{entry.id}"), entry.id))
        if len(found) >= MAX_OPTIONS:
            break
    return found[:MAX_OPTIONS]


_suggest = suggesting(_suggested, to_organisers=True)


class PanelSteps(BotCog):
    """Mixin of ``OrganiseCog``."""

    @app_commands.command(name="organise", description="For organisers: all that you can do, or search it.")
    @app_commands.describe(do="What do you want to do? Type a word, then choose.")
    @app_commands.autocomplete(do=_suggest)
    @organisers.at_once
    async def organise(self, request: StaffRequest, do: str | None = None) -> None:
        if do is None or not do.strip():
            await in_time(request.interaction, self._show_panel(request))
            return
        await self._go(request, do.strip())

    @answers("organise")
    @organisers
    async def on_panel(self, request: StaffRequest, *_: str) -> None:
        await self._show_panel(request)

    @answers("do")
    @organisers.at_once
    async def on_do(self, request: StaffRequest, *values: str) -> None:
        """Do an act, named by the button or chosen in a menu, or ask for what it needs next."""
        given = [*values, *chosen(request.interaction)]
        await self._go(request, ":".join(each for each in given if each))

    @answers("do-find")
    @organisers
    async def on_find(self, request: StaffRequest, *target: str) -> None:
        """Show the things that have the typed words."""
        first, *values = target[:-1] or ("",)
        words = written(request.interaction, "words")
        if first in SECTIONS:
            found = await things(self.app, request, Chosen(MAIN_KINDS[first]), words)
            await request.answer(section_card(first, found, request.t, found=words))
        else:
            await self._ask(request, self._entry(first), values, words)

    @answers("do-form")
    @organisers
    async def on_act_form(self, request: StaffRequest, act_id: str, *values: str) -> None:
        """Do an act with what its form has. Of a refused form, what was typed is kept for a day."""
        entry, given = self._entry(act_id), values[:-1]
        entries = entries_of(entry, request.interaction)
        try:
            await self._run(request, entry, given, parameters_of(entry, entries, request.t))
        except UserError as refusal:
            if not entries:
                raise
            kept = {**entries, "act": ":".join([act_id, *given])}
            draft = await self.app.fact_drafts.write(request.server_id, 0, request.t.language, kept)
            await request.answer(refused_act(draft.id, refusal, request.t))

    @answers("do-again")
    @organisers.at_once
    async def on_again_act(self, request: StaffRequest, draft_id: str) -> None:
        """Open a refused form again, with what was typed."""
        draft = await self.app.fact_drafts.get(request.server_id, id_in(draft_id))
        act_id, *values = str(draft.entries.get("act", "")).split(":")
        await request.open_form(act_form(self._entry(act_id), values, request.t, draft.entries))

    async def _go(self, request: StaffRequest, target: str) -> None:
        """Go on with what a menu, a button or ``do`` names: a section, a thing, an act, or words."""
        t, (first, *values) = request.t, target.split(":")
        if first == "find" and values:
            await request.open_form(find_form(values[0], t))
        elif first == "confirm" and not values:
            await in_time(request.interaction, self._show_waiting(request))
        elif first in ("section", "thing") and values and values[0] in SECTIONS:
            await in_time(request.interaction, self._show_section(request, *values[:3]))
        elif first in ACTS:
            await self._step(request, ACTS[first], values)
        else:
            await self._search(request, target)

    async def _search(self, request: StaffRequest, typed: str) -> None:
        """Do what somebody typed without choosing a suggestion: an act, and after a colon its thing."""
        words, _, rest = typed.partition(":")
        languages = [await self.app.texts.parsed("en"), await self.app.texts.parsed("fr")]
        found = named_acts(words, languages)
        if len(found) == 1:
            await self._step(request, found[0], [rest.strip()] if rest.strip() else [])
        elif found:
            await request.answer(choice_card(found, typed, request.t))
        else:
            raise UserError("refusal-no-such-act", value=typed)

    async def _step(self, request: StaffRequest, entry: ActEntry, values: Sequence[str]) -> None:
        """Ask for the next thing that an act needs, then for what is typed; else do it."""
        if len(values) > len(entry.chosen):
            raise UnknownAction(entry.id)
        if values and values[-1] == FIND:
            await request.open_form(find_form(":".join([entry.id, *values[:-1]]), request.t))
            return
        if values and not self._is_value(list(entry.chosen.values())[len(values) - 1], values[-1]):
            *before, words = values
            named = await self._things(request, entry, before, words)
            if len(named) != 1:
                await request.answer(self._menu(entry, before, named, words, request.t))
                return
            values = [*before, named[0].value]
        if len(values) < len(entry.chosen):
            await in_time(request.interaction, self._ask(request, entry, values, ""))
        elif entry.typed:
            await request.open_form(act_form(entry, values, request.t))
        else:
            await self._run(request, entry, values, {})

    def _is_value(self, wanted: Chosen, value: str) -> bool:
        """Return whether a value was chosen rather than typed in words."""
        return bool(id_in(value)) or value in (SKIPPED, *wanted.values) or wanted.kind not in _NAMED

    async def _things(
        self, request: StaffRequest, entry: ActEntry, values: Sequence[str], words: str
    ) -> list[Thing]:
        return await things(self.app, request, list(entry.chosen.values())[len(values)], words)

    async def _ask(self, request: StaffRequest, entry: ActEntry, values: Sequence[str], words: str) -> None:
        found = await self._things(request, entry, values, words)
        await request.turn_or_answer(self._menu(entry, values, found, words, request.t))

    def _menu(
        self, entry: ActEntry, values: Sequence[str], found: Sequence[Thing], words: str, t: Translator
    ) -> Card:
        note = t("act-found", words=plain(words, 60), count=len(found)) if words else ""
        return step_card(entry, values, found, t, note)

    async def _run(
        self, request: StaffRequest, entry: ActEntry, values: Sequence[str], typed: dict[str, Any]
    ) -> None:
        """Do an act: its own method checks the person again."""
        named = dict(zip(entry.chosen, values, strict=True))
        parameters = {name: value for name, value in named.items() if value != SKIPPED}
        guild = request.interaction.guild
        for name, each in entry.typed.items():
            if each.kind == "role" and name in typed and (guild is None or not guild.get_role(typed[name])):
                raise UserError("refusal-role-gone")
        await getattr(self, entry.handler)(request.interaction, **parameters, **typed)

    def _entry(self, act_id: str) -> ActEntry:
        if act_id not in ACTS:
            raise UnknownAction(act_id[:40])
        return ACTS[act_id]

    async def _show_section(self, request: StaffRequest, name: str, value: str = "", words: str = "") -> None:
        kind = MAIN_KINDS.get(name)
        found = [] if kind is None else await things(self.app, request, Chosen(kind), words)
        if value:
            wanted = next((each for each in found if each.value == value), None)
            if wanted is None:
                raise UserError("refusal-act-thing-gone")
            await request.turn_or_answer(thing_card(name, wanted, request.t))
        else:
            await request.turn_or_answer(section_card(name, found, request.t))

    async def _waiting(self, request: StaffRequest) -> list[tuple[str, str]]:
        """Return what another organiser proposed, with the act that confirms it."""
        t, found = request.t, []
        for act_id in _CONFIRMED:
            entry = ACTS[act_id]
            (wanted,) = entry.chosen.values()
            for each in await things(self.app, request, wanted):
                name = t("act-of", act=t(f"act-{act_id}"), thing=each.name)
                found.append((name, f"{act_id}:{each.value}"))
        return found

    async def _show_waiting(self, request: StaffRequest) -> None:
        await request.turn_or_answer(things_card(await self._waiting(request), request.t))

    async def _show_panel(self, request: StaffRequest) -> None:
        t, server_id = request.t, request.server_id
        waiting = await self._waiting(request)
        lines = [f"⚠ {plain(name, 80)}" for name, _ in waiting[:3]]
        stale = (await self.app.facts.page(server_id, offset=0, stale=True)).total
        if stale:
            lines.append(f"⚠ {t('panel-stale', count=stale)}")
        demands = [each for each in await self.app.demands.list(server_id) if each.state == "open"]
        for each in demands[:_MAX_DEMANDS]:
            title = plain(t.pick(each.texts)["title"], 60)
            lines.append(t("panel-demand", title=title, count=each.count, goal=each.goal or 0))
        watches = await self.app.watches.list(server_id)
        read = [each.last_read_at for each in watches if each.last_read_at is not None]
        told = [t("panel-watches", count=len(watches))]
        if read:
            told.append(t("panel-read", moment=timestamp(max(read), "R")))
        lines.append(", ".join(told))
        await request.turn_or_answer(panel_card(lines, t, confirms=bool(waiting)))


_NAMED = frozenset({"demand", "site", "sheets", "invalidation", "watch", "fact", "word"})
"""Kinds whose things have a number as their value."""
