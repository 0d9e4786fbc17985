"""Gateway health: whether Discord's gateway is up, and for how long it has been silent.

Measured by the gateway's own heartbeats, which come every 41 seconds whatever happens. Events are not used:
each press of a button is one, and the age of the last event would reveal when members act.
"""

import time
from typing import Any

from discord.ext import commands

_MISSED = 3.0  # heartbeats; discord.py itself gives up after one or two, if it can


class GatewayHealth:
    """Tracks the client's connection. discord.py's ``is_ready`` stays true after a disconnect."""

    def __init__(self, client: commands.Bot) -> None:
        self._client = client
        self._connected = False
        self._last_sign = time.perf_counter()  # initially the start of waiting
        client.add_listener(self._on_connection, "on_ready")
        client.add_listener(self._on_connection, "on_resumed")
        client.add_listener(self._on_disconnect, "on_disconnect")

    def is_up(self) -> bool:
        """Return whether the gateway is connected and answers heartbeats."""
        self._look()
        return self._connected and self.silence() < _MISSED * self._interval()

    def silence(self) -> float:
        """Return the seconds since its last sign of life while it was connected, or since the start."""
        self._look()
        return time.perf_counter() - self._last_sign

    async def _on_connection(self) -> None:
        self._connected = True
        self._last_sign = time.perf_counter()

    async def _on_disconnect(self) -> None:
        self._look()
        self._connected = False

    def _look(self) -> None:
        """Note the last heartbeat ACK, which discord.py keeps private."""
        if self._connected:
            beating = self._heartbeats()
            answered = time.perf_counter() if beating is None else float(beating._last_ack)
            self._last_sign = max(self._last_sign, answered)

    def _interval(self) -> float:
        beating = self._heartbeats()
        return float("inf") if beating is None else float(beating.interval)

    def _heartbeats(self) -> Any:
        """Return discord.py's heartbeat thread; ``None`` before the first connection, and in a simulated
        Discord."""
        return getattr(self._client.ws, "_keep_alive", None)
