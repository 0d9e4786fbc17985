"""Blind signers of a round, loaded from the key folder, and the threads that they sign in."""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.errors import SentenceError
from bot.keystore.files import KeysError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import Keys
from bot.registrar.blind_signer import BlindSigner
from bot.storage.models import IssuingKey, IssuingRound

log = logging.getLogger(__name__)

SIGNING = ("free", "taken")
"""States of an issuing key whose private half signs."""

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
        await self._folder.in_time(self._files.note_issues, public_id, number)

    async def load(self, row: IssuingRound, keys: Sequence[IssuingKey], *, lost: bool) -> Signers:
        """Return the signers of a round; none if issued places of it are ``lost``, which would be issued
        twice. A key that is missing or wrong is logged, once."""
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
