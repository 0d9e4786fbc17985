"""Answers of sources: their rows, and what of an answer is stored for each. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.contracts.model import Answer
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.values import bad

MAX_WHOLE_ANSWER_SIZE = 1024 * 1024  # bytes of an answer that is stored whole for each record in it


def rows_with_id(
    rows: Sequence[Any], is_named: Callable[[Mapping[str, Any]], bool], key: str
) -> tuple[list[Mapping[str, Any]], list[SourceError]]:
    """Return the rows of a list that have an id, and an error for each that has none.

    If several rows have none and no row has one, the list is not what was asked for:
    ``SourceError(SourceErrorKind.BAD_ANSWER)``.
    """
    found: list[Mapping[str, Any]] = []
    faults: list[SourceError] = []
    for row in rows:
        if isinstance(row, dict) and is_named(row):
            found.append(row)
        else:
            faults.append(bad(f"a row without {key}", row))
    if len(faults) > 1 and not found:
        raise bad(f"{len(faults)} rows, all without {key}", rows[0])
    return found, faults


def kept_answer(answer: Answer, row: Any) -> Answer:
    """Return the answer to store for a row: the answer as it was read, or the row alone if the answer is
    long, because most of it is then of other records."""
    return answer if len(answer.content) <= MAX_WHOLE_ANSWER_SIZE else row_answer(answer, row)


def row_answer(answer: Answer, row: Any) -> Answer:
    """Return the answer with its content replaced by a row, or by a part of one."""
    return replace(answer, content=canonical_bytes(row))


def rows_in(said: Any, key: str) -> list[Mapping[str, Any]]:
    """Return the objects in the list that an answer has under a key; none if there is no such list."""
    rows = said.get(key) if isinstance(said, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
