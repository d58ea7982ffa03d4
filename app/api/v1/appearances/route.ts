import { listAppearancesOperation } from "@/lib/api/appearance-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { listAppearances } from "@/lib/directory/appearance/list-appearances.ts";

export const GET = defineOperation(listAppearancesOperation, async ({ actor: { organizationId }, deps }) => ({
  items: await listAppearances(deps, organizationId),
}));
