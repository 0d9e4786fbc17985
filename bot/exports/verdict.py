"""Verdict of a verification: what holds, what does not, and who signed."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from bot.errors import Sentence, SentenceError
from bot.exports.manifest import fingerprint

HEX_KEY = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")


RowFiles = Callable[[str], IO[bytes] | None]
"""Opens the file of a name beside a ledger; ``None`` if there is none."""


_KEY_TEXT = re.compile(r"[\w-]{392}", re.ASCII)
_KEY_START = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100")
_KEY_END = bytes.fromhex("0203010001")


class NotAnExport(SentenceError):
    """The input cannot be verified at all."""


@dataclass(slots=True)
class Verdict:
    """Result of a verification: sentences about the checks that passed, and about those that failed."""

    holds: list[Sentence] = field(default_factory=list)
    faults: list[Sentence] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)
    """The authority of each time-stamp by the SHA-256 of its root certificate."""

    @property
    def good(self) -> bool:
        return not self.faults

    def signature(
        self, signed: bytes, signature: str, public_key: str, expected: str | None, *, what: str
    ) -> None:
        """Check the signature of ``what``, and that its key is the ``expected`` one, if one is."""
        shown, valid = fingerprint(public_key), is_signed(signed, signature, public_key)
        if valid:
            self.holds.append(Sentence("terminal-verify-signed", what=what, mark=shown))
        else:
            self.faults.append(Sentence("terminal-verify-not-signed", what=what))
        if expected is None:
            self.holds.append(Sentence("terminal-verify-compare", mark=shown))
        elif expected in (public_key, shown.replace(" ", "")):
            self.holds += [Sentence("terminal-verify-expected-key")] if valid else []
        else:
            self.faults.append(Sentence("terminal-verify-other-key", mark=shown))


def expected_key(typed: str | None) -> str | None:
    """Return a public key in hexadecimal, or its fingerprint, as it is compared. Raises ``NotAnExport``."""
    if typed is None:
        return None
    key = re.sub(r"[\s:]", "", typed).lower()
    if not (HEX_KEY.fullmatch(key) or _FINGERPRINT.fullmatch(key)):
        raise NotAnExport("terminal-verify-bad-key")
    return key


def is_signed(content: bytes, signature: str, public_key: str) -> bool:
    """True for a valid Ed25519 signature; both are in hexadecimal."""
    if SIGNATURE.fullmatch(signature) is None:
        return False
    from cryptography.exceptions import InvalidSignature  # no start needs them
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_issuing_key(text: str | None) -> bool:
    """True for an RSA key of 2048 bits with the exponent 65537, as SubjectPublicKeyInfo in base64url."""
    if text is None or _KEY_TEXT.fullmatch(text) is None:
        return False
    key = base64.urlsafe_b64decode(text)
    shaped = key.startswith(_KEY_START) and key.endswith(_KEY_END)
    return shaped and key[len(_KEY_START)] >= 0x80 and key[-len(_KEY_END) - 1] % 2 == 1
