"""Comparison of the machine's clock with Discord's."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.common.clock import Clock, seconds_awake_or_not

log = logging.getLogger(__name__)

_MAY_DIFFER = timedelta(minutes=5)
_LOOK_INTERVAL_S = 10.0  # seconds


class ClockCheck:
    """Compares a clock with Discord's, from the ``Date`` header of its responses.

    ``now`` is the clock of every service: nothing is decided or dated by a clock that differs from Discord's
    by more than five minutes, and what cannot be taken back waits meanwhile. Before the first response there
    is nothing to compare with, and the clock is taken to be right.
    """

    def __init__(self, clock: Clock, *, elapsed: Callable[[], float] = seconds_awake_or_not) -> None:
        self._clock = clock
        self._elapsed = elapsed
        self._theirs: datetime | None = None
        self._noted_at = 0.0  # by ``elapsed``
        self._told = False

    def note(self, date: str | None) -> None:
        """Note the ``Date`` header of a response; at most one every ten seconds."""
        now = self._elapsed()
        if date is None or (self._theirs is not None and now - self._noted_at < _LOOK_INTERVAL_S):
            return
        try:
            theirs = parsedate_to_datetime(date).astimezone(UTC)
        except (ValueError, OverflowError):
            return
        self._theirs, self._noted_at = theirs, now
        if self.is_right() == self._told:
            self._tell()

    def is_right(self) -> bool:
        """Return whether the clock agrees with Discord's, also if it was set since the last response."""
        return abs(self._off()) <= _MAY_DIFFER

    def now(self) -> datetime:
        """Return the moment: by the machine's clock while it is right, else by Discord's."""
        now, off = self._clock(), self._off()
        return now if abs(off) <= _MAY_DIFFER else now - off

    def booted_at(self) -> str:
        """Return when this machine started, by Discord's clock and to the minute; empty before the first
        response. A process beside this one, which does not speak to Discord, can ``follow`` it."""
        if self._theirs is None:
            return ""
        return (self._theirs - timedelta(seconds=self._noted_at)).isoformat(timespec="minutes")

    def follow(self, booted_at: str) -> None:
        """Compare with what another process on this machine has learned."""
        self._theirs, self._noted_at = datetime.fromisoformat(booted_at), 0.0

    def is_known(self) -> bool | None:
        """Return ``True`` once Discord's time is known; ``None`` before."""
        return None if self._theirs is None else True

    def _off(self) -> timedelta:
        if self._theirs is None:
            return timedelta()
        return self._clock() - self._theirs - timedelta(seconds=self._elapsed() - self._noted_at)

    def _tell(self) -> None:
        self._told = not self._told
        if self._told:
            off = self._off()
            log.error(
                "the clock of this machine is %s by %s: correct it; until then no count is published by "
                "itself and no demand is closed",
                "ahead" if off > timedelta() else "behind",
                timedelta(seconds=round(abs(off).total_seconds())),
            )
        else:
            log.warning("the clock of this machine is correct again")
