"""The registrar as a program: its own process, with the bot's database and key folder."""

import contextlib
import logging
from pathlib import Path

from bot.admin.act_program import acts_served, stop_event
from bot.app import open_app
from bot.registrar.acts import RegistrarActs
from bot.runtime.run import drop_destroyed_keys
from bot.settings import Address, Settings

log = logging.getLogger(__name__)

_ACTS = "card|issue|object|remove|shares"


async def serve(settings: Settings, listening: Address | Path) -> None:
    """Register cards and issue tokens until SIGINT or SIGTERM: for the board's server at a Unix socket, or
    for everybody at an address. Raises ``StartError``."""
    stop = stop_event()
    async with open_app(settings) as app, drop_destroyed_keys(app):
        with contextlib.closing(RegistrarActs(app.database, app.clock, app.keys)) as acts:
            async with acts_served(acts.answer_board, _ACTS, listening):
                log.info("the registrar listens at %s", listening)
                await stop.wait()
    log.info("stopped")
