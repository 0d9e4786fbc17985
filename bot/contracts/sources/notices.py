"""Reading a bulletin whose search gives whole notices, each row a record: what TED and BOAMP share."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bot.contracts.model import Answer, Kind, Record
from bot.contracts.sources.protocol import Fault, IncompleteRead, SourceError, Supplier, Survey
from bot.contracts.sources.values import bad

Row = Mapping[str, Any]


async def records_of(
    pages: AsyncIterator[tuple[Iterable[Row], Answer]],
    number_of: Callable[[Row], str | None],
    made: Callable[[Row, Answer], Record | None],
) -> AsyncIterator[Record]:
    """What is ``made`` of each row of the pages; ``None`` is left out.

    Raises ``IncompleteRead`` at the end where a page or a row could not be read, ``SourceError``
    (``TOO_MANY``) as the pages do.
    """
    faults: list[SourceError] = []
    unread: list[str] = []
    whole, named = True, False
    try:
        async for rows, answer in pages:
            for row in rows:
                number = number_of(row)
                named = named or number is not None
                try:
                    if not row:
                        raise bad("record", row)
                    found = made(row, answer)
                except SourceError as fault:
                    faults.append(SourceError(fault.fault, f"{number}: {fault.detail}"))
                    unread += [number] if number else []
                else:
                    if found is not None:
                        yield found
    except SourceError as fault:
        if fault.fault is Fault.TOO_MANY:
            raise
        faults.append(fault)
        whole = False
    if faults:
        # A row without a number is nothing that is known; if none has one, they are no notices.
        raise IncompleteRead(faults, unread=unread, whole_search=whole and named)


def survey_of(count: int, winners: Counter[str], days: Iterable[date | None]) -> Survey:
    """So many notices, whom they name as suppliers and how often, and their days."""
    suppliers = sorted(winners, key=lambda name: (-winners[name], name))
    return Survey(
        counts={Kind.NOTICE: count} if count else {},
        newest=max(filter(None, days), default=None),
        suppliers=tuple(Supplier(name) for name in suppliers),
    )
