"""What makes everybody wait at once in a program with one event loop, and how it is kept short."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
