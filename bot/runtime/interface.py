"""Composition of the interface: gives the cogs and the announcements' cards the services that they use.

The client imports it while it waits for Discord.
"""

from collections.abc import Iterator

import discord
from discord.ext import commands

from bot.announcements.card_sync import CardSync
from bot.announcements.delivery import Delivery
from bot.announcements.follow_ups import FollowUps
from bot.app import App
from bot.ui.announcements.cards import AnnouncementCards
from bot.ui.announcements.poster import DiscordPoster
from bot.ui.demands.posts import DemandPosts
from cogs.contracts import ContractsCog
from cogs.demands import DemandsCog
from cogs.facts import FactsCog
from cogs.help import HelpCog
from cogs.join import JoinCog
from cogs.organise import OrganiseCog
from cogs.privacy import PrivacyCog
from cogs.setup import SetupCog
from cogs.updates import UpdatesCog


def every_cog(app: App) -> Iterator[commands.Cog]:
    """Yield the cogs, in the order in which /help lists their commands."""
    yield ContractsCog(
        texts=app.texts, clock=app.clock, servers=app.servers, contracts=app.contracts, boards=app.boards
    )
    yield FactsCog(texts=app.texts, clock=app.clock, facts=app.facts, boards=app.boards)
    yield _demands_cog(app)
    yield JoinCog(texts=app.texts, roster=app.roster)
    yield UpdatesCog(
        texts=app.texts,
        clock=app.clock,
        clock_is_right=app.clock_check.is_right,
        not_stored=lambda: app.database.outage.code,
        servers=app.servers,
        contracts=app.contracts,
        outbox=app.outbox,
        demands=app.demands,
        holders=app.holders,
        retention=app.retention,
        invariants=app.invariants,
    )
    yield PrivacyCog(
        texts=app.texts,
        clock=app.clock,
        servers=app.servers,
        demands=app.demands,
        roster=app.roster,
        requests=app.requests,
        own_data=app.own_data,
        erasure=app.erasure,
    )
    yield HelpCog(texts=app.texts, servers=app.servers, boards=app.boards, glossary=app.glossary)
    yield _organise_cog(app)
    yield SetupCog(
        texts=app.texts,
        servers=app.servers,
        watches=app.watches,
        companies=app.companies,
        sources=app.sources.policies,
        demands=app.demands,
        lifecycle=app.lifecycle,
        units=app.units,
        clock=app.clock,
    )


def _demands_cog(app: App) -> DemandsCog:
    return DemandsCog(
        texts=app.texts,
        clock=app.clock,
        publication=app.settings.publication,
        servers=app.servers,
        demands=app.demands,
        sign_forms=app.sign_forms,
        signing=app.signing,
        roster=app.roster,
        units=app.units,
        boards=app.boards,
    )


def _organise_cog(app: App) -> OrganiseCog:
    return OrganiseCog(
        texts=app.texts,
        clock=app.clock,
        servers=app.servers,
        boards=app.boards,
        demands=app.demands,
        amendments=app.amendments,
        lifecycle=app.lifecycle,
        invalidations=app.invalidations,
        signing=app.signing,
        papers=app.paper,
        holds=app.holds,
        units=app.units,
        watches=app.watches,
        drafts=app.drafts,
        facts=app.facts,
        fact_drafts=app.fact_drafts,
        glossary=app.glossary,
        sources=app.sources.policies,
        contracts=app.contracts,
        short_names=app.short_names,
        audit=app.audit,
        exports=app.exports,
        campaign_export=app.campaign_export,
    )


def announcing(client: discord.Client, app: App) -> tuple[CardSync, Delivery, FollowUps]:
    """Return the updates of posted cards, the delivery of the outbox, and what follows a post."""
    post = DiscordPoster(client, announcement_cards(app))
    shard, renew_every = app.settings.shard, app.timing.lease_seconds / 3
    return (
        CardSync(app.database, app.clock, post, app.leases, shard=shard),
        Delivery(app.database, app.clock, post, app.leases, renew_every=renew_every, shard=shard),
        FollowUps(app.database, app.clock, post, app.leases, shard=shard),
    )


def announcement_cards(app: App) -> AnnouncementCards:
    return AnnouncementCards(
        texts=app.texts,
        clock=app.clock,
        servers=app.servers,
        contracts=app.contracts,
        facts=app.facts,
        demands=app.demands,
        demand_posts=DemandPosts(demands=app.demands, publications=app.publications, painter=app.painter),
        boards=app.boards,
    )
