"""Fixtures of all tests of the USAspending source."""

from tests.support.usaspending import faulty, open_api

__all__ = ["faulty", "open_api"]
