// Each mend's check must notice when just that mend is missing: otherwise it checks nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkMends, MendError } from "../check.mjs";
import { readConfig } from "../config.mjs";
import { muting, quietConsole } from "../log.mjs";
import { mends } from "../mends/index.mjs";
import { buildStack } from "../stack.mjs";

const config = () => readConfig(process.env);
quietConsole();

async function withStack(installed, work) {
  const stack = await muting(() => buildStack(config(), installed));
  try {
    return await work(stack);
  } finally {
    await stack.close();
  }
}

test("with every mend the check passes", async () => {
  await withStack(mends, (stack) => checkMends(stack));
});

for (const mend of mends)
  test(`without ${mend.name} the check names it`, async () => {
    const others = mends.filter((each) => each !== mend);
    await withStack(others, (stack) =>
      assert.rejects(checkMends(stack, [mend]), (error) => {
        assert.ok(error instanceof MendError, error.stack);
        assert.equal(error.mend, mend.name);
        return true;
      }));
  });
