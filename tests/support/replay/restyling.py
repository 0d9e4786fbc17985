"""Histories of the real API as it might show them after a change of its upstream data: each variation is a
function of one award in the stand-in's format."""

import copy
import csv
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.demo.history import load_history
from tests.support.replay.replay import HISTORY
from tests.support.replay.snapshots import states_by_latency

WHOLE_HISTORY = HISTORY / "real_capgemini_dhs_transactions_fy2021_2026.csv"

Award = dict[str, Any]
States = list[dict[str, Any]]
Way = Callable[[Award], Award]


def demo() -> States:
    """Return the rehearsal's history, with a ceiling and an end for each order."""
    return [
        {**state, "awards": [_filled(award) for award in state["awards"]]}
        for state in copy.deepcopy(load_history())
    ]


def real() -> States:
    """Return five years of the supplier's rows, from September 2025 on as they became visible."""
    if not WHOLE_HISTORY.is_file():
        pytest.skip("the rows are not at hand")
    with WHOLE_HISTORY.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Agency"] == "ICE"]
    shown = [state for state in states_by_latency(rows, timedelta(days=2)) if state["date"] > "2025-09"]
    for state in shown:
        for award in state["awards"]:
            award["supplier"]["uei"] = "DR6MQ56MGFA5"
            _filled(award)
    return shown


def _filled(award: Award) -> Award:
    if "_IDV_" not in award["id"]:
        known = sum(abs(Decimal(row["amount"])) for row in award["transactions"][:1])
        award["ceiling"] = str(known * 3 + Decimal("0.68"))
        award["end"] = award.get("end") or "2029-09-30"
    return award


def rewritten(states: States, since: int, *ways: Way, days: int | None = None) -> States:
    """Return the states with those from number ``since`` on rewritten, all of them or ``days``."""
    shown = copy.deepcopy(states)
    for state in shown[since : None if days is None else since + days]:
        for way in ways:
            state["awards"] = [way(award) for award in state["awards"]]
    return shown


# Variations from section 3 of the research, and those that were once reported wrongly.


def transactions_without_parents(award: Award) -> Award:
    """Give old actions new ids."""
    for row in award["transactions"]:
        parts = row["id"].split("_")
        row["id"] = "_".join([*parts[:3], "-NONE-", *parts[4:-2], "-NONE-", parts[-1]])
    return award


def transactions_from_one(award: Award) -> Award:
    for row in award["transactions"]:
        row["id"] = f"{row['id'].rpartition('_')[0]}_1"
    return award


def numbers_unpadded(award: Award) -> Award:
    for row in award["transactions"]:
        short = row["number"].replace("P000", "P").replace("P0", "P")
        row["id"], row["number"] = row["id"].replace(f"_{row['number']}_", f"_{short}_"), short
    return award


def numbers_without_letters(award: Award) -> Award:
    for row in award["transactions"]:
        bare = row["number"].lstrip("P").lstrip("0") or "00"
        row["id"], row["number"] = row["id"].replace(f"_{row['number']}_", f"_{bare}_"), bare
    return award


def awards_without_vehicles(award: Award) -> Award:
    """Give the awards themselves other ids."""
    if "_AWD_" in award["id"]:
        sort = award["id"].split("_")
        award["id"] = "_".join([*sort[:4], "-NONE-", "-NONE-"])
        award["parent"] = None
    return transactions_without_parents(award)


def agency_unknown(award: Award) -> Award:
    award["id"] = award["id"].replace("_7012", "_999")
    if award.get("parent"):
        award["parent"] = award["parent"].replace("_7012", "_999")
    for row in award["transactions"]:
        row["id"] = row["id"].replace("_7012", "_999")
    award["awarding"] = {"name": "Unknown", "code": "999", "toptier": "Unknown", "toptier_code": "999"}
    return award


def names_in_other_words(award: Award) -> Award:
    award["supplier"] = {**award["supplier"], "name": "Capgemini Government Solutions, L.L.C."}
    award["awarding"] = {**award["awarding"], "name": "US IMMIGRATION & CUSTOMS ENFORCEMENT"}
    return award


def name_without_its_legal_form(award: Award) -> Award:
    name = award["supplier"]["name"].removesuffix(" LLC")
    award["supplier"] = {**award["supplier"], "name": name}
    return award


def descriptions_in_other_words(award: Award) -> Award:
    award["title"] = (award.get("title") or "").title() + "."
    for row in award["transactions"]:
        row["description"] = f"{(row.get('description') or '').title()} "
    return award


def values_left_out(award: Award) -> Award:
    award |= {"signed": None, "ceiling": None, "naics": None}
    award["supplier"] = {"name": award["supplier"]["name"], "uei": award["supplier"]["uei"]}
    for row in award["transactions"]:
        row["description"] = row["code"] = None
    return award


def rows_vanish(award: Award) -> Award:
    award["transactions"] = award["transactions"][1::2] or award["transactions"]
    return award


WAYS: dict[str, tuple[Way, ...]] = {
    "transactions without their parents": (transactions_without_parents,),
    "transactions numbered from one": (transactions_from_one,),
    "numbers without padding": (numbers_unpadded,),
    "numbers without letters": (numbers_without_letters,),
    "awards without their vehicles": (awards_without_vehicles,),
    "an agency that is unknown": (agency_unknown,),
    "names in other words": (names_in_other_words,),
    "a name without its legal form": (name_without_its_legal_form,),
    "descriptions in other words": (descriptions_in_other_words,),
    "values left out": (values_left_out,),
    "all of it": (
        *(awards_without_vehicles, transactions_from_one, numbers_without_letters),
        *(names_in_other_words, descriptions_in_other_words),
    ),
}


# Values that change everywhere at once


def amounts_zero(award: Award) -> Award:
    for name in ("obligated", "ceiling", "exercised", "paid"):
        if award.get(name) is not None:
            award[name] = "0.00"
    for row in award["transactions"]:
        row["amount"] = "0.00"
    return award


def whole_dollars(award: Award) -> Award:
    for name in ("obligated", "ceiling", "exercised", "paid"):
        if award.get(name) is not None:
            award[name] = str(round(Decimal(award[name])))
    for row in award["transactions"]:
        row["amount"] = str(round(Decimal(row["amount"])))
    return award


def a_day_later(award: Award) -> Award:
    for name in ("end", "signed"):
        if award.get(name):
            award[name] = _later(award[name])
    for row in award["transactions"]:
        row["date"] = _later(row["date"])
    return award


def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def followed_by_days(states: States, days: int) -> States:
    """Return the states, followed by the last of them on so many further days."""
    last = date.fromisoformat(states[-1]["date"])
    later = [
        {**copy.deepcopy(states[-1]), "date": (last + timedelta(days=number)).isoformat()}
        for number in range(1, days + 1)
    ]
    return [*states, *later]


HISTORIES: dict[str, Callable[[], States]] = {"demo": demo, "real": real}
