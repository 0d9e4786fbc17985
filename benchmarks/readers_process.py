"""Load: a thousand readers of the board, behind one proxy. Takes a port; prints a line when all are there.

A hundred take a page every fifth of a second. The others stall: half of them send a byte of a request now and
then, half ask for a large file and do not read it; whoever is hung up on comes back.
"""

import asyncio
import contextlib
import os
import re
import sys

READERS, STALLING = 100, 900
EVERY = 0.2  # seconds
SMALL_PAGES = int(READERS / EVERY)
"""Pages a second."""

_LENGTH = re.compile(rb"content-length: (\d+)\r\n", re.IGNORECASE)


def get(path: str, reader: int) -> bytes:
    """Return a request, with a reader's address as a proxy tells it."""
    address = f"198.18.{reader // 250 % 250}.{reader % 250}"
    return f"GET {path} HTTP/1.1\r\nHost: board\r\nX-Forwarded-For: {address}\r\n\r\n".encode()


async def read_answer(reader: asyncio.StreamReader) -> None:
    """Read an answer that is a page."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    assert head.startswith(b"HTTP/1.1 200")
    assert length is not None
    await reader.readexactly(int(length[1]))


async def _read(port: int, number: int) -> None:
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                writer.write(get("/index.html", number))
                await read_answer(reader)
                await asyncio.sleep(EVERY)
        writer.close()


async def _stall(port: int, number: int) -> None:
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        with contextlib.suppress(ConnectionError):
            if number % 2:
                writer.write(get("/large.csv", number))
                await asyncio.sleep(5)
            else:
                writer.write(b"GET / HTTP/1.1\r\nX: ")
                while not reader.at_eof():
                    writer.write(b"x")
                    await asyncio.sleep(1)
        writer.transport.abort()


async def main(port: int) -> None:
    """Read until it is ended."""
    async with asyncio.TaskGroup() as readers:
        for number in range(READERS + STALLING):
            readers.create_task((_read if number < READERS else _stall)(port, number))
        await asyncio.sleep(3)
        print("there", flush=True)


if __name__ == "__main__":
    os.nice(10)  # readers take no time of this machine, where they are elsewhere
    asyncio.run(main(int(sys.argv[1])))
