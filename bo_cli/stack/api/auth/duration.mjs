// Durations as Go writes them ("1h30m", "24h", "1.5h"), which is what ban_duration takes.
import { AuthFailure } from "../http/replies.mjs";

const UNIT_MS = { ns: 1e-6, us: 1e-3, "µs": 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * @param {string} text a Go duration, or "none" to lift a ban
 * @returns {string | null} when the ban ends (ISO time), null for none
 * @throws AuthFailure 400 validation_failed
 */
export function banEnd(text, now = Date.now()) {
  if (text === "none" || text === "0") return null;
  const parts = typeof text === "string" ? text.match(/\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h)/g) : null;
  if (!parts || parts.join("") !== text)
    throw new AuthFailure(400, "validation_failed",
      `invalid format for ban duration: time: invalid duration "${text}"`);
  const length = parts.reduce((sum, part) => {
    const [, amount, unit] = part.match(/^([\d.]+)(.+)$/);
    return sum + Number(amount) * UNIT_MS[unit];
  }, 0);
  return new Date(now + length).toISOString();
}
