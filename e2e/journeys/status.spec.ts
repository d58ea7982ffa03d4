import type { Locator, Page } from "@playwright/test";
import { checkByResuming, connect, letBudgetGrowOld, waitForFirstLook } from "../fixtures/connected.ts";
import { sql } from "../fixtures/database.ts";
import { waitForCode } from "../fixtures/mailbox.ts";
import { addMember } from "../fixtures/organization.ts";
import { places } from "../fixtures/places.ts";
import { headingOf } from "../fixtures/portal.ts";
import { makeTenant, type Tenant } from "../fixtures/simulator.ts";
import { expect, test } from "../fixtures/test.ts";

// The status page of a connection: what is wrong, what was lost, what happened, and every order it gives.

const slow = { timeout: 30_000 };
const stateOf = (page: Page) => page.getByRole("region", { name: "State" });
const panel = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const events = (page: Page) => page.getByRole("list", { name: "What happened" });
const gaps = (page: Page) => page.getByRole("table", { name: "Gaps" });
const deliveryOf = (page: Page, ticketNumber: string) =>
  page.getByRole("table", { name: "Deliveries" }).getByRole("row").filter({ hasText: ticketNumber });

/** Somebody switches our webhook off or on in Autotask's own screens. */
async function switchWebhook({ webhooks, control }: Tenant, isActive: boolean): Promise<void> {
  const [webhook] = await webhooks();
  await control("PATCH", `webhooks/${webhook?.id}`, { fields: { isActive } });
}

test("a webhook switched off in Autotask is seen, mended and told of, and the ticket opened meanwhile is found in its gap", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await expect(gaps(portal)).toBeHidden();
  await switchWebhook(connected.tenant, false);
  const ticket = await connected.tenant.open();
  await portal.getByRole("button", { name: "Check now" }).click();
  // Nobody presses Repair: the worker mends what it may, and may have been faster.
  await expect.poll(async () => (await connected.tenant.webhooks())[0]?.isActive, slow).toBe(true);
  await expect(stateOf(portal).getByText(/Tickets reach us again|Tickets arrive/)).toBeVisible(slow);
  await expect(events(portal).getByText("Found wrong").first()).toBeVisible(slow);
  await expect(events(portal).getByText("Repaired by us")).toBeVisible(slow);
  await waitForCode(connected.requester.email, 1);
  expect(await api.verificationsOf(ticket.ticketNumber)).toHaveLength(1);
  const row = gaps(portal).getByRole("row").filter({ hasText: "Our webhook was off" });
  await expect(row).toContainText("We fetched the one that was created.", slow);
  await expect(row).toContainText("1 of 1");
  await expect(row.getByRole("time")).toHaveCount(2);
  await expect(deliveryOf(portal, ticket.ticketNumber)).toContainText("Recovered after a gap");
  await expect(portal.getByRole("img", { name: /with one gap\.$/ })).toBeVisible(slow);
});

/** Presses Check now and waits for what it finds. */
async function checkNowUntil(page: Page, found: Locator): Promise<void> {
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(found).toBeVisible(slow);
}

test("Check now finds a right that was taken away, says which and where to set it, and that it is back", async ({
  portal,
  organization,
  connected,
}) => {
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await connected.tenant.changeLevel({ access: { TicketNotes: { add: "None" } } });
  await checkNowUntil(portal, stateOf(portal).getByText("Ticket Notes: add"));
  await stateOf(portal).getByRole("link", { name: "Show the fix" }).click();
  await expect(portal.getByText("Ticket Notes, Add: All.").filter({ visible: true })).toBeVisible(slow);
  await connected.tenant.changeLevel({ access: { TicketNotes: { add: "All" } } });
  await checkNowUntil(portal, stateOf(portal).getByText("All there"));
});

test("a database that Autotask moves to another zone is followed and told of, and its next ticket is verified", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const { tenant } = connected;
  const before = (await api.connection(connected.id)).zoneHost;
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await tenant.control("POST", "zone-move", {});
  await checkNowUntil(portal, events(portal).getByText("Autotask moved this database"));
  const { state, zoneHost } = await api.connection(connected.id);
  expect(state).toBe("connected");
  expect(zoneHost).not.toBe(before);
  await expect(portal.getByText(String(zoneHost)).first()).toBeVisible(slow);
  const ticket = await tenant.open();
  await waitForCode(connected.requester.email, 1);
  expect(await api.verificationsOf(ticket.ticketNumber)).toHaveLength(1);
});

test("paused, tickets wait and nobody is asked; resumed, they are verified, also one whose delivery never came", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  await waitForFirstLook(api, connected.id);
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await portal.getByRole("button", { name: "Pause" }).click();
  const question = portal.getByRole("alertdialog");
  await question.getByRole("button", { name: "Keep it on" }).click();
  await expect(question).toBeHidden();
  expect((await api.connection(connected.id)).state).toBe("connected");
  await portal.getByRole("button", { name: "Pause" }).click();
  await question.getByRole("button", { name: "Pause" }).click();
  await expect(stateOf(portal)).toContainText("Paused by a person.");
  await expect(stateOf(portal)).toContainText(`${organization.owner.name} paused it`);

  const arrived = await connected.tenant.open();
  await connected.tenant.behaviour({ suppressDeliveries: true });
  const lost = await connected.tenant.open();
  // Long enough ago that nothing is awaited any more.
  await connected.tenant.patchRow("Tickets", lost.id, { createDate: new Date(Date.now() - 20 * 60_000).toISOString() });
  await connected.tenant.behaviour({ suppressDeliveries: false });
  await expect(deliveryOf(portal, arrived.ticketNumber)).toContainText("The connection is paused", slow);
  await expect(stateOf(portal)).toContainText("1 ticket waits.", slow);
  expect(await api.verificationsOf(arrived.ticketNumber)).toEqual([]);

  await portal.getByRole("button", { name: "Resume" }).click();
  await expect(portal.getByText("Resumed.", { exact: true })).toBeVisible();
  for (const { ticketNumber } of [arrived, lost]) {
    await expect.poll(async () => (await api.verificationsOf(ticketNumber)).length, slow).toBe(1);
  }
  await expect(deliveryOf(portal, lost.ticketNumber)).toContainText("Recovered after a gap", slow);
  await expect(events(portal).getByText("Paused", { exact: true })).toBeVisible();
  await expect(events(portal).getByText("Resumed", { exact: true })).toBeVisible();
});

test("Replay processes a delivery again as Autotask has the ticket now, asks nobody twice, and is offered to those who may", async ({
  portal,
  organization,
  connected,
  visit,
  api,
}) => {
  const ticket = await connected.tenant.open({ contactId: null, fields: { companyID: 174 } });
  await portal.goto(`/${organization.slug}/connections/${connected.id}/deliveries`);
  const row = deliveryOf(portal, ticket.ticketNumber);
  await expect(row).toContainText("The ticket has no contact", slow);
  await connected.tenant.change(ticket.id, { contactID: connected.requester.id });
  const replay = portal.getByRole("button", { name: `Replay: ${ticket.ticketNumber}` });
  await replay.click();
  await expect(row).toContainText("Verification started", slow);
  await expect(row).toContainText(`replayed by ${organization.owner.name}`);
  await waitForCode(connected.requester.email, 1);

  await replay.click();
  const entries = () =>
    sql(`select 1 from audit_entries where "organizationId" = $1 and action = 'intake.delivery_replayed'`, [organization.id]);
  await expect.poll(async () => (await entries()).length).toBe(2);
  await expect(replay).toBeVisible(slow);
  await expect(row).toContainText("Verification started");
  expect(await api.verificationsOf(ticket.ticketNumber)).toHaveLength(1);

  const auditor = await visit({ as: await addMember(organization, "auditor") });
  await auditor.goto(`/${organization.slug}/connections/${connected.id}/deliveries`);
  await expect(deliveryOf(auditor, ticket.ticketNumber)).toContainText("Verification started");
  await expect(auditor.getByRole("button", { name: /^Replay/ })).toHaveCount(0);
});

test("Look for missed tickets now finds what Autotask never told us of, and lists the gap with its start and end", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  await waitForFirstLook(api, connected.id);
  await connected.tenant.behaviour({ suppressDeliveries: true });
  const missed = await connected.tenant.open();
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await expect(portal.getByText("None. Every ticket that was opened since we connected has reached us.")).toBeVisible();
  await portal.getByRole("button", { name: "Look for missed tickets now" }).click();
  await expect(portal.getByText("Looking for missed tickets.")).toBeVisible();
  const row = gaps(portal).getByRole("row").filter({ hasText: "Autotask did not tell us" });
  await expect(row).toContainText("We fetched the one that was created.", slow);
  await expect(row.getByRole("time")).toHaveCount(2);
  await waitForCode(connected.requester.email, 1);
  await expect(deliveryOf(portal, missed.ticketNumber)).toContainText("Recovered after a gap");
});

test("above three quarters of the hourly calls the page says so, in the light, in the meter and in words", async ({
  portal,
  organization,
  tenant,
  api,
}) => {
  // What other integrations of the database call counts too. Ours are a few dozen.
  await tenant.behaviour({ callsByOthers: 6_200, usageLatency: false });
  const { id } = await connect(api, tenant);
  await checkByResuming(api, id);
  await portal.goto(`/${organization.slug}/connections/${id}`);
  const budget = panel(portal, "API budget");
  await expect(budget.getByText("Above 75% our contact sync waits; verifications and notes go on.")).toBeVisible(slow);
  await expect(budget.getByRole("img", { name: /^6,2\d\d of 10,000 calls were used in the last hour, 6[23]%/ })).toBeVisible();
  await tenant.behaviour({ callsByOthers: 7_800 });
  await letBudgetGrowOld(id);
  await checkByResuming(api, id);
  await expect(budget.getByText("Above 75% now: our contact sync waits; verifications and notes go on.")).toBeVisible(slow);
  await expect(budget.getByRole("img", { name: /^7,[89]\d\d of 10,000 calls were used in the last hour, 7[89]%/ })).toBeVisible();
  await expect(portal.getByRole("list", { name: "Lights" })).toContainText(/7[89]% used this hour/);
});

async function callAutotask(user: Tenant["user"], method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${places.simulator}/ATServicesRest/V1.0/${path}`, {
    method,
    headers: {
      ApiIntegrationCode: user.trackingIdentifier,
      UserName: user.username,
      Secret: user.secret,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status, `${method} ${path}: ${await response.clone().text()}`).toBe(200);
  return response.json();
}

test("a webhook of ours that nobody uses is listed, and removed only after asking", async ({ portal, organization, connected }) => {
  await connected.tenant.changeLevel({ webhooks: { max: 5 } });
  const [ours] = await connected.tenant.webhooks();
  const webhookUrl = `${ours?.webhookUrl ?? ""}`.replace(connected.id, crypto.randomUUID());
  await callAutotask(connected.tenant.user, "POST", "TicketWebhooks", {
    name: ours?.name,
    webhookUrl,
    deactivationUrl: webhookUrl,
    secretKey: "left behind by a crash",
    isActive: true,
    sendThresholdExceededNotification: false,
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: false,
    isSubscribedToDeleteEvents: false,
  });
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await portal.getByRole("button", { name: "Check now" }).click();
  const notice = panel(portal, "1 webhook of ours that nobody uses");
  await expect(notice).toBeVisible(slow);
  await notice.getByRole("button", { name: "Remove it" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Keep it" }).click();
  expect(await connected.tenant.webhooks()).toHaveLength(2);

  await notice.getByRole("button", { name: "Remove it" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Remove it" }).click();
  await expect(notice).toBeHidden(slow);
  const left = await connected.tenant.webhooks();
  expect(left.map(({ id }) => id)).toEqual([ours?.id]);
  await expect(events(portal).getByText("Unused webhooks removed")).toBeVisible(slow);
  await connected.ask();
});

test("a disconnected connection keeps its history and offers no order that it cannot take", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const { ticket } = await connected.ask();
  await api.post(`/connections/${connected.id}/disconnect`);
  await expect.poll(async () => (await api.connection(connected.id)).verdict, slow).toBe("disconnected");
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await expect(stateOf(portal)).toContainText("Disconnected. Nothing of ours is left in Autotask.");
  await expect(deliveryOf(portal, ticket.ticketNumber)).toBeVisible();
  await expect(events(portal).getByText("Disconnected", { exact: true })).toBeVisible();
  await expect(panel(portal, "Gaps")).toBeVisible();
  for (const name of [/^Replay/, "Pause", "Repair", "Check now", "Resume", "Disconnect", "Look for missed tickets now"]) {
    await expect(portal.getByRole("button", { name, exact: typeof name === "string" })).toHaveCount(0);
  }
  expect((await api.send("POST", `/connections/${connected.id}/reconcile`)).status).toBe(409);
  expect((await api.send("POST", `/connections/${connected.id}/pause`)).status).toBe(409);
});

test("the strip says the same as a table, for a day, a week and a month", async ({ portal, organization, connected }) => {
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  for (const [button, title, rows] of [
    ["24 hours", "Reachable in the last 24 hours", 24],
    ["7 days", "Reachable in the last 7 days", 168],
    ["30 days", "Reachable in the last 30 days", 30],
  ] as const) {
    await portal.getByRole("button", { name: button }).click();
    await expect(portal.getByRole("heading", { name: title })).toBeVisible();
    await expect(portal.getByRole("img", { name: new RegExp(`the last ${button}`) })).toBeVisible();
    await portal.getByRole("button", { name: "As a table" }).click();
    await expect(portal.getByRole("table", { name: title }).getByRole("row")).toHaveCount(rows + 1);
    await portal.getByRole("button", { name: "As a strip" }).click();
  }
});

test("each capability that is switched changes which rights are asked for: on asks Autotask at once, off asks no more", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const asked = async () => {
    const { rights } = await api.get<{ rights: { object: string; action: string; purposes: string[] }[] }>(
      `/connections/${connected.id}/permissions`,
    );
    return rights.flatMap(({ purposes }) => purposes);
  };
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await portal.getByRole("link", { name: "What we write" }).click();
  for (const [label, purpose, begins] of [
    ["Write a note", "writeNote", true],
    ["Open tickets", "createTickets", false],
    ["Log time", "logTime", false],
    ["Sync the directory", "syncDirectory", false],
  ] as const) {
    const toggle = portal.getByRole("switch", { name: label });
    expect((await asked()).includes(purpose), label).toBe(begins);
    for (const on of [!begins, begins]) {
      await portal.getByText(label, { exact: true }).click();
      await expect(toggle).toBeChecked({ checked: on, ...slow });
      await expect.poll(async () => (await asked()).includes(purpose), slow).toBe(on);
      await expect(toggle).toBeEnabled(slow);
    }
  }
});

test("three databases in three states are summed up, each with its page, and the title names the one that needs a person", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const [paused, off] = [await connect(api, await makeTenant()), await connect(api, await makeTenant())];
  await api.post(`/connections/${paused.id}/pause`);
  await off.tenant.changeUser({ secret: "changed in Autotask" });
  await off.tenant.open();
  await expect.poll(async () => (await api.connection(off.id)).verdict, slow).toBe("blocked");
  await connected.ask();

  await portal.goto(`/${organization.slug}`);
  await expect(headingOf(portal)).toHaveText(`One of 2 connections stands still. ${off.tenant.key} needs a person.`);
  const listed = portal.getByRole("list", { name: "Connections" }).getByRole("listitem");
  await expect(listed).toHaveCount(3);
  // What needs a person comes first.
  await expect(listed.first()).toContainText(off.tenant.key);

  await portal.goto(`/${organization.slug}/connections`);
  const list = panel(portal, `${off.tenant.key} needs a person.`);
  await expect(list).toContainText("1 connected, 1 paused");
  await expect(list).toContainText("Today 2 tickets and 1 verification over all of them.");
  for (const [{ id, tenant }, sentence] of [
    [connected, "Tickets arrive and outcomes are written."],
    [paused, "Paused by a person."],
    [off, "Autotask refuses our sign-in. We make no further call."],
  ] as const) {
    await portal.goto(`/${organization.slug}/connections/${id}`);
    await expect(headingOf(portal)).toHaveText(tenant.key);
    await expect(stateOf(portal)).toContainText(sentence);
  }
});
