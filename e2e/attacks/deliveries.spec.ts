import { createHmac, randomUUID } from "node:crypto";
import { apiOf } from "../fixtures/api.ts";
import { connect } from "../fixtures/connected.ts";
import { sqlOne } from "../fixtures/database.ts";
import { mailsTo } from "../fixtures/mailbox.ts";
import { makeOrganization } from "../fixtures/organization.ts";
import { makeTenant } from "../fixtures/simulator.ts";
import { expect, test } from "../fixtures/test.ts";

// Whoever finds our webhook's address sends what they like. Only what Autotask signed counts, and that once.

type Answer = { status: number; body: unknown };

async function deliver(url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  const text = await response.text();
  const { requestId: _, ...told } = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, body: told };
}

const sign = (body: string, secret: string) => `sha1=${createHmac("sha1", secret).update(body).digest("base64")}`;

const countDeliveries = async (connectionId: string) =>
  (await sqlOne<{ count: number }>(`select count(*)::int as count from deliveries where "connectionId" = $1`, [connectionId])).count;

test("what is not signed by Autotask is refused alike, whatever is wrong with it, and nothing is kept of it", async ({ connected }) => {
  const asked = await connected.ask();
  const [webhook] = await connected.tenant.webhooks();
  const genuine = (await connected.tenant.deliveries()).at(-1);
  if (!webhook || !genuine) throw new Error("There is no delivery to forge.");
  const { webhookUrl: url } = webhook;
  const before = await countDeliveries(connected.id);
  const digest = genuine.signature.slice("sha1=".length);
  const hex = Buffer.from(digest, "base64").toString("hex");
  const key = url.split("/").at(-1) ?? "";
  const forgedBody = genuine.body.replace(asked.ticket.ticketNumber, "T20200101.0001");
  const reserialized = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(genuine.body) as object).toReversed()));
  const signed = (signature: string) => ({ "x-hook-signature": signature });

  const answers = [
    await deliver(url, genuine.body),
    await deliver(url, genuine.body, signed("")),
    await deliver(url, genuine.body, signed("sha1=")),
    await deliver(url, genuine.body, signed(`sha1=${hex}`)),
    await deliver(url, genuine.body, signed(`sha256=${digest}`)),
    await deliver(url, genuine.body, signed(digest)),
    await deliver(url, genuine.body, signed(`${genuine.signature}, ${genuine.signature}`)),
    await deliver(url, genuine.body, signed(genuine.signature.slice(0, -1))),
    await deliver(url, genuine.body, signed(`${genuine.signature}A`)),
    await deliver(url, genuine.body, signed(`sha1=${"*".repeat(28)}`)),
    await deliver(url, genuine.body, signed(sign(genuine.body, "a secret nobody has"))),
    await deliver(url, forgedBody, signed(genuine.signature)),
    await deliver(url, reserialized, signed(genuine.signature)),
    await deliver(url.replace(connected.id, randomUUID()), genuine.body, signed(genuine.signature)),
    await deliver(url.replace(key, "A".repeat(key.length)), genuine.body, signed(genuine.signature)),
    await deliver(url.replace(key, key.slice(0, -1)), genuine.body, signed(genuine.signature)),
    await deliver(url.replace(connected.id, "not-an-id"), genuine.body, signed(genuine.signature)),
  ];
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]?.status).toBe(401);
  expect(await countDeliveries(connected.id)).toBe(before);

  // The twin: the genuine one is taken, and known.
  expect((await deliver(url, genuine.body, signed(genuine.signature))).status).toBe(200);
  expect(await countDeliveries(connected.id)).toBe(before);
});

test("a delivery sent fifty times more has one effect", async ({ connected, api }) => {
  const { ticket } = await connected.ask();
  const { statuses } = await connected.tenant.control<{ statuses: number[] }>("POST", "deliveries/resend", { times: 25 });
  const [webhook] = await connected.tenant.webhooks();
  const genuine = (await connected.tenant.deliveries()).at(-1);
  if (!webhook || !genuine) throw new Error("There is no delivery to send again.");
  const atOnce = await Promise.all(
    Array.from({ length: 25 }, () => deliver(webhook.webhookUrl, genuine.body, { "x-hook-signature": genuine.signature })),
  );
  expect([...statuses, ...atOnce.map(({ status }) => status)]).toEqual(Array.from({ length: 50 }, () => 200));
  expect(await countDeliveries(connected.id)).toBe(1);
  expect(await api.verificationsOf(ticket.ticketNumber)).toHaveLength(1);
  expect(await mailsTo(connected.requester.email)).toHaveLength(1);
});

test("a Deactivated that nobody signed switches nothing off and has the state asked for once", async ({ connected, api }) => {
  const [webhook] = await connected.tenant.webhooks();
  if (!webhook) throw new Error("There is no webhook.");
  const before = await connected.tenant.countCalls({ collection: "TicketWebhooks" });
  const body = JSON.stringify({ Action: "Deactivated", Guid: randomUUID(), EntityType: "Ticket", Id: 0, SequenceNumber: 9 });
  const answers = await Promise.all(Array.from({ length: 30 }, () => deliver(webhook.webhookUrl, body)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  await expect.poll(() => connected.tenant.countCalls({ collection: "TicketWebhooks" })).toBeGreaterThan(before);
  expect(await api.connection(connected.id)).toMatchObject({ state: "connected", webhook: { active: true } });
  expect(await connected.tenant.countCalls({ collection: "TicketWebhooks" })).toBeLessThanOrEqual(before + 2);
  // The twin: it still works.
  await connected.ask();
});

test("a delivery too big to be one is refused unread", async ({ connected }) => {
  const [webhook] = await connected.tenant.webhooks();
  if (!webhook) throw new Error("There is no webhook.");
  const huge = new Uint8Array(10 * 1024 * 1024).fill(32);
  // A server that answers before the end of the body may close the connection: both say no.
  const status = await deliver(webhook.webhookUrl, huge, { "x-hook-signature": "sha1=AAAA" }).then(
    (answer) => answer.status,
    () => 413,
  );
  expect(status).toBe(413);
  expect(await countDeliveries(connected.id)).toBe(0);
  await connected.ask();
});

test("one organization's deliveries at another's address are refused", async ({ connected, tenant }) => {
  const theirs = await connect(await apiOf(await makeOrganization("Somebody else")), await makeTenant());
  await connected.ask();
  const genuine = (await tenant.deliveries()).at(-1);
  const [ours] = await tenant.webhooks();
  const [other] = await theirs.tenant.webhooks();
  if (!genuine || !ours || !other) throw new Error("There is nothing to swap.");
  const headers = { "x-hook-signature": genuine.signature };
  expect((await deliver(other.webhookUrl, genuine.body, headers)).status).toBe(401);
  expect((await deliver(ours.webhookUrl.replace(connected.id, theirs.id), genuine.body, headers)).status).toBe(401);
  expect((await deliver(other.webhookUrl.replace(theirs.id, connected.id), genuine.body, headers)).status).toBe(401);
  expect(await countDeliveries(theirs.id)).toBe(0);
});
