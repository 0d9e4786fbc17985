"""Patches for simcord, an in-memory simulation of Discord; no other module uses its private names.

simcord leaves out several things that the bot's promises depend on: the locale of the user, the nonce that
keeps a message from being posted twice, a response that is lost after the message was posted, the event of
joining a server, and a clock that can jump to a date. ``Simulation`` adds these while it is active, keeps
simcord from waiting for idle HTTP connections to be closed, and gives a bot that starts on a busy machine the
same timeout as everything else.
"""

import asyncio
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial, wraps
from typing import Any

import simcord
import simcord.env
import simcord.interactions
from simcord.backend import serializers
from simcord.backend.errors import BackendError
from simcord.http import router

WRITTEN_FOR = "3.2.1"

NONCE_WINDOW = timedelta(minutes=5)
"""Time for which this Discord remembers a nonce. The real one says "a few minutes"."""

_interactions: Any = simcord.interactions
_router: Any = router
_serializers: Any = serializers
_env: Any = simcord.env
_KEEP_ALIVE = "_weakref_handle"  # aiohttp's name of its keep-alive timer
_BASE_PAYLOAD_TAKES = {"backend", "type", "channel_id", "guild_id", "user_id", "data"}
_DISPATCH_TAKES = {"backend", "method", "path", "json", "params", "files", "reason", "message_content_access"}


class SimulationChanged(Exception):
    """Raised if simcord's private interface differs from the expected one; the message has the remedy."""


class WorldClock:
    """A fake clock that moves only when told; the simulated Discord and the bot share it.

    ``move`` jumps without waking sleeping tasks. ``elapsed`` and ``advance`` belong to simcord: it calls
    ``advance`` in ``advance_time``, which wakes the bot's loops.
    """

    def __init__(self, start: datetime = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)) -> None:
        self._now = start
        self.elapsed = 0.0

    def __call__(self) -> datetime:
        return self._now

    def now(self) -> datetime:
        return self._now

    def move(self, **amount: float) -> None:
        """Move forward by ``timedelta(**amount)``."""
        self._now += timedelta(**amount)

    def move_to(self, moment: datetime) -> None:
        """Move forward to ``moment``. Moving back would mix up the order of messages, and raises
        ``ValueError``."""
        if moment < self._now:
            raise ValueError(f"the clock is at {self._now} and does not go back to {moment}")
        self._now = moment

    def advance(self, seconds: float) -> None:
        self.elapsed += seconds
        self._now += timedelta(seconds=seconds)


class Simulation:
    """Context of the patches for one ``simcord.Env``; other environments keep simcord's own behaviour.

    ``languages`` maps a user's id to a Discord locale. ``file_limit`` is the size limit for files in an
    interaction, in bytes. The next ``lost_replies`` posts are accepted and yet answered with 502.
    """

    def __init__(self, env: simcord.Env, clock: WorldClock) -> None:
        check()
        self.languages: dict[int, str] = {}
        self.file_limit: int | None = None
        self.lost_replies = 0
        self._env = env
        self._clock = clock
        self._posted: dict[tuple[str, str], tuple[datetime, Any]] = {}
        backend: Any = env.backend
        backend.clock = clock

    def name_bot(self, name: str) -> None:
        """Set the name of the bot's account, before the bot starts."""
        self._env.backend.bot_user.name = name

    @contextmanager
    def running(self) -> Iterator[None]:
        """Apply the patches while the context is open."""
        plain_payload, plain_dispatch = _interactions.base_payload, _router.dispatch
        plain_guild = _serializers.guild_create_payload
        plain_parked = _env._callback_is_parked
        environment: Any = self._env
        plain_settle = environment._settle_internal

        @wraps(plain_payload)
        def payload_in_a_language(backend: Any, **details: Any) -> tuple[Any, dict[str, Any]]:
            record, payload = plain_payload(backend, **details)
            if backend is self._env.backend:
                self._complete(payload, details["user_id"])
            return record, payload

        @wraps(plain_dispatch)
        def dispatch_with_nonce(backend: Any, method: str, path: str, **details: Any) -> Any:
            dispatch = partial(plain_dispatch, backend, method, path, **details)
            if backend is not self._env.backend or not _is_post(method, path):
                return dispatch()
            return self._post(path, details.get("json"), dispatch)

        @wraps(plain_guild)
        def guild_that_joins(backend: Any, guild: Any) -> Any:
            payload = plain_guild(backend, guild)
            if backend is self._env.backend:
                del payload["unavailable"]  # with it, discord.py does not send on_guild_join
            return payload

        def parked(state: Any, record: Any, deadline: float) -> bool:
            """True also for the timer of an idle HTTP connection, which need not be waited for."""
            if record.label == _KEEP_ALIVE:
                if record.real_handle is not None:
                    record.real_handle.cancel()
                return True
            return bool(plain_parked(state, record, deadline))

        async def settle(**details: Any) -> None:
            """Use the environment's timeout; simcord has a fixed one of five seconds for a start."""
            await plain_settle(**{**details, "timeout": None})

        _interactions.base_payload, _router.dispatch = payload_in_a_language, dispatch_with_nonce
        _serializers.guild_create_payload = guild_that_joins
        _env._callback_is_parked = parked
        environment._settle_internal = settle
        try:
            yield
        finally:
            del environment._settle_internal
            _interactions.base_payload, _router.dispatch = plain_payload, plain_dispatch
            _serializers.guild_create_payload = plain_guild
            _env._callback_is_parked = plain_parked

    def _complete(self, payload: dict[str, Any], user_id: int) -> None:
        payload["locale"] = self.languages.get(user_id, payload["locale"])
        if self.file_limit is not None:
            payload["attachment_size_limit"] = self.file_limit

    def _post(self, path: str, body: Any, post: Callable[[], Any]) -> Any:
        """Post a message, or return the earlier one if its enforced nonce was used in this channel
        recently."""
        nonce = body.get("nonce") if isinstance(body, Mapping) and body.get("enforce_nonce") else None
        known = self._posted.get((path, str(nonce))) if nonce is not None else None
        if known is not None and self._clock() - known[0] <= NONCE_WINDOW:
            answer = known[1]
        else:
            answer = post()
            if nonce is not None:
                answer = {**answer, "nonce": nonce}
                self._posted[path, str(nonce)] = (self._clock(), answer)
        if self.lost_replies > 0:
            self.lost_replies -= 1
            raise BackendError(502, 0, "Bad Gateway (after the message was posted)")
        return answer


def page_is_open(preview: simcord.Preview) -> bool:
    """True if a browser shows the preview; simcord itself always holds one page."""
    page_access: Any = preview
    return len(page_access._pages) > 1


def act_in_turn(preview: simcord.Preview, turn: asyncio.Lock) -> None:
    """Serialise actions in the page by the lock ``turn``; simcord would refuse overlapping ones.

    It would also refuse a click made just before a new post arrived, because the page has a new revision. The
    clicked element still exists, so the click is applied to the current revision.
    """
    page_access: Any = preview
    plain_action = page_access._action

    async def action(context_id: str | None, body: Any) -> Any:
        async with turn:
            if isinstance(body, dict) and "published_revision" in body:
                body = {**body, "published_revision": page_access._get_page(context_id).revision}
            return await plain_action(context_id, body)

    page_access._action = action


def name_commands(preview: simcord.Preview, languages: Mapping[int, str]) -> None:
    """List commands in the page by the names that each viewer's Discord has for them. It calls them by their
    English names, and options have these there."""
    page_access: Any = preview
    plain_publish, backend = page_access._publish, page_access.env.backend

    def publish(page: Any, **details: Any) -> None:
        plain_publish(page, **details)
        locale, entries = languages.get(page.viewer.id, ""), page.command_catalog.get("entries", [])
        if not entries:
            return
        known = {
            str(command["id"]): command
            for command in backend.visible_commands(user_id=page.viewer.id, channel_id=page.channel_id)
        }
        for entry in entries:
            at: Any = {"options": [known[entry["commandId"]]]}
            names = []
            for part in entry["path"]:
                at = next(option for option in at["options"] if option["name"] == part)
                names.append((at.get("name_localizations") or {}).get(locale, part))
            entry["invocation"] = " ".join(names)
            entry["description"] = (at.get("description_localizations") or {}).get(
                locale, entry["description"]
            )

    page_access._publish = publish


_PHONE_STYLE = """
@media (max-width: 760px) {
  .preview-shell { --toolbar-height: 40px; }
  [data-workbench]:not(#toolbar), #toolbar > :not(.viewer-control) { display: none !important; }
  #toolbar { padding: 4px 12px; }
  .viewer-control { font-size: 0; }
  .viewer-control::before { content: "%s"; font-size: 13px; }
  .viewer-control select { font-size: 13px; height: 32px; max-width: none; }
}
"""


def hide_workbench(preview: simcord.Preview, you_are: str) -> None:
    """Hide simcord's own controls where the page is as narrow as a phone, all but the choice of the viewer,
    which is labelled ``you_are``. Called before the page is served."""
    page_access: Any = preview
    server = page_access._server
    plain_static = server._static

    async def static(request: Any) -> Any:
        answer = await plain_static(request)
        if request.path == "/preview.css":
            answer.text += _PHONE_STYLE % you_are
        return answer

    server._static = static


@contextmanager
def phone_pictures(preview: simcord.Preview, browser: Any) -> Iterator[None]:
    """Take the preview's pictures with this browser, two pixels for each of a phone's; simcord would start
    one of its own."""
    manager: Any = preview
    manager = manager._capture_manager
    manager._browser = _SharpBrowser(browser)
    try:
        yield
    finally:
        manager._browser = None  # it is closed by whoever started it


class _SharpBrowser:
    """A browser whose pages have two pixels for one."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self.version = browser.version

    async def new_context(self, **details: Any) -> Any:
        return await self._browser.new_context(**{**details, "device_scale_factor": 2})


def check() -> None:
    """Raise ``SimulationChanged`` if simcord lacks a patched name or parameter."""
    try:
        holds = (
            _takes(_interactions.base_payload, _BASE_PAYLOAD_TAKES)
            and _takes(_router.dispatch, _DISPATCH_TAKES)
            and _takes(_serializers.guild_create_payload, {"backend", "guild"})
            and callable(simcord.Env.time_context)
            and callable(_env._callback_is_parked)
            and _takes(_env.Env._settle_internal, {"timeout", "idle", "dispatch", "_deadline"})
        )
    except (AttributeError, TypeError):
        holds = False
    if not holds:
        raise SimulationChanged(
            f"simcord {simcord.__version__} is not the simcord {WRITTEN_FOR} that the demo was written for: "
            "in the folder of Tocsin, run: pip install -c constraints.txt '.[demo]'"
        )


def _takes(function: Callable[..., Any], wanted: set[str]) -> bool:
    return wanted <= inspect.signature(function).parameters.keys()


def _is_post(method: str, path: str) -> bool:
    return method == "POST" and path.startswith("/channels/") and path.endswith("/messages")
