// Signing page, part 3: whether a signature of Ed25519 (RFC 8032) is valid. The browser says so; one that does not
// know Ed25519 is helped out. Only public values are computed with, so that it may take longer for some.

const littleEndian = (bytes) => numberOf(Uint8Array.from(bytes).reverse());

const FIELD = 2n ** 255n - 19n;
const SUBGROUP = 2n ** 252n + 27742317777372353535851937790883648493n;
const CURVE = modulo(-121665n * inverse(121666n, FIELD), FIELD);
const ROOT = power(2n, (FIELD - 1n) / 4n, FIELD); // of -1
const BASE_POINT = pointOf(fromHex("58".padEnd(64, "6"))); // its y is 4/5

// Points are in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. The sum of any two (RFC 8032, 5.1.4).
function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = (y1 - x1) * (y2 - x2);
  const b = (y1 + x1) * (y2 + x2);
  const c = 2n * t1 * CURVE * t2;
  const d = 2n * z1 * z2;
  const [e, f, g, h] = [b - a, d - c, d + c, b + a].map((each) => modulo(each, FIELD));
  return [(e * f) % FIELD, (g * h) % FIELD, (f * g) % FIELD, (e * h) % FIELD];
}

// The point that 32 bytes stand for (RFC 8032, 5.1.3). Throws if there is none.
function pointOf(bytes) {
  const whole = littleEndian(bytes);
  const [y, odd] = [whole % 2n ** 255n, whole >> 255n];
  const [u, v] = [modulo(y * y - 1n, FIELD), modulo(CURVE * y * y + 1n, FIELD)];
  let x = (u * v ** 3n * power(u * v ** 7n, (FIELD - 5n) / 8n, FIELD)) % FIELD;
  if (modulo(v * x * x + u, FIELD) === 0n) x = (x * ROOT) % FIELD;
  if (y >= FIELD || modulo(v * x * x - u, FIELD) !== 0n || (x === 0n && odd)) throw new Error("no point");
  if (x % 2n !== odd) x = FIELD - x;
  return [x, y, 1n, (x * y) % FIELD];
}

// Whether 32 bytes are a key, written in its one way, and none of the eight points of small order: in their name anybody
// signs anything.
function isSigningKey(key) {
  try {
    const [x, y, z] = [1, 2, 3].reduce((point) => sum(point, point), pointOf(key));
    return !(x === 0n && y === z);
  } catch {
    return false;
  }
}

function bytesOfPoint([x, y, z]) {
  const over = inverse(z, FIELD);
  const odd = ((x * over) % FIELD) % 2n;
  return bytesOf(((y * over) % FIELD) + (odd << 255n), 32).reverse();
}

// Whether S·B - k·A is R, for the hash k of R, A and the message.
async function verifiedHere(key, signature, message) {
  const [r, s] = [signature.subarray(0, 32), littleEndian(signature.subarray(32))];
  const k = littleEndian(await digest("SHA-512", joined(r, key, message))) % SUBGROUP;
  const [x, y, z, t] = pointOf(key);
  const minus = [FIELD - x, y, z, FIELD - t];
  let point = [0n, 1n, 1n, 0n];
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    point = sum(point, point);
    if ((s >> bit) & 1n) point = sum(point, BASE_POINT);
    if ((k >> bit) & 1n) point = sum(point, minus);
  }
  return s < SUBGROUP && same(bytesOfPoint(point), r);
}

// Whether a key, 32 bytes, signed a message; `signature` is 64 bytes. False for a key that is none.
async function isSignedWith(key, signature, message) {
  if (key.length !== 32 || signature.length !== 64 || !isSigningKey(key)) return false;
  let known;
  try {
    known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return verifiedHere(key, signature, message).catch(() => false);
  }
  return crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
}
