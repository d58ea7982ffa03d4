import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { FetchFailure } from "../../platform/guarded-fetch.ts";
import { askingSelect, readAsking } from "../asking.ts";
import { askProvider } from "./ask-provider.ts";
import { referenceHash, referenceOf, returnKeyOf } from "./check-tokens.ts";
import { callbackUrlOf, parsePageUrl } from "./provider-address.ts";
import { openSecrets } from "./provider-secrets.ts";
import { type CheckRequest, checkAnswerSchema } from "./wire-schema.ts";

type OpenDeps = Pick<Deps, "db" | "secrets" | "now" | "appUrl" | "appEnv">;
/** `number`: which asking of the challenge; one that is made again after a crash keeps its number. `email`: the contact's on record. */
type Asked = { challengeId: string; number: number; email: string };

/** Calls for one check, with growing waits between them: about a minute, then another way is tried. */
const callsMax = 5;

/**
 * Asks the provider for a check and keeps where the requester goes, sealed. May run twice: one that was made is not asked for
 * again, and a call that is made again is the same message. Throws UpstreamError to be run again, and for good
 * (`verification.external_away`, `verification.external_refused`) when the provider stays away, refuses, or names a place
 * that nobody may be sent to.
 */
export async function openCheck(deps: OpenDeps, { challengeId, number, email }: Asked): Promise<void> {
  const { provider, verification, organizationId, verificationId } = await read(deps, challengeId);
  if (!provider) throw forGood("verification.external_away");
  const { id: providerId } = provider;
  const check = await keepCheck(deps, { organizationId, verificationId, challengeId, providerId, number });
  if (check.urlSealed !== null || check.result !== null) return;
  const { calls } = await deps.db.externalCheck.update({
    where: { id: check.id },
    data: { calls: { increment: 1 } },
    select: { calls: true },
  });
  if (calls > callsMax) throw forGood("verification.external_away");
  const at = deps.now();
  const body: CheckRequest = {
    type: "verification.requested",
    timestamp: check.createdAt.toISOString(),
    data: {
      verificationId,
      reference: referenceOf(deps.secrets, check.id),
      organizationName: verification.organization.name,
      requester: { name: provider.sendsName ? verification.requesterName : null, email: provider.sendsEmail ? email : null },
      language: (await readAsking(deps.db, verification)).language,
      returnUrl: returnUrlOf(deps, { providerId, checkId: check.id }),
      callbackUrl: callbackUrlOf(deps, providerId),
      expiresAt: (verification.expiresAt ?? at).toISOString(),
    },
  };
  const message = { createUrl: provider.createUrl, secrets: openSecrets(deps.secrets, provider, at), id: `check_${check.id}`, at, body };
  const url = await askForUrl(deps, message, provider);
  const urlSealed = deps.secrets.seal(url, checkUrlPlace(check.id));
  await deps.db.externalCheck.updateMany({ where: { id: check.id, result: null }, data: { urlSealed } });
}

/** Where the address of a check is sealed. */
export const checkUrlPlace = (rowId: string) => ({ table: "external_checks", column: "urlSealed", rowId });

/** Where the provider sends the browser back to. The requester's own link is not in it: a provider must not hold that. */
function returnUrlOf({ appUrl, secrets }: OpenDeps, { providerId, checkId }: { providerId: string; checkId: string }): string {
  const url = new URL(`/api/providers/${providerId}/return`, appUrl);
  url.searchParams.set("check", checkId);
  url.searchParams.set("key", returnKeyOf(secrets, checkId));
  return url.href;
}

async function read({ db }: OpenDeps, challengeId: string) {
  const { externalProviderId, verification, ...challenge } = await db.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: {
      ...{ externalProviderId: true, organizationId: true, verificationId: true },
      verification: { select: { ...askingSelect, requesterName: true, expiresAt: true } },
    },
  });
  const { organizationId } = challenge;
  const provider =
    externalProviderId && (await db.externalProvider.findFirst({ where: { id: externalProviderId, organizationId, disabledAt: null } }));
  return { ...challenge, verification, provider };
}

type Kept = { organizationId: string; verificationId: string; challengeId: string; providerId: string; number: number };

/** The row is there before the call: a result can come before the answer does. */
async function keepCheck({ db, secrets, now }: OpenDeps, { challengeId, number, ...place }: Kept) {
  const id = crypto.randomUUID();
  return db.externalCheck.upsert({
    where: { challengeId_number: { challengeId, number } },
    update: {},
    create: { id, challengeId, number, ...place, referenceHash: referenceHash(referenceOf(secrets, id)), createdAt: now() },
  });
}

type Provider = { createUrl: string; pageHosts: readonly string[] };

async function askForUrl(deps: OpenDeps, message: Parameters<typeof askProvider>[1], provider: Provider): Promise<string> {
  const { status, bodyText } = await askProvider(deps, message).catch((error: unknown) => {
    if (!(error instanceof FetchFailure)) throw error;
    // An address inside, a redirect, or an answer without end: asking once more changes nothing.
    if (["refused_address", "redirected", "too_large"].includes(error.kind)) throw forGood("verification.external_refused", error);
    throw error;
  });
  if (status >= 500 || status === 429 || status === 408) throw notNow(status);
  if (status < 200 || status >= 300) throw forGood("verification.external_refused");
  const answer = parseAnswer(bodyText);
  // A page in between, of a proxy say: the next call may reach the provider.
  if (answer === null) throw notNow(status);
  const url = parsePageUrl(answer.url, provider, deps.appEnv);
  if (url === null) throw forGood("verification.external_refused");
  return url;
}

function parseAnswer(text: string): { url: string } | null {
  try {
    return checkAnswerSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function notNow(status: number): UpstreamError {
  return new UpstreamError("The external provider did not answer with an address", {
    code: "verification.external_not_now",
    context: { status },
    retry: { when: "backoff" },
  });
}

function forGood(code: "verification.external_away" | "verification.external_refused", cause?: unknown): UpstreamError {
  return new UpstreamError("The external provider cannot be asked", { code, cause, retry: { when: "never" } });
}
