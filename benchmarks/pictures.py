"""Benchmark: pictures (a contract chart, the progress of a demand), drawn in threads beside the event loop.

The first picture of a process imports matplotlib; the others do not. The baseline is matplotlib alone, which
draws one line with the same values and writes it as PNG of the same size.
"""

import io
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median

from benchmarks.report import Figure
from benchmarks.ticks import at_rest, hold, with_ticks
from bot.charts.canvas import Painter
from bot.charts.contracts import draw as contracts_png
from bot.charts.progress import Point, progress_png
from bot.contracts.model import Kind
from bot.contracts.queries.series import Chart, Line, Step
from bot.petitions.demands.progress import progress_words
from bot.texts import Texts
from bot.ui.contracts.figures import chart_words

TURNS = 5
COUNTS = 400  # published counts, one a day
LINES, STEPS = 6, 40  # contracts, and actions of each
FIRST = date(2025, 1, 1)


async def measure() -> list[Figure]:
    """Measure the first picture, then each kind several times."""
    resting = await at_rest()
    texts = Texts.load().of("en")
    painter = Painter()
    chart = _chart()
    words = chart_words(chart, texts)

    async def draw_progress(turn: int) -> bytes:
        points = [Point(FIRST + timedelta(days=day), day * (100 + turn)) for day in range(COUNTS)]
        told = progress_words("Halt all cooperation", points, 100_000, "members of a role", texts)
        return await painter.draw(progress_png, points, 100_000, told)

    longest, _ = await with_ticks(painter.draw(contracts_png, chart, words))
    figures = [hold("pictures", "the first of a process, which loads matplotlib", longest, resting)]
    bare = median(_seconds(_bare) for _ in range(TURNS))
    kinds: dict[str, Callable[[int], Awaitable[bytes]]] = {
        f"chart of {LINES} contracts, {STEPS} actions each": lambda _turn: painter.draw(
            contracts_png, chart, words
        ),
        f"progress of a demand, {COUNTS} counts": draw_progress,
    }
    for what, draw in kinds.items():
        took, longest = [], 0.0
        for turn in range(TURNS):
            began = time.perf_counter()
            held, _ = await with_ticks(draw(turn))
            took.append(time.perf_counter() - began)
            longest = max(longest, held)
        figures += [
            Figure(
                "pictures",
                f"{what}, median of {TURNS}",
                "ms",
                median(took) * 1e3,
                bare * 1e3,
                "matplotlib, one line",
            ),
            hold("pictures", what, longest, resting),
        ]
    return figures


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bare() -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Page

    figure = Page(figsize=(10.8, 10.8), dpi=100)
    FigureCanvasAgg(figure)
    figure.add_subplot().plot(range(COUNTS))
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _chart() -> Chart:
    lines = tuple(
        Line(
            contract_id=number,
            number=f"70CDCR26FR{number:07d}",
            kind=Kind.ORDER,
            steps=tuple(
                Step(FIRST + timedelta(days=10 * step + number), Decimal(1000 * number * (step + 1)))
                for step in range(STEPS)
            ),
            as_read=False,
        )
        for number in range(1, LINES + 1)
    )
    return Chart(
        currency="USD",
        lines=lines,
        rest=(),
        rest_count=0,
        rest_kinds=frozenset(),
        ceilings=(),
        more_ceilings=0,
        one_ceiling=False,
        as_read=0,
        others=(),
        unknown=0,
        sources=("usaspending",),
        read_at=datetime(2026, 5, 5, 12, tzinfo=UTC),
    )
