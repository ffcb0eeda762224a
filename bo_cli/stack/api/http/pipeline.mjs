// Request handlers are wrapped from the inside out, one concern each.

/**
 * A handler that can be wrapped: `wrap(next => request => response)`; the last wrapper runs first.
 * @param {(request: Request) => Promise<Response>} innermost
 */
export function pipeline(innermost) {
  let handler = innermost;
  return {
    wrap(wrapper) {
      handler = wrapper(handler);
    },
    fetch: (request) => handler(request),
  };
}
