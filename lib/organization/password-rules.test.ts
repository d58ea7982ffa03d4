import { expect, test } from "vitest";
import { decidePassword, normalizePassword } from "./password-rules.ts";

const context = { email: "ada.lovelace@nordlicht.example", organizationName: "Nordlicht Systemhaus" };
const judge = (password: string) => decidePassword(normalizePassword(password), context);

test.each([
  ["fifteen characters and no capital, digit or sign", "vier rote gabeln"],
  ["spaces only between words", "seven boats drifting north"],
  ["a word of the organization's name among others", "seven boats under nordlicht"],
  ["characters of any script", "пять зелёных яблок"],
  ["256 characters", `${"ab cd ef gh ij kl mn op qr st uv wx yz 12 34 56 ".repeat(6)}`.slice(0, 256)],
  ["fifteen emoji, counted as what a person sees typed", "🦊🐢🦉🐝🦋🐙🦀🐬🦒🐘🦔🐿🦜🐧🐨"],
])("accepted: %s", (_what, password) => {
  expect(judge(password)).toBeNull();
});

test.each([
  ["fourteen characters", "vier rote gabe", "password_too_short"],
  ["fourteen emoji, which are 28 UTF-16 units", "🦊🐢🦉🐝🦋🐙🦀🐬🦒🐘🦔🐿🦜🐧", "password_too_short"],
  ["257 characters", "x y z ".repeat(43).slice(0, 257), "password_too_long"],
  ["a zigzag over the keyboard", "1q2w3e4r5t6y7u8i9o0p", "password_guessable"],
  ["a password from a public breach", "hd764nw5d7e1vb1", "password_common"],
  ["a common password with digits around it", "123password1234567", "password_common"],
  ["a common password with capitals and signs around it", "!!PassWord!!!!!!!!!", "password_common"],
  ["the e-mail address's own name", "hello AdaLovelace 99", "password_guessable"],
  ["the organization's name, spelled apart", "nord-licht systemhaus!", "password_guessable"],
  ["little more than a word of the organization's name", "nordlicht portal", "password_guessable"],
  ["the product's name", "my countersign login", "password_guessable"],
  ["one character again and again", "aaaaaaaaaaaaaaaa", "password_guessable"],
  ["a short piece again and again", "ab1ab1ab1ab1ab1ab1", "password_guessable"],
  ["a common password twice", "sunshinesunshine", "password_guessable"],
  ["a stretch of the alphabet", "abcdefghijklmnopq", "password_guessable"],
  ["a stretch of the keyboard backwards", "mnbvcxzlkjhgfdsa", "password_guessable"],
])("refused: %s", (_what, password, reason) => {
  expect(judge(password)).toBe(reason);
});

test("the same characters typed in another form are the same password", () => {
  expect(normalizePassword("ﬁnal Ａnswer café")).toBe(normalizePassword("final Answer cafe\u0301"));
});
