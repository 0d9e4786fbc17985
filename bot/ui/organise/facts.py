"""Organisers' cards and forms of facts and of explained words: writing one, the contracts that a fact names,
what was refused, and those to be checked again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date as Day

import discord

from bot.campaign.facts.checks import (
    BODY_LENGTH,
    FORM_LENGTH,
    TITLE_LENGTH,
    FactInput,
    form_entries,
    parse_sources,
)
from bot.campaign.facts.glossary import MEANING_LENGTH, WORD_LENGTH, Word
from bot.campaign.facts.service import RefusedFact
from bot.campaign.facts.views import STALE_AFTER, STATES, FactView
from bot.common.pagination import Page
from bot.common.shown import shown_digest
from bot.contracts.queries.service import Contracts
from bot.contracts.queries.views import News
from bot.errors import UserError
from bot.petitions.demands.deadlines import day_in
from bot.texts import Translator
from bot.ui.contracts.changes import changes_in
from bot.ui.contracts.names import contract_name, source_name
from bot.ui.facts import contract_buttons, fact_card, numbered_facts, word_line
from bot.ui.forms import TextField, ask, ask_choice, ask_wording, blank_form, picked, written
from bot.ui.kinds import WARNING
from bot.ui.layout import PRIMARY, Card, button, turning
from bot.ui.markdown import ELLIPSIS, fit, link, plain, shorten
from bot.ui.options import MAX_SEARCH_LENGTH, suggested_contract
from bot.ui.replies import Interaction, sentence_of
from bot.ui.router import UnknownAction, whole_number

NONE = "-"
"""Value of the option that takes the contracts off a fact."""

Carried = tuple[str, tuple[int, ...] | None, str | None]
"""Marks that the writer of a fact saw, contracts that the form adds, and the digest of what it showed."""

_KEEP, _IDS = "k", "c"  # in the ``custom_id`` of a form: leave the contracts as they are, or add these
_NO_MARKS = "0"
_TITLE, _NUMBER = 80, 60
_MAX_LINES, _MAX_NEWS, _ROOM = 3, 2, 6


async def named_contract(contracts: Contracts, server_id: int, typed: str | None) -> tuple[int, ...] | None:
    """Return the contract in an option; ``None`` if it was left out, and none of them for "no contract".
    Raises ``UserError``."""
    if typed is None:
        return None
    return () if typed.strip() == NONE else (await _contract(contracts, server_id, typed.strip()),)


async def _contract(contracts: Contracts, server_id: int, typed: str) -> int:
    suggested = suggested_contract(typed)
    if suggested is not None:
        return (await contracts.line(server_id, suggested)).id
    found = await contracts.numbered(server_id, typed) if any(map(str.isalnum, typed)) else []
    if len(found) != 1:
        reason = "several" if found else "unknown"
        raise UserError(f"refusal-fact-contract-{reason}", typed=plain(typed, MAX_SEARCH_LENGTH))
    return found[0].id


def of_form(marks: str, contracts: Collection[int] | None, seen: str) -> tuple[str, str, str]:
    """Return the arguments of a form that tell which marks its writer saw, which contracts it adds
    (``FactInput.contracts``), and what it showed."""
    ids = _KEEP if contracts is None else _IDS + ".".join(map(str, contracts))
    return marks or _NO_MARKS, ids, seen


def from_form(arguments: Sequence[str]) -> Carried:
    """Return the marks, the contracts and what was shown in the last arguments of a submitted form; of a
    draft without them, none."""
    if len(arguments) < 3:
        return "", None, None
    marks, ids, seen, *_ = arguments
    return "" if marks == _NO_MARKS else marks, _ids_in(ids), seen or None


def _ids_in(part: str) -> tuple[int, ...] | None:
    if part == _KEEP:
        return None
    if not part.startswith(_IDS):
        raise UnknownAction(part)
    return tuple(whole_number(number) for number in part.removeprefix(_IDS).split(".") if part != _IDS)


def contract_lines(fact: FactView, t: Translator) -> str:
    """Return what becomes of the contracts that a fact names; those of which organisers must know first."""

    def state(number: str, *, waits: bool, followed: bool) -> str:
        known = "waiting" if waits else ("contract" if followed else "unfollowed")
        return t(f"fact-names-{known}", number=plain(number, _NUMBER))

    ordered = sorted(fact.contracts, key=lambda each: each.followed)
    told = [state(each.number, waits=each.id is None, followed=each.followed) for each in ordered]
    return "\n".join(f"- {line}" for line in told[:_MAX_LINES])


def fact_buttons(fact: FactView, t: Translator, *mark: str) -> "Iterator[discord.ui.Button[Card]]":
    """Yield the buttons that take the mark of a changed contract from a fact: that it is still right, and its
    form. Both carry the marks that are shown here."""
    marks = (fact.marks,) if fact.marks else ()
    yield button(t("button-fact-check"), "fact-check", fact.id, *marks, *mark, style=PRIMARY)
    yield button(t("button-fact-edit"), "fact-write", fact.id, t.language, *marks)


def changed_fact_post(fact: FactView, news: Sequence[News], t: Translator, mark: str) -> Card | None:
    """Return the question whether a fact is still right, with what changed of its contracts; ``None`` if it
    was checked meanwhile."""
    if fact.changed_on is None:
        return None
    card = Card(colour=WARNING).title(t("fact-changed-title"))
    card.text(f"**{plain(fit(fact.title(t.language), _TITLE))}**\n{t('fact-changed-next')}")
    for told in news[:_MAX_NEWS]:
        line = told.contract
        card.text("\n".join([contract_name(t, line), *changes_in(t, told.changes, line, _ROOM)]))
        source = link(source_name(t, line.source), line.url)
        card.small(t("source-read", source=source, date=told.seen_at.date()))
    card.buttons(*fact_buttons(fact, t, mark))
    return card.buttons(button(t("button-fact-read"), "fact", fact.id), *contract_buttons(fact, t))


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
    carried: Carried | None = None,
) -> discord.ui.Modal:
    """Return the form of a fact in ``language``, with what is stored, or with ``typed`` from a refused one.
    It carries the marks that its writer saw (without ``carried``, those of the fact), the contracts that it
    adds, as in ``FactInput``, and what its writer saw of the fact (without it, what is stored).

    Sources that a form cannot hold, or would change, are left out of it, and stay as they are.
    """
    marks, contracts, seen = carried or ("" if fact is None else fact.marks, None, None)
    entries = {"checked": today.isoformat()} if fact is None else form_entries(fact, language)
    seen = seen or shown_digest(entries)
    has_sources = "sources" in entries or fact is None
    entries = dict(typed) if typed is not None else entries
    form = blank_form(
        t("fact-form-title" if fact is None else "fact-form-title-edit"),
        "fact-save",
        0 if fact is None else fact.id,
        language,
        WITH_SOURCES if has_sources else WITHOUT_SOURCES,
        *of_form(marks, contracts, seen),
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
    marks, contracts, seen = from_form(arguments)
    return FactInput(
        language=language,
        title=entries["title"],
        body=entries["body"],
        state=entries["state"],
        checked_on=day_in(entries["checked"]),
        sources=parse_sources(entries["sources"], today) if with_sources else None,
        contracts=contracts,
        marks=marks,
        seen=seen,
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
    return card.buttons(button(t("button-facts-stale"), "facts-stale", 0, mark, style=PRIMARY))


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


def word_form(word: Word | None, language: str, t: Translator) -> discord.ui.Modal:
    """Return the form of a word and its meaning in ``language``, prefilled."""
    stored = None if word is None else word.texts.get(language)
    word_id, seen = 0 if word is None else word.id, shown_digest(stored)
    form = blank_form(t("word-form-title"), "word-save", word_id, language, seen)
    stored = stored or {}
    hint = t("fact-form-language", language=t.language_name(language))
    named = TextField("word", t("word-form-word"), hint, stored.get("word"), WORD_LENGTH, short=True)
    hint = t("word-form-meaning.hint")
    meaning = TextField("meaning", t("word-form-meaning"), hint, stored.get("meaning"), MEANING_LENGTH)
    ask_wording(form, (named, meaning), {} if word is None else word.texts, language, t)
    return form


def word_card(word: Word, message: str, t: Translator) -> Card:
    """Return a word in each of its languages, under a sentence."""
    card = Card().text(t(message))
    lines = [f"{word_line(text, t)} ({t.language_name(language)})" for language, text in word.texts.items()]
    return card.text("\n".join(lines))
