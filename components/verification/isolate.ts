// Hebrew, Arabic and their like, and the invisible characters that turn the direction of what follows.
const turns = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A name inside a sentence of ours, which it must not turn around: what can is closed in, with characters nobody sees. */
export function isolate(name: string): string {
  return turns.test(name) ? `\u2068${name}\u2069` : name;
}
