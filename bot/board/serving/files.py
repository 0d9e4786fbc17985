"""Files of a published folder for its server: found by their address, and small ones kept in memory.

A file is found in the version that is published at that moment, and is sent whole from it. Its tag is a hash
of its content: unlike the date of a file, that tells nothing of when it was made, and it is the same wherever
the folder is served.
"""

import asyncio
import errno
import gzip
import hashlib
import html
import os
import re
import stat
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".index": "application/octet-stream",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".png": "image/png",
    ".py": "text/plain; charset=utf-8",
    ".sig": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""Content types by the endings of names; nothing else is served."""

SMALL = 256 * 1024
"""Bytes of a file that is kept in memory."""

_JSON_FEED = "application/feed+json; charset=utf-8"
_PATH = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?")
"""The addresses of the board. So nothing is decoded, and no name begins with a dot or is empty."""

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([ -!#-~]{1,1000})">')
_MAX_KEPT = 32 * 1024 * 1024  # bytes in memory
_ENTRY_SIZE = 2048  # bytes that a file takes beside its content
_MIN_PACKED = 1000  # bytes worth compressing
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG}


class NoBoard(Exception):
    """Nothing is published there, or it cannot be read."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The address of a folder without its slash at the end; ``place`` is where it is, seen from there."""

    place: str


@dataclass(frozen=True, slots=True)
class File:
    """A file. ``body`` is ``None`` for a large one; ``packed`` is the body compressed by gzip, if that is
    worth it; ``policy`` is the Content-Security-Policy that the page states."""

    path: str
    version: tuple[int, ...]
    content_type: str
    size: int
    tag: str
    policy: str
    body: bytes | None
    packed: bytes | None


class SiteFiles:
    """Files of the folder ``site``, a link to the published version or a plain folder."""

    def __init__(self, site: Path) -> None:
        self._site = os.fspath(site.absolute())
        self._kept: OrderedDict[str, File] = OrderedDict()
        self._size = 0
        self._looking: dict[str, asyncio.Future[File | Folder | None]] = {}

    async def find(self, address: str) -> File | Folder | None:
        """Return what is at the address, as it stands in the request; ``None`` if nothing is. Raises
        ``NoBoard``."""
        if _PATH.fullmatch(address) is None:
            return None
        path = address[1:] + ("index.html" if address.endswith("/") else "")
        root = self._root()
        while True:
            try:
                if (kept := self._unchanged(f"{root}/{path}")) is not None:
                    return kept
                found = await self._looked(root, path)
            except OSError as error:
                before, root = root, self._root()
                if root != before:  # it was replaced meanwhile, and the version is gone
                    continue
                if error.errno in _NOT_THERE and await asyncio.to_thread(os.path.isdir, root):
                    return None
                raise NoBoard from error
            return found

    async def _looked(self, root: str, path: str) -> File | Folder | None:
        """Return what ``_look`` finds, which is asked once for all who wait for the same: it reads all of a
        large file."""
        looking = self._looking.get(f"{root}/{path}")
        if looking is None:
            looking = asyncio.ensure_future(asyncio.to_thread(_look, root, path))
            self._looking[f"{root}/{path}"] = looking
            looking.add_done_callback(partial(self._has_looked, f"{root}/{path}"))
        return await asyncio.shield(looking)

    def _has_looked(self, place: str, looking: "asyncio.Future[File | Folder | None]") -> None:
        del self._looking[place]
        found = None if looking.cancelled() or looking.exception() else looking.result()
        if isinstance(found, File):
            self._keep(found)

    def _unchanged(self, place: str) -> File | None:
        """Return a file that is in memory, if it is the same on the disk."""
        kept = self._kept.get(place)
        if kept is None or _version(os.stat(place)) != kept.version:
            return None
        self._kept.move_to_end(place)
        return kept

    def _keep(self, file: File) -> None:
        before = self._kept.pop(file.path, None)
        self._size += _size(file) - (0 if before is None else _size(before))
        self._kept[file.path] = file
        while self._size > _MAX_KEPT:
            self._size -= _size(self._kept.popitem(last=False)[1])

    def _root(self) -> str:
        """Return the folder of the version that is published now."""
        try:
            return os.path.join(os.path.dirname(self._site), os.readlink(self._site))
        except OSError:
            return self._site


def open_file(path: str, version: tuple[int, ...] | None = None) -> IO[bytes]:
    """Open a regular file that is no link, in this version if one is given. Raises ``OSError``."""
    file = open(os.open(path, _READ), "rb")  # noqa: SIM115
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode) or version not in (None, _version(found)):
        file.close()
        raise OSError(errno.ENOENT, "not that file")
    return file


def _look(root: str, path: str) -> File | Folder | None:
    """Read what is there. Raises ``OSError``, also for a file that is reached by a link."""
    place = f"{root}/{path}"
    content_type = _JSON_FEED if path.endswith("/feed.json") else TYPES.get(os.path.splitext(path)[1])
    if content_type is None:
        return Folder(f"{path.rpartition('/')[2]}/") if os.path.isfile(f"{place}/index.html") else None
    if os.path.realpath(place) != os.path.join(os.path.realpath(root), *path.split("/")):
        raise OSError(errno.ENOENT, "reached by a link")
    with open_file(place) as opened:
        version = _version(os.fstat(opened.fileno()))
        start = opened.read(SMALL + 1)
        digest = hashlib.sha256(start)
        small = len(start) <= SMALL
        while not small and (more := opened.read(SMALL)):
            digest.update(more)
    packs = small and len(start) >= _MIN_PACKED and content_type != TYPES[".png"]
    return File(
        path=place,
        version=version,
        content_type=content_type,
        size=version[0],
        tag=digest.hexdigest()[:32],
        policy=_policy(start) if content_type == TYPES[".html"] else "default-src 'none'",
        body=start if small else None,
        packed=gzip.compress(start, 6, mtime=0) if packs else None,
    )


def _policy(page: bytes) -> str:
    """Return the policy that a page states, which names the hash of its script if it has one."""
    found = _META.search(page, 0, 4096)
    return "default-src 'none'" if found is None else html.unescape(found[1].decode())


def _version(found: os.stat_result) -> tuple[int, ...]:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _size(file: File) -> int:
    return _ENTRY_SIZE + len(file.body or b"") + len(file.packed or b"")
