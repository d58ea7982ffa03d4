import { z } from "zod";
import { failureSchema, fourValuesSchema, leftBehindSchema, type StepProgress, stepProgressSchema, testResultSchema } from "../schema.ts";

// Credentials that are being replaced: what people enter, what is kept of it, what the page and the REST API show. Safe in
// the browser.

/** The same API user with a new secret keeps its webhook; a new one registers its own, since a webhook belongs to its owner. */
export const apiUserChoices = ["same", "new"] as const;

/** Empty values keep what was entered before, else what the connection uses now. */
export const newCredentialsSchema = fourValuesSchema.extend({
  apiUser: z.enum(apiUserChoices),
  trackingIdentifierKind: z.enum(["custom", "vendor"]),
});
export type NewCredentials = z.infer<typeof newCredentialsSchema>;

/** Everything a rotation can do; `stepsOf` says which of it one does, and in which order. */
export const rotationSteps = [
  "zone",
  "credentials",
  "database",
  /** The new values at once, before the webhook moves: the old ones are dead. */
  "values",
  "permissions",
  "webhook",
  "fields",
  "exclusion",
  "ready",
  /** The one moment in which the new ones take the place of the old. */
  "switch",
  "old_webhook",
  "erase",
] as const;
export const rotationStepSchema = z.enum(rotationSteps);
export type RotationStep = z.infer<typeof rotationStepSchema>;

export const rotationPlanSchema = z.object({
  /** A new webhook takes the place of the old one. */
  moves: z.boolean(),
  /** The old credentials are refused already, so nothing is gained by waiting for the new webhook. */
  valuesFirst: z.boolean(),
});
export type RotationPlan = z.infer<typeof rotationPlanSchema>;

const KEEPING: readonly RotationStep[] = ["zone", "credentials", "database", "switch", "permissions", "ready", "erase"];

/** The steps of a rotation, in order. */
export function stepsOf({ moves, valuesFirst }: RotationPlan): readonly RotationStep[] {
  return moves ? rotationSteps.filter((step) => step !== "values" || valuesFirst) : KEEPING;
}

const moment = z.iso.datetime().nullable().default(null);

/** What is stored of the way so far. */
export const rotationProgressSchema = z.object({
  apiUser: z.enum(apiUserChoices).default("new"),
  zoneOverride: z.string().nullable().default(null),
  /** What Autotask said of exactly these values. */
  test: testResultSchema.nullable().default(null),
  plan: rotationPlanSchema.default({ moves: true, valuesFirst: false }),
  steps: z.partialRecord(rotationStepSchema, stepProgressSchema).default({}),
  /** From here on the new ones are in use and there is no way back. */
  switchedAt: moment,
  /** The old webhook stays until then, for deliveries that Autotask sends late. */
  removeOldAt: moment,
  /** A person cancelled: the new webhook goes, then the new values. */
  cancelling: z.boolean().default(false),
  /** Of the new webhook. */
  fieldCount: z.int().nullable().default(null),
  leftBehind: leftBehindSchema.nullable().default(null),
});
export type RotationProgress = z.infer<typeof rotationProgressSchema>;

export const rotationStates = ["draft", "running", "done", "failed", "cancelled"] as const;

const emptyStep: StepProgress = { state: "waiting", startedAt: null, tookMs: null, detail: null, failure: null };

/** The first step not done, or null. */
export function nextRotationStep({ plan, steps }: Pick<RotationProgress, "plan" | "steps">): RotationStep | null {
  return stepsOf(plan).find((step) => steps[step]?.state !== "done") ?? null;
}

export function withRotationStep(progress: RotationProgress, step: RotationStep, change: Partial<StepProgress>): RotationProgress {
  return { ...progress, steps: { ...progress.steps, [step]: { ...(progress.steps[step] ?? emptyStep), ...change } } };
}

/** One rotation, as the page shows it. Holds no secret. */
export const rotationViewSchema = z.object({
  id: z.uuid(),
  state: z.enum(rotationStates),
  startedAt: z.iso.datetime(),
  startedByName: z.string(),
  finishedAt: z.iso.datetime().nullable(),
  email: z.string().nullable(),
  trackingIdentifierKind: z.enum(["custom", "vendor"]),
  apiUser: z.enum(apiUserChoices),
  zoneOverride: z.string().nullable(),
  test: testResultSchema.nullable(),
  moves: z.boolean(),
  steps: z.array(z.object({ step: rotationStepSchema, progress: stepProgressSchema })),
  /** Why it stopped; a person has to act. */
  failure: failureSchema.nullable(),
  /** The new credentials are in use. */
  switchedAt: z.iso.datetime().nullable(),
  /** Set while the old webhook still stays for late deliveries. */
  removeOldAt: z.iso.datetime().nullable(),
  cancelling: z.boolean(),
  canCancel: z.boolean(),
  /** Other values may be entered in its place. */
  canReplace: z.boolean(),
  leftBehind: leftBehindSchema.nullable(),
});
export type RotationView = z.infer<typeof rotationViewSchema>;

export const credentialsViewSchema = z.object({
  stored: z.object({
    email: z.string().nullable(),
    trackingIdentifierKind: z.enum(["custom", "vendor"]),
    zoneOverride: z.string().nullable(),
    setAt: z.iso.datetime().nullable(),
    setByName: z.string().nullable(),
    /** Grows with each change of the values. */
    version: z.int(),
    /** Set: Autotask refuses them, and no call is made with them. */
    blockedAt: z.iso.datetime().nullable(),
  }),
  /** The one that is open: entered, running or stopped. */
  open: rotationViewSchema.nullable(),
  /** Those that ended, newest first. */
  history: z.array(rotationViewSchema),
});
export type CredentialsView = z.infer<typeof credentialsViewSchema>;
