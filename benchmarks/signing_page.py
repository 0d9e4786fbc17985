"""Benchmark: the signing page on a slow phone: until it can be used, then the requests of all tokens of a
round, and its weight.

Usable is the page once it is painted and its script has run, from the program's own server; the baseline is
the page without its script and sentences. For the requests, which ask nothing of the network, the baseline is
the processor as it is.
"""

import importlib
import re
import tempfile
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.report import Figure
from benchmarks.slow_phone import LIMIT_S, PAINTED, SLOWER, first_visits, shown
from bot.settings import Address
from bot.texts import Texts
from bot.web.serving.site import serve_site
from bot.web.signing import page

MAX_SIZE_KB = 60
KEYS = 6  # of a round

_USABLE = f"""(() => {{
    const [ran] = performance.getEntriesByType("navigation").map((one) => one.domContentLoadedEventEnd);
    return document.getElementById("begin").hidden ? Infinity : Math.max({PAINTED}, ran);
}})()"""
_TOKENS = """async ([key, shares]) => {
    const [issuing, secret] = [await issuingKey(key), newCard()];
    const began = performance.now();
    await cardKey(secret);
    for (const share of shares) await tokenRequest(secret, issuing, fromHex(share));
    return performance.now() - began;
}"""


async def measure() -> list[Figure]:
    """Measure the page. Needs Chromium, and the extras of the tests and of the pictures."""
    member = importlib.import_module("bot.demo.signing_member")
    rsa = importlib.import_module("cryptography.hazmat.primitives.asymmetric.rsa")
    key = member.b64(member.spki_of(rsa.generate_private_key(65537, 2048).public_key()))
    texts = Texts.load()
    pages = {language: page(await texts.parsed(language)) for language in texts.languages}
    largest = max(pages.values(), key=len)
    with tempfile.TemporaryDirectory() as name:
        site = Path(name).resolve() / "site"
        site.mkdir()
        (site / "sign.html").write_bytes(largest)
        (site / "bare.html").write_bytes(re.sub(rb"<script.*</script>", b"", largest, flags=re.DOTALL))
        async with serve_site(site, Address("127.0.0.1", 0)) as url:
            usable = await first_visits(shown(f"{url}/sign.html", _USABLE))
            bare = await first_visits(shown(f"{url}/bare.html"))
            slow, plain = [
                await first_visits(_tokens(f"{url}/sign.html", key), slower=slower) for slower in (SLOWER, 1)
            ]
    weight = len(largest) / 1000
    return [
        Figure(
            benchmark="signing page",
            what=f"first visit until it can be used, processor {SLOWER}× slower, 3G",
            unit="s",
            value=usable,
            baseline=bare,
            baseline_is="without its script and sentences",
            target=f"at most {LIMIT_S:.0f} s",
            holds=usable <= LIMIT_S,
        ),
        Figure(
            benchmark="signing page",
            what=f"blinding {KEYS} tokens, processor {SLOWER}× slower",
            unit="s",
            value=slow,
            baseline=plain,
            baseline_is="the processor as it is",
            target=f"at most {LIMIT_S:.0f} s",
            holds=slow <= LIMIT_S,
        ),
        Figure(
            benchmark="signing page",
            what="weight of the largest language, all in one file",
            unit="kB",
            value=weight,
            target=f"under {MAX_SIZE_KB} kB",
            holds=weight < MAX_SIZE_KB,
        ),
    ]


def _tokens(url: str, key: str) -> Callable[[Any], Awaitable[float]]:
    """Return a visit that makes a card key and the requests of a round's tokens, and says how long that
    takes."""
    shares = count()

    async def visit(opened: Any) -> float:
        await opened.goto(url, wait_until="load")
        return float(await opened.evaluate(_TOKENS, [key, [f"{next(shares):064x}" for _ in range(KEYS)]]))

    return visit
