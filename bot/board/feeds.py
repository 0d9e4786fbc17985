"""Feeds of a board's updates and counts: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.board.markdown import html_of, inline, text_of
from bot.board.pages import Pages
from bot.petitions.counts.ledger import moment
from bot.texts import Translator

_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(pages: Pages) -> str:
    """Return the updates and published counts of a board as an Atom feed, newest first."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": pages.t.language})
    entries = _entries(pages)
    updated = max((told["changed"] for told in entries), default=pages.board.made_at)
    SubElement(feed, "title").text = pages.board.title
    SubElement(feed, "id").text = _id(pages)
    SubElement(feed, "updated").text = moment(updated)
    author = SubElement(feed, "author")
    SubElement(author, "name").text = pages.board.title
    if base := _base(pages):
        SubElement(feed, "link", {"rel": "self", "href": f"{base}feed.atom"})
        SubElement(feed, "link", {"href": f"{base}index.html"})
    for told in entries:
        entry = SubElement(feed, "entry")
        SubElement(entry, "title").text = told["title"]
        SubElement(entry, "id").text = told["id"]
        SubElement(entry, "published").text = moment(told["at"])
        SubElement(entry, "updated").text = moment(told["changed"])
        SubElement(entry, "link", {"href": f"{base}{told['page']}"})
        SubElement(entry, "content", {"type": "html"}).text = told["html"]
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def json_feed(pages: Pages) -> str:
    """Return the same as a JSON feed."""
    base = _base(pages)
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "authors": [{"name": pages.board.title}],
        "title": pages.board.title,
        "language": pages.t.language,
        "items": [
            {
                "id": told["id"],
                **({"url": f"{base}{told['page']}"} if base else {}),
                "title": told["title"],
                "content_html": told["html"],
                "date_published": moment(told["at"]),
                "date_modified": moment(told["changed"]),
            }
            for told in _entries(pages)
        ],
    }
    if base:
        feed |= {"home_page_url": f"{base}index.html", "feed_url": f"{base}feed.json"}
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _id(pages: Pages) -> str:
    """Return the id of a feed, which never changes: neither with its address nor with the signing key."""
    return f"urn:tocsin:{pages.machine}:{pages.board.name}:{pages.t.language}"


def _base(pages: Pages) -> str:
    """Return the address of the board in this language; empty if the site has no known address."""
    return f"{pages.address}{pages.board.name}/{pages.t.language}/" if pages.address else ""


def _entries(pages: Pages) -> list[dict[str, Any]]:
    """Return what a feed has, newest first. An id never changes; it has the language, since the same entry in
    another one is another text."""
    t = pages.t
    return [
        {
            "id": f"{_id(pages)}:{told['anchor']}",
            "at": told["at"],
            "changed": told["corrected"]["at"] if told["corrected"] else told["at"],
            "title": text_of(told["headline"], t),
            "html": _html(told, t),
            "page": told["address"],
        }
        for told in pages.latest
    ]


def _html(told: Mapping[str, Any], t: Translator) -> str:
    """Return the content of an entry: what changed, and that it was corrected later."""
    said = str(html_of(told["said"], t)) or f"<p>{inline(told['headline'], t)}</p>"
    return f"{said}<p><strong>{told['corrected']['said']}</strong></p>" if told["corrected"] else said
