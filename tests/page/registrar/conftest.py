"""Issuing keys for all tests of the registrar, generated once: each takes a tenth of a second."""

from collections.abc import Iterator
from threading import Lock

import pytest

from bot.page.registrar.blind_signer import generate_key

_KEYS: list[tuple[bytes, bytes]] = []


@pytest.fixture(autouse=True)
def reused_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test the same issuing keys, none of them twice."""

    def keys() -> Iterator[tuple[bytes, bytes]]:
        yield from _KEYS
        while True:
            _KEYS.append(generate_key())
            yield _KEYS[-1]

    of_this_test, lock = keys(), Lock()

    def generate() -> tuple[bytes, bytes]:
        with lock:
            return next(of_this_test)

    monkeypatch.setattr("bot.page.registrar.rounds.generate_key", generate)
