"""Cards for rounds of issuing keys: what a round means before it begins, its state, its announcement, and the
reminder of an old one."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

import discord

from bot.exports.ledger_file import ROUNDS
from bot.page.registrar.rounds import (
    ENOUGH_ISSUED,
    KEYS_PER_ROUND,
    MIN_AGE_DAYS,
    MIN_ISSUED,
    NextRound,
    RoundStatus,
)
from bot.texts import Translator
from bot.ui.kinds import DEMAND, WARNING
from bot.ui.layout import MAX_URL_LENGTH, PRIMARY, Card, button, link_button


def round_offer_card(following: NextRound, newest: RoundStatus | None, t: Translator, today: Day) -> Card:
    """Return what the next round means, and the button that begins it. ``newest`` is the one before."""
    number, ready_on = following.number, today + timedelta(days=MIN_AGE_DAYS)
    card = Card().title(t("round-offer-title", number=number))
    card.text(t("round-offer-what", keys=KEYS_PER_ROUND))
    lines = [t("round-offer-wait", day=ready_on, least=MIN_ISSUED)]
    if newest is not None:
        lines.append(t("round-offer-ends", number=newest.number, keys=newest.keys_left))
    lines.append(t("round-offer-announced", channel=f"<#{following.channel_id}>"))
    lines.append(t("round-offer-codes"))
    card.text("\n".join(f"• {line}" for line in lines))
    if following.places < MIN_ISSUED:
        card.text(t("round-offer-few", places=following.places, least=MIN_ISSUED))
    card.small(t("round-offer-rhythm"))
    return card.buttons(button(t("button-round-begin"), "round-begin", number, style=PRIMARY))


def round_card(
    status: RoundStatus | None, t: Translator, today: Day, *, announced_in: int | None = None
) -> Card:
    """Return the state of the newest round. ``announced_in``: the channel in which it is announced, if it has
    just begun."""
    if status is None:
        return Card().text(t("round-none")).buttons(_offer(t))
    card = Card(colour=WARNING if status.is_old(today) else None).title(
        t("round-title", number=status.number, day=status.begun_on)
    )
    if announced_in is not None:
        card.text(t("round-begun", channel=f"<#{announced_in}>"))
    card.text("\n".join(_figures(status, t)))
    card.text("\n".join([_ready(status, t, today), *small_round(status, t)]))
    return card.text(t("round-old")).buttons(_offer(t)) if status.is_old(today) else card


def old_round_card(status: RoundStatus, t: Translator, mark: str) -> Card:
    """Return the organisers' reminder that a round is three months old."""
    card = Card(colour=WARNING).title(t("round-old-title", number=status.number))
    return card.text(t("round-old-next")).buttons(_offer(t, mark))


def round_begun_card(number: int, day: Day, digest: str, t: Translator, mark: str, sign_at: str = "") -> Card:
    """Return the post that a round has begun. ``digest`` is the hash of its entry, which covers its keys and
    the rounds before; ``sign_at`` the address of the signing page."""
    card = Card(colour=DEMAND).title(t("round-post-title", number=number))
    card.text(t("round-post-what", begun=day, day=day + timedelta(days=MIN_AGE_DAYS)))
    card.small(t("round-post-hash", number=number, digest=digest, file=ROUNDS))
    links = [link_button(t("button-signing-page"), sign_at)] if 0 < len(sign_at) <= MAX_URL_LENGTH else []
    return card.buttons(*links, button(t("button-demands"), "demands", mark))


def small_round(status: RoundStatus | None, t: Translator) -> Iterator[str]:
    """Yield that few have tokens of a round, and that a signature among them hides less, if it is so."""
    if status is not None and status.is_small:
        yield t("round-small", count=status.issued, enough=ENOUGH_ISSUED)


def _figures(status: RoundStatus, t: Translator) -> Iterator[str]:
    yield t("round-places", count=status.places)
    yield t("round-with-card", count=status.with_card)
    yield t("round-issued", count=status.issued)
    yield t("round-keys", count=status.keys_left, keys=KEYS_PER_ROUND)


def _ready(status: RoundStatus, t: Translator, today: Day) -> str:
    """Return from when a demand can take a key; the number of issued places is known in tens only."""
    if not status.keys_left:
        return t("round-no-key")
    if today < status.ready_on:
        return t("round-ready-on", day=status.ready_on, least=MIN_ISSUED)
    return t("round-ready" if status.issued > MIN_ISSUED else "round-ready-at", least=MIN_ISSUED)


def _offer(t: Translator, *mark: str) -> "discord.ui.Button[Card]":
    return button(t("button-round-offer"), "round-offer", *mark, style=PRIMARY)
