"""Acts of the signing page at the registrar: card, shares, issue, object, remove.

Each is a body and an answer: no address, header or time reaches this module, and nothing of a request is
logged. All refusals of a code are the same, and so are those of a card. A body is strict JSON, base64url,
points of P-256, and the signature of a card.
"""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import notify_organisers, objection_occasion
from bot.common.act_server import MAX_BODY
from bot.common.async_utils import cancel
from bot.common.clock import Clock
from bot.common.strict_json import b64, read_object, unb64
from bot.errors import CANNOT_STORE, UserError
from bot.keystore.keyring import Keys, KeysError, roster_key, round_key, share_key
from bot.page.registrar.backups import issues_missing
from bot.page.registrar.blind_signer import SIGNING, SignerCache, Signers, is_blinded
from bot.page.registrar.cards import card_code_reference, issued_reference, share
from bot.page.registrar.rounds import KEYS_PER_ROUND
from bot.petitions.roster.codes import read_code
from bot.petitions.roster.members import ON_ROSTER
from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingKey, IssuingRound, MemberCard, RosterMember, Server

_ALGORITHM = ec.ECDSA(hashes.SHA256())
_HEX_16, _HEX_32 = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


class ActError(Exception):
    """An act is refused: the HTTP status, and the name of the error that the page has a sentence for."""

    def __init__(self, status: int, name: str) -> None:
        super().__init__(name)
        self.status = status
        self.name = name


def bad_request() -> ActError:
    return ActError(400, "bad-request")


def read_body(body: bytes, members: Collection[str]) -> dict[str, Any]:
    """Return the JSON object of a body, with exactly these members. Raises ``ActError``."""
    if len(body) > MAX_BODY:
        raise bad_request()
    try:
        return read_object(body, members)
    except ValueError:
        raise bad_request() from None


def read_bytes(value: Any, length: int | None = None) -> bytes:
    """Return the bytes of canonical base64url without padding. Raises ``ActError``."""
    try:
        return unb64(value, length)
    except ValueError:
        raise bad_request() from None


def read_round_id(value: Any) -> str:
    """Return a round's id. Raises ``ActError``."""
    if not isinstance(value, str) or not _HEX_16.fullmatch(value):
        raise bad_request()
    return value


def read_blinded(value: Any) -> Mapping[str, bytes]:
    """Return blinded values, of any length, by the fingerprint of their issuing key. Raises ``ActError``."""
    if not isinstance(value, dict) or not value or not all(map(_HEX_32.fullmatch, value)):
        raise bad_request()
    return {name: read_bytes(each) for name, each in value.items()}


def read_card_key(value: Any) -> bytes:
    """Return a card's public key X‖Y, a point of P-256. Raises ``ActError``."""
    key = read_bytes(value, 64)
    _point(key)
    return key


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Return whether this is a card's signature r‖s of a request."""
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    try:
        _point(key).verify(encode_dss_signature(r, s), message, _ALGORITHM)
    except InvalidSignature:
        return False
    return True


def _point(key: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\4" + key)
    except ValueError:
        raise bad_request() from None


_DROP_S = 60.0  # between two looks for keys that the bot destroyed
_HASH_BYTES = 32
_NOT_ASKED_FOR = bytes(_HASH_BYTES)
_NO_ROUND = "-"

_AS_BEFORE = HTTPStatus.ALREADY_REPORTED  # of an act that changes nothing: ``bot.common.act_server``

Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _OpenRound:
    """A round with what can be signed in it now."""

    row: IssuingRound
    keys: Sequence[IssuingKey]  # by position
    signers: Signers
    lost: bool  # issued places are missing: nothing is issued

    def issued_id(self, secret: bytes | None, place: bytes) -> tuple[int, bytes]:
        """Return the primary key of the ``IssuedPlace`` of a place. Raises ``ActError`` without the round's
        key."""
        if secret is None:
            raise ActError(404, "round-unknown")
        return self.row.id, issued_reference(secret, place)


class RegistrarActs:
    """The acts, for all servers, in the block of ``serving``. ``close`` it at the end without one."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._signers = SignerCache(keys)
        self._signing_keys: list[str] = []  # of what the page reads
        self._acts: dict[str, Callable[[int, bytes], Awaitable[Answer]]] = {
            "card": self._card,
            "shares": self._shares,
            "issue": self._issue,
            "object": self._object,
            "remove": self._remove,
        }

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Drop from memory, in the block, what the bot has destroyed; then close."""
        dropping = asyncio.create_task(self._keep_dropping())
        try:
            yield
        finally:
            await cancel(dropping)
            self.close()

    async def _keep_dropping(self) -> None:
        while True:
            await asyncio.sleep(_DROP_S)
            try:
                with suppress(*CANNOT_STORE):  # logged where it began
                    await self.drop_destroyed()
            except Exception as error:  # whatever it is, the next look may drop them
                self._signers.warn(f"keys that were destroyed may still be in memory: {error}")

    async def drop_destroyed(self) -> None:
        """Drop keys from memory that another process has destroyed, and private halves that sign no more."""
        await self._keys.drop_destroyed()
        self._signing_keys = await self._keys.signing_keys()
        async with self._database.read() as session:
            signing = select(IssuingKey.fingerprint).where(IssuingKey.state.in_(SIGNING))
            self._signers.drop_others(set(await session.scalars(signing)))

    def close(self) -> None:
        self._signers.close()

    async def answer(self, server_id: int, act: str, body: bytes) -> Answer:
        """Return the HTTP status and the JSON that answer a request to one server's registrar."""
        try:
            carried_out = self._acts.get(act)
            if carried_out is None:
                raise bad_request()
            return await carried_out(server_id, body)
        except ActError as error:
            return error.status, {"error": error.name}
        except CANNOT_STORE:  # logged where it began
            return 503, {"error": "not-stored"}
        except (KeysError, OSError) as error:
            self._signers.warn(str(error))
            return 503, {"error": "not-stored"}

    async def answer_board(self, board: str, act: str, body: bytes) -> Answer:
        """Answer a request to the registrar of the server with this board."""
        try:
            async with self._database.read() as session:
                with_board = select(Server.id).where(Server.board == board, Server.removed_at.is_(None))
                server_id = await session.scalar(with_board)
        except CANNOT_STORE:
            return 503, {"error": "not-stored"}
        return (
            (404, {"error": "bad-request"}) if server_id is None else await self.answer(server_id, act, body)
        )

    # card: register a card with a code.

    async def _card(self, server_id: int, body: bytes) -> Answer:
        request = read_body(body, ("code", "key"))
        key = read_card_key(request["key"])
        if not isinstance(request["code"], str):
            raise bad_request()
        return await self._register(server_id, request["code"], key), {"card": "taken"}

    async def _register(self, server_id: int, typed: str, key: bytes) -> int:
        """Register a card in the place of a code; return the status of the answer. Raises ``ActError``."""
        unknown = ActError(404, "code-unknown")
        secret = await self._keys.key(roster_key(server_id))
        try:
            code = read_code(typed)
        except UserError:
            raise unknown from None
        if secret is None:
            raise unknown
        reference = card_code_reference(secret, code)
        # Unlimited here, or whoever tries wrong codes would keep out the right ones: among 2^72, guesses find
        # nothing, and the server limits addresses. A wrong code makes no writer wait.
        async with self._database.read() as session:
            found = or_(
                MemberCard.code == reference, (MemberCard.key == key) & (MemberCard.used == reference)
            )
            if not await session.scalar(select(exists().where(MemberCard.server_id == server_id, found))):
                raise unknown
        async with self._database.write() as session:
            rows = await session.execute(
                select(MemberCard, exists().where(ON_ROSTER))
                .where(
                    MemberCard.server_id == server_id,
                    or_(MemberCard.code == reference, MemberCard.key == key),
                )
                .order_by(MemberCard.place)
                .with_for_update(of=MemberCard)
            )
            on_roster = {row[0]: row[1] for row in rows}
            own = next((card for card in on_roster if card.key == key), None)
            of_code = next(
                (
                    card
                    for card, is_on in on_roster.items()
                    if is_on and card.code == reference and self._works(card)
                ),
                None,
            )
            if of_code is None and own is not None and on_roster[own] and own.used == reference:
                return _AS_BEFORE
            if of_code is None or own not in (None, of_code):  # or the card is another place's
                raise unknown
            of_code.key, of_code.used = key, reference
            of_code.code, of_code.code_from = None, None
            return 200

    def _works(self, card: MemberCard) -> bool:
        return card.code_from is None or card.code_from <= self._clock()

    # shares: what a card needs to make its keys for a round.

    async def _shares(self, server_id: int, body: bytes) -> Answer:
        request = read_body(body, ("key", "round", "signature"))
        public_id = _read_round(request["round"])
        key = await self._signed(request, "shares")
        if public_id == _NO_ROUND:  # only to learn of a new code
            async with self._database.read() as session:
                card, on_roster = await _card_of(session, server_id, key)
            if not on_roster:
                raise ActError(404, "card-unknown")
            return _AS_BEFORE, {"shares": {}, "closed": {}, "replacement": _replacement_of(card)}
        noted = await self._signers.noted_issues(public_id)
        secret_of_round = await self._keys.key(round_key(public_id))
        async with self._database.read() as session:
            card, on_roster = await _card_of(session, server_id, key)
            round_ = await self._open_round(session, server_id, public_id, noted)
            issued = await session.get(IssuedPlace, round_.issued_id(secret_of_round, card.place))
        if not on_roster and issued is None and not round_.lost:
            raise ActError(404, "card-unknown")
        shares: dict[str, str] = {}
        closed: dict[str, str] = {}
        for each in round_.keys:
            signs = each.fingerprint in round_.signers
            # For a place that was issued, or may have been, also of what is signed no more: a signature can
            # be withdrawn.
            if issued is not None:
                wanted = _hash_of(issued, each.position) != _NOT_ASKED_FOR
            else:
                wanted = signs or (round_.lost and each.state != "free")
            if each.state == "ended" or not wanted:
                continue
            secret = await self._keys.key(share_key(public_id, each.position))
            if secret is not None:
                (shares if signs else closed)[each.fingerprint] = b64(share(secret, card.place))
        return _AS_BEFORE, {"shares": shares, "closed": closed, "replacement": _replacement_of(card)}

    # issue: sign blinded values, once a place and round.

    async def _issue(self, server_id: int, body: bytes) -> Answer:
        request = read_body(body, ("key", "round", "blinded", "signature"))
        public_id, blinded = read_round_id(request["round"]), _Blinded(read_blinded(request["blinded"]))
        key = await self._signed(request, "issue", blinded.lines)
        noted = await self._signers.noted_issues(public_id)
        secret = await self._keys.key(round_key(public_id))
        await self._known(server_id, key)
        async with self._database.write() as session:
            card, on_roster = await _card_of(session, server_id, key)
            round_ = await self._open_round(session, server_id, public_id, noted, lock=True)
            issued_id = round_.issued_id(secret, card.place)
            issued = await session.get(IssuedPlace, issued_id)
            if issued is None:
                if not on_roster:
                    raise ActError(404, "card-unknown")
                blinded.check(round_)
                session.add(
                    IssuedPlace(
                        round_id=issued_id[0],
                        reference=issued_id[1],
                        hashes=blinded.hashes_by_position(round_.keys),
                    )
                )
                round_.row.issued += 1
            elif not blinded.is_part_of(issued, round_.keys):
                raise ActError(409, "issued-already")
            elif not blinded.values.keys() <= round_.signers.keys():
                raise ActError(409, "keys-changed")
            number = round_.row.issued
        # From here on the place is issued, whatever happens: only these values are ever signed for it.
        try:
            await self._signers.note_issues(public_id, number)
        except OSError as error:
            self._signers.warn(f"the number of issues cannot be noted in the key folder: {error.strerror}")
            raise ActError(503, "not-stored") from None
        signed = await self._signers.sign(round_.signers, blinded.values)
        status = 200 if issued is None else _AS_BEFORE
        return status, {"signatures": {name: b64(value) for name, value in signed.items()}}

    # object, remove: what the holder of a card decides.

    async def _object(self, server_id: int, body: bytes) -> Answer:
        request = read_body(body, ("key", "round", "day", "signature"))
        day = request["day"]
        if not (isinstance(day, str) and day.isascii()):
            raise bad_request()
        key = await self._decided(server_id, request, "object", f"{day}\n")
        async with self._database.write() as session:
            server = await session.get(Server, server_id, with_for_update=True)  # locked first, as everywhere
            card, on_roster = await _card_of(session, server_id, key, lock=True)
            if server is None or not on_roster:
                raise ActError(404, "card-unknown")
            stopped = card.code is not None
            if stopped:
                if card.code_from is None or card.code_from.date().isoformat() != day:
                    raise bad_request()
                card.code, card.code_from = None, None
                now = self._clock()
                await notify_organisers(session, self._database, server, objection_occasion(now), now)
        return 200 if stopped else _AS_BEFORE, {"replacement": "stopped"}

    async def _remove(self, server_id: int, body: bytes) -> Answer:
        key = await self._decided(server_id, read_body(body, ("key", "round", "signature")), "remove", "")
        async with self._database.write() as session:
            card, _ = await _card_of(session, server_id, key, lock=True)
            await session.delete(card)
        return 200, {"card": "removed"}

    async def _decided(self, server_id: int, request: Mapping[str, Any], act: str, about: str) -> bytes:
        """Return the key of the card that signed this decision, for the newest round: it holds not for long.
        Raises ``ActError``."""
        round_id = _read_round(request["round"])
        key = await self._signed(request, act, about)
        await self._known(server_id, key)
        going_on = exists().where(IssuingKey.round_id == IssuingRound.id, IssuingKey.state != "ended")
        newest_first = (
            select(IssuingRound.public_id, IssuingRound.begun_on)
            .where(IssuingRound.server_id == server_id, going_on)
            .order_by(IssuingRound.number.desc())
        )
        async with self._database.read() as session:
            rounds = (await session.execute(newest_first)).all()
        today = self._clock().date()
        newest = next((row.public_id for row in rounds), _NO_ROUND)
        told = next((row.public_id for row in rounds if row.begun_on < today), _NO_ROUND)
        if round_id not in (newest, told):  # the page may not know yet of the one that began today
            raise ActError(404, "round-unknown")
        return key

    async def _signed(self, request: Mapping[str, Any], act: str, about: str = "") -> bytes:
        """Return the key of the card that signed this act, for this union: what it signs at another names
        the key of that one. The key before the union's newest holds as well, until that is replaced: pages
        read it until the board is published again. Raises ``ActError``."""
        key, signature = read_card_key(request["key"]), read_bytes(request["signature"], 64)

        def is_for(union: str) -> bool:
            said = f"tocsin {act} 1\n{union}\n{request['round']}\n{about}"
            return is_signed(key, signature, said.encode())

        if not any(map(is_for, self._signing_keys)):
            self._signing_keys = await self._keys.signing_keys()
            if not any(map(is_for, self._signing_keys)):
                raise ActError(403, "bad-signature")
        return key

    async def _known(self, server_id: int, key: bytes) -> None:
        """Raise ``ActError`` if there is no such card: keys that anybody can make must lock nothing."""
        async with self._database.read() as session:
            await _card_of(session, server_id, key)

    # Rounds and keys.

    async def _open_round(
        self, session: AsyncSession, server_id: int, public_id: str, noted: int, *, lock: bool = False
    ) -> _OpenRound:
        """Return a round that has an issuing key whose ledger is open. Raises ``ActError``."""
        found = select(IssuingRound).where(
            IssuingRound.server_id == server_id, IssuingRound.public_id == public_id
        )
        if lock:  # one issue of a round after the other: its count must be that of the rows
            found = found.with_for_update(key_share=True)
        row = await session.scalar(found)
        keys: Sequence[IssuingKey] = ()
        if row is not None:
            of_round = select(IssuingKey).where(IssuingKey.round_id == row.id).order_by(IssuingKey.position)
            keys = (await session.scalars(of_round)).all()
        if row is None or all(key.state == "ended" for key in keys):
            raise ActError(404, "round-unknown")
        lost = await issues_missing(session, row, noted)
        return _OpenRound(row, keys, await self._signers.load(row, keys, lost=lost), lost)


def _read_round(value: Any) -> str:
    """Return a round's id, or that there is none. Raises ``ActError``."""
    return _NO_ROUND if value == _NO_ROUND else read_round_id(value)


async def _card_of(
    session: AsyncSession, server_id: int, key: bytes, *, lock: bool = False
) -> tuple[MemberCard, bool]:
    """Return a card, and whether its place is on the roster. Raises ``ActError`` if there is none."""
    found = select(MemberCard).where(MemberCard.server_id == server_id, MemberCard.key == key)
    card = await session.scalar(found.with_for_update() if lock else found)
    if card is None:
        raise ActError(404, "card-unknown")
    place = await session.get(RosterMember, (server_id, card.place))
    return card, place is not None and place.seen > 0


def _replacement_of(card: MemberCard) -> str | None:
    """Return the day from which a new code can replace this card, if one was made."""
    pending = card.code_from if card.code is not None else None
    return None if pending is None else pending.date().isoformat()


def _hash_of(issued: IssuedPlace, position: int) -> bytes:
    return issued.hashes[position * _HASH_BYTES : (position + 1) * _HASH_BYTES]


class _Blinded:
    """Blinded values of one request, by the fingerprint of their issuing key."""

    def __init__(self, values: Mapping[str, bytes]) -> None:
        self.values = values
        self._hashes = {name: hashlib.sha256(value).digest() for name, value in values.items()}

    @property
    def lines(self) -> str:
        """The lines that the card signs."""
        return "".join(f"{name} {self._hashes[name].hex()}\n" for name in sorted(self._hashes))

    def check(self, round_: _OpenRound) -> None:
        """Raise ``ActError`` unless there is a value to sign for each key that signs, and for no other."""
        if self.values.keys() != round_.signers.keys():
            raise ActError(409, "keys-changed")
        if not all(is_blinded(round_.signers[name].modulus, value) for name, value in self.values.items()):
            raise ActError(400, "bad-blinded")

    def hashes_by_position(self, keys: Sequence[IssuingKey]) -> bytes:
        """Return the hashes as ``IssuedPlace`` has them."""
        of_key = {key.position: self._hashes.get(key.fingerprint, _NOT_ASKED_FOR) for key in keys}
        return b"".join(of_key.get(position, _NOT_ASKED_FOR) for position in range(KEYS_PER_ROUND))

    def is_part_of(self, issued: IssuedPlace, keys: Sequence[IssuingKey]) -> bool:
        """Return whether each value was issued to this place before."""
        known = {key.fingerprint: _hash_of(issued, key.position) for key in keys}
        return all(known.get(name) == value for name, value in self._hashes.items())
