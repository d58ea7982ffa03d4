import { askFor, companyId, letExpire } from "../fixtures/asking.ts";
import type { Connected } from "../fixtures/connected.ts";
import { mailsTo, otherCode } from "../fixtures/mailbox.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import {
  denyRequest,
  enterCode,
  expectClosed,
  expectGone,
  expectPassed,
  failByWrongCodes,
  letPauseBetweenCodesPass,
} from "../fixtures/requester.ts";
import { test as base, expect, phone } from "../fixtures/test.ts";
import { mobile, startTextGateway, type TextGateway, useGateway, waitForText } from "../fixtures/text-gateway.ts";

const sourceEmail = 4;

const test = base.extend<{ gateway: TextGateway }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  gateway: async ({}, use) => {
    const gateway = await startTextGateway();
    await use(gateway);
    await gateway.close();
  },
});

const giveMobile = ({ tenant, requester }: Connected) => tenant.hasLong(requester.id, { mobilePhone: mobile.typed });

test("an admin sets up text messages, and the contact of a ticket that came by e-mail proves it with the code of one", async ({
  portal,
  organization,
  connected,
  gateway,
  visit,
}) => {
  await portal.goto(`/${organization.slug}/settings/phone`);
  await portal.getByRole("button", { name: "Set up a gateway" }).click();
  const dialog = portal.getByRole("dialog");
  await dialog.getByLabel("API address").fill(gateway.url);
  await dialog.getByLabel("Account SID").fill(gateway.account);
  await dialog.getByLabel("Auth token", { exact: true }).fill("not the token");
  await dialog.getByLabel("Sender").fill("+49 40 5550100");
  await dialog.getByLabel("Countries").fill("se, de");
  await dialog.getByRole("button", { name: "Save the gateway" }).click();
  await expect(dialog).toBeHidden();
  await portal.getByLabel("Test number").fill(mobile.typed);
  await portal.getByRole("button", { name: "Send a test message" }).click();
  await expect(portal.getByText("The gateway refuses our sign-in. Check account and secret, then send a test.").first()).toBeVisible();
  expect(gateway.texts).toEqual([]);

  await portal.getByRole("button", { name: "Change the gateway" }).click();
  await dialog.getByLabel("Auth token", { exact: true }).fill(gateway.token);
  await dialog.getByRole("button", { name: "Save the gateway" }).click();
  await expect(dialog).toBeHidden();
  await portal.getByRole("button", { name: "Send a test message" }).click();
  await expect(portal.getByText("The gateway took the test. Look at your phone.")).toBeVisible();
  await expect.poll(() => gateway.texts.length).toBe(1);

  await giveMobile(connected);
  await connected.tenant.open({ source: sourceEmail });
  const { code, link } = await waitForText(gateway);
  expect(gateway.texts.map(({ to }) => to)).toEqual(Array(3).fill(mobile.address));
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(link);
  await expect(page.getByText(`Six digits, by text message to ${mobile.masked}.`)).toBeVisible();
  await enterCode(page, code);
  await expectPassed(page);
  expect(await mailsTo(connected.requester.email)).toEqual([]);
});

test("a code by text message to a number in its national form proves fair, the technician sees Proceed, and the note says that the way is restricted", async ({
  api,
  connected,
  gateway,
  portal,
  organization,
  visit,
}) => {
  await useGateway(api, gateway);
  // As people of the organization's country write it: where the company has one, that one is meant.
  await connected.tenant.patchRow("Companies", companyId, { countryID: null });
  await api.put("/phone-settings/region", { region: "SE" });
  await connected.tenant.hasLong(connected.requester.id, { mobilePhone: "070-555 41 83" });
  const asked = await askFor(api, connected, "fair");
  const { code, link } = await waitForText(gateway);
  expect(gateway.texts.map(({ to }) => to)).toEqual([mobile.address, mobile.address]);
  await portal.goto(`/${organization.slug}/verifications/${asked.verificationId}`);
  const page = await visit(phone);
  await page.goto(link);
  await enterCode(page, code);
  await expectPassed(page);

  await expectVerdict(portal, "Proceed");
  expect(await connected.outcome(asked.verificationId, "passed")).toMatchObject({ strength: "fair", method: "sms_code" });
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.description).toContain("Method: Six-digit code by text message (restricted)");
  expect(note?.description).toContain("Strength: Fair");
  expect(note?.description).not.toContain("5554183");
});

test("five wrong codes fail, a newer code kills the one before, and the number is not asked again", async ({
  api,
  connected,
  gateway,
  visit,
}) => {
  await useGateway(api, gateway);
  await giveMobile(connected);
  const asked = await askFor(api, connected, "fair");
  const first = await waitForText(gateway);
  const page = await visit(phone);
  await page.goto(first.link);
  await letPauseBetweenCodesPass(asked.verificationId);
  await page.getByRole("button", { name: "Send a new code" }).click();
  await expect(page.getByText("You asked for a new code. The one before no longer works.")).toBeVisible();
  const second = await waitForText(gateway, 2);
  const wrong = first.code === second.code ? otherCode(first.code) : first.code;
  await failByWrongCodes(page, wrong);

  await page.goto(first.link);
  await expectClosed(page);
  await connected.outcome(asked.verificationId, "failed");
  const [note] = await connected.written(asked);
  expect(note?.title).toContain("Failed");
  expect(gateway.texts).toHaveLength(3);
});

test("who gets a text message for what they never asked stops it", async ({ api, connected, gateway, visit }) => {
  await useGateway(api, gateway);
  await giveMobile(connected);
  const asked = await askFor(api, connected, "fair");
  const { code, link } = await waitForText(gateway);
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(link);
  await denyRequest(page);
  await connected.outcome(asked.verificationId, "denied");

  const thief = await visit(phone);
  await thief.goto(link);
  await expectGone(thief);
  expect(code).toMatch(/^\d{6}$/);
});

test("a text message that nobody answers expires, and its link looks like one that never was", async ({
  api,
  connected,
  gateway,
  visit,
}) => {
  await useGateway(api, gateway);
  await giveMobile(connected);
  const asked = await askFor(api, connected, "fair");
  const { link } = await waitForText(gateway);
  const page = await visit(phone);
  await page.goto(link);
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
  await letExpire(connected, asked.verificationId);
  await page.reload();
  await expectGone(page);
  const [note] = await connected.written(asked);
  expect(note?.title).toContain("Expired");
});
