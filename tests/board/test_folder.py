"""The published folder: readers see the old site or the new one, whatever happens while it is written."""

import asyncio
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.board.folder import FolderBusy, FolderError, current_version, new_version, turn
from tests.runtime.test_full_disk import MOUNT, may_mount
from tests.support.processes import start

pytestmark = pytest.mark.unit

OLD = {"index.html": "1", "style.css": "same", "cgt/en/index.html": "1", "gone/en/index.html": "1"}
NEW = {"index.html": "2", "style.css": "same", "cgt/en/index.html": "2", "cgt/en/new.html": "2"}


def published(site: Path) -> dict[str, str]:
    """Return the files of a site with their content."""
    root = site.resolve()
    return {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file()}


def beside(site: Path) -> list[str]:
    """Return the names of all that is in the folder of the versions, and of hidden files beside the site."""
    hidden = [each for each in os.listdir(site.parent) if each.startswith(".")]
    return sorted([*os.listdir(site.with_name(f"{site.name}.versions")), *hidden])


async def publish(site: Path, files: dict[str, str]) -> int:
    """Publish these files, each with its content as its stamp; return how many were written."""
    async with new_version(site) as version:
        for path, content in files.items():
            version.page(path, content, lambda content=content: content)
        return version.written


async def test_a_site_is_replaced_as_a_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert await publish(site, {"a.html": "1", "en/b.html": "1"}) == 2
    first = site.resolve()
    assert await publish(site, {"a.html": "2", "en/b.html": "1"}) == 1
    assert published(site) == {"a.html": "2", "en/b.html": "1"}
    assert (first / "a.html").read_text() == "1", "for a reader who is in the middle of it"
    assert await publish(site, {"en/b.html": "1"}) == 0
    assert published(site) == {"en/b.html": "1"}
    assert not first.exists()
    assert beside(site) == ["2", "2.jsonl", "3", "3.jsonl", "tocsin-board"]


async def test_a_board_that_was_taken_down_is_in_no_version_any_more(tmp_path: Path) -> None:
    site = tmp_path / "site"
    await publish(site, OLD)
    before = site.resolve()
    await publish(site, NEW)
    assert not (before / "gone").exists()
    assert (before / "cgt" / "en" / "index.html").read_text() == "1"


async def test_a_file_that_was_kept_is_not_written_over_since_it_is_the_published_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    await publish(site, {"a.csv": "old"})
    before = site.resolve()
    with pytest.raises(FileExistsError):
        async with new_version(site) as version:
            assert version.keep("a.csv", "old")
            version.write("a.csv", b"new")
    assert site.resolve() == before
    assert published(site) == {"a.csv": "old"}
    assert beside(site) == ["1", "1.jsonl", "tocsin-board"]
    assert await publish(site, {"a.csv": "new"}) == 1
    assert published(site) == {"a.csv": "new"}


async def test_a_board_is_kept_as_it_is_with_hard_links_or_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    await publish(site, OLD)
    for linked in (True, False):
        if not linked:
            monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no hard links")))
        before = site.resolve()
        async with new_version(site) as version:
            version.keep_folder("cgt")
            version.keep_folder("never-there")
        assert published(site) == {"cgt/en/index.html": "1"}
        kept = (site / "cgt/en/index.html").samefile(before / "cgt/en/index.html")
        assert kept == linked
        await publish(site, {"cgt/en/index.html": "1"})
        assert await publish(site, {"cgt/en/index.html": "1"}) == 0


async def test_a_file_that_somebody_changed_is_written_anew(tmp_path: Path) -> None:
    site, files = tmp_path / "site", {"a.png": "1", "b.png": "2", "c.png": "3"}
    await publish(site, files)
    assert await publish(site, files) == 0
    (site / "a.png").write_text("forged")
    written = (site / "b.png").stat()
    (tmp_path / "new").write_text("4")
    os.utime(tmp_path / "new", ns=(written.st_atime_ns, written.st_mtime_ns))
    (tmp_path / "new").replace((site / "b.png").resolve())
    assert await publish(site, files) == 2
    assert published(site) == files


async def test_a_board_that_is_kept_keeps_no_changed_file_unread_the_next_time(tmp_path: Path) -> None:
    site = tmp_path / "site"
    await publish(site, OLD)
    (site / "cgt/en/index.html").write_text("forged")
    async with new_version(site) as version:
        version.keep_folder("cgt")
    assert published(site) == {"cgt/en/index.html": "forged"}
    await publish(site, OLD)
    assert published(site) == OLD


async def test_stamps_that_cannot_be_read_mean_that_all_is_written_anew(tmp_path: Path) -> None:
    site = tmp_path / "site"
    await publish(site, {"a.html": "1"})
    for state in ("", "[]", "5", "{", '{"a.html": "1"}', '{"a.html": []}', '{"a.html": {}}'):
        site.resolve().with_suffix(".jsonl").write_text(state)
        (site / "a.html").write_text("damaged")
        assert await publish(site, {"a.html": "1"}) == 1, state


async def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    await publish(site, {"a.html": "1"})  # an empty one is taken
    other, link, versions = tmp_path / "other", tmp_path / "link", tmp_path / "new.versions"
    for folder in (other, versions / "2024"):
        folder.mkdir(parents=True)
        (folder / "thesis.txt").write_text("mine")
    link.symlink_to(other)
    file = tmp_path / "file"
    file.write_text("mine")
    for taken in (other, link, file, tmp_path / "new", Path("/")):
        with pytest.raises(FolderError, match="is not a published site"):
            await publish(taken, {"a.html": "1"})
    assert published(other) == published(versions / "2024") == {"thesis.txt": "mine"}
    assert link.readlink() == other
    assert file.read_text() == "mine"


async def test_other_users_can_read_a_site_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        await publish(tmp_path / "site", NEW)
    finally:
        os.umask(before)
    for each in [tmp_path / "site.versions", *(tmp_path / "site").resolve().rglob("*")]:
        assert stat.S_IMODE(each.stat().st_mode) == (0o755 if each.is_dir() else 0o644), each


async def test_a_second_publishing_waits_for_the_first_or_says_that_it_is_busy(tmp_path: Path) -> None:
    site = tmp_path / "site"
    async with turn(site):
        with pytest.raises(FolderBusy, match="Nothing was changed"):
            await publish(site, {"a.html": "1"})

    async def at_once(number: int) -> None:
        async with new_version(site, wait=30) as version:
            for name in ("a", "b"):
                version.write(f"{name}.html", str(number).encode())
                await asyncio.sleep(0)

    await asyncio.gather(*map(at_once, range(5)))
    assert len(set(published(site).values())) == 1
    assert len(published(site)) == 2
    current = current_version(site)
    assert current is not None
    assert current.name == "5"


async def test_a_publishing_that_is_cancelled_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    await publish(site, OLD)
    begun = asyncio.Event()

    async def never() -> None:
        async with new_version(site) as version:
            version.write("index.html", b"2")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert published(site) == OLD
    assert beside(site) == ["1", "1.jsonl", "tocsin-board"]


@pytest.mark.full
async def test_a_process_killed_at_any_step_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)
    site = tmp_path / "folder" / "site"

    async def killed(step: int) -> int:
        words = (str(site), json.dumps(NEW), str(step))
        process = await start(
            "tests.support.publish_and_die", *words, folder=tmp_path, environ={}, out=tmp_path / "out"
        )
        return await process.wait()

    seen, step, ended = set(), 0, 1
    site.parent.mkdir()
    await publish(site, {**OLD, "index.html": "0"})
    await publish(site, OLD)
    while ended:
        ended = await killed(step)
        assert ended in (0, -9), (tmp_path / "out").read_text()
        found = published(site)
        assert found in (OLD, NEW), f"after {step} steps"
        seen.add(found == NEW)
        # Whatever was left, the next publishing clears it, and readers have that.
        await publish(site, NEW)
        assert published(site) == NEW
        assert len(beside(site)) == 5, beside(site)
        assert not list(site.with_name("site.versions").rglob("gone/*"))
        await publish(site, OLD)
        step += 1
    assert seen == {True, False}
    assert step > 20, "every file, link and folder is a step"


ON_A_DISK = """
import asyncio, os, sys
from pathlib import Path
from bot.board.folder import new_version

site = Path("disk/site")

async def publish(size):
    async with new_version(site) as version:
        version.write("a.html", b"x" * size)
        version.write("b.html", b"x" * size)

asyncio.run(publish(100))
before = site.resolve()
if sys.argv[1] == "read-only":
    os.system("mount -o remount,ro disk")
try:
    asyncio.run(publish(200_000))
except OSError as error:
    print(error.errno)
assert site.resolve() == before
assert sorted(each.name for each in site.iterdir()) == ["a.html", "b.html"]
assert sorted(os.listdir("disk/site.versions")) == ["1", "1.jsonl", "tocsin-board"]
if sys.argv[1] == "full":
    asyncio.run(publish(300))
    assert (site / "a.html").stat().st_size == 300
"""


@pytest.mark.full
@pytest.mark.parametrize(("why", "number"), [("full", "28"), ("read-only", "30")])
async def test_a_disk_that_takes_nothing_leaves_readers_the_old_site(
    tmp_path: Path, why: str, number: str
) -> None:
    if not may_mount(tmp_path):
        pytest.skip("a small disk cannot be mounted here: unprivileged user namespaces are switched off")
    (tmp_path / "disk").mkdir()
    (tmp_path / "publish.py").write_text(ON_A_DISK)
    mount = 'mount -t tmpfs -o size=256k none disk && exec "$@"'
    done = subprocess.run(
        [*MOUNT, mount, "sh", sys.executable, "publish.py", why],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, [number]), done.stderr
