"""Pagination: one page of a longer list, as services return it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """The items of one page, and the page's position in the whole list.

    ``total`` counts the whole list; ``offset`` is the position of the first item of this page, from 0;
    ``limit`` is the maximum number of items on a page.
    """

    items: tuple[T, ...]
    total: int
    offset: int
    limit: int


def page_of(items: Sequence[T], offset: int, limit: int) -> Page[T]:
    """Return a page of a whole list; the first one if ``offset`` is beyond its end, since items may have been
    removed after the reader's page was shown."""
    offset = offset if offset < len(items) else 0
    return Page(items=tuple(items[offset : offset + limit]), total=len(items), offset=offset, limit=limit)
