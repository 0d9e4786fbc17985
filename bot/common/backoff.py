"""Exponential backoff."""

from datetime import timedelta
from typing import TypeVar

_MAX_DOUBLINGS = 20  # keeps the product in range after any number of failures

Duration = TypeVar("Duration", float, timedelta)


def backoff(first: Duration, limit: Duration, failures: int) -> Duration:
    """Return the delay after so many earlier failures: ``first``, doubled for each of them, at most
    ``limit``. Jitter is the caller's, whose tests draw it."""
    return min(limit, first * (1 << min(failures, _MAX_DOUBLINGS)))
