// Time-based one-time passwords (RFC 6238): SHA-1, six digits, thirty seconds.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // base 32, RFC 4648
const PERIOD_MS = 30_000;
const DIGITS = 6;
const SKEW = 1; // steps before and after now that count, as hosted

/** A new secret of 160 bits in base 32. */
export function newSecret() {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{5}/g).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
}

function decode(secret) {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((eight) => Number.parseInt(eight, 2)));
}

/** The code of a secret at a time in milliseconds. */
export function codeAt(secret, time) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / PERIOD_MS)));
  const digest = createHmac("sha1", decode(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** Whether `code` is the secret's code now, or one step before or after. */
export function isCurrent(secret, code, now = Date.now()) {
  const given = Buffer.from(String(code ?? ""));
  return [-SKEW, 0, SKEW].some((step) => {
    const expected = Buffer.from(codeAt(secret, now + step * PERIOD_MS));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** The address that authenticator apps read. */
export function otpAddress({ secret, issuer, account }) {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ algorithm: "SHA1", digits: String(DIGITS), issuer, period: "30", secret });
  return `otpauth://totp/${label}?${query}`;
}
