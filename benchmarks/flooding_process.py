"""Load: one address that sends acts of the signing page without end. Takes host and port of the server; when
its input ends, prints how many were answered, how many of these refused as too many, and the seconds."""

import asyncio
import os
import sys
import time
from collections import Counter

CONNECTIONS = 50
AHEAD = 20  # requests of a connection that are sent before their answers
SENDER = "198.51.100.66"

_BODY = b'{"code":"2222-2222-2222-2222","key":"AAAA"}'
ACTS = ("card", "sign")


def act(name: str) -> bytes:
    """Return a request as a proxy hands it on."""
    head = f"POST /cgt/sign/{name} HTTP/1.1\r\nHost: board\r\nX-Forwarded-For: {SENDER}\r\n"
    return f"{head}Content-Length: {len(_BODY)}\r\n\r\n".encode() + _BODY


async def flood(host: str, port: int, statuses: Counter[bytes]) -> None:
    """Send acts until it is cancelled, and count the answers by status."""
    requests = b"".join(act(ACTS[number % 2]) for number in range(AHEAD))
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while True:
            writer.write(requests)
            for _ in range(AHEAD):
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length))
                statuses[head[9:12]] += 1
    finally:
        writer.close()


async def main(host: str, port: int) -> None:
    """Flood until the input ends."""
    statuses: Counter[bytes] = Counter()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), ended.set)
    floods = [asyncio.create_task(flood(host, port, statuses)) for _ in range(CONNECTIONS)]
    while statuses[b"429"] < AHEAD * CONNECTIONS:
        await asyncio.sleep(0.05)
    print("there", flush=True)
    before, begun = Counter(statuses), time.perf_counter()
    await ended.wait()
    seconds = time.perf_counter() - begun
    statuses -= before
    print(statuses.total(), statuses[b"429"], seconds, flush=True)
    for each in floods:
        each.cancel()


if __name__ == "__main__":
    os.nice(10)  # it takes no time of this machine, where it is elsewhere
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
