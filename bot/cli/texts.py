"""``tocsin texts``: for translators."""

from typing import Annotated

import typer

from bot.cli.shared import fail, show
from bot.errors import Sentence

texts = typer.Typer(help="The texts in each language.", no_args_is_help=True)


@texts.command()
def check(
    lang: Annotated[str | None, typer.Argument(help="One language, such as de; all of them without.")] = None,
) -> None:
    """Compare a language with English: missing, superfluous, other variables, too long, still English."""
    from bot.admin.texts_check import fallbacks, texts_check
    from bot.texts.catalogue import catalogue_files

    languages = sorted(catalogue_files()) if lang is None else [lang]
    faults = 0
    for language in languages:
        found = list(texts_check(language))
        faults += len(found)
        show(*found)
        if not found:
            english = fallbacks(language)
            id = "terminal-texts-partly" if english else "terminal-texts-good"
            show(Sentence(id, language=language, count=english))
    if faults:
        fail(Sentence("terminal-texts-faults", count=faults))
