"""Preview of a watch whose source is not asked: it says of when the stored matches are."""

from datetime import UTC, datetime

import pytest

from bot.contracts.model import Kind
from bot.contracts.sources import Survey
from bot.contracts.watches.preview import PreviewResult
from bot.texts import Texts
from bot.ui.watches.cards import draft_card

pytestmark = pytest.mark.unit

READ_AT = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)


def preview(survey: Survey) -> PreviewResult:
    query = {"words": ["skip tracing"]}
    return PreviewResult(id=1, source="sam", name="ICE", query=query, survey=survey, picks=())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_preview_from_stored_notices_says_until_when_they_were_read(language: str) -> None:
    t = Texts.load().of(language)

    def shown(survey: Survey) -> str:
        card = str(draft_card(preview(survey), t).to_components())
        return card.replace(r"\xa0", "\u00a0").replace(r"\u202f", "\u202f")

    found = shown(Survey({Kind.NOTICE: 2}, stored=True, read_at=READ_AT))
    assert t("watch-stored", day=READ_AT.date()) in found
    nothing = shown(Survey({}, stored=True, read_at=READ_AT))
    assert t("watch-finds-nothing", source="sam") in nothing
    unread = shown(Survey({}, stored=True))
    assert t("watch-stored-none") in unread
    assert t("watch-finds-nothing", source="sam") not in unread
    assert t("watch-stored-none") not in shown(Survey({}))
