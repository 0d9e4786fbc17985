"""Time-stamping authority on this machine (RFC 3161), with misbehaving answers."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.settings import TimestampAuthority
from tests.support.certificates import Chain, chain


def stamped(
    request: bytes,
    now: datetime,
    by: Chain,
    *,
    imprint: bytes | None = None,
    nonce: int | None = None,
) -> bytes:
    """Return the answer to a request, at this moment; ``imprint`` and ``nonce`` instead of those asked
    for."""
    asked = tsp.TimeStampReq.load(request)
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3.4.1",
            "message_imprint": tsp.MessageImprint(
                {
                    "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                    "hashed_message": imprint or asked["message_imprint"]["hashed_message"].native,
                }
            ),
            "serial_number": 7,
            "gen_time": now.replace(microsecond=0),
            "nonce": asked["nonce"].native if nonce is None else nonce,
        }
    )
    content = info.dump()
    leaf = asn1_x509.Certificate.load(by.certificate.public_bytes(serialization.Encoding.DER))
    cert_id = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(leaf.dump()).digest()})
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(content).digest()]}),
            cms.CMSAttribute(
                {
                    "type": "signing_certificate_v2",
                    "values": [tsp.SigningCertificateV2({"certs": [cert_id]})],
                }
            ),
        ]
    )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": leaf.issuer, "serial_number": leaf.serial_number}
                    )
                }
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": by.key.sign(attributes.untag().dump(), ec.ECDSA(hashes.SHA256())),
        }
    )
    token = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v3",
                    "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
                    "encap_content_info": {
                        "content_type": "tst_info",
                        "content": core.ParsableOctetString(content),
                    },
                    "certificates": [leaf],
                    "signer_infos": [signer],
                }
            ),
        }
    )
    status = tsp.PKIStatusInfo({"status": "granted"})
    return tsp.TimeStampResp({"status": status, "time_stamp_token": token}).dump()


def rejection() -> bytes:
    """Return a refusal: the status alone, which ``TimeStampResp`` cannot write."""
    status = tsp.PKIStatusInfo({"status": "rejection", "status_string": ["too many requests"]}).dump()
    return bytes([0x30, len(status)]) + status


@dataclass
class Authority:
    """A running authority: ``script`` are answers before it behaves, ``asked`` the requests so far."""

    name: str
    chain: Chain
    clock: Callable[[], datetime]
    url: str = ""
    asked: list[bytes] = field(default_factory=list)
    script: list[Callable[[bytes], web.StreamResponse]] = field(default_factory=list)
    down: bool = False
    hanging: asyncio.Event | None = None  # until it is set, nothing is answered

    def setting(self, folder: Path) -> TimestampAuthority:
        """Return the setting for the authority, with its root in a folder."""
        root = folder / f"root-{self.name}.pem"
        root.write_bytes(self.chain.pem)
        return TimestampAuthority(self.url, root)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.asked.append(body)
        if self.hanging is not None:
            await self.hanging.wait()
        if self.down:
            return web.Response(status=503)
        assert request.content_type == "application/timestamp-query"
        if self.script:
            return self.script.pop(0)(body)
        return says(stamped(body, self.clock(), self.chain))


def says(body: bytes, status: int = 200, **headers: str) -> web.Response:
    """Return an answer with this body."""
    return web.Response(body=body, status=status, content_type="application/timestamp-reply", headers=headers)


@asynccontextmanager
async def running(name: str, clock: Callable[[], datetime]) -> AsyncIterator[Authority]:
    """Run an authority with its own root."""
    authority = Authority(name, chain(name), clock)
    app = web.Application()
    app.router.add_post("/tsr", authority.handle)
    async with TestServer(app) as server:
        authority.url = str(server.make_url("/tsr"))
        yield authority
