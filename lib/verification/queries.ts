import { openTicketUrl } from "../autotask/links.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import { readStanding } from "./freeze-contact.ts";
import { howItHelps } from "./how-it-helps.ts";
import { getMethod, methods } from "./methods/registry.ts";
import type { VerificationDetail, VerificationFilter, VerificationList, VerificationSummary, ViewCounts } from "./schema.ts";
import { reportRisk } from "./signals/report-risk.ts";
import { openStates, verificationStates } from "./states.ts";
import type { Strength } from "./strength.ts";

const summary = {
  id: true,
  state: true,
  reason: true,
  receipt: true,
  requesterName: true,
  companyName: true,
  method: true,
  strength: true,
  strengthAsked: true,
  createdAt: true,
  settledAt: true,
  ticket: { select: { id: true, number: true, title: true, technicianName: true } },
  connection: { select: { id: true, name: true } },
} satisfies Prisma.VerificationSelect;

type SummaryRow = Prisma.VerificationGetPayload<{ select: typeof summary }>;

function toSummary({ ticket, createdAt, settledAt, ...row }: SummaryRow): VerificationSummary {
  const { technicianName, ...shown } = ticket;
  return { ...row, ticket: shown, technicianName, createdAt: createdAt.toISOString(), settledAt: settledAt?.toISOString() ?? null };
}

/** The organization's verifications, newest first, by page. Throws InputError for a cursor that is not ours. */
export async function listVerifications(tx: Tx, organizationId: string, filter: VerificationFilter): Promise<VerificationList> {
  const where = await toWhere(tx, organizationId, filter);
  const total = await tx.verification.count({ where });
  const page = await readPage(tx, where, filter);
  const [first] = page.rows;
  const last = page.rows.at(-1);
  const newer = first && page.hasNewer ? await tx.verification.count({ where: { AND: [where, beyond(first, "newer")] } }) : 0;
  return {
    items: page.rows.map(toSummary),
    total,
    from: first ? newer + 1 : 0,
    previousCursor: first && newer > 0 ? toCursor(first, "newer") : null,
    nextCursor: last && page.hasOlder ? toCursor(last, "older") : null,
  };
}

type Page = { rows: SummaryRow[]; hasNewer: boolean; hasOlder: boolean };

/** The rows beyond the cursor. A page that would reach past the newest row is the first page, so it is never a short one. */
async function readPage(tx: Tx, where: Prisma.VerificationWhereInput, { cursor: text, limit }: VerificationFilter): Promise<Page> {
  const cursor = text ? parseCursor(text) : null;
  const isBack = cursor?.direction === "newer";
  const order = isBack ? "asc" : "desc";
  const rows = await tx.verification.findMany({
    where: cursor ? { AND: [where, beyond(cursor, cursor.direction)] } : where,
    select: summary,
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
  });
  const hasMore = rows.length > limit;
  if (isBack && !hasMore) return readPage(tx, where, { cursor: undefined, limit, period: "all" });
  const shown = rows.slice(0, limit);
  return isBack ? { rows: shown.reverse(), hasNewer: true, hasOlder: true } : { rows: shown, hasNewer: cursor !== null, hasOlder: hasMore };
}

function beyond({ createdAt, id }: { createdAt: Date; id: string }, direction: Direction): Prisma.VerificationWhereInput {
  const past = direction === "older" ? ("lt" as const) : ("gt" as const);
  return { OR: [{ createdAt: { [past]: createdAt } }, { createdAt, id: { [past]: id } }] };
}

async function toWhere(tx: Tx, organizationId: string, filter: VerificationFilter): Promise<Prisma.VerificationWhereInput> {
  const since = await startOfPeriod(tx, organizationId, filter.period);
  const has = (text: string) => ({ contains: text, mode: "insensitive" as const });
  const ticketNumber = filter.ticketNumber;
  return {
    organizationId,
    ...stateWhere(filter.state),
    ...(filter.connectionId && { connectionId: filter.connectionId }),
    ...(filter.ticketId && { ticketId: filter.ticketId }),
    ...(ticketNumber && { ticket: { number: ticketNumber } }),
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

/** Proven, held by its signals, and waiting for a lead. */
export const awaitingRelease = { settledAt: null, awaitsReleaseAt: { not: null } } satisfies Prisma.VerificationWhereInput;

function stateWhere(state: VerificationFilter["state"]): Prisma.VerificationWhereInput {
  if (state === undefined) return {};
  if (state === "open") return { state: { in: [...openStates] } };
  if (state !== "needs_person") return { state };
  // The same as the overview lists, so that its count and this list agree.
  const since = { gte: new Date(Date.now() - 86_400_000) };
  return {
    OR: [
      { state: { in: ["denied", "not_possible"] }, settledAt: since },
      awaitingRelease,
      { writeBacks: { some: { state: "refused", createdAt: since } } },
    ],
  };
}

/** How many stand in each of the list's own views, whatever else is filtered. */
export async function countViews(tx: Tx, organizationId: string): Promise<ViewCounts> {
  return {
    today: await countWhere(tx, organizationId, { period: "today" }),
    needsPerson: await countNeedingPerson(tx, organizationId),
    denied: await countWhere(tx, organizationId, { state: "denied" }),
    all: await countWhere(tx, organizationId, {}),
  };
}

/** How many verifications a person should look at, of the last 24 hours. */
export function countNeedingPerson(tx: Tx, organizationId: string): Promise<number> {
  return countWhere(tx, organizationId, { state: "needs_person" });
}

async function countWhere(tx: Tx, organizationId: string, filter: Partial<VerificationFilter>): Promise<number> {
  return tx.verification.count({ where: await toWhere(tx, organizationId, { period: "all", limit: 1, ...filter }) });
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

/** How many verifications there are in each state, for the same filter without its state. */
export async function countByState(tx: Tx, organizationId: string, filter: VerificationFilter): Promise<Record<string, number>> {
  const where = await toWhere(tx, organizationId, { ...filter, state: undefined });
  const groups = await tx.verification.groupBy({ by: ["state"], where, _count: true });
  return Object.fromEntries(verificationStates.map((state) => [state, groups.find((group) => group.state === state)?._count ?? 0]));
}

/** One verification with its evidence. Throws NotFoundError for a foreign or missing one. */
export async function getVerification(tx: Tx, organizationId: string, id: string): Promise<VerificationDetail> {
  const row = await tx.verification.findFirst({
    where: { id, organizationId },
    select: {
      ...summary,
      connectionId: true,
      requesterContactId: true,
      requesterSource: true,
      contactMac: true,
      startedByName: true,
      ...{ startedById: true, decidedByName: true, decisionReason: true },
      ...{ risk: true, signals: true, strengthRaisedFrom: true, heldAt: true, awaitsReleaseAt: true, releasedAt: true },
      sentAt: true,
      openedAt: true,
      expiresAt: true,
      connection: { select: { id: true, name: true, webUrl: true } },
      ticket: { include: { decisions: { orderBy: { at: "desc" }, take: 1 } } },
      challenges: { orderBy: { createdAt: "asc" } },
      events: { orderBy: [{ at: "asc" }, { id: "asc" }] },
    },
  });
  if (!row) throw new NotFoundError(`No verification ${id}`, { code: "verification.not_found" });
  const { ticket, connection, challenges, events } = row;
  const decision = ticket.decisions[0];
  return {
    ...toSummary(row),
    connection: { id: connection.id, name: connection.name },
    ticket: { id: ticket.id, number: ticket.number, title: ticket.title },
    contact: await readStanding(tx, { organizationId, contactMac: row.contactMac, now: new Date() }),
    // Written by `addRequester` alone, from the two values it takes.
    requesterSource: row.requesterSource as VerificationDetail["requesterSource"],
    startedByName: row.startedByName,
    startedById: row.startedById,
    override: toOverride(row),
    risk: reportRisk(row),
    strengthBasis: row.method ? getMethod(row.method).basis : null,
    sentAt: iso(row.sentAt),
    openedAt: iso(row.openedAt),
    expiresAt: iso(row.expiresAt),
    autotaskTicketId: ticket.autotaskId.toString(),
    autotaskUrl: connection.webUrl ? openTicketUrl(connection.webUrl, Number(ticket.autotaskId)) : null,
    decision: decision ? { rule: decision.rule, reason: decision.reason, at: decision.at.toISOString() } : null,
    ticketFacts: { source: ticket.sourceLabel, status: ticket.statusLabel },
    methods: toOffers(row),
    challenges: challenges
      .filter(wasPut)
      .map(({ id: challengeId, method, state, destinationMasked, codeNumber, tries, sentAt, codeExpiresAt }) => ({
        id: challengeId,
        method,
        // Only those that were put are here.
        state: state as VerificationDetail["challenges"][number]["state"],
        destinationMasked,
        codesSent: codeNumber,
        tries,
        sentAt: iso(sentAt),
        codeExpiresAt: iso(codeExpiresAt),
      })),
    authenticators: await listAuthenticators(tx, organizationId, row),
    // Written by `recordEvent` alone, whose details are scalars.
    timeline: events.map(({ id: eventId, at, kind, details }) => ({
      id: eventId,
      at: at.toISOString(),
      kind,
      details: details as Record<string, string>,
    })),
  };
}

/** Both are written by `settle` alone, with the outcome. */
function toOverride({ decidedByName, decisionReason }: { decidedByName: string | null; decisionReason: string | null }) {
  return decidedByName === null || decisionReason === null ? null : { byName: decidedByName, reason: decisionReason };
}

async function listAuthenticators(
  tx: Tx,
  organizationId: string,
  { connectionId, requesterContactId: contactId }: { connectionId: string; requesterContactId: bigint | null },
): Promise<VerificationDetail["authenticators"]> {
  if (contactId === null) return [];
  const rows = await tx.authenticator.findMany({
    where: { organizationId, connectionId, contactId },
    orderBy: { enrolledAt: "desc" },
    select: { id: true, kind: true, label: true, enrolledAt: true, lastUsedAt: true, revokedAt: true, revokedByName: true },
  });
  return rows.map(({ enrolledAt, lastUsedAt, revokedAt, ...row }) => ({
    ...row,
    ...{ enrolledAt: enrolledAt.toISOString(), lastUsedAt: iso(lastUsedAt), revokedAt: iso(revokedAt) },
  }));
}

type ChallengeRow = Prisma.ChallengeGetPayload<Record<string, never>>;

/** Put to the person, now or before; not one that was only offered. */
function wasPut({ state, sentAt }: ChallengeRow): boolean {
  return state !== "offered" && state !== "unusable" && !(state === "closed" && sentAt === null);
}

/** Each method with what a pass by it would do, given what was passed and what else is offered. */
function toOffers({ challenges, strengthAsked }: { challenges: ChallengeRow[]; strengthAsked: Strength }): VerificationDetail["methods"] {
  const rows = methods.flatMap((method) => challenges.filter((each) => each.method === method.id).map((row) => ({ row, method })));
  // What was proven, which can be less than the method is worth.
  const evidence = rows.flatMap(({ row, method }) =>
    row.state === "passed" ? [{ strength: row.strength ?? method.strength, channel: method.channel }] : [],
  );
  const possible = rows.filter(({ row }) => row.settledAt === null);
  return rows.map(({ row, method: { id, channel, strength, restricted, basis } }) => ({
    ...{ id: row.id, method: id, use: useOf(row), reason: row.reason, destinationMasked: row.destinationMasked },
    ...{ strength: row.strength ?? strength, restricted, basis },
    helps: howItHelps(
      { strength, channel },
      { asked: strengthAsked, evidence, others: possible.filter((each) => each.row.id !== row.id).map(({ method }) => method) },
    ),
  }));
}

function useOf({ state }: ChallengeRow): VerificationDetail["methods"][number]["use"] {
  if (state === "unusable" || state === "offered" || state === "passed") return state;
  return state === "closed" || state === "failed" ? "ended" : "open";
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

type Direction = "older" | "newer";

function toCursor({ createdAt, id }: { createdAt: Date; id: string }, direction: Direction): string {
  return Buffer.from(`${createdAt.toISOString()}|${id}|${direction}`).toString("base64url");
}

function parseCursor(cursor: string): { createdAt: Date; id: string; direction: Direction } {
  const [time = "", id = "", direction] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  const createdAt = new Date(time);
  const isKnown = direction === "older" || direction === "newer";
  if (!isKnown || Number.isNaN(createdAt.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new InputError("The cursor is not one of ours", { code: "verification.bad_cursor", field: "cursor" });
  }
  return { createdAt, id, direction };
}
