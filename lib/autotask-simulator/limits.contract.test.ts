import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, errorOf, itemsOf, TICKET } from "./test-client.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(async () => {
  await control(simulator, "POST reset", {});
});
afterAll(() => simulator.close());

const QUERY = { body: { filter: [{ op: "exist", field: "id" }] } };

describe("limits", () => {
  it.each([429, 500])("refuse the fourth call at once on one endpoint with %d and the thread text", async (status) => {
    await control(simulator, "PATCH behaviour", { latencyMs: 150, threadLimitStatus: status, retryAfterSeconds: 2 });
    const calls = Array.from({ length: 4 }, () => callApi(simulator, "POST /Tickets/query", QUERY));
    const other = callApi(simulator, "POST /Contacts/query", QUERY);
    const answers = await Promise.all(calls);
    const refused = answers.filter((answer) => answer.status === status);
    expect(refused).toHaveLength(1);
    expect(refused.map(errorOf)[0]).toContain("thread threshold of 3 threads has been exceeded");
    expect(refused[0]?.headers.get("retry-after")).toBe(status === 429 ? "2" : null);
    expect((await other).status).toBe(200);
    expect(itemsOf(await control(simulator, "GET concurrency"))).toContainEqual(expect.objectContaining({ endpoint: "Tickets", max: 4 }));
  });

  it("count the calls of the whole database in the hour and refuse over the threshold", async () => {
    await control(simulator, "PATCH behaviour", { hourlyLimit: 3, usageLatency: false });
    await callApi(simulator, "GET /Version");
    expect((await callApi(simulator, "GET /ThresholdInformation")).body).toEqual({
      externalRequestThreshold: 3,
      requestThresholdTimeframe: 60,
      currentTimeframeRequestCount: 2,
    });
    await callApi(simulator, "GET /Version");
    expect((await callApi(simulator, "GET /Version")).status).toBe(429);
  });
});

it("count what other integrations called towards the same threshold", async () => {
  await control(simulator, "PATCH behaviour", { hourlyLimit: 100, callsByOthers: 98, usageLatency: false });
  expect((await callApi(simulator, "GET /ThresholdInformation")).body).toMatchObject({ currentTimeframeRequestCount: 99 });
  expect((await callApi(simulator, "GET /Version")).status).toBe(200);
  expect((await callApi(simulator, "GET /Version")).status).toBe(429);
});

describe("faults", () => {
  it("happen to the calls they name, as often as they say", async () => {
    await control(simulator, "POST faults", {
      kind: "status",
      status: 503,
      text: "Busy",
      collection: "Tickets",
      method: "POST",
      count: 1,
      retryAfterSeconds: 7,
    });
    expect((await callApi(simulator, "POST /Contacts/query", QUERY)).status).toBe(200);
    const answer = await callApi(simulator, "POST /Tickets/query", QUERY);
    expect([answer.status, errorOf(answer), answer.headers.get("retry-after")]).toEqual([503, "Busy", "7"]);
    expect((await callApi(simulator, "POST /Tickets/query", QUERY)).status).toBe(200);
  });

  it.each([
    ["html", 502, "<html>"],
    ["empty", 200, ""],
    ["bad-json", 200, '{"items":[{"id":7,'],
  ])("can answer with %s", async (kind, status, start) => {
    await control(simulator, "POST faults", { kind, count: 1 });
    const answer = await callApi(simulator, "POST /Tickets/query", QUERY);
    expect(answer.status).toBe(status);
    expect(answer.text.startsWith(start)).toBe(true);
  });

  it.each(["reset", "reset-mid-body"])("can break the connection: %s", async (kind) => {
    await control(simulator, "POST faults", { kind, count: 1 });
    await expect(callApi(simulator, "POST /Tickets/query", QUERY)).rejects.toThrow();
  });

  it("can send ids as texts", async () => {
    await callApi(simulator, "POST /Tickets", { body: TICKET });
    await control(simulator, "POST faults", { kind: "string-ids" });
    const answer = await callApi(simulator, "POST /Tickets/query", QUERY);
    expect(itemsOf(answer)).toMatchObject([{ id: expect.stringMatching(/^\d+$/) }]);
  });

  it("can delete the first row of each page after it was sent, so that the later ones move up", async () => {
    const ids: unknown[] = [];
    for (let each = 0; each < 4; each += 1) ids.push((await callApi(simulator, "POST /Tickets", { body: TICKET })).body.itemId);
    await control(simulator, "POST faults", { kind: "shifting-pages", collection: "Tickets" });
    const page = async () => {
      const answer = await callApi(simulator, "POST /Tickets/query", { body: { ...QUERY.body, maxRecords: 2 } });
      return itemsOf(answer).map((row) => (row as { id: number }).id);
    };
    expect([await page(), await page()]).toEqual([ids.slice(0, 2), ids.slice(1, 3)]);
  });

  it("can write and drop the answer, or write after the caller gave up, or not write and say it did", async () => {
    const count = async () => itemsOf(await control(simulator, "GET tickets")).length;
    await control(simulator, "POST faults", { kind: "drop-after-write", collection: "Tickets", count: 1 });
    await expect(callApi(simulator, "POST /Tickets", { body: TICKET })).rejects.toThrow();
    expect(await count()).toBe(1);
    await control(simulator, "POST faults", { kind: "late-write", collection: "Tickets", delayMs: 120, count: 1 });
    const late = callApi(simulator, "POST /Tickets", { body: TICKET }).catch(() => null);
    expect(await count()).toBe(1);
    await late;
    expect(await count()).toBe(2);
    await control(simulator, "POST faults", { kind: "lost-write", collection: "Tickets", count: 1 });
    expect((await callApi(simulator, "POST /Tickets", { body: TICKET })).status).toBe(200);
    expect(await count()).toBe(2);
  });

  it("leave a line in the call log, with no secret in it", async () => {
    await callApi(simulator, "POST /TicketWebhooks", { body: { name: "x", secretKey: "very-secret-key" } });
    const calls = await control(simulator, "GET calls?collection=TicketWebhooks&method=POST");
    expect(itemsOf(calls)).toMatchObject([
      { path: "/V1.0/TicketWebhooks", user: "countersign@demo.example", status: 500, tenant: "nordlicht" },
    ]);
    expect(calls.text).not.toContain("very-secret-key");
    expect(calls.text).not.toContain("demo-secret");
  });

  it.each([
    ["host-unknown", /^https:\/\/does-not-exist\.invalid\/ATServicesRest\/$/],
    ["no-tls", /^https:\/\/127\.0\.0\.1:\d+\/ATServicesRest\/$/],
    ["nobody-listens", /^http:\/\/127\.0\.0\.1:9\/ATServicesRest\/$/],
  ])("of the way to a zone come as %s: the look-up names an address at which nobody answers", async (name, url) => {
    const look = async () => (await callApi(simulator, "GET /zoneInformation?user=countersign@demo.example")).body.url;
    await control(simulator, "POST scenario", { name });
    expect(await look()).toMatch(url);
    await control(simulator, "POST clear", {});
    expect(await look()).toBe(`${simulator.url}/ATServicesRest/`);
  });

  it("come as scenarios by name; an unknown name is refused with 404", async () => {
    await control(simulator, "POST scenario", { name: "down" });
    expect((await callApi(simulator, "GET /Version")).status).toBe(503);
    expect((await control(simulator, "POST scenario", { name: "sunshine" })).status).toBe(404);
    await control(simulator, "POST clear", {});
    expect((await callApi(simulator, "GET /Version")).status).toBe(200);
  });
});
