"""Signer: what an interaction says about the member, as far as signing needs it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A member as seen in the interaction. Never stored, shown or included in an error message."""

    member_id: int = field(repr=False)  # id of the Discord account
    role_ids: frozenset[int] = field(repr=False)
    account_created_at: datetime = field(repr=False)
    joined_at: datetime | None = field(repr=False)  # time of joining the server; None: unknown
