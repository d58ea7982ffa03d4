import { z } from "zod";

const nextSchema = z.object({ next: z.string().regex(/^\/v\//) });
// What the browser's own passkey code reads; ours hands it on.
const optionsSchema = z.object({ options: z.record(z.string(), z.unknown()) });

/** Asks one of the page's own addresses. Throws when there is no answer that can be used. */
async function post<Answer extends z.ZodType>(path: string, body: unknown, schema: Answer): Promise<z.output<Answer>> {
  const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${response.status}`);
  return schema.parse(await response.json());
}

export type Ceremony = { begin: string; finish: string };

/**
 * Has the browser answer a question of the server with a passkey, and goes where the server says. Returns which words to
 * show when it came to nothing.
 */
export async function runCeremony(
  { begin, finish }: Ceremony,
  answer: (options: Record<string, unknown>) => Promise<unknown>,
): Promise<"cancelled" | "broken"> {
  try {
    const asked = await post(begin, {}, z.union([optionsSchema, nextSchema]));
    const next = "next" in asked ? asked.next : await ask(asked.options);
    if (next === null) return "cancelled";
    window.location.assign(next);
    // The page stays as it is until the next one is there.
    return await new Promise(() => undefined);
  } catch {
    return "broken";
  }

  async function ask(options: Record<string, unknown>): Promise<string | null> {
    const given = await answer(options).catch(() => null);
    return given === null ? null : (await post(finish, given, nextSchema)).next;
  }
}
