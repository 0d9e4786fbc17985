"""Vectors of a demand that is signed on the page: a ledger with every kind of entry and row, and attacks."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.demo.signing_member import Token, TokenRequest, b64, fingerprint, unb64
from bot.exports.ledger_file import ledger_file, rounds_file
from bot.exports.manifest import ManifestSigner
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry, entry_hash
from bot.petitions.demands.consent import digest
from bot.petitions.page_rows import rows_index
from tests.board.forger import sign
from tests.board.ledgers import SEED, SLUG
from tests.board.ledgers import whole as plain
from tests.board.vectors import LEDGER, Fault, Vector
from tests.support.token_issuer import TokenIssuer, row_line

RIGHT = "a-list-of-the-page"
BOX = Ed25519PrivateKey.from_private_bytes(b"\xb0" * 32)
TEXTS = [
    {"en": {"title": "Halt all work for ICE", "body": body}} for body in ("Now.", "At once, and for good.")
]
CONSENTS = [{"en": "I consent.", "fr": "Je consens."}, {"en": "I consent, as amended."}]
Rows = dict[int, list[dict[str, Any]]]


@cache
def issuer() -> TokenIssuer:
    """Return the issuer of the vectors."""
    return TokenIssuer()


@cache
def token(place: str) -> Token:
    """Return the token of a place."""
    return issuer().token(place)


@dataclass
class PageLedger:
    """A ledger with its rows, which a test changes before it is written."""

    slug: str = SLUG
    demand_id: int = 7
    spki: bytes = field(default_factory=lambda: issuer().spki)
    entries: list[LedgerEntry] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)
    token: Callable[[str], Token] = token

    @property
    def demand(self) -> str:
        """The hash of the opening, which statements name."""
        return self.entries[0].hash or ""

    def add(self, reason: str, *rows: dict[str, Any], version: int = 1, **told: Any) -> None:
        """Add a publication with its rows."""
        before = self.entries[-1] if self.entries else None
        number = 1 if before is None else before.number + 1
        if rows:
            self.rows[number] = sorted(rows, key=lambda row: unb64(row["key"]))
        values: dict[str, Any] = {
            "demand": self.slug,
            "demand_id": self.demand_id,
            "text_hash": digest(TEXTS[version - 1]),
            "consent_hash": digest(CONSENTS[version - 1]),
            "number": number,
            "published_at": f"2026-03-{number:02}T09:00:00Z",
            "count": self.count(),
            "invalidated": 0,
            "verified_by": "roster",
            "account_days": 0,
            "server_days": 0,
            "reason": reason,
            "breakdown": None,
            "previous_hash": None,
            "format": PAGE_FORMAT,
            "issuing_key": b64(self.spki),
            "places": 100,
            "issued": 30,
            "box_key": BOX.public_key().public_bytes_raw().hex(),
            **told,
        }
        self.entries.append(LedgerEntry(**values))
        self.seal()

    def count(self) -> int:
        """Return how many keys sign after their last act."""
        last: dict[str, str] = {}
        for number in sorted(self.rows):
            last |= {row["key"]: row["act"] for row in self.rows[number]}
        return sum(act == "sign" for act in last.values())

    def seal(self, *, files: bool = True) -> None:
        """Compute every hash anew, as whoever has the key can."""
        for place, made in enumerate(self.entries):
            rows = self.file(made.number)
            if files and rows is not None:
                hashes = {
                    "rows_sha256": hashlib.sha256(rows).hexdigest(),
                    "index_sha256": hashlib.sha256(rows_index(rows)).hexdigest(),
                }
                made = replace(made, **hashes)
            made = replace(made, previous_hash=self.entries[place - 1].hash if place else None)
            self.entries[place] = replace(made, hash=entry_hash(made))

    def sign(self, place: str, turn: int, version: int) -> dict[str, Any]:
        """Return the row of a place; version 0 withdraws."""
        hashes = ("-", "-") if not version else (digest(TEXTS[version - 1]), digest(CONSENTS[version - 1]))
        made = self.token(place)
        return made.row(self.demand, turn=turn, version=version, text=hashes[0], consent=hashes[1])

    def file(self, number: int) -> bytes | None:
        """Return the file of rows of a publication."""
        rows = self.rows.get(number)
        return None if rows is None else b"".join(row_line(row) for row in rows)

    def ledger(self, *, seed: bytes = SEED) -> bytes:
        """Return the ledger file."""
        versions = [
            SimpleNamespace(
                version=number,
                made_at=datetime(2026, 3, number, tzinfo=UTC),
                texts=texts,
                text_hash=digest(texts),
                consent_hash=digest(consent),
            )
            for number, (texts, consent) in enumerate(zip(TEXTS, CONSENTS, strict=True), 1)
        ]
        asked: Any = SimpleNamespace(
            demand=SimpleNamespace(slug=self.slug),
            versions=versions,
            ledger=self.entries,
            consents={digest(each): each for each in CONSENTS},
        )
        return ledger_file(asked, ManifestSigner(seed))

    def files(self) -> dict[str, bytes]:
        """Return all files, by their names beside each other."""
        found = {f"{self.slug}.json": self.ledger()}
        for number in sorted(self.rows):
            rows = self.file(number) or b""
            found[f"{self.slug}/rows-{number}.jsonl"] = rows
            found[f"{self.slug}/rows-{number}.index"] = rows_index(rows)
        return found


def whole() -> PageLedger:
    """Return a history with every kind of entry and row: signed, withdrawn, signed again, a newer version."""
    made = PageLedger()
    made.add("opening", issued=20)
    made.add("batch", *(made.sign(place, 1, 1) for place in "abc"))
    made.add("amended", version=2)
    late = made.sign("a", 2, 0), made.sign("d", 1, 2), made.sign("e", 1, 1)  # e signed before the amendment
    made.add("late", *late, version=2)
    more = made.sign("a", 3, 2), made.sign("b", 2, 2), made.sign("c", 2, 0), made.sign("f", 2, 2)
    made.add("closing", *more, version=2, issued=100)
    made.add("ended", made.sign("e", 2, 0), version=2, issued=100)
    return made


def rounds(keys: Iterable[str] = (), *, seed: bytes = SEED) -> bytes:
    """Return a file of two rounds; the second has the key of the vectors, and these."""
    unused = [hashlib.sha256(b"unused %d" % number).hexdigest() for number in range(11)]
    second = [fingerprint(issuer().spki), *keys, *unused[6:]]
    told = [
        {"number": 1, "id": "00" * 16, "begun_on": "2025-12-01", "keys": unused[:6]},
        {"number": 2, "id": "11" * 16, "begun_on": "2026-03-01", "keys": second[:6]},
    ]
    return rounds_file(told, ManifestSigner(seed))


def _rounds_of_another_order() -> bytes:
    """Return a file of rounds that is signed, with the parts of its key in another order."""
    told = {name: each for name, each in json.loads(rounds()).items() if name != "signature"}
    told["key"] = dict(reversed(told["key"].items()))
    content = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    signature = ManifestSigner(SEED).signature(b"tocsin rounds 1\n" + content.encode())
    return json.dumps({**told, "signature": signature.decode().strip()}, indent=1).encode() + b"\n"


@cache
def right_files() -> Mapping[str, bytes]:
    """Return the files of the right ledger, which the others change."""
    return {**whole().files(), "rounds.json": rounds()}


def _changed(changed: Mapping[str, bytes | None], wrong: Sequence[Fault], **asked: Any) -> Vector:
    """Return the right files with some that are changed (``None``: missing), and each fault to be named."""
    files = {**right_files(), **changed}
    found = {name: raw for name, raw in files.items() if raw is not None}
    return Vector(files=found, wrong=wrong, like=RIGHT, **asked)


def _name(number: int) -> str:
    return f"{SLUG}/rows-{number}.jsonl"


def _lines(number: int) -> list[bytes]:
    return (whole().file(number) or b"").splitlines(keepends=True)


def _forged(
    change: Callable[[PageLedger], object], *wrong: Fault, files: bool = True, **asked: Any
) -> Vector:
    """Return a history that was changed and signed again by whoever has the union's key."""
    made = whole()
    change(made)
    made.seal(files=files)
    return _changed(made.files(), wrong, **asked)


def _at(number: int, row: int, **values: Any) -> dict[str, Any]:
    return {"name": _name(number), "row": row, **values}


def _file_fault(number: int) -> Fault:
    return "rows-hash", {"name": _name(number), "number": number}


def _count_fault(number: int, count: int, found: int) -> Fault:
    return "rows-count", {"number": number, "count": count, "found": found}


def _set(made: PageLedger, number: int, **values: Any) -> None:
    made.entries[number - 1] = replace(made.entries[number - 1], **values)


def _put(made: PageLedger, number: int, *rows: dict[str, Any]) -> None:
    """Replace rows of the same keys in a file, or add them."""
    keys = {row["key"] for row in rows}
    kept = [row for row in made.rows[number] if row["key"] not in keys]
    made.rows[number] = sorted([*kept, *rows], key=lambda row: unb64(row["key"]))


def _place(made: PageLedger, number: int, place: str) -> int:
    """Return the line of a place in a file."""
    key = b64(made.token(place).key.public)
    return 1 + [row["key"] for row in made.rows[number]].index(key)


def _signature_of_another_turn(made: PageLedger) -> None:
    row = {**made.sign("a", 1, 1), "signature": made.sign("a", 5, 1)["signature"]}
    _put(made, 2, row)


def _signed_late(made: PageLedger) -> None:
    _put(made, 6, made.sign("g", 1, 2))
    _set(made, 6, count=made.count())


def _changed_byte() -> Vector:
    lines = _lines(2)
    place = lines[0].index(b'"signature":"') + 20
    lines[0] = (
        lines[0][:place] + (b"A" if lines[0][place : place + 1] != b"A" else b"B") + lines[0][place + 1 :]
    )
    return _changed({_name(2): b"".join(lines)}, (_file_fault(2), ("row-signature", _at(2, 1))))


def _other_token(made: PageLedger) -> None:
    """Put in the token of somebody who was given another issuing key, to be told apart."""
    other = TokenIssuer(another=True)
    asked = TokenRequest(other.spki, made.token("b").key, bytes(48), 3)
    signed = asked.token(other.sign(asked.blinded)).signature
    _put(made, 2, {**made.sign("b", 1, 1), "token": b64(signed)})


def _other_demand() -> PageLedger:
    """Return the ledger of another demand, under the same issuing key."""
    made = PageLedger(slug="pay-rise", demand_id=8)
    made.add("opening")
    made.add("batch", *(made.sign(place, 1, 1) for place in "abc"))
    return made


def _append(number: int, line: bytes) -> dict[str, bytes]:
    return {_name(number): (whole().file(number) or b"") + line}


def _figures(made: PageLedger, number: int) -> dict[str, Any]:
    entry = made.entries[number - 1]
    return {"count": entry.count, "issued": entry.issued}


def dropped(*, number: int = 5) -> PageLedger:
    """Return the history without publication 4, behind one that says it was lost with an older backup."""
    made, lost = whole(), whole().entries[3]
    del made.entries[3:]
    for each in (4, 5, 6):
        del made.rows[each]
    made.add("restored", made.sign("d", 1, 2), version=2)
    made.rows[number] = made.rows.pop(4)
    last = replace(made.entries[3], number=number, count=made.count(), previous_hash=lost.hash)
    made.entries[3] = replace(last, hash=entry_hash(last))
    return made


def receipts(made: PageLedger, row: dict[str, Any], *, of: dict[str, Any] | None = None) -> str:
    """Return the file of the signing page with a row, and the box's receipt of it or of another row."""
    line = hashlib.sha256(row_line(of or row)[:-1]).hexdigest()
    receipt = b64(BOX.sign(f"tocsin receipt 1\n{made.demand}\n{line}\n".encode()))
    rows = {made.demand: {"row": row, "sure": True, "receipt": receipt}}
    return json.dumps({"kind": "tocsin-tokens", "format": 1, "tokens": {}, "rows": rows})


def page_vectors() -> dict[str, Vector]:
    """Return the vectors by their names."""
    attacks = {
        name.replace("'", "").replace(",", "").replace(" ", "-"): each for name, each in _attacks().items()
    }
    return {**_right(), **attacks, **dict(_odd_entries()), **dict(_own_rows()), **dict(_kept_receipts())}


def _right() -> dict[str, Vector]:
    """Return the right ledger, with its rows and without."""
    told = frozenset({"key", "rows", "rounds", "places", "ledger", "counts"})
    unchecked = frozenset({"key", "rows-unchecked", "rounds-unchecked"})
    alone = {LEDGER: right_files()[LEDGER]}
    return {
        RIGHT: Vector(files=right_files(), told=told),
        f"{RIGHT}-without-its-rows": Vector(files=alone, told=unchecked, like=RIGHT),
    }


def _odd_entries() -> Iterator[tuple[str, Vector]]:
    """Yield ledgers whose entries or texts are none of the page, and rows that are none."""
    no_key, mixed, twice = PageLedger(spki=bytes(294)), PageLedger(), PageLedger()
    no_key.add("opening")
    for reason in ("opening", "amended"):
        mixed.add(reason)
    mixed.entries[0] = plain()[0]
    mixed.seal()
    for _ in range(2):
        twice.add("opening")
    consent = json.loads(whole().ledger())
    consent["versions"][0]["consent"]["en"] = "I consent to more."
    other = frozenset({"other-format", "other-issuing-key", "other-box-key", "no-rows", "no-text"})
    found = {
        "an-issuing-key-of-another-form": (no_key.ledger(), frozenset({"issuing-key"})),
        "a-publication-of-another-format": (mixed.ledger(), other),
        "two-openings": (twice.ledger(), frozenset({"opening"})),
        "a-consent-changed": (sign(consent), frozenset({"consent"})),
    }
    for name, (raw, wrong) in found.items():
        yield name, Vector(files={LEDGER: raw}, wrong=wrong)
    yield "a-key-of-the-box-in-whose-name-anybody-signs", _keyless()
    wrong = frozenset({"rows-hash", "index-hash", "row-form", "rows-more", "rows-count"})
    noise = _changed({_name(6): b"no row\n" * 30}, ())
    yield "thirty-lines-that-are-no-rows", replace(noise, wrong=wrong)


def _keyless() -> Vector:
    """Return a ledger whose box has a key of small order, and a receipt that anybody made with it."""
    point = bytes([1, *bytes(31)])
    made = PageLedger()
    for reason in ("opening", "closing"):
        made.add(reason, box_key=point.hex())
    receipt = json.dumps({"row": made.sign("z", 1, 1), "receipt": b64(point + bytes(32))})
    wrong = frozenset({"page-entry", "receipt-wrong"})
    return Vector(files={LEDGER: made.ledger()}, receipts=receipt, wrong=wrong)


def _own_rows() -> Iterator[tuple[str, Vector]]:
    """Yield what signers ask about the rows that they kept."""
    made = whole()
    d, c = made.sign("d", 1, 2), made.sign("c", 1, 1)
    cases = {
        "is-there": (json.dumps(d), "own"),
        "is-there-and-only-its-key-was-kept": (d["key"], "own-signed"),
        "whose-key-withdrew": (c["key"], "own-withdrawn"),
        "was-withdrawn-since": (json.dumps(c), "own-newer"),
        "is-not-published-yet": (json.dumps(made.sign("d", 2, 0)), "own-absent"),
        "is-another-persons": (json.dumps(made.sign("z", 1, 1)), "own-absent"),
        "is-cut-short": (json.dumps(d)[:-9], "own-unread"),
    }
    for name, (row, told) in cases.items():
        wrong = frozenset({told} & {"own-unread"})
        asked = _changed({}, (), row=row)
        yield f"own-row-{name}", replace(asked, wrong=wrong, told=frozenset({told}) - wrong)


def until(reason: str, *more: str) -> PageLedger:
    """Return the history up to the publication with this reason, and others after it without rows."""
    made = whole()
    last = next(place for place, each in enumerate(made.entries, 1) if each.reason == reason)
    made.rows = {number: rows for number, rows in made.rows.items() if number <= last}
    del made.entries[last:]
    for each in more:
        made.add(each, version=2)
    return made


def _kept_receipts() -> Iterator[tuple[str, Vector]]:
    """Yield what signers ask about the receipts that they kept: a row is due at the closing, and a withdrawal
    at the end."""
    struck = frozenset({"row-struck"})
    waits = frozenset({"receipt-waits"})
    cases: dict[str, tuple[PageLedger, tuple[str, int, int], frozenset[str]]] = {
        "published": (whole(), ("d", 1, 2), frozenset({"own"})),
        "withdrawn-since": (whole(), ("c", 1, 1), frozenset({"own", "own-newer"})),
        "struck-at-the-closing": (until("closing"), ("z", 1, 1), struck),
        "that-waits-before-the-closing": (until("late"), ("z", 1, 1), waits),
        "withdrawn-before-it-was-published": (whole(), ("z", 2, 0), frozenset()),
        "that-is-a-withdrawal-and-waits": (until("closing"), ("d", 2, 0), waits),
        "of-a-void-list": (until("late", "void"), ("z", 1, 1), frozenset()),
    }
    for name, (made, row, keys) in cases.items():
        files = {**made.files(), "rounds.json": rounds()}
        asked = receipts(made, made.sign(*row))
        told = frozenset() if keys & struck else keys | {"receipt"}
        found = Vector(files=files, receipts=asked, wrong=keys & struck, told=told, like=RIGHT)
        yield f"row-with-a-receipt-{name}", found
    yield from _no_receipts()


def _no_receipts() -> Iterator[tuple[str, Vector]]:
    """Yield receipts that are none, or not as the page saves them, and some whose rows are not there."""
    made = whole()
    text, struck = receipts(made, made.sign("d", 1, 2)), receipts(made, made.sign("z", 1, 1))
    unread, wrong, none = (
        frozenset({"receipt-unread"}),
        frozenset({"receipt-wrong"}),
        frozenset({"receipt-none"}),
    )
    cases = {
        "longer-than-it-is": (text.replace('"receipt": "', '"receipt": "AA'), unread),
        "of-another-turn": (text.replace('"turn": 1', '"turn": 2'), wrong),
        "for-another-demand": (text.replace('"rows": {"', '"rows": {"00'), none),
        "without-the-receipt": (text.replace('"receipt"', '"other"'), none),
        "cut-short": (text[:-1], unread),
        "that-is-a-list": ("[]", unread),
        "in-a-list": ('{"rows": []}', unread),
        "with-a-row-twice": (text.replace('"sure": true', '"sure": true, "sure": true'), unread),
        "that-is-a-number": (text.replace('"receipt": "', '"receipt": 1, "other": "'), unread),
    }
    for name, (kept, keys) in cases.items():
        found = _changed({}, (), receipts=kept)
        yield f"receipt-{name}", replace(found, wrong=keys - none, told=keys & none)
    pointed = _changed({}, (), receipts=text.replace('"turn": 1', '"turn": 1.0'))
    yield "receipt-with-a-point-in-a-number", replace(pointed, told=frozenset({"receipt", "own"}))
    alone = json.dumps(json.loads(struck)["rows"][made.demand])
    is_struck = frozenset({"row-struck"})
    yield "receipt-alone-of-a-struck-row", replace(_changed({}, (), receipts=alone), wrong=is_struck)
    rows = [name for name in right_files() if name.endswith(".jsonl")]
    told = frozenset({"receipt"})
    unchecked = replace(_changed(dict.fromkeys(rows), (), receipts=struck), told=told)
    yield "receipt-where-no-rows-are", unchecked
    missing = replace(
        unchecked,
        files=_changed({rows[0]: None}, ()).files,
        wrong=frozenset({"rows-missing"}),
        told=frozenset(),
    )
    yield "receipt-where-some-rows-are-missing", missing


def _attacks() -> dict[str, Vector]:
    """Return the attacks by what was done."""
    made = whole()
    lines, fourth = _lines(2), _lines(4)
    other = _other_demand()
    swapped = {**made.sign("a", 1, 1)}
    return {
        "one byte of a row changed": _changed_byte(),
        "one row dropped": _changed(
            {_name(2): b"".join(lines[1:])},
            (
                _file_fault(2),
                ("index-hash", {"name": _name(2), "number": 2}),
                *(_count_fault(number, count, count - 1) for number, count in _dropped(made)),
            ),
        ),
        "one row doubled": _changed(
            {_name(2): b"".join([lines[0], *lines])},
            (
                _file_fault(2),
                ("index-hash", {"name": _name(2), "number": 2}),
                ("row-turn", _at(2, 2)),
                ("row-twice", _at(2, 2)),
            ),
        ),
        "rows in another order": _forged(
            lambda it: it.rows[2].reverse(), ("row-order", _at(2, 2)), ("row-order", _at(2, 3))
        ),
        "a signature after the closing": _forged(_signed_late, ("row-late", _at(6, 1))),
        "the file of rows missing": _changed(
            {_name(4): None}, (("rows-missing", {"name": _name(4), "number": 4}),)
        ),
        "the file of another publication": _changed(
            {_name(5): b"".join(fourth)},
            (
                _file_fault(5),
                ("index-hash", {"name": _name(5), "number": 5}),
                *(("row-turn", _at(5, row)) for row in (1, 2, 3)),
                _count_fault(5, 5, 4),
                _count_fault(6, 4, 3),
            ),
        ),
        "a space in a row": _changed(
            {_name(6): _lines(6)[0].replace(b'"turn":', b'"turn": ')},
            (
                _file_fault(6),
                ("index-hash", {"name": _name(6), "number": 6}),
                ("row-form", _at(6, 1)),
                _count_fault(6, 4, 5),
            ),
        ),
        "a row without its end": _changed(
            _append(6, b'{"act":"sign"'), (_file_fault(6), ("row-form", _at(6, 2)))
        ),
        "a token of another key": _forged(_other_token, ("row-token", _at(2, _place(made, 2, "b")))),
        "a signature of another turn": _forged(
            _signature_of_another_turn, ("row-signature", _at(2, _place(made, 2, "a")))
        ),
        "a turn lowered": _forged(
            lambda it: _put(it, 5, it.sign("a", 1, 1)), ("row-turn", _at(5, _place(made, 5, "a")))
        ),
        "an old signature replayed after the withdrawal": _forged(
            lambda it: _put(it, 6, swapped),
            ("row-late", _at(6, _replayed(made))),
            ("row-turn", _at(6, _replayed(made))),
        ),
        "a version signed that no publication names": _forged(
            lambda it: _put(it, 2, it.sign("a", 1, 2)), ("row-version", _at(2, _place(made, 2, "a")))
        ),
        "rows of another demand": _forged(
            lambda it: _put(it, 2, {**other.sign("a", 1, 1)}),
            ("row-signature", _at(2, _place(made, 2, "a"))),
        ),
        "a count changed": _forged(lambda it: _set(it, 4, count=5), _count_fault(4, 5, 4)),
        "more signatures than issued": _forged(
            lambda it: _set(it, 5, issued=0),
            ("issued", {"number": 5, "count": 5, "issued": 0, "places": 100}),
            ("issued-fell", {"number": 5, "before": 30, "now": 0}),
            ("figures-changed", {"number": 6}),
            ("rows-issued", {"number": 5, "found": 6, "issued": 0}),
        ),
        "more issued than places": _forged(
            lambda it: _set(it, 2, issued=110),
            ("issued", {"number": 2, "count": 3, "issued": 110, "places": 100}),
            ("issued-fell", {"number": 3, "before": 110, "now": 30}),
        ),
        "an exact number issued": _forged(
            lambda it: _set(it, 2, issued=23),
            ("issued", {"number": 2, "count": 3, "issued": 23, "places": 100}),
        ),
        "an exact number of places": _forged(
            lambda it: [_set(it, number, places=101) for number in range(2, 7)],
            *(("issued", {"number": n, **_figures(made, n), "places": 101}) for n in range(2, 7)),
        ),
        "places that fall": _forged(
            lambda it: _set(it, 2, places=300), ("places-fell", {"number": 3, "before": 300, "now": 100})
        ),
        "more places after the closing": _forged(
            lambda it: _set(it, 6, places=110), ("figures-changed", {"number": 6})
        ),
        "more tokens issued after the closing": _forged(
            lambda it: [_set(it, 5, issued=90), _set(it, 6, issued=100)], ("figures-changed", {"number": 6})
        ),
        "another key of the box in one entry": _forged(
            lambda it: _set(it, 6, box_key="b1" * 32), ("other-box-key", {"number": 6})
        ),
        "a list that is void, with rows": _forged(
            lambda it: _set(it, 6, reason="void"), ("page-entry", {"number": 6})
        ),
        "a publication after a list was void": _forged(
            lambda it: _set(it, 3, reason="void"), ("after-end", {"number": 4})
        ),
        "a publication dropped behind a restored one": _changed(
            dropped().files(), (("head-absent", {"number": 4}),), head=_head(made, 4)
        ),
        "another publication in the place of a lost one": _changed(
            dropped(number=4).files(), (("head-other", {"number": 4}),), head=_head(made, 4)
        ),
        "a row with a receipt struck": _changed(
            {}, (("row-struck", {"demand": SLUG}),), receipts=receipts(made, made.sign("z", 1, 1))
        ),
        "a withdrawal with a receipt struck": _changed(
            {}, (("row-struck", {"demand": SLUG}),), receipts=receipts(made, made.sign("d", 2, 0))
        ),
        "a receipt of another row": _changed(
            {},
            (("receipt-wrong", {"demand": SLUG}),),
            receipts=receipts(made, made.sign("z", 1, 1), of=made.sign("y", 1, 1)),
        ),
        "another issuing key in one entry": _forged(
            lambda it: _set(it, 6, issuing_key=b64(_other_spki())),
            ("other-issuing-key", {"number": 6}),
        ),
        "a new version with rows": _forged(
            lambda it: _set(it, 4, reason="amended"), ("page-entry", {"number": 4})
        ),
        "an index of other rows": _forged(
            lambda it: _set(it, 4, index_sha256="00" * 32),
            ("index-hash", {"name": _name(4), "number": 4}),
            files=False,
        ),
        "an older file than the head": _changed(
            _older(), (("head-newer", {"number": 5}),), head=_head(made, 5)
        ),
        "another history than the head": _forged(
            lambda it: _set(it, 2, published_at="2026-03-02T10:00:00Z"),
            ("head-other", {"number": 5}),
            head=_head(made, 5),
        ),
        "a row of one's own changed": _changed(
            {}, (("own-other", _at(2, _place(made, 2, "a"))),), row=_changed_own()
        ),
        "a publication without its format": _changed(_without_format(), (("no-ledger", {}),)),
        "a publication on a day that no calendar has": _forged(
            lambda it: _set(it, 6, published_at="2026-02-30T09:00:00Z"), ("no-ledger", {})
        ),
        "rounds that another key signed": _changed(
            {"rounds.json": rounds(seed=bytes(32))}, (("rounds-unread", {"name": "rounds.json"}),)
        ),
        "rounds whose key is written in another order": _changed(
            {"rounds.json": _rounds_of_another_order()}, (("rounds-unread", {"name": "rounds.json"}),)
        ),
        "an issuing key that was not announced": _changed(
            {"rounds.json": rounds_file([], ManifestSigner(SEED))}, (("round-no-key", {"demand": SLUG}),)
        ),
        "a key announced twice": _changed(
            {"rounds.json": rounds([hashlib.sha256(b"unused 1").hexdigest()])},
            (("round", {"name": "rounds.json", "number": 2}),),
        ),
    }


def _dropped(made: PageLedger) -> list[tuple[int, int]]:
    """Return the numbers and counts of the publications up to the next act of the first row's key."""
    key = made.rows[2][0]["key"]
    until = min(
        number
        for number in (4, 5, 6, 7)
        if number == 7 or any(row["key"] == key for row in made.rows[number])
    )
    return [(each.number, each.count) for each in made.entries if 2 <= each.number < until]


def _replayed(made: PageLedger) -> int:
    row = made.sign("a", 1, 1)
    return 1 + sorted([*made.rows[6], row], key=lambda each: unb64(each["key"])).index(row)


@cache
def _other_spki() -> bytes:
    """Return another key of the same form; it signs nothing."""
    spki = issuer().spki
    return spki[:100] + bytes([spki[100] ^ 1]) + spki[101:]


def _older() -> dict[str, bytes | None]:
    older = whole()
    older.entries = older.entries[:4]
    return {**older.files(), **{_name(number): None for number in (5, 6)}}


def _without_format() -> dict[str, bytes | None]:
    """Return a ledger that one key of the last publication was taken out of."""
    ledger = json.loads(whole().ledger())
    del ledger["entries"][-1]["format"]
    return {f"{SLUG}.json": json.dumps(ledger, ensure_ascii=False, indent=1).encode() + b"\n"}


def _head(made: PageLedger, number: int) -> str:
    return f"{SLUG} {number} {(made.entries[number - 1].hash or '')[:32]}"


def _changed_own() -> str:
    row = whole().sign("a", 1, 1)
    return json.dumps({**row, "token": b64(bytes(256))})
