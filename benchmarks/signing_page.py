"""Benchmark: the signing page on a slow phone: making the requests of all tokens of a round, and its weight.

Headless Chromium with a processor four times slower; only the arithmetic in the browser is measured. The
baseline is the same on the processor as it is.
"""

import importlib
import shutil
from statistics import median
from typing import Any

from benchmarks.report import Figure
from bot.texts import Texts
from bot.web.signing import page

SLOWER = 4
TURNS = 5
LIMIT_S = 1.0
MAX_SIZE_KB = 60
KEYS = 6  # of a round

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
    slow, plain = [await _tokens(pages["en"].decode(), key, slower) for slower in (SLOWER, 1)]
    weight = max(map(len, pages.values())) / 1000
    return [
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


async def _tokens(content: str, key: str, slower: int) -> float:
    """Return the seconds that a browser takes for a card key and the requests of a round's tokens: the median
    of some first visits."""
    from playwright.async_api import async_playwright

    took: list[float] = []
    async with async_playwright() as driver:
        options: Any = {
            "executable_path": shutil.which("chromium"),
            "args": ["--no-sandbox", "--disable-gpu"],
        }
        browser = await driver.chromium.launch(**options)
        for turn in range(TURNS):
            opened = await browser.new_page(viewport={"width": 360, "height": 740})
            await opened.route("https://board.example/sign.html", _answer(content))
            await opened.goto("https://board.example/sign.html")
            told = await opened.context.new_cdp_session(opened)
            await told.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            shares = [f"{turn:02x}{number:062x}" for number in range(KEYS)]
            took.append(await opened.evaluate(_TOKENS, [key, shares]) / 1000)
            await opened.close()
        await browser.close()
    return median(took)


def _answer(content: str) -> Any:
    async def answer(route: Any) -> None:
        await route.fulfill(body=content, content_type="text/html")

    return answer
