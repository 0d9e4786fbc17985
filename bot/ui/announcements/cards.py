"""Cards of announcements, in the channel's language: dispatch by kind, and the post about one contract's
changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import discord

from bot.announcements.delivery import Gone
from bot.announcements.outbox import Queued
from bot.announcements.routing import OF_SOURCE
from bot.common.clock import Clock
from bot.contracts.model import ChangeKind, Kind
from bot.contracts.queries.ranking import weightiest_first
from bot.contracts.queries.service import Contracts
from bot.contracts.queries.views import ContractLine, News
from bot.petitions.demands.service import Demands
from bot.servers.settings import Servers
from bot.texts import Texts, Translator
from bot.ui.contracts.changes import headline, is_new, passages, sentences
from bot.ui.contracts.digests import CALM, MAX_NAMED, changes_card, digest_card
from bot.ui.contracts.names import (
    NAME,
    NONE,
    PUBLISHED,
    TITLE,
    contract_name,
    or_none,
    own_title,
    parent_ceiling,
    parties_by_number,
    public_page,
    quoted,
    site,
    source_line,
)
from bot.ui.demands.card import drift_card, restored_card
from bot.ui.demands.posts import DEMAND_KINDS, DemandPosts
from bot.ui.demands.retention import retention_card
from bot.ui.layout import Card, button
from bot.ui.markdown import plain
from bot.ui.watches.posts import (
    failing_card,
    restored_database_card,
    restyled_card,
    source_card,
    unsteady_card,
    weekly_card,
    working_card,
)

_ALARM = discord.Colour(0xB3261E)
_CORRECTION = discord.Colour(0xEF6C00)
_QUIET = frozenset(
    {
        ChangeKind.NEW_NOTICE,
        ChangeKind.NEW_ARTICLE,
        ChangeKind.NEW_PAGE,
        ChangeKind.ENDS_WITHIN_30_DAYS,
        ChangeKind.ENDS_WITHIN_7_DAYS,
        ChangeKind.NO_LONGER_MATCHES,
        ChangeKind.RETURNED,
        ChangeKind.TEXT_CHANGED,
        ChangeKind.ALSO_LISTED,
        ChangeKind.ACTION,
    }
)
_MARK = re.compile(r"a[0-9]{1,9}")
_WEEK = timedelta(days=7)
_ROOM_FOR_CHANGES = 1500  # characters; the rest of a post needs the other characters of a message


def announcement_mark(announcement_id: int) -> str:
    """Return the marker that identifies an announcement's post: one part of a ``custom_id`` in it."""
    return f"a{announcement_id}"


def marked_announcement(arguments: Iterable[str]) -> int | None:
    """Return the id in the marker among the parts of a ``custom_id``; ``None`` if there is none."""
    return next((int(one[1:]) for one in arguments if _MARK.fullmatch(one)), None)


@dataclass(frozen=True, kw_only=True)
class AnnouncementCards:
    """Cards of queued announcements, made when they are posted from what is known then."""

    texts: Texts
    clock: Clock
    servers: Servers
    contracts: Contracts
    demands: Demands
    demand_posts: DemandPosts

    async def of(self, queued: Queued) -> Card:
        """Return the post's card. Raises ``Gone`` (or ``UserError``, of a demand) if its subject is gone."""
        t = await self.texts.parsed(queued.language)
        mark = announcement_mark(queued.id)
        if queued.kind == "drift":
            return drift_card(await self.demands.get(queued.server_id, queued.subject_id), t, mark)
        if queued.kind == "restored":
            if queued.subject.startswith("server:"):
                return restored_database_card(queued.occasion, t, mark)
            demand = await self.demands.get(queued.server_id, queued.subject_id)
            return restored_card(demand, queued.occasion, t, mark)
        if queued.kind in DEMAND_KINDS:
            return await self.demand_posts.card(queued, t, mark)
        if queued.kind == "retention":
            demand = await self.demands.get(queued.server_id, queued.subject_id)
            card = retention_card(demand, self.clock(), t, mark)
        elif queued.kind in ("restyled", "unsteady"):
            found = await self.contracts.restyled(queued.server_id, queued.occasion)
            shown = restyled_card if queued.kind == "restyled" else unsteady_card
            card = None if found is None else shown(found, t, mark)
        elif queued.kind in ("failing", "working", *OF_SOURCE):
            card = await self._of_watch(queued, t, mark)
        else:
            card = await self._of_contracts(queued, t, mark)
        if card is None:
            raise Gone(f"{queued.subject} of announcement {queued.id} is gone")
        return card

    async def _of_contracts(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        if queued.kind == "baseline":
            digest = await self.contracts.digest(queued.subject_id)
            return None if digest is None else digest_card(digest, t, mark)
        administrative = (await self.servers.get(queued.server_id)).administrative_news
        if queued.kind == "contract":
            news = await self.contracts.news(
                queued.subject_id, queued.occasion, server_id=queued.server_id, administrative=administrative
            )
            return None if news is None else news_card(news, t, mark)
        if queued.kind == "changes":
            page = await self.contracts.digest_of_changes(
                queued.id, server_id=queued.server_id, limit=MAX_NAMED, administrative=administrative
            )
            return changes_card(page, t, queued.id, mark) if page.items else None
        if queued.kind == "weekly":
            since = queued.created_at - _WEEK
            week = await self.contracts.weekly(queued.server_id, since, administrative=administrative)
            return weekly_card(week, since, t, mark)
        return None

    async def _of_watch(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        """Return the card of a watch that fails or works again; none for a failure that is over."""
        watches = await self.contracts.status(queued.server_id)
        watch = next((each for each in watches if each.id == queued.subject_id), None)
        if watch is None:
            return None
        if queued.kind == "working":
            return working_card(watch, t, mark)
        if queued.kind in OF_SOURCE:
            return source_card(watch, queued.kind, t, mark)
        return failing_card(watch, t, mark) if watch.failures else None


def news_card(news: News, t: Translator, mark: str) -> Card:
    """Return the card of all changes that one read found in one contract."""
    contract = news.contract
    first = weightiest_first(news.changes)[0]
    corrected = any(change.kind is ChangeKind.CORRECTED for change in news.changes)
    card = Card(colour=_colour(first.kind))
    card.title(headline(t, first, contract, news.seen_at.date()))
    card.text("\n".join(_what(contract, t)))
    card.text("\n".join(_changes(news, t)))
    for passage in passages(t, news.changes):
        card.text(passage)
    if money := list(_money(contract, t, new=is_new(first))):
        card.rule().text("\n".join(money))
    if corrected:
        card.text(t("post-correction"))
    card.small("\n".join(_reads(news, t)))
    return card.buttons(
        *public_page(t, contract),
        button(t("button-details"), "contract", contract.id, mark, style=discord.ButtonStyle.primary),
        button(t("button-demands"), "demands", mark),
    )


def _colour(kind: ChangeKind) -> discord.Colour:
    if kind is ChangeKind.CORRECTED:
        return _CORRECTION
    return CALM if kind in _QUIET else _ALARM


def _what(contract: ContractLine, t: Translator) -> Iterator[str]:
    """Yield the contract's name, its parties or publisher, and its title."""
    named = f"**{contract_name(t, contract)}**"
    yield f"{named} · {plain(contract.buyer_unit, NAME)}" if contract.buyer_unit else named
    title = own_title(contract)
    if by_number := parties_by_number(t, contract):
        yield by_number
    else:
        yield _who_pays(contract, t, titled=title is not None)
    if title:
        yield f"> {quoted(t, title, TITLE)}"


def _who_pays(contract: ContractLine, t: Translator, *, titled: bool) -> str:
    supplier = plain(contract.supplier, NAME)
    return t(
        "post-who-pays" if titled else "post-who-pays-untitled",
        kind=contract.kind.value,
        buyer=plain(contract.buyer, NAME) or t("unnamed"),
        supplier=supplier or (NONE if contract.kind is Kind.NOTICE else t("unnamed")),
        site=site(contract),
    )


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
    """Yield the total, the term and the ceiling: never added up."""
    if contract.kind in PUBLISHED:
        return
    currency = contract.currency
    if contract.kind is Kind.VEHICLE:
        if not new:
            yield t("post-own-ceiling", ceiling=or_none(t, contract.ceiling, currency))
        if contract.ordered is not None:
            count = NONE if contract.orders is None else contract.orders
            yield t("post-ordered", count=count, amount=t.money(contract.ordered, currency))
    else:
        if not new:
            amount = or_none(t, contract.obligated, currency)
            yield t("post-total", amount=amount, source=contract.source)
        if contract.ceiling is not None:
            yield t("post-options", amount=t.money(contract.ceiling, currency))
    since = contract.start or contract.signed
    if since and contract.end:
        yield t("post-term", since=since, until=contract.end)
    elif since:
        yield t("post-since", since=since)
    elif contract.end:
        yield t("post-until", until=contract.end)
    if contract.potential_end and contract.end and contract.potential_end > contract.end:
        yield t("post-potential-end", date=contract.potential_end)
    if vehicle := parent_ceiling(t, contract):
        yield vehicle


def _reads(news: News, t: Translator) -> Iterator[str]:
    """Yield the source and date of the read; a delayed post shows the contract's current totals, with their
    date."""
    yield source_line(t, news.contract.source, news.seen_at)
    if news.contract.changed_at.date() > news.seen_at.date():
        yield t("post-totals-read", date=news.contract.changed_at.date())
