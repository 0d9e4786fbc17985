"""Blind signing, against the vectors of RFC 9474 and a known answer."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.signing_member import Card, fingerprint, verify_token
from bot.page.registrar import blind_signer
from bot.page.registrar.blind_signer import (
    SECURE_POWER,
    BlindSigner,
    BlindSigningError,
    Power,
    generate_key,
    is_blinded,
)
from tests.support.rfc9474 import private_key, vectors
from tests.support.token_issuer import spki_of

pytestmark = pytest.mark.unit

POWERS = [pytest.param(pow, id="pow"), pytest.param(SECURE_POWER, id="secure")]


@pytest.fixture(scope="module")
def small() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 1024)


@pytest.mark.full
@pytest.mark.parametrize("power", POWERS)
def test_the_vectors_of_the_rfc_are_signed(power: Power) -> None:
    for vector in vectors():
        assert BlindSigner(private_key(), power).sign(vector.blinded) == vector.blind_signature, vector.name


def test_the_known_answer_of_the_design_is_signed() -> None:
    private = private_key()
    spki = spki_of(private.public_key())
    assert fingerprint(spki).startswith("ff428ba0")
    request = Card(bytes(range(16))).request(spki, bytes(range(32, 64)))
    assert request.key.public.hex().startswith("2c6ed25e")
    assert sha256(request.blinded).hexdigest().startswith("646fc79c")
    token = request.token(BlindSigner(private).sign(request.blinded))
    verify_token(spki, token.key.public, token.signature)


@pytest.mark.parametrize("power", POWERS)
def test_every_value_that_may_be_signed_is_signed_as_by_the_textbook(
    small: rsa.RSAPrivateKey, power: Power
) -> None:
    signer, numbers = BlindSigner(small, power), small.private_numbers()
    n = numbers.public_numbers.n

    @given(st.integers(2, n - 2))
    @settings(max_examples=30)
    def check(value: int) -> None:
        signed = signer.sign(value.to_bytes(128, "big"))
        assert int.from_bytes(signed, "big") == pow(value, numbers.d, n)

    check()


def test_values_outside_the_range_are_refused(small: rsa.RSAPrivateKey) -> None:
    signer, numbers = BlindSigner(small), small.private_numbers()
    n = numbers.public_numbers.n
    for value in (0, 1, n - 1, n, n + 1, numbers.p, numbers.q, numbers.p * 3):
        assert not is_blinded(n, value.to_bytes(128, "big"))
        with pytest.raises(ValueError, match="must be blinded"):
            signer.sign(value.to_bytes(128, "big"))
    for length in (127, 129):
        with pytest.raises(ValueError, match="must be blinded"):
            signer.sign((5).to_bytes(length, "big"))


def test_a_wrong_result_never_leaves(small: rsa.RSAPrivateKey) -> None:
    """One faulty half of the private operation would give the key away."""
    calls = 0

    def faulty(base: Any, exponent: Any, modulus: Any) -> Any:
        nonlocal calls
        calls += 1
        return pow(base, exponent, modulus) ^ (calls == 2)

    with pytest.raises(BlindSigningError):
        BlindSigner(small, faulty).sign((5).to_bytes(128, "big"))


def test_the_base_of_the_private_operation_is_never_the_callers(small: rsa.RSAPrivateKey) -> None:
    seen: list[int] = []

    def watched(base: Any, exponent: Any, modulus: Any) -> Any:
        seen.append(int(base))
        return pow(base, exponent, modulus)

    signer = BlindSigner(small, watched)
    assert signer.sign((5).to_bytes(128, "big")) == signer.sign((5).to_bytes(128, "big"))
    assert len(set(seen)) == 4
    assert 5 not in seen


def test_a_new_key_has_2048_bits_and_both_halves() -> None:
    private, spki = generate_key()
    assert (len(spki), 1200 < len(private) < 1230) == (294, True)


def test_the_extra_is_used_where_it_is_installed() -> None:
    gmpy2: Any = pytest.importorskip("gmpy2")
    power: Callable[..., Any] = blind_signer.SECURE_POWER
    assert power is gmpy2.powmod_sec
