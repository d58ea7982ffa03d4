import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createMailboxHttp } from "./mailbox-http.ts";
import { openMessageStore } from "./message-store.ts";
import { createMailServer, type Refusals } from "./receive-mail.ts";

type Options = { host: string; port: number; smtpPort: number; store: string | null };

export type Mailbox = { url: string; smtpUrl: string; close(): Promise<void> };

/** A running catch-all mail server with its pages. Port 0 takes a free one. Throws when it cannot listen. */
export async function openMailbox({ host, port, smtpPort, store: file }: Options): Promise<Mailbox> {
  const store = openMessageStore(file);
  const refusals: Refusals = { count: 0, code: 451 };
  const smtp = createMailServer(store, refusals);
  const http = createMailboxHttp(store, refusals);
  const heard = Promise.all([once(smtp.server, "listening"), once(http, "listening")]);
  const broken = new Promise<never>((_, reject) => smtp.once("error", reject));
  smtp.listen(smtpPort, host);
  http.listen(port, host);
  await Promise.race([heard, broken]);
  // A sender that drops its connection is no reason to end.
  smtp.on("error", () => undefined);
  const portOf = (address: AddressInfo | string | null) => (typeof address === "object" && address ? address.port : 0);
  return {
    url: `http://127.0.0.1:${portOf(http.address())}`,
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server.address())}`,
    close: async () => {
      http.closeAllConnections();
      await Promise.all([new Promise((resolve) => http.close(resolve)), new Promise<void>((resolve) => smtp.close(() => resolve()))]);
    },
  };
}
