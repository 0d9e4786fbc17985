"""What makes everybody wait at once in a program with one event loop, and how it is kept short."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 1_000_000  # searches of the young before one of all
_SWITCH, _SWITCH_SOON = 0.001, 0.0001  # seconds; Python's own are 0.005
_counting = threading.Lock()  # what is loaded is loaded in threads
_working = 0  # pieces of work
_before = 0, 0.0  # what held before the first of them


def keep_short() -> None:
    """For the program's whole life, once everything is open.

    Python looks for garbage among all objects there are, which takes a quarter of a second where a few large
    libraries are loaded; what is there now stays, and is left out. And where a thread computes, the event
    loop gets its turn after a millisecond: it needs several for each answer.
    """
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(_SWITCH)


@contextmanager
def loading() -> Iterator[None]:
    """What is imported within stays as well, and is not looked through in between."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with long_work():
            yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


@contextmanager
def long_work() -> Iterator[None]:
    """For work of some seconds that is done in threads, with tens of thousands of objects.

    They are not searched for garbage as a whole, which would take longer than an answer may wait; what is
    young is, as ever. And the event loop demands its turn sooner: one who waits demands it only when nobody
    has let go of the interpreter for the whole time, and a thread that reads or writes files lets go so
    often, and so briefly, that the event loop wakes too late each time. It waited for a tenth of a second.
    """
    global _working, _before
    with _counting:
        if not _working:
            _before = gc.get_threshold()[2], sys.getswitchinterval()
            gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
            sys.setswitchinterval(_SWITCH_SOON)
        _working += 1
    try:
        yield
    finally:
        with _counting:
            _working -= 1
            if not _working:
                old, switch = _before
                gc.set_threshold(*gc.get_threshold()[:2], old)
                sys.setswitchinterval(switch)
