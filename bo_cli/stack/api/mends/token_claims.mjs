// lite's access tokens lack aal, amr, app_metadata and user_metadata, and know no hook. Every answer
// with a token gets one that we sign; users get their factors.
import { decodeJwt } from "jose";
import { partsOf } from "../auth/access.mjs";
import { authContext } from "../auth/service.mjs";
import { noteMethod, signAccessToken } from "../auth/tokens.mjs";
import { withFactors } from "../auth/users.mjs";
import { AuthFailure } from "../http/replies.mjs";

const CLAIMS = ["iss", "sub", "aud", "exp", "iat", "email", "phone", "app_metadata", "user_metadata", "role",
  "aal", "amr", "session_id", "is_anonymous"];

export const tokenClaims = {
  name: "token-claims",

  install(stack) {
    const auth = authContext(stack);
    stack.auth.wrap((next) => async (request) => {
      const method = methodOf(request);
      const response = await next(request);
      try {
        return await improve(auth, response, method);
      } catch (error) {
        if (error instanceof AuthFailure) return error.response;
        throw error;
      }
    });
  },

  async check({ signIn }) {
    const claims = decodeJwt(await signIn("mend.claims@check.invalid"));
    const missing = CLAIMS.filter((name) => claims[name] === undefined);
    if (missing.length > 0) return `a token lacks ${missing.join(", ")}`;
    const seen = `${claims.aal} ${claims.amr.map((entry) => entry.method)}`;
    return seen === "aal1 password" ? null : `a token after a password says ${seen}`;
  },
};

/** How the person authenticates with this request, in the words of amr; null for a refresh. */
function methodOf(request) {
  const [path] = partsOf(request);
  const grant = new URL(request.url).searchParams.get("grant_type");
  if (grant === "refresh_token") return null;
  if (grant === "pkce") return "oauth";
  return grant === "password" || path === "signup" ? "password" : "otp";
}

async function improve(auth, response, method) {
  const location = response.headers.get("location");
  if (location?.includes("#access_token=")) return improveRedirect(auth, response, location, method);
  if (!response.ok || !/json/.test(response.headers.get("content-type") ?? "")) return response;
  const body = await response.json();
  if (body.access_token) {
    body.access_token = await reissue(auth, body.access_token, method);
    body.user = await withFactors(auth.db(), body.user);
  }
  const answer = body.identities && body.id ? await withFactors(auth.db(), body) : body;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify(answer), { status: response.status, headers });
}

/** The link in a mail leads to a redirect whose fragment holds the token. */
async function improveRedirect(auth, response, location, method) {
  const [target, fragment] = location.split("#");
  const values = new URLSearchParams(fragment);
  values.set("access_token", await reissue(auth, values.get("access_token"), method));
  const headers = new Headers(response.headers);
  headers.set("location", `${target}#${values}`);
  return new Response(null, { status: response.status, headers });
}

async function reissue(auth, token, method) {
  const { sub: userId, session_id: sessionId } = decodeJwt(token);
  if (method) await noteMethod(auth.db(), sessionId, method);
  return signAccessToken(auth, { userId, sessionId, method: method ?? "token_refresh" });
}
