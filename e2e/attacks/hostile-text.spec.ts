import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { places } from "../fixtures/places.ts";
import { headingOf } from "../fixtures/portal.ts";
import { enterCode } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// Whoever opens a ticket writes its title, and names come from a directory that others fill. All of it is text, everywhere.

const script = `"><img src=x onerror=document.title='pwned'><svg/onload=alert(1)>{{7*7}}`;
const backwards = "\u202Egnp.exe\u2066\u200B";
const title = `${script} ${backwards} javascript:alert(1)`;
const first = `Mal<b>lory</b>${backwards}\r\nBcc: everyone@evil.example`;

test("hostile titles and names are text on every page, in every mail and in the note", async ({
  portal,
  visit,
  connected,
  organization,
  api,
}) => {
  const { tenant, requester } = connected;
  await tenant.hasLong(requester.id, { firstName: first, lastName: "<script>alert(2)</script>" });
  await tenant.patchRow("Companies", 174, { companyName: `<iframe src=//evil.example></iframe>${backwards}` });
  await tenant.patchRow("Resources", 4, { firstName: "<u>Dana</u>" });
  const asked = await connected.ask({ title });
  const { mail } = asked;
  expect(mail.subject).not.toMatch(/[\r\n\u202A-\u202E\u2066-\u2069\u200B]/u);
  expect(mail.to).toEqual([requester.email]);
  expect(mail.text).not.toContain("onerror");
  expect(mail.html).not.toMatch(/<(script|img|svg|iframe|b|u)\b/i);
  expect(mail.html).not.toContain("onerror");

  const { ticket } = await api.verification(asked.verificationId);
  for (const path of [
    "",
    "/verifications",
    `/verifications/${asked.verificationId}`,
    `/tickets/${ticket.id}`,
    "/connections",
    `/connections/${connected.id}`,
    `/connections/${connected.id}/deliveries`,
  ]) {
    await portal.goto(`/${organization.slug}${path}`);
    await expect(headingOf(portal), path).toBeVisible();
    await expectNothingOfItIsMarkup(portal);
  }
  const page = await visit(phone);
  await page.goto(mail.link);
  await expect(page.getByText(`onerror=document.title='pwned'`)).toBeVisible();
  await expect(page.locator("body")).not.toHaveText(/[\u202A-\u202E\u2066-\u2069\u200B]/u);
  await expectNothingOfItIsMarkup(page);
  await enterCode(page, mail.code);
  await expect(headingOf(page)).toContainText("It is you.");
  await expectNothingOfItIsMarkup(page);
  const [note] = await connected.written(asked);
  expect(note?.description).not.toMatch(/[<>\u202A-\u202E\u2066-\u2069\u200B]/u);
  expect(note?.description).not.toContain("@evil.example");
  // One line of ours at the end, and no second one that a name brought along.
  expect(note?.description.match(/outcome=/g)).toHaveLength(1);
  for (const line of readLogs())
    if (line.includes("pwned") || line.includes("evil.example")) expect(() => JSON.parse(line), line).not.toThrow();
});

async function expectNothingOfItIsMarkup(page: Page): Promise<void> {
  expect(await page.title()).not.toContain("pwned");
  for (const selector of ["img[src=x]", "svg[onload]", "iframe", "body b", "body u", "a[href^=javascript]"]) {
    await expect(page.locator(selector), selector).toHaveCount(0);
  }
}

/** Every line that the web and the worker part have logged. */
function readLogs(): string[] {
  const folder = path.join(places.dataFolder, "logs");
  return readdirSync(folder)
    .filter((file) => /^(web|worker)/.test(file))
    .flatMap((file) => readFileSync(path.join(folder, file), "utf8").split("\n"));
}
