// Signing page, part 5: the card, and what is made of it. The secret never leaves the browser.

const ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ";
const BASE = ALPHABET.length;
const CARD_LENGTH = 28;
const CODE_LENGTH = 16;
const CARD_SALT = utf8("tocsin card 1");
const LOOK_ALIKES = ["8B", "38", "2Z", "7Z", "VY", "VW", "CG", "6G", "56", "EF", "PR", "MN", "KX", "4A"];

const grouped = (text) => text.replace(/(.{4})(?=.)/g, "$1-");
const weighed = (digits) => digits.reduce((sum, digit, at) => sum + (at + 1) * digit, 0) % BASE;

class Mistyped extends Error {
  // `groups`: the numbers of those that are wrong (or `sure` is false: of those to look at first).
  constructor(groups, sure, length) {
    super("mistyped");
    Object.assign(this, { groups, sure, length });
  }
}

// The line below a code on a letter: the first half of the fingerprint of the union's key.
const LINE_LENGTH = 16;
const isFingerprint = (text) => /^[0-9a-f]{32}$/.test(text);
const groupsOf = (digits) => digits.match(/.{4}/g);
const fingerprintIn = (text) => text.match(/(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/)?.[0].replace(/ /g, "");

// The digits of a line that somebody typed, whatever is between them; O, I and L are the digits that they look like.
const lineTyped = (typed) =>
  typed.toLowerCase().normalize("NFKC").replace(/[^a-z0-9]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");

// The characters that somebody typed: a code of 16 or a card of 28. Throws `Mistyped`.
function readTyped(typed, length) {
  const characters = typed.toUpperCase().normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
  const digits = [...characters].map((each) => ALPHABET.indexOf(each));
  const wrong = new Set(digits.flatMap((digit, at) => (digit < 0 ? [groupAt(at)] : [])));
  const parts = typed.trim().split(/[\s\p{Pd}]+/u);
  if (digits.length !== length && parts.length === length / 4) {
    parts.forEach((part, at) => part.length === 4 || wrong.add(at + 1));
  }
  if (digits.length !== length || wrong.size) throw new Mistyped([...wrong], true, digits.length);
  if (weighed(digits)) throw new Mistyped(suspects(digits), false, length);
  return characters;
}

const groupAt = (place) => Math.floor(place / 4) + 1;

// The groups in which one exchange of look-alikes, or of two neighbours, would make the check right.
function suspects(digits) {
  const found = new Set();
  const trial = (changes) => {
    const tried = [...digits];
    for (const [at, digit] of changes) tried[at] = digit;
    if (tried.some((digit, at) => digit !== digits[at]) && !weighed(tried)) changes.forEach(([at]) => found.add(groupAt(at)));
  };
  digits.forEach((digit, at) => {
    for (const pair of LOOK_ALIKES.filter((each) => each.includes(ALPHABET[digit]))) {
      trial([[at, ALPHABET.indexOf(pair.replace(ALPHABET[digit], ""))]]);
    }
    if (at + 1 < digits.length) trial([[at, digits[at + 1]], [at + 1, digit]]);
  });
  return [...found];
}

const newCard = () => crypto.getRandomValues(new Uint8Array(16));

// A card as written down: base 29, lowest digit first, and the check of `roster/codes.py`.
function cardText(secret) {
  const digits = [];
  let number = numberOf(secret);
  for (let at = 1; at < CARD_LENGTH; at++) {
    digits.push(Number(number % BigInt(BASE)));
    number /= BigInt(BASE);
  }
  digits.push(weighed(digits)); // its weight is 28, which is -1 modulo 29
  return grouped(digits.map((digit) => ALPHABET[digit]).join(""));
}

function readCard(typed) {
  const characters = readTyped(typed, CARD_LENGTH).slice(0, -1);
  const number = [...characters].reduceRight(
    (sum, each) => sum * BigInt(BASE) + BigInt(ALPHABET.indexOf(each)), 0n,
  );
  if (number >> 128n) throw new Mistyped([7], false, CARD_LENGTH);
  return bytesOf(number, 16);
}

const expand = (secret, label, length) => hkdf(secret, CARD_SALT, label, length);
const cardKey = async (secret) => keyPair(scalarOf(await expand(secret, utf8("card key"), 48)));

const tailOf = (name, share) => joined(Uint8Array.of(0), fromHex(name), share);

// The throwaway key pair for an issuing key, named by its fingerprint, and a share.
const tokenPair = async (secret, name, share) =>
  keyPair(scalarOf(await expand(secret, joined(utf8("token key"), tailOf(name, share)), 48)));

const tokenMessage = (key) => joined(utf8("tocsin token 1\n"), key);

// The request of a token: the key pair, and what is blinded.
async function tokenRequest(secret, issuing, share) {
  const tail = tailOf(issuing.fingerprint, share);
  const pair = await tokenPair(secret, issuing.fingerprint, share);
  const salt = await expand(secret, joined(utf8("salt"), tail), 48);
  const r = numberOf(await expand(secret, joined(utf8("blind"), tail), issuing.size + 32)) % issuing.n;
  return { pair, ...(await blind(issuing, tokenMessage(pair.key), salt, r)) };
}
