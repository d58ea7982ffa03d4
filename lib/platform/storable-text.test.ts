import { expect, test } from "vitest";
import { isStorableText, parseStorableJson, toStorableText } from "./storable-text.ts";

test("JSON of another system holds no text that the database refuses, and the rest is untouched", () => {
  expect(parseStorableJson(String.raw`{"a":"x\u0000y","b":["cut \ud83d"],"c":"whole \ud83d\ude00","d":1,"e":"\\u0000"}`)).toEqual({
    a: "x\uFFFDy",
    b: ["cut \uFFFD"],
    c: "whole \u{1F600}",
    d: 1,
    e: String.raw`\u0000`,
  });
});

test("what is storable is told from what is not", () => {
  expect(["", "Grüße \u{1F600}"].every(isStorableText)).toBe(true);
  expect(["\0", "\ud83d", "x\udc00"].some(isStorableText)).toBe(false);
  expect(["\0", "\ud83d"].map(toStorableText).every(isStorableText)).toBe(true);
});
