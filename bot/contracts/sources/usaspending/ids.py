"""USAspending's generated ids, and what they say by themselves.

``CONT_AWD_{piid}_{agency}_{parent piid}_{parent agency}`` for what stands alone (with ``-NONE-`` twice) or
was ordered under a vehicle, ``CONT_IDV_{piid}_{agency}`` for vehicles, agencies in four characters, and
``CONT_TX_{agency}_{parent agency}_{piid}_{modification}_{parent piid}_{n}`` for a transaction.
"""

from bot.contracts.identity import plain_number
from bot.contracts.model import Kind, Record
from bot.contracts.sources.protocol import Fault, SourceError

NONE = "-NONE-"
VEHICLE = "CONT_IDV_"
NO_AGENCY = frozenset({"", "999", "9999", NONE})
"""What stands for an agency that the source does not know."""

SELF_TELLING = 13  # characters of a number that names its office and year: no other contract has it


def is_vehicle(source_id: str) -> bool:
    return source_id.startswith(VEHICLE)


def parent_of(source_id: str) -> str | None:
    """The generated id of the vehicle that an order's id names.

    A vehicle's own parent, such as the schedule under a purchase agreement, is not in its id.
    """
    _, _, *parent = _parts(source_id)
    return None if not parent or parent[0] == NONE else f"{VEHICLE}{parent[0]}_{parent[1]}"


def parent_number_of(source_id: str) -> str | None:
    """The PIID of the vehicle that an order's id names."""
    _, _, *parent = _parts(source_id)
    return None if not parent or parent[0] == NONE else parent[0]


def kind_of(source_id: str) -> Kind:
    if is_vehicle(source_id):
        return Kind.VEHICLE
    return Kind.ORDER if parent_of(source_id) else Kind.CONTRACT


def action_id(source_id: str, modification: str, transaction: int = 0) -> str:
    """The id that the history of an award gives to one of its transactions.

    Nearly all have the transaction number 0; several of one modification are told apart by it. Raises
    ``SourceError(BAD_ANSWER)`` for an award id from which it cannot be made.
    """
    number, agency, *parent = _parts(source_id)
    if not number:
        raise SourceError(Fault.BAD_ANSWER, f"generated_internal_id: {source_id[:80]!r}")
    parent_number, parent_agency = parent or (NONE, NONE)
    return f"CONT_TX_{agency}_{parent_agency}_{number}_{modification}_{parent_number}_{transaction}"


def same_contract(known: Record, listed: Record) -> bool:
    """Whether two records are of one award by its natural key: agency, number and the vehicle's number.

    What an id leaves out (the vehicle as ``-NONE-``, the agency as 999) contradicts nothing. A short number
    is only of one contract within its vehicle or agency: then what they say must be the same too.
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
    """Whether two records share an action of the same supplier's."""
    said, also = (
        {(plain_number(a.number), a.date, a.amount) for a in record.actions} for record in (known, listed)
    )
    uei, other_uei = known.supplier.ids.get("uei"), listed.supplier.ids.get("uei")
    return bool(said & also) and uei == other_uei


def _parts(source_id: str) -> list[str]:
    """Number, agency and, of an order or contract, the parent's two; empty texts if it is no such id."""
    match source_id.split("_"):
        case ["CONT", "AWD", number, agency, parent, parent_agency]:
            return [number, agency, parent, parent_agency]
        case ["CONT", "IDV", number, agency]:
            return [number, agency]
        case _:
            return ["", ""]
