import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test.ts";

type Held = { came: Promise<void>; letGo: () => Promise<void> };

/** Keeps the page's next reading of this path back until `letGo`, which ends when the page has had time to draw it. */
async function holdNext(page: Page, path: string): Promise<Held> {
  await page.evaluate((heldPath) => {
    const { fetch } = window;
    const state = { letGo: () => {} };
    const pressed = new Promise<void>((resolve) => {
      state.letGo = resolve;
    });
    const came = new Promise<void>((resolve) => {
      window.fetch = async (input, init) => {
        const answer = await fetch(input, init);
        if (!String(input).endsWith(heldPath)) return answer;
        window.fetch = fetch;
        resolve();
        await pressed;
        return answer;
      };
    });
    Object.assign(window, { held: { came, letGo: state.letGo } });
  }, path);
  return {
    came: page.evaluate(() => (window as unknown as { held: Held }).held.came),
    letGo: () =>
      page.evaluate(async () => {
        (window as unknown as { held: Held }).held.letGo();
        for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
      }),
  };
}

test("a list that moves while somebody presses a row does not take the click", async ({ connected, portal, organization }) => {
  const ticket = await connected.tenant.open();
  const path = `/connections/${connected.id}`;
  await portal.goto(`/${organization.slug}${path}/deliveries`);
  const link = portal.getByRole("link", { name: ticket.ticketNumber }).first();
  await expect(link).toBeVisible({ timeout: 30_000 });

  // So long a name that all below the heading goes down.
  const name = "A name that somebody made longer. ".repeat(20).trim();
  await portal.route(`**/api/v1${path}`, async (route) => {
    // The page may be closed while an answer is on its way; what is asked for then, nobody reads.
    const response = await route.fetch().catch(() => null);
    if (response === null) return route.abort().catch(() => undefined);
    await route.fulfill({ response, json: { ...(await response.json()), name } });
  });
  const answer = await holdNext(portal, path);
  await answer.came;
  await link.hover();
  await portal.mouse.down();
  const pressed = await link.boundingBox();
  await answer.letGo();
  const whilePressed = await link.boundingBox();
  await portal.mouse.up();

  await expect(portal).toHaveURL(/\/tickets\//);
  expect(whilePressed).toEqual(pressed);
});

test("what came while somebody pressed is shown when they let go", async ({ connected, portal, organization }) => {
  const path = `/connections/${connected.id}`;
  await portal.goto(`/${organization.slug}${path}/deliveries`);
  await portal.route(`**/api/v1${path}`, async (route) => {
    // The page may be closed while an answer is on its way; what is asked for then, nobody reads.
    const response = await route.fetch().catch(() => null);
    if (response === null) return route.abort().catch(() => undefined);
    await route.fulfill({ response, json: { ...(await response.json()), name: "Another name" } });
  });
  const answer = await holdNext(portal, path);
  await answer.came;
  const heading = portal.getByRole("heading", { level: 1 });
  const was = await heading.textContent();
  await portal.mouse.move(1, 1);
  await portal.mouse.down();
  await answer.letGo();
  const whilePressed = await heading.textContent();
  await portal.mouse.up();

  await expect(heading).toHaveText("Another name");
  expect(whilePressed).toBe(was);
});
