"""Client of ``tocsin health``: asks the bot that runs on this machine for its health report."""

import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from http import HTTPStatus

from bot.settings import Address

_TIMEOUT_S = 5.0  # seconds


def fetch_report(address: Address) -> tuple[bool, str]:
    """Return whether all is well, and the report. Raises ``OSError`` if nobody answers, and ``ValueError`` if
    the answer is not the bot's."""
    # Never through a proxy from the environment, which would not reach this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        try:
            answer = opener.open(f"{_reachable(address).url}/health", timeout=_TIMEOUT_S)
        except urllib.error.HTTPError as error:  # an error status is a report too
            answer = error
        with answer:
            said = answer.read()
    # the process hangs up when it is shutting down
    except (ConnectionError, http.client.IncompleteRead) as error:
        raise ConnectionError from error
    except http.client.HTTPException as error:
        raise ValueError("no HTTP") from error
    json.loads(said)
    return answer.status == HTTPStatus.OK, said.decode()


def _reachable(address: Address) -> Address:
    """Return the loopback address for a server that listens on every address."""
    found = ipaddress.ip_address(address.host)
    if not found.is_unspecified:
        return address
    return Address("127.0.0.1" if found.version == 4 else "::1", address.port)
