"""Check of dependencies in CI: an unpinned package and a known vulnerability fail; a missing network does
not.
"""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.unit

FILE = Path(__file__).parents[1] / ".ci" / "supply_chain.py"
SPEC = importlib.util.spec_from_file_location("supply_chain", FILE)
assert SPEC is not None
assert SPEC.loader is not None
supply_chain = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(supply_chain)

PINNED = {"discord-py": "2.7.1", "audioop-lts": "0.2.2"}


def vulnerability(**more: Any) -> dict[str, Any]:
    hole = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.7.2"], **more}
    return {"dependencies": [{"name": "discord.py", "version": "2.7.1", "vulns": [hole]}]}


def test_pinned_versions_pass() -> None:
    there = [{"name": "discord.py", "version": "2.7.1"}, {"name": "pip", "version": "1"}, {"name": "tocsin"}]
    assert list(supply_chain.unpinned(there, PINNED)) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [("discord.py", "constraints.txt says 2.7.1"), ("Left_Pad", "left-pad 9 is installed and not pinned")],
)
def test_other_versions_and_unpinned_packages_fail(name: str, says: str) -> None:
    [fault] = supply_chain.unpinned([{"name": name, "version": "9"}], PINNED)
    assert says in fault


def test_every_constraint_is_a_pin() -> None:
    text = (FILE.parents[1] / "constraints.txt").read_text()
    assert all(supply_chain.pins(text).values())
    assert supply_chain.pins("A_b.c==1  # why\n\n# no\n") == {"a-b-c": "1"}


def test_a_vulnerability_fails_with_its_fix_unless_one_of_its_names_is_accepted() -> None:
    with pytest.raises(supply_chain.Fault, match=r"discord.py 2.7.1: PYSEC-2026-1 \(mended in 2.7.2\)"):
        supply_chain.verdict(vulnerability(), {}, "osv")
    why = supply_chain.accepted("CVE-2026-1 voice is never used here\n")
    assert "what is accepted: PYSEC-2026-1" in supply_chain.verdict(vulnerability(), why, "osv")


def test_no_vulnerability_is_accepted_without_a_reason() -> None:
    with pytest.raises(supply_chain.Fault, match="without a reason"):
        supply_chain.accepted("CVE-2026-1 ok\n")
    assert supply_chain.accepted((FILE.parent / "accepted.txt").read_text()) == {}


def test_unchecked_packages_are_named() -> None:
    said = {"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "no"}]}
    assert supply_chain.verdict(said, {}, "pypi") == (
        "pypi knows of nothing against 1 pinned versions; it was not asked about b."
    )
