"""Classification of the exceptions of database drivers."""

import errno
import socket

import pytest

from bot.errors import NotStored, RoleLost
from bot.storage.errors import is_away, is_not_stored, why_not_stored

pytestmark = pytest.mark.unit


def test_other_errors_are_not_faults_of_the_disk() -> None:
    for error in (OSError(errno.ECONNREFUSED, "no"), OSError("no"), ValueError("no"), KeyError("no")):
        assert why_not_stored(error) is None
    mixed = ExceptionGroup("both", [NotStored("full"), ValueError("no")])
    assert not is_not_stored(mixed)
    assert is_not_stored(ExceptionGroup("one", [NotStored("full"), NotStored("full")]))


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(errno.ECONNREFUSED, "no"),
        OSError(errno.EHOSTUNREACH, "no"),
        TimeoutError(errno.ETIMEDOUT, "no"),
        OSError("Multiple exceptions: [Errno 111] Connect call failed, [Errno 111] Connect call failed"),
        socket.gaierror(socket.EAI_AGAIN, "no"),
    ],
    ids=repr,
)
def test_an_unreachable_server_is_away(error: Exception) -> None:
    assert is_away(error)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "no"),
        OSError("the disk is full"),
        BrokenPipeError(errno.EPIPE, "no"),
        RoleLost("another process may be active"),
        TimeoutError(),
        ValueError("no"),
    ],
    ids=repr,
)
def test_other_errors_do_not_mean_that_the_server_is_away(error: Exception) -> None:
    assert not is_away(error)
    wrapped = ValueError("no")
    wrapped.__cause__ = ConnectionResetError()
    assert not is_away(wrapped), "somebody else's connection"
