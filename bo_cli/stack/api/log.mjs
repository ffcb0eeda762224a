// lite prints whole error objects, with statements and their parameters. A log should be readable,
// and hold nobody's data: one line an event.

let muted = false;

/** Replaces console's methods by one-line versions on stderr. */
export function quietConsole() {
  const line = (...parts) => muted || process.stderr.write(`${parts.map(summary).join(" ")}\n`);
  Object.assign(console, { log: line, info: line, warn: line, error: line });
}

/** Run `work` without log lines: the contract check provokes errors on purpose. */
export async function muting(work) {
  muted = true;
  try {
    return await work();
  } finally {
    muted = false;
  }
}

function summary(part) {
  if (part?.code === "PGRST") return withoutDetails(part.message);
  if (part instanceof Error || typeof part?.message === "string")
    return [part.code, part.message].filter(Boolean).join(" ");
  return typeof part === "string" ? part : JSON.stringify(part);
}

/** An answer handed over whole (sqlstate_mapping.mjs, or a function that raises PGRST): details quote rows. */
function withoutDetails(text) {
  try {
    const { code, message } = JSON.parse(text);
    return `${code} ${message}`;
  } catch {
    return "PGRST"; // a function that did not write JSON; the requester is told
  }
}
