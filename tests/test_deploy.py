"""Files for systemd and for container engines, checked as far as possible without either."""

import fnmatch
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.errors import RefusedForGood

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "deploy" / "tocsin.service"
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
INSTALL = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
INSTALL_FR = (ROOT / "docs" / "fr" / "install.md").read_text(encoding="utf-8")

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed on this machine"
)


@needs_systemd
def test_the_unit_has_a_low_exposure() -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=24", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:]
    found = re.search(r"Overall exposure level for tocsin\.service: ([0-9.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) < 2.5


@needs_systemd
def test_systemd_accepts_every_line_of_the_unit(tmp_path: Path) -> None:
    # The program is not installed where the unit expects it; that alone may be wrong.
    unit = tmp_path / "tocsin.service"
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/tocsin/bin/tocsin", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if "tocsin.service" in line]
    assert (done.returncode, said) == (0, [])


def test_systemd_starts_the_bot_again_unless_only_a_person_can_help() -> None:
    unit = UNIT.read_text(encoding="utf-8")
    assert "\nRestart=always\n" in unit
    assert f"\nRestartPreventExitStatus={RefusedForGood.exit_code}\n" in unit
    for text in (INSTALL, INSTALL_FR):
        assert text.count("tocsin run; [ $? -ne 78 ]; do sleep 30; done") == 2


def instructions() -> list[tuple[str, str]]:
    """Return the Containerfile's instructions, with lines joined."""
    joined = CONTAINERFILE.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(word, " ".join(rest.split())) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_runs_without_privileges_and_reports_its_health() -> None:
    found = instructions()
    last = dict(found)
    assert last["USER"] == "10001:10001"
    assert last["STOPSIGNAL"] == "SIGTERM"
    assert json.loads(last["ENTRYPOINT"]) + json.loads(last["CMD"]) == ["tocsin", "run"]
    assert json.loads(last["HEALTHCHECK"].partition(" CMD ")[2]) == ["tocsin", "health"]
    assert "TOCSIN_HTTP=127.0.0.1:" in last["ENV"], "the check asks there"
    assert json.loads(last["VOLUME"]) == ["/var/lib/tocsin/data", "/var/lib/tocsin/keys"]
    assert not re.search(r"(?i)token|secret|password", CONTAINERFILE)
    (base,) = [rest for word, rest in found if word == "ARG"]
    assert re.fullmatch(r"PYTHON=docker\.io/library/python:3\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", base)
    installs = [
        rest for word, rest in found if word == "RUN" and " install " in f" {rest} " and "pip" in rest
    ]
    assert installs
    assert all("-c constraints.txt" in rest for rest in installs)


def test_the_image_copies_existing_and_no_private_files() -> None:
    rules = [
        line
        for line in (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert rules[0] == "*"
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    copied = set()
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from="):
            copied |= set(rest.split()[:-1])
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    for private in (".env", ".git", "data", "keys"):
        assert not any(fnmatch.fnmatch(private, name) for name in copied)


def test_the_guide_installs_the_paths_of_the_unit_and_the_image() -> None:
    unit = UNIT.read_text(encoding="utf-8")
    for path in ("/opt/tocsin/bin/tocsin", "/var/lib/tocsin", "/etc/tocsin/tocsin.env"):
        assert path in unit
        assert path in INSTALL
    for name in (
        "deploy/tocsin.service",
        "/etc/systemd/system/",
        "`Containerfile`",
        "--read-only",
        "uid=10001",
    ):
        assert name in INSTALL, name
