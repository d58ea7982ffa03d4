import { expect, test } from "vitest";
import { pickInternalPublish, pickNoteType } from "./resolve-note-values.ts";

const value = (number: number, label: string, flags: { isActive?: boolean; isSystem?: boolean } = {}) => ({
  value: String(number),
  label,
  isActive: true,
  isSystem: false,
  isDefaultValue: false,
  sortOrder: number,
  parentValue: null,
  ...flags,
});

test("the internal value is the documented one, whatever the tenant calls it", () => {
  const values = [value(1, "All Autotask Users"), value(2, "Nur intern"), value(4, "Internal & Co-Managed")];
  expect(pickInternalPublish(values)?.value).toBe("2");
});

test("without the documented one, only a label that says internal and not co-managed will do", () => {
  expect(
    pickInternalPublish([value(1, "All Autotask Users"), value(4, "Internal & Co-managed"), value(7, "Internal Users Only")])?.value,
  ).toBe("7");
  expect(pickInternalPublish([value(1, "All Autotask Users"), value(4, "Internal & Co-managed")])).toBeNull();
  expect(pickInternalPublish([value(2, "All Autotask Users")])).toBeNull();
});

test("an inactive internal value is not used", () => {
  expect(pickInternalPublish([value(2, "Internal", { isActive: false })])).toBeNull();
});

test("a note is written as Task Notes, else with another type that people write with", () => {
  expect(pickNoteType([value(1, "Summary"), value(3, "Notes"), value(13, "Workflow")])?.value).toBe("3");
  expect(pickNoteType([value(200, "Call summary"), value(18, "Client Portal Note")])?.value).toBe("200");
});

test("types that Autotask keeps to itself, or that are off, are passed over", () => {
  expect(pickNoteType([value(3, "Notes", { isActive: false }), value(200, "Robot", { isSystem: true }), value(201, "Ours")])?.value).toBe(
    "201",
  );
  expect(pickNoteType([value(13, "Workflow"), value(91, "Workflow 2")])).toBeNull();
});
