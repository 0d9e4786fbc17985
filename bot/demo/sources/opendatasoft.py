"""Stand-in for an Opendatasoft portal (Explore API 2.1) on this machine, for the demo and tests."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aiohttp import web

from bot.demo.sources import Loopback

TOKEN = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|date'[^']*'|'(?:[^'\\]|\\.)*'|>=|<=|[(),=]|[^\s(),=<>"']+)""")

Row = dict[str, Any]
Test = Callable[[Row], bool]


class Malformed(Exception):
    """A request that the API answers with 400."""


class Portal(Loopback):
    """Server of one data set. ``loaded`` is the time of the last import in its metadata.

    ``change`` may replace an answer (by the request's path) by another, or by a response. Rows with equal
    sort keys are in another order in every response.
    """

    def __init__(self, dataset: str, *rows: Row, columns: tuple[str, ...] = ()) -> None:
        self.rows = list(rows)
        self.loaded: str | None = "2026-09-22T04:10:00+00:00"
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.change: Callable[[str, Any], Any] | None = None
        self._dataset = dataset
        self._columns = columns

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/explore/v2.1/catalog/datasets/{dataset}{tail:.*}", self._handle)
        return app

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["tail"].strip("/")
        dataset = request.match_info["dataset"]
        query = dict(request.query)
        self.asked.append((path, query))
        if dataset != self._dataset:
            said = {"error_code": "ODSQLError", "message": "Unknown dataset"}
            return web.json_response(said, status=404)
        try:
            answer = self._answer(path, query)
        except Malformed as error:
            said = {"error_code": "ODSQLError", "message": f"ODSQL query is malformed: {error}"}
            return web.json_response(said, status=400)
        changed = self.change(path, answer) if self.change else answer
        if isinstance(changed, web.StreamResponse):
            return changed
        text = json.dumps(changed, ensure_ascii=False, default=float)
        return web.Response(text=text, content_type="application/json")

    def _answer(self, path: str, query: dict[str, str]) -> Any:
        if path == "/":
            metas = {"title": self._dataset, "data_processed": self.loaded}
            return {"dataset_id": self._dataset, "metas": {"default": metas}}
        test = condition(query["where"], self._known()) if "where" in query else lambda _: True
        found = [row for row in self.rows if test(row)]
        selected = self._selected(query.get("select"))
        if path == "/exports/json":
            return [selected(row) for row in found]
        if path != "/records":
            raise Malformed(f"no such path: {path}")
        limit, offset = int(query.get("limit", "10")), int(query.get("offset", "0"))
        if not 0 <= limit <= 100 or offset + limit > 10_000:
            raise Malformed("Invalid value for limit API parameter")
        turn = len(self.asked) % max(len(found), 1)
        found = found[turn:] + found[:turn]
        for term in reversed(query["order_by"].split(",") if "order_by" in query else []):
            field, _, way = term.strip().partition(" ")
            if field not in self._known():
                raise Malformed(f"Unknown field: {field}")
            found.sort(key=lambda row: str(row.get(field)), reverse=way == "desc")
        page = found[offset : offset + limit]
        return {"total_count": len(found), "results": [selected(row) for row in page]}

    def _known(self) -> set[str]:
        return {key for row in self.rows for key in row} | set(self._columns)

    def _selected(self, select: str | None) -> Callable[[Row], Row]:
        if select is None:
            return lambda row: row
        names = select.split(",")
        for name in names:
            if name not in self._known():
                raise Malformed(f"Unknown field: {name}")
        return lambda row: {name: row.get(name) for name in names}


def condition(where: str, known: set[str]) -> Test:
    """Compile a where clause to a test of a row."""
    position = 0
    words: list[str] = []
    while where[position:].strip():
        found = TOKEN.match(where, position)
        if found is None:
            raise Malformed(f"unexpected character at {position}")
        words.append(found[1])
        position = found.end()
    reader = iter([*words, ""])
    test, last = _either(reader, next(reader), known)
    if last:
        raise Malformed(f"unexpected {last}")
    return test


def _either(
    words: Iterator[str], word: str, known: set[str], joiners: Sequence[str] = ("or", "and")
) -> tuple[Test, str]:
    """Read conditions between these joiners, of which each binds closer than the one before."""
    if not joiners:
        return _one(words, word, known)
    test, word = _either(words, word, known, joiners[1:])
    tests, holds = [test], any if joiners[0] == "or" else all
    while word.lower() == joiners[0]:
        test, word = _either(words, next(words), known, joiners[1:])
        tests.append(test)
    return lambda row: holds(test(row) for test in tests), word


def _one(words: Iterator[str], word: str, known: set[str]) -> tuple[Test, str]:
    if word == "(":
        test, word = _either(words, next(words), known)
        _expect(word, ")")
        return test, next(words)
    if word in {"search", "startswith"}:
        _expect(next(words), "(")
        field = _field(next(words), known)
        _expect(next(words), ",")
        wanted = _text(next(words))
        _expect(next(words), ")")
        matches = fuzzy if word == "search" else str.startswith
        return lambda row: any(matches(value, wanted) for value in _values(row, field)), next(words)
    field = _field(word, known)
    operator, value = next(words), next(words)
    if operator == ">=" and value.startswith("date'"):
        return lambda row: str(row.get(field) or "") >= value[5:-1], next(words)
    if operator == "=":
        wanted = value if value.isdigit() else _text(value)
        return lambda row: wanted in _values(row, field), next(words)
    raise Malformed(f"unexpected {operator} {value}")


def fuzzy(value: str, wanted: str) -> bool:
    """Full-text search as in the portal: whole words in any order, with a tolerance of one letter."""
    words = _folded(value)
    return all(any(_near(word, one) for word in words) for one in _folded(wanted))


def _folded(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"\w+", bare)


def _near(one: str, other: str) -> bool:
    if one.startswith(other) or abs(len(one) - len(other)) > 1 or len(other) < 4:
        return one.startswith(other)
    return len(set(enumerate(one)) ^ set(enumerate(other))) <= 2


def _values(row: Row, field: str) -> list[str]:
    value = row.get(field)
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None]


def _field(word: str, known: set[str]) -> str:
    if word not in known:
        raise Malformed(f"Unknown field: {word}")
    return word


def _text(word: str) -> str:
    if word[:1] not in {'"', "'"}:
        raise Malformed(f"unexpected {word}")
    return re.sub(r"\\(.)", r"\1", word[1:-1])


def _expect(word: str, wanted: str) -> None:
    if word != wanted:
        raise Malformed(f"unexpected {word or 'end'}")
