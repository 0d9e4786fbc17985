"""What is posted in a channel, in the channel's language: changes, digests and demands."""

from collections.abc import Iterator

import discord

from bot.announcements.delivery import Gone
from bot.announcements.outbox import Queued
from bot.app import App
from bot.contracts.model import ChangeKind, Kind
from bot.contracts.views import ContractLine, Digest, News
from bot.texts import Translator
from bot.ui.changes import NONE, headline, is_new, quoted, sentences, weightiest_first
from bot.ui.contracts import (
    NAME,
    TITLE,
    contract_name,
    or_none,
    own_title,
    parent_ceiling,
    public_page,
    source_line,
    source_link,
    source_name,
)
from bot.ui.demands import demand_card
from bot.ui.layout import Card, button, plain
from bot.ui.lists import entries

_ALARM = discord.Colour(0xB3261E)
_CORRECTION = discord.Colour(0xEF6C00)
_CALM = discord.Colour(0x1565C0)
_MOST_PAIRS = 3  # of buyer and supplier that a digest names
_ROOM_FOR_CHANGES = 1500  # characters; the rest of a post needs the rest of a message


def announcement_mark(announcement_id: int) -> str:
    """What an announcement's post is found by: one part of a ``custom_id`` in it."""
    return f"a{announcement_id}"


async def announcement_card(queued: Queued, app: App) -> Card:
    """The post. Raises ``Gone``, or ``Refusal`` of a demand, where what it would say is gone."""
    t = app.texts.of(queued.language)
    mark = announcement_mark(queued.id)
    if queued.kind == "contract":
        news = await app.contracts.news(queued.subject_id, queued.occasion)
        if news is not None:
            return news_card(news, t, mark)
    elif queued.kind == "baseline":
        digest = await app.contracts.digest(queued.subject_id)
        if digest is not None:
            return digest_card(digest, t, mark)
    elif queued.kind == "demand":
        return demand_card(await app.demands.get(queued.server_id, queued.subject_id), t, mark=mark)
    raise Gone(f"{queued.subject} of announcement {queued.id} is gone")


def news_card(news: News, t: Translator, mark: str) -> Card:
    """All changes that one read found of one contract."""
    contract = news.contract
    first = weightiest_first(news.changes)[0]
    corrected = any(change.kind is ChangeKind.CORRECTED for change in news.changes)
    card = Card(colour=_CORRECTION if first.kind is ChangeKind.CORRECTED else _ALARM)
    card.title(headline(t, first, contract))
    card.text("\n".join(_what(contract, t)))
    card.text("\n".join(_changes(news, t))).rule()
    card.text("\n".join(_money(contract, t, new=is_new(first))))
    if corrected:
        card.text(t("post-correction"))
    card.small("\n".join(_reads(news, t)))
    return card.buttons(
        *public_page(t, contract),
        button(t("button-details"), "contract", contract.id, mark, style=discord.ButtonStyle.primary),
        button(t("button-demands"), "demands", mark),
    )


def digest_card(digest: Digest, t: Translator, mark: str) -> Card:
    """What a watch found at its first complete read, in sum."""
    card = Card(colour=_CALM).title(t("digest-title", name=plain(digest.name, 100)))
    vehicles = digest.counts.get(Kind.VEHICLE, 0)
    contracts = sum(digest.counts.values()) - vehicles
    if contracts + vehicles == 0:
        card.text(t("digest-nothing"))
    else:
        card.text(t("digest-found", contracts=contracts, vehicles=vehicles))
        card.text("\n".join(_who_pays(digest, t)))
        card.text("\n".join(_sums(digest, t)))
        if vehicles:
            card.rule().text("\n".join(_vehicles(digest, t)))
        if digest.newest:
            card.rule()
        entries(card, ("\n".join(_newest(line, t)) for line in digest.newest))
    card.rule().text(t("digest-next"))
    card.small(t("source-read", source=source_name(t, digest.source), date=digest.read_at.date()))
    return card.buttons(
        button(t("button-contracts"), "contracts", "all", 0, mark, style=discord.ButtonStyle.primary),
        button(t("button-demands"), "demands", mark),
    )


def _what(contract: ContractLine, t: Translator) -> Iterator[str]:
    """Which contract it is, who pays whom, and for what."""
    named = f"**{contract_name(t, contract)}**"
    yield f"{named} · {plain(contract.buyer_unit, NAME)}" if contract.buyer_unit else named
    title = own_title(contract)
    yield t(
        "post-who-pays" if title else "post-who-pays-untitled",
        kind=contract.kind.value,
        buyer=plain(contract.buyer, NAME) or t("unnamed"),
        supplier=plain(contract.supplier, NAME) or t("unnamed"),
    )
    if title:
        yield f"> {quoted(t, title, TITLE)}"


def _changes(news: News, t: Translator) -> Iterator[str]:
    told = list(sentences(t, news.changes, news.contract))
    room = _ROOM_FOR_CHANGES
    for place, line in enumerate(told):
        room -= len(line)
        if room < 0 and place > 0:
            yield f"- {t('updates-more-changes', count=len(told) - place)}"
            return
        yield f"- {line}" if len(told) > 1 else line


def _money(contract: ContractLine, t: Translator, *, new: bool) -> Iterator[str]:
    """How much in all, since and until when, and under which ceiling: never one sum of these."""
    currency = contract.currency
    if contract.kind is Kind.VEHICLE:
        if not new:
            yield t("post-own-ceiling", ceiling=or_none(t, contract.ceiling, currency))
    else:
        if not new:
            yield t("post-total", amount=or_none(t, contract.obligated, currency))
        if contract.ceiling is not None:
            yield t("post-options", amount=t.money(contract.ceiling, currency))
    since = contract.start or contract.signed
    if since and contract.end:
        yield t("post-term", since=since, until=contract.end)
    elif since:
        yield t("post-since", since=since)
    elif contract.end:
        yield t("post-until", until=contract.end)
    if vehicle := parent_ceiling(t, contract):
        yield vehicle


def _reads(news: News, t: Translator) -> Iterator[str]:
    """When it was read; a post that had to wait shows what is known of the contract by now."""
    yield source_line(t, news.contract.source, news.seen_at)
    if news.contract.changed_at.date() != news.seen_at.date():
        yield t("post-totals-read", date=news.contract.changed_at.date())


def _sums(digest: Digest, t: Translator) -> Iterator[str]:
    for currency, amount in digest.obligated.items():
        yield t("digest-obligated", amount=t.money(amount, currency))
    if digest.unknown:
        yield t("digest-unknown", count=digest.unknown)
    if digest.unread:
        yield t("digest-unread", count=digest.unread)


def _who_pays(digest: Digest, t: Translator) -> Iterator[str]:
    """Who pays whom, each pair once; a pair of which only vehicles are shown may order."""
    pairs: dict[tuple[str, str], Kind] = {}
    for line in (*digest.newest, *digest.vehicles):
        pairs.setdefault((line.buyer, line.supplier), line.kind)
    for (buyer, supplier), kind in list(pairs.items())[:_MOST_PAIRS]:
        yield t(
            "digest-who-pays",
            kind=kind.value,
            buyer=plain(buyer, NAME) or t("unnamed"),
            supplier=plain(supplier, NAME) or t("unnamed"),
        )
    if len(pairs) > _MOST_PAIRS:
        yield t("digest-more-pairs")


def _vehicles(digest: Digest, t: Translator) -> Iterator[str]:
    """Each vehicle with its ceiling, which is never added to anything."""
    for line in digest.vehicles:
        ceiling = t(
            "digest-ceiling",
            number=plain(line.number, 60),
            ceiling=or_none(t, line.ceiling, line.currency),
            sum="some" if digest.obligated else NONE,
        )
        title = own_title(line)
        yield f"{ceiling} {quoted(t, title, 60)}" if title else ceiling
        yield f"-# {source_link(t, line, line.changed_at)}"
    if more := digest.counts.get(Kind.VEHICLE, 0) - len(digest.vehicles):
        yield t("digest-more-vehicles", count=more)


def _newest(line: ContractLine, t: Translator) -> Iterator[str]:
    yield f"**{contract_name(t, line)}**"
    if title := own_title(line):
        yield quoted(t, title, 80)
    amount = t("line-obligated", amount=or_none(t, line.obligated, line.currency))
    yield amount if line.signed is None else f"{amount} · {t('line-signed', date=line.signed)}"
    yield f"-# {source_link(t, line, line.changed_at)}"
