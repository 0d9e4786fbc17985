"""JSON payloads of Discord: accounts, servers, channels, messages and interactions.

Both loopback Discords send them: the fast one of the benchmarks, and that of the tests, which can fail.
"""

import itertools
import re
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
ALL = VIEW | SEND | HISTORY | (1 << 15) | (1 << 35)  # and attaching files, and opening threads

_EPOCH = 1_420_070_400_000
_INNER = ("components", "component", "accessory")
_counter = itertools.count()
_HOLE = re.compile(rb"@(ID|TOKEN|MEMBER|SEQUENCE)@")

MEMBER_BASE = 100_000_000_000_000_000
"""The first member's id: an account of 2015; each following one is a few milliseconds younger."""


def snowflake(ahead: float = 0.0) -> int:
    """Return a new id with the current time, as Discord's have, plus ``ahead`` seconds."""
    return (int((time.time() + ahead) * 1000) - _EPOCH) << 22 | next(_counter) & 0x3FFFFF


def moment(id: int) -> str:
    """Return the time of a snowflake."""
    return datetime.fromtimestamp(((id >> 22) + _EPOCH) / 1000, UTC).isoformat()


def user(id: int, name: str, *, bot: bool = False) -> dict[str, Any]:
    return {
        "id": str(id),
        "username": name,
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "flags": 0,
    }


def member(payload: dict[str, Any], roles: Iterable[int] = (), permissions: int = ALL) -> dict[str, Any]:
    return {
        "user": payload,
        "nick": None,
        "avatar": None,
        "roles": [str(role) for role in roles],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
        "permissions": str(permissions),
    }


def application(id: int, name: str) -> dict[str, Any]:
    return {
        "id": str(id),
        "name": name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(1, "Steward"),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
    }


def gateway_bot(url: str) -> dict[str, Any]:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": url, "shards": 1, "session_start_limit": limit}


def channel(id: int, guild_id: int, name: str = "channel", *, denied: int = 0) -> dict[str, Any]:
    """Return a text channel; ``denied`` are the permissions that the bot lacks in it."""
    overwrites = [{"id": str(guild_id), "type": 0, "allow": "0", "deny": str(denied)}]
    return {
        "id": str(id),
        "guild_id": str(guild_id),
        "type": 0,
        "name": name,
        "position": 0,
        "permission_overwrites": overwrites if denied else [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }


def guild(
    id: int,
    name: str,
    bot: dict[str, Any],
    channels: Sequence[dict[str, Any]],
    *,
    roles: Iterable[tuple[int, str, int]],
    members: int,
    locale: str = "en-US",
) -> dict[str, Any]:
    """Return the GUILD_CREATE of a server with these roles, each with its permissions, beside @everyone."""
    lists = ("threads", "emojis", "stickers", "features", "presences", "voice_states", "stage_instances")
    zeros = ("verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level")
    return {
        "id": str(id),
        "name": name,
        "owner_id": "1",
        "preferred_locale": locale,
        "unavailable": False,
        "large": False,
        "member_count": members,
        "members": [member(bot)],
        "roles": [
            {
                "id": str(role_id),
                "name": role,
                "permissions": str(permissions),
                "position": position,
                "color": 0,
                "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
                "hoist": False,
                "managed": False,
                "mentionable": False,
                "flags": 0,
            }
            for position, (role_id, role, permissions) in enumerate([(id, "@everyone", ALL), *roles])
        ],
        "channels": list(channels),
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        **{key: [] for key in lists},
        **dict.fromkeys((*zeros, "nsfw_level", "premium_tier", "system_channel_flags"), 0),
        "premium_progress_bar_enabled": False,
        "afk_timeout": 300,
    }


def interaction(
    kind: int, data: dict[str, Any], id: str, token: str, *, application_id: int, locale: str
) -> dict[str, Any]:
    """Return the part of an interaction that does not depend on where it happens."""
    return {
        "id": id,
        "application_id": str(application_id),
        "type": kind,
        "token": token,
        "version": 1,
        "data": data,
        "locale": locale,
        "app_permissions": str(VIEW | SEND | HISTORY),
        "entitlements": [],
        "attachment_size_limit": 10 * 2**20,
    }


def in_guild(guild_id: int, locale: str, channel: dict[str, Any]) -> dict[str, Any]:
    """Return the part of an interaction that says in which server and channel it happens."""
    return {
        "guild_id": str(guild_id),
        "guild": {"id": str(guild_id), "locale": locale, "features": []},
        "guild_locale": locale,
        "channel_id": channel["id"],
        "channel": channel,
        "authorizing_integration_owners": {"0": str(guild_id)},
        "context": 0,
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
            **interaction(kind, data, "@ID@", "@TOKEN@", application_id=application_id, locale=locale),
            **in_guild(guild_id, "en-US", channel(channel_id, guild_id)),
            "member": member({**user(0, "member"), "id": "@MEMBER@"}, roles),
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


def message(
    id: int,
    channel_id: int,
    author: dict[str, Any],
    body: dict[str, Any],
    attachments: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return the message of a post, as Discord returns it."""
    return {
        "id": str(id),
        "channel_id": str(channel_id),
        "author": author,
        "content": body.get("content") or "",
        "timestamp": moment(id),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": list(attachments),
        "embeds": body.get("embeds") or [],
        "pinned": False,
        "type": 0,
        "flags": body.get("flags") or 0,
        "components": numbered(body.get("components") or []),
        **({"nonce": body["nonce"]} if "nonce" in body else {}),
    }


def numbered(parts: Any, ids: "itertools.count[int] | None" = None) -> Any:
    """Add an ``id`` to each component, as Discord does for components without one."""
    ids = ids or itertools.count(1)
    if isinstance(parts, list):
        return [numbered(part, ids) for part in parts]
    if isinstance(parts, dict) and "type" in parts:
        return {"id": next(ids), **{k: numbered(v, ids) if k in _INNER else v for k, v in parts.items()}}
    return parts
