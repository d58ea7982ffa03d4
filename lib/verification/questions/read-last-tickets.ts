import { type OwnTicket, queryTicketsOfContact } from "../../autotask/tickets.ts";
import type { LiveConnection } from "../../connection/autotask-for.ts";
import { findTicketLabel, type MirrorAccess } from "../../directory/mirror.ts";
import { whoOpened } from "../../directory/who-opened.ts";
import { hours, later } from "../../platform/clock.ts";
import { tellingTickets } from "./find-facts.ts";

const pageSize = 500;
const longMs = hours(24) * 730;
const oftenMs = hours(24) * 31;
/** Past so many alerts in a row nobody is asked when they last called. */
const looksMax = 20;

type Asked = {
  contactId: number;
  /** The ticket that the verification is for. */
  except: number | null;
  now: Date;
};

/**
 * The tickets by which the person last asked for help, of the last two years: opened by nobody's tool, and not the one that
 * this is about. None where so many were opened that one page does not hold the latest.
 */
export async function readLastTickets(
  access: MirrorAccess & { connection: LiveConnection },
  { contactId, except, now }: Asked,
): Promise<{ createdAt: Date }[]> {
  const own = (await readPage(access, { contactId, now }))
    .flatMap(({ createdAt, ...ticket }) => (createdAt && createdAt < now && ticket.id !== except ? [{ ...ticket, createdAt }] : []))
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  const byPerson: typeof own = [];
  for (const ticket of own.slice(0, looksMax)) {
    if (await isByPerson(access, ticket)) byPerson.push(ticket);
    if (tellingTickets(byPerson, now).length === 2) break;
  }
  return tellingTickets(byPerson, now);
}

/** In ascending id, so that of a page that is not all the newest are missing: then only the last weeks are read. */
async function readPage({ autotask }: MirrorAccess, { contactId, now }: Omit<Asked, "except">): Promise<OwnTicket[]> {
  const since = (ms: number) => queryTicketsOfContact(autotask, { contactId, createdSince: later(now, -ms), createdBefore: now, pageSize });
  const all = await since(longMs);
  const told = all.complete ? all : await since(oftenMs);
  return told.complete ? told.items : [];
}

async function isByPerson(
  access: MirrorAccess & { connection: LiveConnection },
  { source, ...ticket }: Omit<OwnTicket, "createdAt">,
): Promise<boolean> {
  const { apiResourceId } = access.connection;
  return whoOpened({ ...ticket, apiResourceId, sourceLabel: await findTicketLabel(access, "source", source) }) === "person";
}
