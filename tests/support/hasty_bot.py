"""Variant of ``tests.support.loopback.run_bot`` that counts more often, and is ready sooner."""

from dataclasses import replace
from typing import Any

from bot.runtime import run
from bot.runtime.client import TocsinBot
from tests.support.loopback import run_bot


class SoonReady(TocsinBot):
    """A bot that waits less for further servers from the gateway."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connection.guild_ready_timeout = 0.05


def main() -> None:
    run_bot.TIMING = replace(run_bot.TIMING, publish_every=0.2, cards_every=0.2)
    vars(run)["TocsinBot"] = SoonReady
    run_bot.main()


if __name__ == "__main__":
    main()
