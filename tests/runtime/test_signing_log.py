"""The log of the signing page's process tells nothing of the moment of an act."""

import asyncio
import io
import logging
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.common import logging as logging_module
from bot.common.act_server import serve_acts
from bot.common.logging import held_lines_written, log_to
from tests.common.test_logging import SETTINGS

pytestmark = pytest.mark.wire


async def test_lines_of_acts_wait_for_the_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging_module, "_HELD_S", 0.5)
    stream, root, seen = io.StringIO(), logging.getLogger(), list[str]()
    handler = log_to(stream, replace(SETTINGS, log="DEBUG"))
    root.addHandler(handler)

    async def answer(_board: str, _act: str, _body: bytes) -> tuple[int, Any]:
        async def of_a_task() -> None:
            logging.getLogger("bot.page.box.intake").error("rows could not be taken in")

        await asyncio.create_task(of_a_task())
        seen.append(stream.getvalue())
        return 503, {"error": "not-stored"}

    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "half"))
    listening.listen()
    connector = aiohttp.UnixConnector(str(tmp_path / "half"))
    try:
        async with (
            held_lines_written(),
            serve_acts(answer, listening),
            aiohttp.ClientSession(connector=connector) as session,
        ):
            for _ in range(3):
                await session.post("http://half/cgt/sign", data=b"{}")
            assert "taken in" not in "".join(seen), "no line at the moment of an act"
            async with asyncio.timeout(60):
                while "taken in" not in stream.getvalue():
                    await asyncio.sleep(0.05)
        assert stream.getvalue().count("taken in") == 1
    finally:
        root.removeHandler(handler)
        handler.close()
