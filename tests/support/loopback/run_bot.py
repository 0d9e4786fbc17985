"""Entry point for ``tocsin run`` against a loopback Discord: ``python -m tests.support.loopback.run_bot``.

It runs the real program; only Discord's addresses and the timing differ, it waits less for further servers,
and, if the environment says so, the clock is ahead or the watchdog timeouts are short. SIGUSR1 makes its
event loop hang.
"""

import functools
import os
import signal
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot import cli
from bot.common.clock import utc_now
from bot.runtime import run
from bot.runtime.client import TocsinBot
from bot.runtime.watchdog import LoopWatch
from bot.settings import Settings, Timing
from tests.support.loopback.discord import point_at

API, GATEWAY = "LOOPBACK_API", "LOOPBACK_GATEWAY"
CLOCK_AHEAD = "LOOPBACK_CLOCK_AHEAD"  # seconds
WATCHDOG = "LOOPBACK_WATCHDOG"  # seconds, for both watchdogs
TIMING = Timing(
    watch_every=0.2,
    deliver_every=0.2,
    publish_every=5.0,
    cards_every=0.2,
    follow_ups_every=0.2,
    digests_every=0.2,
    health_every=0.2,
    keys_every=0.2,
    role_seconds=8.0,
    role_poll=0.1,
)


class SoonReady(TocsinBot):
    """A bot that does not wait for two seconds whether the gateway names further servers."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connection.guild_ready_timeout = 0.05


def main() -> None:
    point_at(os.environ[API], os.environ[GATEWAY])
    ahead = timedelta(seconds=float(os.environ.get(CLOCK_AHEAD, 0)))

    def clock() -> datetime:
        return utc_now() + ahead

    vars(run)["TocsinBot"] = SoonReady
    vars(run)["serve"] = functools.partial(run.serve, timing=TIMING, clock=clock)
    if seconds := int(os.environ.get(WATCHDOG, 0)):
        begin, timeout = run.serve, timedelta(seconds=seconds)

        async def impatient(settings: Settings) -> None:
            await begin(replace(settings, watchdog=timeout))

        vars(run)["serve"] = impatient
        vars(run)["LoopWatch"] = functools.partial(LoopWatch, timeout=seconds)
    signal.signal(signal.SIGUSR1, lambda *_: time.sleep(3600))
    sys.argv = ["tocsin", "run"]
    cli.main()


if __name__ == "__main__":
    main()
