"""Quick formatting of messages whose arguments are texts, as Fluent's own resolver does it. A page of the
board has some seventy of them. Whatever else a message has is left to that resolver.
"""

from collections.abc import Mapping
from typing import Any

from fluent.runtime import resolver

_PLACED = (resolver.Placeable, resolver.NeverIsolatingPlaceable)  # alike, since no bundle isolates


def quick_text(node: Any, given: Mapping[str, Any]) -> str | None:
    """Return what a node of a parsed message says; ``None`` if that takes more than words, texts and choices
    between texts, or is longer than Fluent allows."""
    kind, said = type(node), None
    if kind is resolver.TextElement:
        return str(node.value)
    if kind is resolver.Pattern:
        parts = [quick_text(element, given) for element in node.elements]
        return None if None in parts else "".join(parts)  # type: ignore[arg-type]
    if kind is resolver.VariableReference:
        said = given.get(node.id.name)
    elif kind in _PLACED:
        said = quick_text(node.expression, given)
    elif kind is resolver.SelectExpression and type(node.selector) is resolver.VariableReference:
        chosen = given.get(node.selector.id.name)
        keys = [variant.key for variant in node.variants]
        if type(chosen) is str and all(type(key) is resolver.Identifier for key in keys):
            wanted = (each for each in node.variants if each.key.name == chosen)
            found = next(wanted, None) or next(each for each in node.variants if each.default)
            return quick_text(found.value, given)
    return said if type(said) is str and len(said) <= resolver.MAX_PART_LENGTH else None
