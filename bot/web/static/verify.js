"use strict";

// Verification of a demand's ledger in the browser: SHA-256 and Ed25519 by WebCrypto, nothing else.
// `check` returns [key of a sentence, its values] for what holds, what is noted, and what is wrong.

const MAX_WITHDRAWN = 100000; // numbers to try for an entry of format 1, which hashed one that is published no more

const utf8 = (text) => new TextEncoder().encode(text);
const plain = (digits) => digits.replace(/[\s:]/g, "").toLowerCase();
const grouped = (digits) => digits.replace(/(.{4})(?=.)/g, "$1 ");
const bytes = (hex) => new Uint8Array((hex.match(/../g) || []).map((pair) => parseInt(pair, 16)));
const without = (value, ...keys) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

async function sha256(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What is hashed and signed: JSON with sorted keys and no spaces.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

// Whether an entry's hash is that of what it says; `count` is the one before it.
async function hashFits(entry, count) {
  const said = without(entry, "hash");
  if (said.format !== 1) return entry.hash === (await sha256(utf8(canonical(said))));
  delete said.format;
  const net = entry.count - count + entry.invalidated;
  for (let left = Math.max(0, -net); left <= Math.min(count, MAX_WITHDRAWN); left++) {
    const tried = canonical({ ...said, added: net + left, withdrawn: left });
    if (entry.hash === (await sha256(utf8(tried)))) return true;
  }
  return false;
}

// The keys of the faults of one entry, checked against the one before it.
async function faultsOf(entry, before) {
  const restored = entry.reason === "restored";
  const expected = before.number + 1;
  const faults = [];
  const must = (holds, key) => holds || faults.push(key);
  must(entry.number === expected || (restored && entry.number > expected), "missing");
  must(entry.demand === before.demand && [null, entry.demand_id].includes(before.demand_id), "other-demand");
  must(Math.min(entry.count, entry.invalidated) >= 0, "negative");
  if ("added" in entry) {
    must(entry.count === before.count + entry.added - entry.withdrawn - entry.invalidated, "count");
  }
  if (entry.hash === null) {
    must(before.hash === null && !restored, "no-hash");
    return faults;
  }
  const follows = entry.previous_hash === before.hash;
  if (restored) must(!follows && entry.previous_hash !== null, "lost-nothing");
  else must(follows, "previous");
  must((entry.format || 1) >= before.format, "older-format");
  must(await hashFits(entry, before.count), "hash");
  return faults;
}

async function signatureHolds(ledger) {
  const publicKey = bytes(ledger.key.public_key);
  const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
  const signed = utf8(`tocsin ledger 1\n${canonical(without(ledger, "signature"))}`);
  return crypto.subtle.verify({ name: "Ed25519" }, key, bytes(ledger.signature), signed);
}

async function checkSignature(ledger, key, told) {
  const shown = (await sha256(bytes(ledger.key.public_key))).slice(0, 32);
  try {
    if (!(await signatureHolds(ledger))) told.wrong.push(["signature", {}]);
  } catch (error) {
    const unknown = error.name === "NotSupportedError" || error instanceof ReferenceError;
    (unknown ? told.notes : told.wrong).push([unknown ? "no-ed25519" : "signature", {}]);
  }
  if (!key) told.notes.push(["compare-key", { key: grouped(shown) }]);
  else if ([shown, ledger.key.public_key].includes(plain(key))) told.holds.push(["key", {}]);
  else told.wrong.push(["other-key", { key: grouped(shown) }]);
}

// Whether the history that a kept head stands for is the beginning of this one.
function checkHead(kept, entries, told) {
  const found = /^\W*(\S+)\s+(\d+)\s+((?:[0-9a-f]\s*){32})\W*$/i.exec(kept);
  if (found === null) return told.wrong.push(["head-unread", {}]);
  const [demand, number, digits] = [found[1].toLowerCase(), Number(found[2]), plain(found[3])];
  for (const entry of entries) {
    if (entry.number === number && entry.demand === demand) {
      const same = (entry.hash || "").startsWith(digits);
      return (same ? told.holds : told.wrong).push([same ? "head" : "head-other", { number }]);
    }
    if (entry.number > number && entry.reason === "restored" && (entry.previous_hash || "").startsWith(digits)) {
      return told.notes.push(["head-lost", { number }]);
    }
  }
  return told.wrong.push(["head-absent", { demand, number }]);
}

async function check(raw, key, head) {
  const told = { holds: [], notes: [], wrong: [] };
  let ledger;
  try {
    ledger = JSON.parse(raw);
    if (ledger.kind !== "tocsin-ledger" || ledger.format !== 1) throw new TypeError("kind");
    await checkAll(ledger, key, told);
    if (head) checkHead(head, ledger.entries, told);
    if (raw !== `${JSON.stringify(ledger, null, 1)}\n`) told.wrong.push(["written", {}]);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    told.wrong.push(["no-ledger", {}]);
  }
  return told;
}

async function checkAll(ledger, key, told) {
  let before = { demand: ledger.demand, demand_id: null, number: 0, count: 0, hash: null, format: 0 };
  const texts = new Set();
  for (const version of ledger.versions) {
    texts.add(version.text_sha256);
    const fits = (await sha256(utf8(canonical(version.texts)))) === version.text_sha256;
    if (!fits) told.wrong.push(["text", { number: version.version }]);
  }
  for (const entry of ledger.entries) {
    const number = entry.number;
    for (const fault of await faultsOf(entry, before)) told.wrong.push([fault, { number }]);
    if (entry.text_hash !== null && !texts.has(entry.text_hash)) told.wrong.push(["no-text", { number }]);
    if (entry.reason === "restored") told.notes.push(["restored", { number }]);
    if (entry.published_at < before.published_at) told.notes.push(["clock", { number }]);
    before = { ...entry, format: entry.format || 1 };
  }
  const { demand, number, count, hash } = before;
  const last = hash === null ? null : { demand, number, count, hash };
  if (canonical(ledger.head) !== canonical(last)) told.wrong.push(["head-changed", {}]);
  await checkSignature(ledger, key, told);
  told.holds.push(["counts", { publications: ledger.entries.length, count }]);
}

function show(told, texts, list) {
  const line = (sign, [key, values]) => {
    const item = document.createElement("li");
    const named = texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    item.textContent = `${sign} ${named}`;
    return item;
  };
  const good = told.wrong.length === 0;
  list.replaceChildren(
    ...told.wrong.map((one) => line("✗", one)),
    ...(good ? told.holds.map((one) => line("✓", one)) : []),
    ...told.notes.map((one) => line("–", one)),
  );
  const verdict = document.getElementById("verdict");
  verdict.textContent = texts[good ? "verdict-good" : "verdict-wrong"];
  verdict.className = good ? "good" : "wrong";
}

function begin() {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const value = (name) => document.getElementById(name).value;
  const list = document.getElementById("found");
  const run = async (raw) => show(await check(raw, value("key").trim(), value("head").trim()), texts, list);
  document.getElementById("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = document.getElementById("file").files;
    if (file) await run(await file.text());
    else if (value("ledger")) await run(await (await fetch(value("ledger"))).text());
  });
}

if (typeof document !== "undefined") begin();
else module.exports = { check };
