import { expectVerdict } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";
import { startTextGateway } from "../fixtures/text-gateway.ts";

const source = { phone: 2, email: 4 };

test("an admin sets up text messages, and the contact of a ticket that came by e-mail gets link and code by them", async ({
  portal,
  organization,
  connected,
}) => {
  const gateway = await startTextGateway();
  await portal.goto(`/${organization.slug}/settings`);
  await portal.getByRole("button", { name: "Set up a gateway" }).click();
  const dialog = portal.getByRole("dialog");
  await dialog.getByLabel("API address").fill(gateway.url);
  await dialog.getByLabel("Account SID").fill(gateway.account);
  await dialog.getByLabel("Auth token", { exact: true }).fill("not the token");
  await dialog.getByLabel("Sender").fill("+49 40 5550100");
  await dialog.getByLabel("Countries").fill("se, de");
  await dialog.getByRole("button", { name: "Save the gateway" }).click();
  await expect(dialog).toBeHidden();
  await portal.getByLabel("Test number").fill("+46 70 555 4183");
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

  const { tenant, requester } = connected;
  await tenant.patchRow("Contacts", requester.id, { mobilePhone: "+46 70 555 4183" });
  await tenant.open({ source: source.email });
  await expect.poll(() => gateway.texts.length, { timeout: 20_000 }).toBe(3);
  const [, link, code] = gateway.texts.map(({ text }) => text);
  expect(link).toMatch(/\/v\/[\w-]{43}$/);
  expect(code).toMatch(/^\d{6} is your code/);
  await gateway.close();
});

test("a technician calls the number on file, and records what was said", async ({ visit, organization, connected, api }) => {
  // The browser reports the digits that are refused.
  const portal = await visit({ as: organization.owner, allow: [/status of 422/] });
  const { tenant, requester } = connected;
  await tenant.patchRow("Contacts", requester.id, { mobilePhone: "+46 70 555 4183", lastModifiedDate: "2026-01-01T00:00:00Z" });
  await tenant.open({ source: source.email });
  const verifications = async () => (await api.get<{ items: { id: string; method: string | null }[] }>("/verifications")).items;
  await expect.poll(async () => (await verifications()).map(({ method }) => method), { timeout: 20_000 }).toEqual(["call_back"]);
  const [verification] = await verifications();
  await portal.goto(`/${organization.slug}/verifications/${verification?.id}`);
  await expect(portal.getByText("+46 ··· ··83").first()).toBeVisible();
  await expect(portal.getByText("555")).toHaveCount(0);
  await portal.getByRole("button", { name: "Show the number to call" }).click();
  await expect(portal.getByRole("link", { name: "+46 70 555 41 83" })).toHaveAttribute("href", "tel:+46705554183");

  const digits = portal.getByLabel("Last four digits you dialled");
  await expect(digits).toBeVisible({ timeout: 20_000 });
  await portal.getByRole("button", { name: /What came of it/ }).click();
  await portal.getByRole("option", { name: "They confirmed the request" }).click();
  await digits.fill("0000");
  await portal.getByRole("button", { name: "Record the call" }).click();
  await expect(portal.getByText("These are not the last digits of the number on file.")).toBeVisible();
  await digits.fill("4183");
  await portal.getByRole("button", { name: "Record the call" }).click();
  await expectVerdict(portal, "Proceed");
  await expect(portal.getByText("Called: they confirmed the request")).toBeVisible();
});
