"""Model of the loopback Discord: channels, servers and messages."""

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from benchmarks.loopback import payloads
from benchmarks.loopback.payloads import HISTORY, SEND, VIEW, numbered, snowflake

BODY: web.RequestKey[dict[str, Any]] = web.RequestKey("body", dict)
FILES: web.RequestKey[dict[str, Any]] = web.RequestKey("files", dict)
"""Body and files of a request, parsed before it is handled."""

THREADS = 1 << 35
PERMISSIONS = {
    "view_channel": VIEW,
    "send_messages": SEND,
    "read_message_history": HISTORY,
    "create_public_threads": THREADS,
}
TEXT, NEWS = 0, 5  # types of a channel


def as_json(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return a JSON response. discord.py takes it for text if the content type names a character set."""
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


@dataclass
class Channel:
    """A text channel. ``denied`` are the permissions that the bot lacks in it."""

    id: int
    guild_id: int
    name: str
    denied: int = 0
    type: int = TEXT

    def payload(self) -> dict[str, Any]:
        shown = payloads.channel(self.id, self.guild_id, self.name, denied=self.denied)
        return {**shown, "type": self.type}


@dataclass
class Guild:
    """A server: its channels, and its roles by id besides @everyone."""

    id: int
    name: str
    locale: str = "en-US"
    channels: list[Channel] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)

    def payload(self, bot: dict[str, Any]) -> dict[str, Any]:
        return payloads.guild(
            self.id,
            self.name,
            bot,
            [channel.payload() for channel in self.channels],
            roles=[(id, name, 0) for id, name in self.roles.items()],
            members=2,
            locale=self.locale,
        )


def message(
    id: int, channel_id: int, author: dict[str, Any], body: dict[str, Any], files: dict[str, bytes]
) -> dict[str, Any]:
    """Return the message of a post with the files that came with it."""
    return payloads.message(id, channel_id, author, body, _uploaded(files))


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
