import AxeBuilder from "@axe-core/playwright";
import { waitForMail } from "../fixtures/mailbox.ts";
import { headingOf } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";

test("a sign-in that Autotask withdrew is explained one press away, and Try once lets what waited go on", async ({
  portal,
  organization,
  connected,
}) => {
  await connected.tenant.changeUser({ isLocked: true });
  await connected.tenant.open();
  await portal.goto(`/${organization.slug}/connections/${connected.id}`);
  const state = portal.getByRole("region", { name: "State" });
  await expect(state.getByText("Autotask accepted this sign-in before and refuses it now.")).toBeVisible({ timeout: 30_000 });
  await expect(state.getByText(/We made (one failing call|2 failing calls) with these credentials\./)).toBeVisible();
  const calls = await connected.tenant.countCalls();

  const opened = portal.waitForEvent("popup");
  await state.getByRole("link", { name: "What this means" }).click();
  const help = await opened;
  const section = help.locator("[id='connection.access_withdrawn']");
  await expect(section).toBeInViewport();
  await expect(section).toContainText("Sign-in withdrawn");
  await expect(section).toContainText("locked, made inactive, or got a new secret");
  await help.close();

  expect(await connected.tenant.countCalls()).toBe(calls);
  await connected.tenant.changeUser({ isLocked: false });
  await state.getByRole("button", { name: "Try once" }).click();
  await expect(portal.getByText("Autotask accepts our sign-in again.")).toBeVisible();
  await waitForMail(connected.requester.email, 1);
});

for (const { name, ...look } of [
  { name: "wide, light", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "on a phone, dark", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const) {
  test(`the help needs no sign-in and holds ${name}`, async ({ visit }) => {
    const page = await visit(look);
    await page.goto("/help/when-something-is-wrong#connection.address_blocked");
    await expect(headingOf(page)).toHaveText("When something is wrong");
    await expect(page.locator("[id='connection.address_blocked']")).toBeInViewport();
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa", "best-practice"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(content).toBeLessThanOrEqual(width ?? 0);
  });
}
