import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import { type AskedFor, askFor, letExpire, linkIn } from "../fixtures/asking.ts";
import { addApp, passStrongly, waitForMailWith } from "../fixtures/authenticators.ts";
import { giveNumber, openToCall, recordCall, showNumber } from "../fixtures/calling.ts";
import type { Connected } from "../fixtures/connected.ts";
import type { Organization } from "../fixtures/organization.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { denyRequest, enterCode, expectGone, expectPassed, failByWrongCodes } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// A call and the code of an app: each is fair, and both together are good. One of them is nothing where good was asked.

type Case = { api: Api; connected: Connected; portal: Page; organization: Organization };

/** A request for good of a person with a number and an app: the technician has called, and the app is asked now. */
async function askAndCall({ api, connected, portal, organization }: Case): Promise<AskedFor & { link: string }> {
  const asked = await askFor(api, connected, "good");
  await expect.poll(async () => (await api.verification(asked.verificationId)).method, { timeout: 20_000 }).toBe("call_back");
  await openToCall(portal, organization, asked);
  await showNumber(portal, asked);
  await recordCall(portal, "They confirmed the request");
  await expect(portal.getByText("One more proof is asked.").first()).toBeVisible();
  await expectVerdict(portal, "Do not proceed yet");
  const mail = await waitForMailWith(connected.requester.email, new RegExp(`${asked.ticket.ticketNumber}[^]*authenticator app`));
  return { ...asked, link: linkIn(mail.text) };
}

test("a call alone expires as nothing; a call and the app's code are good, and the note names both", async ({
  api,
  connected,
  portal,
  organization,
  visit,
}) => {
  const page = await visit(phone);
  await giveNumber(connected);
  await passStrongly(page, connected);
  const codeOf = await addApp(page);
  const half = await askAndCall({ api, connected, portal, organization });
  await letExpire(connected, half.verificationId);
  expect(await api.verification(half.verificationId)).toMatchObject({ strength: null });
  await page.goto(half.link);
  await expectGone(page);

  const asked = await askAndCall({ api, connected, portal, organization });
  await page.goto(asked.link);
  await expect(headingOf(page)).toHaveText("Enter the code of your authenticator app");
  await enterCode(page, codeOf(30));
  await expectPassed(page);
  await expectVerdict(portal, "Proceed");
  expect(await connected.outcome(asked.verificationId, "passed")).toMatchObject({ strength: "good" });
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.description).toContain("Call-back to the number on file (restricted)");
  expect(note?.description).toContain("Code of an authenticator app enrolled before");
  expect(note?.description).toContain("Strength: Good");
});

test("after the call five wrong codes of the app fail, and what the call proved is worth nothing", async ({
  api,
  connected,
  portal,
  organization,
  visit,
}) => {
  const page = await visit(phone);
  await giveNumber(connected);
  await passStrongly(page, connected);
  await addApp(page);
  const asked = await askAndCall({ api, connected, portal, organization });
  await page.goto(asked.link);
  await failByWrongCodes(page, "000000");
  await expectVerdict(portal, "Do not proceed");
  expect(await connected.outcome(asked.verificationId, "failed")).toMatchObject({ strength: null });
});

test("whoever was on the phone: the person with the app says that it was not them, and it is denied", async ({
  api,
  connected,
  portal,
  organization,
  visit,
}) => {
  const page = await visit(phone);
  await giveNumber(connected);
  await passStrongly(page, connected);
  await addApp(page);
  const asked = await askAndCall({ api, connected, portal, organization });
  await page.goto(asked.link);
  await denyRequest(page);
  await expectVerdict(portal, "Do not proceed");
  expect(await connected.outcome(asked.verificationId, "denied")).toMatchObject({ strength: null });
});
