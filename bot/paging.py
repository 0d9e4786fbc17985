"""One page of a longer list, as every service returns it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """The items of one page, and where the page stands in the whole list.

    ``total`` counts the whole list; ``offset`` is the position of the first item of this
    page, from 0; ``limit`` is how many items a page may hold.
    """

    items: tuple[T, ...]
    total: int
    offset: int
    limit: int
