"""Outgoing connections of a bot that reads hostile sources: only the configured addresses, and Discord."""

import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from bot.common.clock import utc_now
from bot.demo.history import load_history
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Observation, Server, Watch
from tests.runtime.test_run import MEMBER, Stage
from tests.support.loopback import LoopbackDiscord, shown
from tests.support.loopback.watched import LIST
from tests.support.loopback.web import Site
from tests.support.processes import fresh

pytestmark = pytest.mark.wire

ELSEWHERE = "http://elsewhere.invalid:8080"
NEAR = "http://169.254.169.254"  # the metadata service of clouds, which has a machine's passwords

PAGE = f"""<!DOCTYPE html><html manifest="{ELSEWHERE}/m"><head><base href="{ELSEWHERE}/">
<meta http-equiv="refresh" content="0; url={ELSEWHERE}/next"><link rel="canonical" href="{ELSEWHERE}/c">
<link rel="stylesheet" href="{NEAR}/latest/meta-data"><link rel="alternate" href="//elsewhere.invalid/feed">
<title>Our work</title></head><body><main><h1>Our work</h1><iframe src="{ELSEWHERE}/frame"></iframe>
<img src="{NEAR}/i.png" srcset="{ELSEWHERE}/2x 2x"><script src="{ELSEWHERE}/s.js"></script>
<p>{"We work with agencies, and with those who ask for it, in all of our offices. " * 20}</p></main></body>
</html>"""

FEED = f"""<?xml version="1.0"?><?xml-stylesheet href="{ELSEWHERE}/s.xsl"?>
<!DOCTYPE rss SYSTEM "{ELSEWHERE}/rss.dtd" [<!ENTITY secret SYSTEM "file:///etc/passwd">
<!ENTITY far SYSTEM "{NEAR}/latest"> <!ENTITY % more SYSTEM "{ELSEWHERE}/more.dtd"> %more;]>
<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>News</title>
<link>{ELSEWHERE}/</link><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{ELSEWHERE}/2"/>
<xi:include href="{ELSEWHERE}/x"/><item><title>One &secret; &far;</title><link>{ELSEWHERE}/1</link>
<guid>{ELSEWHERE}/1</guid><description>&lt;img src="{NEAR}/i"&gt;</description>
<enclosure url="{ELSEWHERE}/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>"""

PACKAGE = json.dumps(
    {
        "extensions": [f"{ELSEWHERE}/extension.json", f"{NEAR}/latest"],
        "links": {"next": f"{ELSEWHERE}/next"},
        "releases": [
            {
                "$ref": f"{ELSEWHERE}/ref",
                "ocid": "ocds-1",
                "id": "1",
                "date": "2026-02-13T12:00:00Z",
                "tag": ["award"],
                "buyer": {"name": "Agency", "uri": f"{ELSEWHERE}/b"},
                "awards": [{"id": "1", "suppliers": [{"name": "ACME", "uri": f"{NEAR}/s"}]}],
            }
        ],
    }
)

WATCHES: list[tuple[str, dict[str, Any]]] = [
    ("usaspending", {"suppliers": ["CAPGEMINI GOVERNMENT SOLUTIONS LLC"]}),
    ("ted", {"words": ["biometric"]}),
    ("boamp", {"words": ["biométrie"]}),
    ("decp", {"suppliers": ["123456789"]}),
    ("approch", {"words": ["biométrie"]}),
    ("sam", {"words": ["skip tracing"]}),
    ("ocds", {"address": "/package.json", "suppliers": ["ACME"]}),
    ("feed", {"address": "/feed.xml"}),
    ("page", {"address": "/page"}),
    ("feed", {"address": "/moved"}),
    ("page", {"address": "/inside"}),
]


class WatchedStage(Stage):
    """A stage whose bot logs each of its outgoing connection attempts."""

    program = "tests.support.loopback.watched"
    begin = staticmethod(fresh)


@asynccontextmanager
async def hostile_site() -> AsyncIterator[Site]:
    async with Site.running() as site:
        site.shows("/page", PAGE)
        site.shows("/feed.xml", FEED, "application/rss+xml")
        site.shows("/package.json", PACKAGE, "application/json")
        site.moves("/moved", f"{ELSEWHERE}/feed.xml")
        site.moves("/inside", f"{NEAR}/latest/meta-data")
        yield site


@pytest.mark.full
async def test_only_configured_addresses_are_reached(tmp_path: Path) -> None:
    database = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}")
    await upgrade(database)
    reached = tmp_path / "reached.txt"
    async with (
        LoopbackDiscord() as loopback,
        UsaspendingStandIn(load_history()) as source,
        hostile_site() as site,
    ):
        stage = WatchedStage(loopback, database, tmp_path)
        own = {
            "TED_URL": site.url,
            "BOAMP_URL": site.url,
            "DECP_URL": site.url,
            "APPROCH_URL": site.url,
            "SAM_URL": site.url,
            "TOCSIN_SAM_KEY": "key",
            "USASPENDING_URL": source.url,
        }
        async with stage.ready(**own, **{LIST: str(reached)}) as process:
            assert loopback.token not in Path(f"/proc/{process.pid}/cmdline").read_text()
            form = await stage.open_demand()
            async with database.write() as session:
                (await session.execute(select(Server))).scalar_one().channel_id = loopback.channel.id
                session.add_all(_watch(loopback.guild.id, number, site.url) for number in range(len(WATCHES)))
            signed = await stage.sign(form, MEMBER)
            assert "Your signature is recorded" in shown(await signed.replied())

            async def all_read() -> bool:
                async with database.read() as session:
                    read = await session.scalar(select(func.count(Observation.group_key.distinct())))
                return read == len(WATCHES)

            await stage.until(all_read)
            await stage.until(lambda: _posted(loopback))
            await stage.stopped(process)
        named = {loopback.api, loopback.gateway_url, source.url, site.url}
    await database.close()
    allowed = {f"127.0.0.1:{urlsplit(url).port}" for url in named}
    attempts = [line.split(" ", 1) for line in reached.read_text().splitlines()]
    connected = {place for event, place in attempts if event == "socket.connect"}
    assert connected == allowed
    rest = {(event, place) for event, place in attempts if event != "socket.connect"}
    parses = ("subprocess.Popen", repr(sys.executable))
    assert rest == {parses}, "no name is looked up, nothing listens, no program but Python is started"
    assert {"/page", "/feed.xml", "/package.json", "/moved", "/inside"} <= set(site.paths())
    posts = "\n".join(shown(post) for post in loopback.messages[loopback.channel.id])
    assert not re.search(r"root:", posts), "and no file of this machine was read"


async def _posted(loopback: LoopbackDiscord) -> bool:
    return len(loopback.messages[loopback.channel.id]) == 4  # greeting, record, feed and page


def _watch(server_id: int, number: int, site: str) -> Watch:
    source, query = WATCHES[number]
    if "address" in query:
        query = {**query, "address": f"{site}{query['address']}"}
    return Watch(
        server_id=server_id,
        name=f"{number}",
        source=source,
        query=query,
        query_key=f"{number:064}",
        created_at=utc_now(),
        next_read_at=utc_now(),
    )
