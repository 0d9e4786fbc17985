"""The same bot in a simulated Discord as the behaviour tests have."""

from tests.behaviour.conftest import (
    kept_in,
    language,
    pytest_generate_tests,
    tables,
    usaspending,
    world,
)

__all__ = ["kept_in", "language", "pytest_generate_tests", "tables", "usaspending", "world"]
