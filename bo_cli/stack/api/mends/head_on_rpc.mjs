// lite answers HEAD on a function with 400; it is GET without the body.

export const headOnRpc = {
  name: "head-on-rpc",

  install({ rest }) {
    rest.wrap((next) => async (request) => {
      if (request.method !== "HEAD" || !new URL(request.url).pathname.startsWith("/rest/v1/rpc/"))
        return next(request);
      const { status, headers } = await next(new Request(request.url, { headers: request.headers }));
      return new Response(null, { status, headers });
    });
  },

  async check({ rest }) {
    const { status } = await rest("/rest/v1/rpc/echo_text?value=1", { method: "HEAD" });
    return status === 200 ? null : `HEAD on a function gave ${status}`;
  },
};
