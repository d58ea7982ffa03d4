import type { Page } from "@playwright/test";
import type { PermissionMatrix } from "../../lib/connection/schema.ts";
import { waitUntilConnected } from "../fixtures/connected.ts";
import { goOn, resultOf, testValues, walkToFourValues } from "../fixtures/portal.ts";
import { seeded, type Tenant } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// What the chosen options need, told before Connect and again in use: green, amber or red by object and action, each red one
// with its sentence and its place in Autotask. Only registering a webhook proves the right to it.

const matrixOf = (page: Page) => page.getByRole("table", { name: "Rights of the API user" });
/** What the list comes to, above it. */
const comesTo = (page: Page) => page.getByRole("region", { name: "Permissions" }).getByRole("status").first();
const cellOf = (page: Page, object: string, action: "View" | "Add" | "Edit" | "Delete") =>
  matrixOf(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: object, exact: true }) })
    .getByRole("cell")
    .nth(["View", "Add", "Edit", "Delete"].indexOf(action));
const connectButton = (page: Page) => page.getByRole("button", { name: "Connect", exact: true });

async function walkToConnect(page: Page, slug: string, tenant: Tenant): Promise<string> {
  await walkToFourValues(page, slug);
  await testValues(page, tenant.user);
  await expect(resultOf(page).getByRole("status")).toHaveText(/^Connected to Autotask \(/);
  await goOn(page, /^Connect /);
  const [id = ""] = /[0-9a-f-]{36}/.exec(page.url()) ?? [];
  return id;
}

/** What the simulator was asked about rights, as collections. */
async function askedAbout(tenant: Tenant): Promise<string[]> {
  const calls = await tenant.control<{ path: string }[]>("GET", "calls");
  return calls.flatMap(({ path }) => /\/(\w+)\/entityInformation/i.exec(path)?.[1] ?? []);
}

test("before Connect a missing right is red with its sentence and its place, a part is amber, and Check again opens Connect in place", async ({
  portal,
  organization,
  tenant,
  api,
}) => {
  await tenant.changeLevel({ access: { Contacts: { view: "None" }, Tickets: { view: "Restricted" } } });
  const id = await walkToConnect(portal, organization.slug, tenant);
  await expect(comesTo(portal)).toHaveText("1 needed right is missing.");
  await expect(cellOf(portal, "Contacts", "View").getByRole("img", { name: "Missing" })).toBeVisible();
  await expect(cellOf(portal, "Tickets", "View").getByRole("img", { name: "Granted in part" })).toBeVisible();
  await expect(cellOf(portal, "Companies", "View").getByRole("img", { name: "Granted", exact: true })).toBeVisible();

  const matrix = matrixOf(portal);
  await expect(matrix.getByText("The API user may not read contacts, so nobody can be asked.")).toBeVisible();
  await expect(matrix.getByText("The API user sees some tickets only. The others are not verified.")).toBeVisible();
  // One place for the red one, none for the amber one: limiting us may be meant so.
  const places = matrix.getByRole("definition");
  await expect(places).toHaveText([
    "AdminResources/Users (HR)SecuritySecurity LevelCountersign APICRMOrganization & Contact Access",
    "Contacts, View: All.",
  ]);
  await expect(connectButton(portal)).toBeDisabled();
  await expect(portal.getByText(/Connect opens when the needed rights are there/)).toBeVisible();

  // Asking again without a change says the same; after the change it opens, without a reload.
  await portal.getByRole("button", { name: "Check again" }).click();
  await expect(comesTo(portal)).toHaveText("1 needed right is missing.");
  await tenant.changeLevel({ access: { Contacts: { view: "All" } } });
  await portal.getByRole("button", { name: "Check again" }).click();
  await expect(comesTo(portal)).toHaveText("All rights are there, 1 of them in part.");
  await expect(cellOf(portal, "Contacts", "View").getByRole("img", { name: "Granted", exact: true })).toBeVisible();
  expect(await tenant.webhooks()).toEqual([]);
  await connectButton(portal).click();
  await waitUntilConnected(api, id);
});

test("what is switched off is not asked about: no UDF, no time entries, no impersonation, no opening of tickets", async ({
  portal,
  organization,
  tenant,
}) => {
  await walkToConnect(portal, organization.slug, tenant);
  await expect(comesTo(portal)).toHaveText("All rights are there.");
  await expect(matrixOf(portal).getByRole("rowheader")).toHaveText([
    "Tickets",
    "Ticket Notes",
    "Contacts",
    "Companies",
    "Resources",
    "Webhooks (TicketWebhooks and TicketWebhookFields)",
  ]);
  await expect(cellOf(portal, "Tickets", "Add")).toHaveText(/Not needed/);
  await expect(cellOf(portal, "Tickets", "Edit")).toHaveText(/Not needed/);
  const asked = await askedAbout(tenant);
  expect([...new Set(asked)].sort()).toEqual([
    "Companies",
    "Contacts",
    "Resources",
    "TicketNotes",
    "TicketWebhookFields",
    "TicketWebhooks",
    "Tickets",
  ]);
});

test("what is switched on is asked about, and what nothing waits for yet does not stop the connection", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const { tenant, id } = connected;
  await tenant.changeLevel({ access: { Tickets: { add: "None" }, TimeEntries: { add: "None" } } });
  const before = await api.connection(id);
  await api.put(`/connections/${id}/options`, {
    ...before.options,
    udfName: seeded.udf,
    capabilities: { ...before.options.capabilities, createTickets: true, logTime: true },
  });
  await portal.goto(`/${organization.slug}/connections/${id}/permissions`);
  await expect(comesTo(portal)).toHaveText("Not all rights were asked yet.");
  await expect(cellOf(portal, "Ticket UDFs", "Edit").getByRole("img", { name: "Not asked yet" })).toBeVisible();

  await portal.getByRole("button", { name: "Check again" }).click();
  await expect(comesTo(portal)).toHaveText("All needed rights are there; 3 optional rights are missing.");
  await expect(cellOf(portal, "Ticket UDFs", "Edit").getByRole("img", { name: "Granted", exact: true })).toBeVisible();
  await expect(cellOf(portal, "Tickets", "Add").getByRole("img", { name: "Missing" })).toBeVisible();
  await expect(cellOf(portal, "Time Entries", "Add").getByRole("img", { name: "Missing" })).toBeVisible();
  const matrix = matrixOf(portal);
  await expect(
    matrix.getByText("The API user may not open tickets. Opening tickets works once it may. It does not stop Connect."),
  ).toBeVisible();
  await expect(
    matrix.getByText("The API user may not log time in the name of technicians, and has no time of its own. It does not stop Connect."),
  ).toBeVisible();
  await expect(matrix.getByText(/^Time Entries, Add: on\. In the security level of the technicians/)).toBeVisible();
  // Nothing of it is in use, so the page of the connection finds nothing wrong.
  await portal.goto(`/${organization.slug}/connections/${id}`);
  await expect(portal.getByText("Connected. The first new ticket will show here.")).toBeVisible();
  await connected.ask();
});

test("a right that is taken away later is found by asking again, says what stands still, and is over when it is back", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  const { tenant, id } = connected;
  const page = await visit({ as: organization.owner, ...phone });
  await tenant.changeLevel({ access: { TicketNotes: { add: "None" } } });
  await page.goto(`/${organization.slug}/connections/${id}/permissions`);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(comesTo(page)).toHaveText("1 needed right is missing.");
  // On a phone the same is a list.
  const list = page.getByRole("list", { name: "Rights of the API user" });
  await expect(list.getByText("The API user may not write ticket notes, so outcomes stay here only.")).toBeVisible();
  await expect(list.getByText("Ticket Notes, Add: All.")).toBeVisible();
  await expect(page.getByText("Tickets arrive; a right that we need is missing.")).toBeVisible({ timeout: 15_000 });
  const { rights } = await api.get<PermissionMatrix>(`/connections/${id}/permissions`);
  expect(rights.filter(({ sign }) => sign === "missing")).toMatchObject([{ object: "Ticket Notes", action: "add", needed: true }]);

  await tenant.changeLevel({ access: { TicketNotes: { add: "All" } } });
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(comesTo(page)).toHaveText("All rights are there.");
  await expect(page.getByText("Tickets arrive; a right that we need is missing.")).toBeHidden({ timeout: 15_000 });
});

const steps = (page: Page) => page.getByRole("list", { name: "Steps of Connect" });
const webhookPlace = "AdminResources/Users (HR)SecuritySecurity LevelOtherWebhooksCan create webhooks";

test("the webhook right is proven by making one: a missing box is a doubt before, a fix at its step, and the step goes on when it is set", async ({
  portal,
  organization,
  tenant,
  api,
}) => {
  await tenant.changeLevel({ webhooks: { canCreate: false } });
  const id = await walkToConnect(portal, organization.slug, tenant);
  await expect(comesTo(portal)).toHaveText("All rights that can be asked are there.");
  const object = "Webhooks (TicketWebhooks and TicketWebhookFields)";
  await expect(cellOf(portal, object, "Add").getByRole("img", { name: "Not sure" })).toBeVisible();
  await expect(matrixOf(portal).getByText(/Only trying proves it: Connect makes one and tells you\./)).toBeVisible();
  await connectButton(portal).click();

  const again = portal.getByRole("button", { name: "Try this step again" });
  await expect(again).toBeVisible({ timeout: 20_000 });
  await expect(steps(portal).getByText("The API user’s security level may not create webhooks.")).toBeVisible();
  await expect(steps(portal).getByRole("definition")).toHaveText([webhookPlace, "Can create webhooks: on. Limit: 1 or more."]);
  await steps(portal).getByText("What Autotask answered").click();
  await expect(steps(portal).getByText(/does not have the adequate permissions to create this entity type/)).toBeVisible();
  expect(await tenant.webhooks()).toEqual([]);
  const before = (await api.connection(id)).progress?.steps.credentials;
  expect(before?.state).toBe("done");

  await tenant.changeLevel({ webhooks: { canCreate: true } });
  await again.click();
  await waitUntilConnected(api, id);
  // What was done before was not done again.
  expect((await api.connection(id)).progress?.steps.credentials).toEqual(before);
  expect(await tenant.webhooks()).toHaveLength(1);
});

test("a used-up webhook limit is told apart from the missing right, leaves nothing behind, and goes on when raised", async ({
  portal,
  organization,
  tenant,
  api,
}) => {
  await tenant.changeLevel({ webhooks: { max: 0 } });
  const id = await walkToConnect(portal, organization.slug, tenant);
  await expect(comesTo(portal)).toHaveText("All rights are there.");
  await connectButton(portal).click();
  const told = steps(portal).getByText("The API user has as many webhooks as its security level allows.");
  await expect(told).toBeVisible({ timeout: 20_000 });
  await expect(steps(portal).getByRole("definition")).toHaveText([webhookPlace, "Can create webhooks: on. Limit: one more than now."]);
  await steps(portal).getByText("What Autotask answered").click();
  await expect(steps(portal).getByText(/reached the maximum number of webhooks/)).toBeVisible();
  await expect(portal.getByText("Nothing has been left behind in Autotask. You can stop here.")).toBeVisible();
  expect(await tenant.webhooks()).toEqual([]);

  await tenant.changeLevel({ webhooks: { max: 1 } });
  await portal.getByRole("button", { name: "Try this step again" }).click();
  await waitUntilConnected(api, id);
});
