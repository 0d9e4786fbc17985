"""Cards service: codes with which members register their card, for whoever hands them out, and the check of
an auditor.

A code is printed or written down for a membership number, and only its keyed reference is stored. It opens
nothing in Discord, and ``/join``'s codes open nothing here.
"""

import hmac
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.errors import UserError
from bot.keystore.issuing import IssuingFiles
from bot.keystore.keyring import Keys, roster_key, round_key
from bot.page.registrar.backups import issues_missing, rounded_up
from bot.petitions.privacy.own_data import Issue, PlaceData
from bot.petitions.roster.codes import new_code, read_code
from bot.petitions.roster.file import tidy_number
from bot.petitions.roster.members import number_reference
from bot.petitions.roster.roster_import import Codes
from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingKey, IssuingRound, MemberCard, RosterMember, Server

# HMAC domain separation: no reference can be mistaken for one of another kind.
_CODE = b"tocsin card code\0"
_ISSUED = b"tocsin issued place\0"
_SHARE = b"tocsin share\0"


def card_code_reference(roster_key: bytes, code: str) -> bytes:
    """Return the reference of a code, given as returned by ``roster.codes.read_code``."""
    return hmac.digest(roster_key, _CODE + code.encode(), "sha256")


def issued_reference(round_key: bytes, place: bytes) -> bytes:
    """Return the reference of a place that tokens are issued to in a round."""
    return hmac.digest(round_key, _ISSUED + place, "sha256")


def share(share_key: bytes, place: bytes) -> bytes:
    """Return the share of a place for one issuing key."""
    return hmac.digest(share_key, _SHARE + place, "sha256")


REPLACEMENT_DELAY = timedelta(days=7)
"""Delay until a new code for a place with a card works, so that the card's holder can object before."""

_BATCH_SIZE = 500


class IssuedList(NamedTuple):
    """An auditor's list of a round."""

    answers: list[tuple[str, bool]]  # membership numbers, and whether tokens were issued to their places
    others: int  # places that tokens were issued to, of no number in the list
    most: int  # the highest number of issues that a demand of the round can have published


class Cards:
    """Service for the cards of all servers."""

    def __init__(self, database: Database, clock: Clock, keys: Keys, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._audit = audit

    async def new_codes(
        self,
        server_id: int,
        numbers: Iterable[str],
        hand_out: Callable[[Codes], None],
        *,
        again: bool = False,
    ) -> int:
        """Make codes for those of the ``numbers`` that are on the roster and have neither a card nor a code;
        with ``again``, also a new code in place of an unused one. Return how many were made.

        ``hand_out`` must store them durably before the database knows them: a crash in between leaves codes
        that open nothing, never a place without a code.
        """
        key = await self._keys.key(roster_key(server_id))
        if key is None:
            raise UserError("refusal-round-no-roster")
        made, waiting = 0, iter(numbers)
        while chunk := list(islice(waiting, _BATCH_SIZE)):
            tidy = ((written, tidy_number(written)) for written in chunk)
            places = {
                number_reference(key, number): written for written, number in reversed([*tidy]) if number
            }
            async with self._database.write() as session:
                made += await self._make_codes(session, server_id, key, places, hand_out, again=again)
        if made:
            async with self._database.write() as session:
                after = {"new": made}
                await self._audit.record(session, server_id, None, "card-codes", "roster", after=after)
        return made

    async def _make_codes(
        self,
        session: AsyncSession,
        server_id: int,
        key: bytes,
        places: dict[bytes, str],
        hand_out: Callable[[Codes], None],
        *,
        again: bool,
    ) -> int:
        await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
        on_roster = await session.scalars(
            select(RosterMember.reference)
            .where(
                RosterMember.server_id == server_id, RosterMember.seen > 0, RosterMember.reference.in_(places)
            )
            .order_by(RosterMember.reference)  # never in the order of the file
        )
        cards = await session.scalars(
            select(MemberCard)
            .where(MemberCard.server_id == server_id, MemberCard.place.in_(places))
            .with_for_update()
        )
        known = {card.place: card for card in cards}
        codes = {}
        for place in on_roster:
            card = known.get(place)
            if card is None or (card.key is None and (again or card.code is None)):
                codes[place] = new_code()
        hand_out([(places[place], code) for place, code in codes.items()] if codes else [])
        for place, code in codes.items():
            card = known.get(place) or MemberCard(server_id=server_id, place=place)
            card.code, card.code_from = card_code_reference(key, read_code(code)), None
            session.add(card)
        return len(codes)

    async def replace(self, server_id: int, number: str, *, reason: str) -> tuple[str, bool]:
        """Make a new code for one place; ``reason`` goes into the audit, the place does not. Return the code,
        and whether it works at once: in a place with a card it works after ``REPLACEMENT_DELAY``, unless the
        card's holder objects before. An unused earlier code ends now.

        Raises ``UserError`` for a number that is not on the roster.
        """
        key, tidy, code = await self._keys.key(roster_key(server_id)), tidy_number(number), new_code()
        if key is None or tidy is None:
            raise UserError("refusal-not-on-the-roster")
        place = number_reference(key, tidy)
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            member = await session.get(RosterMember, (server_id, place))
            if member is None or member.seen == 0:
                raise UserError("refusal-not-on-the-roster")
            card = await session.get(MemberCard, (server_id, place), with_for_update=True)
            if card is None:
                card = MemberCard(server_id=server_id, place=place)
                session.add(card)
            at_once = card.key is None
            card.code = card_code_reference(key, read_code(code))
            card.code_from = None if at_once else self._clock() + REPLACEMENT_DELAY
            why = {"code_reason": reason}
            await self._audit.record(session, server_id, None, "card-code", "roster", after=why)
        return code, at_once

    async def issued(
        self, server_id: int, numbers: Iterable[str], *, round_number: int | None = None
    ) -> IssuedList:
        """Return, for each membership number, whether tokens were issued to its place in a round, by default
        the newest one that can be asked for, and how many other places they were issued to. For an auditor,
        with the list that the union opens; the audit shows that it was asked.

        Raises ``UserError`` if there is no such round, its issued places are deleted or were lost with a
        restoration, or it still issues or a demand of it can be signed: to watch who is issued, and when, is
        no audit.
        """
        issuing, closed = _has_key("free", "taken"), _has_key("closed")
        found = select(IssuingRound).where(IssuingRound.server_id == server_id)
        if round_number is not None:
            found = found.where(IssuingRound.number == round_number)
        found = found.order_by((closed & ~issuing).desc(), IssuingRound.number.desc())
        async with self._database.write() as session:
            round_ = await session.scalar(found.limit(1))
            key = await self._keys.key(roster_key(server_id))
            of_round = None if round_ is None else await self._keys.key(round_key(round_.public_id))
            if round_ is None or key is None or of_round is None:
                raise UserError("refusal-round-not-kept")
            noted = await self._keys.folder.in_thread(
                IssuingFiles(self._keys.folder).issues, round_.public_id
            )
            if await issues_missing(session, round_, noted):
                raise UserError("refusal-round-not-kept")
            if await session.scalar(select(issuing).where(IssuingRound.id == round_.id)):
                raise UserError("refusal-round-signing")
            issued = await session.scalars(
                select(IssuedPlace.reference).where(IssuedPlace.round_id == round_.id)
            )
            references = set(issued)
            asked = {"round": round_.number}  # no number of a member
            await self._audit.record(session, server_id, None, "roster-issued", "rounds", after=asked)
        answers, others = [], set(references)
        for written in numbers:
            tidy = tidy_number(written)
            reference = None if tidy is None else issued_reference(of_round, number_reference(key, tidy))
            answers.append((written, reference in references))
            others.discard(reference or b"")
        return IssuedList(answers, len(others), rounded_up(len(references)))

    async def in_use(self) -> bool:
        """Return whether any server has made codes for cards, or begun a round."""
        async with self._database.read() as session:
            wanted = or_(exists(select(MemberCard.place)), exists(select(IssuingRound.id)))
            return bool(await session.scalar(select(wanted)))

    async def of_place(self, server_id: int, place: bytes) -> PlaceData:
        """Return all that is kept about one place on the roster, for the member's own copy."""
        async with self._database.read() as session:
            card = await session.get(MemberCard, (server_id, place))
            rounds = await session.scalars(
                select(IssuingRound).where(IssuingRound.server_id == server_id).order_by(IssuingRound.number)
            )
            issues = []
            for round_ in rounds.all():
                key = await self._keys.key(round_key(round_.public_id))
                reference = None if key is None else issued_reference(key, place)
                row = await session.get(IssuedPlace, (round_.id, reference)) if reference else None
                if row is not None:
                    number, begun_on = round_.number, round_.begun_on
                    issues.append(Issue(number=number, begun_on=begun_on, hashes=row.hashes))
        return PlaceData(
            key=None if card is None else card.key,
            has_code=card is not None and card.code is not None,
            issues=issues,
        )


def _has_key(*states: str) -> ColumnElement[bool]:
    """Return the condition that a round has a key in one of these states."""
    return exists().where(IssuingKey.round_id == IssuingRound.id, IssuingKey.state.in_(states))
