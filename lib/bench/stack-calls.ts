import { setTimeout as delay } from "node:timers/promises";
import type { TestStack } from "../launch/test-stack.ts";

/** How often we look whether something has arrived: the resolution of the figures. */
const lookEveryMs = 5;

export type Mail = { receivedAt: string; subject: string; text: string };

/** Calls the control API of the stack's simulator. */
export async function simulator<T>(stack: TestStack, method: string, path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? { method } : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${stack.simulatorUrl}/__simulator/${path}`, init);
  if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${method} ${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

export async function findMail(stack: TestStack, ticketNumber: string): Promise<Mail | null> {
  const mails = (await (await fetch(`${stack.mailboxUrl}/api/messages`)).json()) as Mail[];
  return mails.find(({ subject }) => subject.includes(ticketNumber)) ?? null;
}

/** What was sent to exactly this address, newest first. */
export async function mailsTo(stack: TestStack, address: string): Promise<Mail[]> {
  return (await (await fetch(`${stack.mailboxUrl}/api/messages?to=${encodeURIComponent(address)}`)).json()) as Mail[];
}

type Call = { method: string; path: string; at: string; status: number };

/** When Autotask took our note on this ticket, null while it has none. */
export async function findNoteCall(stack: TestStack, ticketId: number): Promise<number | null> {
  const calls = await simulator<Call[]>(stack, "GET", "calls?collection=TicketNotes&method=POST");
  const call = calls.find(({ path, status }) => status === 200 && new RegExp(`/Tickets/${ticketId}/Notes$`, "i").test(path));
  return call ? Date.parse(call.at) : null;
}

/** Throws when nothing is there within the time. */
export async function waitFor<T>(look: () => Promise<T | null>, withinMs = 20_000): Promise<T> {
  const start = Date.now();
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() - start > withinMs) throw new Error(`Nothing arrived within ${withinMs / 1_000} seconds.`);
    await delay(lookEveryMs);
  }
}
