"""Checks of time-stamps: an answer that is not of these bytes, by the trusted root, at its time, is
refused."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.exports.timestamps.tokens import (
    MAX_ANSWER_SIZE,
    Token,
    TokenError,
    check_token,
    request_for,
    root_certificate,
    with_sorted_certificates,
)
from tests.conftest import SHARED_DATA
from tests.support.certificates import Chain, chain
from tests.support.timestamp_authority import rejection, stamped

pytestmark = pytest.mark.unit

NOW = datetime(2026, 5, 5, 12, 0, tzinfo=UTC)
CONTENT = b"a document"
EXPIRED = chain("Expired authority", NOW - timedelta(days=1))


def test_a_valid_time_stamp_has_its_time_authority_and_root() -> None:
    request, by = request_for(CONTENT), chain()
    answer = stamped(request.as_bytes(), NOW, by)
    token = check_token(answer, CONTENT, by.der, request)
    assert token == check_token(answer, CONTENT, by.der), "the request is not needed later"
    assert (token.stamped_at, token.authority) == (NOW, "CN=Test authority")
    assert len(answer) < MAX_ANSWER_SIZE


Answer = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    ("answer", "root", "reason"),
    [
        (lambda _: b"<html>Welcome</html>", chain(), "no-answer"),
        (lambda _: b"", chain(), "no-answer"),
        (lambda asked: stamped(asked, NOW, chain())[:-9], chain(), "no-answer"),
        (lambda _: rejection(), chain(), "rejected"),
        (lambda asked: stamped(asked, NOW, chain(), nonce=5), chain(), "other-request"),
        (lambda asked: stamped(asked, NOW, chain(), imprint=bytes(32)), chain(), "other-bytes"),
        (lambda asked: stamped(asked, NOW, chain()), chain("Another"), "untrusted"),
        (lambda asked: stamped(asked, NOW, EXPIRED), EXPIRED, "untrusted"),
    ],
    ids=["html", "empty", "cut", "rejected", "nonce", "imprint", "chain", "expired"],
)
def test_a_wrong_answer_is_refused_with_its_reason(answer: Answer, root: Chain, reason: str) -> None:
    request = request_for(CONTENT)
    with pytest.raises(TokenError) as refused:
        check_token(answer(request.as_bytes()), CONTENT, root.der, request)
    assert refused.value.sentence.id == f"terminal-timestamp-{reason}"
    if reason == "rejected":
        assert "too many requests" in str(refused.value)


def test_each_changed_byte_of_an_answer_is_noticed() -> None:
    request, by = request_for(CONTENT), chain()
    answer = stamped(request.as_bytes(), NOW, by)
    token = check_token(answer, CONTENT, by.der, request)
    for place in range(0, len(answer), 7):
        changed = answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]
        found: Any = None
        try:
            found = check_token(changed, CONTENT, by.der, request)
        except TokenError:
            continue
        assert found == token, "a byte that is not signed changes nothing that is told"


OPENSSL = """
[ca]
basicConstraints = critical,CA:TRUE
[tsa]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_answers_of_openssl_with_its_chain_are_read(tmp_path: Path) -> None:
    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "c.cnf").write_text(OPENSSL)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "c.cnf")
    authority = ("-extfile", "c.cnf", "-days", "99")
    root = ("-x509", "-subj", "/CN=Root", "-keyout", "root.key", "-out", "root.pem", "-extensions", "ca")
    openssl("req", *key, *root)
    (tmp_path / "serial").write_text("01")
    request = request_for(CONTENT)
    (tmp_path / "request").write_bytes(request.as_bytes())
    trusted = root_certificate(tmp_path / "root.pem")
    orders = set()
    for number in range(6):
        for name, by, kind in (("middle", "root", "ca"), ("leaf", "middle", "tsa")):
            openssl("req", *key, "-subj", f"/CN={name} {number}", "-keyout", f"{name}.key", "-out", "asked")
            signed_by = ("-CA", f"{by}.pem", "-CAkey", f"{by}.key", "-extensions", kind)
            openssl("x509", "-req", "-in", "asked", *signed_by, *authority, "-out", f"{name}.pem")
        signer = ("-signer", "leaf.pem", "-inkey", "leaf.key", "-chain", "middle.pem")
        openssl(
            "ts",
            "-reply",
            "-config",
            "c.cnf",
            "-section",
            "authority",
            "-queryfile",
            "request",
            *signer,
            "-out",
            "answer",
        )
        answer = (tmp_path / "answer").read_bytes()
        assert check_token(answer, CONTENT, trusted, request).authority == f"CN=leaf {number}"
        orders.add(answer == with_sorted_certificates(answer))
        with pytest.raises(TokenError):
            check_token(answer, b"other bytes", trusted, request)
    assert False in orders, "no answer had them in another order"


def test_bytes_that_are_no_answer_stay_as_they_are() -> None:
    answer = stamped(request_for(CONTENT).as_bytes(), NOW, chain())
    assert with_sorted_certificates(answer) == answer
    for cut in range(0, len(answer), 5):
        assert with_sorted_certificates(answer[:cut]) == answer[:cut]


def test_an_answer_of_a_real_authority_is_read() -> None:
    folder = SHARED_DATA / "rfc3161"
    if not folder.is_dir():
        pytest.skip("the recorded answer is not on this machine")
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    certificates = x509.load_pem_x509_certificates((folder / "sigstage_ts_chain.pem").read_bytes())
    answer = (folder / "sigstage_response-sha256.tsr").read_bytes()
    root = certificates[-1].public_bytes(Encoding.DER)
    assert isinstance(check_token(answer, b"hello", root), Token)
    with pytest.raises(TokenError):
        check_token(answer, b"hellp", root)
