import type { Page } from "@playwright/test";
import { mailsTo } from "../fixtures/mailbox.ts";
import { enterCode } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// Mail scanners open every link before the requester does, some of them press every button. The twin is the requester who
// comes after them and passes.

const agents = ["Mozilla/5.0 (compatible; BingPreview/1.0b)", "SkypeUriPreview Preview/0.5", "Slackbot-LinkExpanding 1.0", "curl/8.5.0"];

test("twenty scanners that open every link change nothing, and the requester passes after them", async ({
  visit,
  connected,
  api,
  request,
}) => {
  const asked = await connected.ask();
  const before = await api.verification(asked.verificationId);
  const links = [
    asked.mail.link,
    `${asked.mail.link}/not-me`,
    `${asked.mail.link}/done`,
    `${asked.mail.link}/code`,
    `${asked.mail.link}/deny`,
  ];
  for (let visits = 0; visits < 20; visits += 1) {
    const headers = { "user-agent": agents[visits % agents.length] ?? "", "x-forwarded-for": `10.9.${visits}.1`, purpose: "prefetch" };
    await Promise.all(links.map((link) => request.fetch(link, { method: visits % 3 === 0 ? "HEAD" : "GET", headers })));
    await request.fetch(asked.mail.link, { method: "OPTIONS", headers });
  }
  expect(await api.verification(asked.verificationId)).toEqual(before);

  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await enterCode(page, asked.mail.code);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("It is you.");
});

test("a robot that presses every button of the page neither passes nor denies, and at most one more code is sent", async ({
  visit,
  connected,
  api,
}) => {
  const asked = await connected.ask();
  const robot = await visit();
  await robot.goto(asked.mail.link);
  await pressEverything(robot, asked.mail.link);
  const after = await api.verification(asked.verificationId);
  expect(["sent", "opened"]).toContain(after.state);
  expect((await mailsTo(connected.requester.email)).length).toBeLessThanOrEqual(2);
  expect(after.challenges[0]?.tries).toBe(0);

  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await enterCode(page, (await mailsTo(connected.requester.email)).at(-1)?.text.match(/code: (\d{3} \d{3})/)?.[1] ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("It is you.");
});

/** Every button and link there is on the first page, each from a fresh look at that page. */
async function pressEverything(page: Page, link: string): Promise<void> {
  const controls = page.locator("main button, main a, main input[type=submit], form button, a[href*='/v/']");
  const count = await controls.count();
  expect(count).toBeGreaterThanOrEqual(3);
  for (let index = 0; index < count; index += 1) {
    await page.goto(link);
    const control = controls.nth(index);
    if (await control.isVisible()) await control.click();
    await page.waitForLoadState();
  }
}
