"""The names of commands in texts."""

import re

import pytest

from bot.texts.catalogue import sources

pytestmark = pytest.mark.unit

LANGUAGES = sorted(sources())


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_texts_name_commands_in_the_language_of_the_reader(spoken: str) -> None:
    """A command that a language gives no name, as those of organisers, goes by its English one."""
    catalogue = sources()[spoken]
    paths = paths_of(catalogue)
    named = re.findall(r"`/([\w-]+(?: [\w-]+)*)[ `]", without_comments(catalogue))
    assert named
    assert [name for name in named if name not in paths] == []


def without_comments(catalogue: str) -> str:
    return "\n".join(line for line in catalogue.splitlines() if not line.startswith("#"))


def paths_of(catalogue: str) -> set[str]:
    """Return the full names of all commands, as a client in the catalogue's language shows them."""
    every = re.findall(r"^command-([a-z-]+) =", sources()["fr"], re.MULTILINE)
    names = dict(re.findall(r"^command-([a-z-]+) = (.+)$", catalogue, re.MULTILINE))
    found = set()
    for name in every:
        if "-option-" not in name:
            parts = name.split("-")
            stems = ["-".join(parts[: end + 1]) for end in range(len(parts))]
            found.add(" ".join(names.get(stem, part) for stem, part in zip(stems, parts, strict=True)))
    return found
