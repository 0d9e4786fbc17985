"""Worker process: parses one document at a time and answers on its standard output.

It has limits on memory and CPU time, no secrets in its environment, and none of the bot's files open; where
the kernel has Landlock, it can open none but Python's. A document that exceeds the limits ends this process,
and nothing else.

Wire format: a request is two lengths, the arguments as JSON, and the document. An answer is any number of
pieces of data, each prefixed with ``DATA`` and its length, and one result, as JSON, with ``RESULT``. The
entries of a list in the result come before it, each by itself with ``ENTRY``: the bot decodes none that is
long in one call.
"""

import contextlib
import json
import os
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.common.confinement import confine
from bot.contracts.sources.parsing.codec import encode
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

Send = Callable[[bytes], None]


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


def _json(content: bytes, send: Send, *, place: str, charset: str | None = None) -> None:
    """Check a document by decoding it, so that the bot itself decodes only what it can hold."""
    from bot.contracts.sources.json_text import json_of, refuse_values

    refuse_values(json_of(content, place, charset=charset), place)


def _feed(content: bytes, send: Send, *, url: str, charset: str | None) -> Any:
    from bot.contracts.sources.feed.parse import feed_of

    return feed_of(content, url, charset)


def _page(content: bytes, send: Send, *, url: str, content_type: str) -> Any:
    from bot.contracts.sources.page.text import main_text

    return main_text(content, content_type, url)


def _robots(content: bytes, send: Send, *, address: str, token: str) -> Any:
    from bot.contracts.sources.page.rules import rules_of

    return rules_of(content, address, token)


def _ocds_package(content: bytes, send: Send, **args: Any) -> Any:
    from bot.contracts.sources.ocds.package_reader import read_package

    return read_package(content, send, **args)


def _ocds_archive(content: bytes, send: Send, **args: Any) -> Any:
    from bot.contracts.sources.ocds.archive_parts import PartRequest, read_archive

    return read_archive(content, send, PartRequest(**args))


def _ocds_part(content: bytes, send: Send, **args: Any) -> Any:
    from bot.contracts.sources.ocds.archive_parts import PartRequest, read_part

    return read_part(content, send, PartRequest(**args))


def _ocds_processes(content: bytes, send: Send, **args: Any) -> Any:
    from bot.contracts.sources.ocds.package_reader import read_processes

    return read_processes(content, **args)


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
    "json": Job(_json, 64 * 1024),  # nothing, or an error
    "robots": Job(_robots, 64 * 1024),
    "feed": Job(_feed, 32 * 1024 * 1024),  # 200 entries, each with the HTML of its summary
    "page": Job(_page, 4 * 1024 * 1024),
    "ocds-package": Job(_ocds_package, 1024 * 1024),
    "ocds-archive": Job(_ocds_archive, 1024 * 1024),
    "ocds-part": Job(_ocds_part, 1024 * 1024),
    "ocds-processes": Job(_ocds_processes, 32 * 1024 * 1024),
}

if __name__ == "__main__":
    main()
