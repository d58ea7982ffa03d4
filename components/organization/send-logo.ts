import { z } from "zod";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { logoBytesMax } from "@/lib/organization/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

export const logoCodes = [
  "organization.logo_too_large",
  "organization.logo_svg",
  "organization.logo_not_a_picture",
  "organization.logo_too_many_pixels",
] as const;
export type LogoCode = (typeof logoCodes)[number];
export type LogoResult = ActionResult<unknown, LogoCode | CommonCode>;

const schema = z.object({ done: z.literal(true) });

/** Whose picture it is: the slug of the organization that asks, and the address below /api/v1. */
type Place = { organization: string; path: string };

/** Makes the file the logo. One that is too large is not sent at all. */
export async function sendLogo({ file, ...place }: Place & { file: File }): Promise<LogoResult> {
  if (file.size > logoBytesMax) return { ok: false, code: "organization.logo_too_large" };
  return asResult(callApi({ ...place, schema, method: "PUT", body: file }), logoCodes);
}

export function removeLogo(place: Place): Promise<LogoResult> {
  return asResult(callApi({ ...place, schema, method: "DELETE" }));
}
