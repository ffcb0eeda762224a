// Mails go to a file, one JSON line each; `bo mail` shows them.
import { appendFile } from "node:fs/promises";

/**
 * @param {{mailbox: string | null}} config null: mails are dropped
 * @returns lite's e-mail driver; `deliver` is what a mail finally goes through
 */
export function mailDriver({ mailbox }) {
  return {
    async deliver(line) {
      if (mailbox) await appendFile(mailbox, `${line}\n`, { mode: 0o600 });
    },
    async send({ to, subject, text, html }) {
      await this.deliver(JSON.stringify({ at: new Date().toISOString(), to, subject, text, html }));
    },
  };
}
