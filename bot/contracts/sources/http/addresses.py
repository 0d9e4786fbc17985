"""Address checks for sources: only public addresses are allowed, checked when the connection is made."""

import errno
import ipaddress
import socket

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import BLOCKED_PORTS, loggable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NO_NAME = {getattr(socket, name, None) for name in ("EAI_NONAME", "EAI_NODATA")}
_ARES_NO_NAME = {(1,), (4,), (8,)}  # ARES_ENODATA, ARES_ENOTFOUND, ARES_EBADNAME

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_UNICAST = ipaddress.IPv6Network("2000::/3")  # everything that IANA has allocated as global unicast in IPv6
# Special ranges that ``is_global`` counts as public, in one Python version or another.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # RFC 6890: protocol assignments
        "192.88.99.0/24",  # RFC 7526: the former 6to4 relays, anycast
        "168.63.129.16/32",  # the host of a virtual machine in Microsoft's clouds
        "2001::/23",  # RFC 2928: protocol assignments, including Teredo with its embedded addresses
        "2001:db8::/32",  # RFC 3849: documentation
        "3fff::/20",  # RFC 9637: documentation
    )
)
_SPECIAL_4 = tuple(network for network in _SPECIAL if isinstance(network, ipaddress.IPv4Network))
_SPECIAL_6 = tuple(network for network in _SPECIAL if isinstance(network, ipaddress.IPv6Network))


class NotPublicError(OSError):
    """Raised instead of connecting to an address that is not public.

    The message is the same for every address, so that for a name with several of them the connector raises
    this error and not a summary.
    """

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "not a public address")


def open_session(
    allow_loopback: bool, *, loopback_only: bool = False, resolver: AbstractResolver | None = None
) -> aiohttp.ClientSession:
    """Return the HTTP session for ``SourceHttp``; the caller closes it.

    Every address is checked as its socket is created, after the name lookup, so that a name whose address
    changes between two lookups (DNS rebinding) does not evade the check. Proxies and passwords from the
    environment are not used, and cookies are not stored. With ``loopback_only``, no socket leaves this
    machine. ``resolver`` looks up names, by default the system's.
    """

    def public_socket(info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, place = info
        address = ipaddress.ip_address(place[0])
        if not (address.is_loopback if loopback_only else may_be_read(address, allow_loopback)):
            raise NotPublicError
        return socket.socket(family, kind, protocol)

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(socket_factory=public_socket, resolver=resolver),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
    )


def parse_address(url: str | URL, allow_loopback: bool) -> URL:
    """Check an address as it is written, without a name lookup, and parse it.

    Any port is allowed except those that no browser opens (``BLOCKED_PORTS``). Raises ``SourceError``:
    ``REFUSED`` for such a port, and for anything but an http(s) address without user name and password;
    ``NOT_PUBLIC`` for an address of a network that is not public, and for this machine's loopback addresses
    and names. Whether a public address is this machine's is not asked: see ``may_be_read``.
    """
    try:
        target = URL(url)
        host = target.raw_host
    except ValueError as error:
        raise SourceError(SourceErrorKind.REFUSED, f"not an address: {error}") from error
    if target.scheme not in {"http", "https"} or not host:
        raise SourceError(SourceErrorKind.REFUSED, "not an http(s) address")
    if target.raw_user is not None or target.raw_password is not None:
        raise SourceError(SourceErrorKind.REFUSED, f"{host}: an address with a user name or a password")
    address = literal(host)
    here = allow_loopback if address is None and is_local(host) else True
    if not here or (address is not None and not is_permitted(address, allow_loopback)):
        raise SourceError(SourceErrorKind.NOT_PUBLIC, f"{host} is not a public address")
    if target.port in BLOCKED_PORTS and not is_local(host):
        raise SourceError(SourceErrorKind.REFUSED, f"{host}: no website is at port {target.port}")
    return target


def next_hop(url: URL, location: str | None, allow_loopback: bool) -> URL:
    """Return the target of a redirect if it may be followed: to the same host, and to the same port or from
    http to https. Raises ``SourceError``: otherwise ``MOVED``, with the target in its detail."""
    if not location:
        raise SourceError(SourceErrorKind.MOVED, f"{where(url)} redirects to nowhere")
    try:
        target = parse_address(url.join(URL(location)), allow_loopback)
    except (ValueError, SourceError) as error:
        if isinstance(error, SourceError) and error.fault is SourceErrorKind.NOT_PUBLIC:
            raise
        raise SourceError(SourceErrorKind.MOVED, f"{where(url)} redirects to what is no address") from error
    same = (target.scheme, target.port) == (url.scheme, url.port)
    safer = (url.scheme, target.scheme) == ("http", "https")
    if _name(target) != _name(url) or not (same or safer):
        raise SourceError(SourceErrorKind.MOVED, f"{where(url)} redirects to {loggable(location)}")
    return target.with_fragment(None)


def may_be_read(address: IPAddress, allow_loopback: bool) -> bool:
    """True if a source may be read from an address: it is permitted, and not one of this machine, where
    programs may listen for nobody else."""
    if not is_permitted(address, allow_loopback):
        return False
    return (_embedded_in(address) or address).is_loopback or not is_own(address)


def is_own(address: IPAddress) -> bool:
    """True if an address is one of this machine's interfaces: then the system would send to it from itself.
    Nothing is sent."""
    address = _embedded_in(address) or address
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as trial:
        try:
            trial.connect((str(address), 9))  # of a datagram: finds the way, and nothing else
        except OSError:  # there is no way, or no IPv6 here
            return False
        return ipaddress.ip_address(trial.getsockname()[0]) == address


def _embedded_in(address: IPAddress) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if any."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def is_permitted(address: IPAddress, allow_loopback: bool) -> bool:
    """True if an address is public. ``allow_loopback`` adds only 127.0.0.0/8 and ::1."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded_in(address)
        if inner is not None:
            return is_permitted(inner, allow_loopback)
        if address.is_loopback:
            return allow_loopback
        special = address not in _UNICAST or any(address in network for network in _SPECIAL_6)
    elif address.is_loopback:
        return allow_loopback
    else:
        special = address.is_multicast or any(address in network for network in _SPECIAL_4)
    return address.is_global and not special


def is_local(host: str) -> bool:
    """True if a host, as written, is this machine or in a network that is not public."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    address = literal(host)
    return address is not None and not is_permitted(address, False)


def is_loopback(host: str) -> bool:
    """True if a host, as written, is this machine; without a name lookup, which would leave this machine."""
    name, address = host.rstrip(".").lower(), literal(host)
    return name == "localhost" or (address is not None and address.is_loopback)


def is_no_host(error: Exception) -> bool:
    """True if a connection failed because the name has no public address: the lookup denied the name, or all
    its addresses are in private networks. The two are reported alike, so that nobody can find out which names
    exist in a private network. A lookup that got no answer does not count."""
    reason = getattr(error, "os_error", error)
    if isinstance(reason, NotPublicError):
        return True
    if not isinstance(error, aiohttp.ClientConnectorDNSError):
        return False
    if isinstance(reason, socket.gaierror):
        return reason.errno in _NO_NAME
    of_aiodns = reason.__cause__
    return of_aiodns is not None and of_aiodns.args[:1] in _ARES_NO_NAME


def literal(host: str) -> IPAddress | None:
    """Return the address that a host is written as, ``None`` for a name."""
    name = host.rstrip(".")
    try:
        # Resolvers also read "127.1" and "2130706433" as addresses, as inet_aton does.
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except (OSError, UnicodeEncodeError):
        pass
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def where(url: URL) -> str:
    """Return an address for a log line, without the query, which contains an API key in some sources."""
    return f"{url.host}{url.raw_path}"


def _name(url: URL) -> str:
    return str(url.raw_host).rstrip(".").lower()
