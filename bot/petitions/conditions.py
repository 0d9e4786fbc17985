"""Conditions of demands and signatures that several services ask for: on a loaded row, or in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from bot.storage.models import Demand, Signature


def open_condition(now: datetime) -> ColumnElement[bool]:
    """SQL condition for a demand that can be signed: open, and not over (``common.deadline.is_over``)."""
    return and_(Demand.state == "open", or_(Demand.closes_at.is_(None), Demand.closes_at > now))


def is_held(demand: Demand, now: datetime) -> bool:
    """True if a legal hold is in force on a demand's key."""
    return demand.legal_hold and (demand.hold_until is None or demand.hold_until > now)


def held_condition(now: datetime) -> ColumnElement[bool]:
    """SQL condition equivalent to ``is_held``."""
    return and_(Demand.legal_hold, or_(Demand.hold_until.is_(None), Demand.hold_until > now))


def pending_condition(batch: Any) -> ColumnElement[bool]:
    """SQL condition: a signature is pending, where ``batch`` is its demand's current batch (a number, a
    column or a parameter). A signature that is neither withdrawn nor pending is published."""
    return and_(Signature.state == "pending", Signature.batch == batch)
