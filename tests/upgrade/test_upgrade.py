"""Upgrade: the data, buttons and forms of an earlier version work with this one.

``earlier.tar.xz`` was written by the last version before migration 0009: its database, its key folder and
a backup. It has a watch with contracts, a draft of a watch, a unit, and four demands: a draft (1), an open
one that eleven members signed, with a proposed new text (2), a closed (3) and a delivered one (4). The
``custom_id``s below are those of its messages; they may still be on people's screens.
"""

import shutil
import tarfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.app import open_app
from bot.contracts.model import Kind
from bot.contracts.sources import Supplier, Survey
from bot.demo.messages import MessageView, read_message
from bot.demo.simulation import WorldClock
from bot.demo.world import Reply, World
from bot.petitions.counts.units import token
from bot.settings import Settings
from bot.ui.layout import Card
from bot.ui.replies import Interaction, open_form
from bot.ui.router import answers
from tests.support.contracts import FakeSource
from tests.support.sentences import restore

pytestmark = pytest.mark.behaviour

SERVER = 1471838316134400010
ALICE = SERVER + 7  # the signers
OPEN = 2
LAST_MOMENT = datetime(2026, 2, 15, 20, 0, tzinfo=UTC)
MEMBERS_WHO_SIGNED = 11

BUTTONS = [  # member and button, in this order, and words of the answer
    ("alice", "contract:14:n1", "Base award · 14 January 2026"),
    ("alice", "contract:14:chart", "Base award · 14 January 2026"),
    ("alice", "contract:13:a15", "Order ORDER12"),
    ("alice", "history:14:0", "Base award · 14 January 2026"),
    ("alice", "contracts:all:0", "Order ORDER13"),
    ("alice", "contracts:all:0:a1", "Order ORDER13"),
    ("alice", "contracts-found:order:8", "Contracts that match “order”"),
    ("alice", "latest:8", "Latest changes"),
    ("alice", "digest:14:0", "+$9.00"),
    ("alice", "digest:14:0:a14", "+$9.00"),
    ("alice", "first-seen:14", "First read on 13 February 2026"),
    ("alice", "figures:14:0", "Committed so far: $1,013.00"),
    ("alice", "figures:14:0:new", "Committed so far: $1,013.00"),
    ("alice", "text:15:0", "First line of an article."),
    ("alice", "text:15:0:new", "First line of an article."),
    ("alice", "status:0", "15 contracts matched"),
    ("alice", "facts:0", "1. A fact"),
    ("alice", "fact:1:n1", "It is so."),
    ("alice", "demands", "Stop the contracts with ICE"),
    ("alice", "demands:a1", "Stop the contracts with ICE"),
    ("alice", "demands-page:0", "Stop the contracts with ICE"),
    ("alice", "demand:2", "We ask for this"),
    ("alice", "demand:3:a18", "it can no longer be signed"),
    ("alice", "privacy", "What happens to your data"),
    ("alice", "sign-form:2", "sign:2:1:u0"),
    ("alice", "sign-form:2:a20", "sign:2:1:u0"),
    ("alice", "withdraw:2", "You can sign again"),
    ("alice", "withdraw:2:a20", "You can sign again"),
    ("alice", "privacy-erase", "is erased"),
    ("organiser", "watch-edit:1", "watch-form:usaspending:1"),
    ("organiser", "help-organisers", "/organise settings show"),
    ("organiser", "help-organisers-page:0", "/organise settings show"),
    ("organiser", "watches:0", "15 matches"),
    ("organiser", "papers:0", "Lyon, sheets 1 to 12"),
    ("organiser", "units:0", "40 people"),
    ("organiser", "invalidations:0", "nothing is proposed"),
    ("organiser", "audit:6", "Opened a demand"),
    ("organiser", "posts-seen", "it was posted, and will not be posted again"),
    ("organiser", "post-again", "Nothing is uncertain any more"),
    ("organiser", "watch-save:1:7a033ac392a4fbe2", "Now watching: Draft"),
    # It does not name the text that it showed, so it opens nothing, and says what to do.
    ("organiser", "demand-open:1", "Show it again"),
    ("organiser", "demand-announce:2:1472563091865600070", "The demand is on its way"),
    ("organiser", "demand-amend:2:e05d965aeabf8351", "this is version 2"),
    ("organiser", "demand-amend-discard:2", "Nothing was changed"),
    ("second", "paper-confirm:1", "These signatures now appear beside the published count"),
    ("organiser", "demand-close:2", "11 signatures, published"),
    ("organiser", "demand-archive:3", "The demand is archived"),
]

FORMS = [  # member, form and values, and words of the answer
    ("bob", "sign:2:1:u0:03e81dc3", {"consent": True, "unit": ["1"]}, "Your signature is recorded"),
    ("alice", "join:cee7d599", {"code": "not a code"}, "This is not a code"),
    (
        "organiser",
        "privacy-save:494a004e",
        dict.fromkeys(("controller", "contact", "legal_basis", "retention", "recipients"), "The union"),
        "The privacy settings are saved",
    ),
    ("organiser", "watch-form:usaspending:0:a408942a", {"name": "New", "suppliers": "CAPGEMINI"}, "New"),
    ("organiser", "watch-form:usaspending:1:283c2be2", {"name": "Other", "suppliers": "SOPRA"}, "Other"),
    ("organiser", "demand-save:0:en:bd5d0131", {"title": "New", "body": "Text"}, "Saved as a draft"),
    ("organiser", "demand-save:1:fr:a29ca003", {"title": "Nouveau", "body": "Texte"}, "English, French"),
    (
        "organiser",
        "demand-save:2:en:a6a27c27",
        {"title": "Stop them all", "body": "Text"},
        "your change makes a new version of its text",
    ),
    (
        "organiser",
        "demand-deliver:3:0:f5ffb844",
        {"to": "The board", "day": "2026-02-15", "note": "", "sure": True},
        "Delivered on 15 February 2026 to The board",
    ),
    (
        "organiser",
        "demand-answer:4:agreed:0:7c99d6cf",
        {"text": "We agree.", "day": "2026-02-15", "sure": True},
        "We agree.",
    ),
]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The files of the earlier version."""
    folder = tmp_path / "earlier"
    with tarfile.open(Path(__file__).with_name("earlier.tar.xz")) as archive:
        archive.extractall(folder, filter="tar")
    return folder


class UpgradedWorld(World):
    """A world with the earlier version's files, in which its messages are still on the screen."""

    def __init__(self, earlier: Path) -> None:
        database_url = f"sqlite+aiosqlite:///{earlier / 'tocsin.db'}"
        super().__init__(database_url=database_url, clock=WorldClock(LAST_MOMENT))
        shutil.move(earlier / "keys", self.settings.key_dir)
        self.form: discord.ui.Modal

    def _create_guild(self, name: str, owner: simcord.UserHandle, language: str) -> simcord.GuildHandle:
        return self.env.create_guild(name, owner=owner, id=SERVER)

    @answers("opens-the-form")
    async def open_form(self, interaction: Interaction) -> None:
        await open_form(interaction, self.form)

    async def has(self, item: "discord.ui.Button[Card] | discord.ui.Select[Card]") -> MessageView:
        """Return a message of the bot with a button or a menu."""
        card = Card()
        shown = card.buttons(item) if isinstance(item, discord.ui.Button) else card.menu(item)
        channel = self.bot.get_partial_messageable(self.general.id)
        message = await channel.send(view=shown)
        await self.env.settle()
        return await read_message(message)

    async def press_earlier(self, member: simcord.MemberActor, custom_id: str) -> Reply:
        return await self.press(
            member, await self.has(discord.ui.Button(label="x", custom_id=custom_id)), custom_id
        )

    async def submit_earlier(
        self, member: simcord.MemberActor, custom_id: str, values: dict[str, Any]
    ) -> Reply:
        """Submit a form that was open, with a control of its kind for each value."""
        self.form = discord.ui.Modal(title="x", custom_id=custom_id)
        self.form.stop()
        for name, value in values.items():
            if value is True:
                options = [discord.CheckboxGroupOption(label="x", value="yes")]
                control: Any = discord.ui.CheckboxGroup(custom_id=name, options=options)
            elif isinstance(value, list):
                choices = [discord.SelectOption(label="x", value=one) for one in value]
                control = discord.ui.Select(custom_id=name, options=choices)
            else:
                control = discord.ui.TextInput(custom_id=name, required=False)
            self.form.add_item(discord.ui.Label(text="x", component=control))
        return await self.submit(member, await self.press_earlier(member, "opens-the-form"), values)


@pytest.fixture
async def upgraded(earlier: Path) -> AsyncIterator[UpgradedWorld]:
    async with UpgradedWorld(earlier) as world:
        world.bot.router.collect(world)
        source = FakeSource()
        suppliers = (Supplier("CAPGEMINI", "A1"), Supplier("SOPRA", "B2"))
        source.surveyed = Survey({Kind.ORDER: 2}, suppliers=suppliers)
        source.stand_in(world.app.sources)
        yield world


def people(world: World) -> dict[str, simcord.MemberActor]:
    second = world.join("dominique", world.organisers, world.members)
    return {"alice": world.alice, "bob": world.bob, "organiser": world.organiser, "second": second}


@pytest.mark.full
async def test_every_button_of_an_earlier_version_works(upgraded: UpgradedWorld) -> None:
    who, wrong = people(upgraded), {}
    for name, custom_id, words in BUTTONS:
        reply = await upgraded.press_earlier(who[name], custom_id)
        shown = reply.text if reply.form is None else reply.form.custom_id
        if words not in shown:
            wrong[custom_id] = shown
    assert wrong == {}


@pytest.mark.full
async def test_every_open_form_of_an_earlier_version_can_be_submitted(upgraded: UpgradedWorld) -> None:
    who, wrong = people(upgraded), {}
    for name, custom_id, values, words in FORMS:
        reply = await upgraded.submit_earlier(who[name], custom_id, values)
        if words not in reply.text:
            wrong[custom_id] = reply.text
    assert wrong == {}


async def test_earlier_signatures_are_counted_and_can_be_withdrawn(upgraded: UpgradedWorld) -> None:
    app = upgraded.app
    await app.signing.withdraw(OPEN, member_id=ALICE)
    await app.demands.close(SERVER, OPEN)
    publication = (await app.demands.get(SERVER, OPEN)).publication
    assert publication is not None
    assert publication.count == MEMBERS_WHO_SIGNED - 1
    assert await app.invariants.tick() == []


@pytest.mark.full
async def test_the_custom_ids_of_later_buttons_work(upgraded: UpgradedWorld) -> None:
    app, who, by = upgraded.app, people(upgraded), upgraded.organiser.id
    unit = await app.units.edit(SERVER, 1, names={}, size=50, by=by)
    assert unit.proposal is not None
    await app.holds.propose(SERVER, OPEN, reason="A dispute", by=by)
    proposed = (await app.demands.get(SERVER, OPEN)).hold_proposal
    assert proposed is not None
    for name, custom_id, words in (
        ("alice", "facts-list", "1. A fact"),
        ("organiser", f"demand-widen:{OPEN}:-:0:-", "nobody else"),
        ("second", f"unit-confirm:1:{token(unit.proposal)}", "50 people"),
        ("second", f"hold-confirm:{OPEN}:{proposed['id']}", "A dispute"),
        ("organiser", f"hold-end:{OPEN}", "months"),
    ):
        reply = await upgraded.press_earlier(who[name], custom_id)
        assert words in reply.text, custom_id


@pytest.mark.full
async def test_a_menu_of_an_earlier_version_narrows_the_draft(upgraded: UpgradedWorld) -> None:
    picks = ["16a36e86f6fed5d4", "abdbc2b5cc2c7a51"]
    options = [discord.SelectOption(label=pick, value=pick) for pick in picks]
    menu = await upgraded.has(discord.ui.Select(custom_id="watch-pick:1", options=options))
    picked = await upgraded.choose(upgraded.organiser, menu, picks[:1])
    assert "Not saved yet: Draft" in picked.text


@pytest.mark.full
async def test_a_backup_of_an_earlier_version_is_restored_with_its_keys(
    earlier: Path, database_url: str
) -> None:
    settings = Settings(database_url=database_url, key_dir=earlier / "keys")
    lines = await restore(settings, earlier / "backup.tocsin", None)
    assert any(line.startswith("The tables were upgraded from 0008 to ") for line in lines)
    async with open_app(settings, clock=lambda: LAST_MOMENT) as app:
        await app.demands.close(SERVER, OPEN)
        publication = (await app.demands.get(SERVER, OPEN)).publication
        assert publication is not None
        assert publication.count == MEMBERS_WHO_SIGNED
        assert await app.invariants.tick() == []
