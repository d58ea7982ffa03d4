import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SimulatedAutotask, startSimulatedAutotask } from "../testing/simulated-autotask.ts";
import { type AutotaskClient, createAutotaskClient } from "./client.ts";
import { AutotaskCredentials } from "./credentials.ts";
import { type AutotaskError, isHostError } from "./errors.ts";
import { createTicketNote, queryTicketNotes } from "./ticket-notes.ts";
import { findTicket, getTicket, patchTicket, queryNewTickets, queryTickets } from "./tickets.ts";

let simulator: SimulatedAutotask;
let autotask: AutotaskClient;

beforeAll(async () => {
  simulator = await startSimulatedAutotask();
});
afterAll(() => simulator.close());

beforeEach(async () => {
  await simulator.control("reset");
  autotask = await simulator.clientOf(simulator.user);
});

async function failureOf(work: Promise<unknown>): Promise<AutotaskError> {
  return (await work.then(
    () => new Error("It did not fail"),
    (error: unknown) => error,
  )) as AutotaskError;
}

describe("when Autotask misbehaves", () => {
  const unavailable = "autotask.unavailable";
  test.each<[string, Record<string, unknown>, { read: string; write: string; effect: string }]>([
    ["502 with a page", { kind: "html" }, { read: unavailable, write: unavailable, effect: "unknown" }],
    ["503", { kind: "status", status: 503 }, { read: unavailable, write: unavailable, effect: "unknown" }],
    [
      "500 with words",
      { kind: "status", status: 500, text: "Something is required." },
      { read: "autotask.invalid", write: "autotask.invalid", effect: "none" },
    ],
    ["500 with nothing", { kind: "empty", status: 500 }, { read: unavailable, write: unavailable, effect: "unknown" }],
    ["a page under 200", { kind: "html", status: 200 }, { read: unavailable, write: unavailable, effect: "unknown" }],
    ["401", { kind: "status", status: 401 }, { read: "autotask.unauthorized", write: "autotask.unauthorized", effect: "none" }],
    [
      "403 with words",
      { kind: "status", status: 403, text: "The logged in Resource does not have the adequate permissions to query this entity type." },
      { read: "autotask.forbidden", write: "autotask.forbidden", effect: "none" },
    ],
    [
      "403 with a gate's page",
      { kind: "html", status: 403 },
      { read: "autotask.address_blocked", write: "autotask.address_blocked", effect: "none" },
    ],
    ["429", { kind: "status", status: 429 }, { read: "autotask.rate_limited", write: "autotask.rate_limited", effect: "none" }],
    ["half a document", { kind: "bad-json" }, { read: "autotask.unreadable", write: "autotask.unreadable", effect: "unknown" }],
    ["another shape", { kind: "wrong-shape" }, { read: "autotask.unreadable", write: "autotask.unreadable", effect: "unknown" }],
    ["nothing", { kind: "empty" }, { read: "autotask.unreadable", write: "autotask.unreadable", effect: "unknown" }],
    ["50 MB", { kind: "huge" }, { read: "autotask.unreadable", write: "autotask.unreadable", effect: "unknown" }],
    ["a reset", { kind: "reset" }, { read: unavailable, write: unavailable, effect: "unknown" }],
    ["a reset inside the answer", { kind: "reset-mid-body" }, { read: unavailable, write: unavailable, effect: "unknown" }],
    ["no answer", { kind: "hang" }, { read: unavailable, write: unavailable, effect: "unknown" }],
  ])("%s has its name, and says whether a write can have happened", async (_what, fault, expected) => {
    const id = await simulator.openTicket();
    const hurried = await simulator.clientOf(simulator.user, fault.kind === "hang" ? 500 : 20_000);
    await simulator.control("faults", { ...fault, collection: "Tickets" });
    expect(await failureOf(getTicket(hurried, id))).toMatchObject({ code: expected.read, effect: "none" });
    expect(await failureOf(patchTicket(hurried, { id, status: 5 }))).toMatchObject({ code: expected.write, effect: expected.effect });
    await simulator.control("faults", undefined, "DELETE");
    await getTicket(autotask, id);
  });

  test("a write whose answer was lost has happened, and says unknown", async () => {
    const ticketId = await simulator.openTicket();
    await simulator.control("faults", { kind: "drop-after-write", collection: "TicketNotes", method: "POST", count: 1 });
    const note = createTicketNote(autotask, { ticketId, title: "T", description: "receipt=lost", noteType: 3, publish: 2 });
    expect(await failureOf(note)).toMatchObject({ code: unavailable, effect: "unknown" });
    await simulator.control("faults", undefined, "DELETE");
    expect((await queryTicketNotes(autotask, { ticketId, containing: "receipt=lost" })).items).toHaveLength(1);
  });

  test("a next page on another host is never asked", async () => {
    await simulator.control("faults", { kind: "foreign-next-page" });
    expect((await queryTickets(autotask, {})).complete).toBe(true);
  });

  test.each([
    ["a name that does not resolve", "https://does-not-exist.invalid/", "does-not-exist.invalid:443"],
    ["a host that does not speak TLS", "https:", ""],
    ["a port where nothing listens", "http://127.0.0.1:9/", "127.0.0.1:9"],
  ])("%s is no answer, and the write certainly did not happen", async (_what, address, allowed) => {
    const zoneUrl = address === "https:" ? `https://${simulator.host}/` : address;
    const gate = { allowedHosts: [allowed || simulator.host] };
    const lost = createAutotaskClient({
      zoneUrl,
      credentials: new AutotaskCredentials(simulator.user),
      gate,
      limits: { timeoutMs: 5_000 },
    });
    const error = await failureOf(patchTicket(lost, { id: 7841, status: 5 }));
    expect(error).toMatchObject({ code: unavailable, effect: "none", retry: { when: "backoff" } });
    expect(isHostError(error)).toBe(true);
  });

  test("rows that move up between two pages are all read, and none twice", async () => {
    const ids: number[] = [];
    for (let each = 0; each < 7; each += 1) ids.push(await simulator.openTicket());
    await simulator.control("scenario", { name: "shifting-pages" });
    const asked = { newerThanId: 0, createdSince: null, pageSize: 2, maxPages: 10 };
    const { items, complete } = await queryNewTickets(autotask, asked);
    expect([items.map(({ id }) => id), complete]).toEqual([ids, true]);
  });

  test("ids that come as texts are the same ids", async () => {
    const id = await simulator.openTicket();
    await simulator.control("scenario", { name: "string-ids" });
    const [one, all] = [await getTicket(autotask, id), await queryTickets(autotask, {})];
    expect([one.id, all.items.map((ticket) => ticket.id)]).toEqual([id, [id]]);
  });

  test("a slow answer is an answer, until the time that the caller has is over", async () => {
    const id = await simulator.openTicket();
    await simulator.control("faults", { kind: "slow", delayMs: 400 });
    await getTicket(autotask, id);
    expect(await failureOf(getTicket(await simulator.clientOf(simulator.user, 200), id))).toMatchObject({ code: unavailable });
  });

  test("the wait that it asks for is passed on", async () => {
    await simulator.control("faults", { kind: "status", status: 429, retryAfterSeconds: 7 });
    expect(await failureOf(findTicket(autotask, 1))).toMatchObject({
      code: "autotask.rate_limited",
      retry: { when: "after", delayMs: 7_000 },
    });
  });

  test.each([429, 500])("too many calls at once are told from a refusal, also under %i", async (status) => {
    const text = "The Autotask API thread threshold of 3 threads has been exceeded";
    await simulator.control("faults", { kind: "status", status, text });
    expect(await failureOf(findTicket(autotask, 1))).toMatchObject({ code: "autotask.rate_limited", retry: { when: "backoff" } });
  });
});
