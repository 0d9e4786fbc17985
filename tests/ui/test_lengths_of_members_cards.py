"""Lengths of the cards and forms about demands, facts and members' data, in every language: lines of a
telephone, and Discord's limits, from the longest allowed and from hostile texts."""

import asyncio
import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.campaign.facts.checks import FORM_LENGTH, MAX_SOURCES
from bot.campaign.facts.glossary import MAX_WORDS, MEANING_LENGTH, WORD_LENGTH, Word
from bot.campaign.facts.named_contracts import MAX_CONTRACTS, NUMBER_LENGTH
from bot.campaign.facts.service import PAGE_SIZE, RefusedFact
from bot.campaign.facts.views import STATES as FACT_STATES
from bot.campaign.facts.views import FactSource, FactView, NamedContract
from bot.common.pagination import Page
from bot.common.text import SLUG_LENGTH
from bot.errors import UserError
from bot.petitions.counts.invalidations import Criteria, InvalidationView
from bot.petitions.counts.paper import PaperView
from bot.petitions.counts.publications import PublishedCount
from bot.petitions.counts.units import UnitView
from bot.petitions.demands.consent import PRIVACY_FIELDS, consent_texts
from bot.petitions.demands.lifecycle import ANSWER_LENGTH, NOTE_LENGTH, RECIPIENT_LENGTH
from bot.petitions.demands.versions import Proposal
from bot.petitions.demands.views import (
    BODY_LENGTH,
    STATES,
    TITLE_LENGTH,
    DeliveryView,
    DemandView,
    ManagementAnswer,
    SignForm,
    VoidView,
)
from bot.petitions.page.voiding import WHY_LENGTH
from bot.servers.settings import PRIVACY_LENGTH, Privacy, ServerSettings
from bot.texts import Texts, Translator
from bot.texts.catalogue import sources
from bot.ui import members as privacy
from bot.ui.demands import card as cards
from bot.ui.demands import count, lifecycle, retention
from bot.ui.demands.retention import voiding_card
from bot.ui.facts import WORDS_A_PAGE, fact_card, fact_list, facts_about, found_facts, words_card
from bot.ui.forms import sign_form
from bot.ui.layout import Card, read_on_board
from bot.ui.markdown import phone_lines as lines
from bot.ui.markdown import prose
from bot.ui.options import MAX_SEARCH_LENGTH
from bot.ui.organise import facts as organised
from bot.ui.organise.facts import changed_fact_post, word_card, word_form

pytestmark = pytest.mark.unit

ALL = Texts.load()
NOW = datetime(2026, 9, 30, 21, 59, tzinfo=UTC)
CAMPAIGN = tomllib.loads(
    (Path(__file__).parents[2] / "campaigns" / "capgemini-ice.toml").read_text(encoding="utf-8")
)
SPOKEN = ("en", "fr")  # the languages of the campaign: a demand is never translated by the program
LETTERS = ("word ", "*", "a\n", "🔔@everyone ", "[a](https://evil.example) `\u202e\u200b ")
"""Usual words, those that are longest once escaped or laid out, and hostile ones."""
SETTINGS = Privacy(
    controller="CGT Capgemini, 145 rue Armand Carrel, Paris",
    contact="donnees@cgt.example",
    recipients="the section's officers",
    retention_months=12,
)
LONGEST_SETTINGS = Privacy(**dict.fromkeys(PRIVACY_FIELDS, "*" * PRIVACY_LENGTH), retention_months=120)
BOARD = "https://board.example/".ljust(512, "x")
"""The longest address that Discord takes."""
UNIT = UnitView(
    id=1,
    slug="a",
    names={"en": "*" * 80},
    size=20_000,
    least_size=10,
    is_confirmed=True,
    proposal={"names": {"en": "*" * 80, "fr": "x" * 80}, "size": 20_000},
)

LINES = {
    "secrecy": 22,
    "signed": 24,
    "withdrawn": 8,
    "joined": 8,
    "list of facts": 20,
    "erasing": 20,
    "notice": 42,
    "details": 32,
    "reminder of facts": 20,
    "refusal": 8,
    "words": 20,
}
"""Most lines of a telephone for each card."""
FORM_LINES, ROSTER_ANSWER_LINES = 29, 6
ROSTER_LINES, MENU_LINES, TITLE_LINES = 4, 3, 2  # of the form: what a roster and sites add, a usual title
PAGE_LINES = 10  # what the union's page adds
PUBLIC_LINES = 4  # that counts are on the web too
LANGUAGE_LINES = 2  # what the form adds if the demand is in another language


def written(letter: str, length: int) -> str:
    """Return a text of exactly this length."""
    return (letter * length)[:length]


def title_of(letter: str) -> str:
    """Return the longest title: services store it on one line."""
    return " ".join(written(letter, TITLE_LENGTH).split())


def wording(letter: str) -> dict[str, dict[str, str]]:
    return {"en": {"title": title_of(letter), "body": written(letter, BODY_LENGTH)}}


def demand(texts: Any, settings: Privacy = SETTINGS, **more: Any) -> DemandView:
    """Return an open demand."""
    values: dict[str, Any] = {field.name: None for field in fields(DemandView)}
    values |= {"id": 1, "server_id": 2, "slug": "x", "state": "open", "version": 1, "texts": texts}
    values |= {
        "verified_by": "server",
        "signed_by": "discord",
        "account_days": 0,
        "server_days": 0,
        "role_ids": (),
    }
    values |= {"min_account_days": 0, "min_server_days": 0, "min_eligible": 20, "opened_at": NOW}
    values |= {"paper": 0, "time_zone": "Europe/Paris", "legal_hold": False, "has_facts": True, "stamp": 1}
    values |= more
    roster = values["verified_by"] == "roster"
    values["consent"] = asyncio.run(consent_texts(ALL, settings, ALL.languages, roster=roster))
    return DemandView(**values)


def eventful(texts: Any, letter: str, state: str) -> DemandView:
    """Return a demand about which everything can be said that a card says."""
    cells = [{"name": written(letter, 80), "count": 10_000, "size": 20_000} for _ in range(30)]
    return demand(
        texts,
        LONGEST_SETTINGS,
        slug="x" * SLUG_LENGTH,
        state=state,
        version=30,
        verified_by="roster",
        roster_size=100_000,
        role_ids=(10**18, 10**18 + 1, 10**18 + 2, 10**18 + 3, 10**18 + 4),
        min_account_days=90,
        min_server_days=90,
        account_days=90,
        server_days=90,
        eligible_checked=False,
        goal=1_000_000,
        paper=100_000,
        closes_at=NOW,
        closed_at=None if state == "open" else NOW,
        archived_at=NOW if state == "archived" else None,
        text_changed_at=NOW,
        legal_hold=True,
        hold_until=NOW,
        delivery=DeliveryView(
            day=NOW.date(), to=written(letter, RECIPIENT_LENGTH), count=312, note=written(letter, NOTE_LENGTH)
        ),
        answer=ManagementAnswer(day=NOW.date(), outcome="partly", text=written(letter, ANSWER_LENGTH)),
        publication=PublishedCount(
            number=9,
            published_at=NOW,
            count=300_000,
            verified_by="roster",
            reason="batch",
            account_days=90,
            server_days=90,
            breakdown=cells,
            hash="f" * 64,
        ),
    )


def on_page(texts: Any, letter: str, state: str) -> DemandView:
    """Return the same demand, signed on the union's page."""
    asked: dict[str, Any] = {"role_ids": (), "min_account_days": 0, "min_server_days": 0}
    shown = eventful(texts, letter, state)
    assert shown.publication is not None
    published = replace(shown.publication, breakdown=None, account_days=0, server_days=0)
    return replace(
        shown,
        signed_by="page",
        account_days=0,
        server_days=0,
        eligible_checked=None,
        publication=published,
        **asked,
    )


def fact(letter: str, number: int, checked_on: date) -> FactView:
    text = {"title": written(letter, 150), "body": written(letter, 1500)}
    source = FactSource(
        title=written(letter, 200),
        publisher=written(letter, 100),
        date="2026-09-30",
        url="https://a.example/" + "x" * 400,
    )
    state = FACT_STATES[number % len(FACT_STATES)]
    return FactView(
        id=number,
        slug="x",
        state=state,
        texts={"en": text},
        sources=(source,) * MAX_SOURCES,
        checked_on=checked_on,
    )


def marked(fact: FactView, letter: str) -> FactView:
    """Return the fact with as many contracts as it can name, all changed."""
    names = [
        NamedContract(
            number=written(letter, NUMBER_LENGTH - 2) + str(number),
            id=10**9,
            followed=number % 2 == 0,
            change_id=10**9,
            changed_at=NOW,
        )
        for number in range(MAX_CONTRACTS)
    ]
    return replace(fact, contracts=tuple(names))


def facts(letter: str, *, days_apart: int) -> Page[FactView]:
    listed = tuple(
        fact(letter, number, NOW.date() - timedelta(days=days_apart * number)) for number in range(PAGE_SIZE)
    )
    return Page(items=listed, total=100, offset=96, limit=PAGE_SIZE)


def said(part: Any) -> Iterator[str]:
    """Yield the texts of a card or form, without the labels of buttons and of a menu's options."""
    if isinstance(part, discord.ui.TextDisplay):
        yield part.content
    elif isinstance(part, discord.ui.Label):
        yield part.text
        yield part.description or ""
        if isinstance(part.component, discord.ui.CheckboxGroup):
            yield from (option.label for option in part.component.options)
    else:
        for child in getattr(part, "children", ()):
            yield from said(child)


def text_of(shown: Any) -> str:
    return "\n".join(said(shown))


def check_limits(card: Card) -> None:
    """Check a card against Discord's limits."""
    assert card.content_length() <= 4000
    assert card.total_children_count <= 40
    for item in card.walk_children():
        if isinstance(item, discord.ui.ActionRow):
            assert 1 <= len(item.children) <= 5
        if isinstance(item, discord.ui.Button):
            assert item.label is not None
            assert 1 <= len(item.label) <= 80
            assert len(item.custom_id or "") <= 100
            assert len(item.url or "") <= 512
        if isinstance(item, discord.ui.Select):
            assert 1 <= len(item.options) <= 25
            assert len(item.placeholder or "") <= 150
            assert len({option.value for option in item.options}) == len(item.options)
            for option in item.options:
                assert 1 <= len(option.label) <= 100
                assert len(option.description or "") <= 100


def check_form(form: discord.ui.Modal) -> None:
    """Check a form against Discord's limits."""
    assert len(form.title) <= 45
    assert len(form.custom_id) <= 100
    assert 1 <= len(form.children) <= 5
    assert (
        len("".join(part.content for part in form.children if isinstance(part, discord.ui.TextDisplay)))
        <= 4000
    )
    for part in form.children:
        if isinstance(part, discord.ui.Label):
            assert 1 <= len(part.text) <= 45
            assert len(part.description or "") <= 100
            for option in getattr(part.component, "options", ()):
                assert 1 <= len(option.label) <= 100
            if isinstance(part.component, discord.ui.TextInput):
                assert len(part.component.placeholder or "") <= 100
                assert len(part.component.default or "") <= (part.component.max_length or 4000) <= 4000


@cache
def longest_language() -> str:
    """Return the language whose texts are the longest of all."""
    return max(ALL.languages, key=lambda language: len(sources()[language]))


def worst() -> Iterator[tuple[Translator, str]]:
    """Yield each language with usual words, then the longest one with each of the others: what they add is
    the same in all."""
    for language in ALL.languages:
        yield ALL.of(language), LETTERS[0]
    for letter in LETTERS[1:]:
        yield ALL.of(longest_language()), letter


def test_the_form_to_sign_fits_a_telephone() -> None:
    for (t, letter), (roster, sites) in product(worst(), [(False, 0), (False, 25), (True, 0), (True, 26)]):
        check_form_to_sign(t, letter, roster, sites)


def check_form_to_sign(t: Translator, letter: str, roster: bool, sites: int) -> None:
    real = {language: CAMPAIGN["demand"][0][language] for language in SPOKEN}
    verified_by = "roster" if roster else "server"
    for texts in (real, wording(letter)):
        form = sign_form(demand(texts, verified_by=verified_by), t, units=[UNIT] * sites)
        check_form(form)
        title = lines(prose(t.pick(texts)["title"]))
        more = (ROSTER_LINES if roster else 0) + (MENU_LINES if sites else 0) + max(0, title - TITLE_LINES)
        more += 0 if t.language in texts else LANGUAGE_LINES
        assert lines(text_of(form)) <= FORM_LINES + more, text_of(form)
        longest = sign_form(demand(texts, LONGEST_SETTINGS, verified_by=verified_by), t, units=[UNIT] * sites)
        check_form(longest)
        assert "…" not in text_of(longest).partition(t("sign-form-rest"))[2], "the consent is never cut"


def test_every_card_of_a_demand_keeps_discords_limits() -> None:
    for t, letter in worst():
        texts = wording(letter)
        for state in STATES:
            shown = (
                eventful(texts, letter, state)
                if state != "draft"
                else demand(texts, state=state, opened_at=None)
            )
            card = cards.demand_card(shown, t, mark="m" * 20, picture=(b"", "x" * 2000))
            check_limits(read_on_board(card, BOARD, t))
            if state != "draft":
                there = on_page(texts, letter, state)
                card = cards.demand_card(there, t, mark="m" * 20, picture=(b"", "x" * 2000), sign_at=BOARD)
                check_limits(read_on_board(card, BOARD, t))
                check_limits(cards.elsewhere_card(there, t, BOARD))
            for build in (lifecycle.closing_card, lifecycle.archiving_card):
                check_limits(build(shown, t))
            check_limits(lifecycle.announcing_card(shown, 10**18, 10**9, t))
            check_limits(lifecycle.scheduled_card(shown, None, t))
            check_limits(cards.withdrawn_card(shown, t, takes_signatures=True))
            check_limits(cards.elsewhere_card(replace(shown, signed_by="paper"), t))
            check_limits(cards.drift_card(shown, t, "mark"))
            check_limits(cards.restored_card(shown, "restored:3-5", t, "mark"))
            for known in (shown, replace(shown, delivery=None, answer=None)):
                check_form(lifecycle.delivery_form(known, 10**18, "2026-09-30", t))
                check_form(lifecycle.answer_form(known, "partly", 10**18, "2026-09-30", t))
        opened = eventful(texts, letter, "open")
        listed = cards.demand_list(Page(items=(opened,) * 6, total=60, offset=6, limit=6), t)
        check_limits(read_on_board(listed, BOARD, t))
        draft = demand(texts, state="draft", opened_at=None)
        check_limits(lifecycle.opening_card(draft, ServerSettings(id=2), {"en": "c" * 3000, "fr": "c"}, t))
        check_limits(lifecycle.amending_card(Proposal(demand=opened, texts=wording("y"), token="t" * 20), t))
        for build_unit in (count.unit_proposed, count.unit_confirming):
            check_limits(build_unit(UNIT, t))
        check_limits(count.unit_list(Page(items=(UNIT,) * 10, total=100, offset=0, limit=10), t))


@pytest.mark.parametrize("language", ALL.languages)
def test_the_card_holds_the_whole_text_of_what_can_be_signed(language: str) -> None:
    t = ALL.of(language)
    """The form to sign refers to the card for the whole text."""
    for letter in ("word ", "- what we ask for (and why)\n"):
        for made in (eventful, on_page):
            busy = replace(made(wording(letter), "x", "open"), delivery=None, answer=None)
            body = prose(busy.texts["en"]["body"])
            assert body in text_of(cards.demand_card(busy, t, mark="m" * 20))


def test_every_card_beside_a_demand_keeps_discords_limits() -> None:
    for t, letter in worst():
        texts = wording(letter)
        closed = replace(
            eventful(texts, letter, "closed"), hold_reason=written(letter, 200), retention_months=120
        )
        proposed = replace(closed, hold_proposal={"id": 1, "reason": written(letter, 200)})
        for now in (NOW - timedelta(days=400), NOW):
            check_limits(retention.hold_card(proposed, now, t))
            if (soon := retention.retention_card(closed, now, t, "mark")) is not None:
                check_limits(soon)
        why = written(letter, WHY_LENGTH)
        check_limits(voiding_card(replace(closed, void_proposal={"id": 1, "why": why}), t))
        voided = replace(
            on_page(texts, letter, "closed"), state="void", void=VoidView(at=NOW, why=why, again="x")
        )
        check_limits(voiding_card(voided, t))
        shown = cards.demand_card(voided, t, mark="m" * 20, sign_at="https://board.example/sign.html")
        check_limits(shown)
        bundle = PaperView(
            id=1,
            demand_id=1,
            slug="x",
            texts=texts,
            label=written(letter, 100),
            count=100_000,
            scan_sha256="f" * 64,
            entered_at=NOW,
            confirmed_at=NOW,
            withdrawn_at=NOW,
            withdrawn_for=written(letter, 300),
        )
        for build in (
            count.paper_entered,
            count.paper_confirming,
            count.paper_confirmed,
            count.paper_withdrawn,
        ):
            check_limits(build(bundle, t))
        check_limits(count.paper_list(Page(items=(bundle,) * 6, total=60, offset=6, limit=6), t))
        struck = InvalidationView(
            id=1,
            demand_id=1,
            reason="duplicate-accounts",
            criteria=Criteria(first=NOW.date(), last=NOW.date(), off_roster=True),
            previewed=1000,
            state="ran",
            proposed_at=NOW,
            runs_at=NOW,
            struck=1000,
            publication=30,
            overtaken_by=2,
        )
        check_limits(count.proposed_card(struck, closed, t))
        page = Page(items=(struck,) * 6, total=60, offset=6, limit=6)
        check_limits(count.invalidation_list(page, {1: closed}, t))


def test_answers_to_members_fit_a_telephone() -> None:
    for t, letter in worst():
        for verified_by in ("server", "role", "roster"):
            signed = demand(wording(letter), verified_by=verified_by)
            for posted in (None, (10**18, 10**18)):
                shown = SignForm(demand=signed, units=(), posted=posted)
                more = ROSTER_ANSWER_LINES if verified_by == "roster" else 0
                check(cards.signed_card(shown, NOW.date(), t), "signed", more)
                check(cards.signed_card(shown, NOW.date(), t, BOARD), "signed", more + lines(BOARD) + 1)
            check(cards.withdrawn_card(signed, t, takes_signatures=True), "withdrawn", 2)
        check(privacy.secrecy_card(t), "secrecy")
        check(privacy.secrecy_card(t, public=True), "secrecy", PUBLIC_LINES)
        check(privacy.secrecy_card(t, on_page=True), "secrecy", PAGE_LINES)
        check(privacy.privacy_notice(SETTINGS, t, on_page=True), "notice", PAGE_LINES)
        check(privacy.erasing_card(t), "erasing")
        check(privacy.erasing_card(t, on_page=True), "erasing", PAGE_LINES)
        check(privacy.joined_card(t), "joined")
        check_form(privacy.join_form(t))
        for settings in (None, SETTINGS):
            check(privacy.privacy_notice(settings, t), "notice")
            check(privacy.privacy_notice(settings, t, public=True), "notice", PUBLIC_LINES)
        check_limits(privacy.privacy_notice(LONGEST_SETTINGS, t, ["h" * 300] * 5, public=True))
        check(privacy.privacy_details(t), "details")
        check_limits(privacy.noted_card(NOW, t))


@pytest.mark.parametrize("days_apart", [0, 40])
def test_facts_fit_a_telephone(days_apart: int) -> None:
    for t, letter in worst():
        page = facts(letter, days_apart=days_apart)
        check(fact_list(page, t, NOW.date()), "list of facts")
        all_marked = replace(page, items=tuple(marked(each, letter) for each in page.items))
        check(fact_list(all_marked, t, NOW.date()), "list of facts")
        check(facts_about(all_marked, 10**9, t, NOW.date()), "list of facts")
        for each in (*page.items, *all_marked.items):
            card = fact_card(each, t, NOW.date())
            check_limits(card)
            shown = [
                item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay)
            ]
            assert t.day(each.checked_on) in shown[-1], (
                "the day of the check is shown, however long the rest is"
            )
            assert shown[-2].count("](<") == shown[-2].count(">)"), "no address is cut"


@pytest.mark.parametrize("days_apart", [0, 40])
def test_organisers_cards_of_facts_keep_discords_limits(days_apart: int) -> None:
    for t, letter in worst():
        page, today = facts(letter, days_apart=days_apart), NOW.date()
        check(found_facts(page, t, written(letter, MAX_SEARCH_LENGTH), today), "list of facts", 4)
        check(organised.stale_facts(page, t, today), "list of facts", 2)
        check(organised.retired_facts(page, t, today), "list of facts", 4)
        post = organised.stale_facts_post(page, t, "mark")
        assert post is not None
        check(post, "reminder of facts")
        for each in page.items:
            check_form(organised.fact_form(each, "en", t, today))
            for shown in (each, replace(each, retired_at=NOW), marked(each, letter)):
                check_limits(organised.saved_fact(shown, "fact-saved", t, today))
                check_limits(organised.saved_fact(shown, "fact-changed-again", t, today))
            check_form(organised.fact_form(marked(each, letter), "en", t, today))
            question = changed_fact_post(marked(each, letter), (), t, "mark")
            assert question is not None
            check_limits(question)
        check_form(organised.fact_form(None, "en", t, today, typed={"body": written(letter, FORM_LENGTH)}))
        refused = RefusedFact(id=10**9, fact_id=10**9, language="en", entries={})
        check(
            organised.refused_fact(refused, UserError("refusal-fact-source-lines", number=10), t), "refusal"
        )


def test_the_words_fit_a_telephone() -> None:
    for t, letter in worst():
        text = {"word": written(letter, WORD_LENGTH), "meaning": written(letter, MEANING_LENGTH)}
        word = Word(id=10**9, slug="x", texts=dict.fromkeys(ALL.languages, text))
        check_form(word_form(word, "en", t))
        check_limits(word_card(word, "word-removed", t))
        for offset in (0, WORDS_A_PAGE):
            page = Page(items=(word,) * WORDS_A_PAGE, total=MAX_WORDS, offset=offset, limit=WORDS_A_PAGE)
            check_limits(words_card(page, t))
        usual = replace(word, texts={"en": {"word": "CSE", "meaning": "Works council of a French company."}})
        check(words_card(Page(items=(usual,) * 4, total=4, offset=0, limit=WORDS_A_PAGE), t), "words")


@pytest.mark.parametrize("language", ALL.languages)
def test_the_real_facts_fit_a_telephone(language: str) -> None:
    t = ALL.of(language)
    listed = [
        FactView(
            id=number,
            slug=each["slug"],
            state=each["state"],
            texts={language: each[language] for language in SPOKEN},
            sources=tuple(FactSource(**source) for source in each["source"]),
            checked_on=each["checked"],
        )
        for number, each in enumerate(CAMPAIGN["fact"])
    ]
    for offset in range(0, len(listed), PAGE_SIZE):
        items = tuple(listed[offset : offset + PAGE_SIZE])
        check(
            fact_list(Page(items=items, total=len(listed), offset=offset, limit=PAGE_SIZE), t, NOW.date()),
            "list of facts",
        )


def check(card: Card, name: str, more: int = 0) -> None:
    """Check a card against Discord's limits and its lines of a telephone."""
    check_limits(card)
    assert lines(text_of(card)) <= LINES[name] + more, f"{name}: {lines(text_of(card))}\n{text_of(card)}"
