// Lets a script anywhere import the stack's packages: what is not found beside the script is looked up
// in the folder that BO_PACKAGES names.
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const inPackages = pathToFileURL(join(process.env.BO_PACKAGES, "script.mjs")).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
      return nextResolve(specifier, { ...context, parentURL: inPackages });
    }
  },
});
