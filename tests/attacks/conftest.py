"""Fixtures of the behaviour tests: the whole bot in a simulated Discord."""

from tests.behaviour.conftest import (
    kept_in,
    language,
    pytest_generate_tests,
    tables,
    usaspending,
    world,
)

__all__ = ["kept_in", "language", "pytest_generate_tests", "tables", "usaspending", "world"]
