// Objects on disk, through supabase-js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { admin, signedIn } from "./project.mjs";

const bucket = `files-${process.pid}`;
await admin().storage.createBucket(bucket, { public: false });

test("upload, list, download, sign, remove", async () => {
  const { client } = await signedIn();
  const files = client.storage.from(bucket);
  const up = await files.upload("notes/a.txt", "hello", { contentType: "text/plain" });
  assert.equal(up.error, null);
  const down = await files.download("notes/a.txt");
  assert.deepEqual([await down.data.text(), down.data.type], ["hello", "text/plain"]);
  const signed = await files.createSignedUrl("notes/a.txt", 60);
  assert.equal(await (await fetch(signed.data.signedUrl)).text(), "hello");
  const removed = await files.remove(["notes/a.txt"]);
  assert.equal(removed.data.length, 1);
  assert.notEqual((await files.download("notes/a.txt")).error, null);
});

test("policies decide who reads and writes", async () => {
  const [owner, stranger] = [await signedIn(), await signedIn()];
  await owner.client.storage.from(bucket).upload("mine.txt", "secret");
  const files = stranger.client.storage.from(bucket);
  assert.notEqual((await files.download("mine.txt")).error, null);
  assert.notEqual((await files.upload("mine.txt", "theirs", { upsert: true })).error, null);
  assert.deepEqual((await files.remove(["mine.txt"])).data, []);
  assert.equal(await (await owner.client.storage.from(bucket).download("mine.txt")).data.text(), "secret");
});

test("no key leaves the folder, and keys do not collide", async () => {
  const { client } = await signedIn();
  const files = client.storage.from(bucket);
  for (const key of ["../../escape", "a/../../../etc/passwd", "/absolute"]) {
    const { error } = await files.upload(key, "x");
    if (!error) assert.equal(await (await files.download(key)).data.text(), "x"); // made harmless
  }
  assert.equal((await files.upload("dir", "file")).error, null);
  assert.equal((await files.upload("dir/inside", "other")).error, null);
  assert.equal(await (await files.download("dir")).data.text(), "file");
});
