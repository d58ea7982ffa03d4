import { randomInt } from "node:crypto";
import { dictionary } from "@zxcvbn-ts/language-common";
import type { Secrets } from "../platform/secrets.ts";

// What is said between a technician and a requester. The words are the long list of the Electronic Frontier Foundation for
// passphrases (eff.org/dice, CC BY 3.0), as published with zxcvbn-ts; those of four to seven letters, to be read out.

const words = (dictionary["diceware-common"] ?? []).map(String).filter((word) => /^[a-z]{4,7}$/.test(word));
const wordsInPhrase = 4;

type Place = { table: "verifications"; column: "number" | "phrase"; rowId: string };
const placeOf = (column: Place["column"], rowId: string): Place => ({ table: "verifications", column, rowId });

export type Spoken = {
  numberSealed: Uint8Array<ArrayBuffer> | null;
  numberMac: Uint8Array<ArrayBuffer> | null;
  phraseSealed: Uint8Array<ArrayBuffer>;
  phraseMac: Uint8Array<ArrayBuffer>;
};

/** Draws what is said in one verification: a phrase always, a number where a technician is there to read it out. */
export function drawSpoken(secrets: Secrets, { id, withTechnician }: { id: string; withTechnician: boolean }): Spoken {
  const phrase = Array.from({ length: wordsInPhrase }, () => words[randomInt(words.length)]).join(" ");
  // From 10, so that nobody wonders about a zero in front.
  const number = withTechnician ? String(randomInt(10, 100)) : null;
  return {
    numberSealed: number === null ? null : secrets.seal(number, placeOf("number", id)),
    numberMac: number === null ? null : numberMac(secrets, { id, number }),
    phraseSealed: secrets.seal(phrase, placeOf("phrase", id)),
    phraseMac: phraseMac(secrets, phrase),
  };
}

/** Bound to its verification: the same two digits elsewhere have another. */
export function numberMac(secrets: Secrets, { id, number }: { id: string; number: string }): Uint8Array<ArrayBuffer> {
  return secrets.mac("number on the technician's screen", `${id}.${number}`);
}

/** The same for every way to type the same words. */
export function phraseMac(secrets: Secrets, phrase: string): Uint8Array<ArrayBuffer> {
  return secrets.mac(
    "phrase that the technician says",
    phrase
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.join(" ") ?? "",
  );
}

type Sealed = { id: string; numberSealed: Uint8Array | null; phraseSealed: Uint8Array | null };

/** What is to be said, in the clear. Null for what there is not, or is not any more. */
export function openSpoken(secrets: Secrets, { id, numberSealed, phraseSealed }: Sealed): { number: string | null; phrase: string | null } {
  return {
    number: numberSealed && secrets.open(numberSealed, placeOf("number", id)),
    phrase: phraseSealed && secrets.open(phraseSealed, placeOf("phrase", id)),
  };
}

/** The two digits that were meant; null when they are not two digits. */
export function parseNumber(text: string): string | null {
  const digits = text.slice(0, 32).replace(/[\s\p{Cf}]/gu, "");
  return /^[0-9]{2}$/.test(digits) ? digits : null;
}
