import { waitForCode } from "../fixtures/mailbox.ts";
import { enterCode, expectPassed } from "../fixtures/requester.ts";
import { expect, test } from "../fixtures/test.ts";

// Real addresses of real networks, as the lists that come with the product have them.
const torExit = { "x-forwarded-for": "185.220.101.7" };
const homeLine = { "x-forwarded-for": "24.4.5.6" };

test("who reads the mailbox from behind Tor does not pass, even with the right code, until a lead has looked", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  const { verificationId, mail, ticket } = await connected.ask();
  const page = await visit({ extraHTTPHeaders: torExit });
  await page.goto(mail.link);
  await enterCode(page, mail.code);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("That was right");
  await expect(page.getByText("Tor")).toHaveCount(0);
  expect(await api.verification(verificationId)).toMatchObject({
    settledAt: null,
    strength: null,
    risk: { hold: { awaitsRelease: true } },
  });

  const lead = await visit({ as: organization.owner });
  await lead.goto(`/${organization.slug}`);
  await lead.getByRole("link", { name: `Decide: ${ticket.ticketNumber}` }).click();
  await expect(lead.getByRole("alert").filter({ hasText: "Do not proceed" })).toContainText("The answer came through the Tor network");
  await lead.getByRole("button", { name: "Refuse" }).click();
  await lead.getByLabel("Why is it not them?").fill("Called them: they asked for nothing");
  await lead.getByRole("button", { name: "Refuse it" }).click();

  await connected.outcome(verificationId, "failed");
  const [note] = await connected.written({ ticket, verificationId });
  expect(note?.description).toContain("Signals: risk 10 of 10, since the answer came through the Tor network");
  expect(note?.description).toContain("Do not proceed.");
});

test("the same person from their line at home passes as ever, and a lead can let one through who had a reason", async ({
  visit,
  organization,
  connected,
}) => {
  const first = await connected.ask();
  const home = await visit({ extraHTTPHeaders: homeLine });
  await home.goto(first.mail.link);
  await enterCode(home, first.mail.code);
  const passed = await connected.outcome(first.verificationId, "passed");
  expect(passed.risk).toMatchObject({ hold: null, strengthRaisedFrom: null });
  const [note] = await connected.written(first);
  expect(note?.description).not.toContain("Signals");

  const second = await connected.ask();
  const travelling = await visit({ extraHTTPHeaders: torExit });
  await travelling.goto(second.mail.link);
  await enterCode(travelling, second.mail.code);
  await expect(travelling.getByRole("heading", { level: 1 })).toHaveText("That was right");
  const lead = await visit({ as: organization.owner });
  await lead.goto(`/${organization.slug}/verifications/${second.verificationId}`);
  await lead.getByRole("button", { name: "Release" }).click();
  await lead.getByLabel("How do you know that it is them?").fill("Called them back on the number on file");
  await lead.getByRole("button", { name: "Release it" }).click();
  await expect(lead.getByRole("heading", { name: "Proceed", exact: true })).toBeVisible();
  await expect(lead.getByText("Released by")).toBeVisible();
});

test("requests denied from one address at two companies become one campaign, in which the person still passes from there, until a lead ends it", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  // More is asked from 8 on: the campaign counts 5, and a browser that types as fast as ours does counts 2 at times.
  await api.put("/risk-settings", { stepUpFrom: 8, holdFrom: 9, campaignFrom: 2, campaignMinutes: 60 });
  const { tenant } = connected;
  for (const [index, contact] of tenant.contacts.entries()) {
    await tenant.hasLong(contact.id, { companyID: [174, 175][index] });
    await tenant.open({ contactId: contact.id });
    const { link } = await waitForCode(contact.email);
    const page = await visit({ extraHTTPHeaders: homeLine });
    await page.goto(link);
    await page.getByRole("link", { name: "This was not me" }).click();
    await page.getByRole("button", { name: "This was not me, stop it" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("We stopped it");
  }
  const lead = await visit({ as: organization.owner });
  await expect(async () => {
    await lead.goto(`/${organization.slug}`);
    await lead.getByRole("link", { name: "See the attempts" }).click({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(lead.getByText("2 attempts at 2 companies have one address on the internet in common")).toBeVisible();

  // The twin, while it is open: who is asked for what they did ask, in the same place, is suspected a little and not stopped.
  const [rightful] = tenant.contacts;
  const ticket = await tenant.open({ contactId: rightful.id });
  const { link, code } = await waitForCode(rightful.email, 2);
  const own = await visit({ extraHTTPHeaders: homeLine });
  await own.goto(link);
  await enterCode(own, code);
  await expectPassed(own);
  const [{ id = "" } = {}] = await api.verificationsOf(ticket.ticketNumber);
  const passed = await connected.outcome(id, "passed");
  expect(passed.risk).toMatchObject({ hold: null, strengthRaisedFrom: null });
  expect(passed.risk.signals[0]).toMatchObject({ code: "campaign" });

  await lead.getByRole("button", { name: "End it" }).click();
  await lead.getByLabel("Why is it over?").fill("Our own test of what happens");
  await lead.getByRole("dialog").getByRole("button", { name: "End it" }).click();
  await expect(lead.getByText("Our own test of what happens")).toBeVisible();
});
