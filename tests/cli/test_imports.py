"""A start imports what it needs: other libraries cost time and memory, and most starts never use them."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit

RUNNING = "bot.cli.main, bot.runtime.run"


def imported(modules: str, *libraries: str) -> str:
    """Return which of the libraries the import of these modules brings along."""
    look = f"import sys, {modules}; print(sorted(name for name in sys.argv[1:] if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", look, *libraries], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_running_on_sqlite_imports_no_library_that_only_other_work_needs() -> None:
    unneeded = ["typer", "rich", "pydantic", "alembic", "sqlalchemy.dialects.postgresql", "asyncpg"]
    unneeded += ["matplotlib", "xlsxwriter", "warcio", "pyrage", "prometheus_client", "aiohttp.web"]
    unneeded += ["lxml", "trafilatura", "feedparser", "ocdsmerge", "protego"]
    unneeded += ["babel", "fluent", "cryptography", "rfc3161_client", "bot.exports.timestamps.service"]
    assert imported(RUNNING, *unneeded) == "[]"
