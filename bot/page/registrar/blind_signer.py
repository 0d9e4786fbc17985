"""Blind signing of RSABSSA-SHA384-PSS (RFC 9474, 4.3): the private RSA operation on a value that the caller
has blinded.

With gmpy2 (the extra ``issuing``) by ``powmod_sec``, whose time does not depend on exponent and base;
otherwise by Python's ``pow``, four times slower. The base is blinded again here in either case, so that no
time measured outside depends on a value that a caller chose; and a result that does not verify never leaves:
one wrong bit in a result made by the Chinese remainder theorem gives the key away.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import gcd
from typing import TYPE_CHECKING, Any

from bot.errors import SentenceError
from bot.keystore.files import KeysError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import Keys
from bot.storage.models import IssuingKey, IssuingRound

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

try:
    import gmpy2
except ImportError:
    gmpy2 = None

MODULUS_BITS, EXPONENT = 2048, 65537
LENGTH = MODULUS_BITS // 8
"""Bytes of a blinded value and of a signature."""

Power = Callable[[Any, Any, Any], Any]
"""``base ** exponent % modulus``."""

SECURE_POWER: Power = pow if gmpy2 is None else gmpy2.powmod_sec


class BlindSigningError(Exception):
    """The result of the private operation is wrong: a fault of the machine or of the key."""


def generate_key() -> tuple[bytes, bytes]:
    """Return a new issuing key: PKCS #8 and SubjectPublicKeyInfo, in DER."""
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key  # no start needs it
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    key = generate_private_key(EXPONENT, MODULUS_BITS)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return private, key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def is_blinded(modulus: int, value: bytes) -> bool:
    """Return whether a value may be signed: of the modulus's length, above 1 and below n − 1, and prime to
    n."""
    number = int.from_bytes(value, "big")
    return (
        len(value) == (modulus.bit_length() + 7) // 8
        and 1 < number < modulus - 1
        and gcd(number, modulus) == 1
    )


class BlindSigner:
    """The private half of one issuing key."""

    def __init__(self, key: "RSAPrivateKey", power: Power = SECURE_POWER) -> None:
        numbers = key.private_numbers()
        self._number: Callable[[int], Any] = int if gmpy2 is None or power is pow else gmpy2.mpz
        self._public = numbers.public_numbers
        self._power = power
        self._n, self._e, self._p, self._q, self._dp, self._dq, self._inverse = map(
            self._number,
            (
                self._public.n,
                self._public.e,
                numbers.p,
                numbers.q,
                numbers.dmp1,
                numbers.dmq1,
                numbers.iqmp,
            ),
        )

    @property
    def modulus(self) -> int:
        return self._public.n

    def sign(self, blinded: bytes) -> bytes:
        """Return the signature of a value. Raises ``ValueError`` for one that ``is_blinded`` refuses, and
        ``BlindSigningError``."""
        if not is_blinded(self._public.n, blinded):
            raise ValueError("the value must be blinded: above 1, below n - 1, prime to n, of n's length")
        value = self._number(int.from_bytes(blinded, "big"))
        while True:
            factor = self._number(secrets.randbelow(self._public.n - 2) + 2)
            if gcd(int(factor), self._public.n) == 1:
                break
        base = value * pow(factor, self._e, self._n) % self._n
        of_p = self._power(base % self._p, self._dp, self._p)
        of_q = self._power(base % self._q, self._dq, self._q)
        signed = of_q + (of_p - of_q) * self._inverse % self._p * self._q
        signed = signed * pow(factor, -1, self._n) % self._n
        if pow(signed, self._e, self._n) != value:
            raise BlindSigningError("a blind signature does not verify")
        return int(signed).to_bytes(len(blinded), "big")


log = logging.getLogger(__name__)

SIGNING = ("free", "taken")
"""States of an issuing key whose private half signs."""

_GONE = ("key-missing", "key-damaged", "key-foreign")  # codes of keys that nobody can sign with
_THREADS = 2

Signers = Mapping[str, BlindSigner]
"""Private halves that sign now, by fingerprint."""


class SignerCache:
    """Signers of all rounds. ``close`` it at the end."""

    def __init__(self, keys: Keys) -> None:
        self._folder = keys.folder
        self._files = IssuingFiles(keys.folder)
        self._held: dict[str, BlindSigner] = {}
        self._warned: set[str] = set()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="issuing")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def noted_issues(self, public_id: str) -> int:
        """Return the number of a round's issues that the key folder knows of. Ask before the database is
        read: it knows of at least as many, unless it was restored."""
        return await self._folder.in_time(self._files.issues, public_id)

    async def note_issues(self, public_id: str, number: int) -> None:
        """Note durably that a round has so many issues. Raises ``OSError``."""
        await self._folder.in_time(self._folder.fenced, self._files.note_issues, public_id, number)

    async def load(self, row: IssuingRound, keys: Sequence[IssuingKey], *, lost: bool) -> Signers:
        """Return the signers of a round; none if issued places of it are ``lost``, which would be issued
        twice. A key that is missing or wrong is left out, and logged, once. Raises ``KeysError`` for one that
        only cannot be read now: who is issued tokens without it gets none later."""
        if lost:
            self.warn(SentenceError("terminal-registrar-restored", round=row.number))
            return {}
        return await self._folder.in_time(self._load, row.public_id, keys)

    def _load(self, public_id: str, keys: Sequence[IssuingKey]) -> Signers:
        signers = {}
        for key in keys:
            if key.state not in SIGNING:
                self._held.pop(key.fingerprint, None)
                continue
            if key.fingerprint not in self._held:
                try:
                    private = self._files.read(issuing_key(public_id, key.position), key.spki)
                except KeysError as error:
                    if error.code not in _GONE:
                        raise
                    self.warn(error)
                    continue
                self._held[key.fingerprint] = BlindSigner(private)
            signers[key.fingerprint] = self._held[key.fingerprint]
        return signers

    def drop_others(self, fingerprints: Collection[str]) -> None:
        """Drop every signer but these. One that is dropped while it is needed is loaded again."""
        for name in {*self._held} - {*fingerprints}:
            self._held.pop(name, None)

    async def sign(self, signers: Signers, values: Mapping[str, bytes]) -> dict[str, bytes]:
        """Sign blinded values, by the fingerprint of their key."""

        def each() -> dict[str, bytes]:
            return {name: signers[name].sign(value) for name, value in values.items()}

        return await asyncio.get_running_loop().run_in_executor(self._threads, each)

    def warn(self, error: SentenceError | str) -> None:
        """Log a fault once, not at each request: their times are nobody's business."""
        if str(error) not in self._warned:
            self._warned.add(str(error))
            log.error("%s", error)
