import { z } from "zod";
import { capabilitiesSchema } from "./capabilities.ts";
import { failureSchema } from "./failure-schema.ts";
import { lightSignSchema } from "./light-schema.ts";
import { rightSchema, rightSigns } from "./permissions.ts";
import { verdictCodes } from "./verdict-tags.ts";

// The two tables that the wizard draws and the words refer to; browsers see of this folder only what is named here.
export { activeCapabilities, type CapabilityName, capabilityNames } from "./capabilities.ts";
export { deadlineSchema, type IdentifierDeadline, identifierDeadlineSchema, newDeadlineSchema } from "./deadline-schema.ts";
export { type Failure, type FailureCode, failureCodeSchema, failureCodes, failureSchema } from "./failure-schema.ts";
export {
  type ConnectionEventKind,
  connectionEventKindSchema,
  connectionEventKinds,
  type EventParams,
  eventParamsSchema,
  type IncidentKind,
  incidentKindSchema,
  incidentKinds,
  orphanSchema,
  parseOrphans,
  type TroubleCode,
  troubleCodes,
} from "./health-schema.ts";
export {
  BUDGET_HIGH,
  type Light,
  type LightCode,
  type LightName,
  type LightSign,
  type Lights,
  lightNames,
  lightsSchema,
} from "./light-schema.ts";
export { type MenuPath, menuPaths } from "./menu-paths.ts";
export {
  type PermissionRow,
  type Purpose,
  permissionTable,
  purposes,
  type Right,
  type RightAction,
  type RightSign,
  requiredRights,
  rightActions,
} from "./permissions.ts";

export { needsPerson, standsStill, type Verdict, verdictCodes, verdictTags } from "./verdict-tags.ts";

// What people type into the wizard, what is kept of it, and what the screens and the REST API read. Safe in the browser.

/** The wizard, one URL each, in order. */
export const wizardSteps = ["security-level", "api-user", "tracking-identifier", "four-values", "connect"] as const;
export const wizardStepSchema = z.enum(wizardSteps);
export type WizardStep = z.infer<typeof wizardStepSchema>;

export const connectionStates = ["draft", "connecting", "connected", "paused", "disconnected"] as const;
export type ConnectionState = (typeof connectionStates)[number];

export const connectionNameSchema = z.string().trim().min(1, "Give the connection a name.").max(80, "Use at most 80 characters.");

/** What an HTTP header carries unchanged: printable Latin-1 without a space at either end. */
const SENDABLE = /^[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa1-\xff])?$/;

/** Empty means "keep what is stored". Nothing is assumed of its form: a tracking identifier is no GUID (27 characters are usual). */
const headerValue = z
  .string()
  .trim()
  .max(200, "Use at most 200 characters.")
  .refine((value) => value === "" || SENDABLE.test(value), "This has characters that cannot be sent to Autotask. Copy it again.")
  .default("");

export const fourValuesSchema = z.object({
  email: z.email("Enter the e-mail address of the API user.").max(150, "Use at most 150 characters."),
  username: headerValue,
  secret: headerValue,
  trackingIdentifier: headerValue,
  /** Null: we find the zone ourselves. Refused by the use case unless it is an Autotask host. */
  zoneOverride: z
    .string()
    .trim()
    .max(200, "Use at most 200 characters.")
    .nullish()
    .transform((url) => url || null),
});
export type FourValues = z.infer<typeof fourValuesSchema>;

const id = z.int().nonnegative().nullable().default(null);
const picklistValue = z.int().nullable().default(null);

/** What to do with outcomes. Null: not chosen, so not done (for note type and publish: chosen by us at Connect). */
export const connectionOptionsSchema = z.object({
  /** Whose contact is asked when the ticket has none. 0 is the tenant's own company. */
  defaultCompanyId: id,
  defaultContactId: id,
  noteTypeId: picklistValue,
  notePublishId: picklistValue,
  udfName: z.string().trim().min(1).max(255).nullable().default(null),
  statusOnPassed: picklistValue,
  statusOnNotPassed: picklistValue,
  priorityOnDenied: picklistValue,
  writeResolution: z.boolean().default(false),
  /** What the connection may do. Left out, as it was before there were switches. */
  capabilities: capabilitiesSchema.prefault({}),
});
export type ConnectionOptions = z.infer<typeof connectionOptionsSchema>;

/** What Connect does, in order. `unique`: check that nobody else has connected this database. */
export const connectSteps = [
  "zone",
  "credentials",
  "permissions",
  "unique",
  "webhook",
  "fields",
  "exclusion",
  "ready",
  "picklists",
  "connected",
] as const;
export const connectStepSchema = z.enum(connectSteps);
export type ConnectStep = z.infer<typeof connectStepSchema>;

export const stepProgressSchema = z.object({
  state: z.enum(["waiting", "running", "done", "failed"]),
  startedAt: z.iso.datetime().nullable().default(null),
  tookMs: z.int().nullable().default(null),
  /** A short fact beside the step's name (the zone's host, "14 fields"). */
  detail: z.string().nullable().default(null),
  failure: failureSchema.nullable().default(null),
});
export type StepProgress = z.infer<typeof stepProgressSchema>;

const waiting: StepProgress = { state: "waiting", startedAt: null, tookMs: null, detail: null, failure: null };

export const connectProgressSchema = z.object({
  /** `ci` of the zone look-up, until the `unique` step claims it. */
  databaseId: z.int().nullable().default(null),
  steps: z.object(
    Object.fromEntries(connectSteps.map((step) => [step, stepProgressSchema.default(waiting)])) as Record<
      ConnectStep,
      z.ZodDefault<typeof stepProgressSchema>
    >,
  ),
});
export type ConnectProgress = z.infer<typeof connectProgressSchema>;

export const testResultSchema = z.object({
  at: z.iso.datetime(),
  /** Of the four values; a result holds for one version only. */
  credentialsVersion: z.int(),
  ok: z.boolean(),
  zoneHost: z.string().nullable(),
  databaseId: z.int().nullable().default(null),
  /** Calls this test made. A look-up carries no credentials. */
  lookUps: z.int(),
  authenticatedCalls: z.int(),
  failure: failureSchema.nullable(),
});
export type TestResult = z.infer<typeof testResultSchema>;

export const leftBehindSchema = z.object({
  name: z.string(),
  /** Null: its creation was never answered, so look for the name. */
  id: z.int().nullable(),
  menuPath: z.array(z.string()),
  reason: failureSchema,
});
export type LeftBehind = z.infer<typeof leftBehindSchema>;

/** Why Autotask could not call us at APP_URL. */
export type AppUrlProblem = "not_https" | "not_port_443" | "not_public";

export const verdictSchema = z.enum(verdictCodes);

const moment = z.iso.datetime().nullable();

export const connectionSummarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(connectionStates),
  verdict: verdictSchema,
  zoneHost: z.string().nullable(),
  createdAt: z.iso.datetime(),
  connectedAt: moment,
  disconnectedAt: moment,
  lastDeliveryAt: moment,
  draftStep: wizardStepSchema,
  /** In short; GET …/health has them with their words. */
  lights: z.object({ credentials: lightSignSchema, webhook: lightSignSchema, permissions: lightSignSchema, budget: lightSignSchema }),
});
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>;

/** One page of the connections: those off for good last, else newest first. */
export const connectionListSchema = z.object({
  items: z.array(connectionSummarySchema.extend({ today: z.object({ tickets: z.int(), verifications: z.int() }) })),
  total: z.int(),
  nextCursor: z.uuid().nullable(),
});
export type ConnectionList = z.infer<typeof connectionListSchema>;
export const connectionPageSchema = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) });

export const connectionStatusSchema = connectionSummarySchema.extend({
  connectedByName: z.string().nullable(),
  webUrl: z.string().nullable(),
  credentials: z.object({
    email: z.string().nullable(),
    setAt: moment,
    setByName: z.string().nullable(),
    /** Set: no call is made until a person acts. */
    blockedAt: moment,
    blocked: failureSchema.nullable(),
  }),
  webhook: z
    .object({
      id: z.int().nullable(),
      name: z.string(),
      active: z.boolean().nullable(),
      ready: z.boolean().nullable(),
      fieldCount: z.int().nullable(),
    })
    .nullable(),
  rights: z.array(rightSchema),
  options: connectionOptionsSchema,
  lastCheckedAt: moment,
  lastWriteAt: moment,
  lastError: z.object({ at: z.iso.datetime(), failure: failureSchema }).nullable(),
  writes: z.object({ waiting: z.int(), refused: z.int() }),
  progress: connectProgressSchema.nullable(),
  leftBehind: leftBehindSchema.nullable(),
});
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;

/** What the wizard needs to draw any of its steps. Holds no secret, set or typed. */
export const connectionDraftSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(connectionStates),
  savedAt: moment,
  /** The furthest step that is open. */
  furthestStep: wizardStepSchema,
  trackingIdentifierKind: z.enum(["custom", "vendor"]),
  email: z.string().nullable(),
  zoneOverride: z.string().nullable(),
  has: z.object({ username: z.boolean(), secret: z.boolean(), trackingIdentifier: z.boolean() }),
  credentialsSetAt: moment,
  credentialsSetByName: z.string().nullable(),
  credentialsVersion: z.int(),
  /** Autotask accepted exactly the stored values. */
  tested: z.boolean(),
  lastTest: testResultSchema.nullable(),
  options: connectionOptionsSchema,
  progress: connectProgressSchema.nullable(),
  leftBehind: leftBehindSchema.nullable(),
});
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>;

/** Each right that the options ask for, and what Autotask said of it last. */
export const permissionMatrixSchema = z.object({
  /** Null: not asked yet, or not known when. */
  checkedAt: moment,
  rights: z.array(rightSchema.extend({ sign: z.enum(rightSigns) })),
});
export type PermissionMatrix = z.infer<typeof permissionMatrixSchema>;
export const permissionCheckSchema = permissionMatrixSchema.extend({
  /** Why Autotask could not be asked. Null: it was. */
  failure: failureSchema.nullable(),
});
export type PermissionCheck = z.infer<typeof permissionCheckSchema>;

/** One choice of a live picker. */
export const choiceSchema = z.object({ value: z.union([z.string(), z.int()]), label: z.string() });
export type Choice = z.infer<typeof choiceSchema>;
