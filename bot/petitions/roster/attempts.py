"""How often a wrong link code may be tried.

Kept in memory alone: a restart forgets it, and may. A code has 72 random bits, so that with 350,000 of them
open a guess hits one in 2^53; a million guesses would change nothing. The limits are there so that nobody is
tempted, and no flood reaches the database. Whoever tries out codes leaves no trace on disk.
"""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.clock import Clock

OF_ACCOUNT = 5
OF_SERVER = 1000  # many members may mistype on the day the codes arrive
WITHIN = timedelta(hours=1)


class Attempts:
    """The wrong codes of the last hour, by server, and the tries that are under way."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[int, deque[tuple[datetime, int]]] = {}
        self._under_way: Counter[tuple[int, int]] = Counter()  # by server and account

    def allowed(self, server_id: int, account_id: int) -> bool:
        """Whether this account may try a code now. What it tries at this moment counts as wrong: many at once
        are no way around."""
        wrong = self._wrong.get(server_id, deque())
        now = self._clock()
        while wrong and not timedelta() <= now - wrong[0][0] < WITHIN:
            wrong.popleft()
        if not wrong:
            self._wrong.pop(server_id, None)
        theirs = sum(account == account_id for _, account in wrong)
        return theirs + self._under_way[server_id, account_id] < OF_ACCOUNT and len(wrong) < OF_SERVER

    @contextmanager
    def trying(self, server_id: int, account_id: int) -> Iterator[None]:
        """While this account tries a code."""
        self._under_way[server_id, account_id] += 1
        try:
            yield
        finally:
            self._under_way[server_id, account_id] -= 1
            self._under_way += Counter()  # forgets those that are none

    def note_wrong(self, server_id: int, account_id: int) -> None:
        """The code that this account tried was not accepted."""
        self._wrong.setdefault(server_id, deque(maxlen=OF_SERVER)).append((self._clock(), account_id))
