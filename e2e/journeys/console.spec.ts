import type { Page } from "@playwright/test";
import type { Connected } from "../fixtures/connected.ts";
import { sql } from "../fixtures/database.ts";
import { mailsTo, otherCode, waitForCode, waitForMail } from "../fixtures/mailbox.ts";
import { addMember, makeOrganization, type Organization } from "../fixtures/organization.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { enterCode } from "../fixtures/requester.ts";
import { seeded } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

/** Opens the page of a ticket that the policy left alone, as Autotask's LiveLink does. */
async function openByLiveLink(page: Page, { slug }: Organization, connected: Connected) {
  const ticket = await connected.tenant.open({ source: seeded.sourceMonitoring });
  const open = async () => {
    await page.goto(`/${slug}/connections/${connected.id}/ticket?ticketId=${ticket.id}`);
    return new URL(page.url()).pathname;
  };
  await expect.poll(open, { timeout: 30_000 }).toMatch(/\/tickets\/[0-9a-f-]{36}$/);
  return ticket;
}

async function startOnThePhone(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start a verification" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox", { name: "They are on the phone with me" })).toBeChecked();
  await dialog.getByRole("button", { name: "Ask now" }).click();
}

const spoken = (page: Page, term: string) => page.locator("dt", { hasText: term }).locator("xpath=following-sibling::dd");
const denial = "This was not me, stop it";

test("a technician on the phone says the phrase, reads the number out, and proceeds once the requester typed number and code", async ({
  visit,
  organization,
  connected,
}) => {
  const technician = await visit({ as: await addMember(organization, "technician", { name: "Tomasz Wręczycki" }) });
  await openByLiveLink(technician, organization, connected);
  await startOnThePhone(technician);
  await expectVerdict(technician, "Do not proceed yet");
  const phrase = (await spoken(technician, "Say this first").textContent()) ?? "";
  const number = (await spoken(technician, "Then the number they type").textContent()) ?? "";
  const mail = await waitForCode(connected.requester.email);

  const requester = await visit({ ...phone, javaScriptEnabled: false });
  await requester.goto(mail.link);
  await expect(headingOf(requester)).toHaveText("Which number does Tomasz Wręczycki give you?");
  await expect(requester.getByText(phrase, { exact: true })).toBeVisible();
  await requester.getByLabel("Number", { exact: true }).fill(number === "11" ? "12" : "11");
  await requester.getByRole("button", { name: "Confirm" }).click();
  await expect(requester.getByRole("alert")).toContainText("That is not the number on their screen. Four tries left.");
  await requester.getByLabel("Number", { exact: true }).fill(number);
  await requester.getByRole("button", { name: "Confirm" }).click();
  await expect(headingOf(requester)).toHaveText("Enter the code we sent you");
  await enterCode(requester, mail.code);

  await expect(headingOf(requester)).toContainText("It is you.");
  await expectVerdict(technician, "Proceed");
  await expect(technician.getByText(phrase)).toHaveCount(0);
});

test("a technician types the code that a caller without a browser reads out: a wrong one costs a try, the right one passes, and an auditor may not", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  const technician = await visit({ as: await addMember(organization, "technician", { name: "Tomasz Wręczycki" }) });
  const ticket = await openByLiveLink(technician, organization, connected);
  await startOnThePhone(technician);
  const phrase = (await spoken(technician, "Say this first").textContent()) ?? "";
  const mail = await waitForCode(connected.requester.email);
  expect(mail.text).toContain(`only to the technician who first says these words to you: “${phrase}”`);
  const field = technician.getByLabel("Or type the code they read out");
  const send = technician.getByRole("button", { name: "Try this code" });
  await field.fill("12");
  await send.click();
  await expect(technician.getByText("Enter the six digits that they read out.")).toBeVisible();
  await field.fill(otherCode(mail.code));
  await field.press("Enter");
  await expect(technician.getByRole("alert").filter({ hasText: "That is not the code. 4 tries left." })).toBeVisible();

  const [asked] = await api.verificationsOf(ticket.ticketNumber);
  const auditor = await visit({ as: await addMember(organization, "auditor"), allow: [/403/] });
  await auditor.goto(`/${organization.slug}/verifications/${asked?.id}`);
  await expectVerdict(auditor, "Do not proceed yet");
  await expect(auditor.getByLabel("Or type the code they read out")).toHaveCount(0);
  const refused = await auditor.evaluate(
    async ({ id, slug, code }) => {
      const headers = { "content-type": "application/json", "x-organization": slug };
      const body = JSON.stringify({ code });
      return (await fetch(`/api/v1/verifications/${id}/spoken-code`, { method: "POST", headers, body })).status;
    },
    { id: asked?.id, slug: organization.slug, code: mail.code },
  );
  expect(refused).toBe(403);

  await field.fill(`${mail.code.slice(0, 3)} ${mail.code.slice(3)}`);
  await send.click();
  await expectVerdict(technician, "Proceed");
  await expect(technician.getByText("Read the code out on the phone to Tomasz Wręczycki")).toBeVisible();
  await expect(technician.getByText("No signals of the code that was read out on the phone", { exact: false })).toBeVisible();
  await expect(technician.getByText("Code read out to Tomasz Wręczycki", { exact: true })).toBeVisible();
  await expect(field).toHaveCount(0);
});

test("a LiveLink of another organization's connection leads nowhere", async ({ visit, portal, organization, connected }) => {
  const ticket = await openByLiveLink(portal, organization, connected);
  const other = await makeOrganization("Elsewhere");
  const page = await visit({ as: other.owner, allow: [/404/] });

  const answer = await page.goto(`/${other.slug}/connections/${connected.id}/ticket?ticketId=${ticket.id}`);
  expect(answer?.status()).toBe(404);
  await page.goto(`/${other.slug}/tickets?ticketId=${ticket.id}`);
  await expect(page.getByText("This ticket has not reached us")).toBeVisible();
});

test("the console says why a way cannot be used, and asks by one that is offered", async ({ portal, organization, connected, api }) => {
  const { verificationId, ticket } = await connected.ask();
  const { ticket: ours } = await api.verification(verificationId);
  await portal.goto(`/${organization.slug}/tickets/${ours.id}`);
  const ways = portal.locator("section", { has: portal.getByRole("heading", { name: "Ways to prove it" }) });
  await expect(ways.getByText("Asked for:")).toBeVisible();
  // As if another way had been put in its place meanwhile.
  await sql(`update challenges set state = 'offered' where "verificationId" = $1 and method = 'email_code'`, [verificationId]);
  await ways.getByRole("button", { name: /^Ask.*: E-mail code$/ }).click();
  const mail = await waitForCode(connected.requester.email, 2);
  expect(mail.text).toContain(ticket.ticketNumber);
  await sql(`update challenges set state = 'unusable', reason = 'verification.contact_inactive' where "verificationId" = $1`, [
    verificationId,
  ]);
  await expect(ways.getByText("is inactive in Autotask").first()).toBeVisible();
  await expect(ways.getByText("Not now").first()).toBeVisible();
});

test("a lead overrides with a reason, and the ticket says on whose decision", async ({ visit, organization, connected, api }) => {
  const asked = await connected.ask();
  const { ticket } = await api.verification(asked.verificationId);
  const lead = await visit({ as: await addMember(organization, "lead", { name: "Lea Brandt" }) });
  await lead.goto(`/${organization.slug}/tickets/${ticket.id}`);
  await lead.getByRole("button", { name: "Override with a reason" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByLabel("Why may one proceed?").fill("too short");
  await dialog.getByRole("button", { name: "Proceed on my decision" }).click();
  await expect(dialog.getByText("Say in at least ten characters why.")).toBeVisible();
  await dialog.getByLabel("Why may one proceed?").fill("She stands beside me at the counter.");
  await dialog.getByRole("button", { name: "Proceed on my decision" }).click();

  await expect(lead.getByRole("heading", { level: 2, name: "Proceed on Lea Brandt’s decision" })).toBeVisible();
  await expect(lead.getByText("She stands beside me at the counter.").first()).toBeVisible();
  await expect(lead.getByText(/^Not countersigned\./)).toBeVisible();
  const [note] = await connected.written(asked);
  expect(note?.description).toContain("Proceed on the decision of Lea Brandt.");
  expect(note?.description).toContain("Reason: She stands beside me at the counter.");
});

test("nobody overrides alone, without the role, or against a denial", async ({ visit, organization, connected, api }) => {
  const leader = await addMember(organization, "lead", { name: "Lea Brandt" });
  const lead = await visit({ as: leader });
  const technician = await visit({ as: await addMember(organization, "technician") });
  const override = { name: "Override with a reason" };
  await openByLiveLink(lead, organization, connected);
  await startOnThePhone(lead);
  await expect(lead.getByText("You started this one, so only another lead may override it.")).toBeVisible();
  await expect(lead.getByRole("button", override)).toHaveCount(0);
  await technician.goto(lead.url());
  await expectVerdict(technician, "Do not proceed yet");
  await expect(technician.getByRole("button", override)).toHaveCount(0);

  const mail = await waitForCode(connected.requester.email);
  const requester = await visit(phone);
  await requester.goto(`${mail.link}/not-me`);
  await requester.getByRole("button", { name: denial }).click();
  const other = await visit({ as: await addMember(organization, "lead", { name: "Ben Ode" }) });
  await other.goto(lead.url());
  await expectVerdict(other, "Do not proceed");
  await expect(other.getByRole("button", override)).toHaveCount(0);
  const [verification] = (await api.get<{ items: { id: string }[] }>("/verifications")).items;
  const { status } = await api.send("POST", `/verifications/${verification?.id}/override`, { reason: "A key decides nothing here." });
  expect(status).toBe(403);
});

test("who is called checks the phrase without script, and stops a caller who does not know it", async ({
  visit,
  connected,
  api,
  organization,
}) => {
  const asked = await connected.ask();
  const requester = await visit({ ...phone, javaScriptEnabled: false });
  await requester.goto(asked.mail.link);
  const phrase = (await requester.getByText(/^([a-z]{4,7} ){3}[a-z]{4,7}$/).textContent()) ?? "";
  const page = await visit({ ...phone, javaScriptEnabled: false });
  const type = async (words: string) => {
    await page.goto("/is-this-us");
    await page.getByLabel("The four words they said").fill(words);
    await page.getByRole("button", { name: "Is it you?" }).click();
  };
  await type("quite other words here");
  await expect(headingOf(page)).toHaveText("No. Hang up.");
  await expect(page.getByText(organization.name)).toHaveCount(0);
  await type(phrase);
  await expect(headingOf(page)).toHaveText(`Yes, it is ${organization.name}.`);
  await expect(page.getByText(asked.ticket.ticketNumber)).toBeVisible();

  await requester.getByRole("link", { name: "They said something else" }).click();
  expect((await api.verification(asked.verificationId)).state).not.toBe("denied");
  await requester.getByRole("button", { name: "They said something else, stop it" }).click();
  await expect(headingOf(requester)).toHaveText("Hang up");
  await connected.outcome(asked.verificationId, "denied");
  const [note] = await connected.written(asked);
  expect(note?.description).toContain("did not know the phrase");
  await page.reload();
  await expect(headingOf(page)).toHaveText("No. Hang up.");
});

test("a second denial freezes the person for all tickets, and a lead lifts it with a reason", async ({
  visit,
  organization,
  connected,
  api,
  portal,
}) => {
  for (const _ of [1, 2]) {
    const asked = await connected.ask();
    const requester = await visit(phone);
    await requester.goto(`${asked.mail.link}/not-me`);
    await requester.getByRole("button", { name: denial }).click();
    await expect(headingOf(requester)).toHaveText("We stopped it");
  }
  const before = (await mailsTo(connected.requester.email)).length;
  const ticket = await connected.tenant.open();
  const find = async () => (await api.verificationsOf(ticket.ticketNumber))[0]?.state;
  await expect.poll(find, { timeout: 20_000 }).toBe("not_possible");
  expect(await mailsTo(connected.requester.email)).toHaveLength(before);
  const [refused] = await api.verificationsOf(ticket.ticketNumber);
  await portal.goto(`/${organization.slug}/verifications/${refused?.id}`);
  await expect(portal.getByText("is frozen", { exact: false }).first()).toBeVisible();
  await portal.getByRole("button", { name: "Lift the freeze" }).click();
  const dialog = portal.getByRole("dialog");
  await dialog.getByLabel("Why is it safe now?").fill("I called her on the number in our files.");
  await dialog.getByRole("button", { name: "Lift the freeze" }).click();
  await expect(portal.getByRole("button", { name: "Lift the freeze" })).toHaveCount(0);
  await connected.tenant.open();
  await waitForMail(connected.requester.email, before + 1);
});
