"""The part of ``tocsin check`` about the disk that holds the keys."""

from pathlib import Path

import pytest

from bot.cli.admin.disk import disk_findings
from tests.support.sentences import written

pytestmark = pytest.mark.unit

HEAD = "Filename\tType\tSize\tUsed\tPriority\n"


class Machine:
    """The files of ``/proc`` and ``/sys`` that are read, and the key folder."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.sys, self.keys = folder / "proc", folder / "sys", folder / "my keys"
        for path in (self.proc / "self", self.sys / "dev/block", self.sys / "class/block", self.keys):
            path.mkdir(parents=True)
        self.mounts = "1 0 0:1 / / rw - tmpfs none rw\n"
        self.swaps("")

    def mount(self, kind: str, device: str, source: str) -> None:
        point = str(self.keys).replace(" ", "\\040")
        self.mounts += f"2 1 {device} / {point} rw,relatime shared:1 - {kind} {source} rw\n"

    def swaps(self, lines: str) -> None:
        (self.proc / "swaps").write_text(HEAD + lines)

    def disk(self, name: str, number: str, *, rotates: str = "1", uuid: str = "", on: str = "") -> None:
        device = self.sys / "devices" / name
        (device / "queue").mkdir(parents=True)
        (device / "queue/rotational").write_text(f"{rotates}\n")
        if uuid:
            (device / "dm").mkdir()
            (device / "dm/uuid").write_text(uuid)
        (device / "slaves").mkdir()
        if on:
            (device / "slaves" / on).symlink_to(self.sys / "devices" / on)
        for place in (self.sys / "dev/block" / number, self.sys / "class/block" / name):
            place.symlink_to(device)

    def findings(self) -> list[tuple[bool, str]]:
        (self.proc / "self/mountinfo").write_text(self.mounts)
        return written(disk_findings(self.keys, proc=self.proc, sysfs=self.sys))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_disk_that_overwrites_in_place_passes_and_snapshots_are_named(machine: Machine) -> None:
    machine.disk("sda", "8:0")
    machine.mount("ext4", "8:0", "/dev/sda")
    [(good, sentence)] = machine.findings()
    assert good
    assert "on ext4 a destroyed key is overwritten in place" in sentence
    assert "snapshot of a virtual machine" in sentence


@pytest.mark.parametrize("kind", ["ext4", "btrfs"])
def test_an_encrypted_disk_passes_also_below_a_logical_volume(machine: Machine, kind: str) -> None:
    machine.disk("dm-0", "253:0", rotates="0", uuid="CRYPT-LUKS2-abc")
    machine.disk("dm-1", "253:1", rotates="0", uuid="LVM-abc", on="dm-0")
    machine.mount(kind, "253:1" if kind == "ext4" else "0:40", "/dev/dm-1")
    assert [good for good, _ in machine.findings()] == [True]
    assert "encrypted disk" in machine.findings()[0][1]


@pytest.mark.parametrize(
    ("kind", "rotates", "says"),
    [
        ("btrfs", "1", "on btrfs, which writes changed data elsewhere"),
        ("ext4", "0", "SSD"),
        ("nfs4", "1", "what a disk with nfs4 keeps of destroyed keys cannot be found out from here"),
        ("overlay", "1", "cannot be found out from here"),
    ],
)
def test_a_disk_that_may_retain_a_key_is_a_warning_with_advice(
    machine: Machine, kind: str, rotates: str, says: str
) -> None:
    machine.disk("sda", "8:0", rotates=rotates)
    machine.mount(kind, "8:0", "/dev/sda")
    [(good, sentence)] = machine.findings()
    assert not good
    assert says in sentence
    assert "Keep the key folder on an encrypted disk" in sentence


def test_unencrypted_swap_is_a_warning_and_compressed_memory_is_not(machine: Machine) -> None:
    machine.disk("sda", "8:0")
    machine.mount("ext4", "8:0", "/dev/sda")
    machine.disk("dm-0", "253:0", uuid="CRYPT-PLAIN-swap")
    areas = ("/dev/zram0 partition", "/dev/dm-0 partition", "/swap.img file", "/dev/sda partition")
    machine.swaps("".join(f"{area} 1 0 5\n" for area in areas))
    warnings = [sentence for good, sentence in machine.findings() if not good]
    assert [sentence.split(",")[0] for sentence in warnings] == [
        "this machine swaps to /swap.img",
        "this machine swaps to /dev/sda",
    ]


def test_a_system_without_this_information_does_not_pass(tmp_path: Path) -> None:
    [(good, sentence)] = written(disk_findings(tmp_path, proc=tmp_path / "no", sysfs=tmp_path / "no"))
    assert not good
    assert "cannot be found out" in sentence
