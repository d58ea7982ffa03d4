type Checked = { name?: string | undefined; email?: string | undefined } | undefined;

/**
 * Whether what a provider found is certainly not the contact: another address, or a name that shares no word with the
 * contact's. Pure. What it does not tell says nothing: names are written in many ways, and a word in common is enough.
 */
export function isOtherPerson(checked: Checked, contact: { name: string | null; email: string }): boolean {
  if (checked?.email !== undefined && checked.email.trim().toLowerCase() !== contact.email.trim().toLowerCase()) return true;
  if (checked?.name === undefined || contact.name === null) return false;
  const [found, known] = [wordsOf(checked.name), wordsOf(contact.name)];
  // A name in signs that leave no word says nothing either.
  return found.length > 0 && known.length > 0 && !found.some((word) => known.includes(word));
}

/** Without case and accents, and without initials: they are shared by many. */
function wordsOf(name: string): string[] {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => [...word].length > 1);
}
