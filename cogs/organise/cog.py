"""The organisers' cog: made of the acts of this folder, and those of export, audit and rounds."""

import asyncio
import io
import tempfile
from pathlib import Path

import discord

from bot.ui.layout import Card
from bot.ui.organise.acts import act, language, one_of
from bot.ui.organise.records import (
    CAMPAIGN_FILE,
    FILE,
    attached,
    audit_list,
    campaign_card,
    evidence_card,
    export_card,
)
from bot.ui.organise.rounds import round_card, round_offer_card
from bot.ui.replies import defer
from bot.ui.router import answers, whole_number
from cogs.base import StaffRequest, organisers
from cogs.organise.count import CountCommands
from cogs.organise.demand_lifecycle import DemandLifecycleCommands
from cogs.organise.fact import FactCommands
from cogs.organise.panel import PanelSteps
from cogs.organise.settings import SettingsCommands
from cogs.organise.watch import WatchCommands

COUNTS, EVIDENCE, CAMPAIGN = CONTENTS = "counts", "evidence", "campaign"
_ACTS_PER_PAGE = 6


class OrganiseCog(
    DemandLifecycleCommands, CountCommands, WatchCommands, FactCommands, SettingsCommands, PanelSteps
):
    """The organisers' command: a panel of all acts, and ``do``, which searches them. Without
    ``default_permissions``: organisers without the permission to manage the server must see it."""

    @act("export", what=one_of(*CONTENTS, required=False), language=language())
    @organisers
    async def export(self, request: StaffRequest, what: str = COUNTS, language: str | None = None) -> None:
        await defer(request.interaction)
        if what == EVIDENCE:
            await self._export_evidence(request)
        elif what == CAMPAIGN:
            text = await self.app.campaign_export.write(request.server_id, by=request.by)
            file = discord.File(io.BytesIO(text.encode()), CAMPAIGN_FILE)
            await request.answer(campaign_card(request.t), files=[file])
        else:
            await self._export_counts(request, language)

    async def _export_counts(self, request: StaffRequest, language: str | None) -> None:
        most = request.interaction.filesize_limit
        with await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="tocsin-") as folder:
            exported = await self.app.exports.take(
                request.server_id, Path(folder), by=request.by, language=language, most=most
            )
            files = attached(exported, most)
            card = export_card(exported, files, request.t)
            await request.answer(card, files=[discord.File(path) for path in files])

    async def _export_evidence(self, request: StaffRequest) -> None:
        most = request.interaction.filesize_limit
        with tempfile.TemporaryFile() as file:
            evidence = await self.app.exports.evidence(request.server_id, file, by=request.by, most=most)
            file.seek(0)
            await request.answer(evidence_card(evidence, request.t), files=[discord.File(file, FILE)])

    @act("audit")
    @organisers
    async def show_audit(self, request: StaffRequest) -> None:
        await request.answer(await self._acts(request, 0))

    @answers("audit")
    @organisers
    async def on_audit(self, request: StaffRequest, offset: str, *_: str) -> None:
        await request.turn(await self._acts(request, whole_number(offset)))

    async def _acts(self, request: StaffRequest, offset: int) -> Card:
        page = await self.app.audit.page(request.server_id, offset=offset, limit=_ACTS_PER_PAGE)
        return audit_list(page, request.t)

    @act("round-begin")
    @organisers
    async def begin_round(self, request: StaffRequest) -> None:
        await request.answer(await self._offer(request))

    @act("round-status")
    @organisers
    async def round_status(self, request: StaffRequest) -> None:
        status = await self.app.rounds.status(request.server_id)
        await request.answer(round_card(status, request.t, self.app.clock().date()))

    @answers("round-offer")
    @organisers
    async def on_offer(self, request: StaffRequest, *_: str) -> None:
        await request.answer(await self._offer(request))

    @answers("round-begin")
    @organisers
    async def on_begin(self, request: StaffRequest, number: str) -> None:
        """Begin the round that the card showed, and no other."""
        status = await self.app.rounds.begin(request.server_id, request.by, number=whole_number(number))
        today, channel_id = self.app.clock().date(), request.settings.channel_id
        await request.turn(round_card(status, request.t, today, announced_in=channel_id))

    async def _offer(self, request: StaffRequest) -> Card:
        following = await self.app.rounds.next(request.server_id)
        newest = await self.app.rounds.status(request.server_id)
        return round_offer_card(following, newest, request.t, self.app.clock().date())
