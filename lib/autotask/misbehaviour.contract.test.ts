import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SimulatedAutotask, startSimulatedAutotask } from "../testing/simulated-autotask.ts";
import type { AutotaskClient } from "./client.ts";
import type { AutotaskError } from "./errors.ts";
import { createTicketNote, queryTicketNotes } from "./ticket-notes.ts";
import { findTicket, getTicket, patchTicket, queryTickets } from "./tickets.ts";

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
