import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { type WizardStep, wizardSteps } from "./schema.ts";

type Asker = { organizationId: string; actor: Actor };
type Draft = Asker & {
  name: string;
  /** Left out: a custom one, as the wizard begins with. */
  trackingIdentifierKind?: "custom" | "vendor" | undefined;
};

/** Begins the wizard: a connection that exists on our side only. Returns its id. */
export async function createDraft({ db, now }: Pick<Deps, "db" | "now">, input: Draft): Promise<{ connectionId: string }> {
  const { organizationId, actor, name, trackingIdentifierKind = "custom" } = input;
  const at = now();
  const createdById = actor.kind === "member" ? actor.id : null;
  return inOrganization(db, organizationId, async (tx) => {
    const { id } = await tx.connection.create({
      data: { organizationId, name, trackingIdentifierKind, createdAt: at, draftSavedAt: at, createdById },
      select: { id: true },
    });
    const subject = { kind: "connection", id };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.drafted", subject, details: { name } });
    return { connectionId: id };
  });
}

type DraftStepInput = Asker & {
  connectionId: string;
  /** The step that is open now; the furthest one ever open is kept. */
  step: WizardStep;
  name?: string;
  trackingIdentifierKind?: "custom" | "vendor";
};

/** Keeps where the wizard is, so that it goes on there after a break. Throws ConflictError once the connection is made. */
export async function saveDraftStep({ db, now }: Pick<Deps, "db" | "now">, input: DraftStepInput): Promise<void> {
  const { organizationId, connectionId, step, name, trackingIdentifierKind } = input;
  await inOrganization(db, organizationId, async (tx) => {
    const draft = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: { draftStep: true, state: true } });
    if (!draft) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, organizationId, state: { in: ["draft", "connecting"] } },
      data: {
        draftStep: furthest(draft.draftStep, step),
        draftSavedAt: now(),
        ...(name === undefined ? {} : { name }),
        ...(trackingIdentifierKind === undefined ? {} : { trackingIdentifierKind }),
      },
    });
    if (count === 0) throw new ConflictError("The connection is no draft any more", { code: "connection.not_a_draft" });
  });
}

/** The later of two steps; what is no step counts as the first. */
export function furthest(stored: string, step: WizardStep): WizardStep {
  const known = wizardSteps.find((candidate) => candidate === stored) ?? wizardSteps[0];
  return wizardSteps.indexOf(step) > wizardSteps.indexOf(known) ? step : known;
}
