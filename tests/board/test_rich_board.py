"""The board that other tests read has something of everything."""

from pathlib import Path

import pytest

from bot.storage import Database
from tests.board.rich_board import DRAFT_WORD, LANGUAGES, rich_board

pytestmark = [pytest.mark.storage, pytest.mark.full]


async def test_the_rich_board_has_each_kind_of_page_and_no_draft(
    sqlite_database: Database, tmp_path: Path
) -> None:
    made = await rich_board(sqlite_database, tmp_path)
    for language in LANGUAGES:
        pages = {path.relative_to(made.board / language) for path in (made.board / language).rglob("*.html")}
        folders = {path.parts[:2] if len(path.parts) == 3 else path.parts[:1] for path in pages}
        sources = {names[1] for names in folders if len(names) == 2}
        assert sources == set(made.sources)
        assert {"index.html", "verify.html", "about.html"} <= {str(path) for path in pages}
        names = {path.stem for path in (made.board / language / "demands").glob("*.html")}
        assert len(names) == len(made.demands) - 1
        assert {path.stem for path in (made.board / language / "demands").glob("*.svg")} == names
    texts = [path.read_text() for path in made.site.resolve().rglob("*.*") if path.suffix != ".png"]
    assert not any(DRAFT_WORD.lower() in text.lower() for text in texts)
