// lite verifies fewer types of one-time codes than hosted: `invite` and `email` are spelled as the
// ones whose columns they use.
import { partsOf } from "../auth/access.mjs";

const SPELLED = { invite: "signup", email: "magiclink" };

export const verificationTypes = {
  name: "verification-types",

  install({ auth }) {
    auth.wrap((next) => async (request) => {
      if (partsOf(request)[0] !== "verify") return next(request);
      return request.method === "POST" ? next(await spellBody(request)) : followLink(request, next);
    });
  },

  async check({ auth }) {
    const body = { type: "invite", token_hash: "none" };
    const { body: answer } = await auth("/auth/v1/verify", { body });
    return answer.error_code === "otp_expired" ? null : `an unknown invitation gave ${JSON.stringify(answer)}`;
  },
};

async function spellBody(request) {
  const text = await request.text();
  let body = text;
  try {
    const parsed = JSON.parse(text);
    body = JSON.stringify({ ...parsed, type: SPELLED[parsed.type] ?? parsed.type });
  } catch {
    // lite answers what it cannot read
  }
  return new Request(request.url, { method: "POST", headers: request.headers, body });
}

async function followLink(request, next) {
  const url = new URL(request.url);
  const type = url.searchParams.get("type");
  if (!(type in SPELLED)) return next(request);
  url.searchParams.set("type", SPELLED[type]);
  const response = await next(new Request(url, { headers: request.headers }));
  const headers = new Headers(response.headers);
  // The application that is redirected to reads the type that it knows.
  const location = headers.get("location");
  if (location) headers.set("location", location.replace(`type=${SPELLED[type]}`, `type=${type}`));
  return new Response(response.body, { status: response.status, headers });
}
