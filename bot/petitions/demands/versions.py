"""New versions of an open demand: amendments of its text, and extensions of signing.

An amendment is proposed, shown beside the old text, and confirmed as a new version, which existing signatures
do not support until their signers sign again. The longest signing time is fixed when a demand opens, and
stands in its consent: it limits how long its key can exist. One organiser proposes a later last day, another
confirms it; that makes a new version with a new consent, which is posted. A proposal alone has no effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Audit, Recorder, shown_proposal
from bot.common.clock import Clock, add_months, is_over
from bot.common.shown import check_shown
from bot.errors import UserError
from bot.petitions.demand_rows import lock_demand
from bot.petitions.demands.consent import SIGNING_MONTHS, consent_texts, digest, keep, privacy_of
from bot.petitions.demands.deadlines import Deadline, check_end_moves, check_new_version
from bot.petitions.demands.service import keep_version
from bot.petitions.demands.views import DemandView, Wordings, check_texts, shown_of, view_of
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.posts import post, record
from bot.storage import Database
from bot.storage.models import Demand, Server
from bot.texts import Texts

_TOKEN = 16  # length of the hash in a button


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Proposed change to an open demand. ``token`` identifies exactly this text."""

    demand: DemandView
    texts: Wordings  # in the languages that change
    token: str


class Amendments:
    """Service for amendments on all servers. ``by`` is the Discord id of the organiser."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        texts: Texts,
        *,
        on_page: PageLedgers | None = None,
        audit: Recorder = UNRECORDED,
    ) -> None:
        self._database = database
        self._texts = texts
        self._clock = clock
        self._audit = audit
        self._page = on_page

    async def propose(
        self, server_id: int, demand_id: int, texts: Wordings, *, seen: str | None = None
    ) -> Proposal:
        """Store a proposal for an open demand, merged with what is already proposed in other languages. The
        demand itself does not change. ``seen``: the ``shown_digest`` of ``shown_of`` it.

        Raises ``UserError``, also if the text is the current one, and on the page while a new version would
        mark signatures (``deadlines.check_new_version``).
        """
        wordings = check_texts(texts)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            await self._check(session, demand)
            check_shown(seen, shown_of(demand, texts))
            proposed = {**(demand.proposal or {}), **wordings}
            changed = {name: text for name, text in proposed.items() if demand.texts.get(name) != text}
            demand.proposal = changed or None
            await session.flush()
            view = await view_of(session, server_id, demand_id)
            token = _token(demand, changed)
        if not changed:
            raise UserError("refusal-demand-unchanged")
        return Proposal(demand=view, texts=changed, token=token)

    async def confirm(
        self, server_id: int, demand_id: int, token: str, *, by: int | None = None
    ) -> DemandView:
        """Apply the proposal identified by ``token`` as a new version, with the consent as it is now.

        Raises ``UserError`` like ``propose``, and if the proposal has changed.
        """
        now = self._clock()
        async with self._database.write() as session:
            server, demand = await lock_demand(session, server_id, demand_id)
            await self._check(session, demand)
            proposed = demand.proposal
            if not proposed or _token(demand, proposed) != token:
                raise UserError("refusal-proposal-changed")
            before = {name: demand.texts[name] for name in proposed if name in demand.texts}
            demand.texts = {**demand.texts, **proposed}
            demand.text_hash = digest(demand.texts)
            demand.proposal = None
            await _begin_version(session, self._texts, server, demand, now)
            told, after = {"texts": before}, {"texts": proposed, "version": demand.version}
            await record(self._audit, session, demand, by, "demand-amend", before=told, after=after)
            view = await view_of(session, server_id, demand_id)
        if self._page is not None and view.signed_by == "page":
            await self._page.settle_soon(demand_id)
        return view

    async def discard(self, server_id: int, demand_id: int) -> None:
        """Delete the proposal. Raises ``UserError`` if there is no such demand."""
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            demand.proposal = None

    async def _check(self, session: AsyncSession, demand: Demand) -> None:
        now = self._clock()
        if demand.state == "draft":
            raise UserError("refusal-demand-not-open")
        if is_over(demand, now):
            raise UserError("refusal-edit-closed")
        await check_new_version(session, demand, demand.closes_at, now)


def _token(demand: Demand, proposed: Mapping[str, Mapping[str, str]]) -> str:
    return digest({"texts": proposed, "of": demand.text_hash})[:_TOKEN]


class Extensions:
    """Service for the extensions of all servers. Each call names a server and sees only that server's
    demands; ``by`` is the Discord id of the organiser."""

    def __init__(
        self, database: Database, clock: Clock, texts: Texts, audit: Audit, on_page: PageLedgers | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._audit = audit
        self._page = on_page

    async def propose(self, server_id: int, demand_id: int, closes: Deadline, *, by: int) -> None:
        """Propose a later last day; replaces an earlier proposal. Raises ``UserError`` for a demand that is
        not open, for a day more than the longest signing time from now, and on the page in the last day of
        signing, and while a new version would mark signatures (``deadlines.check_new_version``)."""
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            await self._check(session, demand, closes.moment)
            demand.extension = await self._audit.proposal(
                session, server_id, by, moment=closes.moment.isoformat(), zone=closes.zone
            )
            after = {"closes_at": closes.moment}
            await record(self._audit, session, demand, by, "demand-extend-propose", after=after)

    async def confirm(self, server_id: int, demand_id: int, *, proposal: str, by: int) -> None:
        """Extend signing as proposed by another organiser. ``proposal`` is the id of the proposal that was
        shown. Raises ``UserError``, also if ``by`` proposed it."""
        async with self._database.write() as session:
            server, demand = await lock_demand(session, server_id, demand_id)
            proposed = shown_proposal(demand.extension, proposal, kind="extension")
            moment = datetime.fromisoformat(proposed["moment"])
            await self._check(session, demand, moment)
            await self._audit.confirm(session, server_id, by, proposed, kind="extension")
            before = {"closes_at": demand.closes_at, "signing_months": demand.signing_months}
            demand.closes_at, demand.time_zone = moment, proposed["zone"]
            demand.signing_months = _months_until(demand, moment)
            demand.extension = None
            now = self._clock()
            await _begin_version(session, self._texts, server, demand, now)
            # Whoever signed before was told of a shorter time, and can still withdraw.
            await post(session, self._database, demand, "prolonged", f"prolonged:{demand.stamp}", now)
            after = {"closes_at": moment, "signing_months": demand.signing_months}
            await record(self._audit, session, demand, by, "demand-extend", before=before, after=after)
            is_on_page = demand.signed_by == "page"
        if self._page is not None and is_on_page:
            await self._page.settle_soon(demand_id)

    async def _check(self, session: AsyncSession, demand: Demand, moment: datetime) -> None:
        now = self._clock()
        if demand.state == "draft" or demand.signing_months is None:
            raise UserError("refusal-demand-not-open")
        if is_over(demand, now):
            raise UserError("refusal-schedule-closed")
        if moment > add_months(now, SIGNING_MONTHS):
            raise UserError("refusal-extension-too-long", months=SIGNING_MONTHS)
        check_end_moves(demand, now)
        await check_new_version(session, demand, moment, now)


def _months_until(demand: Demand, moment: datetime) -> int:
    """Return the fewest months from a demand's opening that reach this moment."""
    opened_at = demand.opened_at or moment
    months = demand.signing_months or SIGNING_MONTHS
    while add_months(opened_at, months) < moment:
        months += 1
    return months


async def _begin_version(
    session: AsyncSession, texts: Texts, server: Server, demand: Demand, now: datetime
) -> None:
    """Make a demand's text, with the consent as it is now, its next version, in the caller's transaction. The
    retention of its key stays what its signers were told."""
    demand.consent = await consent_texts(
        texts,
        replace(privacy_of(server), retention_months=demand.retention_months),
        demand.texts,
        roster=demand.verified_by == "roster",
        signed_by=demand.signed_by,
        signing_months=demand.signing_months or SIGNING_MONTHS,
    )
    demand.consent_hash = await keep(session, demand.consent)
    demand.version += 1
    demand.stamp += 1
    await session.flush()
    await keep_version(session, demand, now)
