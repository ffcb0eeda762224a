// node server.mjs serve|provision|check
//   serve      checks the mends to @supabase/lite, then answers on PORT; prints "listening <port>"
//   provision  makes the tables of Auth and Storage in the database of AUTH_DB_URL
//   check      checks the mends and ends
// Exit codes: 0 done, 1 cannot start, 2 bad usage, 3 a mend no longer holds.
import { serve } from "@hono/node-server";
import { checkMends, MendError } from "./check.mjs";
import { readConfig, StartError } from "./config.mjs";
import { reasonOf } from "./health.mjs";
import { muting, quietConsole } from "./log.mjs";
import { provision } from "./provision.mjs";
import { watchDatabase } from "./reload.mjs";
import { buildStack } from "./stack.mjs";

const PATIENCE_MS = 2000;
let started = false;

const verbs = { serve: serveApi, provision: run(provision), check: run(checkMends) };

function run(work) {
  return async (config) => {
    const stack = await muting(() => buildStack(config));
    await work(stack);
    await stack.close();
  };
}

async function serveApi(config) {
  const stack = await muting(() => buildStack(config));
  await checkMends(stack);
  await watchDatabase(stack);
  const server = serve({ fetch: stack.fetch, port: config.port, hostname: "127.0.0.1" }, ({ port }) => {
    config.publicUrl = `http://127.0.0.1:${port}`;
    process.stdout.write(`listening ${port}\n`);
  });
  server.on("error", fail);
  started = true;
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(server, stack));
  // Whoever started it for a while holds the other end, and may die without a word.
  if (process.env.END_WITH_STDIN) process.stdin.on("end", () => stop(server, stack)).resume();
}

/** Requests that are under way may end, for a while. */
function stop(server, stack) {
  server.close();
  setTimeout(() => process.exit(0), PATIENCE_MS).unref();
  stack.close().finally(() => process.exit(0));
}

/** One line on stderr and an exit code; the address of a database never shows. */
function fail(error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(error instanceof MendError ? 3 : 1);
}

function describe(error) {
  if (error instanceof StartError) return error.message;
  if (error?.code === "EADDRINUSE") return `port ${error.port} is taken`;
  return `${started ? "stopped" : "cannot start"}: ${reasonOf(error)}`;
}

quietConsole();
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
const verb = verbs[process.argv[2]];
if (verb) {
  try {
    await verb(readConfig(process.env));
  } catch (error) {
    fail(error);
  }
} else {
  process.stderr.write("usage: node server.mjs serve|provision|check\n");
  process.exit(2);
}
