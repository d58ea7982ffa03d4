const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A piece of HTML that was made by `html`, and so may stand in another. */
export type Html = { readonly markup: string };

/** A template in which every value is text, escaped, unless `html` made it. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const markup = parts.reduce((before, part, index) => {
    const value = values[index - 1] ?? "";
    return before + (typeof value === "string" ? escapeText(value) : value.markup) + part;
  });
  return { markup };
}

const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/**
 * Foreign text for a line of a message: no control, direction or line-break characters, which could add lines or turn the
 * reading order round, and cut to a length.
 */
export function oneLine(text: string, maxLength = 120): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
}

/** The same of a name that may not be known; null for none and for an empty one. */
export function oneName(name: string | null): string | null {
  return name ? oneLine(name) : null;
}
