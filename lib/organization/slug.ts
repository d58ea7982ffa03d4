// First path segments that are ours, and words that would mislead in their place.
const taken = new Set([
  "api",
  "setup",
  "join",
  "sign-in",
  "sign-out",
  "forgot-password",
  "v",
  "a",
  "t",
  "admin",
  "health",
  "help",
  "static",
  "new",
  "organization",
]);

/** An organization's first path segment, from its name: small letters, digits and hyphens, at most 40. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  if (plain === "") return "msp";
  return taken.has(plain) ? `${plain}-msp` : plain;
}
