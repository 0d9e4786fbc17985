"use strict";

// Verification of ledgers, and of a board's files, in the browser: SHA-256 and Ed25519 by WebCrypto, nothing else.
// What is found is [key of a sentence, its values]: what holds, what is noted, and what is wrong.

const MAX_SIZE = 2 ** 26; // bytes of a ledger or a list of files
const MAX_FILES = 2 ** 36; // of all listed files
const AT_ONCE = 200; // hashes, or rows, that are computed at once
const MAX_DEPTH = 100; // of objects and lists in each other
const MAX_ROWS_SIZE = 2 ** 29; // bytes of a file of rows
const MAX_ROW = 1000; // bytes
const MAX_ROW_FAULTS = 20; // that are told of a file
const INDEX_ENTRY = 8; // bytes
const MAX_CELL = 2 ** 20; // characters of a cell of a table
const MAX_CELLS = 1_000; // of a row of a table
const HOUR = 3_600_000; // milliseconds
const ENTRY = {
  demand: "text", demand_id: "whole", text_hash: "hash", number: "whole", published_at: "moment", count: "whole",
  invalidated: "whole", verified_by: "text", account_days: "whole", server_days: "whole", reason: "text",
  breakdown: "units?", previous_hash: "hash?", hash: "hash", format: "whole",
};
const PAGE_ENTRY = {
  ...ENTRY, consent_hash: "hash", issuing_key: "text", rows_sha256: "hash?",
  index_sha256: "hash?", places: "whole", issued: "whole", threshold: "null", until: "null", box_key: "hash",
};
const UNIT = { id: "whole", unit: "text", name: "text", size: "whole", count: "whole?" };
const HEAD = { demand: "text", number: "whole", count: "whole", hash: "hash" };
const KEY = { algorithm: "text", public_key: "hash", fingerprint: "text" };
const VERSION = { version: "whole", since: "text", texts: "texts", text_sha256: "hash" };
const PAGE_VERSION = { ...VERSION, consent: "consent", consent_sha256: "hash" };
const LEDGER = {
  format: "whole", kind: "text", demand: "text", key: KEY, versions: ["version"], entries: ["entry"], head: "head?",
  signature: "signature",
};
const ROUND = {
  number: "whole", id: "text", begun_on: "text", keys: ["hash"], previous_hash: "hash?", hash: "hash",
};
const ROUNDS = { format: "whole", kind: "text", key: KEY, rounds: [ROUND], signature: "signature" };
const UNCHECKED = [ // notes after which not everything is right, or was checked
  "file-missing",
  "rows-unchecked", "rounds-unchecked", "timestamps-unchecked", "own-absent", "receipt-none", "receipt-waits",
  "restored",
];
const DATA = "data/board.json";
const DEMAND = [ // keys of what it says of a demand
  "demand", "void", "closed_at", "delivery", "counts", "version", "texts", "text_sha256", "publications",
];
const COUNTS = "data/counts.csv";
const LIST = ["manifest.json", "manifest.sig"];
const ODD_NAME = /[\\:*?"<>|\x00-\x1f\p{Surrogate}]|(^|\/)(\/|$)|[. ](\/|$)/u; // not one file below on every system
const CLOSED = ["ended", "void"]; // reasons of the last publication of a list
const PATTERNS = {
  text: /^[^]*$/,
  hash: /^[0-9a-f]{64}$/,
  signature: /^[0-9a-f]{128}$/,
  moment: /^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/,
};
const UNSHOWN = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g; // it would reorder a sentence
const ROW = new RegExp(
  '^\\{"act":"(sign|withdraw)","key":"([\\w-]{85}[AQgw])",("signature":"([\\w-]{85}[AQgw])",)' +
    '"token":"([\\w-]{341}[AQgw])","turn":([1-9][0-9]?),"version":(0|[1-9][0-9]{0,8})\\}\\n$',
);
const ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n; // y of points of small order
const LIST_OPEN = 30 * 24 * HOUR; // at most, after a demand closed
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
  if (!isObject(value)) return Math.abs(value) === Infinity ? String(value) : JSON.stringify(value);
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
  if (kind === "null") return value === null;
  if (kind === "whole") return Number.isSafeInteger(value);
  if (kind === "units") return isA(value, [UNIT]);
  if (kind === "head") return isA(value, HEAD);
  if (kind === "texts") return isByLanguage(value, { title: "text", body: "text" });
  if (kind === "consent") return isByLanguage(value, "text");
  if (kind === "entry") return isA(value, isObject(value) && value.format === 4 ? PAGE_ENTRY : ENTRY);
  if (kind === "version") return isA(value, VERSION) || isA(value, PAGE_VERSION);
  if (typeof value !== "string" || /\p{Surrogate}/u.test(value) || !PATTERNS[kind].test(value)) return false;
  return kind !== "moment" || isDate(value.slice(0, 10));
}

// Whether a day is one of the calendar.
function isDate(value) {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function isByLanguage(value, kind) {
  if (!isObject(value)) return false;
  const languages = Object.keys(value);
  return (
    languages.join(" ") === [...languages].sort().join(" ") &&
    languages.every((each) => LANGUAGE.test(each) && isA(value[each], kind))
  );
}

function readJson(content) {
  if (content.length > MAX_SIZE) throw new Unreadable("too-large");
  try {
    const raw = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return [raw, parsed(raw)];
  } catch {
    throw new Unreadable("no-ledger");
  }
}

// A value of JSON. Throws for one that readers read differently.
function parsed(text) {
  const value = JSON.parse(text);
  if (isAmbiguous(text)) throw new SyntaxError("a key is there twice, or it is nested too deep");
  return value;
}

// Whether an object in this JSON has a key twice, of which each reader takes another, or it is nested deeper than
// every reader reads.
function isAmbiguous(json) {
  const open = []; // the keys of each object or list that is not closed yet
  for (const [token, text, colon] of json.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") {
      if (open.push(new Set()) > MAX_DEPTH) return true;
    } else if (text === undefined) open.pop();
    else if (colon !== undefined) {
      const [keys, key] = [open.at(-1), JSON.parse(text)];
      if (keys.has(key)) return true;
      keys.add(key);
    }
  }
  return false;
}

// A ledger file, once it is known to be as Tocsin writes it, byte for byte.
async function readLedger(content) {
  const [raw, ledger] = readJson(content);
  const ours = isObject(ledger) && ledger.kind === "tocsin-ledger";
  if (!ours || !isA(ledger, LEDGER)) throw new Unreadable("no-ledger");
  const { algorithm, public_key, fingerprint } = ledger.key;
  if (algorithm !== "Ed25519" || fingerprint !== (await fingerprintOf(public_key))) throw new Unreadable("no-ledger");
  if (raw !== `${JSON.stringify(ledger, null, 1)}\n`) throw new Unreadable("no-ledger");
  const numbers = ledger.versions.map(({ version }) => version);
  if (!numbers.every((number, place) => number > (numbers[place - 1] ?? 0))) throw new Unreadable("no-ledger");
  const known = ledger.format === 1 && ledger.entries.every(({ format }) => [2, 4].includes(format));
  if (!known) throw new Unreadable("newer-format");
  return ledger;
}

async function fingerprintOf(publicKey) {
  return grouped((await sha256(bytes(publicKey))).slice(0, 32));
}

// The keys of the faults of one entry, checked against the one before it. One with the reason "restored" follows others
// that are not here: they were lost with an older backup, or somebody dropped them.
async function faultsOf(entry, before) {
  const restored = entry.reason === "restored";
  const faults = [];
  const must = (holds, key) => holds || faults.push(key);
  must(entry.number === before.number + 1 || (restored && entry.number > before.number), "missing");
  must(entry.demand === before.demand && [null, entry.demand_id].includes(before.demand_id), "other-demand");
  must(Math.min(entry.count, entry.invalidated) >= 0, "negative");
  must([0, entry.format].includes(before.format), "other-format");
  must(entry.hash === (await sha256(utf8(canonical(without(entry, "hash"))))), "hash");
  const follows = entry.previous_hash === before.hash;
  if (restored) must(!follows && entry.previous_hash !== null, "lost-nothing");
  else must(follows, "previous");
  return faults;
}

const isOfPage = ({ format }) => format === 4;

// The faults of what an entry says of a demand that is signed on the page, with their values.
function pageFaults(entry, before, closing) {
  if (!isOfPage(entry)) return [];
  const { count, issued, places, reason, rows_sha256: rows } = entry;
  const begins = before.format === 0;
  const plain = entry.invalidated === 0 && entry.breakdown === null && entry.verified_by === "roster";
  const odd = ["amended", "void"].includes(reason) && rows !== null;
  const holds = {
    opening: (reason === "opening") === begins && (!begins || (count === 0 && rows === null)),
    "other-issuing-key": begins || before.issuing_key === entry.issuing_key,
    "other-box-key": begins || before.box_key === entry.box_key,
    "issuing-key": isIssuingKey(entry.issuing_key),
    "after-end": !CLOSED.includes(before.reason),
    "no-rows": rows !== null || reason === "restored" || count === before.count,
    issued: count <= issued && issued <= places && issued % 10 === 0 && places % 10 === 0,
    "places-fell": begins || !(places < before.places),
    "issued-fell": begins || !(issued < before.issued),
    "figures-changed": closing === null || (places === closing.places && issued === closing.issued),
    "page-entry": plain && !odd && isSigningKey(entry.box_key) && (rows !== null || entry.index_sha256 === null),
  };
  const fell = (name) => ({ before: before[name], now: entry[name] });
  const values = { issued: { count, issued, places }, "places-fell": fell("places"), "issued-fell": fell("issued") };
  return Object.keys(holds).filter((key) => !holds[key]).map((key) => [key, values[key] || {}]);
}

const binary = (text) => atob(text.replaceAll("-", "+").replaceAll("_", "/"));
const bytesOfBinary = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const unbase64 = (text) => bytesOfBinary(binary(text));

// Whether a text is an RSA key as Tocsin makes them: 2048 bits, exponent 65537. All but the modulus is always the same.
function isIssuingKey(text) {
  if (!/^[\w-]{392}$/.test(text)) return false;
  const key = unbase64(text);
  const hex = (part) => Array.from(part, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const start = hex(key.slice(0, 33)) === "30820122300d06092a864886f70d01010105000382010f003082010a0282010100";
  return start && hex(key.slice(-5)) === "0203010001" && key[33] >= 0x80 && key.at(-6) % 2 === 1;
}

const rowsName = (slug, number) => `${slug}/rows-${number}.jsonl`;

// Check the rows and the issuing key of a demand that is signed on the page. `given` has open(name), which gives the
// bytes of a file beside the ledger or null, and rounds(); the signer's own row; progress(rows); and the demand of each
// issuing key, for the ledgers of a board.
async function checkPage(ledger, given, told) {
  const { demand: slug, entries } = ledger;
  const issuingKey = entries[0].issuing_key;
  told.page = true;
  const kept = given.receipts ? await readReceipt(given, ledger, told) : null;
  if (!entries.every(isOfPage) || !isIssuingKey(issuingKey)) return; // which is a fault that was noted
  const other = given.issuing.get(issuingKey) || slug;
  given.issuing.set(issuingKey, other);
  if (other !== slug) told.wrong.push(["key-twice", { demand: slug, other }]);
  await checkRounds(await given.rounds(), ledger, given.figures, told);
  const [first, last] = [entries[0], entries[entries.length - 1]];
  const { places, issued } = last;
  told.holds.push(["places", {
    demand: slug, first_places: first.places, first_issued: first.issued, places, issued,
  }]);
  const named = entries.filter((entry) => entry.rows_sha256 !== null);
  const found = new Map();
  for (const { number } of named) {
    const content = await given.open(rowsName(slug, number));
    if (content !== null) found.set(number, content);
  }
  if (named.length && !found.size) {
    told.notes.push(["rows-unchecked", { name: rowsName(slug, named[0].number) }]);
    return;
  }
  for (const { number } of named) {
    if (!found.has(number)) told.wrong.push(["rows-missing", { name: rowsName(slug, number), number }]);
  }
  if (found.size === named.length) await checkRows(ledger, found, kept, given, told);
}

const once = (list, key, values = {}) => {
  if (!list.some(([each, other]) => each === key && canonical(other) === canonical(values))) list.push([key, values]);
};

// Check the announced rounds, and that an issuing key is of one of them.
async function checkRounds(content, ledger, figures, told) {
  const name = "rounds.json";
  if (content === null) return once(told.notes, "rounds-unchecked");
  const publicKey = ledger.key.public_key;
  const rounds = await readRounds(content, publicKey);
  if (rounds === null) return once(told.wrong, "rounds-unread", { name });
  let before = { number: 0, hash: null };
  const seen = new Set();
  for (const each of rounds) {
    const follows = each.number === before.number + 1 && each.previous_hash === before.hash;
    const fits = each.hash === (await sha256(utf8(canonical(without(each, "hash")))));
    const known = seen.size + each.keys.length;
    each.keys.forEach((key) => seen.add(key));
    if (!follows || !fits || seen.size < known) once(told.wrong, "round", { name, number: each.number });
    before = each;
  }
  const key = await sha256(unbase64(ledger.entries[0].issuing_key));
  const of = rounds.find(({ keys }) => keys.includes(key));
  const closing = ledger.entries.findIndex(({ reason }) => reason === "closing");
  const opened = closing < 0 ? ledger.entries : ledger.entries.slice(0, closing + 1);
  if (of) figures.set(of.number, [...(figures.get(of.number) || []), ...opened]);
  if (seen.has(key)) once(told.holds, "rounds");
  else told.wrong.push(["round-no-key", { demand: ledger.demand }]);
}

async function readRounds(content, publicKey) {
  try {
    const [raw, file] = readJson(content);
    const ours = isA(file, ROUNDS) && file.format === 1 && file.kind === "rounds";
    if (!ours || raw !== `${JSON.stringify(file, null, 1)}\n` || file.key.algorithm !== "Ed25519") return null;
    if (file.key.public_key !== publicKey || file.key.fingerprint !== (await fingerprintOf(publicKey))) return null;
    const signed = utf8(`tocsin rounds 1\n${canonical(without(file, "signature"))}`);
    const valid = await fitsEd25519(publicKey, bytes(file.signature), signed);
    return valid === false ? null : file.rounds; // that none can be checked is said of the ledger
  } catch {
    return null;
  }
}

// Check all rows, publication by publication. What stays of them is the last act of each key. `kept`: the row of a valid
// receipt, or null.
async function checkRows(ledger, files, kept, given, told) {
  const { demand: slug, versions, entries } = ledger;
  const unnamed = new Map(); // numbers of versions that no publication has named yet, by their hashes
  for (const { version, text_sha256, consent_sha256 } of versions) {
    const hashes = `${text_sha256}\n${consent_sha256}`;
    unnamed.set(hashes, unnamed.get(hashes) || []).get(hashes).push(version);
  }
  const spki = unbase64(entries[0].issuing_key);
  const state = {
    issuing: await crypto.subtle.importKey("spki", spki, { name: "RSA-PSS", hash: "SHA-384" }, false, ["verify"]),
    demand: entries[0].hash,
    known: new Map([["0", "-\n-"]]), // the hashes of each version that a publication has named
    acts: new Map(), // [the last turn of each key, 1 if it signs]
    closed: false, standing: 0, checked: 0, faults: new Map(), own: ownRow(given.own), ownFound: false, ownLast: null,
    ownAct: [0, 0], receipt: false, progress: given.progress, told,
  };
  if (given.own && state.own === null) told.wrong.push(["own-unread", {}]);
  if (kept !== null) [state.own, state.receipt] = [kept, true];
  for (const entry of entries) {
    const { number, count, issued } = entry;
    const hashes = `${entry.text_hash}\n${entry.consent_hash}`;
    for (const version of unnamed.get(hashes) || []) if (version > 0) state.known.set(String(version), hashes);
    unnamed.delete(hashes);
    if (files.has(number)) {
      const name = rowsName(slug, number);
      if (files.get(number).length > MAX_ROW * Math.max(entry.places, 0)) {
        told.wrong.push(["rows-hash", { name, number }]);
        continue;
      }
      const index = await checkRowsFile(name, files.get(number), state);
      if ((await sha256(files.get(number))) !== entry.rows_sha256) told.wrong.push(["rows-hash", { name, number }]);
      const beside = await given.open(name.replace(/jsonl$/, "index"));
      const fits = [index, beside === null ? index : await sha256(beside)].every((each) => each === entry.index_sha256);
      if (entry.index_sha256 !== null && !fits) told.wrong.push(["index-hash", { name, number }]);
    }
    state.closed = state.closed || entry.reason === "closing";
    const found = state.standing;
    if (found !== count) told.wrong.push(["rows-count", { number, count, found }]);
    if (state.acts.size > issued) told.wrong.push(["rows-issued", { number, found: state.acts.size, issued }]);
  }
  for (const [name, { first, more: number }] of state.faults) {
    for (const [row, fault] of first) told.wrong.push([fault, { name, row }]);
    if (number > 0) told.wrong.push(["rows-more", { name, number }]);
  }
  told.holds.push(["rows", { number: state.checked, found: state.acts.size }]);
  if (state.ownLast !== null) told.holds.push(state.ownLast);
  else if (state.own !== null && !state.ownFound && !state.receipt) told.notes.push(["own-absent", {}]);
  if (state.receipt) checkReceipt(ledger, state, given.owed, told);
}

// The row of this demand from the file that the signing page saves, if its receipt is valid; else null.
async function readReceipt(given, { demand, entries: [{ hash: opening, box_key: boxKey }] }, told) {
  let own = null;
  let receipt = "";
  let isAlone = false;
  try {
    const file = parsed(given.receipts);
    isAlone = isObject(file) && !("rows" in file);
    if (!isAlone && !(isObject(file) && isObject(file.rows))) throw new Unreadable("receipt-unread");
    const kept = isAlone ? file : file.rows[opening];
    if (kept === undefined) return null;
    if (!isObject(kept)) throw new Unreadable("receipt-unread");
    if ([undefined, null].includes(kept.receipt)) return null;
    [own, receipt] = [ownRow(JSON.stringify(kept.row)), String(kept.receipt)];
  } catch {
    // said below
  }
  given.receiptFound.push(demand);
  if (own === null || own.line === null || !/^[\w-]{85}[AQgw]$/.test(receipt)) {
    told.wrong.push(["receipt-unread", {}]);
    return null;
  }
  const signed = utf8(`tocsin receipt 1\n${opening}\n${await sha256(utf8(own.line.trimEnd()))}\n`);
  const valid = await fitsEd25519(boxKey, unbase64(receipt), signed);
  if (valid === null) once(told.notes, "no-ed25519");
  else if (valid) told.holds.push(["receipt", { demand }]);
  else if (!isAlone) told.wrong.push(["receipt-wrong", { demand }]);
  if (isAlone) given.receiptAlone.set(demand, valid);
  return valid ? own : null;
}

// What is to be said of the receipts in the end: one without its demand is wrong if it is of none.
function endReceipts({ receipts, receiptFound, receiptAlone }, told) {
  if (receipts && !receiptFound.length) told.notes.push(["receipt-none", {}]);
  if ([...receiptAlone.values()].every((valid) => valid === false)) {
    for (const demand of receiptAlone.keys()) told.wrong.push(["receipt-wrong", { demand }]);
  }
}

// Check that a row with a receipt was published, or a newer one of its key, once that is due: all rows go out with the
// closing, and withdrawals made after it with the end; or the data of a board says that it is due, in `owed`.
function checkReceipt({ demand, entries }, { own, ownFound, ownAct: [turn, signs] }, owed, told) {
  const has = (...names) => entries.some(({ reason }) => names.includes(reason));
  const isOwed = !has("void") && (owed.get(demand) || []).includes(own.signs ? "sign" : "withdraw");
  const isDue = isOwed || (own.signs ? has("closing", "ended") : has("ended"));
  // Neither a signature that was never published nor its withdrawal is in the list.
  const isThere = own.signs ? ownFound : !signs || turn >= own.turn;
  if (!isThere && isDue) told.wrong.push(["row-struck", { demand }]);
  else if (!ownFound && !isDue && !has("void")) told.notes.push(["receipt-waits", { demand }]);
}

// Check a file of rows; return the hash of its index. Its lines are looked at in their order, and their tokens and
// signatures by the browser's threads meanwhile.
async function checkRowsFile(name, content, state) {
  const faults = { first: [], more: 0 };
  state.faults.set(name, faults);
  const latin = new TextDecoder("latin1");
  const index = [];
  let before = "";
  let batch = [];
  let running = Promise.resolve();
  const send = async () => {
    const [rows, earlier] = [batch, running];
    batch = [];
    running = Promise.all(rows);
    for (const [row, entry, found] of await earlier || []) {
      index.push(entry);
      found.forEach((fault) => noteRow(faults, row, fault));
    }
    if (state.progress) state.progress(state.checked);
  };
  for (let start = 0, row = 1; start < content.length; row += 1) {
    const end = content.indexOf(10, start) + 1 || content.length;
    const line = latin.decode(content.subarray(start, Math.min(end, start + MAX_ROW)));
    start += line.length;
    const read = ROW.exec(line);
    if (read === null) {
      noteRow(faults, row, "row-form");
      if (!line.endsWith("\n")) break;
      continue;
    }
    before = placeRow(name, row, read, before, state);
    batch.push(checkRow(row, read, before, state));
    if (batch.length === AT_ONCE) await send();
  }
  await send();
  await send();
  const all = new Uint8Array(index.length * INDEX_ENTRY);
  index.forEach((entry, place) => all.set(entry, place * INDEX_ENTRY));
  return sha256(all);
}

// Note what is wrong with a row. Each line of a huge file may be wrong: the first faults are kept.
function noteRow(faults, row, fault) {
  faults.first.push([row, fault]);
  faults.first.sort(([one, key], [other, name]) => one - other || (key < name ? -1 : 1));
  if (faults.first.length > MAX_ROW_FAULTS) {
    faults.first.pop();
    faults.more += 1;
  }
}

// Check the place of a row, its turn and its version; return its key. `before` is the key before.
function placeRow(name, row, read, before, state) {
  const [, act, text, , , , digits, version] = read;
  const [key, turn, signs] = [binary(text), Number(digits), Number(act === "sign")];
  const faults = state.faults.get(name);
  if (key <= before) noteRow(faults, row, key === before ? "row-twice" : "row-order");
  const [last, signed] = state.acts.get(key) || [0, 0];
  if (turn <= last) noteRow(faults, row, "row-turn");
  if (Boolean(signs) === (version === "0") || !state.known.has(version)) noteRow(faults, row, "row-version");
  if (signs && state.closed) noteRow(faults, row, "row-late");
  state.acts.set(key, [turn, signs]);
  state.standing += signs - signed;
  state.checked += 1;
  if (state.own !== null && state.own.key === text) compareOwn(name, row, read, state);
  return key;
}

// Check a row's token and signature; return its line, its entry of the index, and its faults.
async function checkRow(row, read, key, state) {
  const [line, act, , signed, signature, token, turn, version] = read;
  const point = bytesOfBinary(`\x04${key}`);
  const message = bytesOfBinary(`tocsin token 1\n${key}`);
  const hashed = crypto.subtle.digest("SHA-256", utf8(line.replace(signed, "").trimEnd()));
  const pss = { name: "RSA-PSS", saltLength: 48 };
  const issued = crypto.subtle.verify(pss, state.issuing, unbase64(token), message);
  const faults = [];
  if (!(await issued)) faults.push("row-token");
  if (state.known.has(version)) {
    const hashes = state.known.get(version);
    const statement = utf8(`tocsin statement 1\n${state.demand}\n${turn}\n${act}\n${version}\n${hashes}\n`);
    if (!(await isSigned(point, unbase64(signature), statement))) faults.push("row-signature");
  }
  return [row, new Uint8Array(await hashed).slice(0, INDEX_ENTRY), faults];
}

async function isSigned(point, signature, statement) {
  try {
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const signer = await crypto.subtle.importKey("raw", point, curve, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, signer, signature, statement);
  } catch {
    return false; // not a point of the curve
  }
}

// The key and the row that a signer kept, or the key alone; null if it is neither.
function ownRow(typed) {
  const text = (typed || "").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (/^[\w-]{85}[AQgw]$/.test(text)) return { key: text, line: null, turn: 0, signs: false };
  try {
    const { act, key, signature, token, turn, version } = parsed(text);
    const read = ROW.exec(`${canonical({ act, key, signature, token, turn, version })}\n`);
    return read && { key, line: read[0], turn, signs: act === "sign" };
  } catch {
    return null;
  }
}

// Compare a row that has the signer's key with the one that the signer kept.
function compareOwn(name, row, read, state) {
  const { line, turn } = state.own;
  const version = Number(read[7]);
  state.ownFound ||= turn <= Number(read[6]);
  state.ownAct = [Number(read[6]), Number(read[1] === "sign")];
  if (line === null) {
    state.ownLast = version ? ["own-signed", { name, row, version }] : ["own-withdrawn", { name, row }];
  } else if (line === read[0]) state.ownLast = ["own", { name, row }];
  else if (turn === Number(read[6])) state.told.wrong.push(["own-other", { name, row }]);
  else if (turn < Number(read[6])) state.told.notes.push(["own-newer", { name, row }]);
}

// Check a signature, and whether its key is the one that was given.
async function checkSignature(signed, signature, publicKey, given, told) {
  const shown = await fingerprintOf(publicKey);
  const wanted = given && given.replace(/[\s:]/g, "").toLowerCase();
  if (wanted && !/^([0-9a-f]{32}|[0-9a-f]{64})$/.test(wanted)) return told.wrong.push(["key-unread", {}]);
  const valid = await fitsEd25519(publicKey, bytes(signature), signed);
  if (valid === null) once(told.notes, "no-ed25519");
  else if (!valid) told.wrong.push(["signature", {}]);
  if (!wanted) told.notes.push(["compare-key", { key: shown }]);
  else if (![shown.replaceAll(" ", ""), publicKey].includes(wanted)) told.wrong.push(["other-key", { key: shown }]);
  else if (valid) told.holds.push(["key", {}]);
}

// Whether 32 bytes are an Ed25519 key that is written in its one way, and none of the eight points of small order: in
// their name anybody signs anything.
function isSigningKey(key) {
  const field = 2n ** 255n - 19n;
  const y = BigInt(`0x${key.match(/../g).reverse().join("")}`) % 2n ** 255n;
  return y < field && ![0n, 1n, field - 1n, ORDER_8, field - ORDER_8].includes(y);
}

// Whether an Ed25519 signature is valid; null if the browser cannot check any: not that of a key that is one.
async function fitsEd25519(publicKey, signature, signed) {
  if (!isSigningKey(publicKey)) return false;
  const imported = (hex) => crypto.subtle.importKey("raw", bytes(hex), { name: "Ed25519" }, false, ["verify"]);
  try {
    return await crypto.subtle.verify({ name: "Ed25519" }, await imported(publicKey), signature, signed);
  } catch {
    try {
      await imported("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
      return false;
    } catch {
      return null;
    }
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
      const same = entry.hash.startsWith(digits);
      return (same ? told.holds : told.wrong).push([same ? "head" : "head-other", { number }]);
    }
    if (entry.number > number) return told.wrong.push(["head-absent", { number }]);
  }
  return told.wrong.push(["head-newer", { number }]);
}

const alone = () => ({
  open: async () => null, rounds: async () => null, issuing: new Map(), figures: new Map(), receiptFound: [],
  receiptAlone: new Map(), owed: new Map(),
});

// Check that places and issues fall nowhere between the ledgers of one round. Of publications that are at most an hour
// apart either may have come first: clocks are set, and two demands may be published at once.
function checkAcross(figures, told) {
  const order = (one, other) =>
    ["published_at", "issued", "places", "demand", "number"].reduce(
      (found, key) => found || (one[key] < other[key] ? -1 : Number(one[key] > other[key])), 0);
  for (const [round, entries] of [...figures].sort(([one], [other]) => one - other)) {
    const sorted = entries.map((entry) => ({ ...entry, madeAt: Date.parse(entry.published_at) })).sort(order);
    const highest = { issued: new Map(), places: new Map() };
    const names = Object.keys(highest);
    let past = 0;
    for (const entry of sorted) {
      for (; entry.madeAt - sorted[past].madeAt > HOUR; past += 1) {
        names.forEach((name) => noteHighest(highest[name], sorted[past].demand, sorted[past][name]));
      }
      const { demand, number } = entry;
      const higher = names.flatMap((name) =>
        [...highest[name]].filter(([other, before]) => other !== demand && before > entry[name]));
      const [other] = higher.map(([each]) => each).sort();
      if (higher.length) told.wrong.push(["round-fell", { demand, number, other, round }]);
    }
  }
}

// Keep the highest value of each of the two demands that have the highest.
function noteHighest(two, demand, value) {
  two.set(demand, Math.max(value, two.get(demand) ?? value));
  if (two.size > 2) two.delete([...two].reduce((one, other) => (other[1] < one[1] ? other : one))[0]);
}

// Check the bytes of a ledger file; `given` as in checkPage.
async function check(content, key, head, given) {
  const whole = { ...alone(), ...given };
  const told = await checkOne(content, key, head, whole);
  endReceipts(whole, told);
  return told;
}

async function checkOne(content, key, head, given) {
  const told = nothing();
  try {
    await checkLedger(await readLedger(content), key, head, given, told);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    told.wrong.push([error.message, {}]);
  }
  return told;
}

async function checkLedger(ledger, key, head, given, told) {
  const { demand: slug, versions, entries } = ledger;
  const texts = new Set();
  for (const version of versions) {
    const { version: number, text_sha256, consent_sha256 } = version;
    texts.add(text_sha256).add(`${text_sha256} ${consent_sha256}`);
    if ((await sha256(utf8(canonical(version.texts)))) !== text_sha256) told.wrong.push(["text", { number }]);
    const consent = "consent" in version && (await sha256(utf8(canonical(version.consent))));
    if (consent && consent !== consent_sha256) told.wrong.push(["consent", { number }]);
  }
  let before = { demand: slug, demand_id: null, number: 0, count: 0, hash: null, format: 0, published_at: "" };
  let closing = null;
  for (const entry of entries) {
    const number = entry.number;
    for (const fault of await faultsOf(entry, before)) told.wrong.push([fault, { number }]);
    for (const [fault, values] of pageFaults(entry, before, closing)) told.wrong.push([fault, { ...values, number }]);
    const named = isOfPage(entry) ? `${entry.text_hash} ${entry.consent_hash}` : entry.text_hash;
    if (!texts.has(named)) told.wrong.push(["no-text", { number }]);
    if (entry.reason === "restored") told.notes.push(["restored", { number }]);
    if (entry.reason === "void") told.notes.push(["void", { demand: slug, day: entry.published_at.slice(0, 10) }]);
    if (isOfPage(entry) && entry.reason === "closing") closing = entry;
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
  if (entries.length && isOfPage(entries[0])) await checkPage(ledger, given, told);
  told.holds.push(["ledger", { demand: slug, title: titleOf(ledger) }]);
  told.holds.push(["counts", { publications: entries.length, count }]);
}

// The title of the text that the last publication names: that of a newer one is not signed yet.
function titleOf({ versions, entries }) {
  const named = versions.filter(({ text_sha256 }) => text_sha256 === entries.at(-1)?.text_hash);
  const { texts } = named.at(-1) || versions.at(-1) || { texts: {} };
  return Object.values(texts).map(({ title }) => title)[0] || "";
}

// Check a board: its signed list of files, and each of `files`, [name, bytes]. `whole`: all of them must be there.
async function checkBoard(files, whole, key, head, given) {
  const told = nothing();
  const all = { ...alone(), ...given };
  const named = (name) =>
    (files.find(([each]) => each === name) || files.find(([each]) => baseName(each) === name) || [])[1];
  try {
    await checkFiles(files, whole, key, head, LIST.map(named), all, told);
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof TypeError)) throw error;
    told.wrong.push([error instanceof Unreadable ? error.message : "no-list", {}]);
  }
  endReceipts(all, told);
  return told;
}

const baseName = (path) => path.split("/").pop();

function readManifest(content) {
  try {
    const [, manifest] = readJson(content);
    const { kind, made_at: madeAt, key, files } = manifest;
    const listed = Object.entries(files).every(([name, { sha256: hash, size }]) =>
      !ODD_NAME.test(name) && !LIST.includes(name) && isA(hash, "text") && isA(size, "whole") && size >= 0);
    const ours = kind === "tocsin-board-files" && key.algorithm === "Ed25519" && isA(key.public_key, "hash");
    if (ours && isObject(files) && listed && isA(madeAt, "moment")) return manifest;
  } catch {
    // said below
  }
  throw new Unreadable("no-list");
}

async function checkFiles(files, whole, key, head, [raw, signature], given, told) {
  if (!raw || !signature) throw new Unreadable("no-list");
  const manifest = readManifest(raw);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(signature);
  const hex = /^[0-9a-f]{128}\n$/.test(text) ? text.trim() : "";
  await checkSignature(raw, hex, manifest.key.public_key, key, told);
  if (told.wrong.length) return;
  const listed = new Map(Object.entries(manifest.files));
  if ([...listed.values()].reduce((sum, { size }) => sum + size, 0) > MAX_FILES) {
    told.wrong.push(["too-large", {}]);
    return;
  }
  const found = new Map();
  for (const [name, content] of files) {
    if (content === raw || content === signature) continue;
    const hash = await sha256(content);
    const alike = [...listed.keys()].filter((each) => baseName(each) === baseName(name) && !found.has(each));
    const paths = listed.has(name) ? [name] : alike;
    const path = paths.find((each) => listed.get(each).sha256 === hash) || paths[0];
    if (path === undefined) told.wrong.push(["file-added", { name }]);
    else if (listed.get(path).sha256 !== hash || listed.get(path).size !== content.length) {
      told.wrong.push(["file-changed", { name }]);
    }
    found.set(path, content);
  }
  for (const name of whole ? listed.keys() : []) if (!found.has(name)) told.wrong.push(["file-missing", { name }]);
  if (told.wrong.length) return;
  told.holds.push(["files", { number: found.size, day: manifest.made_at.slice(0, 10) }]);
  const slugs = [...listed.keys()].filter(isLedger).map(slugOf);
  let data = null; // somebody may choose other files alone
  if (found.has(DATA) || !listed.has(DATA)) {
    data = readDemands(found.get(DATA));
    if (data === null) {
      told.wrong.push(["other-counts", { name: DATA }]);
      return;
    }
  }
  const said = found.has(DATA) || found.has(COUNTS);
  const asksRow = given.own && ![...found.keys()].some(isLedger);
  const of = head && head.toLowerCase().replace(/^[^a-z0-9]+/, "").split(/[\s\x1c-\x1f\x85]/)[0];
  if (of === "" && head) told.wrong.push(["head-unread", {}]);
  else if (of && !slugs.includes(of)) told.wrong.push(["head-demand", { demand: of }]);
  for (const slug of slugs) { // whatever is said of a demand is compared with its ledger
    const name = `ledger/${slug}.json`;
    if (!whole && !found.has(name) && (said || asksRow || slug === of)) told.notes.push(["file-missing", { name }]);
  }
  for (const each of [...(data || [])].reverse()) given.owed.set(each.demand, owedActs(each, manifest.made_at));
  const counted = data === null ? slugs : data.map(({ demand }) => demand);
  if (canonical([...slugs].sort()) !== canonical([...counted].sort())) told.wrong.push(["other-counts", { name: DATA }]);
  for (const [name, content] of found) {
    if (!isLedger(name)) continue;
    const kept = of === slugOf(name) ? head : "";
    const open = async (beside) => found.get(`ledger/${beside}`) || null;
    const rounds = async () => found.get("rounds.json") || null;
    const asked = { key: key || manifest.key.public_key, head: kept, given: { ...given, open, rounds } };
    await checkListed(name, content, data, asked, told);
  }
  if (found.has(COUNTS) && !told.wrong.length && !countsAre(found, slugs)) {
    told.wrong.push(["other-counts", { name: COUNTS }]);
  }
  const dated = [...listed.keys()].filter((name) => name.startsWith("timestamps/")).sort()[0];
  if (dated && !told.wrong.length) {
    told.notes.push(["timestamps-unchecked", { name: dated.slice(0, dated.lastIndexOf("/")) }]);
  }
  checkAcross(given.figures, told);
}

// What the data of a board says of each demand; null if it is not there, or not as Tocsin writes it.
function readDemands(content) {
  try {
    const { demands } = readJson(content)[1];
    return demands.every(isDemand) ? demands : null;
  } catch {
    return null;
  }
}

// Whether a value is what the data of a board says of a demand. What is compared with nothing may have any form.
function isDemand(value) {
  if (!isObject(value) || !DEMAND.every((key) => Object.hasOwn(value, key))) return false;
  const { demand, void: isVoid, closed_at: closedAt, delivery, counts } = value;
  return (
    isA(demand, "text") && (isVoid === null || (isObject(isVoid) && isA(isVoid.at ?? null, "moment"))) &&
    isA(closedAt, "moment?") && (delivery === null || isObject(delivery)) &&
    isObject(counts) && isA(counts.paper, "whole")
  );
}

// The acts that must be published by now, by what the data of a board of `madeAt` says of a demand: signatures once it
// was delivered, and all once a list that closed must have ended.
function owedActs({ void: isVoid, closed_at: closedAt, delivery }, madeAt) {
  const day = (moment) => Date.parse(moment.slice(0, 10));
  if (isVoid !== null) return [];
  if (closedAt !== null && day(madeAt) > day(closedAt) + LIST_OPEN) return ["sign", "withdraw"];
  return delivery !== null ? ["sign"] : [];
}

// The rows of a table, as objects, which is written in one way only: each row has as many cells as the heading, whose
// names differ; null for another table, and for one in which a cell is longer than the browser's expressions read.
function rowsOf(content) {
  try {
    return content.length > MAX_SIZE ? null : tableOf(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return null;
  }
}

function tableOf(text) {
  const rows = [];
  let [cells, end] = [[], 0];
  for (const { 0: all, 1: plain, 2: quoted, 3: mark } of text.matchAll(/([^",\r\n]*|"([^"]*(?:""[^"]*)*)")(,|\r\n)/gy)) {
    if (cells.length === MAX_CELLS || isLonger(all, MAX_CELL)) return null;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    end += all.length;
    if (mark === ",") continue;
    rows.push(cells);
    cells = [];
  }
  const [heading = [], ...others] = rows;
  const fits = end === text.length && !cells.length && new Set(heading).size === heading.length;
  if (!rows.length || !fits || others.some(({ length }) => length !== heading.length)) return null;
  return others.map((row) => Object.fromEntries(heading.map((name, place) => [name, row[place]])));
}

// Whether a text has more characters than this.
const isLonger = (text, most) => text.length > 2 * most || (text.length > most && [...text].length > most);

// Whether the table has the count of each publication of the ledgers that were found, once, and no other. One of a
// demand whose ledger was not chosen is left out.
function countsAre(found, slugs) {
  const wanted = new Map();
  for (const [name, content] of found) {
    if (!isLedger(name)) continue;
    for (const { number, count } of readJson(content)[1].entries) {
      wanted.set(canonical([slugOf(name), `${number}`]), `${count}`);
    }
  }
  const missing = slugs.filter((slug) => !found.has(`ledger/${slug}.json`));
  for (const { demand, publication, count } of rowsOf(found.get(COUNTS)) || [{}]) {
    if (missing.includes(demand)) continue;
    const key = canonical([demand ?? "", publication ?? ""]);
    if (!wanted.has(key) || wanted.get(key) !== count) return false;
    wanted.delete(key);
  }
  return wanted.size === 0;
}

const isLedger = (name) => /^ledger\/[^/]+\.json$/.test(name);
const slugOf = (name) => name.slice("ledger/".length, -".json".length);

// Check a ledger of a board, and that the board's data says the same.
async function checkListed(name, content, data, { key, head, given }, told) {
  const one = await checkOne(content, key, head, given);
  const before = told.wrong.length;
  const add = (list, each) => (each[0].startsWith("round") ? once(list, ...each) : list.push(each));
  one.wrong.forEach((each) => add(told.wrong, each));
  one.notes.filter(([each]) => each !== "no-ed25519").forEach((each) => add(told.notes, each));
  one.holds.filter(([each]) => each !== "key").forEach((each) => add(told.holds, each));
  told.page ||= one.page;
  if (told.wrong.length > before) return;
  const ledger = readJson(content)[1];
  if (ledger.demand !== slugOf(name)) told.wrong.push(["other-ledger", { name, demand: ledger.demand }]);
  if (data === null) return;
  const said = data.find(({ demand }) => demand === slugOf(name));
  if (!said || !saysTheSame(said, ledger)) told.wrong.push(["other-counts", { name: DATA }]);
  if (said && said.void !== null && !one.notes.some(([each]) => each === "void")) {
    told.notes.push(["void", { demand: slugOf(name), day: said.void.at.slice(0, 10) }]);
  }
}

// Whether what the data of a board says of a demand is what its ledger says: the publications, the last count, the
// newest text, and that the list is void, which the data may say first.
function saysTheSame(said, { versions, entries }) {
  const { version = null, texts = null, text_sha256 = null } = versions.at(-1) || {};
  const way = entries.length && isOfPage(entries[0]) ? "page" : "discord";
  const counts = { discord: 0, paper: said.counts.paper, [way]: entries.at(-1)?.count || 0 };
  const isVoid = entries.some(({ reason }) => reason === "void");
  const wanted = { publications: entries, counts, version, texts, text_sha256 };
  const same = Object.keys(wanted).every((name) => canonical(said[name]) === canonical(wanted[name]));
  return same && (said.void !== null || !isVoid);
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
  const unsure = told.notes.some(([key]) => UNCHECKED.includes(key));
  const sure = told.holds.some(([key]) => key === "key") && !unsure;
  const isVoid = ([key]) => key === "void";
  const found = told.notes.some(isVoid) ? "void" : sure ? "good" : "part";
  const state = told.none ? "none" : wrong ? "wrong" : found;
  document.getElementById("found").replaceChildren(
    ...told.notes.filter(isVoid).map((one) => line("✗", one)),
    ...told.wrong.map((one) => line("✗", one)),
    ...(wrong ? [] : told.holds.map((one) => line("✓", one))),
    ...told.notes.filter((one) => !isVoid(one)).map((one) => line("–", one)),
    ...(wrong || told.none ? [] : [line("–", ["not-shown", {}])]),
    ...(told.page && !wrong ? [line("–", ["not-shown-page", {}])] : []),
  );
  const verdict = document.getElementById("verdict");
  verdict.textContent = texts[`verdict-${state}`];
  verdict.className = state === "void" ? "wrong" : state;
}

const unchecked = (key) => ({ ...nothing(), notes: [[key, {}]], none: true });

async function bytesOf(file) {
  if (file.size > (file.name.endsWith(".jsonl") ? MAX_ROWS_SIZE : MAX_SIZE)) throw new Unreadable("too-large");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Unreadable("unreachable");
  }
}

const textOf = async (file) => (file === undefined ? "" : new TextDecoder().decode(await bytesOf(file)));

async function fetched(path, optional = false) {
  try {
    const answer = await fetch(path, { cache: "no-store" });
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    if (optional && answer.status === 404) return null;
  } catch {
    // said below
  }
  throw new Unreadable("unreachable");
}

async function fetchedBoard(path) {
  const root = path.slice(0, -"manifest.json".length);
  const raw = await fetched(path);
  const files = [["manifest.json", raw], ["manifest.sig", await fetched(`${root}manifest.sig`)]];
  for (const name of Object.keys(readManifest(raw).files)) {
    files.push([name, await fetched(root + name.split("/").map(encodeURIComponent).join("/"))]);
  }
  return files;
}

// Whether a file is a ledger, whatever its name is: a demand can be called "Manifest".
function isLedgerFile(content) {
  try {
    return readJson(content)[1].kind === "tocsin-ledger";
  } catch {
    return false;
  }
}

async function checkChosen(chosen, served, key, head, given) {
  if (chosen.length === 0 && served === "") return unchecked("choose");
  if (chosen.length === 0 && !served.includes("ledger/")) {
    return checkBoard(await fetchedBoard(served), true, key, head, given);
  }
  if (chosen.length === 0) {
    const root = served.slice(0, served.lastIndexOf("ledger/"));
    const open = (name) => fetched(`${root}ledger/${name}`, true);
    const rounds = () => fetched(`${root}rounds.json`, true);
    const told = await check(await fetched(served), key, head, { ...given, open, rounds });
    const [, { demand }] = told.holds.find(([each]) => each === "ledger") || ["", {}];
    const name = served.slice(served.lastIndexOf("ledger/"));
    if (demand !== undefined && demand !== slugOf(name)) told.wrong.push(["other-ledger", { name, demand }]);
    return told;
  }
  const files = [];
  for (const file of chosen) files.push([file.name, await bytesOf(file)]);
  const ledgers = files.filter(([name]) => name.endsWith(".json") && name !== "rounds.json");
  const signed = ledgers.some(([name, content]) => name === "manifest.json" && !isLedgerFile(content));
  if (files.length > 1 && (signed || ledgers.length !== 1)) return checkBoard(files, false, key, head, given);
  const open = async (name) => (files.find(([each]) => each === baseName(name)) || [null, null])[1];
  return check((ledgers[0] || files[0])[1], key, head, { ...given, open, rounds: () => open("rounds.json") });
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
    let shown = Date.now();
    const progress = (rows) => {
      if (Date.now() - shown < 500) return;
      shown = Date.now();
      field("verdict").textContent = texts.progress.replace("{number}", rows);
    };
    try {
      told = globalThis.crypto && crypto.subtle
        ? await checkChosen([...field("file").files], served ? field("ledger").value : "",
            field("key").value.trim(), field("head").value.trim(),
            { own: field("row").value.trim(), receipts: await textOf(field("receipt").files[0]), progress })
        : unchecked("no-crypto");
    } catch (error) {
      told = unchecked(error instanceof Unreadable ? error.message : "unreachable");
    }
    show(told, texts);
    if (told.page) field("signer").hidden = false;
  });
}

if (typeof document !== "undefined") begin();
else module.exports = { check, checkBoard };
