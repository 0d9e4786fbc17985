"""Steps for stories about contracts: a server that watches a source controlled by the test."""

from datetime import date
from typing import Any

from bot.contracts.model import Record
from bot.demo.messages import MessageView, as_read
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import Reply, World
from bot.texts import Translator
from tests.support.contracts import FakeSource, action, order

CAPGEMINI = {"suppliers": ["CAPGEMINI"], "agencies": ["U.S. Immigration and Customs Enforcement"]}
DAYS = ("2026-02-13", "2026-02-24", "2026-03-16", "2026-04-20", "2026-05-05")


async def watching(world: World, *records: Record, unmatched: tuple[Record, ...] = ()) -> FakeSource:
    """Watch a source in memory whose first complete read finds ``records``."""
    source = FakeSource()
    source.show(*records, unmatched=unmatched)
    await watching_source(world, source)
    return source


async def watching_source(world: World, source: FakeSource) -> None:
    """Watch a given source in memory."""
    source.stand_in(world.app.sources)
    await world.app.watches.add(world.server_id, "Watch", source.name, {"suppliers": ["CAPGEMINI"]})
    await world.tick()


async def watching_history(world: World) -> None:
    """Watch the recorded history, on its first day."""
    await world.app.watches.add(world.server_id, "Capgemini", "usaspending", CAPGEMINI)
    await world.tick()


async def on_day(world: World, usaspending: UsaspendingStandIn, step: int) -> None:
    """Move to a day of the recorded history, and let the bot read."""
    usaspending.show(step)
    world.clock.move(days=(date.fromisoformat(DAYS[step]) - world.clock().date()).days)
    await world.tick()


async def read_again(world: World) -> None:
    """Advance the clock to the next read, and let the bot read."""
    world.clock.move(hours=12)
    await world.tick()


async def last_post(world: World) -> MessageView:
    """Return the newest post."""
    return (await world.posts())[-1]


class PlainTexts:
    """The texts as they read on the screen, without marks."""

    def __init__(self, t: Translator) -> None:
        self.money, self.rounded, self.about, self.day, self.month, self._t = (
            *(t.money, t.rounded, t.about, t.day, t.month),
            t,
        )

    def __call__(self, message_id: str, /, **arguments: Any) -> str:
        return as_read(self._t(message_id, **arguments))


def plain_texts(world: World, language: str = "en") -> PlainTexts:
    """Return the bot's texts in ``language``."""
    return PlainTexts(world.app.texts.of(language))


def orders(count: int, **more: Any) -> list[Record]:
    """Return different orders, the last one being the newest."""
    found = []
    for number in range(count):
        details = {
            "signed": date(2026, 1, 1 + number),
            "parent_source_id": None,
            "parent_number": None,
            **more,
        }
        award = action("0", str(1000 + number), f"2026-01-{1 + number:02}", None)
        found.append(order(f"CONT_AWD_ORDER{number:02}_7012_-NONE-_-NONE-", award, **details))
    return found


def labels(shown: MessageView | Reply) -> list[str]:
    """Return the labels of the buttons, from left to right and top to bottom."""
    card = shown.card if isinstance(shown, Reply) else shown
    return [button.label for button in card.buttons]
