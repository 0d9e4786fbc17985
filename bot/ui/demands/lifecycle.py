"""Organisers' cards and forms for a demand's lifecycle, from opening to archiving: each says what an
act does before it is done."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher

import discord

from bot.errors import UserError
from bot.page.registrar.rounds import RoundStatus
from bot.petitions.demands.consent import opening_token
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.lifecycle import ANSWER_LENGTH, NOTE_LENGTH, RECIPIENT_LENGTH
from bot.petitions.demands.service import DemandView
from bot.petitions.demands.versions import Proposal
from bot.petitions.signing.eligibility import (
    Widening,
    conditions_of,
    conditions_to_open,
    widen_conditions,
)
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.demands.card import demand_card
from bot.ui.demands.lines import title_of, who_may_sign
from bot.ui.forms import TextField, ask, blank_form, confirm_box
from bot.ui.layout import DANGER, PRIMARY, Card, button
from bot.ui.markdown import prose, timestamp
from bot.ui.organise.rounds import small_round

_DAY_LENGTH = 20
CONSENTS = "consent.txt"


def languages_of(demand: DemandView, t: Translator) -> str:
    """Return the languages of a demand, as a list."""
    return ", ".join(t.language_name(language) for language in sorted(demand.texts))


def _of_way(text: str, demand: DemandView) -> str:
    """Return the variant of a text for the way in which a demand is signed."""
    return text if demand.signed_by == "discord" else f"{text}-{demand.signed_by}"


def opening_card(
    demand: DemandView,
    settings: ServerSettings,
    consents: Mapping[str, str],
    t: Translator,
    newest: RoundStatus | None = None,
) -> Card:
    """Return a draft as members would see it, the effect of opening it, and the button that opens it.
    ``consents``: the consent text by language, of which one is shown, and the others behind a button.
    ``newest``: the round whose key a demand on the union's page would take."""
    card = demand_card(demand, t)
    card.rule().text(t(_of_way("demand-opening", demand), languages=languages_of(demand, t)))
    opening(card, demand, settings, consents, t, newest)
    return card.buttons(*open_buttons(demand, settings, consents, "demand-open", t))


def opening(
    card: Card,
    demand: DemandView,
    settings: ServerSettings,
    consents: Mapping[str, str],
    t: Translator,
    newest: RoundStatus | None = None,
) -> Card:
    """Add who may sign a demand that opens now, and what they agree to."""
    if not consents:  # on paper
        return card
    if demand.signed_by == "page":
        card.text("\n".join([t("demand-may-sign-page"), *small_round(newest, t)]))
    else:
        asked = conditions_to_open(settings, demand.signed_by)
        card.text(t("demand-opening-signers", who=who_may_sign(asked, t)))
    return card.text(t("demand-opening-consent")).small(prose(t.pick(consents)))


def open_buttons(
    demand: DemandView, settings: ServerSettings, consents: Mapping[str, str], action: str, t: Translator
) -> "list[discord.ui.Button[Card]]":
    """Return the button that opens a draft as it is shown, and one that shows the consent text in all its
    languages."""
    asked = conditions_to_open(settings, demand.signed_by)
    seen = opening_token(demand.texts, consents, asked, demand.signed_by)
    others = [button(t("button-consents"), "consents", demand.id)] if len(consents) > 1 else []
    return [button(t("button-open-demand"), action, demand.id, seen, style=PRIMARY), *others]


def consents_card(languages: Iterable[str], t: Translator) -> Card:
    """Return a card about the attached file ``CONSENTS``."""
    named = ", ".join(t.language_name(language) for language in languages)
    return Card().text(t("consents-attached", languages=named)).attachment(CONSENTS)


def opened_card(
    demand: DemandView, channel_id: int | None, request: int, t: Translator, sign_at: str = ""
) -> Card:
    """Return a demand that has just opened, with the button that announces it. ``sign_at`` is the address of
    the signing page."""
    card = demand_card(demand, t, sign_at=sign_at).rule()
    if channel_id is None:
        return card.text(t("demand-opened-no-channel"))
    return card.text(t("demand-opened", channel=f"<#{channel_id}>")).buttons(_announce(demand, request, t))


def closing_card(demand: DemandView, t: Translator) -> Card:
    """Return the effect of closing a demand, and the button that closes it."""
    card = Card().title(title_of(demand, t)).text(t(_of_way("demand-closing", demand)))
    return card.buttons(button(t("button-close-demand"), "demand-close", demand.id, style=DANGER))


def announcing_card(demand: DemandView, channel_id: int, request: int, t: Translator) -> Card:
    """Return the card naming the channel in which a demand will be posted, and the button that posts it, once
    for each ``request``."""
    text = "demand-announcing" if demand.signed_by == "discord" else "demand-announcing-elsewhere"
    card = Card().title(title_of(demand, t)).text(t(text, channel=f"<#{channel_id}>"))
    return card.buttons(_announce(demand, request, t))


def amending_card(proposal: Proposal, t: Translator) -> Card:
    """Return the preview of a change of an open demand's text, old beside new, and the button that applies
    it."""
    demand = proposal.demand
    card = Card().title(title_of(demand, t)).text(t("demand-amending"))
    for language, wording in proposal.texts.items():
        card.text(
            "\n".join([f"**{t.language_name(language)}**", *_changes(demand.texts.get(language), wording, t)])
        )
    return card.buttons(
        button(t("button-amend"), "demand-amend", demand.id, proposal.token, style=DANGER),
        button(t("button-amend-discard"), "demand-amend-discard", demand.id),
    )


def scheduled_card(demand: DemandView, closes: Deadline | None, t: Translator) -> Card:
    """Return the current goal and deadline."""
    last = "none" if demand.closes_at is None else timestamp(demand.closes_at, "F")
    goal = "none" if demand.goal is None else demand.goal
    card = Card().title(title_of(demand, t))
    card.text(t("demand-scheduled", goal=goal, closes=last, zone=demand.time_zone))
    if closes is not None and closes.twice:
        card.text(t("demand-scheduled-twice", zone=closes.zone))
    return card


def extension_card(demand: DemandView, t: Translator) -> Card:
    """Return the proposal of a last day beyond the longest signing time, with the button by which another
    organiser confirms it. Raises ``UserError`` if nothing is proposed."""
    proposed = demand.extension
    if proposed is None or demand.signing_ends is None:
        raise UserError("refusal-extension-changed")
    moments = (demand.signing_ends, datetime.fromisoformat(proposed["moment"]))
    ends, last = (timestamp(moment, "F") for moment in moments)
    card = Card().title(title_of(demand, t)).text(t("demand-extending", ends=ends, last=last))
    return card.buttons(button(t("button-extend"), "demand-extend", demand.id, proposed["id"], style=PRIMARY))


def widening_card(demand: DemandView, widening: Widening, channel_id: int | None, t: Translator) -> Card:
    """Return the preview of who may sign once an open demand is widened, with the button. Raises
    ``UserError``."""
    after = widen_conditions(conditions_of(demand), widening)
    card = Card().title(title_of(demand, t))
    channel = _channel(channel_id, t)
    card.text(t("demand-widening", who=who_may_sign(after, t), channel=channel))
    role = "all" if widening.anyone else widening.role_id
    parts = ["-" if part is None else part for part in (role, widening.account_days, widening.server_days)]
    return card.buttons(button(t("button-widen"), "demand-widen", demand.id, *parts, style=DANGER))


def widening_in(role: str, account_days: str, server_days: str) -> Widening:
    """Parse the widening in a button's or a post's arguments."""
    days = [int(part) if part.isdecimal() else None for part in (account_days, server_days)]
    role_id = int(role) if role.isdecimal() else None
    return Widening(role_id=role_id, anyone=role == "all", account_days=days[0], server_days=days[1])


def delivery_form(demand: DemandView, channel_id: int | None, day: str, t: Translator) -> discord.ui.Modal:
    """Return the form for a delivery: recipient, day and note, with a confirmation box, since it cannot be
    undone. Prefilled with the recorded values."""
    known = demand.delivery
    form = blank_form(t("deliver-title"), "demand-deliver", demand.id, 0 if known is None else demand.stamp)
    count = demand.count if known is None else known.count
    what = t("deliver-what", title=title_of(demand, t), count=count, channel=_channel(channel_id, t))
    _say(form, what, known is not None, t)
    to, note = (None, None) if known is None else (known.to, known.note)
    ask(form, TextField("to", t("deliver-to"), t("deliver-to.hint"), to, RECIPIENT_LENGTH, short=True))
    _ask_day(form, day if known is None else known.day.isoformat(), t)
    ask(form, TextField("note", t("deliver-note"), t("deliver-note.hint"), note, NOTE_LENGTH, required=False))
    confirm_box(form, t("happened-sure"), t("happened-yes"))
    return form


def answer_form(
    demand: DemandView, outcome: str, channel_id: int | None, day: str, t: Translator
) -> discord.ui.Modal:
    """Return the form for management's answer: text and day, with a confirmation box. Prefilled likewise."""
    known = demand.answer
    seen = 0 if known is None else demand.stamp
    form = blank_form(t("answer-title"), "demand-answer", demand.id, outcome, seen)
    what = t("answer-what", title=title_of(demand, t), outcome=outcome, channel=_channel(channel_id, t))
    _say(form, what, known is not None, t)
    said = None if known is None else known.text
    ask(form, TextField("text", t("answer-text"), t("answer-text.hint"), said, ANSWER_LENGTH))
    _ask_day(form, day if known is None else known.day.isoformat(), t)
    confirm_box(form, t("happened-sure"), t("happened-yes"))
    return form


def archiving_card(demand: DemandView, t: Translator) -> Card:
    """Return the explanation of archiving, and the button that does it."""
    open_ledger = demand.signed_by == "page" and demand.state in ("closed", "delivered", "answered")
    what = t("demand-archiving-page" if open_ledger else "demand-archiving")
    card = Card().title(title_of(demand, t)).text(what)
    return card.buttons(button(t("button-archive"), "demand-archive", demand.id, style=DANGER))


def _say(form: discord.ui.Modal, what: str, corrects: bool, t: Translator) -> None:
    form.add_item(discord.ui.TextDisplay(f"{t('happened-corrects')}\n{what}" if corrects else what))


def _ask_day(form: discord.ui.Modal, day: str, t: Translator) -> None:
    ask(form, TextField("day", t("happened-on"), t("happened-on.hint"), day, _DAY_LENGTH, short=True))


def _channel(channel_id: int | None, t: Translator) -> str:
    return t("demand-no-channel") if channel_id is None else f"<#{channel_id}>"


def _changes(old: Mapping[str, str] | None, new: Mapping[str, str], t: Translator) -> Iterator[str]:
    """Yield the removed lines, struck through, and the added ones; all lines of a new language."""
    if old is None:
        yield t("demand-amending-new")
        old = {"title": "", "body": ""}
    before = [old["title"], *old["body"].split("\n")] if old["title"] else []
    after = [new["title"], *new["body"].split("\n")]
    for what, b, c, d, e in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (f"**−** ~~{prose(line)}~~" for line in before[b:c] if line.strip())
            yield from (f"**+** {prose(line)}" for line in after[d:e] if line.strip())


def _announce(demand: DemandView, request: int, t: Translator) -> "discord.ui.Button[Card]":
    return button(t("button-announce-demand"), "demand-announce", demand.id, request, style=PRIMARY)
