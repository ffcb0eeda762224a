// REST and Storage verify tokens themselves, as PostgREST does: HS256 only, 30 seconds of leeway on
// exp, nbf and iat, and a malformed token is refused, where lite would fall back to anon. The user is
// not looked up: a token says who someone is until it expires.
import { errors, jwtVerify } from "jose";
import { restError } from "../http/replies.mjs";

const LEEWAY_S = 30;

export const bearerTokens = {
  name: "bearer-tokens",

  install({ config, rest, storage }) {
    const key = new TextEncoder().encode(config.jwtSecret);
    for (const service of [rest, storage].filter(Boolean))
      service.middlewares.push((context, next) => authenticate(context, next, key));
  },

  async check({ rest, sign }) {
    const soon = await sign({ exp: -LEEWAY_S + 10 });
    const late = await sign({ exp: -LEEWAY_S - 10 });
    const answers = [];
    for (const token of [soon, late, "a.b.c", "nonsense"])
      answers.push((await rest("/rest/v1/rpc/times", { token })).status);
    const seen = answers.join(" ");
    return seen === "200 401 401 401" ? null : `just expired, expired, forged, malformed: ${seen}`;
  },
};

async function authenticate(context, next, key) {
  const token = context.req.header("authorization")?.match(/^Bearer\s+(.*)$/i)?.[1].trim();
  // Opaque keys are lite's to check; without a token lite answers for anon or for the key's role.
  if (!token || token.startsWith("sb_")) return next();
  const { claims, refusal } = await verify(token, key);
  if (refusal) return refusal;
  context.set("jwt", claims);
  context.set("userId", claims.sub);
  context.set("ignoreAuthorization", true); // verified here: lite need not
  return next();
}

async function verify(token, key) {
  const parts = token.split(".");
  if (parts.length !== 3 || parts.some((part) => part === ""))
    return refuse("PGRST301", `Expected 3 parts in JWT; got ${parts.filter(Boolean).length}`);
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], clockTolerance: LEEWAY_S });
    if (payload.iat > Date.now() / 1000 + LEEWAY_S) return refuse("PGRST303", "JWT issued at future");
    return { claims: { role: "anon", ...payload } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse("PGRST303", "JWT expired");
    if (error instanceof errors.JWTClaimValidationFailed) return refuse("PGRST303", "JWT not yet valid");
    const details = "None of the keys was able to decode the JWT";
    return refuse("PGRST301", "No suitable key or wrong key type", details);
  }
}

function refuse(code, message, details = null) {
  const headers = { "www-authenticate": `Bearer error="invalid_token", error_description="${message}"` };
  return { refusal: restError(401, code, message, { details, headers }) };
}
