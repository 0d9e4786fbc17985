"""``tocsin health``: what the bot that runs on this machine says of itself."""

import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from http import HTTPStatus

from bot.settings import Address

_PATIENCE = 5.0  # seconds


def asked(address: Address) -> tuple[bool, str]:
    """Whether all is well, and the answer. Raises ``OSError`` where nobody answers, and ``ValueError`` where
    what answers is not the bot."""
    # Never through a proxy that the environment names, which would not find this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        try:
            answer = opener.open(f"{_reachable(address).url}/health", timeout=_PATIENCE)
        except urllib.error.HTTPError as error:  # an answer as well: that all is not
            answer = error
        with answer:
            said = answer.read()
    except (ConnectionError, http.client.IncompleteRead) as error:  # as one that is ending hangs up
        raise ConnectionError from error
    except http.client.HTTPException as error:
        raise ValueError("no HTTP") from error
    json.loads(said)
    return answer.status == HTTPStatus.OK, said.decode()


def _reachable(address: Address) -> Address:
    """One that listens on every address of the machine is asked on its own."""
    found = ipaddress.ip_address(address.host)
    if not found.is_unspecified:
        return address
    return Address("127.0.0.1" if found.version == 4 else "::1", address.port)
