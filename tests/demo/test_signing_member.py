"""The reference member: the known answers of the protocol and of RFC 9474."""

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.demo.signing_member import Card, blind, fingerprint, unblind
from tests.support import rfc9474
from tests.support.token_issuer import spki_of

pytestmark = pytest.mark.unit


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


@pytest.mark.parametrize("vector", rfc9474.vectors(), ids=lambda vector: vector.name)
def test_the_known_answers_of_rfc_9474(vector: rfc9474.Vector) -> None:
    n = rfc9474.private_key().public_key().public_numbers().n
    r = pow(int.from_bytes(vector.inverse, "big"), -1, n)
    assert blind(n, vector.message, vector.salt, r) == vector.blinded
    assert unblind(n, vector.blind_signature, r) == vector.signature


def test_the_known_answers_of_the_protocol() -> None:
    spki = spki_of(rfc9474.private_key().public_key())
    request = Card(bytes(range(16))).request(spki, bytes(range(0x20, 0x40)))
    assert fingerprint(spki).startswith("ff428ba0")
    assert request.key.public.hex().startswith("2c6ed25e")
    assert hashlib.sha256(request.blinded).hexdigest().startswith("646fc79c")
