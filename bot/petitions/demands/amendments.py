"""Amendments: changes to the text of an open demand. A change is proposed, shown beside the old text, and
confirmed as a new version, which existing signatures do not support until their signers sign again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.common.deadline import is_over
from bot.errors import UserError
from bot.petitions.demand_texts import check_texts
from bot.petitions.demands.consent import SIGNING_MONTHS, consent_texts, digest, keep
from bot.petitions.demands.service import keep_version
from bot.petitions.demands.views import DemandView, Wordings, view_of
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page.limits import check_new_version
from bot.petitions.privacy_notice import privacy_of
from bot.petitions.row_locks import lock_demand
from bot.storage import Database
from bot.storage.models import Demand
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

    async def propose(self, server_id: int, demand_id: int, texts: Wordings) -> Proposal:
        """Store a proposal for an open demand, merged with what is already proposed in other languages. The
        demand itself does not change. Raises ``UserError``, also if the text is the current one, and on the
        page while a new version would mark signatures (``petitions.page.limits``)."""
        wordings = check_texts(texts)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            await self._check(session, demand)
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
            demand.consent = await consent_texts(
                self._texts,
                replace(privacy_of(server), retention_months=demand.retention_months),
                demand.texts,
                roster=demand.verified_by == "roster",
                signed_by=demand.signed_by,
                signing_months=demand.signing_months or SIGNING_MONTHS,
            )
            demand.consent_hash = await keep(session, demand.consent)
            demand.text_hash = digest(demand.texts)
            demand.proposal = None
            demand.version += 1
            demand.stamp += 1
            await session.flush()
            await keep_version(session, demand, now)
            await self._audit.record(
                session,
                server_id,
                by,
                "demand-amend",
                f"demand:{demand_id}",
                before={"texts": before},
                after={"texts": proposed, "version": demand.version},
            )
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
