"""What the union asks for: drafted, opened with its text and consent frozen, and closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.announcements.outbox import enqueue
from bot.clock import Clock
from bot.petitions import publications
from bot.petitions.consent import consent_texts, digest, keep, privacy_of
from bot.petitions.eligibility import claim
from bot.petitions.keys import Keys
from bot.petitions.paper import paper_count
from bot.petitions.posts import hold_server
from bot.petitions.publications import PublishedCount, published_count
from bot.petitions.wording import checked, folded, slugs
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Demand, Publication, Server
from bot.storage.upsert import ensure_server, insert_ignore
from bot.texts import Texts

MOST_SUGGESTIONS = 25
"""Discord shows no more choices."""

Wordings = Mapping[str, Mapping[str, str]]
"""A demand's text by language: ``{"en": {"title": …, "body": …}, "fr": …}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandView:
    """A demand as anyone may see it. ``publication`` is the last one: no other count is ever shown."""

    id: int
    server_id: int
    slug: str
    state: str  # draft, open, closed
    version: int  # of the text and the consent; a signature is for one
    texts: Wordings
    text_hash: str | None  # ``consent.digest`` of ``texts``, since it opened
    consent: Mapping[str, str] | None  # by language, since it opened
    consent_hash: str | None
    verified_by: str  # server: anyone in it may sign; role: only holders of the member role could; roster
    account_days: int  # that were asked of every signer: since the account was made
    server_days: int  # and since they joined the server
    roster_size: int | None  # members on the roster, rounded down to tens; None without one
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    retention_months: int | None  # after it closed, until its key is destroyed
    legal_hold: bool  # its key is kept until this is lifted
    anonymous_at: datetime | None  # its key was destroyed: signatures are gone, the count stays
    publication: PublishedCount | None
    paper: int  # signatures on paper, confirmed: counted apart


class Demands:
    """The demands of every server. Each call names the server, and sees its demands alone."""

    def __init__(self, database: Database, clock: Clock, texts: Texts, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._keys = keys

    async def create(
        self, server_id: int, texts: Wordings, *, closes_at: datetime | None = None
    ) -> DemandView:
        """Draft a demand. Its slug is made from its title, and is the server's only one.

        Raises ``Refusal`` for a text that is missing or too long, and for a last day that is past.
        """
        wordings = checked(texts)
        self._check_deadline(closes_at)
        title = wordings.get("en", next(iter(wordings.values())))["title"]
        values = {
            "server_id": server_id,
            "state": "draft",
            "version": 1,
            "texts": wordings,
            "verified_by": "server",
            "created_at": self._clock(),
            "closes_at": closes_at,
        }
        free, demand_id = slugs(title), None
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            while demand_id is None:  # as long as the slug is taken
                made = await session.execute(
                    insert_ignore(self._database, Demand)
                    .values(**values, slug=next(free))
                    .returning(Demand.id)
                )
                demand_id = made.scalar_one_or_none()
            return await _view(session, server_id, demand_id)

    async def edit(self, server_id: int, demand_id: int, texts: Wordings) -> DemandView:
        """Write a draft anew in the languages of ``texts``; in others it stays as it is.

        Raises ``Refusal``, also once the demand has opened.
        """
        wordings = checked(texts)
        async with self._database.write() as session:
            demand = await _locked(session, server_id, demand_id)
            if demand.state != "draft":
                raise Refusal("refusal-demand-not-draft")
            demand.texts = {**demand.texts, **wordings}
            await session.flush()
            return await _view(session, server_id, demand_id)

    async def open(self, server_id: int, demand_id: int) -> DemandView:
        """Freeze a draft's text and consent, make its key, and let members sign.

        Raises ``Refusal`` if the privacy settings are not complete, if its last day is past, if it is no
        draft; ``KeysError`` if no key can be made.
        """
        async with self._database.write() as session:
            # The server's row first: its privacy settings cannot change under the consent.
            server = (
                await session.execute(select(Server).where(Server.id == server_id).with_for_update())
            ).scalar_one_or_none()
            demand = await _locked(session, server_id, demand_id)
            if server is None or demand.state != "draft":
                is_open = demand.state == "open"
                raise Refusal("refusal-demand-already-open" if is_open else "refusal-demand-cannot-reopen")
            privacy = privacy_of(server)
            if privacy.missing():
                raise Refusal("refusal-privacy-missing", **privacy.states())
            if privacy.retention_months is None:
                raise Refusal("refusal-retention-missing")
            self._check_deadline(demand.closes_at)
            demand.state = "open"
            demand.retention_months = privacy.retention_months
            demand.opened_at = self._clock()
            demand.text_hash = digest(demand.texts)
            demand.consent = consent_texts(self._texts, privacy)
            demand.consent_hash = await keep(session, demand.consent)
            claim(demand, server)
            await session.flush()
            await self._keys.create_for_demand(session, demand_id)
            return await _view(session, server_id, demand_id)

    async def close(self, server_id: int, demand_id: int) -> DemandView:
        """Take no more signatures, and publish the last count. Raises ``Refusal`` if it is not open."""
        now = self._clock()
        async with self._database.write() as session:
            await hold_server(session, demand_id)
            demand = await _locked(session, server_id, demand_id)
            if demand.state != "open":
                draft = demand.state == "draft"
                raise Refusal("refusal-demand-never-opened" if draft else "refusal-demand-already-closed")
            await publications.close(session, self._database, demand, now=now, closed_at=now)
            await session.flush()
            view = await _view(session, server_id, demand_id)
        await self._database.checkpoint()
        return view

    async def announce(self, server_id: int, demand_id: int, *, request: str) -> int:
        """Put an open demand on its way to the server's channel, whose id is returned. One ``request``
        is one post, however often it is made.

        Raises ``Refusal`` if the demand is not open, or the server has no channel.
        """
        async with self._database.write() as session:
            # The server's row first, as everywhere: a new channel takes with it all that waits.
            channel_id = (
                await session.execute(
                    select(Server.channel_id).where(Server.id == server_id).with_for_update(read=True)
                )
            ).scalar_one_or_none()
            demand = await _locked(session, server_id, demand_id)
            if demand.state != "open":
                draft = demand.state == "draft"
                raise Refusal("refusal-demand-not-open" if draft else "refusal-demand-already-closed")
            if channel_id is None:
                raise Refusal("refusal-no-channel")
            await enqueue(
                session,
                self._database,
                server_id=server_id,
                channel_id=channel_id,
                kind="demand",
                subject=f"demand:{demand_id}",
                occasion=f"request:{request}",
                now=self._clock(),
                shown_stamp=demand.stamp,
            )
        return channel_id

    async def list(self, server_id: int, *, include_drafts: bool = False) -> tuple[DemandView, ...]:
        """The server's demands: open ones first, then closed ones, then drafts, each newest first."""
        async with self._database.read() as session:
            rows = await session.execute(_select_views(server_id, include_drafts=include_drafts))
            views = [_to_view(*row) for row in rows]
        places = ("open", "closed", "draft")
        return tuple(sorted(views, key=lambda view: (places.index(view.state), -view.id)))

    async def get(self, server_id: int, demand_id: int, *, include_drafts: bool = False) -> DemandView:
        """One demand. Raises ``Refusal`` if the server has none with this id."""
        async with self._database.read() as session:
            return await _view(session, server_id, demand_id, include_drafts=include_drafts)

    async def suggest(self, server_id: int, typed: str, *, states: Collection[str]) -> tuple[DemandView, ...]:
        """At most 25 demands in one of ``states`` whose title, in any language, or slug holds what was
        typed."""
        wanted = folded(typed.strip())
        return tuple(
            view
            for view in await self.list(server_id, include_drafts="draft" in states)
            if view.state in states
            and (wanted in view.slug or any(wanted in folded(text["title"]) for text in view.texts.values()))
        )[:MOST_SUGGESTIONS]

    def _check_deadline(self, closes_at: datetime | None) -> None:
        if closes_at is not None and closes_at <= self._clock():
            raise Refusal("refusal-demand-deadline-past", closes=closes_at.date())


async def _locked(session: AsyncSession, server_id: int, demand_id: int) -> Demand:
    demand = (
        await session.execute(
            select(Demand).where(Demand.server_id == server_id, Demand.id == demand_id).with_for_update()
        )
    ).scalar_one_or_none()
    if demand is None:
        raise Refusal("refusal-no-such-demand")
    return demand


def _select_views(server_id: int, *, include_drafts: bool) -> Any:
    """Demands, each with its last publication if there is one, and its signatures on paper."""
    other = aliased(Publication)
    last = (
        select(func.max(other.number)).where(other.demand_id == Demand.id).correlate(Demand).scalar_subquery()
    )
    query = (
        select(Demand, Publication, paper_count(Demand.id))
        .outerjoin(Publication, (Publication.demand_id == Demand.id) & (Publication.number == last))
        .where(Demand.server_id == server_id)
    )
    return query if include_drafts else query.where(Demand.state != "draft")


async def _view(
    session: AsyncSession, server_id: int, demand_id: int, *, include_drafts: bool = True
) -> DemandView:
    query = _select_views(server_id, include_drafts=include_drafts).where(Demand.id == demand_id)
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise Refusal("refusal-no-such-demand")
    return _to_view(*row)


def _to_view(demand: Demand, publication: Publication | None, paper: int) -> DemandView:
    return DemandView(
        id=demand.id,
        server_id=demand.server_id,
        slug=demand.slug,
        state=demand.state,
        version=demand.version,
        texts=demand.texts,
        text_hash=demand.text_hash,
        consent=demand.consent,
        consent_hash=demand.consent_hash,
        verified_by=demand.verified_by,
        account_days=demand.account_days,
        server_days=demand.server_days,
        roster_size=demand.roster_size,
        opened_at=demand.opened_at,
        closes_at=demand.closes_at,
        closed_at=demand.closed_at,
        retention_months=demand.retention_months,
        legal_hold=demand.legal_hold,
        anonymous_at=demand.key_destroyed_at,
        publication=None if publication is None else published_count(publication),
        paper=int(paper),
    )
