"""Story of a contract as plain values: what is known of each topic, for cards, posts and pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.contracts.model import Code, Kind, Status
from bot.contracts.story.subcontracts import Subcontracts


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrder:
    """Order of another supplier that belongs to the same purchase, or looks so.

    ``proved``: the same solicitation is on record for both; ``asked``: it is known whether it is.
    ``obligated`` is the order's own amount, ``None`` if the source does not say. ``missing_since``: since
    when the search no longer finds it.
    """

    number: str
    supplier: str
    supplier_key: str
    currency: str
    obligated: Decimal | None
    signed: Day | None
    url: str
    proved: bool
    read_at: datetime
    asked: bool = True
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Purchase that a contract is one order of. ``orders`` are those of other suppliers, largest first;
    ``missing`` those that the search found before and no longer finds. ``solicitation`` is the common one of
    those that are proved."""

    orders: Sequence[PurchaseOrder]
    missing: Sequence[PurchaseOrder] = ()
    solicitation: str | None = None

    @property
    def counted(self) -> Sequence[PurchaseOrder]:
        """The orders that are counted and added up: once any is proved, none that only looks alike."""
        return [order for order in self.orders if order.proved] or self.orders

    @property
    def count(self) -> int:
        """The number of orders that are counted, the contract's own included."""
        return 1 + len(self.counted)

    @property
    def proved(self) -> bool:
        """True if the same solicitation is on record for all orders that are counted."""
        return all(order.proved for order in self.counted)

    @property
    def may_have_more(self) -> bool:
        """True if orders are not counted only since their solicitations were not asked for yet."""
        return self.proved and any(not order.asked for order in self.orders)

    @property
    def read_at(self) -> datetime:
        """The moment of the last reading."""
        return max(order.read_at for order in self.orders)

    def together(self, own: Decimal | None, currency: str) -> tuple[Decimal, int]:
        """Return the sum of the counted amounts that are known in ``currency``, the contract's ``own``
        included, and the number of orders whose amount is not."""
        amounts = [own, *(each.obligated if each.currency == currency else None for each in self.counted)]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)), len(amounts) - len(known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """Docket of a protest, as its page says; ``outcome`` in the page's own words."""

    file: str
    protester: str
    outcome: str | None
    filed: Day | None
    decided: Day | None
    due: Day | None
    url: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtestArticle:
    """Publication that names the solicitation."""

    title: str
    url: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedProtest:
    """Modification whose description speaks of a protest or of a stop of the work."""

    number: str
    date: Day | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Protests:
    """Protests against the purchase: ``dockets`` that are watched, earliest first, publications, and what
    descriptions say, newest first."""

    dockets: Sequence[Docket] = ()
    articles: Sequence[ProtestArticle] = ()
    described: Sequence[DescribedProtest] = ()

    def __bool__(self) -> bool:
        return bool(self.dockets or self.articles or self.described)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParent:
    """Entry of a holder in the register of legal entities, as it was last read so on ``read_at``: ``parent``
    is the direct one, ``None`` if it names none. ``stale``: nobody renewed it."""

    company: str
    lei: str
    parent: str | None
    stale: bool
    url: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipAction:
    """Modification by which another company took a contract over, or the holder's name changed."""

    number: str
    date: Day | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Owners of a contract's holder. ``named`` are the entries of the register over time, and ``actions``
    such modifications, both newest first."""

    named: Sequence[NamedParent] = ()
    actions: Sequence[OwnershipAction] = ()


class Stage(StrEnum):
    """Stage of a procedure, in the usual order; ``OTHER``: a correction, or a change of a contract."""

    PLAN = "plan"
    TENDER = "tender"
    AWARD = "award"
    CONTRACT = "contract"
    CANCELLED = "cancelled"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRecord:
    """Record of a procedure. ``day`` is that of its publication or signature; ``notice_type`` the source's
    own; ``missing_since``: since when the source no longer knows it."""

    contract_id: int
    source: str
    kind: Kind
    number: str
    supplier: str
    stage: Stage
    notice_type: Code | None
    day: Day | None
    status: Status | None
    url: str
    read_at: datetime
    missing_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """Records that the source links as one procedure, the contract's own included, earliest first; ``more``
    is the number of those that are left out."""

    records: Sequence[ProcedureRecord]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Knowledge beside a contract's own record, by topic; ``None`` where nothing is."""

    purchase: Purchase | None = None
    subcontracts: Subcontracts | None = None
    protests: Protests | None = None
    owners: Owners | None = None
    procedure: Procedure | None = None


NO_STORY = Story()
