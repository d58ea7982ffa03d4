import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../platform/db/database.ts";
import { actor, connectedTo, openStage, runConnect, type Stage } from "../testing/connecting.ts";
import { queuedJobs } from "../testing/test-deps.ts";
import { askForCheck } from "./ask-for-check.ts";
import { checkNow } from "./check-now.ts";
import { repairConnection } from "./connect/start-connect.ts";
import { getConnectionStatus } from "./queries.ts";
import { listCompanies, listContacts, listStatuses, listUdfs } from "./read-picklists.ts";
import { saveOptions } from "./save-options.ts";
import { connectionOptionsSchema } from "./schema.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test("a check of a healthy connection says so and when", async () => {
  const place = await connectedTo(stage, await stage.newTenant());

  expect(await checkNow(stage, place)).toBeNull();

  expect(await getConnectionStatus(stage, place)).toMatchObject({
    lastCheckedAt: expect.any(String),
    lastError: null,
    webhook: { active: true, fieldCount: 14 },
  });
});

test.each([
  ["an inactive webhook", "webhook_inactive", (url: string) => stage.simulator.control(url, { fields: { isActive: false } }, "PATCH")],
  ["a deleted webhook", "webhook_missing", (url: string) => stage.simulator.control(url, undefined, "DELETE")],
] as const)("a check finds %s, and Repair mends it", async (_name, verdict, spoil) => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [webhook] = await stage.webhooksOf(tenant);
  await spoil(`webhooks/${webhook?.id}?tenant=${tenant.key}`);

  expect((await checkNow(stage, place))?.code).toBe(`connection.${verdict}`);
  expect(await getConnectionStatus(stage, place)).toMatchObject({ state: "connected", verdict });

  await repairConnection(stage, { ...place, actor });
  await runConnect(stage, place);
  expect(await checkNow(stage, place)).toBeNull();
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
  expect((await getConnectionStatus(stage, place)).verdict).toBe("waiting_for_first_ticket");
});

test("a check finds a right that was taken away at once, and that it was given back", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const setRight = (add: string) => stage.changeLevel(tenant, { access: { TicketNotes: { add } } });
  await setRight("None");

  expect(await checkNow(stage, place)).toMatchObject({
    code: "connection.permission_missing",
    params: { object: "Ticket Notes", action: "add" },
  });
  expect(await getConnectionStatus(stage, place)).toMatchObject({ state: "connected", verdict: "rights_missing" });

  await setRight("All");
  expect(await checkNow(stage, place)).toBeNull();
  expect((await getConnectionStatus(stage, place)).verdict).toBe("waiting_for_first_ticket");
});

test("after APP_URL has changed a check says so, and Repair moves the webhook", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [before] = await stage.webhooksOf(tenant);
  const moved = { ...stage, appUrl: new URL("http://127.0.0.1:10/") };

  expect((await checkNow(moved, place))?.code).toBe("connection.webhook_changed");
  await repairConnection(moved, { ...place, actor });
  await runConnect(stage, place, moved);

  expect(await checkNow(moved, place)).toBeNull();
  const [after, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(after).toMatchObject({ id: before?.id, webhookUrl: expect.stringContaining("http://127.0.0.1:10/api/webhooks/autotask/") });
});

test("a hundred messages that a webhook was switched off ask for one check", async () => {
  const { connectionId } = await connectedTo(stage, await stage.newTenant());
  const asked = await Promise.all(
    Array.from({ length: 100 }, () => inTransaction(stage.db, (tx) => askForCheck(tx, connectionId, stage.now()))),
  );

  expect(asked.filter((did) => did)).toHaveLength(1);
  const checks = (await queuedJobs(stage)).filter(
    ({ name, payload }) => name === "connection.check" && JSON.stringify(payload) === JSON.stringify({ connectionId }),
  );
  expect(checks).toHaveLength(1);
});

test("the pickers show what the tenant has, and only such values are stored", async () => {
  const place = { ...(await connectedTo(stage, await stage.newTenant())), actor };
  const [udf] = await listUdfs(stage, place);
  const [status] = await listStatuses(stage, place);
  const [company] = await listCompanies(stage, place);
  const contacts = await listContacts(stage, { ...place, companyId: Number(company?.value) });
  expect(udf?.label).toBeTruthy();
  expect(contacts.length).toBeGreaterThan(0);

  const { options } = await getConnectionStatus(stage, place);
  const chosen = {
    ...options,
    udfName: String(udf?.value),
    statusOnPassed: Number(status?.value),
    defaultCompanyId: Number(company?.value),
    defaultContactId: Number(contacts[0]?.value),
  };
  await saveOptions(stage, { ...place, options: chosen });
  expect((await getConnectionStatus(stage, place)).options).toEqual(chosen);

  for (const wrong of [{ udfName: "No such field" }, { statusOnPassed: 987_654 }, { defaultContactId: 987_654 }, { notePublishId: 987 }]) {
    const refused = saveOptions(stage, { ...place, options: connectionOptionsSchema.parse({ ...chosen, ...wrong }) });
    await expect(refused).rejects.toMatchObject({ code: "connection.option_missing", field: Object.keys(wrong)[0] });
  }
});

test("a contact of another company is refused as the default", async () => {
  const place = { ...(await connectedTo(stage, await stage.newTenant())), actor };
  const companies = await listCompanies(stage, place);
  const people = await Promise.all(
    companies.map(async ({ value }) => ({ value, contacts: await listContacts(stage, { ...place, companyId: Number(value) }) })),
  );
  const [one, other] = people.filter(({ contacts }) => contacts.length > 0);
  const { options } = await getConnectionStatus(stage, place);
  const mixed = { ...options, defaultCompanyId: Number(one?.value), defaultContactId: Number(other?.contacts[0]?.value) };

  await expect(saveOptions(stage, { ...place, options: mixed })).rejects.toMatchObject({ field: "defaultContactId" });
});
