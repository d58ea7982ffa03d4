import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import type { Connected } from "../fixtures/connected.ts";
import { sql } from "../fixtures/database.ts";
import { mailsTo } from "../fixtures/mailbox.ts";
import type { Organization } from "../fixtures/organization.ts";
import { resultOf, testValues } from "../fixtures/portal.ts";
import type { SimulatedTicket, Tenant } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

const NEW_SECRET = "a new secret, generated in Autotask";
const steps = (page: Page) => page.getByRole("list", { name: "Steps of putting the new credentials in place" }).first();
const history = (page: Page) => page.getByRole("list", { name: "Earlier exchanges" });

/** From the connection's page to its tab Credentials. */
async function openCredentials(page: Page, { slug }: Organization, { id }: Connected): Promise<void> {
  await page.goto(`/${slug}/connections/${id}`);
  await page.getByRole("link", { name: "Credentials", exact: true }).click();
  await expect(page.getByRole("heading", { name: "In use now" })).toBeVisible();
}

async function testNewUser(page: Page, user: Tenant["user"]): Promise<void> {
  await page.getByText("A new API user", { exact: true }).click();
  await page.getByText("Integration Vendor", { exact: true }).click();
  await testValues(page, user);
  await expect(page.getByRole("heading", { name: "Autotask accepts the new credentials" })).toBeVisible();
}

/** Opens tickets one after the other, each as soon as the one before is being verified, until it is told to stop. */
function openThroughout(tenant: Tenant, api: Api) {
  const tickets: SimulatedTicket[] = [];
  let isOn = true;
  const run = (async () => {
    while (isOn) {
      // Two people in turn, two tickets a second at most: as many as the highest limits of an organization let through.
      const ticket = await tenant.open({ contactId: tenant.contacts[tickets.length % 2]?.id });
      tickets.push(ticket);
      const isVerified = async () => (await api.verificationsOf(ticket.ticketNumber)).length;
      await expect.poll(isVerified, { timeout: 30_000, intervals: [500] }).toBe(1);
    }
  })();
  return {
    tickets,
    async stop() {
      isOn = false;
      await run;
      return tickets;
    },
  };
}

test("the same API user gets a new secret: tested with one call, put in place, and its webhook stays", async ({
  portal,
  organization,
  connected,
}) => {
  const { tenant } = connected;
  const [webhook] = await tenant.webhooks();
  await openCredentials(portal, organization, connected);
  await expect(portal.getByText("None yet: these are the credentials that the connection was made with.")).toBeVisible();
  await tenant.changeUser({ secret: NEW_SECRET });
  const calls = await tenant.countCalls();

  await testValues(portal, { secret: NEW_SECRET });
  await expect(portal.getByRole("heading", { name: "Autotask accepts the new credentials" })).toBeVisible();
  await expect(resultOf(portal)).toContainText("Connected to Autotask (127.0.0.1");
  await expect(resultOf(portal)).toContainText("We made 1 call with this password.");
  expect((await tenant.countCalls()) - calls).toBe(1);

  // Nothing is lost by loading the page again, or by looking at another one.
  await portal.reload();
  await portal.getByRole("link", { name: "Deliveries", exact: true }).click();
  await expect(portal).toHaveURL(/\/deliveries$/);
  await portal.goBack();
  await portal.getByRole("button", { name: "Put in place" }).click();
  await expect(portal.getByText("Credentials replaced.")).toBeVisible({ timeout: 30_000 });

  await expect(history(portal).getByText("Replaced", { exact: true })).toBeVisible();
  expect((await tenant.webhooks()).map(({ id }) => id)).toEqual([webhook?.id]);
  await connected.ask();
});

test("a new API user with a vendor's identifier takes over while tickets are opened: each is verified once, one webhook is left", async ({
  portal,
  organization,
  connected,
  api,
  visit,
}) => {
  test.setTimeout(120_000);
  const { tenant } = connected;
  const [old] = await tenant.webhooks();
  const user = await tenant.vendorUser();
  await sql(`update verification_settings set limits = limits || $2::jsonb where "organizationId" = $1`, [
    organization.id,
    JSON.stringify({ startsPerContact: 50, messagesPerContact: 20 }),
  ]);
  const opening = openThroughout(tenant, api);

  await openCredentials(portal, organization, connected);
  await testNewUser(portal, user);
  // A second tab sees what the first one entered, and either may go on.
  const other = await visit({ as: organization.owner, ...phone });
  await openCredentials(other, organization, connected);
  await portal.getByRole("button", { name: "Put in place" }).click();
  await expect(other.getByRole("heading", { name: "The new credentials are in use" })).toBeVisible({ timeout: 30_000 });

  // Both webhooks are there and send the same ticket.
  await expect(portal.getByText(/^The new credentials are in use/).first()).toBeVisible();
  await expect.poll(async () => (await tenant.webhooks()).length).toBe(2);
  const both = await tenant.open({ title: "Sent by both webhooks" });
  await expect.poll(async () => (await api.verificationsOf(both.ticketNumber)).length, { timeout: 20_000 }).toBe(1);
  await other.getByRole("button", { name: "Remove it now" }).click();
  await expect(portal.getByText("Credentials replaced.")).toBeVisible({ timeout: 30_000 });

  const tickets = [...(await opening.stop()), both, (await connected.tenant.open()) as SimulatedTicket];
  expect(tickets.length).toBeGreaterThan(3);
  const mails = async () => (await Promise.all(tenant.contacts.map(({ email }) => mailsTo(email)))).flat();
  await expect.poll(async () => (await mails()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(tickets.length);
  const sent = await mails();
  for (const { ticketNumber } of tickets) {
    expect(await api.verificationsOf(ticketNumber), ticketNumber).toHaveLength(1);
    expect(sent.filter(({ text }) => text.includes(ticketNumber)).length, ticketNumber).toBe(1);
  }
  expect(sent).toHaveLength(tickets.length);

  const [kept, ...more] = await tenant.webhooks();
  expect(more).toEqual([]);
  expect(kept).toMatchObject({ isActive: true, isReady: true, ownerResourceID: user.resourceId });
  expect(kept?.id).not.toBe(old?.id);
  const delivered = await tenant.control<{ webhookId: number; entityId: number }[]>("GET", "deliveries");
  expect(
    delivered
      .filter(({ entityId }) => entityId === both.id)
      .map(({ webhookId }) => webhookId)
      .sort(),
  ).toEqual([old?.id, kept?.id].sort());
  await expect(portal.getByText("Vendor’s identifier", { exact: true })).toBeVisible();
});

test("a wrong new secret costs one failed call, and nothing in use is touched", async ({ portal, organization, connected, api, visit }) => {
  const { tenant } = connected;
  const user = await tenant.vendorUser();
  const before = await api.get<{ stored: unknown }>(`/connections/${connected.id}/rotation`);
  const failed = () => tenant.countCalls({ status: "401" });
  const failedBefore = await failed();

  const other = await visit({ as: organization.owner });
  await openCredentials(other, organization, connected);
  await openCredentials(portal, organization, connected);
  await portal.getByText("A new API user", { exact: true }).click();
  await portal.getByText("Integration Vendor", { exact: true }).click();
  await testValues(portal, { ...user, secret: "not this" });
  await expect(resultOf(portal)).toContainText("Correct the password first");
  await expect(resultOf(portal)).toContainText("We made 1 call with this password and make no other until you test again.");

  // Another tab stands where this one does.
  await expect(other.getByRole("radio", { name: "A new API user" })).toBeChecked();
  expect((await failed()) - failedBefore).toBe(1);
  const after = await api.get<{ stored: unknown }>(`/connections/${connected.id}/rotation`);
  expect(after.stored).toEqual(before.stored);
  await connected.ask();
  expect((await failed()) - failedBefore).toBe(1);

  // Only the wrong value has to be typed again, also after a reload; giving up forgets them all.
  await portal.reload();
  await expect(portal.getByText("Entered before. Leave it empty to keep it.").first()).toBeVisible();
  await testValues(portal, { secret: user.secret });
  await expect(portal.getByRole("heading", { name: "Autotask accepts the new credentials" })).toBeVisible();
  await portal.getByRole("button", { name: "Give up" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Give up" }).click();
  await expect(portal.getByRole("button", { name: "Test", exact: true })).toBeVisible();
  await expect(portal.getByText("Entered before. Leave it empty to keep it.")).toBeHidden();
});

test("given up after the new webhook was made, nothing of it is left in Autotask and the old one works on", async ({
  portal,
  organization,
  connected,
}) => {
  const { tenant } = connected;
  const [old] = await tenant.webhooks();
  const user = await tenant.vendorUser();
  const { id } = await tenant.fault({
    kind: "status",
    collection: "TicketWebhookFields",
    method: "POST",
    status: 500,
    text: "Not allowed.",
  });
  await openCredentials(portal, organization, connected);
  await testNewUser(portal, user);
  await portal.getByRole("button", { name: "Put in place" }).click();

  await expect(portal.getByRole("heading", { name: "Stopped: a step needs you" })).toBeVisible({ timeout: 30_000 });
  await expect(steps(portal).getByText("Autotask did not accept what we asked for.")).toBeVisible();
  expect(await tenant.webhooks()).toHaveLength(2);
  const tries = () => tenant.countCalls({ collection: "TicketWebhookFields", method: "POST", status: "500" });
  const before = await tries();
  await portal.getByRole("button", { name: "Try this step again" }).click();
  await expect.poll(tries).toBeGreaterThan(before);
  await expect(portal.getByRole("heading", { name: "Stopped: a step needs you" })).toBeVisible({ timeout: 30_000 });

  await portal.getByRole("button", { name: "Give up" }).click();
  const question = portal.getByRole("alertdialog");
  await expect(question).toContainText("What was made for it in Autotask is removed");
  await question.getByRole("button", { name: "Give up" }).click();
  await expect(history(portal).getByText("Given up", { exact: true })).toBeVisible({ timeout: 30_000 });

  await tenant.control("DELETE", `faults/${id}`);
  expect((await tenant.webhooks()).map((webhook) => webhook.id)).toEqual([old?.id]);
  await connected.ask();
});
