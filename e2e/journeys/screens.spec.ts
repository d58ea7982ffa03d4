import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { startStubProvider } from "../../lib/testing/stub-provider.ts";
import { askFor, companyId, linkIn } from "../fixtures/asking.ts";
import { addDevice, addPasskey, passStrongly } from "../fixtures/authenticators.ts";
import { type Connected, connect } from "../fixtures/connected.ts";
import { sql } from "../fixtures/database.ts";
import { fillStatus } from "../fixtures/full-status.ts";
import { waitForLink, waitForMail } from "../fixtures/mailbox.ts";
import type { Organization } from "../fixtures/organization.ts";
import { headingOf } from "../fixtures/portal.ts";
import { enterCode } from "../fixtures/requester.ts";
import { makeTenant } from "../fixtures/simulator.ts";
import { expect, test } from "../fixtures/test.ts";
import { startTextGateway, useGateway } from "../fixtures/text-gateway.ts";
import { signInAtWork, startWorkAccounts } from "../fixtures/work-accounts.ts";

// Every screen and dialog, in both themes, wide and on a phone: nothing axe objects to, and no sideways scroll. Each is opened
// once and looked at in all four: what a screen needs takes longer to make than to look at.

const still = { reducedMotion: "reduce" } as const;
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

// In the dark only colours are others, so only they are judged again.
const looks = [
  { name: "light, 390", colorScheme: "light", viewport: phone },
  { name: "dark, 390", colorScheme: "dark", viewport: phone },
  { name: "dark, 1440", colorScheme: "dark", viewport: wide },
  { name: "light, 1440", colorScheme: "light", viewport: wide },
] as const;

type Look = (typeof looks)[number];

async function objections(page: Page, { colorScheme }: Look): Promise<string[]> {
  // React Aria keeps what it announced for a while, also when the button it named is gone.
  const axe = new AxeBuilder({ page }).exclude("[data-live-announcer]");
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  else axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** In the browser: waits until the other theme is painted, and nothing is on its way from one colour to the next. */
async function settle(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(ending.map(({ finished }) => finished));
  await frame();
}

/** Looks at what is open in each look, and leaves it as it was. */
async function judge(page: Page, where: string): Promise<void> {
  await expect(headingOf(page), where).toBeVisible();
  // Between two pages the heading can be a moment ahead of the title.
  await expect(page, where).toHaveTitle(/./);
  for (const look of looks) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme, ...still });
    await page.evaluate(settle);
    expect.soft(await objections(page, look), `${where}, ${look.name}`).toEqual([]);
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect.soft(content, `${where}, ${look.name}, scrolls sideways`).toBeLessThanOrEqual(width ?? 0);
  }
}

/** Opens a dialog by its button, looks at it and goes back by Escape. */
async function judgeDialog(page: Page, button: string | RegExp, where: string): Promise<void> {
  await page.getByRole("button", { name: button }).first().click();
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  await expect(dialog, where).toBeVisible();
  await judge(page, where);
  await page.keyboard.press("Escape");
  await expect(dialog, where).toBeHidden();
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
    ...["", "/alerts", "/phone", "/signals", "/limits", "/external-providers", "/sign-ins"].map((kind) => `/${slug}/settings${kind}`),
  ];
}

/** One campaign that is open and one that a lead has ended, each with this verification. */
async function addCampaigns({ id }: Organization, verificationId: string): Promise<void> {
  await sql(
    `with campaign as (
       insert into campaigns (id, "organizationId", "openedAt", "lastSeenAt", "closedAt", "closedByName", "closeReason")
       select gen_random_uuid(), $1, now() - interval '1 hour', now(), ended.at, ended.by, ended.reason
       from (values (null::timestamptz, null, null), (now(), 'Inés Bağcı', 'Blocked the address at our firewall and called all back')) as ended (at, by, reason)
       returning id),
     key as (
       insert into campaign_keys ("campaignId", "organizationId", kind, mac)
       select id, $1, kind, '\\x00'::bytea from campaign, unnest(array['address', 'device']::"CampaignKeyKind"[]) kind)
     insert into campaign_verifications ("campaignId", "verificationId", "organizationId") select id, $2, $1 from campaign`,
    [id, verificationId],
  );
}

test("the portal's screens hold", async ({ visit, organization, connected, api }) => {
  test.setTimeout(240_000);
  const { verificationId } = await connected.ask();
  const { ticket } = await api.verification(verificationId);
  const page = await visit({ as: organization.owner, ...still });
  for (const path of portalPaths(organization, connected, ticket.id, verificationId)) {
    await page.goto(path);
    await judge(page, path.replace(/[0-9a-f-]{36}/g, "…"));
  }
  await page.setViewportSize(phone);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
  expect(await objections(page, looks[0]), "the menu").toEqual([]);
});

test("the dialogs of a verification, of settings and of the team hold", async ({ visit, organization, connected, api }) => {
  test.setTimeout(240_000);
  const gateway = await startTextGateway();
  await useGateway(api, gateway);
  await gateway.close();
  await api.post("/external-providers", { name: "Proof & Co", createUrl: "https://proof.example/checks", strength: "good" });
  const { verificationId } = await connected.ask();
  const { ticket } = await api.verification(verificationId);
  const page = await visit({ as: organization.owner, ...still });
  for (const [path, buttons] of [
    [`/tickets/${ticket.id}`, [/^Override/, "Cancel"]],
    [`/connections/${connected.id}`, ["Pause", "Disconnect"]],
    ["/settings/alerts", ["Add a channel"]],
    ["/settings/phone", ["Change the gateway"]],
    ["/settings/external-providers", ["Add a provider", "Change: Proof & Co", "New secret: Proof & Co"]],
    ["/policies", ["Ask something else of a company"]],
    ["/companies", ["Add a company sign-in"]],
    ["/team", ["Invite a person"]],
  ] as const) {
    await page.goto(`/${organization.slug}${path}`);
    for (const button of buttons) await judgeDialog(page, button, `${path.replace(/[0-9a-f-]{36}/g, "…")}, ${button}`);
  }
  await page.goto(`/${organization.slug}/settings/external-providers`);
  await page.getByRole("button", { name: "New secret: Proof & Co" }).click();
  await page.getByRole("button", { name: "Draw a new secret" }).click();
  await expect(page.getByRole("dialog", { name: "Secret of Proof & Co" })).toBeVisible();
  await judge(page, "a secret is shown once");
});

test("a campaign and a proof that signals hold, and the questions to a lead, hold", async ({ visit, organization, connected, api }) => {
  test.setTimeout(240_000);
  const { verificationId, mail } = await connected.ask();
  const requester = await visit({ extraHTTPHeaders: { "x-forwarded-for": "185.220.101.7" } });
  await requester.goto(mail.link);
  await enterCode(requester, mail.code);
  await expect(headingOf(requester)).toHaveText("That was right");
  await judge(requester, "right, and held");
  await addCampaigns(organization, verificationId);
  const page = await visit({ as: organization.owner, ...still });
  for (const place of ["verifications", "tickets"]) {
    const { ticket } = await api.verification(verificationId);
    await page.goto(`/${organization.slug}/${place}/${place === "tickets" ? ticket.id : verificationId}`);
    await expect(page.getByRole("button", { name: "Release", exact: true })).toBeVisible();
    await judge(page, `held, ${place}`);
  }
  await judgeDialog(page, "Release", "released");
  await page.goto(`/${organization.slug}`);
  await judge(page, "a campaign is open");
  // The number in the rail is what needs a person: the one that is over does not.
  await page.getByRole("link", { name: /^Campaigns\s*1 needs a person$/ }).click();
  await expect(page.getByText("Blocked the address")).toBeVisible();
  await judge(page, "campaigns");
  await judgeDialog(page, "End it", "a campaign is ended");
});

test("who calls, whom to ask and where to sign in hold", async ({ visit, organization, connected, api }) => {
  test.setTimeout(240_000);
  const [requester, approver] = connected.tenant.contacts;
  await api.post("/approvers", { connectionId: connected.id, companyId: 174, contactId: approver.id });
  const signIn = { kind: "google", clientId: "client", clientSecret: "secret", domains: ["brot.example"] };
  await api.post("/company-sign-ins", { connectionId: connected.id, companyId: 175, ...signIn });
  await api.put(`/connections/${connected.id}/companies/174/strength`, { strength: "good" });
  await api.put(`/connections/${connected.id}/companies/174/appearance`, { displayName: "Brot & Söhne", language: null });
  const page = await visit({ as: organization.owner, ...still });
  await page.goto(`/${organization.slug}/verify`);
  await page.getByRole("searchbox", { name: "Name, company or phone number" }).fill(requester.name);
  const choose = page.getByRole("button", { name: `Choose: ${requester.name}` });
  await expect(choose).toBeVisible();
  await judge(page, "callers found");
  await choose.click();
  await expect(page.getByRole("textbox", { name: "What do they ask for?" })).toBeVisible();
  await judge(page, "a caller chosen");
  for (const path of ["policies", "companies"]) {
    await page.goto(`/${organization.slug}/${path}`);
    await judge(page, `${path}, full`);
  }
  await page.getByRole("button", { name: /^Change: / }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await judge(page, "a company sign-in is changed");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Add an approver" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await judge(page, "an approver is added");
  const ticket = await connected.tenant.open();
  await expect.poll(async () => (await api.verificationsOf(ticket.ticketNumber)).length, { timeout: 20_000 }).toBe(1);
  const [verification] = await api.verificationsOf(ticket.ticketNumber);
  await page.goto(`/${organization.slug}/verifications/${verification?.id}`);
  await expect(page.getByText(`${approver.name} is asked`)).toBeVisible({ timeout: 20_000 });
  await judge(page, "an approver is asked");
});

test("the states of a connection's page hold", async ({ visit, organization, connected, api }) => {
  test.setTimeout(240_000);
  await connected.ask();
  const [paused, off] = [await connect(api, await makeTenant()), await connect(api, await makeTenant())];
  await api.post(`/connections/${paused.id}/pause`);
  await api.post(`/connections/${off.id}/disconnect`);
  await fillStatus({ organizationId: organization.id, connectionId: connected.id });
  const page = await visit({ as: organization.owner, ...still });
  for (const [state, path] of [
    ["paused", `/connections/${paused.id}`],
    ["disconnected", `/connections/${off.id}`],
    ["several, listed", "/connections"],
    ["several, summed up", ""],
    ["full", `/connections/${connected.id}`],
  ] as const) {
    await page.goto(`/${organization.slug}${path}`);
    await judge(page, state);
  }
  await page.getByRole("button", { name: "Show older events" }).click();
  await page.getByRole("button", { name: "Show older gaps" }).click();
  await page.getByRole("button", { name: "7 days" }).click();
  await expect(page.getByRole("heading", { name: "Reachable in the last 7 days" })).toBeVisible();
  await judge(page, "a week, and more of everything");
  await page.getByRole("button", { name: "As a table" }).click();
  await judge(page, "a week as a table");
});

test("the credentials page holds in each state of an exchange", async ({ visit, organization, connected, api }) => {
  test.setTimeout(240_000);
  const { tenant, id } = connected;
  const rotation = `/connections/${id}/rotation`;
  const { email, username, secret, trackingIdentifier } = await tenant.vendorUser();
  const values = { email, username, secret, trackingIdentifier, apiUser: "new", trackingIdentifierKind: "vendor" };
  const page = await visit({ as: organization.owner, ...still });
  const hold = async (heading: string) => {
    await page.goto(`/${organization.slug}/connections/${id}`);
    await page.getByRole("link", { name: "Credentials", exact: true }).click();
    await expect(page.getByRole("heading", { name: heading })).toBeVisible({ timeout: 30_000 });
    await judge(page, heading);
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
  await judge(page, "asked whether to give up");
  await tenant.control("DELETE", `faults/${faultId}`);
  await api.post(`${rotation}/start`);
  await hold("The new credentials are in use");
  await api.post(`${rotation}/start`);
  await expect.poll(async () => (await api.get<{ open: unknown }>(rotation)).open, { timeout: 30_000 }).toBeNull();
  await hold("Earlier exchanges");
});

test("the wizard's screens hold", async ({ visit, organization, api }) => {
  test.setTimeout(240_000);
  const page = await visit({ as: organization.owner, ...still });
  await page.goto(`/${organization.slug}`);
  await judge(page, "nothing connected");
  await page.goto(`/${organization.slug}/connections/new`);
  await judge(page, "new connection");
  const { id } = await api.post<{ id: string }>("/connections", { name: "Nordlicht" });
  await page.goto(`/${organization.slug}/connections/${id}/connect/security-level`);
  for (const heading of ["Make an API user", "Choose a tracking identifier", "Paste the four values"]) {
    await judge(page, `before ${heading}`);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(headingOf(page)).toHaveText(heading);
  }
  await judge(page, "the four values");
});

test("the requester's and the signed-out screens hold", async ({ visit, connected }) => {
  test.setTimeout(240_000);
  const asked = await connected.ask();
  const page = await visit(still);
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
    await judge(page, path.replace(asked.mail.token, "…"));
  }
  // By its cookie this browser learns later how the request ended; the page's script asks for it at a person's first touch.
  await page.goto(asked.mail.link);
  await expect(async () => {
    await page.keyboard.press("Tab");
    expect((await page.context().cookies()).map(({ name }) => name)).toContain("countersign.seen");
  }).toPass();
  await page.goto(`${asked.mail.link}/not-me`);
  await page.getByRole("button", { name: "This was not me, stop it" }).click();
  await expect(headingOf(page)).toHaveText("We stopped it");
  await judge(page, "stopped");
  await page.goto(asked.mail.link);
  await expect(headingOf(page)).toHaveText("This request is closed");
  await judge(page, "closed");
});

test("the requester's screens hold in German, whose words are long", async ({ visit, connected }) => {
  test.setTimeout(120_000);
  const asked = await connected.ask();
  const page = await visit({ ...still, locale: "de-DE" });
  for (const path of ["", "?said=wrong", "?said=too_soon&wait=59", "/not-me", "/said-else"].map((end) => asked.mail.link + end)) {
    await page.goto(path);
    await judge(page, `German: ${path.replace(asked.mail.token, "…")}`);
  }
  for (const path of ["/is-this-us", "/is-this-us?said=no", "/v/none"]) {
    await page.goto(path);
    await judge(page, `German: ${path}`);
  }
});

test("the screens of a company's sign-in hold", async ({ visit, connected, api }) => {
  test.setTimeout(120_000);
  const work = await startWorkAccounts(api, connected);
  await askFor(api, connected, "good");
  const link = linkIn((await waitForMail(connected.requester.email)).text);
  const page = await visit({ ...still, allow: [/400/] });
  for (const said of ["", "?said=other_account", "?said=sign_in_again", "?said=sign_in_away"]) {
    await page.goto(`${link}${said}`);
    await judge(page, `sign in ${said}`);
  }
  await page.goto(`/api/oidc/${work.id}/callback?code=x&state=x`);
  await judge(page, "lost");
  await page.goto(link);
  await signInAtWork(page, "grace without a second factor");
  await expect(headingOf(page)).toHaveText("That was right, but not enough");
  await judge(page, "not enough");
  await work.close();
});

test("an approver's screens hold", async ({ visit, connected, api }) => {
  test.setTimeout(120_000);
  const [, approver] = connected.tenant.contacts;
  await api.post("/approvers", { connectionId: connected.id, companyId, contactId: approver.id });
  await askFor(api, connected, "good");
  const [toApprover, toRequester] = [await waitForLink(approver.email, "/a/"), await waitForLink(connected.requester.email, "/v/")];
  const requester = await visit(still);
  await requester.goto(toRequester.link);
  await judge(requester, "whom to call, and the number");
  const number = (await requester.getByRole("status").textContent())?.trim() ?? "";
  const page = await visit(still);
  for (const path of ["", "?said=wrong", "/not-right"]) {
    await page.goto(toApprover.link + path);
    await judge(page, `asked to approve ${path}`);
  }
  await page.goto(toApprover.link);
  await page.getByRole("textbox").fill(number);
  await page.getByRole("button", { name: "It is right" }).click();
  await expect(headingOf(page)).toContainText("Thank you.");
  await judge(page, "approved");
});

test("the screens on which something is added, and another service is asked for, hold", async ({ visit, connected, api }) => {
  test.setTimeout(120_000);
  const page = await visit(still);
  await addDevice(page);
  await passStrongly(page, connected);
  await judge(page, "something can be added");
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await expect(headingOf(page)).toHaveText("Add an authenticator app");
  await judge(page, "an app is added");
  await page.getByLabel("Then enter the six digits that the app shows").fill("000000");
  await page.getByRole("button", { name: "Add the app" }).click();
  await expect(page.getByText("That is not the code that the app shows.")).toBeVisible();
  await judge(page, "an app is added, with a wrong code");
  await page
    .getByRole("button", { name: "Go back, add nothing" })
    .or(page.getByRole("link", { name: "Go back, add nothing" }))
    .click();
  await addPasskey(page);
  await judge(page, "a passkey was added");

  const stub = await startStubProvider();
  const provider = { name: "Proof & Co", createUrl: `${stub.url}/checks`, strength: "good" };
  stub.secrets = [(await api.post<{ secret: string }>("/external-providers", provider)).secret];
  const other = await connect(api, await makeTenant());
  await askFor(api, other, "good");
  await page.goto(linkIn((await waitForMail(other.requester.email)).text));
  await expect(headingOf(page)).toHaveText("Prove it with Proof & Co");
  await judge(page, "another service");
  await stub.close();
});
