"""Box on another machine, run by others: the same calls as ``BoxService``, over HTTP with a secret.

If no answer comes, the call may have been carried out all the same. It is made again later, by whoever made
it: with the same publication number the box gives the same rows.
"""

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, NoReturn

import aiohttp

from bot.box.api import COUNT, KEY_NAME, bearer
from bot.box.rows import check_file
from bot.box.service import Batch
from bot.common.strict_json import b64
from bot.errors import BoxAway, StartError, UserError
from bot.keystore.files import KEY_BYTES, KeyFolder, KeysError
from bot.web.verify import is_signing_key

_TIMEOUT = aiohttp.ClientTimeout(total=600, sock_connect=10, sock_read=120)
"""A file of 350,000 rows is restored in a minute; nothing is sent back meanwhile."""


class RemoteBox:
    """Client of a box's organisers' side at ``url``. Close it with ``close_session``.

    Every method raises ``BoxAway`` if the box cannot be reached or does not accept the secret, else what
    ``BoxService`` raises.
    """

    def __init__(self, url: str, secret: bytes) -> None:
        self._url = url.rstrip("/")
        self._bearer = bearer(secret)
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str, folder: KeyFolder) -> "AsyncIterator[RemoteBox]":
        """Yield the client of the box whose public address is ``url``, where its organisers' side is at
        ``organisers/``, with the secret in the key folder. Raises ``StartError``."""
        try:
            secret = await folder.in_thread(folder.content, KEY_NAME, KEY_BYTES + 1)
        except KeysError as error:
            raise StartError(error.sentence) from error
        if len(secret) != KEY_BYTES:
            raise StartError("terminal-keys-damaged", path=folder.key_path(KEY_NAME), size=KEY_BYTES)
        made = cls(f"{url}organisers", secret)
        try:
            yield made
        finally:
            await made.close_session()

    async def close_session(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def receipt_key(self) -> bytes:
        """See ``BoxService.receipt_key``."""
        _, _, body = await self._call("receipt_key")
        named = _object(body).get("receipt_key")
        key = bytes.fromhex(named) if isinstance(named, str) and re.fullmatch("[0-9a-f]{64}", named) else b""
        if not is_signing_key(key):
            raise BoxAway("refusal-box-away")
        return key

    async def open(
        self,
        demand: str,
        *,
        spki: bytes,
        version: int,
        text_hash: str,
        consent_hash: str,
        closes_at: datetime | None = None,
    ) -> None:
        """See ``BoxService.open``."""
        await self._call(
            "open",
            demand=demand,
            spki=b64(spki),
            version=version,
            text_hash=text_hash,
            consent_hash=consent_hash,
            closes_at=closes_at and closes_at.isoformat(),
        )

    async def amend(
        self,
        demand: str,
        *,
        version: int,
        text_hash: str,
        consent_hash: str,
        closes_at: datetime | None = None,
    ) -> None:
        """See ``BoxService.amend``."""
        await self._call(
            "amend",
            demand=demand,
            version=version,
            text_hash=text_hash,
            consent_hash=consent_hash,
            closes_at=closes_at and closes_at.isoformat(),
        )

    async def pending(self, demand: str) -> int:
        """See ``BoxService.pending``."""
        _, _, body = await self._call("pending", demand=demand)
        return int(_object(body)["pending"])

    async def take(
        self, demand: str, *, number: int, after: int, keep: int, fewest: int, restored: bool = False
    ) -> Batch | None:
        """See ``BoxService.take``."""
        asked = {"number": number, "after": after, "keep": keep, "fewest": fewest, "restored": restored}
        status, headers, body = await self._call("take", demand=demand, **asked)
        if status == 204:
            return None
        try:
            return Batch(body, int(headers[COUNT]))
        except (KeyError, ValueError) as error:
            raise BoxAway("refusal-box-away") from error

    async def has(self, demand: str, number: int) -> bool:
        """See ``BoxService.has``."""
        _, _, body = await self._call("has", demand=demand, number=number)
        return _object(body).get("has") is True

    async def close(self, demand: str) -> None:
        """See ``BoxService.close``."""
        await self._call("close", demand=demand)

    async def end(self, demand: str) -> None:
        """See ``BoxService.end``."""
        await self._call("end", demand=demand)

    async def void(self, demand: str) -> None:
        """See ``BoxService.void``."""
        await self._call("void", demand=demand)

    async def forget(self, demand: str) -> None:
        """See ``BoxService.forget``."""
        await self._call("forget", demand=demand)

    check = staticmethod(check_file)  # in this process: the box may be somebody else's

    async def restore(self, demand: str, files: Mapping[int, bytes]) -> None:
        """See ``BoxService.restore``."""
        for number, content in sorted(files.items()):
            await self._post(f"restore/{demand}/{number}", content)

    async def _call(self, name: str, **given: Any) -> tuple[int, Mapping[str, str], bytes]:
        return await self._post(name, json.dumps(given).encode())

    async def _post(self, path: str, body: bytes) -> tuple[int, Mapping[str, str], bytes]:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        headers = {"Authorization": self._bearer}
        try:
            # Never to another address: the secret would go along.
            async with self._session.post(
                f"{self._url}/{path}", data=body, headers=headers, allow_redirects=False
            ) as answer:
                content = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise BoxAway("refusal-box-away") from error
        if answer.status not in (200, 204):
            _refuse(answer.status, content)
        return answer.status, answer.headers, content


def _refuse(status: int, content: bytes) -> NoReturn:
    """Raise the error that an answer tells."""
    if status == 401:
        raise BoxAway("refusal-box-secret")
    if status == 409:
        said = _object(content)
        if str(said.get("error")).startswith("refusal-box-") and isinstance(said.get("arguments"), dict):
            raise UserError(said["error"], **said["arguments"])
    if status == 400:
        raise ValueError("the box does not accept this call")
    raise BoxAway("refusal-box-away")


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError as error:
        raise BoxAway("refusal-box-away") from error
    if not isinstance(value, dict):
        raise BoxAway("refusal-box-away")
    return value
