import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import { askFor, companyId, letExpire, linkIn } from "../fixtures/asking.ts";
import type { Connected } from "../fixtures/connected.ts";
import { waitForMail } from "../fixtures/mailbox.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { denyRequest, expectGone } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

/** A request that needs a strong proof, in a company with one approver: both have their mail. */
async function ask(api: Api, connected: Connected) {
  const { id: connectionId, tenant, requester } = connected;
  const [, approver] = tenant.contacts;
  await api.post("/approvers", { connectionId, companyId, contactId: approver.id });
  const asked = await askFor(api, connected, "good");
  const [toApprover, toRequester] = [await waitForMail(approver.email), await waitForMail(requester.email)];
  return { ...asked, approverLink: linkIn(toApprover.text), requesterLink: linkIn(toRequester.text), mail: toApprover };
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
