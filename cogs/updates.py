"""/updates: latest changes, and the status of watches and posts."""

from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands

from bot.petitions.demands.service import DemandView
from bot.petitions.signing.eligibility import eligible
from bot.ui.demands.retention import notice_warnings
from bot.ui.layout import Card
from bot.ui.permissions import is_gone, is_organiser
from bot.ui.router import answers, whole_number
from bot.ui.watches.updates import ServerStatus, Stuck, latest_list, page_lines, status_card, untold_lines
from cogs.base import BotCog, Request, StaffRequest, anyone, organisers


class UpdatesCog(
    BotCog,
    commands.GroupCog,
    group_name="updates",
    group_description="What changed in the contracts, and the status of the watches.",
):
    """News and status, for everyone; only organisers can have a post repeated."""

    @app_commands.command(name="latest", description="The latest changes to the contracts.")
    @anyone
    async def latest(self, request: Request) -> None:
        await request.answer(await self._latest(request, 0))

    @answers("latest")
    @anyone
    async def turn_latest(self, request: Request, offset: str) -> None:
        await request.turn_or_answer(await self._latest(request, whole_number(offset)))

    @app_commands.command(
        name="status",
        description="When the sources were read, what failed, and what is waiting to be posted.",
    )
    @anyone
    async def status(self, request: Request) -> None:
        await request.answer(await self._status(request, 0))

    @answers("status")
    @anyone
    async def turn_status(self, request: Request, offset: str, *_: str) -> None:
        await request.turn_or_answer(await self._status(request, whole_number(offset)))

    @answers("post-again")
    @organisers
    async def post_again(self, request: StaffRequest, shown: str) -> None:
        """Post the uncertain posts again: an organiser has seen that they are missing in the channel."""
        count = await self.app.outbox.retry_uncertain(request.server_id, by=request.by, shown=shown)
        await request.say(request.t("status-posting-again", count=count))

    @answers("posts-seen")
    @organisers
    async def posts_seen(self, request: StaffRequest, shown: str) -> None:
        """Mark the uncertain posts as sent: an organiser has seen them in the channel."""
        count = await self.app.outbox.settle_uncertain(request.server_id, by=request.by, shown=shown)
        await request.say(request.t("status-posts-seen", count=count))

    async def _status(self, request: Request, offset: int) -> Card:
        server_id, app = request.server_id, self.app
        organises = await is_organiser(request.interaction, app.servers)
        status = ServerStatus(
            watches=await app.contracts.status(server_id),
            held=await app.outbox.backlog(server_id),
            settings=await app.servers.get(server_id),
            not_stored=app.database.outage.code,
            clock_is_right=app.clock_check.is_right(),
            drifting=await self._drifting(server_id) if organises else (),
            stuck=await self._stuck(request) if organises else (),
            warnings=await self._warnings(request) if organises else (),
        )
        return status_card(status, request.t, now=app.clock(), organiser=organises, offset=offset)

    async def _stuck(self, request: Request) -> Sequence[Stuck]:
        """Return the demands that nobody can sign any more, or too few for a count to be published."""
        demands = [
            demand
            for demand in await self.app.demands.list(request.server_id)
            if demand.state in ("open", "closed") and demand.anonymous_at is None
        ]
        if not any(demand.role_ids or demand.verified_by == "roster" for demand in demands):
            return ()
        counts = await self.app.holders.of(request.server_id)
        found = []
        for demand in demands:
            gone = demand.role_ids and all(is_gone(request.interaction, role) for role in demand.role_ids)
            if gone and demand.state == "open":
                found.append(Stuck(demand, "gone"))
            elif eligible(demand, counts) == "few":
                found.append(Stuck(demand, "few"))
        return found

    async def _warnings(self, request: Request) -> Sequence[str]:
        server_id, t = request.server_id, request.t
        failed = await self.app.retention.failed(server_id)
        untold = await self.app.contracts.untold(server_id)
        faults = await self.app.on_page.faults(server_id)
        stuck = page_lines(faults, await self.app.demands.list(server_id), t) if faults else ()
        return [*stuck, *notice_warnings(failed, t), *untold_lines(untold, t)]

    async def _drifting(self, server_id: int) -> Sequence[DemandView]:
        """Return the demands whose count and signatures disagreed at the last check."""
        found = {drift.demand_id for drift in self.app.invariants.found or ()}
        if not found:
            return ()
        return [demand for demand in await self.app.demands.list(server_id) if demand.id in found]

    async def _latest(self, request: Request, offset: int) -> Card:
        t, server_id, contracts = request.t, request.server_id, self.app.contracts
        page = await contracts.latest(server_id, offset=offset)
        if offset and not page.items:
            page = await contracts.latest(server_id)
        if page.items:
            return latest_list(page, t)
        watched = await contracts.status(server_id)
        return Card().text(t("updates-none" if watched else "contracts-no-watch"))
