import { expect, test } from "vitest";
import { requireStorable } from "./require-storable.ts";

test.each(["a\0b", "cut \ud83d", { name: "\0" }, { list: [1, null, { deep: ["\udc00"] }] }])("%j is refused", (input) => {
  expect(() => requireStorable(input)).toThrow(expect.objectContaining({ code: "web.invalid_input" }));
});

test("what can be stored passes, nulls and numbers around it too", () => {
  expect(() => requireStorable({ name: "Grüße \u{1F600}", at: null, list: [undefined, 1, true, "x"] })).not.toThrow();
});

test("a text behind an absent value is found, and no depth or length is too much", () => {
  expect(() => requireStorable([undefined, "\0"])).toThrow();
  const deep: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(() => requireStorable({ deep, long: Array(200_000).fill(1) })).not.toThrow();
});
