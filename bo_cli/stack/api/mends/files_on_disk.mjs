// lite keeps storage behind a switch and without a place for the bytes.
import { setExperimental } from "@supabase/lite";
import { Files } from "../files.mjs";

export const filesOnDisk = {
  name: "files-on-disk",

  install({ config, storage }) {
    if (!storage) return;
    setExperimental("storage", true);
    storage.app._storageAdapter = new Files(config.storageDir);
  },

  async check({ stack }) {
    const adapter = stack.storage?.app._storageAdapter;
    if (!stack.storage) return null;
    if (!adapter) return "storage has no place for bytes";
    await adapter.uploadObject("contract", "../key", "1", "bytes", "text/plain", "no-cache");
    const { body, metadata } = await adapter.getObject("contract", "../key");
    await adapter.deleteObject("contract", "../key");
    const seen = `${body} ${metadata.mimetype}`;
    return seen === "bytes text/plain" ? null : `a stored object comes back as ${seen}`;
  },
};
