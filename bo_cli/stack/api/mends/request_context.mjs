// Hands each REST request down to the connection, for request.method, request.path, request.headers
// and the exact digits of its body.
import { currentRequest, withRequest } from "../http/request_context.mjs";

export const requestContext = {
  name: "request-context",

  install({ rest }) {
    rest.wrap((next) => async (request) => {
      const bytes = request.body === null ? null : await request.arrayBuffer();
      const context = {
        ...currentRequest(),
        method: request.method,
        path: new URL(request.url).pathname.replace("/rest/v1", ""),
        headers: Object.fromEntries(request.headers),
        body: bytes === null ? undefined : new TextDecoder().decode(bytes),
      };
      const copy = bytes === null ? request : new Request(request, { body: bytes, duplex: "half" });
      return withRequest(context, () => next(copy));
    });
  },

  async check({ rest }) {
    const { body } = await rest("/rest/v1/rpc/request_line", { body: {} });
    return body === "POST /rpc/request_line" ? null : `the database saw ${JSON.stringify(body)}`;
  },
};
