"""The rich board for tests of pages, the browser that looks at it, and the tools of `.ci/run`."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.web.rich_board import write_rich_board

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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(rich_site: Path) -> Iterator[str]:
    """The address at which the rich board's site is served, without the program's own server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(rich_site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
