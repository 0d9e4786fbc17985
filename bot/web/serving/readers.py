"""Readers of the served board, told apart only to slow down whoever asks too much.

They are in memory alone, by a hash under a key that is thrown away every day, and each is forgotten as soon
as that changes nothing: some seconds after the last request.
"""

import hashlib
import ipaddress
import secrets
import time
from collections.abc import Callable, Sequence

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
    """Limits of one reader: ``burst`` requests at once, then ``per_second``; ``at_once`` that are being
    answered. ``clock`` counts seconds."""

    def __init__(
        self,
        *,
        burst: int = 120,
        per_second: float = 20.0,
        at_once: int = 32,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._at_once = at_once
        self._clock = clock
        self._key = b""
        self._key_until = self._forget_at = 0.0
        # By reader: requests left, and when that was. After the seconds that fill it up again a reader is as
        # good as unknown: what was not asked in them is dropped.
        self._left: dict[bytes, tuple[float, float]] = {}
        self._left_before: dict[bytes, tuple[float, float]] = {}
        self._answering: dict[bytes, int] = {}

    @property
    def remembered(self) -> int:
        """The number of readers in memory."""
        return len(self._left) + len(self._left_before)

    def enter(self, reader: str) -> bytes | None:
        """Count a request; return a token for ``leave``, or ``None`` if it may not be answered now."""
        now = self._clock()
        self._forget(now)
        times = _MANY_TIMES if reader == MANY else 1
        burst = self._burst * times
        token = hashlib.blake2b(reader.encode(), key=self._key, digest_size=12).digest()
        left, since = self._left.get(token) or self._left_before.pop(token, None) or (burst, now)
        left = min(burst, left + (now - since) * self._per_second * times)
        answering = self._answering.get(token, 0)
        self._left[token] = (max(0.0, left - 1), now)
        if left < 1 or answering >= self._at_once * times:
            return None
        self._answering[token] = answering + 1
        return token

    def leave(self, token: bytes) -> None:
        """Count a request as answered."""
        if self._answering[token] == 1:
            del self._answering[token]
        else:
            self._answering[token] -= 1

    def _forget(self, now: float) -> None:
        if now >= self._key_until or not self._key:
            self._key, self._key_until = secrets.token_bytes(16), now + _DAY
            self._left, self._left_before = {}, {}
        if now >= self._forget_at or len(self._left) >= _MAX_REMEMBERED:
            self._left_before, self._left = self._left, {}
            self._forget_at = now + (self._burst / self._per_second if self._per_second else _DAY)
