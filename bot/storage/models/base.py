"""Declarative base: names of constraints, and the column type of each Python type."""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from bot.storage.types import Hundredths, UtcDateTime


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it from the class)
        datetime: UtcDateTime,
        Day: Date,
        Decimal: Hundredths,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: Text,
        bool: Boolean,
        float: Float,
        bytes: LargeBinary,
    }
