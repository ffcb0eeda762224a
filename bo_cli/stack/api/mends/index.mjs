// Every place where @supabase/lite 0.10.0 answers otherwise than a hosted project, one file each.
// The order is the order of installation: a later wrapper of requests runs before an earlier one.
import { noGrants } from "./no_grants.mjs";
import { fullCatalogue } from "./full_catalogue.mjs";
import { jsonValues } from "./json_values.mjs";
import { roleSettings } from "./role_settings.mjs";
import { sqlstateMapping } from "./sqlstate_mapping.mjs";
import { exactArguments } from "./exact_arguments.mjs";
import { upsertKeysOnly } from "./upsert_keys_only.mjs";
import { headOnRpc } from "./head_on_rpc.mjs";
import { bearerTokens } from "./bearer_tokens.mjs";
import { requestContext } from "./request_context.mjs";
import { filesOnDisk } from "./files_on_disk.mjs";
import { formUploads } from "./form_uploads.mjs";
import { signedUrls } from "./signed_urls.mjs";
import { tokenClaims } from "./token_claims.mjs";
import { accountRules } from "./account_rules.mjs";
import { verificationTypes } from "./verification_types.mjs";
import { secondFactors } from "./second_factors.mjs";
import { adminUsers } from "./admin_users.mjs";
import { mailLinks } from "./mail_links.mjs";
import { databaseDown } from "./database_down.mjs";
import { bodyLimit } from "./body_limit.mjs";
import { crossOrigin } from "./cross_origin.mjs";

/**
 * @typedef {object} Mend
 * @property {string} name as the start-up check prints it
 * @property {(stack: object) => void | Promise<void>} install changes lite's objects in `stack`
 * @property {(probe: import("../check.mjs").Probe) => Promise<string | null>} check
 *   what was seen instead, or null when the mend holds
 */

/** @type {Mend[]} */
export const mends = [
  noGrants,
  fullCatalogue,
  jsonValues,
  roleSettings,
  sqlstateMapping,
  exactArguments,
  upsertKeysOnly,
  headOnRpc,
  bearerTokens,
  requestContext,
  filesOnDisk,
  formUploads,
  signedUrls,
  tokenClaims,
  accountRules,
  verificationTypes,
  secondFactors,
  adminUsers,
  mailLinks,
  databaseDown,
  bodyLimit,
  crossOrigin,
];
