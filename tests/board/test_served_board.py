"""A whole board as the program serves it: each of its files, and the page that checks a ledger."""

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.board.serving.files import TYPES
from tests.board.rich_board import NAME

pytestmark = [pytest.mark.wire, pytest.mark.full]


def test_each_file_of_a_board_is_served_with_its_type(rich_site: Path, served: str) -> None:
    paths = [path for path in rich_site.rglob("*") if path.is_file()]
    assert len(paths) > 50
    missing = []
    for path in paths:
        try:
            answer = urllib.request.urlopen(f"{served}/{path.relative_to(rich_site).as_posix()}")
        except urllib.error.HTTPError as error:
            error.close()
            missing.append(path)
            continue
        with answer:
            assert answer.read() == path.read_bytes()
            if path.name != "feed.json":
                assert answer.headers["Content-Type"] == TYPES[path.suffix]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_ledger_is_checked_in_the_browser_under_the_policy_that_is_served(
    browser: Any, served: str, language: str
) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    answer = page.goto(f"{served}/{NAME}/{language}/verify.html")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy
    page.click("#form button[type=submit]")
    for _ in range(1200):
        if page.locator("#found li").count():
            break
        page.wait_for_timeout(50)
    assert page.locator("#found li").count() > 0
    assert page.locator("#verdict").inner_text().strip()
    assert told == []
    page.close()
