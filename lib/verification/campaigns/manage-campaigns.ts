import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, NotFoundError } from "../../platform/errors.ts";
import type { Campaign, CampaignList } from "../signals/schema.ts";

const shownMax = 50;

/** The organization's campaigns with their verifications, open ones first, then the newest. */
export function listCampaigns({ db }: Pick<Deps, "db">, organizationId: string): Promise<CampaignList> {
  return inOrganization(db, organizationId, async (tx) => ({ items: await readCampaigns(tx, organizationId) }));
}

async function readCampaigns(tx: Tx, organizationId: string): Promise<Campaign[]> {
  const rows = await tx.campaign.findMany({
    where: { organizationId },
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { openedAt: "desc" }],
    take: shownMax,
    include: {
      keys: { select: { kind: true } },
      verifications: {
        orderBy: { verification: { settledAt: "desc" } },
        select: {
          verification: {
            select: {
              ...{ id: true, state: true, requesterName: true, companyName: true, settledAt: true },
              ticket: { select: { number: true } },
            },
          },
        },
      },
    },
  });
  return rows.map(({ id, openedAt, lastSeenAt, closedAt, closedByName, closeReason, keys, verifications }) => ({
    ...{ id, closedByName, closeReason, openedAt: openedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
    closedAt: closedAt?.toISOString() ?? null,
    common: [...new Set(keys.map(({ kind }) => kind))].sort(),
    verifications: verifications.map(({ verification: { ticket, settledAt, ...row } }) => ({
      ...row,
      ticketNumber: ticket.number,
      settledAt: settledAt?.toISOString() ?? null,
    })),
  }));
}

/** How many campaigns are open. */
export function countOpenCampaigns(tx: Tx, organizationId: string): Promise<number> {
  return tx.campaign.count({ where: { organizationId, closedAt: null } });
}

type Close = { organizationId: string; campaignId: string; reason: string; actor: Actor };

/**
 * A lead ends a campaign, with a reason: its address, browser or number raise no suspicion by it any more. Throws
 * NotFoundError for a foreign or missing one, ConflictError when it has ended.
 */
export async function closeCampaign(
  { db, now }: Pick<Deps, "db" | "now">,
  { organizationId, campaignId, reason, actor }: Close,
): Promise<void> {
  await inOrganization(db, organizationId, async (tx) => {
    const at = now();
    const { count } = await tx.campaign.updateMany({
      where: { id: campaignId, organizationId, closedAt: null },
      data: { closedAt: at, closedByName: "name" in actor ? actor.name : actor.kind, closeReason: reason },
    });
    if (count === 0 && (await tx.campaign.count({ where: { id: campaignId, organizationId } })) === 0) {
      throw new NotFoundError(`No campaign ${campaignId}`, { code: "verification.campaign_not_found" });
    }
    if (count === 0) throw new ConflictError("The campaign has ended", { code: "verification.campaign_over", context: { campaignId } });
    const subject = { kind: "campaign", id: campaignId };
    await recordAudit(tx, { organizationId, at, actor, action: "campaign.closed", subject, details: { why: reason } });
  });
}
