"""Key folder: files that only one user can read, written atomically and deleted securely.

Unlinking alone leaves the content on the disk until something else is written there, and readable by any
process that has the file open. So it is overwritten and synced before the name is removed: with zeros, since
a key of zeros is known to be invalid, in case the machine stops between the two. Older copies kept by a file
system or a disk are out of reach: docs/running.md.
"""

import asyncio
import hashlib
import hmac
import logging
import os
import re
import secrets
import shlex
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, TypeVar

from bot.common.clock import seconds_awake_or_not
from bot.common.files import folder_lock, replace_file, sync_folder, temporary_path, write_new
from bot.errors import NotStored, RoleLost, Sentence, SentenceError

log = logging.getLogger(__name__)

T = TypeVar("T")

KEY_BYTES = 32
MAX_THREADS = 4
ANSWER_TIMEOUT_S = 10.0
ASIDE = "lost-"
"""Prefix of files that were set aside."""
_FORGOTTEN = "forgotten-"
_TERM = "term"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeysError(SentenceError):
    """The keys cannot be used. ``code`` identifies the error.

    ``folder-open``, ``folder-missing``, ``not-a-folder``, ``key-open``, ``key-missing``, ``key-damaged``,
    ``key-foreign``, ``unreadable``, ``unwritable``.
    """

    def __init__(self, code: str, said: str | Sentence, /, **arguments: Any) -> None:
        super().__init__(said, **arguments)
        self.code = code


def fingerprint(key: bytes) -> str:
    """Return a key's fingerprint, which is stored in the database: its SHA-256 in hexadecimal."""
    return hashlib.sha256(key).hexdigest()


class KeyFolder:
    """Files of one folder. Every method that is no coroutine blocks: call it through ``in_time``, or through
    ``in_thread`` where nobody waits for it.

    ``silent_since``: when ``probe`` found that the folder does not answer, by a monotonic clock; ``None``
    while it answers. ``term``: that of this process, once it is the active one (``keystore.term``); ``None``
    for terminal commands.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.silent_since: float | None = None
        self.term: int | None = None
        self._threads = ThreadPoolExecutor(MAX_THREADS, thread_name_prefix="keys")
        self._stuck: set[Future[Any]] = set()

    async def in_thread(self, call: Callable[..., T], *args: object) -> T:
        """Run a call on this folder's files in the folder's own thread pool: a signature that waits for its
        journal must not wait for other work in threads. A running call is completed even if the caller is
        cancelled."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *args)

    async def in_time(self, call: Callable[..., T], *args: object) -> T:
        """Run a call that somebody waits for, like ``in_thread``.

        Raises ``NotStored`` if the folder does not answer within seconds, as one on a server that is gone
        does not, and from then on at once until it does. The call may still be carried out.
        """
        if self._stuck:
            raise NotStored("silent")
        running = self._threads.submit(call, *args)
        waiting = asyncio.wrap_future(running)
        waiting.add_done_callback(lambda done: done.cancelled() or done.exception())  # retrieved
        await asyncio.wait({waiting}, timeout=ANSWER_TIMEOUT_S)
        if waiting.done():
            return waiting.result()
        if not running.cancel():
            self._stuck.add(running)
            running.add_done_callback(self._stuck.discard)
        raise NotStored("silent")

    @property
    def term_path(self) -> Path:
        return self.path / _TERM

    def noted_term(self) -> int:
        """Return the newest term that began with this folder; 0 if none is known."""
        try:
            return int(self.term_path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Fence: hold the folder's lock, under which each term begins, so that a process that was suspended
        changes no file after another became the active one. Not reentrant. Raises ``RoleLost`` if a later
        term than that of this process has begun, and ``OSError``."""
        with folder_lock(self.path):
            if self.term is not None and self.noted_term() > self.term:
                raise RoleLost("another process is the active one")
            yield

    def fenced(self, call: Callable[..., T], *args: object) -> T:
        """Make a call that changes files of this folder, in ``writing``; without it if there is no folder."""
        with self.writing() if self.path.is_dir() else nullcontext():
            return call(*args)

    async def probe(self) -> None:
        """Try whether the folder answers: to a lock and to a write that must reach the disk."""
        try:
            await self.in_time(self._write_probe)
        except NotStored:
            if self.silent_since is None:
                self.silent_since = seconds_awake_or_not()
                log.error("the key folder does not answer: nothing is signed or withdrawn until it does")
        else:
            if self.silent_since is not None:
                self.silent_since = None
                log.warning("the key folder answers again")

    def _write_probe(self) -> None:
        # A folder that is not there, or full, has answered.
        with suppress(OSError), folder_lock(self.path):
            written = os.open(self.path / ".probe", os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(written, b"0")
                os.fsync(written)
            finally:
                os.close(written)

    def faults(self, fingerprints: Mapping[str, str]) -> list[KeysError]:
        """Return all errors of the folder, and of the keys in it that must have these fingerprints."""
        folder = shlex.quote(str(self.path))
        try:
            mode = self.path.stat().st_mode
        except FileNotFoundError:
            if not fingerprints:
                return []
            return [
                KeysError(
                    "folder-missing",
                    "terminal-keys-folder-missing",
                    folder=folder,
                )
            ]
        except OSError as error:
            return [_unreadable(self.path, error)]
        if not stat.S_ISDIR(mode):
            return [_not_a_folder(self.path)]
        faults = []
        if _is_open(mode):
            sentence = Sentence("terminal-keys-folder-open", folder=folder)
            faults.append(KeysError("folder-open", sentence))
        for name, expected in fingerprints.items():
            try:
                self.read(name, expected)
            except KeysError as fault:
                faults.append(fault)
        return faults

    def key_path(self, name: str) -> Path:
        return self.path / f"{name}.key"

    def read(self, name: str, expected: str) -> bytes:
        """Return the key, verified against its fingerprint. Raises ``KeysError``."""
        key = self._read(name)
        if not hmac.compare_digest(fingerprint(key), expected):
            raise KeysError(
                "key-foreign",
                "terminal-keys-foreign",
                path=self.key_path(name),
            )
        return key

    def make_folder(self) -> None:
        """Create the folder if it does not exist. Raises ``KeysError``."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise _not_a_folder(self.path) from error
        except OSError as error:
            raise unwritable(self.path, error) from error

    def make(self, name: str) -> bytes:
        """Create a key, or return the one that an earlier attempt left without a recorded fingerprint."""
        path = self.key_path(name)
        try:
            if path.exists():
                try:
                    return self._kept(name)
                except KeysError as fault:
                    if fault.code != "key-damaged":
                        raise
                    wipe(path)  # its content never reached the disk: it cannot have been used
            try:
                return self.put(name, secrets.token_bytes(KEY_BYTES))
            except FileExistsError:  # another process was faster
                return self._kept(name)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def make_for(self, name: str, owner: str) -> bytes:
        """Create a key like ``make``, reserved for its ``owner``, with an empty journal beside it: a
        missing one was lost. An existing key of another or an unknown owner is set aside together with its
        journal: ``lost-demand-7-<part of its fingerprint>.key``."""
        try:
            if self._owner(name) != owner:
                self._set_aside(name)
                replace_file(self._owner_path(name), owner.encode())
            key = self.make(name)
            self.begin_journal(name)
        except OSError as error:
            raise unwritable(self.path, error) from error
        return key

    def begin_journal(self, name: str) -> None:
        """Create the journal beside a key if there is none. Raises ``OSError``."""
        with suppress(FileExistsError):
            write_new(self.journal_path(name), b"")
            self._sync()

    def journal_path(self, name: str) -> Path:
        return self.path / f"{name}.withdrawn"

    def demands(self) -> dict[int, list[str]]:
        """Return the file names of each demand that has files, by demand id, including files that were set
        aside and marks of destroyed keys. Raises ``OSError``."""
        found: dict[int, list[str]] = {}
        if self.path.is_dir():
            for name in sorted(os.listdir(self.path)):
                if of := re.fullmatch(rf"(?:{ASIDE})?demand-(\d{{1,9}})[.-].+", name):
                    found.setdefault(int(of[1]), []).append(name)
        return found

    def put(self, name: str, key: bytes) -> bytes:
        """Write a new key. Raises ``FileExistsError``, and other ``OSError``s."""
        half = self._half(name)
        try:
            write_new(half, key)
            os.link(half, self.key_path(name))  # atomic, and never overwrites another key
        finally:
            wipe(half, keep=self.key_path(name))
        self._sync()
        return key

    def remove(self, names: Collection[str]) -> None:
        """Overwrite and delete keys and the files beside them, including temporary files of a crash, which
        may contain the whole key. The key itself is deleted last: as long as it exists, the removal is
        repeated. Raises ``KeysError``."""
        try:
            for name in names:
                self._clear_beside(name)
                wipe(self.key_path(name))
            self._sync()
        except FileNotFoundError:
            return  # there is no folder
        except OSError as error:
            raise unwritable(self.path, error) from error

    def sweep(self, destroyed: Mapping[str, str]) -> list[str]:
        """Overwrite and delete the keys with these names and fingerprints, if present, and return their
        names. Another key of the same name stays; one that is already overwritten is deleted."""
        there = []
        for name, expected in destroyed.items():
            try:
                key = self.key_path(name).read_bytes()
                if _is_damaged(key) or fingerprint(key) == expected:
                    there.append(name)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _unreadable(self.key_path(name), error) from error
        if not there:
            return there
        try:
            for name in there:
                self._clear_beside(name)
                # Written before the key is deleted, for a database that is restored later: see ``destroyed``.
                write_new(self._mark(name), destroyed[name].encode())
            self._sync()
            for name in there:
                wipe(self.key_path(name))
            self._sync()
        except OSError as error:
            raise unwritable(self.path, error) from error
        return there

    def destroyed(self, fingerprints: Mapping[str, str]) -> list[str]:
        """Return the names of those keys that were destroyed on purpose although the database does not know
        it, because it was restored from an earlier backup."""
        found = []
        for name, expected in fingerprints.items():
            with suppress(OSError):
                if self._mark(name).read_bytes() == expected.encode():
                    found.append(name)
        return found

    def forget(self, fingerprints: Mapping[str, str]) -> None:
        """Delete the keys with these names and fingerprints, whose server was deleted, like ``remove``.

        A mark is left first for each, in case a database from before is restored: an empty file, named by a
        hash of the key's fingerprint. Without that database it does not reveal that any person, server or
        demand existed. Raises ``KeysError``.
        """
        try:
            for expected in fingerprints.values():
                with suppress(FileExistsError):
                    write_new(self.path / _forgotten(expected), b"")
            if fingerprints:
                self._sync()
        except FileNotFoundError:
            return  # the folder is lost, and the keys with it
        except OSError as error:
            raise unwritable(self.path, error) from error
        self.remove(fingerprints)

    def sweep_forgotten(self) -> list[str]:
        """Delete the keys of deleted servers, if present, and return their names. Raises ``KeysError``."""
        try:
            found = sorted(os.listdir(self.path))
        except OSError:
            return []
        marks, there = {name for name in found if name.startswith(_FORGOTTEN)}, []
        if marks:
            for name in (name.removesuffix(".key") for name in found if name.endswith(".key")):
                with suppress(OSError):
                    if _forgotten(fingerprint(self.key_path(name).read_bytes())) in marks:
                        there.append(name)
            self.remove(there)
        return there

    def forgotten(self, fingerprints: Mapping[str, str]) -> list[str]:
        """Return the names of those keys that belong to a deleted server although the database knows it,
        because it was restored from an earlier backup."""
        try:
            marks = {name for name in os.listdir(self.path) if name.startswith(_FORGOTTEN)}
        except OSError:  # reported by ``faults``
            return []
        return [name for name, expected in fingerprints.items() if _forgotten(expected) in marks]

    def _kept(self, name: str) -> bytes:
        key = self._read(name)
        with self.key_path(name).open("r+b") as file:
            os.fsync(file.fileno())
        self._sync()
        return key

    def _owner(self, name: str) -> str | None:
        try:
            return self._owner_path(name).read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return None

    def _set_aside(self, name: str) -> None:
        """Rename a key, its journal, and the checkpoint of what was published. The key is renamed last: while
        it exists, this is repeated."""
        path = self.key_path(name)
        mark = secrets.token_hex(6)
        if path.exists():
            key = path.read_bytes()
            if _is_damaged(key):  # it cannot have been used
                wipe(path)
            else:
                mark = fingerprint(key)[:12]
        for found in (self.journal_path(name), self.path / f"{name}.published", path):
            if found.exists():
                aside = self.path / f"{ASIDE}{name}-{mark}{found.suffix}"
                found.rename(aside)
                log.warning("%s was made for another demand, and is %s now", found, aside.name)
        self._sync()

    def _clear_beside(self, name: str) -> None:
        key = self.key_path(name)
        for path in {*self.path.glob(f".{name}.*"), *self.path.glob(f"{name}.*")} - {key}:
            wipe(path, keep=key)  # a crash may have left a second link to the key

    def _owner_path(self, name: str) -> Path:
        return self.path / f"{name}.owner"

    def _mark(self, name: str) -> Path:
        return self.path / f"{name}.destroyed"

    def _half(self, name: str) -> Path:
        return self.path / f".{name}.{secrets.token_hex(4)}"

    def content(self, name: str, max_bytes: int) -> bytes:
        """Return the content of a private file, at most ``max_bytes``. Raises ``KeysError``."""
        path = self.key_path(name)
        try:
            with path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                content = file.read(max_bytes)
        except FileNotFoundError:
            raise KeysError(
                "key-missing",
                "terminal-keys-missing",
                path=path,
            ) from None
        except OSError as error:
            raise _unreadable(path, error) from error
        if _is_open(mode):
            raise KeysError(
                "key-open",
                "terminal-keys-open",
                path=path,
                quoted=shlex.quote(str(path)),
            )
        return content

    def _read(self, name: str) -> bytes:
        key = self.content(name, KEY_BYTES + 1)
        if _is_damaged(key):
            raise KeysError(
                "key-damaged",
                "terminal-keys-damaged",
                path=self.key_path(name),
                size=KEY_BYTES,
            )
        return key

    def _sync(self) -> None:
        """Make renames and new names durable before the database relies on them."""
        sync_folder(self.path)


def _forgotten(expected: str) -> str:
    """Return the name of the mark for a key with this fingerprint."""
    return _FORGOTTEN + hashlib.sha256(b"tocsin forgotten\0" + expected.encode()).hexdigest()


def rewrite(path: Path, content: bytes) -> None:
    """Replace a file's content atomically, like ``replace_file``, and overwrite the old content."""
    new, old = temporary_path(path), temporary_path(path)
    try:
        write_new(new, content)
        os.link(path, old)  # keeps the old content findable if the machine stops before it is overwritten
        new.replace(path)
        sync_folder(path.parent)
    finally:
        wipe(old, keep=path)
        wipe(new)


def clear_leftovers(path: Path) -> None:
    """Overwrite and delete the temporary files of an interrupted ``rewrite``. Raises ``OSError``."""
    for left in path.parent.glob(f".{path.name}.*"):
        wipe(left, keep=path)


def _is_damaged(key: bytes) -> bool:
    """True if the content is not a key. A file whose content never reached the disk can come back as
    zeros."""
    return len(key) != KEY_BYTES or key == bytes(KEY_BYTES)


def _is_open(mode: int) -> bool:
    return os.name == "posix" and bool(mode & _OTHERS)


def _not_a_folder(folder: Path) -> KeysError:
    return KeysError("not-a-folder", "terminal-keys-no-folder", folder=folder)


def _unreadable(path: Path, error: OSError) -> KeysError:
    return KeysError(
        "unreadable",
        "terminal-keys-unreadable",
        path=path,
        reason=error.strerror,
    )


def unwritable(folder: Path, error: OSError) -> KeysError:
    """Return the error for a folder in which nothing can be written."""
    return KeysError(
        "unwritable",
        "terminal-keys-unwritable",
        folder=folder,
        reason=error.strerror,
    )


_CHUNK_SIZE = 1 << 16  # bytes


def wipe(path: Path, *, keep: Path | None = None) -> None:
    """Overwrite a file and remove it, if it exists. The caller syncs the folder.

    ``keep``: a file that must not be touched. If ``path`` is another name of it, only the name is removed. A
    file that cannot be overwritten is still removed. Raises ``OSError`` if it cannot be removed.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISREG(found.st_mode) and not _is_same(found, keep):
        try:
            _overwrite(path)
        except OSError as error:
            log.error("%s is removed, but could not be overwritten first: %s", path, error.strerror)
    path.unlink(missing_ok=True)


def overwrite(descriptor: int, start: int = 0) -> None:
    """Overwrite an open file with zeros from ``start`` on, and fsync it."""
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, start, os.SEEK_SET)
    while start < size:
        start += os.write(descriptor, bytes(min(_CHUNK_SIZE, size - start)))
    os.fsync(descriptor)


def _overwrite(path: Path) -> None:
    path.chmod(0o600)
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        overwrite(descriptor)
    finally:
        os.close(descriptor)


def _is_same(found: os.stat_result, keep: Path | None) -> bool:
    try:
        return keep is not None and os.path.samestat(found, keep.lstat())
    except FileNotFoundError:
        return False
