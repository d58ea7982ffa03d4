import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { companyId } from "../fixtures/asking.ts";
import { headingOf } from "../fixtures/portal.ts";
import { expect, phone, test } from "../fixtures/test.ts";

/** A square of one colour, whole enough to be drawn. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mPYEsxJEmIY1TCqYfhqAABGfxQAADazeAAAAABJRU5ErkJggg==",
  "base64",
);

/** How many pictures the head of the page shows, all of them loaded. */
async function picturesOn(page: Page): Promise<number> {
  const pictures = page.locator("header img");
  await expect.poll(() => pictures.evaluateAll((all) => all.every((each) => (each as HTMLImageElement).naturalWidth > 0))).toBe(true);
  return pictures.count();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("[data-live-announcer]").analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
}

test("an admin gives a company its name, language and logo; its people get mails and pages so, and the organization's name stays", async ({
  api,
  connected,
  organization,
  visit,
}) => {
  // The picture that is refused, which the browser tells too.
  const portal = await visit({ as: organization.owner, allow: [/status of 422/] });
  const companies = await api.get<{ items: { value: number; label: string }[] }>(`/connections/${connected.id}/choices?kind=companies`);
  const company = companies.items.find(({ value }) => value === companyId)?.label ?? "";
  await portal.goto(`/${organization.slug}/companies`);
  await expect(portal.getByText("All companies see the same")).toBeVisible();
  const setUp = portal.getByRole("button", { name: "Set up a company" });
  await expect(setUp).toBeEnabled();
  await setUp.press("Enter");
  const dialog = portal.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Company" }).fill(company.slice(0, 6));
  await portal.getByRole("option", { name: company }).click();
  await dialog.getByRole("textbox", { name: "Known to its people as (optional)" }).fill("Brot & Söhne");
  await dialog.getByRole("button", { name: /Language/ }).click();
  await portal.getByRole("option", { name: "Nederlands" }).click();
  await dialog.getByRole("button", { name: "Save and choose a logo" }).click();

  await expect(dialog.getByText("IT-dienstverlener van Brot & Söhne").first()).toBeVisible();
  const file = dialog.getByLabel("Picture file");
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  await expect(dialog.getByRole("alert").filter({ hasText: "This is an SVG, which can carry script" })).toBeVisible();
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: picture });
  await expect(dialog.getByRole("button", { name: "Choose another picture" })).toBeVisible();
  await expect.poll(() => picturesOn(portal)).toBe(2);
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = portal.getByRole("list", { name: "How its people see you" }).getByRole("listitem");
  await expect(row).toContainText(`Brot & Söhne, in Autotask ${company}`);
  await expectAccessible(portal);

  const asked = await connected.ask();
  expect(asked.mail.subject).toBe(`Nordlicht Systemhaus: bevestig ticket ${asked.ticket.ticketNumber}`);
  expect(asked.mail.text).toMatch(/Nordlicht Systemhaus\nIT-dienstverlener van Brot & Söhne\n*$/);
  const { phrase } = await api.get<{ phrase: string }>(`/verifications/${asked.verificationId}/spoken`);
  // Polish is none of ours.
  const page = await visit({ ...phone, locale: "pl-PL" });
  async function expectDutch(heading: string | RegExp, pictures = 1) {
    await expect(headingOf(page)).toHaveText(heading);
    expect(await page.locator("html").getAttribute("lang")).toBe("nl");
    await expect(page.getByRole("banner")).toHaveText("Nordlicht SystemhausIT-dienstverlener van Brot & Söhne");
    expect(await picturesOn(page)).toBe(pictures);
    await expectAccessible(page);
  }
  await page.goto(asked.mail.link);
  await expectDutch("Voer de code in die we u stuurden");
  await page.goto(`${asked.mail.link}/not-me`);
  await expectDutch(/\?$/);
  await page.goto("/is-this-us");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.getByRole("textbox").fill(phrase);
  await page.getByRole("button", { name: "Is it you?" }).click();
  await expectDutch(/Nordlicht Systemhaus/);

  const german = await visit({ ...phone, locale: "de-AT", javaScriptEnabled: false });
  await german.goto(asked.mail.link);
  await expect(german.getByText("IT-Dienstleister von Brot & Söhne")).toBeVisible();
  expect(await picturesOn(german)).toBe(1);

  await page.goto(asked.mail.link);
  await page.getByRole("textbox", { name: "Code" }).fill(asked.mail.code);
  await page.getByRole("button", { name: "Bevestigen" }).click();
  await expectDutch(/^Dank u/);
  await connected.outcome(asked.verificationId, "passed");

  await portal.getByRole("button", { name: "Remove how its people see you: Brot & Söhne" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(portal.getByText("All companies see the same")).toBeVisible();
  await page.reload();
  await expect(page.getByText(`IT provider of ${company}`)).toBeVisible();
  expect(await picturesOn(page)).toBe(0);
});
