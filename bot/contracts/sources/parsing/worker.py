"""Worker process: parses one document at a time and answers on its standard output.

It has limits on memory and CPU time, no secrets in its environment, and none of the bot's files open; where
the kernel has Landlock, it can open none but Python's. A document that exceeds the limits ends this process,
and nothing else.

Wire format: a request is two lengths, the arguments as JSON, and the document. An answer is any number of
pieces of data, each prefixed with ``DATA`` and its length, and one result, as JSON, with ``RESULT``. The
entries of a list in the result come before it, each by itself with ``ENTRY``: the bot decodes none that is
long in one call.

The answer is only data: no code, and no class chosen by the worker. It is decoded by the type that is
expected, and a value of another is refused, so that a compromised parser cannot inject one.
"""

import contextlib
import dataclasses
import json
import os
import signal
import struct
import sys
import traceback
import types
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.common.confinement import confine
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">cI")
DATA, ENTRY, RESULT = b"D", b"E", b"R"

MAX_MEMORY = 192 * 1024 * 1024  # bytes of address space, of which the parsers themselves take 56 MiB
MAX_CPU_S = 10
NICENESS = 5  # signing has priority over documents
MAX_ERROR_LENGTH = 8_000  # characters of a traceback
MAX_ENTRIES = 10_000  # of one result
MAX_ENTRY_BYTES = 4 * 1024 * 1024
MAX_ENTRY_CONTAINERS, MAX_ENTRY_VALUES = 30_000, 300_000
"""Limits on the brackets and on the commas of an entry, by which it takes some milliseconds to decode. Those
in its texts count, too."""

MAX_CRAWL_DELAY_S = 60.0  # seconds; a longer crawl delay is cut to this

Send = Callable[[bytes], None]
T = TypeVar("T")


def main() -> None:
    """Answer requests until the input ends, or a document exceeds the memory limit."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keeps the output of libraries out of the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the bot decides when to end
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    confine()
    _limit("RLIMIT_AS", MAX_MEMORY)
    _limit("RLIMIT_CORE", 0)

    def send(kind: bytes, content: bytes) -> None:
        answers.write(ANSWER.pack(kind, len(content)))
        answers.write(content)
        answers.flush()

    too_complex = json.dumps({"fault": SourceErrorKind.TOO_COMPLEX.value, "detail": "out of memory"}).encode()
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        args_length, content_length = REQUEST.unpack(head)
        try:
            args = json.loads(requests.read(args_length))
            _limit("RLIMIT_CPU", _cpu_seconds() + MAX_CPU_S)
            entries, result = _result(args, requests.read(content_length), lambda piece: send(DATA, piece))
        except MemoryError:
            send(RESULT, too_complex)
            return
        for entry in entries:
            send(ENTRY, entry)
        send(RESULT, result)


def _result(args: Mapping[str, Any], content: bytes, send: Send) -> tuple[list[bytes], bytes]:
    """Run a job; return the entries of its result, and the result."""
    job = JOBS[args["job"]]
    entries: list[bytes] = []
    try:
        said = apart(encode(job.run(content, send, **args["args"])), entries)
        del content
        head = json.dumps(said).encode()
        if not job.allows([*map(len, entries), len(head)]) or not all(map(is_decodable, [*entries, head])):
            raise SourceError(SourceErrorKind.TOO_COMPLEX, "more comes of it than the bot takes")
        return entries, head
    except SourceError as error:
        said = {"fault": error.fault.value, "detail": error.detail}
    except RecursionError:
        said = {"fault": SourceErrorKind.TOO_COMPLEX.value, "detail": "nested too deep"}
    except MemoryError:
        raise
    except Exception:
        said = {"error": traceback.format_exc()[-MAX_ERROR_LENGTH:]}
    return [], json.dumps(said).encode()


def apart(said: Any, entries: list[bytes]) -> dict[str, Any]:
    """Return a result without the entries of its lists, which are added to ``entries``, and their number by
    the field of the list (none, if the result is a list itself)."""
    fields = said if isinstance(said, dict) else {"": said} if isinstance(said, list) else {}
    counts = {name: len(value) for name, value in fields.items() if isinstance(value, list)}
    for name in counts:
        entries += (json.dumps(each).encode() for each in fields[name])
        fields[name] = []
    return {"said": said if isinstance(said, dict) or not counts else [], "entries": counts}


def is_decodable(content: bytes) -> bool:
    """True if a part of an answer is decoded in one call of some milliseconds."""
    return (
        len(content) <= MAX_ENTRY_BYTES
        and content.count(b"[") + content.count(b"{") <= MAX_ENTRY_CONTAINERS
        and content.count(b",") <= MAX_ENTRY_VALUES
    )


def _limit(name: str, value: int) -> None:
    """Set a resource limit of this process, if the system has it and permits it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = getattr(resource, name, None)
    if kind is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))


def _cpu_seconds() -> int:
    times = os.times()
    return int(times.user + times.system)


def encode(value: Any) -> Any:
    """Convert a value for JSON; a dataclass becomes a mapping of its fields."""
    if value is None or type(value) in {str, bool, int, float}:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, SourceError):
        return [value.fault.value, value.detail]
    if isinstance(value, Mapping):
        return {key: encode(each) for key, each in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [encode(each) for each in value]
    return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}


def decode(expected: type[T], given: Any) -> T:
    """Return the value of the ``expected`` type. Raises ``ValueError`` or ``TypeError`` for any other."""
    value: T = _decode(expected, given)
    return value


def _decode(expected: Any, given: Any) -> Any:
    origin, inner = get_origin(expected), get_args(expected)
    if origin in {Union, types.UnionType}:
        if given is None and types.NoneType in inner:
            return None
        return _decode(next(each for each in inner if each is not types.NoneType), given)
    if expected in {str, bool, int, float, types.NoneType}:
        if type(given) is not expected:
            raise TypeError(f"{type(given).__name__} where {expected.__name__} is expected")
        return given
    if expected is SourceError:
        fault, detail = given
        return SourceError(SourceErrorKind(fault), _decode(str, detail))
    if origin is not None:
        return _decode_many(origin, inner, given)
    if isinstance(expected, type) and dataclasses.is_dataclass(expected):
        hints = _hints(expected)
        if type(given) is not dict or given.keys() != hints.keys():
            raise TypeError(f"not the fields of {expected.__name__}")
        return expected(**{name: _decode(hint, given[name]) for name, hint in hints.items()})
    text = _decode(str, given)
    return expected.fromisoformat(text) if expected in {date, datetime} else expected(text)


def _decode_many(origin: Any, inner: tuple[Any, ...], given: Any) -> Any:
    if origin is Mapping:
        if type(given) is not dict:
            raise TypeError("no mapping")
        return {key: _decode(inner[1], each) for key, each in given.items()}
    if type(given) is not list:
        raise TypeError("no list")
    return origin(_decode(inner[0], each) for each in given)


@cache
def _hints(of: Any) -> dict[str, Any]:
    return get_type_hints(of)


def _imported(module: str, name: str, *, sends: bool = False) -> Callable[..., Any]:
    """Return a function of the sources as a job. Its module is imported when it first runs. With ``sends``,
    it also gets what sends data."""

    def run(content: bytes, send: Send, **args: Any) -> Any:
        function = getattr(import_module(f"bot.contracts.sources.{module}"), name)
        return function(content, send, **args) if sends else function(content, **args)

    return run


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules for one address: ``allowed``, and the crawl delay in seconds."""

    allowed: bool
    delay: float


def rules_of(text: bytes, address: str, token: str) -> Rules:
    """Return the rules for the robot with the user agent ``token`` from a robots.txt in UTF-8."""
    from protego import Protego

    parsed = Protego.parse(text.decode("utf-8", "replace"))
    delay = parsed.crawl_delay(token) or 0.0
    return Rules(bool(parsed.can_fetch(address, token)), float(min(max(delay, 0.0), MAX_CRAWL_DELAY_S)))


def _robots(content: bytes, _send: Send, **args: Any) -> Rules:
    return rules_of(content, **args)


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job, and the limit on its results in bytes. ``run`` gets the document, what sends data, and
    the arguments."""

    run: Callable[..., Any]
    max_bytes: int

    def allows(self, lengths: Collection[int]) -> bool:
        """True if a result of parts of these lengths is within the limits."""
        return len(lengths) <= MAX_ENTRIES and sum(lengths) <= self.max_bytes


JOBS: Mapping[str, Job] = {
    "json": Job(_imported("json_text", "check_values"), 64 * 1024),  # nothing, or an error
    "robots": Job(_robots, 64 * 1024),
    # 200 entries, each with the HTML of its summary
    "feed": Job(_imported("feed.parse", "feed_of"), 32 * 1024 * 1024),
    "page": Job(_imported("page.text", "main_text"), 4 * 1024 * 1024),
    "ocds-package": Job(_imported("ocds.package_reader", "read_package", sends=True), 1024 * 1024),
    "ocds-archive": Job(_imported("ocds.package_reader", "read_archive", sends=True), 1024 * 1024),
    "ocds-part": Job(_imported("ocds.package_reader", "read_part", sends=True), 1024 * 1024),
    "ocds-processes": Job(_imported("ocds.package_reader", "read_processes"), 32 * 1024 * 1024),
}

if __name__ == "__main__":
    main()
