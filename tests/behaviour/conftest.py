"""The whole bot in a simulated Discord, with a stand-in of USAspending that tells the recorded history."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.demo.history import load_history
from bot.demo.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.storage import Database
from bot.storage.migrate import revision, upgrade


@pytest.fixture(autouse=True)
def tables(migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty SQLite file has its tables copied. To make them takes as long as a short story does, and
    storage tests hold how they are made."""

    async def copied(database: Database) -> bool:
        if not database.is_sqlite or await revision(database) is not None:
            return await upgrade(database)
        with (
            closing(sqlite3.connect(migrated_file)) as made,
            closing(sqlite3.connect(database.url.database or "")) as new,
        ):
            made.backup(new)
        return True

    monkeypatch.setattr("bot.app.upgrade", copied)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked runs on both kinds of database, and everything on the one that was asked for."""
    both = metafunc.definition.get_closest_marker("also_on_postgres")
    if both is not None and metafunc.config.getoption("database") == "sqlite":
        metafunc.parametrize("kept_in", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(autouse=True)
def kept_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What kind of database every ``World`` of the test has, if the test does not say so itself."""
    kind: str = getattr(request, "param", request.config.getoption("database"))
    if kind == "postgres":
        begin, new = World.__init__, request.getfixturevalue("new_postgres_url")

        def begin_there(world: World, *, database_url: str | None = None, **more: Any) -> None:
            begin(world, database_url=database_url or new(), **more)

        monkeypatch.setattr(World, "__init__", begin_there)
    return kind


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """A test that asks for it runs once in each language, and so does its ``world``."""
    language: str = request.param
    return language


@pytest.fixture
async def usaspending() -> AsyncIterator[UsaspendingStandIn]:
    """USAspending on this machine, on the first day of the recorded history; ``show`` moves it on."""
    async with UsaspendingStandIn(load_history()) as stand_in:
        yield stand_in


@pytest.fixture
async def world(request: pytest.FixtureRequest, usaspending: UsaspendingStandIn) -> AsyncIterator[World]:
    """A server that follows no contract yet. Fails the test if the bot fails unseen; see ``World``."""
    language = request.getfixturevalue("language") if "language" in request.fixturenames else "en"
    async with World(language=language, usaspending_url=usaspending.url) as world:
        yield world
