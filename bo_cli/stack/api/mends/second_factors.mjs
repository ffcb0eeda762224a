// lite has no second factors: TOTP enrolment, challenge, verification and removal.
import { bodyOf, missingKey, partsOf, requirePerson } from "../auth/access.mjs";
import * as factors from "../auth/factors.mjs";
import { authContext } from "../auth/service.mjs";
import { AuthFailure, authError, json } from "../http/replies.mjs";

export const secondFactors = {
  name: "second-factors",

  install(stack) {
    const auth = authContext(stack);
    stack.auth.wrap((next) => async (request) => {
      const parts = partsOf(request);
      if (parts[0] !== "factors" || request.method === "OPTIONS") return next(request);
      return missingKey(request, stack.config) ?? answer(auth, request, parts.slice(1));
    });
  },

  async check({ auth, signIn }) {
    const token = await signIn("mend.totp@check.invalid");
    const { status, body } = await auth("/auth/v1/factors", { token, body: { factor_type: "totp" } });
    return status === 200 && body.totp?.secret ? null : `enrolling a factor gave ${status}`;
  },
};

async function answer(auth, request, [factorId, verb]) {
  try {
    const claims = await requirePerson(request, auth);
    const body = request.method === "POST" ? await bodyOf(request) : {};
    if (!factorId && request.method === "POST") return json(await factors.enrol(auth, claims, body));
    const factor = await factors.findFactor(auth, claims.sub, factorId);
    if (request.method === "DELETE") return json(await factors.remove(auth, claims, factor));
    if (verb === "challenge") return json(await factors.challenge(auth, factor));
    if (verb === "verify") return json(await factors.verify(auth, claims, factor, body));
    return authError(404, "not_found", "404 page not found");
  } catch (error) {
    if (error instanceof AuthFailure) return error.response;
    throw error;
  }
}
