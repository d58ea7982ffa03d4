import type { Page } from "@playwright/test";
import { runJobsNow } from "../fixtures/database.ts";
import { mailsTo, otherCode, waitForCode, waitForMail } from "../fixtures/mailbox.ts";
import { enterCode, expectClosed, expectGone, letCodeExpire, letPauseBetweenCodesPass, letTimePass } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

const headingOf = (page: Page) => page.getByRole("heading", { level: 1 });

test("a requester proves a ticket with the code of the mail, and the ticket gets exactly one internal note", async ({
  visit,
  connected,
}) => {
  const { tenant, requester } = connected;
  const autotask = await visit();
  await autotask.goto(tenant.page);
  await autotask.getByLabel(/^Contact/).selectOption(String(requester.id));
  await autotask.getByLabel("Title", { exact: true }).fill("Cannot sign in on the new laptop");
  await autotask.getByLabel("Assigned technician").selectOption({ label: "Dana Whitfield" });
  await autotask.getByRole("button", { name: "Open ticket" }).click();
  await expect(autotask.getByRole("status")).toBeVisible();

  const mail = await waitForCode(requester.email);
  const page = await visit(phone);
  await page.goto(mail.link);
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
  await expect(page.getByText("Cannot sign in on the new laptop")).toBeVisible();
  await expect(page.getByText("Dana Whitfield", { exact: true })).toBeVisible();
  await expect(page.getByText("Nordlicht Systemhaus", { exact: true }).first()).toBeVisible();
  await enterCode(page, mail.code);
  await expect(headingOf(page)).toHaveText("Thank you, Grace Okonkwo. It is you.");
  const receipt = await page.getByText(/^CS-[A-Z0-9]{4}-[A-Z0-9]{4}$/).textContent();

  await autotask.goto(tenant.page);
  await autotask.getByRole("link", { name: /^T\d{8}\.\d{4}$/ }).click();
  await expect(autotask.getByText(`Countersign: Passed, ${receipt}`)).toHaveCount(1);
  await expect(autotask.getByText("Internal Project Team", { exact: true }).first()).toBeVisible();
});

test("a wrong code says how many tries are left, and the right one still passes", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await enterCode(page, otherCode(asked.mail.code));
  await expect(page.getByRole("alert").filter({ hasText: "That is not the code we sent. Four tries left." })).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await enterCode(page, "12");
  await expect(page.getByText("A code has six digits. Enter the six digits that we sent you.")).toBeVisible();
  // As copied from the mail, and with digits of another script.
  await enterCode(page, `${asked.mail.code.slice(0, 3)} ${asked.mail.code.slice(3)}`);
  await expect(headingOf(page)).toContainText("It is you.");
  const notes = await connected.written(asked);
  expect(notes.map(({ title }) => title)).toEqual([expect.stringMatching(/^Countersign: Passed, CS-/)]);
});

test("the fifth wrong code ends it as failed, and the right one no longer helps", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  for (const left of ["Four", "Three", "Two", "One"]) {
    await enterCode(page, otherCode(asked.mail.code));
    await expect(page.getByText(`${left} tr`)).toBeVisible();
  }
  await enterCode(page, otherCode(asked.mail.code));
  await expect(headingOf(page)).toHaveText("We could not confirm that it is you");
  await page.goto(asked.mail.link);
  await expectClosed(page);
  await connected.outcome(asked.verificationId, "failed");
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.title).toContain("Failed");
  expect(note?.description).toContain("Do not proceed.");
});

test("This was not me asks once more, then stops it, notes it and tells the technician", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await page.getByRole("link", { name: "This was not me" }).click();
  await expect(headingOf(page)).toHaveText("Was this not you?");
  await page.getByRole("link", { name: "Go back, it was me" }).click();
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
  await page.getByRole("link", { name: "This was not me" }).click();
  await page.getByRole("button", { name: "This was not me, stop it" }).click();
  await expect(headingOf(page)).toHaveText("We stopped it");
  await page.goBack();
  await expectClosed(page);
  const elsewhere = await visit(phone);
  await elsewhere.goto(asked.mail.link);
  await expectGone(elsewhere);

  await connected.outcome(asked.verificationId, "denied");
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.title).toContain("Denied");
  const warning = await waitForMail(connected.technicianAddress);
  expect(warning.subject).toBe(`Do not proceed: ${asked.ticket.ticketNumber} was denied`);
});

test("a verification that nobody answers expires, and its link looks like one that never was", async ({ visit, connected }) => {
  const asked = await connected.ask();
  await letTimePass(asked.verificationId);
  await runJobsNow("verification.expire", asked.verificationId);
  await connected.outcome(asked.verificationId, "expired");
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await expectGone(page);
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.title).toContain("Expired");
});

test("who has the page open while the time runs out is told so, and whom to call", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(asked.mail.link);
  await enterCode(page, otherCode(asked.mail.code));
  await letTimePass(asked.verificationId);
  await enterCode(page, asked.mail.code);
  await expect(headingOf(page)).toHaveText("The time for this is over");
  await expect(page.getByText("Call Nordlicht Systemhaus on a number you know and ask for a new link.")).toBeVisible();
  await expect(page.getByText(connected.requester.name)).toHaveCount(0);
  await runJobsNow("verification.expire", asked.verificationId);
  await connected.outcome(asked.verificationId, "expired");
});

test("a new code replaces the one before, and there are three at most", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  const again = page.getByRole("button", { name: "Send a new code" });
  await again.click();
  await expect(page.getByText(/A code was sent a moment ago, .* In \d+ seconds?/)).toBeVisible();

  await letPauseBetweenCodesPass(asked.verificationId);
  await again.click();
  await expect(page.getByText("You asked for a new code. The one before no longer works.")).toBeVisible();
  const second = await waitForCode(connected.requester.email, 2);
  expect(second.link).toBe(asked.mail.link);
  if (second.code !== asked.mail.code) {
    await enterCode(page, asked.mail.code);
    await expect(page.getByText("That is not the code we sent. Four tries left.")).toBeVisible();
  }
  await letCodeExpire(asked.verificationId);
  await page.reload();
  await expect(headingOf(page)).toHaveText("The code is too old");
  await page.getByRole("button", { name: "Send a new code" }).click();
  const third = await waitForCode(connected.requester.email, 3);
  await page.goto(third.link);
  await expect(page.getByText("That was the last code for this request.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send a new code" })).toHaveCount(0);
  await enterCode(page, third.code);
  await expect(headingOf(page)).toContainText("It is you.");
  expect(await mailsTo(connected.requester.email)).toHaveLength(3);
});

test("without JavaScript a code passes", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(asked.mail.link);
  await enterCode(page, otherCode(asked.mail.code));
  await expect(page.getByText("Four tries left.")).toBeVisible();
  await enterCode(page, asked.mail.code);
  await expect(headingOf(page)).toContainText("It is you.");
  await connected.outcome(asked.verificationId, "passed");
});

test("without JavaScript a denial goes through", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(asked.mail.link);
  await page.getByRole("link", { name: "This was not me" }).click();
  await page.getByRole("button", { name: "This was not me, stop it" }).click();
  await expect(headingOf(page)).toHaveText("We stopped it");
  await connected.outcome(asked.verificationId, "denied");
});

test("by keyboard alone a requester enters the code", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit();
  await page.goto(asked.mail.link);
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
  const field = page.getByLabel("Code", { exact: true });
  for (let stops = 0; stops < 8 && !(await field.evaluate((element) => element === document.activeElement)); stops += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(field).toBeFocused();
  await page.keyboard.type(asked.mail.code);
  await page.keyboard.press("Enter");
  await expect(headingOf(page)).toContainText("It is you.");
});
