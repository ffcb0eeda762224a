// Builds the three services on @supabase/lite and installs the mends on them.
import { App } from "@supabase/lite";
import { connect } from "./connection.mjs";
import { pipeline } from "./http/pipeline.mjs";
import { mailDriver } from "./mail.mjs";
import { router } from "./http/router.mjs";
import { mends as allMends } from "./mends/index.mjs";

const noMail = { send() {} };

/** lite's settings that all three services share. */
function appOptions(config) {
  return {
    db: { migrations: { enabled: false } },
    auth: {
      enabled: false,
      jwt_secret: config.jwtSecret,
      jwt_expiry: config.jwtExpiry,
      site_url: config.siteUrl,
      publishable_key: config.publishableKey,
      secret_key: config.secretKey,
      enable_signup: true,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      email: { enable_signup: true, enable_confirmations: false, double_confirm_changes: false },
    },
    storage: { enabled: false },
    api: { enabled: false },
  };
}

function service(config, { url, name, settings, email = noMail }) {
  const connection = connect(url, { name, max: config.poolSize });
  const middlewares = []; // filled by mends, hence looked up at each request
  const runAll = (context, next) =>
    middlewares.reduceRight((rest, each) => () => each(context, rest), next)();
  const app = new App({
    ...appOptions(config),
    ...settings,
    connection,
    options: { drivers: { email }, server: { admin: false, disableStudio: true, middlewares: [runAll] } },
  });
  const handler = pipeline((request) => app.fetch(request, { peerAddress: null }));
  return { app, connection, middlewares, wrap: handler.wrap, fetch: handler.fetch };
}

function authSettings(config) {
  return { auth: { ...appOptions(config).auth, enabled: true } };
}

/**
 * @param {ReturnType<typeof import("./config.mjs").readConfig>} config
 * @param {import("./mends/index.mjs").Mend[]} mends
 * @returns {Promise<Stack>} rest, auth, storage (or null), fetch, close
 */
export async function buildStack(config, mends = allMends) {
  const stack = {
    config,
    rest: service(config, {
      url: config.restUrl,
      name: "bo-rest",
      // pg_safe_update: as hosted, no DELETE or PATCH without a filter.
      settings: {
        api: { enabled: true, schemas: [...config.schemas], max_rows: config.maxRows, pg_safe_update: true },
      },
    }),
    auth: service(config, {
      url: config.authUrl,
      name: "bo-auth",
      settings: authSettings(config),
      email: mailDriver(config),
    }),
    storage: config.storageUrl && service(config, {
      url: config.storageUrl,
      name: "bo-storage",
      settings: { storage: { enabled: true, file_size_limit: "50MiB" } },
    }),
  };
  stack.services = [stack.rest, stack.auth, stack.storage].filter(Boolean);
  const entrance = pipeline(router(stack));
  stack.wrap = entrance.wrap;
  stack.fetch = entrance.fetch;
  stack.close = () => Promise.all(stack.services.map((each) => each.connection.close()));
  for (const mend of mends) await mend.install(stack);
  for (const each of stack.services) await each.app.init();
  return stack;
}
