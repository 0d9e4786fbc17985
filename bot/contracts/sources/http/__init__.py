"""HTTP access for all sources; no other module opens a connection to one."""

from bot.contracts.model import Exchange
from bot.contracts.sources.http.addresses import open_session
from bot.contracts.sources.http.client import SourceHttp
from bot.contracts.sources.http.fetched import Fetched
from bot.contracts.sources.json_text import json_of

__all__ = ["Exchange", "Fetched", "SourceHttp", "json_of", "open_session"]
