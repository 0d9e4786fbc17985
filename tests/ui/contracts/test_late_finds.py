"""Late finds: contracts first seen long after their own date are not announced as new today."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest

from bot.common.pagination import Page
from bot.contracts.diff.news import is_late_find
from bot.contracts.model import Change, ChangeKind, Kind
from bot.contracts.queries.views import News
from bot.ui.announcements.cards import news_card
from bot.ui.contracts.changes import headline
from bot.ui.contracts.digests import changes_card
from tests.ui.contracts.test_changes import ORDER, t, with_plain_spaces

pytestmark = pytest.mark.unit

SIGNED = date(2026, 3, 3)
CONTRACT = replace(ORDER, source="ted", kind=Kind.CONTRACT, buyer="Nantes", signed=SIGNED)
NEW = Change(kind=ChangeKind.NEW_CONTRACT)


@pytest.mark.parametrize(
    ("source", "days"), [("ted", 14), ("feed", 14), ("ocds", 60), ("usaspending", 120), ("decp", 120)]
)
def test_a_source_that_usually_publishes_late_has_a_longer_limit(source: str, days: int) -> None:
    assert is_late_find(NEW, source, SIGNED, SIGNED + timedelta(days=days))
    assert not is_late_find(NEW, source, SIGNED, SIGNED + timedelta(days=days - 1))


def test_changes_without_a_date_or_of_other_kinds_are_never_late() -> None:
    assert not is_late_find(NEW, "ted", None, date(2027, 1, 1))
    assert not is_late_find(Change(kind=ChangeKind.MONEY_ADDED), "ted", SIGNED, date(2027, 1, 1))
    assert not is_late_find(Change(kind=ChangeKind.NEW_PAGE), "page", SIGNED, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("language", "said", "new"),
    [
        ("en", "contract of 3 March 2026, found only now", "new contract"),
        (
            "fr",
            "contrat du 3 mars 2026, trouvé seulement maintenant",
            "nouveau contrat",
        ),
    ],
)
def test_a_late_find_has_its_own_headline_in_a_post_and_in_a_digest(
    language: str, said: str, new: str
) -> None:
    late = datetime(2026, 3, 17, tzinfo=UTC)
    for seen_at, shown, other in ((late, said, new), (late - timedelta(days=1), new, said)):
        news = News(contract=CONTRACT, changes=(NEW,), seen_at=seen_at, parent=None, read_key="r")
        assert with_plain_spaces(headline(t(language), NEW, CONTRACT, seen_at.date())).endswith(shown)
        page = Page(items=(news,), total=1, offset=0, limit=10)
        for card in (news_card(news, t(language), "a1"), changes_card(page, t(language), 1, "a1")):
            text = with_plain_spaces(str(cast(Any, card).to_components()).replace("\\xa0", " "))
            assert shown in text
            assert other not in text


def test_every_kind_of_new_record_has_a_late_headline() -> None:
    for kind in (Kind.ORDER, Kind.VEHICLE, Kind.NOTICE, Kind.ARTICLE, Kind.CONTRACT):
        line = replace(CONTRACT, kind=kind)
        for language in ("en", "fr"):
            assert "{" not in headline(t(language), NEW, line, date(2027, 1, 1))
