import { getCompanyLogoOperation, removeCompanyLogoOperation, setCompanyLogoOperation } from "@/lib/api/appearance-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { getCompanyLogo } from "@/lib/directory/appearance/get-company-logo.ts";
import { removeCompanyLogo } from "@/lib/directory/appearance/remove-appearance.ts";
import { saveCompanyLogo } from "@/lib/directory/appearance/save-appearance.ts";
import { logoBytesMax } from "@/lib/organization/schema.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { pictureResponse } from "@/lib/web/picture-response.ts";
import { readCapped } from "@/lib/web/read-capped.ts";

export const GET = defineRoute({
  allow: getCompanyLogoOperation.allow,
  params: getCompanyLogoOperation.params,
  async handle({ params, actor, deps }) {
    const logo = await getCompanyLogo(deps, { ...params, organizationId: actor.organizationId });
    return pictureResponse(logo, { maxAgeSeconds: 60 });
  },
});

export const PUT = defineRoute({
  allow: setCompanyLogoOperation.allow,
  params: setCompanyLogoOperation.params,
  async handle({ request, params, actor, deps }) {
    const bytes = await readCapped(request, logoBytesMax);
    await saveCompanyLogo(deps, { ...params, organizationId: actor.organizationId, actor, bytes });
    return done;
  },
});

export const DELETE = defineOperation(removeCompanyLogoOperation, async ({ params, actor, deps }) => {
  await removeCompanyLogo(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
