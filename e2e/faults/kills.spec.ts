import { expect, test } from "@playwright/test";
import { expectConsistent } from "../fixtures/checker.ts";
import { draftWithValues, waitUntilConnected } from "../fixtures/connected.ts";
import { type FaultStack, letLeasesPass, startFaultStack } from "../fixtures/fault-stack.ts";
import { mailsTo, waitForCode } from "../fixtures/mailbox.ts";
import type { SimulatedTicket } from "../fixtures/simulator.ts";

// The worker and the web part are killed with -9 while a ticket goes its way. Nothing is lost, nothing happens twice.
// One story in order, on a stack of its own.

test.describe.configure({ mode: "serial", timeout: 180_000 });

let stack: FaultStack;
let connectionId: string;
const quick = { timeout: 30_000, intervals: [10, 20, 40] };

test.beforeAll(async () => {
  stack = await startFaultStack();
});
test.afterAll(async () => stack?.stop());

const check = () => expectConsistent({ ...stack, connectionId });
const callsUnderWay = async (collection: string, method: string) =>
  (await stack.tenant.control<{ status: number | null }[]>("GET", `calls?collection=${collection}&method=${method}`)).filter(
    ({ status }) => status === null,
  );

/** Answers with the code of the ticket's mail, as the page's form does. */
async function answer(ticket: SimulatedTicket): Promise<void> {
  const mails = await mailsTo(stack.tenant.contacts[0].email, stack.mailboxUrl);
  const number = mails.findIndex(({ text }) => text.includes(ticket.ticketNumber)) + 1;
  const { code, link } = await waitForCode(stack.tenant.contacts[0].email, number, stack.mailboxUrl);
  const response = await fetch(`${link}/code`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: stack.baseUrl, "content-type": "application/x-www-form-urlencoded" },
    body: `code=${code}`,
  });
  expect(response.headers.get("location"), ticket.ticketNumber).toMatch(/\/done$/);
}

async function waitUntilAsked(tickets: SimulatedTicket[]): Promise<void> {
  for (const { ticketNumber } of tickets) {
    await expect
      .poll(async () => (await mailsTo(stack.tenant.contacts[0].email, stack.mailboxUrl)).some(({ text }) => text.includes(ticketNumber)), {
        message: ticketNumber,
        timeout: 60_000,
      })
      .toBe(true);
  }
}

test("a worker killed while Autotask makes our webhook is followed by one that finishes Connect with one webhook", async () => {
  const { api, tenant } = stack;
  connectionId = await draftWithValues(api, tenant);
  await api.post(`/connections/${connectionId}/test`);
  await tenant.fault({ kind: "slow", delayMs: 1_200, collection: "TicketWebhooks", method: "POST", count: 1 });
  await api.post(`/connections/${connectionId}/connect`);
  await expect.poll(() => callsUnderWay("TicketWebhooks", "POST"), quick).toHaveLength(1);
  const killedAt = new Date();
  await stack.killHard("worker");
  await expect.poll(async () => (await tenant.webhooks()).length).toBe(1);
  await letLeasesPass(stack, killedAt);
  await waitUntilConnected(api, connectionId);
  expect(await tenant.webhooks()).toMatchObject([{ isActive: true, isReady: true }]);
});

test("a worker killed while it reads the ticket, and again while it sends the code, asks the requester once", async () => {
  const { tenant, sql } = stack;
  await tenant.fault({ kind: "slow", delayMs: 800, collection: "Tickets", count: 1 });
  const first = await tenant.open();
  await expect
    .poll(async () => [...(await callsUnderWay("Tickets", "GET")), ...(await callsUnderWay("Tickets", "POST"))].length, quick)
    .toBeGreaterThan(0);
  let killedAt = new Date();
  await stack.killHard("worker");
  await letLeasesPass(stack, killedAt);
  await waitUntilAsked([first]);

  // The mail leaves, and what says so takes long to be committed: there the worker is killed.
  await sql(`create function take_long() returns trigger language plpgsql as $$ begin perform pg_sleep(2); return new; end $$`);
  await sql(`create trigger slow before update on challenges for each row when (new.state = 'sent') execute function take_long()`);
  const second = await tenant.open();
  await expect.poll(async () => (await sql(`select 1 from challenges where state = 'sending'`)).length, quick).toBeGreaterThan(0);
  killedAt = new Date();
  await stack.killHard("worker");
  await sql(`drop function take_long() cascade`);
  await letLeasesPass(stack, killedAt);
  await waitUntilAsked([second]);

  // Killed between the mail and our commit it may send the same code twice; it never makes two codes of one.
  for (const { ticketNumber } of [first, second]) {
    const mails = (await mailsTo(tenant.contacts[0].email, stack.mailboxUrl)).filter(({ text }) => text.includes(ticketNumber));
    expect(new Set(mails.map(({ text }) => /code: (\d{3} \d{3})/.exec(text)?.[1])).size, ticketNumber).toBe(1);
  }
  await answer(first);
  await answer(second);
  await expect
    .poll(async () => (await Promise.all([first, second].map(({ id }) => tenant.notes(id)))).map((notes) => notes.length), quick)
    .toEqual([1, 1]);
});

test("a worker killed between Autotask's answer and our commit writes no second note", async () => {
  const { tenant, sql } = stack;
  const ticket = await tenant.open();
  await waitUntilAsked([ticket]);
  await tenant.fault({ kind: "slow", delayMs: 1_200, collection: "TicketNotes", method: "POST", count: 1 });
  await answer(ticket);
  await expect.poll(() => callsUnderWay("TicketNotes", "POST"), quick).toHaveLength(1);
  const killedAt = new Date();
  await stack.killHard("worker");
  await expect.poll(async () => (await tenant.notes(ticket.id)).length, quick).toBe(1);
  await letLeasesPass(stack, killedAt);
  const done = () => sql<{ state: string }>(`select state from write_backs where kind = 'note' and state <> 'written'`);
  await expect.poll(done, { timeout: 60_000 }).toEqual([]);
  await check();
});

test("web killed while deliveries come in loses none that it took, and Autotask's next attempts bring the others", async () => {
  const { tenant, api } = stack;
  const tickets: SimulatedTicket[] = [];
  for (let number = 0; number < 12; number += 1) {
    tickets.push(await tenant.open({ title: `Ticket ${number} of a busy morning` }));
    if (number === 4) stack.part("web").kill("SIGKILL");
  }
  await expect.poll(async () => (await tenant.deliveries()).filter(({ state }) => state === "waiting").length, { timeout: 60_000 }).toBe(0);
  expect((await tenant.deliveries()).filter(({ state }) => state === "dropped")).toEqual([]);
  await stack.ready();
  await waitUntilAsked(tickets);
  for (const { ticketNumber } of tickets) expect(await api.verificationsOf(ticketNumber), ticketNumber).toHaveLength(1);
  await expect.poll(async () => (await api.connection(connectionId)).writes.waiting).toBe(0);
  await expect(check).toPass({ timeout: 20_000 });
});
