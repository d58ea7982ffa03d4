import { expect, test } from "vitest";
import { parseCallerSearch } from "./parse-caller-search.ts";

test.each(["+49 40 555 0110", "040/5550110", "(040) 555-0110", "0 40 5 55 01 10", "００４９４０５５５０１１０"])(
  "%s is a phone number, looked for by however its last four digits are grouped",
  (text) => {
    expect(parseCallerSearch(text)).toMatchObject({ kind: "phone", typed: text.trim() });
    const asked = parseCallerSearch(text);
    expect(asked.kind === "phone" && asked.endings).toEqual(expect.arrayContaining(["0110", "01 10", "0-110", "011/0"]));
  },
);

test.each<[string, string[]]>([
  ["Zoë Škvorecká", ["Zoë", "Škvorecká"]],
  ["  Schwätzinger,  Söhne ", ["Schwätzinger", "Söhne"]],
  ["4711", ["4711"]],
  ["Haus 12345", ["Haus", "12345"]],
  ["a b c d e f", ["a", "b", "c", "d"]],
  ["O'Brien & Sons", ["O'Brien", "Sons"]],
])("%s is words, four at most and none without a letter or digit", (text, words) => {
  expect(parseCallerSearch(text)).toEqual({ kind: "words", words });
});
