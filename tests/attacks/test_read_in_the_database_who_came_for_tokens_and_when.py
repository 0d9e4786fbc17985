"""Attack: somebody with a copy of the database, of one night, wants to know which members came late, in order
to sign; or, without any key, to which card an issue of tokens belongs."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.common.clock import utc_now
from bot.demo.signing_member import unb64
from bot.page.registrar.acts import is_signed
from bot.storage import Database
from bot.storage.models import IssuedPlace, MemberCard
from tests.conftest import MovableClock
from tests.page.box.test_backup import nightly
from tests.support.registrar_desk import SERVER, open_registrar

pytestmark = [pytest.mark.storage, pytest.mark.full]

EARLY, LATE = 40, 15
_OWN = {"place", "key", "used"}
"""Columns of a card that have another value in each row."""


async def test_nothing_tells_the_cards_of_those_who_came_in_order_to_sign_from_the_others(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    """Forty came early, and some of them sign; fifteen came when the demand was open, and all of them sign.
    Whatever sets some cards apart from the others is better than the base rate, or worse."""
    clock.now = utc_now()
    desk = await open_registrar(database, clock, tmp_path / "keys")
    numbers = [f"N{number}" for number in range(EARLY + LATE)]
    await desk.import_numbers(numbers)
    codes = await desk.codes(*numbers)
    nights = []
    for came, number in enumerate(numbers, 1):
        clock.move(hours=1)
        await desk.member_with(codes[number])
        await desk.rounds.tick()
        if came in (EARLY, EARLY + LATE):
            nights.append(await nightly(database, tmp_path, f"night-{came}"))
    async with database.read() as session:
        cards = (await session.execute(select(MemberCard.__table__))).mappings().all()
    groups: dict[Any, set[bytes]] = defaultdict(set)
    for card in cards:
        for column in card.keys() - _OWN:
            groups[column, card[column]].add(card["place"])
    assert [len(group) for group in groups.values()] == [len(numbers)] * len(groups)
    early, late = [lines for _, _, lines in nights]
    changed = [line for line in {*early} ^ {*late} if "sha256" not in line and '"end"' not in line]
    assert changed == [], "nor does a backup say which cards there are"


async def test_without_a_key_no_issue_can_be_tied_to_its_card(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    """The request that a card signs can be put together from the database, and the keys of all cards are
    there: a kept signature would tell whose it is."""
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await desk.import_numbers(["N1", "N2"])
    round_id = (await desk.begin()).id
    members = [await desk.member(number) for number in ("N1", "N2")]
    bodies = []
    for member in members:
        await member.tokens(round_id)
        bodies.append(member.card.issue_request(round_id, member.requests))
    [entry] = await desk.rounds.rounds(SERVER)
    names = sorted((key.fingerprint, position) for position, key in enumerate(entry.keys))
    async with database.read() as session:
        issues = [dict(row) for row in (await session.execute(select(IssuedPlace.__table__))).mappings()]
        cards = (await session.scalars(select(MemberCard.key))).all()
    kept = [
        cell for issue in issues for cell in issue.values() if isinstance(cell, bytes) and len(cell) == 64
    ]
    messages = []
    for issue in issues:
        hashes = [f"{name} {issue['hashes'][at * 32 : at * 32 + 32].hex()}\n" for name, at in names]
        messages.append(f"tocsin issue 1\n{desk.union}\n{round_id}\n{''.join(hashes)}".encode())
    tied = [
        (card, message) for card in cards if card for message in messages for signature in kept
        if is_signed(card, signature, message)
    ]  # fmt: skip
    assert tied == []
    with_signatures = [
        card for card in cards if card for message in messages for body in bodies
        if is_signed(card, unb64(body["signature"]), message)
    ]  # fmt: skip
    assert len(with_signatures) == len(members), "the test would see it"
