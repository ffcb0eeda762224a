// lite turns most SQLSTATEs into 500 "SUP". PostgREST passes code, message, detail and hint on, and
// derives the HTTP status from the code (docs.postgrest.org, references/errors).
import pg from "pg";
import { isConnectionLoss } from "../connection.mjs";

const STATUS = {
  "08": 503, "09": 500, "0L": 403, "0P": 403, 25: 500, 28: 403, "2D": 500, 38: 500, 39: 500,
  "3B": 500, 40: 500, 53: 503, 54: 500, 55: 500, 57: 500, 58: 500, F0: 500, HV: 500, P0: 500, XX: 500,
  21000: 500, 23503: 409, 23505: 409, 25006: 405, 42883: 404, "42P01": 404, "42P17": 500,
  53400: 500, "57P01": 503, P0001: 400,
};

// lite answers these as PostgREST does; the rest is handed over in the one form that it passes on whole.
const ANSWERED_BY_LITE = /^(42501|42703|PGRST|PT\d{3})$/;

/**
 * @param {{code: string, message: string}} error code is the SQLSTATE
 * @returns {number} HTTP status
 */
export function httpStatus({ code, message }) {
  if (code === "22023" && /^role .* does not exist$/.test(message)) return 401; // the token's role
  return STATUS[code] ?? STATUS[code.slice(0, 2)] ?? 400;
}

export const sqlstateMapping = {
  name: "sqlstate-mapping",

  install({ rest }) {
    rest.connection.normalizeDbError = normalize; // Storage reads the codes as they are
  },

  async check({ rest }) {
    const raised = { state: "40001", message: "stale", detail: "STALE_VERSION", hint: "read it again" };
    const { status, body } = await rest("/rest/v1/rpc/fail", { body: raised });
    const expected = { code: "40001", details: "STALE_VERSION", hint: "read it again", message: "stale" };
    const same = status === 500 && JSON.stringify(body) === JSON.stringify(expected);
    return same ? null : `a RAISE with 40001 gave ${status} ${JSON.stringify(body)}`;
  },
};

function normalize(error) {
  if (isConnectionLoss(error)) return lostConnection(error);
  if (!(error instanceof pg.DatabaseError) || ANSWERED_BY_LITE.test(error.code)) return error;
  const { code, message, detail = null, hint = null } = error;
  return handedOver(httpStatus(error), { code, message, details: detail, hint });
}

function lostConnection({ message }) {
  return handedOver(503, { code: "PGRST001", message: "Database client error. Retrying the connection.",
    details: message, hint: null });
}

function handedOver(status, body) {
  return { code: "PGRST", message: JSON.stringify(body), detail: JSON.stringify({ status, headers: {} }) };
}
