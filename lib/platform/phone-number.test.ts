import { expect, test } from "vitest";
import { formatPhoneNumber, maskPhoneNumber, type PhoneKind, parsePhoneNumber } from "./phone-number.ts";

test.each<[text: string, region: string | null, address: string, kind: PhoneKind]>([
  ["0171 234 5678", "DE", "+491712345678", "mobile"],
  ["+49 (0)171 2345678", null, "+491712345678", "mobile"],
  ["00 49 171 2345678", "DE", "+491712345678", "mobile"],
  ["(040) 555 0110", "DE", "+49405550110", "landline"],
  ["030 12345678 ext. 12", "DE", "+493012345678;ext=12", "landline"],
  ["0664 1234567", "AT", "+436641234567", "mobile"],
  ["079 123 45 67", "CH", "+41791234567", "mobile"],
  ["06 12 34 56 78", "FR", "+33612345678", "mobile"],
  ["612 34 56 78", "ES", "+34612345678", "mobile"],
  ["06-12345678", "NL", "+31612345678", "mobile"],
  ["912 345 678", "PT", "+351912345678", "mobile"],
  ["07400 123456", "GB", "+447400123456", "mobile"],
  ["(415) 555-2671", "US", "+14155552671", "either"],
  ["0412 345 678", "AU", "+61412345678", "mobile"],
  ["11 91234-5678", "BR", "+5511912345678", "mobile"],
  ["+46 70 555 4183", null, "+46705554183", "mobile"],
  ["0900 1234567", "DE", "+499001234567", "premium"],
  ["+44 56 1234 5678", "DE", "+445612345678", "voip"],
  ["0800 1234567", "DE", "+498001234567", "other"],
])("%j in %s is %s, %s", (text, region, address, kind) => {
  expect(parsePhoneNumber(text, region)).toMatchObject({ address, kind });
});

test.each<[string | null, string | null]>([
  [null, "DE"],
  ["", "DE"],
  ["call me", "DE"],
  ["his wife: 0171 234 5678", "DE"],
  ["0171 234 5678", null],
  ["0171 234 5678", "ZZ"],
  ["110", "DE"],
  ["+49 171", null],
  ["07700 900123 or 07700 900124", "GB"],
  ["+49 171 2345678; +1 900 555 0123", null],
  ["1".repeat(61), "DE"],
])("%j in %s is no number", (text, region) => {
  expect(parsePhoneNumber(text, region)).toBeNull();
});

test("a number is shown by its country and last two digits, and read out whole with its extension", () => {
  const number = parsePhoneNumber("030 12345678 ext. 12", "DE");
  expect(number && maskPhoneNumber(number)).toBe("+49 ··· ··78");
  expect(formatPhoneNumber(number?.address ?? "")).toBe("+49 30 12345678 ext. 12");
});
