import { expect, test } from "../fixtures/test.ts";

// A click is lost when what is under it moves between pressing and letting go. So nothing moves of itself: not when the page's
// script begins to run, and not when fresh data replaces what the server sent.

type Shift = { value: number; sources: { node: Node | null }[] };
declare global {
  interface Window {
    moved?: string[];
  }
}

test("no screen moves while it comes to life", async ({ visit, organization, connected, api }) => {
  test.setTimeout(120_000);
  const asked = await connected.ask();
  await api.verification(asked.verificationId);
  const page = await visit({ as: organization.owner });
  await page.addInitScript(() => {
    window.moved = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Shift[]) {
        if (entry.value < 0.01) continue;
        const what = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : node?.textContent));
        window.moved?.push(`${entry.value.toFixed(3)}: ${what.join(" | ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  // The first page of a browser whose time zone the server does not know.
  await page.goto("/sign-in");
  await expect.poll(async () => (await page.context().cookies()).map(({ name }) => name)).toContain("countersign.zone");
  const connection = `/connections/${connected.id}`;
  const paths = ["", "/verifications", `/verifications/${asked.verificationId}`, `/tickets/${asked.ticket.id}`, "/connections", connection];
  for (const path of [...paths, `${connection}/deliveries`, `${connection}/credentials`, "/policies", "/companies", "/team", "/settings"]) {
    await page.goto(`/${organization.slug}${path}`);
    await page.waitForLoadState("networkidle");
    expect.soft(await page.evaluate(() => window.moved), path).toEqual([]);
  }
});
