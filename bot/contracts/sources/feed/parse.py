"""Feed parser: RSS 0.9 to 2.0 and Atom by feedparser, JSON Feed as JSON. Pure."""

import codecs
import hashlib
import html
import io
import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import mktime_tz, parsedate_tz
from itertools import pairwise
from typing import Any

from yarl import URL

from bot.contracts.model import NO_CURRENCY, Answer, Kind, Party, Record
from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.page.text import NO_XML, decode_markup, refuse_markup, visible_text
from bot.contracts.sources.policy import FeedPolicy, fold_phrase
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import possible, reading_one
from bot.contracts.sources.web_address import loggable, site_of

MAX_ENTRIES = 200  # the newest by date, because some feeds list the oldest first
MAX_BYTES = 8 * 1024 * 1024  # as received, and as parsed
MAX_TEXT_LENGTH = 2000
MAX_TITLE_LENGTH = 300
MAX_LINK_LENGTH = 500
MAX_RAW_LENGTH = 20_000  # characters of a summary's HTML that are parsed

_DATED = re.compile(
    rb"<(?:[A-Za-z][\w.-]*:)?(?:pubDate|published|date|updated|modified|issued)(?:\s[^>]*)?>\s*([^<]{4,64})<",
    re.IGNORECASE,
)
_OPENED = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>", re.IGNORECASE)
_FEED = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_BEGINNING = 64 * 1024  # bytes within which the root element of a feed must begin
_ENDED = re.compile(rb"</(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_DECLARED = re.compile(r"[\"'\[>]")  # end of an XML declaration, or the start of a quoted text in it
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed. ``key`` is unique in its feed; ``link`` is absolute."""

    key: str
    title: str
    link: str | None
    published: date | None
    text: str
    kept: Mapping[str, str]  # the feed's own values, word for word, without the author


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed. ``title`` may be empty. ``faults``: entries that could not be read, or were left out
    though they may be new. ``whole``: the feed is not truncated, and has a readable entry or none at all."""

    title: str
    entries: tuple[FeedEntry, ...]
    faults: tuple[SourceError, ...] = ()
    whole: bool = True


@dataclass(slots=True)
class _Raw:
    """The raw values of an entry, whatever the format of the feed."""

    id: str = ""
    link: str = ""
    title: str = ""
    published: str = ""
    summary: str = ""
    parsed: Any = None  # the date as feedparser parsed it


def feed_of(content: bytes, url: str, charset: str | None = None, words: Collection[str] = ()) -> Feed:
    """Parse a feed. Relative links are resolved against its ``url``; ``charset`` is the declared one. With
    ``words``, it has only the entries that contain one of them.

    Entries without an id are identified by their link, or else by title and date; of several with one id the
    first counts. Raises ``SourceError``: ``BAD_ANSWER`` for bytes that are no feed, or are cut off before the
    first entry, and ``TOO_BIG``.
    """
    place = loggable(url)
    if len(content) > MAX_BYTES:
        raise SourceError(SourceErrorKind.TOO_BIG, f"{place}: {len(content)} bytes")
    whole = True
    if content.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] == b"{":
        title, raws, faults = _json(content, place)
    else:
        title, raws, whole, faults = _xml(content, place, charset)
        if not whole:
            faults.append(SourceError(SourceErrorKind.BAD_ANSWER, f"{place} is cut off"))
    entries: dict[str, FeedEntry] = {}
    for raw in raws:
        try:
            with reading_one(f"{place}: an entry"):
                entry = _entry(raw, url)
        except SourceError as fault:
            faults.append(fault)
            continue
        if entry is not None:
            entries.setdefault(entry.key, entry)
    whole = whole and bool(entries or not faults)
    found = tuple(_matching(entries.values(), words) if words else entries.values())
    return Feed(_plain(title)[:MAX_TITLE_LENGTH], found, tuple(faults), whole)


def _matching(entries: Iterable[FeedEntry], words: Collection[str]) -> Iterator[FeedEntry]:
    """Yield the entries with one of these words."""
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(fold_phrase(word))}(?!\w)" for word in words))
    return (entry for entry in entries if wanted.search(fold_phrase(f"{entry.title}\n{entry.text}")))


def id_of(entry: FeedEntry, address: str) -> str:
    """Return the source id of an entry: a hash of its key (id, or link, or title and date) in this feed."""
    of_feed = address.partition("://")[2]
    digest = hashlib.sha256(f"{of_feed}\n{entry.key}".encode("utf-8", "replace")).hexdigest()
    return f"{site_of(address)[:100]}:{digest[:40]}"


def mark_of(link: str | None, title: str, published: date | None) -> str:
    """Return a mark to recognise an entry under another id: half a hash of its link, half of its title and
    date; dashes for a missing one."""
    halves = (_key(link) if link else None, f"{title}\n{published}" if published else None)
    return "".join(
        "-" * 32 if half is None else hashlib.sha256(half.encode("utf-8", "replace")).hexdigest()[:32]
        for half in halves
    )


def article(
    entry: FeedEntry, feed: Feed, address: str, read_at: datetime, source_id: str | None = None
) -> Record:
    """Build the record of an entry, with the id by which it is known; ``address`` is the watched address."""
    site = site_of(address)
    source_id = source_id or id_of(entry, address)
    content = json.dumps({"feed": address, **entry.kept}, ensure_ascii=False, sort_keys=True)
    return Record(
        source=FeedPolicy.name,
        source_id=source_id,
        kind=Kind.ARTICLE,
        number=f"{site[:60]} {source_id.rpartition(':')[2][:6]}",
        title=entry.title,
        buyer=Party(name=feed.title or site),
        supplier=Party(name=""),
        currency=NO_CURRENCY,
        signed=entry.published,
        text=entry.text,
        url=entry.link or address,
        answers=(
            Answer(url=address, query="", fetched_at=read_at, content=content.encode("utf-8", "replace")),
        ),
        mark=mark_of(entry.link, entry.title, entry.published),
    )


def _entry(raw: _Raw, base: str) -> FeedEntry | None:
    """Return an entry, or ``None`` for one without any text."""
    link = _link(raw.link, base)
    text = _plain(raw.summary[:MAX_RAW_LENGTH], lines=True)
    title = _plain(raw.title)[:MAX_TITLE_LENGTH] or text.partition("\n")[0][:100] or link or ""
    published = _day(raw.published, raw.parsed)
    named = f"{title}\n{published or text}".encode("utf-8", "replace")
    key = _key(raw.id) or _key(link or "") or hashlib.sha256(named).hexdigest()
    if not title:
        return None
    words = {
        "id": raw.id,
        "link": raw.link,
        "title": raw.title,
        "published": raw.published,
        "summary": raw.summary[:MAX_RAW_LENGTH],
    }
    return FeedEntry(
        key=key,
        title=title,
        link=link,
        published=published,
        text=_cut(text, MAX_TEXT_LENGTH),
        kept={name: word for name, word in words.items() if word},
    )


def _key(written: str) -> str:
    """Return an id without its scheme: when a site moves from http to https, its articles are not new."""
    return re.sub(r"^https?://", "", written.strip(), flags=re.IGNORECASE)


def _link(written: str, base: str) -> str | None:
    """Return an absolute http(s) address of limited length, or ``None``."""
    with suppress(ValueError):
        link = URL(base).join(URL(written.strip())) if written.strip() else None
        if link is not None and link.scheme in {"http", "https"} and link.host and link.user is None:
            return address if len(address := str(link)) <= MAX_LINK_LENGTH else None
    return None


def _plain(written: str, *, lines: bool = False) -> str:
    """Return the text of a value that may be HTML or plain text."""
    text = visible_text(f"<div>{written}</div>") if "<" in written or "&" in written else written
    shown = [
        " ".join("".join(c for c in line if c.isprintable() or c == "\t").split())
        for line in text.splitlines()
    ]
    return ("\n" if lines else " ").join(line for line in shown if line)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _day(written: str, parsed: Any) -> date | None:
    """Return the day as written, in the feed's own time zone; ``None`` if it cannot be parsed."""
    with suppress(ValueError, TypeError, OverflowError):
        if _ISO_DAY.match(written.strip()):
            return possible(date.fromisoformat(written.strip()[:10]))
        if found := parsedate_tz(written):
            return possible(date(*found[:3]))
        if parsed is not None:
            return possible(date(*parsed[:3]))
    return None


def _newest(dates: Sequence[str]) -> list[int]:
    """Return the indexes of the newest entries by their dates, in order; all if there are few."""
    if len(dates) <= MAX_ENTRIES:
        return list(range(len(dates)))
    moments = [_moment(written.strip()) for written in dates]
    newest = sorted(range(len(dates)), key=lambda at: -moments[at])  # stable: equal dates keep their order
    return sorted(newest[:MAX_ENTRIES])


def _left_out(dates: Sequence[str], read: Sequence[int], place: str) -> list[SourceError]:
    """Return an error if entries that are not read have no date, and so may be newer than those that are."""
    undated = sum(_moment(dates[at].strip()) == -math.inf for at in set(range(len(dates))) - set(read))
    return (
        [SourceError(SourceErrorKind.LEFT_OUT, f"{place}: {undated} entries without a date")]
        if undated
        else []
    )


def _moment(written: str) -> float:
    """Return seconds since 1970, minus infinity for no date. A date without a zone or time counts in UTC."""
    with suppress(ValueError, TypeError, OverflowError):
        if _ISO_DAY.match(written):
            moment = datetime.fromisoformat(written.upper().replace("Z", "+00:00"))
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        if found := parsedate_tz(written):
            return float(mktime_tz(found))
    return -math.inf


def _json(content: bytes, place: str) -> tuple[str, list[_Raw], list[SourceError]]:
    """Parse JSON Feed 1.0 and 1.1 (jsonfeed.org). Members that are no text are ignored, ids may be
    numbers."""
    said = json_of(content.removeprefix(codecs.BOM_UTF8), place)
    items = said.get("items") if isinstance(said, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(said.get("version")):
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{place} is JSON, but no JSON Feed")
    raws: list[_Raw] = []
    dates = [_json_date(item) for item in items]
    read = _newest(dates)
    faults = _left_out(dates, read, place)
    for item in [items[at] for at in read]:
        if not isinstance(item, dict):
            faults.append(SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: an entry that is no object"))
            continue
        texts = {name: value for name, value in item.items() if isinstance(value, str)}
        number = item.get("id")
        raws.append(
            _Raw(
                id=texts.get("id")
                or ("" if number is None or isinstance(number, (dict, list)) else str(number)),
                link=texts.get("url") or texts.get("external_url", ""),
                title=html.escape(texts.get("title", ""), quote=False),
                published=_json_date(item),
                summary=html.escape(texts.get("summary") or texts.get("content_text", ""), quote=False)
                or texts.get("content_html", ""),
            )
        )
    title = said.get("title")
    return html.escape(title, quote=False) if isinstance(title, str) else "", raws, faults


def _json_date(item: Any) -> str:
    given = [item.get(name) for name in ("date_published", "date_modified")] if isinstance(item, dict) else []
    return next((date for date in given if date and isinstance(date, str)), "")


def _xml(content: bytes, place: str, charset: str | None) -> tuple[str, list[_Raw], bool, list[SourceError]]:
    """Return the title, the entries, whether the feed is complete, and errors for left-out entries."""
    import feedparser

    # The declared encoding has been applied: from here on it is UTF-8. The rest of the prolog is not needed,
    # and feedparser takes very long if there is much of it.
    text = _from_root(NO_XML.sub("", decode_markup(content, charset)))
    if not _FEED.search(text[:_BEGINNING].encode("utf-8", "replace")):
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{place} is no feed; begins {content[:60]!r}")
    data, whole, faults = _shortened(text.encode("utf-8", "replace"), place)
    if len(data) > MAX_BYTES:
        raise SourceError(SourceErrorKind.TOO_BIG, f"{place}: {len(data)} bytes")
    refuse_markup(data)
    try:
        said = feedparser.parse(
            io.BytesIO(codecs.BOM_UTF8 + data),
            # No URL: ids would be resolved against it, and change when the feed moves.
            response_headers={"content-type": "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # it accepts nearly everything, and does not document its exceptions
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: {type(error).__name__}: {error}") from error
    if not said.entries and (said.bozo or not said.version or not whole):
        raise SourceError(
            SourceErrorKind.BAD_ANSWER, f"{place} is no feed, or half of one: {said.get('bozo_exception')}"
        )
    atom = said.version.startswith("atom")
    raws = [_raw(entry, atom) for entry in said.entries[:MAX_ENTRIES]]
    return said.feed.get("title", ""), raws, whole, faults


def _from_root(text: str) -> str:
    """Return XML from its first element on, or "". Runs in linear time for any input."""
    at = text.find("<")
    while at >= 0:
        if text.startswith("<!--", at):
            at = text.find("-->", at + 4)
        elif text.startswith("<?", at):
            at = text.find("?>", at + 2)
        elif text.startswith("<!", at):
            at = _declared(text, at + 2)
        elif text[at + 1 : at + 2].isalpha():
            return text[at:]
        else:
            at += 1
        at = text.find("<", at) if at >= 0 else -1
    return ""


def _declared(text: str, at: int) -> int:
    """Return the position after a declaration, or where its inner declarations begin; -1 if it has no end."""
    while found := _DECLARED.search(text, at):
        if found[0] in "[>":
            return found.end()
        at = text.find(found[0], found.end()) + 1
        if not at:
            break
    return -1


def _shortened(data: bytes, place: str) -> tuple[bytes, bool, list[SourceError]]:
    """Return XML without the entries that are not read and without a truncated one, whether it was complete,
    and errors for left-out entries."""
    ends = [0, *(closed.end() for closed in _CLOSED.finditer(data))]
    pieces = [data[start:end] for start, end in pairwise(ends)]  # an entry each, and the feed's head
    rest = data[ends[-1] :]
    half = _OPENED.search(rest)
    if half:
        rest = rest[: half.start()]
    kept, faults = pieces, list[SourceError]()
    if len(pieces) > MAX_ENTRIES:
        opened = _OPENED.search(pieces[0])
        before = pieces[0][: opened.start()] if opened else b""
        pieces[0] = pieces[0][len(before) :]
        dates = [
            found[1].decode("utf-8", "replace") if (found := _DATED.search(one)) else "" for one in pieces
        ]
        read = _newest(dates)
        faults = _left_out(dates, read, place)
        kept = [before, *(pieces[at] for at in read)]
    return b"".join(kept) + rest, half is None and _ENDED.search(rest) is not None, faults


def _raw(parsed: Any, atom: bool) -> _Raw:
    """Convert an entry of feedparser. Only Atom tells text from HTML; in RSS everything may be HTML."""
    entry = dict(parsed)  # as parsed, without feedparser's fallbacks for missing values

    def written(name: str) -> str:
        text = entry.get(name) or ""
        plain = atom and entry.get(f"{name}_detail", {}).get("type") == "text/plain"
        return html.escape(text, quote=False) if plain else text

    dated = "published" if entry.get("published") else "updated"
    contents = entry.get("content") or [{}]
    identity, link = entry.get("id") or "", entry.get("link") or ""
    if link == identity and link == _key(link):
        # In RSS a guid is a link unless isPermaLink is false, and many that are no links do not set it.
        link = ""
    return _Raw(
        id=identity,
        link=link,
        title=written("title"),
        published=entry.get(dated) or "",
        summary=written("summary") or contents[0].get("value") or "",
        parsed=entry.get(f"{dated}_parsed"),
    )
