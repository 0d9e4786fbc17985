"""The command ``/updates``: recent changes, and the state of reading and posting."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.contracts.model import Record
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.demo.world import Reply, World
from bot.storage.models import (
    Announcement,
    Contract,
    HeldChange,
    Server,
    Watch,
)
from tests.support.contracts import (
    ORDER,
    action,
    incomplete,
    order,
)
from tests.support.watch_steps import (
    PlainTexts,
    labels,
    last_post,
    orders,
    plain_texts,
    read_again,
    watching,
)

pytestmark = pytest.mark.behaviour


async def test_without_a_watch_both_commands_explain_how_to_begin(world: World, language: str) -> None:
    t = plain_texts(world, language)
    assert (await world.slash(world.alice, "updates latest")).text == t("contracts-no-watch")
    assert t("contracts-no-watch") in (await world.slash(world.alice, "updates status")).text


async def test_latest_has_a_sentence_before_the_first_change(world: World, language: str) -> None:
    await watching(world, order())
    assert (await world.slash(world.alice, "updates latest")).text == plain_texts(world, language)(
        "updates-none"
    )


@pytest.mark.both_engines
@pytest.mark.full
async def test_the_latest_changes_have_pages(world: World, language: str) -> None:
    source = await watching(world, order())
    changed = order(ORDER, *order().actions)
    for number in range(1, 10):
        changed = order(ORDER, *changed.actions, action(f"P{number:05}", f"{number}.00", "2026-02-10"))
        source.show(changed)
        await read_again(world)
    t = plain_texts(world, language)
    first = await world.slash(world.alice, "updates latest")
    second = await world.press(world.alice, first, t("pager-next"))
    assert "P00009" in first.text
    assert "P00001" in second.text
    assert t("pager-where", first=9, last=9, total=9) in second.text
    assert second.card.message.id == first.card.message.id


async def test_status_shows_the_last_and_the_next_read_of_each_watch(world: World, language: str) -> None:
    await watching(world, *orders(3))
    t = plain_texts(world, language)
    (watch,) = await world.app.watches.list(world.server_id)
    answer = await world.slash(world.alice, "updates status")
    assert answer.private
    assert t("status-watch-complete", source="usaspending", matched=3, moment=world.clock()) in answer.text
    assert t("status-watch-next", moment=watch.next_read_at) in answer.text
    assert t("status-channel", channel=f"#{world.news.name}") in answer.text.replace(
        f"<#{world.news.id}>", f"#{world.news.name}"
    )
    assert t("status-none-held") in answer.text


@pytest.mark.full
async def test_status_explains_a_failed_read(world: World, language: str) -> None:
    source = await watching(world, order())
    t = plain_texts(world, language)
    source.fault = incomplete(SourceError(SourceErrorKind.TIMEOUT, "SECRET DETAIL"))
    for _ in range(2):
        await read_again(world)
    text = await status(world)
    assert t("status-watch-fault", failures=2) in text
    assert "SECRET" not in text
    for fault in SourceErrorKind:
        await _set(world, fault=fault)
        assert t(f"fault-{fault}", source="usaspending") in await status(world)


async def test_status_explains_a_watch_before_its_first_complete_read(world: World, language: str) -> None:
    source = await watching(world, order())
    source.fault = incomplete(SourceError(SourceErrorKind.TIMEOUT))
    await world.app.watches.add(world.server_id, "Second", source.name, {"suppliers": ["OTHER"]})
    t = plain_texts(world, language)
    assert t("status-watch-due") in (await world.slash(world.alice, "updates status")).text
    await world.tick()
    text = (await world.slash(world.alice, "updates status")).text
    assert t("status-watch-new") in text
    assert t("status-watch-fault", failures=1) in text


async def many_watches(world: World, count: int, fault: SourceErrorKind | None = None) -> None:
    """Add this many watches, all but the first with names of the maximum length."""
    source = await watching(world, order())
    for number in range(1, count):
        name = f"{number:02} " + "*" * 97
        await world.app.watches.add(world.server_id, name, source.name, {"suppliers": [str(number)]})
    source.fault = incomplete(SourceError(fault)) if fault else None
    world.clock.move(days=1)
    await world.tick()


async def pages_of_status(world: World, t: PlainTexts) -> list[Reply]:
    """Return all pages of the status, turned as by a member."""
    pages = [await world.slash(world.alice, "updates status")]
    while any(button.label == t("pager-next") and not button.disabled for button in pages[-1].card.buttons):
        pages.append(await world.press(world.alice, pages[-1], t("pager-next")))
    return pages


@pytest.mark.full
async def test_the_status_of_many_watches_has_pages_with_each_watch_in_full(
    world: World, language: str
) -> None:
    await many_watches(world, 8, SourceErrorKind.MOVED)
    t = plain_texts(world, language)
    pages = await pages_of_status(world, t)
    assert [page.text.count(t("fault-moved")) for page in pages] == [3, 3, 2]
    for watch in await world.app.watches.list(world.server_id):
        (shown,) = [page.text for page in pages if watch.name in page.text]
        assert t("status-watch-next", moment=watch.next_read_at) in shown
    for page in pages:
        assert t("status-none-held") in page.text
        assert page.card.message.id == pages[0].card.message.id
    assert t("pager-where", first=4, last=6, total=8) in pages[1].text


@pytest.mark.full
async def test_the_longest_status_is_not_cut(world: World, language: str) -> None:
    await many_watches(world, 6, SourceErrorKind.MOVED)
    async with world.app.database.write() as session:
        stuck: dict[str, Any] = {"state": "uncertain", "message_id": None, "sent_at": None}
        await session.execute(update(Announcement).values(**stuck))
        await session.execute(
            update(Server).values(channel_fault="forbidden", channel_fault_at=world.clock())
        )
        silent: dict[str, Any] = {"quiet_since": world.clock(), "stale_told_at": world.clock()}
        less: dict[str, Any] = {"less_from": 9999, "less_told_at": world.clock()}
        await session.execute(update(Watch).values(**silent, **less))
        (contract_id,) = await session.scalars(select(Contract.id))
        held = {"contract_id": contract_id, "field": "total", "sort": "money", "old": "1.00", "new": "2.00"}
        told = {"notice": "unsteady:x", "held_at": world.clock(), "since": world.clock(), "read_key": "x"}
        await session.execute(insert(HeldChange), [{**held, **told, "state": "mass"}])
    t = plain_texts(world, language)
    for page in await pages_of_status(world, t):
        assert (
            t("status-uncertain", count=(await world.app.outbox.backlog(world.server_id)).uncertain)
            in page.text
        )
        assert "…" not in page.text
        for line in ("status-watch-stale", "status-watch-unsteady"):
            shown = t(line, count=1, since=world.clock().date())
            assert page.text.count(shown) in (2, 3)


@pytest.mark.full
async def test_failing_watches_are_listed_first(world: World, language: str) -> None:
    await many_watches(world, 4)
    last = (await world.app.watches.list(world.server_id))[-1]
    async with world.app.database.write() as session:
        await session.execute(update(Watch).where(Watch.id == last.id).values(fault="timeout", failures=2))
    t = plain_texts(world, language)
    text = (await world.slash(world.alice, "updates status")).text
    assert text.index(last.name) < text.index("Watch")
    assert t("fault-timeout") in text


@pytest.mark.full
async def test_a_status_page_that_no_longer_exists_is_the_first(world: World, language: str) -> None:
    await many_watches(world, 7, SourceErrorKind.MOVED)
    t = plain_texts(world, language)
    *_, last = await pages_of_status(world, t)
    for watch in (await world.app.watches.list(world.server_id))[3:]:
        await world.app.watches.remove(world.server_id, watch.id)
    shown = await world.press(world.alice, last, t("pager-previous"))
    assert (await world.app.watches.list(world.server_id))[0].name in shown.text
    assert t("pager-next") not in labels(shown)


@pytest.mark.parametrize("fault", ["forbidden", "missing"])
async def test_status_explains_posts_that_wait_for_a_channel(world: World, language: str, fault: str) -> None:
    source = await watching(world, order())
    async with world.app.database.write() as session:
        await session.execute(update(Server).values(channel_fault=fault, channel_fault_at=world.clock()))
    source.show(order(ORDER, *order().actions, action("P00001", "9.00", "2026-02-10")))
    world.clock.move(hours=12)
    with world.env.time_context():
        await world.app.watcher.tick()
    t = plain_texts(world, language)
    text = (await world.slash(world.alice, "updates status")).text
    assert t(f"channel-fault-{fault}") in text
    assert t("status-pending", count=1, oldest=world.clock()) in text


async def test_status_warns_that_nothing_is_posted_without_a_channel(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, channel_id=None)
    text = (await world.slash(world.alice, "updates status")).text
    assert plain_texts(world, language)("status-no-channel") in text


async def status(world: World) -> str:
    return (await world.slash(world.organiser, "updates status")).text


async def test_status_shows_a_silent_or_shrunken_source_while_it_lasts(world: World, language: str) -> None:
    await watching(world, *orders(3))
    t = plain_texts(world, language)
    stale = t("status-watch-stale", since=world.clock().date())
    less = t("status-watch-less", before=12, now=3)
    words = {
        "en": ("Nothing new since 13 February 2026", "3 found, 12 before"),
        "fr": ("Rien de nouveau depuis le 13 février 2026", "3 trouvés, 12 avant"),
    }
    assert all(part in line for part, line in zip(words[language], (stale, less), strict=True))
    for since, told in ((None, world.clock()), (world.clock(), None)):
        await _set(world, quiet_since=since, stale_told_at=told, less_from=12)
        shown = await status(world)
        assert not any(line in shown for line in (stale, less))
    await _set(world, quiet_since=world.clock(), stale_told_at=world.clock())
    shown = await status(world)
    assert (stale in shown, less in shown) == (True, False)
    await _set(world, stale_told_at=None, less_told_at=world.clock())
    shown = await status(world)
    assert (stale in shown, less in shown) == (False, True)


async def _set(world: World, **values: Any) -> None:
    async with world.app.database.write() as session:
        await session.execute(update(Watch).values(**values))


def _with_ceiling(ceiling: int) -> list[Record]:
    return orders(12, ceiling=Decimal(ceiling))


@pytest.mark.full
async def test_status_shows_held_and_unstable_changes(world: World, language: str) -> None:
    source = await watching(world, *_with_ceiling(1000))
    t, began = plain_texts(world, language), None
    for number in (1, 2, 3):
        source.show(*_with_ceiling(1000 + 100 * number))
        await read_again(world)
        began = began or world.clock().date()
        held, unsteady = (
            t("status-watch-held", count=12),
            t("status-watch-unsteady", count=12, since=began),
        )
        shown = await status(world)
        assert (held in shown, unsteady in shown) == (number < 3, number == 3)
    assert t("unsteady-title", source=t("source-name-usaspending")) in (await last_post(world)).text
    await read_again(world)
    assert unsteady not in await status(world)
    title = t("restyled-title", source=t("source-name-usaspending"), count=12)
    assert title in (await last_post(world)).text


@pytest.mark.full
async def test_notices_without_a_channel_are_in_the_status_until_there_is_one(
    world: World, language: str
) -> None:
    source = await watching(world, *_with_ceiling(1000))
    await world.app.servers.update(world.server_id, channel_id=None)
    source.show(*_with_ceiling(1100))
    for _ in range(2):
        await read_again(world)
    posts, t = len(await world.posts()), plain_texts(world, language)
    title = t("restyled-title", source=t("source-name-usaspending"), count=12)
    for part in (title, t("restyled-what", what="amounts"), t("status-untold")):
        assert part in await status(world)
    assert title not in (await world.slash(world.alice, "updates status")).text, "it is for organisers"
    await world.slash(world.organiser, "organise settings channel", channel=world.news)
    await world.tick()
    assert len(await world.posts()) == posts + 1
    assert title in (await last_post(world)).text
    assert title not in await status(world)


async def uncertain(world: World) -> None:
    """Add a digest that may or may not have been posted."""
    await watching(world, order())
    async with world.app.database.write() as session:
        unknown: dict[str, Any] = {"state": "uncertain", "message_id": None, "sent_at": None}
        await session.execute(update(Announcement).values(**unknown))


@pytest.mark.full
async def test_an_organiser_has_uncertain_posts_posted_again(world: World, language: str) -> None:
    await uncertain(world)
    t = plain_texts(world, language)
    answer = await world.slash(world.organiser, "updates status")
    assert t("status-uncertain", count=1) in answer.text
    assert (await world.press(world.organiser, answer, t("button-post-again"))).text == (
        t("status-posting-again", count=1)
    )
    world.clock.move(minutes=10)
    await world.tick()
    assert len(await world.posts()) == 2
    again = await world.press(world.organiser, answer, t("button-post-again"))
    assert again.text == t("status-posting-again", count=0)
    await world.tick()
    assert len(await world.posts()) == 2


async def test_an_organiser_confirms_uncertain_posts(world: World, language: str) -> None:
    await uncertain(world)
    t = plain_texts(world, language)
    answer = await world.slash(world.organiser, "updates status")
    seen = await world.press(world.organiser, answer, t("button-posts-seen"))
    assert seen.text == t("status-posts-seen", count=1)
    assert seen.private
    again = await world.press(world.organiser, answer, t("button-posts-seen"))
    assert again.text == t("status-posts-seen", count=0)
    world.clock.move(minutes=10)
    await world.tick()
    assert len(await world.posts()) == 1
    status = await world.slash(world.organiser, "updates status")
    assert t("status-none-held") in status.text
    assert t("button-posts-seen") not in labels(status)


async def test_a_member_sees_uncertain_posts_without_the_buttons(world: World, language: str) -> None:
    await uncertain(world)
    t = plain_texts(world, language)
    answer = await world.slash(world.organiser, "updates status")
    successors = world.guild.create_role("Successors")
    await world.app.servers.update(world.server_id, organiser_role_id=successors.id)
    shown = labels(await world.slash(world.alice, "updates status"))
    for button in (t("button-post-again"), t("button-posts-seen")):
        assert button not in shown
        refused = await world.press(world.organiser, answer, button)
        assert refused.text == t("refusal-not-organiser", role="@Successors")
    assert (await world.app.outbox.backlog(world.server_id)).uncertain == 1


async def test_status_shows_a_paused_watch_with_its_last_complete_read(world: World, language: str) -> None:
    await watching(world, order())
    (watch,) = await world.app.watches.list(world.server_id)
    await world.app.watches.pause(world.server_id, watch.id)
    t = plain_texts(world, language)
    shown = await world.slash(world.alice, "updates status")
    assert t("watch-paused-since", moment=world.clock()) in shown.text
    assert (
        t("status-watch-complete", source="usaspending", matched=1, moment=watch.last_complete_at)
        in shown.text
    )
    assert t("status-watch-due") not in shown.text
