import { waitForCode } from "../fixtures/mailbox.ts";
import { addMember } from "../fixtures/organization.ts";
import { expectVerdict, headingOf } from "../fixtures/portal.ts";
import { enterCode } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

test("a technician finds a caller by name, asks without a ticket, and proceeds; the outcome stands here only", async ({
  visit,
  organization,
  connected,
}) => {
  const { requester, tenant } = connected;
  const technician = await visit({ as: await addMember(organization, "technician", { name: "Tomasz Wręczycki" }) });
  await technician.goto(`/${organization.slug}`);
  await expect(technician.getByRole("link", { name: "Verify a caller" })).toBeVisible();
  // Before the page has come alive the key does nothing.
  await expect(async () => {
    await technician.keyboard.press("v");
    await expect(headingOf(technician)).toHaveText("Verify a caller", { timeout: 1_000 });
  }).toPass();

  const search = technician.getByRole("searchbox", { name: "Name, company or phone number" });
  await expect(search).toBeFocused();
  await search.fill("Zebulon Nobody");
  await expect(technician.getByText("Nobody matches “Zebulon Nobody”")).toBeVisible();
  await search.fill(requester.name);
  const found = technician.getByRole("list", { name: "Contacts" });
  await expect(found.getByRole("listitem").first()).toContainText("Can be asked by: E-mail code (g···e@");
  expect(await found.textContent()).not.toContain(requester.email);
  await technician.getByRole("button", { name: `Choose: ${requester.name}` }).click();

  await technician.getByRole("textbox", { name: "What do they ask for?" }).fill("Account locked since this morning");
  await expect(technician.getByRole("radio", { name: "Open one in Autotask" })).toHaveCount(0);
  await technician.getByRole("button", { name: "Ask now" }).click();
  await expectVerdict(technician, "Do not proceed yet");
  await expect(technician.getByText("There is no ticket for this call.")).toBeVisible();
  const number =
    (await technician.locator("dt", { hasText: "Then the number" }).locator("xpath=following-sibling::dd").textContent()) ?? "";

  const mail = await waitForCode(requester.email);
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(mail.link);
  await expect(page.getByText("Account locked since this morning")).toBeVisible();
  await page.getByLabel("Number", { exact: true }).fill(number);
  await page.getByRole("button", { name: "Confirm" }).click();
  await enterCode(page, mail.code);
  await expect(headingOf(page)).toContainText("It is you.");
  await expectVerdict(technician, "Proceed");
  expect(await tenant.control<unknown[]>("GET", "tickets")).toEqual([]);
});

test("with Open tickets on, one is opened with the outcome and carries it, and a caller is found by number too", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  const { requester, tenant } = connected;
  const { options } = await api.connection(connected.id);
  await api.put(`/connections/${connected.id}/options`, { ...options, capabilities: { ...options.capabilities, createTickets: true } });
  await tenant.hasLong(requester.id, { mobilePhone: "(207) 555-0142" });
  const technician = await visit({ as: await addMember(organization, "technician", { name: "Tomasz Wręczycki" }) });
  await technician.goto(`/${organization.slug}/verify`);
  await technician.getByRole("searchbox", { name: "Name, company or phone number" }).fill("+1 207 555 0142");
  await technician.getByRole("button", { name: `Choose: ${requester.name}` }).click();
  await technician.getByRole("textbox", { name: "What do they ask for?" }).fill("Account locked");
  await technician.getByText("Open one in Autotask").click();
  await technician.getByText("They are on the phone with me").click();
  await technician.getByRole("button", { name: "Ask now" }).click();
  await expectVerdict(technician, "Do not proceed yet");

  const mail = await waitForCode(requester.email);
  const page = await visit({ ...phone, javaScriptEnabled: false });
  await page.goto(mail.link);
  await enterCode(page, mail.code);
  await expectVerdict(technician, "Proceed");
  await expect.poll(async () => (await tenant.control<unknown[]>("GET", "tickets")).length, { timeout: 30_000 }).toBe(1);
  const [ticket] = await tenant.control<{ id: number; title: string; ticketNumber: string; contactID: number }[]>("GET", "tickets");
  expect(ticket).toMatchObject({ title: "Account locked", contactID: requester.id });
  await expect.poll(async () => (await tenant.notes(ticket?.id ?? 0)).length, { timeout: 30_000 }).toBe(1);
  await expect(technician.getByText(ticket?.ticketNumber ?? "none").first()).toBeVisible({ timeout: 20_000 });
});

test("what new tickets have to prove is set on the Policies screen, and the next ticket is asked for as much", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  await portal.goto(`/${organization.slug}/policies`);
  await portal.getByRole("button", { name: /Every new ticket is asked as for/ }).click();
  await portal.getByRole("option", { name: "A change for this person only" }).click();
  await expect(portal.getByText("New tickets have to prove Fair now")).toBeVisible();

  const ticket = await connected.tenant.open();
  await expect.poll(async () => (await api.verificationsOf(ticket.ticketNumber)).length, { timeout: 20_000 }).toBe(1);
  expect(await api.verificationsOf(ticket.ticketNumber)).toMatchObject([{ strengthAsked: "fair" }]);
});
