import { dictionary } from "@zxcvbn-ts/language-common";

/** NIST SP 800-63B-4, 3.1.1.2: fifteen where the password is the only factor. Characters are Unicode code points. */
export const passwordLengthMin = 15;
export const passwordLengthMax = 256;

export const passwordRefusals = ["password_too_short", "password_too_long", "password_common", "password_guessable"] as const;
export type PasswordRefusal = (typeof passwordRefusals)[number];

/** What somebody guessing would try first. */
export type PasswordContext = { email: string; organizationName: string };

/** One form for all ways to type the same characters (800-63B: NFKC). Applied before a password is judged, hashed or compared. */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

/**
 * Why the password is refused, or null when it is fine. No rule about kinds of characters: length, the list of common
 * passwords, and words that stand beside the form. Expects a normalized password.
 */
export function decidePassword(password: string, { email, organizationName }: PasswordContext): PasswordRefusal | null {
  const length = [...password].length;
  if (length < passwordLengthMin) return "password_too_short";
  if (length > passwordLengthMax) return "password_too_long";
  const lower = password.toLowerCase();
  if (isCommon(lower)) return "password_common";
  if (isNearby(lower, [email.split("@")[0] ?? "", organizationName, "countersign"])) return "password_guessable";
  if (isRepetition(lower) || isSequence(lower)) return "password_guessable";
  return null;
}

// 49,000 passwords from public breaches, as published with zxcvbn-ts (language-common).
const common = new Set(dictionary["passwords-common"]);

/** On the list as it is, or after the digits and signs that people put around a word to make it long enough. */
function isCommon(lower: string): boolean {
  return common.has(lower) || common.has(lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ""));
}

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Holds one of the names whole, or is little more than single words of them: "nordlicht portal" at Nordlicht Systemhaus. */
function isNearby(lower: string, names: readonly string[]): boolean {
  const isTelling = (word: string) => word.length >= 4;
  const core = bare(lower);
  if (
    names
      .map(bare)
      .filter(isTelling)
      .some((name) => core.includes(name))
  )
    return true;
  const words = names
    .flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
    .map(bare)
    .filter(isTelling);
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), core);
  return rest !== core && [...rest].length < 8;
}

/** "aaaaaaaaaaaaaaa", "abc1abc1abc1abc1": a short piece again and again, or one common password twice. */
function isRepetition(lower: string): boolean {
  const piece = /^(.+?)\1+$/su.exec(lower)?.[1];
  return piece !== undefined && (new Set(piece).size <= 4 || common.has(piece));
}

const rows = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/** Nothing but a stretch of the alphabet, of the digits or of the keyboard, forwards or backwards. */
function isSequence(lower: string): boolean {
  return rows.some((row) => row.includes(lower) || [...row].reverse().join("").includes(lower));
}
