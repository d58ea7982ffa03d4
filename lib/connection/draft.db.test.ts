import { afterAll, beforeAll, expect, test } from "vitest";
import { actor } from "../testing/connecting.ts";
import { makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createDraft } from "./draft.ts";
import { getDraft } from "./queries.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

test.each([
  [{}, "custom"],
  [{ trackingIdentifierKind: "vendor" }, "vendor"],
] as const)("a connection begun with %j has a %s identifier from the start", async (given, kind) => {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connectionId } = await createDraft(deps, { organizationId, actor, name: "Nordlicht", ...given });
  expect(await getDraft(deps, { organizationId, connectionId })).toMatchObject({ name: "Nordlicht", trackingIdentifierKind: kind });
});
