"""What makes everybody wait at once in a program with one event loop, and how it is kept short."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_OLD, _NEVER = 10, 1_000_000  # searches of the young before one of all: Python's number, and none
_holding = 0  # pieces of work
_SWITCH = 0.001  # seconds; Python's own is five times as much


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
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


@contextmanager
def holding_much() -> Iterator[None]:
    """For work that keeps tens of thousands of objects for some seconds: they are not searched for garbage as
    a whole, which would take longer than an answer may wait. What is young is, as ever."""
    global _holding
    youngest, young, _ = gc.get_threshold()
    _holding += 1
    gc.set_threshold(youngest, young, _NEVER)
    try:
        yield
    finally:
        _holding -= 1
        if not _holding:
            gc.set_threshold(youngest, young, _OLD)
