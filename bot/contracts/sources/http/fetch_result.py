"""Result of fetching a page, and the state for a conditional request."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.contracts.model import Answer, Exchange

MAX_VALIDATOR_LENGTH = 1000  # characters of an ETag that are stored


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A page as it was read.

    ``status`` is 200 (or 201, 203), or 304 with an empty ``content``. ``url`` is the final address,
    ``headers`` have lower-case names, ``charset`` is the one declared in Content-Type. ``state`` is for the
    next ``fetch`` of the same address. ``not_modified``: true if the server says so (304), or if ``content``,
    which is then returned all the same, equals that of the fetch that made ``state``.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    charset: str | None
    content: bytes
    state: str
    fetched_at: datetime
    not_modified: bool
    exchanges: tuple[Exchange, ...] = ()  # the redirects that were followed, and the last

    def answer(self, media: str) -> Answer:
        """Return the content as an answer for the snapshot store. A 304 has none."""
        return Answer(url=self.url, query="", fetched_at=self.fetched_at, content=self.content, media=media)


def fetch_result(
    url: str,
    known: Mapping[str, str],
    made: Sequence[Exchange],
    charset: str | None,
    *,
    digest: str | None = None,
) -> FetchResult:
    """Return the result of the exchanges ``made`` for ``url``, given the ``known`` state. ``digest`` is that
    of a body that is not in the exchange."""
    last = made[-1]
    unchanged = last.status == 304
    if digest is None:
        digest = known.get("sha256", "") if unchanged else hashlib.sha256(last.content).hexdigest()
    state = {"of": url, "at": last.url, "sha256": digest}
    for key, header in (("etag", "etag"), ("modified", "last-modified")):
        value = last.headers.get(header) or (known.get(key) if unchanged else None)
        if value and len(value) <= MAX_VALIDATOR_LENGTH and value.isascii():
            state[key] = value
    return FetchResult(
        status=last.status,
        url=last.url,
        headers=last.headers,
        charset=charset,
        content=last.content,
        state=json.dumps(state),
        fetched_at=last.at,
        not_modified=unchanged or (last.status < 300 and known.get("sha256") == digest),
        exchanges=tuple(made),
    )


def state_values(state: str | None, url: str) -> Mapping[str, str]:
    """Return the values in a state of an address: empty for the state of another, or an invalid one."""
    try:
        known = json.loads(state or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(known, dict) or known.get("of") != url:
        return {}
    return {key: value for key, value in known.items() if isinstance(value, str)}


def validators(known: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a conditional request."""
    names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {name: known[key] for key, name in names.items() if key in known}
