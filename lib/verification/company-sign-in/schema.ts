import { z } from "zod";

// What people type about company sign-ins, what screens and the REST API read of them, and why one was refused. Safe in
// the browser.

export const providerKinds = ["entra", "google", "oidc"] as const;
export const providerKindSchema = z.enum(providerKinds, "Choose where the company signs in.");
export type ProviderKind = z.infer<typeof providerKindSchema>;

/** Why a sign-in was not taken. */
export const signInRefusals = [
  "unreachable",
  "not_confirmed",
  "too_long_ago",
  "foreign_tenant",
  "guest",
  "other_address",
  "other_account",
  "switched_off",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

/** Why a provider is not taken, or did not answer the test. The words are the component's. */
export const providerProblems = [
  "verification.provider_exists",
  "verification.provider_unreachable",
  "verification.issuer_differs",
  "verification.provider_not_usable",
] as const;
export type ProviderProblem = (typeof providerProblems)[number];

const domainPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/;
// Judged as a whole, so that what is wrong stands at the field and not at the third of its words.
const domainsSchema = z
  .array(z.string().trim().toLowerCase().max(253))
  .min(1, "Name at least one mail domain of the company.")
  .max(50)
  .refine((all) => all.every((each) => domainPattern.test(each)), "Write domains like brot.example, without @.");
const clientIdSchema = z.string().trim().min(1, "Enter the client ID.").max(255);
const clientSecretSchema = z.string().min(1, "Enter the client secret.").max(1_000);
const secondFactorSchema = z.string().trim().min(1).max(200).nullable();
/** One tenant: `common` and `organizations` would let every tenant of the world answer for this company. */
const tenantIdSchema = z
  .string("Enter the tenant ID.")
  .trim()
  .toLowerCase()
  .pipe(z.guid("Enter the tenant ID: 32 digits with dashes. A name, or common, is not taken."));
const issuerSchema = z
  .string("Enter the issuer.")
  .trim()
  .max(500)
  .refine(isIssuer, "Enter the issuer as its metadata names it: an https address without ? and #.");

function isIssuer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "" && url.username === "";
}

const common = {
  connectionId: z.uuid(),
  /** Autotask's own id of the company. */
  companyId: z.coerce.number("Choose the company.").int().positive("Choose the company.").max(Number.MAX_SAFE_INTEGER),
  clientId: clientIdSchema,
  clientSecret: clientSecretSchema,
  /** The company's own mail domains. */
  domains: domainsSchema,
  /** The value of `acrs` (Entra) or `acr` that says that a second factor was used. Null where `amr` tells it. */
  secondFactorValue: secondFactorSchema.default(null),
};

export const newProviderSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("entra"), tenantId: tenantIdSchema, ...common }),
  z.strictObject({ kind: z.literal("google"), ...common }),
  z.strictObject({ kind: z.literal("oidc"), issuer: issuerSchema, ...common }),
]);
export type NewProvider = z.infer<typeof newProviderSchema>;

/** The same as a form has it: every field a text, those of the other kinds empty. */
export const providerFormSchema = z
  .object({
    kind: providerKindSchema,
    connectionId: z.string(),
    companyId: z.string(),
    tenantId: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    clientSecret: z.string(),
    domains: z.string(),
    secondFactorValue: z.string(),
  })
  .transform(({ kind, tenantId, issuer, domains, secondFactorValue, ...given }): z.input<typeof newProviderSchema> => {
    const values = {
      ...given,
      domains: domains.split(/[\s,;]+/).filter((each) => each !== ""),
      secondFactorValue: secondFactorValue.trim() === "" ? null : secondFactorValue,
    };
    if (kind === "entra") return { kind, tenantId, ...values };
    return kind === "oidc" ? { kind, issuer, ...values } : { kind, ...values, secondFactorValue: null };
  })
  .pipe(newProviderSchema);
export type ProviderForm = z.input<typeof providerFormSchema>;

export const providerChangeSchema = z
  .strictObject({
    clientId: clientIdSchema.optional(),
    clientSecret: clientSecretSchema.optional(),
    domains: domainsSchema.optional(),
    secondFactorValue: secondFactorSchema.optional(),
    enabled: z.boolean().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Say what to change.");
export type ProviderChange = z.infer<typeof providerChangeSchema>;

export const providerSchema = z.object({
  id: z.uuid(),
  connection: z.object({ id: z.uuid(), name: z.string() }),
  /** Autotask's own id. */
  companyId: z.string(),
  companyName: z.string(),
  kind: providerKindSchema,
  issuer: z.string(),
  tenantId: z.string().nullable(),
  clientId: z.string(),
  domains: z.array(z.string()),
  secondFactorValue: z.string().nullable(),
  /** To be entered at the provider, to the letter. */
  redirectUri: z.url(),
  /** People who have signed in once, whose account is known from then on. */
  boundPeople: z.int(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  createdByName: z.string().nullable(),
});
export type ProviderView = z.infer<typeof providerSchema>;
export const providerListSchema = z.object({ items: z.array(providerSchema) });

export const providerTestSchema = z.object({ problem: z.enum(providerProblems).nullable() });
