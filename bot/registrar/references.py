"""References of the registrar: keyed hashes of card codes and places, and the shares of places."""

import hmac

# HMAC domain separation: no reference can be mistaken for one of another kind.
_CODE = b"tocsin card code\0"
_ISSUED = b"tocsin issued place\0"
_SHARE = b"tocsin share\0"


def card_code_reference(roster_key: bytes, code: str) -> bytes:
    """Return the reference of a code, given as returned by ``roster.codes.read_code``."""
    return hmac.digest(roster_key, _CODE + code.encode(), "sha256")


def issued_reference(round_key: bytes, place: bytes) -> bytes:
    """Return the reference of a place that tokens are issued to in a round."""
    return hmac.digest(round_key, _ISSUED + place, "sha256")


def share(share_key: bytes, place: bytes) -> bytes:
    """Return the share of a place for one issuing key."""
    return hmac.digest(share_key, _SHARE + place, "sha256")
