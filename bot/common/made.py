"""Dataclasses made of rows: a field of the same name need not be written out."""

from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


def made_of(kind: type[T], source: object, /, **given: object) -> T:
    """Return a dataclass of what is ``given``; each of its other fields is the attribute of that name of
    ``source``, mostly a row. A default is used only for what is neither.

    Raises ``AttributeError`` for a field that is nowhere.
    """
    values = {
        name: getattr(source, name)
        for name, has_default in _fields(cast(Any, kind))
        if name not in given and (not has_default or hasattr(source, name))
    }
    return kind(**values, **given)


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Return each field that the constructor takes, and whether it has a default."""
    return tuple(
        (each.name, each.default is not MISSING or each.default_factory is not MISSING)
        for each in fields(kind)
        if each.init
    )
