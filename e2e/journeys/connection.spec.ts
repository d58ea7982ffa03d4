import { waitForMail } from "../fixtures/mailbox.ts";
import { headingOf, testValues } from "../fixtures/portal.ts";
import { expectGone } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

test("the page of a connection tells of deliveries and writes as they happen, and Check now asks Autotask", async ({
  portal,
  organization,
  connected,
}) => {
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await expect(portal.getByText("Connected. The first new ticket will show here.")).toBeVisible();
  const asked = await connected.ask();
  await expect(portal.getByText("Tickets arrive and outcomes are written.")).toBeVisible({ timeout: 30_000 });
  await expect(portal.getByText(asked.ticket.ticketNumber).first()).toBeVisible({ timeout: 30_000 });

  await portal.getByRole("button", { name: "Check now" }).click();
  await expect(portal.getByText("Checked. All as it should be.")).toBeVisible();
  const [webhook] = await connected.tenant.webhooks();
  await connected.tenant.control("PATCH", `webhooks/${webhook?.id}`, { fields: { isActive: false } });
  // Autotask's own message or this press is first; either has it mended without anybody choosing Repair.
  await portal.getByRole("button", { name: "Check now" }).click();
  await expect(portal.getByText("Tickets reach us again: we mended our webhook.")).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await connected.tenant.webhooks())[0]?.isActive).toBe(true);
});

test("Disconnect asks, removes the webhook, cancels what is open and erases the credentials", async ({
  portal,
  organization,
  connected,
  visit,
  api,
}) => {
  const asked = await connected.ask();
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  const open = portal.getByRole("button", { name: "Disconnect" });
  await open.click();
  const question = portal.getByRole("alertdialog");
  await expect(question.getByRole("heading")).toHaveText(`Disconnect ${connected.tenant.key}?`);
  await question.getByRole("button", { name: "Keep connected" }).click();
  await expect(question).toBeHidden();
  expect((await api.connection(connected.id)).state).toBe("connected");

  await open.click();
  await question.getByRole("button", { name: "Disconnect" }).click();
  await expect(portal.getByText("Disconnected. Nothing of ours is left in Autotask.")).toBeVisible({ timeout: 30_000 });
  expect(await connected.tenant.webhooks()).toEqual([]);
  await connected.outcome(asked.verificationId, "cancelled");
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await expectGone(page);
  const calls = await connected.tenant.countCalls();
  await connected.tenant.open();
  expect(await connected.tenant.countCalls()).toBe(calls);
  // It can be connected again, as a new connection.
  await portal.getByRole("link", { name: "Connect Autotask" }).first().click();
  await expect(headingOf(portal)).toHaveText("Connect Autotask");
});

test("when Autotask refuses the deletion, the connection is off all the same and the page says what to delete where", async ({
  portal,
  organization,
  connected,
}) => {
  const [webhook] = await connected.tenant.webhooks();
  await connected.tenant.changeUser({ secret: "changed in Autotask" });
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await portal.getByRole("button", { name: "Disconnect" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(portal.getByText("Disconnected. One webhook is left in Autotask for you to delete.")).toBeVisible({ timeout: 30_000 });
  await expect(portal.getByText("Autotask did not let us delete our webhook.")).toBeVisible();
  await expect(portal.getByText(String(webhook?.name)).first()).toBeVisible();
  await expect(portal.getByText(String(webhook?.id), { exact: true }).first()).toBeVisible();
  await expect(portal.getByText(/Extensions & Integrations/).first()).toBeVisible();
  // What Autotask still sends is refused.
  await connected.tenant.open();
  await expect.poll(async () => (await connected.tenant.deliveries()).at(-1)?.attempts.at(0)?.status).toBe(401);
});

test("refused credentials stop every call until new ones are entered, and what waited goes on", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  await connected.tenant.changeUser({ secret: "changed in Autotask" });
  const ticket = await connected.tenant.open();
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  await expect(portal.getByText("Autotask refuses our sign-in. We make no further call.")).toBeVisible({ timeout: 30_000 });
  const calls = await connected.tenant.countCalls();
  await connected.tenant.open();
  await connected.tenant.open();
  await portal.getByRole("link", { name: "Replace the credentials" }).first().click();
  await expect(portal.getByText(/^Refused since/)).toBeVisible();
  expect(await connected.tenant.countCalls()).toBe(calls);
  await testValues(portal, { secret: "changed in Autotask" });
  await portal.getByRole("button", { name: "Put in place" }).click();
  await expect(portal.getByText("Credentials replaced.")).toBeVisible({ timeout: 30_000 });
  await expect(portal.getByRole("definition").filter({ hasText: /^Accepted$/ })).toBeVisible();
  await waitForMail(connected.requester.email, 3);
  await expect.poll(async () => (await api.verificationsOf(ticket.ticketNumber)).length).toBe(1);
});
