import { z } from "zod";
import { languageSchema } from "../words/language-schema.ts";
import { roles } from "./permissions.ts";

/** How an e-mail address is stored and compared. */
export function normalizeEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

const words = (label: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${label}.`)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, "Remove the control characters.");

export const emailSchema = z
  .string()
  .transform(normalizeEmail)
  .pipe(z.email("Enter a whole e-mail address, such as name@company.example.").max(254, "Use at most 254 characters."));

export const signInSchema = z.strictObject({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254, "Use at most 254 characters."),
  password: z.string().min(1, "Enter your password.").max(1024, "Use at most 256 characters."),
});

/** The length is checked here for the form's sake; every rule is checked by the use case. */
export const newPasswordSchema = z
  .string()
  .refine((text) => [...text.normalize("NFKC")].length >= 15, "Use at least 15 characters. A few words make a good one.")
  .refine((text) => [...text.normalize("NFKC")].length <= 256, "Use at most 256 characters.");

const organizationNameSchema = words("the name of your organization", 100);

/** An IANA name, such as Europe/Berlin. Never an offset, which knows no summer time. */
export const timeZoneSchema = z.string().refine(isTimeZone, "Choose a time zone from the list, such as Europe/Berlin.");

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false; // How Intl says that it does not know the name.
  }
}

export const ownerSchema = z.strictObject({
  name: words("your name", 100),
  organizationName: organizationNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  /** Of a new organization; UTC when left out. */
  timeZone: timeZoneSchema.optional(),
});
export type OwnerInput = z.infer<typeof ownerSchema>;

export const setupSchema = ownerSchema.extend({
  token: z.string().max(100),
  // The browser's own, which nobody typed: one that we do not know must not stop the set-up.
  timeZone: timeZoneSchema.optional().catch(undefined),
});
export type SetupInput = z.infer<typeof setupSchema>;

/** The pictures we keep and send to browsers. SVG is not among them: it can carry script. */
export const logoTypes = ["image/png", "image/jpeg", "image/webp"] as const;
export const logoBytesMax = 200 * 1024;
export const logoPixelsMax = 2_000;

export const settingsSchema = z.strictObject({
  name: organizationNameSchema,
  timeZone: timeZoneSchema,
  /** Left out, it stays as it is. */
  language: languageSchema.optional(),
});
export type SettingsInput = z.infer<typeof settingsSchema>;

export const organizationSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  /** Of the mails and text messages to requesters and approvers whose company has none of its own, and of pages where the browser asks for none of ours. */
  language: languageSchema,
  /** Null: requesters see the name alone. `version` changes with the picture. */
  logo: z.object({ type: z.enum(logoTypes), bytes: z.int(), version: z.string() }).nullable(),
});
export type OrganizationSettings = z.infer<typeof organizationSchema>;

/** A sign-in of the person who asks. Times are ISO 8601. */
export type OwnSession = {
  id: string;
  isCurrent: boolean;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string | null;
  address: string | null;
};

const roleSchema = z.enum(roles, "Choose a role.");
/** The same type as in permissions.ts, for components, which may not look there. */
export type TeamRole = z.infer<typeof roleSchema>;

export const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type InviteInput = z.infer<typeof inviteSchema>;

export const roleChangeSchema = z.strictObject({ role: roleSchema });

const moment = z.iso.datetime();

export const teamMemberSchema = z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: roleSchema, joinedAt: moment });
export type TeamMember = z.infer<typeof teamMemberSchema>;

/** `sending`: the mail server has not taken the mail yet. `refused`: it never will; the link works all the same. */
export const openInvitationSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  role: roleSchema,
  state: z.enum(["sending", "sent", "refused", "expired"]),
  invitedByName: z.string().nullable(),
  createdAt: moment,
  expiresAt: moment,
});
export type OpenInvitation = z.infer<typeof openInvitationSchema>;

export const memberListSchema = z.object({ items: z.array(teamMemberSchema) });
export const invitationListSchema = z.object({ items: z.array(openInvitationSchema) });

/** The link is in this answer only. */
export const invitationLinkSchema = z.object({ id: z.uuid(), email: z.string(), link: z.url(), expiresAt: moment });
export type InvitationLink = z.infer<typeof invitationLinkSchema>;

const linkToken = z.string().max(100);

/** Joining without an account: it is made with the name and the password. */
export const joinSchema = z.strictObject({ token: linkToken, name: words("your name", 100), password: newPasswordSchema });
export type JoinInput = z.infer<typeof joinSchema>;

/** Joining with the account that the invited address has here. */
export const joinWithAccountSchema = z.strictObject({ token: linkToken, password: signInSchema.shape.password });
export type JoinWithAccountInput = z.infer<typeof joinWithAccountSchema>;
