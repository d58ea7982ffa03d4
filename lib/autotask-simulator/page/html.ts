/** Text that is HTML already. Only `html` makes it, and `html` escapes everything else put into it. */
export type Html = { readonly html: string };
type Part = string | number | boolean | null | undefined | Html | Html[];

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: strings.map((text, index) => text + (index < parts.length ? render(parts[index]) : "")).join("") };
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false || part === true) return "";
  if (Array.isArray(part)) return part.map((each) => each.html).join("");
  if (typeof part === "object") return part.html;
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
