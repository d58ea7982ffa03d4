import { networkOf } from "../../organization/sign-in-throttle.ts";
import { hours, later } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Log } from "../../platform/log.ts";
import type { Network } from "../../platform/networks/network.ts";
import { digest } from "../../platform/secrets.ts";
import { findCampaignKey } from "../campaigns/find-campaign-key.ts";
import { type Browser, detectAutomation } from "./detect-automation.ts";
import { findSignals, type RiskFacts } from "./judge-risk.ts";
import { raiseRisk } from "./raise-risk.ts";
import { readPasses } from "./read-passes.ts";

/** How long we remember where answers came from. */
export const visitsKeptMs = hours(24) * 90;

/** Where an answer comes from. `device`: the value of our own cookie, new or known. */
export type Visit = Browser & { address: string | null; device: string };

/** `leave`: goes to where another service asks them, which answers for them later: judged as an answer, but nothing is typed. */
export type VisitKind = "answer" | "leave" | "denial";

type Taken = { token: string; visit: Visit; kind: VisitKind };
type VisitDeps = Pick<Deps, "db" | "now" | "secrets" | "networks"> & { log: Log };

/**
 * Writes down where an answer comes from and judges it, before the answer itself is looked at: from here on the verification
 * asks for more, or waits for a lead, where its signals say so. Adds nothing to what is proven and takes nothing from what is
 * asked. False, and nothing is kept, for a link that is unknown or over. A denial is kept and never judged: nobody is doubted for stopping.
 */
export async function takeVisit(deps: VisitDeps, { token, visit, kind }: Taken): Promise<boolean> {
  const { db, now, secrets } = deps;
  const tokenHash = digest(token);
  if ((await db.verification.count({ where: { tokenHash, settledAt: null } })) === 0) return false;
  // Before the row is locked: the first look-up of a process reads the lists.
  const network = visit.address === null ? null : await findNetwork(deps, visit.address);
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where "tokenHash" = ${tokenHash} for update`;
    const open = await readOpen(tx, tokenHash);
    const at = now();
    if (!open || open.settledAt || (open.expiresAt && open.expiresAt <= at)) return false;
    // All is proven, and nothing is asked any more: who comes after says nothing of who proved it.
    if (open.provenAt && kind !== "denial") return false;
    const { organizationId, id: verificationId } = open;
    const macOf = (what: string, value: string) => secrets.mac(`requester ${what}`, `${organizationId}.${value}`);
    const addressMac = network && visit.address !== null ? macOf("address", networkOf(visit.address)) : null;
    const deviceMac = macOf("device", visit.device);
    const { country = null, asn = null } = network ?? {};
    const stored = kind === "denial" ? kind : ("answer" as const);
    const data = { organizationId, verificationId, at, kind: stored, addressMac, deviceMac, country, asn, network: network?.kind ?? null };
    if (kind !== "denial") await judge(tx, { open, network, visit, addressMac, deviceMac, at, isTyped: kind === "answer" });
    await tx.requesterVisit.create({ data });
    await tx.requesterVisit.deleteMany({ where: { organizationId, at: { lt: later(at, -visitsKeptMs) } } });
    return true;
  });
}

/** A list that cannot be read doubts nobody, and an operator hears of it. */
async function findNetwork({ networks, log }: VisitDeps, address: string): Promise<Network | null> {
  try {
    return await networks.find(address);
  } catch (error) {
    log.error("verification.networks_unreadable", error);
    return null;
  }
}

type Open = NonNullable<Awaited<ReturnType<typeof readOpen>>>;

function readOpen(tx: Tx, tokenHash: Uint8Array<ArrayBuffer>) {
  return tx.verification.findUnique({
    where: { tokenHash },
    select: {
      ...{
        id: true,
        organizationId: true,
        connectionId: true,
        contactMac: true,
        settledAt: true,
        provenAt: true,
        expiresAt: true,
        sentAt: true,
      },
      ...{ openedAt: true, tries: true, signals: true, risk: true, strengthAsked: true, strengthRaisedFrom: true, heldAt: true },
      ticket: { select: { companyId: true } },
    },
  });
}

type Macs = { addressMac: Uint8Array<ArrayBuffer> | null; deviceMac: Uint8Array<ArrayBuffer> };
type Judged = Macs & { open: Open; network: Network | null; visit: Visit; at: Date; isTyped: boolean };

async function judge(tx: Tx, { open, at, ...seen }: Judged): Promise<void> {
  await raiseRisk(tx, { open, found: findSignals(await readFacts(tx, { open, at, ...seen })), at });
}

async function readFacts(tx: Tx, { open, network, visit, addressMac, deviceMac, at, isTyped }: Judged): Promise<RiskFacts> {
  const { organizationId, connectionId, contactMac, sentAt, openedAt, ticket } = open;
  const passes = contactMac === null ? [] : await readPasses(tx, { organizationId, contactMac });
  const devices = passes.flatMap((pass) => (pass.deviceMac === null ? [] : [Buffer.from(pass.deviceMac)]));
  const lastAtHome = passes.find((pass) => pass.network === "access" && pass.country !== null);
  return {
    network,
    companyCountry: ticket.companyId === null ? null : await findCompanyCountry(tx, { connectionId, companyId: ticket.companyId }),
    isDeviceNew: devices.length === 0 ? null : !devices.some((device) => device.equals(deviceMac)),
    lastPass: lastAtHome?.country ? { country: lastAtHome.country, at: lastAtHome.at } : null,
    // A button is pressed as fast as the page is touched.
    automation: detectAutomation(visit, isTyped && openedAt ? at.getTime() - openedAt.getTime() : null),
    openedAfterMs: sentAt && openedAt && openedAt.getTime() - sentAt.getTime(),
    misses: open.tries,
    campaign: await findCampaignKey(tx, { organizationId, verificationId: open.id, addressMac, deviceMac }),
    now: at,
  };
}

async function findCompanyCountry(
  tx: Tx,
  { connectionId, companyId }: { connectionId: string; companyId: bigint },
): Promise<string | null> {
  const key = { connectionId, autotaskId: companyId };
  const company = await tx.mirroredCompany.findUnique({ where: { connectionId_autotaskId: key }, select: { countryCode: true } });
  return company?.countryCode ?? null;
}
