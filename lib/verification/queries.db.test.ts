import { afterAll, beforeAll, expect, test } from "vitest";
import { later, minutes } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import { makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { searchVerifications } from "./for-members.ts";
import { verificationFilterSchema } from "./schema.ts";
import type { VerificationState } from "./states.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

/** An organization whose verifications are in these states, the first one asked longest ago. */
async function makeHistory(states: VerificationState[], { asked = new Date(), apart = minutes(1) }: { asked?: Date; apart?: number } = {}) {
  const organization = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId: organization.id });
  const place = { organizationId: organization.id, connectionId: connection.id };
  const ids: string[] = [];
  for (const [index, state] of states.entries()) {
    const ticket = await makeTicket(deps.db, { ...place, number: `T20261124.${String(index).padStart(4, "0")}` });
    const isOpen = ["pending", "sent", "opened"].includes(state);
    const createdAt = later(asked, (index - states.length) * apart);
    const { id } = await deps.db.verification.create({
      data: {
        ...place,
        ticketId: ticket.id,
        run: "auto",
        state,
        receipt: `CS-${crypto.randomUUID()}`,
        createdAt,
        settledAt: isOpen ? null : createdAt,
      },
    });
    ids.push(id);
  }
  const search = (filter: object = {}) =>
    searchVerifications(deps, { organizationId: organization.id, filter: verificationFilterSchema.parse(filter) });
  return { ...place, ids, newestFirst: ids.toReversed(), search };
}

const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

test("pages read on and back without losing or repeating a row, also when newer rows arrive between", async () => {
  const { newestFirst, search, ...place } = await makeHistory(Array.from({ length: 7 }, () => "passed" as const));

  const first = await search({ limit: 3 });
  expect(idsOf(first)).toEqual(newestFirst.slice(0, 3));
  expect(first).toMatchObject({ from: 1, total: 7, previousCursor: null });
  const second = await search({ limit: 3, cursor: first.nextCursor });
  expect(idsOf(second)).toEqual(newestFirst.slice(3, 6));
  expect(second.from).toBe(4);
  const last = await search({ limit: 3, cursor: second.nextCursor });
  expect(idsOf(last)).toEqual(newestFirst.slice(6));
  expect(last).toMatchObject({ from: 7, nextCursor: null });

  const ticket = await makeTicket(deps.db, { ...place, number: "T20261124.9999" });
  const newer = await deps.db.verification.create({
    data: {
      organizationId: place.organizationId,
      connectionId: place.connectionId,
      ticketId: ticket.id,
      run: "auto",
      receipt: "CS-NEWER",
      createdAt: new Date(),
    },
  });
  const back = await search({ limit: 3, cursor: last.previousCursor });
  expect(idsOf(back)).toEqual(newestFirst.slice(3, 6));
  expect(back).toMatchObject({ from: 5, total: 8 });
  const start = await search({ limit: 3, cursor: back.previousCursor });
  expect(idsOf(start)).toEqual(newestFirst.slice(0, 3));
  expect(start.from).toBe(2);
  expect(idsOf(await search({ limit: 3, cursor: start.previousCursor }))).toEqual([newer.id, ...newestFirst.slice(0, 2)]);
});

test("rows of the same moment are each shown once", async () => {
  const { ids, search } = await makeHistory(
    Array.from({ length: 5 }, () => "passed" as const),
    { apart: 0 },
  );

  const first = await search({ limit: 2 });
  const second = await search({ limit: 2, cursor: first.nextCursor });
  const third = await search({ limit: 2, cursor: second.nextCursor });

  expect([...idsOf(first), ...idsOf(second), ...idsOf(third)].sort()).toEqual(ids.toSorted());
  expect([first.from, second.from, third.from]).toEqual([1, 3, 5]);
});

test("a cursor that is not ours is refused", async () => {
  const { search } = await makeHistory([]);
  for (const cursor of [
    "nonsense",
    ...["x|older", `${crypto.randomUUID()}|sideways`].map((rest) => Buffer.from(`2026-01-01T00:00:00Z|${rest}`).toString("base64url")),
  ]) {
    await expect(search({ cursor })).rejects.toMatchObject({ code: "verification.bad_cursor" });
  }
});

test("what needs a person is denied, not possible or refused by Autotask, of the last day, and the view counts it", async () => {
  const { ids, search, connectionId, organizationId } = await makeHistory(["passed", "denied", "not_possible", "expired", "passed"]);
  const refused = ids[4] ?? "";
  await inTransaction(deps.db, (tx) =>
    tx.writeBack.create({
      data: {
        organizationId,
        connectionId,
        verificationId: refused,
        kind: "note",
        state: "refused",
        marker: "CS",
        intent: {},
        createdAt: new Date(),
      },
    }),
  );

  const found = await search({ state: "needs_person" });

  expect(idsOf(found)).toEqual([refused, ids[2], ids[1]]);
  expect(found.views).toEqual({ today: 5, needsPerson: 3, denied: 1, all: 5 });
});

test("what is older than a day needs nobody any more", async () => {
  const { search } = await makeHistory(["denied", "not_possible"], { asked: new Date(Date.now() - 25 * 3_600_000) });

  expect((await search({ state: "needs_person" })).total).toBe(0);
  expect((await search()).views).toMatchObject({ needsPerson: 0, denied: 1, all: 2 });
});

test("a search inside what needs a person narrows it", async () => {
  const { ids, search } = await makeHistory(["denied", "denied", "passed"]);

  expect(idsOf(await search({ state: "needs_person", search: "T20261124.0001" }))).toEqual([ids[1]]);
  expect((await search({ state: "needs_person", search: "T20261124.000" })).total).toBe(2);
});
