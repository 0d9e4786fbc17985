"""What a robots.txt says of one address. Pure."""

from dataclasses import dataclass

LONGEST_DELAY = 60.0  # seconds; a site that asks for more gets this


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether the address may be read, and how many seconds are to pass between two requests."""

    allowed: bool
    delay: float


def rules_of(text: bytes, address: str, token: str) -> Rules:
    """What the rules (in UTF-8) say to the robot that goes by ``token``."""
    from protego import Protego

    parsed = Protego.parse(text.decode("utf-8", "replace"))
    delay = parsed.crawl_delay(token) or 0.0
    return Rules(bool(parsed.can_fetch(address, token)), float(min(max(delay, 0.0), LONGEST_DELAY)))
