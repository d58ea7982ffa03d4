import { expect, test } from "vitest";
import { activeCapabilities, connectionOptionsSchema, fourValuesSchema } from "./schema.ts";

const values = { email: "api@nordlicht.example", username: "u", secret: "s", trackingIdentifier: "HVB4X2NQ7RZKD3MWT5YC8LPJ6E1" };

test("values are trimmed as they are pasted, and a tracking identifier needs no form", () => {
  const parsed = fourValuesSchema.parse({ ...values, secret: "  $ecr#t with space \n", trackingIdentifier: "anything-at-all" });
  expect(parsed).toMatchObject({ secret: "$ecr#t with space", trackingIdentifier: "anything-at-all", zoneOverride: null });
});

test.each(["a\r\nInjected: header", "zero\u200bwidth", "smart\u2019quote", "nul\0"])(
  "what no header can carry is refused: %j",
  (secret) => {
    expect(fourValuesSchema.safeParse({ ...values, secret }).error?.issues[0]?.path).toEqual(["secret"]);
  },
);

test("an empty zone means: find it", () => {
  expect(fourValuesSchema.parse({ ...values, zoneOverride: " " }).zoneOverride).toBeNull();
});

test("options that were never chosen do nothing but verify and write the note", () => {
  expect(connectionOptionsSchema.parse({})).toEqual({
    defaultCompanyId: null,
    defaultContactId: null,
    noteTypeId: null,
    notePublishId: null,
    udfName: null,
    statusOnPassed: null,
    statusOnNotPassed: null,
    priorityOnDenied: null,
    writeResolution: false,
    // Switches: what Countersign does for everyone is on, and does nothing without a field or a status chosen.
    capabilities: {
      verifyNewTickets: true,
      writeNote: true,
      writeUdf: true,
      setStatus: true,
      setResolution: true,
      raisePriority: false,
      createTickets: false,
      logTime: false,
      syncDirectory: false,
    },
  });
  expect(activeCapabilities(connectionOptionsSchema.parse({}))).toEqual(["verifyNewTickets", "writeNote"]);
});
