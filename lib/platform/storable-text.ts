/** Escapes in JSON of what PostgreSQL's text cannot hold: U+0000, and halves of a character that was cut in two. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

/** Whether the database can keep the text as it is: no U+0000, no half characters. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** The text with a replacement character for each part that the database could not keep. */
export function toStorableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/**
 * Parses JSON of another system, its texts made storable: a title cut in the middle of an emoji, or one with U+0000 in
 * it, must not make the row that holds it impossible to write. Throws SyntaxError as JSON.parse does.
 */
export function parseStorableJson(json: string): unknown {
  if (!suspicious.test(json)) return JSON.parse(json);
  return JSON.parse(json, (_name, value: unknown) => (typeof value === "string" ? toStorableText(value) : value));
}
