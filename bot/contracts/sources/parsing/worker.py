"""Worker process: parses one document at a time and answers on its standard output.

It has limits on memory and CPU time, no secrets in its environment, and none of the bot's files open. A
document that exceeds the limits ends this process, and nothing else.

Wire format: a request is two lengths, the arguments as JSON, and the document. An answer is any number of
pieces of data, each prefixed with ``DATA`` and its length, and one result, as JSON, with ``RESULT``.
"""

import contextlib
import json
import os
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from bot.contracts.sources.parsing.codec import encode
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">cI")
DATA, RESULT = b"D", b"R"

MAX_MEMORY = 192 * 1024 * 1024  # bytes of address space, of which the parsers themselves take 56 MiB
MAX_CPU_S = 10
NICENESS = 5  # signing has priority over documents

Send = Callable[[bytes], None]


def main() -> None:
    """Answer requests until the input ends, or a document exceeds the memory limit."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keeps the output of libraries out of the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the bot decides when to end
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
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
            result = _result(args, requests.read(content_length), lambda piece: send(DATA, piece))
        except MemoryError:
            send(RESULT, too_complex)
            return
        send(RESULT, result)


def _result(args: Mapping[str, Any], content: bytes, send: Send) -> bytes:
    job = args["job"]
    try:
        said = {"said": encode(JOBS[job](content, send, **args["args"]))}
    except SourceError as error:
        said = {"fault": error.fault.value, "detail": error.detail}
    except RecursionError:
        said = {"fault": SourceErrorKind.TOO_COMPLEX.value, "detail": "nested too deep"}
    except MemoryError:
        raise
    except Exception:
        said = {"error": traceback.format_exc()}
    return json.dumps(said).encode()


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


JOBS: Mapping[str, Callable[..., Any]] = {
    "json": _json,
    "feed": _feed,
    "page": _page,
    "robots": _robots,
    "ocds-package": _ocds_package,
    "ocds-archive": _ocds_archive,
    "ocds-part": _ocds_part,
    "ocds-processes": _ocds_processes,
}

if __name__ == "__main__":
    main()
