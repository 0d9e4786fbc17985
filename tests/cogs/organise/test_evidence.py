"""Evidence archives from Discord, for an organiser, and from the terminal, for the steward."""

import asyncio
import csv
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from bot.cli.admin.server_data import write_evidence
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.errors import StartError
from tests.support.watch_steps import on_day, plain_texts, watching_history

pytestmark = pytest.mark.behaviour

REPOSITORY = Path(__file__).parents[3]


def opened(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as found:
        return {name: found.read(name) for name in found.namelist()}


@pytest.mark.full
async def test_an_organiser_gets_every_answer_that_was_read_and_the_terminal_the_same_file(
    world: World, usaspending: UsaspendingStandIn, language: str, tmp_path: Path
) -> None:
    await watching_history(world)
    for step in (1, 2):
        await on_day(world, usaspending, step)
    posts = len(await world.posts())
    taken = await world.slash(world.organiser, "organise export", what="evidence")
    assert taken.private
    assert list(taken.files) == ["evidence.zip"]
    found = opened(taken.files["evidence.zip"])
    answers = {name: content for name, content in found.items() if name.startswith("snapshots/")}
    assert answers
    for name, content in answers.items():
        assert name == f"snapshots/{hashlib.sha256(content).hexdigest()}.json"
    manifest = json.loads(found["manifest.json"])
    assert manifest["counts"]["snapshots"] == len(answers)
    assert (
        plain_texts(world, language)(
            "evidence-what",
            file="evidence.zip",
            snapshots=len(answers),
            contracts=manifest["counts"]["contracts"],
        )
        in taken.text
    )
    assert len(await world.posts()) == posts, "nobody else sees it"
    [act] = (await world.app.audit.page(world.server_id, limit=1)).items
    assert (act.act, act.subject) == ("export", "export")
    _holds_the_record_before_a_change(found)
    code, out, err = await export(world, tmp_path, "--to", "out")
    assert (code, err) == (0, "")
    assert out.splitlines() == [str(Path("out") / "evidence.zip")]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["evidence.zip"]
    theirs = opened((tmp_path / "out" / "evidence.zip").read_bytes())
    assert theirs.keys() == found.keys()
    assert theirs["evidence.csv"] == found["evidence.csv"]


def _holds_the_record_before_a_change(found: dict[str, bytes]) -> None:
    """The order that ends in December was extended in March: both states are in the archive, with the
    change.
    """
    rows = list(csv.DictReader(io.StringIO(found["evidence.csv"].decode("utf-8-sig"), newline="")))
    extended = [row for row in rows if row["number"] == "70CDCR26FR0000024" and row["change"] == "extended"]
    assert [(row["old"], row["new"]) for row in extended] == [("2026-03-15", "2026-05-14")]
    hashes = extended[0]["snapshots"].split()
    assert hashes
    assert any(b"2026-05-14" in found[f"snapshots/{sha256}.json"] for sha256 in hashes)
    earlier = [
        content for content in found.values() if b"2026-03-15" in content and b"2026-05-14" not in content
    ]
    assert earlier


async def test_evidence_holds_no_member(world: World) -> None:
    await watching_history(world)
    taken = await world.slash(world.organiser, "organise export", what="evidence")
    whole = b"".join(opened(taken.files["evidence.zip"]).values())
    for member in (world.alice, world.bob, world.organiser):
        assert str(member.id).encode() not in whole
        assert member.name.encode() not in whole


async def test_there_is_no_evidence_before_the_first_read(world: World, language: str) -> None:
    refused = await world.slash(world.organiser, "organise export", what="evidence")
    assert refused.private
    assert refused.text == plain_texts(world, language)("refusal-evidence-none")


@pytest.mark.full
async def test_evidence_too_large_for_discord_names_the_terminal_command(world: World, language: str) -> None:
    await watching_history(world)
    world.simulation.file_limit = 1000
    refused = await world.slash(world.organiser, "organise export", what="evidence")
    command = f"tocsin export --evidence --server {world.server_id}"
    assert refused.text == plain_texts(world, language)("refusal-evidence-too-big", command=command)
    assert refused.files == {}


@pytest.mark.full
async def test_without_evidence_the_terminal_command_explains_it_and_leaves_no_file(
    world: World, tmp_path: Path
) -> None:
    code, out, err = await export(world, tmp_path)
    assert (code, out) == (1, "")
    assert err.strip() == world.app.texts.of("en")("refusal-evidence-none")
    assert list((tmp_path / "export").iterdir()) == []
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StartError, match="cannot be written: "):
        await write_evidence(world.settings, world.server_id, tmp_path / "file")


async def export(world: World, folder: Path, *words: str) -> tuple[int | None, str, str]:
    """``tocsin export --evidence`` with the world's database, in an empty folder."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-W", "error", "-W", "ignore:'audioop' is deprecated:DeprecationWarning"),
        "-m",
        "bot",
        "export",
        "--evidence",
        *words,
        cwd=folder,
        env={
            "DATABASE_URL": world.settings.database_url,
            "TOCSIN_KEY_DIR": str(world.settings.key_dir),
            "PYTHONPATH": str(REPOSITORY),
            "NO_COLOR": "1",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()
