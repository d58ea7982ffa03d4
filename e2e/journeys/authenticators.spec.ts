import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { addDevice, askStrongly, passStrongly, waitForMailWith } from "../fixtures/authenticators.ts";
import { runJobsNow } from "../fixtures/database.ts";
import { headingOf } from "../fixtures/portal.ts";
import { enterCode, expectGone, letTimePass } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

/** Adds an app on the page at the end of a strong pass, and returns what shows its codes. */
async function addApp(page: Page): Promise<(secondsAhead?: number) => string> {
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await expect(headingOf(page)).toHaveText("Add an authenticator app");
  await expect(page.getByRole("img", { name: "QR code with the key for your authenticator app" })).toBeVisible();
  const key = ((await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? "").replaceAll(" ", "");
  const codeOf = (secondsAhead = 0) => new TOTP({ secret: key }).generate({ timestamp: Date.now() + secondsAhead * 1_000 });
  await page.getByLabel("Then enter the six digits that the app shows").fill(codeOf());
  await page.getByRole("button", { name: "Add the app" }).click();
  await expect(page.getByText("Your authenticator app is added.")).toBeVisible();
  return codeOf;
}

async function addPasskey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Your passkey is added.")).toBeVisible();
}

test("a passkey is added after a strong pass and told by mail, proves the next ticket as best, and a member revokes it", async ({
  visit,
  connected,
  api,
  organization,
}) => {
  const page = await visit(phone);
  await addDevice(page);
  await passStrongly(page, connected);
  await addPasskey(page);
  await waitForMailWith(connected.requester.email, "A passkey was added");

  const asked = await askStrongly(api, connected, "best");
  await page.goto(asked.link);
  await expect(headingOf(page)).toHaveText("Confirm with your passkey");
  await page.getByRole("button", { name: "Use my passkey" }).click();
  await expect(headingOf(page)).toContainText("It is you.");
  expect(await connected.outcome(asked.verificationId, "passed")).toMatchObject({ strength: "best", method: "passkey" });
  // The first question was cancelled to ask for more, which has a note of its own.
  const note = (await connected.written(asked)).find(({ title }) => title.includes("Passed"));
  expect(note?.description).toContain("Method: Passkey enrolled before, with user verification");
  expect(note?.description).toContain("Strength: Best");

  const portal = await visit({ as: organization.owner });
  await portal.goto(`/${organization.slug}/verifications/${asked.verificationId}`);
  await expect(portal.getByText("Passkey of one device")).toBeVisible();
  await portal.getByRole("button", { name: "Revoke" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(portal.getByText(/^Revoked .*, by/)).toBeVisible();
  await waitForMailWith(connected.requester.email, "A passkey was removed");
});

test("whoever has the link and no passkey of the person does not pass, and the person stops it", async ({ visit, connected, api }) => {
  const owner = await visit(phone);
  await addDevice(owner);
  await passStrongly(owner, connected);
  await addPasskey(owner);
  const asked = await askStrongly(api, connected, "best");

  const thief = await visit();
  await addDevice(thief);
  await thief.goto(asked.link);
  await thief.getByRole("button", { name: "Use my passkey" }).click();
  await expect(thief.getByText("That was cancelled, or this device has no passkey of yours.")).toBeVisible();

  await owner.goto(asked.link);
  await owner.getByRole("link", { name: "This was not me" }).click();
  await owner.getByRole("button", { name: "This was not me, stop it" }).click();
  await expect(headingOf(owner)).toHaveText("We stopped it");
  await connected.outcome(asked.verificationId, "denied");
});

test("a passkey that nobody uses in time expires", async ({ visit, connected, api }) => {
  const page = await visit(phone);
  await addDevice(page);
  await passStrongly(page, connected);
  await addPasskey(page);
  const asked = await askStrongly(api, connected, "best");
  await letTimePass(asked.verificationId);
  await runJobsNow("verification.expire", asked.verificationId);
  await connected.outcome(asked.verificationId, "expired");
  await page.goto(asked.link);
  await expectGone(page);
});

test("without JavaScript an app is added and proves fair; a passkey is not asked for, and the page says why", async ({
  visit,
  connected,
  api,
}) => {
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await passStrongly(page, connected);
  // Chromium that is told to run no script still parses the page as if it did, so the words are looked for and not their sight.
  expect(await page.content()).toContain("Adding a passkey needs JavaScript");
  await expect(page.getByRole("button", { name: "Add a passkey" })).toHaveCount(0);
  const codeOf = await addApp(page);
  await waitForMailWith(connected.requester.email, "An authenticator app was added");

  const asked = await askStrongly(api, connected, "fair");
  await page.goto(asked.link);
  await expect(headingOf(page)).toHaveText("Enter the code of your authenticator app");
  await enterCode(page, "000000");
  await expect(page.getByText("That is not the code of your app, or it was used already. Four tries left.")).toBeVisible();
  // The step of the code that confirmed the app is used up.
  await enterCode(page, codeOf(30));
  await expect(headingOf(page)).toContainText("It is you.");
  expect(await connected.outcome(asked.verificationId, "passed")).toMatchObject({ strength: "fair", method: "totp" });
});

test("five wrong codes of the app end it as failed", async ({ visit, connected, api }) => {
  const page = await visit(phone);
  await passStrongly(page, connected);
  await addApp(page);
  const asked = await askStrongly(api, connected, "fair");
  await page.goto(asked.link);
  for (const left of ["Four", "Three", "Two", "One"]) {
    await enterCode(page, "000000");
    await expect(page.getByText(new RegExp(`${left} tr(y|ies) left`))).toBeVisible();
  }
  await enterCode(page, "000000");
  await expect(headingOf(page)).toHaveText("We could not confirm that it is you");
  await connected.outcome(asked.verificationId, "failed");
});

test("who has an app may choose it instead of the e-mail code, and go back", async ({ visit, connected }) => {
  const page = await visit(phone);
  await passStrongly(page, connected);
  const codeOf = await addApp(page);
  const asked = await connected.tenant.open();
  const mail = await waitForMailWith(connected.requester.email, new RegExp(`${asked.ticketNumber}[^]*Your code:`));
  await page.goto(/^https?:\/\/\S+$/m.exec(mail.text)?.[0] ?? "");
  await page.getByRole("button", { name: "My authenticator app" }).click();
  await expect(headingOf(page)).toHaveText("Enter the code of your authenticator app");
  await page.getByRole("button", { name: /^A code by e-mail/ }).click();
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
  await page.getByRole("button", { name: "My authenticator app" }).click();
  await enterCode(page, codeOf(30));
  await expect(headingOf(page)).toContainText("It is you.");
});
