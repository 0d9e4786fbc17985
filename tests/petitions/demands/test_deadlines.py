"""Parsing of days, hours and time zones as people write them."""

from datetime import UTC, datetime

import pytest

from bot.errors import UserError
from bot.petitions.demands.deadlines import deadline, parse_time_zone, suggest_zones

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("day", ["2026-03-31", "31/03/2026", "31.3.2026", " 2026-3-31 "])
@pytest.mark.parametrize("hour", ["18:00", "18h00", "18h", "18"])
def test_days_and_hours_are_parsed(day: str, hour: str) -> None:
    found = deadline(day, hour, "europe/PARIS")
    assert (found.moment, found.zone, found.twice) == (
        datetime(2026, 3, 31, 16, 0, tzinfo=UTC),
        "Europe/Paris",
        False,
    )


@pytest.mark.parametrize(
    ("day", "hour", "zone", "refusal"),
    [
        ("2026-02-29", "18:00", "Europe/Paris", "refusal-day-unreal"),
        ("31/06/2026", "18:00", "Europe/Paris", "refusal-day-unreal"),
        ("03/31/2026", "18:00", "Europe/Paris", "refusal-no-day"),
        ("tomorrow", "18:00", "Europe/Paris", "refusal-no-day"),
        ("9999-12-31", "18:00", "America/New_York", "refusal-no-day"),
        ("2026-03-31", "24:00", "Europe/Paris", "refusal-no-hour"),
        ("2026-03-31", "noon", "Europe/Paris", "refusal-no-hour"),
        ("2026-03-31", "18:00", "CGT", "refusal-no-zone"),
        ("2026-03-31", "18:00", "../etc/passwd", "refusal-no-zone"),
        ("2026-03-29", "02:30", "Europe/Paris", "refusal-hour-left-out"),
    ],
)
def test_an_invalid_day_or_hour_is_refused(day: str, hour: str, zone: str, refusal: str) -> None:
    with pytest.raises(UserError) as caught:
        deadline(day, hour, zone)
    assert caught.value.id == refusal


def test_an_hour_skipped_by_daylight_saving_is_refused_with_a_valid_one() -> None:
    with pytest.raises(UserError) as caught:
        deadline("2026-03-29", "02:30", "Europe/Paris")
    assert caught.value.arguments["later"] == "03:30"


def test_a_repeated_hour_means_the_second_one_which_is_mentioned() -> None:
    found = deadline("2026-10-25", "02:30", "Europe/Paris")
    assert (found.moment, found.twice) == (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True)


def test_zones_are_found_by_their_city() -> None:
    assert suggest_zones("pari")[0] == "Europe/Paris"
    assert suggest_zones("new y")[0] == "America/New_York"
    assert len(suggest_zones("")) == 25
    assert parse_time_zone("utc") == "UTC"
