"""Acts of the signing page at the registrar: cards, shares, blind issue."""

import asyncio
import errno
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_der_private_key
from sqlalchemy import delete, func, select, update

from bot.audit import Audit
from bot.demo.signing_member import Card, b64, fingerprint, unb64, verify_token
from bot.errors import UserError
from bot.exports.manifest import ManifestSigner
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import round_key, share_key
from bot.page.registrar.cards import Cards
from bot.page.registrar.rounds import RoundReminders
from bot.petitions.roster.service import Roster
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    IssuedPlace,
    IssuingKey,
    IssuingRound,
    MemberCard,
    Server,
)
from tests.conftest import MovableClock
from tests.support.registrar_desk import SERVER, Member, RegistrarDesk, open_registrar

pytestmark = pytest.mark.storage

UNKNOWN = (404, {"error": "code-unknown"})
NO_CARD = (404, {"error": "card-unknown"})


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> RegistrarDesk:
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await desk.import_numbers(f"N{number}" for number in range(30))
    return desk


async def issued_rows(desk: RegistrarDesk) -> int:
    async with desk.database.read() as session:
        return await session.scalar(select(func.count()).select_from(IssuedPlace)) or 0


async def test_a_member_gets_one_valid_token_for_each_key_of_the_round(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    tokens = await member.tokens(round_id)
    [entry] = await desk.rounds.rounds(SERVER)
    assert tokens.keys() == {key.fingerprint for key in entry.keys}
    for key in entry.keys:
        token = tokens[key.fingerprint]
        verify_token(key.spki, token.key.public, token.signature)
    desk.clock.move(days=1)
    status = await desk.rounds.status(SERVER)
    assert status is not None
    assert (status.issued, status.places) == (10, 30)


async def test_a_lost_answer_repeated_gives_the_same_signatures_and_is_issued_once(
    desk: RegistrarDesk,
) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    assert await member.issue(round_id) == await member.issue(round_id)
    assert await issued_rows(desk) == 1


async def test_a_place_is_not_issued_twice_with_another_card_or_after_it_was_imported_again(
    desk: RegistrarDesk,
) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await member.issue(round_id)
    assert await member.decide("remove") == (200, {"card": "removed"})
    await Roster(desk.database, desk.clock, desk.keys).clear(SERVER)
    await desk.import_numbers(["N1", "N2"])
    again = await desk.member("N1")
    assert await again.issue(round_id) == (409, {"error": "issued-already"})
    assert await issued_rows(desk) == 1
    other = await desk.member("N2")
    assert (await other.issue(round_id))[0] == 200


async def test_an_import_between_shares_and_issue_changes_nothing(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    before = await member.shares(round_id)
    await desk.import_numbers([f"N{number}" for number in range(5)], replace=True)
    assert await member.shares(round_id) == before
    assert len(await member.tokens(round_id)) == 6


async def test_shares_are_a_places_own_and_the_same_for_its_next_card(desk: RegistrarDesk) -> None:
    one, two = await desk.member("N1"), await desk.member("N2")
    round_id = (await desk.begin()).id
    _, of_one = await one.shares(round_id)
    _, of_two = await two.shares(round_id)
    assert len({*of_one["shares"].values(), *of_two["shares"].values()}) == 12
    await one.decide("remove")
    assert await (await desk.member("N1")).shares(round_id) == (200, of_one)


async def test_every_code_that_opens_nothing_is_refused_with_the_same_answer(desk: RegistrarDesk) -> None:
    codes = await desk.codes("N1", "N2", "N3")
    member = Member(desk)
    await desk.import_numbers(["M1"], server_id=SERVER + 1)
    elsewhere = (await desk.codes("M1", server_id=SERVER + 1))["M1"]
    await Member(desk).register(codes["N1"])
    await desk.import_numbers([f"N{number}" for number in range(30) if number != 3], replace=True)
    pending, at_once = await desk.cards.replace(SERVER, "N1", reason="lost")
    assert not at_once
    roster = Roster(desk.database, desk.clock, desk.keys)
    to_join = await roster.new_code(SERVER, "N4", reason="lost")
    desk.clock.move(days=2)
    wrong = ("AAAA-AAAA-AAAA-AAAA", "2222-2222-2222-2222", "", "é")
    for code in (*wrong, to_join, elsewhere, codes["N1"], codes["N3"], pending):
        assert await member.register(code) == UNKNOWN, code
    assert await member.register(codes["N2"].lower().replace("-", " ")) == (200, {"card": "taken"})
    with pytest.raises(UserError, match="refusal-code-unknown"):
        await roster.join(SERVER, account_id=5, typed=codes["N2"])
    await roster.join(SERVER, account_id=5, typed=to_join)


async def test_the_same_code_and_card_again_have_the_same_answer(desk: RegistrarDesk) -> None:
    code, member = (await desk.codes("N1"))["N1"], Member(desk)
    for _ in range(2):
        assert await member.register(code) == (200, {"card": "taken"})
    await desk.cards.replace(SERVER, "N1", reason="lost")
    assert await member.register(code) == (200, {"card": "taken"}), "until the new code works"
    assert await Member(desk).register(code) == UNKNOWN
    await desk.import_numbers(["N2"], replace=True)
    assert await member.register(code) == UNKNOWN, "struck off"


async def test_an_act_that_changes_nothing_says_so_to_the_boards_server_alone(desk: RegistrarDesk) -> None:
    code, member = (await desk.codes("N1"))["N1"], Member(desk)
    round_id = (await desk.begin()).id

    async def charged_as(act: str, request: object) -> int:
        return (await desk.acts.answer(SERVER, act, json.dumps(request).encode()))[0]

    card = {"code": code, "key": b64(member.card.key.public)}
    assert [await charged_as("card", card) for _ in range(2)] == [200, 208]
    assert await charged_as("shares", member.card.shares_request(round_id)) == 208
    assert await charged_as("shares", member.card.shares_request("-")) == 208
    issue = await prepared(member, round_id)
    assert [await charged_as("issue", issue) for _ in range(2)] == [200, 208]
    await desk.cards.replace(SERVER, "N1", reason="lost")
    day = (await member.shares(round_id))[1]["replacement"]
    stop = member.card.decision("object", {"round": round_id, "day": day})
    assert [await charged_as("object", stop) for _ in range(2)] == [200, 208]


async def test_one_card_is_of_one_place(desk: RegistrarDesk) -> None:
    codes, member = await desk.codes("N1", "N2"), Member(desk)
    await member.register(codes["N1"])
    assert await member.register(codes["N2"]) == UNKNOWN
    assert await Member(desk).register(codes["N2"]) == (200, {"card": "taken"}), "the code is not used up"


@pytest.mark.full
async def test_wrong_codes_never_keep_a_right_one_out(desk: RegistrarDesk) -> None:
    code, member = (await desk.codes("N1"))["N1"], Member(desk)
    body = json.dumps({"code": "wrong", "key": b64(member.card.key.public)}).encode()
    for _ in range(2_000):
        assert await desk.ask("card", body) == UNKNOWN
    assert await member.register(code) == (200, {"card": "taken"})


async def test_keys_that_anybody_can_make_lock_nothing(
    desk: RegistrarDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief, round_id = Member(desk), (await desk.begin()).id
    request = await prepared_anew(thief, round_id)
    code = "2222-2222-2222-2222"

    def write(*_: object) -> None:
        raise AssertionError("locked")

    monkeypatch.setattr(Database, "write", write)
    assert await desk.ask("issue", request) == NO_CARD
    for act in ("object", "remove"):
        assert await thief.decide(act) == NO_CARD
    assert await thief.register(code) == UNKNOWN


async def test_a_card_whose_place_is_off_the_roster_is_refused_with_another_places_code(
    desk: RegistrarDesk,
) -> None:
    one, code = await desk.member("N1"), (await desk.codes("N2"))["N2"]
    await ready_for_demands(desk, (await desk.begin()).id)
    await desk.take_key(await desk.draft())
    await desk.import_numbers(["N2"], replace=True)
    assert await one.register(code) == UNKNOWN
    assert await Member(desk).register(code) == (200, {"card": "taken"})


async def ready_for_demands(desk: RegistrarDesk, round_id: str) -> None:
    async with desk.database.write() as session:
        round_ = (await session.scalars(select(IssuingRound).where(IssuingRound.public_id == round_id))).one()
        values = {"reference": bytes(32), "hashes": bytes(192)}
        session.add(IssuedPlace(round_id=round_.id, **values))
        round_.issued = 20
    IssuingFiles(desk.keys.folder).note_issues(round_id, 20)
    desk.clock.move(days=7)


async def test_a_removed_server_has_no_registrar(desk: RegistrarDesk) -> None:
    member = await desk.member("N1")
    body = json.dumps(member.card.shares_request("0" * 32)).encode()
    for removed_at, error in ((None, "round-unknown"), (desk.clock(), "bad-request")):
        async with desk.database.write() as session:
            await session.execute(update(Server).values(board="union", removed_at=removed_at))
        assert await desk.acts.answer_board("union", "shares", body) == (404, {"error": error})


async def test_codes_are_made_for_places_without_a_card_alone(desk: RegistrarDesk) -> None:
    await desk.member("N1")
    first = await desk.codes("N1", "n2", "N3", "X9", "N2")
    assert first.keys() == {"n2", "N3"}, "in the first spelling"
    assert (await desk.codes("N1", "N2", "N3", "N4")).keys() == {"N4"}
    again = await desk.codes("N1", "N2", again=True)
    assert again.keys() == {"N2"}
    assert await Member(desk).register(first["n2"]) == UNKNOWN
    assert (await Member(desk).register(again["N2"]))[0] == 200


async def test_a_new_code_for_a_place_with_a_card_works_after_seven_days(desk: RegistrarDesk) -> None:
    old, round_id = await desk.member("N1"), (await desk.begin()).id
    code, at_once = await desk.cards.replace(SERVER, "N1", reason="lost")
    assert not at_once
    day = (desk.clock() + timedelta(days=7)).date().isoformat()
    assert (await old.shares(round_id))[1]["replacement"] == day
    new = Member(desk)
    desk.clock.move(days=7, seconds=-1)
    assert await new.register(code) == UNKNOWN
    desk.clock.move(seconds=1)
    assert await new.register(code) == (200, {"card": "taken"})
    assert await old.shares(round_id) == NO_CARD
    assert (await new.shares(round_id))[1]["replacement"] is None


async def test_a_new_code_for_a_place_without_a_card_works_at_once_and_ends_the_earlier_one(
    desk: RegistrarDesk,
) -> None:
    first = (await desk.codes("N1"))["N1"]
    code, at_once = await desk.cards.replace(SERVER, "N1", reason="lost")
    assert at_once
    assert await Member(desk).register(first) == UNKNOWN
    assert await Member(desk).register(code) == (200, {"card": "taken"})


async def test_the_old_card_stops_a_new_code(desk: RegistrarDesk) -> None:
    old, round_id = await desk.member("N1"), (await desk.begin()).id
    code, _ = await desk.cards.replace(SERVER, "N1", reason="lost")
    day = (await old.shares(round_id))[1]["replacement"]
    for _ in range(2):
        assert await old.decide("object", day=day) == (200, {"replacement": "stopped"})
    desk.clock.move(days=8)
    assert await Member(desk).register(code) == UNKNOWN
    assert (await old.shares(round_id))[1]["replacement"] is None


async def test_the_old_card_learns_of_a_new_code_without_a_round_and_stops_it(desk: RegistrarDesk) -> None:
    old, other = await desk.member("N1"), await desk.member("N2")
    nothing: dict[str, Any] = {"shares": {}, "closed": {}, "replacement": None}
    assert await old.shares("-") == (200, nothing)
    await desk.cards.replace(SERVER, "N1", reason="lost")
    status, answer = await old.shares("-")
    assert (status, answer["shares"], answer["closed"]) == (200, {}, {})
    assert answer["replacement"] == (desk.clock() + timedelta(days=7)).date().isoformat()
    assert await other.shares("-") == (200, nothing)
    assert await Member(desk).shares("-") == NO_CARD
    assert await old.decide("object", day=answer["replacement"]) == (200, {"replacement": "stopped"})
    assert await old.shares("-") == (200, nothing)
    await desk.import_numbers(["N3"], replace=True)
    assert await old.shares("-") == NO_CARD


async def test_no_shares_of_a_round_are_given_for_a_request_of_none(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    asked = member.card.shares_request("-")
    assert (await desk.ask("shares", asked))[1]["shares"] == {}
    refused = (403, {"error": "bad-signature"})
    assert await desk.ask("shares", {**asked, "round": round_id}) == refused
    assert await desk.ask("shares", {**member.card.shares_request(round_id), "round": "-"}) == refused
    for wrong in ("", "--", "x", None, ["-"]):
        assert await desk.ask("shares", {**asked, "round": wrong}) == (400, {"error": "bad-request"})


async def test_organisers_are_told_of_an_objection_on_the_day_after(desk: RegistrarDesk) -> None:
    """Its time would be that of a visit to the signing page."""
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await desk.cards.replace(SERVER, "N1", reason="lost")
    day = (await member.shares(round_id))[1]["replacement"]
    desk.clock.move(hours=1, minutes=37)
    reminders = RoundReminders(desk.database, desk.clock)
    objections = select(Announcement).where(Announcement.kind == "card-objection")
    for _ in range(2):
        assert await member.decide("object", day=day) == (200, {"replacement": "stopped"})
        await reminders.tick()
    async with desk.database.read() as session:
        assert (await session.scalars(objections)).all() == []
    desk.clock.move(hours=10, minutes=30)
    for _ in range(2):
        await reminders.tick()
    async with desk.database.read() as session:
        [told] = (await session.scalars(objections)).all()
    assert (told.subject, told.created_at) == (f"server:{SERVER}", desk.clock())


async def test_nobody_else_stops_a_code_or_removes_a_card(desk: RegistrarDesk) -> None:
    member, thief = await desk.member("N1"), Member(desk)
    for act, said in (("object", {"round": "-", "day": "2026-11-30"}), ("remove", {"round": "-"})):
        body = {**thief.card.decision(act, said), "key": b64(member.card.key.public)}
        assert await desk.ask(act, body) == (403, {"error": "bad-signature"})
        assert await thief.decide(act) == NO_CARD


async def test_an_act_that_a_card_signed_at_another_union_is_refused(desk: RegistrarDesk) -> None:
    """Another union may call this one's public round its own, and pass on what it is sent."""
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await desk.cards.replace(SERVER, "N1", reason="lost")
    _, answer = await member.shares(round_id)
    spkis = [key.spki for key in (await desk.rounds.rounds(SERVER))[0].keys]
    requests = {
        fingerprint(s): member.card.request(s, unb64(answer["shares"][fingerprint(s)])) for s in spkis
    }
    there = Card(member.card.secret, union=ManifestSigner(bytes(32)).public_key)
    day = {"day": answer["replacement"]}
    acts = {
        "shares": there.shares_request(round_id),
        "issue": there.issue_request(round_id, requests),
        "object": there.decision("object", {"round": round_id, **day}),
        "remove": there.decision("remove", {"round": round_id}),
    }
    for act, body in acts.items():
        assert await desk.ask(act, body) == (403, {"error": "bad-signature"})
    assert (await member.shares(round_id))[1]["replacement"] == answer["replacement"]
    assert len(await member.tokens(round_id)) == len(spkis), "no value was signed for this place"


async def test_the_registrar_follows_a_signing_key_that_is_replaced(desk: RegistrarDesk) -> None:
    member = await desk.member("N1")
    assert (await member.shares("-"))[0] == 200
    async with desk.database.write() as session:
        await desk.keys.renew(session, "signing")
    await desk.acts.drop_destroyed()
    assert (await member.shares("-"))[0] == 200, "pages name it until the board is published again"
    replaced = Card(member.card.secret, union=(await desk.keys.signing_keys())[0])
    assert replaced.union != member.card.union
    assert (await desk.ask("shares", replaced.shares_request("-")))[0] == 200
    async with desk.database.write() as session:
        await desk.keys.renew(session, "signing")
    await desk.acts.drop_destroyed()
    assert await member.shares("-") == (403, {"error": "bad-signature"})


async def test_a_decision_replayed_for_another_code_round_or_union_changes_nothing(
    desk: RegistrarDesk,
) -> None:
    member, first = await desk.member("N1"), (await desk.begin()).id
    await desk.cards.replace(SERVER, "N1", reason="lost")
    day = (await member.shares(first))[1]["replacement"]
    objection = member.card.decision("object", {"round": first, "day": day})
    removal = member.card.decision("remove", {"round": first})
    assert (await desk.ask("object", objection))[0] == 200
    desk.clock.move(days=1)
    await desk.cards.replace(SERVER, "N1", reason="lost")
    assert await desk.ask("object", objection) == (400, {"error": "bad-request"})
    await desk.import_numbers(["M1"], server_id=SERVER + 1)
    code = (await desk.codes("M1", server_id=SERVER + 1))["M1"]
    body = {"code": code, "key": b64(member.card.key.public)}
    assert (await desk.ask("card", body, server_id=SERVER + 1))[0] == 200
    second = (await desk.begin()).id
    await desk.begin(SERVER + 1)
    old = (404, {"error": "round-unknown"})
    assert await desk.ask("remove", removal, server_id=SERVER + 1) == old
    desk.clock.move(days=1)
    assert await desk.ask("remove", removal) == old
    assert await member.decide("remove", round_id="-") == old
    assert await member.decide("object", day=day, round_id=first) == old
    assert (await member.shares(second))[1]["replacement"] is not None
    assert await member.decide("remove") == (200, {"card": "removed"})


async def test_a_removal_replayed_removes_the_same_card_alone_and_in_the_same_round_alone(
    desk: RegistrarDesk,
) -> None:
    """The limit that ``docs/threat-model.md`` states."""
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    removal = member.card.decision("remove", {"round": round_id})

    async def register_again(as_member: Member) -> None:
        assert (await as_member.register((await desk.codes("N1"))["N1"]))[0] == 200

    for _ in range(2):
        assert await desk.ask("remove", removal) == (200, {"card": "removed"})
        await register_again(member)
    desk.clock.move(days=1)
    await desk.begin()
    desk.clock.move(days=1)
    assert await desk.ask("remove", removal) == (404, {"error": "round-unknown"})
    await member.decide("remove")
    await register_again(Member(desk))
    assert await desk.ask("remove", removal) == NO_CARD


async def test_a_removed_card_is_deleted_and_the_record_of_its_issue_is_not(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await member.issue(round_id)
    assert await member.decide("remove") == (200, {"card": "removed"})
    async with desk.database.read() as session:
        kept = (await session.scalars(select(MemberCard.key).where(MemberCard.key.is_not(None)))).all()
    assert kept == []
    assert await issued_rows(desk) == 1
    assert await member.issue(round_id) == NO_CARD, "no more tokens"


async def test_a_page_that_does_not_know_yet_of_todays_round_can_remove_the_card(desk: RegistrarDesk) -> None:
    one, two = await desk.member("N1"), await desk.member("N2")
    first = (await desk.begin()).id
    assert await one.decide("remove", round_id="-") == (200, {"card": "removed"})
    await ready_for_demands(desk, first)
    await desk.take_key(await desk.draft())
    await desk.begin()
    assert await two.decide("remove", round_id=first) == (200, {"card": "removed"})


async def test_a_member_who_was_struck_off_is_refused_and_can_still_withdraw_what_was_issued(
    desk: RegistrarDesk,
) -> None:
    """Tokens that were issued are given again, and nothing else is."""
    issued, other = await desk.member("N1"), await desk.member("N2")
    round_id = (await desk.begin()).id
    tokens = await issued.tokens(round_id)
    await ready_for_demands(desk, round_id)
    await desk.take_key(await desk.draft())
    await desk.import_numbers(["N3"], replace=True)
    assert await other.shares(round_id) == NO_CARD
    assert await other.issue(round_id) == NO_CARD
    assert await other.decide("object") == NO_CARD
    assert {f: t.signature for f, t in (await issued.tokens(round_id)).items()} == {
        f: t.signature for f, t in tokens.items()
    }


async def test_a_closed_demand_is_not_issued_for_and_its_share_is_given_to_withdraw(
    desk: RegistrarDesk,
) -> None:
    early, late = await desk.member("N1"), await desk.member("N2")
    round_id = (await desk.begin()).id
    await early.tokens(round_id)
    await ready_for_demands(desk, round_id)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    first = (await desk.rounds.rounds(SERVER))[0].keys[0].fingerprint
    _, before = await early.shares(round_id)
    await desk.close(demand_id)
    _, after = await early.shares(round_id)
    assert after["closed"] == {first: before["shares"][first]}
    assert after["shares"] == {f: s for f, s in before["shares"].items() if f != first}
    assert len(await early.tokens(round_id)) == 5, "the rest is given again"
    status, of_late = await late.shares(round_id)
    assert (status, len(of_late["shares"]), of_late["closed"]) == (200, 5, {})
    assert len(await late.tokens(round_id)) == 5
    await desk.rounds.ledger_over(demand_id)
    _, at_last = await early.shares(round_id)
    assert at_last == {**after, "closed": {}}


async def test_a_round_whose_ledgers_are_all_closed_is_unknown(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    desk.clock.move(days=1)
    await desk.begin()
    assert await member.shares(round_id) == (404, {"error": "round-unknown"})
    assert await member.shares("0" * 32) == (404, {"error": "round-unknown"})


async def changed(member: Member, round_id: str, change: Any) -> tuple[int, dict[str, Any]]:
    """Have other values signed than those of an honest member."""
    await member.shares(round_id)
    body = await prepared(member, round_id)
    values = {f: unb64(value) for f, value in body["blinded"].items()}
    change(values)
    return await member.desk.ask("issue", member.card.issue_of_values(round_id, values))


async def prepared(member: Member, round_id: str) -> dict[str, Any]:
    _, answer = await member.shares(round_id)
    keys = (await member.desk.rounds.rounds(SERVER))[-1].keys
    spkis = {key.fingerprint: key.spki for key in keys}
    requests = {f: member.card.request(spkis[f], unb64(s)) for f, s in answer["shares"].items()}
    return member.card.issue_request(round_id, requests)


async def test_a_value_that_is_not_blinded_or_of_no_open_key_is_refused_and_issues_nothing(
    desk: RegistrarDesk,
) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    private = load_der_private_key(
        desk.keys.folder.key_path(issuing_key(round_id, 0)).read_bytes(), password=None
    )
    numbers = private.private_numbers()  # type: ignore[union-attr]
    first = (await desk.rounds.rounds(SERVER))[0].keys[0].fingerprint
    n, p = numbers.public_numbers.n, numbers.p
    bad = (400, {"error": "bad-blinded"})
    for value in (0, 1, n - 1, n, n + 5, p, 7 * p):
        answer = await changed(
            member, round_id, lambda all_, v=value: all_.update({first: v.to_bytes(256, "big")})
        )
        assert answer == bad, value
    for content in (b"", b"\2" * 255, b"\0" + b"\2" * 256):
        assert await changed(member, round_id, lambda all_, c=content: all_.update({first: c})) == bad
    other = (409, {"error": "keys-changed"})
    assert await changed(member, round_id, lambda all_: all_.pop(first)) == other
    assert await changed(member, round_id, lambda all_: all_.update({"0" * 64: all_[first]})) == other
    assert await issued_rows(desk) == 0
    assert (await member.issue(round_id))[0] == 200


async def test_a_request_for_other_values_after_the_issue_is_refused(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await member.issue(round_id)
    first = min(member.requests)
    two = (2).to_bytes(256, "big")
    assert await changed(member, round_id, lambda all_: all_.update({first: two})) == (
        409,
        {"error": "issued-already"},
    )
    assert (await changed(member, round_id, lambda all_: [all_.pop(f) for f in [*all_][1:]]))[0] == 200


async def test_a_signature_of_another_card_round_or_act_is_refused(desk: RegistrarDesk) -> None:
    member, other = await desk.member("N1"), await desk.member("N2")
    round_id = (await desk.begin()).id
    body = await prepared(member, round_id)
    shares = member.card.shares_request(round_id)
    refused = (403, {"error": "bad-signature"})
    for act, sent in (("issue", body), ("shares", shares)):
        assert await desk.ask(act, {**sent, "key": b64(other.card.key.public)}) == refused
        assert await desk.ask(act, {**sent, "round": "0" * 32}) == refused
        assert await desk.ask(act, {**sent, "signature": b64(bytes(64))}) == refused
    assert await desk.ask("issue", {**body, "signature": shares["signature"]}) == refused
    values = [*body["blinded"].items()]
    swapped = dict(zip([f for f, _ in values], [v for _, v in values[1:] + values[:1]], strict=True))
    assert await desk.ask("issue", {**body, "blinded": swapped}) == refused
    assert await issued_rows(desk) == 0


async def test_a_database_restored_from_before_issues_issues_nothing_more(
    desk: RegistrarDesk, tmp_path: Path
) -> None:
    """Otherwise everyone who was issued after the backup could be issued again, and vote twice."""
    one, two = await desk.member("N1"), await desk.member("N2")
    round_id = (await desk.begin()).id
    await one.issue(round_id)
    async with desk.database.read() as session:
        before = (await session.scalars(select(IssuedPlace.reference))).all()
    await two.issue(round_id)
    async with desk.database.write() as session:  # as it was between the two
        await session.execute(delete(IssuedPlace).where(IssuedPlace.reference.not_in(before)))
        await session.execute(update(IssuingRound).values(issued=1))
    again = await open_registrar(desk.database, desk.clock, tmp_path / "keys")
    for member in (one, two):
        member.desk = again
        status, answer = await member.shares(round_id)
        assert (status, answer["shares"]) == (200, {})
    assert await again.ask("issue", await prepared_anew(two, round_id)) == (409, {"error": "keys-changed"})
    desk.clock.move(days=1)
    assert (await two.issue((await again.begin()).id))[0] == 200, "a new round issues again"


async def prepared_anew(member: Member, round_id: str) -> dict[str, Any]:
    spkis = [key.spki for key in (await member.desk.rounds.rounds(SERVER))[0].keys]
    requests = [member.card.request(spki, bytes(32)) for spki in spkis]
    return member.card.issue_request(round_id, {fingerprint(r.spki): r for r in requests})


async def test_without_its_private_half_a_key_is_not_issued_for(
    desk: RegistrarDesk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    desk.keys.folder.key_path(issuing_key(round_id, 0)).unlink()
    assert len(await member.tokens(round_id)) == 5
    await member.tokens(round_id)
    [said] = [record.getMessage() for record in caplog.records]
    assert "begin a new round" in said


async def test_nobody_is_issued_fewer_tokens_for_a_key_that_cannot_be_read_at_the_moment(
    desk: RegistrarDesk,
) -> None:
    """The others alone would be issued, and none for it later."""
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    file = desk.keys.folder.key_path(issuing_key(round_id, 0))
    file.chmod(0o644)  # refused until that is put right
    assert await member.issue(round_id) == (503, {"error": "not-stored"})
    file.chmod(0o600)
    assert len(await member.tokens(round_id)) == 6


async def test_a_full_key_disk_is_logged_once_and_not_with_each_member_who_comes(
    desk: RegistrarDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Attack: whoever reads the log counts who came for tokens, and when."""
    one, two, round_id = await desk.member("N1"), await desk.member("N2"), (await desk.begin()).id

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(IssuingFiles, "note_issues", full)
    for member in (one, two, one):
        assert await member.issue(round_id) == (503, {"error": "not-stored"})
    [said] = [record.getMessage() for record in caplog.records]
    assert "No space left" in said


async def test_a_private_half_that_signs_no_more_leaves_the_memory_though_nobody_asks(
    desk: RegistrarDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attack: whoever reads the memory of the signing process afterwards signs tokens for a closed demand.
    A look that fails, as a statement does that the database cancels, is not the last one."""
    monkeypatch.setattr("bot.page.registrar.acts._DROP_S", 0.01)
    drop, failed = desk.acts._keys.drop_destroyed, list[Exception]()

    async def fail_once() -> None:
        if not failed:
            failed.append(RuntimeError("cancelled"))
            raise failed[0]
        await drop()

    monkeypatch.setattr(desk.acts._keys, "drop_destroyed", fail_once)
    round_id = (await desk.begin()).id
    await (await desk.member("N1")).issue(round_id)
    held = desk.acts._signers._held
    assert len(held) == 6
    bot = await open_registrar(desk.database, desk.clock, tmp_path / "keys")
    await signing_over(bot, round_id)
    async with desk.acts.serving(), asyncio.timeout(60):
        while len(held) == 6:
            await asyncio.sleep(0.01)
    [first, *others] = (await desk.rounds.rounds(SERVER))[0].keys
    assert held.keys() == {key.fingerprint for key in others}, first.state


async def test_a_missing_share_key_is_no_reason_to_give_other_shares(
    desk: RegistrarDesk, tmp_path: Path
) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await member.shares(round_id)
    again = await open_registrar(desk.database, desk.clock, tmp_path / "keys")
    desk.keys.folder.key_path(share_key(round_id, 0)).write_bytes(b"\1" * 32)
    assert await again.ask("shares", member.card.shares_request(round_id)) == (503, {"error": "not-stored"})
    assert round_key(round_id) in {path.stem for path in desk.keys.folder.path.iterdir()}


async def signing_over(desk: RegistrarDesk, round_id: str) -> None:
    """Open a demand with a key of a round, and close it."""
    await ready_for_demands(desk, round_id)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    await desk.close(demand_id)


async def test_an_auditor_learns_of_numbers_whether_they_were_issued(desk: RegistrarDesk) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    await member.issue(round_id)
    await member.decide("remove")
    await signing_over(desk, round_id)
    desk.clock.move(days=1)
    await desk.begin()
    found = await desk.cards.issued(SERVER, ["n1", "N2", "?", "N1"])
    assert found.answers == [("n1", True), ("N2", False), ("?", False), ("N1", True)]


async def test_an_auditor_learns_of_tokens_issued_to_places_outside_the_file(desk: RegistrarDesk) -> None:
    """Attack: whoever runs the bot gets tokens in places of their own, and opens a list without these."""
    round_id = (await desk.begin()).id
    for number in ("N1", "N2", "N3"):
        await (await desk.member(number)).issue(round_id)
    async with desk.database.write() as session:
        await session.execute(update(IssuingKey).values(state="closed"))
    for numbers, others in ((["N1", "n1", "?"], 2), (["N1", "N2", "N3"], 0), ([], 3)):
        found = await desk.cards.issued(SERVER, numbers)
        assert (found.others, found.most) == (others, 10), numbers
    demand_id = await desk.draft()
    async with desk.database.write() as session:
        key = (await session.scalars(select(IssuingKey).limit(1))).one()
        key.demand_id = demand_id
    async with desk.database.read() as session:
        assert (await desk.rounds.figures(session, SERVER, demand_id))[1] == found.most, "as published"


async def test_an_audit_leaves_a_trace_without_numbers_and_watches_nobody_who_comes(
    desk: RegistrarDesk,
) -> None:
    """Attack: whoever runs the bot asks every day, to see who came for tokens since."""
    round_id = (await desk.begin()).id
    audit = Audit(desk.database, desk.clock, desk.keys)
    cards = Cards(desk.database, desk.clock, desk.keys, audit=audit)

    async def refused() -> None:
        for number in (None, 1):
            with pytest.raises(UserError, match="refusal-round-signing"):
                await cards.issued(SERVER, ["N1"], round_number=number)

    await refused()
    await ready_for_demands(desk, round_id)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    await refused()
    await desk.close(demand_id)
    await refused()  # the round's other keys still issue
    await desk.begin()
    for number in (None, 1):
        await cards.issued(SERVER, ["N1"], round_number=number)
    with pytest.raises(UserError, match="refusal-round-signing"):
        await cards.issued(SERVER, ["N1"], round_number=2)
    acts = (await audit.page(SERVER)).items
    assert [(act.act, act.after) for act in acts] == [("roster-issued", {"round": 1})] * 2


@pytest.mark.parametrize("cleared", [True, False])
async def test_a_roster_cleared_or_replaced_and_imported_again_gives_no_place_away(
    desk: RegistrarDesk, cleared: bool
) -> None:
    """Also before a demand took a key: else a code made afterwards took the place at once."""
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    if cleared:
        await Roster(desk.database, desk.clock, desk.keys).clear(SERVER)
    else:
        await desk.import_numbers(["N2"], replace=True)
    assert await member.shares(round_id) == NO_CARD
    await desk.import_numbers(["N1", "N2"])
    assert await desk.codes("N1", again=True) == {}
    code, at_once = await desk.cards.replace(SERVER, "N1", reason="lost")
    assert not at_once
    assert await Member(desk).register(code) == UNKNOWN
    assert (await member.issue(round_id))[0] == 200


@pytest.mark.parametrize("under_way", [True, False])
async def test_a_card_goes_with_its_place_once_nothing_is_signed_on_the_page(
    desk: RegistrarDesk, under_way: bool
) -> None:
    """Attack: a wrong file takes a member off, and the next one back; then their code is said to be lost."""
    member = await desk.member("N1")
    await desk.begin()
    desk.clock.move(days=184)
    await desk.rounds.tick()
    if under_way:  # another round than the one that the card was registered in
        round_id = (await desk.begin()).id
    await desk.import_numbers(["N2"], replace=True)
    await desk.import_numbers(["N1", "N2"])
    code, at_once = await desk.cards.replace(SERVER, "N1", reason="lost")
    assert at_once is not under_way
    assert (await Member(desk).register(code) == UNKNOWN) is under_way
    if not under_way:
        round_id = (await desk.begin()).id
    assert (await member.shares(round_id))[0] == (200 if under_way else 404)


@pytest.mark.parametrize("under_way", [True, False])
async def test_erasing_a_place_keeps_the_card_while_it_may_withdraw_and_the_record_of_the_issue(
    desk: RegistrarDesk, under_way: bool
) -> None:
    """Attack: whoever hands out codes links their own account with a member's place, erases it, imports it
    again, and makes a code for it."""
    roster = Roster(desk.database, desk.clock, desk.keys)
    member = await desk.member("N1")
    if under_way:
        round_id = (await desk.begin()).id
        tokens = await member.tokens(round_id)
    await desk.cards.replace(SERVER, "N1", reason="lost")
    to_join = await roster.new_code(SERVER, "N1", reason="lost")
    desk.clock.move(days=2)
    await roster.join(SERVER, account_id=5, typed=to_join)
    async with desk.database.write() as session:
        await roster.erase(session, 5)
    async with desk.database.read() as session:
        cards = (await session.execute(select(MemberCard.key, MemberCard.code))).all()
    assert cards == ([(member.card.key.public, None)] if under_way else [])
    if under_way:
        assert await issued_rows(desk) == 1
        assert await member.tokens(round_id) == tokens, "to withdraw with"
        await desk.import_numbers(["N1"])
        assert await desk.codes("N1", again=True) == {}
        code, at_once = await desk.cards.replace(SERVER, "N1", reason="lost")
        assert not at_once
        assert await Member(desk).register(code) == UNKNOWN
        day = (await member.shares(round_id))[1]["replacement"]
        assert await member.decide("object", day=day) == (200, {"replacement": "stopped"})
