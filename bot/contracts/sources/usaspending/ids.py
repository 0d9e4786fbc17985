"""Parsing and construction of USAspending's generated ids.

``CONT_AWD_{piid}_{agency}_{parent piid}_{parent agency}`` is a contract (with ``-NONE-`` twice) or an order
under a vehicle, ``CONT_IDV_{piid}_{agency}`` a vehicle, agencies in four characters, and
``CONT_TX_{agency}_{parent agency}_{piid}_{modification}_{parent piid}_{n}`` a transaction.
"""

from bot.contracts.diff.action_matching import plain_number
from bot.contracts.model import Kind, Record
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

NONE = "-NONE-"
VEHICLE = "CONT_IDV_"
NO_AGENCY = frozenset({"", "999", "9999", NONE})
"""Placeholders for an unknown agency."""

SELF_TELLING = 13  # length from which a number includes its office and year, and so is unique


def is_vehicle(source_id: str) -> bool:
    return source_id.startswith(VEHICLE)


def parent_of(source_id: str) -> str | None:
    """Return the generated id of the vehicle in an order's id.

    A vehicle's own parent, such as the schedule under a purchase agreement, is not in its id.
    """
    _, _, *parent = _parts(source_id)
    return None if not parent or parent[0] == NONE else f"{VEHICLE}{parent[0]}_{parent[1]}"


def parent_number_of(source_id: str) -> str | None:
    """Return the PIID of the vehicle in an order's id."""
    _, _, *parent = _parts(source_id)
    return None if not parent or parent[0] == NONE else parent[0]


def kind_of(source_id: str) -> Kind:
    if is_vehicle(source_id):
        return Kind.VEHICLE
    return Kind.ORDER if parent_of(source_id) else Kind.CONTRACT


def action_id(source_id: str, modification: str, transaction: int = 0) -> str:
    """Return the id of a transaction as the history of its award gives it.

    Nearly all have the transaction number 0; it distinguishes several of one modification. Raises
    ``SourceError(BAD_ANSWER)`` for an award id from which it cannot be made.
    """
    number, agency, *parent = _parts(source_id)
    if not number:
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"generated_internal_id: {source_id[:80]!r}")
    parent_number, parent_agency = parent or (NONE, NONE)
    return f"CONT_TX_{agency}_{parent_agency}_{number}_{modification}_{parent_number}_{transaction}"


def same_contract(known: Record, listed: Record) -> bool:
    """True if two records are of one award by its natural key: agency, number and the vehicle's number.

    Parts missing in an id (the vehicle as ``-NONE-``, the agency as 999) match anything. A short number is
    unique only within its vehicle or agency: in that case the content must match, too.
    """
    (number, agency, *above), (other_number, other_agency, *other_above) = (
        _parts(record.source_id) for record in (known, listed)
    )
    if not number or number.casefold() != other_number.casefold() or len(above) != len(other_above):
        return False
    agencies = {agency, other_agency} - NO_AGENCY
    vehicles = {parents[0] for parents in (above, other_above) if parents} - {NONE}
    if len(agencies) > 1 or len(vehicles) > 1:
        return False
    if agency == other_agency and above[:1] == other_above[:1]:
        return True
    return len(number) >= SELF_TELLING or _say_the_same(known, listed)


def _say_the_same(known: Record, listed: Record) -> bool:
    """True if two records have the same supplier and share an action."""
    said, also = (
        {(plain_number(a.number), a.date, a.amount) for a in record.actions} for record in (known, listed)
    )
    uei, other_uei = known.supplier.ids.get("uei"), listed.supplier.ids.get("uei")
    return bool(said & also) and uei == other_uei


def _parts(source_id: str) -> list[str]:
    """Return number, agency and, for an order or contract, the parent's two; empty texts for another id."""
    match source_id.split("_"):
        case ["CONT", "AWD", number, agency, parent, parent_agency]:
            return [number, agency, parent, parent_agency]
        case ["CONT", "IDV", number, agency]:
            return [number, agency]
        case _:
            return ["", ""]
