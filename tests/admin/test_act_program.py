"""Socket of a half of the signing page: nobody else reaches it, and no other file is in danger."""

import os
import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.admin.act_program import acts_served
from bot.errors import StartError

pytestmark = [pytest.mark.unit, pytest.mark.skipif(os.name != "posix", reason="has no such sockets")]


async def answer(*_: object) -> tuple[int, Any]:
    return 200, {}


async def test_a_file_that_is_no_socket_stays(tmp_path: Path) -> None:
    named = tmp_path / "tocsin.db"
    named.write_bytes(b"signatures")
    with pytest.raises(StartError):
        async with acts_served(answer, "sign", named):
            pass
    assert named.read_bytes() == b"signatures"


async def test_a_socket_is_never_reachable_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, modes, bind = tmp_path / "box.sock", list[int](), socket.socket.bind

    def watched(self: socket.socket, address: Any) -> None:
        bind(self, address)
        modes.append(stat.S_IMODE(path.stat().st_mode))

    monkeypatch.setattr(socket.socket, "bind", watched)
    umask = os.umask(0)
    try:
        for _ in range(2):
            async with acts_served(answer, "sign", path):
                assert not path.stat().st_mode & 0o077
        left = os.umask(0)
    finally:
        os.umask(umask)
    assert modes == [0o600] * 2
    assert left == 0, "of the process, as it was"
    assert not path.exists()
