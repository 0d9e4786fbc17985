"""Organisers' cards and form of facts: writing one, what was refused, and those to be checked again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date as Day

import discord

from bot.common.pagination import Page
from bot.errors import UserError
from bot.facts.checks import (
    BODY_LENGTH,
    FORM_LENGTH,
    TITLE_LENGTH,
    FactInput,
    parse_sources,
    source_lines,
)
from bot.facts.drafts import RefusedFact
from bot.facts.views import STALE_AFTER, STATES, FactView
from bot.petitions.demands.deadlines import day_in
from bot.texts import Translator
from bot.ui.colours import WARNING
from bot.ui.error_replies import sentence_of
from bot.ui.facts import fact_card, numbered_facts
from bot.ui.forms import TextField, ask, ask_choice, ask_wording, blank_form, picked, written
from bot.ui.layout import Card, button
from bot.ui.lists import turning
from bot.ui.markdown import ELLIPSIS, fit, plain, shorten
from bot.ui.organise.fact_contracts import contract_lines, fact_buttons, from_form, of_form
from bot.ui.replies import Interaction

_FIELDS = ("title", "body", "sources", "checked")
_DAY_LENGTH = 10
_OPTION_LENGTH = 100
_TITLE_IN_POST = 80
WITH_SOURCES, WITHOUT_SOURCES = "s1", "s0"


def fact_form(
    fact: FactView | None,
    language: str,
    t: Translator,
    today: Day,
    *,
    typed: Mapping[str, str] | None = None,
    carried: tuple[str, Collection[int] | None] | None = None,
) -> discord.ui.Modal:
    """Return the form of a fact in ``language``, with what is stored, or with ``typed`` from a refused one.
    It carries the marks that its writer saw (without ``carried``, those of the fact), and the contracts that
    it adds, as in ``FactInput``.

    Sources that a form cannot hold, or would change, are left out of it, and stay as they are.
    """
    marks, contracts = carried or ("" if fact is None else fact.marks, None)
    entries = {"checked": today.isoformat()} if fact is None else _entries(fact, language)
    has_sources = "sources" in entries or fact is None
    entries = dict(typed) if typed is not None else entries
    form = blank_form(
        t("fact-form-title" if fact is None else "fact-form-title-edit"),
        "fact-save",
        0 if fact is None else fact.id,
        language,
        WITH_SOURCES if has_sources else WITHOUT_SOURCES,
        *of_form(marks, contracts),
    )
    hint = t("fact-form-language", language=t.language_name(language))
    title = TextField("title", t("fact-form-name"), hint, entries.get("title"), TITLE_LENGTH, short=True)
    hint = t("fact-form-text.hint")
    body = TextField("body", t("fact-form-text"), hint, entries.get("body"), BODY_LENGTH)
    ask_wording(form, (title, body), {} if fact is None else fact.texts, language, t)
    ask_choice(form, "state", t("fact-form-state"), _states(entries.get("state"), t))
    if has_sources:
        hint = t("fact-form-sources.hint")
        ask(form, TextField("sources", t("fact-form-sources"), hint, entries.get("sources"), FORM_LENGTH))
    label, hint = t("fact-form-checked"), t("fact-form-checked.hint")
    if fact is not None and fact.changed_on is not None and fact.marks == marks:
        hint = t("fact-form-changed", date=fact.changed_on)
    ask(form, TextField("checked", label, hint, entries.get("checked"), _DAY_LENGTH, short=True))
    return form


def typed_entries(interaction: Interaction) -> dict[str, str]:
    """Return what a submitted form of a fact holds, by field."""
    return {
        **{field: written(interaction, field) for field in _FIELDS},
        "state": picked(interaction, "state"),
    }


def fact_input(
    entries: Mapping[str, str], language: str, today: Day, arguments: Sequence[str], *, with_sources: bool
) -> FactInput:
    """Return the meaning of a form's entries and last ``arguments``. Raises ``UserError``."""
    marks, contracts = from_form(arguments)
    return FactInput(
        language=language,
        title=entries["title"],
        body=entries["body"],
        state=entries["state"],
        checked_on=day_in(entries["checked"]),
        sources=parse_sources(entries["sources"], today) if with_sources else None,
        contracts=contracts,
        marks=marks,
    )


def saved_fact(fact: FactView, message: str, t: Translator, today: Day) -> Card:
    """Return a fact as organisers see it, with a sentence and what can be done with it. Texts are in the
    language of ``t``."""
    card = fact_card(fact, t, today).rule()
    if message:
        card.text(t(message, languages=", ".join(t.language_name(each) for each in fact.texts)))
    if behind := [each for each in fact.texts if fact.corrected_beside(each)]:
        card.text(t("fact-others-unchanged", languages=", ".join(map(t.language_name, behind))))
    card.small(contract_lines(fact, t))
    if fact.retired_at is not None:
        return card.buttons(button(t("button-fact-restore"), "fact-restore", fact.id))
    check, edit = fact_buttons(fact, t)
    buttons = [check, edit] if fact.checked_on < today or fact.marks else [edit]
    return card.buttons(*buttons, button(t("button-fact-retire"), "fact-retire", fact.id))


def refused_fact(draft: RefusedFact, refusal: UserError, t: Translator) -> Card:
    """Return the reason why a form was refused, and the button back to what was typed."""
    card = Card().text(sentence_of(refusal, t)).small(t("fact-draft-kept"))
    return card.buttons(button(t("button-fact-again"), "fact-again", draft.id))


def stale_facts(page: Page[FactView], t: Translator, today: Day) -> Card:
    """Return a page of the facts that were not checked for 90 days, each with a button to its check."""
    if not page.items:
        return Card().text(t("facts-stale-none"))
    card = Card().title(t("facts-stale-title", days=STALE_AFTER.days, count=page.total))
    numbered_facts(card, page, t, today, "fact-review")
    return turning(card, page, t, "facts-stale")


def retired_facts(page: Page[FactView], t: Translator, today: Day) -> Card:
    """Return a page of the facts that members see no more, each with a button that brings it back."""
    card = Card().title(t("facts-retired-title"))
    if not page.items:
        return card.text(t("facts-retired-none"))
    numbered_facts(card, page, t, today, "fact-restore")
    return turning(card.small(t("facts-retired-next")), page, t, "facts-retired")


def stale_facts_post(page: Page[FactView], t: Translator, mark: str) -> Card | None:
    """Return the reminder for organisers; ``None`` if all were checked meanwhile."""
    if not page.items:
        return None
    card = Card(colour=WARNING).title(t("facts-stale-title", days=STALE_AFTER.days, count=page.total))
    titles = (plain(fit(fact.title(t.language), _TITLE_IN_POST)) for fact in page.items)
    lines = [f"- {title} ({t.day(fact.checked_on)})" for title, fact in zip(titles, page.items, strict=True)]
    card.text("\n".join([*lines, *([ELLIPSIS] if page.total > len(lines) else [])]))
    card.text(t("facts-stale-next"))
    style = discord.ButtonStyle.primary
    return card.buttons(button(t("button-facts-stale"), "facts-stale", 0, mark, style=style))


def _entries(fact: FactView, language: str) -> dict[str, str]:
    found = {**fact.texts.get(language, {}), "state": fact.state, "checked": fact.checked_on.isoformat()}
    sources = source_lines(fact.sources, language)
    return found if sources is None else {**found, "sources": sources}


def _states(current: str | None, t: Translator) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=t(f"fact-state-{state}"),
            value=state,
            description=shorten(t(f"fact-state-{state}.meaning"), _OPTION_LENGTH),
            default=state == current,
        )
        for state in STATES
    ]
