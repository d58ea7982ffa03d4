import { randomInt } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that a receipt survives being read out. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `CS-7F3K-29QD`: 40 random bits. The database refuses a second one; it also marks our note in Autotask. */
export function newReceipt(): string {
  const draw = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `CS-${draw()}-${draw()}`;
}
