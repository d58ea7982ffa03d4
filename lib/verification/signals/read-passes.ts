import type { Tx } from "../../platform/db/database.ts";
import type { NetworkKind } from "../../platform/networks/network.ts";

type Pass = { deviceMac: Uint8Array | null; country: string | null; network: NetworkKind | null; at: Date };

/**
 * Where the passes of a person came from, latest first: of each the one answer that made it, so that who guessed wrong before
 * the rightful person came is not remembered as them.
 */
export async function readPasses(
  tx: Tx,
  { organizationId, contactMac }: { organizationId: string; contactMac: Uint8Array },
): Promise<Pass[]> {
  return tx.$queryRaw<Pass[]>`
    select answer."deviceMac", answer.country, answer.network::text, answer.at
    from verifications v
    cross join lateral (
      select r.* from requester_visits r
      where r."verificationId" = v.id and r.kind = 'answer' and r.at <= coalesce(v."awaitsReleaseAt", v."provenAt", v."settledAt")
      order by r.at desc, r.id desc limit 1) answer
    where v."organizationId" = ${organizationId}::uuid and v."contactMac" = ${contactMac} and v.state = 'passed'
      -- Who read a code out came from nowhere: an answer on the page was somebody's who did not make this pass.
      and not exists (select 1 from challenges c where c."verificationId" = v.id and c.state = 'passed' and c."readOutTo" is not null)
    order by answer.at desc limit 50`;
}
