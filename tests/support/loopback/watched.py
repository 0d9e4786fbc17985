"""A bot process that logs every outgoing connection attempt, and blocks those that leave this machine.

``python -m tests.support.loopback.watched`` runs ``tests.support.loopback.run_bot`` under a Python audit
hook. The hook sees sockets, name lookups and new processes of all code in the program, and cannot be removed
again. It does not see lookups by the library c-ares, so names are looked up by the system here.
"""

import os
import sys
from ipaddress import ip_address
from typing import Any

import aiohttp
import aiohttp.connector

LIST = "LOOPBACK_REACHED"  # the file that the attempts are written to

_PLACES = {"socket.connect": 1, "socket.sendto": 1, "socket.bind": 1}  # index of the address argument
_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
_PROCESSES = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pty.spawn"}


class Stopped(OSError):
    """Raised for an attempt to connect to another machine."""


def watch(path: str) -> None:
    """Write every attempt of this process to a file, one a line, from now on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _PLACES:
            place = arguments[_PLACES[event]]
            if event == "socket.bind" and place[1] == 0:
                return  # a library tests for IPv6; nobody can know the port
            shown = f"{place[0]}:{place[1]}" if isinstance(place, tuple) else f"unix:{place!r}"
            os.write(descriptor, f"{event} {shown}\n".encode())
            if isinstance(place, tuple) and not ip_address(place[0]).is_loopback:
                raise Stopped(event)
        elif event in _NAMES:
            os.write(descriptor, f"{event} {arguments[0]!r}\n".encode())
            if arguments[0] not in ("127.0.0.1", "localhost", "::1"):
                raise Stopped(event)
        elif event in _PROCESSES:
            os.write(descriptor, f"{event} {arguments[0]!r}\n".encode())

    sys.addaudithook(hook)


def main() -> None:
    vars(aiohttp.connector)["DefaultResolver"] = aiohttp.ThreadedResolver
    watch(os.environ[LIST])
    from tests.support.loopback import run_bot

    run_bot.main()


if __name__ == "__main__":
    main()
