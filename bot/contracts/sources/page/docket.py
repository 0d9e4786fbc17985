"""Docket of a bid protest at the US Government Accountability Office, read by its labels. Pure.

GAO has one docket page for each filing, ``/docket/b-424186.4``. Its fields are the text of the page, a line
each, so that a new outcome is a changed line. The field with the name of GAO's attorney is dropped. A page
whose fields are not certain is a faulty answer, since its text would be posted as a change of the docket.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day
from typing import Any

from yarl import URL

from bot.contracts.sources.values import bad

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

REQUIRED = ("protester", "protest-file", "protest-outcome")
DATES = frozenset({"protest-decided", "protest-filed", "protest-due"})  # ISO 8601, as in ``<time datetime>``

_PATH = re.compile(r"^/docket/b-\d+(\.\d+)*/?$", re.IGNORECASE)
_SITES = frozenset({"gao.gov", "www.gao.gov", "127.0.0.1"})
"""GAO's site, and its stand-in in the demo: without TOCSIN_ALLOW_LOOPBACK no page of this machine is read."""
_OUTCOME = re.compile(r"^Outcome: (.+)$", re.MULTILINE)
_DECIDED = re.compile(r"^Decision Date: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_DUE = re.compile(r"^Due Date: ")
_FILE = re.compile(r"B-\d+(\.\d+)*", re.IGNORECASE)
_BETWEEN = " · "
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LABEL, _ITEM = "field__label", "field__item"
_ATTORNEY = "gao attorney"
_MAX_VALUE_LENGTH = 200


def is_gaos(url: str) -> bool:
    """True if an address is of GAO's site, or of its stand-in in the demo."""
    return URL(url).host in _SITES


def is_docket(url: str) -> bool:
    """True if an address is that of a docket. An address of the same form on another site is an ordinary
    page: its words are not GAO's."""
    return is_gaos(url) and _PATH.match(URL(url).path) is not None


def docket_fields(root: Any, url: str) -> dict[str, str]:
    """Return the values of a docket's fields by their schemes.

    Raises ``SourceError`` (``BAD_ANSWER``) for a page that lacks a required field, has the file number of
    another address, or has a field whose value is not certain: GAO may have rebuilt its pages.
    """
    found: dict[str, str] = {}
    for label in root.find_class(_LABEL):
        scheme = FIELDS.get(_text(label).rstrip(": "))
        if scheme is None or not (value := _value_after(label, scheme)):
            continue
        if found.setdefault(scheme, value) != value:
            raise bad(f"a docket with two values of {scheme}", value)
    for scheme in REQUIRED:
        if scheme not in found:
            raise bad(f"a docket without {scheme}", url)
    file = found["protest-file"]
    if (
        not _FILE.fullmatch(file)
        or file.casefold() != URL(url).path.rstrip("/").rpartition("/")[2].casefold()
    ):
        raise bad("a docket with another file number", file)
    return found


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


def _value_after(label: Any, scheme: str) -> str:
    """Return the value that follows a label, "" if it has none. Only a solicitation may have several. Raises
    ``SourceError`` for one that is not certain to be the field's."""
    values = [_value(item, scheme) for item in _items_after(label)]
    shown = list(filter(None, values))
    several = scheme == "solicitation" and all(any(map(str.isdigit, value)) for value in shown)
    if (len(shown) > 1 and not several) or any(_ATTORNEY in value.casefold() for value in shown):
        raise bad(f"a docket's {scheme}", shown)
    return ", ".join(shown)[:_MAX_VALUE_LENGTH]


def _items_after(label: Any) -> Iterator[Any]:
    """Yield the elements between a label and the next element that is no value of it."""
    for sibling in label.itersiblings():
        items = sibling.find_class(_ITEM)
        inside = "".join(_text(item) for item in items).replace(" ", "")
        if not items or inside != _text(sibling).replace(" ", "") or sibling.find_class(_LABEL):
            return
        yield from items


def _value(item: Any, scheme: str) -> str:
    """Return the text of an item, or its day in ISO 8601; raises ``SourceError`` if it should be one."""
    shown = _text(item)
    if scheme not in DATES or not shown:
        return shown
    for time in item.iter("time"):
        if day := _DAY.match(time.get("datetime") or ""):
            return day[0]
    raise bad(f"a docket's {scheme}", shown)


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
