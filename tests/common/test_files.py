"""Atomic file writes: a file appears whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.common.files import PUBLIC, atomic_file, replace_file, write_new

pytestmark = pytest.mark.unit


def test_a_replaced_file_is_private_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    replace_file(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)
    assert os.listdir(tmp_path) == ["file"]


def test_a_public_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    with atomic_file(tmp_path / "file", mode=PUBLIC) as file:
        file.write(b"new")
    (tmp_path / "plain").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("replace", [False, True])
def test_an_unfinished_file_does_not_appear(tmp_path: Path, replace: bool) -> None:
    with pytest.raises(KeyboardInterrupt), atomic_file(tmp_path / "file", replace=replace) as file:
        file.write(b"half")
        assert not (tmp_path / "file").exists()
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("links", [False, True])
def test_a_new_file_never_replaces_another(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "file"
    with pytest.raises(FileExistsError), atomic_file(path, replace=False):
        path.write_bytes(b"another's")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"another's", ["file"])
    with pytest.raises(FileExistsError):
        write_new(path, b"ours")
    path.unlink()
    with atomic_file(path, replace=False) as file:
        file.write(b"ours")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"ours", ["file"])


def test_parts_of_killed_processes_are_removed_by_the_next_and_none_that_is_being_written(
    tmp_path: Path,
) -> None:
    killed = (
        "import os, pathlib, sys; from bot.common.files import atomic_file\n"
        "with atomic_file(pathlib.Path(sys.argv[1]), replace=False) as file:\n"
        "    file.write(b'half'); file.flush(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path / "monday")], check=False)
    [left] = os.listdir(tmp_path)
    assert left.startswith(".monday.")
    (tmp_path / ".mine.0123abcd").touch()
    with atomic_file(tmp_path / "tuesday", replace=False) as slow:
        slow.write(b"slow")
        assert left not in os.listdir(tmp_path)
        with atomic_file(tmp_path / "wednesday") as file:
            file.write(b"quick")
    assert sorted(os.listdir(tmp_path)) == [".mine.0123abcd", "tuesday", "wednesday"]
    assert (tmp_path / "tuesday").read_bytes() == b"slow"
