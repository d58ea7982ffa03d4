import { parseArgs } from "node:util";
import { openMailbox } from "./open-mailbox.ts";

const { values } = parseArgs({
  options: {
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "4020" },
    "smtp-port": { type: "string", default: "4025" },
    store: { type: "string" },
  },
});

const mailbox = await openMailbox({
  host: values.host,
  port: Number(values.port),
  smtpPort: Number(values["smtp-port"]),
  store: values.store ?? null,
});
process.stdout.write(`Mailbox on ${mailbox.url}, mail to ${mailbox.smtpUrl}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => mailbox.close().then(() => process.exit(0)));
