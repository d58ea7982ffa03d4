import { afterAll, beforeAll, expect, test } from "vitest";
import { connectedTo, draftFor, openStage, runConnect, type Stage, startedFor } from "../testing/connecting.ts";
import { makeOrganization } from "../testing/factories.ts";
import { checkPermissions, getPermissions } from "./check-permissions.ts";
import { getConnectionStatus } from "./queries.ts";
import { saveOptions } from "./save-options.ts";
import { connectionOptionsSchema, type PermissionMatrix } from "./schema.ts";
import { testConnection } from "./test-connection.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A draft whose values Autotask accepted, and no more: nobody has pressed Connect. */
async function testedDraft() {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant);
  await testConnection(stage, place);
  return { tenant, place };
}

const notGranted = ({ rights }: PermissionMatrix) =>
  rights.filter(({ sign }) => sign !== "granted").map(({ object, action, sign }) => `${object} ${action}: ${sign}`);

test("before Connect the rights are told without a call that could fail, each object asked once", async () => {
  const { tenant, place } = await testedDraft();
  expect(new Set((await getPermissions(stage, place)).rights.map(({ sign }) => sign))).toEqual(new Set(["unread"]));
  const before = (await stage.callsOf(tenant)).length;

  const check = await checkPermissions(stage, place);

  expect(check).toMatchObject({ failure: null, checkedAt: expect.any(String) });
  expect(notGranted(check)).toEqual([]);
  const calls = (await stage.callsOf(tenant)).slice(before);
  expect(calls.map(({ path }) => path).sort()).toEqual(
    ["Companies", "Contacts", "Resources", "TicketNotes", "TicketWebhookFields", "TicketWebhooks", "Tickets"].map(
      (collection) => `/V1.0/${collection}/entityInformation`,
    ),
  );
  expect(calls.every(({ status, method }) => status === 200 && method === "GET")).toBe(true);
  expect(await getPermissions(stage, place)).toEqual({ checkedAt: check.checkedAt, rights: check.rights });
  expect(await stage.webhooksOf(tenant)).toEqual([]);
});

test("missing, restricted and webhook rights are told apart, and are told anew when they were mended", async () => {
  const { tenant, place } = await testedDraft();
  await stage.changeLevel(tenant, {
    access: { Contacts: { view: "None" }, Tickets: { view: "Restricted" } },
    webhooks: { canCreate: false },
  });
  expect(notGranted(await checkPermissions(stage, place))).toEqual([
    "Tickets view: part",
    "Contacts view: missing",
    "Webhooks (TicketWebhooks and TicketWebhookFields) add: hint",
  ]);

  await stage.changeLevel(tenant, {
    access: { Contacts: { view: "All" }, Tickets: { view: "All" } },
    webhooks: { canCreate: true },
  });
  expect(notGranted(await checkPermissions(stage, place))).toEqual([]);
});

test("only what the options use is asked about: the chosen UDF, the right to edit, the rights of what is wanted later", async () => {
  const { tenant, place } = await testedDraft();
  const options = connectionOptionsSchema.parse({ udfName: "Identity verified", capabilities: { createTickets: true, writeNote: false } });
  await saveOptions(stage, { ...place, options });
  await stage.changeLevel(tenant, { access: { Tickets: { add: "None", edit: "None" }, TicketNotes: { view: "None", add: "None" } } });

  const check = await checkPermissions(stage, place);

  expect(notGranted(check)).toEqual(["Tickets add: missing", "Tickets edit: missing"]);
  expect(check.rights.filter(({ sign, needed }) => sign === "missing" && needed).map(({ action }) => action)).toEqual(["edit"]);
  const paths = (await stage.callsOf(tenant)).map(({ path }) => path);
  expect(paths).toContain("/V1.0/Tickets/entityInformation/userDefinedFields");
  expect(paths).not.toContain("/V1.0/TicketNotes/entityInformation");
});

test("time in a technician's name is asked about in that name: both security levels have to allow it", async () => {
  const { tenant, place } = await testedDraft();
  const ofTechnicians = (changes: Record<string, unknown>) =>
    stage.simulator.control("levels/3", { tenant: tenant.key, ...changes }, "PATCH");
  const options = connectionOptionsSchema.parse({ capabilities: { logTime: true } });
  await saveOptions(stage, { ...place, options });
  const lacks = "Impersonation of technicians add: missing";

  expect(notGranted(await checkPermissions(stage, place))).toEqual([lacks]);
  await stage.changeLevel(tenant, { impersonation: { add: ["TimeEntries"], edit: [] } });
  expect(notGranted(await checkPermissions(stage, place))).toEqual([lacks]);
  await ofTechnicians({ allowsImpersonation: true });
  expect(notGranted(await checkPermissions(stage, place))).toEqual([]);

  await stage.changeLevel(tenant, { access: { TimeEntries: { add: "None" } } });
  expect(notGranted(await checkPermissions(stage, place))).toEqual(["Time Entries add: missing", lacks]);
});

test("the rights for questions about what is on file are asked about while the organization has them asked, and stop nothing", async () => {
  const { tenant, place } = await testedDraft();
  const { organizationId } = place;
  await stage.changeLevel(tenant, { access: { ConfigurationItems: { view: "None" } } });
  expect((await checkPermissions(stage, place)).rights.map(({ object }) => object)).not.toContain("Configuration Items (devices)");

  await stage.db.questionSetting.create({ data: { organizationId, isOn: true, pointsEach: 3, minimum: 2 } });
  expect((await getPermissions(stage, place)).rights.filter(({ sign }) => sign === "unread").map(({ object }) => object)).toEqual([
    "Configuration Items (devices)",
    "Company Locations",
  ]);
  const check = await checkPermissions(stage, place);
  expect(notGranted(check)).toEqual(["Configuration Items (devices) view: missing"]);
  expect(check.rights.filter(({ sign, needed }) => sign === "missing" && needed)).toEqual([]);

  await stage.db.questionSetting.update({ where: { organizationId }, data: { isOn: false } });
  expect(notGranted(await checkPermissions(stage, place))).toEqual([]);
});

test("Connect stops at a needed right, and goes past one that is only wanted later", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  await stage.db.connection.update({ where: { id: place.connectionId }, data: { options: { capabilities: { createTickets: true } } } });
  await stage.changeLevel(tenant, { access: { Tickets: { add: "None" } } });

  await runConnect(stage, place);

  const status = await getConnectionStatus(stage, place);
  expect(status.state).toBe("connected");
  expect(status.rights.filter(({ granted }) => !granted)).toMatchObject([{ object: "Tickets", action: "add", needed: false }]);
});

test("a right that went missing in use is one incident until a check finds it again", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const incidents = () =>
    stage.db.incident.findMany({ where: { connectionId: place.connectionId }, select: { kind: true, closedBy: true } });
  await stage.changeLevel(tenant, { access: { TicketNotes: { add: "None" } } });

  await checkPermissions(stage, place);
  await checkPermissions(stage, place);
  expect(await incidents()).toEqual([{ kind: "permissions", closedBy: null }]);

  await stage.changeLevel(tenant, { access: { TicketNotes: { add: "All" } } });
  await checkPermissions(stage, place);
  expect(await incidents()).toEqual([{ kind: "permissions", closedBy: "person" }]);
});

test("where Autotask does not answer, the last reading stays and the reason is told", async () => {
  const { tenant, place } = await testedDraft();
  const { checkedAt } = await checkPermissions(stage, place);
  await stage.fault(tenant, { kind: "html", status: 503 });

  expect(await checkPermissions(stage, place)).toMatchObject({ checkedAt, failure: { code: "connection.network", retrying: false } });
});

test("an untested draft is not called, and another organization's connection is not found", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant);
  await expect(checkPermissions(stage, place)).rejects.toMatchObject({ code: "connection.not_connected" });
  expect(await stage.callsOf(tenant)).toEqual([]);

  const { id: organizationId } = await makeOrganization(stage.db);
  await expect(checkPermissions(stage, { ...place, organizationId })).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(getPermissions(stage, { ...place, organizationId })).rejects.toMatchObject({ code: "connection.not_found" });
});
