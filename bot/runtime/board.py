"""The board of a running bot: published by itself, and served, where the settings say so."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app import App
    from bot.board.automatic import AutomaticPublishing
    from bot.board.publish import Publisher


def publisher_of(app: "App") -> "Publisher":
    """Return the publisher of an app's boards."""
    from bot.board.contents import BoardReader
    from bot.board.publish import Publisher
    from bot.contracts.queries.service import Contracts

    # Short names are kept for seconds: with services of its own, none is older than the state of the boards.
    contracts = Contracts(app.database)
    reader = BoardReader(app.database, app.texts, contracts, app.facts, app.glossary)
    return Publisher(
        app.database,
        app.clock,
        app.texts,
        app.keys,
        reader,
        address=app.settings.board_url,
        box=app.settings.box_url,
    )


def automatic_publishing(app: "App", check: Callable[[], None] | None = None) -> "AutomaticPublishing | None":
    """Return what publishes by itself while ``check`` does not raise; ``None`` if no board is wanted, without
    even importing it."""
    settings = app.settings
    if settings.board is None:
        return None
    from bot.board.automatic import AutomaticPublishing

    return AutomaticPublishing(
        app.database,
        publisher_of(app),
        settings.board,
        settings.board_command,
        clock=app.clock,
        secrets=settings.secrets,
        check=check,
    )


@asynccontextmanager
async def board_served(app: "App") -> AsyncIterator[None]:
    """Serve the board over HTTP, with the acts of its signing page, if it is to be. Raises ``StartError``."""
    settings = app.settings
    if settings.site is None or settings.board is None:
        yield
        return
    from bot.board.serving.process import site_process
    from bot.runtime.signing import signing_process

    if app.box is app.own_box:
        await app.on_page.tell()
    async with (
        signing_process(settings, app.clock_check) as halves,
        site_process(settings.board, settings.site, halves),
    ):
        yield
