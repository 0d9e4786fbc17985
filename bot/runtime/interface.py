"""Composition of the interface: the cogs, and the cards of announcements with the services that they use."""

from collections.abc import Iterator

import discord
from discord.ext import commands

from bot.announcements.card_sync import CardSync
from bot.announcements.delivery import Delivery
from bot.announcements.follow_ups import FollowUps
from bot.app import App
from bot.common.made import made_of
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
    yield ContractsCog(app)
    yield FactsCog(app)
    yield DemandsCog(app)
    yield JoinCog(app)
    yield UpdatesCog(app)
    yield PrivacyCog(app)
    yield HelpCog(app)
    yield OrganiseCog(app)
    yield SetupCog(app)


def announcing(client: discord.Client, app: App) -> tuple[CardSync, Delivery, FollowUps]:
    """Return the updates of posted cards, the delivery of the outbox, and what follows a post."""
    post = DiscordPoster(client, announcement_cards(app))
    return (
        CardSync(app.database, app.clock, post),
        Delivery(app.database, app.clock, post),
        FollowUps(app.database, app.clock, post),
    )


def announcement_cards(app: App) -> AnnouncementCards:
    return made_of(AnnouncementCards, app, demand_posts=made_of(DemandPosts, app))
