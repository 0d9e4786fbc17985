"""Faults of the board, for the health report."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BoardFault:
    """Something of the board that could not be published. ``part``: "folder" (all of it), "command" (it was
    not carried away), or the name of a board."""

    part: str
    since: datetime
    why: str
