"""Server of the signing page's two halves beside the bot: a process of its own, which starts with the bot.

It has the database and the key folder, which the server of the board has not, and no token of Discord. It
listens at two sockets in a folder that this user alone can open: what reaches them came through the server of
the board, and is a board's name, an act and its content. Of a box on another machine there is no socket.
"""

import asyncio
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.board.serving.acts import NO_HALVES, Halves
from bot.common.act_server import serve_acts
from bot.common.async_utils import cancel
from bot.common.child_process import ChildProcess, leave_signals_to_parent, parent_ended
from bot.common.clock import utc_now
from bot.common.clock_check import ClockCheck
from bot.common.logging import begin_log, held_lines_written
from bot.errors import StartError
from bot.keystore.keyring import Keys, KeysError
from bot.settings import Settings, load

log = logging.getLogger(__name__)

_NAMES = ("registrar", "box")
_BACKLOG = 512


@asynccontextmanager
async def signing_process(settings: Settings, clock_check: ClockCheck | None = None) -> AsyncIterator[Halves]:
    """Keep the process running; yield its sockets. Its clock is checked by what ``clock_check`` learns. On
    Windows, where there are no such sockets, there is none."""
    if os.name != "posix":
        yield NO_HALVES
        return
    names = _NAMES[:1] if settings.box_url else _NAMES
    with _sockets(names) as (folder, listening):
        waiting = asyncio.create_task(_keep_running(settings, listening, clock_check))
        try:
            yield Halves(*(folder / name for name in names))
        finally:
            await cancel(waiting)


@contextmanager
def _sockets(names: Sequence[str]) -> Iterator[tuple[Path, list[socket.socket]]]:
    """Listen at a socket for each of these halves, in a new folder; yield the folder and the sockets."""
    with TemporaryDirectory(prefix="tocsin-") as named:
        folder = Path(named)
        listening = []
        try:
            for name in names:
                made = socket.socket(socket.AF_UNIX)
                listening.append(made)
                made.bind(str(folder / name))
                made.listen(_BACKLOG)
            yield folder, listening
        finally:
            for each in listening:
                each.close()


async def _keep_running(
    settings: Settings, listening: list[socket.socket], clock_check: ClockCheck | None
) -> None:
    numbers = [each.fileno() for each in listening]
    child = ChildProcess(
        name="the server of the signing page",
        module=__name__,
        arguments=[str(number) for number in numbers],
        sockets=numbers,
        environment={
            "DATABASE_URL": settings.database_url,
            "TOCSIN_KEY_DIR": str(settings.key_dir.absolute()),
            "TOCSIN_LOG": settings.log,
            "TOCSIN_LOG_FORMAT": settings.log_format,
        },
        tell=None if clock_check is None else clock_check.booted_at,
    )
    await child.keep_running()


def main() -> None:
    """Serve until the bot ends."""
    leave_signals_to_parent()
    settings = load(env_file=None)
    begin_log(settings)
    import uvloop  # there wherever a socket can be handed on

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            runner.run(_serve(settings, [socket.socket(fileno=int(each)) for each in sys.argv[1:]]))
        except (StartError, KeysError) as error:
            log.critical("%s", error)
            sys.exit(1)


async def _serve(settings: Settings, listening: list[socket.socket]) -> None:
    from bot.app import open_database
    from bot.common.confinement import keep_private
    from bot.page.box.receipts import KEY_NAME as RECEIPT_KEY
    from bot.page.box.receipts import Receipts
    from bot.page.box.service import BoxService
    from bot.page.registrar.acts import RegistrarActs

    keep_private()
    # The bot tells of it when it stores something itself, on the same disks: here it is a member who does.
    logging.getLogger("bot.storage.errors").disabled = True
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(held_lines_written())
        database = await stack.enter_async_context(open_database(settings, migrate=False))
        clock_check = ClockCheck(utc_now)
        clock = clock_check.now
        keys = await Keys.open(settings.key_dir, database, clock)
        registrar = RegistrarActs(database, clock, keys)
        box = BoxService(database, Receipts(partial(keys.ensured, RECEIPT_KEY)), clock)
        await stack.enter_async_context(registrar.serving())
        stack.push_async_callback(box.finish)

        async def answer_of_box(_board: str, act: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
            return await box.answer(act, body)

        answers = (registrar.answer_board, answer_of_box)
        for each, answer in zip(listening, answers, strict=False):  # the box may be elsewhere
            await stack.enter_async_context(serve_acts(answer, each))
        await parent_ended(clock_check.follow)


if __name__ == "__main__":
    main()
