import { z } from "zod";
import { isEqualConstantTime, type Secrets } from "../../platform/secrets.ts";
import type { Facts } from "./find-facts.ts";
import { type QuestionId, questionIds } from "./schema.ts";

/** By question, the keyed hashes of what fits. */
export type FactMacs = Partial<Record<QuestionId, string[]>>;

/** What is kept of the facts: hashes with a key that is not in the database, bound to the verification and the question. */
export function factMacs(secrets: Secrets, { verificationId, facts }: { verificationId: string; facts: Facts }): FactMacs {
  const kept: FactMacs = {};
  for (const question of questionIds) {
    const found = facts[question] ?? [];
    if (found.length > 0)
      kept[question] = found.map((spelling) => macOf(secrets, { verificationId, question, spelling }).toString("base64"));
  }
  return kept;
}

const storedSchema = z.partialRecord(z.enum(questionIds), z.array(z.string())).catch({});

/** As `factMacs` wrote them; none for anything else. */
export function storedFactMacs(stored: unknown): FactMacs {
  return storedSchema.parse(stored);
}

type Answer = { verificationId: string; question: QuestionId; spellings: readonly string[]; facts: FactMacs };

/** Whether one of the answer's spellings is one of the facts'. Looks at all of them, whatever fits. */
export function fitsFacts(secrets: Secrets, { verificationId, question, spellings, facts }: Answer): boolean {
  const known = (facts[question] ?? []).map((text) => Buffer.from(text, "base64"));
  const given = spellings.map((spelling) => macOf(secrets, { verificationId, question, spelling }));
  return given.flatMap((each) => known.map((fact) => isEqualConstantTime(each, fact))).includes(true);
}

function macOf(
  secrets: Secrets,
  { verificationId, question, spelling }: { verificationId: string; question: QuestionId; spelling: string },
) {
  return Buffer.from(secrets.mac("question", `${verificationId}.${question}.${spelling}`));
}
