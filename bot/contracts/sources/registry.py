"""Registry of all sources. A new source is added here, and nowhere else."""

from bot.common.clock import Clock
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import Decp
from bot.contracts.sources.feed.source import Feeds
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.page.source import WebPages
from bot.contracts.sources.protocol import Source
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending import Usaspending
from bot.settings import Settings

SOURCES = (Usaspending, Ted, Boamp, Decp, Ocds, Feeds, WebPages)


def every_source(http: SourceHttp, settings: Settings, clock: Clock) -> dict[str, Source]:
    """Return the sources by name, all behind one HTTP access, which is not used before they are asked."""
    sources: tuple[Source, ...] = (
        Usaspending(http, settings.usaspending_url, clock),
        Ted(http, settings.ted_url, clock),
        Boamp(http, settings.boamp_url, clock),
        Decp(http, settings.decp_url, clock),
        Ocds(http, clock, settings.files),
        Feeds(http, clock),
        WebPages(http, clock),
    )
    return {source.name: source for source in sources}
