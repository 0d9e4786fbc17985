"""Benchmark: the count of a demand that is signed on the page, by each program that anyone can run, beside
the verification of the same signatures alone.
"""

import asyncio
import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from benchmarks.report import Figure
from benchmarks.verifying import PRESS
from bot.common.clock import utc_now
from bot.exports.ledger_file import ledger_file
from bot.exports.manifest import ManifestSigner
from bot.exports.page.rounds import rounds_file
from bot.exports.verify import verify
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry, entry_hash, moment
from bot.petitions.demands.consent import digest
from bot.petitions.page_rows import rows_index

ROWS = int(os.environ.get("TOCSIN_BENCHMARK_ROWS", "10000"))
MAX_S = {"verify.py": 2.0, "verify.html in Chromium": 5.0} if ROWS <= 10_000 else {"verify.py": 60.0}
ROOT = Path(__file__).resolve().parents[1]
ONE_FILE = ROOT / "bot" / "web" / "verify.py"
SCRIPT = ROOT / "bot" / "web" / "static" / "verify.js"
PAGE = ROOT / "docs" / "verify.html"
SEED, SLUG = bytes(range(32)), "halt-ice"
TEXTS, CONSENT = {"en": {"title": "Halt all work for ICE", "body": "Now."}}, {"en": "I consent."}
_SHARE = 1_000  # rows that one process makes at once
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)

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
        elapsed, processor = _by_one_file(ledger, key)
        found: dict[str, float | None] = {
            "verify.py": elapsed,
            "verify.py, processor time": processor,
            "tocsin verify": _by_tocsin(ledger, key),
            "verify.html's script in Node": _in_node(folder, key),
            "verify.html in Chromium": _in_chromium(folder, key),
        }
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
    issuing = rsa.generate_private_key(65537, 2048)
    secret = issuing.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    spki = issuing.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    opening = _entry(spki, None)
    statement = (
        f"tocsin statement 1\n{opening.hash}\n1\nsign\n1\n{digest(TEXTS)}\n{digest(CONSENT)}\n".encode()
    )
    firsts = range(1, ROWS + 1, _SHARE)
    with ProcessPoolExecutor() as pool:
        shares = list(pool.map(_rows, firsts, [secret] * len(firsts), [statement] * len(firsts)))
    lines = [line for _, line in sorted(each for share in shares for each in share)]
    rows = b"".join(lines)
    index = rows_index(rows)
    told = {
        "rows_sha256": hashlib.sha256(rows).hexdigest(),
        "index_sha256": hashlib.sha256(index).hexdigest(),
    }
    (folder / SLUG).mkdir()
    (folder / SLUG / "rows-2.jsonl").write_bytes(rows)
    (folder / SLUG / "rows-2.index").write_bytes(index)
    version: Any = SimpleNamespace(
        version=1, made_at=utc_now(), texts=TEXTS, text_hash=digest(TEXTS), consent_hash=digest(CONSENT)
    )
    asked: Any = SimpleNamespace(
        demand=SimpleNamespace(slug=SLUG),
        versions=[version],
        ledger=[opening, _entry(spki, opening, count=ROWS, **told)],
        consents={digest(CONSENT): CONSENT},
    )
    signer, keys = ManifestSigner(SEED), [hashlib.sha256(spki).hexdigest()]
    (folder / f"{SLUG}.json").write_bytes(ledger_file(asked, signer))
    announced = {"number": 1, "id": "00" * 16, "begun_on": "2026-03-01", "keys": keys}
    (folder / "rounds.json").write_bytes(rounds_file([announced], signer))
    few = lines[:: max(1, ROWS // 2_000)]
    return _bare(few, issuing.public_key(), statement) * ROWS / len(few)


def _entry(spki: bytes, before: LedgerEntry | None, **told: Any) -> LedgerEntry:
    values: dict[str, Any] = {
        "demand": SLUG,
        "demand_id": 7,
        "text_hash": digest(TEXTS),
        "consent_hash": digest(CONSENT),
        "number": 1 if before is None else before.number + 1,
        "published_at": moment(utc_now()),
        "count": 0,
        "invalidated": 0,
        "verified_by": "roster",
        "account_days": 0,
        "server_days": 0,
        "reason": "opening" if before is None else "closing",
        "breakdown": None,
        "previous_hash": None if before is None else before.hash,
        "format": PAGE_FORMAT,
        "issuing_key": base64.urlsafe_b64encode(spki).decode(),
        "places": ROWS,
        "issued": ROWS,
        **told,
    }
    made = LedgerEntry(**values)
    return replace(made, hash=entry_hash(made))


def _rows(first: int, secret: bytes, statement: bytes) -> list[tuple[bytes, bytes]]:
    """Return signed rows with their keys. Their tokens are not issued blind, which nobody can see."""
    issuing = load_der_private_key(secret, None)
    assert isinstance(issuing, rsa.RSAPrivateKey)
    made = []
    for number in range(first, min(first + _SHARE, ROWS + 1)):
        own = ec.derive_private_key(number, ec.SECP256R1())
        key = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
        halves = decode_dss_signature(own.sign(statement, ec.ECDSA(hashes.SHA256())))
        row = {
            "act": "sign",
            "key": _text(key),
            "signature": _text(b"".join(half.to_bytes(32, "big") for half in halves)),
            "token": _text(issuing.sign(b"tocsin token 1\n" + key, _PSS, hashes.SHA384())),
            "turn": 1,
            "version": 1,
        }
        made.append((key, json.dumps(row, separators=(",", ":")).encode() + b"\n"))
    return made


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _bare(lines: Sequence[bytes], issuing: rsa.RSAPublicKey, statement: bytes) -> float:
    """Return the processor time that verifying the two signatures of each row takes, and nothing else."""
    rows = [
        [base64.urlsafe_b64decode(row[name] + "==") for name in ("key", "token", "signature")]
        for row in map(json.loads, lines)
    ]
    start = process_time()
    for key, token, signature in rows:
        issuing.verify(token, b"tocsin token 1\n" + key, _PSS, hashes.SHA384())
        signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + key)
        halves = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        signer.verify(encode_dss_signature(*halves), statement, ec.ECDSA(hashes.SHA256()))
    return process_time() - start


def _by_one_file(ledger: Path, key: str) -> tuple[float, float]:
    """Return the time of the whole program, from its start, and the processor time of its processes."""
    start = perf_counter()
    program = [sys.executable, "-I", str(ONE_FILE), str(ledger), "--key", key]
    started = subprocess.Popen(program, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    elapsed = perf_counter() - start
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0
    return elapsed, used.ru_utime + used.ru_stime


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
