"""Poster: sends announcements to their channels; no other module sends public messages."""

import asyncio
import contextlib
import io
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.announcements.outbox import Queued
from bot.announcements.poster_interface import (
    ChannelRefuses,
    Gone,
    HistoryHidden,
    NotPosted,
    PostError,
    TryAgain,
)
from bot.errors import UserError
from bot.ui.announcements.cards import AnnouncementCards, announcement_mark
from bot.ui.kinds import mentioned_roles
from bot.ui.layout import Card
from bot.ui.markdown import shorten
from bot.ui.replies import UNREACHED

_CLOCKS_MAY_DIFFER = timedelta(minutes=1)
_TOO_MANY_REQUESTS, _SERVER_ERRORS = 429, 500
_UNKNOWN_MESSAGE = 10008  # Discord's error code for a deleted message
_HAS_THREAD, _IS_PUBLISHED = 160004, 40033  # its codes for what was done before
_LOOK_BACK = 500  # messages; ours is among the first after the attempt
_THREAD_NAME = 100  # characters
_ESCAPED = re.compile(r"\\(?=[\W_])|\*\*|\u200b")
_NEWEST = 100  # messages, regardless of our clock


class DiscordPoster:
    """``announcements.poster_interface.Poster`` with a real client."""

    def __init__(self, client: discord.Client, cards: AnnouncementCards) -> None:
        self._client = client
        self._cards = cards

    async def post(self, queued: Queued, nonce: str) -> int:
        """Send the announcement in its channel's language; return the message id.

        Raises ``ChannelRefuses``, ``TryAgain``, ``NotPosted`` and ``Gone``.
        """
        card = await self._card(queued)
        roles = await self._mention(queued, card)
        channel = self._client.get_partial_messageable(queued.channel_id)
        with self._asking():
            message = await channel.send(
                view=card,
                files=_files(card),
                nonce=nonce,
                allowed_mentions=discord.AllowedMentions(
                    everyone=False, users=False, roles=roles or False, replied_user=False
                ),
            )
        return message.id

    async def edit(self, queued: Queued, message_id: int) -> None:
        """Update our message to the announcement's current content.

        Raises ``Gone`` if the message was deleted, ``ChannelRefuses``, ``TryAgain``, ``NotPosted``.
        """
        card = await self._card(queued)
        await self._mention(queued, card)
        message = self._client.get_partial_messageable(queued.channel_id).get_partial_message(message_id)
        with self._asking():
            await message.edit(
                view=card, attachments=_files(card), allowed_mentions=discord.AllowedMentions.none()
            )

    async def open_thread(self, queued: Queued, message_id: int) -> None:
        """Open a thread under our post, unless it has one.

        Raises ``Gone`` if the post or its subject is gone, ``ChannelRefuses``, ``TryAgain``, ``NotPosted``.
        """
        message = self._message(queued, message_id, "create_public_threads")
        name = thread_name(await self._card(queued))
        with self._asking(_HAS_THREAD):
            await message.create_thread(name=name)

    async def publish(self, queued: Queued, message_id: int) -> None:
        """Publish our post to the servers that follow its channel, unless it was.

        Raises ``Gone`` if the post is gone or the channel is no news channel, ``ChannelRefuses``,
        ``TryAgain``, ``NotPosted``.
        """
        message = self._message(queued, message_id, "send_messages")
        channel = self._client.get_channel(queued.channel_id)
        if isinstance(channel, discord.TextChannel) and not channel.is_news():
            raise Gone(f"channel {queued.channel_id} is no news channel")
        with self._asking(_IS_PUBLISHED):
            await message.publish()

    def _message(self, queued: Queued, message_id: int, right: str) -> discord.PartialMessage:
        """Return our post. Without the ``right``, as far as it is known, Discord is not asked: many refused
        requests would get the bot banned."""
        channel = self._client.get_channel(queued.channel_id)
        if isinstance(channel, discord.abc.GuildChannel):
            if not getattr(channel.permissions_for(channel.guild.me), right):
                raise ChannelRefuses("forbidden")
        elif self._client.get_guild(queued.server_id) is None:
            raise TryAgain
        there = self._client.get_partial_messageable(queued.channel_id, guild_id=queued.server_id)
        return there.get_partial_message(message_id)

    async def find(self, queued: Queued, since: datetime) -> int | None:
        """Return the id of our message of this announcement, if it is in the channel since ``since``.

        Raises ``HistoryHidden`` if the bot may not read the history, ``ChannelRefuses``, ``TryAgain``.
        """
        readable = self._history_is_readable(queued.channel_id)
        if readable is False:
            raise HistoryHidden
        channel = self._client.get_partial_messageable(queued.channel_id)
        mark = announcement_mark(queued.id)
        after = since - _CLOCKS_MAY_DIFFER
        with self._asking():
            found, seen = await self._look_for(
                mark, channel.history(after=after, limit=_LOOK_BACK, oldest_first=True)
            )
            if found is None and seen == _LOOK_BACK:
                raise HistoryHidden  # too many messages: ours may be beyond those that were searched
            if found is None:  # if our clock is hours ahead of Discord's, our message came before the attempt
                found, _ = await self._look_for(mark, channel.history(limit=_NEWEST))
        if found is not None:
            return found
        if readable is None:
            raise TryAgain
        return None

    async def _look_for(self, mark: str, messages: AsyncIterator[discord.Message]) -> tuple[int | None, int]:
        """Return the id of our message with this mark, and the number of searched messages."""
        seen = 0
        async for message in messages:
            seen += 1
            if message.author == self._client.user and mark in _arguments(message.components):
                return message.id, seen
        return None, seen

    @contextlib.contextmanager
    def _asking(self, is_done: int | None = None) -> Iterator[None]:
        """Map exceptions of a request to ``PostError``. ``is_done`` is the error code that says that it was
        carried out before.

        discord.py blocks all requests while Discord limits the whole bot, and unblocks them only after its
        wait: a cancelled request would leave them blocked for ever. If unblocked too early, the next is only
        told to wait again.
        """
        try:
            yield
        except asyncio.CancelledError:
            self._client.http._global_over.set()
            raise
        except (discord.DiscordException, *UNREACHED) as error:
            if is_done is None or getattr(error, "code", None) != is_done:
                raise _meaning(error) from error

    async def _card(self, queued: Queued) -> Card:
        try:
            return await self._cards.of(queued)
        except Gone:
            raise
        except UserError as error:  # the demand no longer exists
            raise Gone from error
        except Exception as error:
            raise NotPosted from error

    async def _mention(self, queued: Queued, card: Card) -> list[discord.abc.Snowflake]:
        """Name in the card the roles that organisers chose for its kinds of news, and return them: those and
        nobody else are notified. Deleted ones, and @everyone, are left out."""
        guild = self._client.get_guild(queued.server_id)
        if guild is None or not card.news:
            return []
        chosen = mentioned_roles(await self._cards.servers.get(queued.server_id))
        ids = dict.fromkeys(chosen[kind] for kind in card.news if kind in chosen)
        roles = [role for role in map(guild.get_role, ids) if role is not None and not role.is_default()]
        return list(roles) if card.mention(role.id for role in roles) else []

    def _history_is_readable(self, channel_id: int) -> bool | None:
        """Return whether we may read a channel's history; ``None`` while the channel is not known.

        Without the permission Discord returns an empty history, not an error.
        """
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return None
        return channel.permissions_for(channel.guild.me).read_message_history


def _files(card: Card) -> list[discord.File]:
    return [discord.File(io.BytesIO(content), name) for name, content in card.files.items()]


def thread_name(card: Card) -> str:
    """Return a card's headline as the name of a thread, which has no markdown."""
    texts = (item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay))
    heading = next(texts, "").removeprefix("## ").splitlines()
    return shorten(_ESCAPED.sub("", heading[0] if heading else ""), _THREAD_NAME) or "…"


def _meaning(error: BaseException) -> PostError:
    if isinstance(error, discord.Forbidden):
        return ChannelRefuses("forbidden")
    if isinstance(error, discord.NotFound):
        return Gone() if error.code == _UNKNOWN_MESSAGE else ChannelRefuses("missing")
    status = error.status if isinstance(error, discord.HTTPException) else _SERVER_ERRORS
    if status < _SERVER_ERRORS and status != _TOO_MANY_REQUESTS:
        return NotPosted()
    # discord.py makes five attempts by itself: its last error says nothing about the earlier ones, so that a
    # doubt always remains.
    return TryAgain(getattr(error, "retry_after", None))


def _arguments(components: Iterable[Any]) -> set[str]:
    """Return every part of every custom_id in a message."""
    found: set[str] = set()
    for component in components:
        found.update(str(getattr(component, "custom_id", None) or "").split(":"))
        found |= _arguments(getattr(component, "children", ()))
    return found
