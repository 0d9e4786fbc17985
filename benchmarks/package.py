"""Benchmark: memory for reading a package of open contracting data (OCDS), by its size."""

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.report import Figure
from bot.common.clock import utc_now
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.protocol import ReadContext

FEW, MANY = 10_000, 50_000  # processes
EVERY = 200  # one process in so many matches
MAX_RATIO = 2.5  # bytes of memory per byte of the package
FILE = "export.json"
ROOT = Path(__file__).resolve().parents[1]


async def measure() -> list[Figure]:
    """Read packages from a file, like an export that a user downloaded, beside ``json.loads``."""
    ours, bare = await _growth("read"), await _growth("load")
    return [
        Figure(
            benchmark="package",
            what="open contracting data: resident memory for each byte of the package",
            unit="bytes",
            value=ours,
            baseline=bare,
            baseline_is="json.loads",
            target=f"at most {MAX_RATIO:.1f}: the bytes, and their text",
            holds=ours <= MAX_RATIO,
        )
    ]


async def _growth(how: str) -> float:
    """Return the growth of a process's peak memory per byte of the package."""
    (few, small), (many, large) = [await _peak(count, how) for count in (FEW, MANY)]
    return (many - few) / (large - small)


async def _peak(count: int, how: str) -> tuple[int, int]:
    """Return the peak resident memory of a process that reads ``count`` processes, and the file's size;
    bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        path.write_bytes(_package(count))
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.package", how, folder, str(count // EVERY)),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await child.communicate()
        return int(said), path.stat().st_size


async def _read(folder: Path, matching: int) -> None:
    async with aiohttp.ClientSession() as session:
        source = Ocds(SourceHttp(session, user_agent="Tocsin benchmark"), utc_now, folder)
        query = source.canonical({"file": FILE, "suppliers": ["EXAMPLE"]})
        found = 0
        async for _ in source.search(query, ReadContext()):
            found += 1
    assert found == matching, found


def _package(count: int) -> bytes:
    releases = [_release(number) for number in range(count)]
    head = {"uri": "https://publisher.example/", "version": "1.1", "publishedDate": "2026-02-13T00:00:00Z"}
    return json.dumps({**head, "releases": releases}).encode()


def _release(number: int) -> dict[str, Any]:
    supplier = "EXAMPLE LTD" if number % EVERY == 0 else f"SOMEBODY ELSE {number} LTD"
    return {
        "ocid": f"ocds-bench-{number}",
        "id": f"{number}-1",
        "date": "2026-02-13T00:00:00Z",
        "tag": ["award", "contract"],
        "buyer": {"id": "1", "name": "Home Office"},
        "parties": [{"id": "2", "name": supplier, "roles": ["supplier"]}],
        "tender": {"id": "t", "title": f"Work {number}", "description": "What is to be done. " * 20},
        "awards": [{"id": "a", "suppliers": [{"id": "2", "name": supplier}]}],
        "contracts": [{"id": "c", "awardID": "a", "value": {"amount": 1000 + number, "currency": "GBP"}}],
    }


if __name__ == "__main__":
    if sys.argv[1] == "read":
        asyncio.run(_read(Path(sys.argv[2]), int(sys.argv[3])))
    else:
        loaded = json.loads(Path(sys.argv[2], FILE).read_bytes())
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage includes the parent's peak
    print(int(status.partition("VmHWM:")[2].split()[0]) * 1024)
