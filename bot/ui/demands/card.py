"""Cards of demands: the text, and the count as last published, never a live number."""

from datetime import date as Day

import discord

from bot.common.pagination import Page
from bot.petitions.demands.service import DemandView
from bot.petitions.demands.views import SignForm
from bot.texts import Translator
from bot.texts.catalogue import own_names
from bot.ui.demands.lines import (
    breakdown_lines,
    count_line,
    head_lines,
    outcome_lines,
    plans_of,
    progress_lines,
    status_lines,
    title_of,
    void_lines,
)
from bot.ui.kinds import DEMAND, WARNING
from bot.ui.layout import MAX_CHARACTERS, MAX_URL_LENGTH, PRIMARY, Card, button, link_button, turning
from bot.ui.markdown import code_block, message_link, one_line, prose, shorten

PICTURE = "progress.png"

_BODY_LENGTH = 3200  # characters of a draft
_MIN_BODY_LENGTH = 300
_TITLE_LENGTH = 200
_FRAME = 40  # characters of markup for a title and small lines
_ON_PAGE = {  # labels of the link, by state
    "open": "button-sign-page",
    **dict.fromkeys(("closed", "delivered", "answered"), "button-signing-page"),
}


def demand_card(
    demand: DemandView,
    t: Translator,
    *,
    mark: str | None = None,
    picture: tuple[bytes, str] | None = None,
    sign_at: str = "",
) -> Card:
    """Return the card of a demand to read and sign. ``mark`` goes into a button of a post, to find the post
    again; ``picture`` is the chart of its counts, with its alternative text; ``sign_at`` the address of the
    signing page, for a demand that is signed there."""
    card = Card(colour=DEMAND).title(title_of(demand, t))
    body = prose(t.pick(demand.texts)["body"])
    if demand.opened_at is None:
        archived = demand.state == "archived"
        state = (
            t("demand-archived") if archived else f"{t('demand-draft')} {t(f'demand-by-{demand.signed_by}')}"
        )
        plans = "\n".join(plans_of(demand, t))
        card.text(shorten(body, _BODY_LENGTH)).rule()
        return (card.text(plans) if plans else card).small(state)
    progress = () if demand.void is not None else progress_lines(demand, t)
    counts = "\n".join([count_line(demand, t), *progress])
    if void := "\n".join(void_lines(demand, t)):
        card.text(void).rule()
    said = "\n".join(outcome_lines(demand, t))
    status = "\n".join(status_lines(demand, t))
    rule = t("demand-breakdown-rule") if demand.publication and demand.publication.breakdown else ""
    head = head_lines(demand, demand.publication, t) if mark is not None else ""
    taken = sum(map(len, (title_of(demand, t), void, counts, head, said, status, rule))) + _FRAME
    # The text comes first: the form to sign refers to the card for the whole of it.
    units = "\n".join(breakdown_lines(demand, t, MAX_CHARACTERS - taken - len(body)))
    taken += len(units) if units else -len(rule)
    card.text(shorten(body, max(_MIN_BODY_LENGTH, MAX_CHARACTERS - taken)))
    card.rule().text(counts).small(head)
    if picture is not None and demand.void is None:
        card.picture(PICTURE, picture[1], picture[0])
    if units:
        card.text(units).small(rule)
    if said:
        card.text(said)
    return card.small(status).buttons(*signing_link(demand, sign_at, t), *_buttons(demand, t, mark))


def drift_card(demand: DemandView, t: Translator, mark: str) -> Card:
    """Return the organisers' alarm saying that a demand's rows and ledger differ; without a number, since
    none was published."""
    card = Card(colour=WARNING).title(t("drift-title"))
    card.text(t("drift-what", demand=title_of(demand, t))).text(t("drift-next"))
    return card.buttons(button(t("button-demand"), "demand", demand.id, mark))


def restored_card(demand: DemandView, occasion: str, t: Translator, mark: str) -> Card:
    """Return the organisers' notice saying that publications of a demand were lost with a restored backup;
    ``restored:3-5``."""
    first, last = occasion.removeprefix("restored:").split("-")
    way = "-page" if demand.signed_by == "page" else ""
    card = Card(colour=WARNING).title(t("restored-title"))
    card.text(t(f"restored-what{way}", demand=title_of(demand, t), first=first, last=last))
    return card.text(t(f"restored-next{way}")).buttons(button(t("demands-read"), "demand", demand.id, mark))


def demand_list(page: Page[DemandView], t: Translator) -> Card:
    """Return a page of demands, each with a button that shows it."""
    card = Card(colour=DEMAND).title(t("demands-title"))
    if not page.items:
        return card.text(t("demands-none"))
    for demand in page.items:
        card.text(f"**{title_of(demand, t)}**\n{_line(demand, t)}")
        label = "demands-read" if demand.state == "open" else "button-demand"
        card.buttons(button(t(label), "demand", demand.id))
    return turning(card, page, t, "demands-page")


def _line(demand: DemandView, t: Translator) -> str:
    if demand.void is not None:
        return next(void_lines(demand, t))
    state = t(f"demand-state-{demand.state}")
    return state if demand.state == "draft" else f"{state} · {count_line(demand, t)}"


def _buttons(demand: DemandView, t: Translator, mark: str | None) -> "list[discord.ui.Button[Card]]":
    more = [] if mark is None else [mark]
    buttons = []
    in_discord = demand.signed_by == "discord"
    if in_discord and demand.state == "open":
        buttons.append(button(t("button-sign"), "sign-form", demand.id, *more, style=PRIMARY))
    if in_discord and demand.anonymous_at is None:
        buttons.append(button(t("button-withdraw"), "withdraw", demand.id, *more))
        more = []
    posted = t.picked(demand.texts)
    if mark is not None and (others := [one for one in demand.texts if one != posted]):
        languages = " · ".join(own_names().get(one, one) for one in sorted(others))
        buttons.append(button(languages, "demand-in", demand.id, posted))
    if demand.has_facts:
        buttons.append(button(t("button-facts"), "facts-list"))
    buttons.append(button(t("button-secret"), "secret", *more))
    return buttons


def signed_card(shown: SignForm, earliest: Day, t: Translator, address: str = "") -> Card:
    """Return the answer to a submitted form, identical whatever was stored before: what happens next, a text
    to pass on, and a withdraw button. With a roster it is identical for linked and unlinked accounts.

    ``earliest`` is the day of the next regular count, which depends on no signature; ``address`` that of the
    demand's page on the public board, if it has one.
    """
    demand = shown.demand
    answer = "demand-signed-roster" if demand.verified_by == "roster" else "demand-signed"
    card = Card().text(t(answer)).text(t(f"{answer}-next", day=earliest))
    title = one_line(str(t.pick(demand.texts)["title"]), _TITLE_LENGTH)
    title = title.replace("@", "@\u200b")  # whoever passes it on calls nobody
    if shown.posted is None:
        text = t("demand-pass-on-text", title=title)
    else:
        text = t("demand-pass-on-link", title=title, link=message_link(demand.server_id, *shown.posted))
    if address:
        text = f"{text}\n{t('demand-pass-on-board', link=address)}"
    card.small(t("demand-pass-on")).text(code_block(text))
    return card.buttons(button(t("button-withdraw"), "withdraw", demand.id))


def elsewhere_card(demand: DemandView, t: Translator, sign_at: str = "") -> Card:
    """Return the answer to whoever wants to sign, or to withdraw from, a demand that is not signed in
    Discord."""
    card = Card().title(title_of(demand, t)).text(t(f"demand-sign-{demand.signed_by}"))
    links = signing_link(demand, sign_at, t)
    return card.buttons(*links) if links else card


def signing_link(demand: DemandView, sign_at: str, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return the link to the signing page, the same for everybody, for a demand that is signed there, and for
    one that is closed: until it is delivered, signatures can be withdrawn there. For a void one, where the
    same text can be signed again."""
    if demand.signed_by != "page" or not 0 < len(sign_at) <= MAX_URL_LENGTH:
        return []
    again = "demand-void-again" if demand.void is not None and demand.void.again is not None else ""
    label = _ON_PAGE.get(demand.state) or again
    return [link_button(t(label), sign_at)] if label else []


def withdrawn_card(demand: DemandView, t: Translator, *, takes_signatures: bool) -> Card:
    """Return the answer to a withdrawal, identical whatever was stored before."""
    said = t("demand-withdrawn-roster" if demand.verified_by == "roster" else "demand-withdrawn")
    if not takes_signatures:
        return Card().text(said)
    card = Card().text(f"{said} {t('demand-sign-again')}")
    return card.buttons(button(t("button-sign"), "sign-form", demand.id))
