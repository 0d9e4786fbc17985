"""Stand-in for dockets of bid protests at the US Government Accountability Office (GAO), on this machine.

A docket is a page of its own. Until the day of its decision it says that the case is open. What is not known
of a docket, its day of filing for example, is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from html import escape

from aiohttp import web

from bot.demo.sources import Loopback

_OPEN = "Case Currently Open"


@dataclass(frozen=True)
class DocketFacts:
    """Facts of a docket: its file number, who protested, the solicitation, and how and when it was
    decided."""

    file: str
    protester: str
    solicitation: str
    outcome: str
    decided: Day

    @property
    def path(self) -> str:
        return f"/docket/{self.file.lower()}"


class DocketStandIn(Loopback):
    """Server of the dockets, as they were at the end of ``today``."""

    def __init__(self, dockets: Sequence[DocketFacts]) -> None:
        self.today = Day.min
        self._dockets = {docket.path: docket for docket in dockets}

    def address(self, docket: DocketFacts) -> str:
        """Return the address of a docket's page."""
        return self.url + docket.path

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        return app

    async def _answer(self, request: web.Request) -> web.Response:
        docket = self._dockets.get(request.path)
        if docket is None:
            return web.Response(status=404, text="Not found")
        fields = "\n".join(
            f'<div class="field"><div class="field__label">{label}</div>'
            f'<div class="field__item">{value}</div></div>'
            for label, value in self._fields(docket)
        )
        text = (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(docket.file)}</title></head>\n<body><main>\n{fields}\n</main></body></html>\n"
        )
        return web.Response(text=text, content_type="text/html")

    def _fields(self, docket: DocketFacts) -> Iterator[tuple[str, str]]:
        """Yield the labels of the page and their values, as HTML."""
        decided = docket.decided <= self.today
        yield "Protester", escape(docket.protester)
        yield "Solicitation Number", escape(docket.solicitation)
        yield "File Number", escape(docket.file)
        yield "Outcome", escape(docket.outcome if decided else _OPEN)
        if decided:
            yield (
                "Decision Date",
                f'<time datetime="{docket.decided}T12:00:00Z">{docket.decided:%b %d, %Y}</time>',
            )
