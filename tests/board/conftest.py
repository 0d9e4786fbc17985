"""The rich board for tests of pages, the browser that looks at it, and the tools of `.ci/run`."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.board.serving.readers import Readers
from bot.board.serving.site import serve_site
from bot.settings import Address
from tests.board.rich_board import write_rich_board

_TOOLS = Path(__file__).parents[2] / ".ci" / "node_modules"


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of what `.ci/run` installs with npm; without it, tests are skipped."""
    if not _TOOLS.is_dir():
        pytest.skip(f"{_TOOLS.parent.name}/{_TOOLS.name} is not installed: see .ci/run")
    return _TOOLS


@pytest.fixture(scope="session")
def rich_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the rich board."""
    return write_rich_board(tmp_path_factory.mktemp("rich")).resolve()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium. While it is open, an event loop runs in this thread: not for modules with tests that
    are coroutines."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the extra for pictures is not installed")
    if (chromium := shutil.which("chromium")) is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def served(rich_site: Path) -> Iterator[str]:
    """The address at which the program serves the rich board's site."""
    started: Future[tuple[str, Callable[[], object]]] = Future()

    async def serve() -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        async with serve_site(rich_site, Address("127.0.0.1", 0), Readers(burst=1_000_000)) as url:
            started.set_result((url, lambda: loop.call_soon_threadsafe(ended.set)))
            await ended.wait()

    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(asyncio.run, serve())
        url, end = started.result(30)
        yield url
        end()
        running.result()
