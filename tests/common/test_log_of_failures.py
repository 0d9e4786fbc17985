"""Log of failures: every step fails in turn, with an error text about people, which must not be logged."""

import io
import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.common.logging import log_to
from bot.demo.world import World
from bot.runtime.scheduler import PeriodicTask
from bot.settings import Settings
from bot.storage import Database
from bot.ui.announcements.poster import DiscordPoster
from tests.common.test_logging import SAID, SETTINGS, clean
from tests.support.demand_steps import open_demand, sent_text

pytestmark = pytest.mark.behaviour

WAYS = ("read", "write", "brief", "ask")
"""Every database access leads through one of these methods."""


class FailingAccess:
    """Lets the n-th access to the database fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
        self.left = -1
        for name in WAYS:
            monkeypatch.setattr(Database, name, self._failing(getattr(Database, name), words))

    def _failing(self, way: Callable[..., Any], words: str) -> Callable[..., Any]:
        def take(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise RuntimeError(words)
            return way(*given, **named)

        return take

    async def at_each_step(self, act: Callable[[], Awaitable[Any]]) -> list[Any]:
        """Repeat an action, each time with the next access failing, until all accesses succeed."""
        answers = []
        for step in range(1, 30):
            self.left = step
            answers.append(await act())
            if self.left > 0:
                self.left = -1
                return answers[:-1]
        raise AssertionError("there is no end to it")


@contextmanager
def logged(settings: Settings) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Collect the whole log, as text and as JSON."""
    streams = io.StringIO(), io.StringIO()
    root = logging.getLogger()
    handlers = [
        log_to(stream, replace(settings, log_format=form))
        for stream, form in zip(streams, ("TEXT", "JSON"), strict=True)
    ]
    for handler in handlers:
        root.addHandler(handler)
    try:
        yield streams
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


@pytest.mark.full
async def test_failures_are_logged_under_the_reference_given_to_the_member_without_personal_data(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await open_demand(world)
    words = "\n".join([*SAID, f"member {world.alice.id} is {world.alice.name}"])
    failing = FailingAccess(monkeypatch, words)

    async def sign() -> Any:
        opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
        return await world.submit(world.alice, opened) if opened.form else opened

    async def post(*_: Any) -> Any:
        raise RuntimeError(words)

    with world.failures_expected() as failures, logged(SETTINGS) as (text, lines):
        answers = []
        for act in (
            lambda: world.slash(world.alice, "demands list"),
            lambda: world.slash(world.alice, "facts list"),
            lambda: world.slash(world.alice, "contracts list"),
            sign,
            lambda: world.slash(world.alice, "demands withdraw", demand=str(demand.id)),
            lambda: world.slash(world.alice, "privacy notice"),
            lambda: world.slash(world.organiser, "organise settings show"),
        ):
            answers += await failing.at_each_step(act)
        assert await failing.at_each_step(lambda: world.suggestions(world.alice, "demands sign", "demand"))
        for task in world.bot._periodic_tasks:
            with world.env.time_context():
                await failing.at_each_step(PeriodicTask(task.name, 1, task._tick)._run)
        monkeypatch.setattr(DiscordPoster, "post", post)
        await world.app.demands.announce(world.server_id, demand.id, request="again")
        await world.tick()

    assert len(answers) > 8
    for answer in answers:
        reference = re.search(r"\*\*([0-9a-f]{8})\*\*", sent_text(answer))
        assert reference is not None, sent_text(answer)
        assert f"failure {reference[1]}" in text.getvalue()
    written = list(map(json.loads, lines.getvalue().splitlines()))
    assert all("RuntimeError" in line["trace"] for line in written if line["message"].startswith("failure "))
    codes = {line["code"] for line in written if "code" in line}
    assert len(codes) > len(world.bot._periodic_tasks), "each round of the background has one"
    for name in ("delivery", "publication", "cards", "suggestions of"):
        assert name in text.getvalue(), name
    assert "announcement" in text.getvalue()
    for form in (text.getvalue(), lines.getvalue()):
        clean(form)
        assert str(world.alice.id) not in form
    assert failures
