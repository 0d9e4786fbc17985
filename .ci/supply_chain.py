"""Software bill of materials, and a check of its parts for known vulnerabilities.

``python .ci/supply_chain.py``, run by the Python of the environment that is examined:

1. writes a software bill of materials (CycloneDX, JSON) of that environment to ``build/sbom.json``;
2. fails where something in it is not pinned in ``constraints.txt``, or is there in another version;
3. asks a vulnerability service about every pinned version, and fails on a finding that is not in
   ``.ci/accepted.txt`` with a reason. Where no service can be asked it says so, and does not fail: the lack
   of a network is no finding, and no clean bill either.

The tools that do it (``.ci/tools.txt``) are installed in an environment of their own.
"""

import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OURS = "tocsin"
SEEDED = {"pip", "setuptools"}
"""Packages that ``venv`` installs itself, in the version of Python's release."""

SERVICES = ("pypi", "osv")
"""Vulnerability services, asked in this order until one answers."""

_SECONDS = 180


class Fault(Exception):
    """A reason not to merge, in one or more lines."""


def main() -> None:
    try:
        tools = _tools()
    except subprocess.CalledProcessError:
        print("NOT EXAMINED: the tools of .ci/tools.txt could not be installed from here.")
        return
    sbom = ROOT / "build" / "sbom.json"
    sbom.parent.mkdir(exist_ok=True)
    subprocess.run(
        [
            *(tools / "cyclonedx-py", "environment", sys.executable, "--output-reproducible"),
            *("--pyproject", ROOT / "pyproject.toml", "--of", "JSON", "-o", sbom),
        ],
        check=True,
    )
    pinned = pins((ROOT / "constraints.txt").read_text())
    components = json.loads(sbom.read_text())["components"]
    if faults := list(unpinned(components, pinned)):
        raise Fault("\n".join(faults))
    print(f"{sbom.relative_to(ROOT)}: {len(components)} components, each pinned in constraints.txt.")
    accepted_ids = accepted((HERE / "accepted.txt").read_text())
    for service in SERVICES:
        said = _ask(tools, service, pinned)
        if said is not None and any("skip_reason" not in one for one in said["dependencies"]):
            print(verdict(said, accepted_ids, service))
            return
    print(
        "NOT AUDITED: no vulnerability service could be asked from here. "
        "Run this again where there is a network before a release."
    )


def pins(text: str) -> dict[str, str]:
    """The versions in a file of constraints, by normalised name."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return {normal(name): version for name, _, version in (line.partition("==") for line in lines if line)}


def normal(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unpinned(components: list[Mapping[str, Any]], pinned: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each component that is not there as it was pinned."""
    for one in components:
        name, version = normal(one["name"]), one.get("version")
        if name in SEEDED or name == OURS:
            continue
        if name not in pinned:
            yield f"{name} {version} is installed and not pinned: add it to constraints.txt."
        elif version != pinned[name]:
            yield f"{name} {version} is installed, and constraints.txt says {pinned[name]}."


def accepted(text: str) -> dict[str, str]:
    """The findings that stand, by id, each with its reason. Raises ``Fault`` for one without."""
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, reason = line.partition(" ")
        if len(reason.split()) < 4:
            raise Fault(f".ci/accepted.txt: {name} stands there without a reason.")
        found[name] = reason.strip()
    return found


def verdict(said: Mapping[str, Any], accepted_ids: Mapping[str, str], service: str) -> str:
    """Return a service's answer as a sentence. Raises ``Fault`` for a vulnerability that is not accepted."""
    faults, stands = [], []
    for one in said["dependencies"]:
        for finding in one.get("vulns", ()):
            names = {finding["id"], *finding.get("aliases", ())}
            if names & accepted_ids.keys():
                stands.append(finding["id"])
            else:
                fixed = ", ".join(finding.get("fix_versions") or ["no version yet"])
                faults.append(f"{one['name']} {one['version']}: {finding['id']} (mended in {fixed})")
    if faults:
        raise Fault(
            "\n".join([*faults, "Take a version that mends it, or write its id and why in .ci/accepted.txt."])
        )
    asked = [one for one in said["dependencies"] if "skip_reason" not in one]
    lines = [f"{service} knows of nothing against {len(asked)} pinned versions"]
    if stands:
        lines.append(f"but what is accepted: {', '.join(sorted(stands))}")
    if not_known := [one["name"] for one in said["dependencies"] if "skip_reason" in one]:
        lines.append(f"it was not asked about {', '.join(not_known)}")
    return "; ".join(lines) + "."


def _ask(tools: Path, service: str, pinned: Mapping[str, str]) -> dict[str, Any] | None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{name}=={version}\n" for name, version in pinned.items())
        file.flush()
        try:
            done = subprocess.run(
                [
                    *(tools / "pip-audit", "-s", service, "-r", file.name, "--no-deps", "--disable-pip"),
                    *("-f", "json", "--progress-spinner", "off", "--timeout", "10"),
                ],
                capture_output=True,
                timeout=_SECONDS,
            )
            said: dict[str, Any] = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, ValueError):
            return None
    return said


def _tools() -> Path:
    folder = ROOT / "build" / "tools"
    venv.create(folder, with_pip=True, clear=True)
    subprocess.run(
        [folder / "bin" / "pip", "install", "-q", "--require-hashes", "-r", HERE / "tools.txt"], check=True
    )
    return folder / "bin"


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(str(fault))
