// The error bodies of the two services, as their clients parse them.

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8" };

/** @param {unknown} body @param {number} status */
export function json(body, status = 200, headers = {}) {
  return new Response(JSON.stringify(body), { status, headers: { ...JSON_HEADERS, ...headers } });
}

/** PostgREST's error: {code, details, hint, message}. */
export function restError(status, code, message, { details = null, hint = null, headers = {} } = {}) {
  return json({ code, details, hint, message }, status, headers);
}

/** Auth's error: {code, error_code, msg}; the header is what supabase-js reads first. */
export function authError(status, errorCode, msg, extra = {}) {
  const body = { code: status, error_code: errorCode, msg, ...extra };
  return json(body, status, { "x-sb-error-code": errorCode });
}

/** Thrown inside an auth handler; the handler's caller sends `response`. */
export class AuthFailure extends Error {
  constructor(status, errorCode, msg, extra) {
    super(msg);
    this.response = authError(status, errorCode, msg, extra);
  }
}
