"""News class: when news about a contract is told (``contracts.diff.news`` decides which)."""

from enum import IntEnum


class NewsClass(IntEnum):
    """Urgency of a change. Of several of one contract in one read, the highest counts."""

    ON_DEMAND = 0  # it is shown to those who look, and not posted
    DIGEST = 1  # in the channel's next digest
    AT_ONCE = 2  # unless the channel had enough posts that day
    ALWAYS = 3  # whatever the channel had
