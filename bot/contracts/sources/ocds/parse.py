"""Parser for compiled releases. Pure: no network, no clock.

A process is one record for each contract, for each award that has no contract yet (a notice), and, before
there is an award, for its tender (a notice). A tender that is planned is another record than the tender
itself, which is news when it comes. Everything here raises ``SourceError`` (``BAD_ANSWER``) for a value of
the wrong kind (see ``ocds.values``).
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from bot.contracts.model import NO_CURRENCY, Action, Answer, Code, Kind, Record, Status
from bot.contracts.sources.ocds.query import SOURCE, Traits
from bot.contracts.sources.ocds.values import (
    Block,
    Parties,
    classifications,
    cpv,
    day,
    ids,
    link,
    listing,
    moment,
    money,
    names,
    strings,
    text,
)
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import MAX_MONEY, bad, section

MAX_AMENDMENTS = 2000
"""Limit for one contract: each amendment is a row that is written while members who sign wait."""

NOTHING: Mapping[str, Kind] = MappingProxyType({})
SHORT_NUMBER = 4  # characters: a contract called "1" is named with its process

# Statuses in which a notice of an award or a tender commits nobody.
_UNDONE = {"cancelled": Status.CANCELLED, "withdrawn": Status.CANCELLED, "unsuccessful": Status.CLOSED}
_OF_TENDER = {**_UNDONE, "planned": Status.PLANNED, "active": Status.ACTIVE, "complete": Status.CLOSED}
_OF_AWARD = {**_UNDONE, "pending": Status.PENDING, "active": Status.ACTIVE}
_OF_CONTRACT = {"pending": Status.PENDING, "active": Status.ACTIVE, "cancelled": Status.CANCELLED}
_OF_TENDERS = frozenset({"tender", "planning"})
_UNSIGNED = frozenset({"pending", "cancelled"})


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """Source of one record: a contract with its award, an award, or a tender."""

    what: str  # "contract", "award", "tender", or "planning" of a tender that is planned
    entry_id: str
    source_id: str
    block: Block
    award: Block


def entries(compiled: Block, known: Collection[str] = ()) -> Iterator[ReleaseEntry]:
    """Yield every part of a compiled release that is a record. Raises if one of the lists is not a list.

    ``known`` are the ids of records from earlier reads.
    """
    ocid = str(compiled["ocid"])
    awards = {text(award, "id") or "": award for award in listing(compiled, "awards")}
    contracts = listing(compiled, "contracts")
    concluded = set()
    for contract in contracts:
        award_id = text(contract, "awardID")
        if award_id is None and len(awards) == len(contracts) == 1:
            award_id = next(iter(awards))
        concluded.add(award_id)
        entry_id = text(contract, "id") or award_id or ""
        award = awards.get(award_id or "", {})
        yield ReleaseEntry("contract", entry_id, f"{ocid}/{entry_id}", contract, award)
    for award_id, award in awards.items():
        if award_id not in concluded:
            # An award and its contract often have the same id, but are two records.
            yield ReleaseEntry("award", award_id, f"{ocid}/award:{award_id}", award, award)
    tender = section(compiled, "tender")
    if tender and not awards and not contracts:
        what = "planning" if _is_planned(compiled, tender, known) else "tender"
        yield ReleaseEntry(what, text(tender, "id") or ocid, f"{ocid}/{what}", tender, {})


def _is_planned(compiled: Block, tender: Block, known: Collection[str]) -> bool:
    """True if a tender is planned, or was given up before it was published, as far as can be told."""
    ocid, said = compiled["ocid"], text(tender, "status")
    if said not in _UNDONE or f"{ocid}/tender" in known:
        return said == "planned"
    return f"{ocid}/planning" in known or (bool(_plans(compiled)) and not listing(tender, "documents"))


def _plans(compiled: Block) -> Sequence[Block]:
    """Return the documents of the planning stage, newest first: a process gathers notices of one plan."""
    documents = listing(section(compiled, "planning"), "documents")
    return sorted(documents, key=lambda each: text(each, "datePublished") or "", reverse=True)


class ReleaseReader:
    """Reader of the entries of one compiled release.

    ``page`` is the address it was read at. ``known`` are the kinds of records from earlier reads, by id:
    later releases of a process need not repeat the tender. ``notice`` is the id of the eForms notice that
    this is, if it has a single entry, ``notice_page`` the page of the notice for people.
    """

    def __init__(
        self,
        compiled: Block,
        page: str,
        known: Mapping[str, Kind] = NOTHING,
        *,
        notice: str | None = None,
        notice_page: str | None = None,
    ) -> None:
        self._known = known
        self._notice = notice
        self._notice_page = notice_page
        self._compiled = compiled
        self._page = page
        self._ocid = str(compiled["ocid"])
        self._tender = section(compiled, "tender")
        self._parties = Parties(compiled)

    def is_past(self, entry: ReleaseEntry) -> bool:
        """True if an award or a tender has led to a record that is known already, so that it is no news."""
        if entry.what == "contract" or entry.source_id in self._known:
            return False
        if entry.what == "award":
            return f"{self._ocid}/{entry.entry_id}" in self._known
        plan = f"{self._ocid}/planning"
        later = (one for one in self._known if one.startswith(f"{self._ocid}/") and one != plan)
        return any(later)

    def knows(self, entry: ReleaseEntry) -> bool:
        """True if an earlier read found this record."""
        return entry.source_id in self._known

    def traits(self, entry: ReleaseEntry) -> Traits:
        """Return the values that a query is compared with."""
        suppliers = self._full(self._suppliers(entry))
        # The field ``buyer`` names one; other buyers of the same purchase only have the role.
        buyers = self._full([*self._buyers(entry), *self._parties.in_role("buyer")])
        blocks = (entry.block, entry.award, self._tender, *listing(self._tender, "lots"), self._compiled)
        said = (text(block, key) for block in blocks for key in ("title", "description"))
        return Traits(
            suppliers=names(suppliers),
            supplier_ids=ids(suppliers),
            buyers=names(buyers),
            buyer_ids=ids(buyers),
            texts=[each for each in said if each],
        )

    def record(self, entry: ReleaseEntry, answers: tuple[Answer, ...] = ()) -> Record:
        """Convert one entry to a record, in one currency: amounts in another are left out."""
        if not entry.entry_id:
            raise bad(f"{self._ocid}: id of {entry.what}", None)
        contract, award, tender = entry.block, entry.award, self._tender
        short = len(entry.entry_id) < SHORT_NUMBER
        number = f"{self._ocid}/{entry.entry_id}" if short else entry.entry_id
        period = self._period(entry)
        kind = self._kind(entry)
        in_currency, obligated, ceiling, paid = self._amounts(entry, kind)
        framework = self._framework(entry) if kind is Kind.ORDER else None
        end = day(period, "endDate")
        buyer = self._parties.party(self._buyers(entry)[:1])
        funder = self._parties.party(self._parties.in_role("funder")[:1])
        return Record(
            source=SOURCE,
            source_id=entry.source_id,
            kind=kind,
            kind_guessed=entry.what == "contract" and not tender and not self.knows(entry),
            said_at=moment(self._compiled.get("date")),
            number=number,
            title=self._title(entry) or number,
            buyer=buyer,
            funder=funder if funder.name and funder.name != buyer.name else None,
            supplier=self._parties.party(self._suppliers(entry)),
            parent_source_id=framework,
            parent_number=framework,
            currency=in_currency,
            obligated=obligated,
            ceiling=ceiling,
            paid=paid,
            signed=self._dated(entry),
            start=self._planned_day() if entry.what == "planning" else day(period, "startDate"),
            end=end,
            potential_end=day(period, "maxExtentDate"),
            status=self._status(entry, end),
            codes={
                **cpv(c for block in (contract, award, tender) for c in classifications(block)),
                **(self._codes_of_plan() if entry.what == "planning" else {}),
            },
            identifiers=frozenset(self._identifiers(entry)),
            text=text(contract, "description") if kind is Kind.NOTICE else None,
            url=self._url(entry),
            actions=_amendments(entry),
            answers=answers,
        )

    def _dated(self, entry: ReleaseEntry) -> date | None:
        if entry.what == "planning":
            return next(
                (known for each in _plans(self._compiled) if (known := day(each, "datePublished"))), None
            )
        return day(entry.block, "dateSigned") or day(entry.block, "date")

    def _planned_day(self) -> date | None:
        """Return the day on which the buyer plans to publish the tender."""
        return day(section(self._tender, "communication"), "futureNoticeDate")

    def _codes_of_plan(self) -> dict[str, Code]:
        """Return the type of the newest notice of a plan, and its estimate, which commits nobody."""
        types = (text(each, "noticeType") for each in _plans(self._compiled))
        found: dict[str, Code] = {}
        newest = next((named for named in types if named), None)
        if newest:
            found["notice-type"] = Code(newest)
        value, currency = money(self._tender, "value")
        if value is not None and currency:
            found["estimate"] = Code(f"{value} {currency}")
        return found

    def _period(self, entry: ReleaseEntry) -> Block:
        """Return the period of a contract: its own, that of its award, or from the first to the last day of
        its lots, as far as it is known of each."""
        period = section(entry.block, "period" if entry.what == "contract" else "contractPeriod")
        if period := period or section(entry.award, "contractPeriod"):
            return period
        lots = listing(self._tender, "lots")
        if named := {*strings(entry.block, "relatedLots"), *strings(entry.award, "relatedLots")}:
            lots = [lot for lot in lots if text(lot, "id") in named]
        periods = [section(lot, "contractPeriod") for lot in lots]
        found = {}
        for key, of_all in (("startDate", min), ("endDate", max), ("maxExtentDate", max)):
            days = [known for each in periods if (known := day(each, key))]
            if days and len(days) == len(periods):
                found[key] = of_all(days).isoformat()
        return found

    def _identifiers(self, entry: ReleaseEntry) -> Iterator[str]:
        if entry.what == "contract":
            yield f"ocid:{entry.source_id}"
        if self._notice:
            yield f"eforms-notice:{self._notice}"

    def _kind(self, entry: ReleaseEntry) -> Kind:
        if entry.what != "contract":
            return Kind.NOTICE
        if not self._tender and entry.source_id in self._known:
            return self._known[entry.source_id]
        if self._is_framework():
            return Kind.VEHICLE
        return Kind.ORDER if self._framework(entry) else Kind.CONTRACT

    def _is_framework(self) -> bool:
        """True if the tender is for a framework agreement."""
        techniques = section(self._tender, "techniques")
        return techniques.get("hasFrameworkAgreement") is True or bool(
            section(techniques, "frameworkAgreement")
        )

    def _framework(self, entry: ReleaseEntry) -> str | None:
        """Return the id of the process of the framework agreement under which this was bought."""
        for block in (entry.block, self._compiled):
            for related in listing(block, "relatedProcesses"):
                identifier = text(related, "identifier")
                if (
                    "framework" in strings(related, "relationship")
                    and identifier
                    and identifier != self._ocid
                ):
                    return identifier
        return None

    def _amounts(
        self, entry: ReleaseEntry, kind: Kind
    ) -> tuple[str, Decimal | None, Decimal | None, Decimal | None]:
        """Return the currency, the committed amount, the ceiling, and the amount paid.

        A framework agreement commits nobody: its value is a ceiling. The value of a contract is committed
        once it is signed, that of an award as far as a notice can say, and that of a tender is an estimate.
        """
        value, named = money(entry.block, "value")
        most, named_too = money(entry.block, "maximumValue")
        paid, paid_in = _paid(entry)
        fallbacks = (money(block, "value")[1] for block in (entry.award, self._tender))
        known = next((each for each in (named, named_too, *fallbacks, paid_in) if each), None)
        if known is None:
            return NO_CURRENCY, None, None, None
        value = value if named == known else None
        most = most if named_too == known else None
        if kind is Kind.VEHICLE or (kind is Kind.NOTICE and self._is_framework()):
            most, value = value if most is None else most, None
        if entry.what == "planning":
            most = None
        unsigned = text(entry.block, "status") in _UNSIGNED and day(entry.block, "dateSigned") is None
        if unsigned or entry.what in _OF_TENDERS:
            value = None
        return known, value, most, paid if paid_in == known else None

    def _status(self, entry: ReleaseEntry, end: date | None) -> Status | None:
        said = text(entry.block, "status")
        if entry.what != "contract":
            return (_OF_AWARD if entry.what == "award" else _OF_TENDER).get(said or "")
        if said == "terminated":
            # In OCDS the word means both: a contract came to its end, or was ended early.
            told = day(self._compiled, "date")
            return Status.TERMINATED if end and told and told < end else Status.CLOSED
        return _OF_CONTRACT.get(said or "")

    def _title(self, entry: ReleaseEntry) -> str | None:
        blocks = (entry.block, entry.award, self._tender)
        titles = (text(block, key) for key in ("title", "description") for block in blocks)
        return next((each for each in titles if each), None)

    def _suppliers(self, entry: ReleaseEntry) -> list[Block]:
        """Return the suppliers of a contract or award; where no award and no contract of the process names
        any, all organisations in that role: so are nine in ten of Germany's."""
        found = listing(entry.block, "suppliers") or listing(entry.award, "suppliers")
        undone = text(entry.award, "status") in _UNDONE
        if found or entry.what in _OF_TENDERS or undone:
            return found
        blocks = [*listing(self._compiled, "awards"), *listing(self._compiled, "contracts")]
        named = any(listing(block, "suppliers") for block in blocks)
        return [] if named and entry.award else self._parties.in_role("supplier")

    def _buyers(self, entry: ReleaseEntry) -> list[Block]:
        blocks = (
            section(entry.block, "buyer"),
            section(self._compiled, "buyer"),
            section(self._tender, "procuringEntity"),
        )
        return [block for block in blocks if block] or self._parties.in_role("buyer", "procuringEntity")

    def _full(self, references: list[Block]) -> list[Block]:
        return [block for reference in references for block in self._parties.full(reference)]

    def _url(self, entry: ReleaseEntry) -> str:
        """Return the address of the notice, or of a readable document, or of the publication, or where it was
        read.

        The latter without its query: it may contain a key, or a server's search, and this address is shown to
        everyone who follows the contract.
        """
        if self._notice_page:
            return self._notice_page
        plans = _plans(self._compiled) if entry.what == "planning" else ()
        if of_plan := next((found for each in plans if (found := link(each, "url"))), None):
            return of_plan
        for block in (entry.block, entry.award, self._tender):
            for wanted in ("Notice", ""):
                for document in listing(block, "documents"):
                    if wanted in (text(document, "documentType") or "") and (found := link(document, "url")):
                        return found
            if found := link(block, "url") or link(block, "uri"):
                return found
        return link(self._compiled, "uri") or self._page.partition("?")[0]


def _paid(entry: ReleaseEntry) -> tuple[Decimal | None, str | None]:
    """Return the sum of all payments, if each is known and all are in one currency."""
    total, currencies = Decimal(0), set()
    for transaction in listing(section(entry.block, "implementation"), "transactions"):
        amount, known = money(transaction, "value" if transaction.get("value") is not None else "amount")
        if amount is None or known is None:
            return None, None
        total += amount
        currencies.add(known)
    return (total, currencies.pop()) if len(currencies) == 1 and abs(total) <= MAX_MONEY else (None, None)


def _amendments(entry: ReleaseEntry) -> tuple[Action, ...]:
    """Return the amendments, oldest first, each once; version 1.0 has room for one. They have no amount."""
    found: dict[str, Action] = {}
    blocks = [*listing(entry.block, "amendments"), *listing(entry.block, "amendment")]
    if len(blocks) > MAX_AMENDMENTS:
        raise SourceError(SourceErrorKind.TOO_COMPLEX, f"a contract has {len(blocks)} amendments")
    for block in blocks if entry.what == "contract" else ():
        said = text(block, "rationale") or text(block, "description")
        on = day(block, "date")
        number = text(block, "id") or (on.isoformat() if on else None)
        number = number or hashlib.sha256((said or "").encode("utf-8", "replace")).hexdigest()[:12]
        found[number] = Action(
            action_id=f"{entry.entry_id}/{number}", number=number, date=on, description=said
        )
    return tuple(sorted(found.values(), key=lambda action: (action.date or date.min, action.action_id)))
