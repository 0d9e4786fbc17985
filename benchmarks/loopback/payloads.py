"""JSON payloads of Discord: bots, servers, members and interactions."""

import itertools
import re
import time
from typing import Any

import orjson

_EPOCH = 1_420_070_400_000
_counter = itertools.count()
_ALL = str((1 << 10) | (1 << 11) | (1 << 15) | (1 << 16))  # view, send, attach, read the history
_HOLE = re.compile(rb"@(ID|TOKEN|MEMBER|SEQUENCE)@")

MEMBER_BASE = 100_000_000_000_000_000
"""The first member's id: an account of 2015; each following one is a few milliseconds younger."""


def snowflake() -> int:
    """Return a new id with the current time."""
    return (int(time.time() * 1000) - _EPOCH) << 22 | next(_counter) & 0x3FFFFF


def user(id: int, name: str, *, bot: bool = False) -> dict[str, Any]:
    return {
        "id": str(id),
        "username": name,
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def member(payload: dict[str, Any], roles: list[int]) -> dict[str, Any]:
    return {
        "user": payload,
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(role) for role in roles],
        "joined_at": "2020-01-01T00:00:00.000000+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
        "permissions": _ALL,
    }


def channel(id: int, guild_id: int) -> dict[str, Any]:
    return {
        "id": str(id),
        "guild_id": str(guild_id),
        "type": 0,
        "name": f"channel-{id}",
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }


def guild(id: int, bot: dict[str, Any], channels: list[int], role: int) -> dict[str, Any]:
    """Return the GUILD_CREATE of a server with one role besides @everyone."""
    roles = [
        {
            "id": str(one),
            "name": name,
            "permissions": _ALL,
            "position": place,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        for place, (one, name) in enumerate([(id, "@everyone"), (role, "member")])
    ]
    lists = ("threads", "emojis", "stickers", "features", "presences", "voice_states", "stage_instances")
    zeros = ("verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level")
    return {
        "id": str(id),
        "name": "Server",
        "owner_id": "1",
        "preferred_locale": "en-US",
        "unavailable": False,
        "large": False,
        "member_count": 350_000,
        "members": [member(bot, [])],
        "roles": roles,
        "channels": [channel(one, id) for one in channels],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        **{name: [] for name in lists},
        **dict.fromkeys((*zeros, "nsfw_level", "premium_tier", "system_channel_flags"), 0),
        "premium_progress_bar_enabled": False,
        "afk_timeout": 300,
    }


class Template:
    """INTERACTION_CREATE with placeholders for ids: serialising the JSON each time would cost as much as the
    whole answer."""

    def __init__(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        application_id: int,
        guild_id: int,
        channel_id: int,
        roles: list[int],
        locale: str,
    ) -> None:
        payload = {
            "id": "@ID@",
            "application_id": str(application_id),
            "type": kind,
            "token": "@TOKEN@",
            "version": 1,
            "data": data,
            "guild_id": str(guild_id),
            "guild": {"id": str(guild_id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "locale": locale,
            "channel_id": str(channel_id),
            "channel": channel(channel_id, guild_id),
            "member": member({**user(0, "member"), "id": "@MEMBER@"}, roles),
            "app_permissions": _ALL,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": str(guild_id)},
            "context": 0,
            "attachment_size_limit": 10 * 2**20,
        }
        event = {"t": "INTERACTION_CREATE", "s": "@SEQUENCE@", "op": 0, "d": payload}
        text = orjson.dumps(event).replace(b'"@SEQUENCE@"', b"@SEQUENCE@")
        self._parts = _HOLE.split(text)

    def filled(self, *, id: int, token: str, member_id: int, sequence: int) -> bytes:
        values = {
            b"ID": b"%d" % id,
            b"TOKEN": token.encode(),
            b"MEMBER": b"%d" % member_id,
            b"SEQUENCE": b"%d" % sequence,
        }
        return b"".join(values[part] if place % 2 else part for place, part in enumerate(self._parts))


def message(id: int, channel_id: int, author: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """Return the message of a post."""
    return {
        "id": str(id),
        "channel_id": str(channel_id),
        "author": author,
        "content": body.get("content") or "",
        "timestamp": "2026-02-13T12:00:00.000000+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": body.get("flags") or 0,
        "components": numbered(body.get("components") or [], itertools.count(1)),
        **({"nonce": body["nonce"]} if "nonce" in body else {}),
    }


def numbered(parts: Any, ids: "itertools.count[int]") -> Any:
    """Add an ``id`` to each component, as Discord does."""
    if isinstance(parts, list):
        return [numbered(part, ids) for part in parts]
    if isinstance(parts, dict) and "type" in parts:
        inner = ("components", "component", "accessory")
        return {"id": next(ids), **{k: numbered(v, ids) if k in inner else v for k, v in parts.items()}}
    return parts
