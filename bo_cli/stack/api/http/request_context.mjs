// The HTTP request that a statement belongs to. lite does not hand it down to the connection,
// but PostgREST shows it to the database (request.method, request.path, request.headers).
import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage();

/**
 * @param {{method?: string, path?: string, headers?: Record<string, string>, body?: string, schema?: object}}
 *   request what is known of it: its line, headers and body, and the schema that it is answered from
 */
export const withRequest = (request, work) => storage.run(request, work);

/** The request being served, or undefined outside one. */
export const currentRequest = () => storage.getStore();
