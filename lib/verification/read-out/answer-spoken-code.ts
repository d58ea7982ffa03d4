import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError, NotFoundError } from "../../platform/errors.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { parseCode } from "../parse-code.ts";
import { recordEvent } from "../record-event.ts";
import { type Caller, requireOther } from "../require-other.ts";
import { needsNumber } from "../settle.ts";
import { tryCode } from "../try-code.ts";
import { canBeSaid } from "./can-be-said.ts";
import type { SpokenCodeAnswer } from "./schema.ts";

type Said = { organizationId: string; verificationId: string; code: string; actor: Actor };

/**
 * Takes the code that the requester read out to the technician who is on the phone with them. Tries, limits, waits and ends are
 * those of the requester's page, counted together. It has no visit, so no signal is judged, and a hold stands. The number on
 * the technician's screen is not asked for: they heard the proof themself, which is written down with it. Throws
 * NotFoundError for a foreign or missing verification, ConflictError where nothing that can be read out is asked or nobody said
 * that a technician is on the phone, InputError for what is no code, AccessError for whoever is no person or is the contact.
 */
export async function answerSpokenCode(
  deps: Pick<Deps, "db" | "pool" | "now" | "secrets">,
  { organizationId, verificationId, code, actor }: Said,
): Promise<SpokenCodeAnswer> {
  const digits = parseCode(code);
  if (digits === null) throw new InputError("Not six digits", { code: "verification.no_code", field: "code" });
  const heard = await inOrganization(deps.db, organizationId, (tx) =>
    openHeard(tx, deps.secrets, { organizationId, verificationId, actor }),
  );
  if (heard === null) return { result: "gone" };
  const { verification, hearer } = heard;
  const note = async (tx: Tx, { method, isRight }: { method: string; isRight: boolean }) => {
    const at = deps.now();
    // Who hears the proof needs no number typed; on the page it stays asked.
    const details = { method, by: hearer.name, standsForNumber: needsNumber(verification) };
    // A wrong one has its own event, with what is left.
    if (isRight) await recordEvent(tx, { organizationId, verificationId, at, kind: "code_read_out", details });
    await recordAudit(tx, {
      ...{ organizationId, at, actor: hearer },
      action: "verification.code_read_out",
      subject: { kind: "verification", id: verificationId },
      details: { method, result: isRight ? "right" : "wrong" },
    });
  };
  const { result, ...left } = await tryCode(deps, { verification, digits, address: null, readOut: { to: hearer, note } });
  // The member acts on what they read here: it has not passed before the contact was looked at.
  return { ...left, result: result === "passed" ? "proven" : result };
}

/** What is asked now, for the member who hears the answer. Null once all is proven. */
async function openHeard(tx: Tx, secrets: Secrets, { organizationId, verificationId, actor }: Omit<Said, "code">) {
  const verification = await tx.verification.findFirst({
    where: { id: verificationId, organizationId },
    select: {
      ...{ id: true, organizationId: true, connectionId: true, requesterContactId: true, ticketId: true },
      ...{
        contactMac: true,
        companyId: true,
        settledAt: true,
        provenAt: true,
        awaitsReleaseAt: true,
        numberMac: true,
        numberMatchedAt: true,
      },
      challenges: { where: { state: { in: ["waiting", "sending", "sent"] } }, select: { method: true } },
    },
  });
  if (!verification) throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
  const { connectionId, requesterContactId: contactId, settledAt, provenAt, awaitsReleaseAt, challenges } = verification;
  if (settledAt !== null || provenAt !== null || awaitsReleaseAt !== null) return null;
  if (!challenges.some(({ method }) => canBeSaid(method))) {
    throw new ConflictError("Nothing is asked that is read out", { code: "verification.not_read_out", context: { verificationId } });
  }
  // Its message tells the person to read the code to nobody, and that has to stay true.
  if (verification.numberMac === null) {
    throw new ConflictError("No technician was named as present", { code: "verification.not_on_the_phone", context: { verificationId } });
  }
  const hearer: Caller = await requireOther(tx, secrets, { organizationId, connectionId, contactId, actor });
  return { verification, hearer };
}
