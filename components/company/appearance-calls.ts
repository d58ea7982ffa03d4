import { z } from "zod";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import type { AppearanceInput, AppearanceView } from "@/lib/directory/appearance/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

const schema = z.object({ done: z.literal(true) });
const appearanceCodes = ["connection.blocked"] as const;
export type AppearanceCode = (typeof appearanceCodes)[number] | CommonCode;

type Place = { connectionId: string; companyId: string };

const pathOf = ({ connectionId, companyId }: Place) => `/connections/${connectionId}/companies/${companyId}/appearance`;

/** Where what is set for the company is in the REST API. */
export function appearancePath({ connection, companyId }: AppearanceView): string {
  return pathOf({ connectionId: connection.id, companyId });
}

/** The picture, for an element that can send no header; the version lets the browser keep it until there is another. */
export function companyLogoUrl(organization: string, appearance: AppearanceView): string | undefined {
  if (appearance.logo === null) return undefined;
  return `/api/v1${appearancePath(appearance)}/logo?organization=${encodeURIComponent(organization)}&v=${appearance.logo.version}`;
}

export function requestAppearance(
  organization: string,
  place: Place,
  body: AppearanceInput,
): Promise<ActionResult<unknown, AppearanceCode>> {
  return asResult(callApi({ organization, path: pathOf(place), schema, method: "PUT", body }), appearanceCodes);
}

export function requestRemoval(organization: string, path: string): Promise<ActionResult<unknown, CommonCode>> {
  return asResult(callApi({ organization, path, schema, method: "DELETE" }));
}
