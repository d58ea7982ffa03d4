import { afterAll, beforeAll, expect, test } from "vitest";
import { makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { findTicketId, parseTicketName } from "./find-ticket-id.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

async function withTicket(number = "T20261124.0147", autotaskId = 4711n) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const ticket = await makeTicket(deps.db, { organizationId, connectionId: connection.id, number, autotaskId });
  return { organizationId, connectionId: connection.id, ticketId: ticket.id };
}

test.each([{ autotaskId: 4711n }, { number: "T20261124.0147" }])("%o of another organization is not found", async (name) => {
  const mine = await withTicket();
  const other = await withTicket();

  expect(await findTicketId(deps, { organizationId: mine.organizationId, ...name })).toBe(mine.ticketId);
  expect(await findTicketId(deps, { organizationId: mine.organizationId, connectionId: other.connectionId, ...name })).toBeNull();
});

test.each([{ autotaskId: 4711n }, { number: "T20261124.0147" }])(
  "%o in two databases leads to the ticket of the link's own",
  async (name) => {
    const first = await withTicket();
    const { organizationId } = first;
    const { connection } = await makeConnection(deps, { organizationId });
    const second = await makeTicket(deps.db, { organizationId, connectionId: connection.id, autotaskId: 4711n });

    expect(await findTicketId(deps, { organizationId, connectionId: first.connectionId, ...name })).toBe(first.ticketId);
    expect(await findTicketId(deps, { organizationId, connectionId: connection.id, ...name })).toBe(second.id);
  },
);

test.each([
  [{ ticketId: "4711" }, { autotaskId: 4711n }],
  [{ ticketId: " 4711 ", number: "T1" }, { autotaskId: 4711n }],
  [{ number: " T20261124.0147 " }, { number: "T20261124.0147" }],
  [{ ticketId: "[Ticket ID]" }, null],
  [{ ticketId: "-1" }, null],
  [{ ticketId: "9".repeat(19) }, null],
  [{ ticketId: ["1", "2"] }, null],
  [{ number: "T".repeat(51) }, null],
  [{}, null],
])("%o names %o", (params, name) => {
  expect(parseTicketName(params)).toEqual(name);
});
