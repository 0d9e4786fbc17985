"""The rehearsal: no connection leaves the machine, and the terminal describes it in sentences."""

import io
import ipaddress
import logging
import socket
from datetime import timedelta
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli.commands import app
from bot.contracts.sources.protocol import SourceErrorKind
from bot.demo.history import DEFAULT
from bot.demo.narrator import Narrator
from bot.demo.scenario import load_scenario
from bot.demo.site import RehearsalSite
from bot.demo.world import World
from bot.ui.markdown import timestamp
from tests.support.demand_steps import sent_text, texts_of

pytestmark = pytest.mark.behaviour

QUERIES = {
    "usaspending": {"suppliers": "CAPGEMINI"},
    "ted": {"words": "biometrics"},
    "boamp": {"words": "reconnaissance faciale"},
    "decp": {"suppliers": "479766842"},
    "approch": {"buyers": "110014016"},
    "sam": {"words": "skip tracing"},
    "ocds": {
        "address": "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages",
        "words": "visa",
    },
    "feed": {"address": "https://www.pogo.org/feed"},
    "page": {"address": "http://1.1.1.1/our-work"},
}


@pytest.fixture
def contacted_hosts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The other hosts that this process looked up or connected to."""
    found: list[str] = []

    def noted(plain: Any, place: int) -> Any:
        def call(*given: Any, **more: Any) -> Any:
            host = given[place][0] if isinstance(given[place], tuple) else given[place]
            if host not in (None, "localhost") and not _is_here(str(host)):
                found.append(str(host))
                raise OSError("the test lets nothing out")
            return plain(*given, **more)

        return call

    monkeypatch.setattr(socket.socket, "connect", noted(socket.socket.connect, 1))
    monkeypatch.setattr(socket.socket, "connect_ex", noted(socket.socket.connect_ex, 1))
    monkeypatch.setattr(socket, "getaddrinfo", noted(socket.getaddrinfo, 0))
    return found


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.startswith("/")  # a socket of this machine


async def test_only_sources_on_this_machine_are_read(
    world: World, language: str, contacted_hosts: list[str]
) -> None:
    assert QUERIES.keys() == world.app.sources.keys()
    t = texts_of(world, language)
    for source, entries in QUERIES.items():
        form = await world.slash(world.organiser, "organise watch add", source=source)
        if source == "sam":  # without a key it has no form
            assert t("fault-no-key") in sent_text(form)
            continue
        answer = await world.submit(world.organiser, form, {"name": source, **entries})
        refused = t("refusal-watch-unreadable", fault=SourceErrorKind.NOT_LOOPBACK.value, source=source)
        assert (refused in sent_text(answer)) == (source != "usaspending"), source
    assert contacted_hosts == []


async def test_an_existing_watch_reads_no_other_machine_either(
    world: World, contacted_hosts: list[str]
) -> None:
    for source, entries in QUERIES.items():
        query = {key: value if key == "address" else [value] for key, value in entries.items()}
        await world.app.watches.add(world.server_id, source, source, query)
    await world.tick()
    faults = {watch.source: watch.fault for watch in await world.app.watches.list(world.server_id)}
    others = dict.fromkeys(QUERIES, "not-loopback")
    assert faults == {**others, "usaspending": None, "sam": "no-key"}
    assert contacted_hosts == []


@pytest.mark.full
async def test_a_page_on_this_machine_can_be_watched(world: World) -> None:
    texts = load_scenario(DEFAULT).site
    assert texts is not None
    async with RehearsalSite(texts, world.app.texts.of("en")) as site:
        form = await world.slash(world.organiser, "organise watch add", source="page")
        found = await world.submit(world.organiser, form, {"name": "Page", "address": site.address})
        await world.press(world.organiser, found, "watch-save")
        await world.tick()
    (watch,) = await world.app.watches.list(world.server_id)
    assert (watch.fault, watch.last_matched) == (None, 1)


async def test_the_terminal_shows_times_as_dates(world: World, language: str) -> None:
    t = texts_of(world, language)
    moment = world.clock() + timedelta(days=2)
    said_there = f"{timestamp(moment, 'F')}, {timestamp(moment, 'R')}"
    await world.bot.get_partial_messageable(world.news.id).send(said_there)
    written = io.StringIO()
    (post,) = await world.posts()
    Narrator(Console(file=written, width=200), t).post(post, "news")
    left = {"en": "in 2 days", "fr": "dans 2 jours"}[language]
    assert f"{t.moment(moment)}, {left}" in written.getvalue()


def test_the_story_is_not_interrupted_by_log_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tell(*_: Any, **__: Any) -> int:
        logging.getLogger("stamina").warning("stamina.retry_scheduled")
        return 0

    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr("bot.demo.run_tour", tell)
    monkeypatch.setattr("stamina.instrumentation.set_on_retry_hooks", lambda hooks: None)
    ended = CliRunner().invoke(app, ["demo", "--tour"])
    assert (ended.exit_code, ended.stderr) == (0, "")
