"""USAspending's generated ids, and what they say by themselves.

``CONT_AWD_{piid}_{agency}_{parent piid}_{parent agency}`` for what stands alone (with ``-NONE-`` twice) or
was ordered under a vehicle, ``CONT_IDV_{piid}_{agency}`` for vehicles, agencies in four characters, and
``CONT_TX_{agency}_{parent agency}_{piid}_{modification}_{parent piid}_{n}`` for a transaction.
"""

from bot.contracts.model import Kind
from bot.contracts.sources.protocol import Fault, SourceError

NONE = "-NONE-"
VEHICLE = "CONT_IDV_"


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


def _parts(source_id: str) -> list[str]:
    """Number, agency and, of an order or contract, the parent's two; empty texts if it is no such id."""
    match source_id.split("_"):
        case ["CONT", "AWD", number, agency, parent, parent_agency]:
            return [number, agency, parent, parent_agency]
        case ["CONT", "IDV", number, agency]:
            return [number, agency]
        case _:
            return ["", ""]
