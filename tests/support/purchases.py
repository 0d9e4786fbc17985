"""The purchase of December 2025, as the public record shows it: 14 suppliers with an order each, and orders
of another purchase that look like them."""

import zlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.support.replay.snapshots import ICE

DECEMBER = date(2025, 12, 18)
SOLICITATION = "26-SOL-DCR-01"
TOGETHER = Decimal("19032607.00")
PSC, NAICS = ["R799", "SUPPORT- MANAGEMENT: OTHER"], ["561611", "INVESTIGATION SERVICES"]


@dataclass(frozen=True)
class Holder:
    """A supplier's order: number, vehicle, name, amount and day of signature."""

    number: str
    vehicle: str
    name: str
    amount: str
    signed: str


HOLDERS = [
    Holder(f"70CDCR26FR00000{number}", f"70CDCR26D000000{vehicle:02}", name, amount, signed)
    for number, vehicle, name, amount, signed in [
        (24, 15, "CAPGEMINI GOVERNMENT SOLUTIONS LLC", "4816782.50", "2025-12-18"),
        (32, 14, "GLOBAL RECOVERY GROUP, LLC", "2812500.00", "2026-01-16"),
        (19, 13, "BLUEHAWK LLC", "2656327.50", "2025-12-18"),
        (17, 12, "SOS INTERNATIONAL LLC", "1642226.25", "2025-12-18"),
        (21, 5, "B.I. INCORPORATED", "1624500.00", "2025-12-18"),
        (25, 16, "OMNIPLEX WORLD SERVICES CORPORATION", "1487580.00", "2025-12-18"),
        (22, 21, "NATIONAL PROTECTIVE SERVICES, LLC", "909750.00", "2025-12-18"),
        (23, 20, "CONSTELLATION INC", "767468.75", "2025-12-18"),
        (18, 19, "GSS - GOVERNMENT SUPPORT SERVICES LLC", "741000.00", "2025-12-16"),
        (15, 6, "AI SOLUTIONS 87 LLC", "636500.00", "2025-12-16"),
        (16, 18, "GRAVITAS PROFESSIONAL SERVICES, LLC", "427500.00", "2025-12-16"),
        (14, 17, "FRAUD INC", "348000.00", "2025-12-16"),
        (20, 8, "RESPONSE AI SOLUTIONS, LLC", "127920.00", "2025-12-16"),
        (13, 3, "ENPROVERA CORP", "34552.00", "2025-12-16"),
    ]
]


def split_award(number: str, vehicle: str, name: str, **more: Any) -> list[dict[str, Any]]:
    """Return an order and its vehicle for the stand-in; ``solicitation`` is that of the vehicle."""
    signed = more.pop("signed", DECEMBER.isoformat())
    supplier = {"name": name, "uei": f"{zlib.crc32(name.encode()):012}"}
    above = {
        "id": f"CONT_IDV_{vehicle}_7012",
        "supplier": supplier,
        "awarding": ICE,
        "signed": signed,
        "solicitation": more.pop("solicitation", None),
    }
    order = {
        "id": f"CONT_AWD_{number}_7012_{vehicle}_7012",
        "supplier": supplier,
        "awarding": ICE,
        "parent": above["id"],
        "title": "SKIP TRACING SERVICES",
        "signed": signed,
        "psc": PSC,
        "naics": NAICS,
        "obligated": more.pop("amount", "1000.00"),
        "transactions": [{"id": f"TX_{number}", "number": "0", "date": signed, "amount": "1.00"}],
        **more,
    }
    return [order, above]


def purchase_awards(solicitation: str | None = None) -> list[dict[str, Any]]:
    """Return the 14 orders with their vehicles, orders of the purchase of June 2026 under another
    solicitation, and an earlier order under a schedule."""
    found = [
        award
        for one in HOLDERS
        for award in split_award(
            one.number,
            one.vehicle,
            one.name,
            amount=one.amount,
            signed=one.signed,
            solicitation=solicitation,
        )
    ]
    for serial, name in enumerate(("BLUEHAWK LLC", "JUNE ONE LLC", "JUNE TWO LLC", "JUNE THREE LLC")):
        found += split_award(
            f"70CDCR26FR00001{serial:02}",
            f"70CDCR26D000001{serial:02}",
            name,
            signed="2026-06-16",
            solicitation=solicitation and "70CDCR26R00000015",
        )
    earlier = split_award(
        "70CDCR26FR0000003", "GS23F0026U", "GLOBAL RECOVERY GROUP, LLC", signed="2025-12-01"
    )
    return [*found, *earlier]
