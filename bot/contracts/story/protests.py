"""Protests against the purchase that a contract came from: dockets and decisions that the server watches and
that name its solicitation, and the words of its own modifications.

The records of contracts have no field for protests, so nothing here says that there was none.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as Day
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.contracts.following import matched_ids
from bot.contracts.ingest.links import SOLICITATION
from bot.contracts.model import Kind
from bot.contracts.sources.page.docket import is_docket, is_gaos
from bot.contracts.sources.values import solicitation_key
from bot.contracts.story.views import DescribedProtest, Docket, ProtestArticle, Protests
from bot.storage.models import Action, Contract, PurchaseOrder

_FILE = "protest-file"
"""Code that every page read as a docket has."""
_vehicle = aliased(Contract)  # made once: an alias refers to itself, and would wait for the garbage collector

PHRASES = re.compile(
    r"\b(?:bid protests?|protest (?:resolution|decision|filed)|(?:pending|due to|because of|result of)"
    r"(?: an?| the)?(?: \w+)? protests?|gao (?:protest|docket|decision)|stay of performance"
    r"|stop[- ]work order)\b",
    re.IGNORECASE,
)
"""Phrases, not words: of ten descriptions with STAY alone, nine are of something else."""

Ids = Collection[int] | Select[*tuple[Any, ...]]
"""Ids of contracts, or a query for them."""

_ROUGHLY = ("%protest%", "%stay of%", "%stop%work%", "%gao %")
_MIN_LENGTH = 6  # characters of a solicitation that is searched for in a text: "15" would be anywhere
_MAX_ARTICLES = 5


async def protests_of(
    session: AsyncSession, server_id: int, contract_ids: Collection[int]
) -> dict[int, Protests]:
    """Return what is known of protests, by contract, without those of which nothing is."""
    watched = await watched_protests(session, server_id, contract_ids)
    described = await _described(session, contract_ids)
    return {
        contract_id: replace(
            watched.get(contract_id, Protests()), described=tuple(described.get(contract_id, ()))
        )
        for contract_id in sorted({*watched, *described})
    }


async def watched_protests(session: AsyncSession, server_id: int, contract_ids: Ids) -> dict[int, Protests]:
    """Return the dockets and publications that a server's watches found, by the contracts that they are about
    and that have any."""
    watched = await _watched(session, server_id)
    if not watched:
        return {}
    articles = _Articles(watched)
    found: dict[int, Protests] = {}
    for contract_id, named in (await _solicitations(session, contract_ids)).items():
        dockets = sorted(_dockets(watched, named), key=lambda one: (one.filed or Day.min, one.file))
        protests = Protests(dockets=tuple(dockets), articles=articles.that_name(named)[:_MAX_ARTICLES])
        if protests:
            found[contract_id] = protests
    return found


async def _solicitations(session: AsyncSession, contract_ids: Ids) -> dict[int, frozenset[str]]:
    """Return the solicitations on record for each contract, its framework contract and its purchase."""
    codes = (
        select(Contract.id, Contract.codes, _vehicle.codes.label("above"))
        .outerjoin(
            _vehicle,
            and_(_vehicle.source == Contract.source, _vehicle.source_id == Contract.parent_source_id),
        )
        .where(Contract.id.in_(contract_ids))
    )
    proved = select(PurchaseOrder.contract_id, PurchaseOrder.solicitation).where(
        PurchaseOrder.contract_id.in_(contract_ids), PurchaseOrder.solicitation.is_not(None)
    )
    found: dict[int, set[str]] = {}
    for row in await session.execute(codes):
        found.setdefault(row.id, set()).update(*(_named(each or {}) for each in (row.codes, row.above)))
    for contract_id, solicitation in await session.execute(proved):
        found.setdefault(contract_id, set()).update(_keys(solicitation or ""))
    return {contract_id: frozenset(named) for contract_id, named in found.items() if named}


async def _watched(session: AsyncSession, server_id: int) -> Sequence[Any]:
    """Return the dockets that a server's watches found, and articles that may be about a protest."""
    docket = and_(Contract.kind == Kind.PAGE.value, func.lower(Contract.url).like("%/docket/b-%"))
    article = and_(Contract.kind == Kind.ARTICLE.value, func.lower(Contract.url).like("%gao.gov/%"))
    columns = Contract.kind, Contract.title, Contract.text, Contract.url, Contract.codes, Contract.changed_at
    ours = Contract.id.in_(matched_ids(server_id)), or_(docket, article)
    return (await session.execute(select(*columns).where(*ours).order_by(Contract.newest_day.desc()))).all()


async def _described(
    session: AsyncSession, contract_ids: Collection[int]
) -> Mapping[int, list[DescribedProtest]]:
    """Return the modifications whose description has one of the phrases, newest first."""
    words = func.lower(Action.description)
    rows = (
        select(Action.contract_id, Action.number, Action.date, Action.description)
        .where(Action.contract_id.in_(contract_ids), or_(*(words.like(each) for each in _ROUGHLY)))
        .order_by(Action.date.desc(), Action.id.desc())
    )
    found: dict[int, list[DescribedProtest]] = {}
    for row in await session.execute(rows):
        if PHRASES.search(" ".join(row.description.split())):
            said = DescribedProtest(number=row.number, date=row.date, words=row.description)
            found.setdefault(row.contract_id, []).append(said)
    return found


def _dockets(watched: Iterable[Any], solicitations: frozenset[str]) -> Iterable[Docket]:
    for row in watched:
        if row.kind != Kind.PAGE.value or not is_docket(row.url) or _FILE not in row.codes:
            continue
        if not _named(row.codes) & solicitations:
            continue
        value = {scheme: str(code["code"]) for scheme, code in row.codes.items()}
        yield Docket(
            file=value[_FILE],
            protester=value.get("protester", ""),
            outcome=value.get("protest-outcome"),
            filed=_day(value.get("protest-filed")),
            decided=_day(value.get("protest-decided")),
            due=_day(value.get("protest-due")),
            url=row.url,
            read_at=row.changed_at,
        )


class _Articles:
    """Publications, newest first. Texts are folded once and each solicitation is looked for once, however
    many contracts name it."""

    def __init__(self, watched: Iterable[Any]) -> None:
        articles = [row for row in watched if row.kind == Kind.ARTICLE.value and is_gaos(row.url)]
        said = [f"{row.title} {row.text or ''}".casefold() for row in articles]
        self._articles = [
            ProtestArticle(title=row.title, url=row.url, read_at=row.changed_at) for row in articles
        ]
        self._said = [(text, "".join(filter(str.isalnum, text))) for text in said]
        self._places: dict[str, frozenset[int]] = {}

    def that_name(self, solicitations: Iterable[str]) -> tuple[ProtestArticle, ...]:
        places = frozenset[int]().union(*map(self._naming, solicitations))
        return tuple(self._articles[place] for place in sorted(places))

    def _naming(self, solicitation: str) -> frozenset[int]:
        if len(solicitation) < _MIN_LENGTH:
            return frozenset()
        if solicitation not in self._places:
            # Not as a part of a longer number: "…-01" does not name "…-011".
            characters = r"[\W_]*".join(solicitation)
            number = re.compile(rf"(?<![^\W_]){characters}(?![^\W_])")
            self._places[solicitation] = frozenset(
                place
                for place, (text, key) in enumerate(self._said)
                if solicitation in key and number.search(text)
            )
        return self._places[solicitation]


def _named(codes: Mapping[str, Any]) -> set[str]:
    code = codes.get(SOLICITATION)
    return _keys(str(code["code"])) if code else set()


def _keys(solicitations: str) -> set[str]:
    """Return the keys of solicitations: a docket may list several."""
    return {key for each in solicitations.split(",") if (key := solicitation_key(each))}


def _day(text: str | None) -> Day | None:
    try:
        return None if text is None else Day.fromisoformat(text)
    except ValueError:
        return None
