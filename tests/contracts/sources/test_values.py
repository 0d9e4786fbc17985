"""Values of sources: which numbers of solicitations tell one purchase from another."""

import pytest

from bot.contracts.sources.values import solicitation_key

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "number",
    [
        *("FY2026", "FY26-001", "00001", "2026-01", "2026-001", "RFI-2025", "RFI-2025-01", "RFI 12345"),
        *("SOURCES SOUGHT 1", "2026-RFI-1", "2026 Solicitation", "N/A", "TBD", "1234567", "", "--"),
    ],
)
def test_a_number_that_any_office_may_use_is_no_key(number: str) -> None:
    assert solicitation_key(number) is None


@pytest.mark.parametrize(
    ("number", "written_otherwise"),
    [
        ("70CDCR26R00000001", "70CDCR-26-R-00000001"),
        ("26-SOL-DCR-01", "26SOLDCR01"),
        ("W912DY24R0012", "w912dy-24-r-0012"),
        ("20341523", "2034-1523"),
        ("HSCEMS14A00005", "HSCEMS-14-A-00005"),
        ("N0017826R0001", "N00178-26-R-0001"),
    ],
)
def test_the_number_of_one_purchase_is_one_key_however_it_is_written(
    number: str, written_otherwise: str
) -> None:
    assert solicitation_key(number) is not None
    assert solicitation_key(number) == solicitation_key(written_otherwise)
