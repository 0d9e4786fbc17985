"use strict";

// Verification of ledgers, and of a board's files, in the browser: SHA-256 and Ed25519 by WebCrypto, nothing else.
// What is found is [key of a sentence, its values]: what holds, what is noted, and what is wrong.

const MAX_SIZE = 2 ** 26; // bytes of a ledger or a list of files
const MAX_WITHDRAWN = 100000; // to try for an entry of format 1, which hashed a number that is published no more
const MAX_TRIED = 1000000; // for all entries of a ledger
const AT_ONCE = 200; // hashes that are computed at once
const ENTRY = {
  demand: "text", demand_id: "whole", text_hash: "hash?", number: "whole", published_at: "moment", count: "whole",
  invalidated: "whole", verified_by: "text", account_days: "whole", server_days: "whole", reason: "text",
  breakdown: "units?", previous_hash: "hash?", hash: "hash?", format: "whole",
};
const UNIT = { id: "whole", unit: "text", name: "text", size: "whole", count: "whole?" };
const HEAD = { demand: "text", number: "whole", count: "whole", hash: "hash" };
const KEY = { algorithm: "text", public_key: "hash", fingerprint: "text" };
const VERSION = { version: "whole", since: "text", texts: "texts", text_sha256: "hash" };
const LEDGER = {
  format: "whole", kind: "text", demand: "text", key: KEY, versions: [VERSION], entries: [ENTRY], head: "head?",
  signature: "signature",
};
const PATTERNS = {
  text: /^[^]*$/,
  hash: /^[0-9a-f]{64}$/,
  signature: /^[0-9a-f]{128}$/,
  moment: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/,
};
const UNSHOWN = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g; // it would reorder a sentence
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

class Unreadable extends Error {} // its message is the key of the sentence that says why

const nothing = () => ({ holds: [], notes: [], wrong: [] });
const utf8 = (text) => new TextEncoder().encode(text);
const grouped = (digits) => digits.replace(/(.{4})(?=.)/g, "$1 ");
const bytes = (hex) => new Uint8Array((hex.match(/../g) || []).map((pair) => parseInt(pair, 16)));
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const without = (value, ...keys) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

async function sha256(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What is hashed and signed: JSON with sorted keys and no spaces.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

// Whether a value is of a kind: the name of one (with a question mark: or null), [that of each of a list], or an
// object of the kinds of its keys, in their order.
function isA(value, kind) {
  if (Array.isArray(kind)) return Array.isArray(value) && value.every((each) => isA(each, kind[0]));
  if (isObject(kind)) {
    const keys = Object.keys(kind);
    const same = isObject(value) && JSON.stringify(Object.keys(value)) === JSON.stringify(keys);
    return same && keys.every((key) => isA(value[key], kind[key]));
  }
  if (kind.endsWith("?")) return value === null || isA(value, kind.slice(0, -1));
  if (kind === "whole") return Number.isSafeInteger(value);
  if (kind === "units") return isA(value, [UNIT]);
  if (kind === "head") return isA(value, HEAD);
  if (kind === "texts") return isTexts(value);
  return typeof value === "string" && !/\p{Surrogate}/u.test(value) && PATTERNS[kind].test(value);
}

function isTexts(value) {
  if (!isObject(value)) return false;
  const languages = Object.keys(value);
  return (
    languages.join(" ") === [...languages].sort().join(" ") &&
    languages.every((each) => LANGUAGE.test(each) && isA(value[each], { title: "text", body: "text" }))
  );
}

function readJson(content) {
  if (content.length > MAX_SIZE) throw new Unreadable("too-large");
  try {
    const raw = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return [raw, JSON.parse(raw)];
  } catch {
    throw new Unreadable("no-ledger");
  }
}

// A ledger file, once it is known to be as Tocsin writes it, byte for byte.
async function readLedger(content) {
  const [raw, ledger] = readJson(content);
  const ours = isObject(ledger) && ledger.kind === "tocsin-ledger";
  if (!ours || !isA(ledger, LEDGER)) throw new Unreadable("no-ledger");
  const { algorithm, public_key, fingerprint } = ledger.key;
  if (algorithm !== "Ed25519" || fingerprint !== (await fingerprintOf(public_key))) throw new Unreadable("no-ledger");
  if (raw !== `${JSON.stringify(ledger, null, 1)}\n`) throw new Unreadable("no-ledger");
  const known = ledger.format === 1 && ledger.entries.every(({ format }) => format === 1 || format === 2);
  if (!known) throw new Unreadable("newer-format");
  return ledger;
}

async function fingerprintOf(publicKey) {
  return grouped((await sha256(bytes(publicKey))).slice(0, 32));
}

// Whether an entry's hash is that of what it says; `count` is the one before it.
async function hashFits(entry, count, tried) {
  const said = without(entry, "hash");
  if (said.format !== 1) return entry.hash === (await sha256(utf8(canonical(said))));
  delete said.format;
  const net = entry.count - count + entry.invalidated;
  const most = Math.min(count, MAX_WITHDRAWN);
  for (let first = Math.max(0, -net); first <= most; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE - 1, most, first + MAX_TRIED - tried.times - 1);
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    const hashes = await Promise.all(
      numbers.map((left) => sha256(utf8(canonical({ ...said, added: net + left, withdrawn: left })))),
    );
    const found = hashes.indexOf(entry.hash);
    tried.times += found < 0 ? numbers.length : found + 1;
    if (found >= 0) return true;
    if (tried.times >= MAX_TRIED) return false;
  }
  return false;
}

// The keys of the faults of one entry, checked against the one before it.
async function faultsOf(entry, before, tried) {
  const restored = entry.reason === "restored";
  const expected = before.number + 1;
  const faults = [];
  const must = (holds, key) => holds || faults.push(key);
  must(entry.number === expected || (restored && entry.number > expected), "missing");
  must(entry.demand === before.demand && [null, entry.demand_id].includes(before.demand_id), "other-demand");
  must(Math.min(entry.count, entry.invalidated) >= 0, "negative");
  if (entry.hash === null) {
    must(before.hash === null && !restored, "no-hash");
    return faults;
  }
  const follows = entry.previous_hash === before.hash;
  if (restored) must(!follows && entry.previous_hash !== null, "lost-nothing");
  else must(follows, "previous");
  must(entry.format >= before.format, "older-format");
  must(await hashFits(entry, before.count, tried), "hash");
  return faults;
}

// Check a signature, and whether its key is the one that was given.
async function checkSignature(signed, signature, publicKey, given, told) {
  const shown = await fingerprintOf(publicKey);
  const wanted = given && given.replace(/[\s:]/g, "").toLowerCase();
  if (wanted && !/^([0-9a-f]{32}|[0-9a-f]{64})$/.test(wanted)) return told.wrong.push(["key-unread", {}]);
  let valid = false;
  try {
    const key = await crypto.subtle.importKey("raw", bytes(publicKey), { name: "Ed25519" }, false, ["verify"]);
    valid = await crypto.subtle.verify({ name: "Ed25519" }, key, bytes(signature), signed);
    if (!valid) told.wrong.push(["signature", {}]);
  } catch (error) {
    const able = await knowsEd25519();
    (able ? told.wrong : told.notes).push([able ? "signature" : "no-ed25519", {}]);
  }
  if (!wanted) told.notes.push(["compare-key", { key: shown }]);
  else if (![shown.replaceAll(" ", ""), publicKey].includes(wanted)) told.wrong.push(["other-key", { key: shown }]);
  else if (valid) told.holds.push(["key", {}]);
}

// Whether the browser can check signatures at all: by a key that is one.
async function knowsEd25519() {
  const key = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  try {
    return Boolean(await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]));
  } catch {
    return false;
  }
}

// Whether the history that a kept head stands for is the beginning of this one.
function checkHead(kept, slug, entries, told) {
  const plain = kept.replace(/[\s\x1c-\x1f\x85]+/g, " ").toLowerCase().replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  const found = /^([a-z0-9-]+) ([0-9]{1,9}) ((?:[0-9a-f] ?){32})$/.exec(plain);
  if (found === null) return told.wrong.push(["head-unread", {}]);
  const [demand, number, digits] = [found[1], Number(found[2]), found[3].replaceAll(" ", "")];
  if (demand !== slug) return told.wrong.push(["head-demand", { demand }]);
  for (const entry of entries) {
    if (entry.number === number) {
      const same = (entry.hash || "").startsWith(digits);
      return (same ? told.holds : told.wrong).push([same ? "head" : "head-other", { number }]);
    }
    if (entry.number > number) {
      const lost = entry.reason === "restored" && (entry.previous_hash || "").startsWith(digits);
      return (lost ? told.notes : told.wrong).push([lost ? "head-lost" : "head-absent", { number }]);
    }
  }
  return told.wrong.push(["head-newer", { number }]);
}

// Check the bytes of a ledger file.
async function check(content, key, head) {
  const told = nothing();
  try {
    await checkLedger(await readLedger(content), key, head, told);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    told.wrong.push([error.message, {}]);
  }
  return told;
}

async function checkLedger(ledger, key, head, told) {
  const { demand: slug, versions, entries } = ledger;
  const texts = new Set();
  for (const version of versions) {
    texts.add(version.text_sha256);
    const fits = (await sha256(utf8(canonical(version.texts)))) === version.text_sha256;
    if (!fits) told.wrong.push(["text", { number: version.version }]);
  }
  const unhashed = entries.filter(({ hash }) => hash === null).length;
  if (unhashed) told.notes.push(["unhashed", { number: unhashed }]);
  let before = { demand: slug, demand_id: null, number: 0, count: 0, hash: null, format: 0, published_at: "" };
  const tried = { times: 0 };
  for (const entry of entries) {
    const number = entry.number;
    for (const fault of await faultsOf(entry, before, tried)) told.wrong.push([fault, { number }]);
    if (entry.text_hash !== null && !texts.has(entry.text_hash)) told.wrong.push(["no-text", { number }]);
    if (entry.reason === "restored") told.notes.push(["restored", { number }]);
    if (entry.published_at < before.published_at) told.notes.push(["clock", { number }]);
    before = entry;
  }
  const { number, count, hash } = before;
  if (canonical(ledger.head) !== canonical(hash === null ? null : { demand: slug, number, count, hash })) {
    told.wrong.push(["head-changed", {}]);
  }
  const signed = utf8(`tocsin ledger 1\n${canonical(without(ledger, "signature"))}`);
  await checkSignature(signed, ledger.signature, ledger.key.public_key, key, told);
  if (head) checkHead(head, slug, entries, told);
  const [newest] = versions.length ? Object.values(versions[versions.length - 1].texts) : [];
  told.holds.push(["ledger", { demand: slug, title: newest ? newest.title : "" }]);
  told.holds.push(["counts", { publications: entries.length, count }]);
}

// Check a board: its signed list of files, and each of `files`, [name, bytes]. `whole`: all of them must be there.
async function checkBoard(files, whole, key, head) {
  const told = nothing();
  const named = (name) =>
    (files.find(([each]) => each === name) || files.find(([each]) => baseName(each) === name) || [])[1];
  try {
    await checkFiles(files, whole, key, head, named("manifest.json"), named("manifest.sig"), told);
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof TypeError)) throw error;
    told.wrong.push([error instanceof Unreadable ? error.message : "no-list", {}]);
  }
  return told;
}

const baseName = (path) => path.split("/").pop();

function readManifest(content) {
  try {
    const [, manifest] = readJson(content);
    const { kind, key, files } = manifest;
    const listed = Object.values(files).every((each) => isA(each.sha256, "text") && isA(each.size, "whole"));
    const ours = kind === "tocsin-board-files" && key.algorithm === "Ed25519" && isA(key.public_key, "hash");
    if (ours && isObject(files) && listed) return manifest;
  } catch {
    // said below
  }
  throw new Unreadable("no-list");
}

async function checkFiles(files, whole, key, head, raw, signature, told) {
  if (!raw || !signature) throw new Unreadable("no-list");
  const manifest = readManifest(raw);
  const text = new TextDecoder().decode(signature);
  const hex = /^[0-9a-f]{128}\n$/.test(text) ? text.trim() : "";
  await checkSignature(raw, hex, manifest.key.public_key, key, told);
  if (told.wrong.length) return;
  const listed = new Map(Object.entries(manifest.files));
  const found = new Map();
  for (const [name, content] of files) {
    if (content === raw || content === signature) continue;
    const hash = await sha256(content);
    const paths = [...listed.keys()].filter((each) => baseName(each) === baseName(name) && !found.has(each));
    const path = paths.find((each) => listed.get(each).sha256 === hash) || paths[0];
    if (path === undefined) told.wrong.push(["file-added", { name }]);
    else if (listed.get(path).sha256 !== hash) told.wrong.push(["file-changed", { name }]);
    found.set(path, content);
  }
  for (const name of whole ? listed.keys() : []) if (!found.has(name)) told.wrong.push(["file-missing", { name }]);
  if (told.wrong.length) return;
  told.holds.push(["files", { number: found.size, day: String(manifest.made_at).slice(0, 10) }]);
  const slugs = [...listed.keys()].filter((name) => name.startsWith("ledger/")).map(slugOf);
  const of = head && head.toLowerCase().replace(/^[^a-z0-9]+/, "").split(/[\s\x1c-\x1f\x85]/)[0];
  if (of && !slugs.includes(of)) told.wrong.push(["head-demand", { demand: of }]);
  const data = found.has("data/board.json") ? readJson(found.get("data/board.json"))[1] : null;
  const table = found.has("data/counts.csv") ? countsIn(found.get("data/counts.csv")) : null;
  if (table && !Object.keys(table).every((each) => slugs.includes(each))) {
    told.wrong.push(["other-counts", { name: "data/counts.csv" }]);
  }
  const counted = data === null ? slugs : data.demands.map(({ demand }) => demand);
  if ([...slugs].sort().join() !== [...counted].sort().join()) {
    told.wrong.push(["other-counts", { name: "data/board.json" }]);
  }
  for (const [name, content] of found) {
    if (!name.startsWith("ledger/")) continue;
    const kept = of === slugOf(name) ? head : "";
    await checkListed(name, content, data, table, key || manifest.key.public_key, kept, told);
  }
}

// The counts in a table, by demand and publication.
function countsIn(content) {
  const rows = [[]];
  for (const [, cell, end] of new TextDecoder().decode(content).matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)) {
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ",") rows.push([]);
  }
  const columns = ["demand", "publication", "count"].map((name) => rows[0].indexOf(name));
  const found = {};
  for (const row of rows.slice(1).filter(({ length }) => length === rows[0].length)) {
    const [demand, publication, count] = columns.map((place) => row[place]);
    (found[demand] ??= {})[publication] = Number(count);
  }
  return found;
}

const slugOf = (name) => name.slice("ledger/".length, -".json".length);

// Check a ledger of a board, and that the board's data has the same counts.
async function checkListed(name, content, data, table, key, head, told) {
  const one = await check(content, key, head);
  told.wrong.push(...one.wrong);
  told.notes.push(...one.notes.filter(([each]) => each !== "no-ed25519"));
  told.holds.push(...one.holds.filter(([each]) => each !== "key"));
  if (one.wrong.length) return;
  const ledger = readJson(content)[1];
  if (ledger.demand !== slugOf(name)) told.wrong.push(["other-ledger", { name, demand: ledger.demand }]);
  const counted = Object.fromEntries(ledger.entries.map(({ number, count }) => [number, count]));
  if (table && canonical(table[slugOf(name)] || {}) !== canonical(counted)) {
    told.wrong.push(["other-counts", { name: "data/counts.csv" }]);
  }
  if (data === null) return;
  const same = data.demands.find(({ demand }) => demand === slugOf(name));
  if (!same || canonical(same.publications) !== canonical(ledger.entries)) {
    told.wrong.push(["other-counts", { name: "data/board.json" }]);
  }
}

// The rest is the page.

function show(told, texts) {
  const line = (sign, [key, values]) => {
    const item = document.createElement("li");
    const mark = document.createElement("span");
    mark.ariaHidden = "true";
    mark.textContent = `${sign} `;
    item.append(mark, texts[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]).replace(UNSHOWN, "\ufffd")));
    return item;
  };
  const wrong = told.wrong.length > 0;
  const sure = told.holds.some(([key]) => key === "key");
  const state = told.none ? "none" : wrong ? "wrong" : sure ? "good" : "part";
  document.getElementById("found").replaceChildren(
    ...told.wrong.map((one) => line("✗", one)),
    ...(wrong ? [] : told.holds.map((one) => line("✓", one))),
    ...told.notes.map((one) => line("–", one)),
    ...(wrong || told.none ? [] : [line("–", ["not-shown", {}])]),
  );
  const verdict = document.getElementById("verdict");
  verdict.textContent = texts[`verdict-${state}`];
  verdict.className = state;
}

const unchecked = (key) => ({ ...nothing(), notes: [[key, {}]], none: true });

async function bytesOf(file) {
  if (file.size > MAX_SIZE) throw new Unreadable("too-large");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Unreadable("unreachable");
  }
}

async function fetched(path) {
  try {
    const answer = await fetch(path, { cache: "no-store" });
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  } catch {
    // said below
  }
  throw new Unreadable("unreachable");
}

async function fetchedBoard(path) {
  const root = path.slice(0, -"manifest.json".length);
  const raw = await fetched(path);
  const files = [["manifest.json", raw], ["manifest.sig", await fetched(`${root}manifest.sig`)]];
  for (const name of Object.keys(readManifest(raw).files)) files.push([name, await fetched(root + encodeURI(name))]);
  return files;
}

async function checkChosen(chosen, served, key, head) {
  if (chosen.length === 0 && served === "") return unchecked("choose");
  if (chosen.length === 0 && served.endsWith("manifest.json")) {
    return checkBoard(await fetchedBoard(served), true, key, head);
  }
  if (chosen.length === 0) {
    const told = await check(await fetched(served), key, head);
    const [, { demand }] = told.holds.find(([each]) => each === "ledger") || ["", {}];
    const name = served.slice(served.lastIndexOf("ledger/"));
    if (demand !== undefined && demand !== slugOf(name)) told.wrong.push(["other-ledger", { name, demand }]);
    return told;
  }
  const files = [];
  for (const file of chosen) files.push([file.name, await bytesOf(file)]);
  if (files.length > 1) return checkBoard(files, false, key, head);
  return check(files[0][1], key, head);
}

function begin() {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const field = (name) => document.getElementById(name);
  const form = field("form");
  const served = location.protocol !== "file:" && field("ledger") !== null;
  if (field("served") !== null) field("served").hidden = !served;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    field("verdict").textContent = texts.checking;
    field("found").replaceChildren();
    let told;
    try {
      told = globalThis.crypto && crypto.subtle
        ? await checkChosen([...field("file").files], served ? field("ledger").value : "",
            field("key").value.trim(), field("head").value.trim())
        : unchecked("no-crypto");
    } catch (error) {
      told = unchecked(error instanceof Unreadable ? error.message : "unreachable");
    }
    show(told, texts);
  });
}

if (typeof document !== "undefined") begin();
else module.exports = { check, checkBoard };
