"""/updates: latest changes, and the status of watches and posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.announcements.outbox import Outbox
from bot.common.clock import Clock
from bot.contracts.queries.service import Contracts
from bot.petitions.counts.invariants import Invariants
from bot.petitions.demands.service import Demands, DemandView
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.privacy.retention import Retention
from bot.petitions.signing.holders import HolderCounts, eligible
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.demands.retention import notice_warnings
from bot.ui.layout import Card
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.options import id_in
from bot.ui.permissions import is_gone, is_organiser, organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, say
from bot.ui.router import answers
from bot.ui.watches.updates import ServerStatus, Stuck, latest_list, page_lines, status_card, untold_lines


@dataclass(eq=False, kw_only=True)
class UpdatesCog(
    commands.GroupCog,
    group_name="updates",
    group_description="What changed in the contracts, and the status of the watches.",
):
    """News and status, for everyone; only organisers can have a post repeated."""

    texts: Texts
    clock: Clock
    clock_is_right: Callable[[], bool]
    not_stored: Callable[[], str | None]
    servers: Servers
    contracts: Contracts
    outbox: Outbox
    demands: Demands
    holders: HolderCounts
    on_page: PageLedgers
    retention: Retention
    invariants: Invariants

    @app_commands.command(name="latest", description="The latest changes to the contracts.")
    async def latest(self, interaction: Interaction) -> None:
        await answer(interaction, await self._latest(interaction, 0))

    @answers("latest")
    async def turn_latest(self, interaction: Interaction, offset: str) -> None:
        await turn_or_answer(interaction, await self._latest(interaction, whole_number(offset)))

    @app_commands.command(
        name="status",
        description="When the sources were read, what failed, and what is waiting to be posted.",
    )
    async def status(self, interaction: Interaction) -> None:
        await answer(interaction, await self._status(interaction, 0))

    @answers("status")
    async def turn_status(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn_or_answer(interaction, await self._status(interaction, whole_number(offset)))

    @answers("post-again")
    async def post_again(self, interaction: Interaction, last: str = "") -> None:
        """Post the uncertain posts again: an organiser has seen that they are missing in the channel."""
        settings = await organiser(interaction, self.servers)
        count = await self.outbox.retry_uncertain(
            settings.id, by=interaction.user.id, last=id_in(last) or None
        )
        await say(interaction, self.texts.of(interaction.locale)("status-posting-again", count=count))

    @answers("posts-seen")
    async def posts_seen(self, interaction: Interaction, last: str = "") -> None:
        """Mark the uncertain posts as sent: an organiser has seen them in the channel."""
        settings = await organiser(interaction, self.servers)
        count = await self.outbox.settle_uncertain(
            settings.id, by=interaction.user.id, last=id_in(last) or None
        )
        await say(interaction, self.texts.of(interaction.locale)("status-posts-seen", count=count))

    async def _status(self, interaction: Interaction, offset: int) -> Card:
        server_id = server_id_of(interaction)
        organises = await is_organiser(interaction, self.servers)
        status = ServerStatus(
            watches=await self.contracts.status(server_id),
            held=await self.outbox.backlog(server_id),
            settings=await self.servers.get(server_id),
            not_stored=self.not_stored(),
            clock_is_right=self.clock_is_right(),
            drifting=await self._drifting(server_id) if organises else (),
            stuck=await in_time(interaction, self._stuck(interaction)) if organises else (),
            warnings=await self._warnings(interaction, server_id) if organises else (),
        )
        t = self.texts.of(interaction.locale)
        return status_card(status, t, now=self.clock(), organiser=organises, offset=offset)

    async def _stuck(self, interaction: Interaction) -> Sequence[Stuck]:
        """Return the demands that nobody can sign any more, or too few for a count to be published."""
        server_id = server_id_of(interaction)
        demands = [
            demand
            for demand in await self.demands.list(server_id)
            if demand.state in ("open", "closed") and demand.anonymous_at is None
        ]
        if not any(demand.role_ids or demand.verified_by == "roster" for demand in demands):
            return ()
        counts = await self.holders.of(server_id)
        found = []
        for demand in demands:
            gone = demand.role_ids and all(is_gone(interaction, role_id) for role_id in demand.role_ids)
            if gone and demand.state == "open":
                found.append(Stuck(demand, "gone"))
            elif eligible(demand, counts) == "few":
                found.append(Stuck(demand, "few"))
        return found

    async def _warnings(self, interaction: Interaction, server_id: int) -> Sequence[str]:
        t = self.texts.of(interaction.locale)
        failed = await self.retention.failed(server_id)
        untold = await self.contracts.untold(server_id)
        faults = await self.on_page.faults(server_id)
        stuck = page_lines(faults, await self.demands.list(server_id), t) if faults else ()
        return [*stuck, *notice_warnings(failed, t), *untold_lines(untold, t)]

    async def _drifting(self, server_id: int) -> Sequence[DemandView]:
        """Return the demands whose count and signatures disagreed at the last check."""
        found = {drift.demand_id for drift in self.invariants.found or ()}
        if not found:
            return ()
        theirs = await self.demands.list(server_id)
        return [demand for demand in theirs if demand.id in found]

    async def _latest(self, interaction: Interaction, offset: int) -> Card:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        wanted = (await self.servers.get(server_id)).administrative_news
        page = await self.contracts.latest(server_id, offset=offset, administrative=wanted)
        if offset and not page.items:
            page = await self.contracts.latest(server_id, administrative=wanted)
        if page.items:
            return latest_list(page, t)
        watched = await self.contracts.status(server_id)
        return Card().text(t("updates-none" if watched else "contracts-no-watch"))
