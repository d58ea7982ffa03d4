import { hours, later } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/database.ts";
import type { Prisma } from "../../platform/db/generated/client.ts";
import { findLimits } from "./read-limits.ts";
import type { CountedLimit } from "./schema.ts";

export type Subject = {
  organizationId: string;
  contactMac: Uint8Array<ArrayBuffer> | null;
  companyId: bigint | null;
  ticketId: string;
};

/** A limit that was reached, and from when on it is not any more. */
export type Reached = { limit: CountedLimit; until: Date };

type Window = { limit: CountedLimit; ms: number; where: Prisma.VerificationWhereInput | null };

/** Widest last, so that what is told is what a technician can act on. */
function windowsOf(kind: "starts" | "messages", { contactMac, companyId, ticketId }: Subject): Window[] {
  const long = kind === "starts" ? hours(24) : hours(1);
  return [
    { limit: `${kind}PerTicket`, ms: long, where: { ticketId } },
    { limit: `${kind}PerContact`, ms: long, where: contactMac && { contactMac } },
    { limit: `${kind}PerCompany`, ms: hours(1), where: companyId === null ? null : { companyId } },
    { limit: `${kind}PerOrganization`, ms: hours(1), where: {} },
  ];
}

/**
 * Whether one verification more would be too many, and which limit says so. One that asked nobody (frozen, too many, or
 * passed by an earlier pass) does not count. The caller holds what makes two starts take turns.
 */
export async function findStartLimit(tx: Tx, { now, ...subject }: Subject & { now: Date }): Promise<Reached | null> {
  const limits = await findLimits(tx, subject.organizationId);
  for (const { limit, ms, where } of windowsOf("starts", subject)) {
    if (where === null) continue;
    const rows = await tx.verification.findMany({
      where: {
        ...{ organizationId: subject.organizationId, createdAt: { gt: later(now, -ms) }, reusedFromId: null, challenges: { some: {} } },
        ...where,
      },
      orderBy: { createdAt: "desc" },
      take: limits[limit],
      select: { createdAt: true },
    });
    const oldest = rows.at(-1);
    if (oldest && rows.length >= limits[limit]) return { limit, until: later(oldest.createdAt, ms) };
  }
  return null;
}

/** The same of mails and text messages; without `kinds`, every limit. */
export async function findMessageLimit(tx: Tx, { now, ...subject }: Subject & { now: Date }): Promise<Reached | null> {
  const limits = await findLimits(tx, subject.organizationId);
  for (const { limit, ms, where } of windowsOf("messages", subject)) {
    if (where === null) continue;
    const challenges = await tx.challenge.findMany({
      where: {
        organizationId: subject.organizationId,
        createdAt: { gt: later(now, -ms) },
        codeNumber: { gt: 0 },
        verification: { organizationId: subject.organizationId, ...where },
      },
      orderBy: { createdAt: "asc" },
      take: limits[limit],
      select: { createdAt: true, codeNumber: true },
    });
    const sent = challenges.reduce((sum, { codeNumber }) => sum + codeNumber, 0);
    const [oldest] = challenges;
    if (oldest && sent >= limits[limit]) return { limit, until: later(oldest.createdAt, ms) };
  }
  return null;
}

/** Messages of this ticket within the hour. */
export async function countTicketMessages(tx: Tx, { ticketId, now }: { ticketId: string; now: Date }): Promise<number> {
  const { _sum } = await tx.challenge.aggregate({
    where: { createdAt: { gt: later(now, -hours(1)) }, verification: { ticketId } },
    _sum: { codeNumber: true },
  });
  return _sum.codeNumber ?? 0;
}
