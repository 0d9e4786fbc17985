"use strict";

// Signing page, part 1: bytes, hashes, and whole numbers modulo another.

const utf8 = (text) => new TextEncoder().encode(text);
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const same = (one, other) => hexOf(one) === hexOf(other);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// The bytes of canonical base64url, of one length; anything else is refused.
function fromBase64url(text, length) {
  let bytes = null;
  try {
    bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  } catch {
    // said below
  }
  if (bytes === null || bytes.length !== length || base64url(bytes) !== text) throw new Error("no base64url");
  return bytes;
}

const numberOf = (bytes) => BigInt(`0x${hexOf(bytes) || "0"}`);
const bytesOf = (number, length) => fromHex(number.toString(16).padStart(2 * length, "0"));

async function digest(name, bytes) {
  return new Uint8Array(await crypto.subtle.digest(name, bytes));
}

const sha256 = (bytes) => digest("SHA-256", bytes);

async function hkdf(secret, salt, label, length) {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: label };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * length));
}

const modulo = (number, n) => ((number % n) + n) % n;

function power(base, exponent, n) {
  let result = 1n;
  let square = modulo(base, n);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
}

// The inverse modulo n, by Euclid's extended algorithm.
function inverse(number, n) {
  let [left, right] = [modulo(number, n), n];
  let [factor, next] = [1n, 0n];
  while (right > 0n) {
    const times = left / right;
    [left, right] = [right, left - times * right];
    [factor, next] = [next, factor - times * next];
  }
  if (left !== 1n) throw new Error("no inverse");
  return modulo(factor, n);
}

// What is hashed: JSON with sorted keys and no spaces.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}
