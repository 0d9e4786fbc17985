"""Address checks: only public addresses, as written, as resolved, and at the moment of connecting."""

import ipaddress
import shutil
import socket
import subprocess
import sys
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.sources.http import SourceHttp, open_session
from bot.contracts.sources.http.addresses import is_own, is_permitted, literal
from bot.contracts.sources.protocol import SourceErrorKind
from tests.support.scripted_server import (
    GOOD,
    Names,
    failure,
    says,
    serving,
    source_http,
    unfetched,
)

pytestmark = pytest.mark.wire

NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.8",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.1.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::10.0.0.8",
    "::ffff:10.0.0.8",
    "::ffff:0:10.0.0.8",
    "64:ff9b::10.0.0.8",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:8::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
    "4000::1",
]
LOOPBACK = ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1"]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "193.0.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2a00:1450::1",
    "64:ff9b::8.8.8.8",
    "2002:808:808::",
    "::ffff:8.8.8.8",
]


def at(address: str) -> str:
    return f"[{address}]" if ":" in address else address


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public_are_never_permitted(address: str) -> None:
    assert not is_permitted(ipaddress.ip_address(address), False)
    assert not is_permitted(ipaddress.ip_address(address), True)


@pytest.mark.parametrize("address", LOOPBACK)
def test_loopback_is_permitted_only_on_request(address: str) -> None:
    assert not is_permitted(ipaddress.ip_address(address), False)
    assert is_permitted(ipaddress.ip_address(address), True)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_permitted(address: str) -> None:
    assert is_permitted(ipaddress.ip_address(address), False)


@given(st.ip_addresses(v=4))
def test_an_embedded_ipv4_address_has_the_same_verdict_in_every_ipv6_form(
    address: ipaddress.IPv4Address,
) -> None:
    number = int(address)
    verdict = is_permitted(address, False)
    for wrapped in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert is_permitted(ipaddress.IPv6Address(wrapped), False) is verdict
    assert not is_permitted(ipaddress.IPv6Address(number), False)  # the deprecated ::a.b.c.d


@given(st.ip_addresses())
def test_permitted_addresses_are_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_permitted(address, False):
        inner = getattr(address, "ipv4_mapped", None)
        nat64 = address in ipaddress.ip_network("64:ff9b::/96")
        assert address.is_global or inner is not None or nat64 or getattr(address, "sixtofour", None)
        assert not address.is_multicast
        assert not address.is_loopback


@pytest.mark.parametrize("form", ["{}", "::ffff:{}", "64:ff9b::{}"])
def test_an_address_of_this_machine_is_known_in_every_form(form: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.connect(("203.0.113.1", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has only loopback")
        own = ipaddress.ip_address(trial.getsockname()[0])
    assert is_own(ipaddress.ip_address(form.format(own)))
    assert not is_own(ipaddress.ip_address(form.format("203.0.113.1")))


@pytest.mark.skipif(sys.platform != "linux", reason="needs a network namespace")
@pytest.mark.parametrize(
    "host",
    [
        "93.184.216.34",
        "[2a00:1450::77]",
        "[::ffff:93.184.216.34]",
        "[64:ff9b::5db8:d822]",
        "[2002:5db8:d822::]",
    ],
)
@pytest.mark.parametrize("named", [False, True], ids=["as written", "behind a name"])
def test_a_machine_is_not_read_by_its_own_public_address(host: str, named: bool) -> None:
    """In a namespace whose only public addresses are the machine's own, where a program listens."""
    made = "ip link set lo up && ip addr add 93.184.216.34/32 dev lo && ip addr add 2a00:1450::77/128 dev lo"
    command = ("unshare", "--map-root-user", "--net", "sh", "-ec", f'{made} && exec "$@"', "sh")
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("a network namespace cannot be made here")
    done = subprocess.run(
        [
            *command,
            sys.executable,
            "-m",
            "tests.support.read_own_address",
            host,
            "named" if named else "written",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["no-host" if named else "not-public", "0"], "nothing reached the program"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("10.0.0.8.", "10.0.0.8"),
        ("::1", "::1"),
        ("a.example", None),
        ("été.example", None),
        ("1.2.3.4.example", None),
    ],
)
def test_address_literals_are_parsed_like_the_system_does(host: str, address: str | None) -> None:
    assert literal(host) == (None if address is None else ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [*NOT_PUBLIC, *LOOPBACK])
async def test_a_name_with_a_private_address_is_refused_at_connect_time(address: str) -> None:
    names = Names([address])
    async with open_session(False, resolver=names) as session:
        http = source_http(session, allow_loopback=False, attempts=3, pace=0)
        assert (await unfetched(http, "http://innocent.example/")).fault is SourceErrorKind.NO_HOST
        assert (await failure(http, "http://innocent.example/")).fault is SourceErrorKind.NO_HOST
    assert set(names.asked) == {"innocent.example"}


async def test_a_name_with_a_loopback_address_never_reaches_the_server() -> None:
    async with serving() as server, open_session(False, resolver=Names(["127.0.0.1", "::1"])) as session:
        server.answers(GOOD)
        http = source_http(session, allow_loopback=False, pace=0)
        url = f"http://innocent.example:{server.port}/"
        assert (await unfetched(http, url)).fault is SourceErrorKind.NO_HOST
        assert (await unfetched(http, f"http://intranet:{server.port}/")).fault is SourceErrorKind.NO_HOST
        assert server.asked == []


async def test_an_address_that_changes_after_the_first_lookup_is_checked_again() -> None:
    """DNS rebinding: the address of the connection is checked."""
    names = Names(["127.0.0.1"], ["10.0.0.8"])
    async with serving() as server, open_session(True, resolver=names) as session:
        server.answers(says('{"ok": true}', Connection="close"))
        http = source_http(session, pace=0)
        url = f"http://innocent.example:{server.port}/"
        assert (await http.request_json("GET", url))[0] == {"ok": True}
        assert isinstance(session.connector, aiohttp.TCPConnector)
        session.connector.clear_dns_cache()
        assert (await unfetched(http, url)).fault is SourceErrorKind.NO_HOST
        assert len(server.asked) == 1


async def test_the_permitted_one_of_several_addresses_is_used() -> None:
    names = Names(["10.0.0.8", "fd00::1", "127.0.0.1"])
    async with serving() as server, open_session(True, resolver=names) as session:
        server.answers(GOOD)
        http = source_http(session, pace=0)
        assert (await http.request_json("GET", f"http://mixed.example:{server.port}/"))[0] == {"ok": True}


@pytest.mark.parametrize("address", [address for address in NOT_PUBLIC if "%" not in address])
async def test_permitting_loopback_permits_nothing_else(address: str) -> None:
    async with open_session(True) as session:
        error = await unfetched(source_http(session), f"http://{at(address)}/")
    assert error.fault is SourceErrorKind.NOT_PUBLIC


async def test_the_session_refuses_private_addresses_by_itself() -> None:
    async with open_session(False) as session:
        for address in ("127.0.0.1", "10.0.0.8", "[::1]"):
            with pytest.raises(aiohttp.ClientConnectorError, match="not a public address"):
                await session.get(f"http://{address}:9/")


async def test_a_loopback_only_session_refuses_every_other_address() -> None:
    async with serving() as server, open_session(True, loopback_only=True) as session:
        server.answers(GOOD)
        assert (await session.get(server.url)).status == 200
        for address in ("1.1.1.1", "10.0.0.8", "[2606:4700:4700::1111]"):
            with pytest.raises(aiohttp.ClientConnectorError, match="not a public address"):
                await session.get(f"http://{address}:9/")


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as proxy, serving() as server, open_session(True) as session:
        proxy.answers(GOOD)
        server.answers(GOOD)
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        await source_http(session).request_json("GET", server.url)
        assert (len(proxy.asked), len(server.asked)) == (0, 1)


@pytest.mark.parametrize("user", ["me:secret@", "me@", ":secret@"])
async def test_an_address_with_credentials_is_refused(user: str) -> None:
    async with serving() as server, open_session(True) as session:
        server.answers(GOOD)
        error = await unfetched(source_http(session), server.url.replace("://", f"://{user}"))
        assert error.fault is SourceErrorKind.REFUSED
        assert "secret" not in str(error)
        assert server.asked == []


async def test_an_unknown_name_is_unreachable() -> None:
    class Nobody(Names):
        async def resolve(self, *args: Any, **options: Any) -> Any:
            raise OSError("no such name")

    async with open_session(False, resolver=Nobody([])) as session:
        http: SourceHttp = source_http(session, pace=0, attempts=2)
        assert (await unfetched(http, "https://nobody.example/")).fault is SourceErrorKind.UNREACHABLE
