"""Benchmark: the check of a demand's ledger, by each of the three programs that anyone can run."""

import asyncio
import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from benchmarks.report import Figure
from bot.board.verify import Verification
from bot.common.clock import utc_now
from bot.exports.ledger_file import ledger_file
from bot.exports.manifest import ManifestSigner
from bot.exports.verify import verify
from bot.petitions.counts.ledger import LedgerEntry, entry_hash, moment
from bot.petitions.demands.consent import digest

PUBLICATIONS = 1_000
MAX_S = 1.0
RUNS = 5
SCRIPT = Path(__file__).resolve().parents[1] / "bot" / "board" / "static" / "verify.js"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "verify.html"
TEXTS = {"en": {"title": "Halt all work for ICE", "body": "We ask for it, at once. " * 40}}

_IN_NODE = """
const { check } = require(process.argv[1]);
const raw = new Uint8Array(require("fs").readFileSync(process.argv[2]));
(async () => {
  const times = [];
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    const told = await check(raw, process.argv[3], "");
    if (told.wrong.length) throw new Error(JSON.stringify(told.wrong));
    times.push((performance.now() - start) / 1000);
  }
  console.log(JSON.stringify(times));
})();
"""


async def measure() -> list[Figure]:
    """Check a ledger of 1,000 publications, without starting the program or the browser."""
    return await asyncio.to_thread(_measured)


def _measured() -> list[Figure]:
    signer = ManifestSigner(bytes(range(32)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "halt-ice.json")
        path.write_bytes(_ledger(signer))
        key = signer.public_key
        found = {
            "tocsin verify": _timed(lambda: bool(verify(path, key=key).good)),
            "verify.py": _timed(lambda: _by_one_file(path, key)),
            "verify.html's script in Node": _in_node(path, key),
            "verify.html in Chromium": _in_chromium(path, key),
        }
    return [
        Figure(
            "verifying",
            f"{PUBLICATIONS:,} publications checked: {what}",
            "s",
            seconds,
            target=f"under {MAX_S:.0f} s",
            holds=seconds < MAX_S,
        )
        for what, seconds in found.items()
        if seconds is not None
    ]


def _timed(work: Callable[[], bool]) -> float:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        assert work()
        times.append(perf_counter() - start)
    return float(statistics.median(times))


def _by_one_file(path: Path, key: str) -> bool:
    found = Verification()
    found.ledger(path.read_bytes(), key)
    return not found.faults


def _in_node(path: Path, key: str) -> float | None:
    node = shutil.which("node")
    if node is None:
        return None
    done = subprocess.run(
        [node, "-e", _IN_NODE, str(SCRIPT), str(path), key], capture_output=True, text=True, check=True
    )
    return float(statistics.median(json.loads(done.stdout)))


def _in_chromium(path: Path, key: str) -> float | None:
    """Return the time from the press of the button to the answer."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if chromium is None:
        return None
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(PAGE.as_uri())
        page.locator("#file").set_input_files(str(path))
        page.locator("#key").fill(key)
        times = [page.evaluate(PRESS) / 1000 for _ in range(RUNS)]
        assert page.locator("#verdict.good").count() == 1
        browser.close()
    return float(statistics.median(times))


PRESS = """() => new Promise((resolve) => {
  const verdict = document.getElementById("verdict"), start = performance.now();
  verdict.className = "";
  new MutationObserver((_, seen) => {
    if (verdict.className === "") return;
    seen.disconnect();
    resolve(performance.now() - start);
  }).observe(verdict, { attributes: true });
  document.querySelector("button").click();
})"""


def _ledger(signer: ManifestSigner) -> bytes:
    entries: list[LedgerEntry] = []
    for number in range(1, PUBLICATIONS + 1):
        made = LedgerEntry(
            demand="halt-ice",
            demand_id=7,
            text_hash=digest(TEXTS),
            number=number,
            published_at=moment(utc_now()),
            count=number * 11,
            invalidated=0,
            verified_by="roster",
            account_days=30,
            server_days=7,
            reason="batch",
            breakdown=[
                {"id": i, "unit": f"site-{i}", "name": f"Site {i}", "size": 400, "count": 12}
                for i in range(8)
            ],
            previous_hash=entries[-1].hash if entries else None,
        )
        entries.append(replace(made, hash=entry_hash(made)))
    version: Any = SimpleNamespace(version=1, made_at=utc_now(), texts=TEXTS, text_hash=digest(TEXTS))
    asked: Any = SimpleNamespace(demand=SimpleNamespace(slug="halt-ice"), versions=[version], ledger=entries)
    return ledger_file(asked, signer)
