"""``tocsin run`` in a process of its own, against a loopback Discord: ``python -m tests.loopback.run_bot``.

Everything is the real program; only Discord's addresses differ, and, where the environment says so, the
clock runs ahead and leases are short.
"""

import functools
import os
import sys
from datetime import datetime, timedelta

from bot import cli, serve
from bot.app import Timing, open_app
from bot.clock import utc_now
from tests.loopback.discord import point_at

API, GATEWAY = "LOOPBACK_API", "LOOPBACK_GATEWAY"
CLOCK_AHEAD = "LOOPBACK_CLOCK_AHEAD"  # seconds
TIMING = Timing(watch_every=0.2, deliver_every=0.2, publish_every=5.0, lease_seconds=1.0)


def main() -> None:
    point_at(os.environ[API], os.environ[GATEWAY])
    ahead = timedelta(seconds=float(os.environ.get(CLOCK_AHEAD, 0)))

    def clock() -> datetime:
        return utc_now() + ahead

    vars(serve)["open_app"] = functools.partial(open_app, clock=clock)
    vars(serve)["serve"] = functools.partial(serve.serve, timing=TIMING)
    sys.argv = ["tocsin", "run"]
    cli.main()


if __name__ == "__main__":
    main()
