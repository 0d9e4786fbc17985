"""Changing the text of an open demand: proposed, looked at beside what it was, and confirmed as a new
version, which signatures do not support until their signers sign again."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.audit import UNRECORDED, Recorder
from bot.clock import Clock
from bot.petitions.demands.consent import digest
from bot.petitions.demands.service import keep_version
from bot.petitions.demands.views import DemandView, Wordings, view_of
from bot.petitions.rows import is_over, locked
from bot.petitions.wording import checked
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Demand

_TOKEN = 16  # characters of a hash, for a button


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an open demand would become. ``token`` stands for exactly these words."""

    demand: DemandView
    texts: Wordings  # in the languages that would change
    token: str


class Amendments:
    """The changes of every server's open demands. ``by`` is the Discord id of the organiser who acts."""

    def __init__(self, database: Database, clock: Clock, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def propose(self, server_id: int, demand_id: int, texts: Wordings) -> Proposal:
        """Put words by for an open demand, together with what is proposed in other languages: nothing
        changes yet. Raises ``Refusal``, also where the words are those that it has."""
        wordings = checked(texts)
        async with self._database.write() as session:
            _, demand = await locked(session, server_id, demand_id)
            self._check_open(demand)
            proposed = {**(demand.proposal or {}), **wordings}
            changed = {name: text for name, text in proposed.items() if demand.texts.get(name) != text}
            demand.proposal = changed or None
            await session.flush()
            view = await view_of(session, server_id, demand_id)
            token = _token(demand, changed)
        if not changed:
            raise Refusal("refusal-demand-unchanged")
        return Proposal(demand=view, texts=changed, token=token)

    async def confirm(
        self, server_id: int, demand_id: int, token: str, *, by: int | None = None
    ) -> DemandView:
        """Make what ``token`` stands for the demand's text: a new version.

        Raises ``Refusal`` if it is no longer what is proposed, or the demand is not open any more.
        """
        now = self._clock()
        async with self._database.write() as session:
            _, demand = await locked(session, server_id, demand_id)
            self._check_open(demand)
            proposed = demand.proposal
            if not proposed or _token(demand, proposed) != token:
                raise Refusal("refusal-proposal-changed")
            before = {name: demand.texts[name] for name in proposed if name in demand.texts}
            demand.texts = {**demand.texts, **proposed}
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
            return await view_of(session, server_id, demand_id)

    async def discard(self, server_id: int, demand_id: int) -> None:
        """Forget what is proposed. Raises ``Refusal`` if there is no such demand."""
        async with self._database.write() as session:
            _, demand = await locked(session, server_id, demand_id)
            demand.proposal = None

    def _check_open(self, demand: Demand) -> None:
        if demand.state == "draft":
            raise Refusal("refusal-demand-not-open")
        if demand.state == "closed" or is_over(demand, self._clock()):
            raise Refusal("refusal-edit-closed")


def _token(demand: Demand, proposed: Mapping[str, Mapping[str, str]]) -> str:
    return digest({"texts": proposed, "of": demand.text_hash})[:_TOKEN]
