import { openTicketUrl } from "../autotask/links.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import { beyond, type Direction, toWhere } from "./filter-where.ts";
import { readStanding } from "./freeze-contact.ts";
import { howItHelps } from "./how-it-helps.ts";
import { triesMax } from "./limits.ts";
import type { Basis } from "./methods/method.ts";
import { methods } from "./methods/registry.ts";
import type { VerificationDetail, VerificationFilter, VerificationList, VerificationSummary, ViewCounts } from "./schema.ts";
import { reportRisk } from "./signals/report-risk.ts";
import { verificationStates } from "./states.ts";
import type { Strength } from "./strength.ts";
import { basisOf, basisOfStrength } from "./strength-basis.ts";
import { worthOf } from "./worth-of.ts";

/** What lists show. */
export const summary = {
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
  // What the strength rests on.
  challenges: { where: { state: "passed" }, select: { method: true, strength: true } },
} satisfies Prisma.VerificationSelect;

type SummaryRow = Prisma.VerificationGetPayload<{ select: typeof summary }>;

export function toSummary({ ticket, createdAt, settledAt, challenges, ...row }: SummaryRow): VerificationSummary {
  const { technicianName, ...shown } = ticket;
  const strengthClause = basisOfStrength(row.strength, challenges)?.clause ?? null;
  return {
    ...row,
    strengthClause,
    ticket: shown,
    technicianName,
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
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
      questions: { select: { outcome: true, reason: true, counted: true, wrong: true } },
      requesterSource: true,
      contactMac: true,
      startedByName: true,
      ...{ startedById: true, decidedByName: true, decisionReason: true },
      ...{ risk: true, signals: true, strengthRaisedFrom: true, heldAt: true, awaitsReleaseAt: true, releasedAt: true },
      ...{ provenAt: true, contactReadAt: true },
      sentAt: true,
      openedAt: true,
      expiresAt: true,
      ...{ tries: true, nextTryAt: true, reusedFromId: true, reusedReceipt: true },
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
    ...toSummary({ ...row, challenges: passedOf(challenges) }),
    connection: { id: connection.id, name: connection.name },
    ticket: { id: ticket.id, number: ticket.number, title: ticket.title },
    contact: await readStanding(tx, { organizationId, contactMac: row.contactMac, now: new Date() }),
    // Written by `addRequester` alone, from the values it takes.
    requesterSource: row.requesterSource as VerificationDetail["requesterSource"],
    startedByName: row.startedByName,
    startedById: row.startedById,
    override: toOverride(row),
    risk: reportRisk(row),
    reusedFrom: row.reusedFromId !== null && row.reusedReceipt !== null ? { id: row.reusedFromId, receipt: row.reusedReceipt } : null,
    strengthBasis: basisText(basisOfStrength(row.strength, passedOf(challenges))),
    looksAtContactSince: row.settledAt === null ? iso(row.provenAt) : null,
    contactReadAt: iso(row.contactReadAt),
    sentAt: iso(row.sentAt),
    openedAt: iso(row.openedAt),
    expiresAt: iso(row.expiresAt),
    autotaskTicketId: ticket.autotaskId?.toString() ?? null,
    opensTicket: ticket.openInAutotask,
    autotaskUrl: connection.webUrl && ticket.autotaskId !== null ? openTicketUrl(connection.webUrl, Number(ticket.autotaskId)) : null,
    decision: decision ? { rule: decision.rule, reason: decision.reason, at: decision.at.toISOString() } : null,
    ticketFacts: { source: ticket.sourceLabel, status: ticket.statusLabel },
    methods: toOffers(row),
    challenges: challenges
      .filter(wasPut)
      .map(({ id: challengeId, method, state, destinationMasked, codeNumber, tries, sentAt, codeExpiresAt, readOutTo }) => ({
        id: challengeId,
        method,
        // Only those that were put are here.
        state: state as VerificationDetail["challenges"][number]["state"],
        destinationMasked,
        codesSent: codeNumber,
        tries,
        sentAt: iso(sentAt),
        codeExpiresAt: iso(codeExpiresAt),
        readOutTo,
      })),
    authenticators: await listAuthenticators(tx, organizationId, row),
    triesLeft: Math.max(0, triesMax - row.tries),
    nextTryAt: row.settledAt === null ? iso(row.nextTryAt) : null,
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

const passedOf = (challenges: ChallengeRow[]) => challenges.filter(({ state }) => state === "passed");

function basisText(basis: Basis | null): string | null {
  return basis && `${basis.clause}: ${basis.because}`;
}

/** Put to the person, now or before; not one that was only offered. */
function wasPut({ state, sentAt }: ChallengeRow): boolean {
  return state !== "offered" && state !== "unusable" && !(state === "closed" && sentAt === null);
}

/** Each method with what a pass by it would do, given what was passed and what else is offered. */
function toOffers({ challenges, strengthAsked }: { challenges: ChallengeRow[]; strengthAsked: Strength }): VerificationDetail["methods"] {
  const rows = methods.flatMap((method) => challenges.filter((each) => each.method === method.id).map((row) => ({ row, method })));
  // What was proven, which can be less than the method is worth.
  const evidence = rows.flatMap(({ row }) =>
    row.state === "passed" ? [{ ...worthOf(row), ...(row.strength && { strength: row.strength }) }] : [],
  );
  const possible = rows.filter(({ row }) => row.settledAt === null);
  return rows.map(({ row, method: { id, restricted } }) => ({
    ...{ id: row.id, method: id, use: useOf(row), reason: row.reason, destinationMasked: row.destinationMasked },
    ...{ strength: row.strength ?? worthOf(row).strength, restricted },
    basis: basisText(basisOf({ ...row, strength: row.strength ?? row.worth })) ?? "",
    helps: howItHelps(worthOf(row), {
      ...{ asked: strengthAsked, evidence },
      others: possible.filter((each) => each.row.id !== row.id).map((each) => worthOf(each.row)),
    }),
  }));
}

function useOf({ state }: ChallengeRow): VerificationDetail["methods"][number]["use"] {
  if (state === "unusable" || state === "offered" || state === "passed") return state;
  return state === "closed" || state === "failed" ? "ended" : "open";
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

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
