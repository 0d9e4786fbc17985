"""Digest posts about many contracts: the first read of a watch, and many changes in one read."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import discord

from bot.common.pagination import Page
from bot.contracts.model import Change, ChangeKind, Kind
from bot.contracts.queries.ranking import money_at_stake, weightiest_first
from bot.contracts.queries.views import ContractLine, Digest, News
from bot.texts import Translator
from bot.ui.contracts.changes import changes_in, headline, passage, sentence
from bot.ui.contracts.names import (
    NONE,
    PUBLISHED,
    contract_name,
    gist,
    or_none,
    own_title,
    parties,
    source_line,
    source_link,
    source_name,
    words_button,
)
from bot.ui.kinds import CALM, news_of_contracts
from bot.ui.layout import Card, button, entries, numbers, turning
from bot.ui.markdown import fitting, link, phone_lines, plain

MAX_LINES = 15
"""Lines of a digest on a phone."""
MAX_NAMED = 10
"""Maximum number of contracts named in the post of many changes."""
MAX_CORRECTED = 10
"""Maximum number of contracts with a correction that are named beyond these."""
MAX_GATHERED = 5
"""Maximum number of contracts in a channel's digest, each with its source and a button to its card."""
MAX_GATHERED_CORRECTED = 10
"""The same if more than these were corrected."""
MAX_GATHERED_LINES = 20
"""Lines of a channel's digest on a phone: it stands for the posts of a day or a week."""
PAGE_SIZE = 5
"""Contracts on a page of its details."""

_CHARACTERS = 3000  # of corrections: with the rest, less than a message has
_MAX_PAIRS = 2  # pairs of buyer and supplier named in a digest
_PAIR_LINES = 5
_MAX_VEHICLES = 2
_MAX_CURRENCIES = 2
_MAX_FEET = 2
_CHANGE_LINES = 8  # per contract in the details
_IN_DETAILS = 40  # characters of a party's name
_TITLE = 40
_ONLY_TITLE = 80  # if the watch found a single contract


def digest_card(
    digest: Digest,
    t: Translator,
    mark: str,
    actions: "Sequence[discord.ui.Button[Card]]" = (),
    rhythm: str | None = None,
) -> Card:
    """Return the summary of a watch's first complete read, of at most ``MAX_LINES`` lines on a phone.
    ``actions`` are the buttons before its own; ``rhythm`` is that of the channel's digest."""
    following = t("digest-next" if rhythm is None else f"digest-next-{rhythm}")
    title = t("digest-title", name=plain(digest.name, 50))
    foot = t("source-read", source=source_name(t, digest.source), date=digest.read_at.date())
    card = Card(colour=CALM).title(title)
    card.news = news_of_contracts((*digest.newest, *digest.vehicles))
    if sum(digest.counts.values()) == 0:
        card.text(t("digest-nothing"))
    else:
        ceilings = t("digest-ceilings") if any(line.ceiling is not None for line in digest.vehicles) else ""
        room = MAX_LINES - sum(map(phone_lines, [title, following, foot, ceilings]))
        head = fitting([", ".join(_counts(digest, t)), *_sums(digest, t)], room)
        room -= sum(map(phone_lines, head))
        pairs = fitting(_pairs(digest, t), min(room, _PAIR_LINES))
        named = _named(digest, t, room - sum(map(phone_lines, pairs)))
        card.text("\n".join([*pairs, *head]))
        if named:
            card.text("\n".join(named))
        card.small(ceilings)
    card.text(following).small(foot)
    kind = _list_of(digest)
    label = t("button-contracts") if kind == "all" else t("contracts-title-kind", kind=kind)
    contracts = button(label, "contracts", kind, 0, mark)
    return card.buttons(*actions, contracts, words_button(t, mark))


def changes_card(
    page: Page[News],
    t: Translator,
    announcement_id: int,
    mark: str,
    actions: "Sequence[discord.ui.Button[Card]]" = (),
) -> Card:
    """Return the post of many changes in one read: the biggest that fit ``MAX_LINES`` lines, and every
    correction. ``page`` is the first of them, and what was corrected."""
    feet = list(dict.fromkeys(source_line(t, n.contract.source, n.seen_at) for n in page.items))[:_MAX_FEET]
    told = ["\n".join(_in_short(news, t)) for news in page.items]
    head = [_many_title(page, t), t("changes-why")]
    room = MAX_LINES - sum(map(phone_lines, [*head, t("changes-more", count=page.total), *feet]))
    card = _many_card(page, head, told, _biggest(page.items, told, room, MAX_NAMED), t)
    return card.small("\n".join(feet)).buttons(*actions, *_of_many(announcement_id, t, mark))


def gathered_card(
    page: Page[News],
    since: datetime,
    t: Translator,
    announcement_id: int,
    mark: str,
    actions: "Sequence[discord.ui.Button[Card]]" = (),
) -> Card:
    """Return a channel's daily or weekly digest: the biggest changes that fit ``MAX_GATHERED_LINES`` lines,
    and up to ``MAX_GATHERED_CORRECTED`` corrections, each with its source and a button to its card. ``page``
    is the first of them, and what was corrected."""
    told = ["\n".join([*_in_short(news, t), _source(news, t)]) for news in page.items]
    head = [_many_title(page, t), t("gathered-why", since=since.date())]
    room = MAX_GATHERED_LINES - sum(map(phone_lines, [*head, t("changes-more", count=page.total)]))
    shown = _biggest(page.items, told, room, MAX_GATHERED)[:MAX_GATHERED_CORRECTED]
    card = _many_card(page, head, told, shown, t)
    numbers(card, page, "contract", [page.items[place].contract.id for place in shown])
    return card.buttons(*actions, *_of_many(announcement_id, t, mark))


def _many_card(
    page: Page[News], head: Sequence[str], told: Sequence[str], shown: Sequence[int], t: Translator
) -> Card:
    """Return the card of a digest: its title, why it is one, what is shown, and the number of the others."""
    listed = (f"{number}. {told[place]}" for number, place in enumerate(shown, 1))
    card = Card(colour=CALM).title(head[0]).text("\n".join([head[1], *listed]))
    card.news = news_of_contracts([news.contract for news in page.items])
    if page.total > len(shown):
        card.text(t("changes-more", count=page.total - len(shown)))
    return card


def _of_many(announcement_id: int, t: Translator, mark: str) -> "Iterator[discord.ui.Button[Card]]":
    yield button(t("button-all-changes"), "digest", announcement_id, 0, mark)
    yield words_button(t, mark)


def _many_title(page: Page[News], t: Translator) -> str:
    contracts = all(news.contract.kind not in PUBLISHED for news in page.items)
    return t("changes-title" if contracts else "changes-mixed-title", count=page.total)


def _biggest(found: Sequence[News], told: Sequence[str], room: int, most: int) -> list[int]:
    """Return the places of what a digest tells, in order: what was corrected, as far as a message holds it,
    and of the others the first that fit ``room`` lines of a phone, ``most`` in all; at least one."""
    lines = [phone_lines(f"{len(told)}. {entry}") for entry in told]
    chosen: set[int] = set()
    left = _CHARACTERS
    for place, news in enumerate(found):
        left -= len(told[place]) if _corrections(news) else 0
        if left < 0:
            break
        if _corrections(news):
            chosen.add(place)
            room -= lines[place]
    for place, needed in enumerate(lines):
        room -= 0 if place in chosen else needed
        if chosen and (room < 0 or len(chosen) >= most):
            break
        chosen.add(place)
    return sorted(chosen)


def all_changes_card(page: Page[News], t: Translator, announcement_id: int) -> Card:
    """Return a page of that post's details, each contract with a button that shows it."""
    card = Card().title(t("changes-all-title"))
    entries(
        card, ("\n".join(_in_full(place, news, t)) for place, news in enumerate(page.items, page.offset + 1))
    )
    numbers(card, page, "contract", [news.contract.id for news in page.items])
    return turning(card, page, t, "digest", announcement_id)


def _in_short(news: News, t: Translator) -> Iterator[str]:
    """Yield the headline of a contract's changes, the money that ranks them if it is not in that, every
    correction, and the words of the record that the watch is about."""
    contract = news.contract
    first = weightiest_first(news.changes)[0]
    yield link(f"**{headline(t, first, contract, news.seen_at.date())}**", contract.url)
    biggest = max(news.changes, key=lambda change: money_at_stake(change, contract.obligated))
    corrections = _corrections(news)
    if biggest not in corrections and money_at_stake(biggest, contract.obligated) > money_at_stake(
        first, contract.obligated
    ):
        yield sentence(t, biggest, contract)
    yield from dict.fromkeys(sentence(t, change, contract) for change in corrections)
    described = (change.description for change in news.changes if change not in corrections)
    if words := passage(t, contract, *described, contract.title):
        yield words


def _corrections(news: News) -> list[Change]:
    return [change for change in news.changes if change.kind is ChangeKind.CORRECTED]


def _source(news: News, t: Translator) -> str:
    return f"-# {source_link(t, news.contract, news.seen_at)}"


def _in_full(place: int, news: News, t: Translator) -> Iterator[str]:
    contract = news.contract
    yield f"**{place}. {contract_name(t, contract)}**"
    if named := parties(t, contract, _IN_DETAILS):
        yield named
    yield from changes_in(t, news.changes, contract, _CHANGE_LINES)
    yield _source(news, t)


def _list_of(digest: Digest) -> str:
    """Return the list with the digest's contracts: articles and pages are only in lists of their own."""
    kinds = [kind for kind, count in digest.counts.items() if count]
    return kinds[0].value if kinds in ([Kind.ARTICLE], [Kind.PAGE]) else "all"


def _counts(digest: Digest, t: Translator) -> Iterator[str]:
    """Yield the number of each kind; contracts and orders are counted together, vehicles separately."""
    contracts = digest.counts.get(Kind.ORDER, 0) + digest.counts.get(Kind.CONTRACT, 0)
    vehicles = digest.counts.get(Kind.VEHICLE, 0)
    if contracts or vehicles:
        yield t("digest-found", contracts=contracts, vehicles=vehicles)
    for kind in (Kind.NOTICE, Kind.ARTICLE, Kind.PAGE):
        if count := digest.counts.get(kind, 0):
            yield t("digest-others", kind=kind.value, count=count)


def _sums(digest: Digest, t: Translator) -> Iterator[str]:
    for currency, amount in list(digest.obligated.items())[:_MAX_CURRENCIES]:
        yield t("digest-obligated", amount=t.money(amount, currency), source=digest.source)
    if (more := len(digest.obligated) - _MAX_CURRENCIES) > 0:
        yield t("digest-more-currencies", count=more)
    if digest.unknown:
        yield t("digest-unknown", count=digest.unknown, known="some" if digest.obligated else NONE)
    if digest.unread:
        yield t("digest-unread", count=digest.unread)


def _pairs(digest: Digest, t: Translator) -> Iterator[str]:
    """Yield each pair of buyer and supplier once."""
    lines = (line for line in (*digest.newest, *digest.vehicles) if line.kind not in PUBLISHED)
    pairs = list(dict.fromkeys(filter(None, (parties(t, line, _IN_DETAILS) for line in lines))))
    yield from pairs[:_MAX_PAIRS]
    if len(pairs) > _MAX_PAIRS:
        yield t("digest-more-pairs")


def _named(digest: Digest, t: Translator, room: int) -> list[str]:
    """Return framework contracts with their ceilings, which are never added to anything, and the newest
    others, that fit ``room`` lines, those without an amount last; and the number of those left out."""
    lines = sorted((*digest.vehicles[:_MAX_VEHICLES], *digest.newest), key=_lacks_amount)
    total = sum(digest.counts.values())
    told = [_entry(line, t, _TITLE if total > 1 else _ONLY_TITLE) for line in lines]
    shown = fitting(told, room)
    if len(shown) < total and (len(shown) == len(told) or shown):
        shown = fitting(told, room - 1)
        shown.append(t("digest-more", count=total - len(shown)))
    return shown if len(shown) > 1 or total <= 1 else []


def _lacks_amount(line: ContractLine) -> bool:
    amount = line.ceiling if line.kind is Kind.VEHICLE else line.obligated
    return line.kind not in PUBLISHED and amount is None


def _entry(line: ContractLine, t: Translator, length: int) -> str:
    """Return a contract in one line: its purpose in at most ``length`` characters, and its amount or its
    day."""
    title = own_title(line)
    name = link(
        contract_name(t, line) if title is None else plain(gist(title, length, line.marked), length), line.url
    )
    amount = or_none(t, line.ceiling if line.kind is Kind.VEHICLE else line.obligated, line.currency)
    if line.kind in PUBLISHED:
        shown = t("line-published", date=line.signed) if line.signed else NONE
    else:
        shown = (
            t("digest-ceiling", ceiling=amount) if line.kind is Kind.VEHICLE and amount != NONE else amount
        )
    return f"- {name}" if shown == NONE else f"- {name} · {shown}"
