import type { RequesterWords } from "@/lib/words/schema.ts";

export type PasskeyButtonWords = Record<"button" | "cancelled" | "broken" | "unknown", string>;

/** The few words that the button's script needs: the others stay on the server. */
export function passkeyButtonWords({ passkey, enrol }: RequesterWords, kind: "use" | "add"): PasskeyButtonWords {
  const { broken, unknown } = passkey;
  return kind === "use"
    ? { button: passkey.use, cancelled: passkey.cancelled, broken, unknown }
    : { button: enrol.addPasskey, cancelled: enrol.cancelled, broken, unknown };
}
