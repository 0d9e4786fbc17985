"""Load generator: interactions of members, in parallel or at intervals, and the wait of each."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from benchmarks.loopback.payloads import MEMBER_BASE, Template

DEADLINE = 3.0
"""Discord's limit in seconds for the first answer to an interaction."""

_KINDS_OF_ANSWERS = 50


@dataclass(slots=True)
class Pending:
    """An interaction without an answer yet."""

    load: "Load"
    channel_id: int
    begun: float
    deferred: bool = False


@dataclass(slots=True)
class Load:
    """One kind of interaction: so many ``in_flight`` at any time, or one ``every`` so many seconds.

    It ends after ``count`` interactions, or, if that is 0, when it is stopped.
    """

    templates: list[Template]
    channel_id: int
    count: int
    in_flight: int
    every: float
    first: int  # the number of the first member
    send: Callable[["Load", Template, int], None] = field(repr=False)
    sent: int = 0
    done: int = 0
    waits: list[float] = field(default_factory=list)  # seconds until the answer that is read
    firsts: list[float] = field(default_factory=list)  # seconds until the first, which may be "thinking"
    late: int = 0  # first answers after Discord's limit
    deferred: int = 0
    answers: Counter[bytes] = field(default_factory=Counter)
    began: float = 0.0
    ended: float = 0.0
    over: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def start(self) -> None:
        self.began = perf_counter()
        if self.every:
            self._tick()
            return
        for _ in range(min(self.in_flight, self.count)):
            self._next()

    def stop(self) -> None:
        """Send no more; the load is over once all are answered."""
        self.count = self.sent
        self._check()

    def finished(self, pending: Pending, now: float, body: bytes) -> None:
        """Record the answer that the member reads."""
        self.waits.append(now - pending.begun)
        if body in self.answers or len(self.answers) < _KINDS_OF_ANSWERS:
            self.answers[body] += 1
        self._one_less(now)

    def lost(self, now: float) -> None:
        """Record a first answer that came too late: the member reads that the interaction failed."""
        self.late += 1
        self._one_less(now)

    def result(self) -> dict[str, Any]:
        """Return the results as JSON."""
        return {
            "sent": self.sent,
            "done": self.done,
            "seconds": self.ended - self.began,
            "waits": self.waits,
            "firsts": self.firsts,
            "late": self.late,
            "deferred": self.deferred,
            "answers": [
                [body.decode("utf-8", "replace"), times] for body, times in self.answers.most_common(5)
            ],
        }

    def _one_less(self, now: float) -> None:
        self.done += 1
        self.ended = now
        if not self.every and self.sent < self.count:
            self._next()
        self._check()

    def _check(self) -> None:
        if self.count and self.done >= self.count and not self.over.done():
            self.over.set_result(None)

    def _next(self) -> None:
        number = self.sent
        self.sent += 1
        template = self.templates[number % len(self.templates)]
        self.send(self, template, MEMBER_BASE + ((self.first + number) << 24))

    def _tick(self) -> None:
        if self.over.done() or (self.count and self.sent >= self.count):
            return
        self._next()
        due = self.began + self.sent * self.every
        asyncio.get_running_loop().call_later(max(0.0, due - perf_counter()), self._tick)
