"""Serialisation of plain types as JSON, and typed deserialisation by the expected type.

The answer of a worker is only data: no code, and no class chosen by the worker. A value that is not of the
expected type is refused, so that a compromised parser cannot inject another.
"""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.contracts.sources.protocol import SourceError, SourceErrorKind

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Convert a value for JSON; a dataclass becomes a mapping of its fields."""
    if value is None or type(value) in {str, bool, int, float}:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, SourceError):
        return [value.fault.value, value.detail]
    if isinstance(value, Mapping):
        return {key: encode(each) for key, each in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [encode(each) for each in value]
    return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}


def decode(expected: type[T], given: Any) -> T:
    """Return the value of the ``expected`` type. Raises ``ValueError`` or ``TypeError`` for any other."""
    value: T = _decode(expected, given)
    return value


def _decode(expected: Any, given: Any) -> Any:
    origin, inner = get_origin(expected), get_args(expected)
    if origin in {Union, types.UnionType}:
        if given is None and types.NoneType in inner:
            return None
        return _decode(next(each for each in inner if each is not types.NoneType), given)
    if expected in {str, bool, int, float, types.NoneType}:
        if type(given) is not expected:
            raise TypeError(f"{type(given).__name__} where {expected.__name__} is expected")
        return given
    if expected is SourceError:
        fault, detail = given
        return SourceError(SourceErrorKind(fault), _decode(str, detail))
    if origin is not None:
        return _decode_many(origin, inner, given)
    if isinstance(expected, type) and dataclasses.is_dataclass(expected):
        hints = _hints(expected)
        if type(given) is not dict or given.keys() != hints.keys():
            raise TypeError(f"not the fields of {expected.__name__}")
        return expected(**{name: _decode(hint, given[name]) for name, hint in hints.items()})
    text = _decode(str, given)
    return expected.fromisoformat(text) if expected in {date, datetime} else expected(text)


def _decode_many(origin: Any, inner: tuple[Any, ...], given: Any) -> Any:
    if origin is Mapping:
        if type(given) is not dict:
            raise TypeError("no mapping")
        return {key: _decode(inner[1], each) for key, each in given.items()}
    if type(given) is not list:
        raise TypeError("no list")
    return origin(_decode(inner[0], each) for each in given)


@cache
def _hints(of: Any) -> dict[str, Any]:
    return get_type_hints(of)
