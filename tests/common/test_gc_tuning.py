"""How a program with one event loop is kept from waiting for itself."""

import gc
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from bot.common.gc_tuning import keep_short, long_work

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)
    gc.unfreeze()


def looks() -> tuple[int, float]:
    """How rarely all is searched for garbage, and after how many seconds one who waits demands a turn."""
    return gc.get_threshold()[2], round(sys.getswitchinterval(), 6)


@pytest.mark.parametrize("first", [0, 1])
def test_long_work_changes_what_it_needs_until_the_last_of_it_is_done(first: int) -> None:
    keep_short()
    usual = looks()
    works: list[AbstractContextManager[None]] = [long_work(), long_work()]
    works[0].__enter__()
    changed = looks()
    assert changed[0] > 1000 * usual[0]
    assert changed[1] < usual[1] / 5
    works[1].__enter__()
    assert looks() == changed
    works[first].__exit__(None, None, None)
    assert looks() == changed
    works[1 - first].__exit__(None, None, None)
    assert looks() == usual


def test_long_work_that_fails_leaves_all_as_it_was() -> None:
    usual = looks()
    with pytest.raises(ZeroDivisionError), long_work():
        raise ZeroDivisionError
    assert looks() == usual
