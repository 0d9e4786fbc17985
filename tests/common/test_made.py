"""Dataclasses made of rows: what is given wins, then the row, then a default."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from bot.common.made import made_of

pytestmark = pytest.mark.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with a field of each kind."""

    number: int
    title: str
    marks: tuple[str, ...] = ("none",)


def test_each_field_is_what_is_given_or_of_the_row_or_a_default() -> None:
    row = SimpleNamespace(number=7, title="of the row", other="not a field")
    assert made_of(Line, row) == Line(number=7, title="of the row", marks=("none",))
    row.marks = ("of the row",)
    assert made_of(Line, row, title="given").marks == ("of the row",)
    assert made_of(Line, row, title="given", marks=()) == Line(number=7, title="given", marks=())


def test_a_field_that_is_nowhere_and_a_name_that_is_no_field_are_errors() -> None:
    with pytest.raises(AttributeError, match="title"):
        made_of(Line, SimpleNamespace(number=7))
    with pytest.raises(TypeError, match="colour"):
        made_of(Line, SimpleNamespace(number=7, title="x"), colour="red")
