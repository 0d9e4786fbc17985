"""The registrar as a program: its own process, with the bot's database and key folder."""

import logging

from bot.admin.act_program import acts_served, stop_event
from bot.app import open_app
from bot.common.confinement import keep_private
from bot.registrar.acts import RegistrarActs
from bot.settings import Address, Settings
from bot.web.serving.acts import ACTS_OF_REGISTRAR

log = logging.getLogger(__name__)


async def serve(settings: Settings, address: Address) -> None:
    """Register cards and issue tokens at an address until SIGINT or SIGTERM. Raises ``StartError``."""
    keep_private()
    stop = stop_event()
    async with open_app(settings) as app:
        acts = RegistrarActs(app.database, app.clock, app.keys)
        async with acts.serving(), acts_served(acts.answer_board, ACTS_OF_REGISTRAR, address):
            log.info("the registrar listens at %s", address)
            await stop.wait()
    log.info("stopped")
