import { goOn, headingOf, resultOf, testValues, walkToFourValues } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";

test("an owner walks the wizard from the empty overview to a connection in use, leaving, reloading and going back", async ({
  portal,
  visit,
  organization,
  tenant,
}) => {
  await portal.goto(`/${organization.slug}`);
  await expect(portal.getByRole("heading", { name: "Connect your Autotask" })).toBeVisible();
  await walkToFourValues(portal, organization.slug);

  await portal.goBack();
  await expect(headingOf(portal)).toHaveText("Choose a tracking identifier");
  await portal.goForward();
  await expect(headingOf(portal)).toHaveText("Paste the four values");
  await portal.reload();
  await expect(headingOf(portal)).toHaveText("Paste the four values");
  const { pathname } = new URL(portal.url());

  // A step ahead is not open yet, by its address either.
  await portal.goto(pathname.replace("four-values", "connect"));
  await expect(headingOf(portal)).toHaveText("Paste the four values");

  await portal.getByRole("link", { name: "Leave and resume later" }).click();
  await portal
    .getByRole("link", { name: /^Resume/ })
    .first()
    .click();
  await expect(headingOf(portal)).toHaveText("Paste the four values");

  await testValues(portal, tenant.user);
  await expect(resultOf(portal).getByRole("status")).toHaveText(/^Connected to Autotask \(/);
  // Stored values do not come back, and a second tab stands where the first one does.
  const second = await visit({ as: organization.owner });
  await second.goto(pathname);
  await expect(second.getByLabel("Password (Secret)", { exact: true })).toHaveValue("");
  await expect(second.getByText("Leave it empty to keep it.").first()).toBeVisible();
  expect(await second.content()).not.toContain(tenant.user.secret);

  await goOn(portal, /^Connect /);
  await portal.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(headingOf(portal)).toHaveText(/ is connected$/, { timeout: 30_000 });
  await portal.getByRole("link", { name: "Finish" }).click();
  await expect(portal.getByText("Connected. The first new ticket will show here.")).toBeVisible();
  const webhooks = await tenant.webhooks();
  expect(webhooks).toMatchObject([{ name: expect.stringContaining("Countersign"), isActive: true, isReady: true }]);

  // The wizard of a connection in use leads to its page.
  await second.goto(pathname);
  await expect(second.getByText("Connected. The first new ticket will show here.")).toBeVisible();
});

for (const [what, wrong, field, says] of [
  ["username", { username: "nobody@nowhere.example" }, "Username (Key)", "Autotask knows no API user with this username."],
  ["secret", { secret: "wrong" }, "Password (Secret)", "Autotask found this user and refused the sign-in."],
  ["tracking identifier", { trackingIdentifier: "WRONG" }, "Tracking identifier", null],
] as const) {
  test(`a wrong ${what} names that one field, costs one call at most, and the right one goes on`, async ({
    portal,
    organization,
    tenant,
  }) => {
    await walkToFourValues(portal, organization.slug);
    if (what === "tracking identifier") await tenant.behaviour({ badIntegrationCode: "500" });
    await testValues(portal, { ...tenant.user, ...wrong });
    await expect(resultOf(portal).getByRole("alert")).toContainText(/Correct .* first/);
    const refused = portal.locator('[aria-invalid="true"]');
    await expect(refused).toHaveCount(1);
    await expect(refused).toHaveAccessibleName(field);
    if (says) await expect(portal.getByText(says).first()).toBeVisible();
    expect(await tenant.countCalls()).toBeLessThanOrEqual(1);
    await expect(portal.getByRole("button", { name: "Continue" })).toBeDisabled();

    await testValues(portal, tenant.user);
    await expect(resultOf(portal).getByRole("status")).toHaveText(/^Connected to Autotask \(/);
    await goOn(portal, /^Connect /);
  });
}

test("a zone that is no host of Autotask is refused before anything is sent to it", async ({ portal, organization, tenant }) => {
  await walkToFourValues(portal, organization.slug);
  await portal.getByText("Set the zone by hand").click();
  await portal.getByLabel("Zone URL (optional)").fill("https://webservices15.autotask.net.evil.example");
  await testValues(portal, tenant.user);
  await expect(portal.getByText("This is not the address of an Autotask zone, so we send nothing there.").first()).toBeVisible();
  expect(await tenant.countCalls()).toBe(0);
});

test("a database that is connected already is refused, and the connection that is there goes on", async ({
  portal,
  organization,
  connected,
}) => {
  const { tenant } = connected;
  await portal.goto(`/${organization.slug}/connections/new`);
  await goOn(portal, "Make a security level for Countersign", "Start");
  await goOn(portal, "Make an API user");
  await goOn(portal, "Choose a tracking identifier");
  await goOn(portal, "Paste the four values");
  await testValues(portal, tenant.user);
  await goOn(portal, /^Connect /);
  await portal.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(portal.getByText("This Autotask database is connected to Countersign already.").first()).toBeVisible({ timeout: 20_000 });
  expect(await tenant.webhooks()).toHaveLength(1);
  await connected.ask();
});

test("a draft can be discarded and leaves nothing in Autotask", async ({ portal, organization, tenant }) => {
  await walkToFourValues(portal, organization.slug);
  await testValues(portal, tenant.user);
  await expect(resultOf(portal).getByRole("status")).toBeVisible();
  await portal.goto(`/${organization.slug}/connections`);
  await portal.getByRole("link", { name: organization.name, exact: true }).first().click();
  await portal.getByRole("button", { name: "Discard" }).click();
  await portal.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(portal.getByText("Disconnected. Nothing of ours is left in Autotask.")).toBeVisible();
  expect(await tenant.webhooks()).toEqual([]);
});
