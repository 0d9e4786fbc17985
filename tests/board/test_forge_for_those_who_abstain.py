"""Limit of a recount: whoever holds the issuing key signs for everybody who got tokens and did not sign.

Nothing defends against it, so the checker has to say so beside its verdict.
"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.board import verify
from bot.exports.manifest import ManifestSigner
from tests.board.ledgers import SEED, SLUG
from tests.board.page_vectors import PageLedger, issuer, rounds

pytestmark = pytest.mark.unit

ISSUED, HONEST = 20, 6


def test_signatures_made_with_the_issuing_key_are_found_right_and_the_verdict_says_so(tmp_path: Path) -> None:
    made = PageLedger()
    made.add("opening", issued=ISSUED)
    members = [made.sign(str(number), 1, 1) for number in range(HONEST)]
    forger = replace(made, token=lambda place: issuer().quick_token(int(place)))
    forged = [forger.sign(str(number), 1, 1) for number in range(HONEST, ISSUED)]
    made.add("batch", *members, *forged, issued=ISSUED)
    for name, raw in {**made.files(), "rounds.json": rounds()}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    ledger = tmp_path / f"{SLUG}.json"
    checked = subprocess.run(
        [sys.executable, verify.__file__, ledger, f"--key={ManifestSigner(SEED).public_key}"],
        capture_output=True,
        text=True,
        env={**os.environ, "LANG": "en_GB.UTF-8"},
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert str(ISSUED) in checked.stdout, "all of them count"
    assert "signatures that whoever holds the issuing key made for members who got tokens" in checked.stdout
