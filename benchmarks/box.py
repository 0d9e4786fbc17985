"""Benchmark: rows that the box takes in, each durable before it is answered, beside bare SQLite inserts.

Every row has a token and a statement of its own, which the box verifies. The baseline stores rows of the same
size, as many in a transaction as are in flight, with the same durability, and verifies nothing. The two take
turns.
"""

import asyncio
import hashlib
import json
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from benchmarks.report import Figure
from bot.common.strict_json import b64
from bot.keystore.files import KeyFolder
from bot.page.box.receipts import KEY_NAME, Receipts
from bot.page.box.rows import SIGN, Row
from bot.page.box.service import BoxService
from bot.storage import Database
from bot.storage.migrate import upgrade

ROUNDS, EACH, IN_FLIGHT = 5, 1_000, 200
MIN_RATE = 1_000  # rows a second
DEMAND, TEXT, CONSENT = (hashlib.sha256(word).hexdigest() for word in (b"demand", b"text", b"consent"))


async def measure() -> list[Figure]:
    """Measure the service in this process."""
    key = rsa.generate_private_key(65537, 2048)
    rows = [new_row(key) for _ in range(ROUNDS * EACH)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = await Database.connect(f"sqlite+aiosqlite:///{folder / 'box.db'}")
        await upgrade(database)
        keys = KeyFolder(folder / "keys")
        keys.make_folder()
        box = BoxService(database, Receipts(partial(keys.in_thread, keys.make, KEY_NAME)))
        spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        await box.open(DEMAND, spki=spki, version=1, text_hash=TEXT, consent_hash=CONSENT)
        figures = await _service(folder, box, rows)
        await database.close()
        return figures


def new_row(key: rsa.RSAPrivateKey) -> Row:
    """Return a row of a new member: a token that is not signed blind is verified in the same way."""
    own = ec.generate_private_key(ec.SECP256R1())
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    token = key.sign(b"tocsin token 1\n" + public, pss, hashes.SHA384())
    statement = f"tocsin statement 1\n{DEMAND}\n1\nsign\n1\n{TEXT}\n{CONSENT}\n".encode()
    parts = decode_dss_signature(own.sign(statement, ec.ECDSA(hashes.SHA256())))
    return Row(public, 1, SIGN, 1, token, b"".join(part.to_bytes(32, "big") for part in parts))


def body_of(row: Row) -> bytes:
    value: dict[str, Any] = {"demand": DEMAND, "turn": row.turn, "act": row.act, "version": row.version}
    value |= {"key": b64(row.key), "token": b64(row.token), "signature": b64(row.signature)}
    return json.dumps(value).encode()


async def _service(folder: Path, box: BoxService, rows: Sequence[Row]) -> list[Figure]:
    bodies = [body_of(row) for row in rows]
    ours, bare, spent = [], [], 0.0
    with closing(_bare_database(folder / "bare.db")) as connection:
        for start in range(0, len(rows), EACH):
            begun, used = time.perf_counter(), time.process_time()
            await _hand_in(box, bodies[start : start + EACH])
            spent += time.process_time() - used
            ours.append(EACH / (time.perf_counter() - begun))
            bare.append(await asyncio.to_thread(_bare, connection, rows[start : start + EACH]))
    rate = median(ours)
    return [
        Figure(
            "box",
            f"rows a second, {IN_FLIGHT} in flight",
            "/s",
            rate,
            median(bare),
            "bare SQLite, unverified",
            f"≥ {MIN_RATE:,} /s",
            rate >= MIN_RATE,
        ),
        Figure("box", "CPU time of a row", "µs", spent / len(rows) * 1e6),
    ]


async def _hand_in(box: BoxService, bodies: Sequence[bytes]) -> None:
    room = asyncio.Semaphore(IN_FLIGHT)

    async def one(body: bytes) -> None:
        async with room:
            status, said = await box.answer("sign", body)
            assert status == 200, said

    await asyncio.gather(*map(one, bodies))


def _bare_database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE rows (key BLOB PRIMARY KEY, turn, act, version, token, signature) WITHOUT ROWID"
    )
    return connection


def _bare(connection: sqlite3.Connection, rows: Sequence[Row]) -> float:
    begun = time.perf_counter()
    for start in range(0, len(rows), IN_FLIGHT):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows[start : start + IN_FLIGHT])
        connection.execute("COMMIT")
    return len(rows) / (time.perf_counter() - begun)
