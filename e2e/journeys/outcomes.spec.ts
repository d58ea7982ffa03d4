import { randomUUID } from "node:crypto";
import { runJobsNow } from "../fixtures/database.ts";
import { mailsTo } from "../fixtures/mailbox.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { enterCode, letTimePass } from "../fixtures/requester.ts";
import { seeded } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

test("a technician sees Proceed on the ticket's page the moment the requester has proven it, and what was written", async ({
  portal,
  organization,
  connected,
  visit,
  api,
}) => {
  const asked = await connected.ask();
  const { ticket } = await api.verification(asked.verificationId);
  await portal.goto(`/${organization.slug}/tickets/${ticket.id}`);
  await expectVerdict(portal, "Do not proceed yet");
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await enterCode(page, asked.mail.code);
  await expect(headingOf(page)).toContainText("It is you.");
  await expectVerdict(portal, "Proceed");
  await expect(portal.getByText("The person asking is Grace Okonkwo.")).toBeVisible();
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  const { receipt } = await api.verification(asked.verificationId);
  await expect(portal.getByText(receipt).first()).toBeVisible();
  expect(note).toMatchObject({ publish: 2, title: `Countersign: Passed, ${receipt}` });
  await expect(portal.getByRole("list", { name: "Written to Autotask" }).getByText("Internal note")).toBeVisible();
  await expect(portal.getByRole("link", { name: /Open in Autotask/ })).toHaveAttribute(
    "href",
    new RegExp(`TicketID=${asked.ticket.id}`, "i"),
  );
});

test("a denial turns the open page to Do not proceed", async ({ portal, organization, connected, visit }) => {
  const asked = await connected.ask();
  await portal.goto(`/${organization.slug}/verifications/${asked.verificationId}`);
  await expectVerdict(portal, "Do not proceed yet");
  const page = await visit(phone);
  await page.goto(`${asked.mail.link}/not-me`);
  await page.getByRole("button", { name: "This was not me, stop it" }).click();
  await expectVerdict(portal, "Do not proceed");
  await expect(portal.getByText("Grace Okonkwo said “This was not me”. End the call.")).toBeVisible();
});

test("an admin has the outcome written to a UDF, the status and the resolution too", async ({
  connected,
  visit,
  api,
  portal,
  organization,
}) => {
  await api.put(`/connections/${connected.id}/options`, {
    udfName: seeded.udf,
    statusOnPassed: seeded.statusProven,
    statusOnNotPassed: seeded.statusRefused,
    writeResolution: true,
  });
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await enterCode(page, asked.mail.code);
  await expect(headingOf(page)).toContainText("It is you.");
  await connected.outcome(asked.verificationId, "passed");
  expect(await connected.written(asked)).toHaveLength(1);
  const ticket = await connected.tenant.ticket(asked.ticket.id);
  expect(ticket.status).toBe(seeded.statusProven);
  expect(ticket.resolution).toContain("Passed");
  expect(ticket.userDefinedFields?.find(({ name }) => name === seeded.udf)?.value).toMatch(/passed/i);
  await portal.goto(`/${organization.slug}/verifications/${asked.verificationId}`);
  const written = portal.getByRole("list", { name: "Written to Autotask" });
  for (const change of ["Internal note", "User-defined field", "Status", "Resolution"]) {
    await expect(written.getByText(change, { exact: true })).toBeVisible();
  }
});

test("a status that a person set meanwhile stays, and the page says so", async ({ connected, api, portal, organization }) => {
  await api.put(`/connections/${connected.id}/options`, { statusOnPassed: seeded.statusProven, statusOnNotPassed: seeded.statusRefused });
  const asked = await connected.ask();
  await connected.tenant.change(asked.ticket.id, { status: seeded.statusInProgress });
  await letTimePass(asked.verificationId);
  await runJobsNow("verification.expire", asked.verificationId);
  await connected.outcome(asked.verificationId, "expired");
  await connected.written(asked);
  expect((await connected.tenant.ticket(asked.ticket.id)).status).toBe(seeded.statusInProgress);
  await portal.goto(`/${organization.slug}/verifications/${asked.verificationId}`);
  await expect(portal.getByText("A person changed the status first. Theirs stays.")).toBeVisible();
});

for (const [what, ticketOf, says] of [
  ["a ticket without a contact", { contactId: null }, "The ticket has no contact, so there is nobody to ask."],
  ["a monitoring alert", { source: seeded.sourceMonitoring }, "A monitoring tool opened the ticket, so nobody is asked."],
] as const) {
  test(`${what} is not verified, and its page says why`, async ({ connected, portal, organization, api }) => {
    const ticket = await connected.tenant.open(ticketOf);
    await portal.goto(`/${organization.slug}/connections/${connected.id}/deliveries`);
    const link = portal.getByRole("link", { name: ticket.ticketNumber }).first();
    await expect(link).toBeVisible({ timeout: 30_000 });
    await link.click();
    await expectVerdict(portal, "Do not proceed yet");
    await expect(portal.getByText(`Nobody has been asked for this ticket. ${says}`)).toBeVisible();
    expect(await api.verificationsOf(ticket.ticketNumber)).toEqual([]);
  });
}

test("a contact made inactive before we read the ticket is not asked, and the ticket's page says why", async ({
  connected,
  portal,
  organization,
}) => {
  const { tenant, requester } = connected;
  await tenant.behaviour({ suppressDeliveries: true });
  const ticket = await tenant.open();
  await tenant.patchRow("Contacts", requester.id, { isActive: 0 });
  const Fields = { TicketNumber: ticket.ticketNumber };
  const body = {
    Action: "Create",
    Guid: randomUUID(),
    EntityType: "Ticket",
    Id: ticket.id,
    Fields,
    EventTime: new Date().toISOString(),
    SequenceNumber: 1,
    PersonID: 4,
  };
  expect(await tenant.control("POST", "deliveries/forge", { signature: "valid", body })).toEqual({ status: 200 });
  await portal.goto(`/${organization.slug}/connections/${connected.id}/deliveries`);
  await portal.getByRole("link", { name: ticket.ticketNumber }).first().click({ timeout: 30_000 });
  await expect(
    portal.getByText("Nobody has been asked for this ticket. The contact of the ticket is inactive in Autotask, so nobody is asked."),
  ).toBeVisible();
  expect(await mailsTo(requester.email)).toEqual([]);
});

test("the history is found by name, number and receipt, and filters live in the address", async ({
  connected,
  portal,
  organization,
  api,
  visit,
}) => {
  const denied = await connected.ask();
  const page = await visit(phone);
  await page.goto(`${denied.mail.link}/not-me`);
  await page.getByRole("button", { name: "This was not me, stop it" }).click();
  await connected.outcome(denied.verificationId, "denied");
  const open = await connected.ask();
  const { receipt } = await api.verification(denied.verificationId);
  const row = (number: string) => portal.getByRole("table", { name: "Verifications" }).getByRole("row").filter({ hasText: number });

  await portal.goto(`/${organization.slug}/verifications`);
  await portal.getByRole("link", { name: /^All/ }).click();
  await expect(portal).toHaveURL(/period=all/);
  await expect(row(denied.ticket.ticketNumber)).toBeVisible();
  await expect(row(open.ticket.ticketNumber)).toBeVisible();
  const search = portal.getByRole("searchbox", { name: "Search verifications" });
  for (const text of [denied.ticket.ticketNumber, receipt]) {
    await search.fill(text);
    await search.press("Enter");
    await expect(portal).toHaveURL(new RegExp(`search=${text}|q=${text}`));
    await expect(row(open.ticket.ticketNumber)).toHaveCount(0);
    await expect(row(denied.ticket.ticketNumber)).toBeVisible();
  }
  await search.fill("Okonkwo");
  await search.press("Enter");
  await expect(row(open.ticket.ticketNumber)).toBeVisible();

  await portal.getByRole("button", { name: "Outcome" }).click();
  await portal.getByRole("option", { name: "Denied" }).click();
  await expect(row(open.ticket.ticketNumber)).toHaveCount(0);
  await portal.reload();
  await expect(row(denied.ticket.ticketNumber)).toBeVisible();
  await expect(row(open.ticket.ticketNumber)).toHaveCount(0);
  await portal.getByRole("button", { name: "Remove the filter Outcome" }).click();
  await expect(row(open.ticket.ticketNumber)).toBeVisible();
  await search.fill("nobody of this name");
  await search.press("Enter");
  await expect(portal.getByText("Nothing matches “nobody of this name”")).toBeVisible();
});

test("a technician starts a verification for a ticket by hand and cancels it", async ({ connected, portal, organization }) => {
  const first = await connected.tenant.open({ source: seeded.sourceMonitoring });
  await portal.goto(`/${organization.slug}/verifications`);
  await portal.getByRole("button", { name: "Start a verification" }).click();
  const dialog = portal.getByRole("dialog");
  await dialog.getByRole("textbox").fill(String(first.id));
  await dialog.getByRole("button", { name: "Send the code" }).click();
  await expect(portal.getByText("Grace Okonkwo").first()).toBeVisible({ timeout: 20_000 });
  await expectVerdict(portal, "Do not proceed yet");
  await portal.getByRole("button", { name: /^Cancel/ }).click();
  await portal
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Cancel/ })
    .last()
    .click();
  await expectVerdict(portal, "Do not proceed");
});
