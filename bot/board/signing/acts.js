// Signing page, part 7: what is sent to the registrar and the box, and tokens and rows. Nothing else leaves the browser.

const MAX_TURN = 99;

// Ask the registrar or the box, as the state names them. Nothing is sent unless the member knows the key that signed
// the state.
async function act(state, half, name, value) {
  if (pinned === null || pinned !== state.fingerprint) throw new Refused("other-key");
  const [ok, bytes] = await ask(`${state[half]}${name}`, { method: "POST", body: JSON.stringify(value) });
  let told;
  try {
    told = parsed(bytes);
    if (!told) throw new Error("nothing");
  } catch {
    throw new Refused("no-answer"); // of a proxy, not of the act
  }
  if (!ok) throw new Refused(typeof told.error === "string" ? told.error : "no-answer");
  return told;
}

// Sign a request to the registrar with the card key. It names the union, by its key, so that no other can pass it on.
async function signedByCard(state, secret, act, members, about = "") {
  const card = await cardKey(secret);
  const said = utf8(`tocsin ${act} 1\n${state.signing_key}\n${members.round}\n${about}`);
  return { key: base64url(card.key), ...members, signature: base64url(await card.sign(said)) };
}

const takeCard = async (state, secret, code) =>
  act(state, "registrar", "card", { code: grouped(code), key: base64url((await cardKey(secret)).key) });
// Decisions of a card name the newest round, so that they do not hold later.
async function object(state, secret, day) {
  const decided = { round: newestRound(state), day };
  await act(state, "registrar", "object", await signedByCard(state, secret, "object", decided, `${day}\n`));
}
async function removeCard(state, secret) {
  const decided = { round: newestRound(state) };
  await act(state, "registrar", "remove", await signedByCard(state, secret, "remove", decided));
}
const newestRound = ({ rounds }) => (rounds.length ? rounds[rounds.length - 1].id : "-");

// Ask for the tokens of a round, or only for a new code: {tokens: {fingerprint: {pair, token}}, replacement}, the day
// from which it works. Where signing is over, there is no token (null): if one was used, it is in the list.
const NO_ROUND = { id: "-", keys: new Map() };
async function issue(state, secret, { id, keys }) {
  const asked = await signedByCard(state, secret, "shares", { round: id });
  const { shares, closed, replacement } = await act(state, "registrar", "shares", asked);
  const tokens = {};
  for (const [name, share] of Object.entries(closed || {})) {
    tokens[name] = { pair: await tokenPair(secret, name, fromBase64url(share, 32)), token: null };
  }
  const requests = {};
  for (const name of Object.keys(shares).sort()) {
    if (!keys.has(name)) throw new Refused("keys-changed");
    requests[name] = await tokenRequest(secret, keys.get(name), fromBase64url(shares[name], 32));
  }
  const names = Object.keys(requests);
  if (!names.length) return { tokens, replacement };
  const blinded = {};
  let lines = "";
  for (const name of names) {
    blinded[name] = base64url(requests[name].blinded);
    lines += `${name} ${hexOf(await sha256(requests[name].blinded))}\n`;
  }
  const request = await signedByCard(state, secret, "issue", { round: id, blinded }, lines);
  const answer = await act(state, "registrar", "issue", request);
  try {
    for (const name of names) {
      const { pair, finalize } = requests[name];
      tokens[name] = { pair, token: finalize(fromBase64url(answer.signatures[name], 256)) };
    }
  } catch {
    throw new Refused("bad-token");
  }
  return { tokens, replacement };
}

function statement(demand, { turn, act, version }) {
  const { text_hash, consent_hash } = version ? demand.versions[version] : { text_hash: "-", consent_hash: "-" };
  const lines = ["tocsin statement 1", demand.demand, turn, act, version, text_hash, consent_hash];
  return utf8(lines.map((line) => `${line}\n`).join(""));
}

async function makeRow({ pair, token }, demand, turn, what) {
  const said = { turn, act: what, version: what === "sign" ? demand.version : 0 };
  const signature = base64url(await pair.sign(statement(demand, said)));
  return { demand: demand.demand, key: base64url(pair.key), token: base64url(token), ...said, signature };
}

// Send a row. Returns the box's receipt, or null if none came that is right: the row counts all the same.
async function sendRow(state, demand, row) {
  if (demand.boxKey === undefined) await issuingKeyOf(state, demand);
  const { receipt } = await act(state, "box", "sign", row);
  try {
    const { demand: opening, ...line } = row;
    const said = `${opening}\n${hexOf(await sha256(utf8(canonical(line))))}\n`;
    const right = await isSigned(demand.boxKey, hexOf(fromBase64url(receipt, 64)), "receipt", utf8(said));
    return right ? receipt : null;
  } catch {
    return null;
  }
}

// The own rows in the published list, oldest first, each with the number of its publication. The list is fetched
// whole, or of a long list the index, so that nobody learns which row was looked for. A row is one's own only if all
// of it is; that of an index is told without its signature, which is not in it.
async function ownRows(state, demand, own) {
  const issuing = await issuingKeyOf(state, demand);
  const found = [];
  const mark = `"key":"${base64url(own.pair.key)}"`;
  const marks = demand.rows.some((each) => isIndexed(each, own)) ? await marksOf(demand, own) : null;
  for (const each of demand.rows) {
    const { number, path } = each;
    const indexed = isIndexed(each, own);
    const bytes = await fetched(new URL(indexed ? path.replace(/jsonl$/, "index") : path, state.root).href);
    const expected = indexed ? each.index_sha256 : each.sha256;
    if (hexOf(await sha256(bytes)) !== expected) throw new Refused("other-list");
    for (let at = 0; indexed && at + 8 <= bytes.length; at += 8) {
      const row = marks.get(markAt(bytes, at));
      if (row) found.push({ row, number });
    }
    if (indexed) continue;
    const text = new TextDecoder().decode(bytes);
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      const line = text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at));
      if (!(await isOwn(line, demand, issuing, own))) throw new Refused("other-row");
      found.push({ row: JSON.parse(line), number });
    }
  }
  return found;
}

// Without the token, which a card has no more once signing is over, no row can be looked for in an index.
const isIndexed = ({ index_sha256: index }, { token }) => Boolean(index) && token !== null;
const markAt = (bytes, at) => new DataView(bytes.buffer).getBigUint64(at);

// Every row that a token can make, by what an index has of it: 8 bytes of the hash of the row without its signature.
async function marksOf(demand, { pair, token }) {
  const own = { key: base64url(pair.key), token: base64url(token) };
  const marks = new Map();
  for (const version of [0, ...Object.keys(demand.versions).map(Number)]) {
    for (let turn = 1; turn <= MAX_TURN; turn += 1) {
      const row = { ...own, turn, act: version ? "sign" : "withdraw", version };
      marks.set(markAt(await sha256(utf8(canonical(row))), 0), row);
    }
  }
  return marks;
}

// A token that is not known is taken from the row, once it is valid.
async function isOwn(line, demand, issuing, own) {
  const { pair } = own;
  try {
    const row = JSON.parse(line);
    const token = fromBase64url(row.token, 256);
    if (own.token === null && (await verifyToken(issuing, tokenMessage(pair.key), token))) own.token = token;
    const whole = canonical(row) === line && own.token !== null && same(own.token, token);
    const known = row.act === "sign" ? row.version > 0 : row.act === "withdraw" && row.version === 0;
    return whole && known && signedBy(pair.key, fromBase64url(row.signature, 64), statement(demand, row));
  } catch {
    return false;
  }
}

// Tokens as a file, or as kept on the device: without the card, with the fingerprint of the union's key. `rows`: the
// last one of each demand, {row, sure, receipt}, and a newer one that has no receipt. `others`: tokens as a file has them.
const FILE_KIND = "tocsin-tokens";

function tokensFile(tokens, rows, others = {}) {
  const whole = Object.entries(tokens).filter(([, { token }]) => token !== null);
  const written = whole.map(([name, { pair, token }]) => [
    name, { key: base64url(bytesOf(pair.scalar, 32)), token: base64url(token) },
  ]);
  const all = { ...others, ...Object.fromEntries(written) };
  const file = { kind: FILE_KIND, format: 1, union_key: pinned, tokens: all, rows };
  return `${JSON.stringify(file, null, 1)}\n`;
}

async function readTokens(text) {
  try {
    const { kind, format, union_key: key, tokens, rows } = JSON.parse(text);
    if (kind !== FILE_KIND || format !== 1 || !isFingerprint(key)) throw new Error("another file");
    const read = {};
    for (const [name, { key, token }] of Object.entries(tokens)) {
      const scalar = numberOf(fromBase64url(key, 32));
      read[name] = { pair: await keyPair(scalar), token: fromBase64url(token, 256) };
    }
    return { key, tokens: read, rows: { ...rows } };
  } catch {
    throw new Refused("bad-file");
  }
}
