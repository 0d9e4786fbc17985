"""Benchmark: the count of a demand that is signed on the page, by each program that anyone can run, beside
the verification of the same signatures alone.
"""

import asyncio
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from benchmarks.report import Figure
from benchmarks.verifying import PRESS
from bot.exports.manifest import ManifestSigner
from bot.exports.verify import verify
from bot.petitions.counts.ledger import rows_index
from bot.petitions.demands.consent import digest
from tests.support.signing_member import row_line, statement, token_message, unb64
from tests.support.token_issuer import TokenIssuer
from tests.web.page_vectors import CONSENTS, SEED, SLUG, TEXTS, PageLedger, rounds

ROWS = int(os.environ.get("TOCSIN_BENCHMARK_ROWS", "10000"))
MAX_S = {"verify.py": 2.0, "verify.html in Chromium": 5.0} if ROWS <= 10_000 else {"verify.py": 60.0}
ROOT = Path(__file__).resolve().parents[1]
ONE_FILE = ROOT / "bot" / "web" / "verify.py"
SCRIPT = ROOT / "bot" / "web" / "static" / "verify.js"
PAGE = ROOT / "docs" / "verify.html"
_SHARE = 1_000  # rows that one process makes at once

_IN_NODE = """
const { check } = require(process.argv[1]);
const { readFileSync, existsSync } = require("fs");
const [, , folder, slug, key] = process.argv;
const read = (path) => existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
const open = async (name) => read(`${folder}/${name}`);
(async () => {
  const start = performance.now();
  const told = await check(await open(`${slug}.json`), key, "", { open, rounds: () => open("rounds.json") });
  if (told.wrong.length || told.notes.length) throw new Error(JSON.stringify(told));
  console.log((performance.now() - start) / 1000);
})();
"""


async def measure() -> list[Figure]:
    """Check a ledger with 10,000 rows, or as many as TOCSIN_BENCHMARK_ROWS says."""
    return await asyncio.to_thread(_measured)


def _measured() -> list[Figure]:
    key = ManifestSigner(SEED).public_key
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = _write(folder)
        ledger = folder / f"{SLUG}.json"
        found: dict[str, float | None] = {
            "verify.py": _by_one_file(ledger, key),
            "tocsin verify": _by_tocsin(ledger, key),
            "verify.html's script in Node": _in_node(folder, key),
            "verify.html in Chromium": _in_chromium(folder, key),
        }
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest process: {memory / 1024:.0f} MiB", file=sys.stderr)
    return [
        Figure(
            benchmark="row-checkers",
            what=f"{ROWS:,} rows checked: {what}",
            unit="s",
            value=seconds,
            baseline=bare,
            baseline_is="their signatures alone, one core",
            target=f"under {MAX_S[what]:.0f} s" if what in MAX_S else None,
            holds=seconds < MAX_S[what] if what in MAX_S else None,
        )
        for what, seconds in found.items()
        if seconds is not None
    ]


def _write(folder: Path) -> float:
    """Write the files of a demand; return how long one core takes for the signatures in its rows."""
    made = PageLedger()
    made.add("opening", issued=20)
    with ProcessPoolExecutor() as pool:
        firsts = range(1, ROWS + 1, _SHARE)
        shares = list(pool.map(_rows, firsts, [made.demand] * len(firsts)))
    lines = [line for _, line in sorted(each for share in shares for each in share)]
    rows = b"".join(lines)
    index = rows_index(rows)
    told: dict[str, Any] = {
        "rows_sha256": hashlib.sha256(rows).hexdigest(),
        "index_sha256": hashlib.sha256(index).hexdigest(),
    }
    made.add("batch", count=ROWS, places=ROWS, issued=ROWS, **told)
    (folder / SLUG).mkdir()
    (folder / SLUG / "rows-2.jsonl").write_bytes(rows)
    (folder / SLUG / "rows-2.index").write_bytes(index)
    (folder / f"{SLUG}.json").write_bytes(made.ledger())
    (folder / "rounds.json").write_bytes(rounds())
    few = lines[:: max(1, ROWS // 2_000)]
    return _bare(few, made.demand) * ROWS / len(few)


def _rows(first: int, demand: str) -> list[tuple[bytes, bytes]]:
    """Return signed rows with their keys."""
    issuer, text, consent = TokenIssuer(), digest(TEXTS[0]), digest(CONSENTS[0])
    made = []
    for number in range(first, min(first + _SHARE, ROWS + 1)):
        token = issuer.quick_token(number)
        made.append((token.key.public, row_line(token.row(demand, text=text, consent=consent))))
    return made


def _bare(lines: Sequence[bytes], demand: str) -> float:
    """Return the seconds that verifying the two signatures of each row takes, and nothing else."""
    said = statement(demand, 1, "sign", 1, digest(TEXTS[0]), digest(CONSENTS[0]))
    rows = [
        {name: unb64(row[name]) for name in ("key", "token", "signature")} for row in map(json.loads, lines)
    ]
    issuing = TokenIssuer().key.public_key()
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    start = perf_counter()
    for row in rows:
        issuing.verify(row["token"], token_message(row["key"]), pss, hashes.SHA384())
        signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + row["key"])
        halves = (int.from_bytes(half, "big") for half in (row["signature"][:32], row["signature"][32:]))
        signer.verify(encode_dss_signature(*halves), said, ec.ECDSA(hashes.SHA256()))
    return perf_counter() - start


def _by_one_file(ledger: Path, key: str) -> float:
    """Return the time of the whole program, from its start."""
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", str(ONE_FILE), str(ledger), "--key", key], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return perf_counter() - start


def _by_tocsin(ledger: Path, key: str) -> float:
    start = perf_counter()
    assert verify(ledger, key=key).good
    return perf_counter() - start


def _in_node(folder: Path, key: str) -> float | None:
    node = shutil.which("node")
    if node is None:
        return None
    asked = [node, "-e", _IN_NODE, str(SCRIPT), str(folder), SLUG, key]
    return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


def _in_chromium(folder: Path, key: str) -> float | None:
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
        page.set_default_timeout(600_000)
        page.goto(PAGE.as_uri())
        chosen = [folder / f"{SLUG}.json", folder / "rounds.json", folder / SLUG / "rows-2.jsonl"]
        page.locator("#file").set_input_files([str(path) for path in chosen])
        page.locator("#key").fill(key)
        seconds = page.evaluate(PRESS) / 1000
        assert page.locator("#verdict.good").count() == 1
        browser.close()
    return float(seconds)
