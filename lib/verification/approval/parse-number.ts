import { parseDigits } from "../parse-code.ts";

/** The two digits that were meant, however they were typed; null when they are not two digits. */
export function parseNumber(text: string): string | null {
  const digits = parseDigits(text);
  return /^[1-9][0-9]$/.test(digits) ? digits : null;
}
