import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import { type AskedFor, askFor, letExpire, linkIn } from "../fixtures/asking.ts";
import type { Connected } from "../fixtures/connected.ts";
import { waitForMail } from "../fixtures/mailbox.ts";
import { places } from "../fixtures/places.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { denyRequest, expectClosed, expectPassed } from "../fixtures/requester.ts";
import { test as base, expect, phone } from "../fixtures/test.ts";
import { mobile } from "../fixtures/text-gateway.ts";
import { signInAtWork, startWorkAccounts, type WorkAccounts } from "../fixtures/work-accounts.ts";

const test = base.extend<{ work: WorkAccounts }>({
  work: [
    async ({ api, connected }, use) => {
      const work = await startWorkAccounts(api, connected);
      await use(work);
      await work.close();
    },
    { auto: true },
  ],
});

const question = "Confirm that it is you";

/** A request for good, and the link of its mail. */
async function ask(api: Api, connected: Connected, page: Page): Promise<AskedFor & { link: string }> {
  const asked = await askFor(api, connected, "good");
  const mail = await waitForMail(connected.requester.email);
  expect(mail.text).not.toMatch(/\d{3} \d{3}/);
  const link = linkIn(mail.text);
  await page.goto(link);
  await expect(headingOf(page)).toHaveText(question);
  return { ...asked, link };
}

test("signing in at work with a second factor proves good, and the ticket says by what", async ({
  api,
  connected,
  work,
  visit,
  portal,
  organization,
}) => {
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  await portal.goto(`/${organization.slug}/verifications/${asked.verificationId}`);
  await page.getByRole("link", { name: "Sign in with your work account" }).click();
  await expect(page).toHaveURL(new RegExp(`^${work.issuer}/`));
  expect(page.url()).not.toContain(asked.link.split("/v/")[1] ?? "");
  await page.getByLabel("Account").fill("grace");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectPassed(page);

  await expectVerdict(portal, "Proceed");
  expect(await connected.outcome(asked.verificationId, "passed")).toMatchObject({ strength: "good", method: "company_sign_in" });
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.description).toContain("Method: Sign-in with the account of the company");
  expect(note?.description).toContain("Strength: Good");
});

test("without JavaScript the way back has a button, and passes by it", async ({ api, connected, work, visit }) => {
  const page = await visit({ ...phone, javaScriptEnabled: false });
  const asked = await ask(api, connected, page);
  await signInAtWork(page, "grace");
  await expect(headingOf(page)).toHaveText("You are signed in");
  await expect(page.getByText(`Signed in at ${new URL(work.issuer).host}. One more step.`)).toBeVisible();
  expect(await api.verification(asked.verificationId)).toMatchObject({ settledAt: null });
  await page.getByRole("button", { name: "Continue" }).click();
  await expectPassed(page);
});

test("five sign-ins with a colleague's account fail, and each before says how many are left", async ({ api, connected, visit }) => {
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  for (const left of ["Four tries", "Three tries", "Two tries", "One try"]) {
    await signInAtWork(page, "miguel");
    const told = `That account is not the one this request is about. Sign in with your own work account. ${left} left.`;
    await expect(page.getByText(told)).toBeVisible();
  }
  await signInAtWork(page, "miguel");
  await expect(headingOf(page)).toHaveText("We could not confirm that it is you");
  await connected.outcome(asked.verificationId, "failed");
  await page.goto(asked.link);
  await expectClosed(page);
  const [note] = await connected.written(asked);
  expect(note?.title).toContain("Failed");
});

test("who turns back at their company loses nothing, and may say that it was not them", async ({ api, connected, work, visit }) => {
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  await page.getByRole("link", { name: "Sign in with your work account" }).click();
  await expect(page).toHaveURL(new RegExp(`^${work.issuer}/`));
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(headingOf(page)).toHaveText(question);
  expect((await api.verification(asked.verificationId)).challenges.map(({ tries }) => tries)).toEqual([0]);
  await denyRequest(page);
  await connected.outcome(asked.verificationId, "denied");
});

test("who comes back after the time is over is told so, and nothing passes", async ({ api, connected, work, visit }) => {
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  // The first touch tells us that this browser has the question.
  await Promise.all([page.waitForResponse(/\/opened$/), headingOf(page).click()]);
  await page.getByRole("link", { name: "Sign in with your work account" }).click();
  await expect(page).toHaveURL(new RegExp(`^${work.issuer}/`));
  await letExpire(connected, asked.verificationId);
  await page.getByLabel("Account").fill("grace");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(headingOf(page)).toHaveText("The time for this is over");
  const [note] = await connected.written(asked);
  expect(note?.title).toContain("Expired");
});

test("without a second factor, and with no other way, it ends as not enough, and the page says what to do", async ({
  api,
  connected,
  visit,
}) => {
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  await signInAtWork(page, "grace without a second factor");
  await expect(headingOf(page)).toHaveText("That was right, but not enough");
  await expect(page.getByText("Call Nordlicht Systemhaus on a number you know.")).toBeVisible();
  expect(await connected.outcome(asked.verificationId, "not_possible")).toMatchObject({
    reason: "verification.not_strong_enough",
    strength: null,
  });
});

test("without a second factor the call to the number on file is asked as well", async ({ api, connected, visit }) => {
  const { tenant, requester } = connected;
  await tenant.hasLong(requester.id, { mobilePhone: mobile.typed });
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  await signInAtWork(page, "grace without a second factor");
  await expect(headingOf(page)).toHaveText("We call you");
  expect(await api.verification(asked.verificationId)).toMatchObject({ settledAt: null, method: "call_back" });
});

test("a provider that does not answer, and a sign-in begun elsewhere, end in words and cost no try", async ({
  api,
  connected,
  work,
  visit,
}) => {
  const page = await visit(phone);
  const asked = await ask(api, connected, page);
  const elsewhere = await visit({ ...phone, allow: [/400/] });
  await elsewhere.goto(`${places.web}/api/oidc/${work.id}/callback?code=stolen&state=stolen`);
  await expect(headingOf(elsewhere)).toHaveText("The sign-in did not finish");
  await work.close();
  await page.getByRole("link", { name: "Sign in with your work account" }).click();
  await expect(page.getByText("Your company's sign-in page does not answer.")).toBeVisible();
  expect((await api.verification(asked.verificationId)).challenges.map(({ tries }) => tries)).toEqual([0]);
});
