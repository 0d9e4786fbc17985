"""Benchmark: a board's first page on a slow phone, until its text can be read.

From the program's own server. The page comes in one piece, so that its text is there with the first paint.
The baseline is the same page without its style: one round trip less.
"""

import importlib
import re
import tempfile
from pathlib import Path

from benchmarks.report import Figure
from benchmarks.slow_phone import LIMIT_S, SLOWER, first_visits, shown
from bot.settings import Address
from bot.web.serving.site import serve_site


async def measure() -> list[Figure]:
    """Measure the page of a board with something of everything, which tests read as well. Needs Chromium, and
    the extras of the tests and of the pictures."""
    board = importlib.import_module("tests.web.rich_board")
    with tempfile.TemporaryDirectory() as folder:
        site = board.write_rich_board(Path(folder)).resolve()
        first = site / board.NAME / "en" / "index.html"
        bare = first.with_name("bare.html")
        bare.write_text(re.sub(r'<link rel="(stylesheet|icon)"[^>]*>', "", first.read_text(encoding="utf-8")))
        async with serve_site(site, Address("127.0.0.1", 0)) as url:
            took, least = [
                await first_visits(shown(f"{url}/{board.NAME}/en/{name}"))
                for name in ("index.html", "bare.html")
            ]
        loaded = [first, site / "style.css", site / "icon.svg", site / board.NAME / "images" / "money-en.png"]
        weight = sum(path.stat().st_size for path in loaded) / 1000
    return [
        Figure(
            benchmark="first page",
            what=f"text to read, processor {SLOWER}× slower, 3G",
            unit="s",
            value=took,
            baseline=least,
            baseline_is="without the style",
            target=f"at most {LIMIT_S:.0f} s",
            holds=took <= LIMIT_S,
        ),
        Figure(
            benchmark="first page",
            what="weight with all that it loads",
            unit="kB",
            value=weight,
            target="under 100 kB",
            holds=weight < 100,
        ),
    ]
