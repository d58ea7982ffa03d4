import type { Db } from "../../platform/db/database.ts";
import { triesMax } from "../limits.ts";

type Counted = { organizationId: string; tries: number };

/**
 * Counts one try, of the verification and of its open challenge, on the database's clock, before anything is asked of the
 * provider. Null when the link asks for no sign-in now, or its tries are used.
 */
export async function countSignInTry(
  db: Db,
  { verificationId, challengeId }: { verificationId: string; challengeId: string },
): Promise<Counted | null> {
  const rows = await db.$queryRaw<Counted[]>`
    with open as (
      select c.id from challenges c
      where c.id = ${challengeId}::uuid and c."verificationId" = ${verificationId}::uuid and c.method = 'company_sign_in'
        and c.state in ('waiting', 'sending', 'sent')
    ), counted as (
      update verifications v set tries = v.tries + 1 from open
      where v.id = ${verificationId}::uuid and v."settledAt" is null and v."expiresAt" > now() and v.tries < ${triesMax}
      returning v.tries, v."organizationId"
    )
    update challenges c set tries = c.tries + 1 from open, counted
    where c.id = open.id
    returning counted.tries, counted."organizationId"`;
  return rows[0] ?? null;
}
