"""Organisers' cards and forms of watches: the form of each source, the preview, and the list."""

from collections.abc import Iterator, Mapping, Sequence

import discord

from bot.common.pagination import Page
from bot.contracts.model import NO_CURRENCY
from bot.contracts.sources import Field, Match, SourcePolicy, Supplier, Survey
from bot.contracts.watches.preview import Draft, PreviewResult, pick_key
from bot.contracts.watches.service import MAX_NAME_LENGTH, WatchInfo
from bot.errors import UserError
from bot.texts import Translator
from bot.ui.contracts.names import source_name
from bot.ui.forms import TextField, ask, blank_form
from bot.ui.layout import PRIMARY, Card, button, menu, turning
from bot.ui.markdown import one_line, plain, shorten
from bot.ui.replies import sentence_of

WATCHES_PER_PAGE = 5
"""As many as fit a card while none can be read."""

NAME = "name"
_VALUES_LENGTH = 200
_MAX_NAMES = 5
_OPTION_LENGTH = 100
_MAX_PICKED = 20  # values in a query


def watch_form(
    source: SourcePolicy, t: Translator, *, draft_id: int = 0, typed: Mapping[str, str]
) -> discord.ui.Modal:
    """Return the form for a watch of this source: its name and the search fields, prefilled with earlier
    input."""
    opened = blank_form(
        t("watch-form-title", source=source_name(t, source.name)), "watch-form", source.name, draft_id
    )
    hint, name = t("watch-form-name.hint"), typed.get(NAME)
    ask(opened, TextField(NAME, t("watch-form-name"), hint, name, MAX_NAME_LENGTH, short=True))
    for field in source.fields:
        text = f"source-field-{source.name}-{field.key}"
        text_field = TextField(
            field.key,
            t(text),
            _hint(field, t),
            typed.get(field.key),
            max(field.longest, len(typed.get(field.key, ""))),
            short=not field.many,
            required=field.required,
            example=t(f"{text}.placeholder"),
        )
        ask(opened, text_field)
    return opened


def draft_card(found: PreviewResult, t: Translator) -> Card:
    """Return the preview of a watch: current matches, suppliers to narrow it to, and the button that saves
    it."""
    card = Card().title(t("watch-draft-title", name=plain(found.name, 100)))
    card.small(f"{source_name(t, found.source)} · {query_line(found.source, found.query, t)}")
    if found.survey.total:
        card.text("\n".join([_matches(found.survey, t), *match_lines(found.survey, t)]))
    elif not _is_unread(found.survey):
        card.text(t("watch-finds-nothing", source=found.source))
    if found.survey.stored:
        card.small(_stored(found.survey, t))
    if len(found.picks) > 1:
        card.text(t("watch-draft-pick", count=len(found.picks)))
        options = [
            discord.SelectOption(
                label=shorten(pick.name, _OPTION_LENGTH) or t("unnamed"),
                value=pick_key(pick),
                description=shorten(supplier_facts(pick, t), _OPTION_LENGTH),
                default=pick.id in found.picked,
            )
            for pick in found.picks
        ]
        choice = menu("watch-pick", found.id, options=options, placeholder=t("watch-draft-any"))
        choice.max_values = min(len(options), _MAX_PICKED)
        card.menu(choice)
    elif found.survey.suppliers:
        card.text(t("watch-found-suppliers", names=_names(found.survey, t)))
    new = found.watch_id is None
    card.text(t("watch-draft-next" if new else "watch-draft-next-edit"))
    save = button(
        t("button-watch-save" if new else "button-watch-save-edit"),
        "watch-save",
        found.id,
        found.digest,
        style=PRIMARY,
    )
    return card.buttons(save, _edit(found.id, t))


def _is_unread(survey: Survey) -> bool:
    """True if nothing of the source is stored yet, so that an empty result proves nothing."""
    return survey.stored and survey.read_at is None


def _stored(survey: Survey, t: Translator) -> str:
    """Return a sentence with the day until which the stored notices of a preview were read."""
    if survey.read_at is None:
        return t("watch-stored-none")
    return t("watch-stored", day=survey.read_at.date())


def refused_draft(draft: Draft, refusal: UserError, t: Translator) -> Card:
    """Return the card with the reason why a draft is no valid watch, and the button back to the input."""
    card = Card().text(sentence_of(refusal, t)).small(t("watch-draft-kept"))
    return card.buttons(_edit(draft.id, t))


def watch_list(page: Page[WatchInfo], t: Translator) -> Card:
    """Return a page of a server's watches and the state of their reading."""
    card = Card().title(t("watches-title"))
    if not page.items:
        return card.text(t("watches-none"))
    for watch in page.items:
        card.text(f"**{plain(watch.name, 100)}** · {source_name(t, watch.source)}")
        card.small("\n".join([query_line(watch.source, watch.query, t), *_reading(watch, t)]))
    return turning(card, page, t, "watches")


def watch_saved(watch: WatchInfo, t: Translator) -> Card:
    """Return the card of an added or changed watch, with the next step."""
    card = Card().title(t("watch-added", name=plain(watch.name, 100)))
    card.small(f"{source_name(t, watch.source)} · {query_line(watch.source, watch.query, t)}")
    if watch.paused_at is not None:
        return card.text(t("watch-next-paused"))
    if watch.last_read_at is not None:
        return card.text(t("watch-next-renamed"))
    return card.text(_of_source("watch-next", watch.source, t))


def _of_source(id: str, source: str, t: Translator) -> str:
    """Return the source's own variant of a message, or the usual one if it has none."""
    own = f"{id}-{source}"
    return t(own if t.has(own) else id)


def watch_removed(watch: WatchInfo, t: Translator) -> Card:
    """Return the card of a removed watch, with its query, so that it can be created again."""
    card = Card().text(t("watch-removed", name=plain(watch.name, 100)))
    return card.small(f"{source_name(t, watch.source)} · {query_line(watch.source, watch.query, t)}")


def query_line(source: str, query: Mapping[str, object], t: Translator) -> str:
    """Return a watch's query in one line."""
    parts = []
    for key, values in query.items():
        text = f"source-field-{source}-{key}"
        label = t(text) if t.has(text) else plain(key, 40)
        listed = values if isinstance(values, Sequence) and not isinstance(values, str) else [values]
        shown = plain(", ".join(_value(value) for value in listed), _VALUES_LENGTH)
        parts.append(t("labelled", label=label, value=shown))
    return " · ".join(parts)


def _hint(field: Field, t: Translator) -> str:
    return t(
        "watch-form-many" if field.many else "watch-form-one", required="yes" if field.required else "no"
    )


def matches_line(survey: Survey, t: Translator) -> str:
    """Return the numbers of matches, by kind."""
    return " · ".join(
        t(f"watch-found-{kind.value}", count=count) for kind, count in survey.counts.items() if count
    )


def match_lines(survey: Survey, t: Translator) -> list[str]:
    """Return the newest matches as the source lists them: amount, number, day. Buyer and supplier stand once
    above them where all have the same."""
    named = {_who(match) for match in survey.matches}
    once = len(named) == 1 < len(survey.matches)
    listed = ("- " + " · ".join(filter(None, _match(match, t, named=not once))) for match in survey.matches)
    return [*filter(None, named if once else ()), *listed]


def _who(match: Match) -> str:
    return " → ".join(plain(name, 60) for name in (match.buyer, match.supplier) if name)


def _match(match: Match, t: Translator, *, named: bool) -> Iterator[str]:
    if named:
        yield _who(match)
    if match.amount is not None and match.currency != NO_CURRENCY:
        yield f"**{t.money(match.amount, match.currency)}**"
    yield plain(match.number, 60)
    if match.day is not None:
        yield t.day(match.day)


def supplier_facts(supplier: Supplier, t: Translator) -> str:
    """Return what tells a supplier from others of its name: identifier, group, number and sum of its
    contracts."""
    parts = [identity(supplier.id, supplier.parent, t)]
    if supplier.contracts:
        parts.append(t("watch-supplier-contracts", count=supplier.contracts))
    if supplier.amount is not None and supplier.currency != NO_CURRENCY:
        parts.append(t.money(supplier.amount, supplier.currency))
    return one_line(" · ".join(filter(None, parts)))


def _matches(survey: Survey, t: Translator) -> str:
    matches = t("watch-matches", contracts=matches_line(survey, t))
    if survey.newest is not None:
        matches += " " + t("watch-newest", day=survey.newest)
    return matches


def _names(survey: Survey, t: Translator) -> str:
    known = [
        f"{plain(supplier.name, 80)} ({plain(identity(supplier.id, supplier.parent, t), 120)})"
        if supplier.id or supplier.parent
        else plain(supplier.name, 80)
        for supplier in survey.suppliers[:_MAX_NAMES]
    ]
    return ", ".join(known)


def identity(id_: str | None, parent: str | None, t: Translator) -> str:
    """Return a supplier's identifier and group; empty if neither is known."""
    parts = [id_] if id_ else []
    if parent:
        parts.append(t("contract-part-of", name=parent))
    return " · ".join(parts)


def _edit(draft_id: int, t: Translator) -> "discord.ui.Button[Card]":
    return button(t("button-watch-edit"), "watch-edit", draft_id)


def _reading(watch: WatchInfo, t: Translator) -> list[str]:
    lines = []
    if watch.paused_at is not None:
        lines.append(t("watch-paused-since", moment=watch.paused_at))
    if watch.last_read_at is None:
        return lines or [_of_source("watch-unread", watch.source, t)]
    if watch.last_complete_at is not None:
        lines.append(t("watch-read", moment=watch.last_complete_at, count=watch.last_matched or 0))
    if watch.fault is not None:
        why = t(f"fault-{watch.fault}", source=watch.source)
        moment = watch.last_read_at
        lines.append(
            t("watch-failing", count=watch.failures, moment=moment, why=why) if watch.failures else why
        )
    return lines


def _value(value: object) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)
