import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Message, MessageStore } from "./message-store.ts";

const LARGEST_BYTES = 5_000_000;

/** Refusals to play, for tests: the next `count` mails are answered with this SMTP code instead of being taken. */
export type Refusals = { count: number; code: number };

/** A mail server that takes everything for everybody and sends nothing on. */
export function createMailServer(store: MessageStore, refusals: Refusals): SMTPServer {
  return new SMTPServer({
    // No certificate: STARTTLS with a made-up one would only make senders refuse.
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    onAuth: (_auth, _session, callback) => callback(null, { user: "anyone" }),
    size: LARGEST_BYTES,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, callback) => {
      takeMail(stream, session, { store, refusals }).then(() => callback(), callback);
    },
  });
}

type Target = { store: MessageStore; refusals: Refusals };

async function takeMail(stream: SMTPServerDataStream, session: SMTPServerSession, { store, refusals }: Target): Promise<void> {
  const raw = await readAll(stream);
  if (stream.sizeExceeded) throw refusal(552, "Message too large");
  if (refusals.count > 0) {
    refusals.count -= 1;
    throw refusal(refusals.code, "Refused on request of a test");
  }
  store.add(await readMessage(raw, session));
}

async function readMessage(raw: Buffer, { envelope }: SMTPServerSession): Promise<Message> {
  const mail = await PostalMime.parse(raw);
  const sender = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  return {
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    from: mail.from?.name ? `${mail.from.name} <${mail.from.address ?? sender}>` : (mail.from?.address ?? sender),
    to: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html ?? null,
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
