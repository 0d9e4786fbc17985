"""Search for the orders of one purchase that is split among suppliers: one search, and their solicitations.

The search gives candidates, which the rule in ``same_purchase`` judges again: a filter that the API drops
without a word must not widen a group. Solicitations are only in the answer about a single award, and often
only in that of its vehicle.
"""

import logging
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from bot.contracts.diff.same_purchase import MAX_DAYS, alike, can_be_split
from bot.contracts.model import Answer, Code, Party, Record
from bot.contracts.sources.protocol import OrdersAlike, Proof, SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.api import AWARD_SEARCH, PAGE, Api
from bot.contracts.sources.usaspending.parse import (
    CURRENCY,
    PUBLIC_PAGE,
    SOLICITATION,
    codes,
    day,
    identifiers,
    kind_of,
    money,
    parent_number_of,
    parent_of,
    text,
    without_pay,
)
from bot.contracts.sources.usaspending.query import AWARD, EARLIEST, ORDER_TYPES, SOURCE
from bot.contracts.sources.values import reading_one, section, solicitation_key

log = logging.getLogger(__name__)

FIELDS = (
    "Award ID",
    "Recipient Name",
    "Recipient UEI",
    "Award Amount",
    "Base Obligation Date",
    "Awarding Sub Agency",
    "NAICS",
    "PSC",
    "Description",
)
MAX_CANDIDATES = 400
"""Limit on the rows of the search, of two months."""


async def orders_alike(api: Api, seed: Record, known: Mapping[str, Proof], max_requests: int) -> OrdersAlike:
    """Return the orders alike to ``seed`` (see ``FindsPurchases``). ``api`` has made no request before.

    Raises ``SourceError`` if the search cannot be read in full; without a solicitation that cannot be read,
    the result is only not complete.
    """
    if not can_be_split(seed) or not seed.buyer.name:
        return OrdersAlike(orders=())
    answers: list[Answer] = []
    candidates, unread = await _candidates(api, seed, answers)
    found = alike(seed, candidates)
    comparison = _Comparison(api, seed, max_requests, answers)
    proofs = {order.source_id: known.get(order.source_id, Proof.UNASKED) for order in found}
    try:
        complete = not found or await comparison.prove(found, proofs)
    except SourceError as fault:
        log.info("not every solicitation beside %s was read: %s", seed.source_id, fault)
        complete = False
    return OrdersAlike(
        orders=[(order, proofs[order.source_id]) for order in found],
        unread=frozenset(unread),
        solicitation=comparison.stated,
        answers=tuple(answers),
        requests=api.requests,
        complete=complete,
    )


async def _candidates(api: Api, seed: Record, answers: list[Answer]) -> tuple[list[Record], list[str]]:
    """Return the orders that the search lists, and the ids of those that cannot be read."""
    body = {
        "filters": _filters(seed, api.today),
        "fields": FIELDS,
        "sort": FIELDS[0],  # the API breaks its ties, so that pages neither repeat nor skip
        "order": "asc",
        "limit": PAGE,
        "subawards": False,
    }
    found: list[Record] = []
    unread: list[str] = []
    faults: list[SourceError] = []
    async with aclosing(api.pages(AWARD_SEARCH, body, AWARD, MAX_CANDIDATES, faults=faults)) as pages:
        async for rows, answer in pages:
            answers.append(answer)
            for award_id, row in rows.items():
                try:
                    with reading_one(award_id):
                        found.append(_record(row))
                except SourceError as fault:
                    unread.append(award_id)
                    faults.append(fault)
    for each in faults:
        log.warning("an order beside %s cannot be read: %s", seed.source_id, each)
    return found, unread


def _filters(seed: Record, today: date) -> dict[str, Any]:
    """Return the filters of the search; ``seed`` can be split."""
    assert seed.signed is not None
    span = timedelta(days=MAX_DAYS)
    first, last = max(seed.signed - span, EARLIEST), min(seed.signed + span, today)
    agency = {"type": "awarding", "tier": "subtier", "name": seed.buyer.name}
    if seed.buyer.parent:
        agency["toptier_name"] = seed.buyer.parent
    return {
        "award_type_codes": ORDER_TYPES,
        "agencies": [agency],
        "naics_codes": [seed.codes["naics"].code],
        "psc_codes": [seed.codes["psc"].code],
        "time_period": [
            {
                "start_date": first.isoformat(),
                "end_date": max(first, last).isoformat(),
                "date_type": "new_awards_only",
            }
        ],
    }


def _record(row: Mapping[str, Any]) -> Record:
    """Build an order of a row, without its history. Raises ``SourceError``."""
    source_id = str(row[AWARD])
    number, uei = text(row, "Award ID") or "", text(row, "Recipient UEI")
    return Record(
        source=SOURCE,
        source_id=source_id,
        kind=kind_of(source_id),
        number=number,
        title=text(row, "Description") or number,
        buyer=Party(name=text(row, "Awarding Sub Agency") or ""),
        supplier=Party(name=text(row, "Recipient Name") or "", ids={"uei": uei} if uei else {}),
        parent_source_id=parent_of(source_id),
        parent_number=parent_number_of(source_id),
        currency=CURRENCY,
        obligated=money(row, "Award Amount"),
        signed=day(row, "Base Obligation Date"),
        codes=_classified(row),
        identifiers=identifiers(source_id),
        url=PUBLIC_PAGE + quote(source_id, safe=""),
        whole=False,
    )


def _classified(row: Mapping[str, Any]) -> dict[str, Code]:
    """Return the codes of a row: each an object, or null."""
    found: dict[str, Code] = {}
    for scheme in ("naics", "psc"):
        given = section(row, scheme.upper())
        if code := text(given, "code"):
            found[scheme] = Code(code, text(given, "description"))
    return found


class _Comparison:
    """Comparison of solicitations with the seed's, each award asked for once.

    Two orders, or two vehicles, with different ones are two purchases. An order's and a vehicle's may differ
    in one purchase, so that only their equality proves something. ``stated`` is the seed's, once known: of
    the order itself, or else of its vehicle. ``answers`` gets the source's answers.
    """

    def __init__(self, api: Api, seed: Record, max_requests: int, answers: list[Answer]) -> None:
        self._api = api
        self._seed = seed
        self._max_requests = max_requests
        self._answers = answers
        self._known: dict[str, str | None] = {}
        self._of_vehicle = False
        own = seed.codes.get(SOLICITATION)
        self.stated = own.code if own and solicitation_key(own.code) else None

    async def prove(self, orders: Sequence[Record], proofs: dict[str, Proof]) -> bool:
        """Set the proofs of orders that were not asked for; return whether none is left. Raises
        ``SourceError``."""
        vehicle = self._seed.parent_source_id
        if self.stated is None and vehicle is not None:
            self._of_vehicle, self.stated = True, await self._of(vehicle)
        if self.stated is None:
            return True
        for order in orders:
            if proofs[order.source_id] is Proof.UNASKED:
                if self._api.requests + 2 > self._max_requests:
                    return False
                proofs[order.source_id] = await self._proof(order)
        return True

    async def _proof(self, order: Record) -> Proof:
        ids = [order.source_id, *filter(None, [order.parent_source_id])]
        first, *others = reversed(ids) if self._of_vehicle else ids
        stated = await self._of(first)
        if stated is not None:
            return Proof.SAME if self._is_same(stated) else Proof.OTHER
        for other in others:
            if self._is_same(await self._of(other)):
                return Proof.SAME
        return Proof.UNSTATED

    def _is_same(self, stated: str | None) -> bool:
        if stated is None or self.stated is None:
            return False
        return solicitation_key(stated) == solicitation_key(self.stated)

    async def _of(self, award_id: str) -> str | None:
        """Return the solicitation of an award, ``None`` if none is on record. Raises ``SourceError``."""
        if award_id not in self._known:
            self._known[award_id] = await self._ask(award_id)
        return self._known[award_id]

    async def _ask(self, award_id: str) -> str | None:
        try:
            said, answer = await self._api.ask("GET", f"awards/{quote(award_id, safe='')}/")
        except SourceError as fault:
            if fault.fault is not SourceErrorKind.GONE:
                raise
            return None
        self._answers.append(replace(answer, content=without_pay(answer.content)))
        stated = codes(section(said, "latest_transaction_contract_data")).get(SOLICITATION)
        return stated.code if stated and solicitation_key(stated.code) else None
