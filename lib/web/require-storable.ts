import { InputError } from "../platform/errors.ts";
import { isStorableText } from "../platform/storable-text.ts";

/**
 * Refuses input with a text that PostgreSQL cannot hold (U+0000, half a character), wherever it stands: the caller's
 * mistake, which would else be answered as ours. Throws InputError. Goes without recursion, since depth is the caller's.
 */
export function requireStorable(input: unknown): void {
  const rest: unknown[] = [input];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (typeof value === "string" && !isStorableText(value)) {
      throw new InputError("A text has characters that cannot be stored", { code: "web.invalid_input" });
    }
    // No spreading of a long list into arguments, which overflows the stack as well.
    if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value))
      for (const each of Object.values(value)) if (each !== undefined) rest.push(each);
  }
}
