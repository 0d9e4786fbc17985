"""Read model of demands and of their sign forms, the queries behind it, and the check of what organisers
write."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import exists, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.common.clock import add_months, day_there
from bot.common.made import made_of
from bot.common.text import one_line, paragraphs
from bot.errors import UserError
from bot.petitions.counts.paper import paper_count
from bot.petitions.counts.publications import PublishedCount, next_look, published_count
from bot.petitions.counts.units import UnitView, units_of
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Announcement, Demand, DemandVersion, Fact, Publication
from bot.storage.ttl_cache import TtlCache

Wordings = Mapping[str, Mapping[str, str]]
"""Text of a demand by language: ``{"en": {"title": …, "body": …}, "fr": …}``."""

STATES = ("open", "closed", "delivered", "answered", "void", "draft", "archived")
"""Values of ``DemandView.state``, in list order."""

FOR_MEMBERS = ("open", "closed", "delivered", "answered", "void")
"""States in which members' lists include a demand; signatures can be withdrawn in each but the last."""

OUTCOMES = ("agreed", "partly", "refused")
"""Possible outcomes of management's answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """Handover of a closed demand."""

    day: Day
    to: str
    count: int  # signatures, as published at that time
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagementAnswer:
    """Management's answer to a delivered demand."""

    day: Day
    outcome: str  # one of OUTCOMES
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidView:
    """End of a demand whose issuing key was copied: its counts prove nothing."""

    at: datetime
    why: str  # as organisers said it; empty if it was read back from the board
    again: str | None  # slug of a demand with the same text that opened since and can be signed on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandView:
    """Read model of a demand, public. ``publication`` is the last one: no other count is ever shown."""

    id: int
    server_id: int
    slug: str
    state: str  # one of STATES
    version: int  # of text and consent, starting at 1; a signature supports one version
    texts: Wordings
    text_hash: str | None  # ``consent.digest`` of ``texts``; None before it opened
    consent: Mapping[str, str] | None  # by language; None before it opened
    consent_hash: str | None
    verified_by: str  # server: anyone in it may sign; role: members with the role; roster: linked members
    signed_by: str  # discord, page (the union's), paper: one of ``demands.service.WAYS``
    account_days: int  # minimum age of every signer's account
    server_days: int  # minimum time of every signer in the server
    roster_size: int | None  # members on the roster, rounded down to tens; None without a roster
    role_ids: tuple[int, ...]  # any one of them is required; empty: anyone in the server may sign
    min_account_days: int  # current requirement for signing: can be widened, never narrowed
    min_server_days: int
    min_eligible: int  # fewer people who can sign it, and no count is published
    eligible_checked: bool | None  # Discord reported the number of role holders; None: not required
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    publication: PublishedCount | None
    goal: int | None
    time_zone: str  # IANA name, for ``closes_at`` and every day that is shown
    paper: int  # signatures on paper confirmed by two organisers: counted separately
    text_changed_at: datetime | None  # time of the last change of the text; None: never changed
    delivery: DeliveryView | None
    answer: ManagementAnswer | None
    void: VoidView | None
    void_proposal: Mapping[str, Any] | None  # ``id`` and ``why`` of a voiding that awaits confirmation
    archived_at: datetime | None
    signing_ends: datetime | None  # at the latest, as signers were told; None for drafts and paper
    extension: Mapping[str, Any] | None  # ``id``, ``moment``, ``zone`` of a later last day to be confirmed
    retention_months: int | None  # from closing until its key is destroyed
    legal_hold: bool  # its key is kept until ``hold_until``
    hold_until: datetime | None  # end of the hold: planned, or actual once it was lifted
    hold_reason: str | None
    hold_proposal: Mapping[str, Any] | None  # ``id`` and ``reason`` of a hold that awaits confirmation
    anonymous_at: datetime | None  # destruction of its key: signatures are gone, the count stays
    has_facts: bool  # the server has facts to show
    stamp: int  # incremented at each change that a card shows
    next_look_at: datetime | None = None  # stored time at which its count is evaluated next

    @property
    def count(self) -> int:
        """The last published count, 0 before the first; of a demand that is signed on paper alone, the count
        on paper."""
        if self.signed_by == "paper":
            return self.paper
        return 0 if self.publication is None else self.publication.count

    def day_of(self, moment: datetime) -> Day:
        """Return the day of this moment in the demand's time zone, as shown everywhere."""
        return day_there(moment, self.time_zone)

    def next_count_on(self, rule: PublicationRule, now: datetime) -> Day:
        """Return the earliest day of the next regular count: of the next evaluation, or of the deadline.

        Organisers who close the demand or invalidate signatures bring one about before. It depends on
        published counts, the rule and the clock, and on no signature.
        """
        last = None if self.publication is None else self.publication.published_at
        looks = next_look(rule, stored=self.next_look_at, last=last, opened=self.opened_at) or now
        looks = min(looks, now + min(rule.every, rule.latest), self.closes_at or looks)
        return self.day_of(max(looks, now))


def signing_end(demand: Demand) -> datetime | None:
    """Return the last moment to which one organiser may move the end of signing; ``None`` for a draft, and
    for a demand on paper, which has no key."""
    if demand.opened_at is None or demand.signing_months is None:
        return None
    return add_months(demand.opened_at, demand.signing_months)


async def view_of(
    session: AsyncSession, server_id: int, demand_id: int, *, include_drafts: bool = True
) -> DemandView:
    """Return one demand. Raises ``UserError`` if the server has none with this id."""
    found = await views_of(session, server_id, Demand.id == demand_id, include_drafts=include_drafts)
    if not found:
        raise UserError("refusal-no-such-demand")
    return found[0]


async def views_of(
    session: AsyncSession, server_id: int, *more: Any, include_drafts: bool
) -> list[DemandView]:
    """Return the server's demands that meet ``more`` conditions, in the order of STATES, each newest
    first."""
    rows = (await session.execute(_select(server_id, include_drafts).where(*more))).all()
    changed = [demand.id for demand, *_ in rows if demand.version > 1]
    versions: dict[int, list[Any]] = {}
    if changed:
        columns = DemandVersion.demand_id, DemandVersion.text_hash, DemandVersion.made_at
        query = select(*columns).where(DemandVersion.demand_id.in_(changed))
        for row in await session.execute(query.order_by(DemandVersion.version)):
            versions.setdefault(row.demand_id, []).append(row)
    instead = await _signed_instead(session, server_id, [demand for demand, *_ in rows])
    views = [
        made_of(
            DemandView,
            demand,
            state=state_of(demand),
            role_ids=tuple(demand.role_ids or ()),
            publication=None if publication is None else published_count(publication),
            paper=int(paper),
            text_changed_at=_text_changed_at(versions.get(demand.id, ())),
            delivery=_delivery(demand),
            answer=_answer(demand),
            void=_void(demand, instead),
            signing_ends=signing_end(demand),
            anonymous_at=demand.key_destroyed_at,
            has_facts=has_facts,
        )
        for demand, publication, paper, has_facts in rows
    ]
    return sorted(views, key=lambda view: (STATES.index(view.state), -view.id))


def shown_of(demand: Demand | DemandView, languages: Iterable[str]) -> dict[str, Any]:
    """Return what a form shows that changes a demand in these languages."""
    return {
        "texts": {language: demand.texts.get(language) for language in languages},
        "signed_by": demand.signed_by,
    }


def state_of(demand: Demand) -> str:
    """Return the state of a demand, one of STATES."""
    if demand.archived_at is not None:
        return "archived"
    if demand.voided_at is not None:
        return "void"
    if demand.answered_on is not None:
        return "answered"
    return "delivered" if demand.delivered_on is not None else demand.state


def _select(server_id: int, include_drafts: bool) -> Any:
    """Query for demands with their last publication, if any, their number of paper signatures, and whether
    the server has facts."""
    other = aliased(Publication)
    last = (
        select(func.max(other.number)).where(other.demand_id == Demand.id).correlate(Demand).scalar_subquery()
    )
    facts = exists().where(Fact.server_id == server_id, Fact.retired_at.is_(None))
    query = (
        select(Demand, Publication, paper_count(Demand.id), facts)
        .outerjoin(Publication, (Publication.demand_id == Demand.id) & (Publication.number == last))
        .where(Demand.server_id == server_id)
    )
    return query if include_drafts else query.where(Demand.state != "draft")


def _text_changed_at(versions: Sequence[Any]) -> datetime | None:
    since: datetime | None = None
    for before, after in pairwise(versions):
        if before.text_hash != after.text_hash:
            since = after.made_at
    return since


def _delivery(demand: Demand) -> DeliveryView | None:
    if demand.delivered_on is None:
        return None
    return DeliveryView(
        day=demand.delivered_on,
        to=demand.delivered_to or "",
        count=demand.delivered_count or 0,
        note=demand.delivery_note or "",
    )


async def _signed_instead(
    session: AsyncSession, server_id: int, demands: Sequence[Demand]
) -> list[tuple[str | None, datetime | None, str]]:
    """Return text, opening and slug of the open demands with the texts of void ones, oldest first."""
    texts = {demand.text_hash for demand in demands if demand.voided_at is not None}
    if not texts:
        return []
    query = select(Demand.text_hash, Demand.opened_at, Demand.slug).where(
        Demand.server_id == server_id,
        Demand.state == "open",
        Demand.signed_by == "page",
        Demand.text_hash.in_(texts),
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(query.order_by(Demand.id))]


def _void(demand: Demand, instead: Sequence[tuple[str | None, datetime | None, str]]) -> VoidView | None:
    voided_at = demand.voided_at
    if voided_at is None:
        return None
    since = (slug for text, at, slug in instead if text == demand.text_hash and at and at >= voided_at)
    return VoidView(at=voided_at, why=demand.void_why or "", again=next(since, None))


def _answer(demand: Demand) -> ManagementAnswer | None:
    if demand.answered_on is None:
        return None
    return ManagementAnswer(
        day=demand.answered_on, outcome=demand.answer or "", text=demand.answer_text or ""
    )


TITLE_LENGTH = 120
BODY_LENGTH = 1500

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def is_empty(wording: Mapping[str, str]) -> bool:
    """True if there is neither a title nor a text: that takes the language away."""
    return not one_line("".join(wording.values()))


def check_texts(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Validate and normalise ``{"en": {"title": …, "body": …}, …}``. Raises ``UserError``."""
    if not texts:
        raise UserError("refusal-demand-without-text")
    tidied = {}
    for language, wording in texts.items():
        if not _LANGUAGE.fullmatch(language):
            raise UserError("refusal-demand-language", language=language)
        title, body = one_line(wording.get("title", "")), paragraphs(wording.get("body", ""))
        if not title or not body:
            raise UserError("refusal-demand-without-text")
        if len(title) > TITLE_LENGTH:
            raise UserError("refusal-demand-title-long", length=len(title), limit=TITLE_LENGTH)
        if len(body) > BODY_LENGTH:
            raise UserError("refusal-demand-body-long", length=len(body), limit=BODY_LENGTH)
        tidied[language] = {"title": title, "body": body}
    return tidied


@dataclass(frozen=True, slots=True, kw_only=True)
class SignForm:
    """A demand as its members see it, the units that they may name, and its last posted card, as the ids of
    channel and message."""

    demand: DemandView
    units: tuple[UnitView, ...]
    posted: tuple[int, int] | None = None


class SignForms:
    """Cache of the sign forms of all demands. Thousands of members may open a form at once: it is read again
    after some seconds, not each time.

    Nothing is decided by the cached content: a submitted form signs the version that it showed, or is
    refused, according to the transaction that stores the signature.
    """

    def __init__(
        self, database: Database, *, recent: TtlCache[tuple[int, int], SignForm] | None = None
    ) -> None:
        self._database = database
        self._recent = recent or TtlCache(database)

    async def of(self, server_id: int, demand_id: int) -> SignForm:
        """Return the form of a demand of the server. Raises ``UserError`` if it has none with this id."""
        return await self._recent.get((server_id, demand_id), lambda: self._read(server_id, demand_id))

    async def _read(self, server_id: int, demand_id: int) -> SignForm:
        async with self._database.read() as session:
            demand = await view_of(session, server_id, demand_id, include_drafts=False)
            units = tuple(unit for unit in await units_of(session, server_id) if unit.is_confirmed)
            return SignForm(demand=demand, units=units, posted=await _last_card(session, demand_id))


async def _last_card(session: AsyncSession, demand_id: int) -> tuple[int, int] | None:
    """Return the demand's card that was posted last and not deleted."""
    query = (
        select(Announcement.channel_id, Announcement.message_id)
        .where(
            literal_column("announcements.kind = 'demand'"),  # matches the partial index
            Announcement.subject == f"demand:{demand_id}",
            Announcement.message_id.is_not(None),
        )
        .order_by(Announcement.id.desc())
        .limit(1)
    )
    row = (await session.execute(query)).first()
    return None if row is None else (row.channel_id, row.message_id)
