import type { Db } from "../../platform/db/database.ts";
import { tryDelays } from "../limits/delays.ts";
import { findLimits } from "../limits/read-limits.ts";
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
  const { organizationId } = await db.verification.findUniqueOrThrow({ where: { id: verificationId }, select: { organizationId: true } });
  const delays = tryDelays((await findLimits(db, organizationId)).tryDelaySeconds);
  const rows = await db.$queryRaw<Counted[]>`
    with open as (
      select c.id from challenges c
      where c.id = ${challengeId}::uuid and c."verificationId" = ${verificationId}::uuid and c.method = 'company_sign_in'
        and c.state in ('waiting', 'sending', 'sent')
    ), counted as (
      update verifications v
      set tries = v.tries + 1, "nextTryAt" = now() + make_interval(secs => (${delays}::float8[])[v.tries + 1])
      from open
      where v.id = ${verificationId}::uuid and v."settledAt" is null and v."expiresAt" > now() and v.tries < ${triesMax}
        and (v."nextTryAt" is null or v."nextTryAt" <= now())
      returning v.tries, v."organizationId"
    )
    update challenges c set tries = c.tries + 1 from open, counted
    where c.id = open.id
    returning counted.tries, counted."organizationId"`;
  return rows[0] ?? null;
}
