"""Cards and posts about contracts are short on a phone, in every language, from real and hostile records."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.campaign.file import policies
from bot.common.pagination import Page
from bot.contracts.diff.subcontracts import Doubt
from bot.contracts.model import Action, Change, ChangeKind, Code, Kind, Party, Status, Subcontract
from bot.contracts.queries.views import (
    ActionView,
    ContractLine,
    ContractView,
    Digest,
    Failing,
    News,
    Revision,
    WeeklySummary,
)
from bot.contracts.sources.protocol import SourceErrorKind
from bot.contracts.story.purchases import PurchaseNews
from bot.contracts.story.subcontracts import Reported, Subcontracts
from bot.contracts.story.under_others import UnderOthers, UnderOthersPage
from bot.contracts.story.views import (
    DescribedProtest,
    Docket,
    NamedParent,
    Owners,
    OwnershipAction,
    Procedure,
    ProcedureRecord,
    ProtestArticle,
    Protests,
    Purchase,
    PurchaseOrder,
    Stage,
    Story,
)
from bot.contracts.watches.service import WatchInfo
from bot.texts import Translator
from bot.ui.announcements.cards import news_card
from bot.ui.contracts.card import contract_card, contract_details_card
from bot.ui.contracts.changes import sentence
from bot.ui.contracts.digests import (
    MAX_CORRECTED,
    MAX_GATHERED_CORRECTED,
    MAX_GATHERED_LINES,
    MAX_NAMED,
    PAGE_SIZE,
    all_changes_card,
    changes_card,
    digest_card,
    gathered_card,
)
from bot.ui.contracts.listing import contract_list, found_contracts
from bot.ui.contracts.purchase import purchase_chart, purchase_chart_card, purchase_news_card
from bot.ui.contracts.story import owner_news_card, story_card
from bot.ui.contracts.subcontracts import (
    UNDER_OTHERS_PAGE_SIZE,
    subcontract_news_card,
    under_others_card,
    under_others_news_card,
)
from bot.ui.layout import Card, button, read_on_board
from bot.ui.markdown import PHONE_WIDTH, phone_lines
from bot.ui.watches.posts import failing_card, source_card, weekly_card, working_card
from tests.conftest import SHARED_DATA
from tests.support.purchases import HOLDERS, SOLICITATION
from tests.ui.test_lengths_of_members_cards import ALL, BOARD, check_limits, longest_language

pytestmark = pytest.mark.unit

READ = datetime(2026, 4, 20, tzinfo=UTC)
OWN_DATA = Path(__file__).parents[3] / "campaigns" / "capgemini-ice" / "record.json"
MONEY = frozenset(
    {
        ChangeKind.NEW_VEHICLE,
        ChangeKind.NEW_CONTRACT,
        ChangeKind.NEW_ORDER,
        ChangeKind.NEW_ORDER_UNDER_VEHICLE,
        ChangeKind.MONEY_ADDED,
        ChangeKind.MONEY_REMOVED,
        ChangeKind.CEILING_RAISED,
        ChangeKind.CEILING_LOWERED,
        ChangeKind.OPTION_EXERCISED,
        ChangeKind.EXTENDED,
        ChangeKind.SHORTENED,
        ChangeKind.CORRECTED,
    }
)
PASSAGES = frozenset({ChangeKind.PAGE_CHANGED, ChangeKind.TEXT_CHANGED})
# Lines on a phone. Posts about no money tell what they do not show, or quote what changed.

MAX_MONEY, MAX_DIGEST, MAX_CONTRACT, MAX_OTHER, MAX_WEEKLY, MAX_PASSAGES = 12, 15, 25, 18, 28, 28

HOSTILE = (
    "A" * 5000,
    "\u202e\u2066نص عربي طويل جدا\u2069 " * 200,
    "**bold** `code` [x](https://evil.example) @everyone <@1> > # " * 90,
    "",
)


@cache
def real_words() -> tuple[str, str]:
    """Return the longest title and the longest name of a party in the recorded data."""
    files = sorted(SHARED_DATA.rglob("*.json")) if SHARED_DATA.exists() else []
    titles, names = {"ERO PROGRAM SUPPORT SERVICES"}, {"CAPGEMINI GOVERNMENT SOLUTIONS LLC"}
    for file in [*files, OWN_DATA]:
        for key, text in _texts(json.loads(file.read_text(encoding="utf-8"))):
            if re.fullmatch(r"title|description|objet|Description", key):
                titles.add(text)
            elif re.fullmatch(r"name|.*[Nn]ame|nom.*|Recipient Name|Awarding Agency", key):
                names.add(text)
    return max(titles, key=len), max(names, key=len)


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, key)
    elif isinstance(value, dict):
        for inner, item in value.items():
            yield from _texts(item, inner)


def words(case: str) -> tuple[str, str]:
    return real_words() if case == "real" else (HOSTILE[int(case)], HOSTILE[int(case)])


def worst() -> Iterator[tuple[Translator, str]]:
    """Yield each language with the longest real words, then the longest language with each of the hostile
    ones: what they add is the same in all."""
    for language in ALL.languages:
        yield ALL.of(language), "real"
    for case in range(len(HOSTILE)):
        yield ALL.of(longest_language()), str(case)


def line_of(case: str, kind: Kind, **more: Any) -> ContractLine:
    title, name = words(case)
    amount = None if name == "" else Decimal("-9999999999999.99")
    values: dict[str, Any] = {
        "id": 7,
        "source": "usaspending",
        "kind": kind,
        "number": "70CDCR24FR0000006" if case == "real" else name[:100],
        "title": title,
        "buyer": name,
        "supplier": name,
        "buyer_unit": name or None,
        "currency": "USD",
        "obligated": amount,
        "ceiling": amount,
        "ordered": amount if kind is Kind.VEHICLE else None,
        "orders": 412 if amount else None,
        "signed": date(2026, 2, 28) if amount else None,
        "start": date(2026, 3, 28) if amount else None,
        "end": date(2026, 9, 28) if amount else None,
        "potential_end": date(2028, 9, 28) if amount else None,
        "url": "https://www.usaspending.gov/award/" + "x" * 200,
        "parent_number": "70CDCR26D00000015" if kind is Kind.ORDER else None,
        "parent_ceiling": Decimal("365821218.75") if kind is Kind.ORDER else None,
        "changed_at": READ,
        "last_action": None,
    }
    return ContractLine(**{**values, **more})


def kind_of(change: ChangeKind) -> Kind:
    for word, kind in (("vehicle", Kind.VEHICLE), ("notice", Kind.NOTICE), ("article", Kind.ARTICLE)):
        if change.value == f"new-{word}":
            return kind
    if change is ChangeKind.TEXT_CHANGED:
        return Kind.NOTICE
    return Kind.PAGE if "page" in change.value else Kind.ORDER


def change_of(kind: ChangeKind, case: str) -> Change:
    title, name = words(case)
    values: dict[str, Any] = {"amount": Decimal("-9999999999999.99")}
    if name == "" and "money" not in kind.value:
        values["amount"] = None
    if kind.value.startswith("ceiling"):
        values |= {"old": Decimal("365821218.75"), "new": Decimal("9999999999999.99")}
    elif kind in (ChangeKind.EXTENDED, ChangeKind.SHORTENED):
        values |= {"old": date(2026, 9, 28), "new": date(2028, 12, 28)}
    elif "supplier" in kind.value or kind is ChangeKind.NOVATED:
        values |= {"old": name, "new": name}
    elif kind in PASSAGES:
        values |= {"old": f"{title}\n" * 9, "new": f"{title}\n" * 9}
    elif kind is ChangeKind.PAGE_MOVED:
        values["new"] = name or "elsewhere.example"
    elif kind is ChangeKind.CORRECTED:
        values |= {"old": Decimal("2306976.66"), "new": Decimal("2295794.15")}
        values |= {"old_date": date(2026, 9, 28), "new_date": date(2026, 9, 29)}
    elif kind is ChangeKind.IN_FORCE:
        values["old"] = "cancelled"
    else:
        values["new"] = values["old"] = date(2026, 9, 28)
    return Change(
        kind=kind,
        action_id="TX",
        number=name[:100] if case != "real" else "P00013",
        date=date(2026, 2, 28),
        code="E",
        description=title,
        currency="USD",
        **values,
    )


@cache
def news_of(case: str, *kinds: ChangeKind) -> News:
    line = line_of(case, kind_of(kinds[0]))
    changes = tuple(change_of(kind, case) for kind in kinds)
    return News(contract=line, parent=None, changes=changes, read_key="r", seen_at=READ, story=story_of(case))


def lines_in(card: Card) -> int:
    shown = (item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay))
    return sum(map(phone_lines, shown))


def checked(card: Card) -> Card:
    """Hold Discord's limits, also with a link to the board, and that no text is missing."""
    check_limits(read_on_board(card, BOARD, ALL.of("fr")))
    assert not re.search(r"(?<!, )\bnone\b|headline-|change-|post-|digest-", str(card.to_components()))
    return card


def actions_of(t: Translator) -> list["discord.ui.Button[Card]"]:
    return [button(t("button-sign"), "sign-form", 1, "a1")]


@pytest.mark.full
def test_a_post_of_each_kind_of_change_is_short() -> None:
    for (t, case), kind in product(worst(), ChangeKind):
        card = checked(news_card(news_of(case, kind), t, "a1", actions_of(t)))
        limit = MAX_MONEY if kind in MONEY else MAX_PASSAGES if kind in PASSAGES else MAX_OTHER
        assert lines_in(card) <= limit, (t.language, case, kind)


def test_a_post_of_many_changes_is_no_longer() -> None:
    for t, case in worst():
        every = [kind for kind in ChangeKind if kind in MONEY and not kind.value.startswith("new")]
        others = [kind for kind in every if kind is not ChangeKind.CORRECTED]
        card = checked(news_card(news_of(case, *every, *others), t, "a1", actions_of(t)))
        assert lines_in(card) <= MAX_MONEY


def test_digests_are_short() -> None:
    for t, case in worst():
        vehicles = (line_of(case, Kind.VEHICLE),) * 5
        others = tuple(line_of(case, kind) for kind in (Kind.ORDER, Kind.CONTRACT, Kind.NOTICE, Kind.ARTICLE))
        digest = Digest(
            watch_id=1,
            name=words(case)[1][:100],
            source="usaspending",
            read_at=READ,
            counts=dict.fromkeys(Kind, 400),
            obligated=dict.fromkeys(("USD", "EUR", "GBP", "CHF"), Decimal("9999999999999.99")),
            unknown=7,
            unread=3,
            newest=others,
            vehicles=vehicles,
        )
        assert lines_in(checked(digest_card(digest, t, "a1", actions_of(t)))) <= MAX_DIGEST
        found = [news_of(case, kind) for kind in ChangeKind][:MAX_NAMED]
        page = Page(items=tuple(found), total=300, offset=0, limit=MAX_NAMED)
        assert lines_in(checked(changes_card(page, t, 5, "a1", actions_of(t)))) <= MAX_DIGEST
        gathered = checked(gathered_card(page, READ, t, 5, "a1", actions_of(t)))
        assert lines_in(gathered) <= MAX_GATHERED_LINES
        checked(all_changes_card(replace(page, items=page.items[:PAGE_SIZE]), t, 5))


def test_a_digest_says_what_it_tells_and_was_corrected_since() -> None:
    for t, case in worst():
        told = news_of(case, ChangeKind.MONEY_ADDED, ChangeKind.CORRECTED)
        others = (news_of(case, ChangeKind.MONEY_ADDED),) * 4
        page = Page(items=(*others, told), total=9, offset=0, limit=MAX_NAMED)
        card = checked(gathered_card(page, READ, t, 5, "a1", actions_of(t)))
        assert sentence(t, told.changes[-1], told.contract) in said_on(card)
        assert lines_in(card) <= MAX_GATHERED_LINES


@pytest.mark.parametrize("count", [9, MAX_GATHERED_CORRECTED, MAX_NAMED + MAX_CORRECTED])
def test_a_digest_of_many_short_corrections_can_be_posted(count: int) -> None:
    t = ALL.of(longest_language())
    news = news_of(str(HOSTILE.index("")), ChangeKind.CORRECTED)
    short = replace(news, contract=replace(news.contract, url="https://source.example/7"))
    page = Page(items=(short,) * count, total=30, offset=0, limit=MAX_NAMED)
    card = checked(gathered_card(page, READ, t, 5, "a1", actions_of(t)))
    labels = [item.label or "" for item in card.walk_children() if isinstance(item, discord.ui.Button)]
    shown = min(count, MAX_GATHERED_CORRECTED)
    assert [int(label) for label in labels if label.isdecimal()] == [*range(1, shown + 1)]
    assert t("changes-more", count=30 - shown) in said_on(card)


def test_posts_about_a_watch_are_short() -> None:
    for language, source in product(ALL.languages, sorted(policies())):
        check_posts_of(source, ALL.of(language))


def check_posts_of(source: str, t: Translator) -> None:
    watch = WatchInfo(
        id=1,
        server_id=1,
        name="W" * 100,
        source=source,
        query={},
        created_at=READ,
        baseline_at=READ,
        next_read_at=READ,
        last_read_at=READ,
        last_complete_at=READ,
        last_matched=1000,
        failures=99,
        fault=None,
        quiet_since=READ,
        longest_quiet=timedelta(days=99),
        stale_told_at=READ,
        less_from=1000,
        less_told_at=READ,
    )
    faults = [replace(watch, fault=fault) for fault in (*SourceErrorKind, "internal")]
    cards: list[Card | None] = [failing_card(each, t, "a1") for each in faults]
    cards += [working_card(watch, t, "a1"), working_card(replace(watch, failures=0), t, "a1")]
    cards += [source_card(watch, kind, t, "a1") for kind in ("stale", "stale-over", "less", "less-over")]
    for card in cards:
        assert card is not None
        assert lines_in(checked(card)) <= MAX_OTHER


@pytest.mark.parametrize("language", ALL.languages)
def test_the_weekly_line_is_short(language: str) -> None:
    t = ALL.of(language)
    failing = tuple(Failing(name="W" * 100, since=READ) for _ in range(20))
    week = WeeklySummary(
        watches=20, paused=2, unread=3, blind=4, failing=failing, read_at=READ, contracts=9000, changed=812
    )
    assert lines_in(checked(weekly_card(week, READ, t, "a1"))) <= MAX_WEEKLY


@cache
def view_of(case: str, kind: Kind) -> ContractView:
    title, name = words(case)
    line = line_of(case, kind)
    action = Action(
        action_id="TX", number="P00013", date=READ.date(), code="E", description=title, amount=line.obligated
    )
    effects = tuple(change_of(one, case) for one in (ChangeKind.CEILING_RAISED, ChangeKind.EXTENDED))
    seen = ActionView(
        action=action,
        first_seen_at=READ,
        revised_from=(Revision(amount=Decimal(1), date=READ.date(), until=READ),) * 5,
        effects=effects * 3,
    )
    codes = {scheme: Code(title[:40] or "7", title) for scheme in ("naics", "psc", "cpv", "notice-type")}
    return ContractView(
        line=line,
        matched=False,
        unmatched_since=None,
        buyer_parent=name or None,
        funder=name or None,
        supplier_parent=name or None,
        supplier_ids={"uei": "DR6MQ56MGFA5"},
        exercised=line.obligated,
        paid=line.obligated,
        status=Status.TERMINATED,
        codes=codes,
        first_seen_at=READ,
        missing_since=None,
        withdrawn=False,
        whole=True,
        text=True,
        readings=4,
        parent=line_of(case, Kind.VEHICLE),
        siblings=(line,) * 9,
        siblings_known=30,
        orders=(line,) * 9,
        orders_known=30,
        also=(line,) * 4,
        actions=(seen,) * 12,
        story=story_of(case),
    )


@cache
def story_of(case: str) -> Story:
    _, name = words(case)
    orders = tuple(
        PurchaseOrder(
            number="70CDCR26FR0000024" if case == "real" else name[:100],
            supplier=name,
            supplier_key=str(number),
            currency="USD" if name else "EUR",
            obligated=Decimal("9999999999999.99"),
            signed=date(2025, 12, 28),
            url="https://www.usaspending.gov/award/" + "x" * 100,
            proved=bool(name and number % 2),
            read_at=READ,
            missing_since=READ,
        )
        for number in range(40)
    )
    purchase = Purchase(orders=orders, missing=orders[:3], solicitation=name[:500] or None)
    reported = tuple(reported_of(case, number) for number in range(12))
    subcontracts = Subcontracts(
        known=999, total=999, shown=reported, reports=9999, listed=999, complete=False, read_at=READ
    )
    return Story(
        purchase=purchase,
        subcontracts=subcontracts,
        protests=protests_of(name),
        owners=owners_of(name),
        procedure=procedure_of(name),
    )


def procedure_of(name: str) -> Procedure:
    records = tuple(
        ProcedureRecord(
            contract_id=number,
            source="ted" if name else "x" * 32,
            kind=Kind.NOTICE,
            number=name[:100],
            supplier=name[:500],
            stage=list(Stage)[number % len(Stage)],
            notice_type=Code(name[:40] or "corr", name) if number % 2 else None,
            day=date(2025, 12, 28) if name else None,
            status=Status.CANCELLED,
            url="https://ted.europa.eu/en/notice/-/detail/" + "x" * (number * 10),
            read_at=READ,
            missing_since=READ,
        )
        for number in range(40)
    )
    return Procedure(records=records, more=9999)


def reported_of(case: str, number: int) -> Reported:
    _, name = words(case)
    amounts = tuple(Decimal(f"999999999999{digit}.99") for digit in range(9))
    subcontract = Subcontract(
        number=name[:100],
        supplier=Party(name=name[:500]),
        date=date(2025, 12, 28) if number % 2 else None,
        currency="USD",
        amounts=amounts if number else (None,),
        amended=amounts[0] if number else None,
    )
    return Reported(
        subcontract=subcontract,
        first_seen_at=READ,
        missing_since=READ,
        before=(amounts, READ),
        doubt=list(Doubt)[number % 3],
    )


def under_of(case: str, number: int) -> UnderOthers:
    _, name = words(case)
    return UnderOthers(
        reported=reported_of(case, number),
        source="usaspending",
        prime_number=name[:100],
        prime=name[:500],
        buyer=name,
        url="https://www.usaspending.gov/award/" + "x" * 200,
    )


def owners_of(name: str) -> Owners:
    named = NamedParent(
        company=name or "x",
        lei="96950077L0TN7BAROX36",
        parent=name or None,
        stale=True,
        url="https://search.gleif.org/#/record/96950077L0TN7BAROX36",
        read_at=READ,
    )
    action = OwnershipAction(number="P00003", date=date(2026, 1, 20) if name else None, code="J")
    return Owners(named=(named, replace(named, parent="x")), actions=(action,) * 12)


def protests_of(name: str) -> Protests:
    docket = Docket(
        file="B-424186.4",
        protester=name,
        outcome=name or None,
        filed=date(2026, 2, 2),
        decided=date(2026, 3, 4) if name else None,
        due=date(2026, 5, 13),
        url="https://www.gao.gov/docket/b-424186.4",
        read_at=READ,
    )
    article = ProtestArticle(title=name or "x", url="https://www.gao.gov/products/" + "x" * 100, read_at=READ)
    described = DescribedProtest(number="P00003", date=date(2026, 1, 20), words=name or "STOP WORK ORDER")
    return Protests(dockets=(docket,) * 12, articles=(article,) * 5, described=(described,) * 12)


@pytest.mark.full
def test_the_card_of_a_contract_is_short() -> None:
    for (t, case), kind in product(worst(), Kind):
        view = view_of(case, kind)
        assert lines_in(checked(contract_card(view, t))) <= MAX_CONTRACT, (t.language, case, kind)
        checked(contract_details_card(view, t))


def test_a_record_with_few_values_has_no_line_that_one_with_all_has_no_room_for() -> None:
    t = ALL.of(longest_language())
    for case in ("real", *map(str, range(len(HOSTILE)))):
        whole = view_of(case, Kind.ORDER)
        few = replace(
            whole,
            exercised=None,
            paid=None,
            line=replace(whole.line, ceiling=None, start=None, potential_end=None),
        )
        shown = said_on(contract_card(few, t)).splitlines()
        assert set(shown) <= set(said_on(contract_card(whole, t)).splitlines())


def said_on(card: Card) -> str:
    found = (item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay))
    return "\n".join(found)


ABOUT = "ADDS IN SCOPE WORK IN ACCORDANCE WITH THE SOW, PARA. 2.2 SKIP TRACING SERVICES"


def test_the_words_that_a_watch_is_about_are_on_the_card_and_behind_more() -> None:
    whole = view_of("real", Kind.ORDER)
    money = replace(whole.actions[0].action, description=ABOUT)
    line = replace(whole.line, title="ERO PROGRAM SUPPORT", marked=("skip tracing",))
    later = (replace(whole.actions[0], effects=(), revised_from=()),) * 9
    view = replace(whole, line=line, actions=(*later, replace(later[0], action=money)))
    for card in (contract_card(view, ALL.of("en")), contract_details_card(view, ALL.of("en"))):
        assert "SKIP TRACING" in said_on(card)


def test_a_digest_quotes_the_words_that_a_watch_is_about() -> None:
    told = news_of("real", ChangeKind.MONEY_ADDED)
    line = replace(told.contract, marked=("skip tracing",))
    told = replace(told, contract=line, changes=(replace(told.changes[0], description=ABOUT),))
    page = Page(items=(told,), total=1, offset=0, limit=MAX_NAMED)
    for card in (changes_card(page, ALL.of("en"), 5, "a1"), gathered_card(page, READ, ALL.of("en"), 5, "a1")):
        assert "SKIP TRACING" in said_on(card)


@pytest.mark.parametrize("language", ALL.languages)
def test_a_card_with_a_long_story_keeps_amount_end_and_ceiling(language: str) -> None:
    t = ALL.of(language)
    view = view_of("real", Kind.ORDER)
    agency, holder = "U.S. Immigration and Customs Enforcement", "CAPGEMINI GOVERNMENT SOLUTIONS LLC"
    line = replace(view.line, buyer=agency, supplier=holder, ceiling=None, start=None, potential_end=None)
    view = replace(view, line=line, status=None, matched=True, exercised=None, paid=None)
    view = replace(view, actions=(replace(view.actions[0], revised_from=(), effects=()),) * 2)
    card = contract_card(view, t, ["W" * PHONE_WIDTH] * 9)
    shown = said_on(card)
    assert t.money(Decimal("-9999999999999.99"), "USD") in shown
    assert t.day(date(2026, 9, 28)) in shown
    assert t.money(Decimal("365821218.75"), "USD") in shown
    assert lines_in(card) <= MAX_CONTRACT


@pytest.mark.full
def test_the_cards_of_the_story_of_a_contract_keep_discords_limits() -> None:
    for t, case in worst():
        view = view_of(case, Kind.ORDER)
        chart = purchase_chart(view, t)
        assert chart is not None
        checked(purchase_chart_card(view, chart, t))
        for topic in ("purchase", "subcontracts", "protests", "owners", "procedure"):
            for page in (0, 3):
                checked(story_card(view, t, topic, page))


def test_a_post_about_other_suppliers_is_short() -> None:
    for t, case in worst():
        story = story_of(case)
        assert story.purchase is not None
        orders = story.purchase.orders
        told = [PurchaseNews(order, before) for before in (None, Decimal(1)) for order in orders[:9]]
        card = purchase_news_card(line_of(case, Kind.ORDER), story, told, t, "a1")
        assert lines_in(checked(card)) <= MAX_OTHER
        more = purchase_news_card(line_of(case, Kind.ORDER), story, told[::-1], t, "a1")
        assert lines_in(checked(more)) <= MAX_OTHER


def test_a_post_about_new_subcontracts_is_short() -> None:
    for t, case in worst():
        told = [reported_of(case, number) for number in range(50)]
        for first in (told, told[1:], told[:1]):
            card = subcontract_news_card(line_of(case, Kind.ORDER), first, t, "a1")
            assert lines_in(checked(card)) <= MAX_OTHER
            under = [under_of(case, number) for number in range(len(first))]
            assert lines_in(checked(under_others_news_card(under, t, "a1"))) <= MAX_OTHER


def test_a_post_about_another_owner_is_short() -> None:
    for t, case in worst():
        line, known = line_of(case, Kind.ORDER), owners_of(words(case)[1]).named
        for supplier in ("", words(case)[1]):
            for named, before in ((known[0], known[-1]), (replace(known[0], parent=None), known[0])):
                card = owner_news_card(replace(line, short_supplier=supplier), named, before, t, "a1")
                assert lines_in(checked(card)) <= MAX_OTHER


@pytest.mark.parametrize("language", ALL.languages)
def test_14_orders_of_one_purchase_fit_one_card_with_how_they_are_known(language: str) -> None:
    t = ALL.of(language)
    orders = tuple(
        PurchaseOrder(
            number=one.number,
            supplier=one.name,
            supplier_key=one.name,
            currency="USD",
            obligated=Decimal(one.amount),
            signed=date.fromisoformat(one.signed),
            url=f"https://www.usaspending.gov/award/CONT_AWD_{one.number}_7012_{one.vehicle}_7012",
            proved=place > 5,
            read_at=READ,
        )
        for place, one in enumerate(HOLDERS[1:])
    )
    view = view_of("real", Kind.ORDER)
    url = f"https://www.usaspending.gov/award/CONT_AWD_{HOLDERS[0].number}_7012_{HOLDERS[0].vehicle}_7012"
    line = replace(view.line, number=HOLDERS[0].number, supplier=HOLDERS[0].name, url=url)
    unasked = tuple(replace(one, asked=one.proved) for one in orders)
    for proved in (orders, unasked, tuple(replace(one, proved=True) for one in orders)):
        story = Story(purchase=Purchase(orders=proved, solicitation=SOLICITATION))
        card = checked(story_card(replace(view, line=line, story=story), t))
        shown = said_on(card)
        assert all(one.number in shown and one.url in shown for one in orders)
        assert t("story-purchase-amounts") in shown
        assert SOLICITATION in shown.replace("\\", "")


def test_lists_stay_within_a_message() -> None:
    for t, case in worst():
        page = Page(
            items=tuple(line_of(case, kind) for kind in (*Kind, Kind.ORDER)), total=30, offset=0, limit=8
        )
        checked(contract_list(page, t, under_others=True))
        checked(found_contracts(page, t, words(case)[1][:60] or "x"))


def test_the_work_under_others_stays_within_a_message() -> None:
    for t, case in worst():
        items = tuple(under_of(case, number) for number in range(1, 1 + UNDER_OTHERS_PAGE_SIZE))
        page = Page(items=items, total=30, offset=0, limit=UNDER_OTHERS_PAGE_SIZE)
        checked(under_others_card(UnderOthersPage(page=page, read_at=READ, complete=False), t))
