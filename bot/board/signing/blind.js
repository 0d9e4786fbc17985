// Signing page, part 4: RSABSSA-SHA384-PSS-Deterministic (RFC 9474), the half of the one who asks.

const HASH_LENGTH = 48;
const SPKI_START = fromHex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100");
const SPKI_END = fromHex("0203010001"); // e = 65537

// An issuing key: RSA with 2048 bits, e = 65537, as SubjectPublicKeyInfo.
async function issuingKey(text) {
  const spki = fromBase64url(text, 294);
  const n = spki.subarray(SPKI_START.length, -SPKI_END.length);
  const whole = joined(SPKI_START, n, SPKI_END);
  if (!same(whole, spki) || n[0] < 128 || n[255] % 2 === 0) throw new Error("no issuing key");
  return { n: numberOf(n), e: 65537n, size: 256, fingerprint: hexOf(await sha256(spki)) };
}

async function mgf1(seed, length) {
  const blocks = [];
  for (let at = 0; at * HASH_LENGTH < length; at++) {
    blocks.push(await digest("SHA-384", joined(seed, bytesOf(BigInt(at), 4))));
  }
  return joined(...blocks).subarray(0, length);
}

// EMSA-PSS-ENCODE (RFC 8017, 9.1.1), for a modulus whose length is a multiple of 8 bits.
async function encoded(message, salt, size) {
  const hashed = await digest("SHA-384", message);
  const seal = await digest("SHA-384", joined(new Uint8Array(8), hashed, salt));
  const padding = new Uint8Array(size - salt.length - HASH_LENGTH - 2);
  const data = joined(padding, Uint8Array.of(1), salt);
  const mask = await mgf1(seal, data.length);
  const masked = data.map((byte, at) => byte ^ mask[at]);
  masked[0] &= 0x7f;
  return joined(masked, seal, Uint8Array.of(0xbc));
}

// Blind a message: `blinded` is sent; `finalize` makes the token of the answer, or throws if that is wrong.
async function blind({ n, e, size }, message, salt, r) {
  const m = numberOf(await encoded(message, salt, size));
  inverse(m, n);
  const blinded = bytesOf((m * power(r, e, n)) % n, size);
  const over = inverse(r, n);
  const finalize = (signed) => {
    const token = (numberOf(signed) * over) % n;
    if (signed.length !== size || power(token, e, n) !== m) throw new Error("bad blind signature");
    return bytesOf(token, size);
  };
  return { blinded, finalize };
}

// Whether a token is valid for a message: RSA-PSS, as anyone checks it.
async function verifyToken(text, message, token) {
  const how = { name: "RSA-PSS", hash: "SHA-384", saltLength: HASH_LENGTH };
  const key = await crypto.subtle.importKey("spki", fromBase64url(text, 294), how, false, ["verify"]);
  return crypto.subtle.verify(how, key, token, message);
}
