import { letExpire } from "../fixtures/asking.ts";
import { addApp, addDevice, addPasskey, askStrongly, passStrongly, waitForMailWith } from "../fixtures/authenticators.ts";
import { headingOf } from "../fixtures/portal.ts";
import { denyRequest, enterCode, expectGone, failByWrongCodes } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

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
  await denyRequest(owner);
  await connected.outcome(asked.verificationId, "denied");
});

test("five answers of a device that only pretends to have the person's passkey end it as failed", async ({ visit, connected, api }) => {
  const owner = await visit(phone);
  const device = await addDevice(owner);
  await passStrongly(owner, connected);
  await addPasskey(owner);
  const asked = await askStrongly(api, connected, "best");

  const thief = await visit();
  await (await addDevice(thief)).pretend(await device.passkey());
  await thief.goto(asked.link);
  for (const left of ["Four tries", "Three tries", "Two tries", "One try"]) {
    await thief.getByRole("button", { name: "Use my passkey" }).click();
    await expect(thief.getByText(`We could not take that passkey. ${left} left.`)).toBeVisible();
  }
  await thief.getByRole("button", { name: "Use my passkey" }).click();
  await expect(headingOf(thief)).toHaveText("We could not confirm that it is you");
  await connected.outcome(asked.verificationId, "failed");
  await owner.goto(asked.link);
  await expectGone(owner);
});

test("a passkey that nobody uses in time expires", async ({ visit, connected, api }) => {
  const page = await visit(phone);
  await addDevice(page);
  await passStrongly(page, connected);
  await addPasskey(page);
  const asked = await askStrongly(api, connected, "best");
  await letExpire(connected, asked.verificationId);
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
  await failByWrongCodes(page, "000000");
  await connected.outcome(asked.verificationId, "failed");
});

test("who has the app and never asked stops it; a code of the app that comes too late proves nothing", async ({
  visit,
  connected,
  api,
}) => {
  const page = await visit(phone);
  await passStrongly(page, connected);
  const codeOf = await addApp(page);
  const stopped = await askStrongly(api, connected, "fair");
  await page.goto(stopped.link);
  await denyRequest(page);
  await connected.outcome(stopped.verificationId, "denied");

  const late = await askStrongly(api, connected, "fair");
  await page.goto(late.link);
  await expect(headingOf(page)).toHaveText("Enter the code of your authenticator app");
  await letExpire(connected, late.verificationId);
  await enterCode(page, codeOf(30));
  await expectGone(page);
  expect(await api.verification(late.verificationId)).toMatchObject({ state: "expired", strength: null });
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
