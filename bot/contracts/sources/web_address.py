"""Validation and normalisation of the address of a feed or a page, as a user pasted it into a form."""

from collections.abc import Callable, Mapping
from typing import Any

from yarl import URL

from bot.common.text import has_control_characters
from bot.contracts.sources.protocol import QueryError, SourceError, SourceErrorKind

AddressCheck = Callable[[str], object]
"""Raises ``SourceError`` for an address that would not be read."""

MAX_ADDRESS_LENGTH = 500
# Blocked ports of the Fetch standard: browsers do not open them, because no website answers there.
# fmt: off
BLOCKED_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
    103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512,
    513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719,
    1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
    6697, 10080,
})
# fmt: on


def address_of(query: Mapping[str, Any], check: AddressCheck) -> str:
    """Return the entry ``address`` of a query, normalised: http or https, host in lower case, no fragment.

    An address without a scheme is taken for https, as browsers do. Raises ``QueryError`` with one of the
    reasons ``not-text``, ``control-characters``, ``address-missing``, ``address-too-long``,
    ``address-not-web``, ``address-user-info``, ``address-port`` (of ``BLOCKED_PORTS``) and
    ``address-not-public`` (of this machine or a private network).
    """
    given = query.get("address", "")
    if not isinstance(given, str):
        raise QueryError("address", "not-text", given)
    written = given.strip()
    if has_control_characters(written):
        raise QueryError("address", "control-characters", given)
    if not written:
        raise QueryError("address", "address-missing")
    if len(written) > MAX_ADDRESS_LENGTH:
        raise QueryError("address", "address-too-long", MAX_ADDRESS_LENGTH)
    address = _parsed(written)
    if address.raw_user is not None or address.raw_password is not None:
        raise QueryError("address", "address-user-info")
    try:
        check(str(address))
    except SourceError as error:
        if error.fault is SourceErrorKind.NOT_PUBLIC:
            raise QueryError("address", "address-not-public", given) from error
        if address.scheme in {"http", "https"} and address.port in BLOCKED_PORTS:
            raise QueryError("address", "address-port", str(address.port)) from error
        raise QueryError("address", "address-not-web", given) from error
    return str(address)


def loggable(location: str) -> str:
    """Return an address for a log line: short, printable, and without the query."""
    return "".join(c for c in location.partition("?")[0] if c.isprintable())[:200]


def site_of(address: str) -> str:
    """Return the host of an address for people: readable where it is not ASCII, without "www."."""
    return (URL(address).host or "").removeprefix("www.")


def same_site(one: URL, other: URL) -> bool:
    """True if two addresses are of one site: the same host, "www." or not, whatever the scheme."""
    hosts = {str(address.raw_host).rstrip(".").removeprefix("www.") for address in (one, other)}
    return len(hosts) == 1 and (one.port == other.port or (one.is_default_port() and other.is_default_port()))


def _parsed(written: str) -> URL:
    rest = written.partition(":")[2]
    if written.lower().startswith("feed:"):  # old feed icons link feed://host/… or feed:https://…
        written = rest if rest.lower().startswith(("http:", "https:")) else f"https://{rest.lstrip('/')}"
    elif "://" not in written and " " not in written and "." in written.partition("/")[0]:
        written = f"https://{written}"
    try:
        address = URL(written)
        host = address.host
        # yarl keeps the case of hosts that need no encoding, and an explicit default port.
        address = address.with_fragment(None)
        if host:
            address = address.with_host(host.lower())
            address = address.with_path("/", keep_query=True) if address.raw_path in {"", "/"} else address
        return address.with_port(None) if address.is_default_port() else address
    except (ValueError, TypeError) as error:
        raise QueryError("address", "address-not-web", written) from error
