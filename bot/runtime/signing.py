"""Server of the signing page's two halves beside the bot: a process of its own, started when first asked.

It has the database and the key folder, which the server of the board has not, and no token of Discord. It
listens at two sockets in a folder that this user alone can open: what reaches them came through the server of
the board, and is a board's name, an act and its content.
"""

import asyncio
import json
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import web
from sqlalchemy import select

from bot.common.async_utils import cancel
from bot.common.child_process import ChildProcess, leave_signals_to_parent, parent_ended
from bot.common.clock import utc_now
from bot.common.logging import begin_log
from bot.errors import CANNOT_STORE, StartError
from bot.keystore.files import KeysError
from bot.settings import Settings, load
from bot.web.serving.acts import MAX_BODY, Acts

log = logging.getLogger(__name__)

Answer = tuple[int, Any]
_NAMES = ("registrar", "box")
_BACKLOG = 512
_SILENT = logging.getLogger(f"{__name__}.requests")
"""The server's own log, which is not written."""


@asynccontextmanager
async def signing_process(settings: Settings) -> AsyncIterator[Acts]:
    """Keep the process running from the first act on; yield the way to it. On Windows, where there are no
    such sockets, there is none."""
    if os.name != "posix":
        yield Acts()
        return
    with _sockets() as (folder, listening):
        waiting = asyncio.create_task(_keep_running(settings, listening))
        try:
            yield Acts(*(folder / name for name in _NAMES))
        finally:
            await cancel(waiting)


@contextmanager
def _sockets() -> Iterator[tuple[Path, list[socket.socket]]]:
    """Listen at a socket for each half, in a new folder; yield the folder and the sockets."""
    with TemporaryDirectory(prefix="tocsin-") as named:
        folder = Path(named)
        listening = []
        try:
            for name in _NAMES:
                made = socket.socket(socket.AF_UNIX)
                listening.append(made)
                made.bind(str(folder / name))
                made.listen(_BACKLOG)
            yield folder, listening
        finally:
            for each in listening:
                each.close()


async def _keep_running(settings: Settings, listening: list[socket.socket]) -> None:
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    for each in listening:
        loop.add_reader(each.fileno(), asked.set)
    try:
        await asked.wait()
    finally:
        for each in listening:
            loop.remove_reader(each.fileno())
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
            "TOCSIN_FAST_PATH": "yes" if settings.fast_path else "no",
        },
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
    from bot.box.service import BoxService
    from bot.keystore.keyring import Keys
    from bot.registrar.acts import RegistrarActs
    from bot.storage.models import Server

    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings, migrate=False))
        keys = await Keys.open(settings.key_dir, database, utc_now)
        registrar, box = RegistrarActs(database, utc_now, keys), BoxService(database)
        stack.callback(registrar.close)
        stack.push_async_callback(box.finish)

        async def answer_of_registrar(board: str, act: str, body: bytes) -> Answer:
            wanted = select(Server.id).where(Server.board == board, Server.removed_at.is_(None))
            async with database.read() as session:
                server_id = await session.scalar(wanted)
            if server_id is None:
                return 404, {"error": "card-unknown"}
            return await registrar.answer(server_id, act, body)

        async def answer_of_box(_: str, act: str, body: bytes) -> Answer:
            return await box.answer(act, body)

        for each, answer in zip(listening, (answer_of_registrar, answer_of_box), strict=True):
            await stack.enter_async_context(serve_half(each, answer))
        await parent_ended()


@asynccontextmanager
async def serve_half(
    listening: socket.socket, answer: Callable[[str, str, bytes], Awaitable[Answer]]
) -> AsyncIterator[None]:
    """Serve one half: ``/board/act`` with its content, as the server of the board hands it on."""
    _SILENT.disabled = True
    failures: set[str] = set()  # each is logged once: a line for each act would tell when somebody signed

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        status, value = 400, {"error": "bad-request"}
        parts = request.rel_url.raw_path.split("/")
        if request.method == "POST" and len(parts) == 3 and (request.content_length or 0) <= MAX_BODY:
            try:
                status, value = await answer(parts[1], parts[2], await request.read())
            except CANNOT_STORE:
                status, value = 503, {"error": "not-stored"}
            except Exception as error:
                if (name := type(error).__name__) not in failures:
                    failures.add(name)
                    log.exception("an act of the signing page failed")
                status, value = 500, {"error": "not-stored"}
        return web.Response(status=status, text=json.dumps(value), content_type="application/json")

    server = web.Server(handle, access_log=None, logger=_SILENT)
    runner = web.ServerRunner(server, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.SockSite(runner, listening, backlog=_BACKLOG).start()
        yield
    finally:
        with suppress(OSError):
            await runner.cleanup()


if __name__ == "__main__":
    main()
