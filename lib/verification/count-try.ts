import type { Db } from "../platform/db/database.ts";
import { triesMax } from "./limits.ts";
import type { AnswerKind } from "./methods/method.ts";
import { methods } from "./methods/registry.ts";

/** `codeMac`: null where the method itself knows what is right. */
export type Counted = { challengeId: string; method: string; codeMac: Uint8Array | null; tries: number };

const idsOf = (kind: AnswerKind) => methods.filter(({ answer }) => answer === kind).map(({ id }) => id);

/**
 * Counts one try, of the verification and of its open challenge, on the database's clock, before anything is compared. Null
 * when no answer of these kinds can be tried now: a code that we sent must be there and good; what the person's own things
 * make has no end but the verification's.
 */
export async function countTry(db: Db, verificationId: string, kinds: readonly AnswerKind[]): Promise<Counted | null> {
  const ours = kinds.includes("sent_code") ? idsOf("sent_code") : [];
  const theirs = kinds.filter((kind) => kind !== "sent_code").flatMap(idsOf);
  const rows = await db.$queryRaw<Counted[]>`
    with open as (
      select c.id, c.method, c."codeMac" from challenges c
      where c."verificationId" = ${verificationId}::uuid and (
        (c.method = any(${ours}) and c.state in ('sending', 'sent') and c."codeMac" is not null and c."codeExpiresAt" > now())
        or (c.method = any(${theirs}) and c.state in ('waiting', 'sending', 'sent')))
    ), counted as (
      update verifications v set tries = v.tries + 1 from open
      where v.id = ${verificationId}::uuid and v."settledAt" is null and v."expiresAt" > now() and v.tries < ${triesMax}
      returning v.tries
    )
    update challenges c set tries = c.tries + 1 from open, counted
    where c.id = open.id
    returning c.id as "challengeId", open.method, open."codeMac", counted.tries`;
  return rows[0] ?? null;
}
