"""The command ``/contracts``, on the recorded history and on hostile records."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.model import Code, Kind, Party, Status
from bot.demo.world import World
from tests.support.contracts import (
    ORDER,
    action,
    order,
    vehicle,
)
from tests.support.watch_steps import (
    labels,
    orders,
    plain_texts,
    read_again,
    watching,
    watching_history,
)

pytestmark = pytest.mark.behaviour

HOSTILE = "@everyone **bold** [here](https://evil.example) <@1> `code` =SUM(A1) " + "A" * 5000


async def in_full(world: World, number: str, language: str = "en") -> str:
    """Return the text of a contract's card, and of the card behind its button for more."""
    shown = await world.slash(world.alice, "contracts show", contract=number)
    more = await world.press(world.alice, shown, world.app.texts.of(language)("button-more"))
    assert more.private
    return f"{shown.text}\n{more.text}"


async def test_without_a_watch_the_lists_explain_how_to_begin(world: World, language: str) -> None:
    t = plain_texts(world, language)
    cases: list[tuple[str, dict[str, Any]]] = [
        ("contracts list", {}),
        ("contracts search", {"words": "skip"}),
    ]
    for command, options in cases:
        answer = await world.slash(world.alice, command, **options)
        assert answer.private
        assert answer.text == t("contracts-no-watch")


@pytest.mark.full
async def test_a_list_names_buyer_and_supplier_once_if_all_contracts_have_the_same(world: World) -> None:
    same = [order(f"CONT_AWD_{name}_7012_X") for name in "AB"]
    source = await watching(world, *same)
    listed = await world.slash(world.alice, "contracts list")
    assert listed.text.count("→") == 1
    source.show(*same, order("CONT_AWD_C_7012_X", supplier=Party("Another company")))
    await read_again(world)
    listed = await world.slash(world.alice, "contracts list")
    assert listed.text.count("→") == 3


async def test_a_watch_without_results_shows_its_next_read(world: World) -> None:
    await watching(world)
    assert (await world.slash(world.alice, "contracts list")).text == plain_texts(world)("contracts-none")


@pytest.mark.both_engines
async def test_a_member_turns_the_pages_of_contracts(world: World, language: str) -> None:
    await watching_history(world)
    t = plain_texts(world, language)
    first = await world.slash(world.alice, "contracts list")
    assert first.private
    assert t.money(Decimal("4816782.50"), "USD") in first.text
    assert t("pager-where", first=1, last=8, total=13) in first.text
    second = await world.press(world.alice, first, t("pager-next"))
    assert t("pager-where", first=9, last=13, total=13) in second.text
    assert second.card.message.id == first.card.message.id
    assert labels(second) == ["9", "10", "11", "12", "13", t("pager-previous"), t("pager-next")]
    back = await world.press(world.alice, second, t("pager-previous"))
    assert back.text == first.text


async def test_every_contract_of_a_list_has_its_source_and_the_day_it_was_read(world: World) -> None:
    await watching_history(world)
    answer = await world.slash(world.alice, "contracts list")
    assert answer.text.count("USAspending (https://www.usaspending.gov/award/CONT_") == 8
    assert answer.text.count("read 13 February 2026") == 8


@pytest.mark.full
async def test_the_list_can_be_filtered_by_kind(world: World, language: str) -> None:
    await watching_history(world)
    t = plain_texts(world, language)
    answer = await world.slash(world.alice, "contracts list", kind="vehicle")
    assert answer.text.startswith(t("contracts-title-kind", kind="vehicle"))
    assert t("line-ceiling", amount=t.money(Decimal("365821218.75"), "USD")) in answer.text
    assert t.money(Decimal("4816782.50"), "USD") not in answer.text
    nothing = await world.slash(world.alice, "contracts list", kind="contract")
    assert nothing.text == t("contracts-none-of-kind")


@pytest.mark.full
async def test_a_button_under_the_list_shows_the_contract(world: World) -> None:
    await watching_history(world)
    listed = await world.slash(world.alice, "contracts list")
    shown = await world.press(world.alice, listed, "2")
    assert shown.private
    assert "\n\n2. " not in shown.text
    assert shown.text.splitlines()[0] in listed.text


async def test_a_contract_is_shown_with_a_label_for_each_amount(world: World, language: str) -> None:
    parent = vehicle()
    record = order(
        exercised=Decimal("5000000"),
        ceiling=Decimal("6000000"),
        start=date(2025, 12, 18),
        potential_end=date(2027, 1, 1),
        buyer_unit="DETENTION COMPLIANCE AND REMOVALS",
        funder=Party(name="Department of Something Else"),
        codes={"naics": Code("561611", "INVESTIGATION SERVICES"), "other": Code("79710000")},
        status=Status.ACTIVE,
    )
    await watching(world, record, unmatched=(parent,))
    t = plain_texts(world, language)
    text = await in_full(world, record.number, language)
    for label, amount in (
        ("contract-obligated", "4816782.50"),
        ("contract-exercised", "5000000"),
        ("contract-options", "6000000"),
    ):
        labelled = t("labelled", label=t(label, source="usaspending"), value=t.money(Decimal(amount), "USD"))
        assert labelled in text
    assert t("contract-paid") not in text, "the source does not say"
    ceiling = t.money(Decimal("365821218.75"), "USD")
    assert t("family-vehicle", number="70CDCR26D00000015", ceiling=ceiling) in text
    assert t("kind-words", kind="order") in text
    assert t("contract-uei", uei="DR6MQ56MGFA5") in text
    assert "561611, INVESTIGATION SERVICES" in text
    assert t("labelled", label="other", value="79710000") in text
    assert (
        t("labelled", label=t("contract-status"), value=t("status-words", status="active", kind="order"))
        in text
    )
    assert t.day(date(2027, 1, 1)) in text
    assert "DETENTION COMPLIANCE AND REMOVALS" in text
    assert "Department of Something Else" in text
    assert t("contract-subcontracts", source="usaspending") in text
    assert t("source-read", source=f"USAspending ({record.url})", date=date(2026, 2, 13)) in text


async def test_a_vehicle_is_shown_with_its_orders_and_no_sum(world: World) -> None:
    await watching(world, order(), vehicle())
    text = await in_full(world, "70CDCR26D00000015 VEHICLE")
    assert text.startswith("Framework contract 70CDCR26D00000015")
    assert "Ceiling for all orders, not money spent: $365,821,218.75" in text
    assert "One of its orders is known here:\n  - 70CDCR26FR0000024 · $4,816,782.50 committed" in text
    assert "370,638,001.25" not in text


@pytest.mark.full
async def test_removed_money_is_described_in_the_history(world: World) -> None:
    record = order(
        ORDER, action("0", "100.00"), action("P00001", "-40.00", "2026-02-01"), action("P00002", "0.00")
    )
    await watching(world, record)
    text = (await world.slash(world.alice, "contracts show", contract=record.number)).text
    assert "P00001 · 1 February 2026 · −$40.00, taken away · funding only (code C)" in text
    assert "P00002 · 5 January 2026 · no money · funding only (code C)" in text
    assert "Base award · 5 January 2026 · +$100.00 · funding only (code C)" in text


async def test_a_hostile_record_is_only_text(world: World, language: str) -> None:
    record = order(
        ORDER,
        action("**0**", "1.00", description=HOSTILE),
        title=HOSTILE,
        buyer=Party(name=HOSTILE, parent=HOSTILE),
        supplier=Party(name="[x](https://evil.example)" + HOSTILE, parent=HOSTILE),
        buyer_unit=HOSTILE,
        parent_number="*@here*",
        url="javascript:alert(1)",
        codes={"naics": Code("@everyone", HOSTILE)},
    )
    await watching(world, record)
    listed = await world.slash(world.alice, "contracts list")
    shown = await world.press(world.alice, listed, "1")
    found = await world.slash(world.alice, "contracts search", words="=SUM(A1)")
    more = await world.press(world.alice, shown, "More" if language == "en" else "Plus")
    for answer in (listed, shown, found, more):
        markdown = answer.card.markdown
        assert "@everyone" not in markdown
        assert "@here" not in markdown
        assert "**bold**" not in markdown
        assert "](https://evil" not in markdown
        assert "<@1>" not in markdown
        assert "javascript" not in markdown
        assert len(markdown) <= 4000
        assert "…" in markdown
        assert "=SUM" in answer.text
    assert all(button.url is None for button in shown.card.buttons)
    choices = await world.suggestions(world.alice, "contracts show", "contract", "evil")
    assert all(len(name) <= 100 for name, _ in choices)


async def test_a_suggestion_shows_markdown_literally(world: World) -> None:
    page = order(number="example.org/our-work_1", kind=Kind.PAGE, title="A *page*\u202e")
    notice = order(ORDER.replace("70C", "80C"), number="26-101", kind=Kind.NOTICE)
    await watching(world, page, notice)
    names = [name for name, _ in await world.suggestions(world.alice, "contracts show", "contract")]
    assert any("example.org/our-work_1" in name and name.endswith("A *page*") for name in names)
    assert any("Notice 26-101" in name for name in names)
    assert not any("\\" in name for name in names)


async def test_any_eight_contracts_fit_a_page(world: World) -> None:
    longest = {"title": "*" * 900, "buyer": Party(name="_" * 900), "supplier": Party(name="~" * 900)}
    await watching(world, *orders(9, **longest, end=date(2026, 12, 31)))
    answer = await world.slash(world.alice, "contracts list")
    for number in range(8, 0, -1):
        assert f"ORDER{number:02}" in answer.text
    assert "1–8 of 9" in answer.text


@pytest.mark.full
async def test_a_page_beyond_the_end_of_a_list_is_the_first(world: World) -> None:
    source = await watching(world, *orders(9))
    first = await world.slash(world.alice, "contracts list")
    second = await world.press(world.alice, first, "Next")
    (watch,) = await world.app.watches.list(world.server_id)
    await world.app.watches.remove(world.server_id, watch.id)
    await watching(world, *source.matching[:3])
    answer = await world.press(
        world.alice, second, "Next" if not second.card.button("Next").disabled else "Previous"
    )
    assert "ORDER00" in answer.text


async def test_search_results_have_pages_even_if_the_words_contain_a_colon(
    world: World, language: str
) -> None:
    await watching(world, *orders(10, title="A: B SERVICES"))
    t = plain_texts(world, language)
    first = await world.slash(world.alice, "contracts search", words="A: services")
    second = await world.press(world.alice, first, t("pager-next"))
    assert t("pager-where", first=9, last=10, total=10) in second.text
    assert second.text.startswith(t("contracts-found", words="A: services"))


async def test_a_search_without_results_has_advice(world: World, language: str) -> None:
    await watching(world, order())
    t = plain_texts(world, language)
    answer = await world.slash(world.alice, "contracts search", words="*nothing*")
    assert answer.text == t("contracts-not-found", words="*nothing*")
    assert (await world.slash(world.alice, "contracts search", words="%_*")).text == t(
        "refusal-search-too-short"
    )


@pytest.mark.full
async def test_typed_text_is_a_search_for_a_contract(world: World, language: str) -> None:
    await watching(world, order(), *orders(2, title="OTHER"))
    t = plain_texts(world, language)
    for typed in ("70CDCR26FR0000024", "4816782"):
        shown = await world.slash(world.alice, "contracts show", contract=typed)
        assert shown.text.splitlines()[0].endswith("70CDCR26FR0000024")
    (first, *_) = (await world.app.contracts.page(world.server_id)).items
    for typed in ("OTHER", "no such thing", "99999", "%%%", str(first.id)):
        refused = await world.slash(world.alice, "contracts show", contract=typed)
        assert refused.private
        assert refused.text == t("refusal-choose-from-list", typed=typed)


async def test_a_typed_number_is_that_contract_and_not_its_orders(world: World) -> None:
    await watching(world, order(), order(f"{ORDER}_2", number="70CDCR26FR0000025"), vehicle())
    for typed in ("70CDCR26D00000015", "70cdcr26d00000015"):
        shown = await world.slash(world.alice, "contracts show", contract=typed)
        assert shown.text.splitlines()[0].endswith("contract 70CDCR26D00000015")
        ((name, value), *_) = await world.suggestions(world.alice, "contracts show", "contract", typed)
        assert name.startswith("70CDCR26D00000015 ·")
        chosen = await world.slash(world.alice, "contracts show", contract=value)
        assert chosen.text == shown.text


async def test_another_servers_contract_is_not_shown(world: World, language: str) -> None:
    await watching(world, order())
    other = world.env.create_guild("Elsewhere", owner=world.env.create_user("other owner"))
    other.create_text_channel("general")
    eve = world.join("eve", guild=other)
    await world.env.settle()
    t = plain_texts(world, language)
    (mine,) = (await world.app.contracts.page(world.server_id)).items
    assert (await world.slash(eve, "contracts list")).text == t("contracts-no-watch")
    assert await world.suggestions(eve, "contracts show", "contract", "skip") == []
    refused = await world.slash(eve, "contracts show", contract=mine.number)
    assert refused.text == t("refusal-choose-from-list", typed=mine.number)
    refused = await world.slash(eve, "contracts show", contract=f"#{mine.id}")
    assert refused.text == t("refusal-contract-unknown")


async def test_the_button_of_a_contract_that_is_no_longer_watched_is_refused(
    world: World, language: str
) -> None:
    await watching(world, order())
    listed = await world.slash(world.alice, "contracts list")
    (watch,) = await world.app.watches.list(world.server_id)
    await world.app.watches.remove(world.server_id, watch.id)
    refused = await world.press(world.alice, listed, "1")
    assert refused.private
    assert refused.text == plain_texts(world, language)("refusal-contract-unknown")


async def test_a_withdrawn_contract_is_shown_with_its_date(world: World) -> None:
    source = await watching(world, order())
    source.show()
    world.clock.move(days=1)
    await world.tick()
    (line,) = (await world.app.contracts.page(world.server_id)).items
    answer = await world.slash(world.alice, "contracts show", contract=f"#{line.id}")
    assert plain_texts(world)("contract-missing", date=date(2026, 2, 14), withdrawn="no") in answer.text


async def test_an_order_is_shown_with_its_vehicle_and_siblings_and_no_sum(
    world: World, language: str
) -> None:
    others = [
        order(f"CONT_AWD_SIBLING{n}_7012_70CDCR26D00000015_7012", action("0", str(n + 1), action_id=f"S{n}"))
        for n in range(8)
    ]
    above = vehicle(ordered=Decimal("4816818.50"), orders=9)
    await watching(world, order(), *others, unmatched=(above,))
    t = plain_texts(world, language)
    text = await in_full(world, order().number, language)
    money = t.money(Decimal("4816818.50"), "USD")
    assert t("family-ordered", count=9, amount=money) in text
    assert t("family-others", count=8) in text
    assert "SIBLING" in text
    assert t("contract-orders-more", count=2, number="70CDCR26D00000015") in text
    shown = t("line-obligated", amount=t.money(Decimal("4816782.50"), "USD"), source="usaspending")
    assert t("family-this", kind="order", shown=shown)[:30] in text
    for url in (order().url, above.url):
        assert f"USAspending ({url})" in text
    assert t.money(Decimal("370638037.25"), "USD") not in text


async def test_the_only_order_of_a_vehicle_is_shown_once(world: World, language: str) -> None:
    await watching(world, order(), unmatched=(vehicle(ordered=Decimal("4816782.50"), orders=1),))
    t = plain_texts(world, language)
    money = t.money(Decimal("4816782.50"), "USD")
    text = await in_full(world, order().number, language)
    family = text.partition(t("contract-family"))[2]
    assert t("family-ordered", count=1, amount=money) not in family
    assert family.count(money) == 1
    assert t("family-others", count=0) in family


async def test_the_history_shows_the_effects_of_each_action(world: World, language: str) -> None:
    source = await watching(world, order(ceiling=Decimal("5000000")))
    changed = action("P00001", "10.00", "2026-02-10", "G")
    source.show(order(ORDER, *order().actions, changed, ceiling=Decimal("6000000"), end=date(2026, 9, 1)))
    await read_again(world)
    t = plain_texts(world, language)
    text = (await world.slash(world.alice, "contracts show", contract=order().number)).text
    old, new = (t.money(Decimal(amount), "USD") for amount in ("5000000", "6000000"))
    assert t("effect-ceiling", old=old, new=new) in text
    days = {"old": t.day(date(2026, 3, 15)), "new": t.day(date(2026, 9, 1))}
    assert t("effect-end", kind="order", **days) in text
    assert t("contract-action-code", reason=t("action-reason-usaspending-g"), code="G") in text


@pytest.mark.full
async def test_figures_over_time_are_those_of_our_reads_newest_first(world: World, language: str) -> None:
    source = await watching(world, order())
    actions = list(order().actions)
    for number in range(1, 7):
        actions.append(action(f"P0000{number}", "10.00", f"2026-02-1{number}"))
        source.show(order(ORDER, *actions))
        await read_again(world)
    t = plain_texts(world, language)
    shown = await world.slash(world.alice, "contracts show", contract=order().number)
    figures = await world.press(world.alice, shown, t("button-figures"))
    assert figures.private
    assert figures.card.message.id != shown.card.message.id
    new, old = (t.money(Decimal(amount), "USD") for amount in ("4816842.50", "4816832.50"))
    assert t(
        "labelled",
        label=t("contract-obligated", source="usaspending"),
        value=t("figures-before", value=new, old=old),
    ) in (figures.text)
    assert t("pager-where", first=1, last=5, total=7) in figures.text
    oldest = await world.press(world.alice, figures, t("pager-next"))
    assert oldest.card.message.id == figures.card.message.id
    first = t.money(Decimal("4816782.50"), "USD")
    assert t("labelled", label=t("contract-obligated", source="usaspending"), value=first) in oldest.text
    assert "none" not in oldest.text


async def test_a_contract_is_shown_as_first_seen_with_the_original_answer(
    world: World, language: str
) -> None:
    record = order()
    source = await watching(world, record)
    later = order(ORDER, *record.actions, action("P00001", "10.00", "2026-02-10"))
    read_later = replace(later.answers[0], fetched_at=datetime(2026, 2, 14, tzinfo=UTC))
    source.show(replace(later, answers=(read_later,)))
    await read_again(world)
    t = plain_texts(world, language)
    shown = await world.slash(world.alice, "contracts show", contract=record.number)
    seen = await world.press(world.alice, shown, t("button-first-seen"))
    assert seen.private
    content = record.answers[0].content
    fingerprint = hashlib.sha256(content).hexdigest()
    assert fingerprint in seen.text
    assert t("first-seen-date", date=date(2026, 2, 13)) in seen.text
    assert t("first-seen-answers", count=1) in seen.text
    first = t.money(Decimal("4816782.50"), "USD")
    assert t("labelled", label=t("contract-obligated", source="usaspending"), value=first) in seen.text
    assert seen.files == {f"{fingerprint[:16]}.json": content}


async def test_an_answer_that_is_too_large_is_named_and_not_attached(world: World, language: str) -> None:
    record = order()
    large = replace(record.answers[0], content=b"x" * 1_000_001)
    await watching(world, replace(record, answers=(large,)))
    t = plain_texts(world, language)
    shown = await world.slash(world.alice, "contracts show", contract=record.number)
    seen = await world.press(world.alice, shown, t("button-first-seen"))
    assert t("first-seen-too-large") in seen.text
    assert hashlib.sha256(large.content).hexdigest() in seen.text
    assert seen.files == {}


@pytest.mark.full
async def test_a_long_text_has_pages(world: World, language: str) -> None:
    text = "\n".join(f"Line {number} **of** what @everyone says." for number in range(120))
    page = order(kind=Kind.PAGE, text=text, currency="XXX", buyer=Party(name="site"))
    source = await watching(world, page)
    t = plain_texts(world, language)
    listed = await world.slash(world.alice, "contracts list", kind="page")
    shown = await world.press(world.alice, listed, "1")
    assert t("contract-buyer", kind="page") not in shown.text, "its name has its site"
    first = await world.press(world.alice, shown, t("button-text"))
    assert "Line 0 **of** what @everyone says." in first.text
    assert "@everyone" not in first.card.markdown
    assert t("text-part", part=1, total=3) in first.text
    second = await world.press(world.alice, first, t("pager-next"))
    last = await world.press(world.alice, second, t("pager-next"))
    assert "Line 119" in last.text
    assert last.card.message.id == first.card.message.id
    source.show(replace(page, text="Short now."))
    await read_again(world)
    assert "Short now." in (await world.press(world.alice, last, t("pager-previous"))).text


async def test_articles_and_pages_have_their_own_lists(world: World, language: str) -> None:
    kinds = (Kind.ORDER, Kind.NOTICE, Kind.ARTICLE, Kind.PAGE)
    await watching(world, *(replace(each, kind=kind) for each, kind in zip(orders(4), kinds, strict=True)))
    t = plain_texts(world, language)
    everything = await world.slash(world.alice, "contracts list")
    assert "ORDER00" in everything.text
    assert "ORDER01" in everything.text
    assert t("contract-name", kind="page", number="ORDER03") not in everything.text
    for kind, place in ((Kind.NOTICE, 1), (Kind.ARTICLE, 2), (Kind.PAGE, 3)):
        answer = await world.slash(world.alice, "contracts list", kind=kind.value)
        assert answer.text.startswith(t("contracts-title-kind", kind=kind.value))
        name = {"kind": kind.value, "number": f"ORDER0{place}", "site": "usaspending.gov"}
        assert t("contract-name", **name) in answer.text
        amount = t.money(Decimal("1001.00"), "USD")
        assert (f": {amount}" in answer.text.replace("\u00a0:", ":")) == (kind is Kind.NOTICE), (
            "an amount in it"
        )


@pytest.mark.full
async def test_a_contract_that_no_longer_matches_is_shown_as_such(world: World) -> None:
    source = await watching(world, order(), *orders(1))
    source.show(*orders(1), unmatched=(order(),))
    for _ in range(3):
        await read_again(world)
    answer = await world.slash(world.alice, "contracts show", contract=order().number)
    assert plain_texts(world)("contract-unmatched", date=date(2026, 2, 14)) in answer.text


SORTS = {  # a number of notices, as TED and BOAMP write it
    "pin-only": ("announcement of a plan to buy", "annonce d’un projet d’achat"),
    "cn-standard": ("call for offers", "appel à la concurrence"),
    "can-standard": ("award of a contract", "attribution d’un marché"),
    "APPEL_OFFRE": ("call for offers", "appel à la concurrence"),
    "ATTRIBUTION": ("award of a contract", "attribution d’un marché"),
}


@pytest.mark.full
async def test_the_type_of_a_notice_is_translated_and_its_linked_notices_are_shown(
    world: World, language: str
) -> None:
    await watching(
        world,
        *(
            replace(each, kind=Kind.NOTICE, codes={"notice-type": Code(sort, "Libellé de la source")})
            for each, sort in zip(orders(len(SORTS)), SORTS, strict=True)
        ),
        order(kind=Kind.NOTICE, codes={"notice-type": Code("new-sort", "Of tomorrow")}),
        replace(
            order("CONT_AWD_LINKED_7012_-NONE-_-NONE-"),
            kind=Kind.NOTICE,
            codes={"linked-notice": Code("24-12345, 24-54321")},
        ),
    )
    label = {"en": "Sort of notice: ", "fr": "Sorte d’avis\u00a0: "}[language]

    async def card(number: str) -> str:
        return await in_full(world, number, language)

    for at, (sort, words) in enumerate(SORTS.items()):
        shown = await card(f"ORDER{at:02}")
        assert f"{label}{words[language == 'fr']} ({sort})" in shown
        assert "Libellé" not in shown
    assert f"{label}new-sort, Of tomorrow" in await card(order().number), "as the source says it"
    linked = {"en": "Belongs to notice: ", "fr": "Se rattache à l’avis\u00a0: "}[language]
    assert f"{linked}24-12345, 24-54321" in await card("LINKED")
