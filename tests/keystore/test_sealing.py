"""Sealed values: each opens only in its own row, and all have the same length."""

import secrets
from datetime import date

import pytest

from bot.keystore.sealing import (
    MARK_LENGTH,
    SEALED_LENGTH,
    Content,
    Group,
    Sealer,
)

pytestmark = pytest.mark.unit

KEY, REFERENCE = secrets.token_bytes(32), secrets.token_bytes(32)
CONTENT = Content(7, date(2026, 2, 13), 40, "ab" * 32, b"m" * MARK_LENGTH)


def test_a_sealed_value_can_be_opened() -> None:
    sealer = Sealer(KEY, 1)
    for content in (CONTENT, Content(), Content(unit_id=3)):
        sealed = sealer.seal(REFERENCE, content)
        assert Sealer(KEY, 1).open(REFERENCE, sealed) == content
        [group] = sealer.groups([(REFERENCE, sealed)])
        assert Group.read(group) == Group(content.version, content.signed_on, content.unit_id)


def test_lengths_and_repetitions_reveal_nothing() -> None:
    sealed = [Sealer(KEY, 1).seal(REFERENCE, content) for content in (CONTENT, CONTENT, Content())]
    assert {len(one) for one in sealed} == {SEALED_LENGTH}
    assert len(set(sealed)) == 3
    tables = [Sealer(KEY, 1).seal_table(content) for content in (b"[]", b"[1, 2, 3]")]
    assert len({len(one) for one in tables}) == 1


def test_a_value_does_not_open_in_another_row_or_demand_with_another_key_or_changed() -> None:
    sealed = Sealer(KEY, 1).seal(REFERENCE, CONTENT)
    wrong = [
        (Sealer(KEY, 1), secrets.token_bytes(32), sealed),
        (Sealer(KEY, 2), REFERENCE, sealed),
        (Sealer(secrets.token_bytes(32), 1), REFERENCE, sealed),
        *((Sealer(KEY, 1), REFERENCE, changed) for changed in damaged(sealed)),
    ]
    for sealer, reference, given in wrong:
        assert sealer.open(reference, given) is None
        assert sealer.groups([(reference, given)]) == [b""]
    table = Sealer(KEY, 1).seal_table(b"[]")
    assert Sealer(KEY, 2).open_table(table) is None
    assert Sealer(KEY, 1).open(b"", table) is None


def damaged(sealed: bytes) -> list[bytes]:
    flipped = [bytes([*sealed[:at], sealed[at] ^ 1, *sealed[at + 1 :]]) for at in (0, 5, 40, len(sealed) - 1)]
    text: bytes = "text, which SQLite keeps in a column of bytes"  # type: ignore[assignment]
    return [*flipped, sealed[:-1], sealed[:1], b"", text]
