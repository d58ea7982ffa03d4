import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { askFor, linkIn } from "../fixtures/asking.ts";
import { type Connected, connect } from "../fixtures/connected.ts";
import { fillStatus } from "../fixtures/full-status.ts";
import { waitForMail } from "../fixtures/mailbox.ts";
import type { Organization } from "../fixtures/organization.ts";
import { headingOf } from "../fixtures/portal.ts";
import { makeTenant } from "../fixtures/simulator.ts";
import { expect, test } from "../fixtures/test.ts";
import { signInAtWork, startWorkAccounts } from "../fixtures/work-accounts.ts";

// Every screen, in both themes, wide and on a phone: nothing axe objects to, and no sideways scroll.

const looks = [
  { name: "light, 1440", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "dark, 1440", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "light, 390", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { name: "dark, 390", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

async function judge(page: Page, where: string): Promise<void> {
  await expect(headingOf(page), where).toBeVisible();
  // Between two pages the heading can be a moment ahead of the title.
  await expect(page, where).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page })
    // React Aria keeps what it announced for a while, also when the button it named is gone.
    .exclude("[data-live-announcer]")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect.soft(told, where).toEqual([]);
  const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect.soft(content, `${where} scrolls sideways`).toBeLessThanOrEqual(width ?? 0);
}

function portalPaths({ slug }: Organization, connected: Connected, ticketId: string, verificationId: string): string[] {
  const connection = `/${slug}/connections/${connected.id}`;
  return [
    `/${slug}`,
    `/${slug}/verifications`,
    `/${slug}/verifications/${verificationId}`,
    `/${slug}/tickets/${ticketId}`,
    `/${slug}/connections`,
    connection,
    `${connection}/deliveries`,
    `${connection}/permissions`,
    `${connection}/what-we-write`,
    `${connection}/credentials`,
    `/${slug}/campaigns`,
    `/${slug}/verify`,
    `/${slug}/policies`,
    `/${slug}/companies`,
    `/${slug}/team`,
    `/${slug}/settings`,
  ];
}

for (const { name, ...look } of looks) {
  test(`the portal's screens hold in ${name}`, async ({ visit, organization, connected, api }) => {
    test.setTimeout(120_000);
    const { verificationId } = await connected.ask();
    const { ticket } = await api.verification(verificationId);
    const page = await visit({ as: organization.owner, ...look, reducedMotion: "reduce" });
    for (const path of portalPaths(organization, connected, ticket.id, verificationId)) {
      await page.goto(path);
      await judge(page, `${name}: ${path.replace(/[0-9a-f-]{36}/g, "…")}`);
    }
  });

  test(`who calls, whom to ask and where to sign in hold in ${name}`, async ({ visit, organization, connected, api }) => {
    test.setTimeout(120_000);
    const [requester, approver] = connected.tenant.contacts;
    await api.post("/approvers", { connectionId: connected.id, companyId: 174, contactId: approver.id });
    const signIn = { kind: "google", clientId: "client", clientSecret: "secret", domains: ["brot.example"] };
    await api.post("/company-sign-ins", { connectionId: connected.id, companyId: 175, ...signIn });
    await api.put(`/connections/${connected.id}/companies/174/strength`, { strength: "good" });
    await api.put(`/connections/${connected.id}/companies/174/appearance`, { displayName: "Brot & Söhne", language: null });
    const page = await visit({ as: organization.owner, ...look, reducedMotion: "reduce" });
    await page.goto(`/${organization.slug}/verify`);
    await page.getByRole("searchbox", { name: "Name, company or phone number" }).fill(requester.name);
    const choose = page.getByRole("button", { name: `Choose: ${requester.name}` });
    await expect(choose).toBeVisible();
    await judge(page, `${name}: callers found`);
    await choose.click();
    await expect(page.getByRole("textbox", { name: "What do they ask for?" })).toBeVisible();
    await judge(page, `${name}: a caller chosen`);
    for (const path of ["policies", "companies"]) {
      await page.goto(`/${organization.slug}/${path}`);
      await judge(page, `${name}: ${path}, full`);
    }
    await page.getByRole("button", { name: /^Change: / }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await judge(page, `${name}: a company sign-in is changed`);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Add an approver" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await judge(page, `${name}: an approver is added`);
    const ticket = await connected.tenant.open();
    await expect.poll(async () => (await api.verificationsOf(ticket.ticketNumber)).length, { timeout: 20_000 }).toBe(1);
    const [verification] = await api.verificationsOf(ticket.ticketNumber);
    await page.goto(`/${organization.slug}/verifications/${verification?.id}`);
    await expect(page.getByText(`${approver.name} is asked`)).toBeVisible({ timeout: 20_000 });
    await judge(page, `${name}: an approver is asked`);
  });

  test(`the states of a connection's page hold in ${name}`, async ({ visit, organization, connected, api }) => {
    test.setTimeout(120_000);
    await connected.ask();
    const [paused, off] = [await connect(api, await makeTenant()), await connect(api, await makeTenant())];
    await api.post(`/connections/${paused.id}/pause`);
    await api.post(`/connections/${off.id}/disconnect`);
    await fillStatus({ organizationId: organization.id, connectionId: connected.id });
    const page = await visit({ as: organization.owner, ...look, reducedMotion: "reduce" });
    for (const [state, path] of [
      ["paused", `/connections/${paused.id}`],
      ["disconnected", `/connections/${off.id}`],
      ["several, listed", "/connections"],
      ["several, summed up", ""],
      ["full", `/connections/${connected.id}`],
    ] as const) {
      await page.goto(`/${organization.slug}${path}`);
      await judge(page, `${name}: ${state}`);
    }
    await page.getByRole("button", { name: "Show older events" }).click();
    await page.getByRole("button", { name: "Show older gaps" }).click();
    await page.getByRole("button", { name: "7 days" }).click();
    await expect(page.getByRole("heading", { name: "Reachable in the last 7 days" })).toBeVisible();
    await judge(page, `${name}: a week, and more of everything`);
    await page.getByRole("button", { name: "As a table" }).click();
    await judge(page, `${name}: a week as a table`);
  });

  test(`the credentials page holds in each state of an exchange in ${name}`, async ({ visit, organization, connected, api }) => {
    test.setTimeout(120_000);
    const { tenant, id } = connected;
    const rotation = `/connections/${id}/rotation`;
    const { email, username, secret, trackingIdentifier } = await tenant.vendorUser();
    const values = { email, username, secret, trackingIdentifier, apiUser: "new", trackingIdentifierKind: "vendor" };
    const page = await visit({ as: organization.owner, ...look, reducedMotion: "reduce" });
    const hold = async (heading: string) => {
      await page.goto(`/${organization.slug}/connections/${id}`);
      await page.getByRole("link", { name: "Credentials", exact: true }).click();
      await expect(page.getByRole("heading", { name: heading })).toBeVisible({ timeout: 30_000 });
      await judge(page, `${name}: ${heading}`);
    };

    await api.post(rotation, { ...values, secret: "not this" });
    await hold("Correct the password first");
    await api.post(rotation, values);
    await hold("Autotask accepts the new credentials");
    const fault = { kind: "status", collection: "TicketWebhookFields", method: "POST", status: 500, text: "Not allowed." };
    const { id: faultId } = await tenant.fault(fault);
    await api.post(`${rotation}/start`);
    await hold("Stopped: a step needs you");
    await page.getByRole("button", { name: "Give up" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await judge(page, `${name}: asked whether to give up`);
    await tenant.control("DELETE", `faults/${faultId}`);
    await api.post(`${rotation}/start`);
    await hold("The new credentials are in use");
    await api.post(`${rotation}/start`);
    await expect.poll(async () => (await api.get<{ open: unknown }>(rotation)).open, { timeout: 30_000 }).toBeNull();
    await hold("Earlier exchanges");
  });

  test(`the wizard's screens hold in ${name}`, async ({ visit, organization, api }) => {
    test.setTimeout(120_000);
    const page = await visit({ as: organization.owner, ...look, reducedMotion: "reduce" });
    await page.goto(`/${organization.slug}`);
    await judge(page, `${name}: nothing connected`);
    await page.goto(`/${organization.slug}/connections/new`);
    await judge(page, `${name}: new connection`);
    const { id } = await api.post<{ id: string }>("/connections", { name: "Nordlicht" });
    await page.goto(`/${organization.slug}/connections/${id}/connect/security-level`);
    for (const heading of ["Make an API user", "Choose a tracking identifier", "Paste the four values"]) {
      await judge(page, `${name}: before ${heading}`);
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(headingOf(page)).toHaveText(heading);
    }
    await judge(page, `${name}: the four values`);
  });

  test(`the requester's and the signed-out screens hold in ${name}`, async ({ visit, connected }) => {
    const asked = await connected.ask();
    const page = await visit({ ...look, reducedMotion: "reduce" });
    for (const path of [
      "/sign-in",
      "/forgot-password",
      "/setup?token=none",
      "/join?token=none",
      asked.mail.link,
      `${asked.mail.link}?said=wrong`,
      `${asked.mail.link}?said=limited`,
      `${asked.mail.link}/not-me`,
      `${asked.mail.link}/said-else`,
      "/is-this-us",
      "/is-this-us?said=no",
      "/is-this-us?said=too_many",
      "/v/none",
    ]) {
      await page.goto(path);
      await judge(page, `${name}: ${path.replace(asked.mail.token, "…")}`);
    }
    // By its cookie this browser learns later how the request ended; the page's script asks for it once it runs, so it must be left the time.
    await page.goto(asked.mail.link);
    await expect.poll(async () => (await page.context().cookies()).some(({ name }) => name.endsWith("countersign.seen"))).toBe(true);
    await page.goto(`${asked.mail.link}/not-me`);
    await page.getByRole("button", { name: "This was not me, stop it" }).click();
    await expect(headingOf(page)).toHaveText("We stopped it");
    await judge(page, `${name}: stopped`);
    await page.goto(asked.mail.link);
    await expect(headingOf(page)).toHaveText("This request is closed");
    await judge(page, `${name}: closed`);
  });

  test(`the requester's screens hold in German, whose words are long, in ${name}`, async ({ visit, connected }) => {
    const asked = await connected.ask();
    const page = await visit({ ...look, locale: "de-DE", reducedMotion: "reduce" });
    for (const path of ["", "?said=wrong", "?said=too_soon&wait=59", "/not-me", "/said-else"].map((end) => asked.mail.link + end)) {
      await page.goto(path);
      await judge(page, `${name}, German: ${path.replace(asked.mail.token, "…")}`);
    }
    for (const path of ["/is-this-us", "/is-this-us?said=no", "/v/none"]) {
      await page.goto(path);
      await judge(page, `${name}, German: ${path}`);
    }
  });

  test(`the screens of a company's sign-in hold in ${name}`, async ({ visit, connected, api }) => {
    const work = await startWorkAccounts(api, connected);
    await askFor(api, connected, "good");
    const link = linkIn((await waitForMail(connected.requester.email)).text);
    const page = await visit({ ...look, reducedMotion: "reduce", allow: [/400/] });
    for (const said of ["", "?said=other_account", "?said=sign_in_again", "?said=sign_in_away"]) {
      await page.goto(`${link}${said}`);
      await judge(page, `${name}: sign in ${said}`);
    }
    await page.goto(`/api/oidc/${work.id}/callback?code=x&state=x`);
    await judge(page, `${name}: lost`);
    await page.goto(link);
    await signInAtWork(page, "grace without a second factor");
    await expect(headingOf(page)).toHaveText("That was right, but not enough");
    await judge(page, `${name}: not enough`);
    await work.close();
  });
}
