// Signing page, part 6: what is read of the board. All of it is signed with the union's key, and believed only so.

const ANSWER_TIMEOUT_MS = 60000;
const READINGS = 4; // of files that do not fit together: they may be copied one after another
const BETWEEN_READINGS_MS = 500;
let pinned = null; // the fingerprint of the union's key, as the member has it: from a letter, a file, or by comparing

class Refused extends Error {} // its message is the name of the error
class Unsettled extends Error {} // files do not fit together

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const [MAX_FILE, MAX_ANSWER] = [2 ** 28, 2 ** 20]; // bytes of a file of the board, and of an answer of a server

// The body of an answer, within a limit.
async function bodyOf(answer, limit) {
  const [reader, parts] = [answer.body.getReader(), []];
  for (let part = await reader.read(), size = 0; !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > limit) {
      reader.cancel();
      throw new Refused("no-answer");
    }
    parts.push(part.value);
  }
  return joined(...parts);
}

async function ask(address, how) {
  const signal = AbortSignal.timeout ? AbortSignal.timeout(ANSWER_TIMEOUT_MS) : undefined;
  const always = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error", signal };
  try {
    const answer = await fetch(address, { ...always, ...how });
    return [answer.ok, await bodyOf(answer, how ? MAX_ANSWER : MAX_FILE)];
  } catch {
    throw new Refused("no-answer");
  }
}

const parsed = (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));

async function fetched(address) {
  const [ok, bytes] = await ask(address);
  if (!ok) throw new Refused("no-answer");
  return bytes;
}

// Whether nobody between reads and changes what is asked there: https, an onion service, or this device.
function isSafe(address) {
  const { protocol, hostname } = new URL(address);
  const near = /^(localhost|127\.0\.0\.1|\[::1\]|.+\.onion)$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && near);
}

// Whether a key, in hexadecimal, signed the bytes of a kind of file.
async function isSigned(key, signature, kind, bytes) {
  const digits = /^[0-9a-f]{64}$/.test(key) && /^[0-9a-f]{128}$/.test(signature);
  return digits && isSignedWith(fromHex(key), fromHex(signature), joined(utf8(`tocsin ${kind} 1\n`), bytes));
}

// Whether a key signed a file that has its signature in it.
async function isSignedFile(key, kind, { signature, ...file }) {
  return file.key.public_key === key && isSigned(key, signature, kind, utf8(canonical(file)));
}

// The public state: rounds with their issuing keys, demands with their texts, and the fingerprint of the union's key.
// `broken`: a demand whose texts are not those of its hashes.
async function readState(address) {
  for (let reading = 1; ; reading += 1) {
    try {
      return await readOnce(address);
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (!(error instanceof Unsettled)) throw new Refused("bad-state");
      if (reading === READINGS) throw new Refused("unsettled");
    }
    await pause(BETWEEN_READINGS_MS);
  }
}

async function readOnce(address) {
  const names = [address, "state.sig", "../rounds.json"];
  const [bytes, signature, rounds] = await Promise.all(names.map((name) => fetched(new URL(name, address).href)));
  const state = parsed(bytes);
  if (state.format !== 1) throw new Refused("newer-state");
  const [digits, end] = [signature.subarray(0, 128), signature.subarray(128)];
  const signed = await isSigned(state.signing_key, new TextDecoder().decode(digits), "state", bytes);
  if (!signed || !same(end, utf8("\n"))) throw new Unsettled();
  state.fingerprint = hexOf(await sha256(fromHex(state.signing_key))).slice(0, 32);
  if (pinned !== null && pinned !== state.fingerprint) throw new Refused("other-key");
  for (const where of [state.registrar, state.box]) if (!isSafe(where) || !where.endsWith("/")) throw new Error(where);
  for (const round of state.rounds) {
    const keys = round.keys.map(({ key }) => issuingKey(key));
    round.keys = new Map((await Promise.all(keys)).map((key) => [key.fingerprint, key]));
  }
  await checkRounds(state, parsed(rounds));
  for (const demand of state.demands) {
    const hashes = [demand.texts, demand.consent].map(async (each) => hexOf(await sha256(utf8(canonical(each)))));
    const [text, consent] = await Promise.all(hashes);
    const named = demand.versions[demand.version];
    const fits = [demand, named].every((each) => each.text_hash === text && each.consent_hash === consent);
    demand.broken = !fits || !/^[0-9a-f]{64}$/.test(demand.demand) || !/^[a-z0-9-]+$/.test(demand.slug);
  }
  return { ...state, root: new URL("..", address).href };
}

// Check that the rounds were announced: that each round and key of the state is in the signed chain of rounds, which
// everybody reads, and whose hashes stand in Discord.
async function checkRounds(state, file) {
  let fits = await isSignedFile(state.signing_key, "rounds", file);
  let before = null;
  const announced = new Map();
  for (const { hash, ...round } of file.rounds) {
    fits &&= round.previous_hash === before && hash === hexOf(await sha256(utf8(canonical(round))));
    announced.set(`${round.number} ${round.id}`, round.keys.join());
    before = hash;
  }
  const keys = new Set([...announced.values()].join().split(","));
  fits &&= state.rounds.every((each) => announced.get(`${each.number} ${each.id}`) === [...each.keys.keys()].join());
  fits &&= state.demands.every(({ key }) => key === null || keys.has(key));
  if (!fits) throw new Unsettled();
}

// Check that the list is the one of the public ledger: that the union signed it, that this begins with the entry whose
// hash names the demand and which names its issuing key, that each entry has its hash and that of the one before, and
// that the files of rows are exactly those that it names. Returns that key; the demand gets its head, the key of the
// box's receipts, and whether all signatures are due in it. A publication may come between the two: the state is read
// again.
async function checkLedger(state, demand) {
  const file = parsed(await fetched(new URL(`ledger/${demand.slug}.json`, state.root).href));
  const { entries } = file;
  const named = (number, ...hashes) => `${number} ${hashes.map((hash) => hash || "-").join(" ")}`;
  const withRows = entries.filter(({ rows_sha256: rows }) => rows);
  const files = withRows.map((each) => named(each.number, each.rows_sha256, each.index_sha256));
  const listed = () => demand.rows.map((each) => named(each.number, each.sha256, each.index_sha256)).join();
  if (listed() !== files.join()) {
    const { demands } = await readState(new URL("sign/state.json", state.root).href);
    const { rows, count, published_on } = demands.find((each) => each.demand === demand.demand);
    Object.assign(demand, { rows, count, published_on });
  }
  const { hash: first, issuing_key: key, box_key: boxKey } = entries[0];
  let fits = await isSignedFile(state.signing_key, "ledger", file);
  fits &&= first === demand.demand && (await issuingKey(key)).fingerprint === demand.key && listed() === files.join();
  let last = { number: 0, hash: null };
  for (const { hash, ...entry } of entries) {
    const restored = entry.reason === "restored" && entry.number > last.number && entry.previous_hash;
    fits &&= restored || (entry.number === last.number + 1 && entry.previous_hash === last.hash);
    fits &&= entry.issuing_key === key && entry.box_key === boxKey && hash === hexOf(await sha256(utf8(canonical(entry))));
    last = { number: entry.number, hash };
  }
  if (!fits) throw new Error("another ledger");
  demand.head = `${demand.slug} ${last.number} ${last.hash.slice(0, 32).match(/.{4}/g).join(" ")}`;
  demand.boxKey = boxKey;
  demand.closing = entries.some(({ reason }) => reason === "closing");
  return key;
}

async function issuingKeyOf(state, demand) {
  try {
    return await checkLedger(state, demand);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("other-list");
  }
}
