"""Cards of the set-up's last steps: the first demand from a template, and what members will see of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord

from bot.page.registrar.rounds import RoundStatus
from bot.petitions.counts.units import UnitView
from bot.petitions.demands.consent import digest
from bot.petitions.demands.service import DemandView
from bot.petitions.signing.eligibility import conditions_to_open
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.demands.card import demand_card, signing_link
from bot.ui.demands.lifecycle import open_buttons, opening
from bot.ui.demands.lines import title_of
from bot.ui.forms import TextField, ask, ask_boxes, blank_form, sign_form
from bot.ui.layout import DANGER, PRIMARY, Card, button, link_button, menu
from bot.ui.markdown import message_link, one_line, prose
from bot.ui.setup.checklist import MEMBERS, Progress, navigation, step_card

TEMPLATES = ("halt", "publish", "refuse")
LANGUAGES = ("en", "fr")
"""The languages in which people wrote the templates. A demand is never translated by the program."""

EMPLOYER, PARTNER, WRITTEN_IN = "employer", "partner", "languages"
MAX_NAME_LENGTH = 40
"""Characters of a name that fits into each template's title."""

_OWN = "own"
_TOKEN_LENGTH = 16
_ROOM_FOR_TEXTS = 3400  # characters
_SHOWN_LANGUAGES = 3  # buttons in a row, beside two others


def demand_step(
    progress: Progress, t: Translator, request: int, *, note: str | None = None, sign_at: str = ""
) -> Card:
    """Return the step of the first demand: a template, or the draft in all its languages, or what is open,
    with a button that posts it once for each ``request``. ``sign_at`` is the address of the signing page."""
    card = step_card(progress, "demand", t, note=note)
    shown = progress.shown
    if shown is not None and shown.state == "open":
        card.text(t("setup-demand-open"))
        can = signing_link(shown, sign_at, t)
        if progress.settings.channel_id is not None:
            can.append(button(t("button-announce-demand"), "setup-announce", shown.id, request))
        card.buttons(*can)
    elif shown is not None and shown.state == "draft":
        return _draft(card, shown, progress, t)
    else:
        options = [
            discord.SelectOption(
                label=t(f"setup-template-{name}"), description=t(f"setup-template-{name}.what"), value=name
            )
            for name in (*TEMPLATES, _OWN)
        ]
        choice = menu("setup-template", options=options, placeholder=t("setup-template-choose"), single=True)
        card.text(t("setup-demand-what")).menu(choice)
    return card.buttons(*navigation(progress, "demand", t))


def _draft(card: Card, draft: DemandView, progress: Progress, t: Translator) -> Card:
    """Add the draft as it would be signed, in each language, and what can be done with it."""
    texts = {
        language: f"### {prose(wording['title'])}\n{prose(wording['body'])}"
        for language, wording in sorted(draft.texts.items())
    }
    card.text(t("setup-demand-read"))
    if sum(map(len, texts.values())) > _ROOM_FOR_TEXTS:
        card.text(t("setup-demand-long"))
    for language, text in texts.items():
        card.rule().small(t.language_name(language)).text(text)
    languages = [*dict.fromkeys([*sorted(draft.texts), *LANGUAGES])]
    edit = []
    for language in languages[:_SHOWN_LANGUAGES]:
        label = "button-setup-edit" if language in draft.texts else "button-setup-add"
        said = t(label, language=t.language_name(language))
        edit.append(button(said, "setup-demand", draft.id, language))
    away = button(t("button-setup-discard"), "setup-discard", draft.id, style=DANGER)
    right = button(t("button-setup-right"), "setup-opening", draft.id, read_token(draft), style=PRIMARY)
    return card.rule().buttons(*edit, away).buttons(right, navigation(progress, "demand", t)[-1])


def read_token(draft: DemandView) -> str:
    """Return what identifies the text of a draft that somebody has read in the set-up."""
    return digest(draft.texts)[:_TOKEN_LENGTH]


def opening_step(
    draft: DemandView,
    progress: Progress,
    consents: Mapping[str, str],
    t: Translator,
    newest: RoundStatus | None = None,
) -> Card:
    """Return what opening a draft does, which was read in all its languages before, and the button.
    ``newest`` is the newest round of the signing page."""
    channel_id = progress.settings.channel_id
    where = "none" if channel_id is None else f"<#{channel_id}>"
    card = Card().title(title_of(draft, t)).text(t("setup-opening", channel=where))
    opening(card, draft, progress.settings, consents, t, newest)
    open_it = open_buttons(draft, progress.settings, consents, "setup-open", t)
    return card.buttons(*open_it, button(t("button-setup-back"), "setup-step", "demand"))


def names_form(template: str, employer: str, t: Translator) -> discord.ui.Modal:
    """Return the form for the names in a template, and the languages of the text."""
    form = blank_form(t(f"setup-template-{template}"), "setup-words", template)
    for key, value in ((EMPLOYER, employer), (PARTNER, None)):
        text = f"setup-{key}"
        ask(form, TextField(key, t(text), t(f"{text}.hint"), value, MAX_NAME_LENGTH, short=True))
    languages = {language: t.language_name(language) for language in LANGUAGES}
    ask_boxes(form, WRITTEN_IN, t("setup-written-in"), languages)
    return form


def template_text(template: str, employer: str, partner: str, t: Translator) -> dict[str, str]:
    """Return title and text of a template in the translator's language, as people wrote it."""
    names = {EMPLOYER: employer, PARTNER: partner}
    name = f"setup-template-{template}"
    return {"title": t(f"{name}.title", **names), "body": t(f"{name}.body", **names)}


def members_card(
    progress: Progress, t: Translator, *, note: str | None = None, pinned: tuple[int, int] | None = None
) -> Card:
    """Return the page of what members see. ``pinned``: channel and message of the text to pin, which is
    posted."""
    card = step_card(progress, MEMBERS, t, note=note)
    shown = progress.shown
    if shown is None:
        card.text(t("setup-members-no-demand"))
    else:
        in_discord = shown.signed_by == "discord"
        what = "setup-members-what" if in_discord else "setup-members-what-elsewhere"
        card.text(t(what, title=title_of(shown, t)))
        post = button(t("button-setup-see-post"), "setup-see-post", shown.id)
        forms = [button(t("button-setup-see-form"), "setup-see-form", shown.id)]
        card.buttons(post, *(forms if in_discord else ()))
    settings = progress.settings
    if settings.channel_id is not None:
        card.text(t("setup-pin-what", channel=f"<#{settings.channel_id}>"))
        if pinned is None:
            card.buttons(button(t("button-setup-pin"), "setup-pin"))
        else:
            see = link_button(t("button-setup-see"), message_link(settings.id, *pinned))
            card.buttons(see, button(t("button-setup-unpin"), "setup-unpin", *pinned))
    return card.buttons(*navigation(progress, MEMBERS, t))


def pinned_card(
    settings: ServerSettings, t: Translator, demands: Iterable[DemandView] = (), sign_at: str = ""
) -> Card:
    """Return the text for members to pin, in the language of posts: how the open ones among the ``demands``
    are signed. ``sign_at`` is the address of the signing page."""
    ways = {demand.signed_by: demand for demand in demands if demand.state == "open"}
    said, links = [t("setup-pin-news")], []
    if set(ways) != {"page"}:
        said += [t("setup-pin-sign"), t("setup-pin-withdraw")]
    if "page" in ways:
        said.append(t("setup-pin-page"))
        links = signing_link(ways["page"], sign_at, t)
    privacy = settings.privacy
    if not privacy.missing():
        names = {"controller": prose(privacy.controller or ""), "contact": prose(privacy.contact or "")}
        said.append(t("setup-pin-data", **names))
    if settings.organiser_role_id is not None:
        said.append(t("setup-pin-ask", role=f"<@&{settings.organiser_role_id}>"))
    card = Card().title(t("setup-pin-title")).text("\n".join(said))
    return card.buttons(*links, button(t("button-demands"), "demands"), button(t("button-secret"), "secret"))


def as_opened(
    demand: DemandView, settings: ServerSettings, consent: Mapping[str, str], now: datetime
) -> DemandView:
    """Return a draft as it would be shown if it opened now; another demand as it is."""
    if demand.state != "draft":
        return demand
    conditions = conditions_to_open(settings, demand.signed_by)
    asked: dict[str, Any] = {
        "role_ids": conditions.role_ids,
        "verified_by": "roster" if conditions.roster else "role" if conditions.role_ids else "server",
        "account_days": conditions.account_days,
        "min_account_days": conditions.account_days,
        "server_days": conditions.server_days,
        "min_server_days": conditions.server_days,
        "roster_size": settings.roster_size if conditions.roster else None,
    }
    return replace(demand, state="open", opened_at=now, consent=consent, **asked)


def preview_of_post(demand: DemandView, t: Translator, sign_at: str = "") -> Card:
    """Return a demand's card as it is posted, with buttons that do nothing, and the link to the signing page,
    whose address is ``sign_at``."""
    card = demand_card(demand, t, sign_at=sign_at)
    for item in card.walk_children():
        if isinstance(item, discord.ui.Button) and item.url is None:
            item.disabled = True
    return card


def preview_of_form(demand: DemandView, units: Sequence[UnitView], t: Translator) -> discord.ui.Modal:
    """Return the form to sign as members get it; sending it signs nothing."""
    form = sign_form(demand, t, units=units)
    form.custom_id = blank_form("", "setup-form-seen").custom_id
    return form


def employer_of(progress: Progress) -> str:
    """Return the company that is watched, to begin a template with."""
    watched = progress.watches[0].name if progress.watches else ""
    return one_line(watched.split(" · ")[0], MAX_NAME_LENGTH)
