"""A small union on loopback, and a member of it with the signing page on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.board.signing.member import PHONE, Member, opened
from tests.support.signing_union import Union, served_union


@pytest.fixture
def union() -> Iterator[Union]:
    with served_union() as served:
        yield served


@pytest.fixture
def member(browser: Any, union: Union) -> Iterator[Member]:
    with opened(browser, union, size=PHONE) as tab:
        yield tab
