"""Tuning of garbage collection and of thread switching, so that the event loop is not blocked."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from bot.common.gc_tuning import keep_short, load, long_work

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def restored_tuning() -> Iterator[None]:
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)


def tuning() -> tuple[int, float]:
    """Return the threshold of full collections, and the switch interval in seconds."""
    return gc.get_threshold()[2], round(sys.getswitchinterval(), 6)


@pytest.mark.parametrize("first", [0, 1])
def test_long_work_changes_the_tuning_until_the_last_of_it_is_done(first: int) -> None:
    keep_short()
    usual = tuning()
    works: list[AbstractContextManager[None]] = [long_work(), long_work()]
    works[0].__enter__()
    changed = tuning()
    assert changed[0] > 1000 * usual[0]
    assert changed[1] < usual[1] / 5
    works[1].__enter__()
    assert tuning() == changed
    works[first].__exit__(None, None, None)
    assert tuning() == changed
    works[1 - first].__exit__(None, None, None)
    assert tuning() == usual


def test_failing_long_work_restores_the_tuning() -> None:
    usual = tuning()
    with pytest.raises(ZeroDivisionError), long_work():
        raise ZeroDivisionError
    assert tuning() == usual


def test_an_imported_module_is_loaded_again_without_freezing_garbage() -> None:
    load("colorsys")
    garbage = threading.Event()
    garbage.itself = garbage  # type: ignore[attr-defined]
    seen = weakref.ref(garbage)
    load("colorsys")
    del garbage
    gc.collect()
    assert seen() is None
