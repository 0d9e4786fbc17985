"""Docket of a bid protest at the US Government Accountability Office, read by its labels. Pure.

GAO has one docket page for each filing, ``/docket/b-424186.4``. Its fields are the text of the page, a line
each, so that a new outcome is a changed line. The field with the name of GAO's attorney is dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day
from typing import Any

from yarl import URL

from bot.contracts.sources.protocol import SourceError, SourceErrorKind

FIELDS: Mapping[str, str] = {
    "Protester": "protester",
    "Solicitation Number": "solicitation",
    "Agency": "protest-agency",
    "File Number": "protest-file",
    "Outcome": "protest-outcome",
    "Decision Date": "protest-decided",
    "Filed Date": "protest-filed",
    "Due Date": "protest-due",
    "Case Type": "protest-case",
}
"""Labels of the page, in the order of the text, and the schemes under which their values are codes."""

REQUIRED = ("protester", "protest-file")
DATES = frozenset({"protest-decided", "protest-filed", "protest-due"})  # ISO 8601, as in ``<time datetime>``

_PATH = re.compile(r"^/docket/b-\d+(\.\d+)*/?$", re.IGNORECASE)
_SITES = frozenset({"gao.gov", "www.gao.gov"})
_STAND_IN = "127.0.0.1"  # the demo's; without TOCSIN_ALLOW_LOOPBACK no page of this machine is read
_OUTCOME = re.compile(r"^Outcome: (.+)$", re.MULTILINE)
_DECIDED = re.compile(r"^Decision Date: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_DUE = re.compile(r"^Due Date: ")
_FILE = re.compile(r"B-\d+(\.\d+)*", re.IGNORECASE)
_BETWEEN = " · "
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LABEL, _ITEM = "field__label", "field__item"
_MAX_VALUE_LENGTH = 200


def is_gaos(url: str) -> bool:
    """True if an address is of GAO's site, or of its stand-in in the demo."""
    host = URL(url).host
    return host in _SITES or host == _STAND_IN


def is_docket(url: str) -> bool:
    """True if an address is that of a docket. An address of the same form on another site is an ordinary
    page: its words are not GAO's."""
    return is_gaos(url) and _PATH.match(URL(url).path) is not None


def docket_fields(root: Any, url: str) -> dict[str, str]:
    """Return the values of a docket's fields by their schemes; none for a stand-in's page without labels.
    Raises ``SourceError`` for a page of GAO without labels: GAO may have rebuilt its pages, and that must not
    pass for a change of the docket."""
    found: dict[str, str] = {}
    for label in root.find_class(_LABEL):
        scheme, around = FIELDS.get(_text(label).rstrip(":")), label.getparent()
        if scheme is None or scheme in found or around is None:
            continue
        values = [_value(item, scheme) for item in around.find_class(_ITEM) if item is not label]
        if shown := ", ".join(filter(None, values)):
            found[scheme] = shown[:_MAX_VALUE_LENGTH]
    if all(scheme in found for scheme in REQUIRED):
        return found
    if URL(url).host in _SITES:
        raise SourceError(SourceErrorKind.BAD_ANSWER, "a docket without protester and file number")
    return {}


def docket_text(fields: Mapping[str, str]) -> str:
    """Return the fields as lines, under the page's own labels."""
    return "\n".join(_lines(fields))


def docket_title(fields: Mapping[str, str]) -> str:
    """Return a title with the protester and the purchase, because the page's own may be only a number."""
    named = (fields.get(scheme) for scheme in ("protest-file", "protester", "solicitation"))
    return _BETWEEN.join(filter(None, named))


def named_in(title: str) -> tuple[str, str, str] | None:
    """Return file number, protester and solicitation from a docket's title, ``None`` if it lacks one."""
    file, _, rest = title.partition(_BETWEEN)
    protester, _, solicitation = rest.rpartition(_BETWEEN)
    return (file, protester, solicitation) if protester and _FILE.fullmatch(file) else None


def outcome_in(text: str) -> str | None:
    """Return the outcome from lines of a docket's text, ``None`` if none of them states it."""
    found = _OUTCOME.search(text)
    return None if found is None else found[1]


def decided_in(text: str) -> Day | None:
    """Return the day of the decision from lines of a docket's text, ``None`` if none of them has a valid
    one."""
    found = _DECIDED.search(text)
    try:
        return None if found is None else Day.fromisoformat(found[1])
    except ValueError:
        return None


def beside_outcome(lines: Iterable[str], *, removed: bool) -> list[str]:
    """Return the changed lines of a docket without its outcome and the day of its decision, and without the
    day by which it was due if that was ``removed``: GAO takes it away with the decision."""
    told = _OUTCOME, _DECIDED, *((_DUE,) if removed else ())
    return [line for line in lines if not any(each.match(line) for each in told)]


def _lines(fields: Mapping[str, str]) -> Iterator[str]:
    for label, scheme in FIELDS.items():
        if scheme in fields:
            yield f"{label}: {fields[scheme]}"


def _value(item: Any, scheme: str) -> str:
    if scheme in DATES:
        for time in item.iter("time"):
            if day := _DAY.match(time.get("datetime") or ""):
                return day[0]
    return _text(item)


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
