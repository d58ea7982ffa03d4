import { recordAudit } from "../../audit/record-audit.ts";
import { announceCampaign, closeQuietCampaign, type watchCampaign } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { hours, later, minutes } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { CampaignKeyKind } from "../../platform/db/generated/enums.ts";
import { findRiskSettings } from "../signals/risk-settings.ts";

/** After so long without another failure or denial a campaign ends by itself. */
export const campaignQuietMs = hours(24);

/**
 * Looks at one failure or denial beside the others: whether enough of them, over more than one company, have an address, a
 * browser or a number in common. The first to see it opens the campaign and has it announced; what comes later joins it.
 */
export const handleWatchCampaign: JobHandler<typeof watchCampaign> = async ({ db, now }, { payload: { verificationId }, log }) => {
  const ended = await db.verification.findUnique({ where: { id: verificationId }, select: { organizationId: true, settledAt: true } });
  if (!ended?.settledAt) return;
  const { organizationId, settledAt } = ended;
  await inTransaction(db, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`campaigns:${organizationId}`}, 0))`;
    const { campaignFrom, campaignMinutes } = await findRiskSettings(tx, organizationId);
    const since = later(settledAt, -minutes(campaignMinutes));
    const matches = (await listKeyMatches(tx, { organizationId, verificationId, since })).filter(
      ({ verificationIds, companies, isKnown }) => isKnown || (verificationIds.length >= campaignFrom && companies >= 2),
    );
    if (matches.length === 0) return;
    const campaignId = await join(tx, { organizationId, matches, at: now() });
    log.info("verification.campaign_seen", { verificationId, campaignId });
  });
};

type Match = { kind: CampaignKeyKind; mac: Uint8Array<ArrayBuffer>; verificationIds: string[]; companies: number; isKnown: boolean };

/** Each thing this verification was reached by or answered from, with all that failed or was denied by the same since. */
function listKeyMatches(
  tx: Tx,
  { organizationId, verificationId, since }: { organizationId: string; verificationId: string; since: Date },
) {
  return tx.$queryRaw<Match[]>`
    with traces as (
      select r."verificationId", 'address' as kind, r."addressMac" as mac from requester_visits r
      where r."organizationId" = ${organizationId}::uuid and r."addressMac" is not null and r.at > ${later(since, -hours(24))}
      union select r."verificationId", 'device', r."deviceMac" from requester_visits r
      where r."organizationId" = ${organizationId}::uuid and r."deviceMac" is not null and r.at > ${later(since, -hours(24))}
      union select c."verificationId", 'number', c."destinationMac" from challenges c
      where c."organizationId" = ${organizationId}::uuid and c."destinationMac" is not null and c."sentAt" is not null
    )
    select own.kind, own.mac, array_agg(v.id::text) as "verificationIds",
      count(distinct (v."connectionId", coalesce(t."companyId", -1)))::int as companies,
      exists (select from campaign_keys k join campaigns open on open.id = k."campaignId"
        where k."organizationId" = ${organizationId}::uuid and open."closedAt" is null and k.kind::text = own.kind and k.mac = own.mac) as "isKnown"
    from traces own
    join traces other on other.kind = own.kind and other.mac = own.mac
    join verifications v on v.id = other."verificationId" and v.state in ('failed', 'denied') and v."settledAt" > ${since}
    join tickets t on t.id = v."ticketId"
    where own."verificationId" = ${verificationId}::uuid
    group by own.kind, own.mac`;
}

type Seen = { organizationId: string; matches: readonly Match[]; at: Date };

async function join(tx: Tx, { organizationId, matches, at }: Seen): Promise<string> {
  const verificationIds = [...new Set(matches.flatMap((match) => match.verificationIds))];
  const keys = matches.map(({ kind, mac }) => ({ kind, mac }));
  const open = await tx.campaign.findFirst({
    where: {
      ...{ organizationId, closedAt: null },
      OR: [{ keys: { some: { OR: keys } } }, { verifications: { some: { verificationId: { in: verificationIds } } } }],
    },
    orderBy: { openedAt: "asc" },
    select: { id: true },
  });
  const campaignId = open?.id ?? (await begin(tx, { organizationId, at, count: verificationIds.length }));
  await tx.campaign.update({ where: { id: campaignId }, data: { lastSeenAt: at } });
  await tx.campaignKey.createMany({ data: keys.map((key) => ({ ...key, campaignId, organizationId })), skipDuplicates: true });
  await tx.campaignVerification.createMany({
    data: verificationIds.map((verificationId) => ({ campaignId, verificationId, organizationId })),
    skipDuplicates: true,
  });
  return campaignId;
}

async function begin(tx: Tx, { organizationId, at, count }: { organizationId: string; at: Date; count: number }): Promise<string> {
  const { id } = await tx.campaign.create({ data: { organizationId, openedAt: at, lastSeenAt: at }, select: { id: true } });
  await enqueue(tx, announceCampaign, { campaignId: id });
  await enqueue(tx, closeQuietCampaign, { campaignId: id }, { runAt: later(at, campaignQuietMs) });
  await recordAudit(tx, {
    ...{ organizationId, at, details: { verifications: count } },
    actor: { kind: "system" },
    action: "campaign.opened",
    subject: { kind: "campaign", id },
  });
  return id;
}
