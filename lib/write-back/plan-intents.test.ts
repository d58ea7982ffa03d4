import { expect, test } from "vitest";
import { connectionOptionsSchema } from "../connection/schema.ts";
import { outcomes } from "../verification/states.ts";
import { writeBackIntentSchema } from "./intent.ts";
import { planIntents } from "./plan-intents.ts";

const subject = {
  outcome: "passed" as const,
  reason: null,
  method: "email_code",
  strength: "weak" as const,
  requesterName: "Ada",
  startedByName: null,
  decidedByName: null,
  decisionReason: null,
  settledAt: new Date("2026-11-24T08:15:00Z"),
  timeZone: "UTC",
  receipt: "CS-7F3K-29QD",
};
const nothingChosen = connectionOptionsSchema.parse({});
const allChosen = connectionOptionsSchema.parse({
  noteTypeId: 201,
  notePublishId: 2,
  udfName: "Verification outcome",
  statusOnPassed: 20,
  statusOnNotPassed: 21,
  writeResolution: true,
  priorityOnDenied: 1,
  capabilities: { raisePriority: true },
});
const plan = (outcome: (typeof outcomes)[number], options = allChosen) =>
  planIntents({ subject: { ...subject, outcome }, options, ticketStatus: 1, ticketPriority: 3 });

test.each(outcomes)("%s writes a note, and nothing else unless an admin chose it", (outcome) => {
  expect(plan(outcome, nothingChosen).map(({ kind }) => kind)).toEqual(["note"]);
});

test.each([
  ["passed", { kind: "status", from: 1, to: 20 }],
  ["denied", { kind: "status", from: 1, to: 21 }],
  ["not_possible", { kind: "status", from: 1, to: 21 }],
] as const)("%s moves the ticket from the status that was read", (outcome, status) => {
  expect(plan(outcome)).toContainEqual(status);
});

test.each(["cancelled", "overridden"] as const)("%s is a person's word and no proof, so it moves no ticket", (outcome) => {
  expect(plan(outcome).map(({ kind }) => kind)).toEqual(["note", "udf", "resolution"]);
});

test.each(outcomes)("every change of %s can be stored", (outcome) => {
  for (const intent of plan(outcome)) expect(writeBackIntentSchema.parse(intent)).toEqual(intent);
});

test.each([
  ["writeNote", "note"],
  ["writeUdf", "udf"],
  ["setStatus", "status"],
  ["setResolution", "resolution"],
] as const)("%s switched off leaves the %s alone, and nothing else", (capability, kind) => {
  const off = { ...allChosen, capabilities: { ...allChosen.capabilities, [capability]: false } };
  expect(plan("passed", off).map((intent) => intent.kind)).toEqual(
    plan("passed")
      .map((intent) => intent.kind)
      .filter((each) => each !== kind),
  );
});

test("a denial raises the priority from the one that was read, where both switch and choice say so; no other outcome does", () => {
  expect(plan("denied")).toContainEqual({ kind: "priority", from: 3, to: 1 });
  for (const outcome of outcomes.filter((each) => each !== "denied")) {
    expect(plan(outcome).map(({ kind }) => kind)).not.toContain("priority");
  }
  const off = { ...allChosen, capabilities: { ...allChosen.capabilities, raisePriority: false } };
  for (const options of [off, { ...allChosen, priorityOnDenied: null }]) {
    expect(plan("denied", options).map(({ kind }) => kind)).toEqual(["note", "udf", "status", "resolution"]);
  }
  expect(connectionOptionsSchema.parse({}).capabilities.raisePriority).toBe(false);
});
