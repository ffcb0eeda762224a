// lite names signed addresses otherwise than Storage: clients look for `signedURL` and `url`, relative
// to /storage/v1.
import { sql } from "kysely";

export const signedUrls = {
  name: "signed-urls",

  install({ storage }) {
    storage?.wrap((next) => async (request) => {
      const response = await next(request);
      const path = new URL(request.url).pathname;
      if (!response.ok || request.method !== "POST" || !/^\/storage\/v1\/object\/(upload\/)?sign\//.test(path))
        return response;
      const headers = new Headers(response.headers);
      headers.delete("content-length");
      return new Response(JSON.stringify(renamed(await response.json())), { status: response.status, headers });
    });
  },

  async check({ stack, storage, storageDb }) {
    if (!stack.storage) return null;
    await sql`insert into storage.buckets (id, name) values ('contract', 'contract')`.execute(storageDb);
    await sql`insert into storage.objects (bucket_id, name) values ('contract', 'a')`.execute(storageDb);
    const { text, body } = await storage("/storage/v1/object/sign/contract/a", { body: { expiresIn: 60 } });
    return body.signedURL?.startsWith("/object/sign/contract/a?token=") ? null : `signing answers ${text}`;
  },
};

function renamed(answer) {
  if (Array.isArray(answer)) return answer.map(renamed);
  const { signedUrl, ...rest } = answer;
  const address = signedUrl ? signedUrl.replace("/storage/v1", "") : null;
  return { ...rest, signedURL: address, url: address };
}
