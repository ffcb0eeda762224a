// Object bytes on disk. A file's name is a hash of its key: whatever a key contains, it stays inside
// the folder, and `a` and `a/b` can both exist. Beside the bytes lies what must be sent with them.
import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const hash = (text) => createHash("sha256").update(text).digest("hex");

/** The storage adapter that lite asks for bytes; names and permissions are its own business. */
export class Files {
  driver = null;

  /** @param {string} folder made on first use, readable by its owner only */
  constructor(folder) {
    this.folder = resolve(folder);
  }

  async headObject(bucket, key) {
    const path = this.#path(bucket, key);
    const [{ size, mtime }, described] = await Promise.all([stat(path), readFile(`${path}.json`, "utf8")]);
    return { size, contentLength: size, lastModified: mtime, ...JSON.parse(described) };
  }

  async getObject(bucket, key) {
    const metadata = await this.headObject(bucket, key);
    return { httpStatusCode: 200, metadata, body: await readFile(this.#path(bucket, key)) };
  }

  async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    const eTag = `"${createHash("md5").update(bytes).digest("hex")}"`;
    await this.#write(this.#path(bucket, key), bytes);
    await this.#write(`${this.#path(bucket, key)}.json`, JSON.stringify({ mimetype, cacheControl, eTag }));
    const size = bytes.length;
    return { mimetype, cacheControl, eTag, size, contentLength: size, lastModified: new Date() };
  }

  async deleteObject(bucket, key) {
    const path = this.#path(bucket, key);
    await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
  }

  async deleteObjects(bucket, keys) {
    await Promise.all(keys.map((key) => this.deleteObject(bucket, key)));
  }

  async copyObject(bucket, key, _version, toBucket, toKey) {
    const [from, to] = [this.#path(bucket, key), this.#path(toBucket, toKey)];
    await copyFile(from, to);
    await copyFile(`${from}.json`, `${to}.json`);
    const { eTag, lastModified } = await this.headObject(toBucket, toKey);
    return { httpStatusCode: 200, eTag, lastModified };
  }

  async privateAssetUrl(bucket, key) {
    return `file://${this.#path(bucket, key)}`;
  }

  #path(bucket, key) {
    return join(this.folder, hash(`${bucket}\n${key}`)); // no bucket's name has a line break
  }

  /** Whole or not at all: a reader never sees half a file. */
  async #write(path, content) {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const partial = `${path}.${randomUUID()}`;
    await writeFile(partial, content, { mode: 0o600 });
    await rename(partial, path);
  }
}
