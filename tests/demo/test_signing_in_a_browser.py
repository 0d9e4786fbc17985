"""The demo's signing page in headless Chromium, from Alice's code to a count that a browser recomputes, with
one changed byte that it names."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from bot.board.signing import sentences
from bot.texts import Texts
from tests.board.conftest import browser as browser  # the fixture
from tests.board.signing.member import opened
from tests.board.test_verify_page import opened as opened_checker
from tests.support.signing_union import Union

pytestmark = [pytest.mark.behaviour, pytest.mark.long]

PAGE = re.compile(r"http://127\.0\.0\.1:\d+/#\S+")
SIGNING_PAGE = re.compile(r"(http://127\.0\.0\.1:\d+/demo/)\w+/sign\.html")
CODE = re.compile(r"\b[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}\b")
LINE = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3}\b")
DEMAND = "a-written-answer-to-our-demands"
SHOWN = re.compile(r"\d+ signatures")
_WAIT_S = 240.0


@contextmanager
def running_demo(language: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Run ``tocsin demo``; yield what returns what it has said so far."""
    said = folder / "said"
    command = [sys.executable, "-u", "-m", "bot", "demo", "--lang", language, "--port", "0"]
    with said.open("w") as output:
        demo = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "COLUMNS": "400"}
        )
    try:
        yield lambda: said.read_text(encoding="utf-8")
    finally:
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(60) == 0, said.read_text(encoding="utf-8")


class DemoUnion(Union):
    """The demo's union, with the line that stands below the code."""

    told_line = ""

    @property
    def line(self) -> str:
        return self.told_line


def until(seen: Callable[[], Any]) -> Any:
    """Return what ``seen`` returns once it is true."""
    end = time.monotonic() + _WAIT_S
    while not (found := seen()):
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.3)
    return found


def count_on(board: Any) -> int:
    """Return the count that the demand's page shows, after it is loaded anew."""
    board.reload()
    shown = SHOWN.search(board.locator("main").inner_text())
    return 0 if shown is None else int(shown[0].split()[0])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_alice_signs_the_count_moves_and_a_changed_byte_is_named(
    browser: Any, language: str, tmp_path: Path
) -> None:
    with running_demo(language, tmp_path) as said:
        discord = browser.new_page()
        discord.goto(until(lambda: PAGE.search(said()))[0])  # the story begins when it is seen
        signing = until(lambda: SIGNING_PAGE.search(said()))
        code, site = CODE.search(said())[0], signing[1]  # type: ignore[index]
        address = f"{site}{language}/demands/{DEMAND}.html"
        board = browser.new_page()
        until(lambda: board.goto(address).status == 200)
        union = DemoUnion()
        union.told_line = LINE.search(said())[0]  # type: ignore[index]
        with opened(browser, union, language, address=signing[0]) as alice:
            assert alice.texts == sentences(Texts.load().of(language))
            alice.union.codes = {code.replace("-", ""): None}
            until(lambda: count_on(board))
            before = count_on(board)
            alice.with_tokens()
            alice.open(0)
            alice.sign()
            until(lambda: count_on(board) > before)
            assert alice.complaints == []
        checked_in_a_browser(browser, f"{site}{language}/verify.html", tmp_path)


def checked_in_a_browser(browser: Any, address: str, folder: Path) -> None:
    """Check the ledger where it is served, then from files of which one has a changed byte."""
    with opened_checker(browser, address, offline=False) as checker:
        checker.page.locator("#ledger").select_option(f"../ledger/{DEMAND}.json")
        verdict, lines = checker.check()
        assert verdict == "part", "the union's key was not given"
        assert not any("rows-" in line for line in lines)
        content = files_of(address)
        rows = max(name for name in content if name.endswith(".jsonl"))
        content[rows] = content[rows].replace(b'"turn":1', b'"turn":2', 1)
        files = [folder / name for name in content]
        for file in files:
            file.write_bytes(content[file.name])
        verdict, lines = checker.check(*files)
        assert verdict == "wrong"
        assert any(
            f"{DEMAND}/{rows}, line 1:" in line or f"{DEMAND}/{rows}, ligne 1" in line for line in lines
        )


def files_of(address: str) -> dict[str, bytes]:
    """Return the demand's ledger, the rounds and every file of rows, by their names."""
    ledger, name = urljoin(address, f"../ledger/{DEMAND}"), f"{DEMAND}.json"
    content = {name: fetched(f"{ledger}.json"), "rounds.json": fetched(urljoin(address, "../rounds.json"))}
    for number in re.findall(rb'"number": ?(\d+)', content[name]):
        for file in (f"rows-{int(number)}.jsonl", f"rows-{int(number)}.index"):
            with contextlib.suppress(HTTPError):
                content[file] = fetched(f"{ledger}/{file}")
    return content


def fetched(address: str) -> bytes:
    with urlopen(address) as answer:
        return bytes(answer.read())
