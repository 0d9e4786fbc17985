"""Parsing of robots.txt files, as sites write them."""

import pytest

from bot.contracts.sources.page.robots import MAX_BYTES, Robots
from bot.contracts.sources.parsing.worker import MAX_CRAWL_DELAY_S
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.conftest import MovableClock
from tests.support.loopback.web import Site, source_http

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        ("User-agent: *\nDisallow: /\n", "/a", False),
        ("user-agent: TOCSIN\ndisallow: /\n", "/a", False),
        ("User-agent: otherbot\nDisallow: /\n", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a\n", "/a/b", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*?print=\n", "/a?print=1", False),
        ("User-agent: *\r\nDisallow: /a # not this\r\n", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", False),
        ("User-agent: *\nDisallow: /caf%C3%A9\n", "/café", False),
        ("Disallow: /\n", "/a", True),
        ("<html><body>Disallow: /</body></html>", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Tocsin\nDisallow: /private\n", "/a", True),
        ("# " + "x" * MAX_BYTES + "\nUser-agent: *\nDisallow: /\n", "/a", True),
    ],
)
async def test_rules_are_applied(clock: MovableClock, rules: str, path: str, allowed: bool) -> None:
    async with Site.running() as site, source_http(clock) as http:
        site.rules(rules)
        robots = Robots(http, clock)
        if allowed:
            await robots.check(site.at(path))
        else:
            with pytest.raises(SourceError) as caught:
                await robots.check(site.at(path))
            assert caught.value.fault is SourceErrorKind.NOT_ALLOWED


@pytest.mark.parametrize(
    ("asked", "kept"), [("2.5", 2.5), ("86400", MAX_CRAWL_DELAY_S), ("0", None), ("-3", None), ("soon", None)]
)
async def test_the_crawl_delay_is_honoured_up_to_a_limit(
    clock: MovableClock, asked: str, kept: float | None
) -> None:
    async with Site.running() as site, source_http(clock) as http:
        site.rules(f"User-agent: *\nCrawl-delay: {asked}\n")
        slowed: list[tuple[str, float]] = []
        http.slow = lambda host, seconds, *, always: slowed.append((host, seconds))  # type: ignore[method-assign]
        await Robots(http, clock).check(site.at("/a", "corp.example"))
        assert slowed == ([("corp.example", kept)] if kept else [])


async def test_rules_in_a_redirect_loop_forbid_nothing(clock: MovableClock) -> None:
    async with Site.running() as site, Site.running() as other, source_http(clock) as http:
        site.moves("/robots.txt", other.at("/robots.txt"))
        other.moves("/robots.txt", site.at("/robots.txt"))
        await Robots(http, clock).check(site.at("/a"))
        assert len(site.asked) + len(other.asked) == 6


async def test_rules_at_a_private_address_are_not_read(clock: MovableClock) -> None:
    async with Site.running() as site, source_http(clock) as http:
        site.moves("/robots.txt", "http://192.168.1.1/robots.txt")
        with pytest.raises(SourceError) as caught:
            await Robots(http, clock).check(site.at("/a"))
        assert caught.value.fault is SourceErrorKind.NOT_PUBLIC
