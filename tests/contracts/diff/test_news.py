"""News: the table of docs/sources.md decides when a change is told, and its first line that fits counts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.common.news_class import NewsClass
from bot.contracts.diff.news import TABLE, highest_class, news_class
from bot.contracts.model import Change, ChangeKind, Record
from tests.support.contracts import order, vehicle

pytestmark = pytest.mark.unit

TODAY = date(2026, 3, 16)
WORDS = ("skip tracing",)
TOLD = {
    NewsClass.ALWAYS: ("always at once", "toujours aussitôt"),
    NewsClass.AT_ONCE: ("at once", "aussitôt"),
    NewsClass.DIGEST: ("next digest", "annonce groupée"),
    NewsClass.ON_DEMAND: ("on demand", "sur demande"),
}
POOR = order(title="HELP DESK", obligated=None, ceiling=Decimal(5), signed=TODAY)
RICH = order(title="HELP DESK", obligated=Decimal(100), signed=TODAY)
FRAMEWORK = vehicle(title="HELP DESK", obligated=None, ceiling=Decimal(5), signed=TODAY)


def table(path: str) -> list[tuple[str, str]]:
    page = (Path(__file__).parents[3] / path).read_text(encoding="utf-8")
    (part,) = [
        part for part in page.split("\n\n") if "| always at once |" in part or "| toujours aussi" in part
    ]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines()[2:]]
    return [(says, told) for says, told in rows]


def test_the_table_in_the_documents_is_the_one_that_decides() -> None:
    assert table("docs/sources.md") == [(line.says, TOLD[line.tells][0]) for line in TABLE]
    assert [told for _, told in table("docs/fr/sources.md")] == [TOLD[line.tells][1] for line in TABLE]


def change(kind: ChangeKind, **more: Any) -> Change:
    return Change(kind=kind, **more)


def moved(days: int, *, end: date = date(2027, 1, 1)) -> Change:
    kind = ChangeKind.EXTENDED if days > 0 else ChangeKind.SHORTENED
    return change(kind, old=end - timedelta(days=days), new=end)


NEW = change(ChangeKind.NEW_ORDER)
MARKED = "PARA. 2.2 SKIP-TRACING SERVICES"
CASES: list[tuple[int, Change, Record]] = [
    (0, change(ChangeKind.CORRECTED, old=Decimal(2), new=Decimal(3), description=MARKED), POOR),
    (1, change(ChangeKind.ENDS_WITHIN_7_DAYS, new=TODAY), RICH),
    (1, change(ChangeKind.ENDS_WITHIN_7_DAYS, new=TODAY), FRAMEWORK),
    (1, moved(-1, end=TODAY + timedelta(days=7)), RICH),
    (2, change(ChangeKind.SCOPE_CHANGED, description=MARKED), POOR),
    (2, NEW, replace(POOR, title=MARKED, signed=TODAY - timedelta(days=400))),
    (3, NEW, replace(RICH, signed=TODAY - timedelta(days=120))),
    (4, NEW, replace(RICH, signed=TODAY - timedelta(days=119))),
    (4, change(ChangeKind.NEW_ARTICLE), POOR),
    (4, change(ChangeKind.IN_FORCE), POOR),
    (5, change(ChangeKind.MONEY_REMOVED, amount=Decimal(-1)), POOR),
    (5, change(ChangeKind.CLOSED_OUT, amount=Decimal("-2306976.66")), POOR),
    (5, change(ChangeKind.CEILING_LOWERED, old=Decimal(2), new=Decimal(1)), FRAMEWORK),
    (6, change(ChangeKind.TERMINATED), POOR),
    (6, change(ChangeKind.RETURNED), POOR),
    (6, change(ChangeKind.NOVATED), POOR),
    (7, change(ChangeKind.PAGE_CHANGED), POOR),
    (8, moved(7), RICH),
    (8, moved(-7), FRAMEWORK),
    (9, change(ChangeKind.ENDS_WITHIN_30_DAYS), POOR),
    (9, change(ChangeKind.ENDS_WITHIN_7_DAYS, new=TODAY), replace(RICH, obligated=Decimal(0))),
    (9, change(ChangeKind.LAPSED), POOR),
    (9, change(ChangeKind.CLOSED_OUT), POOR),
    (10, change(ChangeKind.MONEY_REMOVED, amount=Decimal("-0.01")), RICH),
    (10, change(ChangeKind.ACTION, description=MARKED), RICH),
    (10, change(ChangeKind.ACTION), replace(RICH, title=MARKED)),
    (10, change(ChangeKind.NO_LONGER_MATCHES), RICH),
    (11, moved(6), RICH),
    (11, moved(400), POOR),
    (11, moved(-400, end=TODAY - timedelta(days=1)), POOR),
    (11, change(ChangeKind.OPTION_EXERCISED), RICH),
    (11, change(ChangeKind.SCOPE_CHANGED), RICH),
    (11, change(ChangeKind.ENDS_WITHIN_30_DAYS), RICH),
    (11, change(ChangeKind.LAPSED), FRAMEWORK),
    (11, change(ChangeKind.CLOSED_OUT), RICH),
    (11, change(ChangeKind.SUPPLIER_RENAMED), RICH),
]


@pytest.mark.parametrize(("line", "one", "contract"), CASES)
def test_the_first_line_that_fits_decides(line: int, one: Change, contract: Record) -> None:
    assert news_class(one, contract, WORDS, TODAY) is TABLE[line].tells
    fitting = [number for number in range(len(TABLE)) if _tells_alone(number, one, contract)]
    assert fitting[0] == line


def _tells_alone(number: int, one: Change, contract: Record) -> bool:
    kept = TABLE[number]
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.contracts.diff.news.TABLE", (kept,))
            news_class(one, contract, WORDS, TODAY)
    except StopIteration:
        return False
    return True


def test_every_line_decides_something() -> None:
    assert {line for line, *_ in CASES} == set(range(len(TABLE)))


def test_stored_history_is_told_on_demand() -> None:
    for _, one, contract in CASES:
        stored = replace(one, news=False)
        assert news_class(stored, contract, WORDS, TODAY) is NewsClass.ON_DEMAND


def test_of_several_changes_the_first_to_be_told_counts() -> None:
    idle, added = change(ChangeKind.ACTION), change(ChangeKind.MONEY_ADDED, amount=Decimal(5))
    assert highest_class([idle, added], RICH, (), TODAY) is NewsClass.AT_ONCE
    assert highest_class([], RICH, (), TODAY) is NewsClass.ON_DEMAND


def test_another_servers_words_mark_nothing() -> None:
    assert (
        news_class(change(ChangeKind.SCOPE_CHANGED, description=MARKED), RICH, (), TODAY) is NewsClass.DIGEST
    )
