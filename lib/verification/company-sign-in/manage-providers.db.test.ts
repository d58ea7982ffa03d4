import { afterAll, beforeAll, expect, test } from "vitest";
import { NotFoundError } from "../../platform/errors.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { changeProvider, removeProvider } from "./change-provider.ts";
import { listProviders } from "./list-providers.ts";
import { clientSecretPlace } from "./open-provider.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

const actor = { kind: "member", id: crypto.randomUUID(), name: "Lea" } as const;
const clientSecret = "a-secret-of-the-provider";

/** An organization with one company sign-in. */
async function made() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const providerId = crypto.randomUUID();
  const clientSecretSealed = deps.secrets.seal(clientSecret, clientSecretPlace(providerId));
  const place = { organizationId, connectionId: connection.id, companyId: 12n, companyName: "Kanzlei" };
  const client = { clientId: "countersign", clientSecretSealed, domains: ["kanzlei.example"] };
  await deps.db.identityProvider.create({
    data: { id: providerId, ...place, kind: "oidc", issuer: "https://login.kanzlei.example", ...client, createdAt: deps.now() },
  });
  return { organizationId, providerId };
}

const actionsOf = async (organizationId: string) =>
  (await deps.db.auditEntry.findMany({ where: { organizationId }, select: { action: true } })).map(({ action }) => action);

test("another organization neither sees, changes nor removes a company sign-in", async () => {
  const { organizationId, providerId } = await made();
  const stranger = { organizationId: (await makeOrganization(deps.db)).id, providerId, actor };

  expect(await listProviders(deps, stranger.organizationId)).toEqual([]);
  await expect(changeProvider(deps, { ...stranger, change: { enabled: false } })).rejects.toThrow(NotFoundError);
  await expect(removeProvider(deps, stranger)).rejects.toThrow(NotFoundError);
  expect(await listProviders(deps, organizationId)).toMatchObject([{ id: providerId, enabled: true }]);
});

test("of the client secret nothing is listed or told in the audit, also when it is changed", async () => {
  const { organizationId, providerId } = await made();
  await changeProvider(deps, { organizationId, providerId, actor, change: { clientSecret: "another-secret" } });

  const told = JSON.stringify([
    await listProviders(deps, organizationId),
    await deps.db.auditEntry.findMany({ where: { organizationId }, select: { details: true } }),
  ]);
  expect(told).not.toMatch(/-secret/);
  const { clientSecretSealed } = await deps.db.identityProvider.findUniqueOrThrow({ where: { id: providerId } });
  expect(deps.secrets.open(clientSecretSealed, clientSecretPlace(providerId))).toBe("another-secret");
});

test("switched off, on and removed, each is in the audit, and a removal forgets whose account was whose", async () => {
  const { organizationId, providerId } = await made();
  const binding = { organizationId, providerId, contactId: 77n, subjectMac: new Uint8Array(32), createdAt: deps.now() };
  await deps.db.identityBinding.create({ data: binding });

  await changeProvider(deps, { organizationId, providerId, actor, change: { enabled: false } });
  expect(await listProviders(deps, organizationId)).toMatchObject([{ enabled: false, boundPeople: 1 }]);
  await changeProvider(deps, { organizationId, providerId, actor, change: { enabled: true } });
  expect(await listProviders(deps, organizationId)).toMatchObject([{ enabled: true }]);
  await removeProvider(deps, { organizationId, providerId, actor });

  expect(await listProviders(deps, organizationId)).toEqual([]);
  expect(await deps.db.identityBinding.count({ where: { providerId } })).toBe(0);
  const changes = (await actionsOf(organizationId)).filter((action) => action.startsWith("verification.provider_"));
  expect(changes.toSorted()).toEqual(["verification.provider_changed", "verification.provider_changed", "verification.provider_removed"]);
});
