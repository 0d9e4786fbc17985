"""``tocsin health``: what the bot that runs on this machine says of itself."""

import http.client
import ipaddress
import json
import urllib.error
import urllib.request

from bot.settings import Address

_PATIENCE = 5.0  # seconds


def asked(address: Address) -> tuple[bool, str]:
    """Whether all is well, and the answer. Raises ``OSError`` where nobody answers, and ``ValueError`` where
    what answers is not the bot."""
    # Never through a proxy that the environment names, which would not find this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{_reachable(address).url}/health", timeout=_PATIENCE) as answer:
            well, said = True, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            well, said = False, error.read()
    except http.client.HTTPException as error:
        raise ValueError("no HTTP") from error
    json.loads(said)
    return well, said.decode()


def _reachable(address: Address) -> Address:
    """One that listens on every address of the machine is asked on its own."""
    found = ipaddress.ip_address(address.host)
    if not found.is_unspecified:
        return address
    return Address("127.0.0.1" if found.version == 4 else "::1", address.port)
