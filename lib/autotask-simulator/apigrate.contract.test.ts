import { AutotaskRestApi } from "@apigrate/autotask-restapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_USER } from "./seed/tenants.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { control, itemsOf } from "./test-client.ts";

/** A client of another author, made for the real Autotask, must get along here. Its `base_url` is where it looks up the zone. */
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
  await control(simulator, "POST tickets", { contactId: 29_683_586, title: "Passwort" });
});
afterAll(() => simulator.close());

function connect(secret = DEMO_USER.secret) {
  return new AutotaskRestApi(DEMO_USER.username, secret, DEMO_USER.trackingIdentifier, {
    base_url: `${simulator.url}/ATServicesRest/`,
  });
}

describe("the npm client @apigrate/autotask-restapi", () => {
  it("finds the zone, queries, reads and counts", async () => {
    const autotask = connect();
    const found = await autotask.Tickets.query({ filter: [{ op: "eq", field: "title", value: "Passwort" }] });
    expect(found.items).toHaveLength(1);
    expect(autotask.zoneInfo).toMatchObject({ ci: 30_187 });
    expect((await autotask.Contacts.get(29_683_586))?.item.lastName).toBe("Sjöström");
    expect(await autotask.Companies.count({ filter: [{ op: "exist", field: "id" }] })).toEqual({ queryCount: 7 });
    expect(await autotask.Contacts.get(1)).toBeNull();
  });

  it("reads metadata and modules", async () => {
    const autotask = connect();
    expect((await autotask.Tickets.info()).info.userAccessForUpdate).toBe("All");
    expect((await autotask.Tickets.fieldInfo()).fields.length).toBeGreaterThan(60);
    expect((await autotask.Tickets.udfInfo()).fields[0]?.name).toBe("Identity verified");
    expect((await autotask.Modules.get())?.modules).toEqual([{ key: 24, value: true }]);
  });

  it("creates a ticket and a note, and updates the ticket", async () => {
    const autotask = connect();
    const { itemId } = await autotask.Tickets.create({ companyID: 174, priority: 2, status: 1, title: "By the client" });
    await autotask.TicketNotes.create(itemId, { title: "Verified", description: "Passed", noteType: 201, publish: 2 });
    expect(await autotask.Tickets.update({ id: itemId, status: 5 })).toEqual({ itemId });
    const notes = await control(simulator, `GET tickets/${itemId}/notes`);
    expect(itemsOf(notes)).toMatchObject([{ title: "Verified", ticketID: itemId }]);
  });

  it("sees the error texts as it sees Autotask's", async () => {
    const refused = connect().Tickets.create({ companyID: 174, priority: 99, status: 1, title: "x" });
    await expect(refused).rejects.toMatchObject({ status: 500, details: { errors: ["Picklist value [99] does not exist for priority"] } });
    await expect(connect("wrong").Tickets.get(1)).rejects.toMatchObject({ status: 401, details: "" });
  });
});
