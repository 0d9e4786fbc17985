"""Digest posts about many contracts: the first read of a watch, and many changes in one read."""

from collections.abc import Iterator

import discord

from bot.common.pagination import Page
from bot.contracts.model import Kind
from bot.contracts.queries.ranking import weightiest_first
from bot.contracts.queries.views import ContractLine, Digest, News
from bot.texts import Translator
from bot.ui.contracts.changes import headline, sentences
from bot.ui.contracts.names import (
    NAME,
    NONE,
    PUBLISHED,
    contract_name,
    line_obligated,
    money_and_end,
    or_none,
    own_title,
    parties_by_number,
    party,
    quoted,
    source_line,
    source_link,
    source_name,
)
from bot.ui.layout import Card, button
from bot.ui.lists import entries, numbers, turning
from bot.ui.markdown import link, plain

CALM = discord.Colour(0x1565C0)
MAX_NAMED = 10
"""Maximum number of contracts named in the post of many changes."""
PAGE_SIZE = 5
"""Contracts on a page of its details."""

_MAX_PAIRS = 3  # pairs of buyer and supplier named in a digest
_MAX_SENTENCES = 4  # per contract in the details
_ROOM_FOR_NAMED = 3000  # characters
_FIRST = discord.ButtonStyle.primary


def digest_card(digest: Digest, t: Translator, mark: str) -> Card:
    """Return the summary of a watch's first complete read."""
    card = Card(colour=CALM).title(t("digest-title", name=plain(digest.name, 100)))
    if sum(digest.counts.values()) == 0:
        card.text(t("digest-nothing"))
    else:
        card.text("\n".join(_counts(digest, t)))
        card.text("\n".join(_who_pays(digest, t)))
        card.text("\n".join(_sums(digest, t)))
        if digest.vehicles:
            card.rule().text("\n".join(_vehicles(digest, t)))
        if digest.newest:
            card.rule()
        entries(card, ("\n".join(_newest(line, t)) for line in digest.newest))
    card.rule().text(t("digest-next"))
    card.small(t("source-read", source=source_name(t, digest.source), date=digest.read_at.date()))
    return card.buttons(
        button(t("button-contracts"), "contracts", _list_of(digest), 0, mark, style=_FIRST),
        button(t("button-demands"), "demands", mark),
    )


def changes_card(page: Page[News], t: Translator, announcement_id: int, mark: str) -> Card:
    """Return the post of many changes in one read: the weightiest, in a line each. ``page`` is the first, by
    weight."""
    total = page.total
    contracts = all(news.contract.kind not in PUBLISHED for news in page.items)
    card = Card().title(t("changes-title" if contracts else "changes-mixed-title", count=total))
    card.text(t("changes-why"))
    shown: list[str] = []
    room = _ROOM_FOR_NAMED
    for news in page.items:
        line = f"{len(shown) + 1}. {_in_one_line(news, t)}"
        room -= len(line)
        if room < 0 and shown:
            break
        shown.append(line)
    card.text("\n".join(shown))
    if total > len(shown):
        card.text(t("changes-more", count=total - len(shown)))
    card.small("\n".join(dict.fromkeys(source_line(t, n.contract.source, n.seen_at) for n in page.items)))
    return card.buttons(
        button(t("button-all-changes"), "digest", announcement_id, 0, mark, style=_FIRST),
        button(t("button-demands"), "demands", mark),
    )


def all_changes_card(page: Page[News], t: Translator, announcement_id: int) -> Card:
    """Return a page of that post's details, each contract with a button that shows it."""
    card = Card().title(t("changes-all-title"))
    entries(
        card, ("\n".join(_in_full(place, news, t)) for place, news in enumerate(page.items, page.offset + 1))
    )
    numbers(card, page, "contract", [news.contract.id for news in page.items])
    return turning(card, page, t, "digest", announcement_id)


def _in_one_line(news: News, t: Translator) -> str:
    contract = news.contract
    told = headline(t, weightiest_first(news.changes)[0], contract, news.seen_at.date())
    return f"**{told}** · {link(contract_name(t, contract), contract.url)}"


def _in_full(place: int, news: News, t: Translator) -> Iterator[str]:
    contract = news.contract
    yield f"**{place}. {contract_name(t, contract)}**"
    if supplier := party(contract.supplier, 60):
        yield supplier
    told = list(sentences(t, news.changes, contract))
    yield from (f"- {line}" for line in told[:_MAX_SENTENCES])
    if more := len(told[_MAX_SENTENCES:]):
        yield f"- {t('updates-more-changes', count=more)}"
    yield f"-# {source_link(t, contract, news.seen_at)}"


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
    for currency, amount in digest.obligated.items():
        yield t("digest-obligated", amount=t.money(amount, currency), source=digest.source)
    if digest.unknown:
        yield t("digest-unknown", count=digest.unknown, known="some" if digest.obligated else NONE)
    if digest.unread:
        yield t("digest-unread", count=digest.unread)


def _who_pays(digest: Digest, t: Translator) -> Iterator[str]:
    """Yield each pair of buyer and supplier once; of a pair with only vehicles, that it may order."""
    pairs: dict[tuple[str, str], ContractLine] = {}
    for line in (*digest.newest, *digest.vehicles):
        if line.kind not in PUBLISHED:
            pairs.setdefault((line.buyer, line.supplier), line)
    for line in list(pairs.values())[:_MAX_PAIRS]:
        yield parties_by_number(t, line) or t(
            "digest-who-pays",
            kind=line.kind.value,
            buyer=plain(line.buyer, NAME) or t("unnamed"),
            supplier=plain(line.supplier, NAME) or t("unnamed"),
        )
    if len(pairs) > _MAX_PAIRS:
        yield t("digest-more-pairs")


def _vehicles(digest: Digest, t: Translator) -> Iterator[str]:
    """Yield each vehicle with its ceiling, which is never added to anything."""
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
    if line.kind in PUBLISHED:
        if shown := money_and_end(t, line):
            yield shown
    else:
        amount = line_obligated(t, line)
        yield amount if line.signed is None else f"{amount} · {t('line-signed', date=line.signed)}"
    yield f"-# {source_link(t, line, line.changed_at)}"
