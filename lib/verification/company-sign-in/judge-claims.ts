import { z } from "zod";
import { minutes } from "../../platform/clock.ts";
import type { Strength } from "../strength.ts";
import { clockSkewSeconds } from "./open-provider.ts";
import type { ProviderKind, SignInRefusal } from "./schema.ts";

/** How long ago the person may have signed in: "just now", with time to type a second factor. */
export const signedInAtMostMs = minutes(5);

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  exp: z.number(),
  iat: z.number(),
  auth_time: z.number().optional(),
  amr: z.union([z.array(z.string()), z.string().transform((one) => [one])]).optional(),
  acr: z.string().optional(),
  acrs: z.union([z.array(z.string()), z.string().transform((one) => [one])]).optional(),
  email: z.string().max(320).optional(),
  email_verified: z.unknown().optional(),
  hd: z.string().optional(),
  tid: z.string().optional(),
  oid: z.string().min(1).max(255).optional(),
  preferred_username: z.string().max(320).optional(),
  upn: z.string().max(320).optional(),
  acct: z.unknown().optional(),
  idp: z.string().optional(),
});
type Claims = z.infer<typeof claimsSchema>;

export type JudgedProvider = { kind: ProviderKind; tenantId: string | null; domains: string[]; secondFactorValue: string | null };

export type ClaimsVerdict =
  | {
      accepted: true;
      /** What stays the same for this account, whatever it is renamed to. */
      subject: string;
      /** An address that the provider vouches for, in one of the company's domains; lower case. */
      address: string | null;
      strength: Strength;
    }
  | { accepted: false; reason: SignInRefusal };

/**
 * What a token is worth whose signature, issuer, audience and nonce were checked already. Pure. Refuses a foreign tenant, a
 * guest, and a sign-in that was not just now.
 */
export function judgeClaims(given: unknown, { provider, now }: { provider: JudgedProvider; now: Date }): ClaimsVerdict {
  const parsed = claimsSchema.safeParse(given);
  if (!parsed.success) return refused("not_confirmed");
  const claims = parsed.data;
  const nowSeconds = now.getTime() / 1_000;
  if (claims.iat > nowSeconds + clockSkewSeconds || claims.exp < nowSeconds - clockSkewSeconds) return refused("not_confirmed");
  const isFresh = isJustNow(claims.auth_time, nowSeconds);
  // Google tells when only for apps with session age claims switched on. Unknown is not fresh, and is worth the least.
  if (!isFresh && !(provider.kind === "google" && claims.auth_time === undefined)) return refused("too_long_ago");
  if (provider.kind === "entra") {
    if (claims.tid === undefined || claims.tid.toLowerCase() !== provider.tenantId || !claims.oid) return refused("foreign_tenant");
    if (isGuest(claims)) return refused("guest");
  }
  const strength = !isFresh ? "weak" : hasSecondFactor(claims, provider) ? "good" : "fair";
  return { accepted: true, subject: subjectOf(claims, provider), address: addressOf(claims, provider), strength };
}

function isJustNow(authTime: number | undefined, nowSeconds: number): boolean {
  if (authTime === undefined || authTime > nowSeconds + clockSkewSeconds) return false;
  return authTime >= nowSeconds - signedInAtMostMs / 1_000 - clockSkewSeconds;
}

/** Entra: `acct` is 1 for guests; `idp` names another tenant; a guest's user name here carries #EXT#. */
function isGuest({ acct, idp, iss, tid, upn = "", preferred_username: name = "" }: Claims): boolean {
  const isForeign = idp !== undefined && idp !== iss && !(tid !== undefined && idp.toLowerCase().includes(tid.toLowerCase()));
  return acct === 1 || acct === "1" || isForeign || /#ext#/i.test(upn + name);
}

/** Entra: tenant and object. `sub` would do as well, but differs for each app, and a new registration would forget everybody. */
function subjectOf({ tid, oid, iss, sub }: Claims, { kind }: JudgedProvider): string {
  return JSON.stringify(kind === "entra" ? ["tid+oid", tid?.toLowerCase(), oid] : ["iss+sub", iss, sub]);
}

/** An address counts only where the provider has verified it: Entra's user names are in domains that the tenant has proven. */
function addressOf(claims: Claims, { kind, domains }: JudgedProvider): string | null {
  const isVouched = {
    entra: true,
    google: claims.email_verified === true && domains.includes(claims.hd ?? ""),
    oidc: claims.email_verified === true,
  };
  const text = kind === "entra" ? (claims.upn ?? claims.preferred_username) : claims.email;
  const address = text?.toLowerCase();
  if (address === undefined || !isVouched[kind]) return null;
  return domains.includes(address.slice(address.lastIndexOf("@") + 1)) ? address : null;
}

// RFC 8176. Two of one row are still one factor.
const factors = [
  ["pwd", "pin", "kba"],
  ["otp", "hwk", "swk", "sms", "tel", "sc"],
  ["fpt", "face", "iris", "retina", "vbm"],
];

/** Whether the provider says that a second factor was used; where it says nothing, none was. */
function hasSecondFactor({ amr = [], acr, acrs = [] }: Claims, { kind, secondFactorValue }: JudgedProvider): boolean {
  if (secondFactorValue !== null) return kind === "entra" ? acrs.includes(secondFactorValue) : acr === secondFactorValue;
  return amr.includes("mfa") || factors.filter((row) => row.some((each) => amr.includes(each))).length >= 2;
}

function refused(reason: SignInRefusal): ClaimsVerdict {
  return { accepted: false, reason };
}
