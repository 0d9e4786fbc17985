"""Readers of the served board, told apart only to slow down whoever asks too much.

They are in memory alone, by a hash under a key that is thrown away every day, and each is forgotten as soon
as that changes nothing: some seconds after the last request.
"""

import hashlib
import ipaddress
import secrets
import time
from asyncio import Semaphore
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any
from weakref import WeakValueDictionary

from bot.board.serving.acts import ACTS_OF_BOX

MANY = ""
"""Everybody whose address is that of many readers, or of none: what a proxy that is not on this machine, the
network of an office, or tor shows of a reader."""

_OF_MANY = tuple(
    map(
        ipaddress.ip_network,
        (
            *("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10"),
        ),
    )
)
_NETWORK = 64  # bits of an IPv6 address: one household has all addresses that begin with them
_MANY_TIMES = 10  # as much for all of MANY together
_MAX_REMEMBERED = 50_000
_DAY = 86_400.0
_AT_ONCE = 8  # acts of a kind that are carried out for one sender; others wait


def reader_of(peer: str, forwarded: Sequence[str] = ()) -> str:
    """Return what a reader is told apart by: an IPv4 address, the network of an IPv6 address, or ``MANY``.

    ``forwarded``: the values of X-Forwarded-For, which count only from a proxy on this machine. It adds the
    address that it saw at the end: what is before that, a reader can have made up.
    """
    address = _parsed(peer)
    if address is not None and address.is_loopback and forwarded:
        address = _parsed(forwarded[-1].rpartition(",")[2].strip())
    if address is None or any(address in network for network in _OF_MANY):
        return MANY
    if isinstance(address, ipaddress.IPv6Address):
        return str(int(address) >> (128 - _NETWORK))
    return str(address)


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(address[:64].partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


class Readers:
    """Allowance of each reader: ``burst`` requests at once, then ``per_second``. A request that is refused
    takes nothing, so that a reader who asks faster is served at that pace. ``clock`` counts seconds."""

    def __init__(
        self,
        *,
        burst: int = 500,
        per_second: float = 50.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._key = b""
        self._key_until = self._forget_at = 0.0
        # By reader: requests left, and when that was. After the seconds that fill it up again a reader is as
        # good as unknown: what was not asked in them is dropped.
        self._left: dict[bytes, tuple[float, float]] = {}
        self._left_before: dict[bytes, tuple[float, float]] = {}

    @property
    def remembered(self) -> int:
        """The number of readers in memory."""
        return len(self._left) + len(self._left_before)

    def has(self, reader: str, kind: str = "") -> bool:
        """True if a reader may ask now. Requests of each ``kind`` have an allowance of their own."""
        return self._add(reader, kind, 0.0) >= 1

    def take(self, reader: str, kind: str = "") -> bool:
        """Count a request, if it may be answered now; return whether it may."""
        if not self.has(reader, kind):
            return False
        self._add(reader, kind, -1.0)
        return True

    def charge(self, reader: str, kind: str = "") -> None:
        """Count a request that was answered, even if there was nothing left for it."""
        self._add(reader, kind, -1.0)

    def _add(self, reader: str, kind: str, requests: float) -> float:
        """Add to what a reader has left, and return it."""
        now = self._clock()
        self._forget(now)
        times = _MANY_TIMES if reader == MANY else 1
        burst = self._burst * times
        token = hashlib.blake2b(f"{kind} {reader}".encode(), key=self._key, digest_size=12).digest()
        left, since = self._left.get(token) or self._left_before.pop(token, None) or (burst, now)
        left = min(burst, left + (now - since) * self._per_second * times + requests)
        self._left[token] = (left, now)
        return left

    def _forget(self, now: float) -> None:
        if now >= self._key_until or not self._key:
            self._key, self._key_until = secrets.token_bytes(16), now + _DAY
            self._left, self._left_before = {}, {}
        if now >= self._forget_at or len(self._left) >= _MAX_REMEMBERED:
            self._left_before, self._left = self._left, {}
            self._forget_at = now + (self._burst / self._per_second if self._per_second else _DAY)


class Senders:
    """Allowances of each sender, who may be a hall of members behind one address, for each kind of act.

    Acts that are refused, or repeated, count in ``refused`` alone: whoever sends wrong codes, wrong rows or
    rows that are public takes nothing from those at the same address who send right ones. However many they
    are, rows are read: each waits for its turn, as long as its sender is connected."""

    def __init__(self, accepted: Readers | None = None, refused: Readers | None = None) -> None:
        self._accepted = accepted or Readers(burst=100, per_second=10.0)
        self._refused = refused or Readers(burst=100, per_second=30.0)
        self._turns: WeakValueDictionary[tuple[str, str], Semaphore] = WeakValueDictionary()

    async def answer(
        self,
        sender: str,
        act: str,
        carry_out: Callable[[], Awaitable[tuple[int, Any]]],
        is_connected: Callable[[], bool] = lambda: True,
    ) -> tuple[int, Any]:
        """Carry out an act if its sender may send it now; return status and body of the answer. They count
        once it is known which allowance they take."""
        turn = self._turns.get((sender, act))
        if turn is None:
            turn = Semaphore(_AT_ONCE * (_MANY_TIMES if sender == MANY else 1))
            self._turns[sender, act] = turn
        async with turn:
            if not is_connected():
                return 503, {"error": "not-stored"}
            if act not in ACTS_OF_BOX and not self._refused.has(sender, act):
                return 429, {"error": "too-many"}
            if not self._accepted.has(sender, act):
                return 429, {"error": "too-many"}
            status, said = await carry_out()
            changes = status != HTTPStatus.ALREADY_REPORTED and not 400 <= status < 500
            (self._accepted if changes else self._refused).charge(sender, act)
        return (200 if status == HTTPStatus.ALREADY_REPORTED else status), said
