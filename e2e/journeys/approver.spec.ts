import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import { askFor, companyId, letExpire } from "../fixtures/asking.ts";
import type { Connected } from "../fixtures/connected.ts";
import { waitForLink, waitForMail } from "../fixtures/mailbox.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { denyRequest, expectGone } from "../fixtures/requester.ts";
import { seeded } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

/** A request that needs a strong proof, in a company with one approver: both have their mail. */
async function ask(api: Api, connected: Connected) {
  const { id: connectionId, tenant, requester } = connected;
  const [, approver] = tenant.contacts;
  await api.post("/approvers", { connectionId, companyId, contactId: approver.id });
  const asked = await askFor(api, connected, "good");
  const [toApprover, toRequester] = [await waitForLink(approver.email, "/a/"), await waitForLink(requester.email, "/v/")];
  return { ...asked, approverLink: toApprover.link, requesterLink: toRequester.link, mail: toApprover.mail };
}

/** The number that the requester is shown. */
async function numberOn(page: Page): Promise<string> {
  const number = (await page.getByRole("status").textContent())?.trim() ?? "";
  expect(number).toMatch(/^[1-9][0-9]$/);
  return number;
}

const otherNumber = (number: string) => (number === "11" ? "12" : "11");

async function approveWith(page: Page, number: string): Promise<void> {
  await page.getByRole("textbox").fill(number);
  await page.getByRole("button", { name: "It is right" }).click();
}

test("an approver who was told the number lets the request pass as good, without script", async ({
  api,
  connected,
  visit,
  portal,
  organization,
}) => {
  const { verificationId, approverLink, requesterLink, mail } = await ask(api, connected);
  const requester = await visit({ ...phone, javaScriptEnabled: false });
  await requester.goto(requesterLink);
  const number = await numberOn(requester);
  expect(mail.text).not.toContain(` ${number} `);

  const approver = await visit({ ...phone, javaScriptEnabled: false });
  await approver.goto(approverLink);
  await expect(headingOf(approver)).toHaveText("Is this request right?");
  await approveWith(approver, otherNumber(number));
  await expect(approver.getByRole("alert")).toContainText("That is not the number they have. One try left.");
  await approveWith(approver, number);
  await expect(headingOf(approver)).toContainText("Thank you.");

  expect(await connected.outcome(verificationId, "passed")).toMatchObject({ strength: "good", method: "approver" });
  await portal.goto(`/${organization.slug}/verifications/${verificationId}`);
  await expectVerdict(portal, "Proceed");
});

test("an approver who says that it is not right stops the request, at the second press only", async ({ api, connected, visit }) => {
  const { verificationId, approverLink } = await ask(api, connected);
  const approver = await visit(phone);
  await approver.goto(approverLink);
  await approver.getByRole("link", { name: "This is not right" }).click();
  await expect(headingOf(approver)).toHaveText("Is it not right?");
  expect((await api.verification(verificationId)).settledAt).toBeNull();
  await approver.getByRole("button", { name: "It is not right, stop it" }).click();
  await expect(headingOf(approver)).toHaveText("The request is stopped.");
  expect(await connected.outcome(verificationId, "denied")).toMatchObject({ reason: "verification.approver_denied", strength: null });
});

test("an approver with another number twice approves nothing, and it ends as failed", async ({ api, connected, visit }) => {
  const asked = await ask(api, connected);
  const requester = await visit(phone);
  await requester.goto(asked.requesterLink);
  const number = await numberOn(requester);
  const approver = await visit({ ...phone, javaScriptEnabled: false });
  await approver.goto(asked.approverLink);
  await approveWith(approver, otherNumber(number));
  await approveWith(approver, otherNumber(number));
  await expect(headingOf(approver)).toHaveText("Nothing was approved.");
  expect(await connected.outcome(asked.verificationId, "failed")).toMatchObject({ reason: "verification.wrong_number", strength: null });
  await requester.reload();
  await expectGone(requester);
  const [note] = await connected.written(asked);
  expect(note?.description).toContain("The approver did not know the number that the requester was shown.");
});

test("the requester who sees that an approver was asked for what they never wanted stops it, and the approver's link is dead", async ({
  api,
  connected,
  visit,
}) => {
  const asked = await ask(api, connected);
  const requester = await visit(phone);
  await requester.goto(asked.requesterLink);
  await denyRequest(requester);
  await connected.outcome(asked.verificationId, "denied");
  const approver = await visit(phone);
  await approver.goto(asked.approverLink);
  await expectGone(approver);
});

test("an approval that nobody gives in time expires, for the approver and for the requester", async ({ api, connected, visit }) => {
  const asked = await ask(api, connected);
  const approver = await visit(phone);
  await approver.goto(asked.approverLink);
  await expect(headingOf(approver)).toHaveText("Is this request right?");
  await letExpire(connected, asked.verificationId);
  await approveWith(approver, "11");
  await expectGone(approver);
  await approver.goto(asked.requesterLink);
  await expectGone(approver);
  const [note] = await connected.written(asked);
  expect(note?.title).toContain("Expired");
});

test("an admin chooses an approver among the company's contacts, who is told, is asked, and is shown to the technician with the number", async ({
  api,
  connected,
  portal,
  organization,
}) => {
  const [, approver] = connected.tenant.contacts;
  await portal.goto(`/${organization.slug}/companies`);
  await expect(portal.getByText("No company has an approver yet")).toBeVisible();
  await portal.getByRole("button", { name: "Add an approver" }).click();
  const dialog = portal.getByRole("dialog");
  const companies = await api.get<{ items: { value: number; label: string }[] }>(`/connections/${connected.id}/choices?kind=companies`);
  const company = companies.items.find(({ value }) => value === 174)?.label ?? "";
  await dialog.getByRole("combobox", { name: "Company" }).fill(company.slice(0, 6));
  await portal.getByRole("option", { name: company }).click();
  // The contacts are on their way from Autotask until then.
  await expect(dialog.getByText("Somebody whom the others can reach by phone.")).toBeVisible();
  await dialog.getByRole("button", { name: /Contact/ }).click();
  await portal.getByRole("option", { name: new RegExp(approver.name) }).click();
  await dialog.getByRole("button", { name: "Add the approver" }).click();
  await expect(portal.getByRole("list", { name: "Approvers" })).toContainText(`${approver.name} for ${company}`);
  expect((await waitForMail(approver.email)).subject).toContain("you can be asked about requests of your company");

  const ticket = await connected.tenant.open({ source: seeded.sourceMonitoring });
  const asked = { connectionId: connected.id, autotaskTicketId: ticket.id, strength: "good", withTechnician: false };
  const { id } = await api.post<{ id: string }>("/verifications", asked);
  await portal.goto(`/${organization.slug}/verifications/${id}`);
  await expect(portal.getByText(`Waits for ${approver.name}`)).toBeVisible({ timeout: 20_000 });
  const number = portal.locator("dt", { hasText: `${approver.name} is asked` }).locator("xpath=following-sibling::dd");
  await expect(number).toHaveText(/^[1-9][0-9]$/);

  await portal.goto(`/${organization.slug}/companies`);
  await portal.getByRole("button", { name: `Remove: ${approver.name}` }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(portal.getByText("No company has an approver yet")).toBeVisible();
  expect(await connected.outcome(id, "not_possible")).toMatchObject({ strength: null });
});
