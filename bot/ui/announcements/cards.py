"""Cards of announcements, in the channel's language: dispatch by kind, and the post about one contract's
changes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import discord

from bot.announcements.outbox import KINDS, Queued
from bot.announcements.poster_interface import Gone
from bot.campaign.facts.service import Facts
from bot.common.clock import Clock, is_over
from bot.common.text import phrase_at
from bot.contracts.model import Change, ChangeKind, Kind
from bot.contracts.queries.ranking import weightiest_first
from bot.contracts.queries.service import Contracts
from bot.contracts.queries.views import ContractLine, News
from bot.contracts.story.owners import COMPANY
from bot.contracts.story.procedures import NOTICE_TYPE
from bot.contracts.story.views import Story
from bot.exports.ledger_file import chained
from bot.page.registrar.rounds import Rounds
from bot.petitions.demands.service import Demands, DemandView
from bot.servers.board import CONTRACTS, HOME, UPDATES, Boards, demand_page
from bot.servers.settings import Servers
from bot.texts import Texts, Translator
from bot.ui.contracts.changes import changes_in, headline, is_new, least_lines, passages, sentences
from bot.ui.contracts.digests import MAX_CORRECTED, MAX_NAMED, changes_card, digest_card, gathered_card
from bot.ui.contracts.names import (
    NONE,
    PUBLISHED,
    contract_name,
    or_none,
    own_title,
    parent_ceiling,
    protest_name,
    public_page,
    quoted,
    source_line,
    subject,
    words_button,
)
from bot.ui.contracts.purchase import purchase_news_card
from bot.ui.contracts.story import owner_news_card, story_lines
from bot.ui.contracts.subcontracts import subcontract_news_card, under_others_news_card
from bot.ui.demands.card import drift_card, restored_card, signing_link
from bot.ui.demands.posts import DemandPosts
from bot.ui.demands.retention import retention_card
from bot.ui.kinds import OF_CHANGE, news_of_contracts
from bot.ui.layout import PRIMARY, SECONDARY, Card, button, read_on_board
from bot.ui.markdown import fitting, phone_lines
from bot.ui.organise.facts import changed_fact_post, stale_facts_post
from bot.ui.organise.rounds import old_round_card, round_begun_card
from bot.ui.watches.posts import (
    failing_card,
    objection_card,
    restored_database_card,
    restyled_card,
    source_card,
    unsteady_card,
    weekly_card,
    withheld_board_card,
    working_card,
)

MAX_LINES = 12
"""Lines of a post about money on a phone."""

_MARK = re.compile(r"a[0-9]{1,9}")
_WEEK = timedelta(days=7)
_OF_SOURCE = ("stale", "stale-over", "less", "less-over")
_PAGES = {"contracts": CONTRACTS, "updates": UPDATES, "home": HOME}
_TITLES = (48, 32, 20)
"""Lengths to which a contract's own title may be cut. The longest one that leaves room for most totals is
used."""


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
    facts: Facts
    demands: Demands
    demand_posts: DemandPosts
    boards: Boards
    rounds: Rounds

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
        if queued.kind == "board-withheld":
            return withheld_board_card(queued.occasion, t, mark)
        if queued.kind == "card-objection":
            return objection_card(t, mark)
        if queued.kind == "facts-stale":
            card = stale_facts_post(await self.facts.page(queued.server_id, stale=True), t, mark)
        elif queued.kind == "fact-changed":
            card = await self._of_fact(queued, t, mark)
        elif KINDS[queued.kind].page == "demand":
            card = await self.demand_posts.card(queued, t, mark)
            card.news = [KINDS[queued.kind].news]
        elif queued.kind == "retention":
            demand = await self.demands.get(queued.server_id, queued.subject_id)
            card = retention_card(demand, self.clock(), t, mark)
        elif queued.kind in ("round-begun", "round-old"):
            card = await self._of_round(queued, t, mark)
        elif queued.kind in ("restyled", "unsteady"):
            found = await self.contracts.restyled(queued.server_id, queued.occasion)
            shown = restyled_card if queued.kind == "restyled" else unsteady_card
            card = None if found is None else shown(found, t, mark)
        elif queued.kind in ("failing", "working", *_OF_SOURCE):
            card = await self._of_watch(queued, t, mark)
        else:
            card = await self._of_contracts(queued, t, mark)
        if card is None:
            raise Gone(f"{queued.subject} of announcement {queued.id} is gone")
        return read_on_board(card, await self._address(queued), t)

    async def _address(self, queued: Queued) -> str:
        """Return the address of the page on the public board that a post is about; empty if it has none."""
        server_id, language, page = queued.server_id, queued.language, KINDS[queued.kind].page
        if not page or await self.boards.of(server_id) is None:
            return ""
        if page == "contract":
            return await self.boards.contract(server_id, queued.subject_id, language)
        if page == "demand":
            demand = await self.demands.get(server_id, queued.subject_id)
            return await self.boards.address(server_id, demand_page(demand.slug), language)
        return await self.boards.address(server_id, _PAGES[page], language)

    async def _of_contracts(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        actions = await self._actions(queued.server_id, t, mark)
        settings = await self.servers.get(queued.server_id)
        if queued.kind == "baseline":
            digest = await self.contracts.digest(queued.subject_id)
            return None if digest is None else digest_card(digest, t, mark, actions, settings.digest)
        if queued.kind == "contract":
            news = await self.contracts.news(queued.subject_id, queued.occasion, server_id=queued.server_id)
            return None if news is None else news_card(news, t, mark, actions)
        if queued.kind in ("changes", "digest"):
            page = await self.contracts.digest_of_changes(
                queued.id,
                server_id=queued.server_id,
                limit=MAX_NAMED,
                corrected=MAX_CORRECTED,
            )
            if not page.items:
                return None
            if queued.kind == "changes":
                return changes_card(page, t, queued.id, mark, actions)
            since = await self.contracts.digest_began(queued.id) or queued.created_at
            return gathered_card(page, since, t, queued.id, mark, actions)
        if queued.kind == "weekly":
            since = queued.created_at - _WEEK
            week = await self.contracts.weekly(queued.server_id, since)
            return weekly_card(week, since, t, mark)
        return await self._beside_contracts(queued, t, mark)

    async def _beside_contracts(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        """Return the post about news beyond a contract's own record: its purchase, its subcontracts, its
        holder's owner, or a server's subcontracts under others."""
        server_id, occasion = queued.server_id, queued.occasion
        if queued.kind == "under-others":
            under = await self.contracts.under_others_news(server_id, occasion)
            card = under_others_news_card(under, t, mark) if under else None
        elif queued.kind == "subcontracts":
            told = await self.contracts.subcontract_news(server_id, queued.subject_id, occasion)
            card = None if told is None else subcontract_news_card(*told, t, mark)
        elif queued.kind == "owner":
            company = queued.subject.removeprefix(COMPANY)
            owner = await self.contracts.owner_news(server_id, company, occasion)
            card = None if owner is None else owner_news_card(*owner, t, mark)
        elif queued.kind == "purchase":
            found = await self.contracts.purchase_news(server_id, queued.subject_id, occasion)
            card = None if found is None else purchase_news_card(*found, t, mark)
        else:
            card = None
        if card is not None:
            card.news = ["contracts"]  # publications have no such news
        return card

    async def _of_fact(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        """Return the question about a fact of which a contract changed, unless it was checked since."""
        fact = await self.facts.show(queued.server_id, queued.subject_id)
        found = [
            await self.contracts.news(each.id, each.read_key, server_id=queued.server_id)
            for each in fact.contracts
            if each.id is not None and each.read_key is not None
        ]
        return changed_fact_post(fact, [news for news in found if news is not None], t, mark)

    async def _of_round(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        """Return the post that a round has begun, or the reminder of an old one unless another began."""
        number = queued.subject_id
        if queued.kind == "round-old":
            status = await self.rounds.status(queued.server_id)
            return None if status is None or status.number != number else old_round_card(status, t, mark)
        found = await self.rounds.rounds(queued.server_id)
        for each, published in zip(found, chained(each.published() for each in found), strict=True):
            if each.number == number:
                sign_at = await self.boards.signing(queued.server_id, t.language)
                return round_begun_card(number, each.begun_on, published["hash"], t, mark, sign_at)
        return None

    async def _actions(self, server_id: int, t: Translator, mark: str) -> "list[discord.ui.Button[Card]]":
        """Return the button to the demand, for every post about contracts."""
        demands = await self.demands.list(server_id, include_archived=False)
        sign_at = await self.boards.signing(server_id, t.language)
        return list(_to_demand(demands, self.clock(), t, mark, sign_at))

    async def _of_watch(self, queued: Queued, t: Translator, mark: str) -> Card | None:
        """Return the card of a watch that fails or works again; none for a failure that is over."""
        watches = await self.contracts.status(queued.server_id)
        watch = next((each for each in watches if each.id == queued.subject_id), None)
        if watch is None:
            return None
        if queued.kind == "working":
            return working_card(watch, t, mark)
        if queued.kind in _OF_SOURCE:
            return source_card(watch, queued.kind, t, mark)
        return failing_card(watch, t, mark) if watch.failures else None


def _to_demand(
    demands: Sequence[DemandView], now: datetime, t: Translator, mark: str, sign_at: str
) -> "Iterator[discord.ui.Button[Card]]":
    """Yield the button to the only demand that can be signed, else to the only one, else to their list."""
    signable = [one for one in demands if one.state == "open" and not is_over(one, now)]
    primary = PRIMARY
    links = signing_link(signable[0], sign_at, t) if len(signable) == 1 else []
    if links:
        yield from links
    elif len(signable) == 1:
        yield button(t("button-sign"), "sign-form", signable[0].id, mark, style=primary)
    elif len(demands) == 1:
        yield button(t("button-demand"), "demand", demands[0].id, mark)
    elif demands:
        yield button(t("button-demands"), "demands", mark, style=primary if signable else SECONDARY)


def news_card(
    news: News, t: Translator, mark: str, actions: "Sequence[discord.ui.Button[Card]]" = ()
) -> Card:
    """Return the card of all changes that one read found in one contract, of at most ``MAX_LINES`` lines on a
    phone, and the passages of a changed text. ``actions`` are the buttons before its own."""
    contract, foot = news.contract, list(_reads(news, t))
    for changes in (_without_vehicle(news.changes), news.changes):
        title, about, money = _told_with(changes, news, foot, t)
        if parent_ceiling(t, contract) in money:
            break  # else the change names the vehicle
    first = weightiest_first(changes)[0]
    said = [told.line for told in sentences(t, changes, contract)]
    if sum(map(phone_lines, [title, about, *said, *money, *foot])) > MAX_LINES:
        about = _shortest(contract, t)  # rather than a change
    room = MAX_LINES - sum(map(phone_lines, [title, about, *money, *foot]))
    card = Card(colour=OF_CHANGE[first.kind]).title(title).text(about)
    card.news = news_of_contracts([contract])
    card.text("\n".join(changes_in(t, changes, contract, room)))
    for passage in passages(t, changes, contract):
        card.text(passage)
    if money:
        card.text("\n".join(money))
    card.small("\n".join(foot))
    return card.buttons(
        *actions,
        button(t("button-details"), "contract", contract.id, mark),
        *public_page(t, contract),
        words_button(t, mark),
    )


def _told_with(
    changes: Sequence[Change], news: News, foot: Sequence[str], t: Translator
) -> tuple[str, str, list[str]]:
    """Return the title, what the contract is, and as much of the totals as there is room for beside the first
    change: the contract's own title is cut before a total is left out."""
    contract, first = news.contract, weightiest_first(changes)[0]
    title, *sort = _title(first, news, t)
    money = [*sort, *_money(contract, news.story, t, new=is_new(first))]
    if any(change.kind is ChangeKind.CORRECTED for change in changes):
        money.append(t("post-correction"))
    needed = [title, *foot, *(["…"] if len(changes) > 1 else [])]
    least = least_lines(list(sentences(t, changes, contract)))
    room = MAX_LINES - sum(map(phone_lines, needed)) - least
    tried = []
    for length in _TITLES:
        about = _about(contract, t, length)
        if phone_lines(about) > room:
            about = _shortest(contract, t)
        tried.append((about, fitting(money, room - phone_lines(about))))
    return title, *max(tried, key=lambda one: len(one[1]))  # the longest of those that leave most room


def _title(first: Change, news: News, t: Translator) -> list[str]:
    """Return the headline with the sort of a new notice, such as a call for offers, where the texts name it;
    that of another headline in a second line."""
    title = headline(t, first, news.contract, news.seen_at.date())
    words = f"{NOTICE_TYPE}-{(news.notice_type or '').lower().replace('_', '-')}"
    if not t.has(words):
        return [title]
    who = subject(t, news.contract)
    if title == t("headline", who=who, what=t("headline-new-notice")):
        return [t("headline", who=who, what=t(words))]
    return [title, t("labelled", label=t(f"contract-code-{NOTICE_TYPE}"), value=t(words))]


def _without_vehicle(changes: Sequence[Change]) -> list[Change]:
    """Return changes, with that of a new order without its vehicle, which may have a line of its own."""
    return [
        replace(change, kind=ChangeKind.NEW_ORDER)
        if change.kind is ChangeKind.NEW_ORDER_UNDER_VEHICLE
        else change
        for change in changes
    ]


def _about(contract: ContractLine, t: Translator, length: int) -> str:
    """Return the contract's name and title, of at most ``length`` characters; for a page only the title,
    because the headline names the site."""
    name, title = contract_name(t, contract), own_title(contract)
    if title is None:
        return name
    quote = quoted(t, title, length, contract.marked)
    if contract.kind is Kind.PAGE:
        return protest_name(t, contract) or quote
    return t("post-about", name=name, title=quote, source=contract.source)


def _shortest(contract: ContractLine, t: Translator) -> str:
    """Return the contract's name alone, unless its title has the words that a watch is about."""
    marked = contract.kind is not Kind.PAGE and phrase_at(contract.title, contract.marked)
    return _about(contract, t, _TITLES[-1]) if marked else contract_name(t, contract)


def _money(contract: ContractLine, story: Story, t: Translator, *, new: bool) -> Iterator[str]:
    """Yield totals, which are never added up; of a new contract its end and its ceiling, as its total is
    among the changes."""
    currency = contract.currency
    if contract.kind in PUBLISHED:
        return
    if contract.kind is Kind.VEHICLE:
        if not new and (ceiling := or_none(t, contract.ceiling, currency)) != NONE:
            yield t("post-own-ceiling", ceiling=ceiling)
        if contract.ordered is not None:
            count = NONE if contract.orders is None else contract.orders
            yield t("post-ordered", count=count, amount=t.money(contract.ordered, currency))
    elif not new and (amount := or_none(t, contract.obligated, currency)) != NONE:
        yield t("post-total", amount=amount, source=contract.source)
    if not new:
        return
    yield from story_lines(contract, story, t, posted=True)
    if contract.end:  # before longer lines, which would leave no room for it
        yield t("post-until", until=contract.end, kind=contract.kind.value)
    if vehicle := parent_ceiling(t, contract):
        yield vehicle
    if contract.kind is not Kind.VEHICLE and (ceiling := or_none(t, contract.ceiling, currency)) != NONE:
        yield t("post-options", amount=ceiling)


def _reads(news: News, t: Translator) -> Iterator[str]:
    """Yield the source and date of the read; a delayed post shows the contract's current totals, with their
    date."""
    yield source_line(t, news.contract.source, news.seen_at)
    if news.contract.changed_at.date() > news.seen_at.date():
        yield t("post-totals-read", date=news.contract.changed_at.date())
