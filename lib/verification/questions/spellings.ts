import { answerLengthMax, type QuestionId } from "./schema.ts";

// Compared are spellings, and generously: a lucky guess gains nobody anything, while a rightful person who wrote "PC 12" for
// "pc-12" is not to be doubted for it.

const letters: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i" };
/** A word alone says something from here on: not the "Bad" of a town, nor the "PC" of a name. */
const wordLengthMin = 4;
const deviceWordLengthMin = 5;
const spellingLengthMin = 2;
/** So that an answer is one guess and no list. */
const wordsMax = 4;

/** Small letters and digits without accents, spaces and signs. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßøłđðþæœı]/g, (letter) => letters[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** The spellings under which an answer, or what is on file, is compared; none where there is nothing to compare. */
export function spellingsOf(question: QuestionId, text: string): string[] {
  const short = text.slice(0, answerLengthMax * 4);
  const found = question === "town" ? ofTown(short) : question === "device" ? ofDevice(short) : [short];
  return [...new Set(found)].filter((each) => each.length >= spellingLengthMin);
}

/** Also each of its words: "Frankfurt" is "Frankfurt am Main". "ae" and "ä" are one. */
function ofTown(text: string): string[] {
  const sound = (word: string) =>
    plain(word)
      .replaceAll(/\p{N}/gu, "")
      .replaceAll(/([aou])e/g, "$1");
  const words = text
    .split(/[\s,;/()–-]+/u)
    .slice(0, wordsMax)
    .map(sound);
  return [sound(text), ...words.filter((word) => word.length >= wordLengthMin)];
}

/** Also the name without its domain, and a word with a digit in it: the number on the sticker within a longer title. */
function ofDevice(text: string): string[] {
  const words = text
    .split(/[\s,;/()[\]]+/u)
    .slice(0, wordsMax)
    .map(plain);
  const telling = words.filter((word) => word.length >= deviceWordLengthMin && /\p{N}/u.test(word));
  return [plain(text), plain(text.trim().split(".")[0] ?? ""), ...telling];
}
