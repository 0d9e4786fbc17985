"""Baseline: aiohttp's static files. Takes a folder; prints its address."""

import asyncio
import sys

import uvloop
from aiohttp import web


async def main(folder: str) -> None:
    """Serve until it is ended."""
    app = web.Application()
    app.router.add_static("/", folder, follow_symlinks=True)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    print(f"http://{host}:{port}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(sys.argv[1]))
