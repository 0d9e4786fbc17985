"""Who presses Sign, as far as signing has to know."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A member as the interaction shows them. Nothing of it is stored or shown, in no error either."""

    member_id: int = field(repr=False)  # of the Discord account
    role_ids: frozenset[int] = field(repr=False)
    account_created_at: datetime = field(repr=False)
    joined_at: datetime | None = field(repr=False)  # the server; None: Discord did not say
