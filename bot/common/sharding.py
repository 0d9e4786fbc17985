"""Sharding: the servers of this process, if several share the work, are those of its Discord shard.

Discord sends a server's events to shard ``(server id >> 22) % count``, and direct messages to shard 0
(https://discord.com/developers/docs/events/gateway#sharding).
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

MAX_SHARDS = 4096
"""Upper limit, more shards than any operator needs: at 2,500 servers each, ten million servers."""

_WRITTEN = re.compile(r"(\d{1,4})/(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Shard:
    """Shard ``number`` of ``count``; the default is the only one, which has every server."""

    number: int = 0
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> "Shard":
        """Parse ``number/count``: ``1/4`` is the second of four. Raises ``ValueError``."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(text)
        number, count = map(int, written.groups())
        if not number < count <= MAX_SHARDS:
            raise ValueError(text)
        return cls(number, count)

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def is_alone(self) -> bool:
        """Return whether this is the only shard."""
        return self.count == 1

    @property
    def leads(self) -> bool:
        """Return whether it does the work that is done once for all servers. It also gets the direct
        messages."""
        return self.number == 0

    def has(self, server_id: int) -> bool:
        """Return whether a server belongs to this shard."""
        return (server_id >> 22) % self.count == self.number

    def having(self, server_id: Any) -> "ColumnElement[bool]":
        """Return the same as a condition on a column of server ids."""
        from sqlalchemy import Integer, literal, true  # not imported with the settings

        if self.is_alone:
            return true()
        by = literal(22, Integer)  # PostgreSQL shifts only by a 32-bit integer
        return server_id.bitwise_rshift(by) % self.count == self.number  # type: ignore[no-any-return]
