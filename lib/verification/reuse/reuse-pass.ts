import type { DestinationHistory } from "../../directory/destinations.ts";
import type { Requester } from "../../directory/find-requester.ts";
import { later, minutes } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/database.ts";
import { readStanding } from "../freeze-contact.ts";
import type { Circumstances } from "../guards/guard.ts";
import { sameChannel } from "../guards/same-channel.ts";
import { findLimits } from "../limits/read-limits.ts";
import { reusedPass } from "../methods/reused-pass.ts";
import { recordEvent } from "../record-event.ts";
import { needsNumber, settle } from "../settle.ts";
import { choosePass, type EarlierPass } from "./choose-pass.ts";

type Reuse = { verificationId: string; requester: Requester; circumstances: Circumstances; now: Date };

/**
 * Passes a request by an earlier pass of the same person, where the organization allows it and nothing happened since; see
 * `choosePass`. The pass is a row of its own, with the receipt it rests on. False: the person is to be asked.
 */
export async function reusePass(tx: Tx, { verificationId, requester, circumstances, now }: Reuse): Promise<boolean> {
  const verification = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      ...{ organizationId: true, connectionId: true, requesterContactId: true, requesterSource: true, contactMac: true },
      ...{ strengthAsked: true, numberMac: true, numberMatchedAt: true },
    },
  });
  const { organizationId, connectionId, requesterContactId, requesterSource, contactMac, strengthAsked } = verification;
  const { reuseMinutes } = await findLimits(tx, organizationId);
  if (contactMac === null || requesterContactId === null || reuseMinutes === 0) return false;
  const rows = await tx.verification.findMany({
    where: {
      // The same record with the same address: a contact whose mailbox is another by now is looked at anew.
      ...{ organizationId, connectionId, requesterContactId, contactMac, state: "passed" },
      settledAt: { gt: later(now, -minutes(reuseMinutes)) },
      // A code that was said on the phone may have been coaxed out of somebody: it answers for the one request that they were told of.
      challenges: { none: { state: "passed", readOutTo: { not: null } } },
    },
    select: {
      id: true,
      receipt: true,
      strength: true,
      settledAt: true,
      provenAt: true,
      reusedFromId: true,
      requesterSource: true,
      heldAt: true,
    },
  });
  if (rows.length === 0) return false;
  const inCampaigns = await listInCampaigns(tx, { organizationId, ids: rows.map(({ id }) => id) });
  const passes: EarlierPass[] = rows.map(({ heldAt, ...pass }) => ({
    ...pass,
    ...{ wasHeld: heldAt !== null, isInCampaign: inCampaigns.has(pass.id) },
  }));
  const holder = { organizationId, connectionId, contactId: requesterContactId };
  const chosen = choosePass(passes, {
    ...{ asked: strengthAsked, now, minutes: reuseMinutes, requesterSource },
    needsNumber: needsNumber(verification),
    standing: (await readStanding(tx, { organizationId, contactMac, now })).state,
    isActive: requester.isActive,
    modifiedAt: requester.modifiedAt,
    isSameChannel: isSameChannel(requester, circumstances),
    destinationsSince: [...circumstances.history.values()].map(({ since }: DestinationHistory) => since),
    lastTroubleAt: await findLastTrouble(tx, { ...holder, contactMac }),
  });
  if (chosen === null) return false;
  const { pass, strength } = chosen;
  await tx.challenge.create({
    data: {
      ...{ organizationId, verificationId, method: reusedPass.id, state: "passed", strength, channel: reusedPass.channel },
      // What it rests on, and when that was.
      ...{ destinationMasked: pass.receipt, createdAt: now, sentAt: pass.settledAt, settledAt: now },
    },
  });
  const data = { method: reusedPass.id, reusedFromId: pass.id, reusedReceipt: pass.receipt };
  await tx.verification.update({ where: { id: verificationId }, data });
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "pass_reused", details: { receipt: pass.receipt } });
  await settle(tx, { verificationId, outcome: "passed", proof: { method: reusedPass.id, strength }, actor: { kind: "system" }, now });
  return true;
}

function isSameChannel({ email }: Requester, circumstances: Circumstances): boolean {
  if (email === null) return false;
  return sameChannel({ method: { channel: "email" }, destination: { address: email, masked: "" }, circumstances }) !== null;
}

type Who = { organizationId: string; connectionId: string; contactId: bigint; contactMac: Uint8Array<ArrayBuffer> };

async function findLastTrouble(tx: Tx, { contactMac, ...holder }: Who): Promise<Date | null> {
  const { organizationId } = holder;
  const [ended, held, frozen, changed] = [
    await tx.verification.aggregate({
      where: { organizationId, contactMac, state: { in: ["denied", "failed"] } },
      _max: { settledAt: true },
    }),
    await tx.verification.aggregate({ where: { organizationId, contactMac }, _max: { heldAt: true } }),
    await tx.contactFreeze.aggregate({ where: { organizationId, contactMac }, _max: { frozenAt: true } }),
    await tx.authenticator.aggregate({ where: holder, _max: { enrolledAt: true, revokedAt: true } }),
  ];
  const moments = [ended._max.settledAt, held._max.heldAt, frozen._max.frozenAt, changed._max.enrolledAt, changed._max.revokedAt];
  const times = moments.flatMap((at) => at?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** Which of these passes an open campaign knows, or one that ended after them: by the person, or by what they answered from or were reached by. */
async function listInCampaigns(tx: Tx, { organizationId, ids }: { organizationId: string; ids: string[] }): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select p.id from verifications p
    where p.id = any (${ids}::uuid[]) and p."organizationId" = ${organizationId}::uuid and exists (
      select from campaigns c
      where c."organizationId" = p."organizationId" and (c."closedAt" is null or c."closedAt" > coalesce(p."provenAt", p."settledAt")) and (
        exists (select from campaign_verifications known join verifications v on v.id = known."verificationId"
          where known."campaignId" = c.id and v."contactMac" = p."contactMac")
        or exists (select from campaign_keys k join requester_visits r on r."verificationId" = p.id
          where k."campaignId" = c.id and ((k.kind = 'address' and k.mac = r."addressMac") or (k.kind = 'device' and k.mac = r."deviceMac")))
        or exists (select from campaign_keys k join challenges asked on asked."verificationId" = p.id
          where k."campaignId" = c.id and k.kind = 'number' and k.mac = asked."destinationMac")))`;
  return new Set(rows.map(({ id }) => id));
}
