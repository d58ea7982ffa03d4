import { afterAll, beforeAll, expect, test } from "vitest";
import { digest } from "../platform/secrets.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { signedDelivery, ticketCreated } from "../testing/signed-delivery.ts";
import { queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { acceptDelivery } from "./accept-delivery.ts";
import { storeDelivery } from "./store-delivery.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

async function connected(changes: Partial<Parameters<typeof makeConnection>[1]> = {}) {
  const organization = await makeOrganization(deps.db);
  return makeConnection(deps, { organizationId: organization.id, ...changes });
}
const deliveriesOf = (connectionId: string) => deps.db.delivery.findMany({ where: { connectionId } });
const jobsOf = async (name: string, id: string) =>
  (await queuedJobs(deps)).filter((job) => job.name === name && JSON.stringify(job.payload).includes(id));

test("an authentic delivery is stored byte for byte, with one job", async () => {
  const to = await connected();
  const body = ticketCreated({ Fields: { TicketNumber: "T1", Title: "x" } }).replace('"x"', '"O\\u0027Neill \\u00e9 😀"');

  expect(await acceptDelivery(deps, signedDelivery(to, body))).toEqual({ status: "accepted", repeated: false });

  const [stored, ...more] = await deliveriesOf(to.connection.id);
  expect(more).toEqual([]);
  expect(Buffer.from(stored?.rawBody ?? []).toString("utf8")).toBe(body);
  expect(stored).toMatchObject({
    organizationId: to.connection.organizationId,
    fate: "accepted",
    processedAt: null,
    autotaskTicketId: 351181n,
  });
  expect(await jobsOf("intake.process-delivery", stored?.id ?? "?")).toHaveLength(1);
});

test("the same delivery fifty times at once is accepted fifty times and has one row and one job", async () => {
  const to = await connected();
  const delivery = signedDelivery(to, ticketCreated());

  const answers = await Promise.all(Array.from({ length: 50 }, () => acceptDelivery(deps, delivery)));

  expect(answers.every(({ status }) => status === "accepted")).toBe(true);
  expect(answers.filter((answer) => answer.status === "accepted" && !answer.repeated)).toHaveLength(1);
  const rows = await deliveriesOf(to.connection.id);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.repeats).toBe(49);
  expect(await jobsOf("intake.process-delivery", rows[0]?.id ?? "?")).toHaveLength(1);
});

test("a queue that has lost its tables' content still gets every delivery's job", async () => {
  const to = await connected();
  await deps.pool.query("delete from graphile_worker._private_jobs; delete from graphile_worker._private_tasks");

  expect(await acceptDelivery(deps, signedDelivery(to, ticketCreated()))).toEqual({ status: "accepted", repeated: false });

  const [stored] = await deliveriesOf(to.connection.id);
  expect(await jobsOf("intake.process-delivery", stored?.id ?? "?")).toHaveLength(1);
});

test("a connection that is switched off takes nothing from that moment on, though its door was known", async () => {
  const to = await connected();
  await acceptDelivery(deps, signedDelivery(to, ticketCreated()));
  await deps.db.connection.update({ where: { id: to.connection.id }, data: { state: "disconnected" } });

  expect(await acceptDelivery(deps, signedDelivery(to, ticketCreated({ SequenceNumber: 2 })))).toEqual({ status: "unauthentic" });
  expect(await deliveriesOf(to.connection.id)).toHaveLength(1);
});

test("a webhook with a new key and secret is taken at once, though the old ones were known", async () => {
  const to = await connected();
  await acceptDelivery(deps, signedDelivery(to, ticketCreated()));
  const next = await makeConnection(deps, { organizationId: to.connection.organizationId, state: "draft" });
  const { webhookSecret, key } = { webhookSecret: "a new secret of the webhook", key: next.key };
  const webhookSecretSealed = deps.secrets.seal(webhookSecret, {
    table: "connections",
    column: "webhookSecretSealed",
    rowId: to.connection.id,
  });
  await deps.db.connection.update({
    where: { id: to.connection.id },
    data: { webhookSecretSealed, webhookKeyHash: next.connection.webhookKeyHash },
  });

  const anew = { ...to, key, webhookSecret };
  expect(await acceptDelivery(deps, signedDelivery(anew, ticketCreated({ SequenceNumber: 2 })))).toMatchObject({ status: "accepted" });
  expect(await acceptDelivery(deps, signedDelivery(to, ticketCreated({ SequenceNumber: 3 })))).toEqual({ status: "unauthentic" });
});

async function withSecondDoor(acceptedUntil: Date | null) {
  const to = await connected();
  const { key } = await makeConnection(deps, { organizationId: to.connection.organizationId, state: "draft" });
  const second = { ...to, key, webhookSecret: "the secret of the second webhook" };
  const { id: connectionId, organizationId } = to.connection;
  const secretSealed = deps.secrets.seal(second.webhookSecret, {
    table: "connections",
    column: "webhookSecretSealed",
    rowId: connectionId,
  });
  await deps.db.webhookDoor.create({ data: { organizationId, connectionId, keyHash: digest(key), secretSealed, acceptedUntil } });
  return { to, second };
}

test("while a webhook is being replaced both are taken, each with its own key and secret", async () => {
  const { to, second } = await withSecondDoor(null);
  const send = (number: number, with_: typeof to, changes = {}) =>
    acceptDelivery(deps, signedDelivery(with_, ticketCreated({ SequenceNumber: number }), changes));
  expect(await send(1, to)).toMatchObject({ status: "accepted" });
  expect(await send(2, second)).toMatchObject({ status: "accepted" });
  expect(await send(3, second, { secret: to.webhookSecret })).toEqual({ status: "unauthentic" });
  expect(await send(4, to, { secret: second.webhookSecret })).toEqual({ status: "unauthentic" });
});

test("a webhook that was replaced is taken until its time is over, and not after", async () => {
  const open = await withSecondDoor(new Date(Date.now() + 60_000));
  expect(await acceptDelivery(deps, signedDelivery(open.second, ticketCreated()))).toMatchObject({ status: "accepted" });
  const closed = await withSecondDoor(new Date(Date.now() - 1_000));
  expect(await acceptDelivery(deps, signedDelivery(closed.second, ticketCreated()))).toEqual({ status: "unauthentic" });
});

test("deliveries of many connections that arrive at once are each stored with a job", async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => connected()));
  const given = all.flatMap((to) =>
    Array.from({ length: 8 }, (_, index) => signedDelivery(to, ticketCreated({ SequenceNumber: index + 1 }))),
  );
  const answers = await Promise.all(given.map((each) => acceptDelivery(deps, each)));
  expect(answers.every(({ status }) => status === "accepted")).toBe(true);
  for (const { connection } of all) {
    const rows = await deliveriesOf(connection.id);
    expect(rows).toHaveLength(8);
    for (const { id } of rows) expect(await jobsOf("intake.process-delivery", id)).toHaveLength(1);
  }
});

test("a delivery that the database refuses spoils none of those that arrived with it", async () => {
  const to = await connected();
  const store = (entityId: number) =>
    storeDelivery(deps.pool, {
      connectionId: to.connection.id,
      keyHash: digest(to.key),
      rawBody: Buffer.from(`{"Id":${entityId}}`),
      payload: {
        action: "Create",
        entityType: "Ticket",
        entityId,
        guid: null,
        eventTime: null,
        sequenceNumber: 1,
        personId: null,
        fields: new Map(),
      },
      todo: { work: "process" },
    });
  // The edge lets no such id through; a constraint or a deadlock would fail the statement in the same way.
  const [, refused, ...others] = await Promise.allSettled([1, 1e300, 2, 3].map(store));
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "22P02" } });
  expect(others).toMatchObject([{ value: { isNew: true } }, { value: { isNew: true } }]);
  expect(await deliveriesOf(to.connection.id)).toHaveLength(3);
});

test("another event of the same ticket is another delivery", async () => {
  const to = await connected();
  await acceptDelivery(deps, signedDelivery(to, ticketCreated()));
  await acceptDelivery(deps, signedDelivery(to, ticketCreated({ SequenceNumber: 2 })));
  expect(await deliveriesOf(to.connection.id)).toHaveLength(2);
});

test.each<[string, (to: Awaited<ReturnType<typeof connected>>) => Parameters<typeof acceptDelivery>[1]]>([
  ["signed with another secret", (to) => signedDelivery(to, ticketCreated(), { secret: "someone else's" })],
  ["without a signature", (to) => signedDelivery(to, ticketCreated(), { signature: null })],
  ["with the key of another connection", (to) => signedDelivery(to, ticketCreated(), { key: "another key" })],
  [
    "written anew, under the old signature",
    (to) => signedDelivery(to, ticketCreated(), { rawBody: Buffer.from(ticketCreated().replace(",", ", ")) }),
  ],
  ["to a connection that is not there", (to) => signedDelivery(to, ticketCreated(), { connectionId: crypto.randomUUID() })],
  ["to something that is no id", (to) => signedDelivery(to, ticketCreated(), { connectionId: "'; drop table deliveries; --" })],
])("a delivery %s is refused and leaves no row", async (_what, make) => {
  const to = await connected();
  expect(await acceptDelivery(deps, make(to))).toEqual({ status: "unauthentic" });
  expect(await deliveriesOf(to.connection.id)).toEqual([]);
});

test.each(["disconnected", "draft"] as const)("a %s connection takes nothing, however well signed", async (state) => {
  const to = await connected({ state });
  expect(await acceptDelivery(deps, signedDelivery(to, ticketCreated()))).toEqual({ status: "unauthentic" });
});

test("a connection whose secret cannot be opened takes nothing", async () => {
  const to = await connected();
  await deps.db.connection.update({ where: { id: to.connection.id }, data: { webhookSecretSealed: new Uint8Array(80) } });
  expect(await acceptDelivery(deps, signedDelivery(to, ticketCreated()))).toEqual({ status: "unauthentic" });
  expect(await acceptDelivery(deps, signedDelivery(to, ticketCreated(), { secret: "no such connection" }))).toEqual({
    status: "unauthentic",
  });
});

test.each<[string, string | Buffer, string, string]>([
  ["another entity", ticketCreated({ EntityType: "TicketNote" }), "ignored", "intake.other_entity"],
  ["an action we did not ask for", ticketCreated({ Action: "Update" }), "ignored", "intake.other_action"],
  ["an action nobody knows", ticketCreated({ Action: "Exploded" }), "ignored", "intake.other_action"],
  ["no JSON", "{", "unreadable", "intake.not_json"],
  ["invalid UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "unreadable", "intake.not_json"],
  ["a list", "[]", "unreadable", "intake.not_an_event"],
  ["no id", ticketCreated({ Id: null }), "unreadable", "intake.no_entity_id"],
  ["a negative id", ticketCreated({ Id: -4 }), "unreadable", "intake.no_entity_id"],
])("an authentic delivery with %s is accepted, kept with the reason, and causes no work", async (_what, body, fate, fateReason) => {
  const to = await connected();
  expect(await acceptDelivery(deps, signedDelivery(to, body))).toMatchObject({ status: "accepted" });
  const [stored] = await deliveriesOf(to.connection.id);
  expect(stored).toMatchObject({ fate, fateReason });
  expect(stored?.processedAt).not.toBeNull();
  expect(await jobsOf("intake.process-delivery", stored?.id ?? "?")).toEqual([]);
});

test("a hundred unsigned deactivations change nothing and make us look once", async () => {
  const to = await connected();
  const before = await deps.db.connection.findUniqueOrThrow({ where: { id: to.connection.id } });
  const body = JSON.stringify({ Action: "Deactivated" });

  for (let round = 0; round < 100; round++) {
    expect(await acceptDelivery(deps, signedDelivery(to, body, { signature: null }))).toEqual({ status: "unauthentic" });
  }

  const after = await deps.db.connection.findUniqueOrThrow({ where: { id: to.connection.id } });
  expect({ ...after, lastCheckAskedAt: null }).toEqual({ ...before, lastCheckAskedAt: null });
  expect(await deliveriesOf(to.connection.id)).toEqual([]);
  expect(await jobsOf("connection.check", to.connection.id)).toHaveLength(1);
});

test("a deactivation from a stranger, without our key, does not even make us look", async () => {
  const to = await connected();
  await acceptDelivery(deps, signedDelivery(to, JSON.stringify({ Action: "Deactivated" }), { key: "guessed", signature: null }));
  expect(await jobsOf("connection.check", to.connection.id)).toEqual([]);
});

test("a signed deactivation is kept, never believed, and checked", async () => {
  const to = await connected();
  expect(await acceptDelivery(deps, signedDelivery(to, JSON.stringify({ Action: "Deactivated" })))).toMatchObject({ status: "accepted" });
  expect(await deps.db.connection.findUniqueOrThrow({ where: { id: to.connection.id } })).toMatchObject({
    state: "connected",
    webhookActive: true,
  });
  expect(await jobsOf("connection.check", to.connection.id)).toHaveLength(1);
});
