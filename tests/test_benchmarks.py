"""Output of benchmarks: the tables of a page."""

import re
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.report import Figure, on_page

pytestmark = pytest.mark.unit

PAGE = "# Costs\n\n<!-- signing -->\nold\n<!-- /signing -->\nwords\n<!-- start -->\nkept\n<!-- /start -->\n"
PERFORMANCE = Path(__file__).parents[1] / "docs" / "performance.md"


def figure(value: float, what: str = "a storm") -> Figure:
    return Figure(
        benchmark="signing",
        what=what,
        unit="/s",
        value=value,
        baseline=2000,
        baseline_is="bare",
        target="ratio ≥ 0.7",
        holds=value >= 1400,
    )


def test_measured_tables_are_replaced_and_the_others_stay() -> None:
    page = on_page(PAGE, [figure(1500), figure(1000, "another")])
    assert "| a storm | 1500 /s | 2000 /s (bare) | 0.75 | ratio ≥ 0.7: kept |" in page
    assert "| another | 1000 /s | 2000 /s (bare) | 0.50 | ratio ≥ 0.7: missed |" in page
    assert "old" not in page
    assert page.endswith("<!-- /signing -->\nwords\n<!-- start -->\nkept\n<!-- /start -->\n")
    assert on_page(page, [figure(1500), figure(1000, "another")]) == page
    assert on_page("no marks", [figure(1500)]) == "no marks"


def test_every_table_of_the_page_belongs_to_a_benchmark_and_has_rows() -> None:
    page = PERFORMANCE.read_text(encoding="utf-8")
    marked = re.findall(r"<!-- (\w+) -->\n(.*?)<!-- /\1 -->", page, re.DOTALL)
    assert len(marked) > 3
    assert {name for name, _ in marked} <= set(BENCHMARKS)
    assert all(table.startswith("| | measured |") for _, table in marked)
