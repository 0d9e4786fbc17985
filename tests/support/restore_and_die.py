"""A process that restores a backup and is killed before a commit: ``COMMITS URL KEYS FILE``."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

from bot.cli.admin.backup import restore
from bot.settings import Settings

left, url, keys, file = int(sys.argv[1]), *sys.argv[2:]


@event.listens_for(Engine, "commit")
def kill(_: object) -> None:
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)


asyncio.run(restore(Settings(database_url=url, key_dir=Path(keys)), Path(file), None))
