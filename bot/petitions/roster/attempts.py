"""Rate limit for wrong link codes.

In memory only: a restart may reset it. A code has 72 random bits, so that with 350,000 valid codes a guess
succeeds with a probability of one in 2^53; a million guesses would change nothing. The limits discourage
guessing and keep floods away from the database. Attempts leave no trace on disk.
"""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.common.clock import Clock

OF_ACCOUNT = 5
OF_SERVER = 1000  # many members may mistype on the day the codes arrive
PERIOD = timedelta(hours=1)


class Attempts:
    """Wrong codes of the last hour by server, and attempts in progress."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[int, deque[tuple[datetime, int]]] = {}
        self._under_way: Counter[tuple[int, int]] = Counter()  # by server and account

    def allowed(self, server_id: int, account_id: int) -> bool:
        """True if this account may try a code now. Attempts in progress count as wrong, so that concurrency
        does not bypass the limit."""
        wrong = self._wrong.get(server_id, deque())
        now = self._clock()
        while wrong and not timedelta() <= now - wrong[0][0] < PERIOD:
            wrong.popleft()
        if not wrong:
            self._wrong.pop(server_id, None)
        theirs = sum(account == account_id for _, account in wrong)
        return theirs + self._under_way[server_id, account_id] < OF_ACCOUNT and len(wrong) < OF_SERVER

    @contextmanager
    def trying(self, server_id: int, account_id: int) -> Iterator[None]:
        """Context manager that marks an attempt of this account as in progress."""
        self._under_way[server_id, account_id] += 1
        try:
            yield
        finally:
            self._under_way[server_id, account_id] -= 1
            self._under_way += Counter()  # drops zero counts

    def note_wrong(self, server_id: int, account_id: int) -> None:
        """Record a rejected code of this account."""
        self._wrong.setdefault(server_id, deque(maxlen=OF_SERVER)).append((self._clock(), account_id))
