import { expect, test } from "vitest";
import { usableAddress } from "./find-requester.ts";

test.each(["ada@example.com", " ada.b+c@sub.example.co ", "o'neil@example.ie"])("%j is an address a code may go to", (text) => {
  expect(usableAddress(text)).toBe(text.trim());
});

test.each([
  null,
  "",
  "ada",
  "ada@localhost",
  "a@example.com, b@evil.example",
  "a@example.com;b@evil.example",
  '"a@evil.example"@example.com',
  "Ada <ada@example.com>",
  "ada@example.com\r\nBcc: x@evil.example",
  "ada@exa mple.com",
  "ada@[127.0.0.1]",
  `${"a".repeat(65)}@example.com`,
])("%j is not", (text) => {
  expect(usableAddress(text)).toBeNull();
});
