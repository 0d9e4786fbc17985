"""Registry of sources: policies without parsers, and sources that are made when they are first read."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.common.clock import utc_now
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.registry import POLICIES, Sources
from bot.settings import Settings

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]
LOOK = """
import importlib, pathlib, re, sys
for folder in ("bot/contracts/queries", "bot/contracts/watches", "bot/ui/contracts", "bot/ui/watches"):
    for path in pathlib.Path(folder).glob("*.py"):
        importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
import bot.contracts.sources.registry, bot.runtime.run, bot.runtime.interface
own = re.compile(r"bot\\.contracts\\.sources\\.(feed|ocds|page|usaspending)\\.")
of_queries = {f"bot.contracts.sources.{name}" for name in (
    "ocds.publishers", "ocds.query", "ocds.values", "page.docket", "usaspending.query",
)}
libraries = {"lxml", "feedparser", "ocdsmerge", "trafilatura", "protego", "warcio"}
print(sorted(name for name in sys.modules if own.match(name) and name not in of_queries or name in libraries))
"""


@pytest.fixture
def sources() -> Sources:
    http = SourceHttp(None, user_agent="", allow_loopback=False)  # type: ignore[arg-type]
    return Sources(http, Settings(), utc_now)


@pytest.mark.full
def test_queries_cards_and_a_start_import_no_parser() -> None:
    look = [sys.executable, "-c", LOOK]
    done = subprocess.run(look, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_source_has_its_policy_and_is_made_once(sources: Sources) -> None:
    assert list(sources) == [policy.name for policy in POLICIES]
    for name, source in sources.items():
        assert source.name == name
        assert sources[name] is source
        policy: object = sources.policies[name]
        assert isinstance(source, policy if isinstance(policy, type) else type(policy))


def test_a_name_of_no_source_is_not_found(sources: Sources) -> None:
    assert "city" not in sources
    assert sources.get("city") is None
