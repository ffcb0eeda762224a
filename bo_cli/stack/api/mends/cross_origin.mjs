// Browsers on another origin: lite answers Auth without the headers that they ask for, so that no
// web page could sign in, and a preflight for an unknown table with 404. Hosted allows every origin.

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const EXPOSED = "Content-Range, Content-Location, Location, Preference-Applied, Link, X-Total-Count, " +
  "X-Sb-Error-Code, Retry-After";

export const crossOrigin = {
  name: "cross-origin",

  install(stack) {
    stack.wrap((next) => async (request) => {
      const asked = request.headers.get("access-control-request-headers");
      const isPreflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
      return isPreflight ? preflight(asked) : allowed(await next(request));
    });
  },

  async check({ stack }) {
    const headers = { "access-control-request-method": "POST", "access-control-request-headers": "apikey" };
    const ask = (options) => stack.fetch(new Request("http://127.0.0.1/auth/v1/token", options));
    const permission = (await ask({ method: "OPTIONS", headers })).headers.get("access-control-allow-headers");
    const origin = (await ask({ method: "POST", body: "{}" })).headers.get("access-control-allow-origin");
    return permission === "apikey" && origin === "*" ? null : `a browser is allowed ${permission} from ${origin}`;
  },
};

function preflight(asked) {
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": METHODS,
    "access-control-max-age": "86400",
    ...(asked === null ? {} : { "access-control-allow-headers": asked }),
  };
  return new Response(null, { status: 204, headers });
}

function allowed(response) {
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", "*");
  headers.set("access-control-expose-headers", EXPOSED);
  headers.delete("access-control-allow-credentials"); // has no meaning with every origin
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
