"""Privacy of signers in a whole campaign: neither the bot's output nor its database reveals who signed."""

import base64
import importlib.resources
import io
import json
import logging
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
import simcord

from bot.campaign import apply, parse
from bot.common.logging import keep_libraries_quiet
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.petitions.demands.service import DemandView
from bot.ui.setup.checklist import MEMBERS, STEPS
from tests.support.database_files import database_files
from tests.support.demand_steps import PRIVACY, sign

pytestmark = pytest.mark.behaviour


@pytest.mark.full
async def test_no_output_of_a_whole_campaign_reveals_who_signed(
    world: World, usaspending: UsaspendingStandIn, tmp_path: Path
) -> None:
    signer = world.join("zephyrine-of-the-night-shift", world.members)
    with everything_logged() as log:
        demand = await the_campaign_begins(world)
        exports = await members_sign(world, usaspending, demand, signer)
        await world.restart_bot()
        exports += await the_organiser_looks_everywhere(world, demand)
        taken = await world.app.exports.take(world.server_id, tmp_path, by=world.organiser.id)
        exports += unpacked(path.read_bytes() for path in taken.folder.iterdir())

    reference = await world.app.keys.reference(demand.id, signer.id)
    assert reference is not None
    said = "\n".join(
        f"{request.method} {request.path} {json.dumps(request.json, default=str)}"
        for request in world.env.http_requests
    )
    outputs = {
        "what was said to Discord": said.encode(),
        "the log": "\n".join(log).encode(),
        **{f"export {number}": content for number, content in enumerate(exports)},
    }
    for place, content in outputs.items():
        assert content, place
        for secret in (*forms_of(signer), *written_forms(reference)):
            assert secret.lower() not in content.lower(), f"{secret!r} stands in {place}"
    for file, content in (await database_files(world.app.database)).items():
        for secret in forms_of(signer):
            assert secret not in content, f"{secret!r} stands in {file.name}"


async def the_campaign_begins(world: World) -> DemandView:
    text = importlib.resources.files("campaigns").joinpath("capgemini-ice.toml").read_text(encoding="utf-8")
    app = world.app
    await apply(
        parse(text),
        world.server_id,
        servers=app.servers,
        watches=app.watches,
        database=app.database,
        clock=app.clock,
        audit=app.audit,
    )
    await app.servers.update(world.server_id, privacy=PRIVACY, member_role_id=world.members.id)
    (draft,) = await app.demands.list(world.server_id, include_drafts=True)
    return await app.demands.open(world.server_id, draft.id)


async def members_sign(
    world: World, usaspending: UsaspendingStandIn, demand: DemandView, signer: simcord.MemberActor
) -> list[bytes]:
    """Sign and withdraw in every way, among changes and publications; return the exports."""
    await world.tick()
    others = [world.join(f"member-{number}", world.members) for number in range(12)]
    for member in (*others, signer):
        await sign(world, member, demand)
    usaspending.show(1)
    world.clock.move(days=2)
    await world.tick()
    await sign(world, signer, demand)
    await world.slash(signer, "demands withdraw", demand=str(demand.id))
    await world.slash(signer, "privacy notice")
    form, late_form = [await world.slash(signer, "demands sign", demand=str(demand.id)) for _ in range(2)]
    stranger = world.join("stranger")
    await world.slash(stranger, "demands sign", demand=str(demand.id))
    await world.submit(signer, form)
    answer = await world.slash(world.organiser, "organise export")
    usaspending.show(3)
    world.clock.move(days=8)
    await world.tick()
    await two_organisers_act(world, demand, signer)
    closing = await world.slash(world.organiser, "organise demand close", demand=str(demand.id))
    await world.press(world.organiser, closing, "demand-close")
    await world.submit(signer, late_form)
    await the_demand_is_answered(world, demand)
    return unpacked(answer.files.values())


async def two_organisers_act(world: World, demand: DemandView, signer: simcord.MemberActor) -> None:
    """Add paper, of which some stays unconfirmed, a new version of the text that the signer signs too, and an
    invalidation of other signatures.
    """
    chosen, second = str(demand.id), world.join("second", world.organisers)
    await world.slash(
        world.organiser, "organise paper enter", demand=chosen, count=9, label="Lyon", scan="ab" * 32
    )
    sheets = await world.slash(second, "organise paper confirm", sheets="1")
    await world.press(second, sheets, "paper-confirm")
    await world.slash(
        world.organiser, "organise paper enter", demand=chosen, count=4321, label="Zebra hall", scan="cd" * 32
    )
    form = await world.slash(world.organiser, "organise demand edit", demand=chosen, language="en")
    changing = await world.submit(world.organiser, form, {"title": "Halt it", "body": "All of it."})
    await world.press(world.organiser, changing, "demand-amend")
    await sign(world, signer, demand)
    signed_on = (world.clock() - timedelta(days=10)).date().isoformat()
    asked = {"demand": chosen, "reason": "brigading", "first": signed_on, "last": signed_on}
    await world.slash(world.organiser, "organise invalidate propose", **asked)
    await world.slash(second, "organise invalidate confirm", invalidation="1")
    world.clock.move(hours=1)
    await world.tick()
    seen = await world.app.demands.get(world.server_id, demand.id)
    assert seen.publication is not None
    assert (seen.version, seen.paper, seen.publication.invalidated) == (2, 9, 12)


async def the_demand_is_answered(world: World, demand: DemandView) -> None:
    chosen, day = str(demand.id), world.clock().date().isoformat()
    form = await world.slash(world.organiser, "organise demand deliver", demand=chosen)
    handed_over = {"to": "The works council", "day": day, "note": "In person.", "sure": True}
    await world.submit(world.organiser, form, handed_over)
    form = await world.slash(world.organiser, "organise demand answer", demand=chosen, outcome="refused")
    await world.submit(world.organiser, form, {"text": "No.", "day": day, "sure": True})
    await world.tick()
    assert (await world.app.demands.get(world.server_id, demand.id)).state == "answered"


async def the_organiser_looks_everywhere(world: World, demand: DemandView) -> list[bytes]:
    """Use every command that shows something; return the files."""
    for command in (
        "contracts list", "facts list", "demands list", "updates latest", "updates status", "help",
        "organise settings show", "organise watch list", "organise export", "organise audit",
        "organise invalidate list", "organise paper list", "organise site list", "organise settings posts",
        "organise name list",
    ):  # fmt: skip
        await world.slash(world.organiser, command)
    await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id))
    await world.slash(world.organiser, "demands show", demand=str(demand.id))
    for step in (*STEPS, MEMBERS):  # the step takes the checklist's place
        await world.choose(world.owner, await world.slash(world.owner, "setup"), (step,))
    files = [
        await world.slash(world.organiser, "organise export", what=what) for what in ("campaign", "evidence")
    ]
    assert all(answer.files for answer in files)
    return unpacked(content for answer in files for content in answer.files.values())


def unpacked(files: Iterable[bytes]) -> list[bytes]:
    """Return the files, and the contents of those that are archives (spreadsheets too) or compressed
    (PDFs).
    """
    found = []
    for content in files:
        found.append(content)
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                found += unpacked(archive.read(name) for name in archive.namelist())
        if content.startswith(b"%PDF"):
            for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
                with suppress(zlib.error):  # a picture within a PDF has its own compression
                    found.append(zlib.decompress(stream))
    return [content for content in found if content]


def forms_of(member: simcord.MemberActor) -> list[bytes]:
    """Return a member as text, and as the integers that a database might store."""
    return [
        str(member.id).encode(),
        f"{member.id:x}".encode(),
        member.name.encode(),
        struct.pack(">q", member.id),
        struct.pack("<q", member.id),
    ]


def written_forms(reference: bytes) -> list[bytes]:
    return [reference, reference.hex().encode(), base64.b64encode(reference)]


@contextmanager
def everything_logged() -> Iterator[list[str]]:
    """Collect the log of a bot at the most verbose level."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(name)s %(message)s %(exc_text)s").format(record))

    keep, root = Collector(), logging.getLogger()
    loggers = [root, *map(logging.getLogger, ("discord", "asyncio", "sqlalchemy", "aiosqlite", "alembic"))]
    levels = [logger.level for logger in loggers]
    root.setLevel(logging.DEBUG)
    keep_libraries_quiet(logging.DEBUG)
    root.addHandler(keep)
    try:
        yield lines
    finally:
        root.removeHandler(keep)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    assert lines
