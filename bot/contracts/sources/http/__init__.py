"""HTTP client of all sources: address checks, rate limits, retries, limits on bodies.

May import: ``contracts.model``, ``contracts.sources.protocol``, ``contracts.sources.parsing``.
Never: connects to an address that is not public, unless loopback is allowed.
"""

from bot.contracts.model import Exchange
from bot.contracts.sources.http.addresses import open_session
from bot.contracts.sources.http.client import FetchResult, HttpLimits, Reply, SourceHttp
from bot.contracts.sources.json_text import json_of

__all__ = ["Exchange", "FetchResult", "HttpLimits", "Reply", "SourceHttp", "json_of", "open_session"]
