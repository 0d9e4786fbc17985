"""The address of a feed or a page, as somebody pasted it into a form, in its one form."""

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

from yarl import URL

from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import Fault, QueryError, SourceError

LONGEST_ADDRESS = 500
LONGEST_ID = 200
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


def address_of(query: Mapping[str, Any], http: SourceHttp) -> str:
    """The entry ``address`` of a query: http or https, the host in lower case, without the part after ``#``.

    One without a scheme is taken for https, as browsers do. Raises ``QueryError`` with one of the reasons
    ``not-text``, ``control-characters``, ``address-missing``, ``address-too-long``, ``address-not-web``,
    ``address-user-info`` and ``address-not-public`` (of this machine or a private network).
    """
    given = query.get("address", "")
    if not isinstance(given, str):
        raise QueryError("address", "not-text", given)
    written = given.strip()
    if any(unicodedata.category(character) in _INVISIBLE for character in written):
        raise QueryError("address", "control-characters", given)
    if not written:
        raise QueryError("address", "address-missing")
    if len(written) > LONGEST_ADDRESS:
        raise QueryError("address", "address-too-long", LONGEST_ADDRESS)
    address = _parsed(written)
    if address.raw_user is not None or address.raw_password is not None:
        raise QueryError("address", "address-user-info")
    try:
        http.check(str(address))
    except SourceError as error:
        reason = "address-not-public" if error.fault is Fault.NOT_PUBLIC else "address-not-web"
        raise QueryError("address", reason, given) from error
    return str(address)


def page_id(address: str) -> str:
    """The address itself, or as much of it as fits with a hash of the whole."""
    if len(address) <= LONGEST_ID:
        return address
    digest = hashlib.sha256(address.encode()).hexdigest()[:32]
    return f"{address[: LONGEST_ID - len(digest) - 1]}#{digest}"


def site_of(address: str) -> str:
    """The host of an address as people name it: readable where it is not ASCII, without "www."."""
    return (URL(address).host or "").removeprefix("www.")


def same_site(one: URL, other: URL) -> bool:
    """Whether two addresses are of one site: the same host, "www." or not, and whatever the scheme."""
    hosts = {str(address.raw_host).rstrip(".").removeprefix("www.") for address in (one, other)}
    return len(hosts) == 1 and (one.port == other.port or (one.is_default_port() and other.is_default_port()))


def _parsed(written: str) -> URL:
    rest = written.partition(":")[2]
    if written.lower().startswith("feed:"):  # as old feed icons link: feed://host/… or feed:https://…
        written = rest if rest.lower().startswith(("http:", "https:")) else f"https://{rest.lstrip('/')}"
    elif "://" not in written and " " not in written and "." in written.partition("/")[0]:
        written = f"https://{written}"
    try:
        address = URL(written)
        host = address.host
        # yarl keeps the case of hosts that need no encoding, and the port as it was written.
        address = address.with_fragment(None)
        if host:
            address = address.with_host(host.lower())
            address = address.with_path("/", keep_query=True) if address.raw_path in {"", "/"} else address
        return address.with_port(None) if address.is_default_port() else address
    except (ValueError, TypeError) as error:
        raise QueryError("address", "address-not-web", written) from error
