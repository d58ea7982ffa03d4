import type { RotationStep, RotationView } from "@/lib/connection/rotate/schema.ts";

const names: Record<RotationStep, string> = {
  zone: "Find the zone",
  credentials: "Sign in with the new credentials",
  database: "Check that it is the same Autotask database",
  values: "Use the new credentials: the old ones are refused",
  permissions: "Check rights",
  webhook: "Make a new webhook beside the old one",
  fields: "Subscribe the ticket fields",
  exclusion: "Ignore what either API user does itself",
  ready: "Read back: active and ready",
  switch: "Switch to the new credentials",
  old_webhook: "Remove the old webhook",
  erase: "Erase the old credentials",
};

/** A step in plain words. */
export function rotationStepName(step: RotationStep, { moves }: Pick<RotationView, "moves">): string {
  return step === "switch" && moves ? "Switch to the new credentials and the new webhook" : names[step];
}

type Exchange = Pick<RotationView, "moves" | "apiUser" | "trackingIdentifierKind" | "steps" | "switchedAt">;

/** "New API user, vendor’s identifier" */
export function exchangeName({ apiUser, trackingIdentifierKind }: Pick<Exchange, "apiUser" | "trackingIdentifierKind">): string {
  return `${apiUser === "new" ? "New API user" : "Same API user"}, ${kindWords[trackingIdentifierKind]}`;
}

export const kindWords = { custom: "custom identifier", vendor: "vendor’s identifier" } as const;

/** Whether calls are made with the new credentials already. */
export function isInUse({ switchedAt, steps }: Pick<Exchange, "switchedAt" | "steps">): boolean {
  return switchedAt !== null || steps.some(({ step, progress }) => step === "values" && progress.state === "done");
}

/** What putting in place does, before it is begun, and that no ticket is lost or asked twice meanwhile. */
export function planText({ moves }: Pick<Exchange, "moves">): string {
  const way = moves
    ? "We make a new webhook beside the old one, wait until it is ready, then change credentials and webhook in one moment."
    : "We change the credentials in one moment. The webhook stays as it is.";
  return `${way} ${onceText}`;
}

export const onceText = "Tickets opened meanwhile are each verified once.";

/** What giving up leaves. */
export function givenUpText(exchange: Exchange): string {
  const undone = exchange.moves
    ? "What was made for it in Autotask is removed, and what was entered is erased."
    : "What was entered is erased.";
  return isInUse(exchange) ? `${undone} The new credentials stay in use.` : `${undone} Those in use stay as they are.`;
}

/** How far it is, in one sentence. */
export function rotationText(rotation: RotationView): string {
  const { steps, cancelling, state, removeOldAt } = rotation;
  if (cancelling) return "We are giving it up: what was made for it in Autotask is being removed.";
  const done = steps.filter(({ progress }) => progress.state === "done").length;
  const count = `${done} of ${steps.length} steps are done.`;
  if (state === "failed") {
    return isInUse(rotation) ? `${count} One needs you.` : `${count} One needs you. The credentials in use work on; no ticket is missed.`;
  }
  if (steps.some(({ progress }) => progress.failure?.retrying)) return `${count} One did not work yet; we try it again by ourselves.`;
  if (removeOldAt !== null) return count;
  return `${count} It takes a few seconds; it goes on if you leave this page.`;
}
