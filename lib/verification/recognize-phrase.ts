import { recordAudit } from "../audit/record-audit.ts";
import { planLateNote, tellTechnician } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { announceToChannels } from "../notification/alerts/announce-to-channels.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { isEqualConstantTime, type Secrets } from "../platform/secrets.ts";
import { type Asking, type AskingOrganization, askingSelect, readAsking } from "./asking.ts";
import { recordEvent } from "./record-event.ts";
import { phraseMac } from "./spoken.ts";

/** Who called, as the public page names them. */
export type Caller = { organization: AskingOrganization; technicianName: string | null; ticketNumber: string };

/**
 * The open verification to which a spoken phrase belongs, as a proof for a cookie; null for any other words, and once it
 * has its outcome. There are 10^14 phrases, so whoever types one was told it.
 */
export async function recognizePhrase({ db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">, phrase: string): Promise<string | null> {
  const verification = await db.verification.findUnique({
    where: { phraseMac: phraseMac(secrets, phrase.slice(0, 200)) },
    select: { id: true, organizationId: true, settledAt: true, expiresAt: true },
  });
  if (!verification) return null;
  if (verification.settledAt || (verification.expiresAt && verification.expiresAt <= now())) {
    await recordLatePhrase({ db, now }, verification);
    return null;
  }
  return proofOf(secrets, verification.id);
}

/**
 * The words of a question that is over were said to somebody: the call goes on, or whoever heard them uses them now. Told
 * once to the technician, to the alert channels and on the ticket; the page says no to whoever typed them, as to all other words.
 */
async function recordLatePhrase({ db, now }: Pick<Deps, "db" | "now">, { id: verificationId, organizationId }: Late): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    if ((await tx.verificationEvent.count({ where: { verificationId, kind: "late_phrase" } })) > 0) return;
    const at = now();
    await recordEvent(tx, { organizationId, verificationId, at, kind: "late_phrase" });
    await enqueue(tx, planLateNote, { verificationId });
    await enqueue(tx, tellTechnician, { verificationId, because: "late_phrase" });
    await announceToChannels(tx, { organizationId, kind: "late_phrase", about: { verificationId }, now: at });
    const subject = { kind: "verification", id: verificationId };
    await recordAudit(tx, { organizationId, at, actor: { kind: "system" }, action: "verification.late_phrase", subject });
  });
}

type Late = { id: string; organizationId: string };

type FindDeps = Pick<Deps, "db" | "secrets" | "now">;

/** Who called, for the browser that typed the phrase, for as long as the question is open. Null for what we did not sign. */
export async function findCaller(deps: FindDeps, proof: string): Promise<Caller | null> {
  const verification = await findRecognized(deps, proof);
  if (!verification) return null;
  const { ticket, startedByName } = verification;
  const technicianName = startedByName ?? ticket.technicianName;
  return { organization: await readAsking(deps.db, verification), technicianName, ticketNumber: ticket.number };
}

/** The same browser's right to the pictures and the language of the page that names the caller. */
export function findShownToCallee(deps: FindDeps, proof: string): Promise<Asking | null> {
  return findRecognized(deps, proof);
}

async function findRecognized({ db, secrets, now }: FindDeps, proof: string) {
  const id = proof.slice(0, 36);
  if (!isEqualConstantTime(Buffer.from(proofOf(secrets, id)), Buffer.from(proof))) return null;
  const verification = await db.verification.findUnique({
    where: { id },
    select: {
      ...askingSelect,
      ...{ settledAt: true, expiresAt: true, startedByName: true },
      ticket: { select: { number: true, technicianName: true } },
    },
  });
  return !verification || verification.settledAt || (verification.expiresAt && verification.expiresAt <= now()) ? null : verification;
}

function proofOf(secrets: Secrets, verificationId: string): string {
  return `${verificationId}.${Buffer.from(secrets.mac("public page: the phrase was typed", verificationId)).toString("base64url")}`;
}
