"""Local web page with texts of our own, standing in for one that a campaign is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from aiohttp import web

from bot.demo.sources import HOST, Loopback
from bot.texts import Translator

PATH = "/our-work"

_ROBOTS = "User-agent: *\nAllow: /\n"

Wording = Mapping[str, str]
"""A text by language; English is there always."""


class SitePage(StrEnum):
    """State of the page at ``PATH``."""

    WHOLE = "whole"
    SHORTENED = "shortened"  # without the paragraph that goes
    GONE = "gone"  # answered with 404


@dataclass(frozen=True)
class SiteTexts:
    """Texts of a page: ``about`` says to the audience what it stands for, ``name`` names its site in posts,
    ``watch`` the watch of it; ``goes`` is the index of the paragraph that goes."""

    about: Wording
    name: Wording
    watch: Wording
    title: Wording
    paragraphs: tuple[Wording, ...]
    goes: int


def wording(texts: Wording, t: Translator) -> str:
    """Return a text in a language, in English if it lacks that one."""
    return texts.get(t.language, texts["en"])


class RehearsalSite(Loopback):
    """A site with one page at ``address``; ``page`` is its state."""

    def __init__(self, texts: SiteTexts, t: Translator) -> None:
        self._t = t
        self._texts = texts
        self.page = SitePage.WHOLE

    @property
    def about(self) -> str:
        return wording(self._texts.about, self._t)

    @property
    def address(self) -> str:
        return self.url + PATH

    @property
    def host(self) -> str:
        return HOST

    @property
    def name(self) -> str:
        return wording(self._texts.name, self._t)

    @property
    def watch_name(self) -> str:
        return wording(self._texts.watch, self._t)

    @property
    def paragraph_that_goes(self) -> str:
        return wording(self._texts.paragraphs[self._texts.goes], self._t)

    @property
    def paragraphs_that_stay(self) -> tuple[str, ...]:
        whole = (wording(paragraph, self._t) for paragraph in self._texts.paragraphs)
        return tuple(text for text in whole if text != self.paragraph_that_goes)

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get(PATH, self._answer)
        return app

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text=_ROBOTS)

    async def _answer(self, _: web.Request) -> web.Response:
        if self.page is SitePage.GONE:
            return self._html(404, self._t("demo-site-none"), [])
        whole = [wording(paragraph, self._t) for paragraph in self._texts.paragraphs]
        shown = whole if self.page is SitePage.WHOLE else list(self.paragraphs_that_stay)
        return self._html(200, wording(self._texts.title, self._t), shown)

    def _html(self, status: int, title: str, paragraphs: list[str]) -> web.Response:
        said = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        text = (
            f'<!DOCTYPE html>\n<html lang="{self._t.language}">\n<head><meta charset="utf-8">'
            f"<title>{escape(title)}</title></head>\n"
            f"<body><main>\n<h1>{escape(title)}</h1>\n{said}\n</main></body>\n</html>\n"
        )
        return web.Response(status=status, text=text, content_type="text/html")
