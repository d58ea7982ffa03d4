import type { Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { VerificationExportFilter, VerificationFilter } from "./schema.ts";
import { openStates } from "./states.ts";

/** What a filter asks for, of one organization. */
export async function toWhere(tx: Tx, organizationId: string, filter: VerificationExportFilter): Promise<Prisma.VerificationWhereInput> {
  const since = await startOfPeriod(tx, organizationId, filter.period);
  const has = (text: string) => ({ contains: text, mode: "insensitive" as const });
  const ticketNumber = filter.ticketNumber;
  return {
    organizationId,
    ...stateWhere(filter.state),
    ...(filter.connectionId && { connectionId: filter.connectionId }),
    ...(filter.method && { method: filter.method }),
    ...(filter.strength && { strength: filter.strength }),
    ...(filter.company && { companyName: filter.company }),
    ...(filter.ticketId && { ticketId: filter.ticketId }),
    ...((ticketNumber || filter.technician) && {
      ticket: { ...(ticketNumber && { number: ticketNumber }), ...(filter.technician && { technicianName: filter.technician }) },
    }),
    ...(since && { createdAt: { gte: since } }),
    ...(filter.search && {
      AND: {
        OR: [
          { requesterName: has(filter.search) },
          { companyName: has(filter.search) },
          { receipt: has(filter.search) },
          { ticket: { number: has(filter.search) } },
          { ticket: { title: has(filter.search) } },
        ],
      },
    }),
  };
}

function stateWhere(state: VerificationFilter["state"]): Prisma.VerificationWhereInput {
  if (state === undefined) return {};
  if (state === "open") return { state: { in: [...openStates] } };
  if (state !== "needs_person") return { state };
  // The same as the overview lists, so that its count and this list agree.
  const since = { gte: new Date(Date.now() - 86_400_000) };
  return {
    OR: [
      { state: { in: ["denied", "not_possible"] }, settledAt: since },
      { settledAt: null, challenges: { some: callWaits } },
      awaitingRelease,
      { writeBacks: { some: { state: "refused", createdAt: since } } },
    ],
  };
}

/** Days begin at midnight in the organization's time zone; PostgreSQL knows when that was, summer time included. */
async function startOfPeriod(tx: Tx, organizationId: string, period: VerificationFilter["period"]): Promise<Date | null> {
  const daysBack = { today: 0, "7d": 6, "30d": 29, all: null }[period];
  if (daysBack === null) return null;
  const rows = await tx.$queryRaw<{ start: Date }[]>`
    select (date_trunc('day', now() at time zone "timeZone") - make_interval(days => ${daysBack}::int)) at time zone "timeZone" as start
    from organizations where id = ${organizationId}::uuid`;
  return rows[0]?.start ?? null;
}

export type Direction = "older" | "newer";

/**
 * The rows on one side of another, in the order of lists: by time, then by id. The bound beside the choice lets PostgreSQL
 * begin there in the index, instead of walking past all rows before.
 */
export function beyond({ createdAt, id }: { createdAt: Date; id: string }, direction: Direction): Prisma.VerificationWhereInput {
  const past = direction === "older" ? ("lt" as const) : ("gt" as const);
  const bound = direction === "older" ? ("lte" as const) : ("gte" as const);
  return { createdAt: { [bound]: createdAt }, OR: [{ createdAt: { [past]: createdAt } }, { createdAt, id: { [past]: id } }] };
}

/** A call-back that is to be made. */
export const callWaits = { method: "call_back", state: "waiting" } satisfies Prisma.ChallengeWhereInput;

/** Proven, held by its signals, and waiting for a lead. */
export const awaitingRelease = {
  settledAt: null,
  awaitsReleaseAt: { not: null },
  releasedAt: null,
} satisfies Prisma.VerificationWhereInput;
