"""Parser for the rules of a robots.txt for one address. Pure."""

from dataclasses import dataclass

MAX_CRAWL_DELAY_S = 60.0  # seconds; a longer crawl delay is cut to this


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules for one address: ``allowed``, and the crawl delay in seconds."""

    allowed: bool
    delay: float


def rules_of(text: bytes, address: str, token: str) -> Rules:
    """Return the rules for the robot with the user agent ``token`` from a robots.txt in UTF-8."""
    from protego import Protego

    parsed = Protego.parse(text.decode("utf-8", "replace"))
    delay = parsed.crawl_delay(token) or 0.0
    return Rules(bool(parsed.can_fetch(address, token)), float(min(max(delay, 0.0), MAX_CRAWL_DELAY_S)))
