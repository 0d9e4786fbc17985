// Signing page, part 2: ECDSA keys on P-256 from a scalar.
// Not every browser derives a public key from a private one, so that the point is multiplied here.

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
const GENERATOR = [
  BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
  BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
  1n,
];

// Points are in Jacobian coordinates; the point at infinity is null. Formulas: dbl-2001-b and add-2007-bl of
// the Explicit-Formulas Database, a = -3.
function doubled(point) {
  if (point === null) return null;
  const [x, y, z] = point;
  const delta = (z * z) % P;
  const gamma = (y * y) % P;
  const beta = (x * gamma) % P;
  const alpha = (3n * (x - delta) * (x + delta)) % P;
  const x3 = modulo(alpha * alpha - 8n * beta, P);
  const z3 = modulo((y + z) ** 2n - gamma - delta, P);
  return [x3, modulo(alpha * (4n * beta - x3) - 8n * gamma * gamma, P), z3];
}

function added(one, other) {
  if (one === null) return other;
  const [x1, y1, z1] = one;
  const [x2, y2, z2] = other;
  const [s1, s2] = [(z1 * z1) % P, (z2 * z2) % P];
  const [u1, u2] = [(x1 * s2) % P, (x2 * s1) % P];
  const [t1, t2] = [(y1 * z2 * s2) % P, (y2 * z1 * s1) % P];
  if (u1 === u2) return t1 === t2 ? doubled(one) : null;
  const h = u2 - u1;
  const i = (4n * h * h) % P;
  const j = (h * i) % P;
  const r = 2n * (t2 - t1);
  const v = (u1 * i) % P;
  const x3 = modulo(r * r - j - 2n * v, P);
  return [x3, modulo(r * (v - x3) - 2n * t1 * j, P), modulo(((z1 + z2) ** 2n - s1 - s2) * h, P)];
}

// The public key of a scalar: X‖Y, 64 bytes.
function publicKeyOf(scalar) {
  let point = null;
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    point = doubled(point);
    if ((scalar >> bit) & 1n) point = added(point, GENERATOR);
  }
  const [x, y, z] = point;
  const over = inverse(z, P);
  const square = (over * over) % P;
  return joined(bytesOf((x * square) % P, 32), bytesOf((y * square * over) % P, 32));
}

const scalarOf = (bytes) => 1n + (numberOf(bytes) % (ORDER - 1n));

const jwk = (key) => ({
  kty: "EC", crv: "P-256", x: base64url(key.subarray(0, 32)), y: base64url(key.subarray(32)),
});
const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

// A key pair: `scalar`, `key` (the public one), and `sign`, which returns r‖s.
async function keyPair(scalar) {
  const key = publicKeyOf(scalar);
  const secret = { ...jwk(key), d: base64url(bytesOf(scalar, 32)) };
  const handle = await crypto.subtle.importKey("jwk", secret, ECDSA, false, ["sign"]);
  const sign = async (message) => new Uint8Array(await crypto.subtle.sign(ECDSA, handle, message));
  return { scalar, key, sign };
}

async function signedBy(key, signature, message) {
  const handle = await crypto.subtle.importKey("jwk", jwk(key), ECDSA, false, ["verify"]);
  return crypto.subtle.verify(ECDSA, handle, signature, message);
}
