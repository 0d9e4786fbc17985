"""Extraction of a web page's title and main text, a paragraph a line. Pure."""

import codecs
import hashlib
import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import Any

from bot.contracts.sources.page.docket import docket_fields, docket_text, docket_title, is_docket
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import bad

MAX_CHARACTERS = 100_000
"""Text limit; a longer text is cut at the end of a line."""
MAX_HTML_LENGTH = 5_000_000  # characters; far more than anyone ever wrote on one page
MAX_ELEMENTS = 20_000  # limit for extracting the main text, which takes more than linear time
MAX_TITLE_LENGTH = 300
MAX_TAGS = 200_000
MAX_ATTRIBUTES = 500  # per tag: parsers compare each with all others
MAX_NAMESPACES = 1000  # declarations: parsers search them all for each name
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that are not allowed in XML."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every page with little text

_LONG_TAG = re.compile(rb"<[^<>]{1500,}")
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""",
    re.IGNORECASE,
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "select", "button"})
_AROUND = frozenset({"nav", "header", "footer", "form", "aside", "dialog"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr"
)
# A line of only these words and numbers is a time or a count that differs at every visit …
_TIMES = _words(
    "a about am an and at by cest cet day days edited en gmt h hour hours in j last m min mins minute "
    "minutes modified month months of on pm s sec second seconds the time utc week weeks year years "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "an ans à d de dernière du heure heures jour jours la le mois par seconde secondes semaine semaines "
    "temps y "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
# … if it contains one of these: a period, as in "May 2021 to June 2026", is no such line.
_PASSING = _words(
    "ago comment comments just likes now published read reading shares today updated view views yesterday "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "aujourd hui commentaire commentaires hier il lecture lu lus maintenant mis mise partages publié vue "
    "vues lundi mardi mercredi jeudi vendredi samedi dimanche"
)
_BREAK = "\ue000"  # marks a paragraph break made of two line breaks
_CLOCK = re.compile(r"\b\d{1,2}(:|h)\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+")


# Script names of bot challenges. Some are in real pages too, but these have more text.
_TEST_SCRIPTS = re.compile(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/|captcha-delivery\.com|_Incapsula_Resource|px-captcha"
    rb"|awswaf|sgcaptcha|ddos-guard",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageText:
    """Text of a page. ``title`` may be empty; ``text``: paragraphs without repeated spaces, each a line;
    ``fields``: those of a docket (see ``docket``), by their schemes. ``tests_robots``: it has the script of a
    bot challenge."""

    title: str
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    tests_robots: bool = False


def main_text(content: bytes, content_type: str, url: str) -> PageText:
    """Return the title and the main text of a page.

    Boilerplate (menus, footers, adverts) is removed as far as it can be detected, and so are lines that are
    only times or counts. A file that is no text is described in one line with its SHA-256, so that another
    file is another line. ``content_type`` is the header, ``url`` the page's address. Raises ``SourceError``,
    ``TOO_COMPLEX``.
    """
    media, declared = _media(content_type)
    if media in _HTML or (not media and _looks_like_html(content)):
        refuse_markup(content)
        said = _html(decode_markup(content, declared), url)
        return replace(said, tests_robots=_TEST_SCRIPTS.search(content) is not None)
    if is_docket(url):
        raise bad("a docket that is no HTML", media)
    if media == "text/plain":
        return PageText("", _tidy(decode_markup(content, declared)))
    digest = hashlib.sha256(content).hexdigest()
    return PageText("", f"{media or 'application/octet-stream'}, {len(content)} bytes, SHA-256 {digest}")


def refuse_markup(content: bytes) -> None:
    """Raise ``SourceError`` (``TOO_COMPLEX``) for HTML or XML that takes parsers more than linear time and
    memory. Only counts what looks like markup, so that it costs next to nothing."""
    if content.count(b"<") > MAX_TAGS:
        raise SourceError(SourceErrorKind.TOO_COMPLEX, f"more than {MAX_TAGS} tags")
    if content.count(b"xmlns") > MAX_NAMESPACES:
        raise SourceError(SourceErrorKind.TOO_COMPLEX, f"more than {MAX_NAMESPACES} namespaces")
    if any(tag[0].count(b"=") > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(content)):
        raise SourceError(SourceErrorKind.TOO_COMPLEX, f"more than {MAX_ATTRIBUTES} attributes in a tag")


def decode_markup(content: bytes, declared: str | None = None) -> str:
    """Decode HTML or XML in its actual encoding.

    A byte order mark decides; then UTF-8 if the bytes are valid (hardly any other text is, by chance, and
    servers often declare another by default); then the encodings declared by the header and the page.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    inside = _DECLARED.search(content[:4096])
    for name in ("utf-8", declared or "", inside[1].decode() if inside else "", "cp1252"):
        try:
            return content.decode(_as_browsers_read(name))
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def visible_text(html: str) -> str:
    """Return all text that a browser would show, a block a line."""
    root = _parsed(html)
    return "" if root is None else _visible(root, _UNSEEN)


def _html(text: str, url: str) -> PageText:
    root = _parsed(text[:MAX_HTML_LENGTH])
    if root is None:
        return PageText("", "")
    title = _title(root)
    if is_docket(url):
        fields = docket_fields(root, url)
        return PageText(docket_title(fields), docket_text(fields), fields)
    found = _tidy(_extracted(root, url))
    return PageText(title, found or _visible(root, _UNSEEN | _AROUND) or _visible(root, _UNSEEN))


def _extracted(root: Any, url: str) -> str:
    """Return trafilatura's main text, "" if it finds none or the page exceeds ``MAX_ELEMENTS``.

    Uses the strict mode without fallbacks: the others compare several extractions and take the longest, so
    that one paragraph less can bring in a menu that was not there before.
    """
    import trafilatura

    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return ""
    _set_paragraphs(root)
    try:
        found = trafilatura.extract(
            root, url=url, fast=True, favor_precision=True, include_comments=False, include_tables=True
        )
    except MemoryError:
        raise
    except Exception:  # it is not written for hostile pages, and the visible text is still there
        return ""
    return (found or "").replace(_BREAK, "\n")


def _set_paragraphs(root: Any) -> None:
    """Turn bare text between blocks, and text separated by two line breaks, into paragraphs, as browsers show
    it: trafilatura's strict mode skips the first, and joins the second in one line."""
    for line_break in root.iter("br"):
        following = line_break.getnext()
        if following is not None and following.tag == "br" and not (line_break.tail or "").strip():
            line_break.tail = _BREAK
    for place in list(root.iter("article", "body", "main", "section")):
        if any((text or "").strip() for text in (place.text, *(child.tail for child in place))):
            _wrap_bare_text(place)


def _wrap_bare_text(place: Any) -> None:
    parts = [place.text or "", *(part for child in place for part in (child, child.tail or ""))]
    for child in list(place):
        child.tail = None
        place.remove(child)
    place.text = None
    paragraph: Any = None
    last: Any = None  # last child of the paragraph: to look it up would take linear time
    for part in parts:
        if isinstance(part, str):
            part = NO_XML.sub("", part)  # a character reference may have brought it in
            if paragraph is None and part.strip():
                paragraph, last = place.makeelement("p"), None
                place.append(paragraph)
            if last is not None:
                last.tail = part
            elif paragraph is not None:
                paragraph.text = part
        elif part.tag in _INLINE or part.tag == "br":
            if paragraph is None:
                paragraph = place.makeelement("p")
                place.append(paragraph)
            paragraph.append(part)
            last = part
        else:
            paragraph = last = None
            place.append(part)


def _title(root: Any) -> str:
    for path in ("//meta[@property='og:title']/@content", "//head/title", "//h1"):
        for found in root.xpath(path):
            words = " ".join((found if isinstance(found, str) else found.text_content()).split())
            if words:
                return words[:MAX_TITLE_LENGTH]
    return ""


def _parsed(html: str) -> Any:
    """Return the root element, or ``None`` for an empty document."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(NO_XML.sub("", html).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError  # a truncated page would be shown as a change
    return root


def _visible(root: Any, skipped: frozenset[str]) -> str:
    return _tidy("".join(_shown(root, skipped)))


def _shown(root: Any, skipped: frozenset[str]) -> Iterator[str]:
    """Yield the text of a tree, with line breaks around blocks. Iterative: pages nest to any depth."""
    waiting: list[Any] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        end = "" if item.tag in _INLINE else "\n"
        inside: list[Any] = [end]
        if item.tag not in skipped and "hidden" not in item.attrib:
            inside.append(_one_line(item.text))
            for child in item:
                inside += [child, _one_line(child.tail)]
        waiting += reversed([*inside, end])


def _one_line(text: str | None) -> str:
    return " ".join((text or "").splitlines())


def _tidy(text: str) -> str:
    """Normalise spaces, and drop invisible characters and lines without content."""
    kept: list[str] = []
    length = 0
    for line in text.splitlines():
        shown = " ".join("".join(c for c in line if c in "\t " or not _is_unseen(c)).split())
        shown = shown.strip("| ").removeprefix("- ").lstrip()
        if not any(c.isalnum() for c in shown) or _is_passing(shown):
            continue
        length += len(shown) + 1
        if kept and length > MAX_CHARACTERS:
            break
        kept.append(shown[:MAX_CHARACTERS])
    return "\n".join(kept)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in "\u00ad\u200b\ufeff"


def _is_passing(line: str) -> bool:
    words = {word.casefold() for word in _WORD.findall(line)}
    if not words <= _TIMES | _PASSING or not any(c.isdigit() for c in line):
        return False
    return bool(words & _PASSING) or _CLOCK.search(line) is not None


def _media(content_type: str) -> tuple[str, str | None]:
    """Return the media type in lower case, and the declared encoding, both in ASCII: other bytes of a header
    would be lone surrogates, which no database can store."""
    content_type = content_type.encode("ascii", "replace").decode()
    message = Message()
    message["Content-Type"] = content_type
    declared = message.get_param("charset")
    media = content_type.partition(";")[0].strip().lower()
    return media, declared.strip() if isinstance(declared, str) else None


def _looks_like_html(content: bytes) -> bool:
    beginning = content[:1024].lower()
    return b"<html" in beginning or b"<!doctype html" in beginning


def _as_browsers_read(name: str) -> str:
    """Map an encoding label as the WHATWG Encoding Standard does, where Python is stricter than browsers."""
    label = name.strip().lower()
    return "cp1252" if label in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else label
