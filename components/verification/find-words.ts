/** The words for a code that came as text. Null for none and for one that this build does not know. */
export function findWords<Words>(table: Readonly<Record<string, Words>>, code: string | null): Words | null {
  return code !== null && Object.hasOwn(table, code) ? (table[code] ?? null) : null;
}
