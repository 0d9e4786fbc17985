"""Subcontracts of tests, and a fake source that lists them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.contracts.model import Party, Subcontract, SubcontractUnder
from bot.contracts.sources.protocol import SubcontractList, SubcontractsUnder
from tests.support.contracts import FakeSource, order


def sub(number: str = "S-1", *amounts: str, name: str = "ACME LLC", day: str = "2026-01-05") -> Subcontract:
    return Subcontract(
        number=number,
        supplier=Party(name=name),
        date=date.fromisoformat(day),
        currency="USD",
        amounts=tuple(map(Decimal, amounts or ("50000.00",))),
    )


class Listing(FakeSource):
    """A fake source that lists subcontracts, three pages of 100 reports at a time; ``asked_for`` records its
    requests."""

    def __init__(self) -> None:
        super().__init__()
        self.reported: tuple[Subcontract, ...] = ()
        self.under: tuple[SubcontractUnder, ...] = ()
        self.complete = True
        self.count: int | None = None
        self.unknown = False
        self.asked_for: list[str] = []

    @property
    def reports(self) -> int:
        return sum(len(one.amounts) for one in self.reported)

    async def count_subcontracts(self, source_id: str) -> int | None:
        self.asked_for.append("count")
        if self.unknown:
            return None
        return self.reports if self.count is None else self.count

    async def list_subcontracts(
        self, source_id: str, begun: Mapping[str, Any] | None = None
    ) -> SubcontractList:
        first = begun["page"] if begun else 0
        pages = range(first, min(first + 3, self.reports // 100 + 1))
        self.asked_for += ["list"] * len(pages)
        ended = pages.stop > self.reports // 100
        listed = self.reported if ended else self.reported[: pages.stop * 100]
        return SubcontractList(
            subcontracts=listed,
            reports=sum(len(one.amounts) for one in listed),
            answers=tuple(
                answer for page in pages for answer in order(f"{source_id}-{page}-{self.reports}").answers
            ),
            complete=self.complete and ended,
            begun={} if ended else {"page": pages.stop},
        )

    async def subcontracts_under(self, query: Mapping[str, Any]) -> SubcontractsUnder:
        self.asked_for.append("under")
        return SubcontractsUnder(subcontracts=self.under, complete=self.complete, requests=1)


def under(number: str = "S-1", *amounts: str, prime: str = "P", name: str = "ACME LLC") -> SubcontractUnder:
    return SubcontractUnder(
        prime_id=f"CONT_AWD_{prime}_7012_-NONE-_-NONE-",
        prime_number=prime,
        prime=Party(name="PRIME INC", ids={"uei": "PRIMEUEI0001"}),
        buyer="U.S. Immigration and Customs Enforcement",
        url=f"https://www.usaspending.gov/award/CONT_AWD_{prime}_7012_-NONE-_-NONE-",
        subcontract=sub(number, *amounts, name=name),
    )
