"""Links that a source states between records of one procedure, and their persistence.

Two records are linked if they share a link: the number of their procedure, of a solicitation of one agency,
or of a notice that one of them is and the other names. Equal words, buyers or days prove nothing.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.model import Kind, Record, Status
from bot.contracts.sources.values import solicitation_key
from bot.storage.models import ContractLink

PROCEDURE, LINKED_NOTICE, PLANNED_NOTICE = "procedure", "linked-notice", "planned-notice"
SOLICITATION = "solicitation"
OF_SOLICITATION = f"{SOLICITATION}:"
"""Prefix of the links of solicitations."""
MAX_LINK_LENGTH = 240  # of its column
_JOURNAL_NUMBER = re.compile(r"\d{1,8}-\d{4}")
_NOTICE = re.compile(r"(?<![\w-])\d{2}-\d{1,8}(?![\w-])")  # BOAMP's number of a notice: year and number


def links_of(record: Record) -> frozenset[str]:
    """Return the links of a record: "procedure:…" and "notice:ted:…" or "notice:eforms-notice:…" of TED and
    BOAMP, "notice:boamp:…", "ocid:<publisher>:…", and "solicitation:<agency>:…" of the United States."""
    links = _LINKS.get(record.source)
    return frozenset(links(record)) if links else frozenset()


def link_rows(contract_id: int, record: Record) -> list[dict[str, Any]]:
    """Return the rows of a record's links."""
    return [{"contract_id": contract_id, "link": link} for link in sorted(links_of(record))]


async def keep_links(session: AsyncSession, contract_id: int, old: Record, new: Record) -> None:
    """Store the links of a contract if they changed: one that the source no longer states is gone."""
    if links_of(old) == links_of(new):
        return
    await session.execute(delete(ContractLink).where(ContractLink.contract_id == contract_id))
    if rows := link_rows(contract_id, new):
        await session.execute(insert(ContractLink), rows)


def _of_ted(record: Record) -> Iterator[str]:
    """Yield the links of the procedure and of planning notices: the record itself if it is one, else those
    that it names. Plans have no procedure yet."""
    if record.status is Status.PLANNED:
        yield from (f"notice:{one}" for one in record.identifiers)
    if planned := record.codes.get(PLANNED_NOTICE):
        for one in planned.code.split(", "):
            yield f"notice:{'ted' if _JOURNAL_NUMBER.fullmatch(one) else 'eforms-notice'}:{one}"
    code = record.codes.get(PROCEDURE)
    try:
        found = None if code is None else UUID(code.code.strip())
    except ValueError:  # not an eForms identifier: another buyer may use the same number
        return
    if found is not None:
        yield f"procedure:{found}"


def _of_boamp(record: Record) -> Iterator[str]:
    yield from _of_ted(record)
    yield f"notice:boamp:{record.source_id}"
    if code := record.codes.get(LINKED_NOTICE):
        yield from (f"notice:boamp:{number}" for number in _NOTICE.findall(code.code))


def _of_ocds(record: Record) -> Iterator[str]:
    """Yield the process with its publisher: two publishers may use one ocid for different things."""
    process = _process(record)
    if process is not None:
        yield f"ocid:{process}"


def _process(record: Record) -> str | None:
    """Return a stored OCDS id without the part that follows the ocid (see ``ocds.parse.entries``). Both may
    contain slashes; the number tells where that part begins, and without it there is no link."""
    stored, number = record.source_id, record.number
    if record.kind is Kind.NOTICE and stored.endswith("/tender"):
        return stored.removesuffix("/tender")
    for ending in (f"/award:{number}", f"/{number}"):
        if stored.endswith(ending):
            return stored.removesuffix(ending)
    process, _, short = number.rpartition("/")  # a short id is numbered with its ocid
    for ending in (f":{process}/award:{short}", f":{number}"):
        if process and stored.endswith(ending):
            return f"{stored.removesuffix(ending)}:{process}"
    return None


def _of_solicitation(record: Record) -> Iterator[str]:
    """Yield the solicitation with its agency, because two agencies may use the same number. Offices write it
    with or without dashes."""
    code, agency = record.codes.get(SOLICITATION), record.buyer.ids.get("subtier")
    number = None if code is None else solicitation_key(code.code)
    link = f"{OF_SOLICITATION}{agency}:{number}"
    if agency and number and len(link) <= MAX_LINK_LENGTH:
        yield link


_LINKS = {
    "ted": _of_ted,
    "boamp": _of_boamp,
    "ocds": _of_ocds,
    "usaspending": _of_solicitation,
    "sam": _of_solicitation,
}
