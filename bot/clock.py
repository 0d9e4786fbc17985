"""The clock that services are given, so that tests and the demo can move it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment as a timezone-aware UTC datetime."""


def utc_now() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)
