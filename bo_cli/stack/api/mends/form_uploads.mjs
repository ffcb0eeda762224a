// supabase-js sends a Blob as a form whose file has no name; lite wants it to be named `file`, and takes
// the form itself for the object where one is replaced. The file goes on as Storage's raw upload.
import { sql } from "kysely";

const UPLOAD = /^\/storage\/v1\/object\//;

export const formUploads = {
  name: "form-uploads",

  install({ storage }) {
    storage?.wrap((next) => async (request) => {
      const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data");
      return next(isForm && UPLOAD.test(new URL(request.url).pathname) ? await unwrapped(request) : request);
    });
  },

  async check({ stack, storage, storageDb }) {
    if (!stack.storage) return null;
    await sql`insert into storage.buckets (id, name, allowed_mime_types)
      values ('contract-forms', 'contract-forms', '{text/plain}')`.execute(storageDb);
    const seen = [];
    for (const method of ["POST", "PUT"]) {
      const form = new FormData();
      form.append("", new Blob(["bytes"], { type: "text/plain" }));
      const sent = new Response(form);
      const headers = { "content-type": sent.headers.get("content-type") };
      const { status } = await storage("/storage/v1/object/contract-forms/a", { method, text: await sent.text(), headers });
      seen.push(status);
    }
    await stack.storage.app._storageAdapter.deleteObject("contract-forms", "a");
    return seen.every((status) => status === 200) ? null : `files in forms are answered with ${seen}`;
  },
};

async function unwrapped(request) {
  const form = await request.formData();
  const file = [...form.values()].find((value) => typeof value !== "string");
  if (!file) return new Request(request, { body: "" });
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.set("content-type", file.type || "application/octet-stream");
  const cacheControl = form.get("cacheControl");
  if (cacheControl) headers.set("cache-control", `max-age=${cacheControl}`);
  return new Request(request.url, { method: request.method, headers, body: await file.arrayBuffer() });
}
