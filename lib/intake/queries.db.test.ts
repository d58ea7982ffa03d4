import { afterAll, beforeAll, expect, test } from "vitest";
import { inOrganization } from "../platform/db/database.ts";
import { makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { listDeliveries, readDeliveries } from "./queries.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

async function arrange({ receivedAt }: { receivedAt: Date[] }) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const place = { organizationId, connectionId: connection.id };
  await deps.db.delivery.createMany({
    data: receivedAt.map((at, index) => ({ ...place, receivedAt: at, eventKey: `event ${index}`, action: "Create", autotaskTicketId: 7n })),
  });
  return place;
}

const read = (
  { organizationId, connectionId }: { organizationId: string; connectionId: string },
  page: { cursor?: string; limit: number },
) => inOrganization(deps.db, organizationId, (tx) => listDeliveries(tx, organizationId, { connectionId, ...page }));

test("pages through deliveries of the same moment without losing or repeating one", async () => {
  const moment = new Date("2026-11-24T15:41:07.123Z");
  const place = await arrange({ receivedAt: Array.from({ length: 5 }, () => moment) });

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(place, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.total).toBe(5);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);

  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});

test("names our ticket of the same connection, and another connection's ticket with the same id never", async () => {
  const place = await arrange({ receivedAt: [new Date()] });
  const other = await makeConnection(deps, { organizationId: place.organizationId });
  await makeTicket(deps.db, { organizationId: place.organizationId, connectionId: other.connection.id, autotaskId: 7n });
  expect((await read(place, { limit: 10 })).items[0]?.ticket).toBeNull();

  const ticket = await makeTicket(deps.db, { ...place, autotaskId: 7n, number: "T20261124.0148" });
  expect((await read(place, { limit: 10 })).items[0]).toMatchObject({ ticket: { id: ticket.id }, ticketNumber: "T20261124.0148" });
});

test("deliveries of another organization's connection are not found, as those of one that never was", async () => {
  const place = await arrange({ receivedAt: [new Date()] });
  const { id: organizationId } = await makeOrganization(deps.db);
  for (const connectionId of [place.connectionId, crypto.randomUUID()]) {
    await expect(readDeliveries(deps, { organizationId, connectionId, limit: 10 })).rejects.toMatchObject({ code: "connection.not_found" });
  }
  expect((await readDeliveries(deps, { ...place, limit: 10 })).total).toBe(1);
});

test("another organization's connection has no deliveries", async () => {
  const place = await arrange({ receivedAt: [new Date()] });
  const stranger = await makeOrganization(deps.db);
  expect(await read({ organizationId: stranger.id, connectionId: place.connectionId }, { limit: 10 })).toEqual({
    items: [],
    total: 0,
    nextCursor: null,
  });
});

test("a cursor that is not ours is refused", async () => {
  const place = await arrange({ receivedAt: [new Date()] });
  await expect(read(place, { limit: 2, cursor: "bm90IG91cnM" })).rejects.toMatchObject({ code: "intake.bad_cursor" });
  const noId = Buffer.from(`2026-01-01T00:00:00.000Z|${"-".repeat(36)}`).toString("base64url");
  await expect(read(place, { limit: 2, cursor: noId })).rejects.toMatchObject({ code: "intake.bad_cursor" });
});
