"""Registry of the publishers of OCDS data that are read by time, in windows or in archives."""

from collections.abc import Mapping
from typing import Any

from yarl import URL

from bot.common.text import fold
from bot.contracts.sources.ocds.archives import ARCHIVES, Archives
from bot.contracts.sources.ocds.windows import WINDOWS, Windows

PUBLISHERS: Mapping[str, Windows | Archives] = {**WINDOWS, **ARCHIVES}
"""By host."""


def publisher_of(address: URL) -> Windows | Archives | None:
    """Return the publisher of the data at an address, if it is one of ``PUBLISHERS``."""
    known = PUBLISHERS.get(address.host or "")
    if known is None or address.scheme != "https" or not address.is_default_port():
        return None
    return known if isinstance(known, Windows) or known.is_asked(address) else None


def address_called(given: Any) -> Any:
    """Return the address of a publisher for one of its names, and any other value as it is."""
    return _CALLED.get(fold(given.strip()), given) if isinstance(given, str) else given


def canonical_address(address: str) -> str:
    """Return an address without what selects some of a publisher's archives: each read selects its own."""
    known = publisher_of(URL(address))
    return known.canonical(URL(address)) if isinstance(known, Archives) else address


_CALLED = {
    fold(name): address
    for called, address in (
        *((each.called, f"https://{host}{each.path}") for host, each in WINDOWS.items()),
        *((each.called, each.address) for each in ARCHIVES.values()),
    )
    for name in called
}
