"""Local web page with texts of our own, standing in for the one that the press reported on."""

from enum import StrEnum
from html import escape
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.texts import Translator

PATH = "/our-work"

_ROBOTS = "User-agent: *\nAllow: /\n"
_PARAGRAPHS = ("demo-site-notice", "demo-site-first", "demo-site-removals", "demo-site-last")
_THAT_GOES = "demo-site-removals"


class SitePage(StrEnum):
    """State of the page at ``PATH``."""

    WHOLE = "whole"
    SHORTENED = "shortened"  # without the paragraph about removals
    GONE = "gone"  # answered with 404


class RehearsalSite:
    """A site with one page, served at ``url`` while its context is open; ``page`` is its state."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._runner: web.AppRunner | None = None
        self.page = SitePage.WHOLE
        self.url = ""

    @property
    def paragraph_that_goes(self) -> str:
        return self._t(_THAT_GOES)

    @property
    def paragraphs_that_stay(self) -> tuple[str, ...]:
        return tuple(self._t(paragraph) for paragraph in _PARAGRAPHS if paragraph != _THAT_GOES)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get(PATH, self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}{PATH}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text=_ROBOTS)

    async def _answer(self, _: web.Request) -> web.Response:
        title = self._t("demo-site-title")
        if self.page is SitePage.GONE:
            return self._html(404, self._t("demo-site-none"), [])
        shown = [name for name in _PARAGRAPHS if self.page is SitePage.WHOLE or name != _THAT_GOES]
        return self._html(200, title, [self._t(name) for name in shown])

    def _html(self, status: int, title: str, paragraphs: list[str]) -> web.Response:
        said = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        text = (
            f'<!DOCTYPE html>\n<html lang="{self._t.language}">\n<head><meta charset="utf-8">'
            f"<title>{escape(title)}</title></head>\n"
            f"<body><main>\n<h1>{escape(title)}</h1>\n{said}\n</main></body>\n</html>\n"
        )
        return web.Response(status=status, text=text, content_type="text/html")
