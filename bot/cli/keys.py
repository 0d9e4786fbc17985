"""``tocsin keys``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import do, fail, settings_or_fail

keys = typer.Typer(help="Keys: list, back up, restore, replace, destroy.", no_args_is_help=True)


@keys.command(name="list")
def list_keys() -> None:
    """List the keys: purpose, fingerprint, date, state, and when a demand's key ends."""
    from bot.admin.keys import list_keys as tell

    for line in do(tell(settings_or_fail())):
        print(line)


@keys.command(name="backup")
def backup_keys(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Back up all keys into one file, encrypted with a passphrase that it asks for."""
    from bot.admin.keys import backup_keys as write

    settings = settings_or_fail()
    passphrase = typer.prompt(
        "Passphrase (twelve characters or more)", hide_input=True, confirmation_prompt=True
    )
    if len(passphrase) < 12:
        fail(
            "The passphrase is too short: use twelve characters or more, for example four words. Nothing "
            "was written."
        )
    print(do(write(settings, file, passphrase)))


@keys.command(name="restore")
def restore_keys(file: Annotated[Path, typer.Argument(help="A file that tocsin keys backup made.")]) -> None:
    """Restore the missing keys. Keys that exist are not changed."""
    from bot.admin.keys import restore_keys as put_back

    settings = settings_or_fail()
    for line in do(put_back(settings, file, typer.prompt("Passphrase", hide_input=True))):
        print(line)


@keys.command()
def pair(file: Annotated[Path, typer.Argument(help="A new file for the private key.")]) -> None:
    """Make a key pair for encrypted backups, on a machine other than the bot's. Prints the public key."""
    from bot.admin.age import make_pair

    try:
        public = make_pair(file)
    except FileExistsError:
        fail(f"{file} exists already and was not changed: name a new file.")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")
    print(public)
    print(
        f"The private key is in {file} and nowhere else: keep it off the bot's machine, and a copy in "
        f"another place. On the bot's machine: tocsin backup FILE --to {public}",
        file=sys.stderr,
    )


@keys.command()
def rotate(name: Annotated[str, typer.Argument(help="audit or signing.")]) -> None:
    """Replace a key: the audit's, or the one that signs exports. What the old one signed stays valid."""
    from bot.admin.keys import rotate_key

    print(do(rotate_key(settings_or_fail(), name)))


@keys.command()
def destroy(
    name: Annotated[str, typer.Argument(help="A demand's key, as tocsin keys list names it.")],
) -> None:
    """Destroy a closed demand's key for good: its signatures can no longer be linked to anyone."""
    from bot.admin.keys import destroy_key, slug_of

    settings = settings_or_fail()
    slug = do(slug_of(settings, name))
    print(f"This makes the signatures of {slug} anonymous for good. The published counts stay.")
    if typer.prompt(f"Type {slug} to confirm") != slug:
        fail("This is not {slug}. Nothing was changed.")
    print(do(destroy_key(settings, name)))
