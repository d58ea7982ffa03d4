import { parseDigits } from "../parse-code.ts";

export type CallerSearch =
  /** What was typed, and how its end may be written in a record. */
  { kind: "phone"; typed: string; endings: string[] } | { kind: "words"; words: string[] };

const wordsMost = 4;
/** Shorter digits are an extension or a house number, which find half of a database. */
const digitsLeast = 5;
const endingLength = 4;
const separators = [" ", "-", ".", "/"];

/**
 * Reads what was typed: nothing but digits and what people put between them is a phone number, all else are words. Pure.
 * Autotask keeps numbers as they were typed and finds them by text alone, so the last digits are looked for however they are
 * grouped, and whose number it is decides the whole of it.
 */
export function parseCallerSearch(text: string): CallerSearch {
  const typed = text.trim();
  const digits = parseDigits(typed.replace(/[()/+]/g, ""));
  if (/^[0-9]+$/.test(digits) && digits.length >= digitsLeast) {
    const end = digits.slice(-endingLength);
    const split = [1, 2, 3].flatMap((at) => separators.map((each) => `${end.slice(0, at)}${each}${end.slice(at)}`));
    return { kind: "phone", typed, endings: [end, ...split] };
  }
  const words = typed.split(/[\s,;]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { kind: "words", words: words.slice(0, wordsMost) };
}
