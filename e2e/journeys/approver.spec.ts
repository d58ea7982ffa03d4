import type { Api } from "../fixtures/api.ts";
import type { Connected } from "../fixtures/connected.ts";
import { waitForMail } from "../fixtures/mailbox.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { seeded } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

/** A request that needs a strong proof, in a company with one approver: both have their mail. */
async function ask(api: Api, { id: connectionId, tenant, requester }: Connected) {
  const [, approver] = tenant.contacts;
  // Of both, in every tenant that a test makes.
  const companyId = 174;
  await api.post("/approvers", { connectionId, companyId, contactId: approver.id });
  const ticket = await tenant.open({ source: seeded.sourceMonitoring });
  const { id } = await api.post<{ id: string }>("/verifications", { connectionId, autotaskTicketId: ticket.id, strength: "good" });
  const linkIn = (text: string) => /^https?:\/\/\S+$/m.exec(text)?.[0] ?? "";
  const [toApprover, toRequester] = [await waitForMail(approver.email), await waitForMail(requester.email)];
  return { verificationId: id, approverLink: linkIn(toApprover.text), requesterLink: linkIn(toRequester.text), mail: toApprover };
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
  const number = (await requester.getByRole("status").textContent())?.trim() ?? "";
  expect(number).toMatch(/^[1-9][0-9]$/);
  expect(mail.text).not.toContain(` ${number} `);

  const approver = await visit({ ...phone, javaScriptEnabled: false });
  await approver.goto(approverLink);
  await expect(headingOf(approver)).toHaveText("Is this request right?");
  await approver.getByRole("textbox").fill(number === "11" ? "12" : "11");
  await approver.getByRole("button", { name: "It is right" }).click();
  await expect(approver.getByRole("alert")).toContainText("That is not the number they have. One try left.");
  await approver.getByRole("textbox").fill(number);
  await approver.getByRole("button", { name: "It is right" }).click();
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
