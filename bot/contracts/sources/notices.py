"""Record reading for bulletins whose search returns whole notices, one record a row (TED, BOAMP, APProch)."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from typing import Any

from bot.contracts.model import Answer, Kind, Record
from bot.contracts.sources.protocol import (
    IncompleteRead,
    Match,
    SourceError,
    SourceErrorKind,
    Supplier,
    Survey,
    newest_matches,
)
from bot.contracts.sources.values import bad, reading_one

Row = Mapping[str, Any]


async def records_of(
    pages: AsyncIterator[tuple[Iterable[Row], Answer]],
    number_of: Callable[[Row], str | None],
    made: Callable[[Row, Answer], Record | None],
) -> AsyncIterator[Record]:
    """Yield the record that ``made`` builds of each row; rows for which it returns ``None`` are skipped.

    Raises ``IncompleteRead`` at the end if a page or a row could not be read, and ``SourceError``
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
                    with reading_one(number):
                        if not row:
                            raise bad("record", row)
                        found = made(row, answer)
                except SourceError as fault:
                    faults.append(fault)
                    unread += [number] if number else []
                else:
                    if found is not None:
                        yield found
    except SourceError as fault:
        if fault.fault is SourceErrorKind.TOO_MANY:
            raise
        faults.append(fault)
        whole = False
    if faults:
        # A row without a number is none that is known; if no row has one, these are not notices at all.
        raise IncompleteRead(faults, unread=unread, whole_search=whole and named)


def survey_of(count: int, winners: Counter[str], matches: Collection[Match]) -> Survey:
    """Return a survey: the number of notices, the suppliers by frequency, the newest day and notices."""
    suppliers = sorted(winners, key=lambda name: (-winners[name], name))
    return Survey(
        counts={Kind.NOTICE: count} if count else {},
        newest=max((match.day for match in matches if match.day), default=None),
        suppliers=tuple(Supplier(name, contracts=winners[name]) for name in suppliers),
        matches=newest_matches(matches),
    )
