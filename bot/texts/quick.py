"""Quick formatting of messages whose arguments are texts, days and whole numbers, as Fluent's own resolver
does it. A page of the board has some seventy of them. Whatever else a message has is left to that resolver.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Protocol

_MAX = 2500  # characters in an argument or a choice, for Fluent
_FORMS = frozenset(("zero", "one", "two", "few", "many", "other"))  # which Fluent takes for a number's
_MAX_DEPTH = 5  # of messages in messages
_Choice = tuple[
    str, Mapping[str | float, Any] | None, Any
]  # an argument, what is said by its value, the rest
_Parts = Sequence[str | _Choice]


class Writer(Protocol):
    """Writer of values in a language: ``written`` returns ``None`` for what is no day and no whole number."""

    def written(self, value: Any) -> str | None: ...

    def plural_form(self, number: int) -> str: ...


def parts_of(node: Any, bundle: Any, depth: int = 0) -> _Parts | None:
    """Return the parts of a parsed message of a bundle; ``None`` if it has more than words, arguments, other
    messages, and choices between the values of arguments."""
    from fluent.runtime import resolver

    kind = type(node)
    if kind is resolver.TextElement:
        return [node.value]
    if kind is resolver.StringLiteral:
        return [node.parse()["value"]]
    if kind is resolver.Pattern:
        parts = [parts_of(element, bundle, depth) for element in node.elements]
        return None if None in parts else list(chain(*filter(None, parts)))
    if kind is resolver.VariableReference:
        return [(node.id.name, None, None)]
    if kind in (resolver.Placeable, resolver.NeverIsolatingPlaceable):  # alike, since no bundle isolates
        return parts_of(node.expression, bundle, depth)
    if kind is resolver.MessageReference and depth < _MAX_DEPTH:
        known = not node.attribute and bundle.has_message(node.id.name)
        said = (
            _constant(parts_of(bundle.get_message(node.id.name).value, bundle, depth + 1)) if known else None
        )
        return None if said is None else [("", {}, said)]
    if kind is not resolver.SelectExpression or type(node.selector) is not resolver.VariableReference:
        return None
    keys = [
        key.name if type(key := each.key) is resolver.Identifier else float(key.value)
        for each in node.variants
    ]
    values = [_constant(parts_of(each.value, bundle, depth)) for each in node.variants]
    if None in values:
        return None
    default = next(value for each, value in zip(node.variants, values, strict=True) if each.default)
    return [(node.selector.id.name, dict(zip(keys, values, strict=True)), default)]


def _constant(parts: _Parts | None) -> str | _Parts | None:
    """Return parts that are only words as one text."""
    words = parts is not None and all(type(part) is str for part in parts)
    return "".join(parts) if words else parts  # type: ignore[arg-type]


def text_of(parts: _Parts, given: Mapping[str, Any], locale: Writer) -> str | None:
    """Return a message in words; ``None`` if an argument is of another kind, or longer than Fluent allows."""
    said = []
    for part in parts:
        if isinstance(part, str):
            said.append(part)
            continue
        name, choices, default = part
        value = given.get(name)
        if choices is None:
            value = value if type(value) is str else locale.written(value)
        else:
            chosen = _chosen(value, choices, default, locale) if choices else default
            value = text_of(chosen, given, locale) if type(chosen) is list else chosen
        if value is None or len(value) > _MAX:
            return None
        said.append(value)
    return "".join(said)


def _chosen(value: Any, choices: Mapping[str | float, Any], default: Any, locale: Writer) -> Any:
    """Return the choice for the value of an argument: a number has the one with its plural form too."""
    if type(value) is str and value not in _FORMS:
        return choices.get(value, default)
    if type(value) is not int:
        return None
    known = value, locale.plural_form(value)
    return next((choice for key, choice in choices.items() if key in known), default)
