// Only the three public prefixes are answered: lite's own /_system routes show database addresses.
import { json } from "./replies.mjs";
import { health } from "../health.mjs";

/** @param stack the services; looked up at request time, so that they can be wrapped later */
export function router(stack) {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return health(stack);
    if (pathname.startsWith("/rest/v1/")) return stack.rest.fetch(request);
    if (pathname.startsWith("/auth/v1/")) return stack.auth.fetch(request);
    if (pathname.startsWith("/storage/v1/") && stack.storage) return stack.storage.fetch(request);
    return json({ message: "no route matched this path" }, 404);
  };
}
