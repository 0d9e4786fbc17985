"""The names of commands in texts."""

import re

import pytest

from bot.texts.catalogue import sources

pytestmark = pytest.mark.unit


def test_texts_name_commands_in_the_language_of_the_reader(language: str) -> None:
    catalogue = sources()[language]
    paths = french_paths(catalogue) if language == "fr" else english_paths(sources()["fr"])
    named = re.findall(r"`/([\w-]+(?: [\w-]+)*)[ `]", without_comments(catalogue))
    assert named
    assert [name for name in named if name not in paths] == []


def without_comments(catalogue: str) -> str:
    return "\n".join(line for line in catalogue.splitlines() if not line.startswith("#"))


def command_ids(catalogue: str) -> list[str]:
    return [
        name
        for name in re.findall(r"^command-([a-z-]+) =", catalogue, re.MULTILINE)
        if "-option-" not in name
    ]


def english_paths(catalogue: str) -> set[str]:
    return {name.replace("-", " ") for name in command_ids(catalogue)}


def french_paths(catalogue: str) -> set[str]:
    names = dict(re.findall(r"^command-([a-z-]+) = (.+)$", catalogue, re.MULTILINE))
    found = set()
    for name in command_ids(catalogue):
        parts = name.split("-")
        found.add(" ".join(names["-".join(parts[: end + 1])] for end in range(len(parts))))
    return found
