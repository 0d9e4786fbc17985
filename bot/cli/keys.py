"""``tocsin keys``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import do, fail, said, settings_or_fail, show
from bot.errors import Sentence

keys = typer.Typer(help="Keys: list, back up, restore, replace, destroy.", no_args_is_help=True)


@keys.command(name="list")
def list_keys() -> None:
    """List the keys: purpose, fingerprint, date, state, and when a demand's key ends."""
    from bot.cli.admin.keys import list_keys as tell

    show(*do(tell(settings_or_fail())))


@keys.command(name="backup")
def backup_keys(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Back up all keys into one file, encrypted with a passphrase that it asks for."""
    from bot.cli.admin.keys import backup_keys as write

    settings = settings_or_fail()
    passphrase = typer.prompt(
        said(Sentence("terminal-ask-new-passphrase")), hide_input=True, confirmation_prompt=True
    )
    if len(passphrase) < 12:
        fail(Sentence("terminal-passphrase-too-short"))
    show(do(write(settings, file, passphrase)))


@keys.command(name="restore")
def restore_keys(file: Annotated[Path, typer.Argument(help="A file that tocsin keys backup made.")]) -> None:
    """Restore the missing keys. Keys that exist are not changed."""
    from bot.cli.admin.keys import restore_keys as put_back

    settings = settings_or_fail()
    passphrase = typer.prompt(said(Sentence("terminal-ask-passphrase")), hide_input=True)
    show(*do(put_back(settings, file, passphrase)))


@keys.command()
def pair(file: Annotated[Path, typer.Argument(help="A new file for the private key.")]) -> None:
    """Make a key pair for encrypted backups, on a machine other than the bot's. Prints the public key."""
    from bot.cli.admin.age import make_pair

    try:
        public = make_pair(file)
    except FileExistsError:
        fail(Sentence("terminal-exists", file=file))
    except OSError as error:
        fail(Sentence("terminal-unwritable", file=file, reason=error.strerror))
    print(public)
    print(said(Sentence("terminal-keys-pair", file=file, public=public)), file=sys.stderr)


@keys.command()
def rotate(name: Annotated[str, typer.Argument(help="audit or signing.")]) -> None:
    """Replace a key: the audit's, or the one that signs exports. What the old one signed stays valid."""
    from bot.cli.admin.keys import rotate_key

    show(do(rotate_key(settings_or_fail(), name)))


@keys.command()
def destroy(
    name: Annotated[str, typer.Argument(help="A demand's key, as tocsin keys list names it.")],
) -> None:
    """Destroy a closed demand's key for good: its signatures can no longer be linked to anyone."""
    from bot.cli.admin.keys import destroy_key, slug_of

    settings = settings_or_fail()
    slug = do(slug_of(settings, name))
    show(Sentence("terminal-keys-destroy", slug=slug))
    if typer.prompt(said(Sentence("terminal-ask-slug", slug=slug))) != slug:
        fail(Sentence("terminal-not-the-slug", slug=slug))
    show(do(destroy_key(settings, name)))
