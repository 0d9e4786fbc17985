// Signing page, part 9: the steps. Everything is in memory, and gone with the page, unless the member asks for a
// file or for the device.

const keptAs = () => `tocsin-tokens ${state.root}`; // boards may share an origin
const EASY_ROWS = 5000; // rows that are looked through without being asked: 3 MB
let state = null; // the board's, as last read
let secret = null; // the card
let fresh = null; // {code} of a card that the union does not know yet
let forCard = false; // whether a code is for the card that is written down
let replacement = null; // the day from which a new code can replace the card
let tokens = {}; // {fingerprint: {pair, token}}
let rows = {}; // of each demand, the last row that may have been taken, as newestOf() keeps it
let turns = {}; // of each demand, the last turn that was refused as used
let published = {}; // the own rows in the list, of each demand
let looked = {}; // of each demand, the own row that was sent before its list was read
let chosen = null; // the demand that is shown
let onDevice = false;
let asKept = null; // what the device had when this page last read or wrote it
let comparing = "choose"; // the step that the union's key is compared for

const STEPS = {
  before: () => {
    byId("main").classList.remove("begun");
    byId("before").hidden = false;
    byId("step").after(byId("told"));
    byId("step").replaceChildren();
    tell("");
    byId("begin").focus();
  },
  choose: showChoice,
  code: () => showCode(),
  card: () => (secret && fresh ? showCard() : showChoice()),
  confirm: () => (secret && fresh ? showConfirm() : showChoice()),
  "enter-card": () => showEnterCard(),
  compare: () => showComparison(comparing),
  tokens: () => (secret ? showTokens() : showChoice()),
  demands: showDemands,
  demand: () => (chosen ? showDemand() : showDemands()),
};

const go = (name, typed = "") => {
  STEPS[name]();
  if (typed) byId("typed").value = typed;
};

const served = () => location.protocol.startsWith("http");

// Read the state. Where the page is the board's at another address, such as an onion service, acts go there too.
async function readAt(address) {
  const read = await readState(address);
  for (const name of ["registrar", "box"]) {
    if (served() && read.board && read[name].startsWith(read.board)) read[name] = read.root + read[name].slice(read.board.length);
  }
  if (state?.root !== read.root) onDevice = false;
  if (state && state.root !== read.root && state.fingerprint !== read.fingerprint) forget();
  state = read;
}

// Another union, or the next member in this tab, is to learn nothing of a card, tokens or rows, nor to sign with them.
function forget() {
  secret = fresh = replacement = chosen = asKept = null;
  onDevice = forCard = false;
  [tokens, rows, turns, published, looked] = [{}, {}, {}, {}, {}];
}

async function begin() {
  const board = served() ? new URL("../", location.href).href : byId("board")?.value || document.body.dataset.board;
  let address;
  try {
    address = new URL("sign/state.json", board.trim().replace(/\/?(?:[a-z]{2}\/[\w-]*\.html)?$/, "/")).href;
    if (!isSafe(address)) throw new Error(address);
  } catch {
    throw new Refused("bad-address");
  }
  // A copy on disk has the key that it was saved with; what a site serves says nothing of itself.
  if (state?.root !== new URL("..", address).href) pinned = served() ? null : document.body.dataset.key || null;
  await readAt(address);
  go("choose");
}

async function reload() {
  await readAt(new URL("sign/state.json", state.root).href);
  chosen = chosen && (state.demands.find(({ demand }) => demand === chosen.demand) || null);
}

async function refresh() {
  const seen = chosen && chosen.demand in published;
  await reload();
  [published, looked] = [{}, {}];
  if (seen && chosen) await look();
  moving = true; // to the beginning of the text, which is to be read
  go("demand");
  moving = false;
}

function showChoice() {
  const picked = make("input", { id: "file", type: "file", accept: ".txt,.json" });
  picked.addEventListener("change", () => run(() => readFile(picked), picked));
  const kept = device("read");
  show(
    "choose",
    say("choose-title"),
    make("p", { dir: "auto" }, clean(state.union)),
    ...(kept ? [paragraph("kept-here"), choices(button("use-kept", useKept), button("delete-kept", deleteKept))] : []),
    choices(button("have-code", () => askCode(false)), button("have-card", () => go("enter-card"))),
    make("label", { for: "file" }, say("have-file")),
    picked,
    choices(button("only-look", () => go("demands"))),
    folded("notice", ...outside("p", state.notice)),
  );
}

// Ask for a code: for the card that is written down, or for a new one. Another code may be another member's, who is not
// shown a card that somebody has seen.
function askCode(ofCard) {
  forCard = ofCard;
  go("code");
}

function showCode() {
  const action = async () => {
    const code = readTyped(typed(), CODE_LENGTH);
    checkLine();
    if (forCard && secret && !fresh) return register(code);
    if (fresh?.code !== code) {
      forget();
      secret = newCard();
      fresh = { code };
    }
    return go("card");
  };
  const fields = [...field(say("code"), say("code-hint"), action), ...lineField(action)];
  show("code", say("code-title"), ...fields, choices(button("go-on", action), ...olderLetter("code")));
}

// Compare the union's key by eye, where no letter has its line. Only the answer that it is the same counts as known.
function showComparison(step) {
  comparing = step;
  const kept = byId("typed")?.value;
  const groups = groupsOf(state.fingerprint).map((group) => make("li", {}, make("code", {}, group)));
  const known = () => {
    pinned = state.fingerprint;
    go(step, kept);
  };
  const other = () => {
    throw new Refused("other-key");
  };
  show(
    "compare",
    say("compare-title"),
    paragraph("compare-what"),
    make("ol", { class: "card" }, ...groups),
    choices(button("compare-other", other), button("compare-same", known)),
  );
}

async function register(code) {
  await takeCard(state, secret, code);
  fresh = replacement = null;
  showTokens();
  return ["card-taken", {}, "good"];
}

function showCard() {
  const groups = cardText(secret).split("-").map((group) => make("li", {}, make("code", {}, group)));
  show(
    "card",
    say("card-title"),
    paragraph("card-what"),
    make("ol", { class: "card" }, ...groups),
    paragraph("card-care"),
    paragraph("card-line"),
    make("p", { class: "line" }, make("code", {}, groupsOf(pinned.slice(0, LINE_LENGTH)).join(" "))),
    choices(button("written", () => go("confirm")), button("save-card", saveCard)),
  );
}

function saveCard() {
  const lines = [say("card-file"), cardText(secret), say("card-file-key"), groupsOf(pinned).join(" ")];
  return save("tocsin-card.txt", `${lines.join("\n\n")}\n`);
}

function showConfirm() {
  const number = 1 + (crypto.getRandomValues(new Uint8Array(1))[0] % 7);
  const action = async () => {
    const group = typed().toUpperCase().replace(/[^A-Z0-9]/g, "");
    if (group !== cardText(secret).split("-")[number - 1]) {
      byId("typed").focus();
      return ["confirm-wrong", { number }, "wrong"];
    }
    return register(fresh.code);
  };
  show(
    "confirm",
    say("confirm-title"),
    ...field(say("confirm", { number }), say("confirm-hint"), action, { maxlength: "8" }),
    choices(button("make-card", action), button("show-card", () => go("card"))),
  );
}

function showEnterCard() {
  const action = async () => {
    const card = readCard(typed());
    checkLine();
    return useCard(card);
  };
  show(
    "enter-card",
    say("enter-card-title"),
    ...field(say("enter-card"), say("enter-card-hint"), action, { maxlength: "60" }),
    ...lineField(action),
    choices(button("go-on", action), ...olderLetter("enter-card")),
  );
}

function useCard(read) {
  if (!secret || !same(secret, read)) forget();
  secret = read;
  fresh = replacement = null;
  showTokens();
}

async function readFile(picked) {
  const text = picked.files.length && picked.files[0].size < 2 ** 20 ? await picked.files[0].text() : "";
  if (text.trim().startsWith("{")) return useTokens(text);
  const card = text.toUpperCase().match(/(?:[2-9A-HJKMNPQRTVWXYZ]{4}-){6}[2-9A-HJKMNPQRTVWXYZ]{4}/);
  if (!card) throw new Refused("bad-file");
  const secret = readCard(card[0]);
  const key = fingerprintIn(text);
  if (pinned === null && !key) return go("enter-card", card[0]); // the line is asked for
  takeKey(key);
  return useCard(secret);
}

async function useTokens(text) {
  const read = await readTokens(text);
  takeKey(read.key);
  forget();
  tokens = read.tokens;
  takeRows(read.rows);
  showDemands();
}

// The device's storage, if the browser has one and the member asked for it.
function device(what, value) {
  try {
    if (what === "read") return localStorage.getItem(keptAs());
    if (what === "delete") return localStorage.removeItem(keptAs());
    localStorage.setItem(keptAs(), value);
    return localStorage.getItem(keptAs()) === value;
  } catch {
    return null;
  }
}

async function useKept() {
  const kept = device("read");
  await useTokens(kept);
  asKept = kept;
  onDevice = true;
  for (const { key, demand, void: nothing } of state.demands.filter(({ state: how }) => how === "ended")) {
    const sent = rows[demand];
    if (sent && !nothing && (sent.receipt || sent.row.act === "sign")) continue; // until it was seen in the list
    delete tokens[key];
    delete rows[demand]; // which would show that its key signed
  }
  keepAgain();
}

function deleteKept() {
  device("delete");
  onDevice = false;
  showChoice();
  return ["kept-deleted"];
}

// Keep again what is kept on the device. Another tab may have kept more since, or deleted it: neither is undone.
function keepAgain() {
  const now = onDevice ? device("read") : null;
  onDevice = now !== null;
  if (!onDevice) return false;
  const others = now === asKept ? {} : JSON.parse(now);
  takeRows(others.rows);
  asKept = tokensFile(tokens, rows, others.tokens);
  return device("write", asKept);
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return ["saved", { name }];
}

function showTokens() {
  const missing = state.rounds.filter(({ keys }) => [...keys.keys()].every((name) => !(name in tokens)));
  const number = Object.values(tokens).filter(({ token }) => token !== null).length;
  const keep = [
    paragraph("keep-what"),
    choices(button("save-tokens", saveTokens), button("keep-here", keepHere)),
    paragraph("keep-care", {}, { class: "small" }),
  ];
  const warning = () => [
    paragraph("replaced", { day: day(replacement) }, { class: "wrong" }),
    choices(button("object", stopCode)),
  ];
  show(
    "tokens",
    say(number ? "tokens-title" : "get-title"),
    ...(replacement ? [make("div", { id: "warning" }, ...warning())] : []),
    paragraph(number ? "tokens-what" : "get-what", { number: whole(number) }),
    ...(missing.length ? [choices(button("get", getTokens))] : []),
    ...(number ? keep : []),
    choices(button("to-demands", () => go("demands")), button("look-code", lookForCode)),
    folded("remove", paragraph("remove-what"), choices(button("remove-now", remove))),
  );
}

const saveTokens = () => save("tocsin-tokens.json", tokensFile(tokens, rows));

function keepHere() {
  if (!onDevice && device("read")) return ["kept-already", {}, "wrong"];
  if (keepAgain()) return ["kept"];
  asKept = tokensFile(tokens, rows);
  onDevice = Boolean(device("write", asKept));
  return onDevice ? ["kept"] : ["not-kept", {}, "wrong"];
}

// Ask each round by itself: one that refuses keeps nobody from the tokens of the others.
async function getTokens() {
  await reload();
  const refused = [];
  let got = false;
  for (const round of [NO_ROUND, ...state.rounds]) {
    try {
      const issued = await issue(state, secret, round);
      for (const [name, one] of Object.entries(issued.tokens)) {
        got = true;
        if (!tokens[name]?.token) tokens[name] = one;
      }
      replacement = issued.replacement;
    } catch (error) {
      refused.push(error);
      if (error.message === "no-answer") break;
    }
  }
  keepAgain();
  showTokens();
  // A card that is off the roster has the tokens that it was given: then the refusal of others is no news.
  const told = refused.filter(({ message }) => !(got && message === "card-unknown"));
  if (told.length) throw told.find(({ message }) => REPEATABLE.includes(message)) || told.pop();
  return Object.keys(tokens).length ? undefined : ["no-tokens"];
}

async function lookForCode() {
  ({ replacement } = await issue(state, secret, NO_ROUND));
  showTokens();
  return replacement ? undefined : ["no-new-code"];
}

async function stopCode() {
  await reload();
  await object(state, secret, replacement);
  replacement = null;
  showTokens();
  return ["objected"];
}

async function remove() {
  await reload();
  await removeCard(state, secret);
  secret = replacement = null;
  showDemands();
  return ["removed"];
}

const held = ({ key }) => tokens[key];

const lastSent = ({ demand }) => rows[demand]?.newer || rows[demand];

// The newest own row that is known: {row, sure}, with the number of its publication if it is published.
function newest({ demand }) {
  const [sent, found] = [lastSent({ demand }), published[demand]?.at(-1)];
  if (found && !(sent && sent.row.turn > found.row.turn)) return { ...found, sure: true };
  return sent || null;
}

function showDemands() {
  const items = state.demands.map((demand, at) => {
    const title = outside("h3", demand.texts, ({ title }) => title)[0];
    title.id = `demand-${at}`;
    const open = button(demand.state === "open" ? "open" : "see", () => openDemand(demand), { "aria-describedby": title.id });
    const shown = demand.void ? voidSince(demand) : facts(demand);
    return make("li", {}, title, shown, held(demand) || demand.void ? choices(open) : paragraph("no-token"));
  });
  show(
    "demands",
    say("demands-title"),
    ...(items.length ? [make("ul", { class: "plain" }, ...items)] : [paragraph("no-demands")]),
    choices(button("back-choose", () => go("choose"))),
  );
}

function facts({ state: how, count, goal, closes_on: closes, published_on: on }) {
  const total = say(goal ? "count-of" : "count", { count: whole(count), goal: whole(goal || 0) });
  const state = closes && how === "open" ? say("closes", { day: day(closes) }) : say(`state-${how}`);
  return make("p", {}, make("strong", {}, total), [...(on ? ["", day(on)] : [""]), state].join(" · "));
}

const voidSince = ({ void: { on } }) => paragraph("void", { day: day(on) }, { class: "wrong" });

// A demand whose issuing key was copied: what that means comes first, and nothing is sent.
function showVoidDemand(demand) {
  const { why, again } = demand.void;
  const other = state.demands.find(({ slug }) => slug === again);
  const next = held(other || {}) ? choices(button("void-again", () => openDemand(other))) : paragraph("void-no-token");
  show(
    "demand",
    outside("span", demand.texts, ({ title }) => title)[0],
    voidSince(demand),
    ...(why ? [paragraph("void-why", { why })] : []),
    ...(other ? [next] : []),
    make("div", { class: "text" }, ...outside("p", demand.texts, ({ body }) => body)),
    choices(button("back", () => go("demands"))),
  );
}

async function openDemand(demand) {
  chosen = demand;
  if (demand.void) return showVoidDemand(demand);
  const weight = (each) => (isIndexed(each, held(demand)) ? each.rows / 64 : each.rows);
  if (demand.rows.reduce((sum, each) => sum + weight(each), 0) <= EASY_ROWS) {
    try {
      await look();
    } catch (error) {
      showDemand();
      throw error;
    }
  }
  return showDemand();
}

async function look() {
  const found = await ownRows(state, chosen, held(chosen));
  const line = ({ demand, signature, ...row }) => canonical(row); // two signatures of the same say the same
  const differs = (sent) => found.some(({ row }) => row.turn === sent.row.turn && line(row) !== line(sent.row));
  const others = [rows[chosen.demand], lastSent(chosen)].filter((sent) => sent && differs(sent));
  if (others.some(({ sure }) => sure)) throw new Refused("other-row");
  if (others.length) remember(chosen, null); // what was sent from another device was taken
  published[chosen.demand] = found;
  looked[chosen.demand] = lastSent(chosen)?.row;
  const done = chosen.state === "ended" && newest(chosen)?.number !== undefined;
  if (done) remember(chosen, null); // it is in the list: the device need not show that its key signed
}

function showDemand() {
  const demand = chosen;
  if (demand.void) return showVoidDemand(demand);
  const last = newest(demand);
  const current = last !== null && last.sure && last.row.act === "sign" && last.row.version === demand.version;
  const total = demand.rows.reduce((sum, each) => sum + each.rows, 0);
  const usable = held(demand).token !== null;
  const signable = demand.state === "open" && usable && !current && !demand.broken;
  const withdrawable = demand.state !== "ended" && usable && last?.row.act !== "withdraw";
  const consent = signable ? consentBox(demand) : null;
  const acts = choices(
    ...(signable ? [button("sign", () => signWith(demand, consent.box))] : []),
    ...(withdrawable ? [button("withdraw", () => sendNewest(demand, "withdraw"))] : []),
  );
  acts.id = "acts";
  const lookNow = async () => {
    await look();
    showDemand();
    return status(demand, newest(demand));
  };
  const seen = demand.demand in published;
  const waits = last?.sure && last.number === undefined && seen && !isDue(demand, last) && !isUndone(demand, last);
  const struck = last && isStruck(demand, last);
  const repeat = last && (!last.sure || waits) && !struck && !demand.broken;
  const again = repeat ? [choices(button("again", () => deliver(demand, (lastSent(demand) || last).row)))] : [];
  const unkept = rows[demand.demand] && !(onDevice && rows[demand.demand].receipt);
  const saving = unkept ? [paragraph("keep-choice"), choices(button("save-tokens", saveTokens))] : [];
  return show(
    "demand",
    outside("span", demand.texts, ({ title }) => title)[0],
    ...(usable ? [make("p", {}, make("strong", {}, say("lead")))] : []),
    facts(demand),
    make("div", { class: "text" }, ...outside("p", demand.texts, ({ body }) => body)),
    ...(demand.broken ? [paragraph("error-broken", {}, { class: "wrong" })] : []),
    ...(consent ? consent.shown : []),
    acts,
    paragraph(...status(demand, last), { id: "status" }),
    ...(waits ? [] : again),
    ...(struck ? [choices(button("save-proof", saveTokens))] : saving),
    ...(waits ? [folded("look-title", paragraph("waits"), ...again)] : []),
    ...(seen ? [] : [folded("look-title", paragraph("look-what", { rows: whole(total) }), choices(button("look", lookNow)))]),
    folded("check", ...checks(demand)),
    choices(button("back", () => go("demands"))),
  );
}

const checks = ({ head, version }) => [
  paragraph("version", { number: whole(version) }),
  ...(head ? [paragraph("head", { head }, { id: "head" })] : []),
];

// A withdrawal of what was never published is not published either.
const isUndone = ({ demand }, { row }) => row.act === "withdraw" && published[demand]?.length === 0;

// Whether a row must be in the list by now: signatures with the closing count, withdrawals with the last.
const isDue = ({ state: how, closing }, { row }) => how === "ended" || Boolean(closing && row.act === "sign");

// Whether a receipt proves that the list lacks a row: neither it nor a newer one is there, though they are due.
function isStruck(demand, last) {
  const [kept, found] = [rows[demand.demand], published[demand.demand]];
  const due = [kept, last].every((sent) => sent && isDue(demand, sent) && !isUndone(demand, sent));
  return Boolean(found && due && kept.receipt) && !(found.at(-1)?.row.turn >= kept.row.turn);
}

function status(demand, last) {
  const seen = demand.demand in published;
  if (last === null) return [seen ? "status-none" : "status-unknown", {}];
  const { row, number, sure } = last;
  const signs = row.act === "sign";
  const older = signs && row.version !== demand.version;
  const counted = row.signature ? "status-counted" : "status-indexed";
  let key = signs ? (older ? "status-older" : counted) : "status-withdrawn";
  if (number === undefined) {
    const proven = rows[demand.demand].row.act === "sign" ? "status-receipt" : "status-receipt-withdrawn";
    if (isStruck(demand, last)) key = proven;
    else if (!sure) key = "status-unsure";
    else if (isUndone(demand, last)) key = looked[demand.demand] === row ? "status-void" : "withdrawn";
    else if (seen && isDue(demand, last)) key = "status-missing";
    else key = signs ? "signed" : "withdrawn";
  }
  return [key, { number: number && whole(number), version: whole(row.version) }];
}

// The box to tick, with the first paragraph of the frozen consent, and the others folded below it.
function consentBox(demand) {
  const [act, ...rest] = outside("span", demand.consent);
  const box = make("input", { id: "consent", type: "checkbox" });
  const kept = rest.map((each) => make("p", { lang: each.lang, dir: "auto" }, each.textContent));
  const label = make("label", { for: "consent", class: "box" }, box, act);
  return { box, shown: [label, ...(kept.length ? [folded("consent-rest", ...kept)] : [])] };
}

async function signWith(demand, consent) {
  if (consent.checked) return sendNewest(demand, "sign");
  consent.focus();
  return ["consent-missing", {}, "wrong"];
}

// Send a row. It is remembered before it goes, so that a repeated one is the same, and a later one is newer.
async function send(demand, what) {
  if (onDevice) takeRows(JSON.parse(device("read") || "{}").rows);
  const turn = Math.max(newest(demand)?.row.turn || 0, turns[demand.demand] || 0) + 1;
  const last = what === "withdraw" ? MAX_TURN : MAX_TURN - 1; // the last turn is left to withdraw
  if (turn > last) throw new Refused("turns-spent");
  await issuingKeyOf(state, demand);
  return deliver(demand, await makeRow(held(demand), demand, turn, what));
}

async function deliver(demand, row) {
  let before = rows[demand.demand];
  remember(demand, newestOf({ row, sure: false }, before));
  const post = async () => {
    let receipt = null;
    try {
      receipt = await sendRow(state, demand, row);
    } catch (error) {
      const others = partsOf(rows[demand.demand]).filter((sent) => sent.receipt || sent.row.signature !== row.signature);
      if (UNSURE.includes(error.message)) before = newestOf(before, { row, sure: false }); // a later refusal is of the repeat
      else remember(demand, newestOf(before, ...others)); // another tab may have signed
      if (error.message === "turn-used") turns[demand.demand] = row.turn;
      throw Object.assign(error, { repeat: post, newer: () => sendNewest(demand, row.act) });
    }
    remember(demand, newestOf(before, { row, sure: true, ...(receipt && { receipt }) }));
    showDemand();
    return [row.act === "sign" ? "signed" : "withdrawn", {}, "good", lastSent(demand).receipt ? "" : "no-receipt"];
  };
  return post();
}

// Send what was pressed as the newest choice, above those that this page does not know: it says that there were some.
async function sendNewest(demand, what) {
  for (let replaces = false; ; replaces = true) {
    try {
      const [said, ...how] = await send(demand, what);
      const newest = what === "sign" ? "signed-newest" : "withdrawn-newest";
      return [replaces ? newest : said, ...how];
    } catch (error) {
      if (error.message !== "turn-used") throw error;
    }
  }
}

function remember({ demand }, sent) {
  if (sent) rows[demand] = sent;
  else delete rows[demand];
  keepAgain();
}

function takeRows(others) {
  for (const [demand, sent] of Object.entries(others || {})) rows[demand] = newestOf(sent, rows[demand]);
}

// Of what was sent for a demand, what is kept: the newest row with a receipt, {row, sure, receipt}, and `newer`, one
// after it, until that has a receipt too. So no answer of the box, nor its lack, takes a receipt away. Of two with the
// same turn the latter is kept.
function newestOf(...sent) {
  const all = sent.flatMap(partsOf).sort((one, other) => one.row.turn - other.row.turn);
  const [last, proof] = [all.at(-1), all.filter(({ receipt }) => receipt).at(-1)];
  return proof && proof.row.turn < last.row.turn ? { ...proof, newer: last } : proof || last;
}

const partsOf = (sent) => [sent, sent?.newer].filter(Boolean).map(({ newer, ...one }) => one);

function start() {
  texts = JSON.parse(byId("texts").textContent);
  language = document.documentElement.lang;
  const missing = top !== self ? "framed" : globalThis.crypto?.subtle ? "" : "no-crypto";
  if (missing) return byId("unable").replaceChildren(say(missing));
  byId("unable").hidden = true;
  byId("begin").hidden = false;
  byId("begin").addEventListener("click", () => run(begin, byId("begin")));
  byId("from-disk").hidden = served() || Boolean(document.body.dataset.board);
  history.replaceState({ step: "before" }, "");
  addEventListener("popstate", () => {
    moving = true;
    STEPS[(state && history.state?.step) || "before"]();
    moving = false;
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload()); // nothing is left for the next one
  return undefined;
}

if (globalThis.document) start();
