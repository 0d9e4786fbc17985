"""Privacy of everybody in a whole campaign whose board is public: the attacker downloads all of it after
every act, with its versions and the times of its files, and compares."""

import json
import re
from pathlib import Path

import pytest
import simcord
from lxml import html

from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.petitions.demands.service import DemandView
from tests.attacks.test_test_one_person_by_a_role_only_they_hold import TARGET, holders
from tests.privacy.test_nothing_leaks import (
    forms_of,
    members_sign,
    the_campaign_begins,
    the_organiser_looks_everywhere,
    written_forms,
)
from tests.support.board_downloads import Download, Watcher, ids, key_material
from tests.support.demand_steps import PRIVACY, TEXTS, open_demand, sign, take_role
from tests.support.petition_desk import signer_with

__all__ = ["holders"]

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

HOURS = re.compile(rb"\b([01][0-9]|2[0-3]):[0-5][0-9]\b")
PAPER = re.compile(rb"(?<![0-9A-Za-z+/])4321(?![0-9A-Za-z+/])")
"""The draft count of paper, but not as a part of a hash."""
LAST_MOMENT = re.compile(r"\b2027\b\D{1,5}12:00 \(UTC\)")
"""The moment at which signing ends, a year after the opening: members are told it."""
LOOKS = re.compile(rb'"(published_at|since|opened_at|closes_at|closed_at|date_published|updated)": "[^"]*"')


async def test_no_file_of_the_board_of_a_whole_campaign_names_anybody(
    world: World, usaspending: UsaspendingStandIn, tmp_path: Path
) -> None:
    signer = world.guild.add_member(
        world.env.create_user("zephyrine-of-the-night-shift"), roles=[world.members], nick="Nickname-of-hers"
    )
    world.speaking(signer, "en")
    watcher = Watcher(world, tmp_path)
    await watcher.look()
    watcher.after_each_act()
    demand = await the_campaign_begins(world)
    drafted = {"en": {"title": "A zebra draft", "body": "Zebra."}}
    await world.app.demands.create(world.server_id, drafted)
    await members_sign(world, usaspending, demand, signer)
    await the_organiser_looks_everywhere(world, demand)
    assert len(watcher.seen) > 10, "the campaign is on the board, step by step"

    reference = await world.app.keys.reference(demand.id, signer.id)
    assert reference is not None
    people = [*world.env.backend.get_guild(world.server_id).members]
    rooms = [world.news.id, world.general.id, world.organisers.id, world.members.id]
    secrets = {
        *forms_of(signer),
        *written_forms(reference),
        *ids(*people, *rooms, world.server_id, world.bot.user.id if world.bot.user else 0),
        *key_material(world.settings.key_dir),
        *(name.encode() for name in ("Nickname-of-hers", "camille", "member-1")),
        *(word.encode() for word in ("zebra", "Lyon", "abababab", "brigading", PRIVACY.contact)),
        (world.news.name or "?").encode(),
    }
    told = set[int]()
    for download in watcher.seen:
        download.assert_none(secrets)
        told |= assert_only_what_was_published(download, {0, 9, *await counts_of(world, demand)})
    assert told - {0}, "counts stood there"


async def counts_of(world: World, demand: DemandView) -> set[int]:
    history = await world.app.publications.history(demand.id)
    return {number for each in history for number in (each.count, each.invalidated)}


def assert_only_what_was_published(download: Download, counts: set[int]) -> set[int]:
    """Check that each count is a published one, that no page has a comment, and that none but a contract's,
    which says when the source was read, tells a time of day. Return the counts in the text of its pages."""
    told = set[int]()
    for path, content in download.site.items():
        if path.endswith(".html"):
            page = html.fromstring(content)
            assert not list(page.iter(html.etree.Comment)), path
            text = " ".join(page.itertext())
            said = re.findall(r"\b(\d+) signatures?\b", text) if "/en/" in path else []
            told |= {int(each) for each in said}
            assert told <= counts, path
            assert "/contracts/" in path or not HOURS.search(LAST_MOMENT.sub("", text).encode()), path
        if path.endswith("data/board.json"):
            for demand in json.loads(content)["demands"]:
                assert {row["count"] for row in demand["publications"]} <= counts
                assert {demand["counts"]["discord"], demand["counts"]["paper"]} <= counts
            assert not HOURS.search(LOOKS.sub(b"", content)), path
        assert not PAPER.search(content) or path.endswith((".png", ".csv")), path
    return told


async def test_acts_of_a_member_change_no_byte_until_the_next_count(world: World, tmp_path: Path) -> None:
    """Each act comes at a minute of its own. The count goes out at the time of a look, which is none."""
    demand = await open_demand(world)
    others = [world.join(f"member-{number}", world.members) for number in range(12)]
    for member in others:
        await sign(world, member, demand)
    world.clock.move(days=2)
    await world.tick()
    signer = world.join("zephyrine", world.members)
    watcher = Watcher(world, tmp_path)
    before, now = await watcher.look(), await watcher.published_now()
    for act in ("sign", "withdraw", "sign", "erase", "sign", "copy", "notice"):
        world.clock.move(minutes=1)
        await act_of(world, signer, demand, act)
        await act_of(world, others[0], demand, "withdraw" if act == "sign" else "sign")
        await world.tick()
        seen = await watcher.look()
        assert seen.files == before.files, act
        assert seen.times == before.times, f"the times of the files tell of: {act}"
        assert await watcher.published_now() == now, f"a board published by hand tells of: {act}"
    for member in [world.join(f"later-{number}", world.members) for number in range(9)]:
        await sign(world, member, demand)
    world.clock.move(days=1)
    await world.tick()
    assert (await watcher.look()).files != before.files
    assert (await world.app.publications.history(demand.id))[-1].number == 2


async def act_of(world: World, member: simcord.MemberActor, demand: DemandView, act: str) -> None:
    if act == "sign":
        await sign(world, member, demand)
    elif act == "withdraw":
        await world.slash(member, "demands withdraw", demand=str(demand.id))
    elif act == "erase":
        await world.press(member, await world.slash(member, "privacy erase"), "privacy-erase")
    else:
        await world.slash(member, {"copy": "privacy export", "notice": "privacy notice"}[act])


async def test_the_day_on_a_board_is_a_day_and_two_of_one_day_are_the_same(
    world: World, tmp_path: Path
) -> None:
    await open_demand(world)
    watcher = Watcher(world, tmp_path)
    await watcher.look()
    morning = await watcher.published_now()
    world.clock.move(hours=3, minutes=17)
    assert await watcher.published_now() == morning
    world.clock.move(days=1)
    changed = {path for path, each in (await watcher.published_now()).items() if morning[path] != each}
    assert "demo/data/board.json" in changed
    assert not [path for path in changed if path.endswith((".csv", ".png", ".py")) or "ledger" in path]


async def test_a_site_of_one_person_is_nowhere_on_the_board(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: False)
    second = world.join("second", world.organisers, world.members)
    for name, size in (("Paris", 100), ("Lyons", 100), ("Nightdesk", 3)):
        await world.slash(world.organiser, "organise site add", name=name, size=size)
        confirming = await world.slash(second, "organise site confirm", site=name)
        await world.press(second, confirming, "unit-confirm")
    demand = await open_demand(world)
    units = {unit.names["en"]: unit.id for unit in await world.app.units.list(world.server_id)}
    for number, unit in enumerate(["Paris"] * 14 + ["Lyons"] * 8 + ["Nightdesk"] * 3 + [""] * 2):
        await world.app.signing.sign(
            demand.id,
            server_id=world.server_id,
            version=demand.version,
            signer=signer_with(TARGET + number, frozenset(), world.clock()),
            unit_id=units.get(unit),
        )
    world.clock.move(days=2)
    await world.tick()
    watcher = Watcher(world, tmp_path)
    seen = await watcher.look()
    assert b"Paris" in seen.site["demo/data/board.json"]
    assert "Paris" in html.fromstring(seen.site[f"demo/en/demands/{demand.slug}.html"]).text_content()
    seen.assert_none([b"nightdesk", b"lyons", *ids(*(TARGET + number for number in range(27)))])


async def test_a_demand_that_few_may_sign_shows_no_count_on_the_board(
    world: World, tmp_path: Path, holders: dict[int, int]
) -> None:
    holders[world.members.id] = 25
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world, TEXTS)
    watcher = Watcher(world, tmp_path)
    before = await watcher.look()
    holders[world.members.id] = 3
    for member in (world.alice, world.bob, world.organiser):
        await sign(world, member, demand)
    take_role(world, world.alice, world.members)
    world.clock.move(hours=8)
    await world.tick()
    after = await watcher.look()
    assert after.files == before.files
    world.clock.move(days=8)
    await world.tick()
    data = json.loads((await watcher.look()).site["demo/data/board.json"])
    assert (data["demands"][0]["publications"], data["demands"][0]["counts"]["discord"]) == ([], 0)
    after.assert_none(ids(world.members.id))


async def test_a_board_is_switched_off_and_on_at_the_same_address(world: World, tmp_path: Path) -> None:
    await open_demand(world)
    watcher = Watcher(world, tmp_path)
    assert "demo/en/index.html" in (await watcher.look()).site
    for public in (True, False, True):
        await world.slash(world.organiser, "organise settings board", public=public, name="other")
        assert not [path for path in (await watcher.look()).site if path.startswith("other/")]
        if not public:
            down = await watcher.look()
            assert not [path for path in down.files if "/demo/" in path], "no kept version has it either"
            down.assert_none([b"Stop the contracts"])
    asked = await world.slash(world.organiser, "organise settings board", public=True)
    assert "demo/en/index.html" not in (await watcher.look()).site, "not before the organiser has confirmed"
    await world.press(world.organiser, asked, "board-publish")
    assert "demo/en/index.html" in (await watcher.look()).site


async def test_a_server_that_removes_the_bot_is_on_the_board_no_more(world: World, tmp_path: Path) -> None:
    await open_demand(world)
    watcher = Watcher(world, tmp_path)
    await watcher.look()
    await world.app.removals.note(world.server_id)
    down = await watcher.look()
    assert not [path for path in down.files if "/demo/" in path]
