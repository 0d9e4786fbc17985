"""Attack: an organiser has the bot preview addresses, and learns from its answers which ports are open.

A refused connection, silence and another protocol once had different sentences, the ports of mail and
databases were tried, and an internal name had another answer than one that does not exist.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.registry import Sources
from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.settings import Settings
from bot.storage import Database
from bot.texts import Texts
from tests.conftest import MovableClock

SERVER = 1_000_000_000_000_000_001
pytestmark = [pytest.mark.storage, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


class Names(AbstractResolver):
    """A resolver: the internal name leads to the own network, another does not exist, one is not answered."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        if host == "nowhere.example":
            raise OSError(None, "DNS server returned answer with no data") from Exception(4, "not found")
        if host == "unanswered.example":
            raise OSError(None, "Timeout while contacting DNS servers") from Exception(12, "timeout")
        place = "10.0.0.8" if host == "inside.example" else "127.0.0.1"
        return [ResolveResult(hostname=host, host=place, port=port, family=2, proto=0, flags=0)]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def watches_of(database: Database, clock: MovableClock, folder: Path) -> AsyncIterator[Watches]:
    async with open_session(True, resolver=Names()) as session:
        http = SourceHttp(
            session,
            user_agent="Tocsin test",
            allow_loopback=True,
            limits=HttpLimits(pace=0, attempts=2, wait_initial=0.001, wait_max=0.01, timeout=0.3),
            clock=clock,
        )
        settings = Settings(database_url="sqlite+aiosqlite://", files=folder)
        yield Watches(database, Sources(http, settings, clock), clock)


@asynccontextmanager
async def port(greeting: bytes | None) -> AsyncIterator[int]:
    """Run a server that greets and hangs up or, without a greeting, stays silent; yield its port."""

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if greeting is None:
            await reader.read()
        else:
            writer.write(greeting)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def preview_error(watches: Watches, address: str, source: str = "feed") -> str:
    """Return the sentence for a preview, without the address in it."""
    with pytest.raises(UserError) as caught:
        await watches.survey(SERVER, source, {"address": address})
    refusal = caught.value
    arguments: Mapping[str, Any] = {**refusal.arguments, "address": "…"}
    sentences = [Texts.load().of(locale)(refusal.id, **arguments) for locale in ("en", "fr")]
    return "\n".join(sentences)


async def test_closed_silent_and_other_ports_have_the_same_sentence(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    async with (
        watches_of(database, clock, tmp_path) as watches,
        port(None) as silent,
        port(b"") as hangs_up,
        port(b"SSH-2.0-OpenSSH_9.7\r\n") as shell,
        port(b"+OK ready\r\n") as mail,
    ):
        server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
        closed = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        said = {
            number: await preview_error(watches, f"{scheme}://a{number}.example:{number}/")
            for number in (closed, silent, hangs_up, shell, mail)
            for scheme in ("http", "https")
        }
    assert len(set(said.values())) == 1, said


async def test_an_internal_name_has_the_sentence_of_one_that_does_not_exist(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    async with watches_of(database, clock, tmp_path) as watches:
        inside, nowhere, unanswered = [
            await preview_error(watches, f"http://{name}.example/")
            for name in ("inside", "nowhere", "unanswered")
        ]
    assert inside == nowhere
    assert nowhere != unanswered, "that nobody could be asked is another matter"


@pytest.mark.parametrize("number", [22, 25, 110, 143, 587, 6000, 6667, 10080])
async def test_ports_that_browsers_block_are_not_tried(
    database: Database, clock: MovableClock, tmp_path: Path, number: int
) -> None:
    async with watches_of(database, clock, tmp_path) as watches:
        for source in ("feed", "page"):
            with pytest.raises(UserError) as caught:
                await watches.survey(SERVER, source, {"address": f"http://a.example:{number}/"})
            assert caught.value.id == "query-address-port"


async def test_the_address_is_named_and_an_unknown_name_is_looked_up_once(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    resolve = Names.resolve

    async def noted(self: Names, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        asked.append(host)
        return await resolve(self, host, port, family)

    monkeypatch.setattr(Names, "resolve", noted)
    async with watches_of(database, clock, tmp_path) as watches:
        with pytest.raises(UserError) as caught:
            await watches.survey(SERVER, "feed", {"address": "nowhere.example/feed"})
    assert caught.value.arguments == {"address": "https://nowhere.example/feed"}
    assert asked == ["nowhere.example"]
