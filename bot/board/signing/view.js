// Signing page, part 8: elements, fields, and what is told about a press. Texts from outside are put in as text only.

const FRAME_MS = 20;
const UNSURE = ["no-answer", "not-stored"]; // what was sent may have been taken; to send it again is safe
const REPEATABLE = [...UNSURE, "too-many", "keys-changed", "round-unknown", "unsettled"];
const UNSHOWN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g; // would reorder a text
let texts = {};
let language = "en";
let busy = false;
let moving = false; // back or forward in the history
let place = ""; // the row of buttons of which one was pressed last

const byId = (id) => document.getElementById(id);
const clean = (text) => String(text).replace(UNSHOWN, "\ufffd");
const locale = () => (language === "en" ? "en-GB" : language);
const whole = (number) => new Intl.NumberFormat(locale()).format(number);
const day = (text) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${text}T00:00:00Z`));

function say(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => clean(values[name]));
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const paragraph = (key, values, attributes) => make("p", attributes, say(key, values));

// A text by language, as its paragraphs.
function outside(tag, byLanguage, part = (text) => text) {
  const lang = [language, "en", ...Object.keys(byLanguage)].find((each) => each in byLanguage);
  const lines = clean(part(byLanguage[lang])).split("\n").filter((line) => line.trim());
  return lines.map((line) => make(tag, { lang, dir: "auto" }, line));
}

function button(key, action, attributes = {}) {
  const element = make("button", { type: "button", "data-key": key, ...attributes }, say(key));
  element.addEventListener("click", () => run(action, element));
  return element;
}

// A row of buttons. It is known by its first one, so that a step that is shown anew has its message in the same place.
const choices = (...buttons) => make("p", { class: "choices", "data-row": buttons[0]?.dataset.key }, ...buttons);
const folded = (key, ...content) => make("details", {}, make("summary", {}, say(key)), ...content);

function field(key, hint, action, { id = "typed", ...attributes } = {}) {
  const how = { id, type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" };
  const input = make("input", { ...how, "aria-describedby": `${id}-hint`, ...attributes });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") run(action, input);
  });
  return [make("label", { for: id }, key), make("p", { id: `${id}-hint`, class: "small" }, hint), input];
}

const typed = () => byId("typed").value;

// The field for the line of the letter, by which the page knows the union, until it does.
function lineField(action) {
  return pinned === null ? field(say("line"), say("line-hint"), action, { id: "line", maxlength: "40" }) : [];
}

const olderLetter = (step) => (pinned === null ? [button("older-letter", () => showComparison(step))] : []);

// Compare the line that was typed with the union's key. A slip of one group is told from another key; both are refused.
function checkLine() {
  if (pinned !== null) return;
  const digits = lineTyped(byId("line").value);
  const [shown, read] = [groupsOf(state.fingerprint.slice(0, LINE_LENGTH)), groupsOf(digits.padEnd(4, "-"))];
  const wrong = shown.flatMap((group, at) => (group === read[at] ? [] : [at + 1]));
  const complete = digits.length === LINE_LENGTH;
  if (wrong.length > 1 && complete && /^[0-9a-f]*$/.test(digits)) throw new Refused("other-key");
  if (wrong.length || !complete) throw Object.assign(new Mistyped(complete ? wrong : [], true, digits.length), { id: "line" });
  pinned = state.fingerprint;
}

// Take a fingerprint of the union's key from a file of the member's, unless the key is known already.
function takeKey(fingerprint) {
  if (pinned === null && fingerprint !== state.fingerprint) throw Object.assign(new Refused("other-key"), { compare: true });
  pinned = state.fingerprint;
}

function tell(key, values = {}, kind = "", also = "") {
  const told = key ? [paragraph(key, values, { class: kind })] : [];
  byId("told").replaceChildren(...told, ...(also ? [paragraph(also)] : []));
}

// Do what a button says: one thing at a time; what went wrong is told, with a way to repeat it. It is told right below
// what was pressed, or below the heading of a new step; the place is there before the words, so that they are read out.
async function run(action, pressed) {
  if (busy) return;
  busy = true;
  const told = byId("told");
  if (pressed && !told.contains(pressed)) {
    const row = pressed.closest(".choices") || pressed;
    row.after(told);
    place = row.dataset.row || "";
  }
  tell("busy");
  await pause(FRAME_MS);
  try {
    const said = await action();
    tell(...(said || []));
  } catch (error) {
    fail(error, error.repeat || action);
  } finally {
    busy = false;
  }
  if (document.activeElement === document.body) told.focus();
  told.scrollIntoView({ block: "nearest" });
}

function fail(error, action) {
  if (error instanceof Mistyped) return mistyped(error);
  const name = error instanceof Refused ? error.message : "failed";
  const kind = /^bad-(row|signature|blinded)$/.test(name) ? "error-bad-request" : `error-${name}`;
  tell(kind in texts ? kind : "error-failed", {}, "wrong");
  const told = byId("told");
  if (REPEATABLE.includes(name)) told.append(choices(button("again", action)));
  if (error.compare) told.append(choices(button("older-letter", () => showComparison("choose"))));
  if (name === "card-unknown") told.append(choices(button("code-for-card", () => askCode(true))));
  if (name === "turn-used") told.append(choices(button("send-newest", error.newer)));
  if (name === "other-version" || name === "closed") told.append(choices(button("read-again", refresh)));
  return undefined;
}

function mistyped({ groups, sure, length, id = "typed" }) {
  for (const each of document.querySelectorAll("#typed, #line")) each.removeAttribute("aria-invalid");
  byId(id).setAttribute("aria-invalid", "true");
  byId(id).focus();
  const listed = groups.map(whole).join(", ");
  const kinds = id === "line" ? ["line-mistyped", "line-group"] : ["mistyped", sure ? "mistyped-groups" : "mistyped-first"];
  const kind = kinds[groups.length ? 1 : 0];
  tell(kind, { groups: listed, length: whole(length) }, "wrong");
}

// Show a step, and put the reader at its beginning, or, where it is shown anew after a press, leave the reader where
// that was. The history holds only its name.
function show(name, title, ...content) {
  const [heading, told] = [make("h2", { tabindex: "-1" }, title), byId("told")];
  const anew = history.state?.step === name && !moving;
  byId("main").classList.add("begun");
  byId("before").hidden = true;
  byId("step").replaceChildren(heading, ...content);
  const row = anew && (document.querySelector(`#step > [data-row="${place}"]`) || byId("acts"));
  (row || heading).after(told);
  tell("");
  if (history.state?.step !== name) history[moving ? "replaceState" : "pushState"]({ step: name }, "");
  if (row) return;
  heading.focus();
  scrollTo(0, 0);
}
