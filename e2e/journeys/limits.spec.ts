import { sql } from "../fixtures/database.ts";
import { otherCode } from "../fixtures/mailbox.ts";
import { addMember } from "../fixtures/organization.ts";
import { headingOf } from "../fixtures/portal.ts";
import { enterCode } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

test("an admin sets a limit on the screen; one out of bounds is refused in words, and an auditor only reads", async ({
  portal,
  organization,
  api,
  visit,
}) => {
  await portal.goto(`/${organization.slug}/settings/limits`);
  const field = portal.getByLabel("Wrong answers of one person");
  await field.fill("4");
  await portal.getByRole("button", { name: "Save limits" }).click();
  await expect(portal.getByText("At least 5.")).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill("7");
  await portal.getByRole("button", { name: "Save limits" }).click();
  await expect(portal.getByText("Limits saved")).toBeVisible();
  expect((await api.get<{ limits: Record<string, number> }>("/limits")).limits.wrongPerContact).toBe(7);

  const auditor = await visit({ as: await addMember(organization, "auditor") });
  await auditor.goto(`/${organization.slug}/settings/limits`);
  await expect(auditor.getByText("7 in 24 hours")).toBeVisible();
  await expect(auditor.getByRole("button", { name: "Save limits" })).toHaveCount(0);
});

test("after the second wrong code the page says how long to wait, without JavaScript, and the right one passes after it", async ({
  visit,
  organization,
  connected,
}) => {
  await sql(`update verification_settings set limits = '{"tryDelaySeconds": 30}' where "organizationId" = $1`, [organization.id]);
  const asked = await connected.ask();
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(asked.mail.link);
  await enterCode(page, otherCode(asked.mail.code));
  await expect(page.getByText("Four tries left.")).toBeVisible();
  await expect(page.getByText("there is a wait")).toHaveCount(0);
  await enterCode(page, otherCode(asked.mail.code));
  await expect(page.getByText(/After several wrong answers there is a wait\. In \d+ seconds you can answer again\./)).toBeVisible();

  await enterCode(page, asked.mail.code);
  await expect(page.getByRole("alert")).toHaveText("That came too soon, so it was not looked at and cost no try.");
  await expect(page.getByText("Three tries left.")).toBeVisible();
  await sql(`update verifications set "nextTryAt" = now() where id = $1`, [asked.verificationId]);
  await page.goto(asked.mail.link);
  await enterCode(page, asked.mail.code);
  await expect(headingOf(page)).toContainText("It is you.");
});
