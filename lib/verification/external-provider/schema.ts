import { z } from "zod";
import { type Strength, strengths } from "../strength.ts";

// What people type about external providers, what screens and the REST API read of them, and why one did not answer. Safe
// in the browser.

/** What an external provider's word may count for at most: best is kept for what we check ourselves. */
export const externalStrengths = ["weak", "fair", "good"] as const satisfies readonly Strength[];
export type ExternalStrength = (typeof externalStrengths)[number];
const strengthSchema = z.enum(externalStrengths, "Choose what its result may count for: good at most.");

/** Why a test call did not go through. The words are the component's. */
export const externalProblems = [
  "verification.external_unreachable",
  "verification.external_refused_us",
  "verification.external_unreadable",
  "verification.external_address",
] as const;
export type ExternalProblem = (typeof externalProblems)[number];

/** Why a provider is not taken. */
export const externalRefusals = ["verification.external_exists", "verification.external_address"] as const;
export type ExternalRefusal = (typeof externalRefusals)[number];

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const nameSchema = z
  .string()
  .trim()
  .min(1, "Enter the name that requesters read.")
  .max(60, "Use at most 60 characters.")
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text), "Use letters, digits and spaces only.");
const createUrlSchema = z.string().trim().max(500).refine(isAddress, "Enter an https address without a name, a password or #.");
const pageHostsSchema = z
  .array(z.string().trim().toLowerCase().max(253))
  .max(10, "Name at most ten hosts.")
  .refine((all) => all.every((each) => hostPattern.test(each)), "Write hosts like check.example, without https:// and paths.");

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.hash === "" && url.username === "" && url.password === "";
}

const companySchema = z.strictObject({
  connectionId: z.uuid(),
  /** Autotask's own id of the company. */
  companyId: z.coerce.number("Choose the company.").int().positive("Choose the company.").max(Number.MAX_SAFE_INTEGER),
});

export const newExternalProviderSchema = z.strictObject({
  /** What requesters read: "Continue with …". */
  name: nameSchema,
  /** Where we POST to ask for a check. */
  createUrl: createUrlSchema,
  /** Hosts of the pages that requesters are sent to, beside the host of `createUrl`. */
  pageHosts: pageHostsSchema.default([]),
  /** The most that its result counts for. */
  strength: strengthSchema,
  /** What it is told of the contact. */
  sendsName: z.boolean().default(true),
  sendsEmail: z.boolean().default(true),
  /** For one company; null for everybody whose company has none of its own. */
  company: companySchema.nullable().default(null),
});
export type NewExternalProvider = z.infer<typeof newExternalProviderSchema>;

/** What a provider can be told of the contact, as a form has it. */
export const tellings = ["both", "name", "email", "nothing"] as const;
export type Telling = (typeof tellings)[number];

/** The same as a form has it: the hosts are one text, what is told is one choice, and no company is an empty one. */
export const externalProviderFormSchema = z
  .object({
    name: nameSchema,
    createUrl: createUrlSchema,
    pageHosts: z
      .string()
      .transform((text) => text.split(/[\s,;]+/).filter((each) => each !== ""))
      .pipe(pageHostsSchema),
    strength: strengthSchema,
    tells: z.enum(tellings),
    for: z.enum(["everybody", "company"]),
    connectionId: z.string(),
    companyId: z.string(),
  })
  .superRefine(({ for: whom, companyId }, context) => {
    if (whom === "company" && companyId === "") context.addIssue({ code: "custom", message: "Choose the company.", path: ["companyId"] });
  })
  .transform(({ for: whom, connectionId, companyId, tells, ...given }) => ({
    ...given,
    sendsName: tells === "both" || tells === "name",
    sendsEmail: tells === "both" || tells === "email",
    company: whom === "company" ? { connectionId, companyId: Number(companyId) } : null,
  }));
export type ExternalProviderForm = z.input<typeof externalProviderFormSchema>;

export const externalProviderChangeSchema = z
  .strictObject({
    name: nameSchema.optional(),
    createUrl: createUrlSchema.optional(),
    pageHosts: pageHostsSchema.optional(),
    strength: strengthSchema.optional(),
    sendsName: z.boolean().optional(),
    sendsEmail: z.boolean().optional(),
    enabled: z.boolean().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Say what to change.");
export type ExternalProviderChange = z.infer<typeof externalProviderChangeSchema>;

export const externalProviderSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  createUrl: z.string(),
  pageHosts: z.array(z.string()),
  strength: z.enum(strengths),
  sendsName: z.boolean(),
  sendsEmail: z.boolean(),
  /** Null: for everybody whose company has none of its own. */
  company: z.object({ connectionId: z.uuid(), companyId: z.string(), name: z.string() }).nullable(),
  /** To be entered at the provider: where it sends results. */
  callbackUrl: z.url(),
  /** Until when the secret before the last change counts too; null when only one does. */
  previousSecretUntil: z.iso.datetime().nullable(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  createdByName: z.string().nullable(),
  /** Of the last thirty days: asked for, and how they ended. */
  checks: z.object({ asked: z.int(), passed: z.int(), failed: z.int(), inconclusive: z.int() }),
});
export type ExternalProviderView = z.infer<typeof externalProviderSchema>;
export const externalProviderListSchema = z.object({ items: z.array(externalProviderSchema) });

/** The secret, in the one answer that ever carries it: `whsec_` and base64, as Standard Webhooks writes it. */
export const externalSecretSchema = z.object({ id: z.uuid(), secret: z.string() });
export const rotatedSecretSchema = z.object({ secret: z.string(), previousUntil: z.iso.datetime() });

export const externalTestSchema = z.object({ problem: z.enum(externalProblems).nullable() });
