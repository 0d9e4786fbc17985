"""Options that several terminal commands have, and what the help says of flags."""

from typing import Annotated, Any

import typer
from typer.core import TyperOption

from bot.cli.shared import MAX_ID, said
from bot.errors import Sentence
from bot.texts.catalogue import own_names


def possible_id(value: int | None) -> int | None:
    """Check that a database can hold an id; Discord's are smaller. As a range of the option's type, the help
    would write the limit out."""
    if value is not None and not 1 <= value <= MAX_ID:
        raise typer.BadParameter(said(Sentence("terminal-not-a-server")))
    return value


ServerOption = Annotated[
    int | None,
    typer.Option(
        "--server",
        callback=possible_id,
        help="The Discord server's id; not needed if only one is known.",
    ),
]


def known_language(value: str | None) -> str | None:
    """Check that a language has catalogues; what it lacks is in English."""
    if value is not None and value not in own_names():
        choices = Sentence("terminal-choose", list=", ".join(own_names()))
        raise typer.BadParameter(said(choices))
    return value


_display_type = TyperOption.display_type_rich


def _type_shown(option: TyperOption, ctx: Any) -> str | None:
    """Return an option's type for the help; nothing for a flag, for which typer would write ``<bool>``."""
    return "" if option.is_flag else _display_type(option, ctx)


setattr(TyperOption, "display_type_rich", _type_shown)  # noqa: B010  (or mypy objects)
