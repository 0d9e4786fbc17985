"""Columns derived from a record for searching and sorting."""

from datetime import date as Date

from bot.contracts.model import Record
from bot.storage.models import NEVER
from bot.storage.search_terms import stored_words


def searchable(record: Record) -> str:
    """Return the value of ``contracts.search``: the words of numbers, amounts, parties and title."""
    return stored_words(
        number=record.number,
        parent_number=record.parent_number,
        amounts=(record.obligated, record.ceiling),
        buyer=record.buyer.name,
        supplier=record.supplier.name,
        others=(record.buyer_unit, *record.supplier.ids.values()),
        title=record.title,
    )


def newest_day(record: Record) -> Date:
    """Return the value of ``contracts.newest_day``: the day of the newest action, or else of signing or
    start."""
    days = [action.date for action in record.actions if action.date is not None]
    return max(days, default=None) or record.signed or record.start or NEVER
