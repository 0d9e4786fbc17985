"""Slow phone for benchmarks: headless Chromium with a processor four times slower, over 3G (1.6 Mbit/s,
300 ms for each round trip), with an empty cache.
"""

import shutil
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

SLOWER, ROUND_TRIP_MS, BITS_A_SECOND = 4, 300, 1_600_000
LIMIT_S = 1.0
_TURNS = 5

PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
"""Milliseconds until the text of a page is there."""


async def first_visits(visit: Callable[[Any], Awaitable[float]], *, slower: int = SLOWER) -> float:
    """Return the median of the milliseconds that ``visit`` returns for some new pages, in seconds. Needs
    Chromium, and the extra for pictures."""
    from playwright.async_api import async_playwright

    took: list[float] = []
    async with async_playwright() as driver:
        options: Any = {
            "executable_path": shutil.which("chromium"),
            "args": ["--no-sandbox", "--disable-gpu"],
        }
        browser = await driver.chromium.launch(**options)
        for _ in range(_TURNS):
            page = await browser.new_page(viewport={"width": 360, "height": 740})
            told = await page.context.new_cdp_session(page)
            await told.send("Network.enable")
            network = {
                "offline": False,
                "latency": ROUND_TRIP_MS,
                "downloadThroughput": BITS_A_SECOND / 8,
                "uploadThroughput": BITS_A_SECOND / 16,
            }
            await told.send("Network.emulateNetworkConditions", network)
            await told.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            took.append(await visit(page))
            await page.close()
        await browser.close()
    return median(took) / 1000


def shown(url: str, when: str = PAINTED) -> Callable[[Any], Awaitable[float]]:
    """Return a visit to a page, until ``when``: an expression for its milliseconds."""

    async def visit(page: Any) -> float:
        await page.goto(url, wait_until="load")
        await page.wait_for_timeout(500)
        return float(await page.evaluate(when))

    return visit
