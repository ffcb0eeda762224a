// The contract check: before the API answers anyone, each mend is tried on the services as they are.
import { StartError } from "./config.mjs";
import { muting } from "./log.mjs";
import { mends as allMends } from "./mends/index.mjs";
import { withProbe } from "./probe.mjs";

/** A mend that does not hold; `mend` is its name. */
export class MendError extends StartError {
  constructor(mend, seen) {
    super(`mend "${mend}" no longer holds: ${seen}`);
    this.mend = mend;
  }
}

/**
 * @param stack built by buildStack
 * @param mends those to try; the first that does not hold is thrown as MendError
 */
export async function checkMends(stack, mends = allMends) {
  await muting(() => withProbe(stack, async (probe) => {
    for (const mend of mends) {
      const seen = await mend.check(probe).catch((error) => error.message ?? String(error));
      if (seen) throw new MendError(mend.name, seen);
    }
  }));
}
