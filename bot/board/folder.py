"""Published folder: replaced as a whole, so that readers see the old site or the new one, never a mixture.

The folder that a web server shows is a symbolic link to a numbered one beside it, ``SITE.versions/12``. A new
one is filled, with hard links to the files that did not change, and then the link is replaced, which is one
step of the file system. The version before stays for readers who are in the middle of it, but for the boards
that were taken down. ``12.jsonl`` has the stamps of its files, with inode, size and time of each: one that
somebody else changed is written anew. A process that is killed leaves a version that nobody reads, which the
next one deletes.
"""

import asyncio
import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import IO, TypeVar

from bot.common.files import sync_folder, temporary_path
from bot.errors import SentenceError
from bot.exports.bundle import Checksum

_MARK = "tocsin-board"
"""Empty file in the folder of the versions. One without it is somebody else's."""

_POLL_S = 0.1
_A_LINE = 500  # files in a line with their stamps: all of them at once would hold up the event loop

_Known = tuple[str, str]  # stamp and state of a file
_UNKNOWN: _Known = "", ""  # of a file that is always written

T = TypeVar("T")


class FolderError(SentenceError):
    """The folder cannot be published to."""


class FolderBusy(FolderError):
    """Another process is publishing to the folder, or carrying it away."""


class Version:
    """A new version of the folder, under construction. ``files`` maps each path to the file's stamp and
    state; an unchanged state shows that a stamped file is as it was written."""

    def __init__(self, folder: Path, before: Path | None, known: Mapping[str, _Known]) -> None:
        self.folder = folder
        self.files: dict[str, _Known] = {}
        self.written = 0
        self._before = before
        self._known = known
        self._folders = {""}

    def published(self, path: str) -> Path | None:
        """Return the path of a file or folder in the version before; ``None`` if it is not there."""
        found = None if self._before is None else self._before / path
        return found if found is not None and found.exists() else None

    def page(self, path: str, stamp: str, render: Callable[[], str | bytes]) -> None:
        """Keep a file from the version before, or else render and write it."""
        if not self.keep(path, stamp):
            self.write(path, render(), stamp)

    def keep(self, path: str, stamp: str) -> bool:
        """Keep a file from the version before, if it was written for the same stamp, and nobody changed it
        since; return whether that was so."""
        known = self._known.get(path, _UNKNOWN)
        if known == _UNKNOWN or known != (stamp, _state(f"{self._before}/{path}")):
            return False
        self._link(path, stamp)
        return True

    def keep_folder(self, name: str) -> None:
        """Keep a whole folder from the version before, as it is, in place of all that was written there. The
        next version does not keep its files by their stamps. Blocking."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        inside = f"{name}/"
        self.files = {path: known for path, known in self.files.items() if not path.startswith(inside)}
        self._folders = {each for each in self._folders if not f"{each}/".startswith(inside)}
        if (before := self._before) is None:
            return
        for each in sorted((before / name).rglob("*")):
            if each.is_file():
                self._link(each.relative_to(before).as_posix(), "")

    def write(self, path: str, content: str | bytes, stamp: str = "") -> None:
        """Write a file, text as UTF-8."""
        with self.stream(path, stamp) as file:
            file.write(content.encode() if isinstance(content, str) else content)

    @contextmanager
    def stream(self, path: str, stamp: str = "") -> Iterator[IO[bytes]]:
        """Write a file part by part. The one in the version before is kept in its place if they are the
        same."""
        place = self._place(path)
        with open(place, "xb") as file:  # never the published one, of which it may be another name
            _let_read(file.fileno(), 0o644)
            yield file
        before = self.published(path)
        if before is not None and filecmp.cmp(before, place, shallow=False):
            os.unlink(place)
            self._link(path, stamp)
        else:
            self._note(path, stamp)
            self.written += 1

    def head(self, path: str, length: int) -> bytes:
        """Return the first bytes of a file of this version."""
        with (self.folder / path).open("rb") as file:
            return file.read(length)

    def checksum(self, path: str) -> Checksum:
        """Return the checksum of a file that was kept or written, however large. Blocking."""
        with (self.folder / path).open("rb") as file:
            return Checksum(hashlib.file_digest(file, "sha256").hexdigest(), os.stat(file.fileno()).st_size)

    def _link(self, path: str, stamp: str) -> None:
        """Make a file another name of that in the version before, or a copy where there are no hard links."""
        source, place = f"{self._before}/{path}", self._place(path)
        try:
            os.link(source, place)
        except OSError:
            shutil.copy2(source, place)
        self._note(path, stamp)

    def _note(self, path: str, stamp: str) -> None:
        self.files[path] = (stamp, _state(f"{self.folder}/{path}")) if stamp else _UNKNOWN

    def _place(self, path: str) -> str:
        """Return the place for a file, in a folder that is there."""
        self._make(path.rpartition("/")[0])
        return f"{self.folder}/{path}"

    def _make(self, folder: str) -> None:
        """Create a folder of the version, with those that it is in."""
        if folder not in self._folders:
            self._make(folder.rpartition("/")[0])
            _make_folder(self.folder / folder)
            self._folders.add(folder)


@asynccontextmanager
async def new_version(
    site: Path, *, wait: float = 0.0, check: Callable[[], Awaitable[None]] | None = None
) -> AsyncIterator[Version]:
    """Open a new version of the folder ``site``, which becomes the published one if the block ends without
    an error. ``wait``: seconds for another process that publishes there; ``check`` raises if this process may
    publish no more, and is asked last. Raises ``FolderError``, ``OSError``."""
    async with turn(site, wait=wait):
        folder = _Folder(site)
        version = await _in_thread(folder.begin)
        try:
            yield version
            await _in_thread(folder.store, version)
            if check is not None:
                await check()
            await _in_thread(folder.show, version)
        except BaseException:
            await _in_thread(folder.drop, version)
            raise
        await _in_thread(folder.clear, version)


async def _in_thread(call: Callable[..., T], *arguments: object) -> T:
    """Run a step in a thread, and to its end even if the caller is cancelled: the next would overtake it."""
    step = asyncio.ensure_future(asyncio.to_thread(call, *arguments))
    try:
        return await asyncio.shield(step)
    except asyncio.CancelledError:
        await asyncio.wait({step})
        raise


@asynccontextmanager
async def turn(site: Path, *, wait: float = 0.0) -> AsyncIterator[None]:
    """Keep other processes of this machine from publishing to a folder during the block. Raises
    ``FolderError``, ``OSError``."""
    versions = versions_of(site)
    check_folder(site)
    if not (versions / _MARK).exists():
        if not versions.parent.exists():  # a file there is told as one by the next line
            versions.parent.mkdir(parents=True, exist_ok=True)
        _make_folder(versions)
        (versions / _MARK).touch()
    until = monotonic() + wait
    descriptor = os.open(versions, os.O_RDONLY) if os.name == "posix" else None
    try:
        while descriptor is not None and not _take(descriptor):
            if monotonic() >= until:
                raise FolderBusy("terminal-board-busy", site=site)
            await asyncio.sleep(_POLL_S)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def check_folder(site: Path) -> None:
    """Refuse a folder that holds anything but published sites, and one whose versions would be among
    somebody else's files. Raises ``FolderError``, ``OSError``."""
    versions = versions_of(site)
    if site.is_symlink():
        mine = site.readlink().parent == Path(versions.name)
    else:
        mine = not site.exists() or (site.is_dir() and not any(site.iterdir()))
    if not mine:
        raise FolderError("terminal-board-not-a-site", site=site)
    if versions.exists() and not (versions / _MARK).exists() and any(versions.iterdir()):
        raise FolderError("terminal-board-not-a-site", site=versions)


def versions_of(site: Path) -> Path:
    """Return the folder of a site's versions, beside it."""
    site = Path(os.path.abspath(site))
    if not site.name:
        raise FolderError("terminal-board-not-a-site", site=site)
    return site.with_name(f"{site.name}.versions")


def lock_of(site: Path) -> Path:
    """Return the file that what carries the folder away keeps locked. It is there after a publishing."""
    return versions_of(site) / _MARK


def current_version(site: Path) -> Path | None:
    """Return the folder that is published now."""
    versions = versions_of(site)
    if not site.is_symlink() or site.readlink().parent != Path(versions.name):
        return None
    target = versions / site.readlink().name
    return target if target.is_dir() and target.name.isdecimal() else None


def _take(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class _Folder:
    """Steps of a publishing to one folder, all blocking, by the process whose turn it is."""

    def __init__(self, site: Path) -> None:
        self._site = Path(os.path.abspath(site))
        self._versions = versions_of(site)
        self._before = current_version(site)

    def begin(self) -> Version:
        """Delete what killed publishings left, and begin a version."""
        before = 0 if self._before is None else int(self._before.name)
        self._delete(lambda number: number is None or number > before)
        folder = self._versions / str(before + 1)
        _make_folder(folder)
        return Version(folder, self._before, self._stamps())

    def store(self, version: Version) -> None:
        """Write everything to the disk."""
        files = iter(version.files.items())
        with version.folder.with_suffix(".jsonl").open("w", encoding="utf-8") as file:
            while part := dict(islice(files, _A_LINE)):
                file.write(f"{json.dumps(part)}\n")
        if hasattr(os, "sync"):
            os.sync()

    def show(self, version: Version) -> None:
        """Replace the link."""
        if self._site.is_dir() and not self._site.is_symlink():
            self._site.rmdir()  # an empty one
        half = temporary_path(self._versions / "link")
        half.symlink_to(Path(self._versions.name) / version.folder.name)
        half.replace(self._site)
        sync_folder(self._site.parent)

    def drop(self, version: Version) -> None:
        """Delete a version that could not be finished, unless it is published after all."""
        if current_version(self._site) != version.folder:
            shutil.rmtree(version.folder, ignore_errors=True)
            version.folder.with_suffix(".jsonl").unlink(missing_ok=True)

    def clear(self, version: Version) -> None:
        """Delete all but the new version and the one before, and from that what was taken down."""
        kept = {int(each.name) for each in (version.folder, self._before) if each is not None}
        self._delete(lambda number: number not in kept)
        here = {path.partition("/")[0] for path in version.files}
        for each in () if self._before is None else list(self._before.iterdir()):
            if each.name not in here:
                _remove(each)

    def _delete(self, wanted: Callable[[int | None], bool]) -> None:
        """Delete versions by their number. ``None`` is that of a half-made file."""
        for each in self._versions.iterdir():
            name = each.name.removesuffix(".jsonl")
            number = int(name) if name.isdecimal() else None
            if each.name != _MARK and wanted(number):
                _remove(each)

    def _stamps(self) -> Mapping[str, _Known]:
        """Return stamp and state of the published files; none if they cannot be read, so that everything is
        written anew."""
        if self._before is None:
            return {}
        try:
            with self._before.with_suffix(".jsonl").open(encoding="utf-8") as file:
                files = (each for line in file for each in json.loads(line).items())
                return {path: (stamp, state) for path, (stamp, state) in files}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def _state(path: str) -> str:
    """Return inode, size and time of a file; empty if it cannot be read."""
    try:
        found = os.lstat(path)
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _make_folder(folder: Path) -> None:
    """Create a folder that others may read."""
    folder.mkdir(exist_ok=True)
    _let_read(folder, 0o755)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _let_read(path: Path | int, mode: int) -> None:
    """Let a web server of another user read it, whatever the umask of the bot's own files."""
    if os.name == "posix":
        os.chmod(path, mode)
