"""Processes of the bot that need no time to begin: this one has imported everything, and forks.

``python -m tests.crash.nursery`` reads lines of JSON (``argv``, ``env``, ``log``, ``cwd``) and answers each
with a process id. Where ``argv`` is ``["run"]`` the bot runs against a loopback Discord.
"""

import json
import os
import signal
import sys
from dataclasses import replace
from typing import Any

import asyncpg  # noqa: F401  (the driver, as that of SQLite)
import sqlalchemy.dialects.postgresql.asyncpg
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

import bot.steward.jobs  # noqa: F401
from bot import cli, serve
from bot.client import TocsinBot
from tests.loopback import run_bot


class SoonReady(TocsinBot):
    """Waits less for servers of which the gateway might still tell."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connection.guild_ready_timeout = 0.05


def main() -> None:
    run_bot.TIMING = replace(run_bot.TIMING, publish_every=0.2, cards_every=0.2)
    vars(serve)["TocsinBot"] = SoonReady
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            begin(**asked)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def begin(*, argv: list[str], env: dict[str, str], log: str, cwd: str) -> None:
    """Become the process that was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(env)
    os.chdir(cwd)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(written, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 1
    try:
        if argv == ["run"]:
            run_bot.main()
        else:
            sys.argv = ["tocsin", *argv]
            cli.main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
