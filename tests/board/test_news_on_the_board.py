"""News on the board: the whole bot posts, and the next round of publishing has it on the board."""

from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App
from bot.demo.world import World
from bot.runtime.board import automatic_publishing
from tests.support.contracts import ORDER, action, order
from tests.support.watch_steps import read_again, watching

pytestmark = pytest.mark.behaviour


def with_board(app: App, folder: Path) -> App:
    """Return an app whose settings name the folder of its board."""
    app = copy(app)
    app.settings = replace(app.settings, board=folder)
    return app


@pytest.mark.full
async def test_the_round_after_a_post_has_it_on_the_board_and_one_without_news_writes_nothing(
    world: World, tmp_path: Path
) -> None:
    publishing = automatic_publishing(with_board(world.app, tmp_path / "site"))
    assert publishing is not None
    await world.app.servers.update(world.server_id, board="syndicat")
    base = action("0", "4816782.50", "2025-12-18", None)
    source = await watching(world, order(ORDER, base))
    await publishing.tick()
    home = tmp_path / "site" / "syndicat" / "en" / "index.html"
    assert "$1 million more" not in home.read_text()
    source.show(order(ORDER, base, action("P00001", "1000000.00", "2026-02-10")))
    await read_again(world)
    assert "$1 million more" in (await world.posts())[-1].text
    await publishing.tick()
    assert "$1 million more" in home.read_text()
    version = home.resolve()
    await publishing.tick()
    assert home.resolve() == version


async def test_a_board_is_published_if_the_settings_name_its_folder(world: World, tmp_path: Path) -> None:
    assert automatic_publishing(world.app) is None
    assert automatic_publishing(with_board(world.app, tmp_path / "site")) is not None
