"""Subcontracts as reported: what is told of one, and the card of those that companies have under others."""

from collections.abc import Iterator, Sequence

from bot.contracts.diff.subcontracts import Doubt
from bot.contracts.queries.views import ContractLine
from bot.contracts.story.subcontracts import Reported, Subcontracts
from bot.contracts.story.under_others import UnderOthers, UnderOthersPage
from bot.contracts.story.views import Story
from bot.texts import Translator
from bot.ui.contracts.names import NONE, Told, or_none, party, public_page, source_line, source_name, subject
from bot.ui.layout import Card, button, entries, turning
from bot.ui.markdown import fitting, link, phone_lines, plain

UNDER_OTHERS = "under-others"
UNDER_OTHERS_PAGE_SIZE = 5

_NAME = 48
_NUMBER = 36
_MAX_AMOUNTS = 4
_MAX_LINES = 16  # of a post on a phone, including one for the number of entries left out


def subcontracts_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of a contract's subcontracts: each with its amounts as reported, which are never
    summed nor added to the contract's."""
    known = story.subcontracts
    if known is None:
        return None
    beyond = known.total - len(known.shown)
    incomplete = "subcontracts-partly" if known.listed < known.reports else "subcontracts-incomplete"
    partly = [] if known.complete else [t(incomplete, reports=known.reports, listed=known.listed)]
    said, source = _line(known, t), link(source_name(t, line.source), line.url)
    return Told(
        line=said,
        head=(said, t("subcontracts-about", source=line.source)),
        entries=(
            *(subcontract_entry(one, t) for one in known.shown),
            *([t("subcontracts-more", count=beyond)] if beyond > 0 else []),
        ),
        foot=(
            *partly,
            t("contract-subcontracts", source=line.source),
            t("source-read", source=source, date=known.read_at.date()),
        ),
    )


def _line(known: Subcontracts, t: Translator) -> str:
    """Return the number of subcontracts and the largest one. If some are implausible, name the largest
    plausible one, and say so."""
    largest = known.largest
    if largest is None:
        return t("subcontracts-line", largest=NONE, count=known.known)
    one = largest.subcontract
    return t(
        "subcontracts-line",
        largest="only" if known.known == 1 else "plausible" if known.implausible else "one",
        count=known.known,
        amount=or_none(t, one.amount, one.currency, rounded=True),
        supplier=party(one.supplier.name, _NAME) or t("unnamed"),
    )


def subcontract_entry(one: Reported, t: Translator) -> str:
    """Return an amount as reported, subcontractor and date, and below it what a reader must know of it."""
    return "\n".join([" · ".join(_parts(one, t)), *(f"-# {line}" for line in _small(one, t))])


def under_others_card(found: UnderOthersPage, t: Translator) -> Card:
    """Return a page of the subcontracts that companies of a server's watches have under others."""
    card = Card().title(t("under-others-title"))
    if found.read_at is None:
        return card.text(t("under-others-unread"))
    page = found.page
    if page.items:
        card.text(t("under-others-about")).rule()
        listed = enumerate(page.items, page.offset + 1)
        entries(card, (_under(place, one, found, t) for place, one in listed))
    else:
        card.text(t("under-others-none"))
    card.small("\n".join(_unseen(found, t)))
    return turning(card, page, t, UNDER_OTHERS)


def under_others_sections(found: UnderOthersPage, t: Translator) -> list[str]:
    """Return the same as sections of markdown, for a page on the web."""
    listed = enumerate(found.page.items, found.page.offset + 1)
    return [
        t("under-others-about"),
        *(_under(place, one, found, t) for place, one in listed),
        *_unseen(found, t),
    ]


def subcontract_news_card(line: ContractLine, told: Sequence[Reported], t: Translator, mark: str) -> Card:
    """Return the post about new subcontracts of a contract: their number, and as many as fit."""
    title = t("headline", who=subject(t, line), what=t("subcontracts-news", count=len(told)))
    foot = [
        f"{t('subcontracts-about', source=line.source)} {t('subcontracts-news-days')}",
        source_line(t, line.source, told[0].first_seen_at),
    ]
    return _post(title, [_news(one, _parts(one, t), t) for one in told], foot, t).buttons(
        button(t("button-details"), "contract", line.id, mark),
        button(t("button-story"), "contract-story", line.id, "subcontracts"),
        *public_page(t, line),
    )


def under_others_news_card(told: Sequence[UnderOthers], t: Translator, mark: str) -> Card:
    """Return the post about new subcontracts that watched companies have under others."""
    title = t("headline", who=t("under-others-title"), what=t("subcontracts-news", count=len(told)))
    foot = [
        f"{t('under-others-about')} {t('subcontracts-news-days')}",
        source_line(t, told[0].source, told[0].reported.first_seen_at),
    ]
    lines = [
        _news(
            one.reported,
            [
                _head(one, t),
                f"**{_amount(one.reported, t)}**",
                _day(one.reported, t),
                link(plain(one.prime_number, _NUMBER), one.url),
            ],
            t,
        )
        for one in told
    ]
    card = _post(title, lines, foot, t)
    return card.buttons(button(t("button-under-others"), UNDER_OTHERS, 0, mark))


def _post(title: str, lines: list[str], foot: list[str], t: Translator) -> Card:
    room = _MAX_LINES - sum(map(phone_lines, [title, *foot]))
    shown = fitting(lines, room) or lines[:1]
    if len(shown) < len(lines):
        shown.append(f"- {t('subcontracts-more', count=len(lines) - len(shown))}")
    return Card().title(title).text("\n".join(shown)).small("\n".join(foot))


def _news(one: Reported, parts: list[str], t: Translator) -> str:
    """Return the line of a post about one subcontract, with the reason to doubt its amount."""
    return "- " + " · ".join([*parts, *([] if one.doubt is None else [_doubt(one.doubt, t)])])


def _parts(one: Reported, t: Translator) -> list[str]:
    return [f"**{_amount(one, t)}**", _supplier(one, t), _day(one, t)]


def _supplier(one: Reported, t: Translator) -> str:
    return party(one.subcontract.supplier.name, _NAME) or t("unnamed")


def _day(one: Reported, t: Translator) -> str:
    said = one.subcontract.date
    return t("contract-action-undated") if said is None else t.day(said)


def _head(one: UnderOthers, t: Translator) -> str:
    """Return the subcontractor and the holder of the contract."""
    prime = party(one.prime, _NAME) or t("unnamed")
    return t("under-others-head", supplier=_supplier(one.reported, t), prime=prime)


def _unseen(found: UnderOthersPage, t: Translator) -> list[str]:
    """Return what is not among those found."""
    partly = [] if found.complete else [t("under-others-incomplete")]
    return [*partly, t("under-others-missing")]


def _under(place: int, one: UnderOthers, found: UnderOthersPage, t: Translator) -> str:
    number = link(plain(one.prime_number, _NUMBER), one.url)
    read = found.read_at.date() if found.read_at else one.reported.first_seen_at.date()
    return "\n".join(
        [
            f"**{place}. {_head(one, t)}**",
            f"{_amount(one.reported, t)} · {_day(one.reported, t)}",
            t("under-others-contract", number=number, buyer=party(one.buyer, _NAME) or t("unnamed")),
            *(f"-# {line}" for line in _small(one.reported, t)),
            f"-# {t('line-source', source=source_name(t, one.source), date=read)}",
        ]
    )


def _amount(one: Reported, t: Translator) -> str:
    """Return the greatest amount of the reports."""
    said = one.subcontract
    shown = or_none(t, said.amount, said.currency)
    return t("contract-action-amount", sign=NONE) if shown == NONE else shown


def _small(one: Reported, t: Translator) -> Iterator[str]:
    """Yield what the reports say of it beyond the amount, and what speaks against that."""
    said = one.subcontract
    if one.doubt is not None:
        yield _doubt(one.doubt, t)
    parts = [t("subcontract-number", number=plain(said.number, _NUMBER))] if said.number else []
    if len(said.amounts) > 1:
        parts.append(t("subcontract-times", count=len(said.amounts)))
        different = sorted({amount for amount in said.amounts if amount is not None})
        if len(different) > 1:
            shown = ", ".join(t.money(amount, said.currency) for amount in different[:_MAX_AMOUNTS])
            parts.append(t("subcontract-amounts", amounts=shown))
    if said.amended is not None:
        parts.append(t("subcontract-amended", amount=t.money(said.amended, said.currency)))
    parts.append(t("subcontract-first-seen", date=one.first_seen_at.date()))
    yield " · ".join(parts)
    if one.before is not None:
        amounts, until = one.before
        old = ", ".join(t.money(amount, said.currency) for amount in amounts[:_MAX_AMOUNTS])
        yield t("subcontract-before", until=until.date(), old=old)
    if one.missing_since is not None:
        yield t("subcontract-missing", date=one.missing_since.date())


def _doubt(doubt: Doubt, t: Translator) -> str:
    return t(f"subcontract-doubt-{doubt.value}")
