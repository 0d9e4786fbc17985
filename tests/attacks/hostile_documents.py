"""Documents that cost their parser far more than their length, each with the source that reads it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Hostile(NamedTuple):
    """A document. ``size`` scales it; 1 is far beyond the limits."""

    source: str
    make: Callable[[int], bytes]
    media: str = "application/json"

    def query(self, address: str) -> dict[str, Any]:
        return {"address": address, **({"suppliers": ["acme"]} if self.source == "ocds" else {})}


def _feed(root: bytes = b"", inside: bytes = b"") -> bytes:
    item = b"<item><title>News</title><link>http://a.example/1</link></item>"
    return b'<rss version="2.0"%b><channel><title>F</title>%b%b</channel></rss>' % (root, item, inside)


def _page(before: bytes, text: bytes = b"") -> bytes:
    return b"<html><body%b><main><p>We work with agencies.</p></main></body></html>" % before + text


def _joined(part: bytes, count: int) -> bytes:
    return b"".join(part.replace(b"#", str(number).encode()) for number in range(count))


XML, HTML = "application/rss+xml", "text/html"

KINDS: Mapping[str, Hostile] = {
    "arrays in a release": Hostile(
        "ocds", lambda size: b'{"ocid":"a","x":[' + b"[]," * (2_100_000 * size) + b"[]]}"
    ),
    "a release that nests": Hostile(
        "ocds",
        lambda size: b'{"ocid":"a","x":' + b"[" * (2_100_000 * size) + b"]" * (2_100_000 * size) + b"}",
    ),
    "arrays in a JSON feed": Hostile(
        "feed",
        lambda size: (
            b'{"version":"https://jsonfeed.org/version/1","items":['
            + b"[]," * min(2_100_000 * size, 2_700_000)
            + b"[]]}"
        ),
    ),
    "namespaces": Hostile("feed", lambda size: _feed(root=_joined(b' xmlns:n#="u:#"', 1_100 * size)), XML),
    "attributes of a feed": Hostile("feed", lambda size: _feed(root=_joined(b' a#="1"', 2_000 * size)), XML),
    "elements of a feed": Hostile(
        "feed", lambda size: _feed(inside=b"<a/>" * min(201_000 * size, 2_000_000)), XML
    ),
    "a page of tags": Hostile("page", lambda size: _page(b"", b"<b>" * min(201_000 * size, 3_000_000)), HTML),
    "attributes of a page": Hostile("page", lambda size: _page(_joined(b' a#="1"', 2_000 * size)), HTML),
}
