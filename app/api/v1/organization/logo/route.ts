import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { getLogoOperation, removeLogoOperation, setLogoOperation } from "@/lib/api/organization-operations.ts";
import { findLogo } from "@/lib/organization/find-logo.ts";
import { removeLogo, saveLogo } from "@/lib/organization/save-logo.ts";
import { logoBytesMax } from "@/lib/organization/schema.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { pictureResponse } from "@/lib/web/picture-response.ts";
import { readCapped } from "@/lib/web/read-capped.ts";

export const GET = defineRoute({
  allow: getLogoOperation.allow,
  async handle({ actor, deps }) {
    const logo = await findLogo(deps, actor.organizationId);
    if (!logo) throw new NotFoundError("The organization has no logo", { code: "web.not_found" });
    return pictureResponse(logo, { maxAgeSeconds: 60 });
  },
});

export const PUT = defineRoute({
  allow: setLogoOperation.allow,
  async handle({ request, actor, deps }) {
    const bytes = await readCapped(request, logoBytesMax);
    await saveLogo(deps, { organizationId: actor.organizationId, actor, bytes });
    return done;
  },
});

export const DELETE = defineOperation(removeLogoOperation, async ({ actor, deps }) => {
  await removeLogo(deps, { organizationId: actor.organizationId, actor });
  return done;
});
