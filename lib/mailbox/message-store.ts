import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

const message = z.object({
  id: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  /** The addresses of the SMTP envelope: who really got it, whatever the headers say. */
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
});

export type Message = z.infer<typeof message>;

export type MessageStore = {
  add(message: Message): void;
  /** Newest first; with `to`, only what was sent to exactly this address. */
  list(to?: string): Message[];
  find(id: string): Message | null;
  clear(): void;
};

const KEPT = 500;

/** Keeps the newest messages in memory and, given a file, across restarts: one JSON line each. */
export function openMessageStore(file: string | null): MessageStore {
  let messages = file ? readLines(file) : [];
  if (file) rewrite(file, messages);
  return {
    add: (added) => {
      messages = [...messages, added].slice(-KEPT);
      if (file) appendFileSync(file, `${JSON.stringify(added)}\n`, { mode: 0o600 });
    },
    list: (to) => messages.filter((each) => !to || each.to.includes(to.toLowerCase())).toReversed(),
    find: (id) => messages.find((each) => each.id === id) ?? null,
    clear: () => {
      messages = [];
      if (file) rewrite(file, messages);
    },
  };
}

/** A line cut off by a kill is left out: it was never answered with a 250, so its sender tries again. */
function readLines(file: string): Message[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => parseLine(line) ?? []).slice(-KEPT);
}

function parseLine(line: string): Message | null {
  try {
    return message.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function rewrite(file: string, messages: Message[]): void {
  writeFileSync(`${file}.new`, messages.map((each) => `${JSON.stringify(each)}\n`).join(""), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
