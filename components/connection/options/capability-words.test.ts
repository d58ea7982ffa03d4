import { expect, test } from "vitest";
import { capabilityNames, connectionOptionsSchema } from "@/lib/connection/schema.ts";
import { capabilityWords, consequenceOf, isOn, switchesAhead, switchesInUse, switchTo } from "./capability-words.ts";

const options = connectionOptionsSchema.parse({});

test("every capability is on the screen, in one of the two groups", () => {
  expect([...switchesInUse, ...switchesAhead].sort()).toEqual([...capabilityNames].sort());
});

test.each(capabilityNames)("%s says what follows, on and off", (name) => {
  const on = switchTo({ ...options, udfName: "Verified", statusOnPassed: 5, priorityOnDenied: 1 }, name, true);
  expect([isOn(on, name), consequenceOf(on, name)]).toEqual([true, capabilityWords[name].on]);
  const off = switchTo(on, name, false);
  expect([isOn(off, name), consequenceOf(off, name)]).toEqual([false, capabilityWords[name].off]);
});

test.each(["writeUdf", "setStatus", "raisePriority"] as const)("%s that is on without a choice says that nothing follows", (name) => {
  expect(consequenceOf(switchTo(options, name, true), name)).toBe(capabilityWords[name].unset);
});

test("one switch changes no other", () => {
  const before = options.capabilities;
  expect(switchTo(options, "logTime", true).capabilities).toEqual({ ...before, logTime: true });
});
