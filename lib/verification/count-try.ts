import type { Db } from "../platform/db/database.ts";
import { tryDelays } from "./limits/delays.ts";
import { triesMax } from "./limits.ts";
import type { AnswerKind } from "./methods/method.ts";
import { methods } from "./methods/registry.ts";

/** `codeMac`: null where the method itself knows what is right. */
export type Counted = { challengeId: string; method: string; codeMac: Uint8Array | null; tries: number };

const idsOf = (kind: AnswerKind) => methods.filter(({ answer }) => answer === kind).map(({ id }) => id);

/**
 * Counts one try, of the verification and of its open challenge, on the database's clock, before anything is compared. Null
 * when no answer of these kinds can be tried now: a code that we sent must be there and good; what the person's own things
 * make has no end but the verification's; and the wait after the answer before must be over. The wait begins with the
 * count, so that of answers at the same moment the second finds it.
 */
export async function countTry(
  db: Db,
  { verificationId, kinds, delaySeconds }: { verificationId: string; kinds: readonly AnswerKind[]; delaySeconds: number },
): Promise<Counted | null> {
  const ours = kinds.includes("sent_code") ? idsOf("sent_code") : [];
  const theirs = kinds.filter((kind) => kind !== "sent_code").flatMap(idsOf);
  const rows = await db.$queryRaw<Counted[]>`
    with open as (
      select c.id, c.method, c."codeMac" from challenges c
      where c."verificationId" = ${verificationId}::uuid and (
        (c.method = any(${ours}) and c.state in ('sending', 'sent') and c."codeMac" is not null and c."codeExpiresAt" > now())
        or (c.method = any(${theirs}) and c.state in ('waiting', 'sending', 'sent')))
    ), counted as (
      update verifications v
      set tries = v.tries + 1, "nextTryAt" = now() + make_interval(secs => (${tryDelays(delaySeconds)}::float8[])[v.tries + 1])
      from open
      where v.id = ${verificationId}::uuid and v."settledAt" is null and v."expiresAt" > now() and v.tries < ${triesMax}
        and (v."nextTryAt" is null or v."nextTryAt" <= now())
      returning v.tries
    )
    update challenges c set tries = c.tries + 1 from open, counted
    where c.id = open.id
    returning c.id as "challengeId", open.method, open."codeMac", counted.tries`;
  return rows[0] ?? null;
}

/** Seconds until an answer of an open verification is looked at, on the database's clock; null when that is now, or never again. */
export async function findTryWait(db: Db, verificationId: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    select ceil(extract(epoch from "nextTryAt" - now()))::int as seconds from verifications
    where id = ${verificationId}::uuid and "settledAt" is null and "expiresAt" > now() and "nextTryAt" > now()`;
  return row ? Math.max(1, row.seconds) : null;
}

/** Takes a counted try back whose answer was never looked at. The wait stays as the count left it. */
export async function giveTryBack(
  db: Db,
  { verificationId, challengeId }: { verificationId: string; challengeId?: string },
): Promise<void> {
  const data = { tries: { decrement: 1 } };
  await db.verification.updateMany({ where: { id: verificationId, settledAt: null }, data });
  if (challengeId !== undefined) await db.challenge.updateMany({ where: { id: challengeId, verificationId, settledAt: null }, data });
}
