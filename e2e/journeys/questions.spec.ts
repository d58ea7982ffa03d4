import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import type { Asked, Connected } from "../fixtures/connected.ts";
import { headingOf } from "../fixtures/portal.ts";
import { enterCode, expectPassed } from "../fixtures/requester.ts";
import { seeded } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// What is on file of the requester as the simulator seeds it: a computer with a name and a serial number, and a town.
const known = { device: "casco pc 07", town: "Portland" };
const guessed = { device: "DESKTOP-12", town: "Springfield" };
const days = (count: number) => new Date(Date.now() - count * 24 * 3_600_000).toISOString();

/** A request of a person who last asked for help two weeks ago, in an organization that asks about what is on file. */
async function ask(api: Api, connected: Connected): Promise<Asked> {
  const { tenant } = connected;
  const earlier = await tenant.open({ title: "A disk is full", source: seeded.sourceMonitoring });
  await tenant.patchRow("Tickets", earlier.id, { createDate: days(14), source: 4 });
  const asked = await connected.ask();
  const events = async () => (await api.verification(asked.verificationId)).timeline.map(({ kind }) => kind);
  await expect.poll(events).toContain("challenge_sent");
  return asked;
}

/** Opens the link until the worker has read what is on file, which nobody waits for. */
async function openQuestions(page: Page, { mail }: Asked): Promise<void> {
  await expect(async () => {
    await page.goto(mail.link);
    await expect(headingOf(page)).toHaveText("First, three short questions", { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

async function answer(page: Page, { device, town }: typeof known, ago: string): Promise<void> {
  await page.getByLabel(ago).check();
  await page.getByLabel("What is the name of a computer or tablet you work with?").fill(device);
  await page.getByLabel("In which town is your workplace?", { exact: true }).fill(town);
  await page.getByRole("button", { name: "Continue" }).click();
  // The same page for everybody: what was right is said to nobody.
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
}

test("who answers right passes by the proof and by nothing more; who skips passes as well, without script", async ({
  visit,
  organization,
  portal,
  connected,
  api,
}) => {
  await portal.goto(`/${organization.slug}/settings/signals`);
  const settings = portal.getByRole("region", { name: "Questions about what is on file" });
  await expect(settings.getByText("right answers prove nothing and never add strength")).toBeVisible();
  await expect(settings.getByRole("radio", { name: "No", exact: true })).toBeChecked();
  await settings.getByText("Yes", { exact: true }).click();
  await settings.getByRole("button", { name: "Save the questions" }).click();
  await expect(portal.getByText("Questions saved")).toBeVisible();
  expect(await api.get("/question-settings")).toEqual({ isOn: true, pointsEach: 3, minimum: 2 });

  const first = await ask(api, connected);
  const page = await visit(phone);
  await openQuestions(page, first);
  await expect(page.getByText("You answer once, and may skip them.")).toBeVisible();
  await answer(page, known, "Less than a month ago");
  await page.reload();
  await expect(headingOf(page)).toHaveText("Enter the code we sent you");
  await enterCode(page, first.mail.code);
  await expectPassed(page);
  const passed = await connected.outcome(first.verificationId, "passed");
  expect(passed).toMatchObject({ strength: "weak", strengthAsked: "weak" });
  expect(passed.risk.questions).toMatchObject({ outcome: "matched", counted: 3, wrong: 0 });
  await portal.goto(`/${organization.slug}/verifications/${first.verificationId}`);
  await expect(portal.getByText("Questions about what is on file: matched.")).toBeVisible();
  await expect(portal.getByText("That proves nothing, and adds nothing.")).toBeVisible();

  await api.put("/limits", { ...(await api.get<{ limits: object }>("/limits")).limits, reuseMinutes: 0 });
  const second = await ask(api, connected);
  const plain = await visit({ ...phone, javaScriptEnabled: false, locale: "de" });
  await expect(async () => {
    await plain.goto(second.mail.link);
    await expect(headingOf(plain)).toHaveText("Zuerst drei kurze Fragen", { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await plain.getByRole("button", { name: "Fragen überspringen" }).click();
  await plain.getByLabel("Code", { exact: true }).fill(second.mail.code);
  await plain.getByRole("button", { name: "Bestätigen" }).click();
  const skipped = await connected.outcome(second.verificationId, "passed");
  expect(skipped.risk.questions).toMatchObject({ outcome: "not_enough_questions", reason: "skipped" });
});

test("an impostor in the mailbox who guesses is held for a lead by three wrong answers, and needs more after two", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  await api.put("/question-settings", { isOn: true, pointsEach: 3, minimum: 2 });
  const held = await ask(api, connected);
  const page = await visit(phone);
  await openQuestions(page, held);
  await answer(page, guessed, "Longer ago");
  await enterCode(page, held.mail.code);
  await expect(headingOf(page)).toHaveText("That was right");
  expect(await api.verification(held.verificationId)).toMatchObject({
    settledAt: null,
    strength: null,
    risk: { risk: expect.any(Number), questions: { outcome: "did_not_match", wrong: 3 }, hold: { awaitsRelease: true } },
  });
  const lead = await visit({ as: organization.owner });
  await lead.goto(`/${organization.slug}/verifications/${held.verificationId}`);
  await expect(lead.getByText("3 of 3 answers about what is on file did not fit.", { exact: true })).toBeVisible();
  await expect(lead.getByText("Questions about what is on file: did not match").first()).toBeVisible();
  await lead.getByRole("button", { name: "Refuse" }).click();
  await lead.getByLabel("Why is it not them?").fill("Called them: they asked for nothing");
  await lead.getByRole("button", { name: "Refuse it" }).click();
  await connected.outcome(held.verificationId, "failed");
  const [note] = await connected.written(held);
  expect(note?.description).toContain("3 of 3 answers about what is on file did not fit");

  const raised = await ask(api, connected);
  await openQuestions(page, raised);
  await answer(page, { ...guessed, town: "portland" }, "Longer ago");
  await enterCode(page, raised.mail.code);
  const end = await connected.outcome(raised.verificationId, "not_possible");
  expect(end).toMatchObject({ strength: null, strengthAsked: "fair", reason: "verification.raised_out_of_reach" });
});
