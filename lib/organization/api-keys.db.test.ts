import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createApiKey, findApiKeyActor, revokeApiKey } from "./api-keys.ts";

let deps: TestDeps;
let organization: { id: string; slug: string };
const actor = { kind: "operator" } as const;

beforeAll(async () => {
  deps = await testDeps();
  organization = await makeOrganization(deps.db);
});
afterAll(() => deps.close());

const newKey = () => createApiKey(deps, { organizationId: organization.id, name: "CI", role: "technician", actor });

test("a key is who it was made for, in its own organization", async () => {
  const { id, key } = await newKey();
  expect(key).toMatch(/^csk_[A-Za-z0-9_-]{43}$/);
  const expected = {
    kind: "api_key",
    id,
    name: "CI",
    role: "technician",
    organizationId: organization.id,
    organizationSlug: organization.slug,
  };
  expect(await findApiKeyActor(deps, key)).toEqual(expected);
});

test("the key itself is neither stored nor audited", async () => {
  const { key } = await newKey();
  const { rows } = await deps.pool.query(
    "select row_to_json(k)::text as row from api_keys k union all select row_to_json(a)::text from audit_entries a",
  );
  const kept = rows.map(({ row }) => row).join(" ");
  const hex = Buffer.from(key).toString("hex");
  expect(kept).toContain("organization.api_key_created");
  expect([kept.includes(key), kept.includes(key.slice(8)), kept.includes(hex)]).toEqual([false, false, false]);
});

test("a revoked key is nobody's at once, and cannot be revoked twice", async () => {
  const { id, key } = await newKey();
  await revokeApiKey(deps, { id, actor });
  expect(await findApiKeyActor(deps, key)).toBeNull();
  await expect(revokeApiKey(deps, { id, actor })).rejects.toMatchObject({ code: "organization.api_key_revoked" });
});

test("a key with one character changed is nobody's", async () => {
  const { key } = await newKey();
  const changed = key.slice(0, -1) + (key.endsWith("A") ? "B" : "A");
  for (const wrong of [changed, key.slice(0, -1), `${key}A`, key.toUpperCase(), ""]) expect(await findApiKeyActor(deps, wrong)).toBeNull();
});
