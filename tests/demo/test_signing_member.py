"""The reference member: the known answers of the protocol and of RFC 9474."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.demo.signing_member import Card, blind, fingerprint, spki_of, unblind

pytestmark = pytest.mark.unit

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "rfc9474" / "test_vectors_rfc9474.json"


def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def test_a_card_is_written_in_28_characters() -> None:
    card = Card(bytes(range(16)))
    assert card.text == "FGDF-38HW-VJAP-53XX-C8YE-H683-2228"
    assert card.key.public.hex().startswith("58f9057d")


def test_a_blind_signature_becomes_a_token() -> None:
    key = private_key()
    numbers = key.private_numbers()
    spki = spki_of(key.public_key())
    request = Card().request(spki, bytes(32))
    value = pow(int.from_bytes(request.blinded, "big"), numbers.d, numbers.public_numbers.n)
    token = request.token(value.to_bytes(256, "big"))
    assert token.key == request.key
    with pytest.raises(InvalidSignature):
        request.token((value + 1).to_bytes(256, "big"))


@pytest.mark.skipif(not VECTORS.exists(), reason="without the vectors of RFC 9474")
def test_the_known_answers_of_rfc_9474_and_of_the_protocol() -> None:
    vectors = {vector["name"]: vector for vector in json.loads(VECTORS.read_text())}
    vector = vectors["RSABSSA-SHA384-PSS-Deterministic"]
    n, inverse = int(vector["n"], 16), int(vector["inv"], 16)
    r = pow(inverse, -1, n)
    message, salt = bytes.fromhex(vector["msg"]), bytes.fromhex(vector["salt"])
    assert blind(n, message, salt, r).hex() == vector["blinded_msg"]
    assert unblind(n, bytes.fromhex(vector["blind_sig"]), r).hex() == vector["sig"]

    spki = spki_of(rsa.RSAPublicNumbers(65537, n).public_key())
    request = Card(bytes(range(16))).request(spki, bytes(range(0x20, 0x40)))
    assert fingerprint(spki).startswith("ff428ba0")
    assert request.key.public.hex().startswith("2c6ed25e")
    assert hashlib.sha256(request.blinded).hexdigest().startswith("646fc79c")
