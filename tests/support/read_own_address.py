"""Program that listens at the public addresses of this machine, and reads a source there: it prints the error
and the number of connections that came. For a network namespace with 93.184.216.34 and 2a00:1450::77."""

import asyncio
import ipaddress
import sys

from bot.contracts.sources.http import open_session
from tests.support.scripted_server import Names, source_http, unfetched


async def main(host: str, named: bool) -> None:
    came = []

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    address = host.strip("[]")
    async with (
        await asyncio.start_server(answer, ["93.184.216.34", "2a00:1450::77"], 8000),
        open_session(False, resolver=Names([str(ipaddress.ip_address(address))])) as session,
    ):
        http = source_http(session, allow_loopback=False, pace=0)
        error = await unfetched(http, f"http://{'innocent.example' if named else host}:8000/")
    sys.stdout.write(f"{error.fault.value} {len(came)}\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2] == "named"))
