"""Factories for contract records, and a fake source controlled by the test."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot.contracts.model import Action, Answer, Kind, Party, Record
from bot.contracts.sources import IncompleteRead, QueryError, Source, SourceError, Survey
from bot.contracts.sources.protocol import Absent, Field, NothingNew, ReadContext, SourceErrorKind, Unchanged

SUPPLIER = Party(name="CAPGEMINI GOVERNMENT SOLUTIONS LLC", ids={"uei": "DR6MQ56MGFA5"})
BUYER = Party(name="U.S. Immigration and Customs Enforcement", ids={"subtier": "7012"})
VEHICLE = "CONT_IDV_70CDCR26D00000015_7012"
ORDER = "CONT_AWD_70CDCR26FR0000024_7012_70CDCR26D00000015_7012"


def action(
    number: str, amount: str | None, day: str | None = "2026-01-05", code: str | None = "C", **more: Any
) -> Action:
    return Action(
        action_id=more.pop("action_id", f"TX_{number}"),
        number=number,
        date=None if day is None else date.fromisoformat(day),
        code=code,
        amount=None if amount is None else Decimal(amount),
        description=more.pop("description", f"ACTION {number}"),
    )


def order(source_id: str = ORDER, *actions: Action, **more: Any) -> Record:
    """Return an order under VEHICLE of $4,816,782.50, unless told otherwise; its answer is derived from
    it."""
    actions = actions or (action("0", "4816782.50", "2025-12-18", None),)
    amounts = [each.amount for each in actions if each.amount is not None]
    found = Record(
        source="usaspending",
        source_id=source_id,
        kind=Kind.ORDER,
        number=source_id.split("_")[2],
        title="SKIP TRACING SERVICES",
        buyer=BUYER,
        supplier=SUPPLIER,
        parent_source_id=VEHICLE,
        parent_number="70CDCR26D00000015",
        currency="USD",
        obligated=sum(amounts, Decimal(0)),
        signed=date(2025, 12, 18),
        end=date(2026, 3, 15),
        url=f"https://www.usaspending.gov/award/{source_id}",
        actions=actions,
    )
    return with_answer(replace(found, **more))


def vehicle(source_id: str = VEHICLE, **more: Any) -> Record:
    """Return the vehicle with its ceiling of $365,821,218.75 and no money of its own."""
    found = Record(
        source="usaspending",
        source_id=source_id,
        kind=Kind.VEHICLE,
        number=source_id.split("_")[2],
        title="SKIP TRACING VEHICLE",
        buyer=BUYER,
        supplier=SUPPLIER,
        currency="USD",
        obligated=Decimal(0),
        ceiling=Decimal("365821218.75"),
        signed=date(2025, 12, 16),
        end=date(2027, 12, 15),
        url=f"https://www.usaspending.gov/award/{source_id}",
    )
    return with_answer(replace(found, **more))


def with_answer(record: Record) -> Record:
    answer = Answer(
        url=record.url,
        query="",
        fetched_at=datetime(2026, 2, 13, tzinfo=UTC),
        content=repr(record).encode(),
    )
    return replace(record, answers=(answer,))


class FakeSource:
    """A source in memory. ``matching`` are the results of a search, in order; ``known`` those of ``get``, by
    id.

    ``fault`` (an exception) ends a search after ``breaks_after`` records; ``get_faults`` are errors of
    ``get``. ``refusals`` are the answers for unknown ids; ids in ``unreadable`` are listed but cannot be
    read. ``searches`` and ``asked`` record the requests, ``readings`` their contexts. A record with a mark is
    "unchanged" in a read that knows it. ``state``, if set, is that of the last import.
    """

    name = "usaspending"
    fields = (Field("suppliers", many=True, required=True),)
    pick = "suppliers"
    asks_by_id = True

    def __init__(self) -> None:
        self.matching: list[Record] = []
        self.known: dict[str, Record] = {}
        self.fault: BaseException | None = None
        self.breaks_after: int | None = None
        self.get_faults: dict[str, SourceError] = {}
        self.refusals: dict[str, Absent] = {}
        self.unreadable: set[str] = set()
        self.searches: list[Mapping[str, Any]] = []
        self.asked: list[str] = []
        self.readings: list[ReadContext] = []
        self.state: str | None = None
        self.surveyed: Survey | SourceError = Survey({Kind.ORDER: 1, Kind.VEHICLE: 1})

    def stand_in(self, sources: Mapping[str, Source]) -> None:
        """Be the source of its name in an app's ``sources``."""
        vars(sources)["_made"][self.name] = self

    def show(self, *records: Record, unmatched: tuple[Record, ...] = ()) -> None:
        """Let these match from now on; ``unmatched`` are known by id only."""
        self.matching = list(records)
        self.known = {record.source_id: record for record in (*records, *unmatched)}

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        if "suppliers" not in query:
            raise QueryError("suppliers", "nothing-to-find")
        return {"suppliers": sorted(query["suppliers"])}

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        if isinstance(self.surveyed, SourceError):
            raise self.surveyed
        return self.surveyed

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        self.searches.append(query)
        self.readings.append(replace(reading, marks=dict(reading.marks), known=dict(reading.known)))
        if not reading.full and self.state is not None and self.state == reading.state:
            raise NothingNew
        reading.state = self.state
        unread: list[str] = []
        for number, record in enumerate(self.matching):
            if self.fault is not None and number == self.breaks_after:
                raise self.fault
            if record.mark is not None and reading.marks.get(record.source_id) == record.mark:
                yield Unchanged(record.source_id, record.parent_source_id)
            elif record.source_id in self.unreadable:
                unread.append(record.source_id)
            else:
                yield record
        if self.fault is not None:
            raise self.fault
        if unread:
            faults = [SourceError(SourceErrorKind.TIMEOUT, source_id) for source_id in unread]
            raise IncompleteRead(faults, unread=unread, whole_search=True)

    async def get(self, source_id: str) -> Record | Absent:
        self.asked.append(source_id)
        if source_id in self.get_faults:
            raise self.get_faults[source_id]
        return self.known.get(source_id) or self.refusals.get(source_id, Absent())

    async def probe(self) -> None:
        return None


def incomplete(*faults: SourceError) -> IncompleteRead:
    return IncompleteRead(faults)
