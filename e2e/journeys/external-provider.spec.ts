import { readFile } from "node:fs/promises";
import { type StubProvider, startStubProvider } from "../../lib/testing/stub-provider.ts";
import type { Api } from "../fixtures/api.ts";
import type { Connected } from "../fixtures/connected.ts";
import { waitForMail } from "../fixtures/mailbox.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { letTimePass } from "../fixtures/requester.ts";
import { seeded } from "../fixtures/simulator.ts";
import { test as base, expect, phone } from "../fixtures/test.ts";

const test = base.extend<{ stub: StubProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  stub: async ({}, use) => {
    const stub = await startStubProvider();
    await use(stub);
    await stub.close();
  },
});

/** A request that needs a strong proof, in an organization with an external provider: the requester has the mail. */
async function ask(api: Api, { id: connectionId, tenant, requester }: Connected, stub: StubProvider) {
  const provider = { name: "Proof & Co", createUrl: `${stub.url}/checks`, strength: "good" };
  const { secret } = await api.post<{ secret: string }>("/external-providers", provider);
  stub.secrets = [secret];
  const ticket = await tenant.open({ source: seeded.sourceMonitoring });
  const { id } = await api.post<{ id: string }>("/verifications", { connectionId, autotaskTicketId: ticket.id, strength: "good" });
  const mail = await waitForMail(requester.email);
  const [check] = stub.checks;
  if (!check) throw new Error("The provider was not asked.");
  return { verificationId: id, ticket, check, link: /^https?:\/\/\S+$/m.exec(mail.text)?.[0] ?? "" };
}

test("a requester proves it at another service, comes back and is confirmed, without script", async ({
  api,
  connected,
  visit,
  portal,
  organization,
  stub,
}) => {
  const { verificationId, ticket, link } = await ask(api, connected, stub);
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(link);
  await expect(headingOf(page)).toHaveText("Prove it with Proof & Co");
  await expect(page.getByText("Proof & Co is told your name and your e-mail address.")).toBeVisible();
  await page.getByRole("button", { name: "Continue with Proof & Co" }).click();
  await expect(headingOf(page)).toHaveText("Proof & Co");
  await page.getByRole("button", { name: "passed" }).click();
  await expect(headingOf(page)).toContainText("It is you.");

  const outcome = await connected.outcome(verificationId, "passed");
  expect(outcome).toMatchObject({ strength: "good", method: "external_provider", strengthClause: "NIST SP 800-63B-4, 4.2.1.4" });
  const [note] = await connected.written({ ticket, verificationId });
  expect(note?.description).toContain("Confirmed by: Proof & Co, its receipt PC-4711");
  expect(note?.description).toContain("Strength: Good (NIST SP 800-63B-4, 4.2.1.4)");
  await portal.goto(`/${organization.slug}/verifications/${verificationId}`);
  await expectVerdict(portal, "Proceed");
  await expect(portal.getByText("Proof & Co: it is them")).toBeVisible();
  await expect(portal.getByText("Why this strength: NIST SP 800-63B-4, 4.2.1.4:")).toBeVisible();
});

test("a requester whom the service does not confirm reads what to do, and the technician that they must not proceed", async ({
  api,
  connected,
  visit,
  portal,
  organization,
  stub,
}) => {
  const { verificationId, link } = await ask(api, connected, stub);
  const page = await visit({ ...phone, locale: "de-DE" });
  await page.goto(link);
  await page.getByRole("button", { name: "Weiter mit Proof & Co" }).click();
  await page.getByRole("button", { name: "failed" }).click();
  await expect(headingOf(page)).toHaveText("Es konnte nicht bestätigt werden");
  expect(await connected.outcome(verificationId, "failed")).toMatchObject({ reason: "verification.external_failed", strength: null });
  await portal.goto(`/${organization.slug}/verifications/${verificationId}`);
  await expectVerdict(portal, "Do not proceed");
});

test("a requester who is back before the result waits, and goes on by itself when it is there", async ({ api, connected, visit, stub }) => {
  const { verificationId, link, check } = await ask(api, connected, stub);
  const page = await visit(phone);
  await page.goto(link);
  await page.getByRole("button", { name: "Continue with Proof & Co" }).click();
  const back = page.getByText("You are back. We wait for what Proof & Co says.");
  await page.getByRole("button", { name: "later" }).click();
  await expect(back).toBeVisible({ timeout: 20_000 });
  expect((await stub.send(check)).body).toEqual({ counted: true, why: null });
  await expect(headingOf(page)).toContainText("It is you.", { timeout: 20_000 });
  await connected.outcome(verificationId, "passed");
});

test("a requester who says that it was not them stops it, and what the service says afterwards changes nothing", async ({
  api,
  connected,
  visit,
  portal,
  organization,
  stub,
}) => {
  const { verificationId, link, check } = await ask(api, connected, stub);
  const page = await visit(phone);
  await page.goto(link);
  await page.getByRole("link", { name: "This was not me" }).click();
  await page.getByRole("button", { name: "This was not me, stop it" }).click();
  await expect(headingOf(page)).toHaveText("We stopped it");
  expect((await stub.send(check)).body).toEqual({ counted: false, why: "over" });
  expect(await connected.outcome(verificationId, "denied")).toMatchObject({ strength: null });
  await portal.goto(`/${organization.slug}/verifications/${verificationId}`);
  await expectVerdict(portal, "Do not proceed");
  await expect(portal.getByText("Proof & Co said afterwards: it is them")).toBeVisible();
});

test("a check that is not answered in time ends with the hour", async ({ api, connected, visit, stub }) => {
  const { verificationId, link, check } = await ask(api, connected, stub);
  await letTimePass(verificationId);
  const page = await visit(phone);
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Continue with Proof & Co" })).toHaveCount(0);
  expect((await stub.send(check)).body).toEqual({ counted: false, why: "over" });
  expect((await api.verification(verificationId)).strength).toBeNull();
});

test("an admin adds a provider, sees its secret once, tests it, exchanges the secret and takes it away", async ({
  portal,
  organization,
  stub,
}) => {
  await portal.goto(`/${organization.slug}/settings/external-providers`);
  await portal.getByRole("button", { name: "Add a provider" }).click();
  const dialog = portal.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Proof & Co");
  await dialog.getByLabel("Address", { exact: true }).fill("ftp://proof.example");
  await dialog.getByRole("button", { name: "Add the provider" }).click();
  await expect(dialog.getByText("Enter an https address")).toBeVisible();
  await dialog.getByLabel("Address", { exact: true }).fill(`${stub.url}/checks`);
  await dialog.getByRole("button", { name: "Add the provider" }).click();
  // By its name: the dialog before it is still fading out.
  const secretDialog = portal.getByRole("dialog", { name: "Secret of Proof & Co" });
  await expect(secretDialog).toBeVisible();
  const secret = (await secretDialog.locator(".code").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await portal.getByRole("button", { name: "I have it" }).click();

  await portal.getByRole("button", { name: "Test: Proof & Co" }).click();
  await expect(portal.getByText("The provider did not take our signature.")).toBeVisible();
  stub.secrets = [secret];
  await portal.getByRole("button", { name: "Test: Proof & Co" }).click();
  await expect(portal.getByText("It took our signed message.")).toBeVisible();
  expect(stub.tests).toBe(1);

  await portal.getByRole("button", { name: "New secret: Proof & Co" }).click();
  await portal.getByRole("button", { name: "Draw a new secret", exact: true }).click();
  await expect(secretDialog).toBeVisible();
  expect(await secretDialog.locator(".code").textContent()).not.toBe(secret);
  await portal.getByRole("button", { name: "I have it" }).click();
  await expect(portal.getByText("The secret before counts too, until")).toBeVisible();

  await portal.getByRole("button", { name: "Change: Proof & Co" }).click();
  await portal.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Proof & Company");
  await portal.getByRole("button", { name: "Save", exact: true }).click();
  await expect(portal.getByRole("heading", { name: "Proof & Company" })).toBeVisible();

  await portal.getByRole("button", { name: "Switch off: Proof & Company" }).click();
  await expect(portal.getByText("(switched off)")).toBeVisible();
  await portal.getByRole("button", { name: "Remove: Proof & Company" }).click();
  await portal.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(portal.getByText("No external provider")).toBeVisible();
});

test("an auditor narrows the history down and takes it as a file that a spreadsheet reads", async ({ portal, organization, connected }) => {
  const { mail, verificationId } = await connected.ask();
  expect(mail.link).not.toBe("");
  await portal.goto(`/${organization.slug}/verifications?period=all`);
  await portal.getByRole("button", { name: "Method" }).click();
  await portal.getByRole("option", { name: "Passkey" }).click();
  await expect(portal.getByText("Nothing matches this method")).toBeVisible();
  await portal.getByRole("button", { name: "Remove the filter Method" }).click();
  await portal.getByRole("button", { name: "Company" }).click();
  await portal.getByRole("option").first().click();
  await expect(portal.getByRole("button", { name: "Remove the filter Company" })).toBeVisible();
  const [download] = await Promise.all([
    portal.waitForEvent("download"),
    portal.getByRole("link", { name: "Export CSV: the verification that matches" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^verifications-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toMatch(/^\uFEFFreceipt,ticket,/);
  expect(text.trim().split("\r\n")).toHaveLength(2);
  expect(text).toContain(verificationId);
  expect(text).not.toContain(connected.requester.email);
});
