"""Attack: somebody with the key folder and everybody's ids, but not the database, looks for those who
withdrew.

They may be the steward of one union, and the ids those of another union's members on the same bot.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.audit import Audit
from bot.keystore.files import KeyFolder
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.petitions.signing.withdrawals import Withdrawals
from tests.support.petition_desk import SERVER, Desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
MEMBERS = range(MEMBER, MEMBER + 50)
ELSEWHERE = SERVER + 1


def values_in(folder: Path) -> Iterator[bytes]:
    """Return every 32 bytes in the folder that might be a key or a salt, and their SHA-256."""
    for path in folder.iterdir():
        content = path.read_bytes()
        step = 33 if path.suffix == ".withdrawn" else 32
        for start in range(step - 32, max(len(content) - 31, 0), step):
            part = content[start : start + 32]
            yield part
            yield hashlib.sha256(part).digest()
        yield hashlib.sha256(content).digest()


def learnt(folder: Path) -> set[int]:
    """Return the members revealed by the folder alone.

    A member is revealed if their possible reference, plain or keyed again with any value in the folder, is
    in it.
    """
    everything = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    candidates, found = set(values_in(folder)), set()
    for key in [path.read_bytes() for path in folder.glob("demand-*.key")]:
        for member in MEMBERS:
            reference = hmac.digest(key, b"tocsin member\0" + str(member).encode(), "sha256")
            codes = [reference, *(hmac.digest(salt, reference, "sha256") for salt in candidates)]
            if any(code in everything for code in codes):
                found.add(member)
    return found


def journal_of(desk: Desk, demand_id: int) -> bytes:
    path = desk.key_dir / f"demand-{demand_id}.withdrawn"
    return path.read_bytes() if path.exists() else b""


async def test_the_folder_and_a_list_of_members_do_not_show_who_withdrew(desk: Desk) -> None:
    demand = await desk.open_demand()
    for member in MEMBERS:
        await desk.sign(demand, member)
    for member in MEMBERS[:10]:
        await desk.withdraw(demand, member)
    assert learnt(desk.key_dir) == set()
    await Withdrawals(KeyFolder(desk.key_dir)).compact()
    assert learnt(desk.key_dir) == set()


async def test_an_erasure_leaves_no_trace_beside_the_keys_of_another_union(desk: Desk) -> None:
    theirs, other = [await desk.open_demand(server_id) for server_id in (SERVER, ELSEWHERE)]
    await desk.sign(theirs, MEMBER)
    await desk.sign(other, MEMBER + 1)
    await desk.withdraw(other, MEMBER + 2)
    before = journal_of(desk, other.id)
    erasure = Erasure(
        desk.database,
        signing=desk.signing,
        roster=desk.roster,
        audit=Audit(desk.database, desk.clock, desk.keys),
        requests=AccessRequests(desk.database, desk.clock, desk.keys),
    )
    await erasure.erase(MEMBER)
    assert journal_of(desk, other.id) == before
    assert journal_of(desk, theirs.id), "or a backup would bring the signature back"
    assert learnt(desk.key_dir) == set()
