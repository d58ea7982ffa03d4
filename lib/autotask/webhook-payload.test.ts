import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWebhookPayload } from "./webhook-payload.ts";

const parse = (body: unknown) => parseWebhookPayload(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));
const created = {
  Action: "Create",
  Guid: "a1da62a4-2c49-40a8-8183-69994ce5b3eb",
  EntityType: "Ticket",
  Id: 351181,
  Fields: { TicketNumber: "T20250915.0001" },
  EventTime: "2025-09-15T14:57:50Z",
  SequenceNumber: 1,
  PersonID: 30691780,
};
const payload = {
  action: "Create",
  entityType: "Ticket",
  entityId: 351181,
  guid: created.Guid,
  eventTime: new Date("2025-09-15T14:57:50Z"),
  sequenceNumber: 1,
  personId: 30691780,
  fields: new Map([["TicketNumber", "T20250915.0001"]]),
};

describe("the shapes on which sources disagree read the same", () => {
  const { PersonID: _, ...withoutPerson } = created;
  test.each<[string, unknown]>([
    ["PersonID", created],
    ["PersonId", { ...withoutPerson, PersonId: 30691780 }],
    ["personid", { ...withoutPerson, personid: "30691780" }],
    ["ids as strings", { ...created, Id: "351181", SequenceNumber: "1" }],
    ["Fields as a list", { ...created, Fields: [{ name: "TicketNumber", value: "T20250915.0001" }] }],
    ["Fields as a list in capitals", { ...created, Fields: [{ Name: "TicketNumber", Value: "T20250915.0001" }] }],
    ["EventTime without Z", { ...created, EventTime: "2025-09-15T14:57:50" }],
    ["more keys than we know", { ...created, Extra: { deep: [1] } }],
  ])("%s", (_what, body) => {
    expect(parse(body)).toEqual({ readable: true, payload });
  });
});

test("an action and an entity that we do not know stay as they came", () => {
  const parsed = parse({ ...created, Action: "Merged", EntityType: "InstalledProduct" });
  expect(parsed).toMatchObject({ readable: true, payload: { action: "Merged", entityType: "InstalledProduct" } });
});

test("a deactivation needs no entity", () => {
  expect(parse({ Action: "Deactivated" })).toMatchObject({ readable: true, payload: { action: "Deactivated", entityId: null } });
});

test("what is missing beside the entity is null, not a refusal", () => {
  const parsed = parse({ Action: "Create", Id: 7, Guid: 5, EventTime: "soon", SequenceNumber: 1.5, Fields: { A: { b: 1 }, C: null } });
  expect(parsed).toEqual({
    readable: true,
    payload: {
      ...{ action: "Create", entityType: null, entityId: 7, guid: null, eventTime: null, sequenceNumber: null, personId: null },
      fields: new Map([["C", null]]),
    },
  });
});

test.each<[string, unknown, string]>([
  ["nothing", "", "not_json"],
  ["half a document", '{"Action":"Cre', "not_json"],
  ["a text", '"Create"', "not_an_event"],
  ["null", "null", "not_an_event"],
  ["a list", [created], "not_an_event"],
  ["no action", { ...created, Action: undefined }, "not_an_event"],
  ["an empty action", { ...created, Action: "" }, "not_an_event"],
  ["an endless action", { ...created, Action: "A".repeat(101) }, "not_an_event"],
  ["no id", { ...created, Id: undefined }, "no_entity_id"],
  ["id 0", { ...created, Id: 0 }, "no_entity_id"],
  ["a negative id", { ...created, Id: -7 }, "no_entity_id"],
  ["a fraction", { ...created, Id: 7.5 }, "no_entity_id"],
  ["an id beyond whole numbers", { ...created, Id: 2 ** 53 }, "no_entity_id"],
  ["such an id as text", { ...created, Id: "9007199254740993" }, "no_entity_id"],
  ["an infinite id", '{"Action":"Create","Id":1e400}', "no_entity_id"],
  ["an id in hex", { ...created, Id: "0x7" }, "no_entity_id"],
])("unreadable: %s", (_what, body, reason) => {
  expect(parse(body)).toEqual({ readable: false, reason });
});

test("bytes that are not UTF-8 are unreadable", () => {
  const bytes = Buffer.concat([Buffer.from('{"Action":"Create","Id":7,"Guid":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(parseWebhookPayload(bytes)).toEqual({ readable: false, reason: "not_json" });
});

test("__proto__ and ten thousand levels change nothing and throw nothing", () => {
  expect(parse('{"Action":"Create","Id":7,"__proto__":{"polluted":true}}')).toMatchObject({ readable: true });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(parse(`{"Action":"Create","Id":7,"Fields":${"[".repeat(10_000)}${"]".repeat(10_000)}}`)).toMatchObject({ readable: true });
});

test("no bytes make it throw", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseWebhookPayload(Buffer.from(bytes))));
  fc.assert(fc.property(fc.json(), (json) => void parseWebhookPayload(Buffer.from(json))));
});
