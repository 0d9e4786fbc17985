"""``tocsin backup`` and ``tocsin restore``."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import do, settings_or_fail, show


def backup(
    file: Annotated[Path, typer.Argument(help="A new file.")],
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", help="Encrypt to this public key of tocsin keys pair. Can be given several times."
        ),
    ] = None,
) -> None:
    """Back up the whole database into one file, without keys, and read it back. The bot may be running."""
    from bot.admin.backup import back_up

    show(do(back_up(settings_or_fail(), file, to or [])))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that tocsin backup wrote.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="The file with the private key, for an encrypted backup.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only check whether it is whole, and which keys it needs.")
    ] = False,
) -> None:
    """Restore a backup into an empty database, all or nothing. An older one is brought up to date."""
    from bot.admin.backup import look_at, restore

    show(*do(look_at(file, key) if check else restore(settings_or_fail(), file, key)))
