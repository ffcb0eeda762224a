// JSON in which numbers keep every digit, as in Postgres' json_agg: JavaScript's own parser rounds
// whole numbers above 2^53 and long decimals.

const LONG_NUMBER = /\d{16}|\d\.\d{15}/;

/** @param {string} text a number as Postgres prints it @returns a value that JSON.stringify prints alike */
export function exactNumber(text) {
  const number = Number(text);
  if (!Number.isFinite(number)) return text; // NaN and Infinity are strings in JSON
  return String(number) === text ? number : JSON.rawJSON(text);
}

/** JSON.parse, with numbers that JavaScript would change kept as raw JSON. */
export function parseExact(text) {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && LONG_NUMBER.test(source) ? exactNumber(source) : value);
}

/** A raw number as text; anything else as it is. Statement parameters take no raw JSON. */
export const asParameter = (value) => (JSON.isRawJSON(value) ? value.rawJSON : value);
