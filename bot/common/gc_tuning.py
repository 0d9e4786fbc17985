"""Garbage collector and thread-switch tuning: keeps pauses of the event loop short."""

import gc
import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 1_000_000  # young collections before a full one
_SWITCH, _SWITCH_SOON = 0.001, 0.0001  # seconds; Python's default is 0.005
_counting = threading.Lock()  # imports happen in threads
_working = 0  # number of ``long_work`` blocks
_before = 0, 0.0  # values before the first of them


def keep_short() -> None:
    """Tune for the program's whole life; call once everything is open.

    A full collection goes through all objects, which takes a quarter of a second with a few large libraries
    loaded; the existing ones are permanent, so they are frozen (``gc.freeze``) and left out. And while a
    thread computes, the event loop gets its turn after a millisecond: it needs several for each answer.
    """
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(_SWITCH)


@contextmanager
def loading() -> Iterator[None]:
    """Import large libraries within the block: their objects are frozen, without a collection in between."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with long_work():
            yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def load(module: str) -> None:
    """Import a large module as ``loading`` does. One that is imported already freezes nothing: garbage that
    is frozen is never freed, which would be all of an earlier client's in the same process."""
    if module in sys.modules:
        importlib.import_module(module)  # waits for another thread that imports it
        return
    with loading():
        importlib.import_module(module)


@contextmanager
def long_work() -> Iterator[None]:
    """Tune for some seconds of work in threads with tens of thousands of objects.

    Full collections are suspended, since they would take longer than an answer may wait; young ones go on.
    And the switch interval is shorter: a waiting thread requests the interpreter only after nobody has
    released it for a whole interval, and a thread that reads or writes files releases it so often, and so
    briefly, that the event loop wakes too late each time. It waited for a tenth of a second.
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
