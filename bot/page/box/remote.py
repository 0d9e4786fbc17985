"""Box on another machine, run by others: the same calls as ``BoxService``, over HTTP with a secret.

If no answer comes, the call may have been carried out all the same. It is made again later, by whoever made
it: with the same publication number the box gives the same rows.
"""

import inspect
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from types import NoneType
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar

import aiohttp

from bot.board.verify import is_signing_key
from bot.errors import BoxAway, StartError, UserError
from bot.keystore.files import KEY_BYTES, KeyFolder, KeysError
from bot.page.box.api import CALLS, COUNT, KEY_NAME, MAX_FILE, MAX_QUESTION, bearer, write_arguments
from bot.page.box.rows import check_file
from bot.page.box.service import Batch, BoxService

_TIMEOUT = aiohttp.ClientTimeout(total=600, sock_connect=10, sock_read=120)
"""A file of 350,000 rows is restored in a minute; nothing is sent back meanwhile."""

_NUMBERED = ("refusal-box-number", "refusal-box-file")
_PLAIN = ("refusal-box-differs", "refusal-box-receipt-key", "refusal-box-unknown")
"""Refusals of the box. No other is told on: organisers read them, and the box may be somebody else's."""

P = ParamSpec("P")
T = TypeVar("T")


def _sent(
    call: Callable[Concatenate[BoxService, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate["RemoteBox", P], Coroutine[Any, Any, T]]:
    """Return the method of ``RemoteBox`` that sends a call with its arguments."""
    name, signature = call.__name__, inspect.signature(call)

    async def method(self: "RemoteBox", /, *positional: P.args, **named: P.kwargs) -> T:
        given = signature.bind(self, *positional, **named)
        given.apply_defaults()
        del given.arguments["self"]
        found: T = await self.send(name, given.arguments)
        return found

    return method


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

    receipt_key = _sent(BoxService.receipt_key)
    open = _sent(BoxService.open)
    amend = _sent(BoxService.amend)
    pending = _sent(BoxService.pending)
    take = _sent(BoxService.take)
    has = _sent(BoxService.has)
    close = _sent(BoxService.close)
    end = _sent(BoxService.end)
    void = _sent(BoxService.void)
    forget = _sent(BoxService.forget)
    check = staticmethod(check_file)  # in this process: the box may be somebody else's

    async def restore(self, demand: str, files: Mapping[int, bytes]) -> None:
        """See ``BoxService.restore``."""
        for number, content in sorted(files.items()):
            await self._post(f"restore/{demand}/{number}", content)

    async def send(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """Send one of ``CALLS``, and return what it returns: of the type that it has, and no other."""
        status, headers, body = await self._post(name, write_arguments(arguments))
        kind = CALLS[name]["return"]
        if kind is NoneType or (kind == Batch | None and status == 204):
            return None
        if kind == Batch | None:
            try:
                return Batch(body, int(headers[COUNT]))
            except (KeyError, ValueError) as error:
                raise BoxAway("refusal-box-away") from error
        value: Any = _object(body).get(name)
        if kind is bytes and isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value):
            value = bytes.fromhex(value)  # the key of its receipts
        if type(value) is not kind or (kind is bytes and not is_signing_key(value)):
            raise BoxAway("refusal-box-away")
        return value

    async def _post(self, path: str, body: bytes) -> tuple[int, Mapping[str, str], bytes]:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=_TIMEOUT,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,  # a few bytes could become more than there is memory for
            )
        headers = {"Authorization": self._bearer, "Accept-Encoding": "identity"}
        try:
            # Never to another address: the secret would go along.
            async with self._session.post(
                f"{self._url}/{path}", data=body, headers=headers, allow_redirects=False
            ) as answer:
                most, content = MAX_FILE if path == "take" else MAX_QUESTION, bytearray()
                async for part in answer.content.iter_any():
                    content += part
                    if len(content) > most:
                        raise BoxAway("refusal-box-away")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise BoxAway("refusal-box-away") from error
        if answer.status not in (200, 204):
            _refuse(answer.status, bytes(content))
        return answer.status, answer.headers, bytes(content)


def _refuse(status: int, content: bytes) -> NoReturn:
    """Raise the error that an answer tells."""
    if status == 401:
        raise BoxAway("refusal-box-secret")
    if status == 409:
        said = _object(content)
        number = said.get("arguments")
        if said.get("error") in _NUMBERED and isinstance(number, dict) and _is_number(number.get("number")):
            raise UserError(said["error"], number=number["number"])
        if said.get("error") in _PLAIN:
            raise UserError(said["error"])
    if status == 400:
        raise ValueError("the box does not accept this call")
    raise BoxAway("refusal-box-away")


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < 10**9


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BoxAway("refusal-box-away") from error
    if not isinstance(value, dict):
        raise BoxAway("refusal-box-away")
    return value
