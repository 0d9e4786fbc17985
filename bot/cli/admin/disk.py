"""Disk checks of ``tocsin check``: whether a destroyed key can still be read from the disk of the key folder.

Linux only. A host's own disks and snapshots are not visible from a virtual machine.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.errors import Sentence

_COPY_ON_WRITE = {"btrfs", "zfs", "bcachefs", "nilfs2", "f2fs"}
_IN_PLACE = {"ext2", "ext3", "ext4", "xfs", "jfs", "vfat"}
_MEMORY = {"tmpfs", "ramfs"}
_ENCRYPT = Sentence("terminal-disk-encrypt")


class Mount(NamedTuple):
    """A mounted file system: its type, its device number, and the device's path or another name."""

    kind: str
    device: str  # 8:1
    source: str


def disk_findings(
    folder: Path, *, proc: Path = Path("/proc"), sysfs: Path = Path("/sys")
) -> list[tuple[bool, Sentence]]:
    """Return sentences on the key folder's disk and on swap, each with whether all is well. A warning is no
    error: the bot works all the same."""
    try:
        mount = _mount_of(folder.resolve(), (proc / "self/mountinfo").read_text())
    except OSError:
        mount = None
    found = [(False, Sentence("terminal-disk-unknown", encrypt=_ENCRYPT))]
    if mount is not None:
        found = [_disk(mount, sysfs)]
    return [*found, *_swap(proc, sysfs)]


def _disk(mount: Mount, sysfs: Path) -> tuple[bool, Sentence]:
    device = _device(mount, sysfs)
    if device is not None and _is_encrypted(device):
        return True, Sentence("terminal-disk-encrypted")
    if mount.kind in _MEMORY:
        return False, Sentence("terminal-disk-memory")
    if mount.kind in _COPY_ON_WRITE:
        return False, Sentence("terminal-disk-copies", system=mount.kind, encrypt=_ENCRYPT)
    if mount.kind not in _IN_PLACE or device is None:
        return False, Sentence("terminal-disk-kind-unknown", system=mount.kind, encrypt=_ENCRYPT)
    if _rotates(device) is not True:
        return False, Sentence("terminal-disk-ssd", encrypt=_ENCRYPT)
    return True, Sentence("terminal-disk-in-place", system=mount.kind)


def _swap(proc: Path, sysfs: Path) -> Iterator[tuple[bool, Sentence]]:
    try:
        areas = [line.split() for line in (proc / "swaps").read_text().splitlines()[1:]]
    except OSError:
        return
    for path, kind, *_ in areas:
        if Path(path).name.startswith("zram"):  # in memory
            continue
        device = None
        if kind == "partition":
            device = _block(Path(path), sysfs)
        if device is None or not _is_encrypted(device):
            yield (
                False,
                Sentence("terminal-disk-swap", path=path),
            )


def _mount_of(folder: Path, mountinfo: str) -> Mount | None:
    """Return the file system of a path: the last one mounted at its longest prefix."""
    best: tuple[int, Mount] | None = None
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) < 5 or len(rest) < 2:
            continue
        point = Path(_unescaped(fields[4]))
        length = len(point.parts)
        if folder.is_relative_to(point) and (best is None or length >= best[0]):
            best = length, Mount(rest[0], fields[2], _unescaped(rest[1]))
    return None if best is None else best[1]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


def _device(mount: Mount, sysfs: Path) -> Path | None:
    """Return the block device in sysfs. Some file systems have a number that no device has, but name one."""
    device = sysfs / "dev/block" / mount.device
    return device.resolve() if device.exists() else _block(Path(mount.source), sysfs)


def _block(path: Path, sysfs: Path) -> Path | None:
    device = sysfs / "class/block" / path.resolve().name
    return device.resolve() if path.is_absolute() and device.exists() else None


def _is_encrypted(device: Path) -> bool:
    """Return whether the device, or all devices below it, is encrypted by the kernel (dm-crypt)."""
    try:
        if (device / "dm/uuid").read_text().startswith("CRYPT-"):
            return True
        below = list((device / "slaves").iterdir())
    except OSError:
        return False
    return bool(below) and all(_is_encrypted(each.resolve()) for each in below)


def _rotates(device: Path) -> bool | None:
    for place in (device, device.parent):  # a partition's queue is that of its disk
        try:
            return (place / "queue/rotational").read_text().strip() == "1"
        except OSError:
            continue
    return None
