/** Every decimal digit that a phone's keyboard may produce, as 0 to 9: full-width, Arabic-Indic, Persian, Devanagari. */
const zeros = [0x0030, 0xff10, 0x0660, 0x06f0, 0x0966];

/** The six digits that were meant, however they were typed or pasted; null when they are not six digits. */
export function parseCode(text: string): string | null {
  const digits = parseDigits(text);
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** Digits of any keyboard as 0 to 9, without what people put between them; what is no digit stays. */
export function parseDigits(text: string): string {
  return Array.from(text.slice(0, 64).replace(/[\s\p{Cf}\p{Pd}.·]/gu, ""), (character) => {
    const point = character.codePointAt(0) ?? 0;
    const zero = zeros.find((start) => point >= start && point <= start + 9);
    return zero === undefined ? character : String(point - zero);
  }).join("");
}
