"""Published folder: replaced as a whole, so that readers see the old site or the new one, never a mixture.

The folder that a web server shows is a symbolic link to a numbered one beside it, ``SITE.versions/12``. A new
one is filled, with hard links to the files that did not change, and then the link is replaced, which is one
step of the file system. The version before stays for readers who are in the middle of it.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.common.files import folder_lock, sync_folder, temporary_path
from bot.errors import SentenceError

_STATE = "state.json"


class FolderError(SentenceError):
    """The folder cannot be published to."""


class Version:
    """A new version of the folder, under construction. ``stamps`` are those of its files by path."""

    def __init__(self, folder: Path, before: Path | None, known: Mapping[str, str]) -> None:
        self.folder = folder
        self.stamps: dict[str, str] = {}
        self.written = 0
        self._before = before
        self._known = known
        self._folders: set[Path] = set()

    def keep(self, path: str, stamp: str) -> bool:
        """Take a file from the version before, if it was written for the same stamp; return whether it
        was."""
        if self._before is None or self._known.get(path) != stamp:
            return False
        try:
            os.link(self._before / path, self._place(path))
        except OSError:  # it is not there any more, or the file system has no hard links
            return False
        self.stamps[path] = stamp
        return True

    def write(self, path: str, content: bytes, stamp: str = "") -> None:
        """Write a file."""
        self._free(path).write_bytes(content)
        self.stamps[path] = stamp
        self.written += 1

    def head(self, path: str, length: int) -> bytes:
        """Return the first bytes of a file of this version."""
        with (self.folder / path).open("rb") as file:
            return file.read(length)

    @contextmanager
    def stream(self, path: str, stamp: str = "") -> Iterator[IO[bytes]]:
        """Write a file part by part."""
        with self._free(path).open("wb") as file:
            yield file
        self.stamps[path] = stamp
        self.written += 1

    def _free(self, path: str) -> Path:
        """Return the place for a file, free: one that was kept shares its content with the published one."""
        place = self._place(path)
        place.unlink(missing_ok=True)
        return place

    def _place(self, path: str) -> Path:
        place = self.folder / path
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(place.parent)
        return place


@contextmanager
def new_version(site: Path) -> Iterator[Version]:
    """Open a new version of the folder ``site``, which becomes the published one if the block ends without
    an error. One process at a time; another one waits. Raises ``FolderError``, ``OSError``."""
    versions = site.with_name(f"{site.name}.versions")
    if site.exists() and not site.is_symlink():
        if not site.is_dir() or any(site.iterdir()):
            raise FolderError("terminal-board-not-a-site", site=site)
        site.rmdir()
    versions.mkdir(parents=True, exist_ok=True)
    with folder_lock(versions), _next(site, versions) as version:
        yield version


@contextmanager
def _next(site: Path, versions: Path) -> Iterator[Version]:
    numbers = [int(each.name) for each in versions.iterdir() if each.name.isdigit()]
    current = _current(site)
    for number in numbers:  # of publishings that were killed
        if current is None or number > int(current.name):
            shutil.rmtree(versions / str(number))
    folder = versions / str(max([0, *numbers]) + 1)
    folder.mkdir()
    version = Version(folder, current, _stamps(versions, current))
    try:
        yield version
        os.sync()
        _write_state(versions, folder.name, version.stamps)
        half = temporary_path(site)
        half.symlink_to(Path(versions.name) / folder.name)
        half.replace(site)
        sync_folder(site.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for number in numbers:
        if current is not None and number < int(current.name):
            shutil.rmtree(versions / str(number), ignore_errors=True)


def _current(site: Path) -> Path | None:
    """Return the folder that is published now."""
    if not site.is_symlink():
        return None
    target = site.parent / site.readlink()
    return target if target.is_dir() and target.name.isdigit() else None


def _stamps(versions: Path, current: Path | None) -> Mapping[str, str]:
    """Return the stamps of the published files; none if they are of another version, or cannot be read, so
    that everything is written anew."""
    try:
        state = json.loads((versions / _STATE).read_bytes())
    except (OSError, ValueError):
        return {}
    stamps = state.get("stamps") if isinstance(state, dict) else None
    if current is None or not isinstance(stamps, dict) or state.get("version") != current.name:
        return {}
    return stamps


def _write_state(versions: Path, name: str, stamps: Mapping[str, str]) -> None:
    half = temporary_path(versions / _STATE)
    half.write_text(json.dumps({"version": name, "stamps": stamps}), encoding="utf-8")
    half.replace(versions / _STATE)
