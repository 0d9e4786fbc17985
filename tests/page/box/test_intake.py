"""Intake of rows: what is taken, and what is refused with which error."""

import asyncio
import json
import random
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.demo.signing_member import Token, b64, unb64
from bot.errors import NotStored
from bot.page.box.service import BoxService
from bot.storage import Database
from bot.storage.purge import rewrite_arrivals
from tests.conftest import MovableClock
from tests.support.ballots import CONSENT, TEXT, file_of, other_union, receipts, tokens, union
from tests.support.token_issuer import spki_of

pytestmark = pytest.mark.storage

Body = dict[str, Any]

N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P = 2**256 - 2**224 + 2**192 + 2**96 - 1


async def hand_in(box: BoxService, body: Body | bytes) -> tuple[int, str]:
    """Return status and outcome of ``sign`` as its sender is told them."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    status, said = await box.answer("sign", raw)
    assert said.keys() == ({"row", "receipt"} if status in (200, HTTPStatus.ALREADY_REPORTED) else {"error"})
    return 200 if status == HTTPStatus.ALREADY_REPORTED else status, said.get("row") or said["error"]


async def published(box: BoxService) -> bytes:
    """Return the file of the next publication, of everything that waits; empty if nothing does."""
    batch = await box.take(union().demand, number=1, after=0, keep=0, fewest=1)
    return batch.rows if batch else b""


TAKEN = (200, "taken")


async def test_a_row_is_taken_once_however_often_it_is_handed_in(box: BoxService) -> None:
    row = union().row(tokens()[0])
    assert [await hand_in(box, row) for _ in range(3)] == [TAKEN] * 3
    repeated = await box.answer("sign", json.dumps({**row, "demand": union().demand}).encode())
    assert repeated[0] == HTTPStatus.ALREADY_REPORTED
    assert await published(box) == file_of(row)
    assert await hand_in(box, row) == (409, "turn-used")
    await box.close(union().demand)
    await box.end(union().demand)
    assert await hand_in(box, row) == (409, "turn-used")
    assert await box.pending(union().demand) == 0


async def test_a_row_counts_for_its_own_demand_alone(box: BoxService) -> None:
    token = tokens()[0]
    moved = union().row(token) | {"demand": other_union().demand}
    assert await hand_in(box, moved) == (404, "demand-unknown")
    await other_union().open(box)
    assert await hand_in(box, moved) == (400, "bad-row")
    # A new statement for the other demand, by the holder: the token is of another issuing key.
    assert await hand_in(box, other_union().row(token)) == (400, "bad-row")
    assert await box.pending(other_union().demand) == 0


def _another(token: Token) -> Token:
    return tokens()[1] if token is tokens()[0] else tokens()[0]


def _flipped(value: str, place: int) -> str:
    raw = bytearray(unb64(value))
    raw[place] ^= 1
    return b64(bytes(raw))


ALTERED: dict[str, Callable[[Body], Body]] = {
    "key": lambda row: row | {"key": b64(_another(tokens()[0]).key.public)},
    "token": lambda row: row | {"token": b64(_another(tokens()[0]).signature)},
    "token-bit": lambda row: row | {"token": _flipped(row["token"], 100)},
    "signature-bit": lambda row: row | {"signature": _flipped(row["signature"], 40)},
    "signature-zero": lambda row: row | {"signature": b64(bytes(64))},
    "turn": lambda row: row | {"turn": 2},
    "act": lambda row: row | {"act": "withdraw", "version": 0},
    "text": lambda row: (
        row | tokens()[0].row(row["demand"], turn=1, version=1, text="5e" * 32, consent=CONSENT)
    ),
    "consent": lambda row: (
        row | tokens()[0].row(row["demand"], turn=1, version=1, text=TEXT, consent="5e" * 32)
    ),
    "off-curve": lambda row: row | {"key": _flipped(row["key"], 63)},
    "infinity": lambda row: row | {"key": b64(bytes(64))},
    "key-too-large": lambda row: row | {"key": b64(_above_p())},
    "token-plus-n": lambda row: row | {"token": b64(b"\xff" * 256)},
    "turn-zero": lambda row: row | {"turn": 0},
    "turn-hundred": lambda row: row | {"turn": 100},
    "turn-true": lambda row: row | {"turn": True},
    "turn-float": lambda row: row | {"turn": 1.0},
    "turn-text": lambda row: row | {"turn": "1"},
    "version-true": lambda row: row | {"version": True},
    "version-zero": lambda row: row | {"version": 0},
    "version-huge": lambda row: row | {"version": 2**31},
    "withdrawal-with-version": lambda row: row | {"act": "withdraw"},
    "act-other": lambda row: row | {"act": "Sign"},
    "act-list": lambda row: row | {"act": ["sign"]},
    "short-key": lambda row: row | {"key": row["key"][:-4]},
    "padded": lambda row: row | {"key": row["key"] + "=="},
    "key-null": lambda row: row | {"key": None},
    "key-not-ascii": lambda row: row | {"key": "é" * 86},
    "key-of-spaces": lambda row: row | {"key": row["key"][:40] + "\n" + row["key"][40:]},
    "base64-of-the-other-kind": lambda row: row | {"token": "+/" * 171},
    "base64-with-loose-bits": lambda row: row | {"signature": row["signature"][:-1] + "B"},
    "demand-short": lambda row: row | {"demand": row["demand"][:-2]},
    "demand-upper": lambda row: row | {"demand": row["demand"].upper()},
    "demand-number": lambda row: row | {"demand": 7},
}


def _above_p() -> bytes:
    """A point on the curve whose X is written as X + P."""
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    for x in range(1, 100):
        square = (x**3 - 3 * x + b) % P
        y = pow(square, (P + 1) // 4, P)
        if y * y % P == square:
            return (x + P).to_bytes(32, "big") + y.to_bytes(32, "big")
    raise AssertionError


@pytest.mark.parametrize("fault", ALTERED)
async def test_an_altered_row_is_refused_and_leaves_nothing(sqlite_database: Database, fault: str) -> None:
    box = BoxService(sqlite_database, receipts())
    await union().open(box)
    row = union().row(tokens()[0])
    assert await hand_in(box, ALTERED[fault](row)) == (400, "bad-row")
    assert await published(box) == b""
    assert await hand_in(box, row) == TAKEN


def _good() -> bytes:
    return json.dumps(union().row(tokens()[0])).encode()


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "truncated": lambda: _good()[:-1],
    "cut-in-half": lambda: _good()[: len(_good()) // 2],
    "two": lambda: _good() * 2,
    "a-list": lambda: b"[" + _good() + b"]",
    "a-number": lambda: b"1",
    "doubled": lambda: b'{"turn":2,' + _good()[1:],
    "unknown": lambda: b'{"name":"x",' + _good()[1:],
    "missing": lambda: json.dumps({"turn": 1}).encode(),
    "utf-16": lambda: _good().decode().encode("utf-16"),
    "marked": lambda: b"\xef\xbb\xbf" + _good(),
    "no-utf-8": lambda: _good()[:-1] + b"\xff}",
    "deep": lambda: b"[" * 15_000,
    "huge-number": lambda: b'{"turn":' + b"9" * 15_000 + b"}",
}


@pytest.mark.parametrize("fault", UNREADABLE)
async def test_a_body_that_is_no_row_is_refused(sqlite_database: Database, fault: str) -> None:
    box = BoxService(sqlite_database, receipts())
    await union().open(box)
    assert await hand_in(box, UNREADABLE[fault]()) == (400, "bad-request")
    assert await box.answer("delete", _good()) == (404, {"error": "act-unknown"})
    assert await hand_in(box, _good()) == TAKEN


def _other_signature(row: Body) -> str:
    """Another valid signature of the same statement: with (r, s) also (r, N - s) is one."""
    signature = unb64(row["signature"])
    return b64(signature[:32] + (N - int.from_bytes(signature[32:])).to_bytes(32, "big"))


async def test_turns_rise(box: BoxService) -> None:
    token, demand = tokens()[0], union().demand
    assert await hand_in(box, union().row(token, 5)) == TAKEN
    same = union().row(token, 5)
    assert await hand_in(box, same | {"signature": _other_signature(same)}) == (409, "turn-used")
    assert await hand_in(box, union().row(token, 4)) == (409, "turn-used")
    for turn in (4, 5):
        assert await hand_in(box, union().row(token, turn, 0)) == (409, "turn-used")
    await box.take(demand, number=1, after=0, keep=0, fewest=1)
    assert await hand_in(box, same | {"signature": _other_signature(same)}) == (409, "turn-used")
    assert await hand_in(box, union().row(token, 98)) == TAKEN


async def test_the_last_turn_is_left_to_withdraw(box: BoxService) -> None:
    """Else somebody who signs with another's tokens, at the last turn, could not be undone."""
    token = tokens()[0]
    assert await hand_in(box, union().row(token, 99)) == (409, "turn-used")
    assert await hand_in(box, union().row(token, 98)) == TAKEN
    assert await hand_in(box, union().row(token, 99)) == (409, "turn-used")
    assert await hand_in(box, union().row(token, 99, 0)) == TAKEN
    assert await published(box) == b""


async def test_a_withdrawn_row_is_never_published_and_cannot_be_replayed(box: BoxService) -> None:
    signed, withdrawn = union().row(tokens()[0], 1), union().row(tokens()[0], 2, 0)
    assert [await hand_in(box, row) for row in (signed, withdrawn)] == [TAKEN, TAKEN]
    assert await hand_in(box, signed) == (409, "turn-used")
    assert await hand_in(box, withdrawn) == TAKEN, "the same row, the same answer"
    assert await box.pending(union().demand) == 0
    assert await published(box) == b""
    assert await hand_in(box, signed) == (409, "turn-used")
    again = union().row(tokens()[0], 3)
    assert await hand_in(box, again) == TAKEN
    assert await published(box) == file_of(again)


async def test_a_published_row_cannot_undo_its_withdrawal(box: BoxService) -> None:
    signed, withdrawn = union().row(tokens()[0], 1), union().row(tokens()[0], 2, 0)
    await hand_in(box, signed)
    assert await published(box) == file_of(signed)
    assert await hand_in(box, withdrawn) == TAKEN
    assert await hand_in(box, signed) == (409, "turn-used")
    batch = await box.take(union().demand, number=2, after=1, keep=0, fewest=1)
    assert batch is not None
    assert (batch.rows, batch.count) == (file_of(withdrawn), 0)
    assert await hand_in(box, signed) == (409, "turn-used")


@pytest.mark.parametrize("state", ["open", "another text", "closed"])
async def test_nobody_learns_from_published_rows_whether_a_newer_one_waits(
    box: BoxService, state: str
) -> None:
    """A stranger sends each published row again, and with the other signature that anybody can make of it."""
    quiet, withdrawing = tokens()[:2]
    public = [
        [union().row(token, turn, int(turn != 2)) for turn in (1, 2, 3)] for token in (quiet, withdrawing)
    ]
    for turn in range(3):
        for rows in public:
            await hand_in(box, rows[turn])
        assert await box.take(union().demand, number=turn + 1, after=turn, keep=0, fewest=1)
    if state == "closed":
        await box.close(union().demand)
    elif state == "another text":
        await union().amend(box)
    assert await hand_in(box, union().row(withdrawing, 4, 0)) == TAKEN
    sent = [[*rows, *(row | {"signature": _other_signature(row)} for row in rows)] for rows in public]
    answers = [[await box.answer("sign", json.dumps(row).encode()) for row in rows] for rows in sent]
    assert answers[0] == answers[1]
    assert all("error" in said for _, said in answers[0])


async def test_only_the_current_version_can_be_signed(box: BoxService) -> None:
    first, newer = union().row(tokens()[0], 1), union().row(tokens()[0], 2, version=2)
    assert await hand_in(box, newer) == (409, "other-version")
    assert await hand_in(box, first) == TAKEN
    await union().amend(box)
    assert await hand_in(box, first) == TAKEN, "its answer was lost"
    await published(box)
    assert await hand_in(box, first) == (409, "turn-used"), "it is not said that nothing was signed"
    assert await hand_in(box, union().row(tokens()[1])) == (409, "other-version")
    assert await hand_in(box, newer) == TAKEN
    batch = await box.take(union().demand, number=2, after=1, keep=0, fewest=1)
    assert batch is not None
    assert batch.rows == file_of(newer)


async def test_an_unknown_version_is_answered_without_writing_and_tells_nothing_without_a_token(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, row = BoxService(sqlite_database, receipts()), union().row(tokens()[0], version=2)
    await union().open(box)

    def written() -> None:
        raise AssertionError

    monkeypatch.setattr(sqlite_database, "brief", written)
    forged = row | {"token": b64(random.Random(1).randbytes(256))}
    assert await hand_in(box, forged) == (400, "bad-row")
    assert await hand_in(box, row) == (409, "other-version")
    await box.close(union().demand)
    assert await hand_in(box, forged) == (400, "bad-row")
    assert await hand_in(box, row) == (410, "closed")


async def test_a_closed_demand_takes_withdrawals_until_its_ledger_closes(box: BoxService) -> None:
    demand, rows = union().demand, [union().row(token) for token in tokens()[:3]]
    for row in rows[:2]:
        assert await hand_in(box, row) == TAKEN
    await published(box)
    await box.close(demand)
    assert await hand_in(box, rows[2]) == (410, "closed")
    assert await hand_in(box, union().row(tokens()[0], 2, version=1)) == (410, "closed")
    assert await hand_in(box, union().row(tokens()[0], 2, 0)) == TAKEN
    await box.end(demand)
    assert await hand_in(box, union().row(tokens()[1], 2, 0)) == (410, "closed")
    batch = await box.take(demand, number=2, after=1, keep=0, fewest=1)
    assert batch is not None
    assert batch.count == 1


async def test_a_signature_is_late_from_the_deadline_on_and_a_withdrawal_is_not(
    database: Database, clock: MovableClock
) -> None:
    box, rows = BoxService(database, receipts(), clock), [union().row(token) for token in tokens()[:3]]
    await union().open(box, clock() + timedelta(minutes=1))
    assert await hand_in(box, rows[0]) == TAKEN
    clock.move(seconds=60)
    assert await hand_in(box, rows[1]) == (410, "closed")
    assert await hand_in(box, union().row(tokens()[1], version=2)) == (410, "closed"), "nor is it to be read"
    assert await hand_in(box, rows[0]) == TAKEN, "its answer was lost"
    await union().amend(box)  # the deadline is gone
    assert await hand_in(box, union().row(tokens()[2], version=2)) == TAKEN
    await union().open(box, clock())
    assert await hand_in(box, union().row(tokens()[2], 2, version=2)) == (410, "closed")
    assert await hand_in(box, union().row(tokens()[2], 2, 0)) == TAKEN
    assert await published(box) == file_of(rows[0])


@pytest.mark.both_engines
async def test_one_signature_per_key_whatever_is_pressed_by_however_many_at_once(
    database: Database,
) -> None:
    """Two processes on one database, each with other rows of the same keys, in another order."""
    other = await Database.connect(database.url.render_as_string(hide_password=False))
    boxes = [BoxService(database, receipts()), BoxService(other, receipts())]
    await union().open(boxes[0])
    members, chance = tokens()[:6], random.Random(1)
    for part in range(5):
        rows = [union().row(token, 10 * part + turn) for token in members for turn in range(1, 9)]
        chance.shuffle(rows)
        outcomes = await asyncio.gather(*(hand_in(boxes[row["turn"] % 2], row) for row in rows))
        assert set(outcomes) <= {TAKEN, (409, "turn-used")}
        taken = [row for row, outcome in zip(rows, outcomes, strict=True) if outcome == TAKEN]
        assert {row["key"] for row in taken} == {b64(token.key.public) for token in members}
        newest = [
            max((row for row in taken if row["key"] == key), key=lambda row: row["turn"])
            for key in {row["key"] for row in taken}
        ]
        number = part + 1
        batch = await boxes[0].take(union().demand, number=number, after=part, keep=0, fewest=1)
        assert batch is not None
        assert (batch.count, batch.rows) == (len(members), file_of(*newest))
    await other.close()


async def test_a_row_that_could_not_be_stored_is_not_taken(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = BoxService(sqlite_database, receipts())
    await union().open(box)
    row = union().row(tokens()[0])

    async def full(_: object) -> None:
        raise NotStored("full")

    with monkeypatch.context() as patched:
        patched.setattr(sqlite_database, "_check_term", full)
        assert await hand_in(box, row) == (503, "not-stored")
    assert await box.pending(union().demand) == 0
    assert await hand_in(box, row) == TAKEN


async def test_a_caller_who_goes_away_holds_nobody_up(box: BoxService) -> None:
    rows = [union().row(token) for token in tokens()[:3]]
    first = asyncio.create_task(hand_in(box, rows[0]))
    others = [asyncio.create_task(hand_in(box, row)) for row in rows[1:]]
    await asyncio.sleep(0)
    first.cancel()
    assert await asyncio.gather(*others) == [TAKEN, TAKEN]
    await box.finish()
    assert await hand_in(box, rows[0]) == TAKEN


@pytest.mark.parametrize(("bits", "exponent"), [(2048, 3), (3072, 65537)])
async def test_only_an_issuing_key_opens_a_demand(
    sqlite_database: Database, bits: int, exponent: int
) -> None:
    spki = spki_of(rsa.generate_private_key(exponent, bits).public_key())
    box = BoxService(sqlite_database, receipts())
    for wrong in (spki, union().spki + b"\0", b""):
        with pytest.raises(ValueError, match=r".+"):
            await box.open(union().demand, spki=wrong, version=1, text_hash=TEXT, consent_hash=CONSENT)


@pytest.mark.both_engines
async def test_rows_are_taken_in_while_those_that_wait_are_rewritten(
    box: BoxService, database: Database
) -> None:
    """Neither waits for the other: on PostgreSQL each locks what the other needs as well."""
    rewritten: list[bool] = []

    async def rewrite() -> None:
        for _ in range(15):
            rewritten.append(await rewrite_arrivals(database))

    async def press(token: Token) -> list[tuple[int, str]]:
        return [await hand_in(box, union().row(token, turn)) for turn in range(1, 12)]

    _, *outcomes = await asyncio.gather(rewrite(), *map(press, tokens()[:8]))
    assert all(outcome == TAKEN for those in outcomes for outcome in those)
    assert all(rewritten)
    assert await box.pending(union().demand) == 8
