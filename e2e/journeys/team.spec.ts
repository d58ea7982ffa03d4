import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { waitForMail } from "../fixtures/mailbox.ts";
import { addMember, makeOrganization, password } from "../fixtures/organization.ts";
import { headingOf } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";

const newPassword = "seven badgers walk at night";

async function invite(page: Page, email: string, role?: string): Promise<string> {
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(email);
  if (role !== undefined) {
    await dialog.getByRole("button", { name: /Role/ }).click();
    await page.getByRole("option", { name: role }).click();
  }
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("heading", { name: "The invitation is on its way" })).toBeVisible();
  const link = (await dialog.getByText("/join?token=").textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  return link;
}

async function linkFromMail(email: string, number = 1): Promise<string> {
  const { text } = await waitForMail(email, number);
  return /^https?:\/\/\S+\/join\?\S+$/m.exec(text)?.[0] ?? "";
}

const memberRow = (page: Page, name: string) => page.getByRole("table", { name: "Members" }).getByRole("row", { name: new RegExp(name) });

test("a technician is invited by mail, joins, sees nothing to administer, and is signed out by the click after the removal", async ({
  portal,
  visit,
  organization,
}) => {
  const email = `tomasz-${randomUUID()}@msp.example`;
  await portal.goto(`/${organization.slug}`);
  await portal.getByRole("link", { name: "Team", exact: true }).click();
  await expect(portal.getByRole("heading", { name: "Nobody else is here yet" })).toBeVisible();
  const shown = await invite(portal, email);
  const link = await linkFromMail(email);
  expect(link).toBe(shown);
  await expect(portal.getByRole("table", { name: "Open invitations" }).getByText("Mail sent")).toBeVisible();

  const technician = await visit({ allow: [/status of 401/, /status of 404/] });
  await technician.request.get(link);
  await technician.goto(link);
  await expect(headingOf(technician)).toHaveText(`Join ${organization.name}`);
  await technician.getByLabel("Your name").fill("Tomasz Wręczycki");
  await technician.getByLabel("Password", { exact: true }).fill("short");
  await technician.getByRole("button", { name: "Join the team" }).click();
  await expect(technician.getByText("Use at least 15 characters.", { exact: false }).first()).toBeVisible();
  await technician.getByLabel("Password", { exact: true }).fill(newPassword);
  await technician.getByRole("button", { name: "Join the team" }).click();
  await expect(technician).toHaveURL(new RegExp(`/${organization.slug}$`));

  await technician.getByRole("link", { name: "Team", exact: true }).click();
  await expect(memberRow(technician, "Tomasz Wręczycki")).toContainText("Technician");
  await expect(technician.getByRole("button", { name: /Invite|Remove|Role of/ })).toHaveCount(0);

  // The owner's list has learned of it by itself.
  await expect(memberRow(portal, "Tomasz Wręczycki")).toBeVisible({ timeout: 20_000 });
  await memberRow(portal, "Tomasz Wręczycki").getByRole("button", { name: "Remove Tomasz Wręczycki" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(memberRow(portal, "Tomasz Wręczycki")).toHaveCount(0);
  await technician.getByRole("link", { name: "Verifications" }).click();
  await expect(headingOf(technician)).toHaveText("Sign in");

  const stranger = await visit();
  await stranger.goto(link);
  await expect(headingOf(stranger)).toHaveText("This link does not work any more");
});

test("somebody with an account joins with its password and belongs to both organizations", async ({ portal, visit, organization }) => {
  const elsewhere = await makeOrganization("Södersjö IT");
  const person = await addMember(elsewhere, "owner", { name: "Astrid Öberg", withPassword: true });
  await portal.goto(`/${organization.slug}/team`);
  await invite(portal, person.email, "Auditor");
  const page = await visit({ allow: [/status of 401/] });
  await page.goto(await linkFromMail(person.email));
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in and join" }).click();
  await expect(page.getByText("This is not the password of your account here. Check it and try again.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in and join" }).click();
  await expect(page).toHaveURL(new RegExp(`/${organization.slug}$`));
  await page.goto(`/${elsewhere.slug}`);
  await expect(headingOf(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${elsewhere.slug}$`));
});

test("sending again and revoking each kill the link before", async ({ portal, visit, organization }) => {
  const email = `priya-${randomUUID()}@msp.example`;
  await portal.goto(`/${organization.slug}/team`);
  const first = await invite(portal, email);
  await portal.getByRole("button", { name: `Send again: ${email}` }).click();
  await expect(portal.getByRole("heading", { name: "The invitation is on its way" })).toBeVisible();
  await portal.getByRole("button", { name: "Done" }).click();
  await linkFromMail(email);
  const second = await linkFromMail(email, 2).catch(() => "");
  const page = await visit();
  await page.goto(first);
  await expect(headingOf(page)).toHaveText("This link does not work any more");
  await page.goto(second);
  await expect(headingOf(page)).toHaveText(`Join ${organization.name}`);
  await portal.getByRole("button", { name: `Revoke: ${email}` }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(portal.getByText("Invitation revoked")).toBeVisible();
  await page.reload();
  await expect(headingOf(page)).toHaveText("This link does not work any more");
});

test("an owner's role stands as text for an admin, and a chosen role holds after a reload", async ({ visit, organization }) => {
  const admin = await addMember(organization, "admin", { name: "Ada Admin" });
  await addMember(organization, "technician", { name: "Tomasz Wręczycki" });
  const page = await visit({ as: admin });
  await page.goto(`/${organization.slug}/team`);
  await expect(memberRow(page, organization.owner.name).getByRole("button")).toHaveCount(0);
  await expect(memberRow(page, "Ada Admin").getByRole("button")).toHaveCount(0);
  await memberRow(page, "Tomasz Wręczycki")
    .getByRole("button", { name: /Role of/ })
    .click();
  await expect(page.getByRole("option")).toHaveText(["Admin", "Lead", "Technician", "Auditor"]);
  await page.getByRole("option", { name: "Auditor" }).click();
  await expect(page.getByText("Tomasz Wręczycki is an auditor now")).toBeVisible();
  await page.reload();
  await expect(memberRow(page, "Tomasz Wręczycki").getByRole("button", { name: /Role of/ })).toContainText("Auditor");
});
