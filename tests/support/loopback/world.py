"""Model of the loopback Discord: channels, servers and messages, and their JSON payloads."""

import itertools
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

BODY: web.RequestKey[dict[str, Any]] = web.RequestKey("body", dict)
FILES: web.RequestKey[dict[str, Any]] = web.RequestKey("files", dict)
"""Body and files of a request, parsed before it is handled."""

VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
PERMISSIONS = {"view_channel": VIEW, "send_messages": SEND, "read_message_history": HISTORY}
ALL = VIEW | SEND | HISTORY | (1 << 15)  # and attaching files

_EPOCH = 1_420_070_400_000
_counter = itertools.count()


def as_json(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return a JSON response. discord.py takes it for text if the content type names a character set."""
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def snowflake(ahead: float = 0.0) -> int:
    """Return a new id with the current time, as Discord's have, plus ``ahead`` seconds."""
    return (int((time.time() + ahead) * 1000) - _EPOCH) << 22 | next(_counter) & 0x3FFFFF


def moment(id: int) -> float:
    """Return the time of a snowflake, in seconds since 1970."""
    return ((id >> 22) + _EPOCH) / 1000


def written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


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


def member(payload: dict[str, Any], roles: tuple[int, ...] = (), permissions: int = ALL) -> dict[str, Any]:
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


@dataclass
class Channel:
    """A text channel. ``denied`` are the permissions that the bot lacks in it."""

    id: int
    guild_id: int
    name: str
    denied: int = 0

    def payload(self) -> dict[str, Any]:
        overwrites = [{"id": str(self.guild_id), "type": 0, "allow": "0", "deny": str(self.denied)}]
        return {
            "id": str(self.id),
            "guild_id": str(self.guild_id),
            "type": 0,
            "name": self.name,
            "position": 0,
            "permission_overwrites": overwrites if self.denied else [],
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "last_message_id": None,
            "rate_limit_per_user": 0,
            "flags": 0,
        }


@dataclass
class Guild:
    """A server: its channels, and its roles by id besides @everyone."""

    id: int
    name: str
    locale: str = "en-US"
    channels: list[Channel] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)

    def payload(self, bot: dict[str, Any]) -> dict[str, Any]:
        roles = [(self.id, "@everyone", ALL), *((id, name, 0) for id, name in self.roles.items())]
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": "1",
            "preferred_locale": self.locale,
            "unavailable": False,
            "large": False,
            "member_count": 2,
            "members": [member(bot)],
            "roles": [
                {
                    "id": str(id),
                    "name": name,
                    "permissions": str(permissions),
                    "position": position,
                    "color": 0,
                    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
                    "hoist": False,
                    "managed": False,
                    "mentionable": False,
                    "flags": 0,
                }
                for position, (id, name, permissions) in enumerate(roles)
            ],
            "channels": [channel.payload() for channel in self.channels],
            "threads": [],
            "emojis": [],
            "stickers": [],
            "features": [],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "system_channel_flags": 0,
            "afk_timeout": 300,
            "premium_progress_bar_enabled": False,
        }


def message(
    id: int, channel_id: int, author: dict[str, Any], body: dict[str, Any], files: dict[str, bytes]
) -> dict[str, Any]:
    """Return the message of a post, as Discord returns it."""
    return {
        "id": str(id),
        "channel_id": str(channel_id),
        "author": author,
        "content": body.get("content") or "",
        "timestamp": written(moment(id)),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": _uploaded(files),
        "embeds": body.get("embeds") or [],
        "pinned": False,
        "type": 0,
        "flags": body.get("flags") or 0,
        "components": numbered(body.get("components") or []),
        **({"nonce": body["nonce"]} if "nonce" in body else {}),
    }


def edited(message: dict[str, Any], body: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
    """Apply an edit to a message. Only the attachments whose ids it names are retained."""
    message.update({key: body[key] for key in ("content", "embeds", "flags") if body.get(key) is not None})
    if "components" in body:
        message["components"] = numbered(body["components"] or [])
    if "attachments" in body:
        named = {str(kept["id"]) for kept in body["attachments"]}
        message["attachments"] = [kept for kept in message["attachments"] if kept["id"] in named]
    message["attachments"] += _uploaded(files)
    message["edited_timestamp"] = written(time.time())
    return message


def _uploaded(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(snowflake()),
            "filename": name,
            "size": len(content),
            "url": f"https://cdn.invalid/{name}",
            "proxy_url": f"https://cdn.invalid/{name}",
        }
        for name, content in files.items()
    ]


def numbered(components: list[Any]) -> list[Any]:
    """Add an ``id`` to each component, as Discord does for components without one."""
    ids = itertools.count(1)

    def number(part: Any) -> Any:
        if isinstance(part, list):
            return [number(inner) for inner in part]
        if isinstance(part, dict) and "type" in part:
            named = {key: number(value) if key in _INNER else value for key, value in part.items()}
            return {"id": next(ids), **named}
        return part

    result: list[Any] = number(components)
    return result


_INNER = ("components", "component", "accessory")


def shown(message: dict[str, Any]) -> str:
    """Return the text of a message: its content and the texts of its components, one a line."""
    lines = [message.get("content") or ""]

    def read(part: Any) -> None:
        if isinstance(part, list):
            for inner in part:
                read(inner)
        elif isinstance(part, dict):
            lines.extend(str(part[key]) for key in ("content", "label") if part.get(key))
            for key in _INNER:
                read(part.get(key))

    read(message.get("components") or [])
    return "\n".join(line for line in lines if line)
