// lite reads bodies of any size into memory.
import { authError, json, restError } from "../http/replies.mjs";

const STORAGE_LIMIT = 50 * 1024 * 1024; // what one object may have, as hosted's default
const FORM_ALLOWANCE = 64 * 1024; // multipart boundaries and headers around an object
const DRAIN = 16; // times the limit that is read and thrown away, so that the sender sees the answer

export const bodyLimit = {
  name: "body-limit",

  install(stack) {
    stack.wrap((next) => async (request) => {
      if (request.body === null) return next(request);
      const { pathname } = new URL(request.url);
      const limit = pathname.startsWith("/storage/") ? STORAGE_LIMIT + FORM_ALLOWANCE : stack.config.bodyLimit;
      const body = await readUpTo(request, limit);
      if (body === null) return tooLarge(pathname, limit);
      return next(new Request(request, { body, duplex: "half" }));
    });
  },

  async check({ stack }) {
    const body = new Uint8Array(stack.config.bodyLimit + 1);
    const { status } = await stack.fetch(new Request("http://127.0.0.1/rest/v1/rpc/echo", { method: "POST", body }));
    return status === 413 ? null : `a body above the limit gave ${status}`;
  },
};

/** The body, or null when it is longer than the limit, whatever its content-length says. */
async function readUpTo(request, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limit * DRAIN) break;
  }
  return size > limit ? null : Buffer.concat(chunks);
}

function tooLarge(pathname, limit) {
  const message = `The request body is larger than ${limit} bytes`;
  if (pathname.startsWith("/auth/")) return authError(413, "validation_failed", message);
  if (pathname.startsWith("/storage/"))
    return json({ statusCode: "413", error: "Payload too large", message }, 413);
  return restError(413, "413", message, { hint: "send fewer rows at once" });
}
