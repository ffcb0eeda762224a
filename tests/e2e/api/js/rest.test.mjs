// Tables and functions through supabase-js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signedIn, visitor } from "./project.mjs";

const { client, user } = await signedIn();

test("reading with filters, order, page, count and embedding", async () => {
  const { data, count, status } = await client.from("books")
    .select("title, authors(name)", { count: "exact" }).gte("id", 3).order("id").range(0, 1);
  assert.deepEqual([status, count], [206, 8]);
  assert.deepEqual(data, [
    { title: "Book 3", authors: { name: "Bob" } },
    { title: "Book 4", authors: { name: "Ada" } },
  ]);
  const { count: all, data: none } = await client.from("books").select("*", { count: "exact", head: true });
  assert.deepEqual([all, none], [10, null]);
});

test("one row, or an error that says how many", async () => {
  const one = await client.from("books").select("id").eq("id", 1).single();
  assert.deepEqual(one.data, { id: 1 });
  const many = await client.from("books").select("id").single();
  assert.equal(many.error.code, "PGRST116");
  const none = await client.from("books").select("id").eq("id", -1).maybeSingle();
  assert.deepEqual([none.data, none.error], [null, null]);
});

test("a write answers with the row, under the policy", async () => {
  const { data } = await client.from("notes").insert({ body: "from js" }).select().single();
  assert.equal(data.owner, user.id);
  const { data: changed } = await client.from("notes").update({ body: "new" }).eq("id", data.id).select().single();
  assert.equal(changed.body, "new");
  const { count } = await client.from("notes").delete({ count: "exact" }).eq("id", data.id);
  assert.equal(count, 1);
});

test("functions, with their errors", async () => {
  assert.equal((await client.rpc("add", { a: 2 })).data, 12);
  assert.equal((await client.rpc("add", { a: 2, b: 3 }, { get: true })).data, 5);
  assert.equal((await client.rpc("list_books", {}, { count: "exact", head: true })).count, 10);
  const { error, status } = await client.rpc("fail", { state: "42501", detail: "PERMISSION_DENIED", hint: "ask" });
  assert.deepEqual([status, error.code, error.details, error.hint], [403, "42501", "PERMISSION_DENIED", "ask"]);
});

test("anon reads nothing without a grant", async () => {
  const { error, status } = await visitor().from("books").select();
  assert.deepEqual([status, error.code], [401, "42501"]);
});
