"""Posts about changed contracts: each change once, in plain words, in the channel's language."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import discord
import pytest

from bot.announcements.outbox import Queued
from bot.contracts.model import Code, Kind, Party, Record, Status
from bot.contracts.sources import IncompleteRead, SourceError, SourceErrorKind
from bot.demo.messages import as_read
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.runtime.interface import announcement_cards
from bot.ui.announcements.cards import announcement_mark
from tests.support.contracts import (
    ORDER,
    VEHICLE,
    FakeSource,
    action,
    order,
    vehicle,
)
from tests.support.demand_steps import open_demand
from tests.support.watch_steps import (
    PlainTexts,
    labels,
    last_post,
    on_day,
    orders,
    plain_texts,
    read_again,
    watching,
    watching_history,
)
from tests.ui.test_error_replies import rename

pytestmark = pytest.mark.behaviour

CEILING = Decimal("365821218.75")
PARTIES = "U.S. Immigration and Customs Enforcement → CAPGEMINI GOVERNMENT SOLUTIONS LLC"


def headline(t: PlainTexts, name: str, who: str = PARTIES, **arguments: Any) -> str:
    """Return a headline as it reads on the screen."""
    return t("headline", who=who, what=t(f"headline-{name}", **arguments))


@pytest.mark.both_engines
async def test_the_first_read_is_one_digest(world: World, language: str) -> None:
    await watching_history(world)
    (digest,) = await world.posts()
    t = plain_texts(world, language)
    assert digest.text.startswith(t("digest-title", name="Capgemini"))
    assert t("digest-found", contracts=10, vehicles=3) in digest.text
    assert t("digest-unknown", count=8, known="some") in digest.text
    assert "HSCEMS14A00005" not in digest.text, "what has no amount comes last"
    assert t("source-read", source="USAspending", date=date(2026, 2, 13)) in digest.text
    assert labels(digest) == [t("button-contracts"), t("button-words")]


async def test_a_digest_sums_orders_and_never_the_ceiling(world: World) -> None:
    await watching(world, order(), *orders(2), vehicle(obligated=Decimal("7.00")))
    text = (await last_post(world)).text
    assert "so far: $4,818,783.50" in text  # 4,816,782.50 + 1,000 + 1,001
    assert f"SKIP TRACING VEHICLE ({vehicle().url}) · up to $365,821,218.75" in text
    assert "A ceiling is a maximum, not money spent." in text
    assert "370,640" not in text
    assert text.count(PARTIES) == 1


async def test_a_digest_of_only_a_vehicle_has_its_ceiling_parties_and_link(
    world: World, language: str
) -> None:
    await watching(world, vehicle())
    post, t = await last_post(world), plain_texts(world, language)
    ceiling = t.money(CEILING, "USD")
    assert f"SKIP TRACING VEHICLE ({vehicle().url}) · {t('digest-ceiling', ceiling=ceiling)}" in post.text
    assert post.text.count(PARTIES) == 1
    assert vehicle().url in post.markdown
    assert t("digest-obligated", amount="", source="usaspending")[:9] not in post.text


async def test_a_digest_of_orders_without_amounts_has_no_sum(world: World) -> None:
    await watching(world, order(ORDER, action("0", None), obligated=None), vehicle())
    text = (await last_post(world)).text
    assert "up to $365,821,218.75" in text
    assert "The records state no amount." in text
    assert "more without" not in text, "more than none"


async def test_a_digest_names_two_vehicles_and_two_pairs(world: World, language: str) -> None:
    found = [
        vehicle(
            f"CONT_IDV_V{n}_7012",
            ceiling=None if n == 0 else Decimal(n),
            title=f"V{n}",
            signed=date(2026, 1, 9 - n),
            supplier=Party(name=f"S{n}"),
        )
        for n in range(7)
    ]
    await watching(world, *found)
    post, t = await last_post(world), plain_texts(world, language)
    assert f"V0 ({found[0].url})\n" in post.text, "no ceiling, no words for it"
    assert f"V1 ({found[1].url}) · {t('digest-ceiling', ceiling=t.money(Decimal(1), 'USD'))}" in post.text
    assert "V2" not in post.text
    assert t("digest-more", count=5) in post.text
    assert "S1" in post.text
    assert "S2" not in post.text
    assert t("digest-more-pairs") in post.text


@pytest.mark.full
async def test_a_digest_mentions_unreadable_records(world: World, language: str) -> None:
    source = FakeSource()
    source.show(order())
    source.fault = IncompleteRead([SourceError(SourceErrorKind.BAD_ANSWER)], unread=["X"], whole_search=True)
    source.stand_in(world.app.sources)
    await world.app.watches.add(world.server_id, "Watch", source.name, {"suppliers": ["CAPGEMINI"]})
    for _ in range(3):
        await read_again(world)
    t = plain_texts(world, language)
    post, failing = await world.posts()
    assert failing.text.startswith(t("failing-title", name="Watch"))
    assert t("digest-found", contracts=1, vehicles=0) in post.text
    assert t("digest-unread", count=1) in post.text
    status = await world.slash(world.alice, "updates status")
    assert t("fault-partly") in status.text


async def test_a_digest_has_a_sum_for_each_currency(world: World) -> None:
    await watching(world, *orders(1), *[replace(record, currency="EUR") for record in orders(3)[1:]])
    text = (await last_post(world)).text
    assert "so far: $1,000.00" in text
    assert "so far: €2,003.00" in text


async def test_an_empty_digest_has_a_sentence(world: World, language: str) -> None:
    await watching(world)
    assert plain_texts(world, language)("digest-nothing") in (await last_post(world)).text


async def test_a_change_is_posted_with_all_its_details(world: World, language: str) -> None:
    first = order(start=date(2025, 12, 18), buyer_unit="DETENTION COMPLIANCE AND REMOVALS")
    source = await watching(world, first, unmatched=(vehicle(),))
    more = order(
        ORDER,
        *first.actions,
        action("P00001", "1000000.00", "2026-02-10", "G", description="EXERCISE OPTION 1"),
        start=date(2025, 12, 18),
        buyer_unit="DETENTION COMPLIANCE AND REMOVALS",
    )
    source.show(more, unmatched=(vehicle(),))
    await read_again(world)
    post, t = await last_post(world), plain_texts(world, language)
    amount = t.money(Decimal("1000000.00"), "USD")
    said_first = headline(t, "option-exercised", amount=t.rounded(Decimal(1000000), "USD"), sign="plus")
    assert amount in post.text
    assert post.text.splitlines()[0] == said_first
    assert t("quoted", words="SKIP TRACING SERVICES") in post.text
    assert t("quoted", words="EXERCISE OPTION 1") in post.text
    assert t("post-total", amount=t.money(Decimal("5816782.50"), "USD"), source="usaspending") in post.text
    assert t("source-read", source="USAspending", date=date(2026, 2, 14)) in post.text
    public = t("button-public-page", kind="order")
    assert labels(post) == [t("button-details"), public, t("button-words")]
    assert post.button(t("button-public-page", kind="order")).url == first.url
    assert not post.private


@pytest.mark.full
async def test_the_recorded_history_is_posted_listed_and_shown_change_by_change(
    world: World, usaspending: UsaspendingStandIn
) -> None:
    names = {"U.S. Immigration and Customs Enforcement": "ICE", "UEI DR6MQ56MGFA5": "Capgemini"}
    await world.app.short_names.set(world.server_id, names, by=None)
    await watching_history(world)
    for step in range(1, 5):
        await on_day(world, usaspending, step)
    titles = [post.text.splitlines()[0] for post in await world.posts()]
    assert titles == [
        "Now watching “Capgemini”",
        "ICE → Capgemini: $2.3 million more",
        "ICE → Capgemini: extended to 14 May 2026",
        "ICE → Capgemini: ends on 23 March 2026",
        "ICE → Capgemini: $2.7 million more",
        "ICE → Capgemini: ends on 14 May 2026",
    ]
    ending = await last_post(world)
    assert "End: 14 May 2026. No extension is on record." in ending.text
    assert "Totals and dates" not in ending.text
    last = (await world.posts())[-2]
    assert "$2,295,794.15 on 24 February 2026, not $2,306,976.66 on 19 February 2026" in last.text
    t = plain_texts(world)
    assert t("post-correction") in last.text
    await _latest_changes_are_newest_first_and_open_the_contract(world, t)
    await _history_has_pages_newest_first_and_shows_corrections(world, t)


async def _latest_changes_are_newest_first_and_open_the_contract(world: World, t: PlainTexts) -> None:
    answer = await world.slash(world.alice, "updates latest")
    assert answer.private
    amounts = [t.money(Decimal(amount), "USD") for amount in ("2686283.99", "2306976.66")]
    assert answer.text.index(amounts[0]) < answer.text.index(amounts[1])
    assert t.money(Decimal("2295794.15"), "USD") in answer.text, "the correction, too"
    assert t("updates-more-changes", count=1) in answer.text
    assert answer.text.count("https://www.usaspending.gov/award/") == 6
    titles = [line for line in answer.text.splitlines() if line[1:3] == ". "]
    bridge = [title[0] for title in titles if "70CDCR24FR0000006" in title]
    assert len(bridge) > 1, "the same contract more than once"
    for number in bridge:
        assert "70CDCR24FR0000006" in (await world.press(world.alice, answer, number)).text


async def _history_has_pages_newest_first_and_shows_corrections(world: World, t: PlainTexts) -> None:
    first = await world.slash(world.alice, "contracts show", contract="70CDCR24FR0000006")
    assert first.text.index("P00013") < first.text.index("P00012") < first.text.index("P00011")
    plus = t("contract-action-amount", sign="plus", amount=t.money(Decimal("2306976.66"), "USD"))
    old = f"{plus}, {t.day(date(2026, 2, 19))}"
    assert t("contract-revised", until=date(2026, 4, 20), old=old) in first.text
    second = await world.press(world.alice, first, t("pager-next"))
    assert t("pager-where", first=4, last=6, total=14) in second.text
    assert second.card.message.id == first.card.message.id
    assert "P00013" not in second.text


async def test_changes_of_one_contract_in_one_read_are_one_post(world: World) -> None:
    source = await watching(world, order())
    fresh = [action(f"P{number:05}", f"{number}.00", description="W" * 190) for number in range(1, 31)]
    source.show(order(ORDER, *order().actions, *fresh, end=date(2027, 1, 1)))
    await read_again(world)
    assert len(await world.posts()) == 2
    post = await last_post(world)
    assert post.text.startswith(f"{PARTIES}: $30.00 more")
    assert "+$30.00 (modification P00030" in post.text
    assert "more changes" in post.text
    assert len(post.markdown) <= 4000
    assert "Source: USAspending, read 14 February 2026" in post.text


@pytest.mark.full
async def test_a_change_of_a_vehicle_is_described_without_an_amount_of_its_own(world: World) -> None:
    source = await watching(world, vehicle())
    source.show(vehicle(end=date(2026, 12, 31)))
    await read_again(world)
    post = await last_post(world)
    assert post.text.splitlines()[0].endswith(": shortened to 31 December 2026")
    assert "not money spent" in post.text
    assert "Committed" not in post.text


async def test_a_new_order_is_posted_with_its_amount_and_the_ceiling_of_its_vehicle(world: World) -> None:
    source = await watching(world, *orders(1))
    source.show(*orders(1), order(), unmatched=(vehicle(),))
    await read_again(world)
    post = await last_post(world)
    assert post.text.startswith(f"{PARTIES}: new order, $4.8 million")
    assert "Placed on 18 December 2025: $4,816,782.50 committed so far" in post.text
    assert "Framework contract 70CDCR26D00000015: up to $365,821,218.75 for all its orders" in post.text
    assert "Committed in all" not in post.text


async def test_a_sparse_record_is_posted_without_gaps(world: World, language: str) -> None:
    source = await watching(world, *orders(1))
    bare = order(
        ORDER,
        action("0", None, None),
        title="70CDCR26FR0000024",
        buyer=Party(name=""),
        supplier=Party(name=""),
        obligated=None,
        signed=None,
        end=None,
    )
    source.show(*orders(1), bare)
    await read_again(world)
    post, t = await last_post(world), plain_texts(world, language)
    name = t("contract-name", kind="order", number="70CDCR26FR0000024")
    assert post.text.splitlines()[0] == headline(t, "new-order", name, amount="none")
    assert t("post-parent-ceiling", parent="70CDCR26D00000015", ceiling="none") in post.text
    assert "none" not in post.text


async def test_a_hostile_change_is_only_text_and_mentions_nobody(world: World) -> None:
    hostile = "@everyone [x](https://evil.example) **b** =1+1 " + "A" * 5000
    source = await watching(
        world, order(title=hostile, buyer=Party(name=hostile), supplier=Party(name=hostile))
    )
    source.show(
        order(
            ORDER,
            *order().actions,
            action("@here", "5.00", description=hostile),
            title=hostile,
            buyer=Party(name=hostile),
            supplier=Party(name=hostile),
        )
    )
    await read_again(world)
    post = await last_post(world)
    assert "@everyone" not in post.markdown
    assert "@here" not in post.markdown
    assert "](https://evil" not in post.markdown
    assert len(post.markdown) <= 4000
    assert "Source: USAspending" in post.text
    assert not post.message.mention_everyone
    assert not post.message.mentions


@pytest.mark.full
async def test_a_late_post_has_the_date_of_its_totals(world: World) -> None:
    source = await watching(world, order())
    first = action("P00001", "1.00", "2026-02-10")
    source.show(order(ORDER, *order().actions, first))
    world.clock.move(days=1)
    with world.env.time_context():
        await world.app.watcher.tick()
    source.show(order(ORDER, *order().actions, first, action("P00002", "2.00", "2026-02-11")))
    world.clock.move(days=1)
    await world.tick()
    _, earlier, later = await world.posts()
    assert "read 14 February 2026" in earlier.text
    assert plain_texts(world)("post-totals-read", date=date(2026, 2, 15)) in earlier.text
    assert "Totals and dates" not in later.text


@pytest.mark.full
async def test_the_details_button_finds_a_contract_whose_id_changed_in_an_upgrade(
    world: World,
) -> None:
    source = await watching(world, order())
    source.show(order(ORDER, *order().actions, action("P00001", "9.00", "2026-02-10")))
    await read_again(world)
    post = await last_post(world)
    pressed = post.button("contract").custom_id
    assert pressed is not None
    earlier = f"contract:4711:{pressed.rpartition(':')[2]}"
    rename(
        world.env.backend.get_message(post.message.channel.id, post.message.id).components, pressed, earlier
    )
    details = await world._answer(await world.bob.click(post.message, custom_id=earlier))
    assert "P00001" in details.text


@pytest.mark.full
async def test_the_details_button_answers_privately_and_survives_a_restart(
    world: World, language: str
) -> None:
    source = await watching(world, order())
    source.show(order(ORDER, *order().actions, action("P00001", "9.00", "2026-02-10")))
    await read_again(world)
    post, t = await last_post(world), plain_texts(world, language)
    await world.restart_bot()
    details = await world.press(world.bob, post, t("button-details"))
    assert details.private
    assert details.card.message.id != post.message.id
    assert "P00001" in details.text
    words = await world.press(world.bob, post, t("button-words"))
    assert words.private
    assert as_read(world.app.texts.of(language)("words-explained")) in words.text
    assert (await last_post(world)).text == post.text


@pytest.mark.full
async def test_the_list_button_of_a_digest_does_not_change_the_digest(world: World, language: str) -> None:
    await watching_history(world)
    digest, t = await last_post(world), plain_texts(world, language)
    answer = await world.press(world.alice, digest, t("button-contracts"))
    assert answer.private
    assert answer.text.startswith(t("contracts-title"))
    assert [post.text for post in await world.posts()] == [digest.text]


async def test_a_members_language_does_not_change_that_of_the_channel(world: World) -> None:
    await world.app.servers.update(world.server_id, language="fr")
    await watching(world, order())
    post = await last_post(world)
    assert post.text.startswith("Veille commencée")
    details = await world.press(world.alice, post, "contracts")
    assert details.text.startswith("Contracts")


@pytest.mark.full
async def test_a_vehicles_post_has_the_sum_of_its_orders_from_the_source(world: World, language: str) -> None:
    ordered: dict[str, Any] = {"ordered": Decimal("9633565.00"), "orders": 6, "buyer": Party(name="ICE")}
    source = await watching(world, vehicle(**ordered))
    source.show(vehicle(**ordered, ceiling=Decimal("400000000.00")))
    await read_again(world)
    await read_again(world)  # a ceiling that no modification explains must be confirmed
    post, t = await last_post(world), plain_texts(world, language)
    assert t("post-ordered", count=6, amount=t.money(Decimal("9633565.00"), "USD")) in post.text
    assert t("post-own-ceiling", ceiling=t.money(Decimal("400000000.00"), "USD")) in post.text
    assert t.money(Decimal("409633565.00"), "USD") not in post.text


def page(text: str | None, status: Status = Status.ACTIVE, **more: Any) -> Record:
    """Return a page of the company about its work."""
    return order(
        "page_of_capgemini",
        kind=Kind.PAGE,
        number="capgemini.com/us-en/public-sector",
        title="Public sector",
        buyer=Party(name="capgemini.com"),
        supplier=Party(name=""),
        parent_source_id=None,
        parent_number=None,
        currency="XXX",
        obligated=None,
        signed=None,
        end=None,
        actions=(),
        status=status,
        text=text,
        url="https://www.capgemini.com/us-en/public-sector",
        **more,
    )


async def test_a_changed_and_a_removed_page_are_posted_with_the_removed_lines(
    world: World, language: str
) -> None:
    source = await watching(world, page("We serve ICE.\nWe are proud of it."))
    t = plain_texts(world, language)
    digest = await last_post(world)
    assert t("digest-others", kind="page", count=1) in digest.text
    assert t("digest-nothing") not in digest.text
    assert "none" not in digest.text
    listed = await world.press(world.alice, digest, t("contracts-title-kind", kind="page"))
    assert t("contracts-title-kind", kind="page") in listed.text
    source.show(page("We are proud of it.\nWe serve the public."))
    await read_again(world)
    changed = await last_post(world)
    assert changed.text.splitlines()[0] == headline(t, "page-changed", "capgemini.com")
    assert f"{t('passages-went')}\n{t('quoted', words='We serve ICE.')}" in changed.text
    assert f"{t('passages-came')}\n{t('quoted', words='We serve the public.')}" in changed.text
    assert changed.text.count("capgemini.com") == 1, "the site is in the headline alone"
    latest = await world.slash(world.alice, "updates latest")
    assert latest.text.count("capgemini.com/") == 2, "once in the page's name, and in the link to it"
    source.show(page(None, Status.REMOVED))
    await read_again(world)
    removed = await last_post(world)
    assert removed.text.splitlines()[0] == headline(t, "page-removed", "capgemini.com")
    assert t("change-page-removed") in removed.text
    details = await world.press(world.bob, removed, t("button-details"))
    assert t("contract-removed") in details.text
    kept = await world.press(world.bob, details, t("button-text"))
    assert "We serve the public." in kept.text


async def test_a_digest_of_notices_counts_them_without_a_sum(world: World) -> None:
    notices = [replace(record, kind=Kind.NOTICE, supplier=Party(name="")) for record in orders(3, end=None)]
    await watching(world, *notices)
    text = (await last_post(world)).text
    assert "3 notices" in text
    assert "so far" not in text
    assert "dated 3 January 2026" in text


async def test_the_post_of_a_new_notice_says_what_sort_of_notice_it_is(world: World, language: str) -> None:
    t = plain_texts(world, language)
    source = await watching(world)
    (call,) = orders(1, end=None, codes={"notice-type": Code("solicitation")})
    source.show(replace(call, kind=Kind.NOTICE, supplier=Party(name="")))
    await read_again(world)
    assert (await last_post(world)).text.splitlines()[0].endswith(t("notice-type-solicitation"))


def paid_again(records: Sequence[Record], **more: Any) -> list[Record]:
    """Return these records, each with one more modification that adds money."""
    return [
        replace(
            record,
            actions=(*record.actions, action("P00001", str(100 + place), action_id=f"N{place}", **more)),
        )
        for place, record in enumerate(records)
    ]


@pytest.mark.full
async def test_many_changes_of_one_read_are_one_post_with_a_button_for_details(
    world: World, language: str
) -> None:
    source = await watching(world, *orders(12), order())
    fresh = paid_again(orders(12))
    ended = order(ORDER, *order().actions, action("P00002", "0", "2026-02-10", "E"))
    source.show(*fresh, ended)
    await read_again(world)
    assert len(await world.posts()) == 2
    post, t = await last_post(world), plain_texts(world, language)
    lines = post.text.splitlines()
    assert lines[0] == t("changes-title", count=13)
    assert headline(t, "terminated", code="E") in lines[3]
    assert ORDER in post.markdown
    assert headline(t, "money-added", amount=t.money(Decimal(111), "USD")) in lines[4]
    assert t("changes-more", count=13 - post.text.count("→")) in post.text
    assert labels(post) == [t("button-all-changes"), t("button-words")]
    await world.restart_bot()
    first = await world.press(world.alice, post, t("button-all-changes"))
    assert first.private
    assert t("pager-where", first=1, last=5, total=13) in first.text
    assert t("change-terminated", kind="order", code="E", by="none", sign="none")[-40:] in first.text
    third = await world.press(
        world.alice, await world.press(world.alice, first, t("pager-next")), t("pager-next")
    )
    assert t("pager-where", first=11, last=13, total=13) in third.text
    assert third.card.message.id == first.card.message.id
    assert t.money(Decimal(100), "USD") in third.text
    assert (await last_post(world)).text == post.text


@pytest.mark.full
async def test_another_server_does_not_see_the_details_of_a_post(world: World) -> None:
    source = await watching(world, *orders(12))
    source.show(*paid_again(orders(12)))
    await read_again(world)
    post = await last_post(world)
    announcement = int((post.button("digest").custom_id or "").split(":")[1])
    contracts = world.app.contracts
    assert (await contracts.digest_of_changes(announcement, server_id=world.server_id)).total == 12
    assert (await contracts.digest_of_changes(announcement, server_id=world.server_id + 1)).total == 0


async def test_a_post_leads_to_the_demand(world: World, language: str) -> None:
    source = await watching(world, order())
    t = plain_texts(world, language)
    labelled = []
    for place, step in enumerate((None, open_demand, open_demand)):
        if step is not None:
            await step(world)
        paid = [action(f"P{n:05}", "9.00", "2026-02-10") for n in range(1, place + 2)]
        source.show(order(ORDER, *order().actions, *paid))
        await read_again(world)
        changed = [post for post in await world.posts() if "P0000" in post.text]
        labelled.append(labels(changed[-1])[0])
        if place == 1:
            opened = await world.press(world.bob, changed[-1], t("button-sign"))
            assert opened.form is not None
    assert labelled == [t("button-details"), t("button-sign"), t("button-demands")]


@pytest.mark.full
async def test_actions_without_effect_are_shown_on_demand_and_not_posted(world: World, language: str) -> None:
    source = await watching(world, order())
    source.show(order(ORDER, *order().actions, action("P00001", "0.00", "2026-02-10", "M")))
    await read_again(world)
    assert len(await world.posts()) == 1
    assert "P00001" in (await world.slash(world.alice, "updates latest")).text


@pytest.mark.full
async def test_organisers_are_notified_once_that_a_watch_fails_and_once_that_it_works(
    world: World, language: str
) -> None:
    t = plain_texts(world, language)
    source = await watching(world, order())
    source.fault = SourceError(SourceErrorKind.TIMEOUT)
    for _ in range(4):
        await read_again(world)
    _, failing = await world.posts()
    assert failing.text.startswith(t("failing-title", name="Watch"))
    assert t("fault-timeout") in failing.text
    assert t("failing-count", count=3) in failing.text
    source.fault = None
    await read_again(world)
    working = await last_post(world)
    assert working.text.startswith(t("working-title", name="Watch"))
    assert t("working-next") in working.text
    assert len(await world.posts()) == 3
    for post in (failing, working):
        assert labels(post) == [t("button-status")]
        status = await world.press(world.alice, post, t("button-status"))
        assert status.private
        assert status.text.startswith(t("status-title"))
    assert (await last_post(world)).message.id == working.message.id


@pytest.mark.full
async def test_the_weekly_line_counts_watches_and_changes(world: World, language: str) -> None:
    t = plain_texts(world, language)
    source = await watching(world, order(), vehicle())
    source.show(order(ORDER, *order().actions, action("P00001", "9.00", "2026-02-10")), vehicle())
    await read_again(world)
    read_at = world.clock()
    queued = Queued(
        id=99,
        server_id=world.server_id,
        channel_id=world.news.id,
        kind="weekly",
        subject=f"server:{world.server_id}",
        occasion="x",
        language=language,
        created_at=world.clock(),
    )

    card = await announcement_cards(world.app).of(queued)
    texts = (part.content for part in card.walk_children() if isinstance(part, discord.ui.TextDisplay))
    text = as_read("\n".join(texts))
    assert t("weekly-watching", contracts=2, watches=1) in text
    assert t("weekly-read", watches=1, moment=read_at) in text
    since = (world.clock() - timedelta(days=7)).date()
    assert t("weekly-changes", count=1, since=since, read="all") in text


@pytest.mark.full
async def test_the_button_of_the_weekly_line_shows_the_status_also_after_a_restart(
    world: World, language: str
) -> None:
    await watching(world, order())
    await world.app.servers.update(world.server_id, weekly=True)
    world.clock.move(days=9)
    for _ in range(2):
        await world.tick()
    t = plain_texts(world, language)
    weekly, *_ = [post for post in await world.posts() if t("weekly-title") in post.text]
    assert labels(weekly) == [t("button-status")]
    await world.restart_bot()
    status = await world.press(world.alice, weekly, t("button-status"))
    assert status.private
    assert t("status-none-held") in status.text


@pytest.mark.full
async def test_every_kind_of_post_has_the_mark_for_searches(world: World) -> None:
    source = await watching(world, order())
    source.show(order(ORDER, *order().actions, action("P00001", "9.00", "2026-02-10")))
    await read_again(world)
    for number, post in enumerate(await world.posts(), 1):
        parts = [part for button in post.buttons for part in (button.custom_id or "").split(":")]
        assert announcement_mark(number) in parts


async def test_a_post_is_a_card_without_other_content(world: World) -> None:
    await watching(world, order(VEHICLE.replace("IDV", "AWD")))
    message = (await last_post(world)).message
    assert message.content == ""
    assert isinstance(message.components[0], discord.Container)
