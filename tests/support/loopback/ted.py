"""Stand-in for TED's search API on this machine, quirks included."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from aiohttp import web

from bot.demo.sources import Loopback

PATH = "/v3/notices/search"
KNOWN = {
    *("publication-number", "publication-date", "notice-type", "notice-identifier", "notice-title"),
    *("procedure-identifier", "buyer-name", "buyer-country", "winner-name", "winner-identifier"),
    *("winner-country", "result-value-notice", "result-value-cur-notice", "total-value", "total-value-cur"),
    *("tender-value", "tender-value-cur", "contract-conclusion-date", "classification-cpv", "links"),
    *("deadline-receipt-tender-date-lot", "description-lot"),
    *("previous-planning-identifier-part-lot", "previous-planning-identifier-part-part"),
}
ALIASES = {"PD": "publication-date", "ND": "publication-number", "FT": "FT"}
TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|>=|<=|<>|[()=~,]|[^\s()=~,"<>]+)')

Notice = dict[str, Any]
Test = Callable[[Notice], bool]


class Malformed(Exception):
    """A request that TED answers with 400."""


class TedServer(Loopback):
    """Server of ``notices`` in TED's format. ``change`` may replace an answer by another, or by a
    response."""

    def __init__(self, *notices: Notice) -> None:
        self.notices = list(notices)
        self.asked: list[dict[str, Any]] = []
        self.change: Callable[[dict[str, Any], dict[str, Any]], Any] | None = None

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_post(PATH, self._search)
        return app

    async def _search(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        try:
            answer = self._answer(body)
        except Malformed as error:
            said = {"message": str(error), "error": {"type": "QUERY_SYNTAX_ERROR"}}
            return web.json_response(said, status=400)
        changed = self.change(body, answer) if self.change else answer
        if isinstance(changed, web.StreamResponse):
            return changed
        return web.Response(text=json.dumps(changed, ensure_ascii=False), content_type="application/json")

    def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        unknown = [field for field in body["fields"] if field not in KNOWN]
        if unknown:
            raise Malformed(f"Parameter 'fields' contains unsupported value ({unknown[0]})")
        limit, page = body["limit"], body["page"]
        if not 1 <= limit <= 250 or len(body["fields"]) * limit > 10_000 or page * limit > 15_000:
            raise Malformed(f"Validation error: limit {limit}, page {page}")
        test, descending = parsed(body["query"])
        # Without an order, and for ties, TED's own order is by age.
        found = [notice for notice in self.notices if test(notice)]
        if descending is not None:
            found.sort(key=lambda notice: number_order(notice, descending), reverse=True)
        rows = [
            {key: value for key, value in notice.items() if key in body["fields"]}
            for notice in found[(page - 1) * limit : page * limit]
        ]
        return {
            "notices": rows,
            "totalNoticeCount": len(found),
            "iterationNextToken": None,
            "timedOut": False,
        }


def number_order(notice: Notice, field: str) -> tuple[int, int] | str:
    if field != "publication-number":
        return str(notice.get(field))
    number, year = notice["publication-number"].split("-")
    return int(year), int(number)


def parsed(query: str) -> tuple[Test, str | None]:
    """Compile an expert query to a test, and the field that it sorts by in descending order."""
    condition, _, order = query.partition(" SORT BY ")
    descending = None
    if order:
        field, *rest = order.split()
        if rest != ["DESC"]:  # there is no word for ascending order
            raise Malformed(f"extraneous input '{' '.join(rest)}'")
        descending = ALIASES.get(field, field)
    position = 0
    tokens: list[str] = []
    while condition[position:].strip():
        found = TOKEN.match(condition, position)
        if found is None:
            raise Malformed(f"token recognition error at: '{condition[position : position + 9]}'")
        tokens.append(found[1])
        position = found.end()
    reader = iter([*tokens, ""])
    test, last = _either(reader, next(reader))
    if last:
        raise Malformed(f"extraneous input '{last}'")
    return test, descending


def _either(tokens: Iterator[str], token: str) -> tuple[Test, str]:
    test, token = _both(tokens, token)
    while token == "OR":
        other, token = _both(tokens, next(tokens))
        test = (lambda one, two: lambda notice: one(notice) or two(notice))(test, other)
    return test, token


def _both(tokens: Iterator[str], token: str) -> tuple[Test, str]:
    test, token = _one(tokens, token)
    while token == "AND":
        other, token = _one(tokens, next(tokens))
        test = (lambda one, two: lambda notice: one(notice) and two(notice))(test, other)
    return test, token


def _one(tokens: Iterator[str], token: str) -> tuple[Test, str]:
    if token == "(":
        test, token = _either(tokens, next(tokens))
        if token != ")":
            raise Malformed(f"missing ')' at '{token}'")
        return test, next(tokens)
    field = ALIASES.get(token, token)
    if field not in KNOWN | {"FT"}:
        raise Malformed(f"Unknown field: {token}")
    operator = next(tokens)
    if operator == "IN":
        members = _members(tokens)
        return lambda notice: any(text in members for text in texts(notice.get(field))), next(tokens)
    value = next(tokens)
    if operator == "~":
        words = value.strip('"').casefold()
        return lambda notice: words in everything(notice, field), next(tokens)
    if operator == ">=" and field == "publication-date":
        if not re.fullmatch(r"\d{8}", value):
            raise Malformed(f"'{value}' is not a date: use YYYYMMDD")
        return lambda notice: notice.get(field, "")[:10].replace("-", "") >= value, next(tokens)
    raise Malformed(f"mismatched input '{operator}'")


def _members(tokens: Iterator[str]) -> list[str]:
    if next(tokens) != "(":
        raise Malformed("missing '('")
    found = []
    while (token := next(tokens)) != ")":
        if not token:
            raise Malformed("missing ')'")
        found.append(token)
    return found


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a nested value."""
    if isinstance(value, dict):
        value = list(value.values())
    for member in value if isinstance(value, list) else [value]:
        if isinstance(member, (dict, list)):
            yield from texts(member)
        elif member is not None:
            yield str(member)


def everything(notice: Notice, field: str) -> str:
    values = notice if field == "FT" else {field: notice.get(field)}
    return " ".join(texts(values)).casefold()
