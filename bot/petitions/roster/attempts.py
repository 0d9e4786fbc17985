"""How often a wrong link code may be tried.

Kept in memory alone: a restart forgets it, and may. A code has 72 random bits, so that with 350,000 of them
open a guess hits one in 2^53; a million guesses would change nothing. The limits are there so that nobody is
tempted, and no flood reaches the database. Whoever tries out codes leaves no trace on disk.
"""

from collections import deque
from datetime import datetime, timedelta

from bot.clock import Clock

OF_ACCOUNT = 5
OF_SERVER = 1000  # many members may mistype on the day the codes arrive
WITHIN = timedelta(hours=1)


class Attempts:
    """The wrong codes of the last hour, by server."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[int, deque[tuple[datetime, int]]] = {}

    def allowed(self, server_id: int, account_id: int) -> bool:
        """Whether this account may try a code now."""
        wrong = self._wrong.get(server_id)
        if wrong is None:
            return True
        now = self._clock()
        while wrong and not timedelta() <= now - wrong[0][0] < WITHIN:
            wrong.popleft()
        if not wrong:
            del self._wrong[server_id]
        theirs = sum(account == account_id for _, account in wrong)
        return theirs < OF_ACCOUNT and len(wrong) < OF_SERVER

    def note_wrong(self, server_id: int, account_id: int) -> None:
        """The code that this account tried was not accepted."""
        self._wrong.setdefault(server_id, deque(maxlen=OF_SERVER)).append((self._clock(), account_id))
