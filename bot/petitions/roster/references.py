"""References on a roster: keyed hashes of membership numbers, link codes and Discord accounts."""

import hmac

from bot.petitions.roster.file import canonical

# HMAC domain separation: no reference can be mistaken for one of another kind.
_NUMBER = b"tocsin roster number\0"
_CODE = b"tocsin roster code\0"
_USED_CODE = b"tocsin roster used code\0"
_ACCOUNT = b"tocsin roster account\0"


def number_reference(key: bytes, number: str) -> bytes:
    """Return the reference of a membership number, given as returned by ``file.tidy_number``."""
    return hmac.digest(key, _NUMBER + canonical(number).encode(), "sha256")


def code_reference(key: bytes, code: str) -> bytes:
    """Return the reference of an unused link code, given as returned by ``codes.read_code``."""
    return hmac.digest(key, _CODE + code.encode(), "sha256")


def used_code_reference(key: bytes, code: str, account_id: int) -> bytes:
    """Return the reference of a link code that an account has used."""
    return hmac.digest(key, _USED_CODE + f"{account_id} {code}".encode(), "sha256")


def account_reference(key: bytes, account_id: int) -> bytes:
    """Return the reference of a Discord account on the roster."""
    return hmac.digest(key, _ACCOUNT + str(account_id).encode(), "sha256")
