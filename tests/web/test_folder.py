"""The published folder: readers see the old site or the new one, whatever happens while it is written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.web.folder import FolderError, new_version

pytestmark = pytest.mark.unit


def published(site: Path) -> dict[str, str]:
    """Return the files of a site with their content."""
    root = site.resolve()
    return {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file()}


def publish(site: Path, files: dict[str, str], *, stamps: bool = True) -> int:
    """Publish these files, each with its content as its stamp; return how many were written."""
    with new_version(site) as version:
        for path, content in files.items():
            if not (stamps and version.keep(path, content)):
                version.write(path, content.encode(), content if stamps else "")
        return version.written


def test_a_site_is_replaced_as_a_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert publish(site, {"a.html": "1", "en/b.html": "1"}) == 2
    first = site.resolve()
    assert publish(site, {"a.html": "2", "en/b.html": "1"}) == 1
    assert published(site) == {"a.html": "2", "en/b.html": "1"}
    assert (first / "a.html").read_text() == "1", "for a reader who is in the middle of it"
    assert publish(site, {"en/b.html": "1"}) == 0
    assert published(site) == {"en/b.html": "1"}
    assert not first.exists()


def test_a_file_that_is_written_again_leaves_the_published_one_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, {"a.csv": "old"})
    before = site.resolve()
    with pytest.raises(OSError, match="disk"), new_version(site) as version:
        assert version.keep("a.csv", "old")
        with version.stream("a.csv") as file:
            file.write(b"half")
        raise OSError("the disk is full")
    assert site.resolve() == before
    assert published(site) == {"a.csv": "old"}
    assert publish(site, {"a.csv": "new"}) == 1
    assert published(site) == {"a.csv": "new"}


def test_a_publishing_that_was_killed_is_cleared_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, {"a.html": "1"})
    killed = (
        "import os, pathlib, sys; from bot.web.folder import new_version\n"
        "with new_version(pathlib.Path(sys.argv[1])) as version:\n"
        "    version.write('a.html', b'2'); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", killed, str(site)], check=False)
    assert done.returncode == 9
    assert published(site) == {"a.html": "1"}
    publish(site, {"a.html": "3"})
    assert published(site) == {"a.html": "3"}
    assert len([each for each in os.listdir(tmp_path / "site.versions") if each.isdigit()]) == 2


@pytest.mark.parametrize(
    "state", ["", "[]", '{"version": "1", "stamps": 5}', '{"version": "9", "stamps": {}}']
)
def test_stamps_that_cannot_be_read_mean_that_all_is_written_anew(tmp_path: Path, state: str) -> None:
    site = tmp_path / "site"
    publish(site, {"a.html": "1"})
    (tmp_path / "site.versions" / "state.json").write_text(state)
    assert publish(site, {"a.html": "1"}) == 1


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    publish(site, {"a.html": "1"})  # an empty one is taken
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(FolderError, match="is not a published site"):
        publish(other, {"a.html": "1"})
    assert published(other) == {"thesis.txt": "mine"}
