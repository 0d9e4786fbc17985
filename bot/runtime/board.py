"""The board of a running bot: published by itself, and served, where the settings say so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app import App
    from bot.web.automatic import AutomaticPublishing
    from bot.web.publish import Publisher


def publisher_of(app: "App") -> "Publisher":
    """Return the publisher of an app's boards."""
    from bot.contracts.queries.service import Contracts
    from bot.web.contents import BoardReader
    from bot.web.publish import Publisher

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


def automatic_publishing(app: "App") -> "AutomaticPublishing | None":
    """Return what publishes by itself; ``None`` if no board is wanted, without even importing it."""
    settings = app.settings
    if settings.board is None:
        return None
    from bot.web.automatic import AutomaticPublishing

    return AutomaticPublishing(
        app.database,
        publisher_of(app),
        settings.board,
        settings.board_command,
        clock=app.clock,
        secrets=settings.secrets,
    )


@asynccontextmanager
async def board_served(app: "App") -> AsyncIterator[None]:
    """Serve the board over HTTP, with the acts of its signing page, if it is to be, also while another
    process is active. Raises ``StartError``."""
    settings = app.settings
    if settings.site is None or settings.board is None:
        yield
        return
    from bot.runtime.signing import signing_process
    from bot.web.serving.process import site_process

    async with (
        signing_process(settings, app.clock_check) as halves,
        site_process(settings.board, settings.site, halves),
    ):
        yield
