"""Notices to organisers about a source that falls silent or returns much less: once, and once when it is
over.
"""

from datetime import timedelta
from typing import Any

import pytest

from bot.contracts.sources import SourceError, SourceErrorKind
from bot.ui.watches.posts import source_card
from tests.support.contracts import ORDER, action, order
from tests.support.watching import Watching
from tests.ui.contracts.test_changes import t, with_plain_spaces

pytestmark = pytest.mark.storage

OF_SOURCE = ("stale", "stale-over", "less", "less-over")
TITLES = {"en": "Nothing new from the source of “ICE”", "fr": "Rien de nouveau à la source"}
NUMBERS = {"en": "Found before: 12. Found now: 5,", "fr": "Trouvés avant : 12. Trouvés maintenant : 5,"}


async def notice_kinds(world: Watching) -> list[str]:
    return [row.kind for row in await world.announced() if row.kind in OF_SOURCE]


async def news(world: Watching, *, days: int = 1) -> None:
    """A read that finds a modification; the days before it are read without changes."""
    await quiet(world, days - 1)
    number = len(world.source.matching[0].actions)
    more = action(f"P{number:05}", "10.00", "2026-02-01")
    await world.full_read_of(order(ORDER, *world.source.matching[0].actions, more))


async def quiet(world: Watching, days: int) -> None:
    for _ in range(days):
        await world.read_in_full()


async def watched(world: Watching, *, times: int = 10) -> Any:
    watch = await world.begin(order())
    for _ in range(times):
        await news(world)
    return watch


@pytest.mark.full
async def test_a_source_silent_for_longer_than_ever_is_announced_once_and_once_when_it_returns(
    world: Watching,
) -> None:
    watch = await watched(world)
    await quiet(world, 14)
    assert await notice_kinds(world) == []
    await quiet(world, 1)
    assert await notice_kinds(world) == ["stale"]
    info = await world.info(watch)
    for language, title in TITLES.items():
        assert title in card_text(source_card(info, "stale", t(language), "a1"))
        assert source_card(info, "less", t(language), "a1") is None, "it is not so, or no longer"
    assert (info.stale_told_at, info.quiet_since) == (world.clock(), world.clock() - timedelta(days=15))
    await quiet(world, 3)
    assert await notice_kinds(world) == ["stale"]
    await news(world)
    assert await notice_kinds(world) == ["stale", "stale-over"]
    await quiet(world, 19)
    assert await notice_kinds(world) == ["stale", "stale-over"], "it was quiet for nineteen days before"
    await quiet(world, 1)
    assert await notice_kinds(world) == ["stale", "stale-over", "stale"]
    since = (await world.info(watch)).quiet_since
    world.source.fault = SourceError(SourceErrorKind.TIMEOUT)
    await quiet(world, 2)
    world.source.fault = None
    await quiet(world, 1)
    assert (await world.info(watch)).quiet_since == since, "the day of the notice stays"


@pytest.mark.full
async def test_a_source_with_too_few_changes_is_never_announced_as_silent(world: Watching) -> None:
    await watched(world, times=9)
    await quiet(world, 16)
    assert await notice_kinds(world) == []


@pytest.mark.full
async def test_a_pause_or_days_without_a_complete_read_reset_the_silence(world: Watching) -> None:
    watch = await watched(world)
    await quiet(world, 10)
    await world.watches.pause(1, watch.id)
    await quiet(world, 10)
    await world.watches.resume(1, watch.id)
    await quiet(world, 10)
    world.source.fault = SourceError(SourceErrorKind.TIMEOUT)
    await quiet(world, 10)
    world.source.fault = None
    await quiet(world, 14)
    assert await notice_kinds(world) == []
    await quiet(world, 2)
    assert await notice_kinds(world) == ["stale"]


def card_text(card: Any) -> str:
    return with_plain_spaces(str(card.to_components()).replace("\\xa0", " "))


def several(number: int) -> list[Any]:
    return [order(f"CONT_AWD_{one}", number=f"N{one}") for one in range(number)]


async def test_less_than_half_is_announced_once_confirmed_and_once_when_it_is_over(
    world: Watching,
) -> None:
    watch = await world.begin(*several(12))
    world.source.show(*several(5))
    await quiet(world, 1)
    assert await notice_kinds(world) == []
    await quiet(world, 1)
    assert await notice_kinds(world) == ["less"]
    info = await world.info(watch)
    assert (info.less_from, info.last_matched) == (12, 5)
    for language, numbers in NUMBERS.items():
        assert numbers in card_text(source_card(info, "less", t(language), "a1"))
    await quiet(world, 1)
    assert await notice_kinds(world) == ["less"]
    world.source.show(*several(6))
    await quiet(world, 1)
    assert await notice_kinds(world) == ["less", "less-over"]


async def test_one_short_read_few_contracts_and_a_list_of_changes_are_no_loss(world: Watching) -> None:
    await world.begin(*several(12))
    for number in (5, 12, 9, 4, 4):
        world.source.show(*several(number))
        await quiet(world, 1)
    assert await notice_kinds(world) == []
    world.source.lists_changes = lambda _query: True  # type: ignore[attr-defined]
    for number in (12, 1, 1):
        world.source.show(*several(number))
        await quiet(world, 1)
    assert await notice_kinds(world) == []


async def test_a_pause_makes_the_smaller_number_the_expected_one(world: Watching) -> None:
    watch = await world.begin(*several(12))
    world.source.show(*several(5))
    await quiet(world, 2)
    await world.watches.pause(1, watch.id)
    await world.watches.resume(1, watch.id)
    await quiet(world, 1)
    info = await world.info(watch)
    assert (info.less_from, info.less_told_at) == (None, None)
