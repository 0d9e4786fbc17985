"""Confinement on Linux: what a process that reads strangers' bytes may open, and who may look into the bot.

A process of the same user may open every file of that user, and read the memory and the environment of the
others. Landlock (https://docs.kernel.org/userspace-api/landlock.html) takes the former from a process that
asks for it, without privilege; a process that is not dumpable is closed to the latter.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import bot

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # numbers of system calls, on every architecture
_VERSION, _PATH_BENEATH = 1, 1
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_RIGHTS_OF_VERSION = (13, 14, 15, 15)  # the number of rights on files, which are refused if no rule has them
_RIGHTS = 16  # from version 5 on
_SYSTEM = (
    *("/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/etc/ld.so.cache", "/etc/localtime"),
    *("/etc/mime.types", "/dev/null", "/dev/urandom"),
)


def keep_private() -> None:
    """Leave no core dump of this process, and no other process of this user a look at its memory, environment
    and files that are open."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def landlock_version() -> int:
    """Return the version of the kernel's Landlock; 0 if it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)))


def confine(readable: Iterable[Path] = ()) -> bool:
    """Let this process open nothing from now on but Python, its libraries and what is ``readable``, and write
    nothing; return whether the kernel holds it to that. Files that are open stay so. Call it before there are
    threads."""
    version = landlock_version()
    if not version:
        return False
    libc = _libc()
    rights = _RIGHTS if version > len(_RIGHTS_OF_VERSION) else _RIGHTS_OF_VERSION[version - 1]
    handled = struct.pack("=Q", (1 << rights) - 1)
    ruleset = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if ruleset < 0:
        return False
    try:
        for path in (*_of_python(), *readable):
            _allow(libc, ruleset, path)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _of_python() -> Iterator[Path]:
    """Yield the places of Python, the libraries and this program, but not the folder that it is in, where
    keys and settings may be."""
    yield from map(Path, _SYSTEM)
    yield from map(Path, {sys.prefix, sys.base_prefix})
    yield from (Path(each) for each in sys.path if each.endswith("-packages"))
    yield Path(bot.__file__).parent


def _allow(libc: Any, ruleset: int, path: Path) -> None:
    """Add a rule for what is at a path, if anything is."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _EXECUTE | _READ_FILE | (_READ_DIR if path.is_dir() else 0)
        libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, opened), 0)
    finally:
        os.close(opened)


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)
