import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEMO_USER, SECOND_USER } from "./seed/tenants.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, errorOf, itemOf, itemsOf, TICKET, webhookBody } from "./test-client.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(async () => {
  await control(simulator, "POST reset", {});
});
afterAll(() => simulator.close());

const ALL = { filter: [{ op: "exist", field: "id" }] };

describe("zone information", () => {
  it("names this server for a known user in any path casing, without credentials", async () => {
    const response = await fetch(`${simulator.url}/atservicesrest/v1.0/zoneinformation?user=COUNTERSIGN%40demo.example`);
    expect(await response.json()).toEqual({
      zoneName: "Simulator 1",
      url: `${simulator.url}/ATServicesRest/`,
      webUrl: `${simulator.url}/`,
      ci: 30_187,
    });
  });

  it("answers 500 for an unknown user", async () => {
    const answer = await callApi(simulator, "GET /zoneInformation?user=nobody@demo.example");
    expect(answer.status).toBe(500);
    expect(errorOf(answer)).toBe("Zone information could not be determined");
  });

  it("names the new zone after a move, while the old one answers 401", async () => {
    const moved = await control(simulator, "POST zone-move", {});
    const zone = await callApi(simulator, `GET /zoneInformation?user=${DEMO_USER.username}`);
    expect(zone.body.url).toBe(moved.body.url);
    expect((await callApi(simulator, "GET /Version")).status).toBe(401);
    expect((await callApi(simulator, `GET ${moved.body.url}V1.0/Version`)).status).toBe(200);
  });
});

describe("credentials", () => {
  it("answers a wrong secret with 401 and no body, counts it, and locks after five", async () => {
    for (let time = 1; time <= 5; time += 1) {
      const answer = await callApi(simulator, "GET /Version", { as: { ...DEMO_USER, secret: "wrong" } });
      expect([answer.status, answer.text]).toEqual([401, ""]);
    }
    expect((await callApi(simulator, "GET /Version")).status).toBe(401);
    const [tenant] = itemsOf(await control(simulator, "GET tenants"));
    expect(tenant?.failedCalls).toBe(6);
    await control(simulator, `PATCH users/${DEMO_USER.username}`, { isLocked: false });
    expect((await callApi(simulator, "GET /Version")).status).toBe(200);
  });

  it("answers a wrong tracking identifier with 401, or with the older 500 by switch", async () => {
    const as = { ...DEMO_USER, trackingIdentifier: "WRONG" };
    expect((await callApi(simulator, "GET /Version", { as })).status).toBe(401);
    await control(simulator, "PATCH behaviour", { badIntegrationCode: "500" });
    const answer = await callApi(simulator, "GET /Version", { as });
    expect([answer.status, errorOf(answer)]).toEqual([500, "IntegrationCode is invalid."]);
  });

  it.each(["isActive", "isApiOnly"])("answers 401 when %s is off", async (name) => {
    await control(simulator, `PATCH users/${DEMO_USER.username}`, { [name]: false });
    expect((await callApi(simulator, "GET /Version")).status).toBe(401);
  });

  it("keeps tenants apart although their ids overlap", async () => {
    const name = async (as: typeof DEMO_USER) => itemOf(await callApi(simulator, "GET /Contacts/29683586", { as })).lastName;
    expect(await name(DEMO_USER)).toBe("Sjöström");
    expect(await name(SECOND_USER)).toBe("Okonkwo");
    expect(
      (await callApi(simulator, "GET /Version", { as: { ...DEMO_USER, trackingIdentifier: SECOND_USER.trackingIdentifier } })).status,
    ).toBe(401);
  });
});

describe("security level", () => {
  it.each([
    ["POST /Tickets/query", ALL, "query"],
    ["POST /Tickets", TICKET, "create"],
    ["PATCH /Tickets", { id: 7841, status: 5 }, "update"],
  ])("refuses %s with the vendor's 500", async (request, body, verb) => {
    await control(simulator, "PATCH levels/201", { access: { Tickets: { view: "None", add: "None", edit: "None" } } });
    const answer = await callApi(simulator, request, { body });
    expect(answer.status).toBe(500);
    expect(errorOf(answer)).toBe(`The logged in Resource does not have the adequate permissions to ${verb} this entity type.`);
  });

  it("shows in entityInformation, at top level and below a parent", async () => {
    await control(simulator, "PATCH levels/201", { access: { TicketNotes: { add: "None", view: "Restricted" } } });
    for (const path of ["/TicketNotes/entityInformation", "/Tickets/1/Notes/entityInformation"]) {
      const { info } = (await callApi(simulator, `GET ${path}`)).body;
      expect(info).toMatchObject({
        name: "TicketNotes",
        canCreate: true,
        canDelete: false,
        userAccessForCreate: "None",
        userAccessForQuery: "Restricted",
      });
    }
  });

  it("needs the webhook right for a webhook, shows its lack, and keeps to the number allowed", async () => {
    await control(simulator, "PATCH levels/201", { webhooks: { canCreate: false } });
    const { info } = (await callApi(simulator, "GET /TicketWebhooks/entityInformation")).body;
    expect(info).toMatchObject({ userAccessForCreate: "None" });
    const refused = await callApi(simulator, "POST /TicketWebhooks", { body: webhookBody(simulator.url) });
    expect(errorOf(refused)).toBe("The logged in Resource does not have the adequate permissions to create this entity type.");
    await control(simulator, "PATCH levels/201", { webhooks: { canCreate: true, max: 1 } });
    expect((await callApi(simulator, "POST /TicketWebhooks", { body: webhookBody(simulator.url) })).status).toBe(200);
    const second = await callApi(simulator, "POST /TicketWebhooks", { body: webhookBody(`${simulator.url}/2`) });
    expect([second.status, errorOf(second)]).toEqual([500, expect.stringContaining("maximum number of webhooks")]);
  });

  it("refuses impersonation on reads, and on writes without the boxes; with them the note is theirs", async () => {
    const headers = { ImpersonationResourceId: "10" };
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    const read = await callApi(simulator, "POST /Tickets/query", { body: ALL, headers });
    expect(errorOf(read)).toContain("query this entity type");
    const note = { title: "t", description: "d", noteType: 1, publish: 2 };
    const write = await callApi(simulator, "POST /Tickets/7841/Notes", { body: note, headers });
    expect(errorOf(write)).toContain("create this entity type");
    await control(simulator, "PATCH levels/201", { impersonation: { add: ["TicketNotes"], edit: [] } });
    await control(simulator, "PATCH levels/3", { allowsImpersonation: true });
    await callApi(simulator, "POST /Tickets/7841/Notes", { body: note, headers });
    expect(itemsOf(await callApi(simulator, "GET /Tickets/7841/Notes"))[0]).toMatchObject({
      creatorResourceID: 10,
      impersonatorCreatorResourceID: 29_682_894,
    });
  });
});
