"""Quick formatting of messages whose arguments are texts, as Fluent's own resolver does it. A page of the
board has some seventy of them. Whatever else a message has is left to that resolver.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

_MAX = 2500  # characters in an argument or a choice, for Fluent
_Choice = tuple[str, Mapping[str, Any] | None, Any]  # the name of an argument, parts by its value, all others
_Parts = Sequence[str | _Choice]


def parts_of(node: Any) -> _Parts | None:
    """Return the parts of a parsed message; ``None`` if it has more than words, texts and choices between
    texts."""
    from fluent.runtime import resolver

    kind = type(node)
    if kind is resolver.TextElement:
        return [node.value]
    if kind is resolver.Pattern:
        parts = [parts_of(element) for element in node.elements]
        return None if None in parts else list(chain(*filter(None, parts)))
    if kind is resolver.VariableReference:
        return [(node.id.name, None, None)]
    if kind in (resolver.Placeable, resolver.NeverIsolatingPlaceable):  # alike, since no bundle isolates
        return parts_of(node.expression)
    if kind is not resolver.SelectExpression or type(node.selector) is not resolver.VariableReference:
        return None
    if any(type(each.key) is not resolver.Identifier for each in node.variants):
        return None
    choices = {each.key.name: parts_of(each.value) for each in node.variants}
    default = next(parts_of(each.value) for each in node.variants if each.default)
    return None if None in choices.values() else [(node.selector.id.name, choices, default)]


def text_of(parts: _Parts, given: Mapping[str, Any]) -> str | None:
    """Return a message in words; ``None`` if an argument is no text, or longer than Fluent allows."""
    said = []
    for part in parts:
        if isinstance(part, str):
            said.append(part)
            continue
        name, choices, default = part
        value = given.get(name)
        if type(value) is str and choices is not None:
            value = text_of(choices.get(value, default), given)
        if type(value) is not str or len(value) > _MAX:
            return None
        said.append(value)
    return "".join(said)
