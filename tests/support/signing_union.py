"""Small union on loopback, for tests of the signing page: a registrar and a box made of the reference
member's code, in memory, and a board that serves the page, the state and the lists.

Board and acts have two origins, as they may have. Everything that a browser sends is kept as it came.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.board.signing import page
from bot.board.signing_data import state_signature
from bot.demo.signing_member import (
    b64,
    blinded_lines,
    card_message,
    fingerprint,
    statement,
    unb64,
    verify_token,
)
from bot.exports.ledger_file import rounds_file
from bot.exports.manifest import ManifestSigner, short_fingerprint
from bot.exports.manifest import fingerprint as key_fingerprint
from bot.petitions.demands.consent import digest
from bot.petitions.page_rows import rows_index
from bot.petitions.roster.codes import new_code, read_code
from bot.texts import Texts
from tests.support.token_issuer import row_line, spki_of, verify_signature

Answer = tuple[int, dict[str, Any]]

TEXTS = {
    "en": {"title": "Halt all work for ICE", "body": "We demand an end to it.\nAt once."},
    "fr": {"title": "Arrêt de tout travail pour ICE", "body": "Nous exigeons l’arrêt.\nImmédiat."},
}
CONSENT = {
    "en": "I support this demand and consent to the union publishing my signature, without my name.",
    "fr": "Je soutiens cette revendication et consens à la publication de ma signature, sans mon nom.",
}
NOTICE = {"en": "Responsible: Union of Example Ltd", "fr": "Responsable : Syndicat d’Exemple SA"}


class Refusal(Exception):
    """An act that is refused: status and name."""


@cache
def _private_key(number: int) -> rsa.RSAPrivateKey:
    """Issuing key, made once for all tests."""
    return rsa.generate_private_key(65537, 2048)


def _spki(number: int) -> bytes:
    return spki_of(_private_key(number).public_key())


@dataclass
class Board:
    """Signer of the files of a board. A dishonest board has another."""

    signer: ManifestSigner

    @property
    def line(self) -> str:
        """The line below a code on a letter."""
        return short_fingerprint(self.signer.public_key)

    @property
    def key(self) -> dict[str, str]:
        public_key = self.signer.public_key
        shown = key_fingerprint(public_key)
        return {"algorithm": "Ed25519", "public_key": public_key, "fingerprint": shown}

    def ledger(self, demand: "PageDemand") -> dict[str, Any]:
        """Return the signed ledger of a demand, as far as the page reads it."""
        return self.signed({"kind": "ledger", "key": self.key, "entries": demand.entries})

    def signed(self, ledger: dict[str, Any]) -> dict[str, Any]:
        said = {name: value for name, value in ledger.items() if name != "signature"}
        signed = (
            b"tocsin ledger 1\n"
            + json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        )
        return {**said, "signature": self.signer.signature(signed).decode().strip()}

    def state(self, state: dict[str, Any]) -> tuple[bytes, bytes]:
        """Return ``state.json`` with the key, and ``state.sig``."""
        raw = json.dumps({**state, "signing_key": self.signer.public_key}).encode()
        return raw, state_signature(raw, self.signer)

    def rounds(self, rounds: list[dict[str, Any]]) -> bytes:
        """Return ``rounds.json`` for the rounds of a state."""
        announced = [
            {**each, "keys": [fingerprint(unb64(key["key"])) for key in each["keys"]]} for each in rounds
        ]
        return rounds_file(announced, self.signer)


@dataclass
class PageDemand:
    """A demand that is signed on the page."""

    name: str
    key: str
    texts: dict[str, Any] = field(default_factory=lambda: dict(TEXTS))
    consent: dict[str, str] = field(default_factory=lambda: dict(CONSENT))
    state: str = "open"
    goal: int | None = None
    version: int = 1
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by key
    files: list[tuple[str, bytes]] = field(default_factory=list)
    indexed: bool = False  # as those of a long list are
    closing: bool = False  # whether its last publication is the closing count
    void: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        self.amend(self.texts, self.version)
        spki = next(spki for spki in map(_spki, range(2 * KEYS)) if fingerprint(spki) == self.key)
        self.first = {"format": 4, "demand": self.name, "number": 1, "count": 0, "reason": "opening"}
        self.first |= {"issuing_key": b64(spki), "rows_sha256": None, **self.versions[str(self.version)]}
        self.first |= {"previous_hash": None, "box_key": BOX.public_key().public_bytes_raw().hex()}
        self.opening = digest(self.first)

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries of the public ledger, as far as the page reads them."""
        entries = [{**self.first, "hash": self.opening}]
        for number, (_, raw) in enumerate(self.files, 2):
            entry = {**self.first, "number": number, "reason": "batch", "previous_hash": entries[-1]["hash"]}
            entry["rows_sha256"] = hashlib.sha256(raw).hexdigest()
            entry["index_sha256"] = self.index_hash(raw)
            if self.closing and number == len(self.files) + 1:
                entry["reason"] = "closing"
            entries.append({**entry, "hash": digest(entry)})
        return entries

    def index_hash(self, raw: bytes) -> str | None:
        return hashlib.sha256(rows_index(raw)).hexdigest() if self.indexed else None

    def amend(self, texts: dict[str, Any], version: int) -> None:
        """Put a new version of the text in the place of the old one."""
        self.texts, self.version = texts, version
        self.versions[str(version)] = {"text_hash": digest(texts), "consent_hash": digest(self.consent)}

    @property
    def count(self) -> int:
        """The signatures that are published: keys whose last act is to sign."""
        last: dict[str, str] = {}
        for _, raw in self.files:
            last |= {row["key"]: row["act"] for row in map(json.loads, raw.splitlines())}
        return sum(act == "sign" for act in last.values())

    def publish(self) -> None:
        """Publish the last row of each key, as the box does: no withdrawal of what was never published."""
        known = b"".join(raw for _, raw in self.files)
        last = [
            found[-1]
            for key, found in self.rows.items()
            if row_line(found[-1]) not in known and (found[-1]["act"] == "sign" or key.encode() in known)
        ]
        raw = b"".join(
            sorted((row_line(row) for row in last), key=lambda line: unb64(json.loads(line)["key"]))
        )
        self.files.append((f"ledger/{self.name}/rows-{len(self.files) + 2}.jsonl", raw))


BOX = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
"""The key of the box's receipts."""

KEYS = 3
"""Issuing keys of a round."""


class Union:
    """Registrar, box and board of one union. ``first`` is the number of its first issuing key."""

    def __init__(self, first: int = 0) -> None:
        self.round = bytes(range(16)).hex()
        self.private = {fingerprint(_spki(n)): _private_key(n) for n in range(first, first + KEYS)}
        names = list(self.private)
        self.demands = [PageDemand("halt-ice", names[0], goal=500), PageDemand("other", names[1])]
        self.codes: dict[str, str | None] = {read_code(new_code()): None for _ in range(4)}
        self.issued: dict[str, dict[str, str]] = {}
        self.replacement: str | None = None
        self.removed: set[str] = set()
        self.received: list[tuple[str, bytes]] = []
        self.lost: list[str] = []  # acts whose next answer is lost
        self.refused: dict[str, Answer] = {}  # acts whose next answer is another
        self.receipt: dict[str, Any] | None = None  # what stands in the place of each receipt
        self.board = self.acts = ""
        self.signed = Board(ManifestSigner(bytes(range(32))))

    @property
    def code(self) -> str:
        """A code that nobody has used."""
        text = next(code for code, key in self.codes.items() if key is None)
        return "-".join(text[at : at + 4] for at in range(0, 16, 4))

    @property
    def line(self) -> str:
        """The line below a code on a letter."""
        return self.signed.line

    def state(self) -> dict[str, Any]:
        """Return what everybody fetches."""
        taken = {demand.key: demand.opening for demand in self.demands if demand.state != "ended"}
        spkis = {name: spki_of(key.public_key()) for name, key in self.private.items()}
        keys = [{"key": b64(spki), "demand": taken.get(name)} for name, spki in spkis.items()]
        return {
            "format": 1,
            "union": "CGT Example <b>",
            "registrar": f"{self.acts}/u/registrar/",
            "box": f"{self.acts}/u/box/",
            "board": f"{self.board}/",
            "places": 300,
            "rounds": [{"number": 1, "id": self.round, "begun_on": "2026-11-02", "keys": keys}],
            "demands": [self._shown(demand) for demand in self.demands],
            "notice": NOTICE,
        }

    @property
    def announced(self) -> list[dict[str, Any]]:
        """The rounds that were begun, as those of a state."""
        rounds: list[dict[str, Any]] = self.state()["rounds"]
        return rounds

    def _shown(self, demand: PageDemand) -> dict[str, Any]:
        named = demand.versions[str(demand.version)]
        files = [
            {
                "number": n,
                "path": path,
                "rows": raw.count(b"\n"),
                "sha256": hashlib.sha256(raw).hexdigest(),
                "index_sha256": demand.index_hash(raw),
            }
            for n, (path, raw) in enumerate(demand.files, 2)
        ]
        return {
            "demand": demand.opening,
            "slug": demand.name,
            "key": demand.key,
            "state": demand.state,
            "void": demand.void,
            "version": demand.version,
            "texts": demand.texts,
            "consent": demand.consent,
            **named,
            "closes_on": "2026-12-24",
            "goal": demand.goal,
            "count": demand.count,
            "published_on": "2026-11-20" if files else None,
            "rows": files,
            "versions": demand.versions,
        }

    def answer(self, act: str, body: bytes) -> Answer:
        """Do an act."""
        try:
            told: dict[str, Any] = getattr(self, f"_{act}")(**json.loads(body))
        except Refusal as error:
            status, name = error.args
            return status, {"error": name}
        except (TypeError, ValueError, AttributeError, KeyError):
            return 400, {"error": "bad-request"}
        return 200, told

    def _card(self, code: str, key: str) -> dict[str, Any]:
        plain = read_code(code)
        if self.codes.get(plain, "") not in (None, key):
            raise Refusal(404, "code-unknown")
        self.codes[plain] = key
        return {"card": "taken"}

    def _shares(self, key: str, round: str, signature: str) -> dict[str, Any]:
        self._check_card(key, signature, "shares", round)
        if round == "-":
            return {"shares": {}, "closed": {}, "replacement": self.replacement}
        issued, open_keys = self.issued.get(key), self._open_keys()
        closed = {demand.key for demand in self.demands if demand.state == "closed"} & set(issued or ())
        asked = [name for name in open_keys if issued is None or name in issued]
        return {
            "shares": {name: b64(self._share(key, name)) for name in asked},
            "closed": {name: b64(self._share(key, name)) for name in sorted(closed)},
            "replacement": self.replacement,
        }

    def _issue(self, key: str, round: str, blinded: dict[str, str], signature: str) -> dict[str, Any]:
        values = {name: unb64(value) for name, value in blinded.items()}
        self._check_card(key, signature, "issue", round, *blinded_lines(values))
        known = self.issued.get(key)
        if not set(blinded) <= set(self._open_keys()) or (
            known is None and len(blinded) < len(self._open_keys())
        ):
            raise Refusal(409, "keys-changed")
        if any(known[name] != blinded[name] for name in blinded if known is not None):
            raise Refusal(409, "issued-already")
        self.issued.setdefault(key, blinded)
        return {"signatures": {name: b64(self._blind_sign(name, value)) for name, value in values.items()}}

    def _object(self, key: str, round: str, day: str, signature: str) -> dict[str, Any]:
        self._check_card(key, signature, "object", round, day)
        if day != self.replacement:
            raise Refusal(400, "bad-request")
        self.replacement = None
        return {"replacement": "stopped"}

    def _remove(self, key: str, round: str, signature: str) -> dict[str, Any]:
        self._check_card(key, signature, "remove", round)
        self.removed.add(key)
        return {"card": "removed"}

    def _sign(
        self, demand: str, key: str, token: str, turn: int, act: str, version: int, signature: str
    ) -> dict[str, Any]:
        found = next((each for each in self.demands if each.opening == demand), None)
        if found is None:
            raise Refusal(404, "demand-unknown")
        named = found.versions.get(str(version), {"text_hash": "-", "consent_hash": "-"})
        said = statement(demand, turn, act, version, named["text_hash"], named["consent_hash"])
        try:
            verify_token(spki_of(self.private[found.key].public_key()), unb64(key), unb64(token))
            verify_signature(unb64(key), unb64(signature), said)
        except InvalidSignature:
            raise Refusal(400, "bad-row") from None
        names = ("key", "token", "turn", "act", "version", "signature")
        row = dict(zip(names, (key, token, turn, act, version, signature), strict=True))
        rows = found.rows.setdefault(key, [])
        if any(row_line(row) in raw for _, raw in found.files):
            raise Refusal(409, "turn-used")
        if row in rows[-1:]:
            return self._taken(demand, row)
        if found.state == "ended" or (found.state == "closed" and act == "sign"):
            raise Refusal(410, "closed")
        if act == "sign" and version != found.version:
            raise Refusal(409, "other-version")
        if rows and turn <= rows[-1]["turn"]:
            raise Refusal(409, "turn-used")
        rows.append(row)
        return self._taken(demand, row)

    def _taken(self, demand: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a row that was taken, with its receipt."""
        line = hashlib.sha256(row_line(row).removesuffix(b"\n")).hexdigest()
        receipt = b64(BOX.sign(f"tocsin receipt 1\n{demand}\n{line}\n".encode()))
        if self.receipt is not None:
            return {"row": "taken", **self.receipt}
        return {"row": "taken", "receipt": receipt}

    def _check_card(self, key: str, signature: str, act: str, round_id: str, *about: str) -> None:
        said = card_message(act, self.signed.signer.public_key, round_id, *about)
        try:
            verify_signature(unb64(key), unb64(signature), said)
        except InvalidSignature:
            raise Refusal(403, "bad-signature") from None
        if key not in self.codes.values() or key in self.removed:
            raise Refusal(404, "card-unknown")
        if round_id not in ("-", self.round):
            raise Refusal(404, "round-unknown")

    def _open_keys(self) -> list[str]:
        closed = {demand.key for demand in self.demands if demand.state != "open"}
        return [name for name in self.private if name not in closed]

    def _share(self, key: str, name: str) -> bytes:
        place = next(code for code, known in self.codes.items() if known == key)
        return hashlib.sha256(f"{name} {place}".encode()).digest()

    def _blind_sign(self, name: str, value: bytes) -> bytes:
        numbers = self.private[name].private_numbers()
        signed = pow(int.from_bytes(value, "big"), numbers.d, numbers.public_numbers.n)
        return signed.to_bytes(256, "big")

    def file(self, path: str) -> tuple[str, bytes] | None:
        """Return the type and the content of a file of the board."""
        folder, _, name = path.strip("/").partition("/")
        if path in ("/sign/state.json", "/sign/state.sig"):
            state, signature = self.signed.state(self.state())
            json_asked = path.endswith("json")
            return ("application/json", state) if json_asked else ("text/plain", signature)
        if path == "/rounds.json":
            return "application/json", self.signed.rounds(self.announced)
        if name == "sign.html" and folder in ("en", "fr"):
            t = Texts.load().of(folder)
            content = page(
                t,
                title="Board of Example",
                languages=("en", "fr"),
                board=f"{self.board}/",
                key=key_fingerprint(self.signed.signer.public_key),
                asked=(f"{self.acts}/u/registrar/", f"{self.acts}/u/box/"),
            )
            return "text/html; charset=utf-8", content
        for demand in self.demands:
            if path == f"/ledger/{demand.name}.json":
                return "application/json", json.dumps(self.signed.ledger(demand)).encode()
            for known, raw in demand.files:
                if path == f"/{known}":
                    return "application/x-ndjson", raw
                if demand.indexed and path == f"/{known.removesuffix('jsonl')}index":
                    return "application/octet-stream", rows_index(raw)
        return None


@contextmanager
def served_union(union: Union | None = None) -> Iterator[Union]:
    """Serve a union on loopback: its board at one port, its acts at another."""
    union = union or Union()
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(union)) for _ in range(2)]
    union.board, union.acts = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield union
    for server in servers:
        server.shutdown()
        server.server_close()


def _handler(union: Union) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            union.received.append((self.path, bytes(str(self.headers), "utf-8")))
            found = union.file(self.path)
            if found is None:
                return self._send(404, "text/plain", b"no")
            return self._send(200, *found)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            union.received.append((self.path, bytes(str(self.headers), "utf-8") + body))
            act = self.path.rsplit("/", 1)[-1]
            status, told = union.refused.pop(act, None) or union.answer(act, body)
            lost = act in union.lost
            if lost:
                union.lost.remove(act)
                self.close_connection = True
            return self._send(status, "application/json", json.dumps(told).encode(), lost=lost)

        def _send(self, status: int, kind: str, content: bytes, *, lost: bool = False) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content[: 0 if lost else None])

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def forms_of(secret: bytes, text: str) -> Mapping[str, bytes]:
    """Return the forms in which a card could leak: raw, in hexadecimal, base64, as written down."""
    return {
        "raw": secret,
        "hex": secret.hex().encode(),
        "base64": base64.b64encode(secret)[:21],
        "base64url": base64.urlsafe_b64encode(secret)[:21],
        "text": text.encode(),
        "plain": text.replace("-", "").encode(),
    }
