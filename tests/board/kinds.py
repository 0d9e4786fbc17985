"""Choice of pages for tests: one of each kind, in a language."""

from pathlib import Path

from tests.board.rich_board import NAME


def kinds_of_pages(site: Path, language: str) -> dict[str, Path]:
    """Return pages by their paths in the board: every demand, the oddest contracts, and else one of each
    folder, the last by name."""
    board = site / NAME / language
    found = {}
    for folder in (board, *sorted(path for path in board.rglob("*") if path.is_dir())):
        pages = sorted(folder.glob("*.html"))
        if folder.name in (language, "demands", "usaspending"):
            chosen = pages
        elif folder.name in ("contracts", "updates", "facts"):
            chosen = [path for path in (folder / "index.html", pages[0]) if path.is_file()]
        else:
            chosen = pages[-1:]
        found |= {path.relative_to(board).as_posix(): path for path in chosen}
    return found
