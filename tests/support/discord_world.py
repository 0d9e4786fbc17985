"""Fixtures: the whole bot in a simulated Discord, with a USAspending stand-in that serves the recorded
history."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands

from bot.announcements.delivery import PostRateLimiter
from bot.demo.history import load_history
from bot.demo.world import World
from bot.runtime.command_sync import CommandNames
from bot.storage import Database
from bot.storage.migrate import revision, upgrade
from bot.texts import Texts
from tests.support.databases import engine_of, is_open
from tests.support.faulty_usaspending import FaultyUsaspending


@pytest.fixture(scope="session", autouse=True)
def tables(migrated_file: Path) -> Iterator[None]:
    """Copy the tables of an empty SQLite file from a template. Creating them takes as long as a short story,
    and is covered by storage tests."""

    async def copied(database: Database) -> bool:
        if not database.is_sqlite or await revision(database) is not None:
            return await upgrade(database)
        with (
            closing(sqlite3.connect(migrated_file)) as made,
            closing(sqlite3.connect(database.url.database or "")) as new,
        ):
            made.backup(new)
        return True

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.app.upgrade", copied)
        yield


@pytest.fixture(scope="session", autouse=True)
def commands_translated_once() -> Iterator[None]:
    """Have all bots with the same commands and catalogues share the translation of these, which
    calls the translator ten thousand times: a twentieth of a short story."""
    translators: dict[str, CommandNames] = {}
    payloads: dict[tuple[Any, str], str] = {}

    def names(texts: Texts) -> CommandNames:
        sources = json.dumps(texts.command_sources())
        if sources not in translators:
            translators[sources] = CommandNames(texts)
        return translators[sources]

    def share(kind: Any) -> None:
        translated = kind.get_translated_payload

        async def payload(command: Any, tree: Any, translator: Any) -> Any:
            key = translator, json.dumps(command.to_dict(tree))
            if key not in payloads:
                payloads[key] = json.dumps(await translated(command, tree, translator))
            return json.loads(payloads[key])

        patched.setattr(kind, "get_translated_payload", payload)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.runtime.command_sync.CommandNames", names)
        share(app_commands.Command)
        share(app_commands.Group)
        yield


@pytest.fixture(scope="session", autouse=True)
def posts_at_once() -> Iterator[None]:
    """Let the rate limiter of posts wait by a clock of its own, which its waiting moves: five posts would
    otherwise take five seconds of every test with more."""

    def limiter() -> PostRateLimiter:
        now = 0.0

        async def sleep(seconds: float) -> None:
            nonlocal now
            now += seconds

        return PostRateLimiter(now=lambda: now, sleep=sleep)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.announcements.delivery.PostRateLimiter", limiter)
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests in which the language matters in French too, if all that takes long is asked for."""
    if metafunc.definition.get_closest_marker("in_french") and is_open(metafunc, "language"):
        metafunc.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)], indirect=True)


@pytest.fixture(autouse=True)
def kept_in(request: pytest.FixtureRequest) -> str:
    """The database engine of every ``World`` of the test, unless the test sets it itself."""
    kind = engine_of(request)
    if kind == "postgres":
        monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
        begin, new = World.__init__, request.getfixturevalue("migrated_postgres_url")

        def begin_there(world: World, *, database_url: str | None = None, **more: Any) -> None:
            begin(world, database_url=database_url or new(), **more)

        monkeypatch.setattr(World, "__init__", begin_there)
    return kind


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    """The language of the test and its ``world``: English; see ``in_french``."""
    return getattr(request, "param", "en")


@pytest.fixture
async def usaspending() -> AsyncIterator[FaultyUsaspending]:
    """USAspending on this machine, on the first day of the recorded history; ``show`` moves to another
    day."""
    async with FaultyUsaspending(load_history()) as stand_in:
        yield stand_in


@pytest.fixture
async def world(request: pytest.FixtureRequest, usaspending: FaultyUsaspending) -> AsyncIterator[World]:
    """A server without watches. Fails the test if the bot logged or swallowed an error; see ``World``."""
    language = request.getfixturevalue("language") if "language" in request.fixturenames else "en"
    async with World(language=language, usaspending_url=usaspending.url) as world:
        yield world
