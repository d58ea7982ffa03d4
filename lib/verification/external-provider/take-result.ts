import { announceToChannels } from "../../notification/alerts/announce-to-channels.ts";
import { inTransaction, isUniqueViolation, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError } from "../../platform/errors.ts";
import type { Log } from "../../platform/log.ts";
import { recordEvent } from "../record-event.ts";
import { applyResult, detailsOf, type Said } from "./apply-result.ts";
import { referenceHash } from "./check-tokens.ts";
import { contradicts } from "./contradicts.ts";
import { openSecrets } from "./provider-secrets.ts";
import { countResult, countSignedResult } from "./result-throttle.ts";
import { isSigned, type SignatureHeaders } from "./signature.ts";
import { checkResultSchema, type ResultAnswer } from "./wire-schema.ts";

export type ResultMessage = {
  providerId: string;
  headers: SignatureHeaders;
  /** The exact bytes: the provider signs them as it wrote them. */
  rawBody: Buffer;
  address?: string | null;
};

export type Taken =
  | { status: "taken"; answer: ResultAnswer }
  /** No such provider, or not its signature: nothing was read, and both look the same. */
  | { status: "unauthentic" }
  /** Signed, but switched off here. */
  | { status: "off" }
  /** Signed, but not a result as the contract has it. */
  | { status: "unreadable"; field: string }
  /** Signed, but about no check that this provider was asked for. */
  | { status: "unknown_reference" }
  /** The requester has to type the number on the technician's screen first: to be sent again. */
  | { status: "too_early" };

type TakeDeps = Pick<Deps, "db" | "pool" | "now" | "secrets"> & { log: Log };

/**
 * Takes what a provider says of a check. Counted by where it comes from, then proven over the exact bytes, then kept once by its webhook-id, then counted if it
 * answers the newest open check of a verification that is open, or takes a pass back that has not led to one yet. One that comes late, twice, or says something else than
 * before changes no outcome, and stands in the timeline; the opposite of what was is told to the alert channels. Throws LimitError
 * when too many came from there, or of this provider.
 */
export async function takeResult(deps: TakeDeps, { providerId, headers, rawBody, address = null }: ResultMessage): Promise<Taken> {
  const counted = await countResult(deps.pool, address);
  const provider = await deps.db.externalProvider.findUnique({ where: { id: providerId } });
  const body = parseText(rawBody);
  // A signature is computed for an unknown one too, so that time tells nothing about which exist.
  const secrets = provider ? openSecrets(deps.secrets, provider, deps.now()) : [nobodysSecret];
  if (body === null || !isSigned(secrets, headers, body) || !provider || headers.id === null) return { status: "unauthentic" };
  await counted.giveBack();
  await countSignedResult(deps.pool, providerId);
  if (provider.disabledAt !== null) return { status: "off" };
  const parsed = checkResultSchema.safeParse(parseJson(body));
  if (!parsed.success) return { status: "unreadable", field: parsed.error.issues[0]?.path.join(".") ?? "" };
  const said = parsed.data.data;
  const { organizationId } = provider;
  const check = await deps.db.externalCheck.findFirst({
    where: { referenceHash: referenceHash(said.reference), providerId, organizationId },
    select: { id: true, verificationId: true, challengeId: true },
  });
  if (!check) return { status: "unknown_reference" };
  const at = { organizationId, providerId, providerName: provider.name, ...check, now: deps.now() };
  try {
    const answer = await inTransaction(deps.db, (tx) => take(deps, tx, { ...at, messageId: headers.id ?? "", said }));
    deps.log.info("verification.external_result", { verificationId: check.verificationId, providerId, result: said.result, ...answer });
    return { status: "taken", answer };
  } catch (error) {
    // The same message twice at the same moment: the first one counts.
    if (isUniqueViolation(error)) return { status: "taken", answer: { counted: false, why: "repeated" } };
    if (error instanceof ConflictError && error.code === "verification.number_first") return { status: "too_early" };
    throw error;
  }
}

const nobodysSecret = `whsec_${Buffer.alloc(32, "no such provider").toString("base64")}`;

async function take(deps: TakeDeps, tx: Tx, said: Said): Promise<ResultAnswer> {
  const { organizationId, verificationId, providerId, messageId, now } = said;
  // Locked first: results, a denial and the end of time take turns.
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const known = await tx.externalMessage.count({ where: { providerId, messageId } });
  if (known > 0) return { counted: false, why: "repeated" };
  const stands = await readStands(tx, said);
  const why = whyNot(stands, said);
  const contradictsIt = contradicts(said.said.result, stands);
  if (why === null) await applyResult(deps, tx, said);
  else {
    const details = { ...detailsOf(said), why, contradicts: contradictsIt };
    await recordEvent(tx, { organizationId, verificationId, at: now, kind: "external_ignored", details });
  }
  if (contradictsIt) await announceToChannels(tx, { organizationId, kind: "contradiction", about: { verificationId }, now });
  await tx.externalMessage.create({ data: { organizationId, providerId, messageId, receivedAt: now } });
  return { counted: why === null, why };
}

/** How the check and its verification stand when a result comes. */
async function readStands(tx: Tx, { id, challengeId }: Said) {
  const { number, result, challenge } = await tx.externalCheck.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ number: true, result: true },
      challenge: { select: { state: true, verification: { select: { state: true, settledAt: true, expiresAt: true } } } },
    },
  });
  const newer = await tx.externalCheck.count({ where: { challengeId, number: { gt: number } } });
  const isAsked = challenge.state === "sending" || challenge.state === "sent";
  return { result, ...challenge.verification, isCurrent: isAsked && newer === 0 };
}

type Stands = Awaited<ReturnType<typeof readStands>>;

/** Why a result changes nothing; null when it counts. */
function whyNot({ result, settledAt, expiresAt, isCurrent }: Stands, { said, now }: Said): ResultAnswer["why"] {
  // Its word is taken back before anybody acted on it: what is in doubt is not passed.
  if (result === "passed" && said.result === "failed" && settledAt === null) return null;
  if (result !== null) return "answered_before";
  if (settledAt !== null || (expiresAt !== null && expiresAt <= now)) return "over";
  return isCurrent ? null : "replaced";
}

/** Null for bytes that are no UTF-8: they would be compared as something else than was signed. */
function parseText(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
