"""Composition of the interface: gives the cogs and the announcements' cards the services that they use."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar, cast

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

T = TypeVar("T")


def every_cog(app: App) -> Iterator[commands.Cog]:
    """Yield the cogs, in the order in which /help lists their commands."""
    yield _made(ContractsCog, app)
    yield _made(FactsCog, app)
    yield _made(DemandsCog, app, publication=app.settings.publication)
    yield _made(JoinCog, app)
    yield _made(
        UpdatesCog,
        app,
        clock_is_right=app.clock_check.is_right,
        not_stored=lambda: app.database.outage.code,
    )
    yield _made(PrivacyCog, app)
    yield _made(HelpCog, app)
    yield _made(
        OrganiseCog,
        app,
        papers=app.paper,
        sources=app.sources.policies,
        offered=app.sources.offered,
    )
    yield _made(SetupCog, app, sources=app.sources.policies)


def _made(kind: type[T], app: App, **given: object) -> T:
    """Return a dataclass of what is ``given``, and of the app's services that its other fields name."""
    services = {
        each.name: getattr(app, each.name)
        for each in fields(cast(Any, kind))
        if each.init and each.name not in given
    }
    return kind(**services, **given)


def announcing(client: discord.Client, app: App) -> tuple[CardSync, Delivery, FollowUps]:
    """Return the updates of posted cards, the delivery of the outbox, and what follows a post."""
    post = DiscordPoster(client, announcement_cards(app))
    return (
        CardSync(app.database, app.clock, post),
        Delivery(app.database, app.clock, post),
        FollowUps(app.database, app.clock, post),
    )


def announcement_cards(app: App) -> AnnouncementCards:
    return _made(AnnouncementCards, app, demand_posts=_made(DemandPosts, app))
