"""``tocsin demo``: the page is served, its story runs by itself, and a signal ends it cleanly."""

import asyncio
import io
import os
import re
import signal
import sys
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from rich.console import Console

import bot.demo.scenario
from bot.demo import DemoError, page, run_page
from bot.demo.board import DemoBoard
from bot.demo.history import DEFAULT
from bot.demo.scenario import Scenario, load_scenario, names
from bot.errors import StartError
from bot.texts import Texts

pytestmark = pytest.mark.behaviour

BOARD = re.compile(r"http://127\.0\.0\.1:\d+/demo/\w+/")
PAGE = re.compile(r"(http://127\.0\.0\.1:\d+/)#(\S+)")
_DAYS = {"2025-11-07", "2025-11-10", "2026-02-13", "2026-02-24", "2026-04-20"}
_WIDTH, _MAX_LINES = 46, 6  # characters of a line 390 pixels wide without a card, and lines


@pytest.mark.parametrize("campaign", names())
def test_the_demand_is_posted_within_forty_seconds(campaign: str) -> None:
    story = page._seconds(load_scenario(campaign).days)
    posted = next(
        at for at, (day, second) in enumerate(story) if "demand" in day.then and second == page._ACTS_AFTER
    )
    assert page._READING + posted < 40


@pytest.mark.parametrize("site", ["yes", "no"])
def test_the_first_message_fits_the_screen_of_a_phone(language: str, site: str) -> None:
    t = Texts.load().of(language)
    told = t("demo-page-welcome", site=site, url="http://127.0.0.1:54321/demo/fr/")
    assert sum(-(-len(line) // _WIDTH) for line in told.splitlines()) <= _MAX_LINES


async def test_an_empty_server_begins_with_the_greeting_and_no_bar_of_the_simulator_on_a_phone(
    language: str,
) -> None:
    out, stop = io.StringIO(), asyncio.Event()
    console = Console(file=out, width=200)
    running = asyncio.ensure_future(page.run_empty(load_scenario(DEFAULT), language, 0, console, stop))
    try:
        while not (found := PAGE.search(out.getvalue())):
            assert not running.done()
            await asyncio.sleep(0.05)
        async with aiohttp.ClientSession() as session, session.get(f"{found[1]}preview.css") as answer:
            style = await answer.text()
    finally:
        stop.set()
    assert await running == 0
    t = Texts.load().of(language)
    assert f'content: "{t("demo-page-you")}"' in style
    assert "[data-workbench]:not(#toolbar), #toolbar > :not(.viewer-control) { display: none" in style
    assert t("demo-organiser") in out.getvalue()


def with_fewer_days(name: str) -> Scenario:
    """The story with the plan, the demand, the page, and one correction of the record."""
    scenario = load_scenario(name)
    days = (day for day in scenario.days if day.kind.startswith("page") or day.at.date().isoformat() in _DAYS)
    return replace(scenario, days=tuple(days))


@pytest.mark.long
async def test_the_story_runs_by_itself(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_SECOND_S", 0.05)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(bot.demo.scenario, "load_scenario", with_fewer_days)
    t = Texts.load().of(language)
    opened: list[Any] = []
    opening = page._Page.open

    async def noted(self: Any, port: int, board: DemoBoard) -> None:
        opened.append(self)
        await opening(self, port, board)

    monkeypatch.setattr(page._Page, "open", noted)
    written = io.StringIO()
    running = asyncio.create_task(run_page(language, console=Console(file=written, width=400)))

    async def until(words: str) -> None:
        async with asyncio.timeout(240):
            while words not in written.getvalue():
                assert not running.done(), written.getvalue()
                await asyncio.sleep(0.1)

    await until(t("demo-page-begins"))
    await asyncio.sleep(0.5)
    assert t("demo-post", channel=t("demo-channel-news")) not in written.getvalue(), "nobody sees it yet"
    listed = await commands_of(written.getvalue())
    board = BOARD.search(written.getvalue()).group()  # type: ignore[union-attr]
    assert t("board-no-demands") in await read(board)
    await until(t("demo-page-told"))
    (rehearsal,) = opened
    world, (_, organiser) = rehearsal._world, rehearsal._preview.viewers
    theirs = world.env.backend.visible_commands(user_id=organiser.id, channel_id=world.news.id)
    assert "setup" in {command["name"] for command in theirs}, "the organiser can try it"
    names = {"en": ("contracts show", "demands sign"), "fr": ("contrats voir", "revendications signer")}
    assert {*names[language]} <= listed.keys()
    assert listed[names[language][0]] == "contracts show"
    pages = [await read(board), await read(f"{board}updates/")]
    assert any(rehearsal._code in message.content for message in world.news.history()), "on the page's day"
    os.kill(os.getpid(), signal.SIGTERM)
    assert await running == 0
    told = written.getvalue()
    for amount in ("22296046.28", "2306976.66", "2295794.15", "2686283.99"):
        assert t.money(Decimal(amount), "USD") in told
    site = load_scenario(DEFAULT).site
    assert site is not None
    assert told.count(site.paragraphs[site.goes][language]) == 1, "the paragraph that went is quoted once"
    for who, what in ((site.name[language], "headline-page-removed"), ("ICE", "headline-planned")):
        assert t("headline", who=who, what=t(what)) in told
    notices = load_scenario(DEFAULT).notices
    assert notices is not None
    for about in (site.about, notices.about):
        assert about[language] in told, "nobody takes what is made up for real"
    assert told.count(t("demo-post", channel=t("demo-channel-news"))) == 16
    assert t("post-demand-percent", percent=25, goal=100) in told, "forty signed before the visitor"
    assert told.rstrip().endswith(t("demo-page-ended"))
    assert t("demand-goal", percent=40, goal=100) in pages[0]
    for amount in ("2306976.66", "2686283.99"):
        assert t.money(Decimal(amount), "USD") in pages[1], "the story is on the board, too"
    with pytest.raises(aiohttp.ClientConnectionError):
        await read(board)
    assert not list(tmp_path.iterdir()), "nothing is left lying about"


async def read(address: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
        return await answer.text()


async def commands_of(told: str) -> dict[str, str]:
    """Return the commands of the page's input box: English names by the displayed ones."""
    address, capability = PAGE.search(told).groups()  # type: ignore[union-attr]
    headers = {"X-Simcord-Capability": capability}
    async with aiohttp.ClientSession(address, headers=headers) as session:
        async with session.post("/api/pages", json={}) as answer:
            context = {"X-Simcord-Context": (await answer.json())["context"]["id"]}
        async with session.get("/api/commands", headers=context) as answer:
            entries = (await answer.json())["entries"]
    return {entry["invocation"]: " ".join(entry["path"]) for entry in entries}


@pytest.mark.full
async def test_the_page_is_served_and_ctrl_c_ends_it_without_a_traceback() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    address = None
    async with asyncio.timeout(60):
        while address is None:
            address = re.search(r"http://127\.0\.0\.1:\d+/#\S+", (await process.stdout.readline()).decode())
    async with aiohttp.ClientSession() as session, session.get(address.group()) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    async with asyncio.timeout(60):
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert errors == b""


@pytest.mark.full
async def test_an_unavailable_port_is_reported() -> None:
    with pytest.raises(StartError, match="choose another with --port"):
        await run_page("en", 99999, console=Console(file=io.StringIO()))


async def test_without_the_extra_the_demo_names_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.demo.find_spec", lambda name: None)
    with pytest.raises(DemoError, match=r"pip install -c constraints\.txt '\.\[demo\]'"):
        await run_page("en")
